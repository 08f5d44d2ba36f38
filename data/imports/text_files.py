"""Bytes of a text file as whole lines, in the encoding the whole file agrees with."""

import codecs
from collections.abc import Iterator
from io import BufferedReader, StringIO
from typing import NamedTuple

from data.imports.limits import Limits

BLOCK = 256 * 1024
CONTROLS = bytes(code for code in [*range(32), 127] if chr(code) not in "\t\n\r")
MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
LONE_SURROGATES_KEPT = "surrogatepass"  # they are refused later, where their row and column are known
READ_AS_WINDOWS_1252 = (
    "The file is not in UTF-8, so it was read as Windows-1252; check letters with accents, "
    "and if they are wrong save it as “CSV UTF-8” and import it again."
)


class BrokenLine(Exception):
    """The line after the last one given cannot be read; `str(error)` is what it does, without a subject."""


class Encoding(NamedTuple):
    """How to decode a file: Python's codec, the bytes to skip, and whether any control character is in it."""

    codec: str
    skip: int
    suspicious: bool
    warning: str | None = None

    @property
    def label(self) -> str:
        """The name to show a person."""
        return {"cp1252": "windows-1252"}.get(self.codec, self.codec.removesuffix("-le").removesuffix("-be"))


def encoding_of(stream: BufferedReader) -> Encoding:
    """Decided from the whole file: its mark, else UTF-8 if all of it is, else Windows-1252."""
    stream.seek(0)
    start = stream.read(3)
    marked = next((mark for mark in MARKS if start.startswith(mark)), b"")
    if MARKS.get(marked, "utf-8") != "utf-8":
        return Encoding(MARKS[marked], len(marked), suspicious=True)
    is_utf8, suspicious = _utf8_and_controls(stream, len(marked))
    if is_utf8 or marked:
        return Encoding("utf-8", len(marked), suspicious)
    return Encoding("cp1252", 0, suspicious, READ_AS_WINDOWS_1252)


def _utf8_and_controls(stream: BufferedReader, skip: int) -> tuple[bool, bool]:
    decoder = codecs.getincrementaldecoder("utf-8")(LONE_SURROGATES_KEPT)
    is_utf8, suspicious = True, False
    stream.seek(skip)
    while block := stream.read(BLOCK):
        suspicious = suspicious or len(block.translate(None, CONTROLS)) < len(block)
        is_utf8 = is_utf8 and _decodes(decoder, block)
    return is_utf8 and _decodes(decoder, b"", final=True), suspicious


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


def line_blocks(stream: BufferedReader, encoding: Encoding, limits: Limits) -> Iterator[StringIO]:
    """Runs of whole lines, each to be iterated by line; raises `BrokenLine` where one cannot be read."""
    decoder = codecs.getincrementaldecoder(encoding.codec)(LONE_SURROGATES_KEPT)
    stream.seek(encoding.skip)
    rest, more = "", True
    while more:
        block = stream.read(BLOCK)
        more = len(block) == BLOCK
        text, broken = _decoded(decoder, block, encoding.codec, final=not more)
        text = rest + text
        first_line = text.find("\n") if "\n" in text else len(text)
        if first_line > limits.csv_line:
            raise BrokenLine(f"has a line longer than {limits.csv_line:,} characters")
        end = _last_line_end(text) if more or broken else len(text)
        if end:
            yield StringIO(text[:end], newline="")
        if broken:
            raise BrokenLine(f"holds bytes that are not {encoding.label.upper()} text")
        rest = text[end:]


def _decoded(decoder: codecs.IncrementalDecoder, block: bytes, codec: str, *, final: bool) -> tuple[str, bool]:
    try:
        return decoder.decode(block, final), False
    except UnicodeDecodeError as error:
        return error.object[: error.start].decode(codec, LONE_SURROGATES_KEPT), True


def _last_line_end(text: str) -> int:
    """Where the last whole line ends; a final carriage return may be half of a line end."""
    return text.rfind("\n") + 1 or text.rfind("\r", 0, -1) + 1
