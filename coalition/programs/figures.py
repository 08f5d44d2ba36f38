"""Letting numbers out through the gate, publishing them and taking them back: all that advocacy sees."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, func, select

from coalition.programs import gate
from coalition.programs.commands import subject_of
from coalition.programs.gate import Out
from coalition.programs.measures import Coordinator, coordinator
from coalition.programs.models import Goal, ProgramFigure, Scholar
from coalition.programs.queries import own_program
from coalition.programs.rules import GoalStatus, MilestoneKind, furthest
from coalition.programs.scholar_queries import ScholarListed
from data.access import Permission, requires
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.records import columns

NOT_SAID = "not said"
DAYS_BETWEEN = 28
COUNTED_STATUSES = (GoalStatus.MET, GoalStatus.IN_PROGRESS, GoalStatus.DROPPED)


def numbers_to_let_out(session: Session, program_id: int, *, today: date) -> tuple[Out, ...]:
    """What letting out today would let out of one's own programme, masked as it would be. Raises NotFound."""
    seen = coordinator(session, program_id, today=today)
    return (*_counts(seen), *_goals(session, program_id), *_rates(seen))


def _margin(active: Iterable[ScholarListed], part: str) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for one in active:
        found[str(getattr(one, part) or NOT_SAID)].add(one.id)
    return {name: frozenset(found[name]) for name in sorted(found)}


def _counts(seen: Coordinator) -> tuple[Out, ...]:
    active = seen.active
    many, mentored = len(active), len({one.scholar_id for one in seen.active_pairs})
    names = {one.id: one.name for one in seen.cohorts}
    cohorts = {names[int(key)]: who for key, who in _margin(active, "cohort_id").items()}
    reached: dict[str, set[int]] = defaultdict(set)
    for one in active:
        last = furthest(seen.measures.milestones.get(one.id, ()))
        reached[last.value if last else NOT_SAID].add(one.id)
    order = [NOT_SAID, *(kind.value for kind in MilestoneKind)]
    parted = {
        "scholars by district": _margin(active, "district"),
        "scholars by cohort": cohorts,
        "scholars by milestone": {name: frozenset(reached[name]) for name in order if name in reached},
        "scholars by house district": _margin(active, "house_place_id"),
        "scholars by senate district": _margin(active, "senate_place_id"),
    }
    if any(one.group_code for one in active):
        parted["scholars by group"] = _margin(active, "group_code")
    out = gate.margins({measure: parts for measure, parts in parted.items() if set(parts) - {NOT_SAID}}, many)
    return (
        gate.whole("scholars", many), gate.whole("mentors", sum(one.carries > 0 for one in seen.mentors)),
        gate.whole("pairs", mentored, of=many if mentored <= many else None), *out, *_schools(active, out),
    )  # fmt: skip


def _schools(active: Iterable[ScholarListed], out: Iterable[Out]) -> list[Out]:
    """How many schools the scholars of a legislative district are in, where their number is let out."""
    schools: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in active:
        if one.school:
            for kind, place in (("house", one.house_place_id), ("senate", one.senate_place_id)):
                schools[f"scholars by {kind} district", str(place or NOT_SAID)].add(one.school.casefold())
    return [
        Out(one.measure.replace("scholars", "schools"), one.part, None if one.value is None else len(found))
        for one in out
        if (found := schools.get((one.measure, one.part))) and one.part != NOT_SAID
    ]


