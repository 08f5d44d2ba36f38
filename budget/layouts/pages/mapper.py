"""The part of the import page where a person says what an unknown table's columns hold."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from budget.layouts import shown
from budget.layouts.commands import forget_preset, save_preset
from budget.layouts.mappings import LONGEST_TITLE, MappedColumn, Mapping, Repeats, Role, YearFrom
from budget.layouts.suggesting import Row, SuggestedColumn, Suggestion, mapping_of, suggest
from budget.line_items.rules import StageOf
from budget.line_items.stages import Unit
from coalition.accounts.current import current_viewer
from data.errors import CommonTableError
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, keep_saved

COLUMNS_AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A table nobody has mapped: the file's mark, its first rows, whose budget it is and its stages."""

    file_id: str
    rows: tuple[Row, ...]
    jurisdiction: str
    unit: Unit
    stages: tuple[StageOf, ...]


def mapper(table: Unmapped) -> Mapping | None:
    """Ask what each column holds, starting from our suggestion; None while the mapping lacks something."""
    try:
        suggestion = suggest(table.rows, table.stages)
    except CommonTableError as problem:
        html(parts.stop(str(problem), _("Nothing was imported."), ""))
        return None
    html(parts.heading(_("What the columns hold")))
    said = _("Row {n} is taken for the header. Check each column; the reason stands below it.")
    html(parts.note(said.format(n=suggestion.header_row)))
    columns = _columns(table, suggestion)
    repeats = _repeats(table, suggestion)
    mapping = mapping_of(columns, table.jurisdiction, table.unit, repeats, table.stages)
    try:
        html(parts.heading(_("The first rows, as mapped")))
        html(shown.mapped_rows(mapping, suggestion.header_row, table.rows))
    except CommonTableError as problem:
        html(parts.stop(str(problem), _("Nothing was imported."), ""))
        return None
    if any(column.role is Role.AMOUNT and not column.stage for column in columns) and Role.STAGE not in mapping.roles:
        html(parts.note(_("Say which stage each column of amounts is of, above.")))
        return None
    _save_form(mapping)
    return mapping


def _columns(table: Unmapped, suggestion: Suggestion) -> list[MappedColumn]:
    """One row of choices for each column, a screenful at a time."""
    every = suggestion.columns
    first = 0
    if len(every) > COLUMNS_AT_ONCE:
        starts = list(range(0, len(every), COLUMNS_AT_ONCE))
        words = {n: _("Columns {a} to {b}").format(a=n + 1, b=min(n + COLUMNS_AT_ONCE, len(every))) for n in starts}
        first = st.selectbox(_("Show"), starts, format_func=lambda n: words[n], key=f"columns_{table.file_id}")
    chosen: dict[int, MappedColumn] = st.session_state.setdefault(f"mapped_{table.file_id}_{table.jurisdiction}", {})
    for column in every[first : first + COLUMNS_AT_ONCE]:
        chosen[column.index] = _choice(table, column, chosen.get(column.index, column.mapped))
    return [chosen.get(column.index, column.mapped) for column in every]


def _choice(table: Unmapped, column: SuggestedColumn, now: MappedColumn) -> MappedColumn:
    roles, key = list(shown.role_words()), f"{table.file_id}_{table.jurisdiction}_{column.index}"
    label = column.header or str(column.index + 1)
    with st.container(key=f"column_row_{key}"):
        said, role_place, stage_place, year_place = st.columns([4, 2, 2, 2])
        with said:
            html(shown.column_words(column))
        role = role_place.selectbox(
            _("{column} holds").format(column=label), roles, index=roles.index(now.role), key=f"role_{key}",
            format_func=lambda r: shown.role_words()[r],
        )  # fmt: skip
        if role is not Role.AMOUNT:
            return replace(now, role=role)
        codes = {"": _("Choose the stage"), **{stage.code: stage.name for stage in table.stages}}
        stage = stage_place.selectbox(
            _("Stage of {column}").format(column=label), list(codes), key=f"stage_{key}",
            index=list(codes).index(now.stage) if now.stage in codes else 0, format_func=lambda c: codes[c],
        )  # fmt: skip
        years = list(shown.year_words())
        year = year_place.selectbox(
            _("Year of {column}").format(column=label), years, index=years.index(now.year), key=f"year_{key}",
            format_func=lambda y: shown.year_words()[y],
        )  # fmt: skip
    return replace(now, role=role, stage=stage, year=YearFrom(year))


def _repeats(table: Unmapped, suggestion: Suggestion) -> Repeats:
    options, words = list(Repeats), shown.repeats_words()
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
            headers = ", ".join(column.header for column in mapping.columns if column.role is not Role.LEFT_OUT)
            html(parts.say(f"{mapping.title}: {headers}"))
            if st.button(_("Forget {name}").format(name=parts.plain(mapping.title)), key=f"forget_{mapping.key}"):
                with open_session(current_viewer(), writing=True) as session:
                    forget_preset(session, key=mapping.key)
                keep_saved(_("Mapping forgotten"), [_("What was imported by it stays.")])
                st.rerun()
