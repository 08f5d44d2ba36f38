"""What the tests of legislators do again and again: records of made-up people as files, and a store that holds them."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from sqlmodel import select

from budget.line_items.starter import lay_foundation
from campaigns.legislators.chambers import load_chambers
from campaigns.legislators.importing import PeopleReport, import_people
from campaigns.legislators.models import Legislator
from campaigns.legislators.people_file import read_people
from data.access import Viewer
from data.schema import every_table
from data.store import open_session
from tests.support import ORGANIZER

every_table()
NOW, TODAY = datetime(2026, 11, 22, 12, tzinfo=UTC), date(2026, 11, 22)
SHARED = Path(os.environ.get("COMMONTABLE_SHARED_DATA") or Path(__file__).resolve().parents[4] / "shared" / "data")
PEOPLE_ZIP = SHARED / "legislature" / "openstates_people_ky_ma.zip"
LIST_OF_2017 = SHARED / "legislature" / "ky_2017_legislators.csv"
KY, MA = (f"ocd-jurisdiction/country:us/state:{state}/government" for state in ("ky", "ma"))


def role(chamber: str, district: str, since: str = "2023-01-04", until: str = "", where: str = MA) -> str:
    end = f"  end_date: {until}\n" if until else ""
    return f"- start_date: {since}\n{end}  type: {chamber}\n  jurisdiction: {where}\n  district: '{district}'\n"


def person(
    key: str, name: str, *roles: str, party: str = "Democratic", more: str = "", where: str = MA, chamber: str = "lower"
) -> str:
    """A person as Open States writes one; without roles, of the House's made-up seat of their number."""
    given, _, family = name.rpartition(" ")
    sat = "".join(roles) or role(chamber, f"{key}th Example", where=where)
    return (
        f"id: ocd-person/{key}\nname: {name}\ngiven_name: {given}\nfamily_name: {family}\n"
        f"email: {key}@example.org\nparty:\n- name: {party}\nroles:\n{sat}"
        f"offices:\n- classification: capitol\n  address: Room {key}\n  voice: 617-555-0100\n{more}"
    )


def committee(key: str, name: str, members: Mapping[str, tuple[str, str]], *, chamber: str = "lower") -> str:
    """A committee with its members: name → (number, role)."""
    listed = "".join(
        f"- name: {who}\n  role: {role_}\n  person_id: ocd-person/{key_}\n" for who, (key_, role_) in members.items()
    )
    return f"id: ocd-organization/{key}\njurisdiction: {MA}\nname: {name}\nchamber: {chamber}\nmembers:\n{listed}"


def zipped(folder: Path, files: Mapping[str, str], name: str = "people.zip") -> Path:
    path = folder / name
    with ZipFile(path, "w") as archive:
        for member, text in files.items():
            archive.writestr(f"data/ma/legislature/{member}.yml", text)
    return path


def founded() -> None:
    """States, districts and chambers."""
    with open_session(ORGANIZER, writing=True) as session:
        lay_foundation(session)
        load_chambers(session)


def take(path: Path, viewer: Viewer = ORGANIZER, *, state: str = "", now: datetime = NOW) -> PeopleReport:
    """Import a file."""
    given = read_people(path, name=path.name, state=state)
    with open_session(viewer, writing=True) as session:
        return import_people(session, given=given, now=now)


def said(act: Callable[..., Any], /, viewer: Viewer = ORGANIZER, **words: Any) -> Any:
    """Call one command in a session of its own."""
    with open_session(viewer, writing=True) as session:
        return act(session, **words)


def number(name: str) -> int:
    with open_session(ORGANIZER) as session:
        return session.exec(select(Legislator.id).where(Legislator.name == name)).one() or 0
