"""What the words of actions mean: hand-read samples, the way of a bill, and all of Massachusetts' real actions."""

import csv
from collections import Counter
from datetime import date

import pytest

from campaigns.legislation.action_words import action_words
from campaigns.legislation.steps import NO_STAGE, Referral, Step, furthest, in_chamber, links_in
from data.reference_tables import rows_of
from tests.campaigns.legislation.bill_room import real

FLOOR = 0.999  # measured: 45,466 of 45,472 real actions (99.99 %) are read; 64.3 % of all move a bill
HAND_READ = {
    "Referred to the committee on House Ways and Means": Step.REFERRED,
    "Discharged to the committee on Senate Rules": Step.REFERRED,
    "Senate NON-concurred in the reference to the committee on Education": Step.REFERRED,
    "Hearing scheduled for 07/28/2021 from 01:00 PM-04:00 PM in Virtual Hearing": Step.HEARING,
    "Bill reported favorably by committee and referred to the committee on House Ways and Means": Step.REPORTED,
    "Committee reported that the matter be placed in the Orders of the Day for the next sitting": Step.REPORTED,
    "Read second and ordered to a third reading": Step.SECOND_READING,
    "Read third (title changed)": Step.THIRD_READING,
    "Read third and passed to be engrossed": Step.PASSED,
    "Read second, ordered to a third reading, read third and passed to be engrossed": Step.PASSED,
    "Passed to be engrossed - 40 YEAS to 0 NAYS (See YEA and NAY No. 12)": Step.PASSED,
    "Adopted, in concurrence": Step.ADOPTED,
    "Order relative to subject matter adopted": Step.ADOPTED,
    "The following amendments were considered as one and adopted: 1, 2": Step.AMENDED,
    "Amendment #3 (Tarr) rejected -see Roll Call #12 (Yeas 3 to Nays 37)": Step.AMENDED,
    "House concurred in the Senate amendment": Step.CONCURRED,
    "House NON-concurred in the Senate amendment": Step.DISAGREED,
    "Committee of conference appointed - (Michlewitz-Ferrante-Smola)": Step.CONFERENCE,
    "Senate concurred": Step.PROCEDURE,
    "Rules suspended": Step.PROCEDURE,
    "Emergency preamble adopted": Step.PROCEDURE,
    "Reporting date extended to Monday May 9, 2022, pending concurrence": Step.PROCEDURE,
    "Enacted": Step.ENACTED,
    "Enacted and laid before the Governor": Step.SENT,
    "Signed by the Governor, Chapter 12 of the Acts of 2021": Step.SIGNED,
    "Governor returned to the House with veto": Step.VETOED,
    "Governor returned to the House with recommendation of amendment": Step.RETURNED,
    "Governor's amendment rejected": Step.RETURNED,
    "Item 7061-0012 passed over veto -see Roll Call #12 (Yeas 150 to Nays 3)": Step.OVERRIDDEN,
    "Accompanied a study order, see H5000": Step.STUDY,
    "Accompanied a new draft, see H4000": Step.ACCOMPANIED,
    "Enacted as section 12 of the General Appropriation Bill, see H4002": Step.ACCOMPANIED,
    "New draft of S2000 and S2001": Step.REDRAFTED,
    "Ought NOT to pass (under Joint Rule 10)": Step.FAILED,
    "Placed on file, in concurrence": Step.ON_FILE,
    "introduced in House": Step.FILED,
    "3rd reading, passed 23-16": Step.PASSED,
    "signed by Governor (Acts Ch. 102)": Step.SIGNED,
    "to Education (H)": Step.REFERRED,
    "signed by President of the Senate": Step.PROCEDURE,
    "Reorganization plan approved": None,
}


@pytest.mark.parametrize("text", HAND_READ)
def test_hand_read_actions_are_read_the_same_by_the_rules(text: str) -> None:
    assert action_words().read(text).step is HAND_READ[text]


def test_each_rule_reads_its_own_example() -> None:
    for row, rule in rows_of("action_words"):
        assert action_words().read(rule["example"]).step == rule["step"], f"row {row}: {rule['example']}"


def test_a_sources_own_class_comes_before_the_words() -> None:
    assert action_words().read("Third Consideration Passed", ("passage",)).step is Step.PASSED
    assert action_words().read("Became Act 12", ("something new",)).step is None
    assert in_chamber(Step.PASSED, "upper") is Step.PASSED_UPPER
    assert in_chamber(Step.PASSED, "joint") is Step.PASSED


def test_actions_name_the_other_numbers_of_their_measure() -> None:
    assert links_in("New draft of S2000 and H.201") == (Referral("redraft", "H201"), Referral("redraft", "S2000"))
    assert links_in("Reported, in part, by H4000") == (Referral("replaces", "H4000"),)
    assert links_in("Accompanied a new draft, see S10") == (Referral("redraft", "S10"),)
    for apart in ("Accompanied a study order, see H5000", "Enacted as section 5, see H4002", "For message, see H1",
                  "New draft of H1, H2, H3, H4, H5, H6 and H7"):  # fmt: skip
        assert links_in(apart) == (), apart


def test_the_furthest_step_counts_unless_the_bill_ended() -> None:
    days = [date(2025, 1, n) for n in range(1, 9)]
    way = [Step.REFERRED, Step.HEARING, Step.PROCEDURE, Step.REPORTED, Step.PASSED_LOWER, Step.REFERRED]
    assert furthest(zip(way, days, strict=False)) == (Step.PASSED_LOWER, days[4])
    assert furthest(zip([*way, Step.STUDY], days, strict=False)) == (Step.STUDY, days[6])
    assert furthest(zip([Step.FAILED, Step.REPORTED], days, strict=False)) == (Step.REPORTED, days[1])
    assert furthest([(Step.SIGNED, days[0]), (Step.ON_FILE, days[1])]) == (Step.SIGNED, days[0])
    assert furthest([(Step.PASSED_LOWER, days[0]), (Step.PASSED_UPPER, days[1])])[0] is Step.PASSED_UPPER
    assert furthest([(Step.VETOED, days[0]), (Step.OVERRIDDEN, days[1])])[0] is Step.OVERRIDDEN
    assert furthest([]) == (None, None)


def test_the_rules_read_massachusetts_real_actions() -> None:
    ((path, _name),) = real("ma_bill_actions_2021_2022.csv")
    with path.open(newline="", encoding="utf-8") as file:
        texts = Counter(row["action"] for row in csv.DictReader(file))
    steps = {text: action_words().read(text).step for text in texts}
    every = sum(texts.values())
    unread = {text: count for text, count in texts.items() if steps[text] is None}
    moving = sum(count for text, count in texts.items() if steps[text] and steps[text] not in NO_STAGE)
    assert (len(texts), every) == (5_511, 45_472)
    assert 1 - sum(unread.values()) / every >= FLOOR, sorted(unread)
    assert moving / every > 0.6
    signed = sum(count for text, count in texts.items() if text.startswith("Signed") and "Governor" in text)
    assert sum(texts[text] for text in texts if steps[text] is Step.SIGNED) >= signed > 240
