"""Reading an entry of the log: also an old one, a cut one, and whether what it left still stands."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.changes import wording
from coalition.changes.rules import CUT, CUT_AT, CUT_SHORT, MOVED_SINCE, Change, change_of, require_unmoved
from coalition.changes.undoing import offered, undoes
from data import audit
from data.errors import InvalidInput


def change(number: int = 1, *, act: str = "set ask", subject: str = "line item 12", actor: str = "terminal",
           who: str = "", role: str = "organizer", **detail: object) -> Change:  # fmt: skip
    return change_of(
        number=number, at="2026-11-22T09:30:00+00:00", role=role, actor=actor, who=who, act=act, subject=subject,
        detail=json.dumps(detail),
    )  # fmt: skip


def test_an_entry_of_an_older_program_reads_as_one_value_before_and_after() -> None:
    old = change(act="change role", subject="account 2", before="member", after="organizer")
    assert wording.moved_words(old) == ["Value: member → organizer"]
    assert wording.moved_words(change(cents=500)) == []
    assert wording.facts_words(change(cents=500, source=3)) == ["Cents: 500"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"ask_cents": 500}, {"ask_cents": 2_611_000_000}, ["Ask: $5 → $26,110,000"]),
        ({"ask_cents": None, "published": None}, {"ask_cents": 500, "published": False}, ["Ask: $5"]),
        ({"floor_cents": 500}, {"floor_cents": None}, ["Floor was $5"]),
        ({"watched": False}, {"watched": True}, ["Watched: no → yes"]),
        ({"areas": ["equity"]}, {"areas": []}, ["Areas: equity → nothing"]),
        ({"name": ""}, {"name": "<b>"}, ["Name: nothing → <b>"]),
    ],
)
def test_columns_are_told_in_words(before: object, after: object, said: list[str]) -> None:
    assert wording.moved_words(change(before=before, after=after)) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"actor": "account 3", "who": "Ada"}, "Ada, organizer"),
        ({"actor": "account 3"}, "Organizer"),
        ({"actor": "terminal"}, "In the terminal"),
        ({"actor": "Olive Organizer"}, "Organizer"),
        ({"actor": "door", "role": "door"}, "The sign-in page"),
    ],
)
def test_who_is_a_name_only_where_the_viewer_may_see_it(given: dict[str, Any], said: str) -> None:
    assert wording.who_words(change(**given)) == said


@pytest.mark.parametrize(
    ("subject", "called", "words"),
    [
        ("line item 12", "7061-0008", "7061-0008, FY2027"),
        ("organization 5", "", "Organization 5, FY2027"),
        ('line item "><b', "", 'Line item "><b, FY2027'),
    ],
)
def test_a_record_is_called_by_its_name_or_its_kind_and_number(subject: str, called: str, words: str) -> None:
    assert wording.record_words(change(subject=subject, called=called, fiscal_year=2027)) == words


VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
ROWS = st.dictionaries(st.sampled_from("abc"), VALUES, min_size=1)


@given(ROWS, ROWS, st.sampled_from("abc"), VALUES)
def test_what_was_changed_again_is_not_put_back(
    before: dict[str, object], after: dict[str, object], column: str, now: object
) -> None:
    one = change(before=audit.changed(before, after)["before"], after=audit.changed(before, after)["after"])
    require_unmoved(one, after)
    if column in one.after and now != one.after[column]:
        with pytest.raises(InvalidInput, match="changed again since"):
            require_unmoved(one, after | {column: now})


def test_a_text_the_log_cut_short_is_not_put_back() -> None:
    long = "y" * (2 * CUT_AT)
    assert str(audit.as_kept(long)) == "y" * (CUT_AT - 1) + CUT
    for before, after in ((long, "x"), ("x", long)):
        edit = audit.as_kept({"before": {"about": before}, "after": {"about": after}})
        with pytest.raises(InvalidInput) as refused:
            require_unmoved(change(**edit), {"about": after})
        assert str(refused.value) == CUT_SHORT != MOVED_SINCE
    require_unmoved(change(before={"about": "and so on" + CUT}, after={"about": "x"}), {"about": "x"})


def test_only_the_newest_edit_of_a_record_and_year_is_offered() -> None:
    edit: dict[str, Any] = {"before": {"a": 1}, "after": {"a": 2}}
    undoes("an act of this test")(lambda session, change: None)
    listed = [
        change(5, act="an act of this test", fiscal_year=2027, **edit),
        change(4, act="an act of this test", fiscal_year=2026, **edit),
        change(3, act="an act of this test", fiscal_year=2027, **edit),
        change(2, act="an act of this test", subject="line item 13"),
        change(1, act="an act nobody puts back", subject="line item 14", **edit),
    ]
    assert offered(listed) == {5, 4}
