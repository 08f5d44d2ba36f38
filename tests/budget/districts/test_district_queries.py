"""What the pages, files and the terminal read of districts: the list, one record, peers, and what is masked in all."""

import json

import pytest

from budget.districts import part_sentences as part_say
from budget.districts import sentences as say
from budget.districts.downloads import district_file, districts_file, peers_file, revenue_picture
from budget.districts.figure_queries import added_up, figures, units, years_of
from budget.districts.gating import hide_small
from budget.districts.models import UnitLevel
from budget.districts.peers import peers
from budget.districts.queries import DistrictFilter, find_district, first_shown, listing, years_listed
from budget.districts.record import DistrictRecord, district_record
from budget.districts.record_tables import EVENTS, STUDENTS, finance_rows, group_table
from budget.districts.rules import Criteria, Lacking, Size
from data.access import Permission, requires
from data.errors import InvalidInput, NotFound
from data.periods import SchoolYear
from data.store import open_session
from tests.budget.districts.examples import ALIKE, EAST, LARGE, SMALL, THE_STATES, kentucky, massachusetts
from tests.budget.districts.room import district, keep_figures, said
from tests.support import ORGANIZER, PUBLIC

on_sqlite, on_both = pytest.mark.usefixtures("sqlite_store"), pytest.mark.usefixtures("store")
gated = requires(Permission.IMPORT_FIGURES)(lambda session, *, state: hide_small(session, state=state))


def kept() -> None:
    kentucky()
    with open_session(ORGANIZER, writing=True) as session:
        gated(session, state="ky")


def record(code: str, state: str = "ky") -> DistrictRecord:
    with open_session(PUBLIC) as session:
        return district_record(session, find_district(session, code, state=state))


@on_both
def test_the_list_leaves_the_states_schools_out_and_says_of_how_many_it_speaks() -> None:
    kept()
    with open_session(PUBLIC) as session:
        assert first_shown(years_listed(session, "ky")) == 2016
        found = listing(session, DistrictFilter("ky", 2016, by_size=True))
        assert [one.head.code for one in found.districts] == [LARGE, ALIKE, SMALL]
        assert (found.universe, found.on_file, found.left_out) == (3, 3, 1)
        assert say.summary(found) == "3 districts in Kentucky, 2015-16: 101,600 students."
        named = listing(session, DistrictFilter("ky", 2016, "hill"))
        assert [one.head.code for one in named.districts] == [SMALL]
        small = listing(session, DistrictFilter("ky", 2016, size=Size.SMALL, kind="state school"))
        assert [one.head.code for one in small.districts] == [THE_STATES]


@on_sqlite
def test_amounts_are_divided_by_the_count_of_their_own_year_alone() -> None:
    kept()
    river = record(LARGE)
    (spent,) = finance_rows(river, ["spending_total"], 2016, "ada")
    assert (spent.each.cents, spent.printed.value) == (1_484_586, 1_484_585)
    (refused,) = finance_rows(river, ["spending_total"], 2016, "adm")
    assert refused.each.lacking is Lacking.COUNT
    assert "The count of another year, or of another kind" in say.lacking_words(refused.each, "adm", 2016)
    (nothing,) = finance_rows(river, ["spending_total"], 2017, "ada")
    assert (nothing.amount.value, nothing.each.lacking) == (None, Lacking.AMOUNT)
    assert say.gap_note(river, ["revenue_total"]) == "Gaps: 2016-17: not published."


@on_sqlite
def test_events_and_students_stand_apart_and_measures_without_any_are_named() -> None:
    kept()
    river = record(LARGE)
    events, people = (group_table(river, codes, 2017, ("race",)) for codes in (EVENTS, STUDENTS))
    assert [code for code, _cells in events.rows] == ["oss_events"]
    assert [code for code, _cells in events.empty] == ["corporal_events"]
    assert [code for code, _cells in people.rows] == ["oss_students"]
    assert part_say.suspensions_sentence(river, 2017).startswith("14,727 of 21,822 out-of-school suspensions")
    assert part_say.teachers_sentence(river, 2017).startswith("819 of 6,121 teachers are Black (13.4%)")


@on_sqlite
def test_peers_are_of_one_year_and_the_criteria_are_printed() -> None:
    kept()
    with open_session(PUBLIC) as session:
        hill = record(SMALL)
        found = peers(session, hill, Criteria(), SchoolYear(2016))
    assert [row.head.code for row in found.rows] == [ALIKE]
    said = part_say.peers_sentence(hill, found)
    assert said == (
        "1 of 3 districts in Kentucky fits: at most 50% more or fewer students, a share on free or reduced-price meals "
        "within 10 points, the same kind (none is printed), the same state (2015-16)."
    )


