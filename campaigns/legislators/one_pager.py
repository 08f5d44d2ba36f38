"""One printed side on a legislator: an internal edition for a visit, and a public one that holds nothing internal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlmodel import Session, col, select

from budget.line_items.listing import ListedLine
from budget.line_items.models import Ask, LineItem
from budget.line_items.queries import AskOf, asks_of, watched_ids
from budget.line_items.sentences import lede
from campaigns.legislators.queries import Profile, profile
from campaigns.legislators.questions import AskedLine, three_questions
from campaigns.legislators.record_queries import Behind, behind
from campaigns.legislators.sentences import chamber_name
from campaigns.overview.queries import lines_in_newest_year
from data.access import PUBLIC_VIEWER, Permission, Viewer, may
from data.errors import NotFound
from data.language import _
from data.money import prose_dollars, short_dollars
from data.periods import FiscalYear
from data.places import Jurisdiction
from data.records import columns
from data.store import open_session

MOST_LINES, MOST_ROWS = 5, 5


class Edition(StrEnum):
    """For us, or for anybody."""

    INTERNAL = "internal"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class OnePager:
    """Everything the sheet says. `lines` pairs each line's name with a sentence on its path and our ask."""

    edition: Edition
    profile: Profile
    behind: Behind
    lines: tuple[tuple[str, str], ...]
    questions: tuple[str, str, str]
    today: date

    @property
    def title(self) -> str:
        return self.profile.name


def one_pager(viewer: Viewer, legislator_id: int, edition: Edition, *, today: date) -> OnePager:
    """The sheet for a viewer. The public edition is read as the public, so nothing internal can be in it.

    Raises NotFound for nobody's number, and for the internal edition when the viewer may not see it.
    """
    if edition is Edition.INTERNAL and not may(viewer, Permission.SEE_COALITION):
        raise NotFound("This page")
    reader = viewer if edition is Edition.INTERNAL else PUBLIC_VIEWER
    with open_session(reader) as session:
        found = profile(session, legislator_id)
        if found is None:
            raise NotFound("This legislator")
        lines = lines_we_work_on(session, found.state, today)
        asks = asks_of(session, [line.head.id for line in lines])
        known = behind(session, legislator_id, most=MOST_ROWS)
    seat = found.current_seat(today)
    questions = three_questions(
        [AskedLine(line_name(line), _stands(line), line.view.ask_cents) for line in lines],
        moved=_moved(known),
        committees=[name for _number, _chamber, name, _role in found.committees],
        chamber=chamber_name(seat.chamber) if seat else "",
    )
    paths = tuple((line_name(line), _path(line, asks.get(line.head.id, {}))) for line in lines[:MOST_LINES])
    return OnePager(edition, found, known, paths, questions, today)


def lines_we_work_on(session: Session, state: str, today: date) -> tuple[ListedLine, ...]:
    """The state's lines we watch and those we ask for, as far as the session's viewer may know."""
    asked = session.scalars(select(Ask.line_item_id).order_by(col(Ask.set_at).desc()))
    asked_first = list(dict.fromkeys([*asked, *watched_ids(session)]))
    here = set(
        session.scalars(
            columns(LineItem.id)
            .join(Jurisdiction, col(Jurisdiction.id) == col(LineItem.jurisdiction_id))
            .where(col(Jurisdiction.code) == state, col(LineItem.id).in_(asked_first))
        )
    )
    found = lines_in_newest_year(session, [number for number in asked_first if number in here], today=today)
    order = {number: place for place, number in enumerate(asked_first)}
    return tuple(sorted(found, key=lambda line: order[line.head.id]))


def line_name(line: ListedLine) -> str:
    """A line by its name and number."""
    return f"{line.head.name} ({line.head.code})" if line.head.code else line.head.name


def _path(line: ListedLine, asks: Mapping[FiscalYear, AskOf]) -> str:
    """The stages with a figure, in order, then where it stands against last year and our ask, or our newest ask."""
    steps = [
        f"{step.stage.short_name} {short_dollars(step.amount_cents)}"
        for step in line.view.steps
        if step.amount_cents is not None
    ]
    said = f"{line.view.fiscal_year.label}: {' → '.join(steps)}. {lede(line.view)}"
    if line.view.ask_cents is not None:
        return said
    if not asks:
        return f"{said} {_('No ask is set.')}"
    newest = asks[max(asks)]
    ask = _("Our ask for {year}: {amount}.").format(
        year=newest.fiscal_year.label, amount=prose_dollars(newest.ask_cents)
    )
    return f"{said} {ask}"


def _stands(line: ListedLine) -> int | None:
    return line.view.standing.amount_cents if line.view.standing else None


def _moved(known: Behind) -> list[str]:
    amendments = [f"amendment {one.number} ({one.session})" for one in known.amendments]
    return [*amendments, *(f"{one.number} ({one.session})" for one in known.bills)]
