"""Which version counts, and whether the struck figure is the line's."""

from budget.amendments.rules import struck_check, superseded

BASE, FIRST, SECOND, FURTHER = "FY2023-S4-630", "FY2023-S4-630-R1", "FY2023-S4-630-R2", "FY2023-S4-630.1"


def test_a_redraft_replaces_its_base_and_a_second_redraft_both() -> None:
    assert superseded([BASE, FIRST], {FIRST: BASE}) == {BASE}
    assert superseded([BASE, FIRST, SECOND], {FIRST: BASE, SECOND: BASE}) == {BASE, FIRST}


def test_a_further_amendment_replaces_nothing_and_is_not_replaced() -> None:
    assert superseded([BASE, FURTHER], {FURTHER: BASE}) == frozenset()
    assert superseded([BASE, FIRST, FURTHER], {FIRST: BASE, FURTHER: BASE}) == {BASE}


def test_a_base_without_a_redraft_stands() -> None:
    assert superseded([BASE, "FY2023-S4-631"], {}) == frozenset()


def test_a_struck_figure_is_compared_with_the_committees() -> None:
    right = struck_check(100, "senate", {"swm": 100, "hou": 5})
    assert right is not None
    assert right.holds
    wrong = struck_check(100, "senate", {"swm": 101})
    assert wrong is not None
    assert not wrong.holds
    assert wrong.line_cents == 101


def test_without_the_committees_figure_there_is_nothing_to_compare() -> None:
    assert struck_check(100, "senate", {"sen": 100}) is None
    assert struck_check(100, "senate", {"swm": None}) is None
    assert struck_check(None, "senate", {"swm": 100}) is None
    assert struck_check(100, "house", {"swm": 100}) is None
