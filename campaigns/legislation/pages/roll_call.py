"""One vote: what was decided, the counts, each party, and who answered how."""

import streamlit as st

from campaigns.legislation import roll_call_sentences as say
from campaigns.legislation import roll_call_shown as shown
from campaigns.legislation.models import RollCallKind
from campaigns.legislation.roll_call_entry import remove_entered
from campaigns.legislation.roll_calls import RollCallRecord, roll_call_record
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.errors import NotFound
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown, show_saved

viewer = current_viewer()
today = clock.now().date()
BILL = "campaigns/legislation/pages/bill.py"


def record_of_address() -> RollCallRecord:
    """The vote the address names. Raises NotFound."""
    number = number_of(st.query_params.get("roll-call", ""))
    if number is None:
        raise NotFound(_("The roll call"))
    with open_session(viewer) as session:
        return roll_call_record(session, number)


def answers(record: RollCallRecord) -> None:
    """The list of a roll call: by party, then everybody."""
    if not record.votes:
        html(
            parts.empty(
                _("Nobody’s answer is on file."),
                _("The source prints counts only. A file of votes or a sync may bring the list."),
            )
        )
        return
    html(shown.bar(record.head), parts.heading(_("By party")), shown.party_table(record))
    html(parts.heading(_("Who answered how")), shown.who(record))
    address = f"roll-call={record.head.id}"
    html(parts.downloads([(kind.upper(), f"/export/roll-call.{kind}?{address}") for kind in ("csv", "xlsx", "json")]))


def remove_button(record: RollCallRecord) -> None:
    """What was typed by hand can be taken off again."""
    if not record.head.by_hand or not may(viewer, Permission.IMPORT_FIGURES):
        return
    with st.popover(_("Take it off"), icon=":material/delete:"):
        html(parts.note(_("It was entered by hand. The record of changes keeps what it said.")))
        if st.button(_("Take this vote off"), key="remove_roll_call"):
            with refusal_shown(_("Nothing was changed.")):
                with open_session(viewer, writing=True) as session:
                    bill = remove_entered(session, roll_call_id=record.head.id)
                keep_saved(_("Vote taken off"), [_("{bill} stands without it.").format(bill=record.bill.number)])
                st.switch_page(BILL, query_params={"bill": str(bill)})


def show() -> None:
    try:
        record = record_of_address()
    except NotFound as missing:
        st.title(_("Roll call"))
        html(parts.stop(str(missing), _("Nothing was changed."), _("Open the vote from its bill’s page.")))
        return
    head, bill = record.head, record.bill
    html(parts.eyebrow([f"{bill.state_name} {bill.session_code}", bill.number, say.chamber_name(head)]))
    st.title(parts.plain(head.motion or _("Vote on {bill}").format(bill=bill.number)))
    show_saved()
    html(parts.lede(say.lede(record, today=today)))
    if sentence := say.bar_sentence(record):
        html(parts.say(sentence))
    for caution in say.cautions(record):
        html(parts.note(caution))
    if head.kind is RollCallKind.ROLL_CALL:
        answers(record)
    with st.container(key="watched_row_roll_call_acts", gap=None):
        st.page_link(
            BILL, label=parts.plain(f"{bill.number} {bill.title}".strip()), query_params={"bill": str(bill.id)}
        )
        remove_button(record)
    if record.source:
        html(parts.heading(_("Source")))
        html(parts.sources([parts.SourceNote(record.source, record.source_address, ())]))


show()
