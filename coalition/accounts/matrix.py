"""Roles against permissions, pages and files, read from where each is decided."""

from dataclasses import dataclass

from coalition.accounts.commands import GIVEN_ROLES
from data.access import GRANTS, Permission, Role
from data.exports.registry import offered
from look.offered import offers

ROLES = (Role.PUBLIC, *GIVEN_ROLES)


@dataclass(frozen=True, slots=True)
class Row:
    """A permission or page, and the roles that hold or open it."""

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
    files: dict[str, list[str]] = {}
    for what, kind in offered():
        files.setdefault(what, []).append(kind)
    return files
