"""Keep a scholar: who she is, her milestones, goals, tracks and terms, and the stories she lets out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from coalition.programs.commands import note_behind_the_wall, own_cohort
from coalition.programs.models import (
    Cohort,
    Goal,
    GoalChange,
    Milestone,
    Scholar,
    ScholarTrack,
    Story,
    TermEnrollment,
)
from coalition.programs.rules import (
    LONGEST_NAME,
    LONGEST_PHONE,
    GoalCategory,
    GoalStatus,
    MilestoneKind,
    ScholarStatus,
    Track,
    check_milestone,
    check_story,
    email_of,
    term_of,
    words_of,
)
from data.access import Permission, requires
from data.audit import take_turn
from data.errors import InvalidInput, NotFound
from data.places import Place, PlaceKind
from data.versions import newest

SCHOLAR, GOAL, STORY, MILESTONE = "The scholar", "The goal", "The story", "The milestone"


@dataclass(frozen=True, slots=True)
class ScholarPlan:
    """What a person says of a scholar."""

    given_name: str
    cohort_id: int
    family_name: str = ""
    email: str = ""
    phone: str = ""
    district: str = ""
    school: str = ""
    house_place_id: int | None = None
    senate_place_id: int | None = None
    group_code: str = ""
    status: ScholarStatus = ScholarStatus.ACTIVE
    status_since: date | None = None


def own_scholar(session: Session, scholar_id: int) -> Scholar:
    """A scholar of the viewer's own, for a command. Raises NotFound."""
    row = session.exec(select(Scholar).where(Scholar.id == scholar_id)).first()
    if row is None:
        raise NotFound(SCHOLAR)
    return row


@requires(Permission.KEEP_PROGRAMMES)
def add_scholar(session: Session, *, plan: ScholarPlan, now: datetime) -> int:
    """Take a scholar into a cohort; returns her id. Raises InvalidInput, NotFound."""
    take_turn(session)
    cohort = own_cohort(session, plan.cohort_id)
    row = Scholar(
        organization_id=cohort.organization_id, program_id=cohort.program_id, cohort_id=plan.cohort_id, given_name="",
        status_since=plan.status_since or cohort.starts, made=now,
    )  # fmt: skip
    _say(session, row, plan, cohort)
    session.add(row)
    session.flush()
    note_behind_the_wall(session, row.program_id)
    return row.id or 0


@requires(Permission.KEEP_PROGRAMMES)
def change_scholar(session: Session, *, scholar_id: int, version: int, plan: ScholarPlan, today: date) -> int:
    """Change what is kept of a scholar; returns the version now. Raises InvalidInput, NotFound."""
    row = newest(session, Scholar, scholar_id, version=version, what=SCHOLAR)
    cohort = own_cohort(session, plan.cohort_id)
    if cohort.program_id != row.program_id:
        raise InvalidInput("This cohort belongs to another programme. Choose a cohort of the scholar’s own.")
    if plan.status.value != row.status:
        row.status_since = plan.status_since or today
    elif plan.status_since is not None:
        row.status_since = plan.status_since
    _say(session, row, plan, cohort)
    row.version += 1
    session.add(row)
    note_behind_the_wall(session, row.program_id)
    return row.version


def _say(session: Session, row: Scholar, plan: ScholarPlan, cohort: Cohort) -> None:
    email = email_of(plan.email)
    if email:
        same = select(Scholar.id).where(Scholar.program_id == cohort.program_id, Scholar.email == email)
        if session.exec(same.where(Scholar.id != row.id)).first() is not None:
            raise InvalidInput("Another scholar has this e-mail address. Open that scholar, or give another address.")
    row.given_name = words_of(plan.given_name, "the given name", most=LONGEST_NAME)
    row.family_name = words_of(plan.family_name, "the family name", most=LONGEST_NAME, needed=False)
    row.email, row.cohort_id, row.status = email, plan.cohort_id, plan.status.value
    row.phone = words_of(plan.phone, "the telephone number", most=LONGEST_PHONE, needed=False)
    row.district = words_of(plan.district, "the school district", most=LONGEST_NAME, needed=False)
    row.school = words_of(plan.school, "the school", most=LONGEST_NAME, needed=False)
    row.group_code = words_of(plan.group_code, "the group", most=24, needed=False)
    row.house_place_id = _place(session, plan.house_place_id, PlaceKind.HOUSE)
    row.senate_place_id = _place(session, plan.senate_place_id, PlaceKind.SENATE)


