"""The part of the import page where a person says what an unknown table's columns hold."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from budget.layouts import shown
from budget.layouts.commands import forget_preset, save_preset
from budget.layouts.mappings import LONGEST_TITLE, MappedColumn, Mapping, Repeats, Role, YearFrom, mapping_of
from budget.layouts.suggesting import Row, SuggestedColumn, Suggestion
from budget.line_items.rules import StageOf
from budget.line_items.stages import Unit
from coalition.accounts.current import current_viewer
from data.errors import CommonTableError
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, keep_saved

COLUMNS_AT_ONCE = 25
WIDTHS = (3.2, 2.2, 1.8, 3.4)  # as in the sheet's .ct-columnhead


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A table nobody has mapped: the file's mark, its first rows, what we think of it, whose budget, its stages."""

    file_id: str
    rows: tuple[Row, ...]
    suggestion: Suggestion
    jurisdiction: str
    unit: Unit
    stages: tuple[StageOf, ...]


def mapper(table: Unmapped) -> Mapping | None:
    """Ask what each column holds, starting from our suggestion; None while the mapping lacks something."""
    header_row = table.suggestion.header_row
    html(parts.heading(_("What the columns hold")))
    said = _("Row {n} is taken for the header. Check each column; the reason stands below its name.")
    html(parts.note(said.format(n=header_row)))
    columns = _columns(table)
    repeats = _repeats(table)
    mapping = mapping_of(columns, table.jurisdiction, table.unit, repeats, table.stages)
    if lacking := _stageless(table, mapping):
        html(parts.stop(shown.stageless_sentence(lacking), _("Nothing was imported."), ""))
        return None
    try:
        rows = shown.mapped_rows(mapping, header_row, table.rows, table.stages)
    except CommonTableError as problem:
        html(parts.stop(str(problem), _("Nothing was imported."), ""))
        return None
    html(parts.heading(_("The first rows, as mapped")), rows)
    _save_form(mapping)
    return mapping


def _stageless(table: Unmapped, mapping: Mapping) -> list[str]:
    """The columns of amounts of which neither a choice nor a column of stages says the stage."""
    if Role.STAGE in mapping.roles:
        return []
    pairs = zip(table.suggestion.columns, mapping.columns, strict=True)
    return [shown.column_name(column) for column, said in pairs if said.role is Role.AMOUNT and not said.stage]


def _columns(table: Unmapped) -> list[MappedColumn]:
    """One row of choices for each column, a screenful at a time; what was chosen is kept when the page is turned."""
    every = table.suggestion.columns
    key = f"columns_{table.file_id}"
    first = _first_shown(len(every), key)
    chosen: dict[int, MappedColumn] = st.session_state.setdefault(f"mapped_{table.file_id}", {})
    html(shown.column_head())
    for column in every[first : first + COLUMNS_AT_ONCE]:
        chosen[column.index] = _choice(table, column, _now(table, column, chosen))
    if first + COLUMNS_AT_ONCE < len(every):

        def turn() -> None:
            st.session_state[key] = first + COLUMNS_AT_ONCE

        st.button(_("Next columns"), key=f"next_{key}", icon=":material/arrow_forward:", on_click=turn)
    return [_now(table, column, chosen) for column in every]


def _first_shown(columns: int, key: str) -> int:
    """The first column of the page of columns that is shown."""
    if columns <= COLUMNS_AT_ONCE:
        return 0
    starts = list(range(0, columns, COLUMNS_AT_ONCE))
    words = {n: shown.columns_label(n, min(n + COLUMNS_AT_ONCE, columns), columns) for n in starts}
    first: int = st.selectbox(_("Columns shown"), starts, format_func=lambda n: words[n], key=key, width=320)
    return first


