"""Roles against permissions, pages, files and commands, read from where each is decided."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from coalition.accounts.commands import GIVEN_ROLES
from data.access import COMMANDS, GRANTS, Permission, Role
from data.exports.registry import declare_every_file, offered
from look.offered import offers

ROLES = (Role.PUBLIC, *GIVEN_ROLES)
ROOT = Path(__file__).resolve().parents[2]
AREAS = ("data", "coalition", "budget", "campaigns")
DECLARES = "@requires("
# they need a permission, and change nothing that people keep
NO_CHANGE = {"data.audit.broken_entry", "coalition.changes.taking.note_taken_file"}


@dataclass(frozen=True, slots=True)
class Row:
    """A permission, page or command, and the roles that hold, open or give it."""

    name: str
    roles: frozenset[Role]


def _holders(permission: Permission | None) -> frozenset[Role]:
    return frozenset(role for role in ROLES if permission is None or permission in GRANTS[role])


def permissions_held() -> tuple[Row, ...]:
    """Every permission that a person can hold."""
    return tuple(Row(permission.value, _holders(permission)) for permission in Permission)


def pages_offered() -> tuple[Row, ...]:
    """Every page of the dashboard, as the navigation offered it in this very run."""
    return tuple(Row(offer.title, _holders(offer.needs)) for offer in offers.values())


def files_offered() -> dict[str, list[str]]:
    """Every file to take, with its kinds."""
    declare_every_file()
    files: dict[str, list[str]] = {}
    for what, kind in offered():
        files.setdefault(what, []).append(kind)
    return files


@cache
def _modules_that_declare() -> tuple[str, ...]:
    """Every module of the program that declares a command, by its dotted name; found in the files themselves."""
    files = sorted(path for area in AREAS for path in (ROOT / area).rglob("*.py"))
    declaring = [path for path in files if DECLARES in path.read_text(encoding="utf-8")]
    return tuple(".".join(path.relative_to(ROOT).with_suffix("").parts) for path in declaring)


def commands_declared() -> dict[str, Permission]:
    """Every command of the program by its dotted name, with the permission it needs."""
    modules = _modules_that_declare()
    for name in modules:
        import_module(name)
    known = {name: needs for name, needs in COMMANDS.items() if name.rpartition(".")[0] in modules}
    return dict(sorted(known.items(), key=lambda item: (item[0].split(".")[1], item[0])))


def commands_given() -> tuple[Row, ...]:
    """Every command that people give, in words such as "accounts: change role", and the roles that may give it."""
    return tuple(
        Row(_in_words(name), _holders(needs))
        for name, needs in commands_declared().items()
        if needs != Permission.KEEP_SIGN_INS and name not in NO_CHANGE
    )


def _in_words(name: str) -> str:
    _area, room, *_module, verb = name.split(".")
    return f"{room}: {verb}".replace("_", " ")
