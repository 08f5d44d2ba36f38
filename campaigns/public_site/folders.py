"""A site's folder: written beside the old one, held against everybody's names, and put in its place in one step."""

import io
import json
import shutil
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from campaigns.public_site.made import SiteFile
from campaigns.public_site.rules import MARKER
from data.errors import InvalidInput
from data.language import _
from data.personal import Personal, said

PACKED = (".zip", ".xlsx")
NOT_WORDS = (".png", ".ttf")
UNREAD = (".pdf",)


@dataclass
class NewFolder:
    """The site being written: what each file may name, and the fingerprints of all."""

    target: Path
    path: Path = field(init=False)
    hashes: dict[str, str] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    words_of: dict[str, str] = field(default_factory=dict)
    size: int = 0

    def __post_init__(self) -> None:
        self.target = self.target.expanduser().resolve()
        _check_target(self.target)
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.path = Path(mkdtemp(prefix=f".{self.target.name}-new-", dir=self.target.parent))

    def write(self, file: SiteFile) -> None:
        """Write one file. ValueError for a path that leaves the folder or that is taken."""
        path = (self.path / file.path).resolve()
        if not path.is_relative_to(self.path) or file.path in self.hashes:
            raise ValueError(f"A site cannot hold {file.path!r} here.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.body)
        self.hashes[file.path] = sha256(file.body).hexdigest()
        self.size += len(file.body)
        if file.names:
            self.names[file.path] = file.names
        if file.words_of:
            self.words_of[file.path] = file.words_of

    @property
    def fingerprint(self) -> str:
        """One hash of every path and what stands there."""
        lines = "".join(f"{path} {one}\n" for path, one in sorted(self.hashes.items()))
        return sha256(lines.encode()).hexdigest()

    def put_in_place(self) -> None:
        """Exchange the old site for this one; what is no longer published is gone with it."""
        marker = {"made_by": "Common Table", "files": len(self.hashes), "sha256": self.fingerprint}
        (self.path / MARKER).write_text(json.dumps(marker, indent=1) + "\n", encoding="utf-8")
        self.path.chmod(0o755)
        if not self.target.exists():
            self.path.rename(self.target)
            return
        old = self.path.with_name(f"{self.path.name}-old")
        self.target.rename(old)
        try:
            self.path.rename(self.target)
        except OSError:
            old.rename(self.target)
            raise
        shutil.rmtree(old)

    def discard(self) -> None:
        """Leave nothing of a site that is not published."""
        shutil.rmtree(self.path, ignore_errors=True)


def _check_target(target: Path) -> None:
    """A folder that is not there, is empty, or holds a site of ours."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise InvalidInput("“{name}” is no folder. Name a folder for the site.", name=target.name)
    if target.exists() and any(target.iterdir()) and not (target / MARKER).is_file():
        raise InvalidInput(
            "The folder “{name}” holds other files, and publishing replaces everything in it: name a folder that is "
            "empty or new.",
            name=target.name,
        )


class NamesSomebody(InvalidInput):
    """A file of the site holds somebody's personal data; nothing was published."""

    def __init__(self, path: str, kind: str) -> None:
        super().__init__(
            "Nothing was published: “{path}” holds {kind} of somebody in this store. Take it out where that page’s "
            "words come from, or, if the person is a public figure, name them as such when you publish.",
            path=path,
            kind=_(kind),
        )
        self.path = path


def hold_against(folder: NewFolder, personal: Personal, paths: Iterable[str]) -> None:
    """Raise NamesSomebody for the first of the written files that holds a name, e-mail or telephone it may not."""
    for path in paths:
        ending = Path(path).suffix
        if ending in NOT_WORDS:
            continue
        if ending in UNREAD:
            if folder.words_of.get(path) not in folder.hashes:
                raise NamesSomebody(path, "words nobody can check, perhaps")
            continue
        but_for = frozenset(said(name) for name in folder.names.get(path, ()))
        for text in _texts(path, (folder.path / path).read_bytes()):
            if kind := personal.kind_found(text, but_for=but_for):
                raise NamesSomebody(path, kind)


def _texts(path: str, body: bytes) -> Iterable[str]:
    if not path.endswith(PACKED):
        return (body.decode("utf-8", errors="replace"),)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return tuple(archive.read(name).decode("utf-8", errors="replace") for name in archive.namelist())
