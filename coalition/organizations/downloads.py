"""The files a viewer may take from this room, built for whoever asks from the values the pages show."""

from collections.abc import Mapping

from coalition.accounts import clock
from coalition.organizations.exporting import coverage_table, directory_table
from coalition.organizations.places import coverage, states_with_places
from coalition.organizations.queries import Wanted, directory
from data.access import Permission, Viewer, may
from data.errors import InvalidInput, NotFound
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file
from data.places import PlaceKind
from data.reading_input import number_of
from data.store import open_session


def wanted_of(viewer: Viewer, query: Mapping[str, str]) -> Wanted:
    """The filter an address names; where organizations reach is for the coalition only."""
    place_id = number_of(query.get("reach", "")) if may(viewer, Permission.SEE_COALITION) else None
    return Wanted(
        query.get("words", ""), query.get("standing", ""), query.get("area", ""), query.get("kind", ""), place_id
    )


@register("organizations", TABLE_KINDS)
def organizations_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """`?words=…&standing=member&area=equity&kind=union&reach=12`: the directory as the page shows it."""
    today = clock.now().date()
    with open_session(viewer) as session:
        found = directory(session, wanted_of(viewer, query), day=today)
    return as_file(directory_table(found, day=today), kind)


@register("coverage", TABLE_KINDS)
def coverage_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """`?state=ma&places=house`: who reaches which district, for the coalition only."""
    if not may(viewer, Permission.SEE_COALITION):
        raise NotFound("This file")
    places = query.get("places", PlaceKind.HOUSE)
    if places not in set(PlaceKind):
        raise InvalidInput("There are no places called “{places}”. Take county, house or senate.", places=places[:40])
    with open_session(viewer) as session:
        states = states_with_places(session)
        state = query.get("state", "ma")
        found = coverage(session, state=state, kind=PlaceKind(places), day=clock.now().date())
    return as_file(coverage_table(found, states[state]), kind)
