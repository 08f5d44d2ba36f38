"""The ledger is kept by its own organizers, two at once lose nothing, and the record of changes holds no figure."""

from datetime import date

import pytest
from sqlmodel import col, select

from campaigns.lobbying.commands import (
    clear_answers,
    remove_election,
    remove_staff_rate,
    revoke_election,
    set_tax_year,
)
from campaigns.lobbying.recognising import Answers, Asked, Call, ClaimedException, Kind, SaidTo
from campaigns.lobbying.rows import Said
from data.access import Viewer
from data.audit import AuditEntry
from data.errors import InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests.campaigns.lobbying.room import (
    BOARD,
    DIRECT,
    THEIRS,
    classify,
    did,
    elect,
    rate,
    second_organization,
    seen,
    spent,
)
from tests.support import MEMBER, ORGANIZER, STAFF, STEWARD

EVERYTHING = Said(
    Answers(
        SaidTo.MEMBERS, True, True, frozenset({Call.NAMES, Call.PAID_AD}), False, Asked.MOVE_OTHERS,
        ClaimedException.NONPARTISAN_ANALYSIS, "A full account. 学校 🏫",
    ),
    "organizer", 45, 12_34, ((Kind.DIRECT, 20), (Kind.GRASS_ROOTS, 30), (Kind.NONE, 50)),
)  # fmt: skip


@pytest.mark.usefixtures("store")
def test_answers_come_back_as_they_were_given() -> None:
    action = did(None)
    classify(action, EVERYTHING, why="One of two items.")
    (entry,) = seen().entries
    assert (entry.said, entry.share_reason, entry.version) == (EVERYTHING, "One of two items.", 1)

    classify(action, Said(BOARD), version=1)
    (entry,) = seen().entries
    assert (entry.said, entry.share_reason, entry.version) == (Said(BOARD), "", 2)


@pytest.mark.usefixtures("store")
def test_the_second_of_two_organizers_is_told_and_the_first_answer_stays() -> None:
    action = did(100)
    classify(action, Said(DIRECT, ""))
    with pytest.raises(InvalidInput, match="Somebody changed this while you had it open"):
        classify(action, Said(BOARD), version=0)
    assert seen().entries[0].costed.kind is Kind.DIRECT

    spent(2026, 300_000)
    with pytest.raises(InvalidInput, match="Somebody changed this"):
        spent(2026, 1)
    spent(2026, 310_000, version=1)
    on_file = seen().on_file
    assert on_file is not None
    assert on_file.exempt_purpose_cents == 31_000_000


@pytest.mark.usefixtures("store")
def test_anothers_action_reads_like_none() -> None:
    second_organization()
    theirs = did(100, viewer=THEIRS, shared=True)
    sentences = []
    for action in (theirs, 999_999):
        with pytest.raises(NotFound) as problem:
            classify(action, Said(BOARD))
        sentences.append(str(problem.value))
    assert sentences == ["The action was not found."] * 2
    classify(theirs, Said(BOARD), viewer=THEIRS)
    with pytest.raises(NotFound), open_session(ORGANIZER, writing=True) as session:
        clear_answers(session, action_id=theirs, version=1)


@pytest.mark.parametrize("viewer", [MEMBER, STAFF])
def test_only_organizers_write(sqlite_store: str, viewer: Viewer) -> None:
    action = did(100)
    for act in (
        lambda: classify(action, Said(BOARD), viewer=viewer),
        lambda: elect(viewer=viewer),
        lambda: spent(2026, 1, viewer=viewer),
        lambda: rate("organizer", 100, date(2026, 1, 1), viewer=viewer),
    ):
        with pytest.raises(NotAllowed, match="log what one’s own organization did"):
            act()
    classify(action, Said(BOARD), viewer=STEWARD)


