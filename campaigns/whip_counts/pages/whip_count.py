"""One whip count: the numbers, the seats, whom to ask, what is known of each legislator, and how it moved."""

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from campaigns.whip_counts import sentences as say
from campaigns.whip_counts import shown, views
from campaigns.whip_counts.commands import subject_of
from campaigns.whip_counts.pages.count_forms import change_form, owner_form
from campaigns.whip_counts.pages.evidence_forms import heard_form, take_back_form
from campaigns.whip_counts.rules import accuracy
from campaigns.whip_counts.standings import Row, Whip, evidence_of, series, whip
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.changes.pages.panel import history_panel
from data.access import Permission, may
from data.errors import CommonTableError
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html, show_saved

viewer = current_viewer()
today = clock.now().date()
LIST = "campaigns/whip_counts/pages/whip_counts.py"


def asked_for() -> Whip:
    """The count the address names, as of its day. Raises NotFound, InvalidInput."""
    query = dict(st.query_params)
    with open_session(viewer) as session:
        return whip(session, views.count_in(query), day=views.day_in(query, today=today))


def head(found: Whip) -> None:
    standing = found.standing
    one = standing.count
    html(parts.eyebrow([_("Whip counts"), one.state, one.room, one.about]))
    st.title(parts.plain(one.name))
    show_saved()
    html(parts.lede(say.lede(standing)))
    when = _("Decision: {day}").format(day=say.decision_words(one, today=today)) if one.decision_on else _("No day set")
    html(
        parts.note(
            " · ".join(w for w in (say.question_name(one.question), say.aim_name(one.aim), when, one.title) if w)
        )
    )
    of_committee = one.committee_id is not None
    html(shown.strip(standing.tally), shown.seats(standing.tally, of_committee=of_committee))
    html(parts.note(say.needed_line(standing)))
    if flags := say.flags_line(standing):
        html(parts.say(flags))


def replay(found: Whip) -> None:
    """The day it is shown as of; the address keeps it."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="whip_acts"):
        chosen: date = st.date_input(
            _("As of"), found.standing.day, max_value=today, format="YYYY-MM-DD", key="whip_as_of", width=170,
            help=_("Replay: the count as it stood on an earlier day."),
        )  # fmt: skip
        if may(viewer, Permission.PLAN_CAMPAIGNS):
            change_form(found.standing.count)
    if chosen != found.standing.day:
        if chosen == today:
            st.query_params.pop("as_of", None)
        else:
            st.query_params["as_of"] = chosen.isoformat()
        st.rerun()
    if found.standing.day != today:
        html(parts.note(say.replay_line(found)))


def whom_to_ask(found: Whip) -> None:
    tally = found.standing.tally
    html(parts.heading(_("{n} votes to find").format(n=tally.gap) if tally.gap else _("Whom to ask")))
    sizes = views.offered(found)
    show = kept("show", list(sizes), views.SHOWN[0], lambda: st.pills(
        _("Show"), list(sizes), key="show", format_func=lambda one: f"{views.shown_name(one)} {sizes[one]}"
    ))  # fmt: skip
    rows = views.chosen_rows(found, show)
    if show == views.SHOWN[0]:
        html(parts.say(say.plan_line(found)), parts.note(_(say.ORDER)))
    if rows:
        html(shown.people(rows, day=found.standing.day, caption=views.shown_name(show)))
        html(parts.downloads(_files(found, show)))
    elif not found.standing.members:
        html(parts.empty(_("No member of this chamber is on file."), _("Import its legislators first.")))
    else:
        html(parts.empty(_("Nobody has to be asked."), _("There are enough firm votes.")))


def _files(found: Whip, show: str) -> list[tuple[str, str]]:
    given = {"count": str(found.standing.count.id), "show": show}
    if found.standing.day != today:
        given["as_of"] = found.standing.day.isoformat()
    address = urlencode(given)
    paper = (_("Call sheet to print"), f"/export/call-sheet.html?{address}")
    return [paper, *((f"{_('Call sheet')} {k.upper()}", f"/export/call-sheet.{k}?{address}") for k in ("csv", "xlsx"))]


def of_one(found: Whip) -> None:
    """What is known of one legislator, and the form to log what was heard."""
    html(parts.heading(_("What we know of one legislator")))
    names = {row.member.id: row.member.name for row in sorted(found.rows, key=lambda row: row.member.family_name)}
    if not names:
        return
    asked = number_of(st.query_params.get("who", ""))
    options = list(names)
    chosen = st.selectbox(
        _("Legislator"), options, index=options.index(asked) if asked in names else None,
        format_func=names.__getitem__, placeholder=_("Choose a name"), key="whip_who",
    )  # fmt: skip
    if chosen is None:
        html(parts.note(_("Choose a name to see the evidence and to log what you heard.")))
        return
    st.query_params["who"] = str(chosen)
    row = views.row_of(found.rows, chosen)
    if row is not None:
        _known(found, row)


def _known(found: Whip, row: Row) -> None:
    one, pieces = found.standing.count, evidence_of(found.standing, row.member.id)
    html(f'<p class="ct ct-say">{shown.position(row.position.stance)} {shown.flags(row, day=found.standing.day)}</p>')
    if pieces:
        html(shown.evidence(pieces, today=today))
    else:
        html(parts.empty(_("Nobody contacted them yet."), _("Not contacted is not undecided.")))
    if found.standing.day != today:
        return
    with st.container(horizontal=True, key="one_acts"):
        if may(viewer, Permission.LOG_ACTIONS):
            take_back_form(pieces, today=today)
        if may(viewer, Permission.PLAN_CAMPAIGNS):
            owner_form(one, row)
    if may(viewer, Permission.LOG_ACTIONS):
        with st.container(width=640):
            heard_form(one, row, today=today)


def history(found: Whip) -> None:
    if found.decided_on is not None:
        html(parts.heading(_("After the vote")), parts.say(say.accuracy_line(*accuracy(found.decided))))
        html(shown.outcomes(found.decided))
        words = _("Our count as of the day of the vote, against the votes cast.")
        html(parts.note(words))
    html(parts.heading(_("How the count moved")))
    if not found.changes:
        html(parts.empty(_("No evidence yet."), _("What is logged from now on moves the count.")))
        return
    html(shown.spark(series(found.standing), needed=found.standing.tally.needed))
    with st.expander(_("Every change of a position")):
        html(shown.moved(found.changes, today=today))
        address = f"count={found.standing.count.id}"
        kinds = ("csv", "xlsx", "json")
        html(parts.downloads([(f"{_('Evidence')} {k.upper()}", f"/export/whip-evidence.{k}?{address}") for k in kinds]))


def show() -> None:
    try:
        found = asked_for()
    except CommonTableError as missing:
        st.title(_("Whip count"))
        html(parts.stop(str(missing), _("Nothing was changed."), _("Choose one from the list.")))
        st.page_link(LIST, label=_("All whip counts"))
        return
    head(found)
    replay(found)
    whom_to_ask(found)
    of_one(found)
    history(found)
    html(parts.note(_(say.RULE)))
    history_panel(subject_of(found.standing.count.id))


show()