def _now(table: Unmapped, column: SuggestedColumn, chosen: dict[int, MappedColumn]) -> MappedColumn:
    """What was chosen for a column, else our suggestion; a stage of another budget gives way to the suggested one."""
    now = chosen.get(column.index, column.mapped)
    known = {"", *(stage.code for stage in table.stages)}
    return now if now.stage in known else replace(now, stage=column.mapped.stage)


def _choice(table: Unmapped, column: SuggestedColumn, now: MappedColumn) -> MappedColumn:
    key, label = f"{table.file_id}_{column.index}", shown.spoken_name(column)
    roles, role_words, year_words = list(shown.role_words()), shown.role_words(), shown.year_words()
    with st.container(key=f"column_row_{key}"):
        said, role_place, year_place, stage_place = st.columns(WIDTHS)
        with said:
            html(shown.column_words(column))
        role = role_place.selectbox(
            _("{column} holds").format(column=label), roles, index=roles.index(now.role), key=f"role_{key}",
            format_func=lambda r: role_words[r], label_visibility="collapsed",
        )  # fmt: skip
        if role is not Role.AMOUNT:
            return replace(now, role=role)
        years = list(year_words)
        year = year_place.selectbox(
            _("Year of {column}").format(column=label), years, index=years.index(now.year), key=f"year_{key}",
            format_func=lambda y: year_words[y], label_visibility="collapsed",
        )  # fmt: skip
        codes = {"": _("Choose the stage"), **{stage.code: stage.name for stage in table.stages}}
        stage = stage_place.selectbox(
            _("Stage of {column}").format(column=label), list(codes), key=f"stage_{key}_{table.jurisdiction}",
            index=list(codes).index(now.stage), format_func=lambda c: codes[c], label_visibility="collapsed",
        )  # fmt: skip
    return replace(now, role=role, stage=stage, year=YearFrom(year))


def _repeats(table: Unmapped) -> Repeats:
    options, words, suggestion = list(Repeats), shown.repeats_words(), table.suggestion
    chosen = st.radio(
        _("Rows of one line"), options, index=options.index(suggestion.repeats), key=f"repeats_{table.file_id}",
        format_func=lambda r: words[r],
    )  # fmt: skip
    st.caption(parts.plain(suggestion.repeats_reason))
    return Repeats(chosen)


def _save_form(mapping: Mapping) -> None:
    with st.popover(_("Remember this mapping"), icon=":material/bookmark:"), st.form("save_preset"):
        st.caption(_("The next file with these columns, whatever its year, is then known by itself."))
        title = st.text_input(_("Name"), max_chars=LONGEST_TITLE, placeholder=_("County budget, adopted"))
        if st.form_submit_button(_("Remember"), type="primary"):
            try:
                with open_session(current_viewer(), writing=True) as session:
                    save_preset(session, mapping=mapping, title=title)
            except CommonTableError as problem:
                html(parts.stop(str(problem), _("Nothing was saved."), ""))
                return
            keep_saved(_("Mapping remembered"), [_("It is called “{title}”.").format(title=" ".join(title.split()))])
            st.rerun()


def saved_mappings(mappings: Sequence[Mapping]) -> None:
    """The mappings the coalition saved, each with its columns and a way to forget it."""
    if not mappings:
        return
    html(parts.heading(_("Mappings we remember")))
    for mapping in mappings:
        with st.container(horizontal=True, key=f"batch_row_preset_{mapping.key}", vertical_alignment="center"):
            html(shown.saved_mapping(mapping))
            if st.button(_("Forget {name}").format(name=parts.plain(mapping.title)), key=f"forget_{mapping.key}"):
                _forget(mapping)


def _forget(mapping: Mapping) -> None:
    try:
        with open_session(current_viewer(), writing=True) as session:
            forget_preset(session, key=mapping.key)
    except CommonTableError as problem:
        html(parts.stop(str(problem), _("Nothing was changed."), ""))
        return
    keep_saved(_("Mapping forgotten"), [_("What was imported by it stays.")])
    st.rerun()