def test_an_answer_can_be_taken_back(sqlite_store: str) -> None:
    action = did(100)
    classify(action, Said(BOARD))
    with open_session(ORGANIZER, writing=True) as session:
        clear_answers(session, action_id=action, version=1)
    assert (seen().entries, seen().unanswered) == ((), 1)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (Said(DIRECT, "organizer", -1), "paid time as minutes"),
        (Said(DIRECT, "", cost_cents=-5), "0 or more"),
        (Said(DIRECT, "", cost_cents=10**15), "0 or more"),
        (Said(DIRECT, "", shares=((Kind.DIRECT, 60), (Kind.NONE, 50))), "add up to 110"),
        (Said(DIRECT, "", shares=((Kind.DIRECT, 100),)), "Say why the cost is shared"),
        (
            Said(Answers(SaidTo.LEGISLATURE, True, True, exception=ClaimedException.SELF_DEFENSE), ""),
            "Say why the exception holds",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_cure(sqlite_store: str, said: Said, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        classify(did(100), said)
    assert seen().entries == ()


def test_figures_of_a_year_that_cannot_be_are_refused(sqlite_store: str) -> None:
    with pytest.raises(InvalidInput, match="below a trillion"):
        spent(2026, -1)
    with pytest.raises(InvalidInput, match="not a tax year this ledger keeps"):
        spent(1900, 1)
    with pytest.raises(InvalidInput, match="both filed figures or neither"):
        spent(2025, 100, filed=(10, 20))
    with pytest.raises(InvalidInput, match="it cannot be more"):
        spent(2025, 100, filed=(200, 20))
    with pytest.raises(InvalidInput, match="more than \\$0"):
        rate("organizer", 0, date(2026, 1, 1))
    with pytest.raises(InvalidInput, match="Name the role"):
        rate(" ", 100, date(2026, 1, 1))


def test_an_election_holds_from_the_year_it_is_filed_in_until_it_is_revoked(sqlite_store: str) -> None:
    assert elect(date(2023, 12, 31)) == 2023
    with pytest.raises(InvalidInput, match="on file already"):
        elect(date(2025, 1, 1))
    (election,) = seen().setup.elections
    with open_session(ORGANIZER, writing=True) as session:
        assert revoke_election(session, election_id=election.id, revoked_on=date(2025, 5, 1), version=1) == 2026
    assert [seen(year).elected for year in (2022, 2023, 2025, 2026)] == [False, True, True, False]
    with pytest.raises(InvalidInput, match="again from 2027 on"):
        elect(date(2026, 1, 1))
    with open_session(ORGANIZER, writing=True) as session:
        remove_election(session, election_id=election.id, version=2)
    assert elect(date(2026, 1, 1)) == 2026


def test_a_church_cannot_elect(sqlite_store: str) -> None:
    with open_session(ORGANIZER, writing=True) as session:
        set_tax_year(session, starts_month=1, may_elect=False, version=0)
    with pytest.raises(InvalidInput, match="cannot elect"):
        elect()
    with pytest.raises(InvalidInput, match="not a month"), open_session(ORGANIZER, writing=True) as session:
        set_tax_year(session, starts_month=13, may_elect=True, version=1)


def test_a_form_dated_tomorrow_is_refused(sqlite_store: str) -> None:
    with pytest.raises(InvalidInput, match="between 1977 and today"):
        elect(date(2026, 11, 23))


def test_a_rate_can_be_corrected_and_removed(sqlite_store: str) -> None:
    rate("organizer", 4_000, date(2026, 1, 1))
    rate("  organizer ", 4_100, date(2026, 1, 1))
    (kept,) = seen().setup.rates
    assert (kept.rate.role, kept.rate.cents_an_hour) == ("organizer", 4_100)
    with open_session(ORGANIZER, writing=True) as session:
        remove_staff_rate(session, rate_id=kept.id)
    assert seen().setup.rates == ()


def test_the_record_of_changes_tells_no_figure_and_no_answer(sqlite_store: str) -> None:
    elect()
    spent(2026, 123_457)
    rate("organizer", 7_654, date(2026, 1, 1))
    classify(did(100), EVERYTHING, why="Secret reason")
    with open_session(ORGANIZER) as session:
        said = " ".join(
            f"{e.act} {e.subject} {e.detail}" for e in session.exec(select(AuditEntry).order_by(col(AuditEntry.id)))
        )
    assert "classify action" in said
    assert [word for word in ("12345", "7654", "Secret", "full account", "organizer", "members") if word in said] == []
