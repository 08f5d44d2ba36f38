"""All that the home page and the digest show, read once: what changed, what waits, the areas, lines and decisions."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from budget.calendar.queries import GroupedDecision
from budget.line_items.listing import ListedLine
from campaigns.overview.areas import AreaOf, three_areas
from campaigns.overview.changed import Change
from campaigns.overview.queries import YearOnFile, decisions_ahead, watched_lines, years_on_file
from campaigns.overview.rules import first_seven
from campaigns.overview.since import changes_since, may_be_more
from campaigns.overview.waiting import Waiting, waiting_for
from campaigns.whip_counts.standings import Standing, watched_standings


@dataclass(frozen=True, slots=True)
class Home:
    """What a viewer sees on the home page. `told` are the seven changes to tell, of `found` ones since `since`.

    `is_more`: there may be more than were found, as each kind is read up to a limit.
    """

    since: datetime
    now: datetime
    told: tuple[Change, ...]
    found: int
    is_more: bool
    waiting: tuple[Waiting, ...]
    areas: tuple[AreaOf, ...]
    lines: tuple[ListedLine, ...]
    standings: tuple[Standing, ...]
    ahead: tuple[GroupedDecision, ...]
    years: tuple[YearOnFile, ...]

    @property
    def is_new(self) -> bool:
        """Whether the store is so new that there is nothing to tell."""
        return not (self.told or self.waiting or self.lines or self.standings) and not any(
            area.campaigns for area in self.areas
        )


def home_of(session: Session, *, since: datetime, now: datetime) -> Home:
    """The home page's values for the session's viewer; the number of statements does not grow with the store."""
    today = now.date()
    standings = watched_standings(session, day=today)
    found = changes_since(session, since, now=now, standings=standings)
    return Home(
        since, now, first_seven(found), len(found), may_be_more(found), waiting_for(session, now=now),
        three_areas(session, today=today),
        watched_lines(session, today=today), standings, decisions_ahead(session, today=today), years_on_file(session),
    )  # fmt: skip
