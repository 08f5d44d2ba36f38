"""The one list of files a viewer may take, by what it holds and in which form; rooms add theirs."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from data.access import Viewer
from data.schema import every_room

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "jpg": "image/jpeg",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}

_SLUG = re.compile(r"[a-z0-9-]{1,60}")


@dataclass(frozen=True)
class ExportFile:
    """A finished file: `name` is a slug without its ending, `kind` its ending, `body` its bytes."""

    name: str
    kind: str
    body: bytes

    def __post_init__(self) -> None:
        if not _SLUG.fullmatch(self.name):
            raise ValueError(f"A file is named with a-z, 0-9 and -, at most 60 of them, not {self.name!r}.")
        if self.kind not in MEDIA_TYPES:
            raise ValueError(f"There is no file kind {self.kind!r}.")


Build = Callable[[Viewer, Mapping[str, str], str], ExportFile]
_builds: dict[tuple[str, str], Build] = {}
_noted: set[str] = set()
_private: set[str] = set()


def register(
    what: str, kinds: tuple[str, ...], *, noted: bool = False, private: bool = False
) -> Callable[[Build], Build]:
    """Declare that a function builds `/export/{what}.{kind}` from the viewer, the query and the kind.

    The function opens its own session for the viewer and raises NotFound, NotAllowed or InvalidInput. `noted`:
    the file holds a restricted list, so that who took it goes into the record of changes. `private`: so does this
    one, which its room writes down itself.
    """
    if noted:
        _noted.add(what)
    if noted or private:
        _private.add(what)

    def declare(build: Build) -> Build:
        for kind in kinds:
            _declare_one(what, kind, build)
        return build

    return declare


def _declare_one(what: str, kind: str, build: Build) -> None:
    if not _SLUG.fullmatch(what) or kind not in MEDIA_TYPES:
        raise ValueError(f"An export cannot be called {what}.{kind}.")
    taken = _builds.get((what, kind))
    if taken is not None and _place(taken) != _place(build):
        raise ValueError(f"Two exports are called {what}.{kind}.")
    _builds[what, kind] = build


def _place(build: Build) -> tuple[str, str]:
    """Where a function is written; a module imported again registers the same place again."""
    return build.__module__, build.__qualname__


def declare_every_file() -> None:
    """Import every room's `downloads`, so that `find` and `offered` know all there is; a second time does nothing."""
    every_room("downloads")


def find(what: str, kind: str) -> Build | None:
    """The function that builds a file, None when there is no such file."""
    return _builds.get((what, kind))


def is_noted(what: str) -> bool:
    """Whether it goes into the record of changes who took this file."""
    return what in _noted


def is_private(what: str) -> bool:
    """Whether the terminal writes this file for nobody to read but whoever runs the command."""
    return what in _private


def offered() -> list[tuple[str, str]]:
    """Every file there is, what it holds and its kind, in order."""
    return sorted(_builds)
