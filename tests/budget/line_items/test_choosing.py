"""A person chooses which document is shown, with a reason; the others stay on file."""

import pytest

from budget.line_items.choosing import choose_document
from budget.line_items.commands import record_amount
from budget.line_items.line_queries import StatedFigure, line_record
from budget.line_items.queries import find_line
from budget.line_items.summaries import untrue_totals
from data.errors import InvalidInput, NotAllowed, NotFound
from data.periods import FiscalYear
from data.store import open_session
from tests.support import MEMBER, ORGANIZER, PUBLIC

FY2027 = FiscalYear(2027)


@pytest.fixture
def seek(started: object) -> int:
    with open_session(PUBLIC) as session:
        return find_line(session, "SEEK guaranteed base per pupil")


def said(seek: int) -> list[StatedFigure]:
    with open_session(PUBLIC) as session:
        record = line_record(session, seek)
    return [s for s in record.statements if s.fiscal_year == FY2027 and s.stage.code == "acts"]


def choose(seek: int, source_id: int, reason: str = "read in the printed act") -> None:
    with open_session(ORGANIZER, writing=True) as session:
        choose_document(
            session, line_item_id=seek, fiscal_year=FY2027, stage_code="acts", source_id=source_id, reason=reason
        )


def test_the_chosen_documents_figure_is_shown_and_both_stay(seek: int) -> None:
    other = next(s for s in said(seek) if not s.preferred)
    choose(seek, other.figure.source_id)
    shown = [(s.figure.amount_cents, s.because) for s in said(seek) if s.preferred]
    assert shown == [(463_600, "read in the printed act")]
    assert sorted(s.figure.amount_cents or 0 for s in said(seek)) == [462_600, 463_600]


def test_an_amount_entered_beside_a_chosen_document_can_be_chosen_too(seek: int) -> None:
    with open_session(ORGANIZER, writing=True) as session:
        record_amount(
            session, line_item_id=seek, fiscal_year=FY2027, stage_code="acts", amount_cents=470_000, source_title="act"
        )
    entered = next(s for s in said(seek) if s.figure.amount_cents == 470_000)
    assert not entered.preferred
    choose(seek, entered.figure.source_id)
    assert [s.figure.amount_cents for s in said(seek) if s.preferred] == [470_000]


def test_a_choice_keeps_the_totals_true(seek: int) -> None:
    choose(seek, next(s for s in said(seek) if not s.preferred).figure.source_id)
    with open_session(ORGANIZER) as session:
        assert not untrue_totals(session)


def test_a_choice_needs_a_reason_a_document_and_an_organizer(seek: int) -> None:
    source = said(seek)[0].figure.source_id
    with pytest.raises(InvalidInput, match="why"):
        choose(seek, source, "  ")
    with pytest.raises(NotFound):
        choose(seek, 10**6)
    with pytest.raises(NotAllowed), open_session(MEMBER, writing=True) as session:
        choose_document(session, line_item_id=seek, fiscal_year=FY2027, stage_code="acts", source_id=source, reason="x")
    assert [s.figure.amount_cents for s in said(seek) if s.preferred] == [462_600]