def _place(session: Session, place_id: int | None, kind: PlaceKind) -> int | None:
    if place_id is None:
        return None
    found = select(Place.id).where(Place.id == place_id, Place.kind == kind.value)
    if session.exec(found).first() is None:
        raise NotFound("The legislative district")
    return place_id


@requires(Permission.KEEP_PROGRAMMES)
def record_milestone(
    session: Session, *, scholar_id: int, kind: MilestoneKind, on: date, today: date, note: str = ""
) -> None:
    """Record that a scholar reached a milestone, or correct its day. Raises InvalidInput, NotFound."""
    take_turn(session)
    scholar = own_scholar(session, scholar_id)
    rows = {row.kind: row for row in session.exec(select(Milestone).where(Milestone.scholar_id == scholar_id))}
    days = {name: row.on_date for name, row in rows.items()}
    check_milestone(kind, on, days, today=today)
    row = rows.get(kind.value) or Milestone(scholar_id=scholar_id, kind=kind.value, on_date=on)
    row.on_date, row.note = on, words_of(note, "the note", most=500, needed=False)
    session.add(row)
    note_behind_the_wall(session, scholar.program_id)


@requires(Permission.KEEP_PROGRAMMES)
def remove_milestone(session: Session, *, scholar_id: int, kind: MilestoneKind) -> None:
    """Take a milestone back that nothing later stands on. Raises InvalidInput, NotFound."""
    take_turn(session)
    scholar = own_scholar(session, scholar_id)
    rows = {row.kind: row for row in session.exec(select(Milestone).where(Milestone.scholar_id == scholar_id))}
    if kind.value not in rows:
        raise NotFound(MILESTONE)
    order = list(MilestoneKind)
    later = [other.value for other in order[order.index(kind) + 1 :] if other.value in rows]
    if later:
        raise InvalidInput("“{later}” stands on this milestone. Take that one back first.", later=later[0])
    session.delete(rows[kind.value])
    note_behind_the_wall(session, scholar.program_id)


@requires(Permission.KEEP_PROGRAMMES)
def set_goal(session: Session, *, scholar_id: int, category: GoalCategory, words: str, on: date, now: datetime) -> int:
    """Write down a goal the scholar set; returns its id. Raises InvalidInput, NotFound."""
    take_turn(session)
    scholar = own_scholar(session, scholar_id)
    if on > now.date():
        raise InvalidInput("A goal is written down once it is set. Give a day that is not in the future.")
    said = words_of(words, "the goal")
    row = Goal(scholar_id=scholar_id, category=category.value, words=said, set_on=on, status_on=on)
    session.add(row)
    session.flush()
    session.add(GoalChange(goal_id=row.id or 0, status=row.status, words=said, on_date=on, made=now))
    note_behind_the_wall(session, scholar.program_id)
    return row.id or 0


@requires(Permission.KEEP_PROGRAMMES)
def change_goal(
    session: Session, *, goal_id: int, version: int, status: GoalStatus, words: str, on: date, now: datetime
) -> int:
    """Say what became of a goal, and its words where it was revised; returns its version now.

    Raises InvalidInput, also when somebody else was faster; NotFound.
    """
    row = newest(session, Goal, goal_id, version=version, what=GOAL)
    scholar = own_scholar(session, row.scholar_id)
    if on > now.date() or on < row.status_on:
        raise InvalidInput(
            "Give a day from {status_on}, when the goal last changed, to today.", status_on=row.status_on
        )
    said = words_of(words, "the goal")
    if (row.status, row.words) == (status.value, said):
        return row.version
    become(session, row, status, said, on=on, now=now)
    note_behind_the_wall(session, scholar.program_id)
    return row.version


