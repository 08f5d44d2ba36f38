"""A file that somebody shares: its name made harmless, its kind told from its bytes, kept by its hash."""

import re
import unicodedata
from dataclasses import dataclass

from data.errors import InvalidInput
from data.imports.kept_files import keep_bytes
from data.imports.limits import MIB

LARGEST = 10 * MIB
LONGEST_NAME = 100
ZIP = b"PK\x03\x04"
BEGINS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "docx": (ZIP,),
    "xlsx": (ZIP,),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "csv": (),
    "txt": (),
}
INSIDE = {"docx": b"word/", "xlsx": b"xl/"}
KINDS = tuple(BEGINS)
ALSO = {"jpeg": "jpg"}


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A file that may be kept; `renamed` says that its name was not the one it came with."""

    name: str
    kind: str
    body: bytes
    renamed: bool


def shared_file(name: str, body: bytes) -> SharedFile:
    """A file as it may be kept and given on. Raises InvalidInput for a kind, content or size that is not taken."""
    safe = safe_name(name)
    _stem, _dot, ending = safe.rpartition(".")
    kind = ALSO.get(ending.lower(), ending.lower())
    if kind not in BEGINS or not _stem:
        raise InvalidInput(
            "“{name}” is of no kind that can be shared. Share a PDF, DOCX, XLSX, CSV, TXT, PNG or JPG, or a link.",
            name=safe[:60],
        )  # fmt: skip
    if not body:
        raise InvalidInput("“{name}” is empty. Choose the file again.", name=safe)
    if len(body) > LARGEST:
        raise InvalidInput(
            "“{name}” is larger than {most} MiB. Share a smaller one, or a link to it.", name=safe, most=LARGEST // MIB
        )
    if not _is_of_kind(kind, body):
        raise InvalidInput(
            "“{name}” does not hold what its ending says. Save it anew as {kind} and share that.", name=safe,
            kind=kind.upper(),
        )  # fmt: skip
    return SharedFile(f"{_stem}.{kind}", kind, body, renamed=safe != name)


def safe_name(name: str) -> str:
    """The last part of a file's name without signs that mean something to a shell, a browser or a folder."""
    plain = unicodedata.normalize("NFKC", name[-4 * LONGEST_NAME :])
    last = re.split(r"[\\/:]", plain)[-1]
    kept = "".join(one if one.isalnum() or one in " ._-()" else "_" for one in last)
    stem, dot, ending = re.sub(r"\s+", " ", kept).strip(" .").rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}"[-LONGEST_NAME:]


def _is_of_kind(kind: str, body: bytes) -> bool:
    if not BEGINS[kind]:
        return b"\x00" not in body
    if not body.startswith(BEGINS[kind]):
        return False
    return INSIDE.get(kind, b"") in body


def keep_shared(file: SharedFile) -> str:
    """Keep a file in the store's folder; answers its hash. Call it before the record that names it."""
    return keep_bytes(file.body)
