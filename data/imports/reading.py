"""A stranger's file as a stream of rows, parsed in a child process that may be ended at any time."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from data.errors import FileProblem
from data.imports.limits import MIB, PAGE_LIMITS, Limits
from data.imports.messages import CELL_END, OPENED, ROW_END, ROWS, SHEET, WARNING
from data.imports.reader_process import NOT_READ, ReaderProcess, reader_process

PLAIN_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


@dataclass(frozen=True)
class Sheet:
    """One table of the file; a CSV has one, without a name, and a web page's are named by their captions.

    `rows` pairs each row with its number, 1-based as a spreadsheet counts; a row without text is an
    empty list. It may be read once, and only until the next sheet is asked for.
    """

    name: str
    rows: Iterator[tuple[int, list[str]]]


@dataclass(frozen=True)
class Peeked:
    """How one sheet begins: its name, the file's kind, and its first rows with their numbers."""

    name: str
    kind: str
    rows: tuple[tuple[int, list[str]], ...]


class OpenFile:
    """A recognised file; `warnings` is complete once all rows are read.

    `kind` is "csv", "tsv", "jsonl", "xlsx", "html", "yaml", or an archive's: "zip" (of CSV), "json zip", "yaml zip".
    """

    def __init__(self, child: ReaderProcess, kind: str, encoding: str | None, warnings: list[str]) -> None:
        self.kind = kind
        self.encoding = encoding
        self.warnings = warnings
        self._sheets = self._heard_sheets(child)

    def sheets(self) -> Iterator[Sheet]:
        """The visible sheets in order, once; raises FileProblem, also from within the rows."""
        return self._sheets

    def _heard_sheets(self, child: ReaderProcess) -> Iterator[Sheet]:
        letter, payload = child.hear()
        while letter == SHEET:
            sheet = Sheet(json.loads(payload)["name"], self._heard_rows(child))
            yield sheet
            for _ in sheet.rows:
                pass
            letter, payload = child.last

    def _heard_rows(self, child: ReaderProcess) -> Iterator[tuple[int, list[str]]]:
        first = 1
        letter, payload = child.hear()
        while letter == ROWS:
            lines = payload.decode().split(ROW_END)
            for number, line in enumerate(lines, first):
                cells = line.split(CELL_END)
                yield number, cells if any(cells) else []
            first += len(lines)
            letter, payload = child.hear()
        while letter == WARNING:
            self.warnings.append(json.loads(payload)["sentence"])
            letter, payload = child.hear()


@contextmanager
def open_file(
    path: Path, *, name: str, limits: Limits = PAGE_LIMITS, first_rows: int | None = None
) -> Iterator[OpenFile]:
    """Recognise the file at `path` by its content and stream its rows; `name` is only a label.

    With `first_rows` each sheet ends after that many, and the rest of it is not read.

    Raises FileProblem with a sentence for the person who gave the file: on entry when the file is not
    a table, and from within the rows when a row cannot be read. The rows end with the block.
    """
    suffix = Path(name).suffix.lower()
    with (
        _source(path, limits) as source,
        reader_process(source, suffix if PLAIN_SUFFIX.fullmatch(suffix) else "a table", limits, first_rows) as child,
    ):
        letter, payload = child.hear()
        if letter != OPENED:
            raise FileProblem(NOT_READ)
        yield OpenFile(child, **json.loads(payload))


def peek(path: Path, *, name: str, rows: int = 60, limits: Limits = PAGE_LIMITS) -> tuple[Peeked, ...]:
    """Every sheet's name and first rows, for choosing one and mapping its columns; raises FileProblem."""
    with open_file(path, name=name, limits=limits, first_rows=rows) as opened:
        return tuple(Peeked(sheet.name, opened.kind, tuple(sheet.rows)) for sheet in opened.sheets())


def _source(path: Path, limits: Limits) -> BinaryIO:
    try:
        if not path.is_file():
            raise FileProblem("There is no file to read; choose it again.")
        if path.stat().st_size > limits.upload:
            raise FileProblem("The file is larger than {n} MiB; split it into smaller files.", n=limits.upload // MIB)
        return path.open("rb")
    except OSError as error:
        raise FileProblem("The file could not be opened; choose it again.") from error
