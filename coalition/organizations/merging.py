"""Join two records that are one organization, take that back, tell two apart, remove one; only a person does any."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint, inspect
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, or_, select, update

from coalition.accounts.models import Account, OneTimeLink
from coalition.organizations import rules
from coalition.organizations.belongings import refuse_own_records
from coalition.organizations.commands import note_change, standing_record, subject_of
from coalition.organizations.models import (
    Agreement,
    DirectoryStatement,
    Merge,
    Organization,
    OrganizationArea,
    OrganizationName,
    Reach,
    StandingChange,
    ToldApart,
)
from data.access import Permission, is_owned, requires
from data.audit import note_acts, take_turn
from data.errors import InvalidInput, NotFound
from data.language import _
from data.records import Record, columns, references_to

HOST_STAYS = "“{name}” runs this table, so its record stays. Keep it and merge the other one into it."
GO_ALONG = (OrganizationName, StandingChange, OrganizationArea, Reach, Agreement, DirectoryStatement)
STAY_BEHIND = {Merge, ToldApart, Account, OneTimeLink, DirectoryStatement}


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: its number, how many rows moved, and how many stayed because the kept record had the same."""

    id: int
    moved: int
    stayed: int


@requires(Permission.KEEP_DIRECTORY)
def merge_organizations(session: Session, *, keep_id: int, vanish_id: int, reason: str = "", now: datetime) -> Merged:
    """Let one record stand for two: what pointed at the one that vanishes points at the kept one, in every room.

    Where both say the same kind of thing (a count in a place, a standing) the kept one's word stands. The record
    that vanishes redirects, and `undo_merge` brings it back. Raises InvalidInput, NotFound.
    """
    take_turn(session)
    if keep_id == vanish_id:
        raise InvalidInput(_("These are the same record. Choose two."))
    keep, vanish = (standing_record(session, number) for number in (keep_id, vanish_id))
    if vanish.is_host:
        raise InvalidInput(_(HOST_STAYS).format(name=vanish.name))
    refuse_own_records(vanish, now=now)
    moved, stayed = _move_rows(session, keep_id, vanish_id)
    names = _take_over_name(session, keep, vanish)
    apart = _stay_apart(session, keep_id, vanish_id)
    vanish.merged_into_id = keep_id
    keep.version, vanish.version = keep.version + 1, vanish.version + 1
    said = rules.clean_text(reason, rules.LONGEST_NOTE, _("The reason"))
    merge = Merge(
        kept_id=keep_id, merged_id=vanish_id, reason=said, made=now,
        moved={"rows": moved, "names": names, "apart": apart},
    )  # fmt: skip
    session.add_all([keep, vanish, merge])
    session.flush()
    _note(session, "merge organizations", keep, vanish, said)
    return Merged(merge.id or 0, len(moved), stayed)


def _note(session: Session, act: str, keep: Organization, vanish: Organization, why: str) -> None:
    """The same act in the history of both."""
    both = {"kept": keep.name, "merged": vanish.name}
    entries = [(subject_of(one.id), {"called": one.name, "after": both, "why": why}) for one in (keep, vanish)]
    note_acts(session, act, entries)


def _moving_columns() -> Iterator[Any]:
    for column in references_to(Organization):
        if column.class_ not in STAY_BEHIND and not is_owned(column.class_):
            yield column


def _move_rows(session: Session, keep_id: int, vanish_id: int) -> tuple[list[Any], int]:
    """Point what can be pointed at the kept record; answers each row's table, column and key, and how many stayed."""
    moved: list[Any] = []
    stayed = 0
    for column in sorted(_moving_columns(), key=str):
        model: type[Record] = column.class_
        if model is StandingChange and _any(session, StandingChange, keep_id):
            stayed += _many(session, StandingChange, vanish_id)
            continue
        free, taken = _free_rows(session, column, keep_id, vanish_id)
        stayed += taken
        for key in free:
            session.exec(update(model).where(column == vanish_id, *_is(model, key)).values({column.key: keep_id}))
            moved.append([str(model.__tablename__), column.key, key])
    return moved, stayed


def _keys(model: type[Record]) -> list[str]:
    return [column.key for column in inspect(model).primary_key]


def _is(model: type[Record], key: dict[str, Any]) -> list[Any]:
    return [getattr(model, name) == value for name, value in key.items()]


def _free_rows(session: Session, column: Any, keep_id: int, vanish_id: int) -> tuple[list[dict[str, Any]], int]:
    """The keys, without the column that moves, of rows the kept one has no like of; how many others there are."""
    model = column.class_
    keys = [name for name in _keys(model) if name != column.key]
    table = inspect(model).local_table
    groups = [[c.key for c in one.columns] for one in table.constraints if isinstance(one, UniqueConstraint)]
    groups = [
        [name for name in group if name != column.key] for group in (*groups, _keys(model)) if column.key in group
    ]
    names = list(dict.fromkeys([*keys, *(name for group in groups for name in group)]))

    def rows(of: int) -> list[dict[str, Any]]:
        asked = columns(*(getattr(model, name) for name in names)).where(column == of)
        return [dict(row) for row in session.execute(asked).mappings()]

    there = [{tuple(row[name] for name in group) for row in rows(keep_id)} for group in groups]
    mine = rows(vanish_id)
    free = [
        row
        for row in mine
        if not any(tuple(row[name] for name in group) in held for group, held in zip(groups, there, strict=True))
    ]
    return [{name: row[name] for name in keys} for row in free], len(mine) - len(free)


