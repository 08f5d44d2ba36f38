"""Ballot questions come in once, come in changed, and go again; positions and scenarios that hang on them stay."""

from datetime import date
from pathlib import Path

import pytest

from budget.scenarios.commands import keep_scenario
from budget.scenarios.models import Calculator
from campaigns.positions.commands import add_ballot_question, take_position
from campaigns.positions.rules import Stance, SubjectKind
from campaigns.voter_guides.ballot_commands import SheetWords, keep_sheet, link_scenario
from campaigns.voter_guides.ballot_importing import undo_ballot_import
from campaigns.voter_guides.ballot_sheets import SheetOf, past_ballot_imports, question_sheet, questions_listed
from campaigns.voter_guides.tax_effects import recomputed
from data.errors import InvalidInput, NotAllowed
from data.imports.outcomes import Undone
from data.store import open_session
from tests.campaigns.voter_guides.elections import NOW, SAMPLES, massachusetts, said, take_ballot
from tests.support import MEMBER, ORGANIZER, PUBLIC

OVERRIDE = {
    "town": "Example Town", "prior_limit": "60,000,000", "value": "5,000,000,000", "override": "2,000,000",
    "home": "500,000",
}  # fmt: skip


def sheet(number: str, viewer: object = PUBLIC) -> SheetOf:
    with open_session(viewer) as session:  # type: ignore[arg-type]
        found = {one.number: one.id for one in questions_listed(session)}
        return question_sheet(session, found[number])


def numbers() -> list[str]:
    with open_session(PUBLIC) as session:
        return [one.number for one in questions_listed(session)]


def changed_sample(tmp_path: Path) -> Path:
    text = (SAMPLES / "example-1.yaml").read_text()
    path = tmp_path / "example-1.yaml"
    path.write_text(text.replace("make no change", "change nothing"))
    return path


def test_files_come_in_once_are_public_and_name_their_document(store: str) -> None:
    report = take_ballot()
    assert (report.rows, report.new, report.unchanged, len(report.rejected)) == (2, 2, 0, 0)
    one = sheet("1")
    assert one.document is not None
    assert len(one.document.sha256) == 64
    assert one.document.address == one.address == "https://malegislature.gov/Bills/193/H0001.pdf"
    assert (one.money_effect, one.outcome) == (None, "accepted")
    again = take_ballot()
    assert (again.new, again.updated, again.unchanged, again.batch_id) == (0, 0, 2, None)
    with open_session(ORGANIZER) as session:
        assert len(past_ballot_imports(session)) == 1


def test_an_import_is_taken_back_whole_and_gives_back_what_it_changed(store: str, tmp_path: Path) -> None:
    first = take_ballot()
    second = take_ballot(changed_sample(tmp_path))
    assert (second.updated, second.new) == (1, 0)
    assert sheet("1").no_means == "A NO VOTE would change nothing."
    with pytest.raises(InvalidInput, match=f"Undo import {second.batch_id} first"):
        said(undo_ballot_import, batch_id=first.batch_id, now=NOW)
    assert said(undo_ballot_import, batch_id=second.batch_id, now=NOW) == Undone(0, 1, 0)
    assert sheet("1").no_means == "A NO VOTE would make no change."
    assert said(undo_ballot_import, batch_id=first.batch_id, now=NOW) == Undone(2, 0, 0)
    assert numbers() == []
    with pytest.raises(InvalidInput, match="undone already"):
        said(undo_ballot_import, batch_id=first.batch_id, now=NOW)


def test_an_undo_leaves_a_question_somebody_took_a_position_on(sqlite_store: str) -> None:
    report = take_ballot()
    said(
        take_position, subject=(SubjectKind.BALLOT_QUESTION, sheet("2").id), stance=Stance.SUPPORT,
        since=date(2024, 9, 1), now=NOW,
    )  # fmt: skip
    assert said(undo_ballot_import, batch_id=report.batch_id, now=NOW) == Undone(1, 0, 1)
    assert numbers() == ["2"]


def test_a_question_of_before_keeps_its_number_and_gains_its_meaning(sqlite_store: str) -> None:
    massachusetts()
    number = said(
        add_ballot_question, jurisdiction="ma", election_on=date(2024, 11, 5), number="1", title="Library cards"
    )
    take_ballot()
    found = sheet("1")
    assert (found.id, found.title) == (number, "Example: A Library Card for Every Student")


def test_words_are_taken_by_hand_from_a_named_document_and_the_second_saver_is_told(sqlite_store: str) -> None:
    massachusetts()
    number = said(add_ballot_question, jurisdiction="ma", election_on=date(2026, 12, 8), number="A", title="Override")
    with pytest.raises(InvalidInput, match="Name the document"):
        said(keep_sheet, ballot_question_id=number, version=0, words=SheetWords(yes_means="More."))
    words = SheetWords(yes_means="More\nmoney.", document="Town warrant")
    assert said(keep_sheet, ballot_question_id=number, version=0, words=words) == 1
    with pytest.raises(InvalidInput, match="changed by somebody else"):
        said(keep_sheet, ballot_question_id=number, version=0, words=words)
    with pytest.raises(NotAllowed):
        said(keep_sheet, MEMBER, ballot_question_id=number, version=1, words=words)
    found = sheet("A")
    assert (found.yes_means, found.no_means, found.version) == ("More money.", None, 1)


def test_a_levy_question_is_worked_out_anew_by_its_scenario_which_only_the_coalition_sees(sqlite_store: str) -> None:
    massachusetts()
    number = said(add_ballot_question, jurisdiction="ma", election_on=date(2026, 12, 8), number="A", title="Override")
    kept = said(
        keep_scenario, calculator=Calculator.MA_LEVY, name="Two million", inputs=OVERRIDE, rules="older", outcome="",
        now=NOW,
    )  # fmt: skip
    said(link_scenario, ballot_question_id=number, version=0, scenario_id=kept)
    assert sheet("A", PUBLIC).scenario is None
    with open_session(MEMBER) as session:
        scenario = question_sheet(session, number).scenario
        assert scenario is not None
        effect = recomputed(session, scenario)
    cents = {one.key: one.cents for one in effect.amounts}
    assert cents == {"override": 200_000_000, "home": 50_000_000, "more": 20_000}, "2M / 5,000M × $500,000 is $200"
    assert effect.rules_changed
    seek = said(
        keep_scenario, calculator=Calculator.SEEK, name="No tax", inputs={"year": "2026"}, rules="", outcome="",
        now=NOW,
    )  # fmt: skip
    with pytest.raises(InvalidInput, match="not of a tax"):
        said(link_scenario, ballot_question_id=number, version=1, scenario_id=seek)
