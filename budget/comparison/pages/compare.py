"""Compare: any two columns over any lines, with what is like for like, what is new and what is gone."""

from urllib.parse import urlencode

import streamlit as st

from budget.comparison import sentences as say
from budget.comparison import shown
from budget.comparison.along import brought_words
from budget.comparison.downloads import documents_behind
from budget.comparison.queries import Chosen, Compared, can_be_real_for, comparison
from budget.comparison.rules import SETTLED, Column, ComparedLine, Lines, years_to_start_with
from budget.line_items import list_queries, queries
from budget.line_items.pages.side_choice import side_choice
from budget.line_items.queries import Place
from budget.line_items.rules import StageOf, settling_order
from budget.line_items.summaries import ColumnTotal, column_totals
from budget.lineage.shown import change_items
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _, ngettext
from data.periods import FiscalYear
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html

ROWS = 12
MOST_BARS = 4
viewer = current_viewer()
Side = tuple[str, str, str]


def chosen_place(places: tuple[Place, ...]) -> Place:
    codes = {place.code: place for place in places}

    def ask() -> str | None:
        return st.selectbox(_("State"), list(codes), format_func=lambda c: codes[c].name, key="place", width=300)

    return codes[kept("place", list(codes), places[0].code, ask)]


def column(side: Side, on_file: tuple[ColumnTotal, ...], stages: tuple[StageOf, ...], default: FiscalYear) -> Column:
    """A year and a stage; `side` is the address's word and the two labels."""
    name, year_label, _stage_label = side
    years = [str(int(year)) for year in dict.fromkeys(total.fiscal_year for total in on_file)]

    def ask_year() -> str | None:
        return st.selectbox(year_label, years, format_func=lambda n: f"FY{n}", key=f"{name}_year", width=110)

    with st.container(horizontal=True, key=f"side_{name}", width="stretch"):
        year = FiscalYear(int(kept(f"{name}_year", years, str(int(default)), ask_year)))
        return Column(year, stage_in(year, side, on_file, stages))


def stage_in(year: FiscalYear, side: Side, on_file: tuple[ColumnTotal, ...], stages: tuple[StageOf, ...]) -> str:
    """A stage with figures in the year; where the year settled comes first."""
    name, _year_label, stage_label = side
    codes = [total.stage_code for total in on_file if total.fiscal_year == year]
    if any(stage.code in codes for stage in settling_order(stages)):
        codes.insert(0, SETTLED)
    words = shown.stage_options(stages, codes)

    def ask_stage() -> str | None:
        return st.selectbox(stage_label, codes, format_func=lambda c: words[c], key=f"{name}_stage")

    first = SETTLED if SETTLED in codes else codes[-1]
    return kept(f"{name}_stage", codes, first, ask_stage)


def settled_items(on_file: tuple[ColumnTotal, ...], stages: tuple[StageOf, ...]) -> dict[FiscalYear, int]:
    """How many items each year settled; 0 where only other stages or kinds are on file."""
    settling = {stage.code for stage in settling_order(stages)}
    counts = {total.fiscal_year: 0 for total in on_file}
    for total in on_file:
        if total.stage_code in settling:
            counts[total.fiscal_year] = max(counts[total.fiscal_year], total.items)
    return counts


def which_lines(place: Place) -> tuple[str, str, bool]:
    """Agency, words, and whether only watched lines are compared."""
    with open_session(viewer) as session:
        agencies = list_queries.agencies_of(session, place)
    named = any(st.query_params.get(name) for name in ("agency", "words", "watched"))
    with st.expander(_("Which lines"), expanded=named):
        words = st.text_input(_("Find by number or words"), key="words", bind="query-params", placeholder="METCO")
        agency = kept(
            "agency",
            ["", *agencies],
            "",
            lambda: st.selectbox(
                _("Agency"), ["", *agencies], format_func=lambda a: a or _("Every agency"), key="agency"
            ),
        )
        watched = may(viewer, Permission.SEE_COALITION) and st.toggle(
            _("Only lines we watch"), key="watched", bind="query-params"
        )
    return agency, words or "", bool(watched)


def dollars(place: Place, left: Column, right: Column) -> bool:
    with open_session(viewer) as session:
        possible = can_be_real_for(session, place, left, right)
    options = ["voted", "real"] if possible else ["voted"]
    words = {"voted": _("As voted"), "real": _("In real dollars")}

    def ask() -> str | None:
        return st.segmented_control(_("Dollars"), options, required=True, format_func=lambda d: words[d], key="dollars")

    return kept("dollars", options, "voted", ask) == "real"


def filters() -> Chosen | None:
    with open_session(viewer) as session:
        places = queries.places_with_lines(session)
    if not places:
        return None
    place = chosen_place(places)
    side = side_choice(place)
    with open_session(viewer) as session:
        on_file, stages = column_totals(session, place.id, kind=side), queries.stages_of(session, place)
    if not on_file:
        return None
    before, after = years_to_start_with(settled_items(on_file, stages))
    with st.container(horizontal=True, key="columns"):
        left = column(("left", _("Compare"), _("at stage")), on_file, stages, before)
        right = column(("right", _("with"), _("at its stage")), on_file, stages, after)
    agency, words, watched = which_lines(place)
    return Chosen(place, left, right, agency, words, watched, dollars(place, left, right), side)


