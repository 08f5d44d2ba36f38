"""Syncs against a server on this machine: whatever ends one in the middle, the next loses and repeats nothing."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import make_url
from sqlmodel import select

from budget.line_items.starter import lay_foundation
from campaigns.legislation.models import Bill, BillAction, RollCall, Vote
from campaigns.legislators.models import Committee, Legislator, LegislatureImport
from campaigns.legislators.undoing import undo_import
from campaigns.syncs.models import SyncPart
from campaigns.syncs.queries import Standing, standings
from campaigns.syncs.sources import SOURCES, scope_given, steps_of
from campaigns.syncs.steps import Known, Start
from campaigns.syncs.syncing import Sync, run_sync
from coalition.accounts.viewers import SETUP_VIEWER
from data.errors import InvalidInput, SourceAsksToWait, SourceHasNone, SourceProblem, SourceRefusesKey
from data.sources.http import AnswerLimits, Asking
from data.sources.targets import target_of
from data.store import open_session
from tests import stores
from tests.campaigns.syncs.legislatures import BEGAN, LegiScan, Massachusetts, OpenStates
from tests.source_server import Asked, PretendTime, Reply, SourceServer, source_server
from tests.support import ORGANIZER

KEY = "0123456789abcdef0123"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Killed(BaseException):
    """The process ends, as by kill -9: nothing of ours is caught or cleaned up."""


@pytest.fixture(scope="module")
def _server() -> Iterator[SourceServer]:
    with source_server() as server:
        yield server


@pytest.fixture
def server(_server: SourceServer) -> SourceServer:
    _server.begin_anew()
    return _server


class Desk:
    """Someone at the terminal: syncs at pretended times, and looks into the store."""

    def __init__(self, server: SourceServer) -> None:
        self.server = server
        self.now = NOW

    def sync(
        self, name: str, state: str = "ky", session: str = "2026RS", part: SyncPart = SyncPart.BILLS, key: str = KEY,
        kill_after: int = 0,
    ) -> Standing:  # fmt: skip
        self.now += timedelta(hours=1)
        official = SOURCES[name]
        target = target_of(official.service, self.server.base)
        key = key if official.service.variable else ""
        limits = AnswerLimits(5, 20, 60)
        kept = 0

        def show(_: Standing) -> None:
            nonlocal kept
            kept += 1
            if kept == kill_after:
                raise Killed

        with Asking(official.service, target, key=key, timing=PretendTime().timing, limits=limits) as asking:
            scope = scope_given(name, state, session, part)
            sync = Sync(scope, steps_of(official, asking, scope))
            return run_sync(
                sync, open_store=lambda: open_session(ORGANIZER, writing=True), clock=lambda: self.now, show=show
            )

    def asked_twice(self) -> list[str]:
        return [question for question, times in Counter(one.question for one in self.server.asked).items() if times > 1]

    def numbers(self) -> list[str]:
        with open_session(ORGANIZER) as session:
            return sorted(session.exec(select(Bill.number)), key=lambda said: (len(said), said))

    def count(self, *models: Any) -> list[int]:
        with open_session(ORGANIZER) as session:
            return [len(session.exec(select(model)).all()) for model in models]


@pytest.fixture(scope="module")
def with_states(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that knows the states, to copy."""
    with stores.sqlite_copy(sqlite_template, tmp_path_factory.mktemp("states")) as url:
        _lay_foundation()
        return Path(make_url(url).database or "")


@pytest.fixture
def desk(server: SourceServer, with_states: Path, tmp_path: Path) -> Iterator[Desk]:
    with stores.sqlite_copy(with_states, tmp_path):
        yield Desk(server)


@pytest.fixture
def both(server: SourceServer, store: str) -> Desk:
    _lay_foundation()
    return Desk(server)


def _lay_foundation() -> None:
    with open_session(SETUP_VIEWER, writing=True) as session:
        lay_foundation(session)


def test_open_states_brings_every_page_once_and_then_only_what_changed(both: Desk) -> None:
    desk, legislature = both, OpenStates.with_bills(10)
    desk.server.answer = legislature
    first = desk.sync("openstates")

    assert desk.numbers() == [f"HB {number}" for number in range(1, 11)]
    assert (first.counts.inserted, first.brought, first.expected, first.problem) == (10, 10, 10, "")
    assert desk.asked_twice() == []

    legislature.bills[4] = BEGAN + timedelta(days=2)
    desk.server.asked.clear()
    second = desk.sync("openstates")

    assert (second.counts.inserted, second.counts.updated + second.counts.unchanged, second.brought) == (0, 1, 1)
    assert len(desk.server.asked) == 1


