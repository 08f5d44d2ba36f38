"""Organizations out of a file into the directory: whole or not at all, repeatable; nothing there is overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, select

from coalition.organizations.commands import add_alias, add_organization, edit_organization, set_areas, set_standing
from coalition.organizations.comparing import Choices, OpenChoice, Plan, plan_of
from coalition.organizations.directory_file import GivenDirectory
from coalition.organizations.gaining import PlacesByName, gains_of
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
    """What an import would do or did. `tally` adds up to the rows of the file.

    `completed` counts organizations on file that gain something, `undated` says that the day of the import stands for
    days the file does not say; `import_id` is None until it is applied.
    """

    file: GivenDirectory
    tally: Tally
    choices: tuple[OpenChoice, ...]
    names: Mapping[int, str]
    warnings: tuple[str, ...] = ()
    completed: int = 0
    changed: bool = False
    undated: bool = False
    import_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Work:
    """An import under way: what each row is, and what organizations on file gain, by number."""

    plan: Plan
    gains: Mapping[int, dict[str, Any]]
    places: PlacesByName
    names: Mapping[int, str]


def preview_directory(session: Session, *, given: GivenDirectory, choices: Choices) -> DirectoryReport:
    """What importing a file with these choices would do; nothing is written."""
    return _reported(_work_of(session, given, choices), given)


def _work_of(session: Session, given: GivenDirectory, choices: Choices) -> _Work:
    known = known_names(session)
    plan = plan_of(given.organizations, known, choices)
    names = {one.id: one.names[0] for one in known} | {-one.row: one.name for one in given.organizations}
    places = PlacesByName(session)
    on_file = {number: one for number, one in plan.organizations.items() if number > 0}
    return _Work(plan, gains_of(session, on_file, places), places, names)


def _reported(work: _Work, given: GivenDirectory) -> DirectoryReport:
    plan, places = work.plan, work.places
    lost = sum(1 for one in plan.organizations.values() for reach in one.reaches if not places.of(one, reach))
    warnings = list(given.warnings)
    if lost:
        warnings.append(
            _("{n} counties or districts are not on file, or have no number; they stay out.").format(n=lost)
        )
    plan.tally.counts[Outcome.REJECTED] += len(given.rejected)
    completed = sum(1 for gain in work.gains.values() if gain)
    return DirectoryReport(
        given, plan.tally, tuple(plan.choices), work.names, tuple(warnings), completed,
        completed > 0 or any(number < 0 for number in plan.organizations),
        any(_is_undated(number, one, work) for number, one in plan.organizations.items()),
    )  # fmt: skip


def _is_undated(number: int, one: GivenOrganization, work: _Work) -> bool:
    """Whether the day of the import stands for the first day of a standing, or for that of a count: no file has it."""
    if number > 0:
        gain = work.gains[number]
        return bool(gain.get("reaches") or (gain.get("standing") and one.since is None))
    return bool((one.standing and one.since is None) or any(work.places.of(one, reach) for reach in one.reaches))


@requires(Permission.KEEP_DIRECTORY)
def import_directory(session: Session, *, given: GivenDirectory, choices: Choices, now: datetime) -> DirectoryReport:
    """Put a file's organizations into the directory, all or nothing; what stands there is never overwritten.

    Rows whose choice is open stay out. A file that says nothing new changes nothing and leaves no import behind.
    """
    take_turn(session)
    work = _work_of(session, given, choices)
    report = _reported(work, given)
    if not report.changed:
        return report
    made = _new_import(session, report, now)
    for number, one in work.plan.organizations.items():
        organization_id, took = _added(session, one, now) if number < 0 else (number, {})
        if number > 0:
            took = _complete(session, number, one, work.gains[number], now.date())
        took["reaches"] = _counted(session, organization_id, one, work.places, given.name, now.date())
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
    kind = OrganizationKind(one.kind or OrganizationKind.OTHER)
    kept = add_organization(
        session, name=one.name, now=now, kind=kind, about=one.about, website=one.website,
        areas=[Area(area) for area in one.areas],
    )  # fmt: skip
    took: dict[str, Any] = {"areas": list(one.areas)}
    if one.standing:
        took |= {"standing": one.standing, "since": _stand(session, kept.id, one, now.date())}
    took["aliases"] = _other_names(session, kept.id, one.aliases)
    return kept.id, took


def _stand(session: Session, organization_id: int, one: GivenOrganization, today: date) -> str:
    """Say how an organization stands, from the file's day or today on, with a note where it is today; that day."""
    since, note = one.since or today, "" if one.since else _("The file says no day; that of the import stands.")
    set_standing(session, organization_id=organization_id, standing=Standing(one.standing), since=since, note=note)
    return since.isoformat()


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
    session: Session, number: int, one: GivenOrganization, gain: dict[str, Any], today: date
) -> dict[str, Any]:
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
        gain["since"] = _stand(session, number, one, today)
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
            said_in=_("{file}, which says no day").format(file=said_in[:160]), today=today,
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
