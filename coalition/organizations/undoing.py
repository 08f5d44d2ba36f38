"""Take back an import of organizations: what it brought goes, what other imports or people said stays, in any order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from coalition.organizations.belongings import refuse_own_records
from coalition.organizations.commands import subject_of
from coalition.organizations.models import (
    DirectoryImport,
    DirectoryStatement,
    Organization,
    OrganizationArea,
    OrganizationKind,
    OrganizationName,
    Reach,
    StandingChange,
)
from coalition.organizations.rules import name_key
from data.access import Permission, requires
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.records import references_to

FIELDS = {"website": "", "about": "", "kind": OrganizationKind.OTHER.value}
CHILDREN = (OrganizationName, StandingChange, OrganizationArea, Reach)


@dataclass(frozen=True, slots=True)
class UndoneDirectory:
    """How many organizations went, how many gave back what the import completed, and how many stay in use."""

    removed: int
    restored: int
    kept: int


@requires(Permission.KEEP_DIRECTORY)
def undo_directory_import(session: Session, *, import_id: int, now: datetime) -> UndoneDirectory:
    """Take back one import of organizations, whole.

    An organization it brought goes, unless another import speaks of it, somebody changed it or something hangs on
    it. Raises NotFound, and InvalidInput when it is undone already.
    """
    take_turn(session)
    done = session.get(DirectoryImport, import_id)
    if done is None:
        raise NotFound("This import")
    if done.undone_at is not None:
        raise InvalidInput("This import is undone already.")
    removed = restored = kept = 0
    mine = session.exec(select(DirectoryStatement).where(DirectoryStatement.import_id == import_id)).all()
    for one in mine:
        row = session.exec(select(Organization).where(Organization.id == one.organization_id)).one()
        heirs = _heirs(session, one)
        session.delete(one)
        session.flush()
        if one.made and heirs:
            heirs[0].made = True
            session.add(heirs[0])
        elif one.made and not _is_as_imported(session, row, one, now):
            kept += 1
            continue
        gave = _give_back(session, row, one, heirs)
        if one.made and not heirs:
            session.delete(row)
            session.flush()
            removed += 1
        else:
            restored += gave
    done.undone_at = now
    session.add(done)
    session.flush()
    report = UndoneDirectory(removed, restored, kept)
    note_act(
        session, "undo import of organizations", subject=f"directory import {import_id}", removed=removed,
        restored=restored, kept=kept,
    )  # fmt: skip
    return report


def _heirs(session: Session, one: DirectoryStatement) -> Sequence[DirectoryStatement]:
    """What other imports that stand say of the organization, the oldest first."""
    others = select(DirectoryStatement).where(
        DirectoryStatement.organization_id == one.organization_id, DirectoryStatement.import_id != one.import_id
    )
    return session.exec(others.order_by(col(DirectoryStatement.import_id))).all()


def _is_as_imported(session: Session, row: Organization, one: DirectoryStatement, now: datetime) -> bool:
    """Whether an organization is still what the import made of it, and nothing hangs on it."""
    said = {**one.said, "kind": one.said["kind"] or FIELDS["kind"]}
    if row.published or row.is_host or row.name != said["name"] or row.merged_into_id is not None:
        return False
    if any(getattr(row, name) != said[name] for name in FIELDS):
        return False
    for column in references_to(Organization):
        theirs = session.exec(select(column).where(column == row.id)).all()
        if len(theirs) > _brought(one).get(column.class_, 0):
            return False
    try:
        refuse_own_records(row, now=now)
    except InvalidInput:
        return False
    return True


def _brought(one: DirectoryStatement) -> dict[Any, int]:
    """How many rows of each kind the import hung on an organization it made."""
    took = one.took
    standing = 1 if took.get("standing") else 0
    return dict(zip(CHILDREN, (len(took["aliases"]), standing, len(took["areas"]), len(took["reaches"])), strict=True))


def _give_back(
    session: Session, row: Organization, one: DirectoryStatement, heirs: Sequence[DirectoryStatement]
) -> int:
    """Empty what the import completed, or leave it to the next import that says the same; 1 when anything changed."""
    before = {name: getattr(row, name) for name in FIELDS}
    for name, empty in FIELDS.items():
        filled = one.said[name] if one.made else one.took.get(name)
        if filled and getattr(row, name) == filled:
            setattr(row, name, _next(session, name, heirs) or empty)
    changed = before != {name: getattr(row, name) for name in FIELDS}
    if changed:
        row.version += 1
        session.add(row)
        note_act(session, "take back fields of organization", subject=subject_of(row.id), columns=sorted(before))
    return int(_give_back_rows(session, row.id or 0, one, heirs) or changed)


def _next(session: Session, name: str, heirs: Sequence[DirectoryStatement]) -> str:
    for heir in heirs:
        if heir.said[name]:
            heir.took = {**heir.took, name: heir.said[name]}
            session.add(heir)
            return str(heir.said[name])
    return ""


def _give_back_rows(
    session: Session, organization_id: int, one: DirectoryStatement, heirs: Sequence[DirectoryStatement]
) -> bool:
    """Other names, areas, the standing and the counts the import brought, but what another import says too."""
    took = one.took
    names = {name_key(name) for name in took.get("aliases", ())}
    others = {name_key(name) for heir in heirs for name in (heir.said["name"], *heir.said["aliases"])}
    areas = set(took.get("areas", ())) - {area for heir in heirs for area in heir.said["areas"]}
    ours = {
        OrganizationName: col(OrganizationName.name_key).in_(names - others),
        OrganizationArea: col(OrganizationArea.area).in_(areas),
        Reach: col(Reach.place_id).in_(took.get("reaches", ())),
    }
    if took.get("standing") and not any(heir.said["standing"] == took["standing"] for heir in heirs):
        since = date.fromisoformat(took["since"])
        ours[StandingChange] = (col(StandingChange.since) == since) & (col(StandingChange.standing) == took["standing"])
    gone = 0
    for model, condition in ours.items():
        gone += session.execute(delete(model).where(model.organization_id == organization_id, condition)).rowcount  # type: ignore[attr-defined]
    _leave_to(heirs, session, sorted(names & others), sorted(set(took.get("areas", ())) - areas), took)
    return gone > 0


def _leave_to(
    heirs: Sequence[DirectoryStatement], session: Session, names: list[str], areas: list[str], took: dict[str, Any]
) -> None:
    """What stays because another import says it is that import's from now on."""
    for heir in heirs[:1]:
        said = {name_key(name): name for name in (heir.said["name"], *heir.said["aliases"])}
        kept = {"aliases": [said[name] for name in names if name in said], "areas": areas}
        merged = {key: [*dict.fromkeys([*heir.took.get(key, ()), *more])] for key, more in kept.items()}
        standing = {key: took[key] for key in ("standing", "since") if took.get("standing") == heir.said["standing"]}
        heir.took = {**heir.took, **merged, **(standing if took.get("standing") else {})}
        session.add(heir)
