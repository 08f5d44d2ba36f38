"""Rows of a file of JSON lines, one object a line: a column for each key, in the order the keys are first met."""

import json
from collections.abc import Iterable, Iterator
from io import BufferedReader, StringIO
from typing import Any

from data.errors import FileProblem
from data.imports.cell_text import checked_row_text
from data.imports.limits import Limits
from data.imports.sheet_rows import in_batches
from data.imports.text_files import BrokenLine, Encoding, line_blocks

BETWEEN = "; "  # of several values in one cell
NOT_LINES = "ask its publisher for the same table as CSV, or as JSON lines with one object on each line"


def is_json_lines(sample: str) -> bool:
    """Whether a file that begins so holds one whole JSON object on each line."""
    lines = [line for line in sample.splitlines() if line.strip()]
    if not lines or not lines[0].lstrip().startswith("{"):
        return False
    try:
        return isinstance(json.loads(lines[0]), dict)
    except (json.JSONDecodeError, RecursionError):
        return False


def json_lines(stream: BufferedReader, encoding: Encoding, limits: Limits) -> Iterator[list[str]]:
    """Row texts in batches, the header first; raises FileProblem naming the line. Reads the whole file at once."""
    objects = list(_objects(_lines(stream, encoding, limits), limits))
    header = list(dict.fromkeys(key for one in objects for key in one))
    if len(header) > limits.csv_columns:
        raise FileProblem(
            "The file has more than {csv_columns} kinds of fields; leave out those not needed.",
            csv_columns=limits.csv_columns,
        )
    yield from in_batches(
        checked_row_text(row) for row in (header, *([_cell(one.get(key)) for key in header] for one in objects))
    )


def _lines(stream: BufferedReader, encoding: Encoding, limits: Limits) -> Iterator[StringIO]:
    try:
        yield from line_blocks(stream, encoding, limits)
    except BrokenLine as broken:
        raise FileProblem("A line {broken}; {not_lines}.", broken=broken, not_lines=NOT_LINES) from broken


def _objects(blocks: Iterable[StringIO], limits: Limits) -> Iterator[dict[str, Any]]:
    number = 0
    for block in blocks:
        for line in block:
            number += 1
            if not line.strip():
                continue
            if number > limits.csv_rows:
                raise FileProblem(
                    "The file has more than {csv_rows:,} lines; split it into smaller files.", csv_rows=limits.csv_rows
                )
            try:
                found = json.loads(line)
            except (json.JSONDecodeError, RecursionError) as error:
                raise FileProblem(
                    "Line {number} is not one whole JSON object; {not_lines}.",
                    number=number,
                    not_lines=NOT_LINES,
                    row=number,
                ) from error
            if not isinstance(found, dict):
                raise FileProblem(
                    "Line {number} is not a JSON object; {not_lines}.", number=number, not_lines=NOT_LINES, row=number
                )
            yield found


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case list() if all(isinstance(one, str | int | float) for one in value):
            return BETWEEN.join(str(one) for one in value)
    return json.dumps(value, ensure_ascii=False)
