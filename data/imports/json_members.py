"""A ZIP of small JSON files, as legislatures' archives are published: each file is a row, its name and its text."""

import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from data.errors import FileProblem
from data.imports.cell_text import row_text
from data.imports.limits import MIB, Limits
from data.imports.sheet_rows import SheetRows, in_batches
from data.imports.zip_limits import DAMAGED, refuse_hostile_zip

FOLDERS = ("people", "vote", "bill")  # in the order they are read: a bill needs the names and votes before it
LARGEST_MEMBER = 10 * MIB
DEEPEST = 50
PIECE = 128 * 1024
NOT_JSON = "The file is not one whole JSON object; download the archive again, or leave this file out of it."


def json_members(archive: ZipFile, limits: Limits) -> tuple[ZipInfo, ...]:
    """The JSON files of an archive of bills, people and votes, none where it is none; raises FileProblem for a
    hostile one. Such an archive has one file for each bill, so it may pack more than other ZIP files."""
    found = [entry for entry in archive.infolist() if _folder_of(entry) in FOLDERS]
    if not found:
        return ()
    refuse_hostile_zip(archive, limits._replace(zip_entries=limits.zip_members), unpacked=limits.zip_unpacked)
    return tuple(sorted(found, key=lambda entry: FOLDERS.index(_folder_of(entry))))


def json_rows(archive: ZipFile, members: tuple[ZipInfo, ...]) -> SheetRows:
    """One table of three columns: a file's name, its JSON in pieces over as many rows as it takes, what is wrong."""
    return SheetRows("", in_batches(row_text(row) for member in members for row in _rows(archive, member)))


def _folder_of(entry: ZipInfo) -> str:
    path = PurePosixPath(entry.filename)
    is_json = path.suffix.lower() == ".json" and not path.name.startswith(".") and "__MACOSX" not in path.parts
    return path.parent.name.lower() if is_json else ""


def _rows(archive: ZipFile, member: ZipInfo) -> Iterator[tuple[str, str, str]]:
    try:
        text = _compact(archive, member)
    except (ValueError, RecursionError):
        yield member.filename, "", NOT_JSON
        return
    except (BadZipFile, OSError, EOFError) as error:
        raise FileProblem(DAMAGED) from error
    for start in range(0, len(text), PIECE):
        yield member.filename, text[start : start + PIECE], ""


def _compact(archive: ZipFile, member: ZipInfo) -> str:
    """The JSON in plain ASCII without a single space, so that nothing on its way tidies it. Raises ValueError."""
    if member.file_size > LARGEST_MEMBER:
        raise ValueError
    read = json.loads(archive.read(member).decode("utf-8-sig"), parse_constant=_refuse, object_pairs_hook=_no_twice)
    if not isinstance(read, dict) or _depth(read) > DEEPEST:
        raise ValueError
    return json.dumps(read, separators=(",", ":")).replace(" ", "\\u0020").replace("\x7f", "\\u007f")


def _refuse(word: str) -> None:
    raise ValueError(word)


def _no_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def _depth(value: Any) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(_depth, inside), default=0)
