"""Finding lines and what the viewer may know of them, on both databases."""

from datetime import date

import pytest
from sqlmodel import Session

from budget.line_items.commands import set_ask, watch_line
from budget.line_items.list_queries import LineFilter, agencies_of, listed_lines
from budget.line_items.listing import listing
from budget.line_items.queries import (
    all_places,
    asks_of,
    figures_of,
    find_line,
    line_head,
    place_of,
    places_with_lines,
    stages_of,
    watched_ids,
    years_with_figures,
)
from budget.line_items.stages import LineItemKind
from budget.line_items.year_queries import TotalCheck, total_checks
from data.access import Viewer
from data.errors import InvalidInput, NotFound
from data.periods import FiscalYear
from data.store import open_session
from tests.budget.line_items.room import CHAPTER_70, DESE, DHE, line_id
from tests.support import MEMBER, ORGANIZER, PUBLIC

FY2016, FY2017 = FiscalYear(2016), FiscalYear(2017)
THOUSAND = 100_000
TODAY = date(2026, 1, 1)


def found(words: str = "", viewer: Viewer = PUBLIC, year: FiscalYear = FY2017, **how: object) -> list[str]:
    """The labels of the lines on a page of Massachusetts lines."""
    with open_session(viewer) as session:
        chosen = LineFilter(place_of(session, "ma"), year, words, **how)  # type: ignore[arg-type]
        return [head.label for head in listed_lines(session, chosen).heads]


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize(
    "text", ["7061-0008", " 7061-0008 ", CHAPTER_70, CHAPTER_70.upper(), "chapter 70 payments to cities and  towns"]
)
def test_a_line_is_found_by_its_number_or_any_dress_of_its_name(text: str) -> None:
    with open_session(PUBLIC) as session:
        assert line_head(session, find_line(session, text)).code == "7061-0008"
        assert find_line(session, text, jurisdiction="MA") == find_line(session, text)


@pytest.mark.usefixtures("started")
def test_a_line_is_found_by_every_name_it_was_printed_under() -> None:
    with open_session(PUBLIC) as session:
        first = find_line(session, "7061-0012")
        assert find_line(session, "Circuit Breaker Reimburse for Special Ed Resident") == first


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("text", ["", "  ", "—", "9999-9999", "Chapter", "%", "7061_0008"])
def test_what_is_nobodys_name_is_not_found(text: str) -> None:
    with pytest.raises(NotFound, match="was not found"), open_session(PUBLIC) as session:
        find_line(session, text)


@pytest.mark.usefixtures("started")
def test_a_line_of_another_state_is_not_found_in_this_one() -> None:
    with pytest.raises(NotFound), open_session(PUBLIC) as session:
        find_line(session, "7061-0008", jurisdiction="ky")


@pytest.mark.usefixtures("snapshots")
def test_a_name_two_lines_bear_is_answered_with_both() -> None:
    name = "Environmental Law Private Details Revenue"
    with pytest.raises(InvalidInput) as refused, open_session(PUBLIC) as session:
        find_line(session, name)
    said = str(refused.value)
    assert said.startswith(f"“{name}” fits several line items: ")
    assert said.endswith("Use the number, and --jurisdiction if needed.")
    assert "2030-1004 (ma)" in said
    assert "2350-0104 (ma)" in said


@pytest.mark.usefixtures("started")
def test_the_list_is_searched_by_number_by_words_and_by_any_former_name() -> None:
    assert found("7061-0008") == ["7061-0008"]
    assert found("7061 0008") == ["7061-0008"]
    assert found("chapter cities") == ["7061-0008"]
    assert found("CITIES Chapter") == ["7061-0008"]
    assert set(found("7061-00")) >= {"7061-0008", "7061-0029"}
    assert found("circuit breaker special ed resident", size=100) == found("7061-0012")
    assert found("no such words") == []
    assert found("%") == found("")


@pytest.mark.usefixtures("started")
def test_the_list_is_narrowed_by_agency_and_to_the_lines_we_watch() -> None:
    with open_session(PUBLIC) as session:
        assert {DESE, DHE} <= set(agencies_of(session, place_of(session, "ma")))
    of_dhe = found(agency=DHE, size=100)
    assert len(of_dhe) == 18
    assert found("university", agency=DHE) != []
    assert set(found(watched=True, viewer=MEMBER, size=100)) >= {"7061-0008", "7010-0012"}
    assert found(watched=True) == [], "the public does not know what we watch"


