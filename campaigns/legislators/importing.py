"""Legislators and committees out of a file or a sync: whole or not at all, repeatable, and undone by its number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, update
from sqlmodel import Session, col, select

from campaigns.actions.linking import link_own_subjects
from campaigns.legislators.chambers import load_chambers
from campaigns.legislators.import_record import Counts, finish_import, note_changed, note_children, start_import
from campaigns.legislators.models import (
    Committee,
    CommitteeMember,
    Legislator,
    LegislatorIdentifier,
    LegislatorName,
    LegislatorOffice,
    LegislatorParty,
    Seat,
)
from campaigns.legislators.naming import name_key
from campaigns.legislators.on_file import OnFile, PersonOnFile, on_file
from campaigns.legislators.people_file import GivenPeople
from campaigns.legislators.people_plan import Change, CommitteeChange, PeoplePlan, PersonChange, plan_people
from campaigns.legislators.queries import filled_seats
from campaigns.legislators.sentences import seats_filled
from campaigns.legislators.sponsor_links import link_amendment_sponsors
from data.access import Permission, may, requires, viewer_of_session
from data.audit import take_turn
from data.provenance import Source, SourceKind
from data.records import chunks
from data.sources.said import CommitteeSaid, PersonSaid

PEOPLE = "people"
HANGING = (LegislatorIdentifier, LegislatorName, Seat, LegislatorParty, LegislatorOffice)


@dataclass(frozen=True, slots=True)
class PeopleReport:
    """What an import would do or did; the counts add up to the file's records. `import_id` None: nothing was done."""

    name: str
    title: str
    counts: Counts
    rejections: tuple[dict[str, str | int | None], ...]
    checks: tuple[dict[str, str | int | bool | None], ...]
    changed: bool
    people: int
    committees: int
    left: int = 0
    linked: int = 0
    import_id: int | None = None


def preview_people(session: Session, *, given: GivenPeople, now: datetime) -> PeopleReport:
    """What importing a file would do; nothing is written."""
    known = on_file(session, _states(given.people, given.committees))
    plan = plan_people(known, given.people, given.committees, partial=given.partial, today=now.date())
    return _report(given, plan)


@requires(Permission.IMPORT_FIGURES)
def import_people(session: Session, *, given: GivenPeople, now: datetime, source_id: int | None = None) -> PeopleReport:
    """Put a file's legislators and committees in, all or nothing; what our people say of them is never touched.

    A file that says nothing new changes nothing and leaves no import behind.
    """
    take_turn(session)
    load_chambers(session)
    known = on_file(session, _states(given.people, given.committees))
    plan = plan_people(known, given.people, given.committees, partial=given.partial, today=now.date())
    report = _report(given, plan)
    if not plan.changes_something:
        return report
    source = source_id or _source(session, given, now)
    import_id = start_import(
        session, kind=PEOPLE, now=now, file_name=given.name, file_sha256=given.sha256, source_id=source
    )
    _write(session, import_id, known, plan, source)
    checks = (*report.checks, *_filled(session, known, now))
    kept = finish_import(
        session, import_id, counts=report.counts, rejections=report.rejections, checks=checks,
        changed_others=bool(plan.left),
    )  # fmt: skip
    viewer = viewer_of_session(session)
    linked = link_own_subjects(session, viewer.organization_id) if may(viewer, Permission.LOG_ACTIONS) else 0
    linked += link_amendment_sponsors(session)
    return _report(given, plan, checks=checks, linked=linked, import_id=kept)


def import_people_said(
    session: Session, *, name: str, people: Sequence[PersonSaid], committees: Sequence[CommitteeSaid],
    now: datetime, source_id: int | None = None,
) -> PeopleReport:  # fmt: skip
    """The same for what a service said, under the service's name."""
    given = GivenPeople(name, "", name, list(people), list(committees))
    return import_people(session, given=given, now=now, source_id=source_id)


def _source(session: Session, given: GivenPeople, now: datetime) -> int:
    """The file as a source, by its content: the same one for the same file."""
    key = f"people-{given.sha256[:40] or name_key(given.name)[:40]}"
    found = session.exec(select(Source).where(Source.key == key)).first()
    if found is None:
        title = given.title if given.title == given.name else f"{given.title}, {given.name}"
        found = Source(
            key=key, title=title[:300], publisher=given.publisher, address=given.address,
            retrieved_on=now.date(), sha256=given.sha256, kind=SourceKind.REPORTED,
        )  # fmt: skip
        session.add(found)
        session.flush()
    return found.id or 0


def _states(people: Iterable[PersonSaid], committees: Iterable[CommitteeSaid]) -> set[str]:
    return {one.state for one in people} | {one.state for one in committees}


def _report(
    given: GivenPeople, plan: PeoplePlan, *, checks: Sequence[dict[str, Any]] | None = None, linked: int = 0,
    import_id: int | None = None,
) -> PeopleReport:  # fmt: skip
    found = plan.counts
    rejections = (*(one.as_json() for one in given.rejected), *plan.rejections)
    counts = Counts(
        found[Change.INSERTED], found[Change.UPDATED], found[Change.UNCHANGED], len(given.seatless), len(rejections)
    )
    return PeopleReport(
        given.name, given.title, counts, rejections, tuple(plan.checks if checks is None else checks),
        plan.changes_something, len(given.people), len(given.committees), len(plan.left), linked, import_id,
    )  # fmt: skip


def _filled(session: Session, known: OnFile, now: datetime) -> list[dict[str, Any]]:
    """How many seats of each chamber somebody holds now."""
    return [
        seats_filled(f"{one.state_name}, {one.name}", one.filled, one.seats)
        for one in filled_seats(session, on=now.date())
        if one.state in known.states
    ]


