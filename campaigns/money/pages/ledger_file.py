"""Import a ledger on the money page: drop the file, say which account is which budget line, apply, take back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from campaigns.money import sentences as say
from campaigns.money import shown
from campaigns.money.importing import AccountSum, Choice, LedgerReport, NewLine, import_ledger
from campaigns.money.queries import LineOf
from campaigns.money.rules import CostCategory
from campaigns.money.undoing_ledgers import PastLedger, past_ledgers, undo_ledger
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.errors import CommonTableError
from data.language import _, ngettext
from data.money import dollars
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown

LEAVE, NEW = "leave", "new"


@contextmanager
def _on_disk(content: bytes) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger"
        path.write_bytes(content)
        yield path


def _run(campaign_id: int, name: str, content: bytes, choices: dict[str, Choice], *, dry_run: bool) -> LedgerReport:
    now = clock.now()
    with _on_disk(content) as path, open_session(current_viewer(), writing=True) as session:
        return import_ledger(
            session, campaign_id=campaign_id, path=path, file_name=name, choices=choices, today=now.date(), now=now,
            dry_run=dry_run,
        )  # fmt: skip


def _guess(account: AccountSum) -> str:
    """A new line's name: the last part of the account's."""
    return account.account.rsplit(":", 1)[-1].replace("-", " ").strip() or account.account


def _choices(accounts: tuple[AccountSum, ...], lines: tuple[LineOf, ...]) -> dict[str, Choice]:
    """The budget line of each account, as the person says."""
    names = {str(line.id): line.name for line in lines}
    words = {LEAVE: _("Leave out"), NEW: _("A new budget line"), **names}
    found: dict[str, Choice] = {}
    for account in accounts:
        options = list(words)
        known = str(account.line_id) if account.line_id is not None else LEAVE
        costs = ngettext("{n} cost", "{n} costs", account.costs).format(n=f"{account.costs:,}")
        picked = st.selectbox(
            parts.plain(f"{account.account}: {costs}, {dollars(account.amount_cents)}"),
            options,
            options.index(known),
            format_func=lambda one: words[one],
            key=f"account_{account.account}",
        )
        if picked == NEW:
            found[account.account] = NewLine(_guess(account), CostCategory.OTHER)
        else:
            found[account.account] = None if picked == LEAVE else int(picked)
    return found


def ledger_import(campaign_id: int, lines: tuple[LineOf, ...]) -> None:
    """What a ledger would bring, said before it does."""
    html(parts.heading(_("Import the ledger")))
    html(parts.note(_("A table (CSV, XLSX) with a date, an account and an amount, or a Beancount journal.")))
    file = st.file_uploader(_("The books"), type=["csv", "tsv", "txt", "xlsx", "beancount", "bean"], key="ledger")
    if file is not None:
        name, content = file.name, file.getvalue()
        try:
            first = _run(campaign_id, name, content, {}, dry_run=True)
            choices = _choices(first.accounts, lines)
            report = _run(campaign_id, name, content, choices, dry_run=True)
        except CommonTableError as problem:
            html(parts.stop(str(problem), _("Nothing was imported."), _("Correct the file and try again.")))
            return
        _preview(report)
        _apply_button(campaign_id, name, content, choices, report)
    _past(campaign_id)


def _preview(report: LedgerReport) -> None:
    html(parts.say(say.report_sentence(report)), parts.bullet_list(say.aside_lines(report)))
    if report.refused:
        html(shown.refusal_table(report))


def _apply_button(
    campaign_id: int, name: str, content: bytes, choices: dict[str, Choice], report: LedgerReport
) -> None:
    if not report.new:
        html(parts.note(_("Nothing new is chosen: say which accounts are which budget lines, if costs are missing.")))
        return
    label = ngettext("Import {n} cost, {amount}", "Import {n} costs, {amount}", report.new)
    said = label.format(n=f"{report.new:,}", amount=dollars(report.new_cents))
    if st.button(said, type="primary", key="take_ledger"):
        with refusal_shown(_("Nothing was imported."), _("Correct the file and try again.")):
            done = _run(campaign_id, name, content, choices, dry_run=False)
            keep_saved(_("Ledger imported"), [say.report_sentence(done), _("You can take it back below, as a whole.")])
            st.rerun()


def _past(campaign_id: int) -> None:
    with open_session(current_viewer()) as session:
        batches = past_ledgers(session, campaign_id)
    for batch in batches:
        with st.container(horizontal=True, key=f"batch_row_{batch.id}", vertical_alignment="center"):
            html(shown.past_ledger(batch, today=clock.now().date()))
            undo = _("Take back import {n}").format(n=batch.id)
            if batch.undone_at is None and st.button(undo, key=f"undo_ledger_{batch.id}"):
                _undo(batch)


def _undo(batch: PastLedger) -> None:
    with refusal_shown(_("Nothing was changed.")):
        with open_session(current_viewer(), writing=True) as session:
            undone = undo_ledger(session, batch_id=batch.id, now=clock.now())
        said = [ngettext("{n} entry is gone.", "{n} entries are gone.", undone.entries).format(n=f"{undone.entries:,}")]
        if undone.kept:
            stays = ngettext(
                "{n} entry stays, because somebody changed it since.",
                "{n} entries stay, because somebody changed them since.",
                undone.kept,
            )
            said.append(stays.format(n=f"{undone.kept:,}"))
        keep_saved(_("Import taken back"), said)
        st.rerun()
