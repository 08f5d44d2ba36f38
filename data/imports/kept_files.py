"""The raw file of every import, kept by its hash in `var/files`, so that any figure opens its own row."""

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from data.errors import NotFound
from data.imports.limits import TERMINAL_LIMITS
from data.imports.reading import open_file
from data.store import var_folder

PIECE = 1 << 20


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


def several_filled(cells: list[str]) -> bool:
    """What tells a header from a title above it when nobody knows the table better."""
    return sum(1 for cell in cells if cell) > 1


def row_of(
    sha256: str, file_name: str, row_number: int, *, is_header: Callable[[list[str]], bool] = several_filled
) -> tuple[list[str], list[str]]:
    """The header above a row and the row itself, as the kept file has them.

    A workbook's sheets are looked through for the first that has the header above such a row. Raises NotFound
    when the file is no longer kept or has no such row.
    """
    place = _place(sha256)
    if not place.exists():
        raise NotFound("The kept file")
    with open_file(place, name=file_name, limits=TERMINAL_LIMITS) as opened:
        for sheet in opened.sheets():
            header: list[str] = []
            for number, cells in sheet.rows:
                header = header or (cells if is_header(cells) else [])
                if header and number == row_number:
                    return header, cells
    raise NotFound(f"Row {row_number} of {file_name}")
