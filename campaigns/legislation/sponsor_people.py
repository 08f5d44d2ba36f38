"""Who a sponsor's printed name means: a legislator of the bill's state, its own chamber first, or a committee."""

from typing import Any

from sqlmodel import Session, col

from campaigns.legislation.rules import chamber_of, number_key
from campaigns.legislators.matching import Matcher, matcher
from campaigns.legislators.models import Committee
from campaigns.legislators.naming import name_key
from data.places import Jurisdiction
from data.records import columns
from data.sources.said import MeasureSaid, SponsorSaid

BOTH = ""


class SponsorPeople:
    """Asks the store once for each state and chamber; counts the names that are nobody's we know."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._matchers: dict[tuple[str, str], Matcher] = {}
        self._committees: dict[str, dict[str, int]] = {}
        self._found: dict[tuple[Any, ...], int | None] = {}
        self.nobody: set[tuple[str, str]] = set()

    def of(self, said: MeasureSaid, one: SponsorSaid, kind: str) -> tuple[int | None, int | None]:
        """The legislator's id or the committee's, None where the name is nobody's or could be more than one."""
        if kind == "committee":
            found = self._committees_of(said.state).get(name_key(one.name))
            return None, found
        chamber = said.chamber or chamber_of(number_key(said.number) or "")
        asked = (said.state, chamber, one.name, one.identifiers)
        if asked not in self._found:
            self._found[asked] = self._legislator(said.state, chamber, one)
        if self._found[asked] is None:
            self.nobody.add((said.state, one.name))
        return self._found[asked], None

    def _legislator(self, state: str, chamber: str, one: SponsorSaid) -> int | None:
        for where in (chamber, BOTH) if chamber else (BOTH,):
            if (found := self._matcher(state, where).of(one.name, one.identifiers).legislator_id) is not None:
                return found
        return None

    def _matcher(self, state: str, chamber: str) -> Matcher:
        if (state, chamber) not in self._matchers:
            self._matchers[state, chamber] = matcher(self._session, state=state, chamber=chamber)
        return self._matchers[state, chamber]

    def _committees_of(self, state: str) -> dict[str, int]:
        if state not in self._committees:
            of_state = columns(Committee.name_key, Committee.id).join(
                Jurisdiction, col(Jurisdiction.id) == Committee.jurisdiction_id
            )
            rows = self._session.execute(of_state.where(col(Jurisdiction.code) == state))
            self._committees[state] = dict(rows.all())
        return self._committees[state]
