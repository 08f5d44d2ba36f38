"""The starter figures: published line items a new store opens with, so that nobody meets an empty page."""

from collections import defaultdict
from datetime import UTC, datetime

from sqlmodel import Session, select

from budget.districts.reference import load_school_reference
from budget.line_items.batches import STARTER
from budget.line_items.figures import FigureWriter, Statement
from budget.line_items.models import (
    Appropriation,
    LineItem,
    LineItemName,
    PrintedTotal,
    ReportedFigure,
    Stage,
    WatchedLine,
)
from budget.line_items.rules import name_key
from budget.line_items.stages import Unit
from budget.line_items.summaries import keep_totals
from data.access import Permission, requires
from data.audit import note_act
from data.imports.amounts import read_amount
from data.imports.kept_files import keep, sha256_of
from data.imports.models import ImportBatch
from data.places import Jurisdiction
from data.provenance import Source
from data.reference_tables import FOLDER, load_foundation, rows_of, source_ids

FILE = FOLDER / "appropriations.csv"
WATCHED = (
    ("ma", "7061-0008"),
    ("ma", "7061-0012"),
    ("ma", "7010-0012"),
    ("ma", "Journey into Education & Teaching (JET), earmark"),
    ("ky", "SEEK guaranteed base per pupil"),
)
LineKey = tuple[str, str, str]


@requires(Permission.IMPORT_FIGURES)
def lay_foundation(session: Session) -> None:
    """Sources, jurisdictions, prices and stages. Repeating adds nothing."""
    load_foundation(session)
    load_school_reference(session)
    known = set(session.execute(select(Stage.stage_list, Stage.code)))
    for _, row in rows_of("stages"):
        if (row["stage_list"], row["code"]) not in known:
            session.add(
                Stage(
                    stage_list=row["stage_list"],
                    code=row["code"],
                    position=int(row["position"]),
                    name=row["name"],
                    short_name=row["short_name"],
                    kind=row["kind"],
                    is_change=row["is_change"] == "yes",
                )
            )


@requires(Permission.IMPORT_FIGURES)
def load_starter(session: Session) -> int:
    """Put the starter figures in, once; returns how many figures there are. Every row names its source."""
    starter = Starter(session)
    if session.exec(select(ImportBatch).where(ImportBatch.preset == STARTER)).first() is not None:
        return 0
    return starter.load()


