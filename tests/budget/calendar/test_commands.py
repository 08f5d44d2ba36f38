"""An announced day: entered with its document, shown instead of the usual one, taken back."""

from datetime import date

import pytest

from budget.calendar.commands import clear_decision_date, set_decision_date
from budget.calendar.queries import NextDecision, decision_after, grouped_decisions, next_decisions
from budget.calendar.rules import Sure
from budget.line_items.commands import record_amount, set_ask
from budget.line_items.queries import find_line, place_of, stages_of, watched_ids
from data.audit import AuditEntry
from data.errors import NotAllowed, NotFound
from data.periods import FiscalYear
from data.store import open_session
from tests.budget.line_items import room
from tests.support import MEMBER, ORGANIZER, PUBLIC

TODAY = date(2026, 3, 2)
FY2027 = FiscalYear(2027)
CHAPTER_70, SEEK = "7061-0008", "SEEK guaranteed base per pupil"


pytestmark = pytest.mark.usefixtures("started")


def announce(code: str, on: date, *, year: int = 2027, place: str = "ma", title: str = "Committee calendar") -> None:
    with open_session(ORGANIZER, writing=True) as session:
        set_decision_date(
            session,
            jurisdiction=place,
            fiscal_year=FiscalYear(year),
            stage_code=code,
            on_date=on,
            source_title=title,
            source_address="https://malegislature.gov/Events",
        )


def enter(code: str, cents: int, *, year: int = 2027, line: str = CHAPTER_70) -> None:
    with open_session(ORGANIZER, writing=True) as session:
        record_amount(
            session,
            line_item_id=find_line(session, line),
            fiscal_year=FiscalYear(year),
            stage_code=code,
            amount_cents=cents,
            source_title=f"{code} budget",
        )


def ask(cents: int, *, published: bool = False, year: int = 2027, line: str = CHAPTER_70) -> None:
    with open_session(ORGANIZER, writing=True) as session:
        set_ask(
            session,
            line_item_id=find_line(session, line),
            fiscal_year=FiscalYear(year),
            ask_cents=cents,
            published=published,
        )


def the_next(line: str = CHAPTER_70, *, viewer: object = ORGANIZER, today: date = TODAY) -> NextDecision:
    with open_session(viewer) as session:  # type: ignore[arg-type]
        (found,) = next_decisions(session, [find_line(session, line)], today=today)
    return found


def test_an_announced_day_is_shown_with_its_document_instead_of_the_usual_one() -> None:
    assert the_next(today=date(2026, 1, 5)).decision.when.on == date(2026, 1, 28)
    announce("gov", date(2026, 3, 4))

    decision = the_next(today=date(2026, 1, 5)).decision

    assert (decision.when.sure, decision.when.on) == (Sure.ANNOUNCED, date(2026, 3, 4))
    assert decision.announced is not None
    assert decision.announced.source_title == "Committee calendar"


def test_announcing_again_replaces_the_day_and_clearing_brings_the_usual_one_back() -> None:
    announce("gov", date(2026, 2, 4))
    announce("gov", date(2026, 3, 4), title="Letter of the Governor")
    assert the_next(today=date(2026, 1, 5)).decision.when.on == date(2026, 3, 4)
    with open_session(ORGANIZER, writing=True) as session:
        clear_decision_date(session, jurisdiction="ma", fiscal_year=FY2027, stage_code="gov")
    assert the_next(today=date(2026, 1, 5)).decision.when.sure is Sure.USUAL
    with pytest.raises(NotFound), open_session(ORGANIZER, writing=True) as session:
        clear_decision_date(session, jurisdiction="ma", fiscal_year=FY2027, stage_code="gov")


def test_the_announced_conference_report_dates_the_governors_ten_days() -> None:
    enter("leg", 1_000)
    assert the_next().decision.when.on is None
    announce("leg", date(2026, 6, 29))
    when = the_next().decision.when
    assert (when.sure, when.on) == (Sure.USUAL, date(2026, 7, 9))


