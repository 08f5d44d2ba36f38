"""A sent letter becomes each signer's own action once, classified by whom it went to."""

import pytest
from sqlmodel import select

from campaigns.actions.commands import delete_action
from campaigns.actions.models import Action, ActionSubject
from campaigns.lobbying.letters import log_letter, logged_letter
from campaigns.lobbying.models import LobbyingAnswers
from campaigns.lobbying.recognising import SaidTo
from coalition.letters.commands import send_letter
from data.access import Role, Viewer
from data.errors import InvalidInput
from data.store import open_session
from tests.coalition.letters.desk import NOW, TODAY, do, letter, record, signed, table
from tests.support import ORGANIZER


def sent(number: int) -> None:
    do(ORGANIZER, send_letter, letter_id=number, version=record(number).version, on=TODAY, now=NOW)


def logged(number: int, viewer: Viewer = ORGANIZER) -> int:
    given = {"letter": record(number, viewer), "said_to": SaidTo.LEGISLATURE, "cost_cents": 12_000, "now": NOW}
    return do(viewer, log_letter, **given)


def test_a_sent_letter_is_logged_once_with_what_it_is_about_and_waits_for_no_classification(store: str) -> None:
    table()
    number = letter(about="HB 520 and 7061-0008", specific=True)
    signed(ORGANIZER, number)
    sent(number)
    action = logged(number)
    assert logged(number) == action
    with open_session(ORGANIZER) as session:
        kept = session.exec(select(Action)).one()
        assert (kept.id, kept.kind, kept.on_date, kept.cost_cents) == (action, "letter", TODAY, 12_000)
        assert {(one.kind, one.label) for one in session.exec(select(ActionSubject))} == {
            ("bill", "HB 520"), ("line item", "7061-0008"),
        }  # fmt: skip
        answers = session.exec(select(LobbyingAnswers)).one()
        assert (answers.said_to, answers.legislation, answers.view) == ("legislature", True, True)
        assert logged_letter(session, number) == action
    do(ORGANIZER, delete_action, action_id=action, version=1, now=NOW)
    with open_session(ORGANIZER) as session:
        assert logged_letter(session, number) == action


def test_only_who_stands_under_a_sent_letter_logs_it_and_each_for_itself(sqlite_store: str) -> None:
    pat, _uma = table()
    number = letter()
    signed(ORGANIZER, number)
    with pytest.raises(InvalidInput, match="was not sent yet"):
        logged(number)
    sent(number)
    logged(number)
    parent = Viewer(Role.ORGANIZER, "Pat", pat.organization_id)
    with pytest.raises(InvalidInput, match="does not stand under this letter"):
        logged(number, parent)
    with open_session(parent) as session:
        assert logged_letter(session, number) is None
