"""What the tests of this room do again and again: seat organizations, and say all that the store holds of them."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import inspect
from sqlmodel import Session, select

from budget.line_items.starter import lay_foundation
from coalition.organizations.commands import add_organization
from coalition.organizations.models import Area, Organization, OrganizationKind, Standing
from coalition.organizations.places import PlaceHead, place_heads
from data.records import references_to
from data.store import open_session
from tests.support import ORGANIZER

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = NOW.date()
Dump = dict[str, list[dict[str, Any]]]


def foundation() -> None:
    """A store with its states, counties and districts."""
    with open_session(ORGANIZER, writing=True) as session:
        lay_foundation(session)


def seat(name: str, **said: Any) -> int:
    """An organization in the directory; answers its number."""
    with open_session(ORGANIZER, writing=True) as session:
        return add_organization(session, name=name, now=said.pop("now", NOW), **said).id


def seat_member(name: str, *, since: date = date(2025, 3, 1), **said: Any) -> int:
    """A published member that works on equity."""
    more = {"kind": OrganizationKind.UNION, "published": True, "areas": [Area.EQUITY], **said}
    return seat(name, standing=Standing.MEMBER, since=since, **more)


def do(command: Any, **given: Any) -> Any:
    """Run one command as the organizer."""
    with open_session(ORGANIZER, writing=True) as session:
        return command(session, **given)


def place(state: str, kind: str, code: str) -> PlaceHead:
    """A county or district by its state, kind and code."""
    with open_session(ORGANIZER) as session:
        return next(p for p in place_heads(session) if (p.state, p.kind, p.code) == (state, kind, code))


def rows_of(session: Session, model: Any) -> list[dict[str, Any]]:
    """Every row of a table without the count of its changes, in order."""
    names = [attribute.key for attribute in inspect(model).column_attrs if attribute.key != "version"]
    rows = [{name: getattr(row, name) for name in names} for row in session.exec(select(model)).all()]
    return sorted(rows, key=str)


def everything(session: Session, *, but: tuple[type, ...] = ()) -> Dump:
    """All that the viewer sees of organizations and of what points at them."""
    models = {Organization, *(column.class_ for column in references_to(Organization))} - set(but)
    return {model.__name__: rows_of(session, model) for model in models}
