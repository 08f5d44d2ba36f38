"""What a coordinator sees of her own programme: who is due or at risk, capacity, and the measures of rules.md f."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func

from coalition.mentoring.queries import (
    MentorShown,
    PairShown,
    SessionShown,
    group_attendance,
    mentors,
    pairs,
    sessions_since,
)
from coalition.mentoring.rules import together
from coalition.programs.models import Goal, Milestone, Scholar, ScholarTrack, TermEnrollment
from coalition.programs.queries import CohortShown, ProgramShown, cohorts, own_program
from coalition.programs.rules import (
    GoalCategory,
    GoalStatus,
    Median,
    MilestoneKind,
    Risk,
    ScholarStatus,
    Share,
    completion,
    lacks_track,
    median_months,
    persistence,
    risk_of,
    school_year_of,
)
from coalition.programs.scholar_queries import ScholarListed, scholars
from data.records import columns


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of a programme; `persistence` by cohort and pair of terms, `milestones` by scholar."""

    adherence: Share
    completion: Share
    persistence: tuple[tuple[str, str, str, Share], ...]
    months: Mapping[MilestoneKind, Median]
    categories: Mapping[GoalCategory, int]
    statuses: Mapping[GoalStatus, int]
    milestones: Mapping[int, tuple[str, ...]]

    @property
    def goals(self) -> int:
        """How many goals were set."""
        return sum(self.statuses.values())


@dataclass(frozen=True, slots=True)
class Coordinator:
    """The coordinator's page: everything behind one programme's wall but notes."""

    program: ProgramShown
    cohorts: tuple[CohortShown, ...]
    scholars: tuple[ScholarListed, ...]
    mentors: tuple[MentorShown, ...]
    pairs: tuple[PairShown, ...]
    sessions: tuple[SessionShown, ...]
    risks: Mapping[int, Risk]
    without_track: frozenset[int]
    measures: Measures
    today: date

    @property
    def active_pairs(self) -> tuple[PairShown, ...]:
        """The pairs of today, paused ones too."""
        return tuple(one for one in self.pairs if one.span.holds(self.today))

    @property
    def due(self) -> tuple[PairShown, ...]:
        """The pairs without a session this month, whose last session is longest ago first."""
        due = [one for one in self.pairs if one.is_due(self.today)]
        return tuple(sorted(due, key=lambda one: (one.last or one.span.starts, one.scholar)))

    @property
    def at_risk(self) -> tuple[ScholarListed, ...]:
        """The active scholars at risk of inactivity, the quietest first."""
        found = [one for one in self.scholars if one.id in self.risks and self.risks[one.id].is_at_risk]
        return tuple(sorted(found, key=lambda one: -self.risks[one.id].quiet_days))

    @property
    def active(self) -> tuple[ScholarListed, ...]:
        """The active scholars."""
        return tuple(one for one in self.scholars if one.status is ScholarStatus.ACTIVE)


def coordinator(session: Session, program_id: int, *, today: date) -> Coordinator:
    """The page of one's own programme on a day. Raises NotFound for none, or not theirs."""
    own = own_program(session, program_id)
    in_it, mentoring = scholars(session, program_id), pairs(session, program_id)
    groups = cohorts(session, program_id, sizes=Counter(one.cohort_id for one in in_it))
    carries = Counter(pair.mentor_id for pair in mentoring if pair.span.holds(today))
    starts = {one.id: one.starts for one in groups}
    measures = _measures(session, program_id, in_it, mentoring, groups, today)
    month = today.replace(day=1)
    return Coordinator(
        own, groups, in_it, mentors(session, program_id, today=today, carries=carries), mentoring,
        sessions_since(session, program_id, since=month), _risks(session, program_id, in_it, mentoring, starts, today),
        _without_track(session, program_id, in_it, today), measures, today,
    )  # fmt: skip


