"""The Census Bureau's answers, typed from its description: 50 variables at a time, margins, numbers for no figure."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import SourceProblem, SourceRefusesKey
from data.sources import census
from data.sources.figures_said import FigureSaid
from data.sources.source_fields import fields_of
from tests.data.sources.conftest import KEY, Ask
from tests.source_server import Asked, Reply, SourceServer

COUNTIES = {"0500000US21111": "Jefferson County, Kentucky", "0500000US21001": "Adair County, Kentucky"}


def survey(places: dict[str, str], **values: str | None) -> Any:
    """Answers for whatever variables are asked, 100 and a margin of 10 where nothing else is said."""

    def answer(asked: Asked) -> Reply:
        names = asked.get("get").split(",")
        if "unified" not in asked.get("for") and "school" in asked.get("for"):
            return Reply(status=204)
        rows: list[list[str | None]] = [[*names, "state"]]
        for place, name in places.items():
            own = {"NAME": name, "GEO_ID": place}
            told = [own.get(n, values.get(n, "10" if n.endswith("M") else "100")) for n in names]
            rows.append([*told, "21"])
        return Reply(rows)

    return answer


def by_key(figures: tuple[FigureSaid, ...], unit: str) -> dict[tuple[str, str], FigureSaid]:
    return {(one.measure, one.group): one for one in figures if one.unit == unit}


def test_more_than_fifty_variables_are_asked_in_parts_and_joined_by_place(ask: Ask, server: SourceServer) -> None:
    server.answer = survey(COUNTIES, B25077_001E="210000", B25077_001M="1500", B01003_001M="-555555555")

    told = census.told(ask(census.SERVICE), "counties", "ky", 2023)

    sizes = [len(asked.get("get").split(",")) for asked in server.asked]
    assert (max(sizes) <= 50, len(sizes)) == (True, 2)
    assert sum(sizes) == len(census.variables()) + 1 + len(sizes)  # NAME once, GEO_ID each time
    assert server.asked[0].path == "/2023/acs/acs5"
    assert (server.asked[0].get("for"), server.asked[0].get("in"), server.asked[0].get("key")) == (
        "county:*", "state:21", KEY,
    )  # fmt: skip
    jefferson = by_key(told.figures, "21111")
    assert jefferson["home_value", "all"][4:7] == (21_000_000, None, 150_000)  # cents
    assert jefferson["population", "all"].margin == 0  # held to a count: its margin is 0, not unknown
    unit = told.units[0]
    assert (unit.code, unit.level, unit.county, unit.name) == ("21111", "county", "21111", "Jefferson County")


def test_children_in_poverty_are_added_up_with_their_margin(ask: Ask, server: SourceServer) -> None:
    server.answer = survey(COUNTIES)
    poor = by_key(census.told(ask(census.SERVICE), "counties", "ky", 2023).figures, "21001")["children_poor", "all"]
    assert (poor.value, poor.margin) == (1_200, 35)  # √(12 × 10²) = 34.6
    assert len({one.measure for one in fields_of("census", "acs5")}) == 6

    zeros = {f"B17001_{n:03d}E": "0" for n in (4, 5, 6)} | {"B17001_004M": "12", "B17001_005M": "14"}
    server.answer = survey(COUNTIES, **zeros)
    poor = by_key(census.told(ask(census.SERVICE), "counties", "ky", 2023).figures, "21001")["children_poor", "all"]
    assert (poor.value, poor.margin) == (900, 33)  # of the three zeros one margin counts: √(9 × 100 + 14²)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("-666666666", "not_published"),
        ("-999999999", "suppressed"),
        ("-888888888", "not_applicable"),
        ("-333333333", "not_published"),
        ("-222222222", "not_published"),
        (None, "not_published"),
    ],
)
def test_a_number_for_no_figure_is_a_reason(ask: Ask, server: SourceServer, said: str | None, reason: str) -> None:
    server.answer = survey(COUNTIES, B25077_001E=said, B17001_009E=said)
    of = by_key(census.told(ask(census.SERVICE), "counties", "ky", 2023).figures, "21111")
    assert of["home_value", "all"][4:7] == (None, reason, None)
    assert of["children_poor", "all"][4:7] == (None, reason, None)  # one part is missing, so the sum is


def test_school_districts_bear_their_national_number_and_land_without_one_is_left_out(
    ask: Ask, server: SourceServer
) -> None:
    server.answer = survey({"9700000US2102990": "Jefferson County School District, Kentucky", "9700000US2199999": "x"})
    told = census.told(ask(census.SERVICE), "districts", "ky", 2023)
    assert [(one.nces_id, one.code, one.name) for one in told.units] == [
        ("2102990", "", "Jefferson County School District")
    ]
    kinds = [asked.get("for") for asked in server.asked]
    assert kinds == [
        *["school district (unified):*"] * 2,
        *["school district (elementary):*"] * 2,
        *["school district (secondary):*"] * 2,
    ]


def test_a_state_is_its_own_unit(ask: Ask, server: SourceServer) -> None:
    server.answer = survey({"0400000US21": "Kentucky"})
    (unit,) = census.told(ask(census.SERVICE), "state", "ky", 2023).units
    assert (unit.code, unit.level, unit.name) == ("999", "state", "Kentucky")
    assert server.asked[0].get("for") == "state:21"


@pytest.mark.parametrize(
    ("reply", "kind", "sentence", "tries"),
    [
        (Reply("<html><head><title>Invalid Key</title></head></html>"), SourceRefusesKey, "does not take the key", 1),
        (Reply("There was an error while running your query. Please"), SourceProblem, "out of order", 5),
        (Reply("error: unknown variable 'B99'", status=400), SourceProblem, "error: unknown variable 'B99'", 1),
        (Reply([["NAME"], ["x", "y"]]), SourceProblem, "in a form this program does not know", 1),
        (Reply({"rows": []}), SourceProblem, "in a form this program does not know", 1),
        (Reply([]), SourceProblem, "in a form this program does not know", 1),
    ],
)
def test_what_goes_wrong_is_a_sentence(
    ask: Ask, server: SourceServer, reply: Reply, kind: type[SourceProblem], sentence: str, tries: int
) -> None:
    server.answer = lambda _: reply
    with pytest.raises(kind, match=sentence) as told:
        census.told(ask(census.SERVICE), "state", "ky", 2023)
    assert (len(server.asked), KEY in str(told.value)) == (tries, False)


def test_parts_that_tell_of_different_places_are_refused(ask: Ask, server: SourceServer) -> None:
    first, second = survey(COUNTIES), survey({"0500000US21111": "Jefferson County, Kentucky"})
    server.answer = lambda asked: (first if "NAME" in asked.get("get") else second)(asked)
    with pytest.raises(SourceProblem, match="different places"):
        census.told(ask(census.SERVICE), "counties", "ky", 2023)


def test_without_a_key_the_cure_is_said(ask: Ask, server: SourceServer) -> None:
    with pytest.raises(SourceRefusesKey, match=r"Get one at https://api.census.gov/data/key_signup.html, put it into"):
        census.told(ask(census.SERVICE, key=""), "state", "ky", 2023)
    assert server.asked == []


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**5)), min_size=1, max_size=12))
def test_the_margin_of_a_sum_is_between_its_largest_and_their_sum(parts: list[tuple[int, int]]) -> None:
    said = [FigureSaid("u", "children_poor", 2023, "all", value, None, margin) for value, margin in parts]
    summed = census._summed("u", "children_poor", 2023, said, 1)
    assert summed.value == sum(value for value, _ in parts)
    assert max(margin for _, margin in parts) <= (summed.margin or 0) <= sum(margin for _, margin in parts)
