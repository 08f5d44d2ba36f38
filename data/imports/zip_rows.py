"""A ZIP of CSV files, as state data is published: each file in it is one table, named by its file's name."""

from collections.abc import Iterator
from io import BufferedReader, BytesIO
from typing import cast
from zipfile import ZipFile

from data.imports.csv_rows import text_table
from data.imports.limits import Limits
from data.imports.sheet_rows import SheetRows
from data.imports.text_files import encoding_of
from data.imports.zip_limits import opened_zip, refuse_hostile_zip

SIGN_OF_TABLES = ".csv"


def csv_members(stream: BufferedReader, limits: Limits) -> tuple[ZipFile, tuple[str, ...]]:
    """The archive and its CSV files, none where it holds fewer than two; raises FileProblem for a hostile one."""
    archive = opened_zip(stream)
    names = tuple(
        name for name in archive.namelist() if name.lower().endswith(SIGN_OF_TABLES) and "__MACOSX" not in name
    )
    if len(names) < 2:
        return archive, ()
    refuse_hostile_zip(archive, limits, unpacked=limits.zip_unpacked)
    return archive, names


def csv_tables(archive: ZipFile, names: tuple[str, ...], limits: Limits) -> Iterator[SheetRows]:
    """Each CSV file of the archive as a table; raises FileProblem, also while the rows are read."""
    for name in names:
        stream = cast(BufferedReader, BytesIO(archive.read(name)))
        if not stream.read(1):
            continue
        yield SheetRows(name, text_table(stream, encoding_of(stream), limits).batches)
