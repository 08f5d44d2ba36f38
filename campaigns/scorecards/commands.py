"""Make a scorecard, change its setting, choose what it counts and the answer in line with our position."""

from datetime import datetime

from sqlmodel import Session, select

from campaigns.legislation.models import Bill, LegislativeSession, RollCall, RollCallKind
from campaigns.legislators.matching import HOUSES
from campaigns.scorecards.models import NAME, Scorecard, ScoredVote
from campaigns.scorecards.rules import FEWEST_ANSWERS, NO, YES, Absence
from data.access import Permission, requires
from data.audit import changed, note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.versions import columns_of, newest

MOST_ITEMS = 60
LONGEST_WHY = 2000
KEPT = ("name", "absence", "fewest")
CARD = "The scorecard"


@requires(Permission.PLAN_CAMPAIGNS)
def start_scorecard(
    session: Session,
    *,
    session_id: int,
    chamber: str,
    name: str,
    now: datetime,
    absence: Absence = Absence.COUNTS_NOT,
    fewest: int = FEWEST_ANSWERS,
) -> int:
    """Start a scorecard of a session and chamber; returns its id. Raises InvalidInput, NotFound."""
    called = _called(name)
    if chamber not in HOUSES:
        raise InvalidInput("Say which chamber the scorecard is of.")
    take_turn(session)
    if session.exec(select(LegislativeSession.id).where(LegislativeSession.id == session_id)).first() is None:
        raise NotFound("The session")
    c = Scorecard
    same = select(c.id).where(c.session_id == session_id, c.chamber == chamber, c.name == called)
    if session.exec(same).first() is not None:
        raise InvalidInput(
            "There is a scorecard “{called}” of that chamber already. Open it, or take another name.", called=called
        )
    row = c(
        session_id=session_id, chamber=chamber, name=called, absence=absence.value, fewest=_fewest(fewest), made=now
    )
    session.add(row)
    session.flush()
    note_act(session, "start scorecard", subject=f"scorecard {row.id}", called=called, after=columns_of(row, KEPT))
    return row.id or 0


@requires(Permission.PLAN_CAMPAIGNS)
def change_scorecard(
    session: Session, *, scorecard_id: int, version: int, name: str, absence: Absence, fewest: int
) -> int:
    """Change what a scorecard is called and how it counts; returns its version now. Raises InvalidInput, NotFound."""
    row = newest(session, Scorecard, scorecard_id, version=version, what=CARD)
    before = columns_of(row, KEPT)
    row.name, row.absence, row.fewest = _called(name), absence.value, _fewest(fewest)
    difference = changed(before, columns_of(row, KEPT))
    if not difference["after"]:
        return row.version
    row.version += 1
    session.add(row)
    note_act(session, "change scorecard", subject=f"scorecard {scorecard_id}", called=row.name, **difference)
    return row.version


@requires(Permission.PLAN_CAMPAIGNS)
def score_roll_call(session: Session, *, scorecard_id: int, roll_call_id: int, ours: str, why: str = "") -> int:
    """Count a roll call of the scorecard's session and chamber, with the answer in line with our position."""
    take_turn(session)
    card = _card(session, scorecard_id)
    asked = select(RollCall.chamber, RollCall.kind, Bill.session_id, Bill.number).join(
        Bill,
        Bill.id == RollCall.bill_id,  # type: ignore[arg-type]
    )
    found = session.execute(asked.where(RollCall.id == roll_call_id)).first()
    if found is None:
        raise NotFound("The roll call")
    chamber, kind, session_id, number = found
    if (chamber, session_id) != (card.chamber, card.session_id):
        raise InvalidInput(
            "The vote on {number} is of another chamber or session. Choose one of the list.", number=number
        )
    if kind != RollCallKind.ROLL_CALL:
        raise InvalidInput("Nobody’s vote was recorded there, so it cannot be scored. Choose a roll call.")
    return _add(
        session, card, ScoredVote(scorecard_id=scorecard_id, roll_call_id=roll_call_id, ours="", why=""), ours, why
    )


@requires(Permission.PLAN_CAMPAIGNS)
def score_sponsors(session: Session, *, scorecard_id: int, bill_id: int, ours: str = YES, why: str = "") -> int:
    """Count who sponsors a bill of the scorecard's session; who does not counts as nothing."""
    take_turn(session)
    card = _card(session, scorecard_id)
    if session.exec(select(Bill.session_id).where(Bill.id == bill_id)).first() != card.session_id:
        raise InvalidInput("The bill is of another session. Choose one of the scorecard’s session.")
    row = ScoredVote(scorecard_id=scorecard_id, sponsored_bill_id=bill_id, ours="", why="")
    return _add(session, card, row, ours, why)


@requires(Permission.PLAN_CAMPAIGNS)
def leave_out(session: Session, *, scorecard_id: int, scored_id: int) -> None:
    """Count something no longer; the record of changes keeps that it was counted. Raises NotFound."""
    take_turn(session)
    card = _card(session, scorecard_id)
    asked = select(ScoredVote).where(ScoredVote.id == scored_id, ScoredVote.scorecard_id == scorecard_id)
    row = session.exec(asked).first()
    if row is None:
        raise NotFound("What the scorecard counted")
    note_act(
        session, "score no longer", subject=f"scorecard {scorecard_id}", called=card.name,
        before={"roll_call": row.roll_call_id, "bill": row.sponsored_bill_id, "ours": row.ours},
    )  # fmt: skip
    session.delete(row)
    _newer(session, card)


def _add(session: Session, card: Scorecard, row: ScoredVote, ours: str, why: str) -> int:
    if ours not in (YES, NO):
        raise InvalidInput("Say which answer is in line with our position: yes or no.")
    v = ScoredVote
    every = session.exec(select(v).where(v.scorecard_id == card.id)).all()
    same = [one for one in every
            if (one.roll_call_id, one.sponsored_bill_id) == (row.roll_call_id, row.sponsored_bill_id)]  # fmt: skip
    if same:
        raise InvalidInput("The scorecard counts this already. Leave it out first, to count it another way.")
    if len(every) >= MOST_ITEMS:
        raise InvalidInput("A scorecard counts up to {most_items} votes. Leave one out first.", most_items=MOST_ITEMS)
    row.ours, row.why = ours, why.strip()[:LONGEST_WHY]
    session.add(row)
    session.flush()
    note_act(
        session, "score a vote", subject=f"scorecard {card.id}", called=card.name,
        after={"roll_call": row.roll_call_id, "bill": row.sponsored_bill_id, "ours": ours},
    )  # fmt: skip
    _newer(session, card)
    return row.id or 0


def _newer(session: Session, card: Scorecard) -> None:
    card.version += 1
    session.add(card)
    session.flush()


def _card(session: Session, scorecard_id: int) -> Scorecard:
    row = session.exec(select(Scorecard).where(Scorecard.id == scorecard_id)).first()
    if row is None:
        raise NotFound(CARD)
    return row


def _called(name: str) -> str:
    called = " ".join(name.split())
    if not called or len(called) > NAME:
        raise InvalidInput("Give the scorecard a name of up to {name} letters.", name=NAME)
    return called


def _fewest(fewest: int) -> int:
    if not 1 <= fewest <= MOST_ITEMS:
        raise InvalidInput(
            "A score needs at least 1 answer, and at most {most_items} can be asked for.", most_items=MOST_ITEMS
        )
    return fewest
