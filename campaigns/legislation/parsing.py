"""Rows of a table of bills, actions or sponsors made into what a source says of each bill; nothing is looked up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from campaigns.legislation.rules import (
    chamber_of,
    kind_of,
    local_day,
    not_a_number,
    number_key,
    session_code,
    session_of_year,
    year_in,
)
from data.imports.header_sets import FoundTable
from data.imports.moments import DayOrder, day_order_of, moment_of
from data.imports.outcomes import RejectedRow
from data.sources.said import ActionSaid, Identifier, MeasureSaid, RelatedSaid, SponsorSaid

BRANCHES = {
    "house": "lower", "lower": "lower", "assembly": "lower", "h": "lower", "senate": "upper", "upper": "upper",
    "s": "upper", "joint": "joint", "legislature": "joint", "executive": "executive", "governor": "executive",
}  # fmt: skip
NO_SUCH = frozenset({"", "na", "n/a", "none", "null"})
MANY = ";"
OF_BILLS = frozenset(
    {"title", "summary", "address", "introduced", "subjects", "sponsors", "lead sponsors", "docket", "companion"}
)
FIXED_STATE = {"ma-actions": "ma", "ky-bills": "ky", "ky-sponsors": "ky"}
NO_STATE = (
    "The file does not say which state its bills are of. Give the state’s two letters, such as ma: with --state in the "
    "terminal, or beside the file on the page."
)
NO_SESSION = (
    "The row does not say which session the bill is of, and has no day to tell it by. Add a column “session”, or name "
    "the session for the whole file."
)


@dataclass(slots=True)
class Draft:
    """A bill while its rows are read. Tuples that no row spoke of stay None in the answer."""

    state: str
    session: str
    number: str
    title: str = ""
    summary: str = ""
    address: str = ""
    introduced: date | None = None
    subjects: dict[str, None] = field(default_factory=dict)
    actions: list[ActionSaid] = field(default_factory=list)
    sponsors: dict[str, SponsorSaid] = field(default_factory=dict)
    identifiers: tuple[Identifier, ...] = ()
    related: dict[RelatedSaid, None] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)
    rows: int = 0
    where: str = ""

    def said(self, columns: frozenset[str]) -> MeasureSaid:
        """The bill as a source says it, of the columns the file has."""
        key = number_key(self.number) or ""
        return MeasureSaid(
            state=self.state, session=self.session, number=" ".join(self.number.split()), title=self.title,
            summary="" if self.summary == self.title else self.summary, kind=kind_of(key), chamber=chamber_of(key),
            address=self.address, identifiers=self.identifiers, introduced=self.introduced,
            subjects=tuple(self.subjects) if "subjects" in columns else None,
            actions=tuple(self.actions) if "action" in columns else None,
            sponsors=tuple(self.sponsors.values()) if columns & {"sponsors", "lead sponsors"} else None,
            related=tuple(self.related), where=self.where,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the rows of a file say: bills in order, how many rows speak of each, those left out, and those repeated.

    `rows_each` and the rejected and repeated rows add up to the rows under the header.
    """

    measures: tuple[MeasureSaid, ...]
    rows_each: tuple[int, ...]
    rejected: tuple[RejectedRow, ...]
    repeated: int