def _risks(
    session: Session,
    program_id: int,
    in_it: Sequence[ScholarListed],
    mentoring: Sequence[PairShown],
    starts: Mapping[int, date],
    today: date,
) -> dict[int, Risk]:
    last = group_attendance(session, program_id)
    for pair in mentoring:
        if pair.last is not None and pair.last > last.get(pair.scholar_id, date.min):
            last[pair.scholar_id] = pair.last
    mentored = {pair.scholar_id for pair in mentoring if pair.span.holds(today)}
    return {
        one.id: risk_of(
            last_session=last.get(one.id), since=max(one.status_since, starts.get(one.cohort_id, one.status_since)),
            has_mentor=one.id in mentored, today=today,
        )
        for one in in_it
        if one.status is ScholarStatus.ACTIVE
    }  # fmt: skip


def _without_track(session: Session, program_id: int, in_it: Sequence[ScholarListed], today: date) -> frozenset[int]:
    year = school_year_of(today)
    asked = (
        columns(ScholarTrack.scholar_id, ScholarTrack.school_year)
        .join(Scholar, col(Scholar.id) == col(ScholarTrack.scholar_id))
        .where(col(Scholar.program_id) == program_id, col(ScholarTrack.school_year) == year)
    )
    years: dict[int, list[int]] = defaultdict(list)
    for scholar_id, said in session.execute(asked):
        years[scholar_id].append(said)
    active = [one.id for one in in_it if one.status is ScholarStatus.ACTIVE]
    return frozenset(number for number in active if lacks_track(years[number], school_year=year))


def _measures(
    session: Session,
    program_id: int,
    in_it: Sequence[ScholarListed],
    mentoring: Sequence[PairShown],
    groups: Sequence[CohortShown],
    today: date,
) -> Measures:
    cohort_of = {one.id: one.cohort_id for one in in_it}
    starts = {one.id: one.starts for one in groups}
    reached = _milestones(session, program_id)
    days = [(kind, starts[cohort_of[who]], day) for who, kind, day in reached if who in cohort_of]
    kinds: dict[int, list[str]] = defaultdict(list)
    for who, kind, _day in reached:
        kinds[who].append(kind)
    categories, statuses = _goals(session, program_id)
    return Measures(
        together(pair.adherence(today) for pair in mentoring), completion(statuses),
        _persistence(session, program_id, cohort_of, groups), median_months(days), categories, statuses,
        {who: tuple(found) for who, found in kinds.items()},
    )  # fmt: skip


def _milestones(session: Session, program_id: int) -> Sequence[tuple[int, str, date]]:
    m = Milestone
    asked = columns(m.scholar_id, m.kind, m.on_date).join(Scholar, col(Scholar.id) == col(m.scholar_id))
    rows = session.execute(asked.where(col(Scholar.program_id) == program_id))
    return [(who, kind, day) for who, kind, day in rows]


def _goals(session: Session, program_id: int) -> tuple[Counter[GoalCategory], Counter[GoalStatus]]:
    g = Goal
    asked = columns(g.category, g.status, func.count()).join(Scholar, col(Scholar.id) == col(g.scholar_id))
    asked = asked.where(col(Scholar.program_id) == program_id).group_by(col(g.category), col(g.status))
    categories, statuses = Counter[GoalCategory](), Counter[GoalStatus]()
    for category, status, count in session.execute(asked):
        categories[GoalCategory(category)] += count
        statuses[GoalStatus(status)] += count
    return categories, statuses


def _persistence(
    session: Session, program_id: int, cohort_of: Mapping[int, int], groups: Sequence[CohortShown]
) -> tuple[tuple[str, str, str, Share], ...]:
    t = TermEnrollment
    asked = columns(t.scholar_id, t.term, t.completed).join(Scholar, col(Scholar.id) == col(t.scholar_id))
    terms: dict[str, dict[int, bool]] = defaultdict(dict)
    for who, term, done in session.execute(asked.where(col(Scholar.program_id) == program_id)):
        terms[term][who] = done
    ordered = sorted(terms)
    return tuple(
        (group.name, last, this, share)
        for group in groups
        for last, this in itertools.pairwise(ordered)
        if (share := _stayed(terms[last], terms[this], _members(cohort_of, group.id))).of
    )


def _members(cohort_of: Mapping[int, int], cohort_id: int) -> set[int]:
    return {who for who, cohort in cohort_of.items() if cohort == cohort_id}


def _stayed(last: Mapping[int, bool], this: Iterable[int], members: set[int]) -> Share:
    return persistence({who: done for who, done in last.items() if who in members}, this)
