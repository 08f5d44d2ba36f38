"""Ask that a figure be corrected, and answer; who asked stands in no record of changes."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from coalition.community.authors import author_of, my_authors
from coalition.community.conduct import check_may_write
from coalition.community.corrections import FIGURE_PAGES
from coalition.community.models import NAME, CorrectionRequest
from coalition.community.moderation import A_DAY, LONGEST_REASON, CorrectionStatus, check_rate, most_a_day, reason_of
from coalition.community.resource_commands import link_of
from coalition.organizations.rules import clean_text
from data.access import Permission, requires, viewer_of_session
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.versions import newest
from look.talked_about import records_named

CORRECTION = "This request"


@dataclass(frozen=True, slots=True)
class CorrectionPlan:
    """Which figure of which record seems wrong: what the page shows, what it should be, why, and a source's link."""

    about: tuple[str, int]
    figure: str
    shown: str = ""
    should_be: str = ""
    because: str = ""
    address: str = ""


def subject_of_correction(correction_id: int | None) -> str:
    """How the record of changes names a request to correct a figure."""
    return f"correction request {correction_id}"


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def request_correction(
    session: Session, *, plan: CorrectionPlan, now: datetime, as_pseudonym: bool = False
) -> int:  # fmt: skip
    """Tell whoever keeps figures that one seems wrong; answers the request's number.

    Raises NotFound for no such record, and InvalidInput when neither a value nor a reason is given, or too often.
    """
    row = _row(plan, now)
    take_turn(session)
    check_may_write(session, now=now)
    if plan.about[0] not in FIGURE_PAGES or not records_named(session, [plan.about]):
        raise NotFound("The record with this figure")
    mine = my_authors(session)
    own = [one.id for one in mine]
    c = CorrectionRequest
    recent = select(func.count()).select_from(c).where(col(c.author_id).in_(own), c.made > now - A_DAY)
    check_rate(session.exec(recent).one(), most_a_day([one.made for one in mine], today=now.date()))
    same = select(c.id).where(
        col(c.author_id).in_(own), c.about_kind == row.about_kind, c.about_id == row.about_id, c.figure == row.figure,
        c.status == row.status,
    )  # fmt: skip
    if session.exec(same).first() is not None:
        raise InvalidInput("You asked about this figure already. See your requests under Corrections.")
    author = author_of(session, viewer_of_session(session).account_id, as_pseudonym=as_pseudonym, now=now)
    row.author_id = author.id or 0
    session.add(row)
    session.flush()
    note_act(session, "request correction", subject=subject_of_correction(row.id), unnamed=True)
    return row.id or 0


def _row(plan: CorrectionPlan, now: datetime) -> CorrectionRequest:
    figure = _line(plan.figure, "Which figure it is")
    if not figure:
        raise InvalidInput("Say which figure seems wrong, such as “FY2026, Governor”.")
    row = CorrectionRequest(
        about_kind=plan.about[0], about_id=plan.about[1], figure=figure, shown=_line(plan.shown, "What the page shows"),
        should_be=_line(plan.should_be, "What it should be"),
        because=clean_text(plan.because, LONGEST_REASON, "Why"), address=link_of(plan.address), author_id=0,
        status=CorrectionStatus.OPEN.value, made=now,
    )  # fmt: skip
    if not row.should_be and not row.because:
        raise InvalidInput("Say what the figure should be, or why it seems wrong.")
    return row


def _line(text: str, what: str) -> str:
    return " ".join(clean_text(text, NAME, what).split())


@requires(Permission.IMPORT_FIGURES)
def answer_correction(
    session: Session, *, correction_id: int, version: int, status: CorrectionStatus, answer: str, now: datetime
) -> int:
    """Say that a figure was corrected, or why it stays; answers the version now. Who asked reads it.

    It corrects no figure by itself. Raises NotFound, and InvalidInput for no words, or one answered already.
    """
    said = reason_of(answer)
    row = newest(session, CorrectionRequest, correction_id, version=version, what=CORRECTION)
    if row.status != CorrectionStatus.OPEN or status is CorrectionStatus.OPEN:
        raise InvalidInput("This request was answered already. Its answer stands.")
    row.status, row.answer, row.answered, row.version = status.value, said, now, row.version + 1
    row.answered_by = viewer_of_session(session).name[:NAME]
    session.add(row)
    note_act(
        session, "answer correction request", subject=subject_of_correction(row.id), after={"status": status.value},
        why=said,
    )  # fmt: skip
    return row.version