def _any(session: Session, model: Any, organization_id: int) -> bool:
    return session.exec(select(model.id).where(model.organization_id == organization_id).limit(1)).first() is not None


def _many(session: Session, model: Any, organization_id: int) -> int:
    return len(session.exec(select(model.id).where(model.organization_id == organization_id)).all())


def _take_over_name(session: Session, keep: Organization, vanish: Organization) -> list[int]:
    """The vanished name as another name of the kept one; the ids of names added."""
    known = set(session.exec(select(OrganizationName.name_key).where(OrganizationName.organization_id == keep.id))) | {
        keep.name_key
    }
    if vanish.name_key in known:
        return []
    alias = OrganizationName(organization_id=keep.id or 0, name=vanish.name, name_key=vanish.name_key)
    session.add(alias)
    session.flush()
    return [alias.id or 0]


def _stay_apart(session: Session, keep_id: int, vanish_id: int) -> list[list[int]]:
    """Whoever was told apart from the vanished record is told apart from the kept one; the pairs added."""
    added = []
    for low, high in _told_apart(session, vanish_id):
        other = high if low == vanish_id else low
        pair = sorted((keep_id, other))
        if other != keep_id and session.get(ToldApart, tuple(pair)) is None:
            session.add(ToldApart(low_id=pair[0], high_id=pair[1]))
            added.append(pair)
    return added


def _told_apart(session: Session, organization_id: int) -> list[tuple[int, int]]:
    either = or_(ToldApart.low_id == organization_id, ToldApart.high_id == organization_id)
    return [(pair.low_id, pair.high_id) for pair in session.exec(select(ToldApart).where(either)).all()]


@requires(Permission.KEEP_DIRECTORY)
def undo_merge(session: Session, *, merge_id: int, now: datetime) -> int:
    """Bring a merged record back with everything that moved and still is there; answers its number.

    Raises NotFound for a merge that is not, or was undone; InvalidInput while a later merge stands.
    """
    take_turn(session)
    merge = session.exec(select(Merge).where(Merge.id == merge_id).with_for_update()).first()
    if merge is None or merge.undone is not None:
        raise NotFound(_("This merge (it may have been undone already)"))
    keep = standing_record(session, merge.kept_id)
    vanish = session.get(Organization, merge.merged_id)
    if vanish is None or vanish.merged_into_id != keep.id:
        raise NotFound(_("The record that was merged"))
    models = {(str(c.class_.__tablename__), c.key): c for c in _moving_columns()}
    for table, name, key in merge.moved["rows"]:
        column = models[table, name]
        back = update(column.class_).where(column == keep.id, *_is(column.class_, key))
        session.exec(back.values({name: vanish.id}))
    if merge.moved["names"]:
        session.exec(delete(OrganizationName).where(col(OrganizationName.id).in_(merge.moved["names"])))
    for low, high in merge.moved["apart"]:
        session.exec(delete(ToldApart).where(col(ToldApart.low_id) == low, col(ToldApart.high_id) == high))
    vanish.merged_into_id, merge.undone = None, now
    keep.version, vanish.version = keep.version + 1, vanish.version + 1
    session.add_all([keep, vanish, merge])
    _note(session, "undo merge of organizations", keep, vanish, "")
    return vanish.id or 0


@requires(Permission.KEEP_DIRECTORY)
def tell_apart(session: Session, *, one_id: int, other_id: int) -> None:
    """Keep that two organizations that look alike are two, so that nobody is asked again."""
    low, high = sorted((one_id, other_id))
    if low == high:
        raise InvalidInput(_("These are the same record. Choose two."))
    both = [standing_record(session, number) for number in (low, high)]
    names = [one.name for one in both]
    if session.get(ToldApart, (low, high)) is None:
        session.add(ToldApart(low_id=low, high_id=high))
        entries = [(subject_of(one.id), {"called": one.name, "after": {"told apart": names}}) for one in both]
        note_acts(session, "tell organizations apart", entries)


@requires(Permission.KEEP_DIRECTORY)
def remove_organization(session: Session, *, organization_id: int, version: int, now: datetime) -> str:
    """Take an organization out of the directory, while nothing else names it; answers its name.

    Its own names, standings, areas, counts and agreements go with it. Raises InvalidInput, NotFound.
    """
    take_turn(session)
    row = standing_record(session, organization_id, version=version)
    if row.is_host:
        raise InvalidInput(_("“{name}” runs this table, so it stays in the directory.").format(name=row.name))
    refuse_own_records(row, now=now)
    named = _("Campaigns, merges or other records name “{name}”, so it stays. Set its standing to “Former” instead.")
    if any(_points(session, column, organization_id) for column in _moving_columns() if column.class_ not in GO_ALONG):
        raise InvalidInput(named.format(name=row.name))
    for model in GO_ALONG:
        session.exec(delete(model).where(col(model.organization_id) == organization_id))
    either = or_(ToldApart.low_id == organization_id, ToldApart.high_id == organization_id)
    session.exec(delete(ToldApart).where(either))
    session.exec(delete(Merge).where(or_(Merge.kept_id == organization_id, Merge.merged_id == organization_id)))
    before = {"name": row.name, "kind": row.kind, "website": row.website, "published": row.published}
    note_change(session, "remove organization", row, before=before)
    session.delete(row)
    try:
        session.flush()
    except IntegrityError:
        raise InvalidInput(named.format(name=row.name)) from None
    return row.name


def _points(session: Session, column: Any, organization_id: int) -> bool:
    return session.exec(select(column).where(column == organization_id).limit(1)).first() is not None
