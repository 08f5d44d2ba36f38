"""What happened to a line after enactment on its way out: the values the page shows, as a table."""

from collections.abc import Sequence

from budget.adjustments.queries import AfterEnactment
from budget.adjustments.sentences import kind_words, published_sentence, spending_sentence, standing_sentence
from budget.line_items.exporting import file_name, source_line
from budget.line_items.queries import LineHead
from budget.line_items.sentences import missing_words
from data.exports.tables import Column, ColumnKind, Missing, Table, Value
from data.language import _

NO_CHANGE = Missing("a level, not a change")
NO_DATE = Missing("not a dated change")
NO_BASIS = Missing("no enacted figure on file")
COLUMNS = (
    Column("fiscal_year", "Fiscal year", ColumnKind.TEXT),
    Column("date", "Date", ColumnKind.DATE),
    Column("what", "What", ColumnKind.TEXT),
    Column("change", "Change", ColumnKind.MONEY),
    Column("level", "Level", ColumnKind.MONEY),
    Column("reason", "Why", ColumnKind.TEXT),
    Column("document", "Document", ColumnKind.TEXT),
)
Rows = list[tuple[Value, ...]]


def adjustments_table(head: LineHead, years: Sequence[AfterEnactment]) -> Table:
    """Each year's enacted amount, the dated changes with the level each left, what was printed and what was spent."""
    used = {number: year.documents[number] for year in years for number in _used(year)}
    return Table(
        name=file_name("after enactment", head.label),
        title=f"{head.label}: after enactment",
        columns=COLUMNS,
        rows=tuple(row for year in years for row in _rows(year)),
        filters=(("Jurisdiction", head.place.name), ("Line item", head.label), ("Dollars", "as voted")),
        sources=tuple(source_line(used[number]) for number in sorted(used)),
        notes=tuple(note for year in years for note in _notes(year)),
    )


def _used(after: AfterEnactment) -> set[int]:
    standing = after.standing
    ids = {one.source_id for one in after.filed}
    ids |= {said.source_id for said in standing.published} | {spent.source_id for spent in standing.spending}
    ids |= {standing.basis.source_id} if standing.basis else set()
    return ids & after.documents.keys()


def _rows(after: AfterEnactment) -> Rows:
    standing, year = after.standing, after.fiscal_year.label
    rows: Rows = []
    if standing.basis is not None:
        basis = standing.basis
        rows.append(
            (year, NO_DATE, basis.stage.name, NO_CHANGE, basis.amount_cents, "", _title(after, basis.source_id))
        )
    levels: Sequence[Value] = standing.levels or [NO_BASIS] * len(after.filed)
    for one, level in zip(after.filed, levels, strict=True):
        change = one.change
        document = _title(after, one.source_id)
        rows.append((year, change.dated, kind_words(one), change.amount_cents, level, one.reason, document))
    current = NO_BASIS if standing.current_cents is None else standing.current_cents
    rows.append((year, after.day, _("Current appropriation, by this list"), NO_CHANGE, current, "", ""))
    for said in standing.published:
        printed = _("Published as {stage}").format(stage=said.stage.short_name)
        document = _title(after, said.source_id)
        rows.append((year, said.as_of or NO_DATE, printed, NO_CHANGE, said.published_cents, "", document))
    for spent in standing.spending:
        cents = Missing(missing_words(spent.missing)) if spent.spent_cents is None else spent.spent_cents
        rows.append((year, NO_DATE, spent.stage.name, NO_CHANGE, cents, "", _title(after, spent.source_id)))
    return rows


def _title(after: AfterEnactment, source_id: int) -> str:
    return after.documents[source_id].title if source_id in after.documents else ""


def _notes(after: AfterEnactment) -> list[str]:
    standing, year = after.standing, after.fiscal_year.label
    said = [standing_sentence(after)]
    said += [published_sentence(after, one) for one in standing.published]
    said += [spending_sentence(after, one) for one in standing.spending]
    return [f"{year}: {sentence}" for sentence in said]
