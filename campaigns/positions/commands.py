"""Take a position for one's own organization, change the coalition's rule, put a ballot question on file."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from campaigns.nonpartisan.publishing import check_before_publishing
from campaigns.positions.models import ADDRESS, NAME, SHORT, BallotQuestion, OrganizationPosition, PositionRule
from campaigns.positions.queries import rule_in_force
from campaigns.positions.rules import LONGEST_REASON, CoalitionRule, Stance, check_rule
from campaigns.positions.subjects import Subject, about_one_of, joined_subjects, subject_head
from data.access import Permission, requires, viewer_of_session
from data.audit import changed, note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.places import Jurisdiction
from data.versions import columns_of

PIECE = "Position"
RULE = ("fewest", "share_of", "share_in", "most_opposed")


@requires(Permission.LOG_ACTIONS)
def take_position(
    session: Session,
    *,
    subject: Subject,
    stance: Stance,
    since: date,
    now: datetime,
    reason: str = "",
    published: bool = False,
    seen_id: int | None = None,
) -> int:
    """Say where one's own organization stands; returns the row's id. What it held before is kept as history.

    `seen_id` is the position the person had before them, None for none. Raises NotFound, and InvalidInput for what
    cannot be, when somebody of the organization was faster, and HeldBack for a reason that may not be public as it is.
    """
    own = viewer_of_session(session).organization_id
    if own is None:
        raise NotFound("Your organization")
    if since > now.date():
        raise InvalidInput("A position is taken on a day that has been. Give that day, or today.")
    take_turn(session)
    same = joined_subjects(session, [subject])
    subject = same[subject]
    head = subject_head(session, subject)
    current = _current(session, own, same)
    stands = current[0] if current else None
    if (stands.id if stands else None) != seen_id:
        raise InvalidInput(
            "Somebody of your organization changed this position since you opened it, and their change stands. "
            "Look at it again, then save yours."
        )
    words = reason.strip()[:LONGEST_REASON]
    if published and words:
        check_before_publishing(session, piece=f"{PIECE}: {head.label}", texts=(words,), on=now.date())
    if stands is None and stance is Stance.WITHDRAWN:
        raise InvalidInput("There is no position to take back. Nothing on file means that none was taken yet.")
    said = (stance, since, words, published)
    if stands is not None and (stands.stance, stands.since, stands.reason, stands.published) == said:
        return stands.id or 0
    for before in current:
        before.is_current = False
        session.add(before)
    row = OrganizationPosition(
        organization_id=own, subject_kind=subject[0].value, subject_id=subject[1], stance=stance.value, since=since,
        reason=words, published=published, made=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    difference = changed({"stance": stands.stance if stands else None}, {"stance": stance.value})
    note_act(session, "take position", subject=f"position {row.id}", called=head.label, **difference)
    return row.id or 0


def _current(session: Session, organization_id: int, same: Collection[Subject]) -> Sequence[OrganizationPosition]:
    """What an organization holds, the latest first; more than one where two measures became one since."""
    p = OrganizationPosition
    asked = select(p).where(p.organization_id == organization_id, about_one_of(same), col(p.is_current).is_(True))
    return session.exec(asked.order_by(col(p.since).desc(), col(p.id).desc())).all()


@requires(Permission.PLAN_CAMPAIGNS)
def set_rule(session: Session, *, rule: CoalitionRule, version: int) -> int:
    """Change the rule by which the coalition's own position is derived; returns its version now.

    Raises InvalidInput for a rule both sides could meet, and when somebody else was faster.
    """
    check_rule(rule)
    take_turn(session)
    stands = rule_in_force(session)
    if stands.version != version:
        raise InvalidInput(
            "The rule was changed by somebody else since you opened it, and their change stands. "
            "Look at it again, then save yours."
        )
    if stands.rule == rule:
        return version
    row = session.get(PositionRule, 1) or PositionRule(id=1, fewest=0, share_of=0, share_in=1, version=0)
    row.fewest, row.share_of, row.share_in, row.most_opposed = (
        rule.fewest, rule.share_of, rule.share_in, rule.most_opposed,
    )  # fmt: skip
    row.version += 1
    session.add(row)
    session.flush()
    before = columns_of(stands.rule, RULE)
    note_act(session, "change position rule", subject="position rule 1", **changed(before, columns_of(row, RULE)))
    return row.version


@requires(Permission.IMPORT_FIGURES)
def add_ballot_question(
    session: Session, *, jurisdiction: str, election_on: date, number: str, title: str, address: str = ""
) -> int:
    """Put a ballot question on file, so that positions can be taken on it; returns its id. Raises InvalidInput."""
    printed, called = " ".join(number.split()), " ".join(title.split())
    if not printed or len(printed) > SHORT:
        raise InvalidInput(
            "Give the question's number as it is printed, such as 2, in up to {short} letters.", short=SHORT
        )
    if not called or len(called) > NAME:
        raise InvalidInput("Say what the question is about, in up to {name} letters.", name=NAME)
    if address.strip() and not address.strip().startswith("https://"):
        raise InvalidInput("The address of the question's text must begin with https://.")
    take_turn(session)
    place = session.exec(select(Jurisdiction).where(Jurisdiction.code == jurisdiction)).first()
    if place is None:
        raise NotFound("The state")
    q = BallotQuestion
    same = select(q.id).where(q.jurisdiction_id == place.id, q.election_on == election_on, q.number == printed)
    if session.exec(same).first() is not None:
        raise InvalidInput(
            "Question {printed} of that day is on file already. Choose it from the list.", printed=printed
        )
    row = BallotQuestion(
        jurisdiction_id=place.id or 0, election_on=election_on, number=printed, title=called,
        address=address.strip()[:ADDRESS],
    )  # fmt: skip
    session.add(row)
    session.flush()
    note_act(session, "add ballot question", subject=f"ballot question {row.id}", called=f"Question {printed}")
    return row.id or 0
