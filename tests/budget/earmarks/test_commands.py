"""A line's wording stage by stage: found, gone, followed, and JET's own case."""

import pytest

from budget.earmarks.commands import follow_earmark, paste_language, place_earmark
from budget.earmarks.queries import home_of, inside_line
from budget.line_items.commands import record_amount
from budget.line_items.line_queries import line_record
from budget.line_items.queries import find_line, line_head
from data.errors import InvalidInput, NotAllowed, NotFound
from data.missing import MissingReason
from data.periods import FiscalYear
from data.store import open_session
from tests.support import MEMBER, ORGANIZER, PUBLIC

FY2027 = FiscalYear(2027)
HOUSE = (
    "For the department; provided, that not less than $350,000 shall be expended for the Journey into Education and "
    "Teaching program; provided further, that not less than $50,000 shall be expended for a study"
)
SENATE = "For the department; provided, that not less than $50,000 shall be expended for a study of aid"


@pytest.fixture
def line(started: object) -> int:
    with open_session(PUBLIC) as session:
        return find_line(session, "7010-0005")


def paste(line: int, stage: str, text: str) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    with open_session(ORGANIZER, writing=True) as session:
        report = paste_language(
            session, line_item_id=line, fiscal_year=FY2027, stage_code=stage, text=text, source_title=f"{stage} text"
        )
    return report.found, report.gone, len(report.others)


def follow(line: int) -> int:
    with open_session(ORGANIZER, writing=True) as session:
        return follow_earmark(
            session, inside_id=line, name="JET", words="the Journey into Education and Teaching program"
        )


def total(line: int, stage: str, cents: int) -> None:
    with open_session(ORGANIZER, writing=True) as session:
        record_amount(
            session, line_item_id=line, fiscal_year=FY2027, stage_code=stage, amount_cents=cents, source_title="budget"
        )


def test_wording_shows_what_could_be_followed_and_following_reads_it_again(line: int) -> None:
    assert paste(line, "hou", HOUSE) == ((), (), 2)
    earmark = follow(line)
    with open_session(PUBLIC) as session:
        record = line_record(session, earmark)
    assert record.figures[FY2027]["hou"].amount_cents == 35_000_000


def test_an_earmark_that_vanishes_while_the_line_stays_level_is_flagged(line: int) -> None:
    paste(line, "hou", HOUSE)
    follow(line)
    total(line, "hou", 1_400_000_000)
    total(line, "sen", 1_400_000_000)
    assert paste(line, "sen", SENATE) == ((), ("JET",), 1)
    with open_session(PUBLIC) as session:
        inside = inside_line(session, line_head(session, line), FY2027)
    (earmark,) = inside.earmarks
    assert earmark.figures["sen"].missing is MissingReason.NO_SUCH_ITEM
    assert earmark.figures["sen"].amount_cents is None
    assert earmark.vanished[0].level_in_total
    assert [said.stage for said in inside.language] == ["House", "Senate"]


def test_an_earmark_does_not_add_to_its_line(line: int) -> None:
    total(line, "hou", 1_400_000_000)
    paste(line, "hou", HOUSE)
    follow(line)
    with open_session(PUBLIC) as session:
        assert line_record(session, line).figures[FY2027]["hou"].amount_cents == 1_400_000_000


def test_jets_earmark_is_placed_inside_a_line_once_somebody_knows_which(line: int) -> None:
    with open_session(PUBLIC) as session:
        jet = find_line(session, "Journey into Education & Teaching (JET), earmark")
        assert home_of(session, jet) is None
    with open_session(ORGANIZER, writing=True) as session:
        place_earmark(session, line_item_id=jet, inside_code="7010-0005", words="Journey into Education and Teaching")
    with open_session(PUBLIC) as session:
        home = home_of(session, jet)
        assert home is not None
        assert home.code == "7010-0005"
    assert paste(line, "hou", HOUSE)[0] == ("Journey into Education & Teaching (JET), earmark",)


def test_what_cannot_be_done_is_said(line: int) -> None:
    with pytest.raises(InvalidInput, match="wording"):
        paste(line, "hou", "  ")
    with pytest.raises(InvalidInput, match="no stage"):
        paste(line, "nowhere", HOUSE)
    with pytest.raises(InvalidInput, match="not an earmark"), open_session(ORGANIZER, writing=True) as session:
        place_earmark(session, line_item_id=line, inside_code="7010-0005")
    follow(line)
    with pytest.raises(InvalidInput, match="already"):
        follow(line)
    with open_session(PUBLIC) as session:
        jet = find_line(session, "Journey into Education & Teaching (JET), earmark")
    with pytest.raises(NotFound), open_session(ORGANIZER, writing=True) as session:
        place_earmark(session, line_item_id=jet, inside_code="0000-0000")
    with pytest.raises(NotAllowed), open_session(MEMBER, writing=True) as session:
        follow_earmark(session, inside_id=line, name="x", words="y")
