"""Compared lines along their lineage: what was one line or several and is another becomes one row; pure."""

from collections.abc import Iterable, Mapping, Sequence

from budget.comparison.rules import ComparedLine, Level, Lineage, Member, NotJoined, absent
from budget.line_items.stages import LineItemKind
from budget.lineage.groups import Group


def joined(lines: Iterable[ComparedLine], groups: Sequence[Group]) -> list[ComparedLine]:
    """The lines with those of a group as one row, named after the right column; what each column holds stays.

    All lines of every group must be among `lines`, and a line of two groups in both. A group whose amounts do
    not make one sum on each side (a figure is missing, or they settled at different stages) stays in parts, each
    with the reason: what it was on the left, and what it is on the right.
    """
    every = tuple(lines)
    moved = frozenset(line for group in groups for line in group.lines)
    known = {line.id: line for line in every if line.id in moved}
    found = [line for line in every if line.id not in moved]
    for group in groups:
        found += _rows(group, known)
    return found


def _rows(group: Group, known: Mapping[int, ComparedLine]) -> list[ComparedLine]:
    left = tuple(Member(known[n].id, known[n].code, known[n].name, known[n].left) for n in group.earlier)
    right = tuple(Member(known[n].id, known[n].code, known[n].name, known[n].right) for n in group.later)
    lines = [known[n] for n in (*group.later, *group.earlier)]
    if group.earlier == group.later and len(right) == 1:
        return lines[:1]  # it went away and came back
    lineage = Lineage(left, right, group.changes, _obstacle(left, right, [line.kind for line in lines]))
    if lineage.apart is None:
        return [_one_row(lines[: len(right)], lines[len(right) :], lineage)]
    was = [known[n]._replace(right=_nothing(known[n].right), lineage=lineage) for n in group.earlier]
    now = [known[n]._replace(left=_nothing(known[n].left), lineage=lineage) for n in group.later]
    return [row._replace(ask_cents=None) if row.id in group.later else row for row in was] + now


def _nothing(level: Level) -> Level:
    """The column in which a line is not counted here; a reason it gives itself stays."""
    return level if level.amount_cents is None else absent(level.stage_code)


def _obstacle(left: Sequence[Member], right: Sequence[Member], kinds: Sequence[str]) -> NotJoined | None:
    """Why a group does not make one row; None when it does."""
    if not left or not right:
        return NotJoined.ONE_SIDE
    if len(set(kinds)) > 1 or (kinds[0] == LineItemKind.PER_PUPIL and max(len(left), len(right)) > 1):
        return NotJoined.KINDS
    if any(member.level.amount_cents is None for member in (*left, *right)):
        return NotJoined.MISSING
    if any(len({member.level.stage_code for member in side}) > 1 for side in (left, right)):
        return NotJoined.STAGES
    return None


def _one_row(right: Sequence[ComparedLine], left: Sequence[ComparedLine], lineage: Lineage) -> ComparedLine:
    codes = [line.code for line in right if line.code]
    numbered = len(codes) == len(right)
    names = [line.name if numbered or not line.code else f"{line.code} {line.name}" for line in right]
    return ComparedLine(
        right[0].id,
        " + ".join(codes) if numbered else None,
        " + ".join(names),
        "; ".join(dict.fromkeys(line.agency for line in right if line.agency)),
        right[0].kind,
        _sum(lineage.left),
        _sum(lineage.right),
        _ask(right) if any(line.ask_cents is not None for line in right) else _ask(left),
        lineage,
    )


def _sum(members: Sequence[Member]) -> Level:
    """The members' amounts as one; the document is named where all stand in the same."""
    levels = [member.level for member in members]
    sources = {level.source_id for level in levels}
    return Level(
        sum(level.amount_cents or 0 for level in levels),
        None,
        levels[0].stage_code,
        levels[0].source_id if len(sources) == 1 else None,
        any(level.derived for level in levels),
    )


def _ask(lines: Sequence[ComparedLine]) -> int | None:
    """What we ask for lines together; None unless for each of them."""
    asks = [line.ask_cents for line in lines]
    return None if None in asks else sum(ask or 0 for ask in asks)
