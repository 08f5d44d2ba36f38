"""The forms of a ballot question: what it means in its official words, and the tax scenario of a levy question."""

import streamlit as st

from campaigns.voter_guides.ballot_commands import SheetWords, keep_sheet, link_scenario
from campaigns.voter_guides.ballot_rules import LONGEST_TEXT
from campaigns.voter_guides.ballot_sheets import SheetOf, tax_scenarios
from coalition.accounts.current import current_viewer
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown

SAFE, CURE = "Nothing was saved; what you typed stands.", "Correct it and save again."


def _texts(one: SheetOf) -> dict[str, str]:
    labels = {
        "yes_means": _("What a yes vote means"),
        "no_means": _("What a no vote means"),
        "money_effect": _("What it does to public money"),
        "arguments_for": _("Argument for"),
        "arguments_against": _("Argument against"),
        "summary": _("Official summary"),
    }
    return {
        name: st.text_area(
            label, getattr(one, name) or "", max_chars=LONGEST_TEXT, height=110, key=f"sheet_{name}_{one.id}"
        )
        for name, label in labels.items()
    }


def _names(one: SheetOf) -> dict[str, str]:
    labels = {
        "committee_for": _("Committee for"),
        "committee_against": _("Committee against"),
        "bill_number": _("Bill’s number"),
        "outcome": _("What became of it: accepted or rejected"),
    }
    return {
        name: st.text_input(label, getattr(one, name) or "", max_chars=160, key=f"sheet_{name}_{one.id}")
        for name, label in labels.items()
    }


def sheet_form(one: SheetOf) -> None:
    """Take a question's meaning from its official document; what is left empty, the document says nothing about."""
    label = _("Correct these words") if one.version else _("Say what it means")
    with st.popover(label, icon=":material/edit:"), st.form(f"sheet_{one.id}"):
        html(parts.note(_("Copy the official words as they are; what the document does not say stays empty.")))
        texts, names = _texts(one), _names(one)
        document = st.text_input(
            _("Document these words stand in"), placeholder=_("Information for Voters, 2024"), key=f"sheet_doc_{one.id}"
        )
        address = st.text_input(_("Its address"), placeholder="https://", key=f"sheet_address_{one.id}")
        if st.form_submit_button(_("Save these words"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                words = SheetWords(document=document, address=address, **texts, **names)
                with open_session(current_viewer(), writing=True) as session:
                    keep_sheet(session, ballot_question_id=one.id, version=one.version, words=words)
                keep_saved(_("Saved"), [_("Everybody can read these words, as they are public record.")])
                st.rerun()


def scenario_form(one: SheetOf) -> None:
    """Link a levy question with a kept tax scenario, so that its cost is worked out anew whenever it is shown."""
    with open_session(current_viewer()) as session:
        found = {kept.id: kept.name for kept in tax_scenarios(session)}
    with st.popover(_("Tax scenario"), icon=":material/calculate:"), st.form(f"scenario_{one.id}"):
        if not found:
            html(parts.note(_("No tax scenario is kept yet. Keep one on the page Taxes.")))
        stands = one.scenario.id if one.scenario else 0
        options = [0, *found]
        chosen = st.selectbox(
            _("The scenario that says what it costs"), options, options.index(stands) if stands in found else 0,
            format_func=lambda number: found.get(number, _("None")), key=f"scenario_of_{one.id}",
        )  # fmt: skip
        if st.form_submit_button(_("Save the scenario"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                with open_session(current_viewer(), writing=True) as session:
                    link_scenario(
                        session, ballot_question_id=one.id, version=one.version, scenario_id=chosen or None
                    )  # fmt: skip
                keep_saved(_("Saved"), [found.get(chosen, _("No scenario is linked."))])
                st.rerun()