def rows(compared: Compared, heading: str, lines: Lines, key: str, note: str = "") -> None:
    """A list of lines, the largest first; the file has them all."""
    if not lines:
        return
    html(parts.heading(f"{heading} ({len(lines):,})"), parts.note(note) if note else "", shown.row_header(compared))
    with st.container(gap=None, key=f"list_{key}"):
        for number, line in enumerate(lines[:ROWS]):
            row(compared, line, f"{key}_{number}")
    if len(lines) > ROWS:
        rest = ngettext(
            "{n} more line is in the file below.", "{n} more lines are in the file below.", len(lines) - ROWS
        )
        html(parts.note(rest.format(n=f"{len(lines) - ROWS:,}")))


def row(compared: Compared, line: ComparedLine, key: str) -> None:
    with st.container(horizontal=True, key=f"line_row_{key}", gap="small", vertical_alignment="center"):
        with st.container(key=f"line_name_{key}", gap=None):
            label = f"{line.code} · {line.name}" if line.code else line.name
            year = compared.chosen.right if line.right.amount_cents is not None else compared.chosen.left
            st.page_link(
                "budget/line_items/pages/line_item.py",
                label=parts.plain(label),
                query_params={"line": str(line.id), "year": str(int(year.fiscal_year))},
            )
            if under := shown.under_name(line, with_agency=not compared.chosen.agency):
                html(under)
            if lineage := shown.lineage_note(compared, line):
                html(lineage)
        html(shown.compared_row(compared, line))


def on_one_scale(compared: Compared) -> None:
    """Up to four lines as percent of their asks."""
    asked = {str(line.id): line for line in shown.with_an_ask(compared)}
    if not asked:
        return
    html(parts.heading(_("On one scale: percent of the ask")), parts.note(shown.scale_note(compared)))
    said = [number for number in st.query_params.get("lines", "").split(",") if number in asked][:MOST_BARS]
    known = [number for number in st.session_state.get("lines", said or list(asked)[:MOST_BARS]) if number in asked]
    st.session_state["lines"] = known
    chosen = st.multiselect(
        _("Up to four lines"),
        list(asked),
        format_func=lambda number: asked[number].label,
        max_selections=MOST_BARS,
        key="lines",
    )
    if chosen != list(asked)[:MOST_BARS]:
        st.query_params["lines"] = ",".join(chosen)
    html(shown.ask_bars(compared, [asked[number] for number in chosen]))


def address_of(chosen: Chosen) -> str:
    return urlencode(
        {
            "place": chosen.place.code,
            "left_year": int(chosen.left.fiscal_year),
            "left_stage": chosen.left.stage_code,
            "right_year": int(chosen.right.fiscal_year),
            "right_stage": chosen.right.stage_code,
            "agency": chosen.agency,
            "words": chosen.words,
            "watched": str(chosen.watched).lower(),
            "dollars": "real" if chosen.real else "voted",
            "side": chosen.side.value,
        }
    )


def show() -> None:
    st.title(_("Compare"))
    chosen = filters()
    if chosen is None:
        html(parts.empty(_("No figures to compare yet."), _("Import a budget file to start.")))
        return
    with open_session(viewer) as session:
        compared = comparison(session, chosen)
        documents = documents_behind(session, compared)
    found = compared.comparison
    html(parts.lede(say.lede(compared)))
    if warning := say.kind_warning(compared):
        html(shown.caution(warning))
    html(parts.bullet_list([*say.whole_columns(compared), brought_words(compared)]))
    on_one_scale(compared)
    rows(compared, _("Gains"), found.gains, "gain")
    rows(compared, _("Losses"), found.losses, "loss")
    left, right = say.both_columns(compared)
    moved = _(
        "No document we hold prints these in the other column; a line may have been renamed, merged or moved "
        "without a change on record."
    )
    rows(compared, _("New in {column}").format(column=right), found.new, "new", moved)
    rows(compared, _("Gone since {column}").format(column=left), found.vanished, "gone", moved)
    apart = _("Earmarks lie inside a line, totals hold lines, and per-pupil amounts are another measure.")
    rows(compared, _("In no sum"), found.apart, "apart", apart)
    html(
        parts.downloads([(k.upper(), f"/export/comparison.{k}?{address_of(chosen)}") for k in ("csv", "xlsx", "json")])
    )
    if compared.changes:
        with st.expander(_("Changes of lines between the two ({n})").format(n=len(compared.changes))):
            html(change_items(compared.changes))
    with st.expander(_("Sources ({n})").format(n=len(documents))):
        html(shown.source_list(documents))


show()
