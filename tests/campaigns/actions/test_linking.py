"""What a logged action means: the legislator and the bill its words name, the words kept as they were typed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from budget.line_items.queries import find_line
from campaigns.actions import queries
from campaigns.actions.commands import Logged, change_action, log_action
from campaigns.actions.linking import link_own_subjects, linked
from campaigns.actions.parsing import said_in
from campaigns.actions.queries import action_shown, known_legislators
from campaigns.actions.rules import ActionForm, Stance, Subject
from campaigns.legislation.models import Bill, LegislativeSession, Measure
from data.access import Permission, requires
from data.errors import NotFound
from data.store import open_session
from tests.budget.line_items import room as lines
from tests.campaigns.legislators import room
from tests.campaigns.legislators.room import NOW, TODAY, number, person, role, said, take, zipped
from tests.support import ORGANIZER

FORM = ActionForm("meeting", date(2026, 11, 20), said="met Rep. Alder", subjects=(Subject("legislator", "Rep. Alder"),))
FILES = {
    "a": person("1", "Amy Alder", role("lower", "1st Suffolk")), "b": person("2", "Ben Birch"),
    "c": person("3", "Cal Birch"), "d": person("4", "Dee Alder", role("upper", "Second Suffolk")),
}  # fmt: skip


def log(*subjects: Subject, key: str = "one") -> Logged:
    logged = said(log_action, form=replace(FORM, subjects=subjects), key=key, today=TODAY, now=NOW)
    assert isinstance(logged, Logged)
    return logged


def links(action_id: int) -> list[tuple[str, int | None, int | None]]:
    with open_session(ORGANIZER) as session:
        shown = action_shown(session, action_id)
    assert shown is not None
    return [(one.label, one.legislator_id, one.measure_id) for one in shown.form.subjects]


@pytest.fixture
def on_file(sqlite_store: str, tmp_path: Path) -> None:
    assert sqlite_store
    room.founded()
    take(zipped(tmp_path, FILES))


@pytest.mark.usefixtures("on_file")
def test_a_typed_name_is_linked_where_it_means_one_and_kept_as_typed() -> None:
    names = ("Rep. Alder", "Sen. Alder", "Rep. Birch", "Rep. B. Birch", "Rep. Nobody")
    action = log(*(Subject("legislator", name) for name in names))

    assert links(action.id) == [
        ("Rep. Alder", number("Amy Alder"), None), ("Sen. Alder", number("Dee Alder"), None),
        ("Rep. Birch", None, None), ("Rep. B. Birch", number("Ben Birch"), None), ("Rep. Nobody", None, None),
    ]  # fmt: skip


@pytest.mark.usefixtures("on_file")
def test_the_form_offers_the_legislators_a_sentence_may_mean() -> None:
    with open_session(ORGANIZER) as session:
        alder = known_legislators(session, "Met Rep. Alder, leaning yes", day=TODAY)
        birch = known_legislators(session, "Met Rep. Birch", day=TODAY)

    assert said_in("Met Rep. Alder", today=TODAY, known=alder).subjects == (Subject("legislator", "Rep. Amy Alder"),)
    (question,) = said_in("Met Rep. Birch", today=TODAY, known=birch).questions
    assert question.choices == ("Rep. Ben Birch", "Rep. Cal Birch")
    assert said_in("Met Rep. Cal Birch", today=TODAY, known=birch).questions == ()


@pytest.mark.usefixtures("on_file")
def test_a_name_of_nobody_on_file_is_offered_while_it_was_heard_lately(monkeypatch: pytest.MonkeyPatch) -> None:
    def heard() -> list[str]:
        with open_session(ORGANIZER) as session:
            return [one.label for one in known_legislators(session)]

    log(Subject("legislator", "Rep. Nobody"))
    assert heard() == ["Rep. Nobody"]
    monkeypatch.setattr(queries, "LATELY", 2)
    log(Subject("legislator", "Sen. Alder"), Subject("legislator", "Rep. Alder"), key="two")
    assert heard() == []


@pytest.mark.usefixtures("on_file")
def test_only_a_line_item_is_linked_by_a_lines_number_and_a_chosen_line_stays() -> None:
    lines.starter()
    with open_session(ORGANIZER) as session:
        line, other = find_line(session, "7061-0008"), find_line(session, "7010-0012")
        given = [
            Subject("ballot question", "7061-0008"), Subject("line item", "7061-0008"),
            Subject("line item", "7061-0008", line_item_id=other),
        ]  # fmt: skip
        found = linked(session, given, day=TODAY)
    assert [one.line_item_id for one in found] == [None, line, other]


@pytest.mark.usefixtures("on_file")
def test_where_somebody_stood_is_found_under_every_spelling_of_one_legislator() -> None:
    log(Subject("legislator", "Rep. Alder", Stance.UNDECIDED))
    moved = log(Subject("legislator", "Representative Amy Alder", Stance.LEANING_SUPPORT), key="two")

    assert [(move.before, move.after) for move in moved.moves] == [(Stance.UNDECIDED, Stance.LEANING_SUPPORT)]


@pytest.mark.usefixtures("on_file")
def test_a_choice_among_several_stays_when_the_action_is_corrected() -> None:
    chosen = number("Cal Birch")
    action = log(Subject("legislator", "Rep. Birch", "", None, chosen))
    with open_session(ORGANIZER) as session:
        shown = action_shown(session, action.id)
    assert shown is not None
    said(change_action, action_id=action.id, version=1, form=replace(shown.form, outcome="Later"), today=TODAY)

    assert links(action.id) == [("Rep. Birch", chosen, None)]
    with pytest.raises(NotFound, match="A legislator this action is about"):
        log(Subject("legislator", "Rep. Birch", "", None, 999), key="two")


@requires(Permission.IMPORT_FIGURES)
def _bills(session: object, *, years: tuple[int, ...]) -> None:
    for year in years:
        ends = date(year, 12, 31)
        of_year = LegislativeSession(jurisdiction_id=1, code=str(year), starts=date(year, 1, 1), ends=ends)
        measure = Measure(jurisdiction_id=1)
        session.add_all([of_year, measure])  # type: ignore[attr-defined]
        session.flush()  # type: ignore[attr-defined]
        session.add(  # type: ignore[attr-defined]
            Bill(session_id=of_year.id or 0, measure_id=measure.id or 0, number="HB 520", number_key="HB520")
        )


@pytest.mark.usefixtures("on_file")
def test_a_bill_is_the_one_of_the_session_that_ran_that_day() -> None:
    said(_bills, years=(2025, 2026))

    assert links(log(Subject("bill", "HB 0520")).id) == [("HB 0520", None, 2)]
    said(_bills, years=(2017,))
    old = replace(FORM, on_date=date(2017, 3, 1), subjects=(Subject("bill", "H.B. 520"),))
    assert links(said(log_action, form=old, key="old", today=TODAY, now=NOW).id) == [("H.B. 520", None, 3)]


@requires(Permission.LOG_ACTIONS)
def _link(session: object) -> int:
    return link_own_subjects(session, 1)  # type: ignore[arg-type]


def test_what_was_logged_before_the_list_came_is_linked_by_the_import(sqlite_store: str, tmp_path: Path) -> None:
    assert sqlite_store
    room.founded()
    action = log(Subject("legislator", "Rep. Alder"), Subject("legislator", "Rep. Birch"))
    assert [link[1] for link in links(action.id)] == [None, None]

    report = take(zipped(tmp_path, FILES))

    assert report.linked == 1
    assert [link[1] for link in links(action.id)] == [number("Amy Alder"), None]
    assert said(_link) == 0
