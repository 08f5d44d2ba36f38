"""LegiScan: sessions, change hashes, bills, roll calls and people, asked and read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from data.errors import SourceAsksToWait, SourceProblem, SourceRefusesKey
from data.sources import sentences as say
from data.sources.http import Asking
from data.sources.keys import MASK
from data.sources.legiscan_bills import bill_of, person_of, roll_call_of, session_code
from data.sources.said import CommitteeSaid, MeasureSaid, PersonSaid, RollCallSaid, SessionSaid
from data.sources.shapes import Fields, UnknownForm, fields, numbered, objects, text, whole
from data.sources.targets import Service

SERVICE = Service(
    name="LegiScan",
    base="https://api.legiscan.com",
    pause=1.0,
    variable="COMMONTABLE_LEGISCAN_KEY",
    get_key="https://legiscan.com/legiscan",
    parameter="key",  # it takes no header
)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ListedSession:
    """A session LegiScan lists: its number there, and what it is."""

    number: int
    said: SessionSaid
    years: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ListedBill:
    """A bill as the short list has it; `change_hash` differs when anything about the bill changed."""

    number: int
    printed: str
    change_hash: str


def sessions_of(asking: Asking, state: str) -> tuple[ListedSession, ...]:
    """The sessions of a state, as listed. Raises SourceProblem."""
    found = _ask(asking, "getSessionList", {"state": state.upper()}, "sessions")
    return _read(asking, lambda: parse_sessions(found, state))


def bills_listed(asking: Asking, session_number: int) -> tuple[ListedBill, ...]:
    """Every bill of a session with its change hash. Raises SourceProblem."""
    found = _ask(asking, "getMasterListRaw", {"id": session_number}, "masterlist")
    return _read(asking, lambda: parse_bills_listed(found))


def bill(asking: Asking, number: int) -> MeasureSaid:
    """One bill; its roll calls have their counts, not yet their votes. Raises SourceProblem."""
    found = _ask(asking, "getBill", {"id": number}, "bill")
    return _read(asking, lambda: bill_of(fields(found, "a bill")))


def roll_call(asking: Asking, number: int) -> RollCallSaid:
    """One roll call with how each legislator answered, by number. Raises SourceProblem."""
    found = _ask(asking, "getRollCall", {"id": number}, "roll_call")
    return _read(asking, lambda: roll_call_of(fields(found, "a roll call")))


def session_people(asking: Asking, session_number: int, state: str) -> tuple[PersonSaid | CommitteeSaid, ...]:
    """Who sits in a session, and the committees that bring in bills. Raises SourceProblem."""
    found = _ask(asking, "getSessionPeople", {"id": session_number}, "sessionpeople")
    return _read(asking, lambda: parse_people(found, state))


def parse_sessions(found: Any, state: str) -> tuple[ListedSession, ...]:
    """The sessions of a list. Raises UnknownForm."""
    read = []
    for one in objects(found, "the sessions of a state"):
        number = whole(one.get("session_id"))
        first, last = whole(one.get("year_start")), whole(one.get("year_end"))
        if number is not None and first is not None:
            read.append(ListedSession(number, _session_said(one, state), (first, last or first)))
    return tuple(read)


def parse_bills_listed(found: Any) -> tuple[ListedBill, ...]:
    """The bills of a short list; an empty session comes as `[]`. Raises UnknownForm for a bill without a hash."""
    read = []
    for one in numbered(found, "the list of bills"):
        number, printed, mark = whole(one.get("bill_id")), text(one.get("number")), text(one.get("change_hash"))
        if number is None or not (printed and mark):
            raise UnknownForm("the list of bills")
        read.append(ListedBill(number, printed, mark))
    return tuple(read)


def parse_people(found: Any, state: str) -> tuple[PersonSaid | CommitteeSaid, ...]:
    """The people of a session. Raises UnknownForm."""
    told = objects(fields(found, "the people of a session").get("people"), "the people of a session")
    return tuple(person_of(one, state) for one in told)


def _session_said(found: Fields, state: str) -> SessionSaid:
    name = text(found.get("session_name")) or text(found.get("session_title")) or text(found.get("name"))
    return SessionSaid(state, session_code(found), name)


def _ask(asking: Asking, operation: str, asked: dict[str, str | int], payload: str) -> Any:
    """What an operation answers; its errors come with HTTP status 200."""
    answer = asking.json("/", {"op": operation, **asked})
    if isinstance(answer, dict) and answer.get("status") == "OK" and payload in answer:
        return answer[payload]
    if not isinstance(answer, dict) or answer.get("status") != "ERROR":
        asking.refuse_form("its answer")
    alert = answer.get("alert")
    raise problem_of(asking, text(alert.get("message") if isinstance(alert, dict) else alert))


def problem_of(asking: Asking, message: str) -> SourceProblem:
    """The kind of an error that LegiScan tells in words."""
    said, service = asking.keyless(message).replace(MASK, "").casefold(), asking.service
    if "limit" in said or "quota" in said or "exceeded" in said:
        return SourceAsksToWait(say.asks_to_wait(service.name, None))
    if "key" in said and "access key" not in said:
        return SourceRefusesKey(say.wrong_key(service.name, service.variable, service.get_key))
    return SourceProblem(say.said_error(service.name, asking.keyless(message)))


def _read(asking: Asking, parse: Callable[[], T]) -> T:
    try:
        return parse()
    except UnknownForm as form:
        asking.refuse_form(form.what)
