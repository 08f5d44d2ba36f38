"""Files of contacts for tests: the samples, read once, and rows written on the spot; everybody is an example."""

import csv
import io
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from sqlmodel import Session, col, select

from coalition.people.contact_file import GivenFile, opt_out_words, read_contacts
from coalition.people.gathering import Gatherer, GivenContact
from coalition.people.import_preview import ContactReport, preview_contacts
from coalition.people.importing import import_contacts
from coalition.people.models import ContactStatement, OptOut, Person, PersonSource
from coalition.people.undoing import undo_contact_import
from data.access import Viewer
from data.imports.header_sets import find_table
from data.imports.known_headers import known_layouts
from data.imports.outcomes import RejectedRow, Undone
from data.store import open_session
from tests.coalition.people.room import NOW, TODAY
from tests.support import ORGANIZER

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
OWN = ("version", "made", "keep_until")


@cache
def sample(name: str) -> GivenFile:
    return read_contacts(SAMPLES / f"contacts_{name}.csv", name=f"contacts_{name}.csv")


def written(content: bytes, name: str = "people.csv") -> GivenFile:
    """A file of these bytes, read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return read_contacts(path, name=name)


def people(header: str, *rows: str) -> GivenFile:
    """A file of these lines, without a file."""
    text = io.StringIO("\n".join([header, *rows]), newline="")
    lines = [(number, cells) for number, cells in enumerate(csv.reader(text), 1) if any(cells)]
    table = find_table(lines, known_layouts("contact"))
    assert table is not None
    gatherer = Gatherer(table, opt_out_words())
    made = [gatherer.contact(number, cells) for number, cells in lines[1:]]
    contacts = tuple(one for one in made if isinstance(one, GivenContact))
    rejected = tuple(one for one in made if isinstance(one, RejectedRow))
    sha = f"{abs(hash((header, rows))):064x}"[-64:]
    return GivenFile(sha, "people.csv", table.layout.title, table, contacts, rejected)


def preview(given: GivenFile, choices: Mapping[int, int] = {}, viewer: Viewer = ORGANIZER) -> ContactReport:
    with open_session(viewer) as session:
        return preview_contacts(session, given=given, choices=choices, today=TODAY)


def take(given: GivenFile, choices: Mapping[int, int] = {}, viewer: Viewer = ORGANIZER) -> ContactReport:
    with open_session(viewer, writing=True) as session:
        return import_contacts(session, given=given, choices=choices, now=NOW)


def take_back(import_id: int | None, viewer: Viewer = ORGANIZER) -> Undone:
    with open_session(viewer, writing=True) as session:
        return undo_contact_import(session, import_id=import_id or 0, now=NOW)


def kept(viewer: Viewer = ORGANIZER) -> list[object]:
    """All that is kept of contacts, but for their versions."""
    with open_session(viewer) as session:
        found: list[object] = []
        for model in (Person, PersonSource, OptOut, ContactStatement):
            found += [str(sorted(r.model_dump(exclude={*OWN}).items())) for r in session.exec(select(model)).all()]
    return sorted(found, key=str)


def person(session: Session, email: str) -> Person:
    return session.exec(select(Person).where(col(Person.email) == email)).one()


def by_email(email: str, viewer: Viewer = ORGANIZER) -> Person:
    with open_session(viewer) as session:
        return person(session, email)


def counts(report: ContactReport) -> dict[str, int]:
    return {str(outcome): count for outcome, count in report.tally.counts.items() if count}


def every(*names: str) -> Sequence[GivenFile]:
    return [sample(name) for name in names]
