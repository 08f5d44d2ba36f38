"""Keep the directory: organizations, their other names, standings and areas; each change with its audit entry.

For importing (all keyword-only, all raise InvalidInput or NotFound with a whole sentence):
`add_organization(name, kind, about, website, published, standing, since, areas, aliases, now)` → `Kept`,
`edit_organization(organization_id, version, name, kind, about, website, published)` → `Kept`,
`add_alias(organization_id, name)`, `set_standing(organization_id, standing, since, note)`,
`set_areas(organization_id, areas, shown)`; counts of members:
`member_counts.set_reach(organization_id, place_id, members, as_of, said_in, today)`.
Whether a name is known: `suggesting.match(name, known)` or, for many,
`suggesting.NameIndex(queries.known_names(session)).like(name)`; `Like.is_certain` is the same name, the rest a choice.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, delete, or_, select

from coalition.organizations import rules
from coalition.organizations.models import (
    Area,
    Organization,
    OrganizationArea,
    OrganizationKind,
    OrganizationName,
    Standing,
    StandingChange,
)
from coalition.organizations.sentences import odd_sentences
from data.access import Permission, requires
from data.audit import changed, note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.language import _

EARLIEST = date(1800, 1, 1)
AGAIN = "Somebody else changed this organization while you worked. What they saved stands; open it again to see it."


@dataclass(frozen=True, slots=True)
class Kept:
    """The number of the organization that was kept, its version now, and what to look at in its name."""

    id: int
    version: int
    warnings: tuple[str, ...] = ()


def subject_of(organization_id: int | None) -> str:
    """What an organization is called in the record of changes."""
    return f"organization {organization_id}"


def note_change(session: Session, act: str, organization: Organization, **detail: Any) -> None:
    """Append an act on an organization to the record of changes, under its number and name."""
    note_act(session, act, subject=subject_of(organization.id), called=organization.name, **detail)


def standing_record(session: Session, organization_id: int, *, version: int | None = None) -> Organization:
    """The organization to change, locked. NotFound when it is gone; InvalidInput when merged or changed meanwhile."""
    wanted = select(Organization).where(Organization.id == organization_id).with_for_update()
    found = session.exec(wanted.execution_options(populate_existing=True)).first()
    if found is None:
        raise NotFound(_("This organization (it may have been removed while the page was open)"))
    if found.merged_into_id is not None:
        into = session.get(Organization, found.merged_into_id)
        raise InvalidInput(
            _("“{name}” was merged into “{into}” meanwhile. Open “{into}” and make the change there.").format(
                name=found.name, into=into.name if into else ""
            )
        )
    if version is not None and found.version != version:
        raise InvalidInput(_(AGAIN))
    return found


@requires(Permission.KEEP_DIRECTORY)
def add_organization(
    session: Session,
    *,
    name: str,
    now: datetime,
    kind: OrganizationKind = OrganizationKind.OTHER,
    about: str = "",
    website: str = "",
    published: bool = False,
    standing: Standing | None = None,
    since: date | None = None,
    areas: Collection[Area] = (),
    aliases: Sequence[str] = (),
) -> Kept:
    """Put an organization into the directory, with how it stands from a day on, its areas and other names."""
    take_turn(session)
    own = _described(name, kind, about, website, published)
    refuse_known_name(session, own["name"])
    row = Organization(**own, name_key=rules.name_key(own["name"]), made=now)
    session.add(row)
    session.flush()
    number = row.id or 0
    note_change(session, "add organization", row, after={**own, "areas": sorted(areas)})
    if standing is not None:
        set_standing(session, organization_id=number, standing=standing, since=since or now.date())
    session.add_all(OrganizationArea(organization_id=number, area=area) for area in set(areas))
    warnings = odd_sentences(rules.oddities(name))
    for alias in aliases:
        warnings += add_alias(session, organization_id=number, name=alias).warnings
    return Kept(number, row.version, warnings)


def _described(name: str, kind: str, about: str, website: str, published: bool) -> dict[str, Any]:
    return {
        "name": rules.clean_name(name),
        "kind": OrganizationKind(kind).value,
        "about": rules.clean_text(about, rules.LONGEST_ABOUT, _("What the organization is")),
        "website": rules.clean_address(website),
        "published": published,
    }


def refuse_known_name(session: Session, name: str, *, but: int | None = None) -> None:
    """InvalidInput when another organization is called so, or goes by it, but for case, accents and punctuation."""
    key = rules.name_key(name)
    others = select(OrganizationName.organization_id).where(OrganizationName.name_key == key)
    taken = select(Organization).where(
        or_(Organization.name_key == key, col(Organization.id).in_(others)),
        col(Organization.merged_into_id).is_(None),
        Organization.id != but,
    )
    found = session.exec(taken.order_by(col(Organization.id))).first()
    if found is not None:
        said = _(
            "“{name}” is in the directory already, as “{known}”. Open it, or give a name that tells the two apart."
        )
        raise InvalidInput(said.format(name=name, known=found.name))


@requires(Permission.KEEP_DIRECTORY)
def edit_organization(
    session: Session,
    *,
    organization_id: int,
    version: int,
    name: str,
    kind: OrganizationKind,
    about: str,
    website: str,
    published: bool,
    why: str = "",
) -> Kept:
    """Change what an organization is called and how it is described, as it stood in `version`.

    The name it had stays as another name; `why` goes into the record of changes. Raises InvalidInput when somebody
    changed it meanwhile.
    """
    row = standing_record(session, organization_id, version=version)
    own = _described(name, kind, about, website, published)
    refuse_known_name(session, own["name"], but=organization_id)
    before = {key: getattr(row, key) for key in own}
    difference = changed(before, own)
    if not difference["after"]:
        return Kept(organization_id, row.version)
    former, former_key = row.name, row.name_key
    for key, value in own.items():
        setattr(row, key, value)
    row.name_key, row.version = rules.name_key(row.name), row.version + 1
    session.add(row)
    if row.name_key != former_key:
        _drop_alias(session, organization_id, row.name_key)
        session.add(OrganizationName(organization_id=organization_id, name=former, name_key=former_key))
    note_change(session, "edit organization", row, why=why, **difference)
    return Kept(organization_id, row.version, odd_sentences(rules.oddities(name)))


def _drop_alias(session: Session, organization_id: int, key: str) -> None:
    same = select(OrganizationName).where(
        OrganizationName.organization_id == organization_id, OrganizationName.name_key == key
    )
    for alias in session.exec(same):
        session.delete(alias)
    session.flush()


@requires(Permission.KEEP_DIRECTORY)
def add_alias(session: Session, *, organization_id: int, name: str) -> Kept:
    """Keep another name an organization goes by; one it has already changes nothing."""
    row = standing_record(session, organization_id)
    alias = rules.clean_name(name)
    key = rules.name_key(alias)
    refuse_known_name(session, alias, but=organization_id)
    mine = select(OrganizationName.id).where(
        OrganizationName.organization_id == organization_id, OrganizationName.name_key == key
    )
    if key != row.name_key and session.exec(mine).first() is None:
        session.add(OrganizationName(organization_id=organization_id, name=alias, name_key=key))
        note_change(session, "add name of organization", row, after={"other name": alias})
    return Kept(organization_id, row.version, odd_sentences(rules.oddities(name)))


@requires(Permission.KEEP_DIRECTORY)
def remove_alias(session: Session, *, organization_id: int, alias_id: int) -> None:
    """Take another name off an organization. NotFound when it does not bear it."""
    organization = standing_record(session, organization_id)
    alias = session.get(OrganizationName, alias_id)
    if alias is None or alias.organization_id != organization_id:
        raise NotFound(_("This other name"))
    note_change(session, "remove name of organization", organization, before={"other name": alias.name})
    session.delete(alias)


@requires(Permission.KEEP_DIRECTORY)
def set_standing(session: Session, *, organization_id: int, standing: Standing, since: date, note: str = "") -> None:
    """Say how an organization stands from a day on; a second word on the same day replaces the first."""
    organization = standing_record(session, organization_id)
    if since < EARLIEST:
        raise InvalidInput(_("Give a day after {first}.").format(first=EARLIEST.isoformat()))
    same_day = select(StandingChange).where(
        StandingChange.organization_id == organization_id, StandingChange.since == since
    )
    row = session.exec(same_day).first()
    said = {"standing": Standing(standing).value, "since": since.isoformat()}
    before = {"standing": row.standing, "since": since.isoformat()} if row else {}
    row = row or StandingChange(organization_id=organization_id, standing=standing, since=since)
    row.standing = Standing(standing).value
    row.note = rules.clean_text(note, rules.LONGEST_NOTE, _("The note"))
    session.add(row)
    note_change(session, "set standing", organization, before=before, after=said, why=row.note)


@requires(Permission.KEEP_DIRECTORY)
def remove_standing(session: Session, *, organization_id: int, since: date) -> None:
    """Take back what was said of an organization's standing from a day on. NotFound when nothing was."""
    organization = standing_record(session, organization_id)
    row = session.exec(
        select(StandingChange).where(StandingChange.organization_id == organization_id, StandingChange.since == since)
    ).first()
    if row is None:
        raise NotFound(_("A change of standing on {day}").format(day=since.isoformat()))
    before = {"standing": row.standing, "since": since.isoformat()}
    note_change(session, "take back standing", organization, before=before)
    session.delete(row)


@requires(Permission.KEEP_DIRECTORY)
def set_areas(
    session: Session,
    *,
    organization_id: int,
    areas: Collection[Area],
    shown: Collection[Area] | None = None,
    why: str = "",
) -> None:
    """Say which of the three areas an organization works in; `why` goes into the record of changes.

    Raises InvalidInput when the areas are not any more those `shown` to whoever chose.
    """
    organization = standing_record(session, organization_id)
    mine = select(OrganizationArea.area).where(OrganizationArea.organization_id == organization_id)
    before, after = sorted(session.exec(mine)), sorted(Area(area).value for area in set(areas))
    if before == after:
        return
    if shown is not None and before != sorted(shown):
        raise InvalidInput(_(AGAIN))
    session.exec(delete(OrganizationArea).where(col(OrganizationArea.organization_id) == organization_id))
    session.add_all(OrganizationArea(organization_id=organization_id, area=area) for area in after)
    note_change(session, "set areas", organization, before={"areas": before}, after={"areas": after}, why=why)
