"""A file of the national school finance survey (F-33) into the store, for the districts of one state."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from budget.districts.figures_report import FigureCheck, FiguresReport, RowsRead
from budget.districts.importing import import_figures
from budget.districts.national_numbers import matched, unmatched_sentence
from data.access import Permission, requires
from data.errors import FileProblem
from data.imports.kept_files import keep, sha256_of
from data.imports.outcomes import RejectedRow
from data.sources.census_f33 import read_f33

PUBLISHERS = {"nces": "National Center for Education Statistics", "census": "U.S. Census Bureau"}
ADDRESSES = {
    "nces": "https://nces.ed.gov/ccd/f33agency.asp",
    "census": "https://www.census.gov/programs-surveys/school-finances.html",
}
ELSEWHERE = "not of this state"
MOST_BYTES = 100 * 1024 * 1024


@requires(Permission.IMPORT_FIGURES)
def import_finance_survey(
    session: Session, *, path: Path, file_name: str, state: str, now: datetime, dry_run: bool = False
) -> FiguresReport:
    """Read a survey file (sdf21_1a.txt, elsec21.txt) and put one state's districts into the store, all or nothing.

    Raises FileProblem when it is no such file, or holds none of the state's districts.
    """
    if path.stat().st_size > MOST_BYTES:
        raise FileProblem("The file is larger than 100 MiB, which no file of the finance survey is.")
    said = read_f33(file_name, _text(path.read_bytes()), state)
    survey, told = said.file, said.told
    units, unmatched = matched(session, state, told.units)
    checks = [FigureCheck(one, holds=False) for one in (unmatched_sentence(unmatched),) if one]
    skipped = Counter({ELSEWHERE: said.elsewhere}) if said.elsewhere else Counter()
    read = RowsRead(said.rows, skipped, one_for_each_row(told.refused), checks)
    sha256 = sha256_of(path)
    report = import_figures(
        session, title=f"{survey.title}, {state.upper()}", publisher=PUBLISHERS[survey.publisher],
        address=ADDRESSES[survey.publisher], published_on=None, state=state, units=units, figures=told.figures,
        now=now, read=read, dry_run=dry_run, file_name=file_name, file_sha256=sha256, preset=f"f33-{survey.publisher}",
    )  # fmt: skip
    if report.changed and not dry_run:
        keep(path, sha256)
    return report


def one_for_each_row(refused: Iterable[RejectedRow]) -> list[RejectedRow]:
    """Rows that were refused, each once with every column that is wrong; their other columns are taken."""
    rows: dict[int, RejectedRow] = {}
    for one in refused:
        before = rows.get(one.row)
        columns = one.column if before is None else f"{before.column}, {one.column}"
        rows[one.row] = RejectedRow(one.row, columns, one.reason if before is None else before.reason)
    return list(rows.values())


def _text(content: bytes) -> str:
    """A file's letters: UTF-8, or Windows-1252 as older federal files have them."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
