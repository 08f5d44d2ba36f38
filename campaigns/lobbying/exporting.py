"""The ledger on its way out: Schedule C's lines, the averaging period, and the actions behind every dollar."""

from campaigns.lobbying import sentences as say
from campaigns.lobbying.ledger import Entry, Ledger
from campaigns.lobbying.recognising import Recognised
from campaigns.lobbying.schedule import averaging_lines, averaging_years, year_lines
from data.errors import InvalidInput
from data.exports.tables import Column, ColumnKind, Missing, Table, Value
from data.language import _

NOT_SAID = Missing("not said yet")
NO_SUM = Missing("the form asks for the total only")
CHANGED_ON_ACCOUNT = "Lines as on Form 990, Schedule C, Part II-A; check them against the form of the year."


def _about(ledger: Ledger) -> tuple[tuple[str, str], ...]:
    election = _("in effect") if ledger.elected else _("not on file")
    return (
        (_("Organization"), ledger.setup.name),
        (_("Tax year"), say.year_words(ledger)),
        (_("501(h) election"), election),
    )


def _notes(ledger: Ledger) -> tuple[str, ...]:
    return (
        _(CHANGED_ON_ACCOUNT),
        *say.standing_sentences(ledger),
        say.waiting_sentence(ledger),
        _(say.NOT_ADVICE),
    )


def schedule_table(ledger: Ledger) -> Table:
    """Lines 1a to 1i of Part II-A."""
    rows: list[tuple[Value, ...]] = [
        (line.line, line.words, Missing(line.missing) if line.cents is None else line.cents)
        for line in year_lines(ledger)
    ]
    return Table(
        name=f"lobbying-schedule-c-{ledger.year}",
        title=_("Schedule C, Part II-A, tax year {year}").format(year=say.year_words(ledger)),
        columns=(
            Column("line", _("Line"), ColumnKind.TEXT),
            Column("item", _("Item"), ColumnKind.TEXT),
            Column("amount", _("Amount"), ColumnKind.MONEY),
        ),
        rows=tuple(rows),
        filters=_about(ledger),
        notes=_notes(ledger),
    )


def averaging_table(ledger: Ledger) -> Table:
    """Lines 2a to 2f of Part II-A, a column for each base year. Raises InvalidInput while they are not known."""
    years = averaging_years(ledger)
    if not years:
        raise InvalidInput(say.four_year_sentence(ledger))
    columns = [Column(f"year_{one.year}", str(one.year), ColumnKind.MONEY) for one in years]
    rows: list[tuple[Value, ...]] = [
        (line.line, line.words, *(NO_SUM if cents is None else cents for cents in line.by_year), line.total_cents)
        for line in averaging_lines(ledger)
    ]
    return Table(
        name=f"lobbying-four-years-{ledger.year}",
        title=_("Schedule C, Part II-A, four-year averaging period to {year}").format(year=say.year_words(ledger)),
        columns=(
            Column("line", _("Line"), ColumnKind.TEXT),
            Column("item", _("Item"), ColumnKind.TEXT),
            *columns,
            Column("total", _("Total"), ColumnKind.MONEY),
        ),
        rows=tuple(rows),
        filters=_about(ledger),
        notes=(say.four_year_sentence(ledger), *_notes(ledger)),
    )


ACTION_COLUMNS = (
    Column("action", "Action", ColumnKind.INTEGER),
    Column("date", "Date", ColumnKind.DATE),
    Column("title", "Title", ColumnKind.TEXT),
    Column("kind", "Kind", ColumnKind.TEXT),
    Column("why", "Why", ColumnKind.TEXT),
    Column("spent", "Spent", ColumnKind.MONEY),
    Column("paid_time", "Paid time", ColumnKind.MONEY),
    Column("direct", "Direct lobbying", ColumnKind.MONEY),
    Column("grass_roots", "Grass-roots lobbying", ColumnKind.MONEY),
    Column("not_lobbying", "Not lobbying", ColumnKind.MONEY),
)


def actions_table(ledger: Ledger, unanswered: tuple[Entry, ...]) -> Table:
    """Every action of the year, classified ones first, with what each counts; the sums are the screen's."""
    return Table(
        name=f"lobbying-actions-{ledger.year}",
        title=_("Actions behind the lobbying ledger, tax year {year}").format(year=say.year_words(ledger)),
        columns=ACTION_COLUMNS,
        rows=tuple(_row(entry) for entry in (*ledger.entries, *unanswered)),
        filters=_about(ledger),
        notes=_notes(ledger),
    )


def _row(entry: Entry) -> tuple[Value, ...]:
    costed = entry.costed
    known = isinstance(costed.found, Recognised) or bool(entry.said.shares)
    parts = (costed.direct_cents, costed.grass_roots_cents, costed.none_cents)
    return (
        entry.action.id,
        entry.action.on_date,
        entry.action.title or entry.action.kind,
        say.kind_words(costed.kind),
        " ".join([*say.found_sentences(costed.found), entry.share_reason]).strip(),
        NOT_SAID if costed.spent_cents is None else costed.spent_cents,
        NOT_SAID if costed.staff_cents is None else costed.staff_cents,
        *(cents if known else NOT_SAID for cents in parts),
    )
