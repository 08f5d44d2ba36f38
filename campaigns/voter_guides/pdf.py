"""A printed guide as a tagged PDF (PDF/UA-1) on letter paper: as it is, in large print, or in black and white."""

import json
import re
import unicodedata
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import typst

from campaigns.voter_guides.charts import chart_svg
from campaigns.voter_guides.printed_words import fixed
from campaigns.voter_guides.printing import GuideDocument, Picture
from campaigns.voter_guides.qr import qr_svg
from data.errors import InvalidInput
from data.exports.fonts import font_folders

TEMPLATE = Path(__file__).with_name("guide.typ")
WORDS = (
    "nobody",
    "in_order",
    "live",
    "glossary",
    "sources",
    "corrections",
    "no_corrections",
    "overrides",
    "facts",
    "hash",
)
MOST_SCRIPTS = 40
_TEXT = re.compile(r"<text\b(?=([^>]*))")
_NO_TYPE = re.compile(r"the text `\"(.+?)\"` could not be displayed")
Data = dict[str, Any]


class PdfForm(StrEnum):
    """How a PDF is printed: 10.5-point in color, 18-point, or without color."""

    PLAIN = ""
    LARGE = "large"
    GREY = "grey"


def guide_pdf(document: GuideDocument, form: PdfForm = PdfForm.PLAIN) -> bytes:
    """The guide as PDF; the same document and form give the same bytes on any day.

    A passage in letters that no type of ours has is replaced by a sentence that says where it can be read. Raises
    InvalidInput where the guide cannot be set at all.
    """
    values = document_data(document, form)
    for _turn in range(MOST_SCRIPTS):
        try:
            return _set(values, form, "pdf", document.day)[0]
        except typst.TypstError as error:
            found = _NO_TYPE.search(error.message)
            if found is None:
                raise InvalidInput(
                    "The PDF of this guide could not be set. Shorten the section you changed last, or print the page."
                ) from error
            values = _without(values, _script(found[1]), fixed("unprintable", document.language))
    raise InvalidInput("This guide is in too many scripts for one PDF. Print the web page instead.")


def _set(values: Data, form: PdfForm, kind: str, day: str) -> list[bytes]:
    look = {"large": form is PdfForm.LARGE, "grey": form is PdfForm.GREY}
    given = {"document": json.dumps(values, ensure_ascii=False, sort_keys=True), "look": json.dumps(look)}
    more: Data = {"pdf_standards": ["ua-1"], "timestamp": _moment(day)} if kind == "pdf" else {"ppi": 96.0}
    made = typst.compile(TEMPLATE, format=kind, sys_inputs=given, font_paths=_fonts(), ignore_system_fonts=True, **more)  # type: ignore[call-overload]
    return made if isinstance(made, list) else [made]


@cache
def _fonts() -> typst.Fonts:
    """Our type, read once for a run of many guides."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(one) for one in font_folders()])


def _moment(day: str) -> int:
    """The day of publication, as the moment a PDF says it was made."""
    try:
        return int(datetime.combine(date.fromisoformat(day), time(), UTC).timestamp())
    except ValueError:
        return 0


def document_data(document: GuideDocument, form: PdfForm) -> Data:
    """The document as plain data for the template, drawings among it."""
    language = document.language
    values = asdict(document)
    for section, plain in zip(document.sections, values["sections"], strict=True):
        for piece, one in zip(section.pieces, plain["pieces"], strict=True):
            if isinstance(piece, Picture):
                one["svg"] = _weighted(chart_svg(piece, grey=form is PdfForm.GREY))
            if one["kind"] == "asked":
                one["topic_said"] = fixed("topic", language, topic=one["topic"]) if one["topic"] else ""
    for one in values["sources"]:
        one["linked"] = one["address"].startswith(("https://", "http://"))
    values["words"] = {name: fixed(name, language) for name in WORDS}
    values["words"]["qr"] = fixed("qr", language, address=document.address)
    values["qr"] = qr_svg(document.address) if document.address else ""
    values["author"] = "Common Table"
    return values


def _weighted(svg: str) -> str:
    """The drawing with the weight of each word said as a setting too: else a variable font is set at its thinnest."""

    def said(one: re.Match[str]) -> str:
        weight = 600 if 'font-weight="600"' in one[1] else 400
        return f"{one[0]} style=\"font-variation-settings: 'wght' {weight}\""

    return _TEXT.sub(said, svg)


def _script(letter: str) -> str:
    """What the letter is called up to its script: "CJK", "TIBETAN"; a sign by its whole name."""
    name = unicodedata.name(letter[0], f"U+{ord(letter[0]):04X}")
    return name.split()[0].split("-")[0] if _is_of_script(letter[0]) else name


def _is_of_script(letter: str) -> bool:
    """Whether it is a letter or a mark on one, and no sign or number."""
    return unicodedata.category(letter)[0] in "LM"


def _without(value: Any, script: str, instead: str) -> Any:
    """The values with no letter of a script: a passage in it gives way to a sentence, a sign to its name."""
    if isinstance(value, dict):
        return {key: _without(one, script, instead) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without(one, script, instead) for one in value]
    if not isinstance(value, str):
        return value
    found = [letter for letter in set(value) if not letter.isascii() and _script(letter) == script]
    if any(_is_of_script(letter) for letter in found):
        return instead
    for letter in found:
        value = value.replace(letter, f"[{script.lower()}]")
    return value
