"""Bills into the store: repeatable, never over what we say, one measure through its numbers, and undone whole."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from campaigns.legislation.bill_files import read_bills
from campaigns.legislation.bill_queries import bill
from campaigns.legislation.commands import Said, follow_measure
from campaigns.legislation.importing import import_bills
from campaigns.legislation.measures import find_measure, whole_measure
from campaigns.legislation.models import BillAction, BillLink, BillSponsor, Measure, Priority
from campaigns.legislation.queries import BillFilter, bills, followed_measures
from campaigns.legislation.search_index import untrue_bills
from campaigns.legislation.steps import Step
from campaigns.legislators.undoing import undo_import
from data.access import PUBLIC_VIEWER
from data.errors import InvalidInput, NotAllowed
from data.sources.said import ActionSaid, MeasureSaid, RelatedSaid, RollCallSaid
from data.store import open_session
from tests.campaigns.legislation.bill_room import NOW, asked, bill_rows, done, imported, measure, real, states, taken
from tests.support import MEMBER, ORGANIZER


@pytest.fixture(autouse=True)
def _states(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("store" if "store" in request.fixturenames else "sqlite_store")
    states()


def actions_on_file() -> list[tuple[str, str | None]]:
    with open_session(ORGANIZER) as session:
        return list(session.exec(select(BillAction.text, BillAction.step).order_by("bill_id", "position")))


@pytest.mark.usefixtures("store")
def test_a_second_import_changes_nothing_and_a_later_one_only_what_is_new() -> None:
    first = measure("H.1", "Referred to the committee on Education", title="Schools", sponsors=("Ann Example",))
    report = imported(first)
    assert (report.counts.inserted, report.counts.rows) == (1, 1)
    assert imported(first).import_id is None
    later = measure("H 1", "Referred to the committee on Education", "Read third and passed to be engrossed")
    report = imported(later)
    assert (report.counts.updated, report.tallies["actions"]["new"], report.tallies["actions"]["same"]) == (1, 1, 1)
    row = bill_rows()["H1"]
    assert (row.title, row.step, row.stepped_on) == ("Schools", Step.PASSED_LOWER, date(2025, 1, 2))
    assert asked(untrue_bills) == ()


@pytest.mark.usefixtures("store")
def test_an_import_is_taken_back_whole() -> None:
    imported(measure("H1", "Read", title="Old title", sponsors=("Ann Example",)))
    before = (bill_rows()["H1"].model_dump(), actions_on_file())
    changed = measure("H1", "Read", "Enacted", title="New title", sponsors=("Bob Example",))
    report = imported(changed, measure("S2", "New draft of H1"))
    assert bill_rows()["S2"].measure_id == bill_rows()["H1"].measure_id
    undone = done(undo_import, import_id=report.import_id, now=NOW)
    assert undone.kept == 0
    assert (bill_rows()["H1"].model_dump(), actions_on_file()) == before
    assert set(bill_rows()) == {"H1"}
    with open_session(ORGANIZER) as session:
        assert list(session.exec(select(BillSponsor.name))) == ["Ann Example"]
        assert list(session.exec(select(BillLink))) == []
    assert asked(untrue_bills) == ()


@pytest.mark.usefixtures("store")
def test_a_measure_keeps_its_identity_through_docket_bill_redraft_and_companion() -> None:
    imported(measure("HD10"), measure("S5"))
    imported(measure("H20", related=(RelatedSaid("docket", "HD.10"), RelatedSaid("companion", "S 5"))))
    imported(measure("H400", "New draft of H20 and H21"), measure("H500"))
    rows = bill_rows()
    assert len({rows[key].measure_id for key in ("HD10", "S5", "H20", "H400")}) == 1
    assert rows["H500"].measure_id != rows["H20"].measure_id
    imported(measure("H21"))
    assert bill_rows()["H21"].measure_id == rows["HD10"].measure_id, "joined once it came, as H400 had named it"
    assert asked(find_measure, "h. 21") == rows["HD10"].measure_id == asked(find_measure, "HB 400")
    found = asked(bill, rows["H400"].id)
    assert {other.head.number for other in found.others} == {"HD10", "S5", "H20", "H21"}


@pytest.mark.usefixtures("store")
def test_an_undo_parts_measures_that_were_joined_while_the_bill_changed_too() -> None:
    imported(measure("H1", title="One"), measure("S5", title="Two"))
    before = {key: row.model_dump() for key, row in bill_rows().items()}
    report = imported(measure("S5", "Read", title="Three", related=(RelatedSaid("companion", "H1"),)))
    assert bill_rows()["S5"].measure_id == bill_rows()["H1"].measure_id
    done(undo_import, import_id=report.import_id, now=NOW)
    assert {key: row.model_dump() for key, row in bill_rows().items()} == before


@pytest.mark.usefixtures("store")
def test_a_file_that_only_adds_a_companion_changes_that_bill() -> None:
    one, other = measure("H1", title="One"), measure("S5", title="Two")
    imported(one, other)
    report = imported(one, measure("S5", title="Two", related=(RelatedSaid("companion", "H1"),)))
    assert (report.counts.updated, report.counts.unchanged, report.tallies["bills"]["changed"]) == (1, 1, 1)
    assert bill_rows()["S5"].measure_id == bill_rows()["H1"].measure_id
    with pytest.raises(InvalidInput, match="Undo import 2 first"):
        done(undo_import, import_id=1, now=NOW)
    done(undo_import, import_id=2, now=NOW)
    assert bill_rows()["S5"].measure_id != bill_rows()["H1"].measure_id


@pytest.mark.usefixtures("store")
def test_an_undo_leaves_a_bill_we_follow_with_all_it_said() -> None:
    report = imported(measure("H1", "Enacted"), measure("H2", "Enacted"), measure("H3", "New draft of H1"))
    ours = bill_rows()["H1"].measure_id
    done(follow_measure, measure_id=ours, version=0, said=Said(Priority.TOP, "Our bill"), now=NOW)
    undone = done(undo_import, import_id=report.import_id, now=NOW)
    assert (set(bill_rows()), len(actions_on_file()), undone.kept) == ({"H1", "H3"}, 2, 3), "2 bills, 1 measure"
    assert [head.number for head in asked(bills, BillFilter(ours=True)).followed] == ["H1"]


def test_a_day_belongs_to_its_step_and_goes_with_it() -> None:
    introduced, unread = date(2025, 1, 1), "Reorganization plan approved"
    imported(measure("H1", introduced=introduced), measure("H2", "Enacted"), measure("H3", unread))
    undated = MeasureSaid("ma", "194", "H1", actions=(ActionSaid(None, "lower", "Enacted"),))
    imported(undated, measure("H2", unread), measure("H3", introduced=introduced))
    steps = {key: (row.step, row.stepped_on) for key, row in bill_rows().items()}
    assert steps == {"H1": (Step.ENACTED, None), "H2": ("", None), "H3": (Step.FILED, introduced)}
    assert imported(measure("H1", unread)).counts.updated == 1
    assert (bill_rows()["H1"].step, bill_rows()["H1"].stepped_on) == (Step.FILED, introduced)
    assert imported(measure("H1", unread, introduced=introduced)).import_id is None


def test_a_bill_names_the_document_that_it_stands_in_now(tmp_path: Path) -> None:
    sources = []
    for number, title in enumerate(("Old", "Old", "New")):
        path = tmp_path / f"{number}.csv"
        path.write_text(f"bill,title,note\nH1,{title},{number}\n")
        (given,) = read_bills([(path, path.name)], state="ma", session="194")
        done(import_bills, given=given, now=NOW)
        sources.append(bill_rows()["H1"].source_id)
    assert sources[0] == sources[1] != sources[2]
    done(undo_import, import_id=2, now=NOW)
    assert bill_rows()["H1"].source_id == sources[0]


def test_only_the_bill_whose_roll_call_changed_counts_as_changed() -> None:
    calls = {key: RollCallSaid("lower", "Third", None, "passed", ("legiscan", key), yes=80) for key in ("1", "2")}
    imported(*(measure(f"H{key}", roll_calls=(call,)) for key, call in calls.items()))
    calls["2"] = replace(calls["2"], no=12)
    report = imported(*(measure(f"H{key}", roll_calls=(call,)) for key, call in calls.items()))
    assert (report.counts.updated, report.counts.unchanged, report.tallies["bills"]["changed"]) == (1, 1, 1)


def test_a_draft_of_many_bills_is_linked_to_them_and_is_none_of_them() -> None:
    imported(measure("S100"), *(measure(f"H{n}", "Accompanied a new draft, see S100") for n in range(1, 9)))
    rows = bill_rows()
    assert len({row.measure_id for row in rows.values()}) == 9
    assert len(asked(bill, rows["S100"].id).others) == 8


def test_what_we_say_outlives_every_import_and_the_joining_of_measures() -> None:
    imported(measure("H1"), measure("S1", title="Other"))
    ours = bill_rows()["S1"].measure_id
    done(follow_measure, measure_id=ours, version=0, said=Said(Priority.TOP, "Our bill", "A note"), now=NOW)
    imported(measure("H1", related=(RelatedSaid("companion", "S1"),), title="Refreshed"), measure("S1", title="Anew"))
    rows = bill_rows()
    assert rows["H1"].measure_id == rows["S1"].measure_id == ours, "of the two the one we follow is kept"
    assert asked(followed_measures)[ours].note == "A note"
    with open_session(ORGANIZER) as session:
        joined = session.exec(select(Measure.id).where(Measure.joined_to == ours)).one()
    assert asked(whole_measure, joined) == (ours, joined)


def test_a_bill_that_vanishes_from_a_full_listing_is_dated_never_deleted() -> None:
    imported(measure("H1"), measure("H2"))
    report = imported(measure("H1"), whole=(("ma", "194"),))
    assert (report.gone, bill_rows()["H2"].gone_since) == (1, NOW.date())
    imported(measure("H2"), whole=(("ma", "194"),))
    rows = bill_rows()
    assert (rows["H2"].gone_since, rows["H1"].gone_since) == (None, NOW.date())


def test_a_renumbered_bill_keeps_the_sources_own_number_once() -> None:
    imported(measure("HD1", identifiers=(("legiscan", "7"),)))
    imported(measure("H9", identifiers=(("legiscan", "7"),)))
    assert imported(measure("H9", identifiers=(("legiscan", "7"),))).import_id is None


def test_roll_calls_are_handed_on_and_what_has_no_place_is_rejected() -> None:
    call = RollCallSaid("lower", "Third reading", date(2025, 2, 1), "passed", ("legiscan", "1"), yes=80, no=10)
    said = (measure("H1", roll_calls=(call,)), measure("H2", state="zz"), measure("charter"))
    report = imported(*said)
    assert (report.roll_calls.inserted, report.counts.inserted, report.counts.rejected) == (1, 1, 2)
    assert [one.column for one in report.rejected] == ["state", "number"]
    assert imported(said[0]).import_id is None


def test_a_member_may_not_import_and_a_dry_run_keeps_nothing() -> None:
    (given,) = read_bills(real("ky_2017_bills.csv"))
    with pytest.raises(NotAllowed):
        done(import_bills, viewer=MEMBER, given=given, now=NOW)
    report = done(import_bills, given=given, now=NOW, dry_run=True)
    assert (report.counts.inserted, report.import_id, bill_rows()) == (263, None, {})


@pytest.mark.usefixtures("store")
def test_kentuckys_bills_and_sponsors_the_education_bills_and_a_campaigns_add_up() -> None:
    assert taken("ky_2017_bills.csv").counts.inserted == 263
    sponsors = taken("ky_2017_sponsors.csv")
    assert (sponsors.counts.rows, sponsors.counts.skipped, sponsors.tallies["sponsors"]["new"]) == (2_096, 1, 2_095)
    assert (sponsors.tallies["bills"]["new"], sponsors.tallies["bills"]["changed"]) == (491, 259)
    education = taken("education_bills_2025.jsonl")
    assert (education.counts.inserted, education.counts.rejected) == (612, 0)
    campaign = taken("ma_campaign_bills.csv", "ma_campaign_cosponsors.csv")
    assert (campaign.counts.rows, campaign.counts.skipped, campaign.counts.rejected) == (2_114, 151, 0)
    again = taken("ma_campaign_bills.csv", "ma_campaign_cosponsors.csv")
    assert (again.import_id, again.counts.unchanged, again.counts.skipped) == (None, 1_963, 151)
    found = asked(bills, BillFilter(words="H.495", state="ma"), viewer=PUBLIC_VIEWER)
    assert [(head.number, head.session) for head in found.others] == [("H.495", "193")]


def test_massachusetts_actions_come_in_and_go_again() -> None:
    report = taken("ma_bill_actions_2021_2022.csv")
    assert (report.counts.inserted, report.tallies["bills"]["new"], report.unread) == (45_472, 8_180, 6)
    budget = asked(bill, bill_rows()["H1"].id)
    assert {"H4000", "H4001", "H4002", "S3"} <= {other.head.number for other in budget.others}
    assert budget.further is not None
    assert (budget.further.number, budget.further.step) == ("H4002", Step.SIGNED)
    undone = done(undo_import, import_id=report.import_id, now=NOW)
    assert (undone.kept, bill_rows(), actions_on_file()) == (0, {}, [])
