"""The list of line items: find a line, see where it stands against last year and our ask."""

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from budget.amendments.queries import amendments_in
from budget.amendments.shown import amendment_list
from budget.line_items import list_queries, queries, shown, year_queries
from budget.line_items import sentences as say
from budget.line_items.line_queries import documents_of
from budget.line_items.list_queries import PAGE_SIZE, LineFilter
from budget.line_items.listing import ListedLine, Listing
from budget.line_items.pages.side_choice import side_choice
from budget.line_items.queries import Place
from budget.line_items.stages import LineItemKind
from budget.line_items.summaries import column_totals
from budget.line_items.year_queries import told_in
from budget.lineage.listing import listing_along
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _, ngettext
from data.periods import FiscalYear
from data.reading_input import number_of
from data.search_words import LONGEST_SEARCH
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html

YEAR_TO_START_WITH = FiscalYear(2017)
viewer = current_viewer()


def chosen_place(places: tuple[Place, ...]) -> Place:
    codes = {place.code: place for place in places}

    def ask() -> str | None:
        return st.selectbox(_("State"), list(codes), format_func=lambda c: codes[c].name, key="place")

    return codes[kept("place", list(codes), places[0].code, ask)]


def chosen_year(years: tuple[FiscalYear, ...]) -> FiscalYear:
    years = years or (YEAR_TO_START_WITH,)
    numbers = [str(int(year)) for year in years]
    first = YEAR_TO_START_WITH if YEAR_TO_START_WITH in years else years[0]

    def ask() -> str | None:
        return st.selectbox(_("Fiscal year"), numbers, format_func=lambda n: f"FY{n}", key="year")

    return FiscalYear(int(kept("year", numbers, str(int(first)), ask)))


def chosen_agency(agencies: tuple[str, ...]) -> str:
    def ask() -> str | None:
        return st.selectbox(_("Agency"), ["", *agencies], format_func=lambda a: a or _("Every agency"), key="agency")

    return kept("agency", ["", *agencies], "", ask)


def chosen_dollars() -> str:
    words = {"voted": _("As voted"), "real": _("In real dollars")}

    def ask() -> str | None:
        return st.segmented_control(
            _("Dollars"), list(words), required=True, format_func=lambda d: words[d], key="dollars"
        )

    return kept("dollars", list(words), "voted", ask)


def asked_page() -> int:
    """The page asked for by the pager below, else by the address."""
    return number_of(str(st.session_state.get("page") or st.query_params.get("page", ""))) or 1


def filters() -> tuple[LineFilter, bool] | None:
    with open_session(viewer) as session:
        places = queries.places_with_lines(session)
    if not places:
        return None
    with st.container(horizontal=True, key="filters"):
        place = chosen_place(places)
        with open_session(viewer) as session:
            years, agencies = queries.years_with_figures(session, place), list_queries.agencies_of(session, place)
        year = chosen_year(years)
        agency = chosen_agency(agencies)
    words = st.text_input(
        _("Find by number or words"),
        key="words",
        bind="query-params",
        placeholder=_("7061-0008, METCO, circuit breaker"),
    )
    st.page_link(
        "budget/search/page.py",
        label=_("Search every state, every year and every wording"),
        icon=":material/search:",
        query_params={"words": words.strip()[:LONGEST_SEARCH]} if words and words.strip() else None,
    )
    with st.container(horizontal=True, key="switches"):
        side = side_choice(place)
        dollars = chosen_dollars()
        watched = may(viewer, Permission.SEE_COALITION) and st.toggle(
            _("Only lines we watch"), key="watched", bind="query-params"
        )
    chosen = LineFilter(place, year, words or "", agency, bool(watched), asked_page(), side=side)
    return chosen, dollars == "real"


def summary(listed: Listing) -> str:
    chosen = listed.chosen
    dollars = _("in {year} dollars").format(year=listed.base.label) if listed.base else _("as voted")
    lines = ngettext("{n} line item", "{n} line items", listed.count).format(n=f"{listed.count:,}")
    return _("{lines} in the {place} budget for {year}, {dollars}.").format(
        lines=lines, place=chosen.place.name, year=chosen.fiscal_year.label, dollars=dollars
    )


