"""The lobbying ledger of one's own organization: the ceilings, the actions behind them, the queue and the set-up."""

import streamlit as st

from campaigns.lobbying import charts, shown
from campaigns.lobbying import sentences as say
from campaigns.lobbying.ledger import Ledger
from campaigns.lobbying.pages.actions_behind import actions_behind
from campaigns.lobbying.pages.classify import classify_panel
from campaigns.lobbying.pages.setting_up import setting_up
from campaigns.lobbying.queries import ledger, set_up
from campaigns.lobbying.rules import tax_year_of
from campaigns.nonpartisan.pages.panel import nonpartisan_panel
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look import parts
from look.address import kept
from look.frame import mode
from look.show import html, show_saved

YEARS_BACK = 8
LEDGER, CLASSIFY, SET_UP, CHECK = "ledger", "classify", "set-up", "check"
viewer = current_viewer()
today = clock.now().date()


def figures(found: Ledger) -> None:
    """The answering sentence, what a treasurer must know, and both bars."""
    cautions = [f'<p class="ct ct-caution">{parts.with_figures(said)}</p>' for said in say.standing_sentences(found)]
    waiting = [parts.say(say.waiting_sentence(found))] if found.waiting else []
    html(parts.lede(say.gauge_sentence(found)), shown.gauge(found))
    for piece in (*cautions, *waiting):
        html(piece)


def through_the_year(found: Ledger) -> None:
    sentence = say.projection_sentence(found)
    html(parts.heading(_("Through the year")), parts.say(sentence) if sentence else "")
    if found.entries and len(found.months) > 1:
        picture = charts.year_chart(found, mode())
        html(parts.note(picture.measure))
        st.vega_lite_chart(spec=picture.spec, theme=None, alt=picture.alt)
        with st.expander(_("Figures behind this chart")):
            html(shown.months(found))


def for_the_accountant(found: Ledger) -> None:
    html(parts.heading(_("Schedule C, Part II-A")), shown.schedule(found))
    html(parts.heading(_("Four-year test")), parts.say(say.four_year_sentence(found)), shown.averaging(found))
    files = [("Schedule C", "schedule-c"), (_("Actions"), "actions")]
    files += [(_("Four years"), "four-years")] if found.tested.test else []
    links = [
        (f"{name} {kind.upper()}", f"/export/lobbying-{what}.{kind}?year={found.year}")
        for name, what in files
        for kind in ("csv", "xlsx", "json")
    ]
    html(parts.downloads(links))


def ledger_part(found: Ledger) -> None:
    figures(found)
    html(parts.heading(_("Where it comes from")), shown.kinds(found))
    actions_behind(found)
    through_the_year(found)
    for_the_accountant(found)


def choose_year(first: int) -> int:
    years = [str(year) for year in range(first + 1, first - YEARS_BACK, -1)]
    return int(
        kept(
            "year",
            years,
            str(first),
            lambda: st.selectbox(_("Tax year, by the year it begins in"), years, key="year", width=280),
        )
    )


def choose_view(waiting: int) -> str:
    names = {
        LEDGER: _("Ledger"),
        CLASSIFY: _("To classify ({n})").format(n=f"{waiting:,}"),
        SET_UP: _("Set-up"),
        CHECK: _("Check a text"),
    }
    return kept(
        "view",
        list(names),
        LEDGER,
        lambda: st.pills(
            _("Show"), list(names), format_func=names.__getitem__, key="view", label_visibility="collapsed"
        ),
    )


def show() -> None:
    st.title(_("Lobbying ledger"))
    show_saved()
    if viewer.organization_id is None:
        html(parts.empty(_("This ledger belongs to an organization."), _("Your account belongs to none yet.")))
        return
    with open_session(viewer) as session:
        setup = set_up(session)
    html(parts.eyebrow([_("Seen only by"), setup.name]))
    year = choose_year(tax_year_of(today, setup.starts_month))
    with open_session(viewer) as session:
        found = ledger(session, year, today=today)
    view = choose_view(found.waiting)
    is_new = not (setup.years or setup.elections or setup.rates or found.entries)
    if view == CHECK:
        nonpartisan_panel()
    elif view == CLASSIFY:
        classify_panel(found)
    elif view == SET_UP or (is_new and not found.waiting):
        setting_up(found, is_new=is_new, may_write=may(viewer, Permission.LOG_ACTIONS))
    else:
        ledger_part(found)
    html(parts.note(_(say.NOT_ADVICE)))


show()
