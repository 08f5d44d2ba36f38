"""Enter a decision by hand: a roll call, a voice vote, or that no roll call was published; take one off again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, select

from campaigns.legislation.models import RollCall, RollCallKind, Vote, VoteOption
from campaigns.legislation.roll_call_writing import Line, delete_votes, write_votes
from campaigns.legislation.roll_calls import BY_HAND, bill_head
from campaigns.legislation.votes_importing import named_apart
from campaigns.legislators.matching import HOUSES, matcher
from data.access import Permission, requires
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.provenance import entered_source
from data.records import columns, references_to

MOST = 500
LONGEST_MOTION = 400


@dataclass(frozen=True, slots=True)
class TypedVote:
    """A decision as a person typed it. `counts` are the document's, by answer; `names` who gave an answer, if listed.

    `passed` None: the document does not say.
    """

    chamber: str
    kind: RollCallKind
    on_date: date | None
    motion: str = ""
    passed: bool | None = None
    counts: Mapping[VoteOption, int] | None = None
    names: Mapping[VoteOption, tuple[str, ...]] | None = None


@requires(Permission.IMPORT_FIGURES)
def enter_roll_call(
    session: Session, *, bill_id: int, typed: TypedVote, source_title: str, source_address: str, now: datetime
) -> int:
    """Put a decision of a chamber on file with the document it was read from; returns its id.

    Raises NotFound, and InvalidInput for what cannot be, such as a name that no member of the chamber bears.
    """
    bill = bill_head(session, bill_id)
    _check(typed, now.date())
    take_turn(session)
    lines = _lines(session, bill.state, typed, typed.on_date or bill.day)
    counts = typed.counts or {}
    source = entered_source(session, source_title, source_address)
    away = [counts.get(option) for option in (VoteOption.PRESENT, VoteOption.NOT_VOTING)]
    row = RollCall(
        bill_id=bill_id, chamber=typed.chamber, kind=typed.kind.value, on_date=typed.on_date,
        motion=" ".join(typed.motion.split())[:LONGEST_MOTION], passed=typed.passed,
        yes=counts.get(VoteOption.YES), no=counts.get(VoteOption.NO),
        not_voting=None if away == [None, None] else sum(one or 0 for one in away),
        absent=counts.get(VoteOption.ABSENT), external_key=f"{BY_HAND}{now.isoformat()}",
        address=source.address[:400], source_id=source.id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    number = row.id or 0
    write_votes(session, {number: lines})
    note_act(
        session, "enter roll call", subject=f"roll call {number}", called=bill.number,
        after={"chamber": row.chamber, "kind": row.kind, "on_date": row.on_date, "passed": row.passed},
    )  # fmt: skip
    return number


def _check(typed: TypedVote, today: date) -> None:
    if typed.chamber not in HOUSES:
        raise InvalidInput("Say which chamber decided.")
    if typed.on_date is not None and typed.on_date > today:
        raise InvalidInput("A vote is entered once it was taken. Give the day it was taken.")
    counts, names = typed.counts or {}, typed.names or {}
    if any(not 0 <= count <= MOST for count in counts.values()):
        raise InvalidInput("A count is a whole number from 0 to {most}.", most=MOST)
    if typed.kind is not RollCallKind.ROLL_CALL:
        if any(counts.values()) or any(names.values()):
            raise InvalidInput("Where nobody's vote was recorded there is nothing to count. Choose “roll call”.")
        return
    both = VoteOption.YES in counts and VoteOption.NO in counts
    if not both and not any(names.values()):
        raise InvalidInput("Give how many voted yes and how many no, or who did.")
    for option, listed in names.items():
        if listed and option in counts and counts[option] != len(listed):
            raise InvalidInput(
                "You count {counts} “{option}” and list {n}. Correct the count or the names.",
                counts=counts[option],
                option=option.value,
                n=len(listed),
            )


def _lines(session: Session, state: str, typed: TypedVote, day: date | None) -> list[Line]:
    """Everybody listed, each a member of the chamber. Raises InvalidInput with the names that are nobody's."""
    if not any((typed.names or {}).values()):
        return []
    who = matcher(session, state=state, chamber=typed.chamber, day=day)
    found: dict[str, Line] = {}
    missed: list[str] = []
    for option, names in (typed.names or {}).items():
        for name in names:
            person = who.of(name).legislator_id
            if person is None:
                missed.append(name)
                continue
            if any(line.legislator_id == person for line in found.values()):
                raise InvalidInput("{name} is listed twice. Keep the name under one answer.", name=name)
            line = Line(" ".join(name.split())[:160], option.value, "", person)
            apart = named_apart(line, found)
            found[apart] = line._replace(name=apart)
    if missed:
        raise InvalidInput(
            "No one member of the chamber is called: {names}. Write the name with its initial, "
            "as in “Thomas, W.”, or add the member first.",
            names="; ".join(missed[:8]),
        )
    return list(found.values())


@requires(Permission.IMPORT_FIGURES)
def remove_entered(session: Session, *, roll_call_id: int) -> int:
    """Take a decision that was entered by hand off the record, with its answers; returns the bill's id.

    Raises NotFound, and InvalidInput for one a source brought (undo its import instead) or that something speaks of.
    """
    take_turn(session)
    row = session.exec(select(RollCall).where(RollCall.id == roll_call_id)).first()
    if row is None:
        raise NotFound("The roll call")
    if not row.external_key.startswith(BY_HAND):
        raise InvalidInput("A source brought this roll call. Undo its import to take it off.")
    for column in references_to(RollCall):
        if column.class_ is not Vote and session.execute(columns(column).where(column == roll_call_id)).first():
            raise InvalidInput(
                "A scorecard counts this vote, or a whip count was decided by it. Take it out there first, then take "
                "it off here."
            )
    number = row.bill_id
    delete_votes(session, roll_call_id)
    note_act(
        session, "remove roll call", subject=f"roll call {roll_call_id}", called=bill_head(session, number).number,
        before={"chamber": row.chamber, "kind": row.kind, "on_date": row.on_date, "passed": row.passed},
    )  # fmt: skip
    session.delete(row)
    session.flush()
    return number
