"""A Frictionless data package: tables as CSV with their schemas, and all of it in one file; values in, bytes out."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from data.exports.tables import neutral

PROFILE = "tabular-data-resource"
NO_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest a packed file may say: the same contents give the same bytes
Cell = str | int | bool | Decimal | None
Leads = Mapping[tuple[str, ...], tuple[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class FieldOf:
    """A column: `kind` is a Frictionless type, `unit` what its numbers count; without `needed` it may be empty."""

    name: str
    kind: str
    about: str
    unit: str = ""
    needed: bool = False

    def described(self) -> dict[str, Any]:
        more: dict[str, Any] = {"unit": self.unit} if self.unit else {}
        if self.needed:
            more["constraints"] = {"required": True}
        return {"name": self.name, "type": self.kind, "description": self.about, **more}


@dataclass(frozen=True, slots=True)
class PackedTable:
    """A table of the package: its columns, what tells a row from others, and to which tables its columns lead."""

    name: str
    about: str
    fields: tuple[FieldOf, ...]
    key: tuple[str, ...]
    leads_to: Leads
    rows: Iterable[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A table as written: its descriptor in the package, its bytes, and how many rows they hold."""

    name: str
    about: str
    descriptor: Mapping[str, Any]
    body: bytes
    rows: int


def written(table: PackedTable) -> WrittenTable:
    """A table as CSV (UTF-8, a line feed after each row; text that a spreadsheet could run is led by an apostrophe)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([field.name for field in table.fields])
    count = 0
    for row in table.rows:
        writer.writerow([_cell(value) for value in row])
        count += 1
    body = out.getvalue().encode()
    schema: dict[str, Any] = {
        "fields": [field.described() for field in table.fields], "missingValues": [""], "primaryKey": list(table.key),
    }  # fmt: skip
    if table.leads_to:
        schema["foreignKeys"] = [
            {"fields": list(own), "reference": {"resource": other, "fields": list(theirs)}}
            for own, (other, theirs) in table.leads_to.items()
        ]
    descriptor = {
        "name": table.name, "title": table.about, "path": f"{table.name}.csv", "profile": PROFILE, "scheme": "file",
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "bytes": len(body),
        "hash": f"sha256:{sha256(body).hexdigest()}", "schema": schema,
    }  # fmt: skip
    return WrittenTable(table.name, table.about, descriptor, body, count)


def _cell(value: Cell) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return neutral(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def descriptor_of(tables: Sequence[WrittenTable], *, name: str, title: str, about: str, licence: str) -> bytes:
    """datapackage.json: what the package is, under which terms its figures stand, and every table."""
    package = {
        "profile": "tabular-data-package", "name": name, "title": title, "description": f"{about}\n\n{licence}",
        "resources": [one.descriptor for one in tables],
    }  # fmt: skip
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def packed(files: Sequence[tuple[str, bytes]]) -> bytes:
    """Files as one ZIP, the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files:
            entry = zipfile.ZipInfo(name, NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, body)
    return out.getvalue()
