"""One cell of an HTML table while it is read: the text a person sees in it, its spans, what hides it."""

import re
from collections.abc import Mapping

from data.imports.html_grid import LARGEST_SPAN, Cell

WHITE_SPACE = str.maketrans("\t\n\r\f", "    ")  # in HTML a line break in the source is a space like any other
SPACES = re.compile(" {2,}")
FOOTNOTE = re.compile(r"[\[(]?(?P<mark>[0-9]{1,3}(?:, ?[0-9]{1,3}){0,5}|[a-z]|[*†‡§¶#]{1,4})[\])]?", re.I)
HIDDEN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.I)
SPAN = re.compile(r"[ \t\n\r\f]*\+?(?P<number>[0-9]{1,9})")


def tidy(parts: list[str]) -> str:
    """The text of pieces with single spaces; a new line or paragraph is a space, as nobody names a line in two."""
    text = "".join(parts)
    return (SPACES.sub(" ", text) if "  " in text else text).strip(" ")


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether a browser shows nothing of an element with these attributes."""
    hidden = attributes.get("hidden")
    return (hidden is not None and hidden.strip().lower() != "until-found") or bool(
        HIDDEN.search(attributes.get("style") or "")
    )


def span_of(attributes: Mapping[str, str], name: str, *, zero: int = 1) -> int:
    """How many columns or rows a cell spans; a browser takes what begins with a number, else 1."""
    found = SPAN.match(attributes.get(name) or "")
    return min(int(found["number"]) or zero, LARGEST_SPAN) if found else 1


class OpenCell:
    """A `td` or `th` that has begun; `depth` is where its element stands."""

    def __init__(self, tag: str, attributes: Mapping[str, str], *, depth: int, in_head: bool) -> None:
        self.depth = depth
        self._parts: list[str] = []
        self._raised_from: int | None = None
        self._across = self._down = 1
        names_its_row = False
        if attributes:
            self._across = span_of(attributes, "colspan")
            self._down = span_of(attributes, "rowspan", zero=0)
            names_its_row = (attributes.get("scope") or "").strip().lower().startswith("row")
        self._heads = in_head or (tag == "th" and not names_its_row)

    def add(self, text: str) -> None:
        self._parts.append(text.translate(WHITE_SPACE))

    def end_line(self) -> None:
        if self._parts and self._parts[-1] != " ":
            self._parts.append(" ")

    def begin_raised(self) -> None:
        """A `sup` begins."""
        if self._raised_from is None:
            self._raised_from = len(self._parts)

    def end_raised(self) -> None:
        """A `sup` ends: a footnote's mark is put in brackets, so that 4,628 with the note 1 is never 46,281."""
        if self._raised_from is None:
            return
        raised = tidy(self._parts[self._raised_from :])
        mark = FOOTNOTE.fullmatch(raised)
        if mark:
            self._parts[self._raised_from :] = [f" [{mark['mark']}]"]
        self._raised_from = None

    def finished(self) -> Cell:
        self.end_raised()
        return Cell(tidy(self._parts), self._across, self._down, self._heads)
