"""A coalition with something published of every kind, something kept of every kind, and a name planted everywhere."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from sqlmodel import Session

from budget.districts.starter import load_district_starter
from budget.line_items.commands import set_ask, watch_line
from budget.line_items.queries import find_line
from campaigns.plans.models import Campaign
from campaigns.positions.models import OrganizationPosition
from campaigns.public_site.publishing import Published, publish
from campaigns.public_site.rules import Choice
from campaigns.voter_guides.content import as_data, sha256_of
from campaigns.voter_guides.models import Guide, GuideEdition
from coalition.letters.models import Letter
from coalition.organizations.models import Organization
from data.access import Permission, Role, Viewer, requires
from data.periods import FiscalYear
from data.personal import EMAILS, NAMES, PHONES
from data.schema import every_table
from data.store import open_session
from tests.budget.line_items.room import starter
from tests.campaigns.voter_guides.sample_content import CONTENT
from tests.support import ORGANIZER

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
METCO, CHAPTER_70 = "7010-0012", "7061-0008"
CHOICE = Choice(watched=False, address="https://example.org/schools")
EMAIL, PHONE = "zelda.planted@example.net", "(617) 555-0142"


def name_in(table: str) -> str:
    """The name planted in a table, another one for each."""
    return f"Zelda Planted{table.replace('_', '')}"


@requires(Permission.PLAN_CAMPAIGNS)
def keep(session: Session, *, rows: list[Any]) -> None:
    session.add_all(rows)


def found_town() -> None:
    """Asks, campaigns, positions, letters and a guide: of each one that is published and one that is not."""
    starter()
    with open_session(ORGANIZER, writing=True) as session:
        load_district_starter(session, now=NOW)
        metco, chapter_70 = find_line(session, METCO), find_line(session, CHAPTER_70)
        for line, dollars, published in ((metco, 22_222_222, True), (chapter_70, 5_333_333_333, False)):
            set_ask(
                session, line_item_id=line, fiscal_year=FiscalYear(2017), ask_cents=dollars * 100,
                acceptable_cents=(dollars - 1) * 100, floor_cents=(dollars - 2) * 100, published=published,
                reason="For example, a seat for each child",
            )  # fmt: skip
        watch_line(session, line_item_id=chapter_70)
        keep(session, rows=[*_published(), *_kept()])
    _hold(90, metco, "support", "Every seat counts", published=True)
    _hold(91, chapter_70, "oppose", "Said inside only", published=False)


def _hold(organization: int, line: int, stance: str, reason: str, *, published: bool) -> None:
    held = OrganizationPosition(
        organization_id=organization, subject_kind="line item", subject_id=line, stance=stance, since=TODAY,
        reason=reason, published=published, made=NOW,
    )  # fmt: skip
    with open_session(Viewer(Role.ORGANIZER, "Olive", organization), writing=True) as session:
        keep(session, rows=[held])


def _published() -> list[Any]:
    content = as_data(CONTENT)
    signer = {"organization": "Example Parents", "signer": name_in("signatures"), "title": "Chair", "logo": False}
    printed = {"number": 1, "text": "Dear conferees, fund METCO.", "text_hash": "a" * 64, "signers": [signer]}
    return [
        Organization(id=90, name="Example Parents", name_key="example parents", published=True, made=NOW),
        Campaign(name="Fund METCO (example)", area="funding", about="Seats for all.", published=True, made=NOW),
        Letter(title="Keep METCO (example)", closed=NOW, printed=printed, sent=TODAY, published=True, made=NOW),
        Guide(id=1, title="Example guide", jurisdiction_id=1, made=NOW),
        *(
            GuideEdition(
                guide_id=1, number=number, slug="example-guide", title="Example guide", published_on=TODAY,
                content=content, sha256=sha256_of(content), withdrawn=NOW if number == 1 else None,
                withdrawn_because="An error" if number == 1 else "",
            )
            for number in (1, 2)
        ),
    ]  # fmt: skip


def _kept() -> list[Any]:
    return [
        Organization(id=91, name="Secret Friends", name_key="secret friends", made=NOW),
        Campaign(name="Quiet plan (example)", area="equity", made=NOW),
        Letter(title="Draft for later (example)", made=NOW),
    ]  # fmt: skip


def plant_everywhere(database: Path) -> None:
    """A row with a name, e-mail and telephone of somebody in each table that may hold one."""
    with sqlite3.connect(database) as store:
        store.execute("PRAGMA foreign_keys=OFF")
        for table in sorted({*NAMES, *EMAILS, *PHONES}):
            _plant(store, table)
    store.close()


def _plant(store: sqlite3.Connection, table: str) -> None:
    columns = every_table().tables[table].columns
    row: dict[str, Any] = {}
    for column in columns:
        if column.nullable and not column.primary_key:
            continue
        kind = str(column.type)
        usual = {"INTEGER": 900_001, "BIGINT": 1, "BOOLEAN": 0, "DATETIME": "2026-01-02 03:04:05", "DATE": "2026-01-02"}
        row[column.name] = "[]" if kind == "JSON" else usual.get(kind, "x")
    given, _space, family = name_in(table).partition(" ")
    for group in NAMES.get(table, ()):
        row |= dict(zip(group, (given, family) if len(group) > 1 else (name_in(table),), strict=True))
    row |= dict.fromkeys(EMAILS.get(table, ()), EMAIL) | dict.fromkeys(PHONES.get(table, ()), PHONE)
    names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
    store.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))


def published(folder: Path, choice: Choice = CHOICE) -> Published:
    """Publish the town."""
    return publish(folder, choice, today=TODAY)


class Links(HTMLParser):
    """What a page leads to and what it loads."""

    def __init__(self) -> None:
        super().__init__()
        self.leads: list[str] = []
        self.loads: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        said = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.leads.append(said.get("href", ""))
        else:
            self.loads += [said[name] for name in ("src", "href", "data", "srcset") if name in said]


def links_of(page: Path) -> Links:
    found = Links()
    found.feed(page.read_text(encoding="utf-8"))
    return found


def broken_links(site: Path) -> Iterator[str]:
    """Each relative link of each page that leads to no file."""
    for page in site.rglob("*.html"):
        found = links_of(page)
        for address in (*found.leads, *found.loads):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            if parts.path.startswith("/") or not (page.parent / unquote(parts.path)).is_file():
                yield f"{page.relative_to(site)}: {address}"
