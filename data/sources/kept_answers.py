"""Answers kept by address without key, so that a source can say "not changed" instead of sending them again."""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MIB = 1024 * 1024
MOST_KEPT = 256 * MIB


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was, and the two marks by which its source knows it again."""

    body: bytes
    etag: str
    last_modified: str

    @property
    def headers(self) -> dict[str, str]:
        """What to ask with, so that an unchanged answer comes as 304."""
        marks = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in marks.items() if value}


class KeptAnswers:
    """A private folder of answers. A damaged or half-written one counts as none."""

    def __init__(self, folder: Path, most: int = MOST_KEPT) -> None:
        self._folder, self._most = folder, most
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def get(self, address: str) -> Kept | None:
        """The kept answer of an address without its key; None where there is none."""
        try:
            head, _, body = self._place(address).read_bytes().partition(b"\n")
            marks: dict[str, Any] = json.loads(head)
            kept = Kept(body, str(marks["etag"]), str(marks["last_modified"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        whole = marks.get("sha256") == hashlib.sha256(body).hexdigest() and marks.get("address") == address
        return kept if whole else None

    def keep(self, address: str, kept: Kept) -> None:
        """Keep an answer, if its source marked it; whole or not at all, as when the disk is full."""
        if not kept.headers:
            return
        marks = {
            "address": address,
            "etag": kept.etag,
            "last_modified": kept.last_modified,
            "sha256": hashlib.sha256(kept.body).hexdigest(),
        }
        place = self._place(address)
        partial = place.with_suffix(f".{os.getpid()}.part")
        with suppress(OSError):  # what cannot be kept is asked for again
            descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as out:
                out.write(json.dumps(marks).encode() + b"\n" + kept.body)
            partial.replace(place)

    def prune(self) -> None:
        """Drop the oldest answers until the folder holds no more than it may."""
        found = []
        for path in self._folder.iterdir():
            with suppress(FileNotFoundError):  # another sync at once replaces and drops answers too
                state = path.stat()
                found.append((state.st_mtime, state.st_size, path))
        found.sort()
        held = sum(size for _, size, _ in found)
        for _, size, path in found:
            if held <= self._most:
                return
            path.unlink(missing_ok=True)
            held -= size

    def _place(self, address: str) -> Path:
        return self._folder / hashlib.sha256(address.encode()).hexdigest()
