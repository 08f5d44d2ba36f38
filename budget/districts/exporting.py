"""Districts on their way out: the values the pages show, as tables; a masked figure says so and holds nothing."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from budget.districts import sentences as say
from budget.districts.peers import Peers
from budget.districts.queries import LISTED_GROUPS, Card, Listing
from budget.districts.record import DistrictRecord
from budget.districts.rules import Given
from budget.line_items.exporting import file_name, source_line
from budget.line_items.line_queries import Document
from data.exports.tables import Column, ColumnKind, Missing, SourceLine, Table, Value

UNIT_WORDS = {
    "cents": "dollars", "share": "fraction of 1", "fte": "full-time posts", "count": "count", "decimal": "number",
}  # fmt: skip
KINDS = {
    "cents": ColumnKind.MONEY, "share": ColumnKind.PERCENT, "fte": ColumnKind.NUMBER, "count": ColumnKind.INTEGER,
    "decimal": ColumnKind.NUMBER,
}  # fmt: skip
TEXT = ColumnKind.TEXT
FIGURE_COLUMNS = (
    Column("school_year", "School year", TEXT),
    Column("measure", "Measure", TEXT),
    Column("name", "What", TEXT),
    Column("group", "Group", TEXT),
    Column("value", "Value", ColumnKind.NUMBER),
    Column("unit", "Unit", TEXT),
    Column("document", "Document", TEXT),
    Column("row", "Row of the document", ColumnKind.INTEGER),
    Column("how", "How", TEXT),
)
PRINTED, ADDED = "as printed", "added up from its schools"
NO_ROW = Missing("no row is named")


def _sources(documents: Mapping[int, Document], used: Iterable[int]) -> tuple[SourceLine, ...]:
    return tuple(source_line(documents[number]) for number in sorted(set(used)) if number in documents)


def _value(unit: str, given: Given) -> Value:
    """A value of a typed column: money in cents, shares as fractions, posts and averages with their hundredths."""
    if given.value is None:
        return Missing(_why(given.missing))
    match unit:
        case "share":
            return Decimal(given.value) / 1_000_000
        case "fte" | "decimal":
            return Decimal(given.value) / 100
    return given.value


def _why(reason: str | None) -> str:
    words = say.missing_words(reason)
    return f"suppressed: {say.rule_words()}" if reason == "suppressed" else words.lower()


def _plain_value(unit: str, given: Given) -> Value:
    """A value where units share a column: dollars, not cents."""
    if unit == "cents" and given.value is not None:
        return Decimal(given.value) / 100
    return _value(unit, given)


def district_table(record: DistrictRecord) -> Table:
    """Every figure on file of a district, each with its document and row."""
    rows: list[tuple[Value, ...]] = []
    for (code, year, group), held in sorted(record.figures.items()):
        card, document = record.measures[code], record.documents.get(held.source_id)
        rows.append(
            (
                say.year_words(year), code, card.name, say.group_name(record, group),
                _plain_value(card.unit, Given(held.value, held.missing)), UNIT_WORDS[card.unit],
                document.title if document else "", NO_ROW if held.row_number is None else held.row_number,
                ADDED if held.added else PRINTED,
            )
        )  # fmt: skip
    return Table(
        name=file_name("district", record.state.code, record.head.code),
        title=f"{record.head.name} ({record.state.name}, {record.head.code})",
        columns=FIGURE_COLUMNS,
        rows=tuple(rows),
        filters=(("State", record.state.name), ("District", f"{record.head.code} {record.head.name}")),
        sources=_sources(record.documents, record.documents),
        notes=(say.masked_note(), *_cards(record.measures.values())),
    )


def _cards(cards: Iterable[Card]) -> list[str]:
    return [f"{card.code}: {' '.join(say.card_lines(card))}" for card in cards]


def districts_table(listed: Listing, documents: Mapping[int, Document]) -> Table:
    """The districts of a filter with the figures of the list."""
    chosen, spending = listed.chosen, listed.spending
    columns = (
        Column("code", "Code", TEXT), Column("name", "District", TEXT), Column("kind", "Kind", TEXT),
        Column("enrollment", "Students", ColumnKind.INTEGER),
        Column("spending_per_pupil", spending.name if spending else "Spending per pupil", ColumnKind.MONEY),
        Column("lunch_share", "Share eligible for free or reduced-price meals", ColumnKind.PERCENT),
        *(Column(f"{group}_share", f"Share of students: {group}", ColumnKind.PERCENT) for group in LISTED_GROUPS),
    )  # fmt: skip
    rows = tuple(
        (
            one.head.code, one.head.name, one.head.kind, _value("count", one.enrollment),
            _value("cents", one.spending), _value("share", one.need),
            *(_value("share", one.shares[group]) for group in LISTED_GROUPS),
        )
        for one in listed.districts
    )  # fmt: skip
    notes = [say.universe_note(listed), say.spending_note(listed), say.masked_note()]
    return Table(
        name=file_name("districts", chosen.state, say.year_words(chosen.year)),
        title=f"Districts of {listed.state.name}, {say.year_words(chosen.year)}",
        columns=columns,
        rows=rows,
        filters=(
            ("State", listed.state.name), ("School year", say.year_words(chosen.year)), ("Words", chosen.words),
            ("Size", chosen.size.value or "every size"), ("Kind", chosen.kind or "every kind"),
        ),
        sources=_sources(documents, listed.source_ids),
        notes=tuple(notes),
    )  # fmt: skip


def peers_table(
    record: DistrictRecord, found: Peers, documents: Mapping[int, Document], said: tuple[str, ...]
) -> Table:
    """A district and its peers, every figure of one year; `said` are the criteria in words."""
    columns = (
        Column("code", "Code", TEXT), Column("name", "District", TEXT),
        *(Column(card.code, card.name, KINDS[card.unit]) for card in found.measures),
    )  # fmt: skip
    rows = tuple(
        (row.head.code, row.head.name, *(_value(card.unit, row.values[card.code]) for card in found.measures))
        for row in (found.own, *found.rows)
    )
    return Table(
        name=file_name("peers", record.state.code, record.head.code),
        title=f"{record.head.name} and its peers, {found.year.label}",
        columns=columns,
        rows=rows,
        filters=(("State", record.state.name), ("School year", found.year.label)),
        sources=_sources(documents, found.source_ids),
        notes=(*said, *_cards(found.measures)),
    )