def _goals(session: Session, program_id: int) -> list[Out]:
    """Goals by category and by status, each by how many scholars set them; a masked status masks what is met, too."""
    g = Goal
    out: list[Out] = []
    counts: dict[str, int] = {}
    people: dict[str, int] = {}
    for measure, column in (("goals by category", g.category), ("goals by status", g.status)):
        asked = columns(column, func.count(), func.count(func.distinct(g.scholar_id)))
        asked = asked.join(Scholar, col(Scholar.id) == col(g.scholar_id))
        asked = asked.where(col(Scholar.program_id) == program_id).group_by(col(column)).order_by(col(column))
        for name, count, who in session.execute(asked):
            out.append(gate.of_many(measure, name, count, gate.COUNT, people=who))
            if measure == "goals by status":
                counts[name], people[name] = count, who
    of = sum(counts.get(one.value, 0) for one in COUNTED_STATUSES)
    few = min((people[one.value] for one in COUNTED_STATUSES if one.value in people), default=0)
    met = None if not of else (200 * counts.get(GoalStatus.MET.value, 0) + of) // (2 * of)
    return [*out, gate.percent("completion", "", met, people=few)]


def _rates(seen: Coordinator) -> list[Out]:
    measures = seen.measures
    out = [gate.percent("adherence", "", measures.adherence.percent, people=len(seen.active_pairs))]
    newest = {cohort: (term, share) for cohort, _last, term, share in measures.persistence}
    for cohort, (_term, share) in newest.items():
        out.append(gate.percent("persistence", cohort, share.percent, people=share.of))
    for kind, one in measures.months.items():
        halves = int(one.value * 2)
        out.append(gate.of_many("median months", kind.value, halves, gate.HALF_MONTHS, people=one.of))
    return out


@requires(Permission.KEEP_PROGRAMMES)
def let_numbers_out(session: Session, *, program_id: int, now: datetime) -> int:
    """Let today's numbers out to the coalition, masked as they must be; returns how many.

    Raises InvalidInput within 28 days of the last time, as the difference would tell of single people; NotFound.
    """
    take_turn(session)
    own = own_program(session, program_id)
    today = now.date()
    f = ProgramFigure
    last = session.exec(select(func.max(f.as_of)).where(f.program_id == program_id)).one()
    if last is not None and today < last + timedelta(days=DAYS_BETWEEN):
        raise InvalidInput(
            "Numbers were let out on {last}. The difference of two that follow soon would tell "
            "of single people: let the next ones out from {n} on.",
            last=last,
            n=last + timedelta(days=DAYS_BETWEEN),
        )
    found = numbers_to_let_out(session, program_id, today=today)
    session.add_all(
        ProgramFigure(
            organization_id=own.organization_id, program_id=program_id, as_of=today, measure=one.measure,
            part=one.part[:120], value=one.value, unit=one.unit, out_of=one.out_of,
            missing_reason=one.missing_reason, made=now,
        )
        for one in found
    )  # fmt: skip
    note_act(session, "let numbers out", subject=subject_of(program_id), called=own.name, numbers=len(found))
    return len(found)


@requires(Permission.KEEP_PROGRAMMES)
def publish_numbers(session: Session, *, program_id: int, as_of: date, published: bool) -> None:
    """Show the numbers of a day outside the coalition too, or no longer. Raises NotFound."""
    take_turn(session)
    own = own_program(session, program_id)
    rows = _of_day(session, program_id, as_of)
    for row in rows:
        row.published = published
        session.add(row)
    if published and not own.published:
        raise InvalidInput("The programme itself is not public yet. Publish it first, under “Change the programme”.")
    act = "publish numbers" if published else "withdraw numbers from the public"
    note_act(session, act, subject=subject_of(program_id), called=own.name)


@requires(Permission.KEEP_PROGRAMMES)
def take_numbers_back(session: Session, *, program_id: int, as_of: date) -> None:
    """Take the numbers of a day back. Raises NotFound."""
    take_turn(session)
    own = own_program(session, program_id)
    for row in _of_day(session, program_id, as_of):
        session.delete(row)
    note_act(session, "take numbers back", subject=subject_of(program_id), called=own.name)


def _of_day(session: Session, program_id: int, as_of: date) -> list[ProgramFigure]:
    f = ProgramFigure
    rows = list(session.exec(select(f).where(f.program_id == program_id, f.as_of == as_of)))
    if not rows:
        raise NotFound("A number of this day")
    return rows
