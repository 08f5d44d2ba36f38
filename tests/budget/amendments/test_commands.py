"""Pasting amendments: kept once, rewritten by a new wording, outcomes never inferred."""

import pytest

from budget.amendments.commands import paste_amendments, set_outcome
from budget.amendments.models import Outcome
from budget.amendments.queries import FloorAmendment, amendments_in, amendments_of
from budget.amendments.starter import load_amendments
from budget.line_items.commands import record_amount
from budget.line_items.queries import find_line, place_of
from data.errors import InvalidInput, NotAllowed, NotFound
from data.periods import FiscalYear
from data.store import open_session
from tests.support import MEMBER, ORGANIZER, PUBLIC

TEXT = """Budget Amendment ID: FY2023-S4-628
EDU 628
Full Reimbursement for regional school transportation
Mr. Tarr moved that the proposed new text be amended in section 2, in item 7035-0006,
by striking out the figure:-"$82,178,615" and inserting in place thereof the following:-"$96,680,724".
"""
FY2023 = FiscalYear(2023)


def paste(text: str = TEXT, year: FiscalYear | None = None) -> tuple[int, int, int]:
    with open_session(ORGANIZER, writing=True) as session:
        report = paste_amendments(
            session, jurisdiction="ma", text=text, source_title="Senate amendments", fiscal_year=year
        )
    return len(report.added), len(report.rewritten), len(report.same)


def on_file(year: FiscalYear = FY2023) -> dict[str, FloorAmendment]:
    with open_session(PUBLIC) as session:
        return {a.identifier: a for a in amendments_in(session, place_of(session, "ma"), year).listed}


@pytest.mark.usefixtures("started")
def test_a_pasted_amendment_is_found_under_its_line() -> None:
    assert paste() == (1, 0, 0)
    with open_session(PUBLIC) as session:
        line = find_line(session, "7035-0006")
        found = amendments_of(session, place_of(session, "ma"), line)
    assert [a.identifier for a in found.listed] == ["FY2023-S4-628"]
    assert found.listed[0].changes[0].inserted_cents == 9_668_072_400
    assert found.documents[found.listed[0].source_id].title == "Senate amendments"


@pytest.mark.usefixtures("started")
def test_the_same_text_again_changes_nothing_and_a_new_wording_replaces_the_old() -> None:
    paste()
    assert paste() == (0, 0, 1)
    assert paste(TEXT.replace("96,680,724", "90,000,000")) == (0, 1, 0)
    assert on_file()["FY2023-S4-628"].changes[0].inserted_cents == 9_000_000_000


@pytest.mark.usefixtures("started")
def test_a_struck_figure_that_is_not_the_lines_is_said() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        record_amount(
            session,
            line_item_id=find_line(session, "7035-0006"),
            fiscal_year=FY2023,
            stage_code="swm",
            amount_cents=8_217_861_400,
            source_title="Senate Ways and Means budget",
        )
    paste()
    check = on_file()["FY2023-S4-628"].changes[0].check
    assert check is not None
    assert (check.holds, check.line_cents) == (False, 8_217_861_400)


@pytest.mark.usefixtures("started")
def test_an_outcome_is_said_by_a_person_and_stays_when_the_text_is_pasted_again() -> None:
    paste()
    amendment = on_file()["FY2023-S4-628"]
    assert amendment.outcome is Outcome.PENDING
    with open_session(ORGANIZER, writing=True) as session:
        set_outcome(session, amendment_id=amendment.id, outcome=Outcome.REJECTED, note="Roll call 12")
    paste(TEXT.replace("EDU 628", "EDU 628 "))
    assert on_file()["FY2023-S4-628"].outcome is Outcome.REJECTED


@pytest.mark.usefixtures("started")
def test_adopted_in_part_must_say_which_part() -> None:
    paste()
    with pytest.raises(InvalidInput, match="which part"), open_session(ORGANIZER, writing=True) as session:
        set_outcome(session, amendment_id=on_file()["FY2023-S4-628"].id, outcome=Outcome.ADOPTED_IN_PART)


@pytest.mark.usefixtures("started")
def test_a_consolidated_amendment_needs_its_fiscal_year() -> None:
    text = 'Consolidated Amendment "A" to H4005\nEducation\nFiscal Note: $46,240,000\nEducation: 1, 2, 3\n'
    with pytest.raises(InvalidInput, match="fiscal year"):
        paste(text)
    assert paste(text, FiscalYear(2021)) == (1, 0, 0)
    folded = on_file(FiscalYear(2021))["H4005-A"]
    assert (folded.folds, folded.fiscal_note_cents) == (("1", "2", "3"), 4_624_000_000)


@pytest.mark.usefixtures("started")
def test_a_text_with_nothing_to_read_is_refused_and_a_member_may_not_paste() -> None:
    with pytest.raises(InvalidInput, match="Budget Amendment ID"):
        paste("Hello")
    with pytest.raises(NotAllowed), open_session(MEMBER, writing=True) as session:
        paste_amendments(session, jurisdiction="ma", text=TEXT, source_title="x")
    with pytest.raises(NotFound), open_session(ORGANIZER, writing=True) as session:
        set_outcome(session, amendment_id=999, outcome=Outcome.ADOPTED)
    assert on_file() == {}


@pytest.mark.usefixtures("started")
def test_the_nineteen_published_amendments_load_once_and_redrafts_replace_their_base() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        assert load_amendments(session) == 19
    with open_session(ORGANIZER, writing=True) as session:
        assert load_amendments(session) == 0
    found = on_file()
    assert found["FY2023-S4-630"].replaced
    assert not found["FY2023-S4-630-R1"].replaced
