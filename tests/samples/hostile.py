"""Makers of files that must end refused or inert; each writes one file and answers its path."""

import random
import struct
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from tests.samples.workbooks import ONE_CELL, SHEET, sheet_xml, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def written(path: Path, content: bytes) -> Path:
    """A file of exactly these bytes."""
    path.write_bytes(content)
    return path


def compound_file(stream_name: str) -> bytes:
    """A minimal OLE compound file with one stream: what an old or encrypted workbook is on disk."""
    free, end, sector_table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = struct.pack("<8s16x5H6x9I", OLE, 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    header = header[:76] + struct.pack("<I", 0) + struct.pack("<I", free) * 108
    sectors = struct.pack("<2I", sector_table, end) + struct.pack("<I", free) * 126
    directory = _entry("Root Entry", 5, child=1) + _entry(stream_name, 2) + bytes(256)
    return header[:512].ljust(512, b"\xff") + sectors + directory


def _entry(name: str, kind: int, child: int = 0xFFFFFFFF) -> bytes:
    letters = name.encode("utf-16-le")
    none = 0xFFFFFFFF
    return struct.pack("<64sHBB3I36xIQ", letters, len(letters) + 2, kind, 1, none, none, child, 0xFFFFFFFE, 0)


def zip_bomb(folder: Path) -> Path:
    return workbook(folder / "bomb.xlsx", sheet_xml(ONE_CELL + " " * 50_000_000))


def many_large_parts(folder: Path) -> Path:
    noise = random.Random(1).randbytes(1_000_000)
    parts: dict[str | ZipInfo, str | bytes] = {f"xl/media/{n}.bin": noise + bytes(4_000_000) for n in range(13)}
    return workbook(folder / "large.xlsx", more=parts)


def million_columns(folder: Path) -> Path:
    return written(folder / "columns.csv", b"a," * 1_000_000 + b"a\n1\n")


def thousand_columns(folder: Path) -> Path:
    return written(folder / "wide.csv", b"a,b\n" + b"1," * 1_000 + b"\n")


def ten_thousand_columns(folder: Path) -> Path:
    return written(folder / "wider.csv", b"a," * 10_000 + b"a\n" + b"1," * 10_000 + b"1\n")


def long_field(folder: Path) -> Path:
    return written(folder / "field.csv", b"a,b\n1," + b"x" * 200_000 + b"\n")


def unclosed_quote(folder: Path) -> Path:
    return written(folder / "quote.csv", b'a,b\n1,2\n3,"4\n' + b"5,6\n" * 300_000)


def entity_bomb(folder: Path) -> Path:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    prologue = f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]>'
    cell = '<row r="1"><c r="A1" t="str"><v>&e9;</v></c></row>'
    return workbook(folder / "entities.xlsx", sheet_xml(cell, prologue=prologue))


def two_far_cells(folder: Path) -> Path:
    far = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    return workbook(folder / "far.xlsx", sheet_xml(ONE_CELL + far, dimension='<dimension ref="A1:XFD1048576"/>'))


def no_dimension(folder: Path) -> Path:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n * 7919 % 10_007}</v></c></row>' for n in range(1, 250_001))
    return workbook(folder / "undimensioned.xlsx", sheet_xml(rows, dimension=""))


def endless_blank_cells(folder: Path) -> Path:
    noise = random.Random(1)
    cells = "".join(f'<c s="{noise.randrange(10**6)}"/>' for _ in range(2_100_000))
    return workbook(folder / "blanks.xlsx", sheet_xml(f"<row>{cells}</row>"))


def nested_zip(folder: Path) -> Path:
    inner = workbook(folder / "inner.xlsx").read_bytes()
    return workbook(folder / "nested.xlsx", more={"xl/embeddings/inner.bin": inner})


def traversal_name(folder: Path) -> Path:
    return workbook(folder / "traversal.xlsx", more={"../../etc/cron.d/job": "x"})


def linked_part(folder: Path) -> Path:
    link = ZipInfo("xl/link")
    link.external_attr = 0o120777 << 16
    return workbook(folder / "link.xlsx", more={link: "/etc/passwd"})