def test_a_list_that_moves_while_it_is_paged_loses_no_bill(desk: Desk) -> None:
    legislature = OpenStates.with_bills(9)

    def moving(asked: Asked) -> Reply:
        answer = legislature(asked)
        if len(desk.server.asked) == 1:
            legislature.bills[1] = BEGAN + timedelta(days=1)  # goes to the end; all others move up by one
        return answer

    desk.server.answer = moving
    desk.sync("openstates")

    assert len(desk.numbers()) == 9


def test_bills_that_changed_in_one_second_are_paged(desk: Desk) -> None:
    desk.server.answer = OpenStates(dict.fromkeys(range(1, 11), BEGAN))
    done = desk.sync("openstates")

    assert (len(desk.numbers()), done.brought, desk.asked_twice()) == (10, 10, [])


@pytest.mark.parametrize("after", [1, 4])
def test_a_killed_sync_of_open_states_goes_on_where_it_was(desk: Desk, after: int) -> None:
    desk.server.answer = OpenStates.with_bills(10)
    with pytest.raises(Killed):
        desk.sync("openstates", kill_after=after)
    brought = len(desk.numbers())
    done = desk.sync("openstates")

    assert 0 < brought < 10
    assert (len(desk.numbers()), done.brought, done.counts.inserted) == (10, 10, 10)
    assert desk.asked_twice() == []
    assert desk.count(BillAction) == [10]


BROKEN = [
    (Reply({"detail": "Invalid API key"}, status=401), SourceRefusesKey, "does not take the key"),
    (Reply(status=429, headers={"Retry-After": "86400"}), SourceAsksToWait, "for 1,440 minutes"),
    (Reply("<html>maintenance</html>"), SourceProblem, "a web page in place of data"),
    (Reply({"oops": True}), SourceProblem, "in a form this program does not know"),
]


@pytest.mark.parametrize(("reply", "kind", "sentence"), BROKEN)
def test_what_stops_a_sync_is_kept_with_it_and_the_next_goes_on(
    desk: Desk, reply: Reply, kind: type[SourceProblem], sentence: str
) -> None:
    legislature = OpenStates.with_bills(10)
    bad = [reply]
    desk.server.answer = lambda asked: bad.pop() if bad and len(desk.server.asked) == 3 else legislature(asked)
    with pytest.raises(kind, match=sentence):
        desk.sync("openstates")
    with open_session(ORGANIZER) as session:
        (stands,) = standings(session)
    assert (stands.ended, stands.finished, sentence in stands.problem) == (None, None, True)

    refused = desk.server.asked.pop(2)  # what was refused is asked again
    done = desk.sync("openstates")
    assert (len(desk.numbers()), done.brought, done.problem) == (10, 10, "")
    assert done.ended == done.finished
    assert desk.asked_twice() == []
    assert refused.question in {one.question for one in desk.server.asked}


def test_legiscan_asks_only_for_bills_whose_hash_moved(both: Desk) -> None:
    desk, legislature = both, LegiScan.with_bills(12, KEY)
    desk.server.answer = legislature
    first = desk.sync("legiscan", session="2026")

    assert desk.numbers() == [f"HB{number}" for number in range(1, 13)]
    assert (first.counts.inserted, first.brought, first.expected) == (12, 12, 12)
    assert desk.count(RollCall, Vote) == [6, 12]
    assert desk.asked_twice() == []
    with open_session(ORGANIZER) as session:
        assert set(session.exec(select(Vote.name))) == {"Example Person1", "Example Person2"}

    legislature.bills[1002] = "f" * 32
    desk.server.asked.clear()
    second = desk.sync("legiscan", session="2026")
    assert [one.get("op") for one in desk.server.asked] == ["getSessionList", "getMasterListRaw", "getBill"]
    assert (second.brought, second.counts.inserted, second.counts.rows) == (12, 0, 12)
    assert desk.count(RollCall, Vote) == [6, 12]  # the votes stay, though they were not asked for again


def test_legiscan_told_off_in_the_middle_keeps_what_came_and_asks_for_nothing_twice(desk: Desk) -> None:
    legislature = LegiScan.with_bills(25, KEY)
    limit = [Reply({"status": "ERROR", "alert": {"message": "API query limit reached"}})]

    def until_the_limit(asked: Asked) -> Reply:
        return limit.pop() if limit and len(desk.server.asked) == 20 else legislature(asked)

    desk.server.answer = until_the_limit
    with pytest.raises(SourceAsksToWait, match="LegiScan wants fewer questions"):
        desk.sync("legiscan")
    brought = len(desk.numbers())
    assert brought > 0
    told_off = desk.server.asked.pop(19)
    done = desk.sync("legiscan")

    assert (len(desk.numbers()), done.brought) == (25, 25)
    lists = {"getSessionList", "getMasterListRaw", "getSessionPeople"}
    twice = [question for question in desk.asked_twice() if not any(one in question for one in lists)]
    assert twice == []
    assert told_off.get("op") in {"getBill", "getRollCall"}


