"""Guides in the making: the list, one guide with its sections, and what its sections may show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select

from budget.districts.models import SchoolUnit
from budget.line_items.models import LineItem, WatchedLine
from campaigns.positions.models import BallotQuestion
from campaigns.voter_guides.composing import sections_of
from campaigns.voter_guides.models import Contest, Guide, GuideEdition
from campaigns.voter_guides.rules import SectionKind
from data.errors import NotFound
from data.places import Jurisdiction
from data.places import Place as PlaceRecord
from data.provenance import Source
from data.records import columns

MOST_SOURCES = 400
MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class SectionOf:
    """A section as its form shows it."""

    id: int
    kind: SectionKind
    heading: str
    words: str
    chosen: Mapping[str, Any]
    source_id: int | None


@dataclass(frozen=True, slots=True)
class GuideOf:
    """A guide in the making; `editions` is how many were published of it, `standing` the number of the newest one."""

    id: int
    title: str
    state: str
    state_name: str
    county_fips: str
    place: str
    unit_ids: tuple[int, ...]
    election_on: date | None
    is_example: bool
    version: int
    sections: tuple[SectionOf, ...]
    editions: int


@dataclass(frozen=True, slots=True)
class GuideListed:
    """A guide in the list."""

    id: int
    title: str
    place: str
    election_on: date | None
    is_example: bool
    editions: int


def guides(session: Session) -> tuple[GuideListed, ...]:
    """The guides in the making that the viewer sees, the newest first."""
    counts = dict(session.exec(select(GuideEdition.guide_id, func.count()).group_by(col(GuideEdition.guide_id))).all())
    g = Guide
    rows = session.execute(
        columns(g.id, g.title, g.place, g.election_on, g.is_example).order_by(col(g.made).desc(), col(g.id).desc())
    )
    return tuple(GuideListed(*(*row, counts.get(row[0], 0))) for row in rows)


def guide(session: Session, guide_id: int) -> GuideOf:
    """One guide with its sections in order. Raises NotFound."""
    row = session.exec(select(Guide).where(Guide.id == guide_id)).first()
    if row is None:
        raise NotFound("The guide")
    state = session.exec(select(Jurisdiction).where(Jurisdiction.id == row.jurisdiction_id)).one()
    made = session.exec(select(func.count()).where(col(GuideEdition.guide_id) == guide_id)).one()
    sections = tuple(
        SectionOf(one.id or 0, SectionKind(one.kind), one.heading, one.words, one.chosen, one.source_id)
        for one in sections_of(session, guide_id)
    )
    return GuideOf(
        row.id or 0, row.title, state.code, state.name, row.county_fips, row.place, tuple(row.unit_ids),
        row.election_on, row.is_example, row.version, sections, made,
    )  # fmt: skip


def states_to_choose(session: Session) -> dict[str, str]:
    """The states that have counties or districts on file, by their two letters."""
    having = select(PlaceRecord.jurisdiction_id).where(PlaceRecord.kind == "county")
    schools = select(SchoolUnit.jurisdiction_id)
    j = Jurisdiction
    asked = select(j.code, j.name).where(col(j.id).in_(having) | col(j.id).in_(schools)).order_by(col(j.name))
    return dict(session.exec(asked).all())


def lines_to_choose(session: Session, state: str) -> dict[int, str]:
    """Line items of a state a guide may show: the watched ones first, then by number and name."""
    li = LineItem
    watched = set(session.exec(select(WatchedLine.line_item_id)))
    rows = session.execute(
        columns(li.id, li.code, li.name)
        .join(Jurisdiction, col(Jurisdiction.id) == li.jurisdiction_id)
        .where(col(Jurisdiction.code) == state)
        .order_by(col(li.id).in_(watched).desc(), col(li.code), col(li.name))
        .limit(MOST_LINES)
    )
    return {number: f"{code} · {name}" if code else name for number, code, name in rows}


def contests_to_choose(session: Session, state: str) -> dict[int, str]:
    """The contests of a state, the next election last, with office, district and day."""
    c = Contest
    rows = session.execute(
        columns(c.id, c.office, c.district, c.election_on)
        .join(Jurisdiction, col(Jurisdiction.id) == c.jurisdiction_id)
        .where(col(Jurisdiction.code) == state)
        .order_by(col(c.election_on).desc(), col(c.office), col(c.district))
    )
    return {
        number: ", ".join(part for part in (office, district, day.isoformat()) if part)
        for number, office, district, day in rows
    }


def questions_to_choose(session: Session, state: str) -> dict[int, str]:
    """The ballot questions of a state, the newest first."""
    q = BallotQuestion
    rows = session.execute(
        columns(q.id, q.number, q.title, q.election_on)
        .join(Jurisdiction, col(Jurisdiction.id) == q.jurisdiction_id)
        .where(col(Jurisdiction.code) == state)
        .order_by(col(q.election_on).desc(), col(q.number))
    )
    return {number: f"{printed}: {title} ({day.year})" for number, printed, title, day in rows}


def sources_to_choose(session: Session) -> dict[int, str]:
    """Documents on file, the newest first; a guide's own words may rest on any of them."""
    asked = columns(Source.id, Source.title).order_by(col(Source.id).desc()).limit(MOST_SOURCES)
    return {row[0]: row[1] for row in session.execute(asked)}