def _write(session: Session, import_id: int, known: OnFile, plan: PeoplePlan, source_id: int) -> None:
    changed = [one for one in (*plan.people, *plan.left) if one.change is Change.UPDATED]
    _note_people(session, import_id, changed)
    made = [one for one in plan.people if one.change is Change.INSERTED]
    rows = [_new_legislator(one, known, import_id, source_id) for one in made]
    session.add_all(rows)
    session.flush()
    for one, row in zip(made, rows, strict=True):
        one.now.id = row.id
    for one in changed:
        values = one.now.fields | ({"source_id": source_id} if one.leads else {})
        session.execute(update(Legislator).where(col(Legislator.id) == one.now.id).values(**values))
    _write_hanging(session, known, [one.now for one in (*made, *changed)], fresh={one.now.id for one in made})
    _write_committees(session, import_id, known, plan, source_id)


def _new_legislator(one: PersonChange, known: OnFile, import_id: int, source_id: int) -> Legislator:
    state = known.states[one.now.state]
    values: dict[str, Any] = {"jurisdiction_id": state, "import_id": import_id, "source_id": source_id}
    return Legislator(**(values | one.now.fields))


def _note_people(session: Session, import_id: int, changed: Sequence[PersonChange]) -> None:
    before = {
        one.before.id or 0: one.before.fields | {"source_id": one.before.source_id}
        for one in changed
        if one.before is not None
    }
    note_changed(session, import_id, Legislator, before)
    for model in HANGING:
        note_children(session, import_id, model, "legislator_id", before)


def _write_hanging(session: Session, known: OnFile, people: Sequence[PersonOnFile], *, fresh: set[int | None]) -> None:
    """What belongs to some people, made anew."""
    old = [one.id or 0 for one in people if one.id not in fresh]
    for model in HANGING:
        key: Any = model.legislator_id
        for some in chunks(old):
            session.execute(delete(model).where(key.in_(some)), execution_options={"synchronize_session": False})
    for table, rows in _hanging_rows(known, people).items():
        if rows:
            session.execute(insert(table), rows)


def _hanging_rows(known: OnFile, people: Sequence[PersonOnFile]) -> Mapping[Any, list[dict[str, Any]]]:
    rows: dict[Any, list[dict[str, Any]]] = {model: [] for model in HANGING}
    for one in people:
        mine = {"legislator_id": one.id}
        rows[LegislatorIdentifier] += [mine | {"scheme": s, "value": v} for s, v in sorted(one.identifiers)]
        rows[LegislatorName] += [mine | {"name_key": key, "name": name} for key, name in one.names.items()]
        rows[Seat] += [
            mine | {
                "chamber_id": known.chambers[one.state, seat.chamber], "district": seat.district,
                "place_id": known.place_of(one.state, seat), "since": seat.since, "until": seat.until,
            }
            for seat in one.seats
        ]  # fmt: skip
        rows[LegislatorParty] += [
            mine | {"party": party.chamber, "since": party.since, "until": party.until} for party in one.parties
        ]
        rows[LegislatorOffice] += [
            mine | {"kind": kind, "address": address, "voice": voice} for kind, address, voice in one.offices
        ]
    return rows


def _write_committees(session: Session, import_id: int, known: OnFile, plan: PeoplePlan, source_id: int) -> None:
    changed = [one for one in plan.committees if one.change is Change.UPDATED and one.before is not None]
    note_changed(session, import_id, Committee, {one.now.id or 0: _columns(one, before=True) for one in changed})
    note_children(session, import_id, CommitteeMember, "committee_id", (one.now.id or 0 for one in changed))
    made = [one for one in plan.committees if one.change is Change.INSERTED]
    rows = [
        Committee(
            jurisdiction_id=known.states[one.now.state], external_id=one.now.external_id,
            import_id=import_id,
            source_id=source_id,
            **_columns(one),
        )
        for one in made
    ]  # fmt: skip
    session.add_all(rows)
    session.flush()
    for one, row in zip(made, rows, strict=True):
        one.now.id = row.id
    numbers = {one.now.external_id: one.now.id for one in plan.committees} | {
        key: one.id for key, one in known.committees.items() if one.id is not None
    }
    for one in (*made, *changed):
        parent = numbers.get(one.parent) if one.parent else one.now.parent_id
        values = _columns(one) | {"parent_id": parent}
        session.execute(update(Committee).where(col(Committee.id) == one.now.id).values(**values))
    for some in chunks(one.now.id or 0 for one in changed):
        session.execute(
            delete(CommitteeMember).where(col(CommitteeMember.committee_id).in_(some)),
            execution_options={"synchronize_session": False},
        )
    members = [row for one in (*made, *changed) for row in _member_rows(one, plan)]
    if members:
        session.execute(insert(CommitteeMember), members)


def _columns(one: CommitteeChange, *, before: bool = False) -> dict[str, Any]:
    kept = one.before if before and one.before is not None else one.now
    values = {"chamber": kept.chamber, "name": kept.name, "name_key": name_key(kept.name)[:400]}
    return values | ({"parent_id": kept.parent_id} if before else {})


def _member_rows(one: CommitteeChange, plan: PeoplePlan) -> list[dict[str, Any]]:
    rows = []
    for name, (number, role) in one.now.members.items():
        who = number if number is not None else plan.people[one.of_file[name]].now.id if name in one.of_file else None
        rows.append({"committee_id": one.now.id, "name": name, "role": role, "legislator_id": who})
    return rows
