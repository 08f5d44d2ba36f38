"""Actions and what they add up to, as tables; the same values the pages show."""

from collections.abc import Sequence
from datetime import date

from campaigns.actions import sentences as say
from campaigns.actions import shown
from campaigns.actions.summaries import ActionFilter, Counted, DatedMove, Group, Listed, Load
from data.exports.tables import Column, ColumnKind, Missing, Table, Value
from data.language import _

COUNTS = (
    ("attempted", ColumnKind.INTEGER), ("reached", ColumnKind.INTEGER), ("moved", ColumnKind.INTEGER),
    ("minutes", ColumnKind.INTEGER), ("cost_cents", ColumnKind.MONEY),
)  # fmt: skip


def _or_missing(value: int | None) -> Value:
    return Missing(_("nobody counted")) if value is None else value


def filters_said(chosen: ActionFilter, names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The filters in force, in words; `names` has those of organization, campaign and area."""
    given: Sequence[tuple[str, str | date | int | None]] = (
        (_("Since"), chosen.since), (_("Until"), chosen.until),
        (_("Kind"), say.kind_name(chosen.kind) if chosen.kind else ""), (_("Area"), names.get("area")),
        (_("Organization"), names.get("organization")), (_("Campaign"), names.get("campaign")),
        (_("About"), chosen.about), (_("Words"), chosen.words),
    )  # fmt: skip
    return tuple((name, str(value)) for name, value in given if value)


def actions_table(actions: Sequence[Listed], filters: tuple[tuple[str, str], ...], *, today: date) -> Table:
    """One action a row, however much it was about."""
    columns = (
        Column("date", _("Date"), ColumnKind.DATE), Column("kind", _("Kind"), ColumnKind.TEXT),
        Column("title", _("Title"), ColumnKind.TEXT), Column("about", _("About"), ColumnKind.TEXT),
        Column("organization", _("Organization"), ColumnKind.TEXT), Column("campaign", _("Campaign"), ColumnKind.TEXT),
        Column("people_reached", _("People reached"), ColumnKind.INTEGER),
        Column("minutes", _("Minutes, all together"), ColumnKind.INTEGER),
    )  # fmt: skip
    rows = tuple(
        (
            one.on_date, say.kind_name(one.kind), one.title,
            "; ".join(f"{s.label} ({say.stance_name(s.stance)})" if s.stance else s.label for s in one.subjects),
            one.organization, one.campaign, _or_missing(one.reached), _or_missing(one.minutes),
        )
        for one in actions
    )  # fmt: skip
    title = _("Actions on {day}").format(day=today.isoformat())
    return Table("actions", title, columns, rows, filters)


def totals_table(
    groups: Sequence[tuple[str, Group]], total: Counted, filters: tuple[tuple[str, str], ...], *, by: str, label: str
) -> Table:
    """What actions add up to by month, kind, area or organization, each counted once, and in all."""
    columns = (
        Column(by, label, ColumnKind.TEXT), Column("actions", _("Actions"), ColumnKind.INTEGER),
        Column("people_tried", _("People tried"), ColumnKind.INTEGER),
        Column("people_reached", _("People reached"), ColumnKind.INTEGER),
        Column("people_moved", _("People moved"), ColumnKind.INTEGER),
        Column("minutes", _("Minutes, all together"), ColumnKind.INTEGER),
        Column("cost", _("Cost"), ColumnKind.MONEY),
    )  # fmt: skip
    rows = [(name, *_values(group.counted)) for name, group in groups]
    notes = (shown.counted_once(), *shown.counted_by(total))
    return Table(
        f"actions-by-{by}", _("Actions by {what}").format(what=label.lower()), columns,
        (*rows, (_("In all"), *_values(total))), filters, (), notes,
    )  # fmt: skip


def _values(counted: Counted) -> tuple[Value, ...]:
    return (counted.actions, *(_or_missing(getattr(counted, name)) for name, _kind in COUNTS))


def moves_table(moves: Sequence[DatedMove], filters: tuple[tuple[str, str], ...]) -> Table:
    """Whose position changed, before and after, with the days; the latest first."""
    columns = (
        Column("who", _("Who"), ColumnKind.TEXT), Column("before", _("Before"), ColumnKind.TEXT),
        Column("heard_before", _("Heard before"), ColumnKind.DATE), Column("then", _("Then"), ColumnKind.TEXT),
        Column("heard", _("Heard"), ColumnKind.DATE),
    )  # fmt: skip
    rows = tuple(
        (one.move.label, say.stance_name(one.move.before), one.heard_before, say.stance_name(one.move.after), one.heard)
        for one in moves
    )
    notes = (_("Before and after, with the days. It does not say why."),)
    return Table("positions-that-changed", _("Positions that changed"), columns, rows, filters, (), notes)


def workload_table(loads: Sequence[Load], *, own: int | None, today: date) -> Table:
    """The open tasks of one organization by person, the fullest plate first."""
    columns = (
        Column("whose", _("Whose"), ColumnKind.TEXT), Column("open", _("Open"), ColumnKind.INTEGER),
        Column("late", _("Late"), ColumnKind.INTEGER),
    )  # fmt: skip
    rows = tuple((shown.whose_plate(one, own=own), one.open_tasks, one.late_tasks) for one in loads)
    title = _("Open tasks of our organization on {day}").format(day=today.isoformat())
    return Table("open-tasks", title, columns, rows, ())
