"""How a file is read: what the person says, else what its preset has evidence for."""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlmodel import Session, col, select

from budget.layouts.mappings import Mapping
from budget.layouts.recognising import FigureColumn, Layout, refuse_one_stage_twice, snapshot_date
from budget.line_items.import_report import ImportOptions
from budget.line_items.models import Appropriation, Stage
from budget.line_items.rules import name_key
from budget.line_items.stages import Unit
from data.errors import InvalidInput
from data.imports.models import ImportBatch
from data.periods import FiscalYear
from data.places import Jurisdiction
from data.provenance import Source, SourceKind

SPAN = re.compile(r"\d{2} ?[-–/] ?\d{2,4}")
LONGEST_TITLE, LONGEST_ADDRESS = 300, 500
PLACE_SAID = "you said so."
PLACE_GUESSED = "this table is published for it."
PLACE_REMEMBERED = "the mapping we remember was made for it."


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A layout with everything confirmed: whose budget, in what unit, of which years.

    `taken` are the places, among the columns of amounts as read, of those that are taken; `order` sorts these.
    """

    layout: Layout
    place: Jurisdiction
    unit: Unit
    stage_ids: tuple[int, ...]
    stage_names: tuple[str, ...]
    order: tuple[int, ...]
    taken: tuple[int, ...]


def confirmed(session: Session, layout: Layout, options: ImportOptions, file_name: str) -> Confirmed:
    """Take what the person said, else what the preset has evidence for. Raises InvalidInput for what is left open."""
    dated = _of_a_stage(_dated(layout, options), layout, options, file_name)
    taken = _taken(dated, layout, options)
    columns = tuple(dated[n] for n in taken)
    refuse_one_stage_twice(columns)
    layout = replace(layout, columns=columns)
    place = _place(session, layout.preset, options)
    known = session.exec(select(Stage).where(Stage.stage_list == place.stage_list)).all()
    ids = {stage.code: (stage.position, stage.id or 0, stage.short_name) for stage in known}
    absent = sorted({c.stage for c in columns} - ids.keys())
    if absent:
        elsewhere = layout.preset.jurisdiction
        cure = f"Pass --jurisdiction {elsewhere}, or give" if elsewhere not in ("", place.code) else "Give"
        raise InvalidInput(
            "{place}’s budget has no stage “{absent}”, which the {preset} names. {cure} the "
            "column one of its stages: {ids}.",
            place=place.name,
            absent=absent[0],
            preset=layout.preset.title,
            cure=cure,
            ids=", ".join(ids),
        )
    order = sorted(range(len(columns)), key=lambda n: (columns[n].fiscal_year or 0, ids[columns[n].stage][0]))
    stage_ids = tuple(ids[c.stage][1] for c in columns)
    stage_names = tuple(ids[c.stage][2] for c in columns)
    return Confirmed(layout, place, options.unit or layout.preset.unit, stage_ids, stage_names, tuple(order), taken)


def _dated(layout: Layout, options: ImportOptions) -> tuple[FigureColumn, ...]:
    """The columns with the fiscal year the person said, where the header names none."""
    if any(column.fiscal_year is None for column in layout.columns) and options.fiscal_year is None:
        raise InvalidInput(
            "The header does not say which fiscal year the amounts are for. Say it: --fiscal-year 2017 "
            "on the command line, or choose the year on the page."
        )
    year = options.fiscal_year
    return tuple(
        replace(column, fiscal_year=FiscalYear(year - column.years_before))
        if column.fiscal_year is None and year is not None
        else column
        for column in layout.columns
    )


def _of_a_stage(
    columns: tuple[FigureColumn, ...], layout: Layout, options: ImportOptions, file_name: str
) -> tuple[FigureColumn, ...]:
    """The columns with the stage the person said, or the file's name says, where the file does not."""
    if not layout.needs_stage:
        return columns
    stage = options.stage.lower() if options.stage else stage_of_file_name(layout.preset, file_name)
    if stage is None:
        raise InvalidInput(
            "The file does not say which stage of the budget its amounts are of. Say it: --stage adopted, for "
            "example, on the command line, or choose the stage on the page."
        )
    return tuple(column if column.stage else replace(column, stage=stage) for column in columns)


def _taken(columns: tuple[FigureColumn, ...], layout: Layout, options: ImportOptions) -> tuple[int, ...]:
    """The places of the columns that are wanted: of the stage the person said, or all."""
    if options.stage is None or layout.needs_stage:
        return tuple(range(len(columns)))
    chosen = tuple(n for n, column in enumerate(columns) if column.stage == options.stage.lower())
    if not chosen:
        names = ", ".join(dict.fromkeys(column.stage for column in columns))
        raise InvalidInput(
            "The file has no column of the stage “{stage}”; it has {names}.", stage=options.stage, names=names
        )
    return chosen


def stage_of_file_name(mapping: Mapping, file_name: str) -> str | None:
    """The stage a file's name speaks of by the mapping's words, "…_adopted.csv"; None for none or two."""
    words = set(name_key(file_name).replace("_", " ").split())
    found = {stage for word, stage in (mapping.stage_words or {}).items() if word in words}
    return found.pop() if len(found) == 1 else None


