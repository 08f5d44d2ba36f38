"""The CSV tables of LegiScan's archive, joined by their numbers into what sources say."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.sources.legiscan_bills import CHAMBERS, SCHEME, person_of, session_code
from data.sources.said import (
    ActionSaid,
    CommitteeSaid,
    MeasureSaid,
    PersonSaid,
    RollCallSaid,
    SponsorSaid,
    VersionSaid,
    VoteSaid,
)
from data.sources.shapes import UnknownForm, day, text, web_address, whole

TABLES = {"bills", "people", "history", "rollcalls", "votes", "sponsors", "documents"}
LEADING = {"house": "lower", "senate": "upper", "assembly": "lower", "joint": "joint"}
IN_ADDRESS = re.compile(r"legiscan\.com/([A-Z]{2})/bill/[^/]+/(\d{4})")
IN_FOLDER = re.compile(r"(?:^|/)([A-Za-z]{2})/(\d{4})-(\d{4})[_ ]([^/]*)")
Row = Mapping[str, str]
Rows = Sequence[Row]


@dataclass(frozen=True, slots=True)
class Read:
    """What the tables hold, put together; `left_out` pairs a row with why it was left out."""

    measures: tuple[MeasureSaid, ...]
    people: tuple[PersonSaid | CommitteeSaid, ...]
    lone_roll_calls: int
    left_out: tuple[tuple[str, str], ...]


def measures_of(tables: Mapping[str, Rows], folder: str) -> Read:
    """The bills of an archive; its folder's name and the bills' addresses tell the state and the session."""
    parts = {name: _by(tables.get(name, ()), "bill_id") for name in ("history", "sponsors", "documents", "rollcalls")}
    votes = _by(tables.get("votes", ()), "roll_call_id")
    names = {row.get("people_id", ""): row for row in tables.get("people", ())}
    measures, left_out = [], []
    for number, row in enumerate(tables["bills"], 2):
        where, key = f"bills.csv row {number}", row.get("bill_id", "")
        state, session = _place(row, folder)
        if not (key and row.get("bill_number") and state and session):
            left_out.append((where, "The row lacks a bill’s number, or an address that tells its state and year."))
            continue
        told = {name: rows.get(key, ()) for name, rows in parts.items()}
        measures.append(_measure(row, where, (state, session), told, votes, names))
    known = {row.get("bill_id", "") for row in tables["bills"]}
    lone = sum(len(rows) for key, rows in parts["rollcalls"].items() if key not in known)
    return Read(tuple(measures), _people(names.values(), folder), lone, tuple(left_out))


def _by(rows: Rows, column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.get(column, "")].append(row)
    return found


def _place(row: Row, folder: str) -> tuple[str, str]:
    """The state and the session of a bill; two empty words where neither address nor folder tells them."""
    address, named = IN_ADDRESS.search(row.get("url", "")), IN_FOLDER.search(folder)
    if named:
        special = int("special" in named[4].lower() or "extraordinary" in named[4].lower())
        said = {"year_start": named[2], "year_end": named[3], "special": special, "session_id": row.get("session_id")}
        return named[1].lower(), session_code(said)
    if address:
        return address[1].lower(), session_code({"year_start": address[2]})
    return "", ""


def _measure(
    row: Row,
    where: str,
    place: tuple[str, str],
    told: Mapping[str, Rows],
    votes: Mapping[str, Rows],
    names: Mapping[str, Row],
) -> MeasureSaid:
    history = sorted(told["history"], key=lambda one: whole(one.get("sequence")) or 0)
    actions = tuple(_action(one) for one in history if one.get("action"))
    days = [action.on_date for action in actions if action.on_date]
    return MeasureSaid(
        state=place[0],
        session=place[1],
        number=row["bill_number"],
        title=text(row.get("title")),
        summary=text(row.get("description")),
        chamber=CHAMBERS.get(row["bill_number"][:1].upper(), ""),
        address=web_address(row.get("state_link")) or web_address(row.get("url")),
        identifiers=((SCHEME, row["bill_id"]),),
        introduced=min(days, default=None),
        actions=actions,
        sponsors=tuple(_sponsor(one, names) for one in told["sponsors"] if one.get("people_id") in names),
        versions=tuple(_version(one) for one in told["documents"] if _is_text(one)),
        roll_calls=tuple(
            _roll_call(one, votes.get(one.get("roll_call_id", ""), ()), names) for one in told["rollcalls"]
        ),
        where=where,
    )


def _action(one: Row) -> ActionSaid:
    said = text(one.get("chamber"))
    return ActionSaid(_day(one), CHAMBERS.get(said[:1].upper(), "") if said else "", text(one.get("action")))


def _day(one: Row) -> date | None:
    return day(one.get("date"))


def _sponsor(one: Row, names: Mapping[str, Row]) -> SponsorSaid:
    who = names[one["people_id"]]
    kind = "committee" if whole(who.get("committee_id")) or whole(who.get("role_id")) == 3 else "person"
    return SponsorSaid(text(who.get("name")), kind, _is_first(one.get("position", "")), ((SCHEME, one["people_id"]),))


def _is_first(position: str) -> bool:
    return position.strip().lower() in {"1", "primary", "primary sponsor"}


def _is_text(one: Row) -> bool:
    return text(one.get("document_type")).lower() in {"", "text", "bill", "bill text"}


def _version(one: Row) -> VersionSaid:
    address = web_address(one.get("state_link")) or web_address(one.get("url"))
    return VersionSaid(text(one.get("document_desc")), None, address)


def _roll_call(one: Row, votes: Rows, names: Mapping[str, Row]) -> RollCallSaid:
    said = text(one.get("chamber")).lower()
    return RollCallSaid(
        chamber=LEADING.get(said) or CHAMBERS.get(said[:1].upper(), ""),
        motion=text(one.get("description")),
        on_date=_day(one),
        identifier=(SCHEME, one.get("roll_call_id", "")),
        yes=whole(one.get("yea")),
        no=whole(one.get("nay")),
        not_voting=whole(one.get("nv")),
        absent=whole(one.get("absent")),
        votes=tuple(_vote(vote, names) for vote in votes),
    )


def _vote(vote: Row, names: Mapping[str, Row]) -> VoteSaid:
    number = vote.get("people_id", "")
    name = text(names.get(number, {}).get("name")) or f"LegiScan {number}"
    return VoteSaid(name, text(vote.get("vote_desc")) or text(vote.get("vote")), ((SCHEME, number),))


def _people(rows: Iterable[Row], folder: str) -> tuple[PersonSaid | CommitteeSaid, ...]:
    named = IN_FOLDER.search(folder)
    state = named[1].lower() if named else ""
    found = []
    for row in rows:
        try:
            found.append(person_of(row, state))
        except UnknownForm:
            continue
    return tuple(found)
