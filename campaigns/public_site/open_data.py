"""The open figures as tables of the data package: what the public sees, with units, sources and missing reasons."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from budget.districts.exporting import district_table
from budget.districts.models import SchoolUnit
from budget.districts.record import DistrictRecord, district_record
from budget.line_items.models import Appropriation, Ask, LineItem, Stage
from campaigns.positions.queries import positions
from campaigns.public_site.made import SiteFile
from campaigns.public_site.packing import (
    Cell,
    FieldOf,
    Leads,
    PackedTable,
    WrittenTable,
    descriptor_of,
    packed,
    written,
)
from campaigns.public_site.rules import MOST_AMOUNTS
from data.errors import InvalidInput
from data.exports.tables import Missing
from data.missing import MissingReason
from data.places import Jurisdiction
from data.provenance import Source
from data.records import columns

FOLDER = "data"
AT_ONCE = 5_000
LICENCE = (
    "The figures are those of the public documents that the table “sources” names; a figure as such belongs to nobody. "
    "Name the document beside it. The coalition’s own words (asks, reasons, positions) may be quoted with its name."
)
Row = Sequence[Cell]
STAGE_OF: Leads = {("jurisdiction", "stage"): ("stages", ("jurisdiction", "stage"))}
LINE_OF: Leads = {("line_item",): ("line_items", ("id",))}
SOURCE_OF: Leads = {("source",): ("sources", ("id",))}
STATE_OF: Leads = {("jurisdiction",): ("jurisdictions", ("code",))}


def _text(name: str, about: str, *, needed: bool = False) -> FieldOf:
    return FieldOf(name, "string", about, needed=needed)


def _number(name: str, about: str, unit: str = "", *, needed: bool = False) -> FieldOf:
    return FieldOf(name, "integer", about, unit, needed)


WHY = _text("missing", f"Why there is no value: {', '.join(MissingReason)}")


def open_tables(session: Session, district_ids: Sequence[int], *, today: date) -> Iterator[PackedTable]:
    """Every table; districts and their figures are those the site shows. InvalidInput for too many amounts."""
    yield _jurisdictions(session)
    yield _sources(session)
    yield _stages(session)
    yield _lines(session)
    yield _amounts(session)
    yield _asks(session)
    yield _positions(session, today)
    yield _districts(session, district_ids)
    yield _district_figures(session, district_ids)


def _jurisdictions(session: Session) -> PackedTable:
    j = Jurisdiction
    fields = (
        _text("code", "Two letters", needed=True), _text("name", "Name", needed=True),
        _number("fiscal_year_starts_month", "The month its fiscal year starts in"),
    )  # fmt: skip
    asked = columns(j.code, j.name, j.fiscal_year_starts_month).order_by(j.code)
    return PackedTable(
        "jurisdictions", "The states whose figures these are", fields, ("code",), {}, session.execute(asked)
    )


def _sources(session: Session) -> PackedTable:
    s = Source
    fields = (
        _number("id", "Number of the document here", needed=True), _text("title", "Title", needed=True),
        _text("publisher", "Who published it"), _text("address", "Where it is published"), _text("page", "Page"),
        FieldOf("published_on", "date", "Its day"), FieldOf("retrieved_on", "date", "When our copy was taken"),
        _text("kind", "How the figures came to be"), _text("sha256", "Fingerprint of the kept copy"),
        _text("note", "What is to be said of it"),
    )  # fmt: skip
    asked = columns(
        s.id, s.title, s.publisher, s.address, s.page, s.published_on, s.retrieved_on, s.kind, s.sha256, s.note
    ).order_by(col(s.id))
    rows = (
        (*row[:5], row[5].isoformat() if row[5] else None, row[6].isoformat() if row[6] else None, *row[7:])
        for row in session.execute(asked)
    )
    return PackedTable("sources", "The documents behind every figure", fields, ("id",), {}, rows)


def _stages(session: Session) -> PackedTable:
    j, s = Jurisdiction, Stage
    fields = (
        _text("jurisdiction", "The state", needed=True), _text("stage", "Code of the stage", needed=True),
        _number("position", "Place in the order of the budget"), _text("name", "Name"),
        FieldOf("is_change", "boolean", "Whether amounts are changes to the stage before, such as a veto"),
    )  # fmt: skip
    asked = (
        columns(j.code, s.code, s.position, s.name, s.is_change)
        .join(s, col(s.stage_list) == col(j.stage_list))
        .order_by(j.code, col(s.position))
    )
    rows = session.execute(asked)
    return PackedTable("stages", "The stages of each state’s budget", fields, ("jurisdiction", "stage"), STATE_OF, rows)


def _lines(session: Session) -> PackedTable:
    line, j = LineItem, Jurisdiction
    fields = (
        _number("id", "Number of the line here", needed=True), _text("jurisdiction", "The state", needed=True),
        _text("code", "Its code in the budget"), _text("name", "Name", needed=True), _text("agency", "Agency"),
        _text("kind", "item, revenue, earmark, category_total or per_pupil; only items are ever summed"),
    )  # fmt: skip
    asked = columns(line.id, j.code, line.code, line.name, line.agency, line.kind).join(
        j, col(j.id) == col(line.jurisdiction_id)
    )
    rows = session.execute(asked.order_by(col(line.id)).execution_options(yield_per=AT_ONCE))
    return PackedTable("line_items", "Line items of state budgets", fields, ("id",), STATE_OF, rows)


def _amounts(session: Session) -> PackedTable:
    a, line, j, s = Appropriation, LineItem, Jurisdiction, Stage
    fields = (
        _number("line_item", "The line", needed=True),
        _number("fiscal_year", "Named for the year it ends in", needed=True),
        _text("jurisdiction", "The state", needed=True), _text("stage", "The stage", needed=True),
        _number("source", "The document that says so", needed=True),
        _number("amount_cents", "The amount, as voted", "US cents"),
        FieldOf("amount_dollars", "number", "The same amount", "US dollars"), WHY,
        FieldOf("shown", "boolean", "Whether this document’s figure is the one our pages show"),
        _text("confidence", "C confirmed, D derived, G general knowledge, ? not established; empty: as printed"),
    )  # fmt: skip
    asked = (
        columns(
            a.line_item_id, a.fiscal_year, j.code, s.code, a.source_id, a.amount_cents, a.missing_reason, a.preferred,
            a.mark,
        )
        .join(line, col(line.id) == a.line_item_id)
        .join(j, col(j.id) == col(line.jurisdiction_id))
        .join(s, col(s.id) == a.stage_id)
        .order_by(col(a.line_item_id), col(a.fiscal_year), col(a.stage_id), col(a.source_id))
    )  # fmt: skip
    found = session.execute(asked.execution_options(yield_per=AT_ONCE))
    leads_to: Leads = {**LINE_OF, **STAGE_OF, **SOURCE_OF}
    key = ("line_item", "fiscal_year", "stage", "source")
    return PackedTable(
        "amounts", "What each document says a line gets at a stage", fields, key, leads_to, _counted(found)
    )


def _counted(found: Iterable[Any]) -> Iterator[Row]:
    for number, row in enumerate(found):
        if number >= MOST_AMOUNTS:
            raise InvalidInput(
                "The store holds more than {most} amounts, and one data package holds at most so many: publish from a "
                "store that keeps only the states of this coalition.",
                most=f"{MOST_AMOUNTS:,}",
            )
        *where, cents, missing, shown, mark = row
        yield (*where, cents, dollars_of(cents), missing if cents is None else None, shown, mark)


def dollars_of(cents: int | None) -> Decimal | None:
    """Cents as dollars with two digits; None stays None."""
    return None if cents is None else Decimal(cents).scaleb(-2).quantize(Decimal("0.01"))


def _asks(session: Session) -> PackedTable:
    fields = (
        _number("line_item", "The line", needed=True), _number("fiscal_year", "The year", needed=True),
        _number("ask_cents", "What the coalition asks for", "US cents", needed=True),
        FieldOf("ask_dollars", "number", "The same amount", "US dollars", needed=True), _text("reason", "Why"),
    )  # fmt: skip
    found = session.exec(select(Ask).order_by(col(Ask.line_item_id), col(Ask.fiscal_year)))
    rows = ((one.line_item_id, one.fiscal_year, one.ask_cents, dollars_of(one.ask_cents), one.reason) for one in found)
    return PackedTable(
        "asks", "What the coalition asks for in public", fields, ("line_item", "fiscal_year"), LINE_OF, rows
    )


def _positions(session: Session, today: date) -> PackedTable:
    fields = (
        _text("subject", "What it is about, as its address names it", needed=True), _text("subject_kind", "Kind"),
        _text("label", "Number"), _text("title", "Title"), _text("place", "Where"),
        _text("organization", "Who holds it", needed=True), _text("position", "The position", needed=True),
        FieldOf("since", "date", "Since when"), _text("reason", "Why"),
    )  # fmt: skip
    rows = (
        (one.head.key, one.head.kind.value, one.head.label, one.head.title, one.head.place, held.organization,
         held.stance.value, held.since.isoformat(), held.reason)
        for one in positions(session, day=today)
        for held in one.held
    )  # fmt: skip
    return PackedTable("positions", "Positions organizations published", fields, ("subject", "organization"), {}, rows)


def _districts(session: Session, ids: Sequence[int]) -> PackedTable:
    u, j = SchoolUnit, Jurisdiction
    fields = (
        _number("id", "Number of the district here", needed=True), _text("jurisdiction", "The state", needed=True),
        _text("code", "The state’s own code", needed=True), _text("name", "Name", needed=True),
        _text("kind", "Kind, in the source’s word"), _text("nces_id", "The national number"),
    )  # fmt: skip
    asked = columns(u.id, j.code, u.code, u.name, u.kind, u.nces_id).join(j, col(j.id) == col(u.jurisdiction_id))
    wanted = set(ids)
    found = session.execute(asked.order_by(col(u.id)).execution_options(yield_per=AT_ONCE)) if wanted else ()
    rows = (row for row in found if row[0] in wanted)
    return PackedTable("districts", "The school districts this site shows", fields, ("id",), STATE_OF, rows)


def _district_figures(session: Session, ids: Sequence[int]) -> PackedTable:
    fields = (
        _number("district", "The district", needed=True), _text("school_year", "The school year", needed=True),
        _text("measure", "Code of what is measured", needed=True), _text("name", "What is measured"),
        _text("group", "Code of whom it is of", needed=True), _text("group_name", "Whom it is of"),
        FieldOf("value", "number", "The value; a small count is masked and empty", "as the column “unit” says"),
        _text("unit", "What the value counts"), _text("missing", "Why there is no value"),
        _number("source", "The document", needed=True), _text("how", "As printed, or added up from its schools"),
    )  # fmt: skip
    leads_to: Leads = {("district",): ("districts", ("id",)), **SOURCE_OF}
    key = ("district", "school_year", "measure", "group")
    rows = (row for number in sorted(ids) for row in _figures_of(district_record(session, number)))
    return PackedTable("district_figures", "Figures of school districts", fields, key, leads_to, rows)


def _figures_of(record: DistrictRecord) -> Iterator[Row]:
    """The rows of the district's own download, with the codes and the document's number beside its words."""
    table = district_table(record)
    for ((code, _year, group), held), row in zip(sorted(record.figures.items()), table.rows, strict=True):
        year, _code, name, group_name, value, unit, _document, _row, how = row
        lacking = value.reason if isinstance(value, Missing) else None
        shown = None if isinstance(value, Missing) else Decimal(str(value))
        yield (
            record.head.id, str(year), code, str(name), group, str(group_name), shown, str(unit), lacking,
            held.source_id, str(how),
        )  # fmt: skip


def data_files(
    session: Session, district_ids: Sequence[int], *, publisher: str, today: date
) -> tuple[list[SiteFile], list[WrittenTable]]:
    """The package as files of the site: each table, datapackage.json, and all of them packed as one."""
    tables = [written(table) for table in open_tables(session, district_ids, today=today)]
    about = "Line items, stages and amounts of state budgets, figures of school districts, and published positions."
    described = descriptor_of(
        tables, name="open-figures", title=f"Open figures: {publisher}", about=about, licence=LICENCE
    )
    files = [("datapackage.json", described), *((f"{one.name}.csv", one.body) for one in tables)]
    made = [SiteFile(f"{FOLDER}/{name}", body) for name, body in files]
    return [*made, SiteFile(f"{FOLDER}/open-data.zip", packed(files), words_of=f"{FOLDER}/datapackage.json")], tables
