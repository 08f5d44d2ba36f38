"""Who may see and do what, decided once: roles, permissions, and the rule each table is read by."""

import functools
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy import ColumnElement, and_, literal_column
from sqlalchemy.orm import aliased
from sqlmodel import Session, select

from data.errors import NotAllowed, OnlyLooking
from data.records import Record


class Role(StrEnum):
    """What a viewer is here. `DOOR` is nobody: the server itself, while it finds out who somebody is."""

    PUBLIC = "public"
    MEMBER = "member"
    PROGRAMME_STAFF = "programme staff"
    ORGANIZER = "organizer"
    STEWARD = "steward"
    DOOR = "door"


class Permission(StrEnum):
    SEE_COALITION = "see what the coalition keeps to itself"
    IMPORT_FIGURES = "import or enter figures"
    SET_ASKS = "set what we ask for"
    WATCH_LINES = "choose the lines we watch"
    SEE_AUDIT = "see who changed what"
    KEEP_DIRECTORY = "keep the list of organizations"
    SEE_CONTACTS = "see the contacts of one’s own organization"
    KEEP_CONTACTS = "keep the contacts of one’s own organization"
    PLAN_CAMPAIGNS = "plan campaigns"
    LOG_ACTIONS = "log what one’s own organization did"
    KEEP_DECISIONS = "hold meetings and keep decisions"
    SPEAK_FOR_ORGANIZATION = "speak for one’s own organization"
    KEEP_PROGRAMMES = "keep a programme of one’s own organization, its people and its notes"
    MODERATE = "keep what is said in the community civil"
    MANAGE_ACCOUNTS = "invite people and decide what they may do"
    KEEP_SIGN_INS = "keep accounts and sign-ins"


_MEMBER = frozenset({Permission.SEE_COALITION, Permission.SEE_CONTACTS, Permission.SPEAK_FOR_ORGANIZATION})
_ORGANIZER = _MEMBER | {
    Permission.IMPORT_FIGURES,
    Permission.SET_ASKS,
    Permission.WATCH_LINES,
    Permission.SEE_AUDIT,
    Permission.KEEP_DIRECTORY,
    Permission.KEEP_CONTACTS,
    Permission.PLAN_CAMPAIGNS,
    Permission.LOG_ACTIONS,
    Permission.KEEP_DECISIONS,
}
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.PUBLIC: frozenset(),
    Role.MEMBER: _MEMBER,
    Role.PROGRAMME_STAFF: _MEMBER | {Permission.KEEP_PROGRAMMES},
    Role.ORGANIZER: _ORGANIZER,
    Role.STEWARD: _ORGANIZER | {Permission.MODERATE, Permission.MANAGE_ACCOUNTS, Permission.KEEP_SIGN_INS},
    Role.DOOR: frozenset({Permission.KEEP_SIGN_INS}),
}


class Limit(StrEnum):
    """Why a person who is signed in holds less than their own role for now."""

    ONLY_LOOKS = "looks through another role"
    UNPROVEN = "has not shown a second proof"


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person a session acts for, for its whole life; `account_id` is None for whoever did not sign in.

    `role` is what they hold now; `limit` says why that is less than the role of their account, if it is.
    """

    role: Role
    name: str = ""
    organization_id: int | None = None
    account_id: int | None = None
    limit: Limit | None = None


PUBLIC_VIEWER = Viewer(Role.PUBLIC, "visitor")


def may(viewer: Viewer, permission: Permission) -> bool:
    """Whether a role includes an act. Pages use it as a courtesy; the session is the rule."""
    return permission in GRANTS[viewer.role]


EVERY_ROW: ColumnElement[bool] = literal_column("1") == literal_column("1")
NO_ROW: ColumnElement[bool] = literal_column("1") == literal_column("0")


def mark(table: str) -> str:
    """The comment that shows a statement met this table's rule; without it the statement is refused."""
    return f"/*seen {table}*/"


Rule = Callable[[Viewer], ColumnElement[bool]]
M = TypeVar("M", bound=type[Record])
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Restricted:
    """How a restricted table is read and written.

    `owner` names the column of the owning organization; a child names its `parent` and the `key` to it.
    `shared` says which owned rows other organizations may read too, `published` which ones everybody may.
    """

    reads: Rule
    writes: Permission | None
    owner: str | None = None
    parent: type[Record] | None = None
    key: str | None = None
    shared: Callable[[], ColumnElement[bool]] | None = None
    published: Callable[[], ColumnElement[bool]] | None = None


PUBLIC_TABLES: set[type[Record]] = set()
RESTRICTED_TABLES: dict[type[Record], Restricted] = {}


def public(model: M) -> M:
    """Declare that anybody may read this table."""
    PUBLIC_TABLES.add(model)
    return model


def restricted(
    *,
    reads: Rule,
    writes: Permission | None,
    owner: str | None = None,
    shared: Callable[[], ColumnElement[bool]] | None = None,
    published: Callable[[], ColumnElement[bool]] | None = None,
) -> Callable[[M], M]:
    """Declare who reads a table's rows and which permission writes them (None: any command may)."""

    def declare(model: M) -> M:
        RESTRICTED_TABLES[model] = Restricted(reads, writes, owner, shared=shared, published=published)
        return model

    return declare


