"""Rows of a CSV or TSV file, in batches, with the row named wherever the file is broken."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import BufferedReader, StringIO
from itertools import chain, islice
from typing import NamedTuple

from data.errors import FileProblem
from data.imports.cell_text import ForbiddenCharacter, checked_row_text, forbidden_in, row_text
from data.imports.limits import Limits
from data.imports.messages import CELL_END
from data.imports.text_files import BrokenLine, encoding_of, line_blocks

BATCH_ROWS = 256
SAMPLE_CHARACTERS = 64 * 1024
SAMPLE_LINES = 20
DELIMITERS = ",\t;"
WEB_PAGE = re.compile(r"\s*<(!doctype html|!--|html|head|body|table|meta|script|style|title|div|p|span)\b", re.I)
XML = re.compile(r"\s*<\?xml\b", re.I)
JSON = re.compile(r"""\s*(\{\s*["}]|\[\s*[\[{"\]])""")
SAVE_AGAIN = "open the file in a spreadsheet program, look at that row, and save it as CSV again"


class TextTable(NamedTuple):
    """An opened text file: what it is, what to tell the person, and its rows."""

    kind: str
    encoding: str
    warnings: list[str]
    batches: Iterator[list[str]]


def text_table(stream: BufferedReader, suffix: str, limits: Limits) -> TextTable:
    """Open a text file whose name ends in `suffix`; raises FileProblem when it is not a table."""
    encoding = encoding_of(stream)
    blocks = line_blocks(stream, encoding, limits)
    try:
        first = next(blocks, StringIO())
    except BrokenLine as broken:
        raise _broken_row(1, str(broken)) from broken
    sample = first.getvalue()[:SAMPLE_CHARACTERS]
    _refuse_other_text(sample, suffix)
    delimiter = delimiter_of(sample)
    lines = chain.from_iterable(chain([first], blocks))
    return TextTable(
        kind="tsv" if delimiter == "\t" else "csv",
        encoding=encoding.label,
        warnings=[encoding.warning] if encoding.warning else [],
        batches=_batches(csv.reader(lines, delimiter=delimiter, strict=True), encoding.suspicious, limits),
    )


def delimiter_of(sample: str) -> str:
    """Comma, tab or semicolon: the one on which most of the first non-blank lines agree."""
    lines = [line for line in sample.splitlines() if line.strip()][:SAMPLE_LINES]
    return max(DELIMITERS, key=lambda delimiter: _agreement(lines, delimiter))


def _agreement(lines: list[str], delimiter: str) -> tuple[int, int]:
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1)
    except csv.Error:
        return 0, 0
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _refuse_other_text(sample: str, suffix: str) -> None:
    if WEB_PAGE.match(sample):
        raise FileProblem(
            f"This is a web page saved as {suffix}, not a table; "
            "open the page's download link in a browser and save the file it offers."
        )
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
            raise FileProblem(f"The file has more than {limits.csv_rows:,} rows; split it into smaller files.")
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
    return FileProblem(f"Row {row} {what}; {SAVE_AGAIN}.", row=row)
