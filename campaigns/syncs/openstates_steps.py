"""Open States, asked from the moment its last page ended: bills that changed since, then people and committees."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

from campaigns.syncs.steps import Item, Start, Step
from data.sources import openstates
from data.sources.http import Asking
from data.sources.said import CommitteeSaid, MeasureSaid

AS_IT_COMPARES = "%Y-%m-%d %H:%M:%S"  # its server compares moments as text of this form
A_SECOND = timedelta(seconds=1)


def bill_steps(asking: Asking, state: str, session: str, start: Start) -> Iterator[Step]:
    """Bills in the order they changed, each page asked from the moment the one before ended.

    A list that is paged while bills move to its end skips some; one that is asked anew from a moment does not. What
    both pages hold is known by its key and the moment it changed.
    """
    since, page = str(start.cursor.get("since", "")), int(start.cursor.get("page", 1))
    seen = {key: known.mark for key, known in start.known.items()}
    while True:
        answer = openstates.bills_page(asking, state, session, since=since, page=page)
        fresh = tuple(one for one in answer.items if seen.get(_key(one)) != one.change_hash)
        seen.update((_key(one), one.change_hash) for one in fresh)
        left = answer.total - (len(answer.items) - len(fresh)) if page == 1 else None
        last = answer.page >= answer.pages
        since, page = _after(answer.items, since, page)
        page = 1 if last else page  # the next run finds the list otherwise
        items = tuple(Item(_key(one), one.change_hash, one.number) for one in fresh)
        yield Step(measures=fresh, items=items, cursor={"since": since, "page": page}, left=left)
        if last:
            return


def _key(said: MeasureSaid) -> str:
    return said.identifiers[0][1]


def _after(items: tuple[MeasureSaid, ...], since: str, page: int) -> tuple[str, int]:
    """Where to go on: a second before the last bill changed, or the next page while that moves nothing."""
    changed = [moment for one in items if (moment := _moment(one.change_hash))]
    onward = (max(changed) - A_SECOND).strftime(AS_IT_COMPARES) if changed else since
    return (onward, 1) if onward > since else (since, page + 1 if items else 1)


def _moment(said: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def people_steps(asking: Asking, state: str, start: Start) -> Iterator[Step]:
    """Those who sit now, then the committees of each chamber and of both; a broken run goes on with the next page."""
    lists = ("people", *openstates.CHAMBERS)
    first, page = str(start.cursor.get("list", lists[0])), int(start.cursor.get("page", 1))
    begin = lists.index(first) if first in lists else 0
    for position, name in enumerate(lists[begin:], begin):
        for number in count(page if position == begin else 1):
            step, last = _people_page(asking, state, name, number)
            following = {"list": name, "page": number + 1}
            if last:
                following = {"list": lists[position + 1], "page": 1} if position + 1 < len(lists) else {}
            yield Step(people=step.people, committees=step.committees, items=step.items, cursor=following)
            if last:
                break


def _people_page(asking: Asking, state: str, name: str, number: int) -> tuple[Step, bool]:
    if name == "people":
        people = openstates.people_page(asking, state, page=number)
        items = tuple(Item(one.identifiers[0][1]) for one in people.items)
        return Step(people=people.items, items=items), people.page >= people.pages
    found = openstates.committees_page(asking, state, name, page=number)
    committees: tuple[CommitteeSaid, ...] = found.items
    return Step(committees=committees, items=tuple(Item(one.identifier[1]) for one in committees)), (
        found.page >= found.pages
    )
