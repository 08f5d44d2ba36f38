"""One table of a file inside the reading process: its name and its rows as texts, in batches."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

BATCH_ROWS = 256
NAME_CHARACTERS = 60


class SheetRows(NamedTuple):
    """One visible sheet and its rows."""

    name: str
    batches: Iterator[list[str]]


def in_batches(rows: Iterator[str]) -> Iterator[list[str]]:
    """The rows, `BATCH_ROWS` at a time."""
    while batch := list(islice(rows, BATCH_ROWS)):
        yield batch
