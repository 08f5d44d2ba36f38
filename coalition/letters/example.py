"""The example’s letters: one that takes signatures under its second text, and one that was sent; made up."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from coalition.letters.commands import begin_letter, change_text, newest_version, send_letter
from coalition.letters.models import Letter, Signature
from coalition.letters.signing import sign
from coalition.organizations.models import Organization
from data.examples import example_loader

LABEL = "(example)"
OPEN, SENT = f"Keep the mentors of new teachers {LABEL}", f"Buses for every school {LABEL}"
TO = f"the conference committee {LABEL}"
FIRST = (
    "Dear conferees,\n\nnew teachers stay where somebody shows them how. We ask you to keep the mentors in the final "
    "budget and to begin with 20 schools.\n\nThis letter is made up; nobody wrote or signed it."
)
SECOND = FIRST.replace("20 schools", "40 schools, those with the most new teachers first")
WHY = "We name where to begin (example)."
BUSES = (
    "Dear members of the board,\n\na school that no bus reaches is closed to whoever has no car. We ask for a bus to "
    "every school by the next school year.\n\nThis letter is made up; nobody wrote or signed it."
)


@example_loader("letters", order=45)
def load_letters(session: Session, now: datetime) -> None:
    """Put the example’s letters in when neither is there; the open one waits for whoever loads it."""
    if session.exec(select(Letter.id).where(col(Letter.title).in_([OPEN, SENT]))).first() is not None:
        return
    asked = select(Organization.id).where(col(Organization.name).endswith(LABEL)).order_by(col(Organization.id))
    others = [number or 0 for number in session.exec(asked.limit(3))]
    _sent(session, others, now - timedelta(days=30))
    _open(session, others, now)


def _open(session: Session, others: Sequence[int], now: datetime) -> None:
    begun = now - timedelta(days=6)
    number = begin_letter(
        session, title=OPEN, text=FIRST, addressed_to=TO, about=f"A line for mentors {LABEL}", specific=True,
        deadline=(now + timedelta(days=12)).date(), now=begun,
    )  # fmt: skip
    _signed(session, number, others, begun + timedelta(days=1))
    change_text(session, letter_id=number, version=1, text=SECOND, what_changed=WHY, now=begun + timedelta(days=3))
    _signed(session, number, others[:1], begun + timedelta(days=4))


def _sent(session: Session, others: Sequence[int], then: datetime) -> None:
    number = begin_letter(session, title=SENT, text=BUSES, addressed_to=f"the school board {LABEL}", now=then)
    text = newest_version(session, number)
    sign(
        session, version_id=text.id or 0, seen_hash=text.text_hash, signer="Ada Example", signer_title="Organizer",
        now=then,
    )  # fmt: skip
    _signed(session, number, others, then)
    later = then + timedelta(days=4)
    send_letter(session, letter_id=number, version=1, on=later.date(), now=later)


def _signed(session: Session, letter_id: int, organizations: Sequence[int], moment: datetime) -> None:
    """The example’s organizations sign the text that stands, each by a made-up person."""
    text = newest_version(session, letter_id)
    for place, number in enumerate(organizations, start=1):
        session.add(
            Signature(
                letter_id=letter_id, version_id=text.id or 0, text_hash=text.text_hash, organization_id=number,
                signer=f"Example Signer {place}", signer_title="Chair", may_use_logo=place == 1, signed=moment,
                confirmed=moment,
            )
        )  # fmt: skip
    session.flush()
