"""Programmes as a viewer may see them, the numbers their staff let out, and the stories that may cross."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select
from sqlmodel import Session, col, func, select

from coalition.organizations.models import Organization
from coalition.programs.models import Cohort, Program, ProgramFigure, Scholar, Story
from coalition.programs.rules import grant_window, may_cross
from data.access import Permission, may, viewer_of_session
from data.errors import NotFound
from data.places import Place
from data.provenance import Source
from data.records import columns
from data.reference_tables import rows_of

PROGRAM = "The programme"
PUBLISHED_FACTS = {"Journey into Education & Teaching (JET)": ("JET", "Journey into Education")}


@dataclass(frozen=True, slots=True)
class ProgramShown:
    """A programme; `is_own` when the viewer is of the staff that keeps it. `cost_cents` is a scholar's a year."""

    id: int
    organization_id: int
    organization: str
    name: str
    about: str
    cost_cents: int | None
    cost_said_in: str
    grant_opens: str
    grant_closes: str
    published: bool
    version: int
    is_own: bool


@dataclass(frozen=True, slots=True)
class CohortShown:
    """A cohort with how many scholars it holds."""

    id: int
    name: str
    starts: date
    ends: date | None
    version: int
    scholars: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that was let out: `value` None where it is masked; `out_of` the whole it is of, where there is one."""

    program_id: int
    as_of: date
    measure: str
    part: str
    value: int | None
    unit: str
    out_of: int | None
    missing_reason: str
    published: bool


@dataclass(frozen=True, slots=True)
class GrantWindow:
    """The window of a programme's grant that is open, or opens next; both days inside."""

    program_id: int
    program: str
    opens: date
    closes: date


@dataclass(frozen=True, slots=True)
class StoryShown:
    """Words of a scholar who consented to this use, as the scholar wants to be called, until a day."""

    program_id: int
    words: str
    shown_as: str
    use: str
    expires_on: date


@dataclass(frozen=True, slots=True)
class PublishedFact:
    """A fact that the programme itself published, as it did, with where it stands."""

    fact: str
    value: str
    unit: str
    period: str
    source: str
    address: str
    note: str


def keeps_programmes(session: Session) -> bool:
    """Whether the viewer is programme staff of an organization, in their own role."""
    viewer = viewer_of_session(session)
    has_role = may(viewer, Permission.KEEP_PROGRAMMES) and viewer.limit is None
    return has_role and viewer.organization_id is not None


def programs(session: Session, program_id: int | None = None) -> tuple[ProgramShown, ...]:
    """The programmes a viewer may know of, one's own first; of one id, that one or nothing."""
    p = Program
    asked = columns(
        p.id, p.organization_id, Organization.name, p.name, p.about, p.cost_cents, p.cost_said_in, p.grant_opens,
        p.grant_closes, p.published, p.version,
    ).join(Organization, col(Organization.id) == col(p.organization_id), isouter=True)  # fmt: skip
    if program_id is not None:
        asked = asked.where(col(p.id) == program_id)
    own = viewer_of_session(session).organization_id if keeps_programmes(session) else None
    rows: Any = session.execute(asked.order_by(col(p.name), col(p.id)))
    found = [ProgramShown(*(row[0], row[1], row[2] or "", *row[3:], row[1] == own)) for row in rows]
    return tuple(sorted(found, key=lambda one: not one.is_own))


def program(session: Session, program_id: int) -> ProgramShown:
    """One programme. Raises NotFound for none, or one the viewer may not know of."""
    found = programs(session, program_id)
    if not found:
        raise NotFound(PROGRAM)
    return found[0]


def own_program(session: Session, program_id: int) -> ProgramShown:
    """One programme of the viewer's own, behind its wall. Raises NotFound for none, or not theirs."""
    found = program(session, program_id)
    if not found.is_own:
        raise NotFound(PROGRAM)
    return found


