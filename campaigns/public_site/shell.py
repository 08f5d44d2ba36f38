"""What stands around every page of the site: its name, the ways to the other pages, and no script at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from campaigns.public_site.made import Said
from campaigns.public_site.rules import ENGLISH, ICON, INDEX, LANGUAGES, SHEET, Place, whole_address
from data.language import _

THEME = Path(__file__).resolve().parents[2] / "look" / "theme.css"
OWN = Path(__file__).with_name("site.css")
POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)
LANGUAGE_NAMES = {"en": "English", "es": "Español"}


@dataclass(frozen=True, slots=True)
class Site:
    """The site as a whole: who publishes it, its sections that have pages (path, English word), where it will stand."""

    publisher: str
    sections: Sequence[tuple[str, str]]
    address: str = ""


@cache
def sheet() -> str:
    """The tokens and pieces of the dashboard's look without what is Streamlit's, and what the site adds."""
    theme = THEME.read_text(encoding="utf-8")
    tokens, rest = theme.split("/* ---------- 2 ", 1)
    pieces = "/* ---------- 3 " + rest.split("/* ---------- 3 ", 1)[1]
    return "\n".join((tokens, pieces, OWN.read_text(encoding="utf-8")))


def whole_page(said: Said, place: Place, site: Site) -> bytes:
    """The page as a file: the same values give the same bytes, and nothing in it asks any other address."""
    title = said.title if said.title == site.publisher else f"{said.title} · {site.publisher}"
    return (
        f'<!doctype html>\n<html lang="{place.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f'<meta name="description" content="{escape(said.about)}">\n{_other_languages(place, site)}'
        f'<link rel="icon" href="{place.to_file(ICON)}">\n'
        f'<link rel="stylesheet" href="{place.to_file(SHEET)}">\n</head>\n<body class="ct">\n'
        f'<a class="site-skip" href="#main">{escape(_("To the page’s content"))}</a>\n{_head(place, site)}'
        f'<main class="site-main" id="main">\n{said.markup}\n</main>\n{_foot(site)}</body>\n</html>\n'
    ).encode()


def _other_languages(place: Place, site: Site) -> str:
    """Where the same page stands in each language, for search engines, which want whole addresses."""
    if not site.address:
        return ""
    links = ""
    for language in LANGUAGES:
        address = whole_address(site.address, Place(language, place.path).file)
        links += f'<link rel="alternate" hreflang="{language}" href="{escape(address)}">\n'
    return links


def _head(place: Place, site: Site) -> str:
    links = [(INDEX, _("Home")), *((path, _(word)) for path, word in site.sections)]
    items = "".join(
        f'<li><a href="{place.to_page(path)}"{_current(path, place.path)}>{escape(word)}</a></li>'
        for path, word in links
    )
    others = " ".join(
        f'<a href="{place.in_other(language)}" hreflang="{language}" lang="{language}">{LANGUAGE_NAMES[language]}</a>'
        for language in LANGUAGES
        if language != place.language
    )
    name = f'<a href="{place.to_page(INDEX)}">{escape(site.publisher)}</a>'
    return (
        f'<header class="site-head"><div><p class="site-name">{name}</p>'
        f'<nav class="site-nav" aria-label="{escape(_("Pages"))}"><ul>{items}</ul></nav>'
        f'<p class="site-language">{others}</p></div></header>\n'
    )


def _current(path: str, here: str) -> str:
    if path == here:
        return ' aria-current="page"'
    folder = path.removesuffix(INDEX)
    return ' aria-current="true"' if folder and here.startswith(folder) else ""


def _foot(site: Site) -> str:
    return (
        f'<footer class="site-foot"><div><p>{escape(_("Published by {who}.").format(who=site.publisher))}</p>'
        f"<p>{escape(_('Every figure names its source. A missing figure says why it is missing; it is never 0.'))}</p>"
        "</div></footer>\n"
    )


def plain_page(title: str, sentence: str, site: Site) -> bytes:
    """The page for an address that does not exist: whole in itself, since it is served from any depth."""
    back = f'<p><a href="{escape(whole_address(site.address, INDEX))}">{escape(site.publisher)}</a></p>'
    return (
        f'<!doctype html>\n<html lang="{ENGLISH}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f"<title>{escape(title)}</title>\n<style>:root {{ color-scheme: light dark; }} body {{ font: 1rem/1.5 "
        "system-ui, sans-serif; max-width: 40rem; margin: 15vh auto; padding: 0 1rem; }</style>\n</head>\n<body>\n"
        f"<main><h1>{escape(title)}</h1><p>{escape(sentence)}</p>{back if site.address else ''}</main>\n"
        "</body>\n</html>\n"
    ).encode()


def file_links(links: Sequence[tuple[str, str]]) -> str:
    """Files to take along: (name, relative address)."""
    said = " · ".join(f'<a href="{escape(address)}" download>{escape(name)}</a>' for name, address in links)
    return f'<p class="ct-downloads site-files">{escape(_("Take it with you:"))} {said}</p>' if links else ""


def link_list(links: Sequence[tuple[str, str, str]]) -> str:
    """Pages one under another: (relative address, name, what stands below)."""
    items = "".join(
        f'<li><a href="{escape(address)}">{escape(name)}</a>{f"<small>{escape(under)}</small>" if under else ""}</li>'
        for address, name, under in links
    )
    return f'<ul class="site-list">{items}</ul>'


def picture(address: str, alt: str) -> str:
    """A chart as an image with what it shows in words."""
    image = f'<img src="{escape(address)}" alt="{escape(alt)}">'
    return f'<div class="site-picture" tabindex="0" role="region" aria-label="{escape(_("Chart"))}">{image}</div>'
