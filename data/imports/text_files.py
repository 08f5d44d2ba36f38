"""Bytes of a text file as whole lines, in the encoding the whole file agrees with."""

import codecs
import re
from collections.abc import Iterator
from io import BufferedReader, StringIO
from typing import NamedTuple

from data.errors import FileProblem
from data.imports.limits import Limits

BLOCK = 256 * 1024
CONTROLS = bytes(code for code in [*range(32), 127] if chr(code) not in "\t\n\r")
MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
LONE_SURROGATES_KEPT = "surrogatepass"  # they are refused later, where their row and column are known
DECLARED = re.compile(
    r"""<meta\b[^<>]{0,300}?charset\s*=\s*["']?\s*(?P<name>windows-125[0-8]|iso-8859-(?:1[03-6]?|[2-8])|us-ascii)\b""",
    re.I,
)
AS_WINDOWS_1252 = ("windows-1252", "iso-8859-1", "us-ascii")  # as every browser does
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
    def warnings(self) -> list[str]:
        return [self.warning] if self.warning else []

    def declared_in(self, page: str) -> "Encoding":
        """The encoding in which to read a web page that begins so: what it declares, when it is not in UTF-8."""
        found = DECLARED.search(page) if self.codec == "cp1252" else None
        if found is None:
            return self
        name = found["name"].lower()
        return self._replace(codec="cp1252" if name in AS_WINDOWS_1252 else name, warning=None)

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


def opening(stream: BufferedReader, encoding: Encoding, characters: int) -> str:
    """How the file begins, for recognising it; bytes that cannot be decoded are left out."""
    stream.seek(encoding.skip)
    return stream.read(characters).decode(encoding.codec, "ignore")


def text_blocks(stream: BufferedReader, encoding: Encoding) -> Iterator[str]:
    """The whole text in pieces that may end anywhere, for what has no lines; raises FileProblem."""
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    stream.seek(encoding.skip)
    more = True
    while more:
        block = stream.read(BLOCK)
        more = len(block) == BLOCK
        try:
            yield decoder.decode(block, final=not more)
        except UnicodeDecodeError as error:
            raise FileProblem(
                "The page holds bytes that are not {encoding} text; open it in a browser, copy the "
                "table, and paste it into a new file.",
                encoding=encoding.label.upper(),
            ) from error


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