def cohorts(session: Session, program_id: int, *, sizes: Mapping[int, int] | None = None) -> tuple[CohortShown, ...]:
    """The cohorts of one's own programme, the newest first; nothing for anybody else.

    `sizes` says how many scholars are in each where it is known already.
    """
    known = _sizes(session, program_id) if sizes is None else sizes
    asked = columns(Cohort.id, Cohort.name, Cohort.starts, Cohort.ends, Cohort.version)
    asked = asked.where(col(Cohort.program_id) == program_id).order_by(col(Cohort.starts).desc(), col(Cohort.name))
    rows: Any = session.execute(asked)
    return tuple(CohortShown(*(*row, known.get(row[0], 0))) for row in rows)


def _sizes(session: Session, program_id: int) -> dict[int, int]:
    asked = columns(Scholar.cohort_id, func.count()).where(col(Scholar.program_id) == program_id)
    rows: Any = session.execute(asked.group_by(col(Scholar.cohort_id))).all()
    return dict(rows)


def figures(session: Session, program_id: int | None = None) -> tuple[Figure, ...]:
    """The newest numbers that were let out of each programme, as far as the viewer may see them."""
    f = ProgramFigure
    newest = columns(f.program_id, func.max(f.as_of)).group_by(col(f.program_id))
    days = dict(session.execute(newest).all())
    asked = columns(
        f.program_id, f.as_of, f.measure, f.part, f.value, f.unit, f.out_of, f.missing_reason, f.published
    )  # fmt: skip
    if program_id is not None:
        asked = asked.where(col(f.program_id) == program_id)
    rows: Any = session.execute(asked.order_by(col(f.id)))
    return tuple(Figure(*(*row[:7], row[7] or "", row[8])) for row in rows if days.get(row[0]) == row[1])


def figures_of_place(session: Session, place_id: int) -> tuple[Figure, ...]:
    """What programmes let out about one legislative district: scholars and schools there, masked where few."""
    kind = session.exec(select(Place.kind).where(col(Place.id) == place_id)).first()
    wanted = {f"scholars by {kind} district", f"schools by {kind} district"}
    return tuple(one for one in figures(session) if one.measure in wanted and one.part == str(place_id))


def grant_windows(session: Session, *, today: date) -> tuple[GrantWindow, ...]:
    """The grant windows of the programmes a viewer may know of, open now or next, the earliest first."""
    found = []
    for one in programs(session):
        window = grant_window(one.grant_opens, one.grant_closes, today=today)
        if window is not None:
            found.append(GrantWindow(one.id, one.name, *window))
    return tuple(sorted(found, key=lambda one: (one.opens, one.program)))


def stories_for(session: Session, program_id: int, use: str, *, today: date) -> tuple[StoryShown, ...]:
    """The stories of one's own programme whose consent names this use and holds on this day; no others, to nobody else.

    Upper rooms take a scholar's words from here alone. A number for the scholar is not among the values.
    """
    asked = (
        columns(
            Story.words, Story.shown_as, Story.use, Story.expires_on, Story.consented_on, Story.withdrawn_on
        )
        .join(Scholar, col(Scholar.id) == col(Story.scholar_id))
        .where(col(Scholar.program_id) == program_id)
        .order_by(col(Story.id).desc())
    )  # fmt: skip
    return tuple(
        StoryShown(program_id, words, shown_as, named, expires)
        for words, shown_as, named, expires, consented, withdrawn in session.execute(asked)
        if may_cross(
            use=named, wanted=use, consented_on=consented, expires_on=expires, withdrawn=withdrawn, on=today
        )
    )  # fmt: skip


def published_facts(session: Session) -> tuple[PublishedFact, ...]:
    """What Journey into Education & Teaching published of itself, each fact with its source, nothing normalised."""
    known = {key: (title, address, note) for key, title, address, note in session.execute(_sources())}
    return tuple(
        PublishedFact(row["fact"], row["value"], row["unit"], row["period"], *known.get(row["source"], ("", "", "")))
        for _number, row in rows_of("program_facts")
    )


def _sources() -> Select[Any]:
    return columns(Source.key, Source.title, Source.address, Source.note)
