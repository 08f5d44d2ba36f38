"""A scenario from its address to three columns: figures that agree, assumptions that move it, deadlines, files."""

import json
from datetime import date
from fractions import Fraction

import pytest

from budget.scenarios.models import Calculator
from budget.taxes import charts, shown
from budget.taxes import sentences as say
from budget.taxes.downloads import tax_rates_file, tax_scenario_file
from budget.taxes.fields import ky_inputs, ky_presets, rate_of
from budget.taxes.parameters import homestead_cents, parameters, rates_on_file, recall_case
from budget.taxes.queries import students_on_file
from budget.taxes.recall import deadlines
from budget.taxes.results import ky_property, labelled, outcome
from budget.taxes.rules import Status
from budget.taxes.scenario import KyScenario, sways
from budget.taxes.terminal import rates_as_text, tax_as_json, tax_as_text
from data.errors import InvalidInput
from data.store import open_session
from tests.budget.districts.room import district, foundation, keep_figures, said
from tests.support import PUBLIC

KY = Calculator.KY_PROPERTY
WORKED = {
    "place": "own",
    "district": "Example district",
    "year": "2026",
    "prior": "100,000,000",
    "assessed": "$15,000,000,000",
    "new": "300000000",
    "rate": "71.0",
    "home": "250,000",
}


def worked(**changed: str) -> KyScenario:
    return ky_property(WORKED | changed)


def test_the_worked_levy_side_by_side() -> None:
    found = worked()
    rates = [column.standing.rate for column in found.columns]
    statuses = [column.standing.status for column in found.columns]

    assert rates == [681, 708, 710]
    assert statuses == [Status.NO_HEARING, Status.HEARING, Status.RECALL]
    assert found.proposed.levied_cents == 106_500_000_00
    assert found.proposed.more_cents == 4_350_000_00  # 2.9 cents on $15 billion
    assert found.recallable_cents == 300_000_00
    assert (found.proposed.year_cents, found.proposed.week_cents) == (1_775_00, 34_13)
    assert "2 tenths of a cent (0.2¢) are subject to recall" in say.status_sentence(found.proposed.standing)
    assert "0.176¢" in say.recall_sentence(found)


def test_collection_homestead_unit_costs_students_and_bands_follow_the_rate() -> None:
    found = worked(
        collected="98",
        homestead="yes",
        unit="counselor",
        unit_cost="85,000",
        students="10,000",
        bands="100000: 300; 250,000: 100",
    )

    assert found.proposed.received_cents == 106_500_000_00 * 98 // 100
    assert found.proposed.more_cents == 4_263_000_00
    assert found.proposed.year_cents == 1_426_39  # (250,000 − 49,100) × 71.0 cents
    assert found.units_funded == 50
    assert "50 × counselor" in say.funds_sentence(found)
    assert "$426.30 for each of 10,000 students" in say.per_student_sentence(found)
    assert [row.bills[2] for row in found.bands] == [361_39, 1_426_39]
    assert sum(row.share or 0 for row in found.bands) == 1
    assert found.bands[0].together_cents == 300 * (361_39 - 346_63)
    assert "300" in shown.who_pays(found)


def test_a_printed_compensating_rate_counts_and_ours_is_said_beside_it() -> None:
    found = worked(comp="68.5")
    assert found.compensating.standing.rate == 685
    assert found.computed == 681
    assert "68.1¢" in say.computed_sentence(found)


def test_jefferson_county_opens_with_its_notice_and_the_boards_own_4_percent_rate() -> None:
    found = ky_property({})
    notice = ky_presets()[0].notice

    assert notice is not None
    assert notice.school_year == 2023
    assert [column.standing.rate for column in found.columns] == [732, 763, 763]
    assert abs(found.proposed.levied_cents - 674_192_066_00) < 100
    assert found.proposed.standing.status is Status.HEARING
    assert "76.1¢" in say.four_sentence(found, notice)


def test_the_2020_levy_had_7_cents_to_recall_by_the_board_and_160_dollars_were_80_on_100_000() -> None:
    found = ky_property({"place": "jcps-2021", "rate": "80.6", "home": "100000"})
    assert found.proposed.standing.recallable_tenths == 70
    assert found.proposed.standing.status is Status.RECALL
    assert ky_property({"place": "jcps-2021", "home": "100000"}).proposed.year_cents - 736_00 == 80_00


