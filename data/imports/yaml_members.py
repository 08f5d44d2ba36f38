"""A ZIP of small YAML files, as Open States publishes people: each file is a row, its name and its content as JSON."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

import yaml

from data.errors import FileProblem
from data.imports.cell_text import row_text
from data.imports.limits import Limits
from data.imports.sheet_rows import SheetRows, in_batches
from data.imports.zip_limits import DAMAGED, refuse_hostile_zip

SUFFIXES = (".yml", ".yaml")  # as `data.imports.child` knows them without loading this
LARGEST_MEMBER = 256 * 1024
MOST_EVENTS = 20_000
DEEPEST = 30
PIECE = 128 * 1024
NOT_YAML = "is not whole YAML; download it again, or leave this file out."
TOO_LARGE = "is larger than a record like this can be; leave this file out."
ALIAS = "repeats parts of itself by reference (“&” and “*”), which such records never do; leave it out."
TAG = "holds a tag (“!”), by which a file can ask for more than text; leave this file out."
TWICE = "says “{key}” twice, and only one can hold; keep one of the two."
LONGEST_KEY = 40


class _Refused(Exception):
    """What a file holds that no record does, in words."""


class _Texts(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader, for which every value is text (no “NO” is false, no “1:30” a number) and no key stands twice."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the name and kind PyYAML reads

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        keys = [key.value for key, _value in node.value if isinstance(key, yaml.ScalarNode)]
        if len(set(keys)) < len(keys):
            twice = next(key for key in keys if keys.count(key) > 1)
            raise _Refused(TWICE.format(key=twice[:LONGEST_KEY]))
        return super().construct_mapping(node, deep)


def yaml_members(archive: ZipFile, limits: Limits) -> tuple[ZipInfo, ...]:
    """The YAML files of an archive by name, none where it holds none; raises FileProblem for a hostile archive."""
    found = [entry for entry in archive.infolist() if _is_yaml(entry.filename)]
    if not found:
        return ()
    refuse_hostile_zip(archive, limits._replace(zip_entries=limits.zip_members), unpacked=limits.zip_unpacked)
    return tuple(sorted(found, key=lambda entry: entry.filename))


def yaml_rows(archive: ZipFile, members: tuple[ZipInfo, ...]) -> SheetRows:
    """One table: a file's name, its JSON in pieces over as many rows as it takes, what is wrong, the file's SHA-256."""
    return SheetRows("", in_batches(row_text(row) for one in members for row in _member_rows(archive, one)))


def one_yaml(name: str, content: bytes) -> SheetRows:
    """A YAML file by itself, as `yaml_rows` has those of an archive."""
    return SheetRows("", in_batches(row_text(row) for row in _rows(name, content)))


def _is_yaml(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and "__MACOSX" not in path.parts


def _member_rows(archive: ZipFile, member: ZipInfo) -> Iterator[tuple[str, str, str, str]]:
    if member.file_size > LARGEST_MEMBER:
        yield member.filename, "", TOO_LARGE, ""
        return
    try:
        content = archive.read(member)
    except (BadZipFile, OSError, EOFError) as error:
        raise FileProblem(DAMAGED) from error
    yield from _rows(member.filename, content)


def _rows(name: str, content: bytes) -> Iterator[tuple[str, str, str, str]]:
    digest = hashlib.sha256(content).hexdigest()
    if len(content) > LARGEST_MEMBER:
        yield name, "", TOO_LARGE, digest
        return
    try:
        text = _as_json(content.decode("utf-8-sig"))
    except _Refused as refused:
        yield name, "", str(refused), digest
        return
    except (yaml.YAMLError, ValueError, RecursionError):
        yield name, "", NOT_YAML, digest
        return
    for start in range(0, len(text), PIECE):
        yield name, text[start : start + PIECE], "", digest


def _as_json(text: str) -> str:
    """The record as JSON in plain ASCII without a space. Raises _Refused, YAMLError or ValueError."""
    _check_events(text)
    read = yaml.load(text, Loader=_Texts)  # noqa: S506 - the safe loader, with fewer kinds of values still
    if not isinstance(read, dict):
        raise ValueError
    return json.dumps(read, separators=(",", ":")).replace(" ", "\\u0020").replace("\x7f", "\\u007f")


def _check_events(text: str) -> None:
    """Refuse what multiplies or asks for more than text, before anything is built of it."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Texts)):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(ALIAS)
        if getattr(event, "tag", None):
            raise _Refused(TAG)
        if isinstance(event, yaml.ScalarEvent) and event.value == "<<":
            raise _Refused(ALIAS)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if count > MOST_EVENTS or depth > DEEPEST:
            raise ValueError
