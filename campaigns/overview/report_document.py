"""A report in words: one document for the page, the printer and a message, and its numbers as a table; values in."""

from collections.abc import Callable, Sequence
from datetime import date

from campaigns.actions.sentences import kind_name, time_spent
from campaigns.actions.shown import total_sentence
from campaigns.actions.summaries import Counted, Group
from campaigns.actions.views import area_name
from campaigns.money.sentences import restriction_words
from campaigns.overview.reports import Lobbying, Report, ReportKind
from campaigns.overview.sentences import said
from data.exports.documents import Block, Document, Grid, Items, Paragraph, Part
from data.exports.tables import Column, ColumnKind, Missing, Table, Value
from data.language import _, ngettext, spoken
from data.money import dollars
from look import parts

Row = tuple[str, str, int | None, bool]


def title_of(report: Report) -> str:
    if report.asked.kind is ReportKind.WEEKLY:
        return _("The coalition’s week")
    return _("Report to funders: {organization}").format(organization=report.organization)


def period_words(report: Report, *, today: date) -> str:
    """The period, both days in it: "Mon, Nov 16 to Sun, Nov 22"."""
    first, last = (parts.day_words(day, today=today) for day in (report.asked.since, report.asked.until))
    return _("{start} to {end}, both days included").format(start=first, end=last)


def document_of(report: Report, *, today: date) -> Document:
    """The whole report in the language being spoken."""
    sections = [
        Part(_("What was done"), (Paragraph(total_sentence(report.total)), *_done(report))),
        Part(_("What was won"), (Paragraph(won_sentence(report)), *_won(report))),
        *([Part(_("Lobbying"), lobbying_blocks(report.lobbying))] if report.lobbying else []),
        *([Part(_("Our money by what it may pay for"), _income(report))] if report.income is not None else []),
        *([Part(_("What changed"), _changes(report, today))] if report.changes else []),
    ]
    foot = (
        _("Each number is the one its own page shows: What we did, Campaigns, the lobbying ledger and Our money."),
        _("An action counts once, whatever it was about. What nobody said is not counted as 0."),
    )
    return Document(title_of(report), period_words(report, today=today), tuple(sections), foot, spoken())


def _done(report: Report) -> tuple[Block, ...]:
    header = (_("Actions"), _("People reached"), _("Working time"), _("Cost"))
    tables = [
        (_("By kind"), [(kind_name(g.name), g) for g in report.kinds]),
        (_("By area"), [(area_name(g.name), g) for g in report.areas]),
    ]
    if report.asked.kind is ReportKind.WEEKLY:
        tables.append((_("By organization"), [(g.name, g) for g in report.organizations]))
    return tuple(
        Grid(caption, (caption, *header), tuple((name, *_cells(group.counted)) for name, group in rows))
        for caption, rows in tables
        if rows
    )


def _cells(total: Counted) -> tuple[str, ...]:
    """The sums of a group, each with its unit, as the plain text has no header above them."""
    people = ngettext("{n} person", "{n} people", total.reached or 0).format(n=f"{total.reached or 0:,}")
    return (
        ngettext("{n} action", "{n} actions", total.actions).format(n=f"{total.actions:,}"),
        _("people not said") if total.reached is None else people,
        _("time not said") if total.minutes is None else time_spent(total.minutes),
        _("cost not said") if total.cost_cents is None else dollars(total.cost_cents),
    )


def won_sentence(report: Report) -> str:
    """How many objectives are met, of those that a target measures."""
    if not report.objectives:
        return _("No objective has a target yet, so that nothing says what is won.")
    words = ngettext("{met} of {n} objective is met.", "{met} of {n} objectives are met.", report.objectives)
    return words.format(met=len(report.won), n=report.objectives)


def _won(report: Report) -> tuple[Block, ...]:
    lines = tuple(f"{one.words.rstrip('.')} ({one.campaign})" for one in report.won)
    return (Items(lines),) if lines else ()


