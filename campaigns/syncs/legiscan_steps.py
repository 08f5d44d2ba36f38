"""LegiScan, asked for a session's short list and then only for bills whose change hash moved."""

from collections.abc import Iterator
from dataclasses import replace

from campaigns.syncs.rules import session_of
from campaigns.syncs.steps import Item, Start, Step, Taken, in_groups
from data.sources import legiscan
from data.sources.http import Asking
from data.sources.legiscan_bills import with_names
from data.sources.said import CommitteeSaid, PersonSaid, RollCallSaid

VOTE = "vote "


def bill_steps(asking: Asking, state: str, session: str, start: Start) -> Iterator[Step]:
    """The bills that changed, with the roll calls not yet known; first what the list does not hold any more."""
    found = session_of(legiscan.sessions_of(asking, state), session, state)
    listed = legiscan.bills_listed(asking, found.number)
    held = {str(one.number) for one in listed}
    vanished = tuple(key for key in start.known if not key.startswith(VOTE) and key not in held)
    changed = [one for one in listed if not _is_known(start, one)]
    unchanged = sum(_is_known(start, one) and not start.is_of_this_run(str(one.number)) for one in listed)
    yield Step(left=len(changed) + unchanged, unchanged=unchanged, vanished=vanished if listed else ())
    bills = _Bills(asking, state, session, found.number, start)
    yield from in_groups(bills.bill(one) for one in changed)


def _is_known(start: Start, listed: legiscan.ListedBill) -> bool:
    known = start.known.get(str(listed.number))
    return known is not None and known.mark == listed.change_hash


class _Bills:
    """Asks for bills one by one, and once for the names behind the numbers of their votes."""

    def __init__(self, asking: Asking, state: str, session: str, session_number: int, start: Start) -> None:
        self._asking, self._state, self._session, self._number = asking, state, session, session_number
        self._known = set(start.known)
        self._names: dict[str, str] | None = None

    def bill(self, listed: legiscan.ListedBill) -> Taken:
        """One bill with the votes of its new roll calls, and what to remember of it."""
        said = replace(legiscan.bill(self._asking, listed.number), session=self._session)
        roll_calls, items = [], [Item(str(listed.number), listed.change_hash, listed.printed)]
        for one in said.roll_calls or ():
            key = VOTE + (one.identifier or ("", ""))[1]
            if key not in self._known:
                one = self._with_votes(one)
                self._known.add(key)
                items.append(Item(key))
            roll_calls.append(one)
        return Taken(replace(said, roll_calls=tuple(roll_calls)), tuple(items))

    def _with_votes(self, one: RollCallSaid) -> RollCallSaid:
        if self._names is None:
            people = legiscan.session_people(self._asking, self._number, self._state)
            self._names = {_number(person): person.name for person in people}
        full = legiscan.roll_call(self._asking, int((one.identifier or ("", "0"))[1]))
        return replace(one, votes=with_names(full, self._names).votes)


def _number(said: PersonSaid | CommitteeSaid) -> str:
    return said.identifiers[0][1] if isinstance(said, PersonSaid) else said.identifier[1]


def people_steps(asking: Asking, state: str, session: str, start: Start) -> Iterator[Step]:
    """Who sits in the session, and the committees LegiScan numbers among people."""
    found = session_of(legiscan.sessions_of(asking, state), session, state)
    told = legiscan.session_people(asking, found.number, state)
    yield Step(
        people=tuple(one for one in told if isinstance(one, PersonSaid)),
        committees=tuple(one for one in told if isinstance(one, CommitteeSaid)),
        items=tuple(Item(_number(one)) for one in told),
        left=len(told),
    )
