"""Take back an import of organizations: what it brought goes, what other imports or people said stays, in any order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from coalition.organizations.belongings import with_own_records
from coalition.organizations.commands import subject_of
from coalition.organizations.gaining import of_each
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
from data.audit import note_act, note_acts, take_turn
from data.errors import InvalidInput, NotFound
from data.imports.outcomes import Undone
from data.records import chunks, columns, references_to

FIELDS = {"website": "", "about": "", "kind": OrganizationKind.OTHER.value}
CHILDREN = (OrganizationName, StandingChange, OrganizationArea, Reach)
Entry = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Found:
    """What is looked up once for many organizations; `hanging` is what an import may have hung on each."""

    rows: Mapping[int, Organization]
    heirs: Mapping[int, list[DirectoryStatement]]
    hanging: Mapping[int, set[tuple[Any, ...]]]
    in_use: set[int]


@requires(Permission.KEEP_DIRECTORY)
def undo_directory_import(session: Session, *, import_id: int, now: datetime) -> Undone:
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
    mine = session.exec(select(DirectoryStatement).where(DirectoryStatement.import_id == import_id)).all()
    report, gone, noted = _taken_back(session, mine, now)
    done.undone_at = now
    session.add(done)
    session.flush()
    session.execute(delete(DirectoryStatement).where(col(DirectoryStatement.import_id) == import_id))
    _remove(session, gone)
    note_acts(session, "take back fields of organization", noted)
    note_act(
        session, "undo import of organizations", subject=f"directory import {import_id}", removed=report.removed,
        restored=report.restored, kept=report.kept,
    )  # fmt: skip
    return report


def _taken_back(
    session: Session, mine: Sequence[DirectoryStatement], now: datetime
) -> tuple[Undone, list[int], list[Entry]]:
    """What it comes to, which organizations are to go, and what the record of changes is to say of the others."""
    found = _looked_up(session, mine, now)
    gone: list[int] = []
    noted: list[Entry] = []
    restored = kept = 0
    for one in mine:
        row, heirs = found.rows[one.organization_id], found.heirs.get(one.organization_id, [])
        if one.made and not heirs:
            if _is_as_imported(row, one, found):
                gone.append(one.organization_id)
            else:
                kept += 1
            continue
        if one.made:
            heirs[0].made = True
            session.add(heirs[0])
        restored += _give_back(session, row, one, heirs, noted)
    return Undone(len(gone), restored, kept), gone, noted


def _looked_up(session: Session, mine: Sequence[DirectoryStatement], now: datetime) -> _Found:
    rows: dict[int, Organization] = {}
    heirs: dict[int, list[DirectoryStatement]] = {}
    hanging: dict[int, set[tuple[Any, ...]]] = {}
    in_use: set[int] = set()
    for some in chunks(one.organization_id for one in mine):
        rows |= {row.id or 0: row for row in session.exec(select(Organization).where(col(Organization.id).in_(some)))}
        others = select(DirectoryStatement).where(
            col(DirectoryStatement.organization_id).in_(some), DirectoryStatement.import_id != mine[0].import_id
        )
        for other in session.exec(others.order_by(col(DirectoryStatement.import_id))):
            heirs.setdefault(other.organization_id, []).append(other)
        hanging |= _hanging(session, some)
        in_use |= _in_use(session, some)
    alone = {one.organization_id for one in mine if one.made and one.organization_id not in heirs} - in_use
    return _Found(rows, heirs, hanging, in_use | with_own_records(alone, now=now))


def _hanging(session: Session, ids: list[int]) -> dict[int, set[tuple[Any, ...]]]:
    """The other names, standings, areas and counts of each organization, as pairs of their kind and what they say."""
    asked: dict[type[Any], tuple[Any, ...]] = {
        OrganizationName: (OrganizationName.name_key,), OrganizationArea: (OrganizationArea.area,),
        Reach: (Reach.place_id,), StandingChange: (StandingChange.standing, StandingChange.since),
    }  # fmt: skip
    found: dict[int, set[tuple[Any, ...]]] = {number: set() for number in ids}
    for model, wanted in asked.items():
        for number, said in of_each(session, ids, model.organization_id, *wanted).items():
            found[number] |= {(model, *one) for one in said}
    return found


def _brought(one: DirectoryStatement) -> set[tuple[Any, ...]]:
    """What the import hung on an organization, in the same form."""
    took = one.took
    found: set[tuple[Any, ...]] = {(OrganizationName, name_key(name)) for name in took["aliases"]}
    found |= {(OrganizationArea, area) for area in took["areas"]} | {(Reach, place) for place in took["reaches"]}
    if took.get("standing"):
        found.add((StandingChange, took["standing"], date.fromisoformat(took["since"])))
    return found


def _in_use(session: Session, ids: list[int]) -> set[int]:
    """The organizations that something refers to which no import brings."""
    found: set[int] = set()
    for column in references_to(Organization):
        if column.class_ not in (*CHILDREN, DirectoryStatement):
            found |= set(session.scalars(columns(column).where(column.in_(ids)).distinct()))
    return found


def _is_as_imported(row: Organization, one: DirectoryStatement, found: _Found) -> bool:
    """Whether an organization is still what the import made of it, and nothing else hangs on it."""
    said = {**one.said, "kind": one.said["kind"] or FIELDS["kind"]}
    if row.published or row.is_host or row.name != said["name"] or row.merged_into_id is not None:
        return False
    if any(getattr(row, name) != said[name] for name in FIELDS):
        return False
    return found.hanging[one.organization_id] <= _brought(one) and one.organization_id not in found.in_use


def _remove(session: Session, gone: Sequence[int]) -> None:
    for some in chunks(gone):
        for model in CHILDREN:
            session.execute(delete(model).where(col(model.organization_id).in_(some)))
        session.execute(delete(Organization).where(col(Organization.id).in_(some)))


def _give_back(
    session: Session,
    row: Organization,
    one: DirectoryStatement,
    heirs: Sequence[DirectoryStatement],
    noted: list[Entry],
) -> int:
    """Empty what the import completed, or leave it to the next import that says the same; 1 when anything changed."""
    before = {name: getattr(row, name) for name in FIELDS}
    for name, empty in FIELDS.items():
        filled = one.said[name] if one.made else one.took.get(name)
        if filled and getattr(row, name) == filled:
            setattr(row, name, _next(session, name, heirs) or empty)
    differing = sorted(name for name in FIELDS if before[name] != getattr(row, name))
    if differing:
        row.version += 1
        session.add(row)
        noted.append((subject_of(row.id), {"columns": differing}))
    return int(_give_back_rows(session, row.id or 0, one, heirs) or bool(differing))


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
    told = {OrganizationName: names - others, OrganizationArea: areas, Reach: took.get("reaches")}
    gone = 0
    for model, condition in ours.items():
        if not told.get(model, True):
            continue
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
