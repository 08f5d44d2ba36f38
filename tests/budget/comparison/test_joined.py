"""Lines joined along their lineage: one row for one sum, and what each column holds never changes."""

from hypothesis import given
from hypothesis import strategies as st

from budget.comparison.joined import joined
from budget.comparison.rules import Column, ComparedLine, Level, NotJoined, compare
from budget.line_items.stages import LineItemKind
from budget.lineage.groups import Group, groups_between
from budget.lineage.rules import Change
from data.missing import MissingReason
from tests.budget.lineage.histories import FIRST, LAST, LINES, histories

LEFT, RIGHT = Column(FIRST), Column(LAST)
A, B, C, D = range(1, 5)


def level(cents: int | None, stage: str = "gaa", source: int = 1) -> Level:
    return Level(cents, None if cents is not None else MissingReason.NOT_PUBLISHED, stage, source)


def line(id_: int, left: int | None, right: int | None, *, kind: str = "item", ask: int | None = None) -> ComparedLine:
    return ComparedLine(id_, f"700{id_}", f"Line {id_}", "DESE", kind, level(left), level(right), ask)


def amounts(rows: list[ComparedLine]) -> list[tuple[str | None, int | None, int | None]]:
    return [(row.code, row.left.amount_cents, row.right.amount_cents) for row in rows]


def test_a_renamed_line_is_one_row_under_its_new_name() -> None:
    (row,) = joined([line(A, 100, None), line(B, None, 130)], [Group((A,), (B,), (1,))])

    assert (row.id, row.name, row.change_cents) == (B, "Line 2", 30)
    assert row.joined is not None
    assert [member.name for member in row.joined.left] == ["Line 1"]


def test_merged_lines_are_held_as_their_sum_against_what_they_became() -> None:
    rows = joined([line(A, 100, None), line(B, 50, None), line(C, None, 160)], [Group((A, B), (C,), (1,))])

    assert amounts(rows) == [("7003", 150, 160)]


def test_a_split_line_is_held_against_the_sum_of_its_parts_named_together() -> None:
    (row,) = joined([line(A, 100, 60), line(B, None, 50)], [Group((A,), (A, B), (1,))])

    assert amounts([row]) == [("7001 + 7002", 100, 110)]
    assert row.name == "Line 1 + Line 2"


def test_a_sum_that_is_not_whole_joins_nothing_and_says_so() -> None:
    rows = joined([line(A, 100, 300), line(B, None, None)], [Group((A, B), (A,), (1,))])

    assert amounts(rows) == [("7001", 100, None), ("7002", None, None), ("7001", None, 300)]
    assert {row.lineage.apart for row in rows if row.lineage} == {NotJoined.MISSING}
    found = compare(rows, LEFT, RIGHT)
    assert (found.both, found.vanished_cents, found.new_cents) == ((), 100, 300)


def test_figures_settled_at_two_stages_make_no_sum() -> None:
    other = line(B, 50, None)._replace(left=level(50, "final"))
    rows = joined([line(A, 100, None), other, line(C, None, 160)], [Group((A, B), (C,), (1,))])

    assert {row.lineage.apart for row in rows if row.lineage} == {NotJoined.STAGES}


def test_amounts_per_pupil_follow_a_new_name_but_are_never_added_up() -> None:
    per_pupil = [line(n, 100 if n < C else None, 160 if n == C else None, kind="per_pupil") for n in (A, B, C)]

    assert amounts(joined([per_pupil[0], per_pupil[2]], [Group((A,), (C,), (1,))])) == [("7003", 100, 160)]
    assert len(joined(per_pupil, [Group((A, B), (C,), (1,))])) == 3


def test_the_ask_of_a_row_is_that_of_all_its_lines_or_of_the_old_name() -> None:
    groups = [Group((A,), (B, C), (1,))]
    old = line(A, 100, None, ask=90)

    assert joined([old, line(B, None, 1, ask=3), line(C, None, 1, ask=4)], groups)[0].ask_cents == 7
    assert joined([old, line(B, None, 1, ask=3), line(C, None, 1)], groups)[0].ask_cents is None
    assert joined([old, line(B, None, 1), line(C, None, 1)], groups)[0].ask_cents == 90


def test_an_ask_stands_once_when_a_line_stays_in_two_rows() -> None:
    rows = joined([line(A, 100, 300, ask=5), line(B, None, None)], [Group((A, B), (A,), (1,))])

    assert [row.ask_cents for row in rows if row.ask_cents is not None] == [5]


def test_a_row_names_its_document_only_when_all_its_lines_stand_in_it() -> None:
    lines = [line(A, 100, None), line(B, 50, None)._replace(left=level(50, source=2)), line(C, None, 160)]
    (row,) = joined(lines, [Group((A, B), (C,), (1,))])

    assert (row.left.source_id, row.right.source_id) == (None, 1)


CENTS = st.none() | st.integers(0, 10**13)
LEVELS = st.builds(level, CENTS, st.sampled_from(["gaa", "gaa", "gaa", "final"]), st.integers(1, 3))
ROWS = st.lists(
    st.tuples(LEVELS, LEVELS, st.sampled_from([LineItemKind.ITEM] * 4 + list(LineItemKind))),
    min_size=len(LINES) + 4,
    max_size=len(LINES) + 4,
).map(
    lambda rows: [
        ComparedLine(n, str(n), f"Line {n}", "", kind, left, right)
        for n, (left, right, kind) in enumerate(rows, start=1)
    ]
)


def of_column(rows: list[ComparedLine], *, right: bool) -> list[int]:
    """Every line counted in a column, as often as it is."""
    found = []
    for row in rows:
        own = row.right if right else row.left
        if own.amount_cents is not None:
            members = () if row.joined is None else row.joined.right if right else row.joined.left
            found += [member.id for member in members] or [row.id]
    return sorted(found)


@given(ROWS, histories)
def test_joining_keeps_both_column_sums_and_counts_no_line_twice(
    lines: list[ComparedLine], changes: list[Change]
) -> None:
    rows = joined(lines, groups_between(changes, FIRST, LAST))

    before, after = compare(lines, LEFT, RIGHT), compare(rows, LEFT, RIGHT)
    assert after.left_cents + after.vanished_cents == before.left_cents + before.vanished_cents
    assert after.right_cents + after.new_cents == before.right_cents + before.new_cents
    assert of_column(rows, right=False) == of_column(lines, right=False)
    assert of_column(rows, right=True) == of_column(lines, right=True)


@given(ROWS, histories)
def test_a_joined_row_is_the_sum_of_its_lines(lines: list[ComparedLine], changes: list[Change]) -> None:
    for row in joined(lines, groups_between(changes, FIRST, LAST)):
        if row.joined is not None:
            assert row.left.amount_cents == sum(m.level.amount_cents or 0 for m in row.joined.left)
            assert row.right.amount_cents == sum(m.level.amount_cents or 0 for m in row.joined.right)


@given(ROWS, histories)
def test_turned_round_the_same_lines_are_joined(lines: list[ComparedLine], changes: list[Change]) -> None:
    groups = groups_between(changes, FIRST, LAST)
    back = joined([row._replace(left=row.right, right=row.left) for row in lines], [g.turned for g in groups])

    there, here = compare(joined(lines, groups), LEFT, RIGHT), compare(back, RIGHT, LEFT)
    assert (there.left_cents, there.right_cents) == (here.right_cents, here.left_cents)
