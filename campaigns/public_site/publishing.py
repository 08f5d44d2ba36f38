"""The whole site from what the public may read, into a folder that changes in one step or not at all."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path

from sqlmodel import Session

from campaigns.public_site import coalition_pages as coalition
from campaigns.public_site.district_pages import SECTION as DISTRICTS
from campaigns.public_site.district_pages import district_pages
from campaigns.public_site.folders import NewFolder, hold_against
from campaigns.public_site.front_pages import (
    DATA,
    FEED,
    calendar_pages,
    data_page,
    feed_files,
    front_page,
    host_files,
    index_pages,
    section_names,
)
from campaigns.public_site.guide_pages import guide_pages
from campaigns.public_site.line_pages import SECTION as LINES
from campaigns.public_site.line_pages import line_pages
from campaigns.public_site.made import Made, Said, SiteFile, SitePage
from campaigns.public_site.open_data import FOLDER, data_files
from campaigns.public_site.packing import WrittenTable
from campaigns.public_site.queries import Chosen, chosen, publisher
from campaigns.public_site.rules import ENGLISH, ICON, LANGUAGES, SHEET, Choice, Place
from campaigns.public_site.shell import THEME, Site, sheet, whole_page
from data.access import PUBLIC_VIEWER
from data.errors import InvalidInput
from data.exports.fonts import font_files
from data.language import speaking
from data.personal import personal_data
from data.store import open_session

Progress = Callable[[int, int], None]
DRAWN_DISTRICTS = 300  # beyond that many, districts have tables and files and no picture


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: its files, pages (in all languages), bytes, and the fingerprint of everything."""

    files: int
    pages: int
    size: int
    sha256: str
    tables: tuple[tuple[str, int], ...]


def publish(folder: Path, choice: Choice, *, today: date, progress: Progress = lambda _done, _of: None) -> Published:
    """Publish the site into a folder. The lines that are watched must stand in the choice (`queries.with_watched`).

    Reads as the public alone, and holds every file against everybody's names before anything is exchanged. Raises
    InvalidInput for a folder with other files and for too much, NamesSomebody for personal data; then the old
    site stands as it was.
    """
    _check_address(choice.address)
    new = NewFolder(folder)
    try:
        with open_session(PUBLIC_VIEWER) as session, speaking(ENGLISH):
            pages, tables = _write(session, new, choice, today, progress)
        personal = personal_data(allowed=choice.known_public)
        hold_against(new, personal, sorted(new.hashes))
        new.put_in_place()
    finally:
        new.discard()
    rows = tuple((table.name, table.rows) for table in tables)
    return Published(len(new.hashes), pages * len(LANGUAGES), new.size, new.fingerprint, rows)


def _check_address(address: str) -> None:
    if address and not address.startswith(("https://", "http://")):
        raise InvalidInput("The address of the site must start with https://, such as https://example.org/schools.")


def _write(
    session: Session, new: NewFolder, choice: Choice, today: date, progress: Progress
) -> tuple[int, list[WrittenTable]]:
    found = chosen(session, choice, today=today)
    of, done = len(found.line_ids) + len(found.district_ids) + 1, 0
    few = list(_pages_of(new, _ours(session, today)))
    site = Site(publisher(session), _sections(found, few), choice.address)
    listed: dict[str, list[SitePage]] = {LINES: [], DISTRICTS: []}
    paths: list[str] = []
    for made in chain(few, _pages_of(new, _figures(session, found, today))):
        listed.setdefault(made.section, []).append(replace(made, say=_said_already))
        paths.append(_written(new, made, site))
        done += made.section in (LINES, DISTRICTS)
        progress(done, of)
    files, tables = data_files(session, found.district_ids, publisher=site.publisher, today=today)
    for file in chain(files, feed_files(), _look()):
        new.write(file)
    links = [("Everything (ZIP)", f"{FOLDER}/open-data.zip"), ("datapackage.json", f"{FOLDER}/datapackage.json")]
    links += [("What changed (Atom feed)", FEED)] if FEED in new.hashes else []
    last = data_page(links, [(table.name, table.about, table.rows) for table in tables])
    shown = {path: pages for path, pages in listed.items() if path in dict(site.sections)}
    paths += [_written(new, page, site) for page in (front_page(site, listed), *index_pages(shown), last)]
    for file in host_files(site, paths):
        new.write(file)
    progress(of, of)
    return len(paths), tables


def _pages_of(new: NewFolder, made: Made) -> Iterator[SitePage]:
    """The pages among what is made; its files are written as they come."""
    for one in made:
        if isinstance(one, SiteFile):
            new.write(one)
        else:
            yield one


def _said_already(_place: Place) -> Said:
    """A page that is written stays in its list by name alone, so that thousands of records need not stay too."""
    raise LookupError("This page is written already.")


def _ours(session: Session, today: date) -> Made:
    """What the coalition published itself: few pages, wherever there are any."""
    yield from guide_pages(session)
    yield from coalition.campaign_pages(session, today=today)
    yield from coalition.position_pages(session, today=today)
    yield from coalition.scorecard_pages(session)
    yield from coalition.letter_pages(session, today=today)
    yield from calendar_pages(session, today=today)


def _figures(session: Session, found: Chosen, today: date) -> Made:
    yield from line_pages(session, found.line_ids, today=today)
    yield from district_pages(session, found.district_ids, drawn=len(found.district_ids) <= DRAWN_DISTRICTS)


def _sections(found: Chosen, few: Iterable[SitePage]) -> list[tuple[str, str]]:
    """The sections that will have a page, in order, so that no page leads to one that is not there."""
    there = {DATA, *(path for one in few for path in (one.section, one.path))}
    there |= {path for path, ids in ((LINES, found.line_ids), (DISTRICTS, found.district_ids)) if ids}
    return [(path, name) for path, name in section_names().items() if path in there]


def _written(new: NewFolder, page: SitePage, site: Site) -> str:
    """Write the page in every language; its path."""
    for language in LANGUAGES:
        place = Place(language, page.path)
        with speaking(language):
            new.write(SiteFile(place.file, whole_page(page.say(place), place, site), page.names))
    return page.path


def _look() -> Iterator[SiteFile]:
    """The style sheet, the mark and the fonts: from here, so that no page asks another address."""
    yield SiteFile(SHEET, sheet().encode())
    yield SiteFile(ICON, (THEME.parent / "favicon.png").read_bytes())
    for name, path in font_files().items():
        yield SiteFile(f"fonts/{name}", path.read_bytes())
