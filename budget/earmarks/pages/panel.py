"""The part of a line's page about its language and the earmarks inside it."""

import streamlit as st

from budget.earmarks import shown
from budget.earmarks.commands import LanguageReport, follow_earmark, paste_language, place_earmark
from budget.earmarks.queries import InsideLine, home_of, inside_line
from budget.line_items.line_queries import LineRecord, documents_of
from budget.line_items.stages import LineItemKind
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _
from data.money import dollars
from data.periods import FiscalYear
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown

FOUND = "earmarks_found"


def earmark_panel(record: LineRecord, year: FiscalYear) -> None:
    """Earmarks inside the line, or the line an earmark lies in; with the acts an organizer has."""
    if record.head.kind is LineItemKind.EARMARK:
        _home(record)
        return
    if record.head.kind is not LineItemKind.ITEM:
        return
    with open_session(current_viewer()) as session:
        inside = inside_line(session, record.head, year)
        documents = documents_of(session, {said.source_id for said in inside.language})
    may_enter = may(current_viewer(), Permission.IMPORT_FIGURES)
    if not inside.earmarks and not inside.language and not may_enter:
        return
    html(parts.heading(_("Inside the line")))
    _show_inside(record, inside, year)
    if inside.language:
        with st.expander(_("The wording on file ({n})").format(n=len(inside.language))):
            html(shown.language_list(inside.language, documents))
    if may_enter:
        _paste_form(record, year)
        _follow_found(record)


def _show_inside(record: LineRecord, inside: InsideLine, year: FiscalYear) -> None:
    for earmark in inside.earmarks:
        for gone in earmark.vanished:
            sentence = shown.vanished_sentence(gone, earmark.name)
            html(parts.check_list([(False, sentence)]))
    if inside.earmarks:
        html(shown.earmark_table(inside.earmarks, record.stages, year.label))
    else:
        html(parts.note(_("No earmark inside this line is followed yet.")))


def _paste_form(record: LineRecord, year: FiscalYear) -> None:
    stages = {stage.code: stage.name for stage in record.stages if not stage.is_change}
    with st.popover(_("Paste the line’s wording"), icon=":material/content_paste:"), st.form("language"):
        st.caption(_("We look for “not less than $… shall be expended for …”, for {year}.").format(year=year.label))
        stage = st.selectbox(_("Stage"), list(stages), format_func=lambda code: stages[code])
        text = st.text_area(_("Wording"), height=200)
        title = st.text_input(_("Document"), placeholder=_("House budget, section 2"))
        address = st.text_input(_("Its address"), placeholder="https://malegislature.gov/…")
        if st.form_submit_button(_("Keep the wording"), type="primary"):
            _keep_wording(record, year, stage, text, title, address)


def _keep_wording(record: LineRecord, year: FiscalYear, stage: str, text: str, title: str, address: str) -> None:
    with refusal_shown(_("Nothing was kept."), _("Correct it and try again.")):
        with open_session(current_viewer(), writing=True) as session:
            report = paste_language(
                session,
                line_item_id=record.head.id,
                fiscal_year=year,
                stage_code=stage,
                text=text,
                source_title=title,
                source_address=address,
            )
        st.session_state[FOUND] = (record.head.id, report.others)
        keep_saved(_("Wording kept"), _said(report))
        st.rerun()


def _said(report: LanguageReport) -> list[str]:
    lines = [_("Found: {name}.").format(name=name) for name in report.found]
    lines += [_("Gone from the language: {name}.").format(name=name) for name in report.gone]
    if report.others:
        lines.append(_("{n} earmarks in it are not followed yet; choose below.").format(n=len(report.others)))
    return lines or [_("It holds no earmark in the standard wording.")]


def _follow_found(record: LineRecord) -> None:
    kept = st.session_state.get(FOUND)
    if kept is None or kept[0] != record.head.id or not kept[1]:
        return
    for number, earmark in enumerate(kept[1]):
        with st.container(horizontal=True, key=f"batch_row_earmark_{number}", vertical_alignment="center"):
            words = _("{amount} for {purpose}").format(amount=dollars(earmark.amount_cents), purpose=earmark.purpose)
            html(parts.say(words))
            if st.button(_("Follow this earmark"), key=f"follow_{number}"):
                _follow(record, number, earmark.purpose)


def _follow(record: LineRecord, number: int, purpose: str) -> None:
    with refusal_shown(_("Nothing was changed.")):
        with open_session(current_viewer(), writing=True) as session:
            name = purpose[:1].upper() + purpose[1:]
            follow_earmark(session, inside_id=record.head.id, name=name, words=purpose)
        head, others = st.session_state[FOUND]
        st.session_state[FOUND] = (head, tuple(e for place, e in enumerate(others) if place != number))
        keep_saved(_("Earmark followed"), [_("It has a path and a page of its own now.")])
        st.rerun()


def _home(record: LineRecord) -> None:
    with open_session(current_viewer()) as session:
        home = home_of(session, record.head.id)
    html(parts.heading(_("Inside which line")))
    if home is not None:
        st.page_link(
            "budget/line_items/pages/line_item.py",
            label=parts.plain(f"{home.label} · {home.name}"),
            query_params={"line": str(home.id)},
        )
        return
    html(parts.note(_("The line that carries this earmark is not known yet.")))
    if not may(current_viewer(), Permission.IMPORT_FIGURES):
        return
    with st.form("earmark_home"):
        code = st.text_input(_("Line item number"), placeholder="7066-0000")
        words = st.text_input(_("Its purpose as worded"), value=record.head.name)
        if st.form_submit_button(_("Save the line")):
            _place(record, code, words)


def _place(record: LineRecord, code: str, words: str) -> None:
    with refusal_shown(_("Nothing was saved."), _("Correct it and save again.")):
        with open_session(current_viewer(), writing=True) as session:
            place_earmark(session, line_item_id=record.head.id, inside_code=code, words=words)
        keep_saved(_("Line saved"), [_("The earmark is inside {code}.").format(code=code.strip())])
        st.rerun()
