"""A scenario as the page, the files and the terminal have it: one reading, the same figures and sentences."""

import csv
import io
import json

import pytest

import budget.formulas.downloads  # noqa: F401 - registers the files
from budget.districts.figure_queries import units
from budget.formulas import sentences as say
from budget.formulas.queries import base_history, kept_up, state_and_code
from budget.formulas.scenarios import aid_scenario, seek_scenario
from budget.formulas.terminal import aid_as_json, aid_as_text, seek_as_json, seek_as_text
from data.errors import InvalidInput
from data.exports.registry import find
from data.periods import FiscalYear
from data.prices import fiscal_year_prices
from data.store import open_session
from tests.budget.districts.room import district, keep_figures, said
from tests.support import PUBLIC

pytestmark = pytest.mark.usefixtures("sqlite_empty")


def body(what: str, kind: str, query: dict[str, str]) -> bytes:
    build = find(what, kind)
    assert build is not None
    return build(PUBLIC, query, kind).body


def test_a_district_is_filled_with_what_the_same_year_has_and_nothing_is_guessed() -> None:
    keep_figures(
        [district("275", "Jefferson County")],
        [said("275", "ada_seek", 2017, value=8_712_345), said("275", "ada_seek", 2016, value=8_000_000),
         said("275", "seek_general", 2017, value=240_000_000_00)],
    )  # fmt: skip
    with open_session(PUBLIC) as session:
        number = next(iter(units(session, state="ky")))
        assert state_and_code(session, number) == ("ky", "275")
        assert state_and_code(session, number + 1) == ("", "")
        now = seek_scenario(session, {"district": "275", "year": "2017"})
        other = seek_scenario(session, {"district": "275", "year": "2018"})
    assert str(now.asked.as_is.pupils) == "87123.45"
    assert now.asked.as_is.assessment is None
    assert now.asked.result.state.value is None
    assert "cannot be worked out yet. Needs: pupils approved for free meals" in say.lede(now.asked, now.district)
    assert "was paid: SEEK, net general fund $240,000,000" in " ".join(say.on_file_notes(now.found))
    assert other.asked.as_is.pupils is None  # another year's attendance is not this one's


def test_the_sentences_say_what_a_change_brings() -> None:
    with open_session(PUBLIC) as session:
        found = seek_scenario(session, {"new_base": "4381"})
    assert say.lede(found.asked, "").startswith(
        "By the FY2017 rules the state pays Adair County $9,954,902 of SEEK: $4,074.54 per pupil."
    )
    assert say.what_if_sentence(found.asked) == (
        "What if the base were $4,381 in place of $3,981: the state would pay $11,205,495, $1,250,593 more. "
        "Its share would go from 82.0% to 83.6%."
    )


def test_the_base_in_real_dollars() -> None:
    with open_session(PUBLIC) as session:
        prices = fiscal_year_prices(session)
    assert say.real_base_sentence(prices) == (
        "The base of FY2008, $3,822, is $5,736.21 in FY2025 dollars. The base of FY2025, $4,326, is 24.6% less "
        "than that."
    )
    points = {int(point.fiscal_year): point for point in base_history(prices, FiscalYear(2025))}
    assert points[2008].real_cents == 573_621
    assert points[2013].voted_cents is None  # only a proposal: a gap
    assert points[2028].real_cents is None  # no prices yet
    assert kept_up(prices, since=2008, year=2017) == 4381


def test_the_file_has_every_line_with_its_version_sources_and_caution() -> None:
    whole = json.loads(body("seek", "json", {"new_base": "4381"}))
    rows = {row["line"]: row for row in whole["rows"]}
    assert rows["SEEK state amount"]["as_it_is_cents"] == 995_490_200
    assert rows["SEEK state amount"]["difference_cents"] == 125_059_300
    assert rows["Highest levied equivalent rate within Tier I"]["rate_cents_per_100"] == 46.0
    assert rows["Tier I, state"]["how_sure"] == "worked out from figures in the source"
    assert rows["Tier II at its ceiling"]["how_sure"] == "general knowledge, to be verified"
    assert {"name": "Rules", "value": "SEEK FY2017, edition 1"} in whole["filters"]
    assert "An estimate, not the Department’s calculation." in whole["notes"]
    assert any("Adair County" in source["title"] for source in whole["sources"])
    assert rows["Transportation, state"]["as_it_is_missing"].startswith("Needs: part of transportation")


def test_the_chapter_70_file_has_every_district_at_both_amounts() -> None:
    text = body("chapter-70", "csv", {"year": "2018", "minimum": "100"}).decode("utf-8-sig")
    rows = {row["District"]: row for row in csv.DictReader(io.StringIO(text))}
    assert len(rows) == 20
    assert rows["Boston"]["Aid, minimum $30 (dollars)"] == "218066495.00"
    assert rows["Boston"]["Change (dollars)"] == "4522140.00"
    assert rows["Everett"]["Published aid beyond these steps (dollars)"] == "929397.00"
    assert len(body("chapter-70", "xlsx", {"year": "2022"})) > 2_000


@pytest.mark.parametrize(
    ("query", "cure"),
    [({"year": "1999"}, "Choose one of FY2018, FY2022"), ({"minimum": "9999999"}, "Write dollars per pupil"),
     ({"minimum": "lots"}, "not an amount in dollars")],
)  # fmt: skip
def test_a_chapter_70_scenario_that_cannot_be_is_told_with_its_cure(query: dict[str, str], cure: str) -> None:
    with open_session(PUBLIC) as session, pytest.raises(InvalidInput, match=cure):
        aid_scenario(session, query)


def test_the_terminal_says_the_same_figures() -> None:
    with open_session(PUBLIC) as session:
        seek, aid = seek_scenario(session, {}), aid_scenario(session, {"year": "2018", "minimum": "100"})
    as_json = seek_as_json(seek)
    assert as_json["rules"] == "SEEK FY2017, edition 1"
    assert as_json["as_it_is"]["state_cents"] == 995_490_200
    assert as_json["as_it_is"]["tier_1_rate"] == 46.0
    assert as_json["what_if"] is None
    assert "$9,954,902" in seek_as_text(seek)
    assert aid_as_json(aid)["cost_cents"] == 740_912_800
    assert "15 of 20 districts would get $7.41 million more" in aid_as_text(aid)
