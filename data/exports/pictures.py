"""Pictures on their way out: a Vega-Lite chart as SVG or PNG, with its words in it and nothing fetched."""

import re
import zlib
from functools import cache
from typing import Any
from xml.etree import ElementTree

import vl_convert
from defusedxml.ElementTree import fromstring

from data.errors import InvalidInput
from data.exports.fonts import font_folders

_SVG = "http://www.w3.org/2000/svg"
_ANY_FONT = "sans-serif"
_PLAIN_LOOK = {"font": f"Public Sans, {_ANY_FONT}"}
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_POINTS_OUTSIDE = re.compile(r"url\(\s*[\"']?(?!#)", re.IGNORECASE)
_PNG_HEADER_ENDS = 33


def as_svg(spec: dict[str, Any], *, title: str, alt: str) -> bytes:
    """The chart as an SVG image named `title` and described by `alt`; links and outside images are left out.

    `spec` is Vega-Lite with its data inline. Text in it is never markup. Raises `InvalidInput` when the chart
    cannot be drawn, as when it asks for data from an address.
    """
    ElementTree.register_namespace("", _SVG)
    root = fromstring(_drawn(spec))
    for element in root.iter():
        _keep_inside(element)
        _keep_readable(element)
    for place, (name, words) in enumerate((("title", title), ("desc", alt))):
        element = ElementTree.Element(f"{{{_SVG}}}{name}")
        element.text = _plain(words)
        root.insert(place, element)
    root.set("role", "img")
    return ElementTree.tostring(root, encoding="unicode").encode()


def as_png(spec: dict[str, Any], *, title: str, alt: str, scale: float = 2) -> bytes:
    """The same picture as PNG, `scale` image points to a pixel, with `title` and `alt` in its text chunks."""
    svg = as_svg(spec, title=title, alt=alt).decode()
    png = vl_convert.svg_to_png(svg, scale=scale)
    words = _text_chunk("Title", title) + _text_chunk("Description", alt)
    return png[:_PNG_HEADER_ENDS] + words + png[_PNG_HEADER_ENDS:]


def _drawn(spec: dict[str, Any]) -> str:
    _register_fonts()
    try:
        return vl_convert.vegalite_to_svg(_printable(spec), config=_PLAIN_LOOK, allowed_base_urls=[])
    except ValueError as error:
        raise InvalidInput(
            "This chart could not be drawn: its data must be inside it, with every field that it names."
        ) from error


@cache
def _register_fonts() -> None:
    """Offer our static fonts: vl-convert draws a variable font at its thinnest weight, bold words too."""
    for folder in font_folders():
        if not any("[" in file.name for file in folder.glob("*.ttf")):
            vl_convert.register_font_directory(str(folder))


def _keep_inside(element: ElementTree.Element) -> None:
    """Take out every address that points outside the picture: drawing or opening it must fetch nothing."""
    for name, value in list(element.attrib.items()):
        is_link = name.rpartition("}")[2] == "href" and not value.startswith("#")
        is_style = not name.startswith("aria-") and _POINTS_OUTSIDE.search(value)
        if is_link or is_style:
            del element.attrib[name]


def _keep_readable(element: ElementTree.Element) -> None:
    """End each list of fonts in one that is always there: a PNG leaves out text whose font is unknown."""
    family = element.get("font-family")
    if family and _ANY_FONT not in family:
        element.set("font-family", f"{family}, {_ANY_FONT}")


def _printable(part: Any) -> Any:
    """A part of a spec with plain words only: one control character in a label would abort the process."""
    if isinstance(part, dict):
        return {_plain(key): _printable(value) for key, value in part.items()}
    if isinstance(part, (list, tuple)):
        return [_printable(value) for value in part]
    return _plain(part) if isinstance(part, str) else part


def _plain(words: str) -> str:
    """The words without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", words)


def _text_chunk(keyword: str, words: str) -> bytes:
    """One uncompressed iTXt chunk in UTF-8 (PNG specification, 11.3.3.4)."""
    body = b"iTXt" + keyword.encode("latin-1") + b"\0\0\0\0\0" + _plain(words).encode()
    return (len(body) - 4).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)
