"""The districts of a state in one year: found by name, size and kind, on a map, and in a list with their figures."""

from urllib.parse import urlencode

import streamlit as st

from budget.districts import charts, queries, shown
from budget.districts import sentences as say
from budget.districts.queries import PAGE_SIZE, DistrictFilter, Listed, Listing, StateOf, YearListed
from budget.districts.rules import Size
from coalition.accounts.current import current_viewer
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.address import kept
from look.frame import mode
from look.show import html

LONGEST_WORDS = 100
viewer = current_viewer()


def size_words(value: str) -> str:
    return {
        Size.ANY: _("Every size"),
        Size.SMALL: _("Under 1,000 students"),
        Size.MIDDLE: _("1,000 to 4,999"),
        Size.LARGE: _("5,000 to 24,999"),
        Size.LARGEST: _("25,000 and more"),
    }[Size(value)]


def chosen_state(states: tuple[StateOf, ...]) -> StateOf:
    names = {state.code: state for state in states}

    def ask() -> str | None:
        return st.selectbox(_("State"), list(names), format_func=lambda c: names[c].name, key="state")

    return names[kept("state", list(names), states[0].code, ask)]


def chosen_year(years: list[YearListed]) -> int:
    numbers = [str(int(one.year)) for one in years]

    def ask() -> str | None:
        return st.selectbox(_("School year"), numbers, format_func=lambda n: say.year_words(int(n)), key="year")

    return int(kept("year", numbers, str(int(queries.first_shown(years))), ask))


def choice(name: str, label: str, options: list[str], words: dict[str, str]) -> str:
    def ask() -> str | None:
        return st.selectbox(label, options, format_func=lambda o: words.get(o, o), key=name)

    return kept(name, options, options[0], ask)


def filters(states: tuple[StateOf, ...]) -> DistrictFilter | None:
    with st.container(horizontal=True, key="filters"):
        state = chosen_state(states)
        with open_session(viewer) as session:
            years, kinds = queries.years_listed(session, state.code), queries.kinds_of(session, state.code)
        if not years:
            return None
        year = chosen_year(years)
        size = choice("size", _("Size"), list(Size), {value: size_words(value) for value in Size})
        kind = choice("kind", _("Kind"), ["", *kinds], {"": _("Districts")}) if len(kinds) > 1 else ""
        by = choice("by", _("Order"), ["name", "size"], {"name": _("By name"), "size": _("Largest first")})
    words = st.text_input(
        _("Find by name or code"), key="words", bind="query-params", max_chars=LONGEST_WORDS,
        placeholder=_("Jefferson County, 275"),
    )  # fmt: skip
    return DistrictFilter(state.code, year, words or "", Size(size), kind, by_size=by == "size")


def district_map(listed: Listing) -> None:
    points = [
        charts.Point(one.head.name, one.longitude_e6, one.latitude_e6, one.enrollment.value,
                     say.given_words("count", one.enrollment))
        for one in listed.districts
        if one.longitude_e6 is not None and one.latitude_e6 is not None
    ]  # fmt: skip
    picture = charts.districts_map(listed.state.code, points, mode())
    if picture is None:
        html(
            parts.note(
                _("No document on file says where these districts lie, so there is no map; all are in the list.")
            )
        )
        return
    st.vega_lite_chart(spec=picture.spec, theme=None, alt=picture.alt)
    left_out = len(listed.districts) - len(points)
    more = _(" {n} without a known place are only in the list.").format(n=left_out) if left_out else ""
    html(parts.note(picture.measure + more))


def row(listed: Listed, number: int, *, spent: bool) -> None:
    with st.container(horizontal=True, key=f"line_row_{number}", gap="small", vertical_alignment="center"):
        with st.container(key=f"line_name_{number}", gap=None):
            st.page_link(
                "budget/districts/pages/district.py",
                label=parts.plain(f"{listed.head.code} · {listed.head.name}"),
                query_params={"district": str(listed.head.id)},
            )
        html(shown.listed_row(listed, spent=spent))


def asked_page() -> int:
    return number_of(str(st.session_state.get("page") or st.query_params.get("page", ""))) or 1


def rows_of_page(listed: Listing) -> None:
    pages = [str(n) for n in range(1, max(1, -(-len(listed.districts) // PAGE_SIZE)) + 1)]
    page = min(asked_page(), len(pages))
    html(shown.list_header(listed))
    with st.container(gap=None, key="lines"):
        for number, one in enumerate(listed.districts[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]):
            row(one, number, spent=listed.spending is not None)

    def ask() -> str | None:
        return st.selectbox(_("Page"), pages, width=120, key="page")

    if len(pages) > 1 and int(kept("page", pages, "1", ask)) != page:
        st.rerun()


def files(chosen: DistrictFilter) -> None:
    address = urlencode(
        {"state": chosen.state, "year": chosen.year, "words": chosen.words, "size": chosen.size.value,
         "kind": chosen.kind, "by": "size" if chosen.by_size else "name"}
    )  # fmt: skip
    html(parts.downloads([(k.upper(), f"/export/districts.{k}?{address}") for k in ("csv", "xlsx", "json")]))


def show() -> None:
    st.title(_("Districts"))
    with open_session(viewer) as session:
        states = queries.states_with_districts(session)
    if not states:
        html(parts.empty(_("No districts are on file yet."), _("Import a state’s school figures to start.")))
        return
    chosen = filters(states)
    if chosen is None:
        html(parts.empty(_("No figures of this state’s districts are on file yet."), _("Choose another state.")))
        return
    with open_session(viewer) as session:
        listed = queries.listing(session, chosen)
    html(parts.lede(say.summary(listed)))
    if not listed.districts:
        html(parts.empty(_("No district fits."), _("Use fewer words, or another size.")))
        return
    district_map(listed)
    rows_of_page(listed)
    html(parts.note(say.universe_note(listed)), parts.note(say.spending_note(listed)))
    if say.is_masked(listed):
        html(parts.note(say.masked_note()))
    files(chosen)


show()