def test_legiscan_with_a_wrong_key_says_so_without_the_key(desk: Desk) -> None:
    desk.server.answer = LegiScan.with_bills(1, KEY)

    with pytest.raises(SourceRefusesKey, match="does not take the key in the setting COMMONTABLE_LEGISCAN_KEY") as told:
        desk.sync("legiscan", key="wrong-key-9999")
    assert "wrong-key-9999" not in str(told.value)


def test_a_bill_that_vanishes_is_dated_and_comes_back(desk: Desk) -> None:
    legislature = LegiScan.with_bills(3, KEY)
    desk.server.answer = legislature
    desk.sync("legiscan")
    gone = legislature.bills.pop(1002)
    desk.sync("legiscan")

    def dates() -> dict[str, Any]:
        with open_session(ORGANIZER) as session:
            return {one.number: one.gone_since for one in session.exec(select(Bill))}

    assert dates() == {"HB1": None, "HB2": desk.now.date(), "HB3": None}
    legislature.bills[1002] = gone
    desk.sync("legiscan")
    assert set(dates().values()) == {None}
    legislature.bills.clear()  # an empty list is a fault of the source's, not the end of every bill
    desk.sync("legiscan")
    assert set(dates().values()) == {None}


def test_massachusetts_reads_a_document_again_only_when_its_history_moved(desk: Desk) -> None:
    legislature = Massachusetts({f"HD{number}": f"H{number}" for number in range(1, 13)} | {"HD99": None})
    desk.server.answer = legislature
    with pytest.raises(Killed):
        desk.sync("malegislature", "", "194", kill_after=2)
    first = desk.sync("malegislature", "ma", "2025")

    assert (len(desk.numbers()), first.brought) == (13, 13)
    assert "HD99" in desk.numbers()
    assert desk.asked_twice() == ["/GeneralCourts/194/Documents?"]

    legislature.moves["HD7"], legislature.documents["HD99"] = 1, "H99"
    desk.server.asked.clear()
    second = desk.sync("malegislature", "", "194")
    read = [one.path for one in desk.server.asked if one.path.count("/") == 4]
    assert read == ["/GeneralCourts/194/Documents/H7", "/GeneralCourts/194/Documents/H99"]
    assert (second.brought, second.counts.unchanged, "H99" in desk.numbers()) == (13, 11, True)


def test_a_document_that_is_listed_and_not_there_holds_no_other_up(desk: Desk) -> None:
    legislature = Massachusetts({f"HD{number}": f"H{number}" for number in range(1, 4)})
    desk.server.answer = lambda asked: Reply(status=404) if asked.path.endswith("/H2") else legislature(asked)
    done = desk.sync("malegislature", "", "194")

    assert desk.numbers() == ["H1", "H3"]
    assert (done.brought, done.expected, done.counts.inserted, done.counts.rejected) == (3, 3, 2, 1)
    desk.server.answer = legislature
    assert desk.sync("malegislature", "", "194").counts.inserted == 1
    assert desk.numbers() == ["H1", "H2", "H3"]


def test_people_are_kept_as_one_list_when_the_last_page_came(desk: Desk) -> None:
    desk.server.answer = OpenStates(people=60)
    with pytest.raises(Killed):
        desk.sync("openstates", session="", part=SyncPart.PEOPLE, kill_after=1)
    assert desk.count(Legislator) == [0]
    done = desk.sync("openstates", session="", part=SyncPart.PEOPLE)

    assert desk.count(Legislator, Committee) == [60, 1]
    assert (done.counts.inserted, desk.asked_twice()) == (61, [])
    with open_session(ORGANIZER) as session:
        assert done.import_id == session.exec(select(LegislatureImport.id)).one()
    again = desk.sync("openstates", session="", part=SyncPart.PEOPLE)
    assert (again.counts.inserted, again.counts.updated) == (0, 0)


def test_members_of_massachusetts_come_with_the_chairs_they_hold(desk: Desk) -> None:
    desk.server.answer = Massachusetts()
    done = desk.sync("malegislature", "", "194", SyncPart.PEOPLE)

    assert done.counts.inserted == 4
    with open_session(ORGANIZER) as session:
        assert session.exec(select(Committee.name)).all() == ["Joint Committee on Education"]