def test_the_notice_without_a_4_percent_rate_is_not_used_to_accuse_the_board() -> None:
    found = ky_property({"place": "jcps-2018"})
    notice = next(one.notice for one in ky_presets() if one.key == "jcps-2018")
    assert found.proposed.standing.status is Status.RECALL
    assert "does not print the board’s own 4 percent rate" in say.four_sentence(found, notice)


@pytest.mark.parametrize(
    ("changed", "cure"),
    [
        ({"rate": "0.71"}, "write 71 for that"),
        ({"rate": "$0.71"}, "write 71 for that"),
        ({"rate": "71.05"}, "finer than a tenth"),
        ({"rate": "seventy"}, "is not a rate"),
        ({"rate": ""}, "Give the proposed rate"),
        ({"rate": "-71"}, "more than 0"),
        ({"assessed": ""}, "assessment is missing"),
        ({"assessed": "15,000,000", "new": "0"}, "in thousands of dollars"),
        ({"assessed": "15,000,000", "new": "0", "prior": "", "comp": "68.1"}, "in thousands of dollars"),
        ({"assessed": "-5"}, "without a minus sign"),
        ({"new": "15,000,000,000"}, "not less than the whole assessment"),
        ({"prior": ""}, "Give the compensating rate"),
        ({"prior_all": "110000000"}, "Give both for all classes"),
        ({"collected": "120"}, "between 0 and 100"),
        ({"home": "0"}, "home’s value"),
        ({"year": "26"}, "school year"),
        ({"students": "1.5"}, "not a whole number"),
        ({"four": "60.0"}, "cannot be below"),
        ({"year": "2019", "homestead": "yes"}, "homestead exemption of 2018"),
    ],
)
def test_what_cannot_be_is_refused_with_a_cure(changed: dict[str, str], cure: str) -> None:
    with pytest.raises(InvalidInput, match=cure):
        worked(**changed)


def test_an_assessment_in_thousands_is_noticed_beside_the_notice() -> None:
    with pytest.raises(InvalidInput, match="in thousands of dollars: the notice’s"):
        ky_property({"place": "jcps-2023", "assessed": "88,360,690", "new": "0"})


def test_rates_are_read_as_people_write_them() -> None:
    assert [rate_of(text, "The rate") for text in ("71.7", "71.7¢", " 71.7 cents", "72", "")] == [
        717,
        717,
        717,
        720,
        None,
    ]


def test_the_assumptions_are_moved_one_at_a_time_and_the_strongest_comes_first() -> None:
    found = worked()
    swayed = sways(found.inputs)
    answer = found.proposed.more_cents

    reaches = [one.reach(answer) for one in swayed]
    assert reaches == sorted(reaches, reverse=True)
    assert {one.assumption for one in swayed[:2]} == {"last year’s revenue", "assessment"}
    assert next(one for one in swayed if one.assumption == "share collected").high_cents is None
    bars = shown.sway_bars(swayed, answer)
    assert "width:50.0%" in bars  # the strongest reaches the end of the scale
    assert "cannot be" in bars
    assert "moves most with" in say.sway_sentence(swayed, answer)


def test_the_window_is_50_days_in_louisville_and_45_elsewhere() -> None:
    louisville = deadlines(date(2020, 5, 21), consolidated=True, votes_cast=355_161)
    elsewhere = deadlines(date(2026, 8, 20), consolidated=False)

    assert (louisville.window_days, louisville.ends_on) == (50, date(2020, 7, 10))
    assert (louisville.signatures, louisville.committee) == (35_517, (5,))
    assert (elsewhere.window_days, elsewhere.ends_on, elsewhere.committee) == (45, date(2026, 10, 4), (3,))
    assert deadlines(date(2023, 6, 20), consolidated=True).committee == (5, 3)
    assert deadlines(date(2027, 6, 1), consolidated=True).petition_required == "not established"
    said = " ".join(say.deadline_sentences(louisville, today=date(2026, 11, 22)))
    assert "general knowledge, to be confirmed" in said
    with pytest.raises(InvalidInput, match="votes cast"):
        deadlines(date(2026, 8, 20), consolidated=True, votes_cast=0)


