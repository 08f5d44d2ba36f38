"""How a file is read: what the person says, else what its preset has evidence for."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlmodel import Session, select

from budget.line_items.import_report import ImportOptions
from budget.line_items.models import Appropriation, Stage
from budget.line_items.presets import Layout, refuse_one_stage_twice, snapshot_date
from budget.line_items.stages import Unit
from data.errors import InvalidInput
from data.places import Jurisdiction
from data.provenance import Source, SourceKind


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A layout with everything confirmed: whose budget, in what unit, of which years."""

    layout: Layout
    place: Jurisdiction
    unit: Unit
    stage_ids: tuple[int, ...]
    stage_names: tuple[str, ...]
    order: tuple[int, ...]


def confirmed(session: Session, layout: Layout, options: ImportOptions) -> Confirmed:
    """Take what the person said, else what the preset has evidence for. Raises InvalidInput for what is left open."""
    if layout.needs_fiscal_year and options.fiscal_year is None:
        raise InvalidInput(
            "The header does not say which fiscal year the amounts are for. Say it: --fiscal-year 2017 "
            "on the command line, or choose the year on the page."
        )
    columns = tuple(
        column if column.fiscal_year is not None else replace(column, fiscal_year=options.fiscal_year)
        for column in layout.columns
    )
    refuse_one_stage_twice(columns)
    if options.stage is not None:
        columns = tuple(column for column in columns if column.stage == options.stage.lower())
        if not columns:
            names = ", ".join(dict.fromkeys(column.stage for column in layout.columns))
            raise InvalidInput(f"The file has no column of the stage “{options.stage}”; it has {names}.")
    layout = replace(layout, columns=columns)
    code = options.jurisdiction or layout.preset.jurisdiction
    place = session.exec(select(Jurisdiction).where(Jurisdiction.code == code.lower())).first()
    if place is None:
        raise InvalidInput(f"There is no jurisdiction “{code}”. Pass a state’s two letters, such as ma.")
    known = session.exec(select(Stage).where(Stage.stage_list == place.stage_list)).all()
    ids = {stage.code: (stage.position, stage.id or 0, stage.short_name) for stage in known}
    absent = sorted({c.stage for c in columns} - ids.keys())
    if absent:
        raise InvalidInput(
            f"{place.name}’s budget has no stage “{absent[0]}”, which the {layout.preset.title} names. "
            f"Pass --jurisdiction {layout.preset.jurisdiction}, or give the column one of its stages."
        )
    order = sorted(range(len(columns)), key=lambda n: (columns[n].fiscal_year or 0, ids[columns[n].stage][0]))
    stage_ids = tuple(ids[c.stage][1] for c in columns)
    stage_names = tuple(ids[c.stage][2] for c in columns)
    return Confirmed(layout, place, options.unit or layout.preset.unit, stage_ids, stage_names, tuple(order))


def source_of(session: Session, sha256: str, file_name: str, ready: Confirmed, options: ImportOptions) -> Source:
    """The document this file is: one per content, so that importing it again speaks for the same source."""
    key = f"file-{sha256[:32]}"
    source = session.exec(select(Source).where(Source.key == key)).first()
    if source is None:
        source = Source(
            key=key,
            title=f"{ready.layout.preset.title}, {file_name}",
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
            raise InvalidInput(f"This very file was imported {dated}. Undo that import, then give it another date.")
        source.published_on = options.as_of
        session.add(source)
    return source


def evidence(ready: Confirmed, options: ImportOptions, source: Source) -> tuple[str, ...]:
    """Why we read the file as we do: a sentence for each thing the person confirms."""
    layout = ready.layout
    said = [f"Row {layout.header_row} is the header of the {layout.preset.title}."]
    unit = f"Amounts are read in {ready.unit.value}: "
    said.append(unit + ("you said so." if options.unit else layout.preset.unit_evidence))
    place = f"The jurisdiction is {ready.place.name}: "
    said.append(place + ("you said so." if options.jurisdiction else "this table is published for it."))
    years = "you said so." if layout.needs_fiscal_year else "the headers name them."
    said.append(f"Fiscal years and stages of {len(layout.columns)} columns: {years}")
    if source.published_on is None:
        said.append("The file’s date is not known; it counts as newest on the day it is imported.")
    else:
        from_name = "you said so." if options.as_of else "its name says so."
        said.append(f"The file is dated {source.published_on.isoformat()}: {from_name}")
    return tuple(said)