def test_a_sync_is_one_import_and_undone_it_begins_from_nothing(desk: Desk) -> None:
    desk.server.answer = OpenStates.with_bills(7)
    desk.sync("openstates")
    with open_session(ORGANIZER, writing=True) as session:
        (made,) = session.exec(select(LegislatureImport))
        assert (made.file_name, made.rows, made.inserted) == ("openstates bills ky 2026RS", 7, 7)
        desk.now += timedelta(minutes=5)
        undo_import(session, import_id=made.id or 0, now=desk.now)
    assert desk.numbers() == []
    desk.sync("openstates")
    assert len(desk.numbers()) == 7


def test_of_two_syncs_at_once_one_stops(desk: Desk) -> None:
    legislature = OpenStates.with_bills(10)

    def meddling(asked: Asked) -> Reply:
        if len(desk.server.asked) == 2:
            desk.server.answer = legislature
            desk.sync("openstates")
        return legislature(asked)

    desk.server.answer = meddling
    with pytest.raises(InvalidInput, match="Another sync of the same source runs now"):
        desk.sync("openstates")
    assert len(desk.numbers()) == 10
    with open_session(ORGANIZER) as session:
        (stands,) = standings(session)
    assert (stands.problem, stands.brought, stands.ended is None) == ("", 10, False)  # the one that went on ended well


def test_what_is_undone_while_a_sync_runs_comes_again_with_the_next(desk: Desk) -> None:
    legislature = OpenStates.with_bills(10)

    def undone_in_the_middle(asked: Asked) -> Reply:
        if len(desk.server.asked) == 2:
            with open_session(ORGANIZER, writing=True) as session:
                (made,) = session.exec(select(LegislatureImport))
                desk.now += timedelta(minutes=5)
                undo_import(session, import_id=made.id or 0, now=desk.now)
            desk.now += timedelta(minutes=5)
            return Reply(status=404)
        return legislature(asked)

    desk.server.answer = undone_in_the_middle
    with pytest.raises(SourceHasNone):
        desk.sync("openstates")
    assert desk.numbers() == []
    desk.server.answer = legislature
    desk.sync("openstates")
    assert len(desk.numbers()) == 10


@settings(max_examples=15, deadline=None)
@given(
    gaps=st.lists(st.integers(0, 3), min_size=1, max_size=25),
    most=st.integers(1, 6),
    stop=st.integers(1, 12),
)
def test_paging_brings_each_bill_once_whatever_the_moments(gaps: list[int], most: int, stop: int) -> None:
    from campaigns.syncs.openstates_steps import bill_steps

    moments, at = {}, BEGAN
    for number, gap in enumerate(gaps, 1):
        at += timedelta(seconds=gap, milliseconds=number)
        moments[number] = at
    legislature = OpenStates(moments, most=most)

    class Straight:
        """Asks without a network."""

        def json(self, path: str, parameters: Any) -> Any:
            pairs = tuple((name, str(value)) for name, value in parameters)
            reply = legislature(Asked(path, pairs, {}))
            if reply.status == 404:
                raise SourceHasNone("past the last page")
            return reply.body

    known: dict[str, Known] = {}
    brought: list[str] = []
    cursor: Any = {}
    for most_steps in (stop, 10_000):  # the first run ends after some steps
        for count, step in enumerate(bill_steps(Straight(), "ky", "2026RS", Start(cursor, known, NOW)), 1):  # type: ignore[arg-type]
            brought += [item.key for item in step.items]
            known |= {item.key: Known(item.mark, item.number, NOW) for item in step.items}
            cursor = step.cursor
            if count == most_steps:
                break
    assert sorted(brought) == sorted(f"ocd-bill/{number}" for number in moments)


@pytest.mark.parametrize(
    ("given_words", "sentence"),
    [
        (("nasdaq", "ma", "194"), "is not a source. It is one of openstates, legiscan, malegislature"),
        (("malegislature", "ky", "194"), "knows Massachusetts only"),
        (("malegislature", "ma", "17"), "is not a General Court"),
        (("legiscan", "Kentucky", "2026"), "two letters"),
        (("legiscan", "ky", ""), "Pass the session"),
    ],
)
def test_what_cannot_be_synced_is_said(given_words: tuple[str, str, str], sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        scope_given(*given_words, SyncPart.BILLS)


def test_a_session_the_source_does_not_know_is_answered_with_those_it_does(desk: Desk) -> None:
    desk.server.answer = LegiScan.with_bills(1, KEY)

    with pytest.raises(InvalidInput, match=r"“1998RS” is not one session of KY there.*2026 \(2026 Regular Session\)"):
        desk.sync("legiscan", session="1998")
