"""The file an organizer gives, dropped or pasted, and what they say about it."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st

from budget.layouts.mappings import Mapping
from budget.line_items.import_report import ImportOptions
from budget.line_items.queries import Place
from budget.line_items.rules import StageOf
from budget.line_items.stages import Unit
from data.imports.reading import Peeked, peek
from data.language import _
from data.periods import FiscalYear

PEEKED = "peeked_file"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file as the browser sent it: its name is a label, never a path."""

    file_id: str
    name: str
    content: bytes


def given_file() -> Dropped | None:
    """The file dropped, else the table pasted, else None."""
    file = st.file_uploader(
        _("A budget table, or a web page saved with one"),
        type=["csv", "tsv", "txt", "xlsx", "html", "htm"],
        key="file",
    )
    if file is not None:
        return Dropped(file.file_id, file.name, file.getvalue())
    with st.expander(_("Or paste a table from a web page")):
        text = st.text_area(
            _("Select the table on the page, copy it, and paste it here"), height=160, key="pasted"
        ).strip("\n")
    if not text.strip():
        return None
    content = text.encode()
    ending = "html" if text.lstrip().startswith("<") else "tsv"
    return Dropped(f"pasted-{hashlib.sha256(content).hexdigest()[:16]}", f"pasted table.{ending}", content)


@contextmanager
def on_disk(file: Dropped) -> Iterator[Path]:
    """The file where the reader can open it, for as long as the block lasts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dropped"
        path.write_bytes(file.content)
        yield path


def first_rows(file: Dropped) -> tuple[Peeked, ...]:
    """Every sheet's name and first rows, read once for each file. Raises FileProblem."""
    kept = st.session_state.get(PEEKED)
    if kept is None or kept[0] != file.file_id:
        with on_disk(file) as path:
            kept = (file.file_id, peek(path, name=file.name))
        st.session_state[PEEKED] = kept
    sheets: tuple[Peeked, ...] = kept[1]
    return sheets


def sheet_choice(file: Dropped, sheets: tuple[Peeked, ...]) -> str:
    """The sheet to read: asked only where there are several, "" for the first that is known."""
    names = [sheet.name for sheet in sheets]
    if len(names) < 2:
        return ""
    return st.selectbox(
        _("Sheet or table"),
        ["", *names],
        format_func=lambda name: name or _("The first one we know"),
        key=f"sheet_{file.file_id}",
    )


def said_options(
    presets: dict[str, Mapping], places: dict[str, Place], stages: tuple[StageOf, ...], *, by_hand: bool
) -> ImportOptions:
    """What the person says instead of our guess; `by_hand`: whose budget and its unit are asked with the columns.

    Raises InvalidInput for a year that is none.
    """
    with st.expander(_("Read it differently, or say what the file does not")):
        guess = _("What the file suggests")
        names = {stage.code: stage.name for stage in stages}
        preset = st.selectbox(
            _("Kind of table"), ["", *presets], format_func=lambda p: presets[p].title if p else guess, key="preset"
        )
        unit = place = ""
        if not by_hand:
            left, right = st.columns(2)
            place = left.selectbox(
                _("Whose budget it is"),
                ["", *places],
                format_func=lambda c: places[c].name if c else guess,
                key="jurisdiction",
            )
            unit = right.selectbox(
                _("Amounts are in"), ["", *Unit], format_func=lambda u: _(str(u)) if u else guess, key="unit"
            )
        stage = st.selectbox(
            _("Stage: take only this one, or say it where the file does not"),
            ["", *names],
            format_func=lambda s: names[s] if s else _("Every stage"),
            key="stage",
        )
        left, right = st.columns(2)
        year = left.text_input(_("Fiscal year, if the headers do not say"), placeholder="2017", key="fiscal_year")
        as_of = right.date_input(_("The file’s date"), value=None, max_value=date.today(), key="as_of")
        agency = st.text_input(_("Agency, if the file holds one agency’s lines"), key="agency")
        left, right = st.columns(2)
        title = left.text_input(_("What document it is"), placeholder=_("Senate budget, section 2"), key="document")
        address = right.text_input(_("Its address"), placeholder="https://malegislature.gov/…", key="document_address")
    return ImportOptions(
        preset=preset or None,
        unit=Unit(unit) if unit else None,
        jurisdiction=place or None,
        fiscal_year=FiscalYear.parse(year) if year.strip() else None,
        as_of=as_of,
        stage=stage or None,
        agency=agency.strip(),
        document=title.strip(),
        address=address.strip(),
    )
