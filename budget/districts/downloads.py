"""The files a viewer may take of districts, built for whoever asks from the values the pages show."""

from collections.abc import Mapping

from budget.districts import charts, shown
from budget.districts.exporting import district_table, districts_table, peers_table
from budget.districts.part_sentences import peers_note, peers_sentence
from budget.districts.peers import peer_year, peers
from budget.districts.queries import DistrictFilter, listing
from budget.districts.record import DistrictRecord, district_record
from budget.districts.record_tables import REVENUE
from budget.districts.rules import Criteria, Size
from budget.districts.sentences import revenue_heading
from budget.line_items.exporting import file_name
from budget.line_items.line_queries import documents_of
from data.access import Viewer
from data.errors import InvalidInput, NotFound
from data.exports.pictures import as_png, as_svg
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file
from data.periods import SchoolYear
from data.reading_input import number_of
from data.store import open_session


def _record(viewer: Viewer, query: Mapping[str, str]) -> DistrictRecord:
    number = number_of(query.get("district", ""))
    if number is None:
        raise NotFound("The district")
    with open_session(viewer) as session:
        return district_record(session, number)


@register("district", TABLE_KINDS)
def district_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """Every figure of a district: `?district=12`."""
    return as_file(district_table(_record(viewer, query)), kind)


@register("districts", TABLE_KINDS)
def districts_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """The list of districts: `?state=ky&year=2017&words=&size=&kind=&by=name`."""
    if not query.get("year"):
        raise InvalidInput("Say which school year: ?year=2017 is 2016-17.")
    size = query.get("size", "")
    if size not in list(Size):
        raise InvalidInput(
            "“{size}” is no size of districts. Take one of {names}.", size=size, names=", ".join(s for s in Size if s)
        )
    year = int(SchoolYear.parse(query["year"]))
    chosen = DistrictFilter(
        query.get("state", "").lower(), year, query.get("words", ""), Size(size), query.get("kind", ""),
        by_size=query.get("by") == "size",
    )  # fmt: skip
    with open_session(viewer) as session:
        listed = listing(session, chosen)
        documents = documents_of(session, set(listed.source_ids))
    return as_file(districts_table(listed, documents), kind)


def criteria_of(query: Mapping[str, str]) -> Criteria:
    """What makes a peer, as an address says it."""
    size, need = number_of(query.get("peer_size", "50")), query.get("peer_need", "10")
    points = None if need == "any" else number_of(need)
    if size is None or (points is None and need != "any"):
        raise InvalidInput("Say how far peers may differ in whole numbers: ?peer_size=50&peer_need=10.")
    return Criteria(size, points, same_kind=query.get("peer_kind", "same") == "same")


@register("district-peers", TABLE_KINDS)
def peers_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """A district and its peers: `?district=12&peer_size=50&peer_need=10&peer_kind=same&year=2016`."""
    record = _record(viewer, query)
    year = peer_year(record, int(SchoolYear.parse(query["year"])) if query.get("year") else None)
    if year is None:
        raise InvalidInput("No year of this district is on file, so it has no peers yet.")
    with open_session(viewer) as session:
        found = peers(session, record, criteria_of(query), year)
        documents = documents_of(session, set(found.source_ids))
    said = (peers_sentence(record, found), peers_note(found))
    return as_file(peers_table(record, found, documents, said), kind)


@register("district-revenue", ("png", "svg"))
def revenue_picture(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """Revenue by level over the years, as a picture: `?district=12&dollars=real`."""
    record = _record(viewer, query)
    years = record.years(*REVENUE)
    if not years:
        raise InvalidInput("No revenue of this district is on file to draw yet.")
    base = record.prices.latest_whole_year() if query.get("dollars") == "real" else None
    words = f"in {base.label} dollars" if base else "in the dollars of each year"
    series = [charts.Series(name, cents) for name, cents in shown.level_series(record, years, base)]
    picture = charts.levels_chart([year.label for year in years], series, "light", dollars=words)
    draw = as_svg if kind == "svg" else as_png
    title = f"{record.head.name}. {revenue_heading(record)}"
    body = draw({**picture.spec, "width": 640, "background": "white"}, title=title, alt=picture.alt)
    return ExportFile(file_name("revenue", record.state.code, record.head.code), kind, body)
