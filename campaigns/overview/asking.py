"""What an address asks of the list of changes: since when, which kinds and area, which page; words in, values out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from campaigns.overview.changed import Change, at_day
from campaigns.overview.rules import FIRST_VISIT, Kind
from campaigns.overview.since import ALL, changes_since
from coalition.organizations.models import Area
from data.errors import InvalidInput
from data.reading_input import day_of, number_of

PAGE_SIZE = 25
MOST_PAGES = 40
IN_A_FILE = 2000
LONGEST_BACK = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which changes: since the beginning of a day (UTC), of one kind or area where one is named, one page of them."""

    since: date
    kind: Kind | None = None
    area: Area | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the changes; `is_more` when an older one follows."""

    changes: tuple[Change, ...]
    page: int
    is_more: bool


def asked_in(query: Mapping[str, str], *, today: date) -> Asked:
    """What an address asks: `?since=2026-11-01&kind=bill&area=funding&page=2`; the last seven days without a day.

    A day that is none, or too far back, raises InvalidInput; a kind, area or page that is none narrows nothing.
    """
    said, kind, area = query.get("since", ""), query.get("kind", ""), query.get("area", "")
    since = day_of(said) if said else None
    since = today - FIRST_VISIT if since is None else since
    if since > today:
        raise InvalidInput("That day lies ahead. Give a day that has been, such as the first of this month.")
    if since < today - LONGEST_BACK:
        raise InvalidInput("That day lies more than ten years back. Give a later one.")
    page = min(max(number_of(query.get("page", "")) or 1, 1), MOST_PAGES)
    return Asked(since, Kind(kind) if kind in list(Kind) else None, Area(area) if area in list(Area) else None, page)


def page_of(session: Session, asked: Asked, *, now: datetime) -> Page:
    """One page of the changes asked for; each kind is read as far as the page needs it and no further."""
    most = asked.page * PAGE_SIZE + 1
    found = _found(session, asked, now=now, limit=most)
    first = (asked.page - 1) * PAGE_SIZE
    is_more = len(found) > first + PAGE_SIZE and asked.page < MOST_PAGES
    return Page(found[first : first + PAGE_SIZE], asked.page, is_more)


def all_of(session: Session, asked: Asked, *, now: datetime) -> tuple[Change, ...]:
    """The changes asked for, for a file: at most `IN_A_FILE` of each kind."""
    return _found(session, asked, now=now, limit=IN_A_FILE)


def _found(session: Session, asked: Asked, *, now: datetime, limit: int) -> tuple[Change, ...]:
    kinds = ALL if asked.kind is None else {asked.kind}
    # an area is known only once its campaign is, so that some more are read where one is asked for
    most = limit if asked.area is None else limit * 4
    found = changes_since(session, at_day(asked.since), now=now, kinds=kinds, limit=most)
    return tuple(one for one in found if asked.area is None or one.area is asked.area)
