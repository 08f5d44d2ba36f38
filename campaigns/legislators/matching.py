"""Who a source means by a name or a number, among the legislators of a state, a chamber and a day in the store."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col

from campaigns.legislators.models import (
    Chamber,
    ChamberKind,
    Legislator,
    LegislatorIdentifier,
    LegislatorName,
    Seat,
)
from campaigns.legislators.naming import KnownName, Match, NameIndex, taken_apart, titled
from data.places import Jurisdiction
from data.records import chunks, columns

HOUSES = (ChamberKind.LOWER, ChamberKind.UPPER)
MOST_WORDS = 200  # SQLite takes a thousand conditions in one statement at most


class Matcher:
    """Turns a printed name, or a source's number, into a legislator's id. Made by `matcher`, for many questions.

    `labels` names everybody it knows, such as "Rep. Alex Example, 10th Bristol", by id; `titled` without the district.
    """

    def __init__(
        self, by_chamber: Mapping[str, Iterable[KnownName]], identifiers: Mapping[tuple[str, str], int],
        titled: Mapping[int, str], districts: Mapping[int, str],
    ) -> None:  # fmt: skip
        self.titled = titled
        self.labels = {one: f"{name}, {districts[one]}" for one, name in titled.items()}
        self._identifiers = identifiers
        everybody = {one.id: one for known in by_chamber.values() for one in known}
        self._all = NameIndex(everybody.values())
        self._chambers = {chamber: NameIndex(known) for chamber, known in by_chamber.items()}
        self._kept: dict[str, Match] = {}

    def of(self, name: str, identifiers: Iterable[tuple[str, str]] = ()) -> Match:
        """Who is meant; a known number decides before the name. A title in the name ("Sen.") narrows the chamber."""
        for identifier in identifiers:
            if (found := self._identifiers.get(identifier)) is not None:
                return Match(found)
        if name not in self._kept:
            index = self._chambers.get(taken_apart(name).chamber, self._all)
            self._kept[name] = index.of(name)
        return self._kept[name]


def matcher(
    session: Session, *, state: str = "", chamber: str = "", day: date | None = None, names: Sequence[str] = ()
) -> Matcher:
    """A matcher of those who sat in a state ("ky"), in a chamber ("lower", "upper"; any other word: both), on a day.

    Without a day: whoever ever sat there; without a state: in any. Numbers are known whatever the chamber and the
    day. With `names` only those who share a family name with one of them are looked at, for a question or two.
    """
    of_names = _may_be_called(session, names) if names else None
    if of_names == []:
        return Matcher({}, {}, {}, {})
    seats = columns(Seat.legislator_id, Chamber.kind, Chamber.member_title, Seat.district, Seat.until)
    seats = seats.join(Chamber, col(Chamber.id) == col(Seat.chamber_id)).join(
        Jurisdiction, col(Jurisdiction.id) == col(Chamber.jurisdiction_id)
    )
    if state:
        seats = seats.where(col(Jurisdiction.code) == state.lower())
    if of_names is not None:
        seats = seats.where(col(Seat.legislator_id).in_(of_names))
    if chamber in HOUSES:
        seats = seats.where(col(Chamber.kind) == chamber)
    if day is not None:
        seats = seats.where(
            or_(col(Seat.since).is_(None), col(Seat.since) <= day),
            or_(col(Seat.until).is_(None), col(Seat.until) > day),
        )
    sat: dict[int, list[Any]] = {}
    for row in session.execute(seats.order_by(col(Seat.until).desc(), col(Seat.id))):
        sat.setdefault(row[0], []).append(row)
    only = [col(Jurisdiction.code) == state.lower()] if state else []
    return _of_those(session, sat, [*only, *([] if of_names is None else [col(Legislator.id).in_(of_names)])])


def _may_be_called(session: Session, names: Sequence[str]) -> list[int]:
    """The numbers of those one of whose names has a word that one of these family names ends in, asked once."""
    words = {name.family[-1] for name in map(taken_apart, names) if name.family}
    l, n = Legislator, LegislatorName  # noqa: E741
    found: set[int] = set()
    for some in chunks(words, MOST_WORDS):
        for number, name in ((l.id, l.name_key), (n.legislator_id, n.name_key)):
            spaced = " " + col(name) + " "
            called = or_(*(spaced.contains(f" {word} ", autoescape=True) for word in some))
            found.update(session.scalars(columns(number).where(called)))
    return sorted(found)


def legislators_meant(
    session: Session, names: Sequence[str], *, day: date, state: str = "", chamber: str = ""
) -> dict[str, Match]:
    """Whom each printed name means: those who sat on a day first; a name with a given name, whoever ever sat.

    By the name as given. For a few names a person typed; a file or a sync asks a `matcher`.
    """
    if not names:
        return {}
    then = matcher(session, state=state, chamber=chamber, day=day, names=names)
    found = {name: then.of(name) for name in names}
    open_names = [
        name
        for name, match in found.items()
        if match.legislator_id is None and any(len(word) > 1 for word in taken_apart(name).given)
    ]
    if open_names:
        ever = matcher(session, state=state, names=open_names)
        found |= {name: ever.of(name) for name in open_names}
    return found


def _of_those(session: Session, sat: Mapping[int, list[Any]], only: Sequence[Any]) -> Matcher:
    people = (
        columns(Legislator.id, Legislator.name, Legislator.family_name)
        .join(Jurisdiction, col(Jurisdiction.id) == col(Legislator.jurisdiction_id))
        .where(*only)
    )
    others = (
        columns(LegislatorName.legislator_id, LegislatorName.name)
        .join(Legislator, col(Legislator.id) == col(LegislatorName.legislator_id))
        .join(Jurisdiction, col(Jurisdiction.id) == col(Legislator.jurisdiction_id))
        .where(*only)
    )
    numbers = (
        columns(LegislatorIdentifier.scheme, LegislatorIdentifier.value, LegislatorIdentifier.legislator_id)
        .join(Legislator, col(Legislator.id) == col(LegislatorIdentifier.legislator_id))
        .join(Jurisdiction, col(Jurisdiction.id) == col(Legislator.jurisdiction_id))
        .where(*only)
    )
    names: dict[int, list[str]] = {}
    for legislator_id, name in session.execute(others):
        names.setdefault(legislator_id, []).append(name)
    by_chamber: dict[str, list[KnownName]] = {}
    titles: dict[int, str] = {}
    districts: dict[int, str] = {}
    for legislator_id, name, family in session.execute(people):
        rows = sat.get(legislator_id, [])
        if not rows:
            continue
        known = KnownName(legislator_id, (name, *names.get(legislator_id, ())), family)
        for chamber in {row[1] for row in rows}:
            by_chamber.setdefault(chamber, []).append(known)
        last = next((row for row in rows if row[4] is None), rows[0])
        titles[legislator_id], districts[legislator_id] = titled(last[2], name), last[3]
    identifiers = {(scheme, value): legislator_id for scheme, value, legislator_id in session.execute(numbers)}
    return Matcher(by_chamber, identifiers, titles, districts)
