"""The sessions of legislatures that bills are of: found by their code, made where they are new."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from campaigns.legislation.models import LegislativeSession
from campaigns.legislation.rules import session_code
from data.places import Jurisdiction
from data.sources.said import SessionSaid

OnFile = tuple[int, int]  # the jurisdiction's id and the session's


class Sessions:
    """Every session of the store by state and code; `said` gives the names and days of some."""

    def __init__(self, session: Session, said: Iterable[SessionSaid] = ()) -> None:
        self._session = session
        self._states = {
            code: number or 0 for code, number in session.execute(select(Jurisdiction.code, Jurisdiction.id))
        }
        s = LegislativeSession
        of_state = {number: code for code, number in self._states.items()}
        rows = session.execute(select(s.jurisdiction_id, s.code, s.id))
        self._known: dict[tuple[str, str], OnFile] = {
            (of_state[state], code): (state, number or 0) for state, code, number in rows
        }
        self._asked: dict[tuple[str, str], OnFile | None] = {}
        for one in said:
            self._take(one)

    def of(self, state: str, code: str) -> OnFile | None:
        """Where a session stands, made if it is new; None for a state the store does not know or no session."""
        if (state, code) not in self._asked:
            own = session_code(state.lower(), code)
            self._asked[state, code] = self._found_or_made(state.lower(), own) if own else None
        return self._asked[state, code]

    def _found_or_made(self, state: str, code: str) -> OnFile | None:
        if state not in self._states:
            return None
        if (state, code) not in self._known:
            made = LegislativeSession(jurisdiction_id=self._states[state], code=code)
            self._session.add(made)
            self._session.flush()
            self._known[state, code] = (self._states[state], made.id or 0)
        return self._known[state, code]

    def _take(self, said: SessionSaid) -> None:
        """Give a session the name and days a source knows; what is known already stays."""
        where = self.of(said.state, said.code)
        if where is None:
            return
        s = LegislativeSession
        row = self._session.exec(select(s).where(col(s.id) == where[1])).one()
        row.name, row.starts, row.ends = row.name or said.name[:160], row.starts or said.starts, row.ends or said.ends
        self._session.add(row)
        self._session.flush()
