"""What a publication would hold, and when the site was last published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from json import loads
from typing import Any

from sqlmodel import Session, col, select

from budget.districts.models import SchoolUnit, UnitLevel
from budget.line_items.models import Ask
from budget.line_items.queries import watched_ids
from campaigns.plans.models import Campaign
from campaigns.positions.queries import positions
from campaigns.positions.rules import SubjectKind
from campaigns.public_site.guide_pages import districts_of, standing_editions
from campaigns.public_site.rules import MOST_DISTRICTS, MOST_LINES, Choice
from campaigns.scorecards.models import ScorecardEdition
from coalition.letters.models import Letter
from coalition.organizations.models import Organization
from data.audit import AuditEntry
from data.errors import InvalidInput
from data.language import _
from data.places import Jurisdiction

ACT = "publish site"
NAMELESS = "Common Table"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The records a publication shows, by number, in the order of its lists."""

    line_ids: tuple[int, ...]
    district_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """How many pages of each kind the next publication would hold."""

    guides: int
    lines: int
    districts: int
    campaigns: int
    positions: int
    scorecards: int
    letters: int


@dataclass(frozen=True, slots=True)
class LastTime:
    """When the site was last published, how many files that were, and their fingerprint."""

    at: datetime
    files: int
    sha256: str


def publisher(session: Session) -> str:
    """The name of the organization that runs this table, if the public may read it."""
    return session.exec(select(Organization.name).where(col(Organization.is_host).is_(True))).first() or NAMELESS


def with_watched(session: Session, choice: Choice) -> Choice:
    """The choice with the lines that are watched written into it; asked of somebody who may know them."""
    if not choice.watched:
        return choice
    return replace(choice, line_ids=(*choice.line_ids, *watched_ids(session)))


def chosen(session: Session, choice: Choice, *, today: date) -> Chosen:
    """What a choice comes to, as the public: lines with a published ask or position too, districts of the guides too.

    Raises InvalidInput for more than one site may hold, and for a state that is not on file.
    """
    asked = session.exec(select(Ask.line_item_id).distinct().order_by(col(Ask.line_item_id)))
    held = (one.head for one in positions(session, day=today, kind=SubjectKind.LINE_ITEM) if one.held)
    lines = tuple(dict.fromkeys([*choice.line_ids, *asked, *(head.id for head in held)]))
    guides = {number for one in standing_editions(session) for number in districts_of(one)}
    districts = tuple(dict.fromkeys([*choice.district_ids, *sorted(guides), *_of_states(session, choice.states)]))
    _check_size(_("line items"), len(lines), MOST_LINES)
    _check_size(_("districts"), len(districts), MOST_DISTRICTS)
    return Chosen(lines, _in_order(session, districts))


def _check_size(what: str, count: int, most: int) -> None:
    if count > most:
        raise InvalidInput(
            "This site would show {count} {what} and holds at most {most}: choose fewer, or publish a site for each "
            "state.",
            count=f"{count:,}",
            what=what,
            most=f"{most:,}",
        )


def _of_states(session: Session, codes: Iterable[str]) -> Iterable[int]:
    for code in codes:
        state = session.exec(select(Jurisdiction.id).where(Jurisdiction.code == code.strip().lower())).first()
        if state is None:
            raise InvalidInput("There is no state “{code}”. Give its two letters, such as ky.", code=code[:20])
        u = SchoolUnit
        asked = select(u.id).where(u.jurisdiction_id == state, u.level == UnitLevel.DISTRICT).order_by(u.name)
        yield from (number for number in session.exec(asked.limit(MOST_DISTRICTS + 1)) if number is not None)


def _in_order(session: Session, ids: tuple[int, ...]) -> tuple[int, ...]:
    """The districts by state and name; one that is no longer on file is left out."""
    if not ids:
        return ()
    wanted, u = set(ids), SchoolUnit
    asked = select(u.id).where(u.level == UnitLevel.DISTRICT).order_by(col(u.jurisdiction_id), u.name)
    return tuple(number for number in session.exec(asked) if number in wanted)


def ahead(session: Session, choice: Choice, *, today: date) -> Ahead:
    """What the next publication would show, counted as the public."""
    found = chosen(session, choice, today=today)
    letters = session.exec(select(Letter.id).where(col(Letter.published).is_(True), col(Letter.closed).is_not(None)))
    scorecards = session.exec(select(ScorecardEdition.id).where(col(ScorecardEdition.withdrawn).is_(None)))
    held = [one for one in positions(session, day=today) if one.held]
    return Ahead(
        len(standing_editions(session)), len(found.line_ids), len(found.district_ids),
        len(session.exec(select(Campaign.id)).all()), len(held), len(scorecards.all()), len(letters.all()),
    )  # fmt: skip


def last_time(session: Session) -> LastTime | None:
    """The last publication in the record of changes, None while there is none or for whoever may not read it."""
    asked = select(AuditEntry.at, AuditEntry.detail).where(AuditEntry.act == ACT).order_by(col(AuditEntry.id).desc())
    row = session.execute(asked.limit(1)).first()
    if row is None:
        return None
    detail: Mapping[str, Any] = loads(row[1])
    return LastTime(datetime.fromisoformat(row[0]), int(detail["files"]), str(detail["sha256"]))