class BillGatherer:
    """Reads a table whose rows each name one bill, be it a list of bills, of their actions or of their sponsors."""

    def __init__(self, table: FoundTable, *, state: str = "", session: str = "") -> None:
        self._table = table
        self._at = {column.meaning: table.at(column.meaning) for column in table.columns}
        self._state = FIXED_STATE.get(table.layout.key, state.lower())
        self._session = session
        self._drafts: dict[tuple[str, str, str], Draft] = {}
        self._days = DayOrder()
        self._read: dict[str, date | None] = {}
        self._keys: dict[str, str | None] = {}
        self._sessions: dict[tuple[str, str], str] = {}
        self._last_session: dict[tuple[str, str], str] = {}
        self._only_actions = not OF_BILLS & self._at.keys()
        self.rejected: list[RejectedRow] = []
        self.repeated = 0

    def gathered(self, rows: Sequence[tuple[int, Sequence[str]]]) -> Gathered:
        """Every row under the header, in order."""
        places = [place for meaning in ("day", "introduced") for place in self._at.get(meaning, ())]
        self._days = day_order_of(cells[place] for _, cells in rows for place in places if place < len(cells))
        self._session = self._session or self._session_of_actions(rows)
        for number, cells in rows:
            if cells and number > self._table.header_row:
                self._take(number, cells)
        columns = frozenset(self._at)
        drafts = list(self._drafts.values())
        return Gathered(
            tuple(draft.said(columns) for draft in drafts),
            tuple(draft.rows for draft in drafts),
            tuple(self.rejected),
            self.repeated,
        )

    def _session_of_actions(self, rows: Sequence[tuple[int, Sequence[str]]]) -> str:
        """The session of a list of actions that names none: the one its first day is in."""
        if "day" not in self._at or {"session", "introduced"} & self._at.keys():
            return ""
        (place, *_) = self._at["day"]
        days = [day for number, cells in rows if number > self._table.header_row and place < len(cells)
                and (day := self._day(cells[place]))]  # fmt: skip
        return session_of_year(self._state, min(days).year) if days and self._state else ""

    def _take(self, row: int, cells: Sequence[str]) -> None:
        printed = self._one(cells, "number")
        if printed not in self._keys:
            self._keys[printed] = number_key(printed)
        key = self._keys[printed]
        if key is None:
            self._reject(row, "number", not_a_number(printed))
            return
        state = self._state or self._one(cells, "state").lower()
        if not (len(state) == 2 and state.isalpha()):
            self._reject(row, "state", NO_STATE)
            return
        session = self._session_of(state, cells) or self._last_session.get((state, key), "")
        if not session:
            self._reject(row, "session", NO_SESSION)
            return
        self._last_session[state, key] = session
        draft = self._drafts.get((state, session, key))
        is_new = draft is None
        if draft is None:
            draft = self._drafts[state, session, key] = Draft(state, session, printed, where=f"row {row}")
        if self._add(draft, cells) or is_new:
            draft.rows += 1
        else:
            self.repeated += 1

    def _session_of(self, state: str, cells: Sequence[str]) -> str:
        told = self._one(cells, "session") or self._session
        if told:
            if (state, told) not in self._sessions:
                self._sessions[state, told] = session_code(state, told)
            return self._sessions[state, told]
        day = self._day(self._one(cells, "introduced"))
        year = year_in(self._one(cells, "address")) or (str(day.year) if day else "")
        return session_of_year(state, int(year)) if year else ""

    def _add(self, draft: Draft, cells: Sequence[str]) -> bool:
        """Put into the draft what the row says beyond what it holds; whether there was any."""
        action = self._one(cells, "action")
        if action:
            branch = BRANCHES.get(self._one(cells, "branch").casefold(), "")
            draft.actions.append(ActionSaid(self._day(self._one(cells, "day")), branch, action))
        return bool(action) if self._only_actions else self._add_of_bill(draft, cells) or bool(action)

    def _add_of_bill(self, draft: Draft, cells: Sequence[str]) -> bool:
        """What the row says of the bill itself and of its sponsors, beyond what the draft holds."""
        before = (draft.title, draft.summary, draft.address, draft.introduced, len(draft.subjects), len(draft.related))
        sponsors = len(draft.sponsors)
        draft.title = draft.title or self._one(cells, "title")
        draft.summary = draft.summary or self._one(cells, "summary")
        address = self._one(cells, "address")
        draft.address = draft.address or (address if address.startswith(("https://", "http://")) else "")
        draft.introduced = draft.introduced or self._day(self._one(cells, "introduced"))
        for subject in self._many(cells, "subjects"):
            draft.subjects.setdefault(subject[:160])
        self._add_sponsors(draft, cells)
        self._add_related(draft, cells)
        after = (draft.title, draft.summary, draft.address, draft.introduced, len(draft.subjects), len(draft.related))
        return before != after or sponsors != len(draft.sponsors)

    def _add_sponsors(self, draft: Draft, cells: Sequence[str]) -> None:
        number = self._one(cells, "person")
        given = ((self._table.layout.system, number),) if number.casefold() not in NO_SUCH else ()
        for meaning, primary in (("lead sponsors", True), ("sponsors", False)):
            names = self._many(cells, meaning)
            for name in names:
                whose = given if len(names) == 1 else ()
                draft.sponsors.setdefault(name.casefold(), SponsorSaid(name[:160], "", primary, whose))

    def _add_related(self, draft: Draft, cells: Sequence[str]) -> None:
        for kind in ("docket", "companion"):
            for other in self._many(cells, kind):
                if number_key(other) not in (None, number_key(draft.number)):
                    draft.related.setdefault(RelatedSaid(kind, other, draft.session))

    def _one(self, cells: Sequence[str], meaning: str) -> str:
        for place in self._at.get(meaning, ()):
            if place < len(cells) and cells[place]:
                return cells[place].strip()
        return ""

    def _many(self, cells: Sequence[str], meaning: str) -> list[str]:
        parts = self._one(cells, meaning).split(MANY) if meaning in self._at else ()
        return [part.strip() for part in parts if part.strip().casefold() not in NO_SUCH]

    def _day(self, written: str) -> date | None:
        if not written:
            return None
        if written not in self._read:
            moment = None if written[:4].isdigit() else moment_of(written, self._days)
            self._read[written] = local_day(written) if moment is None else moment.date()
        return self._read[written]

    def _reject(self, row: int, meaning: str, reason: str) -> None:
        self.rejected.append(RejectedRow(row, self._table.label(meaning), reason))
