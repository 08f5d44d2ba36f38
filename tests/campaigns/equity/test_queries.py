"""Indicators over districts from the store: the starter's real figures, and the refusals."""

from datetime import UTC, datetime

import pytest

from budget.districts.starter import load_district_starter
from budget.line_items.starter import lay_foundation
from campaigns.equity.asking import chosen_of, cost_of, in_order
from campaigns.equity.downloads import equity_file, grow_next_file
from campaigns.equity.growing import where_to_grow
from campaigns.equity.queries import Chosen, IndicatorYear, indicator_year, over_years, spending_beside, spending_years
from campaigns.equity.rows import Said
from campaigns.equity.rules import WhyNot
from campaigns.equity.sentences import whole_words
from campaigns.equity.terminal import equity_as_json, grow_next_as_json
from data.errors import CommonTableError
from data.store import open_session
from tests.budget.districts.room import district, foundation, keep_figures, said, school
from tests.support import ORGANIZER, PUBLIC

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def starter() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        lay_foundation(session)
        load_district_starter(session, now=NOW)


def found(indicator: str, state: str, year: int, group: str = "black") -> IndicatorYear:
    with open_session(PUBLIC) as session:
        return indicator_year(session, Chosen(indicator, state, year, group))


def of(year: IndicatorYear, name: str) -> Said:
    return next(row.said for row in year.rows if row.unit.name == name)


def percents(said_: Said) -> tuple[float, float]:
    return round(said_.value or 0, 1), round(said_.reference or 0, 1)


def test_boston_and_jefferson_county_as_their_documents_have_them(store: str) -> None:
    starter()
    assert percents(of(found("teacher_parity", "ma", 2015), "Boston")) == (22.7, 33.6)
    assert percents(of(found("paraprofessional_parity", "ma", 2015), "Boston")) == (42.4, 33.6)
    jefferson = of(found("teacher_parity", "ky", 2017), "Jefferson County")
    assert (jefferson.having, jefferson.n, percents(jefferson)) == (819, 6_121, (13.4, 36.1))
    suspended = of(found("suspension_events", "ky", 2017), "Jefferson County")
    assert (suspended.having, suspended.n) == (14_727, 21_822)


def test_where_to_grow_ranks_by_gap_and_says_what_it_would_cost(sqlite_store: str) -> None:
    starter()
    with open_session(PUBLIC) as session:
        grown = where_to_grow(session, state="ma", year=2015, group="black", cost_cents=750_000)
    gaps = [row.teachers.gap or 0 for row in grown.rows]
    assert gaps == sorted(gaps, reverse=True)
    boston = next(row for row in grown.rows if row.unit.name == "Boston")
    assert (boston.growth.needed, boston.growth.licences, boston.growth.cost_cents) == (468, 468, 351_000_000)
    assert len(grown.rows) + grown.at_parity + sum(grown.without.values()) == len(grown.teachers.rows)
    listed = {row["name"]: row["licences"] for row in grow_next_as_json(grown)["districts"]}
    assert listed["Boston"] == 468


def test_districts_on_file_are_not_called_the_state(sqlite_store: str) -> None:
    starter()
    year = found("teacher_parity", "ma", 2015)
    assert year.together
    assert "districts on file together" in whole_words(year, "Massachusetts")


def keep_massachusetts() -> None:
    """Two districts of one school each; in 2016 the staff of Boston are missing, as in the real file (example)."""
    foundation()
    places = [district("00350000", "Boston", "ma"), district("00440000", "Brockton", "ma")]
    places += [school("00350001", "A", "00350000", "ma"), school("00440001", "B", "00440000", "ma")]
    rows = []
    for code, black in (("00350001", 22_700), ("00440001", 6_700)):
        for year in (2015, 2016):
            gone = year == 2016 and code == "00350001"
            for group, count in (("all", 100_000), ("black", black), ("white", 60_000)):
                rows.append(said(code, "teachers_fte", year, group, None if gone else count,
                                 **({"missing": "not_published"} if gone else {})))  # fmt: skip
        rows.append(said(code, "enrollment", 2015, "all", 10_000))
        shares = {"black": 336_000, "white": 150_000, "hispanic": 514_000}
        rows += [said(code, "enrollment_share", 2015, group, share) for group, share in shares.items()]
    keep_figures(places, rows)