def test_the_line_moves_on_with_its_figures_and_says_how_far_the_ask_is() -> None:
    ask(2_600_000_000)
    enter("gov", 2_400_000_000)
    enter("hou", 2_480_000_000)
    found = the_next()
    assert (found.decision.stage.code, found.after and found.after.code) == ("swm", "hou")
    assert found.asking.gap_cents == 120_000_000
    assert found.latest is not None
    assert found.latest.stage.short_name == "House"


def test_a_veto_makes_the_override_the_next_decision() -> None:
    enter("leg", 1_000)
    enter("veto", -200)
    found = the_next(today=date(2026, 7, 3))
    assert (found.decision.stage.code, found.vetoed_cents) == ("override", 200)


def test_both_years_of_kentuckys_biennium_share_one_day() -> None:
    announce("gov", date(2028, 1, 18), year=2030, place="ky")
    decision = the_next(SEEK, today=date(2026, 11, 22)).decision
    assert decision.years == (2029, 2030)
    assert (decision.when.sure, decision.when.on) == (Sure.ANNOUNCED, date(2028, 1, 18))


def test_an_ask_that_is_not_published_is_not_told_to_the_public() -> None:
    ask(1_000)
    assert the_next(viewer=MEMBER).ask_cents == 1_000
    assert the_next(viewer=PUBLIC).ask_cents is None
    ask(1_000, published=True)
    assert the_next(viewer=PUBLIC).ask_cents == 1_000


def test_the_watched_lines_are_grouped_by_decision_soonest_first() -> None:
    with open_session(ORGANIZER) as session:
        groups = grouped_decisions(next_decisions(session, watched_ids(session), today=date(2026, 11, 22)))
    said = [(g.decision.place.code, int(g.decision.fiscal_year), g.decision.stage.code, len(g.heads)) for g in groups]
    assert said == [("ma", 2028, "gov", 4), ("ky", 2029, "gov", 1)]


def test_what_follows_the_stage_of_a_release() -> None:
    with open_session(ORGANIZER) as session:
        place = place_of(session, "ma")
        stages = {stage.code: stage for stage in stages_of(session, place)}

        def after(code: str, *, vetoed: bool = False, today: date = TODAY) -> tuple[int, str] | None:
            found = decision_after(session, place, FY2027, stages[code], vetoed=vetoed, today=today)
            return (int(found.fiscal_year), found.stage.code) if found else None

        assert after("hwm") == (2027, "hou")
        assert after("signed", vetoed=True) == (2027, "override")
        assert after("signed") == (2028, "gov")
        assert after("hwm", today=date(2027, 7, 1)) is None


@pytest.mark.parametrize("on", [date(2025, 6, 30), date(2027, 7, 1), date(1, 1, 1), date(9999, 12, 31)])
def test_a_day_far_from_the_budget_is_refused_with_the_days_that_are_taken(on: date) -> None:
    said = room.refusal(lambda: announce("gov", on))
    assert "Give a day from 2025-07-01 until before 2027-07-01" in said


@pytest.mark.parametrize("code", ["signed", "spent", "current", "nowhere", ""])
def test_a_stage_at_which_nobody_decides_has_no_day(code: str) -> None:
    said = room.refusal(lambda: announce(code, date(2026, 4, 15)))
    assert "Its decisions are gov, hwm, hou, swm, sen, leg, veto, override." in said


def test_a_day_needs_a_document() -> None:
    assert "Name the document" in room.refusal(lambda: announce("gov", date(2026, 1, 28), title=" "))


def test_only_who_may_enter_figures_announces_a_day_and_it_is_audited() -> None:
    for viewer in (PUBLIC, MEMBER):
        with pytest.raises(NotAllowed), open_session(viewer, writing=True) as session:
            set_decision_date(
                session,
                jurisdiction="ma",
                fiscal_year=FY2027,
                stage_code="gov",
                on_date=date(2026, 1, 28),
                source_title="x",
            )
        with pytest.raises(NotAllowed), open_session(viewer, writing=True) as session:
            clear_decision_date(session, jurisdiction="ma", fiscal_year=FY2027, stage_code="gov")
    announce("gov", date(2026, 1, 28))
    with open_session(ORGANIZER) as session:
        from sqlmodel import col, select

        newest = session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc())).first()
        assert newest is not None
        assert (newest.act, newest.subject) == ("set decision date", "ma FY2027 gov")
