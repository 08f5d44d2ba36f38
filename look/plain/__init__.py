"""A page without Streamlit and without scripts: a title, a sentence, a form; every value is escaped."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Field:
    """One line to fill; `code` is the keyboard of a field for codes: numeric or text."""

    name: str
    label: str
    kind: str = "text"
    autocomplete: str = "off"
    value: str = ""
    hint: str = ""
    needed: bool = True
    code: str = ""


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
    """A sentence above the form, with something to copy, and a picture of it (a data address) to scan."""

    said: str
    shown: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Everything such a page may hold; without buttons it has no form."""

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


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def rendered(page: Page, *, token_field: str, token: str, language: str = "en") -> str:
    """The whole document."""
    template = _templates().get_template("page.html")
    return template.render(page=page, token_field=token_field, token=token, language=language)


@cache
def sheet() -> str:
    """The dashboard's style sheet, and what these pages add to it."""
    return "\n".join(path.read_text(encoding="utf-8") for path in (FOLDER.parent / "theme.css", FOLDER / "page.css"))
