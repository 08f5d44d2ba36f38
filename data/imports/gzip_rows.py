"""A table packed with gzip, unpacked within the limits of an archive before it is read."""

import gzip
import tempfile
import zlib
from io import BufferedReader
from typing import IO, cast

from data.errors import FileProblem
from data.imports.limits import MIB, Limits

GZIP = b"\x1f\x8b"
PIECE = 1024 * 1024


def unpacked(stream: IO[bytes], limits: Limits) -> BufferedReader:
    """The table inside, at its beginning; raises FileProblem for a damaged file and one that unpacks to too much."""
    packed = stream.seek(0, 2)
    stream.seek(0)
    most = min(limits.zip_entry_unpacked, max(packed * limits.zip_ratio, MIB))
    kept = tempfile.TemporaryFile()  # noqa: SIM115 - whoever reads it closes it
    try:
        _unpack(stream, kept, most)
    except BaseException:
        kept.close()
        raise
    kept.seek(0)
    return cast(BufferedReader, kept)


def _unpack(stream: IO[bytes], into: IO[bytes], most: int) -> None:
    size = 0
    try:
        with gzip.open(stream) as inside:
            while piece := inside.read(PIECE):
                size += len(piece)
                if size > most:
                    raise FileProblem(
                        "The packed file holds more than {n} MiB; unpack it and split it into smaller files.",
                        n=most // MIB,
                    )
                into.write(piece)
    except (OSError, EOFError, zlib.error) as error:
        raise FileProblem(
            "The packed file is damaged; download it again, or unpack it and import the table."
        ) from error
