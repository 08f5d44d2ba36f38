"""What was done: by month, kind, area and organization, who moved, who is overloaded, and the list itself."""

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from campaigns.actions import sentences as say
from campaigns.actions import shown
from campaigns.actions.charts import by_month_chart
from campaigns.actions.models import ActionKind
from campaigns.actions.summaries import PAGE, ActionFilter, Counted, Listed, counted, listed, what_moved, workload
from campaigns.actions.views import VIEWS, Choices, area_name, choices, filter_of, grouped, view_name
from coalition.accounts.current import current_viewer
from coalition.organizations.models import Area
from data.access import Permission, may
from data.errors import InvalidInput
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.address import kept
from look.frame import mode
from look.show import html

viewer = current_viewer()
today = date.today()
MOVES = 6
SPANS = {"90": 90, "365": 365, "all": 0}


def chosen_filter(offered: Choices) -> ActionFilter:
    """The filters, in one row above everything they narrow; each stands in the address."""
    spans = {"90": _("Last 90 days"), "365": _("Last 12 months"), "all": _("All")}
    kinds, areas = ["", *ActionKind], ["", *Area]
    organizations = ["", *map(str, offered.organizations)]
    campaigns = ["", *map(str, offered.campaigns)]

    def one(label: str, name: str, options: list[str], words: dict[str, str], everything: str) -> str:
        def ask() -> str | None:
            return st.selectbox(label, options, format_func=lambda o: words.get(o) or everything, key=name)

        return kept(name, options, options[0], ask)

    with st.expander(_("Filters"), expanded=bool(st.query_params), icon=":material/filter_list:"):
        first, second, third = st.columns(3)
        with first:
            span = one(_("When"), "span", list(spans), spans, "")
            named = {str(n): name for n, name in offered.organizations.items()}
            organization = one(_("Organization"), "organization", organizations, named, _("Every organization"))
        with second:
            kind = one(_("Kind"), "kind", kinds, {k: say.kind_name(k) for k in ActionKind}, _("Every kind"))
            named = {str(n): name for n, name in offered.campaigns.items()}
            campaign = one(_("Campaign"), "campaign", campaigns, named, _("Every campaign"))
        with third:
            area = one(_("Area"), "area", areas, {a: area_name(a) for a in Area}, _("Every area"))
            words = st.text_input(_("Words"), st.query_params.get("words", ""), key="words", live=True)
    if words:
        st.query_params["words"] = words
    elif "words" in st.query_params:
        del st.query_params["words"]
    since = date.fromordinal(today.toordinal() - SPANS[span]).isoformat() if SPANS[span] else ""
    about = st.query_params.get("about", "")
    return filter_of({
        "since": since, "kind": kind, "area": area, "organization": organization, "campaign": campaign,
        "words": words, "about": about,
    })  # fmt: skip


def address_of(chosen: ActionFilter, **more: str) -> str:
    """The chosen filter as the address of a file."""
    given = {
        "since": chosen.since and chosen.since.isoformat(), "kind": chosen.kind, "area": chosen.area,
        "organization": chosen.organization_id, "campaign": chosen.campaign_id, "about": chosen.about,
        "words": chosen.words, **more,
    }  # fmt: skip
    return urlencode({name: value for name, value in given.items() if value})


def files(what: str, address: str) -> str:
    return parts.downloads([(kind.upper(), f"/export/{what}.{kind}?{address}") for kind in ("csv", "xlsx", "json")])


def counts_view(chosen: ActionFilter, total: Counted) -> None:
    """What the actions add up to, by one of four views: chart for months, and a table."""
    view = kept("by", list(VIEWS), VIEWS[0], lambda: st.segmented_control(
        _("Counted by"), list(VIEWS), required=True, format_func=view_name, key="by"
    ))  # fmt: skip
    with open_session(viewer) as session:
        groups = grouped(session, chosen, view)
    html(parts.heading(_("Actions by {what}").format(what=view_name(view).lower())))
    chart = by_month_chart([group for _name, group in groups], mode()) if view == "month" else None
    if chart:
        html(parts.say(shown.busiest(groups)))
        st.vega_lite_chart(spec=chart.spec, theme=None, alt=chart.alt)
    said = " ".join([shown.counted_once(), *shown.counted_by(total)])
    html(shown.totals(groups, total, label=view_name(view)), parts.note(said))
    html(files("action-totals", address_of(chosen, by=view)))


def moved_view(chosen: ActionFilter) -> None:
    with open_session(viewer) as session:
        moves = what_moved(session, chosen)
    html(parts.heading(_("Who moved")))
    if not moves:
        html(parts.empty(_("No position changed in these actions."), _("Log where somebody stands after each talk.")))
        return
    html(shown.moves(moves[:MOVES], today=today))
    if len(moves) > MOVES:
        with st.expander(_("{n} earlier ones").format(n=f"{len(moves) - MOVES:,}")):
            html(shown.moves(moves[MOVES:], today=today))
    html(parts.note(_("Before and after, with the days. It does not say why.")), files("moves", address_of(chosen)))


def load_view() -> None:
    with open_session(viewer) as session:
        loads = workload(session, today=today)
    if loads:
        html(parts.heading(_("Open tasks of our organization")), shown.loads(loads, own=viewer.account_id))
        html(files("workload", ""))


def list_view(actions: tuple[Listed, ...], total: int, chosen: ActionFilter) -> None:
    html(parts.heading(_("The actions")))
    for one in actions:
        with st.container(key=f"action_{one.id}"):
            label = parts.plain(shown.listed_title(one))
            st.page_link("campaigns/actions/pages/action.py", label=label, query_params={"action": str(one.id)})
            html(shown.listed_line(one, today=today))
    pages = [str(number) for number in range(1, max(1, -(-total // PAGE)) + 1)]
    if len(pages) > 1:
        kept("page", pages, "1", lambda: st.selectbox(_("Page"), pages, width=120, key="page"))
    html(files("actions", address_of(chosen)))


def show() -> None:
    with open_session(viewer) as session:
        offered = choices(session)
    chosen = chosen_filter(offered)
    asked = number_of(str(st.session_state.get("page") or st.query_params.get("page", ""))) or 1
    with open_session(viewer) as session:
        total = counted(session, chosen)
        page = min(asked, max(1, -(-total.actions // PAGE)))
        actions = listed(session, chosen, page=page)
    if page != asked:
        st.session_state.pop("page", None)
        st.query_params["page"] = str(page)
    html(parts.lede(shown.total_sentence(total)))
    if may(viewer, Permission.LOG_ACTIONS):
        st.page_link("campaigns/actions/pages/log_action.py", label=_("Log an action"), icon=":material/add_task:")
    if not total.actions:
        html(parts.empty(_("No action fits."), _("Widen the filters, or log the first one.")))
        return
    counts_view(chosen, total)
    moved_view(chosen)
    load_view()
    list_view(actions, total.actions, chosen)


st.title(_("What we did"))
try:
    show()
except InvalidInput as problem:
    html(parts.stop(str(problem), _("Nothing was changed."), _("Choose again above.")))
