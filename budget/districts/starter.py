"""The starter figures: published figures of a few districts, so that a new store's district page is not empty."""

from collections import defaultdict
from datetime import datetime

from sqlmodel import Session, select

from budget.districts.figure_layouts import measure_units
from budget.districts.figure_values import reader_of
from budget.districts.importing import import_figures
from budget.districts.unit_changes import keep_known_changes
from budget.districts.unit_reading import state_unit
from data.access import Permission, requires
from data.imports.kept_files import sha256_of
from data.provenance import Source
from data.reference_tables import FOLDER, rows_of
from data.sources.figures_said import FigureSaid, UnitSaid

FILE = FOLDER / "district_figures.csv"
PRESET = "starter"


@requires(Permission.IMPORT_FIGURES)
def load_district_starter(session: Session, *, now: datetime) -> int:
    """Put the starter figures of districts in, each with its source; answers how many are new. Repeating adds none."""
    units = starter_units()
    documents: defaultdict[tuple[str, str], list[FigureSaid]] = defaultdict(list)
    for number, row in rows_of(FILE.stem):
        unit, blank = measure_units()[row["measure"]], row["missing"] or "not_published"
        value, missing = reader_of(row["measure"], unit, "fraction", blank)(row["printed"])
        figure = FigureSaid(
            row["code"], row["measure"], int(row["school_year"]), row["group"], value, missing, row=number
        )
        documents[row["source"], row["jurisdiction"]].append(figure)
    sources = {source.key: source for source in session.exec(select(Source))}
    sha256 = sha256_of(FILE)
    added = 0
    for (key, state), figures in documents.items():
        source = sources[key]
        report = import_figures(
            session, title=source.title, publisher=source.publisher, address=source.address,
            published_on=source.published_on, state=state, units=[one for one in units if one.state == state],
            figures=[figure._replace(row=None) for figure in figures], now=now, preset=PRESET, key=key,
            file_name=FILE.name, file_sha256=sha256,
        )  # fmt: skip
        added += report.inserted if report.changed else 0
    keep_known_changes(session)
    return added


def starter_units() -> list[UnitSaid]:
    """The states and the districts that the starter figures are of."""
    used = {(row["jurisdiction"], row["code"]) for _, row in rows_of(FILE.stem)}
    units = []
    for _, row in rows_of("school_units"):
        if (row["jurisdiction"], row["code"]) in used or row["level"] == "state":
            state = row["jurisdiction"]
            parent = "" if row["level"] == "state" else state_unit(state).code
            units.append(UnitSaid(state, row["code"], row["level"], row["name"], parent, row["kind"], row["county"]))
    return units
