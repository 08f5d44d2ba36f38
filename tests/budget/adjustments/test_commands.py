"""Recording what happened after enactment: signed, dated, sourced, and taken back whole."""

import json
from datetime import date
from typing import Any

import pytest

from budget.adjustments.commands import remove_adjustment
from budget.adjustments.rules import AdjustmentKind
from budget.line_items.line_queries import line_record
from budget.line_items.queries import find_line
from data.access import Viewer
from data.errors import NotAllowed, NotFound
from data.periods import FiscalYear
from data.provenance import SourceKind
from data.store import open_session
from tests.budget.adjustments.room import (
    CHAPTER_70,
    FY2025,
    JANUARY,
    MARCH,
    SEEK,
    SUPPLEMENTAL,
    adjust,
    after,
    enter,
    move,
    new_item,
)
from tests.budget.line_items.room import audit, refusal
from tests.support import MEMBER, ORGANIZER, PUBLIC

Lines = tuple[int, int]


def remove(number: int) -> int:
    with open_session(ORGANIZER, writing=True) as session:
        return remove_adjustment(session, adjustment_id=number)


def of(code: str) -> int:
    with open_session(PUBLIC) as session:
        return find_line(session, code)


def test_a_cut_and_a_supplemental_lead_to_the_current_appropriation(lines: Lines) -> None:
    adjust(lines[0], 200_000, MARCH, SUPPLEMENTAL)
    adjust(lines[0], -500_000, JANUARY)

    found = after(lines[0])

    assert found.standing.current_cents == 970_000_000
    assert [(one.change.dated, one.change.amount_cents) for one in found.filed] == [
        (JANUARY, -50_000_000),
        (MARCH, 20_000_000),
    ]


def test_the_enacted_figure_and_the_path_stay_as_they_are(lines: Lines) -> None:
    with open_session(PUBLIC) as session:
        before = line_record(session, lines[0]).statements
    adjust(lines[0], -500_000)

    with open_session(PUBLIC) as session:
        assert line_record(session, lines[0]).statements == before


def test_an_adjustment_keeps_its_document_with_the_address_and_the_reason(lines: Lines) -> None:
    adjust(lines[0], -500_000, reason="Revenue fell short of the estimate.")

    (one,) = after(lines[0]).filed
    document = after(lines[0]).documents[one.source_id]
    assert (document.title, document.address, document.kind) == (
        "The order",
        "https://example.org/order",
        SourceKind.PUBLISHED,
    )
    assert (one.title, one.reason) == ("The order", "Revenue fell short of the estimate.")


def test_a_transfer_is_two_halves_that_add_up_to_nothing(lines: Lines) -> None:
    move(*lines, 300_000)

    (out,), (into,) = after(lines[0]).filed, after(lines[1]).filed
    assert (out.change.amount_cents, into.change.amount_cents) == (-30_000_000, 30_000_000)
    assert out.other is not None
    assert into.other is not None
    assert (out.other.id, into.other.id) == (lines[1], lines[0])
    assert after(lines[0]).standing.current_cents == 970_000_000
    assert after(lines[1]).standing.current_cents == 230_000_000


@pytest.mark.parametrize("side", [0, 1])
def test_removing_either_half_of_a_transfer_removes_both(lines: Lines, side: int) -> None:
    move(*lines, 300_000)
    move(*lines, 100_000)
    halves = after(lines[side]).filed

    assert remove(halves[0].id) == 2

    assert [one.change.amount_cents for one in after(lines[0]).filed] == [-10_000_000]
    assert [one.change.amount_cents for one in after(lines[1]).filed] == [10_000_000]


def test_removing_an_adjustment_leaves_the_others(lines: Lines) -> None:
    first = adjust(lines[0], -500_000)
    adjust(lines[0], 200_000, MARCH, SUPPLEMENTAL)

    assert remove(first.id) == 1
    assert after(lines[0]).standing.current_cents == 1_020_000_000
    with pytest.raises(NotFound, match="The adjustment was not found"):
        remove(first.id)


def test_every_act_is_in_the_record_of_changes(lines: Lines) -> None:
    first = adjust(lines[0], -500_000)
    second = move(*lines, 300_000)
    remove(first.id)
    remove(second.id)

    left, reached = (f"line item {line}" for line in lines)
    noted = [(entry["act"], entry["subject"], entry["called"], json.loads(entry["detail"])) for entry in audit()[-6:]]
    assert [(*who, said.get("after", said.get("before"))["amount_cents"]) for *who, said in noted[:4]] == [
        ("record adjustment", left, "7010-0005", -50_000_000),
        ("record transfer", left, "7010-0005 → 7010-0012", -30_000_000),
        ("record transfer", reached, "7010-0005 → 7010-0012", 30_000_000),
        ("remove adjustment", left, "7010-0005", -50_000_000),
    ]
    assert {(subject, said["before"]["amount_cents"]) for _act, subject, _called, said in noted[4:]} == {
        (left, -30_000_000), (reached, 30_000_000),
    }  # fmt: skip


