"""Bring the Department's whole table of key factors, dropped or pasted."""

import tempfile
from pathlib import Path

import streamlit as st

from budget.formulas.key_factors import WANTED, take_key_factors
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.errors import InvalidInput
from data.language import _, ngettext
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown

EXAMPLE = (
    "LEA\tDistrict\tFoundation enrollment\tFoundation budget\tRequired contribution\tPrior year aid\tChapter 70 aid"
)


def key_factors_form() -> None:
    """A file or a pasted table, and the fiscal year where the table does not say it; then what became of its rows."""
    with st.expander(_("Bring the Department’s table, or type rows of it")), st.form("key_factors", border=False):
        html(parts.note(_(WANTED)))
        file = st.file_uploader(_("Key factors as CSV or XLSX"), type=["csv", "tsv", "txt", "xlsx"], key="factors_file")
        pasted = st.text_area(
            _("Or paste or type the table, its header first"), height=140, key="factors_pasted", placeholder=EXAMPLE
        )
        year = st.text_input(
            _("Fiscal year, where no column says it"), max_chars=6, placeholder="2026", key="factors_year", width=260
        )
        if st.form_submit_button(_("Put it on file"), type="primary"):
            content = file.getvalue() if file is not None else pasted.strip("\n").encode()
            _take(content, file.name if file is not None else "pasted table.tsv", year.strip())


def _take(content: bytes, name: str, year: str) -> None:
    with refusal_shown(_("Nothing was put on file."), _("Correct the table and bring it again.")):
        if not content.strip():
            raise InvalidInput(_("There is no table yet. Choose a file, or paste a table with its header."))
        if year and not (year.isascii() and year.isdigit() and len(year) == 4):
            raise InvalidInput(_("The fiscal year is not four digits. Write it as 2026."))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "given"
            path.write_bytes(content)
            with open_session(current_viewer(), writing=True) as session:
                report = take_key_factors(
                    session, path, name=name, now=clock.now(), fiscal_year=int(year) if year else None
                )
        rows = ngettext("{n} row read.", "{n} rows read.", report.rows).format(n=f"{report.rows:,}")
        counted = _("{new} new, {changed} changed, {same} as before, {skipped} without pupils, {rejected} not taken.")
        keep_saved(
            _("Key factors on file"),
            [
                rows,
                counted.format(
                    new=report.inserted, changed=report.updated, same=report.unchanged, skipped=report.rows_skipped,
                    rejected=len(report.rejected),
                ),
                *(f"{_('Row')} {row.row}, {row.column}: {row.reason}" for row in report.rejected[:10]),
            ],
        )  # fmt: skip
        st.rerun()
