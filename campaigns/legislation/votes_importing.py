"""What a source says of roll calls into the store: its words read, its names matched, each list kept once."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlmodel import Session, col

from campaigns.legislation.models import Bill, LegislativeSession, RollCallKind, VoteOption
from campaigns.legislation.roll_call_writing import Kept, Line, Sheet, keep_sheets, key_of
from campaigns.legislation.vote_rules import is_blank, option_of, passed_of
from campaigns.legislators.matching import Matcher, matcher
from data.places import Jurisdiction
from data.records import chunks, columns
from data.sources.said import RollCallSaid, VoteSaid

VOICE_WORDS = ("voice vote", "by voice", "viva voce", "without a roll call", "unanimous consent")
NAME, SHORT, ADDRESS = 160, 24, 400


def keep_roll_calls(
    session: Session,
    said: Mapping[int, Sequence[RollCallSaid]],
    import_id: int,
    *,
    source_id: int | None = None,
) -> Kept:
    """Keep the roll calls a source says of some bills (by the bill's id); inside an importing command only.

    A roll call is known again by the source's own number, else by chamber, day and motion. Where the source has
    no list of answers, the one on file stays. Words and names nothing matches are counted in the answer; the votes
    they stand for are kept with the word as said (as no answer told) and without a person.
    """
    states = _states(session, said)
    people = _People(session)
    kept = Kept()
    sheets = [
        _sheet(bill_id, one, nth, people, states.get(bill_id, ""), kept)
        for bill_id, calls in said.items()
        for one, nth in _numbered(calls)
    ]
    done = keep_sheets(session, sheets, import_id, source_id)
    done.unknown_words, done.nobody = kept.unknown_words, kept.nobody
    return done


def _states(session: Session, bills: Iterable[int]) -> dict[int, str]:
    """The state's two letters for each bill."""
    found: dict[int, str] = {}
    for some in chunks(bills):
        asked = (
            columns(Bill.id, Jurisdiction.code)
            .join(LegislativeSession, col(LegislativeSession.id) == Bill.session_id)
            .join(Jurisdiction, col(Jurisdiction.id) == LegislativeSession.jurisdiction_id)
        )
        found |= {row[0]: row[1] for row in session.execute(asked.where(col(Bill.id).in_(some)))}
    return found


class _People:
    """Who a name means in a state's chamber on a day, asked of the store once for each."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[str, str, date | None], Matcher] = {}

    def of(self, state: str, chamber: str, day: date | None) -> Matcher:
        key = (state, chamber, day)
        if key not in self._known:
            self._known[key] = matcher(self._session, state=state, chamber=chamber, day=day)
        return self._known[key]


def _numbered(calls: Sequence[RollCallSaid]) -> list[tuple[RollCallSaid, int]]:
    """Each roll call with which one it is among those of the same chamber, day and motion: two may share all three."""
    seen: Counter[tuple[object, ...]] = Counter()
    found: list[tuple[RollCallSaid, int]] = []
    known: set[object] = set()
    for one in calls:
        if one.identifier is not None and one.identifier in known:
            continue  # the same roll call listed twice
        known.add(one.identifier)
        same = (one.chamber, one.on_date, one.motion)
        seen[same] += 1
        found.append((one, seen[same]))
    return found


def _sheet(bill_id: int, one: RollCallSaid, nth: int, people: _People, state: str, kept: Kept) -> Sheet:
    key = " ".join(one.identifier) if one.identifier else key_of(one.chamber, one.on_date, one.motion, nth)
    lines = None
    if one.votes:
        lines = _lines(one.votes, people.of(state, one.chamber, one.on_date), one.identifier, kept)
    return Sheet(
        bill_id,
        key[:80],
        {
            "chamber": one.chamber[:SHORT], "kind": kind_of(one).value, "on_date": one.on_date, "motion": one.motion,
            "passed": passed_of(one.result), "yes": one.yes, "no": one.no, "not_voting": one.not_voting,
            "absent": one.absent, "address": one.address[:ADDRESS],
        },
        lines,
    )  # fmt: skip


def kind_of(one: RollCallSaid) -> RollCallKind:
    """How the chamber decided: by roll call where answers or counts are printed, by voice where the words say so."""
    if one.votes or one.yes or one.no:
        return RollCallKind.ROLL_CALL
    words = f"{one.motion} {one.result}".casefold()
    return RollCallKind.VOICE if any(said in words for said in VOICE_WORDS) else RollCallKind.NOT_PUBLISHED


def _lines(votes: Sequence[VoteSaid], who: Matcher, identifier: tuple[str, str] | None, kept: Kept) -> tuple[Line, ...]:
    found: dict[str, Line] = {}
    scheme = identifier[0] if identifier else ""
    for vote in votes:
        if is_blank(vote.option):
            continue
        option = option_of(vote.option, scheme=scheme)
        if option is None:
            kept.unknown_words[vote.option] += 1
        person = who.of(vote.name, vote.identifiers).legislator_id
        printed = " ".join(vote.name.split())[:NAME] or who.labels.get(person or 0, "")
        if person is None:
            kept.nobody[printed] += 1
        line = Line(printed, option or VoteOption.NOT_LISTED, vote.option.strip()[:SHORT], person)
        name = named_apart(line, found)
        if name:
            found[name] = line._replace(name=name)
    return tuple(found.values())


def named_apart(line: Line, found: Mapping[str, Line]) -> str:
    """The name to keep an answer under: two of one name are numbered, one person's second answer is none ("")."""
    name, number = line.name or "?", 1
    while name in found:
        other = found[name]
        if line.legislator_id is not None and other.legislator_id == line.legislator_id:
            return ""
        number += 1
        name = f"{line.name[: NAME - 8]} ({number})"
    return name
