"""What a stranger's ZIP container may hold; asked before anything in it is read."""

import re
import stat
from io import BufferedReader
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from data.errors import FileProblem
from data.imports.limits import MIB, Limits

PIECE = 64 * 1024
NESTED = (b"PK\x03\x04", b"PK\x05\x06")
DAMAGED = "The file is damaged or incomplete; download it again, or open it in a spreadsheet program and save it again."
DANGEROUS_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|[\x00-\x1f\x7f]")


def opened_zip(stream: BufferedReader) -> ZipFile:
    """The container's list of contents; raises FileProblem when it is truncated or damaged."""
    try:
        return ZipFile(stream)
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FileProblem(DAMAGED) from error


def refuse_hostile_zip(archive: ZipFile, limits: Limits, *, unpacked: int) -> None:
    """Raise FileProblem unless every entry and all together (`unpacked` bytes) keep to the limits."""
    entries = archive.infolist()
    if len(entries) > limits.zip_entries:
        raise FileProblem(
            "The file packs more than {zip_entries:,} parts; save it again with less in it.",
            zip_entries=limits.zip_entries,
        )
    if len({entry.filename.casefold() for entry in entries}) < len(entries):
        raise FileProblem("The file packs two parts under one name; save it again in a spreadsheet program.")
    if sum(entry.file_size for entry in entries) > unpacked:
        raise FileProblem("The file unpacks to more than {n} MiB; save it as CSV and try again.", n=unpacked // MIB)
    for entry in entries:
        _refuse_entry(entry, limits)
    for entry in entries:
        _refuse_nested(archive, entry)


def _refuse_entry(entry: ZipInfo, limits: Limits) -> None:
    if DANGEROUS_NAME.search(entry.orig_filename):
        raise FileProblem("The file packs a part whose name points outside the file; it was not opened.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise FileProblem("The file packs a link to another file; it was not opened.")
    if entry.flag_bits & 1:
        raise FileProblem("The file is protected by a password; remove the password, save it, and try again.")
    if entry.file_size > limits.zip_entry_unpacked:
        size = limits.zip_entry_unpacked // MIB
        raise FileProblem("The file packs a part larger than {size} MiB; save it as CSV and try again.", size=size)
    if entry.file_size > limits.zip_ratio * max(entry.compress_size, 1):
        raise FileProblem("The file unpacks to far more than its size; save it as CSV and try again.")


def _refuse_nested(archive: ZipFile, entry: ZipInfo) -> None:
    try:
        with archive.open(entry) as part:
            start = part.read(4)
    except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise FileProblem(DAMAGED) from error
    if start in NESTED:
        raise FileProblem("The file packs another packed file; remove embedded files, save it, and try again.")


class _HasDoctype(Exception):
    """The XML part declares a document type."""


def refuse_document_types(archive: ZipFile) -> None:
    """Raise FileProblem when an XML part declares a document type, where entity bombs live.

    Only the prologue is read, by the parser that will read the rest; a part that is not XML passes.
    """
    for entry in archive.infolist():
        try:
            _read_prologue(archive, entry)
        except _HasDoctype as error:
            raise FileProblem(
                "The file declares an XML document type, which no spreadsheet does; "
                "open it in a spreadsheet program and save it again."
            ) from error
        except expat.ExpatError:
            continue


def _read_prologue(archive: ZipFile, entry: ZipInfo) -> None:
    parser = expat.ParserCreate()
    inside: list[str] = []

    def refuse(*_: object) -> None:
        raise _HasDoctype

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, _: inside.append(name)
    with archive.open(entry) as part:
        while not inside and (piece := part.read(PIECE)):
            parser.Parse(piece)
