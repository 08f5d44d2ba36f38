"""Voter guides on the site: each standing edition in every form it is printed in, the newest of each guide first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape
from typing import Any

from sqlmodel import Session, col

from campaigns.public_site.made import Made, Said, SiteFile, SitePage
from campaigns.public_site.rules import LANGUAGES, Place, slug
from campaigns.public_site.shell import file_links
from campaigns.voter_guides.models import GuideEdition
from data.access import PUBLIC_VIEWER
from data.exports.registry import declare_every_file, find
from data.language import _
from data.records import columns
from look import parts

SECTION = "guides/index.html"
PRINTED = "guide"
WORDS, FIGURES = ("html", "txt", "pdf"), ("csv", "xlsx", "json")
FORMS = ("large", "grey")


@dataclass(frozen=True, slots=True)
class SiteEdition:
    """An edition that stands; `names` are people it names on purpose, such as who answered for a finding."""

    id: int
    guide_id: int
    number: int
    slug: str
    title: str
    place: str
    published_on: date
    sha256: str
    content: Mapping[str, Any]
    names: tuple[str, ...]

    @property
    def folder(self) -> str:
        return f"guides/{slug(self.slug)}-{self.number}"


def standing_editions(session: Session) -> tuple[SiteEdition, ...]:
    """The newest edition of each guide that the public sees, the last published first."""
    e = GuideEdition
    asked = columns(
        e.id, e.guide_id, e.number, e.slug, e.title, e.place, e.published_on, e.sha256, e.content, e.checks
    ).where(col(e.withdrawn).is_(None))
    newest: dict[int, SiteEdition] = {}
    for row in session.execute(asked.order_by(col(e.published_on).desc(), col(e.number).desc())):
        number, guide, edition, address, title, place, day, sha256, content, checks = row
        names = tuple(_named(checks))
        one = SiteEdition(number, guide, edition, address, title, place, day, sha256, content, names)
        newest.setdefault(one.guide_id, one)
    return tuple(newest.values())


def _named(checks: Any) -> Iterator[str]:
    """Whoever answered for a finding by name: an edition prints that on purpose."""
    if isinstance(checks, Mapping):
        for key, value in checks.items():
            if key == "name" and isinstance(value, str):
                yield value
            yield from _named(value)
    elif isinstance(checks, Sequence) and not isinstance(checks, str):
        for one in checks:
            yield from _named(one)


def districts_of(edition: SiteEdition) -> set[int]:
    """The districts an edition's figures lead to, by the addresses its figures name."""
    found = set()
    for figure in edition.content.get("figures", ()):
        _page, _sign, number = str(figure.get("address", "")).partition("?district=")
        if number.split("&")[0].isdecimal():
            found.add(int(number.split("&")[0]))
    return found


def guide_pages(session: Session) -> Made:
    """Each edition's page, and its files as the guide's own downloads build them."""
    declare_every_file()
    for one in standing_editions(session):
        files = tuple(_printed(one))
        yield from files
        path = f"{one.folder}/index.html"
        under = " · ".join(part for part in (one.place, one.published_on.isoformat()) if part)
        links = tuple(file.path for file in files)
        yield SitePage(path, partial(_said, one, links), SECTION, one.title, under, one.names)


def _printed(one: SiteEdition) -> Iterator[SiteFile]:
    for language in LANGUAGES:
        stem = f"{one.folder}/guide-{language}"
        for kind in WORDS:
            forms = ("", *FORMS) if kind == "pdf" else ("",)
            for form in forms:
                name = f"{stem}-{form}.{kind}" if form else f"{stem}.{kind}"
                words_of = f"{stem}.html" if kind == "pdf" else ""
                yield from _file(one, name, kind, {"language": language, "form": form}, words_of)
    for kind in FIGURES:
        yield from _file(one, f"{one.folder}/figures.{kind}", kind, {"language": LANGUAGES[0]}, "")


def _file(one: SiteEdition, path: str, kind: str, query: Mapping[str, str], words_of: str) -> Iterator[SiteFile]:
    build = find(PRINTED, kind)
    if build is not None:
        asked = {"edition": str(one.id), **{name: value for name, value in query.items() if value}}
        yield SiteFile(path, build(PUBLIC_VIEWER, asked, kind).body, one.names, words_of)


def _said(one: SiteEdition, files: Sequence[str], place: Place) -> Said:
    title = str(one.content.get("title", {}).get(place.language) or one.title)
    under = str(one.content.get("under", {}).get(place.language) or one.content.get("under", {}).get("en", ""))
    own = [path for path in files if f"guide-{place.language}" in path]
    readable = next((path for path in own if path.endswith(".html")), "")
    links = [(_form_name(path), place.to_file(path)) for path in own if path != readable]
    links += [(_("Figures, {kind}").format(kind=path.rsplit(".")[-1].upper()), place.to_file(path))
              for path in files if "/figures." in path]  # fmt: skip
    said = _("Edition {number}, published {day}. Fingerprint {hash}.").format(
        number=one.number, day=one.published_on.isoformat(), hash=one.sha256[:16]
    )
    read = f'<p class="ct-say"><a href="{place.to_file(readable)}">{escape(_("Read the guide"))}</a></p>'
    body = [
        parts.eyebrow([_("Voter guides"), one.place or one.title]), f"<h1>{escape(title)}</h1>",
        parts.lede(under) if under else "", read if readable else "", file_links(links), parts.note(said),
    ]  # fmt: skip
    return Said(title, under or title, "\n".join(filter(None, body)))


def _form_name(path: str) -> str:
    kind = path.rsplit(".")[-1].upper()
    names = {"large": _("{kind}, large print"), "grey": _("{kind}, black and white")}
    form = next((form for form in FORMS if path.rsplit(".")[0].endswith(f"-{form}")), "")
    return names[form].format(kind=kind) if form else kind
