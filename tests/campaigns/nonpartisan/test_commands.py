"""A finding may stand when a named person says why; that is on the record, of one's own organization only."""

from datetime import date

import pytest
from sqlmodel import col, select

from campaigns.nonpartisan.commands import answer_for
from campaigns.nonpartisan.queries import Answered, answered_findings
from campaigns.nonpartisan.rules import Check, Draft, Finding, findings, unanswered
from data.access import Viewer
from data.audit import AuditEntry
from data.errors import InvalidInput, NotAllowed
from data.store import open_session
from tests.campaigns.lobbying.room import NOW, THEIRS, second_organization
from tests.support import MEMBER, ORGANIZER, STAFF

DRAFT = Draft("Omar Sample refused to answer.", date(2026, 3, 2), candidates=("Omar Sample",))
PIECE = "Spring newsletter"


def the_finding() -> Finding:
    (one,) = findings(DRAFT)
    return one


def stand(
    name: str = "Ana Example", reason: str = "It quotes a court.", piece: str = PIECE, viewer: Viewer = ORGANIZER
) -> None:
    with open_session(viewer, writing=True) as session:
        answer_for(session, piece=piece, finding=the_finding(), answered_by=name, reason=reason, now=NOW)


def kept(piece: str = PIECE, viewer: Viewer = ORGANIZER) -> tuple[Answered, ...]:
    with open_session(viewer) as session:
        return answered_findings(session, piece)


@pytest.mark.usefixtures("store")
def test_a_name_and_a_reason_let_a_finding_stand_once_in_one_text() -> None:
    second_organization()
    stand()
    stand(name="Somebody Else")

    (one,) = kept()

    assert (one.check, one.answered_by, one.reason) == (Check.NONRESPONSE_NEUTRAL, "Ana Example", "It quotes a court.")
    assert unanswered(findings(DRAFT), frozenset({one.finding_key})) == ()
    assert kept("Fall newsletter") == ()
    assert kept(viewer=MEMBER) == (one,)
    assert kept(viewer=THEIRS) == ()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": "  "}, "Give the name"),
        ({"reason": " "}, "Say why"),
        ({"piece": ""}, "Name the text"),
        ({"name": "x" * 161}, "Give the name"),
    ],
)
def test_without_a_name_a_reason_and_a_text_it_stays_open(
    sqlite_store: str, given: dict[str, str], sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        stand(**given)  # type: ignore[arg-type]
    assert kept() == ()


@pytest.mark.parametrize("viewer", [MEMBER, STAFF])
def test_only_organizers_let_a_finding_stand(sqlite_store: str, viewer: Viewer) -> None:
    with pytest.raises(NotAllowed):
        stand(viewer=viewer)


def test_the_record_of_changes_names_the_check_and_nobody(sqlite_store: str) -> None:
    stand()
    with open_session(ORGANIZER) as session:
        entry = session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc())).first()
    assert entry is not None
    assert (entry.act, "NONRESPONSE_NEUTRAL" in entry.detail) == ("let a finding stand", True)
    assert not any(word in f"{entry.subject}{entry.detail}" for word in ("Ana", "Omar", "court"))
