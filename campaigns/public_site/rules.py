"""Where everything of the public site stands, how its pages reach each other, and what a publication may hold."""

import posixpath
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

ENGLISH, SPANISH = "en", "es"
LANGUAGES = (ENGLISH, SPANISH)
MOST_DISTRICTS = 4_000
MOST_LINES = 4_000
MOST_AMOUNTS = 1_000_000
MARKER = "common-table-site.json"
INDEX = "index.html"
SHEET, ICON = "look/site.css", "look/favicon.png"

_NOT_IN_ADDRESS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a publication holds beyond what is published by itself: lines, districts, and districts of whole states.

    `watched` adds the lines the coalition watches, `address` is where the site will stand ("https://example.org/schools"),
    "" while that is not known, `known_public` names people whose names may stand anywhere in it.
    """

    line_ids: tuple[int, ...] = ()
    district_ids: tuple[int, ...] = ()
    states: tuple[str, ...] = ()
    watched: bool = True
    address: str = ""
    known_public: tuple[str, ...] = ()


def slug(*words: str) -> str:
    """Words as a part of an address: small letters, digits and hyphens, at most sixty; "page" for none."""
    plain = unicodedata.normalize("NFKD", " ".join(words)).encode("ascii", "ignore").decode().casefold()
    return _NOT_IN_ADDRESS.sub("-", plain).strip("-")[:60].strip("-") or "page"


def line_path(state: str, code: str | None, number: int) -> str:
    """Where a line's page stands: by its code, which is unique in a state, else by its number here."""
    return f"line-items/{slug(state, code or f'line {number}')}-{number}.html"


def district_path(state: str, code: str) -> str:
    """Where a district's page stands, by its official code."""
    return f"districts/{slug(state, code)}.html"


@dataclass(frozen=True, slots=True)
class Place:
    """A page in one language: where it stands in the folder, and how it reaches whatever else stands there."""

    language: str
    path: str

    @property
    def file(self) -> str:
        """Its file in the folder: English at the top, other languages in a folder of their own."""
        return in_language(self.path, self.language)

    def to_page(self, path: str) -> str:
        """The relative address of another page in the same language."""
        return self.to_file(in_language(path, self.language))

    def to_file(self, file: str) -> str:
        """The relative address of a file that is the same in every language."""
        return posixpath.relpath(file, posixpath.dirname(self.file) or ".")

    def in_other(self, language: str) -> str:
        """The relative address of this page in another language."""
        return self.to_file(in_language(self.path, language))


def in_language(path: str, language: str) -> str:
    """Where a page stands in a language."""
    return path if language == ENGLISH else f"{language}/{path}"


def with_ending(path: str, ending: str) -> str:
    """The file beside a page, such as its figures: "line-items/ma-1.html" → "line-items/ma-1.csv"."""
    return f"{posixpath.splitext(path)[0]}.{ending}"


def whole_address(base: str, file: str) -> str:
    """The address of a file of the site once it stands at `base`; a folder's index is the folder's address."""
    return f"{base.rstrip('/')}/{file.removesuffix(INDEX)}"


def newest_first(editions: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Editions (slug, number), each slug's newest alone."""
    newest: dict[str, int] = {}
    for name, number in editions:
        newest[name] = max(number, newest.get(name, 0))
    return list(newest.items())
