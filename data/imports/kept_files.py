"""The raw file of every import, kept by its hash in `var/files`, so that any figure opens its own row."""

import hashlib
import os
import re
import shutil
from collections.abc import Generator
from pathlib import Path

from data.errors import NotFound
from data.imports.limits import TERMINAL_LIMITS
from data.imports.reading import open_file
from data.store import var_folder

PIECE = 1 << 20
SHA256 = re.compile(r"[0-9a-f]{64}")


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _place(sha256: str) -> Path:
    folder = var_folder() / "files"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / sha256


def keep(path: Path, sha256: str) -> None:
    """Copy a file into the store's folder under its hash; a second time changes nothing."""
    place = _place(sha256)
    if place.exists():
        return
    partial = place.with_suffix(f".{os.getpid()}.part")
    shutil.copyfile(path, partial)
    partial.chmod(0o600)
    partial.replace(place)


def keep_bytes(body: bytes) -> str:
    """Keep a file that came whole, such as one somebody shares; answers its hash. A second time changes nothing."""
    sha256 = hashlib.sha256(body).hexdigest()
    place = _place(sha256)
    if not place.exists():
        partial = place.with_suffix(f".{os.getpid()}.part")
        partial.write_bytes(body)
        partial.chmod(0o600)
        partial.replace(place)
    return sha256


def kept_bytes(sha256: str) -> bytes:
    """The whole of a kept file. Raises NotFound when it is no longer kept."""
    place = _place(sha256)
    if not SHA256.fullmatch(sha256) or not place.exists():
        raise NotFound("The kept file")
    return place.read_bytes()


def row_of(
    sha256: str, file_name: str, row_number: int, *, header_row: int = 0, sheet: str = ""
) -> tuple[list[str], list[str]]:
    """The header above a row and the row itself, as the kept file has them, on the sheet named (or the first).

    Without a header row the first row with several cells is the header. Raises NotFound when the file is no
    longer kept or has no such row.
    """
    rows = rows_of(sha256, file_name, sheet=sheet)
    header: list[str] = []
    for number, cells in rows:
        is_header = number == header_row if header_row else not header and sum(1 for cell in cells if cell) > 1
        header = cells if is_header else header
        if header and number == row_number:
            rows.close()
            return header, cells
    raise NotFound("Row {row_number} of {file_name}", row_number=row_number, file_name=file_name)


def rows_of(sha256: str, file_name: str, *, sheet: str = "") -> Generator[tuple[int, list[str]]]:
    """The rows of a kept file with their numbers. Raises NotFound when the file is no longer kept."""
    place = _place(sha256)
    if not place.exists():
        raise NotFound("The kept file")
    with open_file(place, name=file_name, limits=TERMINAL_LIMITS) as opened:
        for found in opened.sheets():
            if not sheet or found.name == sheet:
                yield from found.rows
                return