class Starter:
    """Loads `data/reference/` in the order the tables lean on each other."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.sources = source_ids(session)
        self.places = {p.code: p for p in session.exec(select(Jurisdiction))}
        self.stages = {(s.stage_list, s.code): s.id or 0 for s in session.exec(select(Stage))}
        self.lines: dict[LineKey, LineItem] = {}

    def load(self) -> int:
        batch = self._batch()
        self._coded_lines()
        figures = self._figures(batch)
        self._printed_totals(batch)
        self._reported_figures()
        self._watch()
        batch.rows = batch.inserted = figures
        self.session.add(batch)
        note_act(self.session, "load starter figures", subject=f"batch {batch.id}", figures=figures)
        keep_totals(self.session, years={int(row["fiscal_year"]) for _, row in rows_of("appropriations")})
        return figures

    def _batch(self) -> ImportBatch:
        sha256 = sha256_of(FILE)
        keep(FILE, sha256)
        batch = ImportBatch(
            file_sha256=sha256,
            file_name=FILE.name,
            preset=STARTER,
            header_row=1,
            applied_at=datetime.now(UTC),
            applied_by="set-up",
        )
        self.session.add(batch)
        self.session.flush()
        return batch

    def _stage(self, place: str, code: str) -> int:
        return self.stages[self.places[place].stage_list, code]

    def _line(self, place: str, code: str, agency: str, name: str, kind: str) -> LineItem:
        """The line of a row: by its number, or by name within its agency."""
        key = (place, code, "") if code else (place, agency, name_key(name))
        line = self.lines.get(key)
        if line is None:
            line = self.lines[key] = LineItem(
                jurisdiction_id=self.places[place].id or 0,
                code=code or None,
                name=name,
                name_key=name_key(name),
                agency=agency,
                kind=kind,
            )
            self.session.add(line)
        return line

    def _coded_lines(self) -> None:
        names: dict[tuple[int, str], tuple[LineItem, str, str]] = {}
        for _, row in rows_of("account_names"):
            agency = "Department of Elementary and Secondary Education"
            line = self._line(row["jurisdiction"], row["code"], agency, row["name"], "item")
            key = (id(line), name_key(row["name"]))
            names.setdefault(key, (line, row["name"], row["source"]))
        self.session.flush()
        for line, name, source in names.values():
            self.session.add(
                LineItemName(
                    line_item_id=line.id or 0,
                    name=name,
                    name_key=name_key(name),
                    source_id=self.sources[source],
                )
            )

    def _figures(self, batch: ImportBatch) -> int:
        by_source: defaultdict[str, defaultdict[int, list[Statement]]] = defaultdict(lambda: defaultdict(list))
        marks: list[tuple[LineItem, dict[str, str]]] = []
        rows = list(rows_of("appropriations"))
        for _, row in rows:
            self._line(row["jurisdiction"], row["code"], row["agency"], row["name"], row["kind"])
        self.session.flush()
        for number, row in rows:
            line = self._line(row["jurisdiction"], row["code"], row["agency"], row["name"], row["kind"])
            cents = read_amount(row["printed"], unit=Unit(row["unit"]).dollars)
            stage = self._stage(row["jurisdiction"], row["stage"])
            statement = (int(row["fiscal_year"]), stage, cents, row["missing"] or None, number)
            by_source[row["source"]][line.id or 0].append(statement)
            if row["mark"] or row["preferred_because"]:
                marks.append((line, row))
        for key in self.sources:
            if key in by_source:
                self._write(batch, self.sources[key], by_source[key])
        for line, row in marks:
            self._mark(line, row)
        return len(rows)

    def _write(self, batch: ImportBatch, source_id: int, lines: dict[int, list[Statement]]) -> None:
        source = self.session.exec(select(Source).where(Source.id == source_id)).one()
        writer = FigureWriter(self.session, batch_id=batch.id or 0, source=source)
        writer.write(sorted(lines.items()), fresh=())

    def _mark(self, line: LineItem, row: dict[str, str]) -> None:
        """A figure's confidence mark, and the person's choice where two documents disagree."""
        a = Appropriation
        stage = self._stage(row["jurisdiction"], row["stage"])
        same_place = select(a).where(
            a.line_item_id == line.id, a.fiscal_year == int(row["fiscal_year"]), a.stage_id == stage
        )
        for figure in self.session.exec(same_place):
            own = figure.source_id == self.sources[row["source"]]
            if own:
                figure.mark = row["mark"]
            if row["preferred_because"]:
                figure.preferred = own
                figure.preferred_because = row["preferred_because"] if own else None
            self.session.add(figure)

    def _printed_totals(self, batch: ImportBatch) -> None:
        for number, row in rows_of("printed_totals"):
            unit = Unit(row["unit"]).dollars
            self.session.add(
                PrintedTotal(
                    source_id=self.sources[row["source"]],
                    jurisdiction_id=self.places[row["jurisdiction"]].id or 0,
                    agency=row["agency"],
                    fiscal_year=int(row["fiscal_year"]),
                    stage_id=self._stage(row["jurisdiction"], row["stage"]),
                    label=row["label"],
                    amount_cents=read_amount(row["printed"], unit=unit) or 0,
                    unit_cents=unit * 100,
                    row_number=number,
                    complete=row["complete"] == "yes",
                    batch_id=batch.id,
                )
            )

    def _line_of_code(self, place: str, code: str) -> int | None:
        line = self.lines.get((place, code, ""))
        return line.id if line else None

    def _reported_figures(self) -> None:
        for _, row in rows_of("reported_figures"):
            self.session.add(
                ReportedFigure(
                    jurisdiction_id=self.places[row["jurisdiction"]].id or 0,
                    line_item_id=self._line_of_code(row["jurisdiction"], row["code"]),
                    fiscal_year=int(row["fiscal_year"]),
                    item_code=row["code"],
                    name=row["name"],
                    stage_id=self._stage(row["jurisdiction"], row["stage"]),
                    as_reported=row["as_reported"],
                    note=row["note"],
                    source_id=self.sources[row["source"]],
                )
            )

    def _watch(self) -> None:
        for place, code_or_name in WATCHED:
            line = next(
                item for item in self.lines.values()
                if item.jurisdiction_id == self.places[place].id and code_or_name in (item.code, item.name)
            )  # fmt: skip
            self.session.add(WatchedLine(line_item_id=line.id or 0, since=datetime.now(UTC)))
