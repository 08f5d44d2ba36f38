"""What a person does to a line: refused with a sentence, or done and noted; never half."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session

from budget.line_items.commands import record_amount, set_ask, unwatch_line, watch_line
from budget.line_items.line_queries import line_record
from budget.line_items.queries import watched_ids
from data.access import Viewer
from data.periods import FiscalYear
from data.provenance import SourceKind
from data.store import open_session
from tests.budget.line_items import room
from tests.budget.line_items.room import line_id, refusal
from tests.support import MEMBER, ORGANIZER, PUBLIC

FY2017, FY2026 = FiscalYear(2017), FiscalYear(2026)
LINE = "7061-0008"
MILLION = 100_000_000


def act(command: Callable[..., object], viewer: Viewer = ORGANIZER, line: str = LINE, **given: Any) -> object:
    with open_session(ORGANIZER) as session:
        line_item_id = line_id(session, line)
    with open_session(viewer, writing=True) as session:
        return command(session, line_item_id=line_item_id, **given)


def ask(**given: Any) -> object:
    return act(set_ask, **({"fiscal_year": FY2026, "ask_cents": 5 * MILLION} | given))


def enter(**given: Any) -> object:
    amount: dict[str, Any] = {
        "fiscal_year": FY2026,
        "stage_code": "gov",
        "amount_cents": MILLION,
        "source_title": "House 1",
    }
    return act(record_amount, **(amount | given))


@pytest.mark.usefixtures("started")
def test_an_ask_is_kept_with_its_limits_and_noted() -> None:
    ask(acceptable_cents=4 * MILLION, floor_cents=3 * MILLION, reason="  Rising costs  ", published=True)
    with open_session(MEMBER) as session:
        kept = line_record(session, line_id(session, LINE)).asks[FY2026]
    assert (kept.ask_cents, kept.acceptable_cents, kept.floor_cents) == (5 * MILLION, 4 * MILLION, 3 * MILLION)
    assert (kept.reason, kept.published) == ("Rising costs", True)
    entry = room.audit()[-1]
    with open_session(MEMBER) as session:
        subject = f"line item {line_id(session, LINE)}"
    assert (entry["act"], entry["subject"], entry["called"], entry["fiscal_year"]) == ("set ask", subject, LINE, 2026)
    said = json.loads(entry["detail"])
    assert said["before"] == dict.fromkeys(said["after"])
    assert said["after"] == {
        "ask_cents": 5 * MILLION, "acceptable_cents": 4 * MILLION, "floor_cents": 3 * MILLION,
        "reason": "Rising costs", "published": True,
    }  # fmt: skip


@pytest.mark.usefixtures("started")
def test_a_changed_ask_replaces_the_old_one_and_its_limits() -> None:
    first = ask(acceptable_cents=4 * MILLION, floor_cents=3 * MILLION)
    assert ask(ask_cents=6 * MILLION) == first
    store = room.dump()
    assert [(row["ask_cents"], row["published"]) for row in store["asks"]] == [(6 * MILLION, 0)]
    assert [(row["acceptable_cents"], row["floor_cents"]) for row in store["ask_limits"]] == [(None, None)]


@pytest.mark.usefixtures("sqlite_started")
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"ask_cents": 0}, "The ask cannot be $0. Give an amount of $0.01 or more."),
        ({"ask_cents": -100}, "The ask cannot be −$1."),
        ({"ask_cents": 10**17 + 1}, "The ask cannot be $1,000,000,000,000,000.01."),
        ({"floor_cents": -1}, "The floor cannot be −$0.01. Give an amount of $0 or more."),
        (
            {"acceptable_cents": 6 * MILLION},
            "The floor may not be above the acceptable amount, nor that above the ask.",
        ),
        ({"floor_cents": 6 * MILLION}, "The floor may not be above"),
        ({"acceptable_cents": MILLION, "floor_cents": 2 * MILLION}, "The floor may not be above"),
        ({"fiscal_year": FiscalYear(0)}, "FY0000 is not a fiscal year this store keeps."),
        ({"fiscal_year": FiscalYear(20255)}, "FY20255 is not a fiscal year this store keeps."),
    ],
)
def test_an_ask_that_cannot_be_is_refused(given: dict[str, object], said: str) -> None:
    assert said in refusal(lambda: ask(**given))


@pytest.mark.usefixtures("sqlite_started")
def test_floor_acceptable_and_ask_may_be_one_amount() -> None:
    ask(acceptable_cents=5 * MILLION, floor_cents=5 * MILLION)
    ask(floor_cents=0)
    assert room.dump()["ask_limits"][0]["floor_cents"] == 0


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("viewer", [PUBLIC, MEMBER], ids=["public", "member"])
@pytest.mark.parametrize("command", [set_ask, watch_line, unwatch_line, record_amount], ids=lambda c: c.__name__)
def test_no_command_is_for_the_public_or_for_a_member(command: Callable[..., object], viewer: Viewer) -> None:
    given: dict[Callable[..., object], dict[str, Any]] = {
        set_ask: {"fiscal_year": FY2026, "ask_cents": 1},
        record_amount: {"fiscal_year": FY2026, "stage_code": "gov", "amount_cents": 1, "source_title": "House 1"},
    }
    said = refusal(lambda: act(command, viewer, **given.get(command, {})))
    assert said.startswith("Your role does not allow this: ")


@pytest.mark.usefixtures("sqlite_started")
def test_no_command_touches_a_line_that_is_not_there() -> None:
    def on(session: Session, *, line_item_id: int) -> object:
        return set_ask(session, line_item_id=line_item_id + 10**6, fiscal_year=FY2026, ask_cents=1)

    assert refusal(lambda: act(on)) == "The line item was not found."


@pytest.mark.usefixtures("started")
def test_a_line_is_watched_once_and_unwatched_once() -> None:
    act(watch_line, line="7010-0005")
    with open_session(MEMBER) as session:
        watched = watched_ids(session)
        assert line_id(session, "7010-0005") in watched
    with room.unchanged():
        act(watch_line, line="7010-0005")
    act(unwatch_line, line="7010-0005")
    with open_session(MEMBER) as session:
        assert len(watched_ids(session)) == len(watched) - 1
    with room.unchanged():
        act(unwatch_line, line="7010-0005")
    assert [entry["act"] for entry in room.audit()][-2:] == ["watch line", "unwatch line"]


@pytest.mark.usefixtures("started")
def test_an_amount_is_kept_with_its_document_and_noted() -> None:
    enter(source_title=" House 1, line 7061-0008 ", source_address="https://example.org/house-1")
    with open_session(PUBLIC) as session:
        line = line_record(session, line_id(session, LINE))
    figure = line.figures[FY2026]["gov"]
    document = line.documents[figure.source_id]
    assert figure.amount_cents == MILLION
    assert (document.title, document.address, document.kind, document.note) == (
        "House 1, line 7061-0008", "https://example.org/house-1", SourceKind.PUBLISHED, "Entered by hand.",
    )  # fmt: skip
    entry = room.audit()[-1]
    assert (entry["act"], entry["stage"], entry["after"]) == ("enter amount", "gov", {"amount_cents": MILLION})


@pytest.mark.usefixtures("started")
def test_a_newer_entry_is_shown_and_the_older_kept_beside_it() -> None:
    enter(amount_cents=1)
    enter(amount_cents=2)
    with open_session(PUBLIC) as session:
        line = line_record(session, line_id(session, LINE))
    said = [(s.figure.amount_cents, s.preferred) for s in line.statements if s.fiscal_year == FY2026]
    assert said == [(1, False), (2, True)]


@pytest.mark.usefixtures("sqlite_started")
def test_a_figure_without_an_address_is_reported_not_published() -> None:
    enter()
    with open_session(PUBLIC) as session:
        line = line_record(session, line_id(session, LINE))
    assert line.documents[line.figures[FY2026]["gov"].source_id].kind is SourceKind.REPORTED


@pytest.mark.usefixtures("sqlite_started")
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"stage_code": "hcs"}, "This state’s budget has no stage “hcs”."),
        ({"amount_cents": -1}, "The amount cannot be −$0.01. Give an amount of $0 or more."),
        ({"amount_cents": 10**18}, "The amount cannot be"),
        ({"stage_code": "veto", "amount_cents": -(10**19)}, "The amount cannot be"),
        (
            {"stage_code": "veto", "amount_cents": 51_000_000},
            "A veto takes away, so it cannot be $510,000. Write −$510,000.",
        ),
        ({"stage_code": "override", "amount_cents": -100}, "An override gives back, so it cannot be −$1. Write $1."),
        ({"fiscal_year": FiscalYear(1492)}, "FY1492 is not a fiscal year this store keeps."),
        ({"source_title": "  "}, "Name the document it stands in"),
        ({"source_address": "javascript:alert(1)"}, "The address must start with https://"),
        ({"source_address": "ftp://example.org"}, "The address must start with https://"),
    ],
)
def test_an_amount_that_cannot_be_is_refused(given: dict[str, object], said: str) -> None:
    assert said in refusal(lambda: enter(**given))


@pytest.mark.usefixtures("sqlite_started")
def test_a_veto_and_its_override_are_entered_with_their_signs() -> None:
    enter(stage_code="veto", amount_cents=-500)
    enter(stage_code="override", amount_cents=500)
    enter(stage_code="veto", amount_cents=0, fiscal_year=FiscalYear(2025))
    assert len(room.audit()) == 4
