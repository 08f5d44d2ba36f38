"""Publish a guide as an edition that stays as it is; let findings stand; correct and withdraw editions."""

import re
import unicodedata
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from campaigns.voter_guides.composing import compose
from campaigns.voter_guides.content import GuideContent, as_data, sha256_of
from campaigns.voter_guides.gate import in_the_way, may_go_out
from campaigns.voter_guides.gate_facts import checked
from campaigns.voter_guides.gate_results import CheckResult, GuideFinding, result_data
from campaigns.voter_guides.guide_commands import GUIDE, subject_of
from campaigns.voter_guides.models import NAME, EditionCorrection, Guide, GuideEdition, GuideOverride
from data.access import Permission, requires
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.versions import newest

LONGEST_REASON = 2000
LONGEST_SLUG = 60


class HeldByGate(InvalidInput):
    """A guide that does not go out yet; `results` are the checks, each finding with its place."""

    def __init__(self, results: tuple[CheckResult, ...]) -> None:
        super().__init__(
            "The guide is not published. What the checks found, {n} in all, is listed with a link to each place. Fix "
            "it, or let it stand with a name and a reason.",
            n=len(in_the_way(results)),
        )
        self.results = results


def slug_of(title: str, place: str, number: int) -> str:
    """The name of an edition's files: "schools-on-the-ballot-jefferson-county-3"."""
    plain = unicodedata.normalize("NFKD", f"{title} {place}").encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "guide"
    return f"{words[: LONGEST_SLUG - 8].rstrip('-')}-{number}"


@requires(Permission.PLAN_CAMPAIGNS)
def publish_guide(session: Session, *, guide_id: int, version: int, today: date) -> int:
    """Publish the guide as it is today in both languages; the edition's number in the store.

    Raises NotFound, HeldByGate with the checks that do not hold, and InvalidInput when somebody changed the guide since
    it was opened, or when nothing changed since the edition that stands.
    """
    guide = newest(session, Guide, guide_id, version=version, what=GUIDE)
    content = compose(session, guide_id, today=today)
    results = checked(session, guide_id, content, today=today)
    if not may_go_out(results):
        raise HeldByGate(results)
    _check_changed(session, guide_id, content)
    highest = select(func.max(GuideEdition.number)).where(GuideEdition.guide_id == guide_id)
    number = (session.exec(highest).first() or 0) + 1
    data = as_data(content)
    row = GuideEdition(
        guide_id=guide_id, number=number, slug=slug_of(guide.title, content.place, number), title=guide.title,
        place=content.place, published_on=today, content=data, checks=[result_data(one) for one in results],
        sha256=sha256_of(data),
    )  # fmt: skip
    session.add(row)
    session.flush()
    stands = {key: one for result in results for key, one in result.answered.items()}
    note_act(
        session, "publish guide", subject=f"guide edition {row.id}", called=guide.title, number=number,
        sha256=row.sha256, stands=len(stands),
        let_stand=[result.check.value for result in results if result.answered],
    )  # fmt: skip
    return row.id or 0


def _check_changed(session: Session, guide_id: int, content: GuideContent) -> None:
    """A second click, or a second person, would publish the same edition twice."""
    asked = select(GuideEdition).where(GuideEdition.guide_id == guide_id, col(GuideEdition.withdrawn).is_(None))
    last = session.exec(asked.order_by(col(GuideEdition.number).desc())).first()
    if last is not None and last.sha256 == sha256_of(as_data(content)):
        raise InvalidInput("Edition {n} says exactly this already. Change the guide, then publish it.", n=last.number)


@requires(Permission.PLAN_CAMPAIGNS)
def let_stand(session: Session, *, guide_id: int, finding: GuideFinding, name: str, reason: str, now: datetime) -> None:
    """Let a finding of the gate stand in a guide, with a name and a reason that every edition prints.

    Raises InvalidInput without them, NotFound. The same finding again changes nothing.
    """
    name, reason = " ".join(name.split()), reason.strip()
    if not name or len(name) > NAME:
        raise InvalidInput("Give the name of the person who answers for it.")
    if not reason:
        raise InvalidInput("Say why it may stand; without a reason the guide waits.")
    take_turn(session)
    if session.exec(select(Guide.id).where(Guide.id == guide_id)).first() is None:
        raise NotFound(GUIDE)
    o = GuideOverride
    if session.exec(select(o.id).where(o.guide_id == guide_id, o.finding_key == finding.key)).first() is not None:
        return
    session.add(
        GuideOverride(guide_id=guide_id, check=finding.check.value, finding_key=finding.key, name=name,
                      reason=reason[:LONGEST_REASON], made=now)
    )  # fmt: skip
    session.flush()
    note_act(session, "let guide finding stand", subject=subject_of(guide_id), check=finding.check.value,
             finding=finding.code)  # fmt: skip


@requires(Permission.PLAN_CAMPAIGNS)
def take_back_override(session: Session, *, guide_id: int, finding: GuideFinding) -> None:
    """A finding that was let stand is open again; editions that went out keep what they print. Raises NotFound."""
    take_turn(session)
    o = GuideOverride
    row = session.exec(select(o).where(o.guide_id == guide_id, o.finding_key == finding.key)).first()
    if row is None:
        raise NotFound("The answer to this finding")
    session.delete(row)
    session.flush()
    note_act(session, "take guide answer back", subject=subject_of(guide_id), check=finding.check.value)


@requires(Permission.PLAN_CAMPAIGNS)
def add_correction(session: Session, *, edition_id: int, words: str, words_es: str, now: datetime) -> None:
    """Say beside an edition what was wrong in it, in both languages; it stays. Raises NotFound, InvalidInput."""
    words, words_es = words.strip(), words_es.strip()
    if not words or not words_es:
        raise InvalidInput("Say what was wrong in English and in Spanish: both editions carry the correction.")
    row = _edition(session, edition_id)
    c = EditionCorrection
    if session.exec(select(c.id).where(c.edition_id == edition_id, c.words == words)).first() is not None:
        return
    session.add(EditionCorrection(edition_id=edition_id, words=words[:LONGEST_REASON],
                                  words_es=words_es[:LONGEST_REASON], made=now))  # fmt: skip
    session.flush()
    note_act(session, "correct guide", subject=f"guide edition {edition_id}", called=row.title)


@requires(Permission.PLAN_CAMPAIGNS)
def withdraw_guide_edition(session: Session, *, edition_id: int, reason: str, now: datetime) -> None:
    """Take an edition back; the public no longer sees it, the coalition keeps it. Raises NotFound, InvalidInput."""
    if not reason.strip():
        raise InvalidInput("Say why the edition is withdrawn.")
    row = _edition(session, edition_id)
    if row.withdrawn is not None:
        return
    row.withdrawn, row.withdrawn_because = now, reason.strip()[:LONGEST_REASON]
    session.add(row)
    session.flush()
    note_act(session, "withdraw guide", subject=f"guide edition {edition_id}", called=row.title)


def _edition(session: Session, edition_id: int) -> GuideEdition:
    take_turn(session)
    asked = select(GuideEdition).where(GuideEdition.id == edition_id).execution_options(populate_existing=True)
    row = session.exec(asked).first()
    if row is None:
        raise NotFound("The edition")
    return row
