"""A table nobody knows: the person says what each column holds, starting from our guess."""

from dataclasses import replace

import streamlit as st

from budget.districts.figure_layouts import ALL, group_names, measure_names
from budget.districts.figure_mapping import FigureMapping, Holds, MappedFigure, suggested_mapping
from budget.districts.import_file import FileOptions
from budget.line_items.pages.file_choice import Dropped, first_rows, sheet_choice
from budget.line_items.queries import all_places, places_with_lines
from coalition.accounts.current import current_viewer
from data.errors import CommonTableError
from data.language import _
from data.store import open_session
from look import parts
from look.show import html

COLUMNS_SHOWN = 40
WORDS = {
    Holds.NOTHING: lambda: _("Leave it out"),
    Holds.CODE: lambda: _("Code of the district or school"),
    Holds.NAME: lambda: _("Its name"),
    Holds.YEAR: lambda: _("School year"),
    Holds.GROUP: lambda: _("Student or staff group"),
    Holds.FIGURE: lambda: _("Figures"),
}


def figure_mapper(file: Dropped, options: FileOptions) -> FileOptions | None:
    """The options with the mapping a person made; None while it lacks something, which the page then says."""
    sheets = first_rows(file)
    name = sheet_choice(file, sheets) or (sheets[0].name if sheets else "")
    sheet = next((one for one in sheets if one.name == name), None)
    with open_session(current_viewer()) as session:
        places = {place.code: place.name for place in (*places_with_lines(session), *all_places(session))}
    html(parts.heading(_("What the columns hold")))
    left, right = st.columns(2)
    state = left.selectbox(_("State"), list(places), format_func=places.__getitem__, key="figures_state")
    percent = right.selectbox(
        _("Shares are printed as"), [True, False],
        format_func=lambda yes: _("percents, such as 36.1") if yes else _("fractions, such as 0.361"),
        key="figures_percent",
    )  # fmt: skip
    guess = suggested_mapping(sheet.rows, state) if sheet is not None else None
    if guess is None or sheet is None:
        html(parts.stop(_("No row of this file looks like a header."), _("Nothing was imported."), ""))
        return None
    mark = f"{file.file_id}_{sheet.name}"
    columns = tuple(_column(column, mark) for column in guess.columns[:COLUMNS_SHOWN])
    mapping = FigureMapping(
        state, guess.header_row, columns, percent=bool(percent), school_year=options.school_year, sheet=sheet.name
    )
    try:
        mapping.layout()
    except CommonTableError as problem:
        html(parts.stop(str(problem), _("Nothing was imported."), ""))
        return None
    return replace(options, mapping=mapping)


def _column(column: MappedFigure, mark: str) -> MappedFigure:
    """One column as the person says it."""
    key = f"{mark}_{column.index}"
    kinds = list(Holds)
    first, second, third = st.columns([2, 3, 2])
    holds = Holds(
        first.selectbox(
            parts.plain(column.header or _("Column {n}").format(n=column.index + 1)), kinds,
            index=kinds.index(column.holds), format_func=lambda kind: WORDS[kind](), key=f"holds_{key}",
        )
    )  # fmt: skip
    measure, group = "", ALL
    if holds is Holds.FIGURE:
        measures, groups = measure_names(), group_names()
        codes = list(measures)
        measure = second.selectbox(
            _("Of what"), codes, index=codes.index(column.measure) if column.measure else None,
            format_func=measures.__getitem__, key=f"measure_{key}",
        ) or ""  # fmt: skip
        group = third.selectbox(
            _("Of whom"), list(groups), index=list(groups).index(column.group), format_func=groups.__getitem__,
            key=f"group_{key}",
        )  # fmt: skip
        holds = holds if measure else Holds.NOTHING
    return MappedFigure(column.index, column.header, holds, measure, group)
