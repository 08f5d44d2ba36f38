"""Reads one stranger's file from standard input in a process with a memory and time cap."""

import json
import os
import re
import resource
import sys
from collections.abc import Iterator
from io import BufferedReader, BufferedWriter
from typing import NamedTuple, cast
from zipfile import ZipFile

from data.errors import FileProblem
from data.imports.cell_text import SheetText
from data.imports.csv_rows import text_table
from data.imports.gzip_rows import GZIP, unpacked
from data.imports.json_members import json_members, json_rows
from data.imports.json_rows import is_json_lines, json_lines
from data.imports.limits import Limits
from data.imports.messages import DONE, OPENED, PROBLEM, SHEET, WARNING, Speaker
from data.imports.sheet_rows import SheetRows
from data.imports.text_files import Encoding, encoding_of, opening
from data.imports.zip_rows import csv_members, csv_tables

YAML = (".yml", ".yaml")
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKED = (GZIP, b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
BLOCK = 1024 * 1024
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
NEEDS_MEMORY = "The file needs more memory than is allowed; save it as CSV and try again."
EMPTY = "The file is empty: no row has any text in it."
OPENING_CHARACTERS = 8 * 1024
WEB_PAGE = re.compile(
    r"""\s*(version:[\d.]+\s+starthtml:|(<\?xml\b[^>]*>\s*)?<(!--|(!doctype\s+html|html|head|body|meta|link|base|title
    |style|script|noscript|main|header|nav|section|article|aside|center|div|form|p|span|font|b|i|a|ul|ol|h[1-6]|hr|br
    |img|table|caption|colgroup|col|thead|tbody|tfoot|tr|t[dh])\b))""",
    re.I | re.X,
)
NOT_NEEDED = ("numpy", "PIL", "lxml")  # openpyxl takes them when it can; together 100 MiB and 0.3 s


class Asked(NamedTuple):
    """What the parent wants: rows within the limits (of each sheet the first `rows`), and the name's ending."""

    limits: Limits
    suffix: str
    rows: int | None


def main() -> None:
    """Answer one file: its kind, its sheets as rows, or the problem; `argv` holds the fields of `Asked` as JSON."""
    limits, suffix, rows = map(json.loads, sys.argv[1:])
    asked = Asked(Limits(*limits), suffix, rows)
    cap(asked.limits)
    speaker = Speaker(cast(BufferedWriter, sys.stdout.buffer))
    try:
        read(cast(BufferedReader, sys.stdin.buffer), asked, speaker)
        speaker.say(DONE)
    except FileProblem as problem:
        speaker.say(PROBLEM, sentence=str(problem), row=problem.row, column=problem.column)
    except MemoryError:
        speaker.say(PROBLEM, sentence=NEEDS_MEMORY, row=None, column=None)


def cap(limits: Limits) -> None:
    """Bind this process to the limits, for good."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.child_seconds, limits.child_seconds + 1))
    if sys.platform == "linux":  # elsewhere the kernel refuses or ignores it
        resource.setrlimit(resource.RLIMIT_AS, (limits.child_memory, limits.child_memory))


def read(stream: BufferedReader, asked: Asked, speaker: Speaker) -> None:
    """Say everything about the file; its kind is decided by its first bytes, never by its name."""
    start = stream.read(8)
    if start.startswith(GZIP):
        with unpacked(stream, asked.limits) as inside:
            _read_plain(inside, inside.read(8), asked, speaker)
    else:
        _read_plain(stream, start, asked, speaker)


def _read_plain(stream: BufferedReader, start: bytes, asked: Asked, speaker: Speaker) -> None:
    """What is in a file, or was packed in one."""
    refuse_other_kinds(stream, start)
    read_kind = _read_workbook if start.startswith(ZIP) else _read_text
    if not read_kind(stream, asked, speaker):
        raise FileProblem(EMPTY)


def refuse_other_kinds(stream: BufferedReader, start: bytes) -> None:
    """Raise FileProblem for the kinds people send most often instead of a table."""
    if start.startswith(b"%PDF-"):
        raise FileProblem("This is a PDF, not a table; ask its publisher for the same table as CSV or XLSX.")
    if start.startswith(PACKED):
        raise FileProblem("This is a packed file; unpack it and import the CSV or XLSX file inside.")
    if start == OLE:
        if _holds(stream, ENCRYPTED_STREAM):
            raise FileProblem("The workbook is protected by a password; remove the password, save it, and try again.")
        raise FileProblem("This is an old .xls workbook; open it in a spreadsheet program and save it as XLSX.")


def _holds(stream: BufferedReader, word: bytes) -> bool:
    kept = b""
    while block := stream.read(BLOCK):
        if word in kept + block:
            return True
        kept = block[-len(word) :]
    return False


def _read_text(stream: BufferedReader, asked: Asked, speaker: Speaker) -> bool:
    if asked.suffix in YAML:
        return _read_one_yaml(stream, asked, speaker)
    encoding = encoding_of(stream)
    begins = opening(stream, encoding, OPENING_CHARACTERS)
    if WEB_PAGE.match(begins):
        return _read_page(stream, encoding.declared_in(begins), asked, speaker)
    if is_json_lines(begins):
        speaker.say(OPENED, kind="jsonl", encoding=encoding.label, warnings=encoding.warnings)
        speaker.say(SHEET, name="")
        return _say_rows(json_lines(stream, encoding, asked.limits), SheetText("Row"), asked.rows, speaker)
    table = text_table(stream, encoding, asked.limits)
    speaker.say(OPENED, kind=table.kind, encoding=encoding.label, warnings=encoding.warnings)
    speaker.say(SHEET, name="")
    has_text = _say_rows(table.batches, SheetText("Row"), asked.rows, speaker)
    for sentence in table.warnings():
        speaker.say(WARNING, sentence=sentence)
    return has_text


def _read_page(stream: BufferedReader, encoding: Encoding, asked: Asked, speaker: Speaker) -> bool:
    from data.imports.html_rows import html_tables

    warnings, tables = html_tables(stream, encoding, asked.suffix, asked.limits)
    speaker.say(OPENED, kind="html", encoding=encoding.label, warnings=[*encoding.warnings, *warnings])
    return _say_sheets(iter(tables), "Table", asked, speaker)


def _read_one_yaml(stream: BufferedReader, asked: Asked, speaker: Speaker) -> bool:
    from data.imports.yaml_members import one_yaml

    stream.seek(0)
    speaker.say(OPENED, kind="yaml", encoding=None, warnings=[])
    return _say_sheets(iter([one_yaml("", stream.read())]), "File", asked, speaker)


def _read_yaml_members(archive: ZipFile, asked: Asked, speaker: Speaker) -> bool:
    from data.imports.yaml_members import yaml_members, yaml_rows

    members = yaml_members(archive, asked.limits)
    speaker.say(OPENED, kind="yaml zip", encoding=None, warnings=[])
    return _say_sheets(iter([yaml_rows(archive, members)]), "File", asked, speaker)


def _read_workbook(stream: BufferedReader, asked: Asked, speaker: Speaker) -> bool:
    archive, names = csv_members(stream, asked.limits)
    if names:
        speaker.say(OPENED, kind="zip", encoding=None, warnings=[])
        return _say_sheets(csv_tables(archive, names, asked.limits), "File", asked, speaker)
    if members := json_members(archive, asked.limits):
        speaker.say(OPENED, kind="json zip", encoding=None, warnings=[])
        return _say_sheets(iter([json_rows(archive, members)]), "File", asked, speaker)
    if any(name.lower().endswith(YAML) for name in archive.namelist()):
        return _read_yaml_members(archive, asked, speaker)
    stream.seek(0)
    sys.modules.update(dict.fromkeys(NOT_NEEDED))  # type: ignore[arg-type]  # None makes `import` fail
    # The C parser reads 2.4 times faster than defusedxml's; document types are refused before either.
    os.environ["OPENPYXL_DEFUSEDXML"] = "False"
    from data.imports.xlsx_rows import workbook_table

    warnings, sheets = workbook_table(stream, asked.limits)
    speaker.say(OPENED, kind="xlsx", encoding=None, warnings=warnings)
    return _say_sheets(sheets, "Sheet", asked, speaker)


def _say_sheets(sheets: Iterator[SheetRows], noun: str, asked: Asked, speaker: Speaker) -> bool:
    found_text = False
    for sheet in sheets:
        speaker.say(SHEET, name=sheet.name)
        text = SheetText(f"{noun} “{sheet.name}”, row")
        found_text = _say_rows(sheet.batches, text, asked.rows, speaker) or found_text
    return found_text


def _say_rows(batches: Iterator[list[str]], text: SheetText, most: int | None, speaker: Speaker) -> bool:
    """Whether the rows have text, or go on beyond the `most` that were asked for."""
    first = 1
    for batch in _first_of(batches, most):
        for joined in text.joined(batch, first):
            speaker.rows(joined)
        first += len(batch)
    if text.removed:
        marks = "1 invisible mark was" if text.removed == 1 else f"{text.removed:,} invisible marks were"
        speaker.say(WARNING, sentence=f"{marks} removed (writing direction, zero width).")
    return text.has_text or first - 1 == most


def _first_of(batches: Iterator[list[str]], most: int | None) -> Iterator[list[str]]:
    """The first `most` rows, and no batch taken that is not needed for them."""
    while most is None or most > 0:
        batch = next(batches, None)
        if batch is None:
            return
        yield batch[:most]
        most = None if most is None else most - len(batch)


if __name__ == "__main__":
    main()
