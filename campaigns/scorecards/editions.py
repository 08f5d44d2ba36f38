"""An edition for the public: every member’s answers beside our position and no score; checked, then published."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, select

from campaigns.nonpartisan.publishing import check_before_publishing
from campaigns.scorecards.edition_queries import elections
from campaigns.scorecards.models import NAME, ScorecardEdition
from campaigns.scorecards.queries import MemberScore, ScorecardOf, scorecard
from campaigns.scorecards.rules import Checked, EditionDraft, Given, Readers, checked, passes
from data.access import Permission, requires
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound

STATEMENT = (
    "These are votes on a few questions. Nobody can judge a legislator by a few votes: weigh the whole record, "
    "committee work, attention to the district, and matters not listed here. This is no endorsement of anybody."
)
LONGEST_INTRODUCTION = 4000
PIECE = "Scorecard"


@dataclass(frozen=True, slots=True)
class EditionPlan:
    """What a person says of an edition: its title, the words above it, its day, readers, the next election if known."""

    title: str
    introduction: str
    publish_on: date
    readers: Readers = Readers.REGULAR
    vacant: int = 0
    election_on: date | None = None
    statement: str = STATEMENT


def piece_of(plan: EditionPlan) -> str:
    """How the nonpartisan guard names this text."""
    return f"{PIECE}: {' '.join(plan.title.split())}"[:NAME]


def draft_of(session: Session, card: ScorecardOf, plan: EditionPlan) -> EditionDraft:
    """The edition as the checks see it: the prose, whom it lists, who sat in the chamber, and the elections ahead.

    A statement in other words than the usual one is prose like any other.
    """
    whys = [item.why for item in card.items]
    own_words = plan.statement.replace(STATEMENT, "")
    names = tuple(one.name for one in card.members)
    soon = {*elections(session, since=plan.publish_on), *([plan.election_on] if plan.election_on else [])}
    return EditionDraft(
        prose="\n".join((plan.title, plan.introduction, own_words, *whys)),
        statement=plan.statement,
        names=names,
        incumbents=names,
        seats=card.term.seats,
        vacant=plan.vacant,
        readers=plan.readers,
        publish_on=plan.publish_on,
        elections=tuple(sorted(soon)),
    )


def edition_checks(session: Session, card: ScorecardOf, plan: EditionPlan) -> tuple[Checked, ...]:
    """The checklist of Rev. Rul. 80-282, each with whether it holds for this edition."""
    return checked(draft_of(session, card, plan))


def content_of(card: ScorecardOf, plan: EditionPlan) -> dict[str, Any]:
    """What the edition prints: questions with our position, then every member by name with the answer given."""
    return {
        "place": f"{card.term.state_name} {card.term.code}",
        "chamber": card.term.chamber_name or card.term.chamber,
        "introduction": plan.introduction.strip()[:LONGEST_INTRODUCTION],
        "statement": plan.statement,
        "questions": [
            {"label": item.label, "title": item.title, "ours": item.ours, "why": item.why} for item in card.items
        ],
        "members": [
            {"name": one.name, "district": one.district, "answers": _answers(card, one)}
            for one in card.members
        ],
    }  # fmt: skip


def _answers(card: ScorecardOf, member: MemberScore) -> list[str]:
    return [told(card, place, given) for place, given in enumerate(member.answers)]


def told(card: ScorecardOf, place: int, given: Given) -> str:
    """The member's own answer ("yes", "no"), not whether it pleases us."""
    item = card.items[place]
    if item.roll_call is None:
        return "sponsor" if given in (Given.IN_LINE, Given.AGAINST) else given.value
    if given is Given.IN_LINE:
        return item.ours
    if given is Given.AGAINST:
        return "no" if item.ours == "yes" else "yes"
    return given.value


@requires(Permission.PLAN_CAMPAIGNS)
def publish_edition(session: Session, *, scorecard_id: int, plan: EditionPlan, today: date) -> int:
    """Publish an edition that passes every check; it stays as it is, whatever the scorecard becomes. Its id.

    Raises NotFound, and InvalidInput for a day that is not today or naming the first check that does not hold;
    HeldBack for words the nonpartisan guard finds and nobody answered for.
    """
    title = " ".join(plan.title.split())
    if not title or len(title) > NAME:
        raise InvalidInput("Give the edition a title of up to {name} letters.", name=NAME)
    if plan.publish_on != today:
        raise InvalidInput(
            "An edition is public at once, and its timing is checked for the day it comes out. "
            "Set the day to today, {day}, or come back on {day_2}.",
            day=today.isoformat(),
            day_2=plan.publish_on.isoformat(),
        )
    take_turn(session)
    card = scorecard(session, scorecard_id)
    if not card.items:
        raise InvalidInput("The scorecard counts nothing yet. Choose its votes first.")
    checks = edition_checks(session, card, plan)
    if not passes(checks):
        first = next(one for one in checks if not one.holds)
        raise InvalidInput(
            "The edition does not pass the check {check}. The list says what to change.", check=first.check
        )
    words = (title, plan.introduction, plan.statement, *(item.why for item in card.items))
    check_before_publishing(session, piece=piece_of(replace(plan, title=title)), texts=words, on=plan.publish_on)
    content = content_of(card, plan)
    row = ScorecardEdition(
        scorecard_id=scorecard_id, title=title, published_on=plan.publish_on, content=content,
        checks=_as_kept(checks), sha256=digest_of(content),
    )  # fmt: skip
    session.add(row)
    session.flush()
    note_act(session, "publish scorecard", subject=f"scorecard edition {row.id}", called=title, sha256=row.sha256)
    return row.id or 0


def _as_kept(checks: Sequence[Checked]) -> list[dict[str, Any]]:
    return [{"check": one.check.value, "holds": one.holds, "about": one.about} for one in checks]


def digest_of(content: Mapping[str, Any]) -> str:
    """The hash printed on an edition, so that a false copy can be told."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@requires(Permission.PLAN_CAMPAIGNS)
def withdraw_edition(session: Session, *, edition_id: int, now: datetime) -> None:
    """Take a published edition back; it stays on record for the coalition. Raises NotFound."""
    take_turn(session)
    row = session.exec(select(ScorecardEdition).where(ScorecardEdition.id == edition_id)).first()
    if row is None:
        raise NotFound("The edition")
    if row.withdrawn is not None:
        return
    row.withdrawn = now
    session.add(row)
    session.flush()
    note_act(session, "withdraw scorecard", subject=f"scorecard edition {edition_id}", called=row.title)