def test_a_nine_c_cut_of_local_aid_is_recorded_with_a_warning(lines: Lines) -> None:
    recorded = adjust(of(CHAPTER_70), -1_000_000)

    assert len(recorded.warnings) == 1
    assert "7061-0008 is among Chapter 70 aid to cities and towns" in recorded.warnings[0]
    assert "general knowledge" in recorded.warnings[0]
    assert len(after(of(CHAPTER_70)).filed) == 1


def test_other_changes_of_local_aid_and_cuts_of_the_executive_branch_have_no_warning(lines: Lines) -> None:
    assert adjust(of(CHAPTER_70), 1_000_000, MARCH, SUPPLEMENTAL).warnings == ()
    assert adjust(lines[0], -1).warnings == ()


def test_a_cut_of_more_than_there_is_is_recorded_and_pointed_out(lines: Lines) -> None:
    (warning,) = adjust(lines[1], -2_000_001).warnings

    assert "take more than the line has on 8 January 2025" in warning


def test_another_state_has_no_nine_c_cuts_but_may_cut(lines: Lines) -> None:
    line = new_item("ky", "Family Resource Centers")

    assert "Kentucky has no 9C cuts. Record it as a mid-year cut." in refusal(lambda: adjust(line, -5))
    adjust(line, -5, JANUARY, AdjustmentKind.OTHER_CUT)
    assert len(after(line).filed) == 1


@pytest.mark.parametrize(
    ("dollars", "dated", "kind", "said", "sentence"),
    [
        (5, JANUARY, AdjustmentKind.NINE_C, {}, "A 9C cut takes away"),
        (0, JANUARY, SUPPLEMENTAL, {}, "changes nothing"),
        (5, JANUARY, AdjustmentKind.TRANSFER, {}, "name the other line"),
        (5, date(2024, 6, 30), SUPPLEMENTAL, {}, "is before FY2025 began"),
        (5, date(2030, 1, 1), SUPPLEMENTAL, {}, "more than a year after FY2025 ended"),
        (5, JANUARY, SUPPLEMENTAL, {"source_title": " "}, "Name the document it stands in"),
        (5, JANUARY, SUPPLEMENTAL, {"source_address": "javascript:x"}, "must start with https://"),
        (5, JANUARY, SUPPLEMENTAL, {"fiscal_year": FiscalYear(1066)}, "not a fiscal year this store keeps"),
    ],
)
def test_what_cannot_be_is_refused_with_its_sentence_and_changes_nothing(
    lines: Lines, dollars: int, dated: date, kind: AdjustmentKind, said: dict[str, Any], sentence: str
) -> None:
    assert sentence in refusal(lambda: adjust(lines[0], dollars, dated, kind, **said))


def test_a_second_click_is_not_a_second_cut(lines: Lines) -> None:
    adjust(lines[0], -500_000)
    move(*lines, 100)

    assert "on file already" in refusal(lambda: adjust(lines[0], -500_000))
    assert "on file already" in refusal(lambda: move(*lines, 100))
    adjust(lines[0], -500_000, source_title="The order, section 2")
    move(*lines[::-1], 100)
    assert len(after(lines[0]).filed) == 4


def test_a_transfer_is_between_two_items_of_one_state(lines: Lines) -> None:
    assert "needs two lines" in refusal(lambda: move(lines[0], lines[0], 5))
    assert "A transfer cannot be of" in refusal(lambda: move(*lines, -5))
    assert "was not found" in refusal(lambda: move(lines[0], 999_999, 5))
    assert "A transfer stays within one budget" in refusal(lambda: move(lines[0], of(SEEK), 5))


def test_no_money_is_appropriated_to_an_amount_per_pupil(lines: Lines) -> None:
    assert "Choose a line item or an earmark" in refusal(lambda: adjust(of(SEEK), -5))


@pytest.mark.parametrize("viewer", [MEMBER, PUBLIC])
def test_only_who_may_enter_figures_adjusts(lines: Lines, viewer: Viewer) -> None:
    recorded = adjust(lines[0], -5)
    with pytest.raises(NotAllowed):
        adjust(lines[0], -6, viewer=viewer)
    with pytest.raises(NotAllowed):
        move(*lines, 5, viewer=viewer)
    with pytest.raises(NotAllowed), open_session(viewer, writing=True) as session:
        remove_adjustment(session, adjustment_id=recorded.id)
    assert len(after(lines[0]).filed) == 1


def test_another_year_is_another_appropriation(lines: Lines) -> None:
    enter(lines[0], "gaa", 5_000_000, FiscalYear(2026))
    adjust(lines[0], -500_000)

    assert after(lines[0], year=FiscalYear(2026)).standing.current_cents == 500_000_000
    assert after(lines[0], year=FY2025).standing.current_cents == 950_000_000