def become(
    session: Session, row: Goal, status: GoalStatus, words: str, *, on: date, now: datetime, by_link: bool = False
) -> None:
    """Write a goal's new status with its history. Call it inside a command."""
    row.status, row.words, row.status_on, row.version = status.value, words, on, row.version + 1
    session.add(row)
    session.add(
        GoalChange(goal_id=row.id or 0, status=status.value, words=words, on_date=on, by_link=by_link, made=now)
    )


@requires(Permission.KEEP_PROGRAMMES)
def set_tracks(session: Session, *, scholar_id: int, school_year: int, tracks: Collection[Track]) -> None:
    """Say which tracks a scholar takes part in in a school year: at least one. Raises InvalidInput, NotFound."""
    take_turn(session)
    scholar = own_scholar(session, scholar_id)
    if not tracks:
        raise InvalidInput("A scholar takes part in at least one track each school year. Choose one.")
    if not 2000 < school_year < 2100:
        raise InvalidInput("Give the school year by the year it ends in, such as 2027.")
    wanted = {track.value for track in tracks}
    mine = select(ScholarTrack).where(ScholarTrack.scholar_id == scholar_id, ScholarTrack.school_year == school_year)
    stand = {row.track: row for row in session.exec(mine)}
    for name, row in stand.items():
        if name not in wanted:
            session.delete(row)
    for name in sorted(wanted - stand.keys()):
        session.add(ScholarTrack(scholar_id=scholar_id, school_year=school_year, track=name))
    note_behind_the_wall(session, scholar.program_id)


@requires(Permission.KEEP_PROGRAMMES)
def set_terms(session: Session, *, scholar_id: int, terms: Mapping[str, bool]) -> None:
    """Say in which terms a scholar was enrolled, and whether she completed in one. Raises InvalidInput, NotFound."""
    take_turn(session)
    scholar = own_scholar(session, scholar_id)
    wanted = {term_of(term): done for term, done in terms.items()}
    done = [term for term, completed in wanted.items() if completed]
    if len(done) > 1 or (done and done[0] != max(wanted)):
        raise InvalidInput("A scholar completes once, in the last term she is enrolled in. Correct the terms.")
    stand = {
        row.term: row
        for row in session.exec(select(TermEnrollment).where(col(TermEnrollment.scholar_id) == scholar_id))
    }
    for term, row in stand.items():
        if term not in wanted:
            session.delete(row)
    for term, completed in wanted.items():
        kept = stand.get(term) or TermEnrollment(scholar_id=scholar_id, term=term)
        kept.completed = completed
        session.add(kept)
    note_behind_the_wall(session, scholar.program_id)


@requires(Permission.KEEP_PROGRAMMES)
def keep_story(
    session: Session, *, scholar_id: int, words: str, shown_as: str, use: str, consented_on: date, expires_on: date,
    now: datetime,
) -> int:  # fmt: skip
    """Keep words a scholar lets out for one named use until a day; returns the story's id.

    Raises InvalidInput without a use, a name to show or an end; NotFound.
    """
    take_turn(session)
    scholar = own_scholar(session, scholar_id)
    check_story(consented_on=consented_on, expires_on=expires_on, today=now.date())
    row = Story(
        scholar_id=scholar_id, words=words_of(words, "the scholar’s words"),
        shown_as=words_of(shown_as, "how the scholar wants to be called", most=LONGEST_NAME),
        use=words_of(use, "the use the scholar agreed to", most=LONGEST_NAME), consented_on=consented_on,
        expires_on=expires_on, made=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    note_behind_the_wall(session, scholar.program_id)
    return row.id or 0


@requires(Permission.KEEP_PROGRAMMES)
def withdraw_story(session: Session, *, story_id: int, today: date) -> None:
    """Note that a scholar took her consent back: from now on the story crosses to nobody. Raises NotFound."""
    take_turn(session)
    row = session.exec(select(Story).where(Story.id == story_id)).first()
    if row is None:
        raise NotFound(STORY)
    scholar = own_scholar(session, row.scholar_id)
    if row.withdrawn_on is None:
        row.withdrawn_on = today
        session.add(row)
        note_behind_the_wall(session, scholar.program_id)
