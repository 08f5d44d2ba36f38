"""Calendars as files: an organization's own for whoever is signed in, and the public one for everybody."""

from collections.abc import Mapping

from campaigns.calendar.ahead import decisions_ahead
from campaigns.calendar.exporting import calendar_file
from campaigns.calendar.queries import EventFilter, event, events, every_task
from coalition.accounts import clock
from data.access import PUBLIC_VIEWER, Permission, Viewer, may
from data.errors import NotFound
from data.exports.registry import ExportFile, register
from data.language import _
from data.reading_input import number_of
from data.store import open_session

ICS = ("ics",)


@register("calendar", ICS)
def own_calendar(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """Every date the viewer's organization sees, its tasks, and the budget decisions ahead."""
    if not may(viewer, Permission.SEE_COALITION) or viewer.organization_id is None:
        raise NotFound("This file")
    today = clock.now().date()
    with open_session(viewer) as session:
        dates, tasks = events(session, most=None), every_task(session)
        decisions = decisions_ahead(session, today=today)
    return ExportFile("calendar", kind, calendar_file(_("Our calendar"), dates, tasks, decisions, today=today))


@register("public-calendar", ICS)
def public_calendar(_viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """What is published, the same for everybody, so that a program without a sign-in may follow it.

    `?organization=3` leaves only the dates of one organization, without the budget decisions.
    """
    today, organization = clock.now().date(), number_of(query.get("organization", ""))
    with open_session(PUBLIC_VIEWER) as session:
        dates = events(session, EventFilter(organization_id=organization), most=None)
        decisions = decisions_ahead(session, today=today) if organization is None else ()
    return ExportFile("public-calendar", kind, calendar_file(_("Public calendar"), dates, (), decisions, today=today))


@register("date", ICS)
def one_date(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """`?date=3`: one date, to be put into one's own calendar."""
    with open_session(viewer) as session:
        found = event(session, number_of(query.get("date", "")) or 0)
    return ExportFile("date", kind, calendar_file(found.form.title, [found], today=clock.now().date()))
