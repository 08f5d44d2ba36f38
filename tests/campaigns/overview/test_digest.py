"""The digest says what the home page says, as one page that loads nothing, in English and Spanish; and the feed."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from campaigns.overview.digest import digest_html, digest_text
from campaigns.overview.downloads import digest_for
from campaigns.overview.feed import ATOM
from campaigns.overview.paths import PATHS
from campaigns.overview.room_routes import public_feed
from campaigns.overview.since import ASKED
from campaigns.overview.waiting import PAGES, Waits, waiting_for
from coalition.accounts import clock
from data.access import PUBLIC_VIEWER, Viewer
from data.errors import InvalidInput
from data.language import spoken
from data.store import open_session
from tests.campaigns.overview.room import NOW, changes
from tests.support import MEMBER, ORGANIZER

SITE = "https://table.example.org"
LOADS = re.compile(r"<(img|link|script|iframe|table|style)\b|\bsrc=|url\(|@import", re.IGNORECASE)


@pytest.fixture(autouse=True)
def published_address(changed_store: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COMMONTABLE_URL", SITE)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return changed_store


class Reader(HTMLParser):
    """The words of a page and the addresses it links to."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if tag == "a" and name == "href"]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(viewer: Viewer = MEMBER, language: str = "en") -> Reader:
    page = Reader()
    page.feed(digest_html(digest_for(viewer, {"language": language}, now=NOW)).decode())
    return page


def test_it_loads_nothing_and_links_each_of_seven_sentences_to_its_record() -> None:
    found = digest_for(MEMBER, {}, now=NOW)
    markup = digest_html(found).decode()
    assert not LOADS.search(markup)
    assert len(found.sections[0].lines) == 7
    assert all(line.address.startswith(f"{SITE}/") for line in found.sections[0].lines)
    assert f"{SITE}/line-item?line=2&year=2028" in read().links


def test_html_and_text_say_the_same_and_no_line_of_words_is_longer_than_a_message_takes() -> None:
    found = digest_for(ORGANIZER, {}, now=NOW)
    plain = " ".join(digest_text(found).decode().split())
    for section in found.sections:
        for line in section.lines:
            for words in (line.name, line.sentence, line.note):
                assert " ".join(words.split()) in " ".join("".join(read(ORGANIZER).words).split()) or words in plain
    assert max(len(row) for row in digest_text(found).decode().split("\n") if "http" not in row) <= 72


def test_in_spanish_the_same_amounts_and_days_stand_in_it_and_english_goes_on_afterwards() -> None:
    english, spanish = digest_for(MEMBER, {}, now=NOW), digest_for(MEMBER, {"language": "es"}, now=NOW)
    assert spoken() == "en"
    assert spanish.language == "es"
    assert b'lang="es"' in digest_html(spanish)
    assert [len(one.lines) for one in spanish.sections] == [len(one.lines) for one in english.sections]
    assert [line.address for line in spanish.sections[0].lines] == [line.address for line in english.sections[0].lines]
    with pytest.raises(InvalidInput):
        digest_for(MEMBER, {"language": "xx"}, now=NOW)


def test_the_public_reads_its_own_digest_without_what_waits() -> None:
    words = " ".join(read(PUBLIC_VIEWER).words)
    assert "Waiting for you" not in words
    assert "Buses for all (example)" in words
    assert "Fund METCO (example)" not in words


def test_what_waits_names_the_letter_and_the_actions_to_classify() -> None:
    with open_session(ORGANIZER) as session:
        found = waiting_for(session, now=NOW)
    assert [(one.what, one.title, one.count) for one in found if one.what is Waits.LETTER] == [
        (Waits.LETTER, "Fund METCO (example)", 1), (Waits.LETTER, "An older letter (example)", 1),
    ]  # fmt: skip
    assert [one.count for one in found if one.what is Waits.LOBBYING] == [3], "of our own organization alone"
    with open_session(PUBLIC_VIEWER) as session:
        assert waiting_for(session, now=NOW) == ()


def test_every_page_that_a_change_or_a_duty_leads_to_has_an_address() -> None:
    assert {one.page for one in changes()} | set(PAGES.values()) <= set(PATHS)
    assert ASKED


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_feed_is_atom_with_public_changes_alone_each_with_an_id_of_its_own(language: str) -> None:
    feed = ET.fromstring(public_feed(language))
    assert feed.tag == f"{{{ATOM}}}feed"
    for needed in ("title", "id", "updated", "author"):
        assert feed.find(f"{{{ATOM}}}{needed}") is not None
    entries = feed.findall(f"{{{ATOM}}}entry")
    assert len(entries) == 5
    ids = [entry.findtext(f"{{{ATOM}}}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert public_feed(language) == public_feed(language)
    for entry in entries:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", entry.findtext(f"{{{ATOM}}}updated") or "")
        link = entry.find(f"{{{ATOM}}}link")
        assert link is not None
        assert link.attrib["href"].startswith(f"{SITE}/")
    assert "Fund METCO" not in public_feed(language).decode()