@pytest.mark.usefixtures("started")
def test_pages_follow_each_other_without_gap_or_repetition() -> None:
    whole = found(size=1000)
    pages = [found(size=7, page=n) for n in range(1, len(whole) // 7 + 2)]
    assert [label for page in pages for label in page] == whole
    assert found(size=7, page=1000) == []
    with open_session(PUBLIC) as session:
        listed = listed_lines(session, LineFilter(place_of(session, "ma"), FY2017, size=7))
    assert (len(listed.heads), listed.count) == (7, len(whole))


@pytest.mark.usefixtures("snapshots")
def test_a_line_that_did_not_exist_in_a_year_is_not_listed_for_it() -> None:
    assert "1599-0039" in found(year=FiscalYear(2002), size=100)
    assert "1599-0039" not in found(year=FiscalYear(2001), size=100)


@pytest.mark.usefixtures("started")
def test_fy2017s_totals_are_met_by_the_whole_list_and_missed_by_the_part() -> None:
    with open_session(PUBLIC) as session:
        checks = total_checks(session, place_of(session, "ma"), FY2017)
    by_list: dict[tuple[str, str], list[TotalCheck]] = {}
    for check in checks:
        by_list.setdefault((check.agency, check.label), []).append(check)
    whole, part = by_list[DESE, "TOTAL"], by_list[DESE, "Budgetary Direct Appropriations"]
    assert [(c.stage.code, c.printed_cents // THOUSAND, c.holds, c.items) for c in whole] == [
        ("leg", 5_208_455, True, 34),
        ("veto", -10_143, True, 34),
        ("override", 10_143, True, 34),
        ("gaa", 5_208_455, True, 34),
    ]
    assert all(abs(c.printed_cents - c.sum_cents) <= THOUSAND for c in whole)
    assert [(c.printed_cents - c.sum_cents) // THOUSAND for c in part] == [4509, 4557, 4958, 4507]
    assert [(c.holds, c.complete) for c in part] == [(False, False)] * 4
    assert all(c.holds and c.complete for c in by_list[DHE, "TOTAL"])


@pytest.mark.usefixtures("started")
def test_only_items_are_ever_summed() -> None:
    """Category totals hold items and an earmark lies inside one; neither may be counted again."""
    with open_session(PUBLIC) as session:
        place = place_of(session, "ma")
        kinds = {
            line_head(session, line_id(session, name)).kind
            for name in ("7061-0008", "Journey into Education & Teaching (JET), earmark")
        }
        checks = [c for year in years_with_figures(session, place) for c in total_checks(session, place, year)]
    assert kinds == {LineItemKind.ITEM, LineItemKind.EARMARK}
    assert max(c.items for c in checks) == 34


@pytest.mark.usefixtures("started")
def test_places_years_and_stages_are_those_with_figures() -> None:
    with open_session(PUBLIC) as session:
        assert [place.code for place in places_with_lines(session)] == ["ma", "ky"]
        ma, ky = place_of(session, "MA"), place_of(session, "ky")
        assert len(all_places(session)) == 51
        assert years_with_figures(session, ma)[0] == FiscalYear(2025)
        assert years_with_figures(session, ky)[0] == FiscalYear(2028)
        assert FiscalYear(2028) not in years_with_figures(session, ma)
        assert [s.code for s in stages_of(session, ky)][-2:] == ["acts", "spent"]
        assert [s.position for s in stages_of(session, ma)] == sorted(s.position for s in stages_of(session, ma))
    with pytest.raises(NotFound, match="The jurisdiction “zz” was not found"), open_session(PUBLIC) as session:
        place_of(session, "zz")


@pytest.mark.usefixtures("started")
def test_figures_can_be_asked_for_some_years_only() -> None:
    with open_session(PUBLIC) as session:
        place, line = place_of(session, "ma"), line_id(session, "7061-0008")
        some = figures_of(session, place, [line], [FY2016])
        every = figures_of(session, place, [line])
        assert list(some[line]) == [FY2016]
        assert every[line][FY2016] == some[line][FY2016]
        assert figures_of(session, place, []) == {}
        assert figures_of(session, place, [10**6]) == {10**6: {}}


def _ask(session: Session, *, published: bool) -> int:
    line = line_id(session, "7061-0008")
    set_ask(
        session,
        line_item_id=line,
        fiscal_year=FY2017,
        ask_cents=500,
        acceptable_cents=400,
        floor_cents=300,
        published=published,
    )
    return line


@pytest.mark.usefixtures("started")
def test_the_public_sees_an_ask_once_it_is_published_and_never_its_limits() -> None:
    for published in (False, True):
        with open_session(ORGANIZER, writing=True) as session:
            line = _ask(session, published=published)
        with open_session(MEMBER) as session:
            ours = asks_of(session, [line])[line][FY2017]
        with open_session(PUBLIC) as session:
            theirs = asks_of(session, [line])
        assert (ours.ask_cents, ours.acceptable_cents, ours.floor_cents) == (500, 400, 300)
        seen = [(a.ask_cents, a.acceptable_cents, a.floor_cents) for a in theirs.get(line, {}).values()]
        assert seen == ([(500, None, None)] if published else [])


@pytest.mark.usefixtures("started")
def test_watched_lines_come_longest_watched_first_and_only_to_members() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        before = watched_ids(session)
        line = line_id(session, "7010-0005")
        watch_line(session, line_item_id=line)
    with open_session(MEMBER) as session:
        assert watched_ids(session) == (*before, line)
    with open_session(PUBLIC) as session:
        assert watched_ids(session) == ()


@pytest.mark.usefixtures("started")
def test_a_listing_is_in_the_newest_years_dollars_that_have_a_whole_index() -> None:
    with open_session(PUBLIC) as session:
        chosen = LineFilter(place_of(session, "ma"), FY2017, "7061-0008")
        nominal = listing(session, chosen, today=TODAY)
        real = listing(session, chosen, today=TODAY, real=True)
    assert nominal.base is None
    assert real.base == FiscalYear(2025)
    amounts = [listed.lines[0].view.standing for listed in (nominal, real)]
    assert [(step.amount_cents if step else None) for step in amounts] == [462_801_400_000, 605_986_460_800]