def test_the_homestead_exemption_is_of_its_own_years() -> None:
    assert homestead_cents(date(2025, 7, 1)) == 49_100_00
    assert homestead_cents(date(2024, 7, 1)) == 46_350_00
    assert homestead_cents(date(2022, 7, 1)) == 40_500_00
    assert homestead_cents(date(2019, 7, 1)) is None
    assert ky_inputs(WORKED | {"homestead": "yes", "bands": ""}).exemption_cents == 49_100_00


def test_the_history_shows_rate_assessment_and_revenue_together_and_names_the_case() -> None:
    rows = {(one.school_year, one.property_class, one.kind): one for one in rates_on_file()}
    newest = rows[2026, "real", "levied"]

    assert (newest.rate, newest.revenue_cents) == (717, 799_363_640_00)
    assert (rows[2026, "personal", "levied"].rate, rows[2026, "motor_vehicle", "levied"].rate) == (735, 585)
    assert rows[2018, "real", "levied"].rate == 704
    assert "the rate fell from 73.5¢ to 71.7¢" in say.history_sentence(rates_on_file())
    pictures = charts.history_charts(rates_on_file())
    assert [len(picture.spec["data"]["values"]) for picture in pictures] == [17, 17, 17]
    assert "$799.36M in 2025-26" in pictures[2].alt
    steps = shown.case_steps(recall_case(), today=date(2026, 11, 22))
    assert all(word in steps for word in ("40,320", "38,507", "35,517", "2022-06-16"))


def test_every_parameter_shows_how_sure_we_are() -> None:
    assert {one.mark for one in parameters()} <= {"C", "D", "G", "?"}
    assert "general knowledge, to be confirmed" in shown.parameter_list(parameters())


def test_files_hold_what_the_page_shows() -> None:
    found = json.loads(tax_scenario_file(PUBLIC, WORKED, "json").body)
    proposed = found["rows"][2]

    assert (proposed["rate"], proposed["levied_cents"], proposed["bill_cents"]) == (71.0, 106_500_000_00, 1_775_00)
    assert {"name": "Rules", "value": "ky-property 2026-11"} in found["filters"]
    assert proposed["recallable"] == 0.2
    assert found["sources"]
    assert b"Louisville Metro" in tax_scenario_file(PUBLIC, {"calculator": "ky-occupational"}, "csv").body
    levy = {"calculator": "ma-levy", "prior_limit": "100000000", "value": "8000000000", "override": "3000000"}
    assert b"Levy ceiling" in tax_scenario_file(PUBLIC, levy, "csv").body
    assert b"799363640.00" in tax_rates_file(PUBLIC, {}, "csv").body


def test_the_terminal_says_what_the_page_says() -> None:
    assert outcome(KY, WORKED) in tax_as_text("ky-property", WORKED)
    assert tax_as_json("ky-property", WORKED)["rules"] == "ky-property 2026-11"
    assert ("Proposed rate", "71.0¢") in labelled(KY, WORKED)
    assert "71.7¢" in rates_as_text()
    with pytest.raises(InvalidInput, match="no input “rates”"):
        tax_as_json("ky-property", {"rates": "71"})


def test_a_share_is_exact() -> None:
    found = worked(bands="100000: 1; 200000: 1; 300000: 1")
    assert found.bands[0].share == Fraction(29, 174)


@pytest.mark.usefixtures("sqlite_store")
def test_students_on_file_are_the_newest_count_up_to_the_year_with_its_source() -> None:
    foundation()
    units = [district("275", "Jefferson County"), district("001", "Adair County")]
    keep_figures(units, [said("275", "enrollment", year, value=count) for year, count in ((2017, 950), (2024, 960))])

    with open_session(PUBLIC) as session:
        newest = students_on_file(session, school_year=2023, code="275")
        named = students_on_file(session, school_year=2026, name="jefferson  county")
        none = students_on_file(session, school_year=2026, code="001")
        unnamed = students_on_file(session, school_year=2026)

    assert newest is not None
    assert newest[:2] == (950, 2017)
    assert newest.source
    assert named is not None
    assert named.students == 960
    assert (none, unnamed) == (None, None)