def row(line: ListedLine, number: int, *, with_agency: bool) -> None:
    with st.container(horizontal=True, key=f"line_row_{number}", gap="small", vertical_alignment="center"):
        with st.container(key=f"line_name_{number}", gap=None):
            label = f"{line.head.code} · {line.head.name}" if line.head.code else line.head.name
            st.page_link(
                "budget/line_items/pages/line_item.py",
                label=parts.plain(label),
                query_params={"line": str(line.head.id), "year": str(int(line.view.fiscal_year))},
            )
            if under := shown.under_name(line.head, with_agency=with_agency):
                html(under)
        html(shown.listed_row(line))


def pager(listed: Listing) -> None:
    pages = [str(number) for number in range(1, max(1, -(-listed.count // PAGE_SIZE)) + 1)]
    if len(pages) == 1 and listed.chosen.page == 1:
        return
    if (
        int(kept("page", pages, "1", lambda: st.selectbox(_("Page"), pages, width=120, key="page")))
        != listed.chosen.page
    ):
        st.rerun()


def both_sides(chosen: LineFilter) -> None:
    """Spending and revenue of the year beside each other, never as one sum; nothing where no revenue is on file."""
    place, agency = chosen.place, chosen.agency
    with open_session(viewer) as session:
        revenue = column_totals(session, place.id, agency=agency, kind=LineItemKind.REVENUE)
        if not revenue:
            return
        spending = column_totals(session, place.id, agency=agency)
        names = {stage.code: _(stage.short_name) for stage in queries.stages_of(session, place)}
    for said in say.sides_sentences(chosen.fiscal_year, names, spending, revenue):
        html(parts.note(said))


def totals(chosen: LineFilter) -> None:
    with open_session(viewer) as session:
        checks = year_queries.total_checks(session, chosen.place, chosen.fiscal_year)
    whole = [check for check in checks if not check.agency] or checks
    checks = tuple(check for check in checks if check.agency == chosen.agency) if chosen.agency else tuple(whole)
    if not checks:
        return
    said = shown.total_sentences(checks)
    met = sum(1 for holds, _sentence in said if holds)
    label = _("Printed totals: {met} of {all} met by their items").format(met=met, all=len(said))
    with st.expander(label):
        html(parts.check_list(said))


def also_on_file(chosen: LineFilter) -> None:
    """What is known of the year beside the lines' own figures."""
    with open_session(viewer) as session:
        amendments = amendments_in(session, chosen.place, chosen.fiscal_year)
        told = told_in(session, chosen.place, chosen.fiscal_year)
        documents = documents_of(session, {figure.source_id for _code, figure in told})
    if amendments.listed:
        with st.expander(_("Floor amendments on file ({n})").format(n=len(amendments.listed))):
            html(amendment_list(amendments.listed, amendments.documents))
    if told:
        with st.expander(_("Figures told in words ({n}), never used in a sum").format(n=len(told))):
            html(shown.told_table(told, documents))


def show() -> None:
    st.title(_("Line items"))
    found = filters()
    if found is None:
        html(parts.empty(_("No line items yet."), _("Import a budget file to start.")))
        return
    chosen, real = found
    with open_session(viewer) as session:
        listed = listing_along(session, chosen, today=date.today(), real=real)
    html(parts.lede(summary(listed)))
    both_sides(chosen)
    if not listed.lines:
        html(parts.empty(_("No line fits this filter."), _("Use fewer words, or another year.")))
    if listed.lines:
        html(shown.list_header())
    with st.container(gap=None, key="lines"):
        for number, line in enumerate(listed.lines):
            row(line, number, with_agency=not chosen.agency)
    pager(listed)
    totals(chosen)
    also_on_file(chosen)
    address = urlencode(
        {
            "place": chosen.place.code,
            "year": int(chosen.fiscal_year),
            "words": chosen.words,
            "agency": chosen.agency,
            "watched": str(chosen.watched).lower(),
            "dollars": "real" if real else "voted",
            "side": chosen.side.value,
        }
    )
    html(parts.downloads([(k.upper(), f"/export/line-items.{k}?{address}") for k in ("csv", "xlsx", "json")]))


show()
