"""Rows of a CSV or TSV file, in batches, with the row named wherever the file is broken."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import BufferedReader, StringIO
from itertools import chain, islice
from typing import NamedTuple

from data.errors import FileProblem
from data.imports.cell_text import ForbiddenCharacter, checked_row_text, forbidden_in, row_text
from data.imports.limits import Limits
from data.imports.messages import CELL_END
from data.imports.sheet_rows import BATCH_ROWS
from data.imports.tab_rows import NARROWEST, MendedRows, marks_quote, width_of
from data.imports.text_files import BrokenLine, Encoding, line_blocks

SAMPLE_CHARACTERS = 64 * 1024
SAMPLE_LINES = 20
DELIMITERS = ",\t;"
WEB_ARCHIVE = re.compile(r"\s*(From: <Saved by |MIME-Version: ?1)", re.I)
XML = re.compile(r"\s*<\?xml\b", re.I)
JSON = re.compile(r"""\s*(\{\s*["}]|\[\s*[\[{"\]])""")
SAVE_AGAIN = "open the file in a spreadsheet program, look at that row, and save it as CSV again"


class TextTable(NamedTuple):
    """An opened text file: what it is, what to tell the person, and its rows."""

    kind: str
    batches: Iterator[list[str]]
    warnings: Callable[[], list[str]] = list  # to be asked once the rows are read


def text_table(stream: BufferedReader, encoding: Encoding, limits: Limits) -> TextTable:
    """Open a text file; raises FileProblem when it is not a table."""
    blocks = line_blocks(stream, encoding, limits)
    try:
        first = next(blocks, StringIO())
    except BrokenLine as broken:
        raise _broken_row(1, str(broken)) from broken
    sample = first.getvalue()[:SAMPLE_CHARACTERS]
    _refuse_other_text(sample)
    delimiter = delimiter_of(sample)
    lines = chain.from_iterable(chain([first], blocks))
    if delimiter == "\t":
        return _tab_table(lines, sample, first, encoding, limits)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    return TextTable("csv", _batches(rows, encoding.suspicious, limits))


def _tab_table(lines: Iterator[str], sample: str, first: StringIO, encoding: Encoding, limits: Limits) -> TextTable:
    is_whole = len(first.getvalue()) <= SAMPLE_CHARACTERS
    quoted = marks_quote(sample, whole=is_whole)
    rows = csv.reader(lines, delimiter="\t", strict=True, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
    width = width_of(sample)
    if width < NARROWEST:
        return TextTable("tsv", _batches(rows, encoding.suspicious, limits))
    mended = MendedRows(rows, width)
    return TextTable("tsv", _batches(iter(mended), encoding.suspicious, limits), mended.warnings)


def delimiter_of(sample: str) -> str:
    """Comma, tab or semicolon: one whose quoted cells end where they should, on which most of the first lines agree."""
    lines = [line for line in sample.splitlines() if line.strip()][:SAMPLE_LINES]
    return max(DELIMITERS, key=lambda delimiter: _agreement(lines, delimiter))


def _agreement(lines: list[str], delimiter: str) -> tuple[bool, int, int]:
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1)
    except csv.Error:
        return False, 0, 0
    agreeing = max(((count, width) for width, count in widths.items()), default=(0, 0))
    return _is_well_quoted(lines, delimiter), *agreeing


def _is_well_quoted(lines: list[str], delimiter: str) -> bool:
    """Whether every quoted cell ends at a delimiter; the last may go on below the lines looked at."""
    try:
        for _ in csv.reader(lines, delimiter=delimiter, strict=True):
            pass
    except csv.Error as problem:
        return "unexpected end" in str(problem)
    return True


def _refuse_other_text(sample: str) -> None:
    if WEB_ARCHIVE.match(sample):
        raise FileProblem("This is a web archive; open it in a browser and save the page as “HTML only”.")
    if XML.match(sample):
        raise FileProblem("This is an XML file; open it in a spreadsheet program and save it as CSV or XLSX.")
    if JSON.match(sample):
        raise FileProblem("This is a JSON file; ask its publisher for the same table as CSV or XLSX.")


def _batches(rows: Iterator[list[str]], suspicious: bool, limits: Limits) -> Iterator[list[str]]:
    """Row texts; each row is joined at once, while it is still in the processor's cache."""
    csv.field_size_limit(limits.csv_field)
    texts = map(checked_row_text if suspicious else row_text, rows)
    done = 0
    while True:
        batch: list[str] = []
        try:
            batch.extend(islice(texts, BATCH_ROWS))  # on an error the rows before it stay in the batch
        except csv.Error as error:
            raise _broken_row(done + len(batch) + 1, _csv_words(str(error), limits)) from error
        except BrokenLine as broken:
            raise _broken_row(done + len(batch) + 1, str(broken)) from broken
        except ForbiddenCharacter as found:
            raise forbidden_in("Row", done + len(batch) + 1, found) from found
        if not batch:
            return
        _refuse_wide(batch, done + 1, limits.csv_columns)
        done += len(batch)
        if done > limits.csv_rows:
            raise FileProblem(
                "The file has more than {csv_rows:,} rows; split it into smaller files.", csv_rows=limits.csv_rows
            )
        yield batch


def _refuse_wide(batch: list[str], first: int, most: int) -> None:
    if max(map(len, batch)) < most:
        return
    for row, text in enumerate(batch, first):
        if text.count(CELL_END) >= most:
            sentence = f"Row {row} has more than {most} columns; remove the columns that are not needed."
            raise FileProblem(sentence, row=row)


def _csv_words(message: str, limits: Limits) -> str:
    if "field limit" in message:
        return f"opens a quotation mark that is never closed, or has a cell longer than {limits.csv_field:,} characters"
    if "end of data" in message:
        return "opens a quotation mark that is never closed"
    if "expected after" in message:
        return "has a quotation mark inside a quoted cell that is not doubled"
    return "cannot be read as a row of a table"


def _broken_row(row: int, what: str) -> FileProblem:
    return FileProblem("Row {number} {said}; {save_again}.", number=row, said=what, save_again=SAVE_AGAIN, row=row)
