"""The files a viewer may take from this room, built for whoever asks from the values the pages show."""

from collections.abc import Mapping

from budget.line_items.line_queries import documents_of
from campaigns.legislators.exporting import legislators_table
from campaigns.legislators.one_pager import Edition, one_pager
from campaigns.legislators.printing import sheet_html, sheet_pdf
from campaigns.legislators.programme_brief import brief_sheet, programme_brief
from campaigns.legislators.queries import Wanted, legislators
from campaigns.legislators.sheet import sheet_of
from coalition.accounts import clock
from data.access import Permission, Viewer, may
from data.errors import InvalidInput, NotFound
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file
from data.reading_input import number_of
from data.store import open_session


def wanted_of(query: Mapping[str, str]) -> Wanted:
    """The filter an address names."""
    return Wanted(
        query.get("words", "")[:160], query.get("state", "").lower(), query.get("chamber", ""),
        query.get("party", ""), query.get("district", ""), query.get("past") == "true",
    )  # fmt: skip


@register("legislators", TABLE_KINDS, noted=True)
def legislators_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """`?words=…&state=ma&chamber=lower&party=…&district=…&past=true`: the list as the page shows it."""
    today, wanted = clock.now().date(), wanted_of(query)
    with open_session(viewer) as session:
        found = legislators(session, wanted, on=today)
        sources = documents_of(session, {one.source_id for one in found if one.source_id is not None}).values()
    ties = may(viewer, Permission.SEE_COALITION)
    table = legislators_table(found, wanted, sources, ties=ties, day=today.isoformat())
    return as_file(table, kind)


@register("legislator", ("html", "pdf"), noted=True)
def legislator_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """`?legislator=3&edition=public`: one printed side; `edition=internal` is for the coalition only."""
    number = number_of(query.get("legislator", ""))
    if number is None:
        raise NotFound("This legislator")
    chosen = query.get("edition", Edition.PUBLIC)
    if chosen not in set(Edition):
        raise InvalidInput("There are two editions: internal and public.")
    sheet = sheet_of(one_pager(viewer, number, Edition(chosen), today=clock.now().date()))
    body = sheet_html(sheet) if kind == "html" else sheet_pdf(sheet)
    return ExportFile(f"legislator-{number}-{chosen}", kind, body)


@register("programme-brief", ("html", "pdf"), noted=True)
def programme_brief_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """`?program=1&legislator=3&line=12`: a programme's brief for one legislator, for the coalition to hand over."""
    program, legislator = number_of(query.get("program", "")), number_of(query.get("legislator", ""))
    line, today = number_of(query.get("line", "")), clock.now().date()
    sheet = brief_sheet(programme_brief(viewer, program or 0, legislator or 0, line, today=today))
    body = sheet_html(sheet) if kind == "html" else sheet_pdf(sheet)
    return ExportFile(f"programme-{program}-for-legislator-{legislator}", kind, body)
