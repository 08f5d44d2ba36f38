"""A page without Streamlit and without scripts: a title, a sentence, a form; every value is escaped."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from data.language import LANGUAGES, spoken

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill; `code` is the keyboard of a field for codes: numeric or text.

    With `options` (value, words) it is a choice, with `lines` a box of so many lines; `limits` are a number's or day's
    least and most, `longest` how many signs it takes.
    """

    name: str
    label: str
    kind: str = "text"
    autocomplete: str = "off"
    value: str = ""
    hint: str = ""
    needed: bool = True
    code: str = ""
    options: tuple[tuple[str, str], ...] = ()
    lines: int = 0
    limits: tuple[str, str] = ("", "")
    longest: int = 0


@dataclass(frozen=True, slots=True)
class Button:
    """What sends the form; a name tells the answer which of several was pressed."""

    label: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Step:
    """A sentence above the form, with something to copy, and a picture of it (a data address) to scan.

    `heading` stands above it, `lines` below as a list; `done` marks it as something that was just saved.
    """

    said: str
    shown: str = ""
    picture: str = ""
    heading: str = ""
    lines: tuple[str, ...] = ()
    done: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Everything such a page may hold; without buttons it has no form. `reads_first`: the form waits to be reached."""

    title: str
    lede: str = ""
    action: str = ""
    fields: tuple[Field, ...] = ()
    buttons: tuple[Button, ...] = ()
    hidden: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    link: Link | None = None
    more: tuple[Link, ...] = ()
    problem: str = ""
    reads_first: bool = False


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def rendered(page: Page, *, token_field: str, token: str, language: str = "") -> str:
    """The whole document, in the language being spoken unless it is another's."""
    language = language or spoken()
    template = _templates().get_template("page.html")
    return template.render(page=page, token_field=token_field, token=token, language=language, languages=LANGUAGES)


@cache
def sheet() -> str:
    """The dashboard's style sheet, and what these pages add to it."""
    return "\n".join(path.read_text(encoding="utf-8") for path in (FOLDER.parent / "theme.css", FOLDER / "page.css"))
