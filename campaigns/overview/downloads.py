"""What changed as a file, and the digest, built for whoever asks from the values the pages show."""

from collections.abc import Mapping
from datetime import datetime

from campaigns.overview.asking import all_of, asked_in
from campaigns.overview.changed import at_day
from campaigns.overview.digest import Digest, digest_html, digest_of, digest_text
from campaigns.overview.exporting import changes_table
from campaigns.overview.home import home_of
from campaigns.overview.paths import PATHS
from campaigns.overview.report_document import document_of, report_table
from campaigns.overview.reports import report, report_asked
from coalition.accounts import clock
from coalition.accounts.settings import public_address
from coalition.community.digest import community_week
from data.access import Permission, Viewer, may
from data.errors import InvalidInput, NotFound
from data.exports.document_files import DOCUMENT_KINDS, document_file
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file
from data.language import LANGUAGES, speaking, spoken
from data.store import open_session

WRITTEN = {"html": digest_html, "txt": digest_text}


@register("what-changed", TABLE_KINDS)
def changes_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """What changed: `?since=2026-11-01&kind=bill&area=funding`."""
    now = clock.now()
    asked = asked_in(query, today=now.date())
    with open_session(viewer) as session:
        found = all_of(session, asked, now=now)
    return as_file(changes_table(found, since=asked.since, today=now.date()), kind)


@register("digest", tuple(WRITTEN))
def digest_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """The home page since a day, to be mailed or printed: `?since=2026-11-16&language=es`."""
    return ExportFile("digest", kind, WRITTEN[kind](digest_for(viewer, query, now=clock.now())))


def language_of(query: Mapping[str, str]) -> str:
    """The language an address asks for, else the one being spoken. Raises InvalidInput for one that is not ours."""
    language = query.get("language", "") or spoken()
    if language not in LANGUAGES:
        raise InvalidInput("It is written in English (en) and Spanish (es). Give one of the two.")
    return language


def digest_for(viewer: Viewer, query: Mapping[str, str], *, now: datetime) -> Digest:
    """The digest for a viewer since a day (the last seven days where none is named), in the language asked for."""
    language = language_of(query)
    since = at_day(asked_in(query, today=now.date()).since)
    with open_session(viewer) as session, speaking(language):
        home = home_of(session, since=since, now=now)
        inside = may(viewer, Permission.SEE_COALITION)
        week = community_week(session, since=since, now=now)
        return digest_of(home, inside=inside, site=public_address(), paths=PATHS, community=week)


@register("report", (*DOCUMENT_KINDS, *TABLE_KINDS), noted=True)
def report_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """A report: `?report=funder&since=2026-01-01&until=2026-06-30`, with `&language=es` in Spanish."""
    if not may(viewer, Permission.SEE_COALITION):
        raise NotFound("This file")
    now, language = clock.now(), language_of(query)
    asked = report_asked(query, today=now.date())
    with open_session(viewer) as session, speaking(language):
        found = report(session, asked, now=now)
        if kind in DOCUMENT_KINDS:
            return document_file(document_of(found, today=now.date()), f"{asked.kind}-report", kind)
        return as_file(report_table(found, today=now.date()), kind)
