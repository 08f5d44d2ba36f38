"""Organizations out of a file into the directory: whole or not at all, repeatable; nothing there is overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, select

from coalition.organizations.commands import add_alias, add_organization, edit_organization, set_areas, set_standing
from coalition.organizations.comparing import Choices, OpenChoice, plan_of
from coalition.organizations.directory_file import GivenDirectory
from coalition.organizations.gaining import PlacesByName, gain_of
from coalition.organizations.gathering import GivenOrganization
from coalition.organizations.member_counts import set_reach
from coalition.organizations.models import (
    Area,
    DirectoryImport,
    DirectoryStatement,
    Organization,
    OrganizationArea,
    OrganizationKind,
    OrganizationName,
    Reach,
    Standing,
)
from coalition.organizations.queries import known_names
from coalition.organizations.rules import name_key
from data.access import Permission, requires, viewer_of_session
from data.audit import note_act, take_turn
from data.errors import InvalidInput
from data.imports.outcomes import Outcome, Tally
from data.language import _


@dataclass(slots=True)
class DirectoryReport:
    """What an import would do or did. `tally` adds up to the rows of the file; `asked` is it without any choice.

    `completed` counts organizations on file that gain something; `import_id` is None until it is applied.
    """

    file: GivenDirectory
    tally: Tally
    asked: Tally
    choices: tuple[OpenChoice, ...]
    names: Mapping[int, str]
    warnings: tuple[str, ...] = ()
    completed: int = 0
    changed: bool = False
    import_id: int | None = None


def preview_directory(session: Session, *, given: GivenDirectory, choices: Choices) -> DirectoryReport:
    """What importing a file with these choices would do; nothing is written."""
    known = known_names(session)
    plan = plan_of(given.organizations, known, choices)
    asked = plan if not choices else plan_of(given.organizations, known, {})
    names = {one.id: one.names[0] for one in known} | {-one.row: one.name for one in given.organizations}
    places = PlacesByName(session)
    gains = [gain_of(session, number, one, places) for number, one in plan.organizations.items() if number > 0]
    lost = sum(1 for one in plan.organizations.values() for reach in one.reaches if not places.of(one, reach))
    warnings = list(given.warnings)
    if lost:
        warnings.append(
            _("{n} counties or districts are not on file, or have no number; they stay out.").format(n=lost)
        )
    for tally in {id(plan): plan.tally, id(asked): asked.tally}.values():
        tally.counts[Outcome.REJECTED] += len(given.rejected)
    return DirectoryReport(
        given, plan.tally, asked.tally, tuple(asked.choices), names, tuple(warnings),
        sum(1 for gain in gains if gain), any(gains) or any(number < 0 for number in plan.organizations),
    )  # fmt: skip


@requires(Permission.KEEP_DIRECTORY)
def import_directory(session: Session, *, given: GivenDirectory, choices: Choices, now: datetime) -> DirectoryReport:
    """Put a file's organizations into the directory, all or nothing; what stands there is never overwritten.

    Rows whose choice is open stay out. A file that says nothing new changes nothing and leaves no import behind.
    """
    take_turn(session)
    report = preview_directory(session, given=given, choices=choices)
    if not report.changed:
        return report
    plan = plan_of(given.organizations, known_names(session), choices)
    made = _new_import(session, report, now)
    places = PlacesByName(session)
    for number, one in plan.organizations.items():
        organization_id, took = _added(session, one, now) if number < 0 else (number, {})
        if number > 0:
            took = _complete(session, number, one, places, now.date())
        took["reaches"] = _counted(session, organization_id, one, places, given.name, now.date())
        _state(session, made.id or 0, organization_id, one, took, made=number < 0)
    report.import_id = made.id
    note_act(
        session, "import organizations", subject=f"directory import {made.id}", rows=made.rows, added=made.added,
        known=made.known, repeated=made.repeated, waiting=made.waiting, rejected=made.rejected,
    )  # fmt: skip
    return report


def _new_import(session: Session, report: DirectoryReport, now: datetime) -> DirectoryImport:
    tally, given = report.tally, report.file
    made = DirectoryImport(
        file_sha256=given.sha256,
        file_name=given.name[:160],
        title=given.title[:160],
        rows=tally.rows,
        added=tally.of(Outcome.NEW),
        known=tally.of(Outcome.KNOWN),
        repeated=tally.of(Outcome.REPEATED),
        waiting=tally.of(Outcome.WAITING),
        rejected=tally.of(Outcome.REJECTED),
        rejections=[one.as_json() for one in given.rejected],
        applied_at=now,
        applied_by=viewer_of_session(session).name[:160],
    )
    session.add(made)
    session.flush()
    return made


def _added(session: Session, one: GivenOrganization, now: datetime) -> tuple[int, dict[str, Any]]:
    standing = Standing(one.standing) if one.standing else None
    since = one.since or now.date()
    kind = OrganizationKind(one.kind or OrganizationKind.OTHER)
    kept = add_organization(
        session, name=one.name, now=now, kind=kind, about=one.about, website=one.website, standing=standing,
        since=since, areas=[Area(area) for area in one.areas],
    )  # fmt: skip
    took: dict[str, Any] = {"areas": list(one.areas)}
    took |= {"standing": one.standing, "since": since.isoformat()} if standing else {}
    took["aliases"] = _other_names(session, kept.id, one.aliases)
    return kept.id, took


def _other_names(session: Session, organization_id: int, names: tuple[str, ...]) -> list[str]:
    """The other names an organization now goes by; one that another organization bears is left to it."""
    mine = select(OrganizationName.name_key).where(OrganizationName.organization_id == organization_id)
    before = {
        *session.exec(mine),
        *session.exec(select(Organization.name_key).where(Organization.id == organization_id)),
    }
    added = []
    for name in names:
        if name_key(name) in before:
            continue
        try:
            add_alias(session, organization_id=organization_id, name=name)
        except InvalidInput:
            continue
        before.add(name_key(name))
        added.append(name)
    return added


def _complete(
    session: Session, number: int, one: GivenOrganization, places: PlacesByName, today: date
) -> dict[str, Any]:
    gain = gain_of(session, number, one, places)
    row = session.exec(select(Organization).where(Organization.id == number)).one()
    if {"website", "about", "kind"} & gain.keys():
        edit_organization(
            session, organization_id=number, version=row.version, name=row.name, published=row.published,
            kind=OrganizationKind(gain.get("kind") or row.kind), about=gain.get("about") or row.about,
            website=gain.get("website") or row.website,
        )  # fmt: skip
    if "areas" in gain:
        mine = select(OrganizationArea.area).where(OrganizationArea.organization_id == number)
        set_areas(session, organization_id=number, areas=[Area(area) for area in {*session.exec(mine), *gain["areas"]}])
    if "standing" in gain:
        since = one.since or today
        set_standing(session, organization_id=number, standing=Standing(one.standing), since=since)
        gain["since"] = since.isoformat()
    gain["aliases"] = _other_names(session, number, tuple(gain.get("aliases", ())))
    return gain


def _counted(
    session: Session, organization_id: int, one: GivenOrganization, places: PlacesByName, said_in: str, today: date
) -> list[int]:
    """The places where the import told the first count of members."""
    reached = set(session.exec(select(Reach.place_id).where(Reach.organization_id == organization_id)))
    told = []
    for reach in one.reaches:
        place = places.of(one, reach)
        if place is None or place in reached or reach.members is None:
            continue
        set_reach(
            session, organization_id=organization_id, place_id=place, members=reach.members, as_of=today,
            said_in=said_in[:160], today=today,
        )  # fmt: skip
        reached.add(place)
        told.append(place)
    return told


def _state(
    session: Session,
    import_id: int,
    organization_id: int,
    one: GivenOrganization,
    took: Mapping[str, Any],
    *,
    made: bool,
) -> None:
    said = {
        "name": one.name, "aliases": list(one.aliases), "kind": one.kind, "standing": one.standing,
        "areas": list(one.areas), "website": one.website, "about": one.about,
    }  # fmt: skip
    session.add(
        DirectoryStatement(
            import_id=import_id, organization_id=organization_id, row=one.row, made=made, said=said, took=dict(took)
        )
    )
    session.flush()
