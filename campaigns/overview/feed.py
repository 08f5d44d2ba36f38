"""What changed in public as an Atom feed (RFC 4287); values in, bytes out."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from campaigns.overview.changed import Change
from campaigns.overview.sentences import area_words, kind_words, said
from data.language import _, spoken

ATOM = "http://www.w3.org/2005/Atom"  # the namespace's name; nothing is asked there
MEDIA_TYPE = "application/atom+xml; charset=utf-8"


def atom_feed(changes: Sequence[Change], *, site: str, paths: dict[str, str], now: datetime) -> bytes:
    """One entry for each change, newest first; the same change keeps its id for ever.

    `site` is the table's address without a slash at its end; links are left out where it has none.
    """
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": spoken()})
    _say(feed, "title", _("What changed for our public schools"))
    _say(feed, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, f'{site}/feed.atom')}")
    newest = max((one.at for one in changes), default=now)
    _say(feed, "updated", _moment(newest))
    SubElement(_named(feed, "author"), "name").text = _("Common Table")
    if site:
        SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{site}/feed.atom"})
        SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": f"{site}/what-changed"})
    for change in changes:
        _entry(feed, change, site=site, paths=paths, today=now.date())
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode").encode()


def _entry(feed: Element, change: Change, *, site: str, paths: dict[str, str], today: date) -> None:
    words, entry = said(change, today=today), SubElement(feed, "entry")
    _say(entry, "title", _visible(words.name))
    key = f"{site}/change/{change.kind}/{change.number}/{_moment(change.at)}"
    _say(entry, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, key)}")
    _say(entry, "updated", _moment(change.at))
    _say(entry, "summary", _visible(words.sentence), type="text")
    term = change.area or change.kind
    label = area_words(change.area) if change.area else kind_words(change.kind)
    SubElement(entry, "category", {"term": str(term), "label": label})
    if site and change.page in paths:
        query = f"?{urlencode(change.address)}" if change.address else ""
        SubElement(entry, "link", {"rel": "alternate", "href": f"{site}/{paths[change.page]}{query}"})


def _named(parent: Element, tag: str) -> Element:
    return SubElement(parent, tag)


def _say(parent: Element, tag: str, words: str, **given: str) -> None:
    SubElement(parent, tag, given).text = words


def _visible(words: str) -> str:
    """Words without what XML cannot carry."""
    return "".join(sign for sign in words if sign in "\n\t" or ord(sign) >= 32) or "…"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