def same_name_twice(folder: Path) -> Path:
    return workbook(folder / "twice.xlsx", more={ZipInfo("xl/workbook.xml"): "<x/>"})


def many_parts(folder: Path) -> Path:
    return workbook(folder / "parts.xlsx", more={f"xl/{n}.xml": "<x/>" for n in range(1_001)})


def encrypted_part(folder: Path) -> Path:
    content = bytearray(workbook(folder / "encrypted.xlsx").read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return written(folder / "encrypted.xlsx", bytes(content))


def false_size(folder: Path) -> Path:
    path = workbook(folder / "false.xlsx", sheet_xml(ONE_CELL + " " * 1_000_000))
    with ZipFile(path) as archive:
        true = archive.getinfo(SHEET).file_size
    return written(path, path.read_bytes().replace(struct.pack("<I", true), struct.pack("<I", 900)))


def truncated_workbook(folder: Path) -> Path:
    path = workbook(folder / "truncated.xlsx")
    return written(path, path.read_bytes()[:-200])


def corrupted_workbook(folder: Path) -> Path:
    return workbook(folder / "corrupted.xlsx", sheet_xml("<row><c></row>"))


def workbook_with_huge_digits(folder: Path) -> Path:
    digits = "".join(random.Random(1).choices("123456789", k=100_000))
    return workbook(folder / "digits.xlsx", sheet_xml(f'<row r="1"><c r="A1"><v>{digits}</v></c></row>'))


def deep_xml(folder: Path) -> Path:
    noise = random.Random(1)
    deep = "".join(f"<a{noise.randrange(10**6)}>" for _ in range(1_000_000))
    return workbook(folder / "deep.xlsx", sheet_xml(deep))


def protected_workbook(folder: Path) -> Path:
    return written(folder / "protected.xlsx", compound_file("EncryptedPackage"))


def old_workbook(folder: Path) -> Path:
    return written(folder / "old.xlsx", compound_file("Workbook"))


def plain_zip(folder: Path) -> Path:
    with ZipFile(folder / "plain.xlsx", "w", ZIP_STORED) as archive:
        archive.writestr("table.csv", "a,b\n1,2\n")
    return folder / "plain.xlsx"


def web_page(folder: Path) -> Path:
    return written(folder / "page.csv", b"\n<!DOCTYPE html>\n<html><body>Sign in</body></html>")


def page_of_layout(folder: Path) -> Path:
    return written(folder / "page.html", b"<html><table><tr><td><table><tr><td>Sign in</table></table>")


def endless_html_cells(folder: Path) -> Path:
    return written(folder / "cells.html", b"<table>" + b"<td>" * 1_250_000)


def endless_html_row(folder: Path) -> Path:
    return written(folder / "row.html", b"<table>" + b"<td>x" * 1_000_000)


def million_spans(folder: Path) -> Path:
    spans = b"<tr>" + b"<td rowspan=1000000 colspan=10>x" * 19
    return written(folder / "spans.html", b"<table>" + spans + b"<tr><td>y" * 100_000)


def long_spanning_label(folder: Path) -> Path:
    label = b"<tr><th rowspan=65534>" + b"x" * 100_000 + b"<td>y"
    return written(folder / "label.html", b"<table>" + label + b"<tr><td>z" * 10_000)


def deep_html(folder: Path) -> Path:
    return written(folder / "deep.html", b"<table><tr><td>a<td>" + b"<div>" * 1_000_000)


def nested_html_tables(folder: Path) -> Path:
    return written(folder / "tables.html", b"<table><tr><td>a<td>" * 100_000)


def endless_attribute(folder: Path) -> Path:
    return written(folder / "attribute.html", b"<table><tr><td style='" + b"; " * 5_000_000 + b"'>a")


def pdf(folder: Path) -> Path:
    return written(folder / "table.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")


def gzip(folder: Path) -> Path:
    return written(folder / "packed.csv", b"\x1f\x8b\x08\x00" + bytes(20))


def json_text(folder: Path) -> Path:
    return written(folder / "table.csv", b'[\n {"a": 1}]')


def empty(folder: Path) -> Path:
    return written(folder / "empty.csv", b"")


def only_blank_lines(folder: Path) -> Path:
    return written(folder / "blank.csv", b"\n \n,,\n\r\n")


def nul_bytes(folder: Path) -> Path:
    return written(folder / "nul.csv", b"a,b\n1,\x002\n")


def separator_characters(folder: Path) -> Path:
    return written(folder / "separators.csv", b"a,b\n1,x\x1fy\x1ez\n")


def lone_surrogate(folder: Path) -> Path:
    return written(folder / "surrogate.csv", b"a,b\n1,\xed\xa0\x80\n")


def lone_surrogate_in_utf16(folder: Path) -> Path:
    return written(folder / "surrogate.csv", b"\xff\xfe" + "a,b\n1,".encode("utf-16-le") + b"\x00\xd8")


def piled_marks(folder: Path) -> Path:
    return written(folder / "marks.csv", ("a,b\n1,e" + "\u0301\u0323" * 60_000 + "\n").encode())


def undefined_byte(folder: Path) -> Path:
    return written(folder / "undefined.csv", b"a,b\n1,caf\xe9\n2,\x81\n")


def long_line(folder: Path) -> Path:
    return written(folder / "line.csv", b"a,b\n" + b"x" * 3_000_000)


def long_record(folder: Path) -> Path:
    return written(folder / "record.csv", b"a,b\n" + b",".join([b'"' + b"x\n" * 60_000 + b'"'] * 20) + b"\n")


REFUSED: dict[Callable[[Path], Path], str] = {
    zip_bomb: "unpacks to far more than its size",
    many_large_parts: "unpacks to more than 60 MiB",
    million_columns: "Row 1 has a line longer than",
    thousand_columns: "Row 2 has more than 500 columns",
    ten_thousand_columns: "Row 1 has more than 500 columns",
    long_field: "cell longer than 131,072 characters",
    unclosed_quote: "Row 3 opens a quotation mark that is never closed",
    entity_bomb: "declares an XML document type",
    two_far_cells: "has values below row 200,000",
    no_dimension: "has values below row 200,000",
    endless_blank_cells: "needs more memory than is allowed",
    nested_zip: "packs another packed file",
    traversal_name: "name points outside the file",
    linked_part: "link to another file",
    same_name_twice: "two parts under one name",
    many_parts: "more than 1,000 parts",
    encrypted_part: "protected by a password",
    false_size: "damaged or incomplete",
    truncated_workbook: "damaged or incomplete",
    corrupted_workbook: "damaged or incomplete",
    workbook_with_huge_digits: "cell A1 holds a value that cannot be read",
    deep_xml: "damaged",
    protected_workbook: "protected by a password",
    old_workbook: "old .xls workbook",
    plain_zip: "This is a ZIP file",
    web_page: "This is a web page saved as .csv",
    page_of_layout: "have one cell each",
    endless_html_cells: "has more than 500,000 parts",
    endless_html_row: "row 1 has values beyond 200 columns",
    million_spans: "more than 2,000,000 cells",
    long_spanning_label: "more than 33,554,432 characters",
    deep_html: "nests its parts more than 1,000 deep",
    nested_html_tables: "nests its parts more than 1,000 deep",
    endless_attribute: "have one cell each",
    pdf: "This is a PDF",
    gzip: "The packed file is damaged",
    json_text: "This is a JSON file",
    empty: "The file is empty",
    only_blank_lines: "The file is empty",
    nul_bytes: "Row 2, column B holds a character that is not text (U+0000)",
    separator_characters: "Row 2, column B holds a character that is not text (U+001F)",
    lone_surrogate: "Row 2, column B holds a character that is not text (U+D800)",
    lone_surrogate_in_utf16: "Row 2, column B holds a character that is not text (U+D800)",
    piled_marks: "Row 2 piles more than 30 accents",
    undefined_byte: "Row 3 holds bytes that are not WINDOWS-1252 text",
    long_line: "Row 2 has a line longer than",
    long_record: "Row 2 holds more than 1,048,576 characters",
}
