"""An imported ledger: counts add up, a repeat changes nothing, overlapping exports meet, undo takes it back."""

from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from budget.line_items.batches import past_imports
from budget.line_items.undoing_imports import undo_import
from campaigns.money.entries import CostSaid, change_cost
from campaigns.money.importing import LedgerReport, NewLine, import_ledger
from campaigns.money.rules import CostCategory, Sums
from campaigns.money.undoing_ledgers import past_ledgers, undo_ledger
from data.audit import broken_entry
from data.errors import FileProblem, InvalidInput, NotAllowed, NotFound
from data.imports.models import ImportBatch
from data.store import open_session
from tests.campaigns.money.room import C, S, entries, line, money
from tests.campaigns.plans.room import NOW, TODAY, campaign, said
from tests.support import MEMBER, ORGANIZER

CSV = """Date,Account,Description,Amount
2026-10-03,Printing,Flyers,"1,240.50"
2026-10-03,Printing,Flyers,"1,240.50"
2026-10-09,Printing,Refund,(40.50)
2026-12-24,Food,Deposit,60
2026-10-10,Rent,Office,500
soon,Food,x,5
"""
JOURNAL = """
2026-10-03 * "Flyers"
  Printing:A  5 USD
"""
BEANCOUNT = """
2026-10-03 * "Flyers"
  Expenses:Printing  1,240.50 USD
  Assets:Bank
2026-10-12 * "Buses"
  Expenses:Travel  700.00 USD
  Assets:Bank
"""


@pytest.fixture
def number(store: str) -> int:
    return campaign()


def take(number: int, folder: Path, text: str, name: str = "books.csv", **words: Any) -> LedgerReport:
    path = folder / "given"
    path.write_text(text, encoding="utf-8")
    usual: dict[str, Any] = {"choices": {}, "today": TODAY, "now": NOW}
    report: LedgerReport = said(import_ledger, campaign_id=number, path=path, file_name=name, **(usual | words))
    added = report.new + report.unchanged + report.left_out + sum(report.aside.values()) + len(report.refused)
    assert added == report.rows
    return report


def test_chosen_accounts_come_in_once_and_every_row_is_counted(number: int, tmp_path: Path) -> None:
    flyers = line(number)
    choices = {"Printing": flyers, "Food": NewLine("Food", CostCategory.FOOD)}
    preview = take(number, tmp_path, CSV, choices=choices, dry_run=True)
    assert (preview.rows, preview.new, preview.left_out, len(preview.refused), preview.ahead) == (6, 4, 1, 1, 1)
    assert [(a.account, a.costs, a.amount_cents) for a in preview.accounts] == [
        ("Food", 1, 6_000), ("Printing", 3, 244_050), ("Rent", 1, 50_000),
    ]  # fmt: skip
    assert (entries(number), len(money(number).lines)) == ((), 1)

    report = take(number, tmp_path, CSV, choices=choices)

    assert (report.new, report.new_cents) == (4, 250_050)
    assert [(one.name, one.sums) for one in money(number).lines] == [
        ("Flyers", Sums(0, 0, 244_050)), ("Food", Sums(0, 6_000, 0)),
    ]  # fmt: skip
    assert {(one.state, one.on > TODAY) for one in entries(number)} == {(S, False), (C, True)}
    again = take(number, tmp_path, CSV, choices={"Printing": flyers})
    assert (again.new, again.unchanged, again.batch_id) == (0, 4, None)
    with open_session(ORGANIZER) as session:
        assert broken_entry(session) is None
        batch = session.exec(select(ImportBatch).where(ImportBatch.id == report.batch_id)).one()
        assert batch.rows == batch.inserted + batch.unchanged + batch.skipped + batch.rejected
        assert past_imports(session) == ()


def test_a_longer_export_brings_only_what_is_new_and_a_persons_words_stay(number: int, tmp_path: Path) -> None:
    flyers = line(number, account="Expenses:Printing")
    first = take(number, tmp_path, BEANCOUNT, "books.beancount")
    assert (first.kind, first.new, first.left_out) == ("ledger beancount", 1, 1)
    one = entries(number)[0]
    given = CostSaid(flyers, S, one.on, one.amount_cents, "Flyers, second run", is_lobbying=False)
    said(change_cost, entry_id=one.id, version=1, said=given, today=TODAY)
    longer = BEANCOUNT + '2026-11-02 * "Posters"\n  Expenses:Printing  10 USD\n  Assets:Bank\n'
    second = take(number, tmp_path, longer, "books.beancount")
    assert (second.new, second.unchanged, second.left_out) == (1, 1, 1)
    assert [(e.memo, e.amount_cents) for e in entries(number)] == [("Posters", 1_000), ("Flyers, second run", 124_050)]


def test_undo_takes_back_what_nobody_changed_and_the_lines_it_made(number: int, tmp_path: Path) -> None:
    choices = {
        "Expenses:Printing": NewLine("Prints", CostCategory.PRINTING),
        "Expenses:Travel": NewLine("Buses", CostCategory.TRAVEL),
    }
    report = take(number, tmp_path, BEANCOUNT, "books.bean", choices=choices)
    kept = next(one for one in entries(number) if one.line == "Buses")
    given = CostSaid(kept.line_id, S, kept.on, 69_000)
    said(change_cost, entry_id=kept.id, version=1, said=given, today=TODAY)
    with pytest.raises(NotFound):
        said(undo_import, batch_id=report.batch_id)

    undone = said(undo_ledger, batch_id=report.batch_id, now=NOW)

    assert (undone.entries, undone.kept) == (1, 1)
    assert [(one.name, one.sums.spent) for one in money(number).lines] == [("Buses", 69_000)]
    with pytest.raises(InvalidInput, match="undone already"):
        said(undo_ledger, batch_id=report.batch_id, now=NOW)
    again = take(number, tmp_path, BEANCOUNT, "books.bean", choices={"Expenses:Printing": kept.line_id})
    assert (again.new, again.unchanged) == (1, 1)
    with open_session(ORGANIZER) as session:
        assert [batch.id for batch in past_ledgers(session, number)] == [again.batch_id, report.batch_id]


@pytest.mark.usefixtures("sqlite_store")
def test_what_is_no_ledger_is_refused_and_only_keepers_import(tmp_path: Path) -> None:
    number = campaign()
    with pytest.raises(InvalidInput, match="no columns for a date"):
        take(number, tmp_path, "a,b\n1,2\n")
    with pytest.raises(FileProblem):
        take(number, tmp_path, "\x00\x01\x02")
    with pytest.raises(NotFound):
        take(number, tmp_path, CSV, choices={"Food": 99})
    with pytest.raises(NotFound):
        take(99, tmp_path, CSV)
    path = tmp_path / "books"
    path.write_text(CSV, encoding="utf-8")
    with pytest.raises(NotAllowed):
        said(import_ledger, MEMBER, campaign_id=number, path=path, file_name="x", choices={}, today=TODAY, now=NOW)
    unbalanced = take(number, tmp_path, JOURNAL)
    assert ([refused.row for refused in unbalanced.refused], unbalanced.new) == ([2, 3], 0)