@on_both
def test_a_masked_count_is_in_no_answer_and_in_no_file() -> None:
    kept()
    with open_session(PUBLIC) as session:
        rows = figures(session, state="ky", measures=["enrollment"], years=[2016], groups=["black"])
        ids = {head.code: number for number, head in units(session, state="ky").items()}
    found = {row.unit_id: (row.value, row.missing) for row in rows}
    assert found[ids[LARGE]] == (35_000, None)
    assert found[ids[ALIKE]] == (None, "suppressed")
    query = {"district": str(ids[ALIKE])}
    held = json.loads(district_file(PUBLIC, query, "json").body)
    black = [row for row in held["rows"] if (row["measure"], row["group"]) == ("enrollment", "Black")]
    assert {(row["value"], row["value_missing"]) for row in black} == {(None, "suppressed: fewer than 10")}
    assert b"suppressed: fewer than 10" in district_file(PUBLIC, query, "csv").body


@on_both
def test_an_older_document_tells_no_group_that_only_the_shown_one_was_masked_for() -> None:
    kept()
    older = [
        said(ALIKE, "enrollment", 2016, "all", 2_990), said(ALIKE, "enrollment", 2016, "white", 2_799),
        said(ALIKE, "enrollment", 2016, "black", 5), said(ALIKE, "ada", 2016, value=250_000),
        said(ALIKE, "oss_students", 2017, value=3),
    ]  # fmt: skip
    newer = [said(ALIKE, "oss_students", 2017)]  # the newer document masks it itself
    keep_figures([], older, title="Older (example)", edition=-1, state="ky")
    keep_figures([], newer, title="Newer (example)", edition=1, state="ky")
    told = {(other.measure, other.group, other.value) for other in record(ALIKE).others}
    assert told == {("enrollment", "all", 2_990), ("ada", "all", 250_000)}


@on_sqlite
def test_what_schools_say_of_other_years_stands_beside_the_districts_own_year() -> None:
    kentucky()
    massachusetts()
    own = [said(EAST, "enrollment", 2015, value=405), said(EAST, "teachers_fte", 2013, value=3_900)]
    keep_figures([district(EAST, "Example East", "ma")], own, title="Of the district (example)")
    east = record(EAST, "ma")
    assert (east.given("enrollment", 2015).value, east.figures["enrollment", 2015, "all"].added) == (405, False)
    assert (east.given("teachers_fte", 2013).value, east.given("teachers_fte", 2015).value) == (3_900, 4_000)
    assert east.figures["teachers_fte", 2015, "all"].added


@on_sqlite
def test_files_hold_what_the_pages_show() -> None:
    kept()
    with open_session(PUBLIC) as session:
        number = str(find_district(session, SMALL, state="ky"))
    listed = json.loads(districts_file(PUBLIC, {"state": "ky", "year": "2016"}, "json").body)
    assert [row["code"] for row in listed["rows"]] == [SMALL, ALIKE, LARGE]
    assert "3 districts of Kentucky are on file" in listed["notes"][0]
    near = json.loads(peers_file(PUBLIC, {"district": number, "year": "2016"}, "json").body)
    assert [row["enrollment"] for row in near["rows"]] == [2_600, 3_000]
    assert b"Local" in revenue_picture(PUBLIC, {"district": number}, "svg").body
    with pytest.raises(InvalidInput, match="peer_size=50"):
        peers_file(PUBLIC, {"district": number, "peer_size": "wide"}, "csv")


@on_both
def test_schools_speak_for_their_district_whole_or_not_at_all() -> None:
    kentucky()
    massachusetts()
    east = record(EAST, "ma")
    assert east.given("enrollment", 2015).value == 400
    assert east.given("enrollment_share", 2015, "black").value == 400_000
    assert east.given("teachers_fte", 2015, "black").value == 1_000
    assert east.given("teachers_fte", 2016) == (None, "not_published")
    assert east.figures["teachers_fte", 2015, "all"].added
    with open_session(PUBLIC) as session:
        assert years_of(session, state="ma", measure="teachers_fte") == [2015, 2016]
        asked = added_up(session, state="ma", measures=["teachers_fte"], years=[2015], groups=["black"])
        assert [(row.unit_id, row.value) for row in asked] == [(east.head.id, 1_000)]
        told = figures(session, state="ma", measures=["enrollment_share"], level=UnitLevel.SCHOOL)
    assert {(row.value, row.missing) for row in told} == {(None, "suppressed")}


@on_sqlite
def test_a_school_and_a_number_that_is_none_are_not_districts() -> None:
    kentucky()
    massachusetts()
    with open_session(PUBLIC) as session:
        school = next(iter(units(session, state="ma", level=UnitLevel.SCHOOL)))
        with pytest.raises(NotFound):
            district_record(session, school)
        with pytest.raises(NotFound):
            district_record(session, 10**9)
        with pytest.raises(InvalidInput, match="Give its code with the leading zeros"):
            find_district(session, "1", state="ky")