def lobbying_blocks(found: Lobbying) -> tuple[Block, ...]:
    """The two kinds of lobbying in dollars and as a share of what was classified, and what still waits."""
    sums = found.sums
    whole = sums.total_cents + sums.none_cents
    rows = (
        (_("Direct lobbying"), sums.direct, sums.direct_cents),
        (_("Grass-roots lobbying"), sums.grass_roots, sums.grass_roots_cents),
        (_("Not lobbying"), sums.none, sums.none_cents),
    )
    share = _("No cost of these actions is on file.")
    if whole:
        share = _("{percent} of the cost of the actions classified is lobbying: {cents} of {whole}.").format(
            percent=f"{sums.total_cents / whole:.1%}", cents=dollars(sums.total_cents), whole=dollars(whole)
        )
    waits = ngettext("{n} action still waits for an answer.", "{n} actions still wait for an answer.", found.waiting)
    words = f"{share} {waits.format(n=found.waiting)}" if found.waiting else share
    header = (_("What it was"), _("Actions"), _("Cost"))
    cells = tuple((name, f"{count:,}", dollars(cents)) for name, count, cents in rows)
    return Paragraph(words), Grid(_("Lobbying of the own organization"), header, cells)


def _income(report: Report) -> tuple[Block, ...]:
    found = report.income or ()
    if not found:
        return (Paragraph(_("No money on file was received or may pay in this period.")),)
    header = (_("From"), _("Amount"), _("May pay for"), _("Paid by today"), _("Left"))
    rows = tuple(
        (
            f"{one.funder}: {one.restrictions.title}", dollars(one.restrictions.amount_cents),
            restriction_words(one, report.campaign_names.get(one.restrictions.campaign_id or 0, "")),
            dollars(one.paid_cents), dollars(one.left_cents),
        )
        for one in found
    )  # fmt: skip
    return (Grid(_("Our money by what it may pay for"), header, rows),)


def _changes(report: Report, today: date) -> tuple[Block, ...]:
    lines = tuple(
        f"{parts.day_words(one.on, today=today)}. {said(one, today=today).whole}" for one in report.changes
    )  # fmt: skip
    return (Items(lines),)


def report_table(report: Report, *, today: date) -> Table:
    """Every number of the report with its section, in a form a spreadsheet adds up; money in cents."""
    columns = (
        Column("section", _("Section"), ColumnKind.TEXT), Column("what", _("What"), ColumnKind.TEXT),
        Column("number", _("Number"), ColumnKind.INTEGER), Column("money", _("Money"), ColumnKind.MONEY),
    )  # fmt: skip
    rows = [
        *_total_rows(_("In all"), report.total),
        *_group_rows(_("By kind"), report.kinds, kind_name),
        *_group_rows(_("By area"), report.areas, area_name),
        *(_group_rows(_("By organization"), report.organizations, str) if not report.organization else ()),
        (_("What was won"), _("Objectives met"), len(report.won), False),
        (_("What was won"), _("Objectives with a target"), report.objectives, False),
        *_lobbying_rows(report.lobbying),
        *_income_rows(report),
    ]
    filters = (("since", report.asked.since.isoformat()), ("until", report.asked.until.isoformat()))
    title = f"{title_of(report)}, {period_words(report, today=today)}"
    return Table(f"{report.asked.kind}-report", title, columns, tuple(map(_table_row, rows)), filters)


def _table_row(row: Row) -> tuple[Value, ...]:
    section, what, value, is_money = row
    known: Value = Missing(_("Nobody said")) if value is None else value
    other = Missing(_("Not applicable"))
    return (section, what, other, known) if is_money else (section, what, known, other)


def _total_rows(section: str, total: Counted) -> list[Row]:
    return [
        (section, _("Actions"), total.actions, False),
        (section, _("People tried"), total.attempted, False),
        (section, _("People reached"), total.reached, False),
        (section, _("People moved"), total.moved, False),
        (section, _("Minutes of work"), total.minutes, False),
        (section, _("Cost"), total.cost_cents, True),
    ]


def _group_rows(section: str, groups: Sequence[Group], name: Callable[[str], str]) -> list[Row]:
    return [(section, name(group.name), group.counted.actions, False) for group in groups]


def _lobbying_rows(found: Lobbying | None) -> list[Row]:
    if found is None:
        return []
    section, sums = _("Lobbying"), found.sums
    return [
        (section, _("Direct lobbying"), sums.direct_cents, True),
        (section, _("Grass-roots lobbying"), sums.grass_roots_cents, True),
        (section, _("Not lobbying"), sums.none_cents, True),
        (section, _("Actions that wait for an answer"), found.waiting, False),
    ]


def _income_rows(report: Report) -> list[Row]:
    return [
        row
        for one in report.income or ()
        for row in (
            (_("Our money"), f"{one.funder}: {one.restrictions.title}", one.restrictions.amount_cents, True),
            (_("Paid by today"), f"{one.funder}: {one.restrictions.title}", one.paid_cents, True),
        )
    ]