def child_of(parent: type[Record], key: str, *, writes: Permission | None) -> Callable[[M], M]:
    """Declare that a row is seen, and changed, exactly when the parent row its column `key` names is."""
    if parent not in RESTRICTED_TABLES:
        raise TypeError(f"{parent.__name__} is not restricted, so its child is declared by itself.")

    def declare(model: M) -> M:
        RESTRICTED_TABLES[model] = Restricted(lambda _: EVERY_ROW, writes, parent=parent, key=key)
        return model

    return declare


def holders_of(permission: Permission) -> Rule:
    """The rule "whoever holds this permission sees every row; nobody else sees any"."""
    return lambda viewer: EVERY_ROW if may(viewer, permission) else NO_ROW


def criterion(model: type[Record], viewer: Viewer, *, gated: bool = False) -> ColumnElement[bool]:
    """The condition under which a viewer sees rows of a restricted table, with its marker.

    `gated` leaves the parent's rule out: in a statement of the ORM the gate adds it to the inner select.
    """
    rule = RESTRICTED_TABLES[model]
    seen = literal_column(f"1 {mark(str(model.__tablename__))}") == literal_column("1")
    if rule.parent is None:
        return and_(rule.reads(viewer), seen)
    key = getattr(model, rule.key or "")
    if not gated:
        return and_(key.in_(select(cast(Any, rule.parent).id).where(criterion(rule.parent, viewer))), seen)
    # the parent of this row alone: a list of all the parents a viewer sees would be made for each statement
    parent: Any = aliased(rule.parent)
    return and_(key.in_(select(parent.id).where(parent.id == key)), seen)


def is_owned(model: type[Record]) -> bool:
    """Whether the rows of a table belong to organizations, by a column of its own or its parent's."""
    rule = RESTRICTED_TABLES.get(model)
    return rule is not None and (rule.owner is not None or (rule.parent is not None and is_owned(rule.parent)))


def own_rows(model: type[Record], viewer: Viewer) -> ColumnElement[bool]:
    """The condition under which rows are the viewer's organization's own, so that it may change them."""
    rule = RESTRICTED_TABLES.get(model)
    if rule is None or not is_owned(model):
        return EVERY_ROW
    if rule.parent is not None:
        parents = select(cast(Any, rule.parent).id).where(own_rows(rule.parent, viewer))
        return cast("ColumnElement[bool]", getattr(model, rule.key or "").in_(parents))
    if viewer.organization_id is None:
        return NO_ROW
    return cast("ColumnElement[bool]", getattr(model, rule.owner or "") == viewer.organization_id)


COMMAND_DEPTH = "command_depth"
_logger = logging.getLogger("commontable.access")


def denied(viewer: Viewer | None, act: str, where: str = "") -> NotAllowed:
    """The error to raise for an act beyond a viewer’s rights, noted in the server’s log without any value."""
    who = "nobody" if viewer is None else viewer.role
    account = "-" if viewer is None or viewer.account_id is None else viewer.account_id
    _logger.warning("denied: role=%s account=%s act=%s command=%s", who, account, act, where or "-")
    return NotAllowed(act)


COMMANDS: dict[str, Permission] = {}


def viewer_of_session(session: Session) -> Viewer:
    """Whom the session acts for, for its whole life. Fails closed: without a viewer nothing is done."""
    viewer = getattr(session, "viewer", None)
    if not isinstance(viewer, Viewer):
        raise denied(None, "reading the store without saying who is looking")
    return viewer


@contextmanager
def _inside_command(session: Session) -> Iterator[None]:
    """Whole or not at all: what a command did before it failed is taken back, even if the error is caught."""
    depth = session.info.get(COMMAND_DEPTH, 0)
    with session.begin_nested():
        session.info[COMMAND_DEPTH] = depth + 1
        try:
            yield
            session.flush()
        finally:
            session.info[COMMAND_DEPTH] = depth


def requires(
    permission: Permission,
) -> Callable[[Callable[Concatenate[Session, P], R]], Callable[Concatenate[Session, P], R]]:
    """Declare, where the verb is, the permission a command needs; without it, or only looking, nothing runs."""

    def guard(command: Callable[Concatenate[Session, P], R]) -> Callable[Concatenate[Session, P], R]:
        COMMANDS[f"{command.__module__}.{command.__qualname__}"] = permission

        @functools.wraps(command)
        def guarded(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> R:
            viewer = viewer_of_session(session)
            if viewer.limit is Limit.ONLY_LOOKS and getattr(session, "opened_for_writing", True):
                raise OnlyLooking
            if not may(viewer, permission):
                raise denied(viewer, permission.value, f"{command.__module__}.{command.__qualname__}")
            with _inside_command(session):
                return command(session, *args, **kwargs)

        return guarded

    return guard
