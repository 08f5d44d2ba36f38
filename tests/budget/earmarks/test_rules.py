"""Which wording speaks of which earmark, and what it means when one is gone."""

from hypothesis import given
from hypothesis import strategies as st

from budget.earmarks.rules import likeness, matched, vanished
from budget.line_items.rules import Figure, StageOf
from budget.line_items.stages import StageKind
from data.missing import MissingReason

HOUSE = StageOf("hou", 30, "House budget", "House", StageKind.FLOOR, False)
SENATE = StageOf("sen", 50, "Senate budget", "Senate", StageKind.FLOOR, False)
STAGES = (HOUSE, SENATE)


def money(cents: int) -> Figure:
    return Figure(cents, None, 1)


GONE = Figure(None, MissingReason.NO_SUCH_ITEM, 1)


def test_the_same_purpose_in_other_words_is_the_same_earmark() -> None:
    followed = "the Journey into Education and Teaching program"
    assert likeness(followed, "a grant to Journey into Education and Teaching, Inc.") >= 0.6
    assert likeness(followed, "safety improvements in Quaboag") < 0.6


def test_each_earmark_takes_its_best_wording_once() -> None:
    followed = {1: "Best Buddies", 2: "Best Buddies in middle schools"}
    found = ["Best Buddies in middle schools", "Best Buddies"]
    assert matched(followed, found) == {1: 1, 2: 0}


def test_level_in_total_gone_in_the_language_is_flagged() -> None:
    (gone,) = vanished(STAGES, {"hou": money(35_000_000), "sen": GONE}, {"hou": money(9), "sen": money(9)})
    assert gone.level_in_total
    assert (gone.before.code, gone.stage.code, gone.amount_cents) == ("hou", "sen", 35_000_000)


def test_a_line_that_was_cut_too_is_not_called_level() -> None:
    (gone,) = vanished(STAGES, {"hou": money(5), "sen": GONE}, {"hou": money(9), "sen": money(4)})
    assert not gone.level_in_total
    assert gone.line_change_cents == -5


def test_an_unknown_total_is_not_called_level() -> None:
    (gone,) = vanished(STAGES, {"hou": money(5), "sen": GONE}, {"hou": money(9)})
    assert gone.line_change_cents is None
    assert not gone.level_in_total


def test_a_stage_without_wording_says_nothing() -> None:
    assert vanished(STAGES, {"hou": money(5)}, {"hou": money(9), "sen": money(9)}) == ()


@given(st.dictionaries(st.integers(1, 5), st.text(max_size=30)), st.lists(st.text(max_size=30), max_size=5))
def test_no_wording_serves_two_earmarks(followed: dict[int, str], found: list[str]) -> None:
    places = list(matched(followed, found).values())
    assert len(places) == len(set(places))
