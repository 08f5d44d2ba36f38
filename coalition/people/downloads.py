"""The files a viewer may take of the contacts of their own organization; each is written down in the audit."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from coalition.accounts import clock
from coalition.people.commands import note_export
from coalition.people.exporting import contacts_table, opt_outs_table, subject_html, subject_json, subject_table
from coalition.people.queries import Filter, Shown, contacts, every_opt_out
from coalition.people.subject_queries import everything_about
from data.access import Permission, Viewer, may
from data.errors import NotFound
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file
from data.exports.tables import Table, as_csv
from data.reading_input import number_of
from data.store import open_session


def filter_of(query: Mapping[str, str]) -> Filter:
    """The filter an address names; without a word on whom to show, only those who may be contacted."""
    asked = query.get("shown", "")
    shown = Shown(asked) if asked in set(Shown) else Shown.CONTACTABLE
    place = number_of(query.get("place", ""))
    return Filter(query.get("words", ""), place, query.get("town", ""), query.get("campaign", ""), shown, size=None)


def _check_keeper(viewer: Viewer) -> None:
    if not may(viewer, Permission.KEEP_CONTACTS):
        raise NotFound("This file")


def _today() -> date:
    return clock.now().date()


def _note(viewer: Viewer, what: str, person_id: int | None = None) -> None:
    """Write down who took what, also of one who only looks. The door need not: it could not say whose data it was."""
    with open_session(replace(viewer, limit=None), writing=True) as session:
        note_export(session, what=what, person_id=person_id)


def _taken(viewer: Viewer, table: Table, kind: str) -> ExportFile:
    """The table as a file, once the audit says who took it."""
    file = as_file(table, kind)
    _note(viewer, table.name)
    return file


@register("contacts", TABLE_KINDS, private=True)
def contacts_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """`?words=…&place=3&town=…&campaign=…&shown=contactable`: whom a list may hold, unless all are asked for."""
    _check_keeper(viewer)
    chosen = filter_of(query)
    with open_session(viewer) as session:
        listed = contacts(session, chosen)
    return _taken(viewer, contacts_table(listed, chosen, today=_today()), kind)


@register("opt-outs", TABLE_KINDS, private=True)
def opt_outs_file(viewer: Viewer, _query: Mapping[str, str], kind: str) -> ExportFile:
    """Everybody who asked this organization not to be contacted."""
    _check_keeper(viewer)
    with open_session(viewer) as session:
        said = every_opt_out(session)
    return _taken(viewer, opt_outs_table(said, today=_today()), kind)


@register("contact", ("csv", "html", "json"), private=True)
def contact_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """`?contact=12`: everything this organization knows of one person, to hand to that person."""
    _check_keeper(viewer)
    person_id = number_of(query.get("contact", ""))
    if person_id is None:
        raise NotFound("This contact")
    today = _today()
    with open_session(viewer) as session:
        subject = everything_about(session, person_id, today=today)
    bodies = {"html": lambda: subject_html(subject, today=today), "json": lambda: subject_json(subject)}
    body = bodies.get(kind, lambda: as_csv(subject_table(subject)))()
    _note(viewer, "contact", person_id)
    return ExportFile("contact", kind, body)