def _place(session: Session, mapping: Mapping, options: ImportOptions) -> Jurisdiction:
    code = options.jurisdiction or mapping.jurisdiction
    if not code:
        raise InvalidInput("Say whose budget the file holds: --jurisdiction ma, or choose the state on the page.")
    place = session.exec(select(Jurisdiction).where(Jurisdiction.code == code.lower())).first()
    if place is None:
        raise InvalidInput("There is no jurisdiction “{code}”. Pass a state’s two letters, such as ma.", code=code)
    return place


def source_of(
    session: Session, sha256: str, file_name: str, sheet: str, ready: Confirmed, options: ImportOptions
) -> Source:
    """The document this file, or sheet of it, is: one per content, so that importing it again is the same source."""
    if options.address and not options.address.startswith(("https://", "http://")):
        raise InvalidInput("The document’s address must start with https:// so that others can open it.")
    key = f"file-{sha256[:32]}" + (f"-{hashlib.sha256(sheet.encode()).hexdigest()[:12]}" if sheet else "")
    source = session.exec(select(Source).where(Source.key == key)).first()
    if source is None:
        source = Source(
            key=key,
            title=options.document[:LONGEST_TITLE] or _title(ready.layout.preset, file_name, sheet, options),
            address=options.address[:LONGEST_ADDRESS],
            publisher=ready.layout.preset.publisher,
            published_on=options.as_of or snapshot_date(file_name),
            retrieved_on=datetime.now(UTC).date(),
            sha256=sha256,
            kind=SourceKind.PUBLISHED,
        )
        session.add(source)
        session.flush()
    elif options.as_of not in (None, source.published_on):
        if session.exec(select(Appropriation.source_id).where(Appropriation.source_id == source.id).limit(1)).first():
            dated = f"with the date {source.published_on.isoformat()}" if source.published_on else "without a date"
            raise InvalidInput(
                "This very file was imported {dated}. Undo that import, then give it another date.", dated=dated
            )
        source.published_on = options.as_of
        session.add(source)
    return source


def _title(mapping: Mapping, file_name: str, sheet: str, options: ImportOptions) -> str:
    parts = [] if options.mapping is not None else [mapping.title]
    return ", ".join([*parts, file_name, *([sheet] if sheet else [])])


def evidence(ready: Confirmed, read: Layout, options: ImportOptions, source: Source) -> tuple[str, ...]:
    """Why we read the file as we do: a sentence for each thing the person confirms. `read` is before confirming."""
    layout = ready.layout
    own = options.mapping is not None
    said = [f"Row {layout.header_row} is the header{'' if own else f' of the {layout.preset.title}'}."]
    unit = "you said so." if options.unit or not layout.preset.unit_evidence else layout.preset.unit_evidence
    said.append(f"Amounts are read in {ready.unit.value}: {unit}")
    said_place = options.jurisdiction or own
    guessed = PLACE_GUESSED if layout.preset.publisher else PLACE_REMEMBERED
    said.append(f"The jurisdiction is {ready.place.name}: {PLACE_SAID if said_place else guessed}")
    named = "you said so." if read.needs_fiscal_year else "the file names it."
    count = "one column" if len(layout.columns) == 1 else f"{len(layout.columns)} columns"
    said.append(f"The fiscal year of {count} of amounts: {named}")
    said += _spans(layout)
    if read.needs_stage:
        stage = ready.stage_names[0]
        said.append(f"The stage is “{stage}”: {'you said so.' if options.stage else 'the file’s name says so.'}")
    if source.published_on is None:
        said.append("The file’s date is not known; it counts as newest on the day it is imported.")
    else:
        from_name = "you said so." if options.as_of else "its name says so."
        said.append(f"The file is dated {source.published_on.isoformat()}: {from_name}")
    return tuple(said)


def _spans(layout: Layout) -> list[str]:
    """What a span such as 2014-15 was taken for."""
    spans = {c.label: c.fiscal_year for c in layout.columns if SPAN.search(c.label) and c.fiscal_year is not None}
    return [f"“{label}” is the fiscal year that ends in {int(year)}, {year.label}." for label, year in spans.items()]


def refuse_another_reading(session: Session, source: Source, reading: str) -> None:
    """Raise InvalidInput when this very file stands imported with its columns read in another way."""
    other = session.exec(
        select(ImportBatch)
        .where(
            ImportBatch.source_id == source.id,
            col(ImportBatch.undone_at).is_(None),
            ImportBatch.reading != "",
            ImportBatch.reading != reading,
        )
        .order_by(col(ImportBatch.id).desc())
    ).first()
    if other is not None:
        raise InvalidInput(
            "This very file was imported with its columns read in another way (import {other}). "
            "Undo import {other} first, or read the file as it was read then.",
            other=other.id,
        )


def reading_of(ready: Confirmed, read: Layout) -> str:
    """Tells one way of reading a file from another: its mapping, and what the person had to say to it."""
    said = [read.preset.reading, ready.place.code]
    if read.needs_stage or read.needs_fiscal_year:
        said += [f"{column.label} {column.fiscal_year} {column.stage}" for column in ready.layout.columns]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()