def test_what_only_schools_print_is_added_up_and_a_part_of_the_state_is_refused(store: str) -> None:
    keep_massachusetts()
    whole = found("teacher_parity", "ma", 2015)
    assert percents(of(whole, "Boston")) == (22.7, 33.6)
    assert percents(whole.whole) == (14.7, 33.6)
    part = found("teacher_parity", "ma", 2016)
    assert (part.whole.why, part.lacking) == (WhyNot.INCOMPLETE, ("Boston",))
    assert "Boston" in whole_words(part, "Massachusetts")
    assert of(part, "Brockton").gap is None  # students of another year are not put beside these
    colour = found("teacher_parity", "ma", 2015, "of_color")
    assert percents(of(colour, "Boston")) == (40.0, 85.0)


def test_a_masked_district_is_listed_without_a_number_and_its_file_holds_none(sqlite_store: str) -> None:
    foundation()
    rows = []
    for code, events in (("001", (150, 46, 4)), ("005", (900, 300, 80))):
        for group, count, enrolled in zip(("white", "black", "asian"), events, (1_500, 400, 61), strict=True):
            rows += [said(code, "oss_events", 2017, group, count), said(code, "enrollment", 2017, group, enrolled)]
        rows += [said(code, "oss_events", 2017, "all", sum(events)), said(code, "enrollment", 2017, "all", 1_961)]
    keep_figures([district("001", "Adams"), district("005", "Baker")], rows)
    asians = found("suspension_events", "ky", 2017, "asian")
    assert of(asians, "Adams") == Said(why=WhyNot.MASKED)
    assert of(asians, "Baker").having == 80
    assert asians.whole.why is WhyNot.MASKED
    query = {"indicator": "suspension_events", "state": "ky", "year": "2017", "group": "asian"}
    text = bytes(equity_file(PUBLIC, query, "csv").body).decode()
    adams = next(line for line in text.splitlines() if "Adams" in line)
    assert "too few to show" in adams
    assert "4" not in adams.replace("001", "")
    answered = equity_as_json(asians, in_order(asians, "gap"))["districts"]
    assert {row["name"]: row["counted"] for row in answered} == {"Adams": None, "Baker": 80}


def test_one_districts_years_and_money_of_the_same_year_only(sqlite_store: str) -> None:
    starter()
    boston = next(row.unit.id for row in found("teacher_parity", "ma", 2015).rows if row.unit.name == "Boston")
    with open_session(PUBLIC) as session:
        years = over_years(session, Chosen("teacher_parity", "ma", 2015, "black"), boston)
        assert [year for year, one in years.items() if one.gap is not None] == [2010, 2013, 2015]
        on_file = spending_years(session, state="ky")
        assert on_file
        assert spending_beside(session, state="ky", year=on_file[-1]) is not None
        assert spending_beside(session, state="ky", year=2017) is None  # its zeros are missing figures


def test_the_grow_next_file_holds_the_same_licences(sqlite_store: str) -> None:
    starter()
    file = grow_next_file(PUBLIC, {"state": "ma", "year": "2015", "cost": "7,500"}, "csv")
    boston = next(line for line in bytes(file.body).decode().splitlines() if "Boston" in line)
    assert ",468,468,3510000" in boston


@pytest.mark.parametrize(
    ("query", "cure"),
    [
        ({"state": "ma"}, "Say which state and school year"),
        ({"state": "ma", "year": "15-99"}, "is not a school year"),
        ({"state": "ma", "year": "2015", "indicator": "nothing"}, "nothing"),
    ],
)
def test_an_address_that_asks_for_nothing_is_answered_with_the_cure(query: dict[str, str], cure: str) -> None:
    with pytest.raises(CommonTableError, match=cure):
        chosen_of(query)


@pytest.mark.parametrize("text", ["free", "-5", "0", "99999999999"])
def test_a_cost_must_be_dollars(text: str) -> None:
    with pytest.raises(CommonTableError):
        cost_of(text)
