"""The files a viewer may take from this room, from the values its pages show."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from budget.comparison.exporting import comparison_table
from budget.comparison.one_page import release_html, release_name, release_text
from budget.comparison.queries import Chosen, Compared, comparison
from budget.comparison.release import watched_release
from budget.comparison.rules import SETTLED, Column
from budget.line_items.line_queries import Document, documents_of
from budget.line_items.list_queries import side_of
from budget.line_items.queries import Place, place_of, stages_of
from budget.line_items.rules import StageOf
from data.access import Permission, Viewer, may
from data.errors import InvalidInput, NotFound
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file
from data.periods import FiscalYear
from data.store import open_session


def _stage_of(session: Session, place: Place, code: str) -> StageOf:
    stage = next((s for s in stages_of(session, place) if s.code == code), None)
    if stage is None:
        raise InvalidInput(
            "{place}’s budget has no stage “{code}”. Choose a stage on the page again.",
            place=place.name,
            code=code[:40],
        )
    return stage


def _column_of(session: Session, place: Place, query: Mapping[str, str], side: str) -> Column:
    if f"{side}_year" not in query:
        raise InvalidInput("Say which fiscal year: {side}_year=2017.", side=side)
    code = query.get(f"{side}_stage", SETTLED)
    if code != SETTLED:
        _stage_of(session, place, code)
    return Column(FiscalYear.parse(query[f"{side}_year"]), code)


def chosen_of(session: Session, query: Mapping[str, str]) -> Chosen:
    """The compare page's address as values. Raises InvalidInput or NotFound for what no page offers."""
    place = place_of(session, query.get("place", "ma"))
    return Chosen(
        place,
        _column_of(session, place, query, "left"),
        _column_of(session, place, query, "right"),
        query.get("agency", ""),
        query.get("words", ""),
        query.get("watched") == "true",
        query.get("dollars") == "real",
        side_of(query.get("side", "")),
    )


def documents_behind(session: Session, compared: Compared) -> dict[int, Document]:
    """The sources of every figure compared."""
    found = compared.comparison
    every = (*found.both, *found.vanished, *found.new, *found.apart)
    used = {level.source_id for line in every for level in (line.left, line.right) if level.source_id}
    used |= {m.level.source_id for line in every if line.joined for m in line.joined.left if m.level.source_id}
    used |= {m.level.source_id for line in every if line.joined for m in line.joined.right if m.level.source_id}
    return documents_of(session, used | {recorded.source.id for recorded in compared.changes})


@register("comparison", TABLE_KINDS)
def comparison_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """`?place=ma&left_year=2016&left_stage=gaa&right_year=2017&right_stage=gaa&agency=…&words=…&dollars=real&side=revenue`."""
    with open_session(viewer) as session:
        compared = comparison(session, chosen_of(session, query))
        return as_file(comparison_table(compared, documents_behind(session, compared)), kind)


@register("release", ("html", "txt"))
def release_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """The one-pager of the lines we watch: `?place=ma&year=2018&stage=swm`; for the coalition only."""
    if not may(viewer, Permission.SEE_COALITION):
        raise NotFound("This file")
    with open_session(viewer) as session:
        place = place_of(session, query.get("place", "ma"))
        stage = _stage_of(session, place, query.get("stage", ""))
        release = watched_release(session, place, FiscalYear.parse(query.get("year", "")), stage)
    body = release_html(release, today=date.today()) if kind == "html" else release_text(release).encode()
    return ExportFile(release_name(release), kind, body)
