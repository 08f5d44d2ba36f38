"""Positions on their way out: one row for each subject and organization, those that took none among them."""

from collections.abc import Sequence
from datetime import date

from campaigns.positions import sentences as say
from campaigns.positions.queries import SubjectPositions
from campaigns.positions.rules import CoalitionRule
from data.exports.tables import Column, ColumnKind, Missing, Table, Value
from data.language import _

TEXT, DAY = ColumnKind.TEXT, ColumnKind.DATE
COLUMNS = (
    Column("subject_kind", "Kind", TEXT),
    Column("subject", "On", TEXT),
    Column("title", "Title", TEXT),
    Column("place", "Where", TEXT),
    Column("organization", "Organization", TEXT),
    Column("position", "Position", TEXT),
    Column("since", "Since", DAY),
    Column("counts", "Counts for the coalition’s rule", TEXT),
    Column("reason", "Why", TEXT),
)
NONE_TAKEN, NO_DAY = Missing("no position taken yet"), Missing("no position taken yet")
NO_REASON = Missing("not said")


def positions_table(every: Sequence[SubjectPositions], rule: CoalitionRule | None, *, today: date) -> Table:
    """What the page shows; `rule` None leaves the coalition's own position out, as for a visitor."""
    rows: list[tuple[Value, ...]] = []
    notes = [] if rule is None else [say.rule_sentence(rule)]
    for one in every:
        about = (one.head.kind.value, one.head.label, one.head.title, one.head.place)
        for held in one.held:
            counts = _("yes") if held.is_member else _("no, not a member")
            rows.append((*about, held.organization, held.stance.value, held.since, counts, held.reason or NO_REASON))
        spoke = {held.organization_id for held in one.held}
        silent = [member for member in one.silent if member.id not in spoke]
        rows += [(*about, member.name, NONE_TAKEN, NO_DAY, _("for no side"), NO_REASON) for member in silent]
        if one.derived is not None:
            notes.append(f"{one.head.label}: {say.derived_sentence(one.derived)}")
    return Table(
        name=f"positions-{today.isoformat()}", title=_("Who stands where"), columns=COLUMNS, rows=tuple(rows),
        notes=tuple(notes),
    )  # fmt: skip
