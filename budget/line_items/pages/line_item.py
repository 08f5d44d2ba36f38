"""One line item: its path through the stages of a year, against last year and our ask, with its sources."""

from datetime import date

import streamlit as st

from budget.adjustments.pages.panel import adjustments_panel
from budget.amendments.queries import amendments_of
from budget.amendments.shown import amendment_list
from budget.calendar.pages.panel import next_decision_panel
from budget.earmarks.pages.panel import earmark_panel
from budget.line_items import charts, shown
from budget.line_items import sentences as say
from budget.line_items.file_rows import file_row
from budget.line_items.history import HistoryPoint, YearView, history, real_change, year_view
from budget.line_items.line_queries import LineRecord, line_record
from budget.line_items.pages.forms import amount_form, ask_form, choice_form, watch_button
from budget.line_items.rules import subject_of
from budget.line_items.stages import LineItemKind, StageKind
from budget.lineage.pages.panel import along_lineage, lineage_panel
from coalition.accounts.current import current_viewer
from coalition.changes.pages.panel import history_panel
from data.access import Permission, may
from data.errors import CommonTableError, NotFound
from data.language import _
from data.money import dollars
from data.periods import FiscalYear, fiscal_year_of
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.address import kept
from look.beside import show_beside
from look.frame import mode
from look.show import html, show_saved

viewer = current_viewer()


def record_of_address() -> LineRecord:
    """The line the address names. Raises NotFound."""
    number = number_of(st.query_params.get("line", ""))
    if number is None:
        raise NotFound(_("The line item"))
    with open_session(viewer) as session:
        return line_record(session, number)


def year_choice(record: LineRecord) -> FiscalYear:
    this_year = fiscal_year_of(date.today(), record.head.place.starts_month)
    years = sorted(set(record.years) | set(record.asks), reverse=True) or [this_year]
    numbers = [str(int(year)) for year in years]

    def ask() -> str | None:
        return st.selectbox(_("Fiscal year"), numbers, format_func=lambda n: f"FY{n}", key="year", width=160)

    return FiscalYear(int(kept("year", numbers, numbers[0], ask)))


def switches(record: LineRecord, year: FiscalYear) -> tuple[FiscalYear | None, str | None]:
    """As voted or real, and the stage to look back to."""
    base = record.prices.latest_whole_year()
    options = ["voted", "real"] if base is not None and year in record.prices.years else ["voted"]
    words = {"voted": _("As voted"), "real": _("In {year} dollars").format(year=base.label if base else "")}

    def ask_dollars() -> str | None:
        return st.segmented_control(_("Dollars"), options, required=True, format_func=lambda d: words[d], key="dollars")

    chosen = kept("dollars", options, "voted", ask_dollars)
    figures = record.figures.get(year, {})
    known = [
        s
        for s in record.stages
        if not s.is_change
        and s.kind is not StageKind.SPENDING
        and s.code in figures
        and figures[s.code].amount_cents is not None
    ]
    names = {s.code: _(s.short_name) for s in known[:-1]}
    latest = _("Latest figure")

    def ask_stage() -> str | None:
        return st.selectbox(
            _("Show as of"), ["", *names], format_func=lambda code: names.get(code, latest), key="as_of", width=220
        )

    as_of = kept("as_of", ["", *names], "", ask_stage)
    return (base if chosen == "real" else None), (as_of or None)


def path(record: LineRecord, view: YearView) -> None:
    base = "" if view.base is None else _("All amounts are in {year} dollars.").format(year=view.base.label)
    html(parts.lede(f"{say.lede(view)} {base}".strip()))
    both = [
        year_view(record, year, today=date.today(), base=view.base)
        for year in record.head.place.budget_years(view.fiscal_year)
    ]
    if len(both) > 1:
        html(parts.note(say.biennium_sentence(both)))
    if view.standing is None and may(viewer, Permission.IMPORT_FIGURES):
        act = _("If you have the act or the budget page, enter it with “Add a stage amount”.")
        html(parts.empty(_("No figure is known for {year}.").format(year=view.fiscal_year.label), act))
    if len(view.steps) > 1:
        html(shown.strip(record, view), parts.note(shown.scale_note(view)))
    check = say.check_sentence(view)
    if view.check is not None:
        html(parts.check_list([(view.check.holds, check)]))
    with st.expander(_("All stages as a table")):
        html(shown.stage_table(record, view))


def past(record: LineRecord) -> None:
    base = record.prices.latest_whole_year()
    points = history(record, base)
    known = [point for point in points if point.voted_cents is not None]
    html(parts.heading(say.history_heading(points)))
    if not known:
        html(parts.empty(_("No settled amounts yet."), _("Add a stage amount, or import a file.")))
        return
    change = real_change(points, base)
    chart = charts.history_chart(points, base, mode(), per_pupil=record.head.kind is LineItemKind.PER_PUPIL)
    if change is not None:
        html(f'<p class="ct ct-charttitle">{say.buying_power(change)}</p>')
    if len(known) > 1:
        html(parts.note(chart.measure + say.months_note(record.prices, points)))
        st.vega_lite_chart(spec=chart.spec, theme=None, alt=chart.alt)
    else:
        html(parts.note(_("One settled amount is on file; a chart needs two.")))
    behind_the_chart(record, points, base)


def behind_the_chart(record: LineRecord, points: tuple[HistoryPoint, ...], base: FiscalYear | None) -> None:
    with st.expander(_("Figures behind this chart")):
        html(shown.history_rows(points, base.label if base else None))
        address = f"line={record.head.id}"
        kinds = ("csv", "xlsx", "json", "svg", "png")
        html(parts.downloads([(kind.upper(), f"/export/line-history.{kind}?{address}") for kind in kinds]))


def our_ask(view: YearView) -> None:
    html(parts.heading(_("Our ask")))
    ask = view.ask
    if ask is None:
        html(parts.note(_("No ask for {year} that you can see.").format(year=view.fiscal_year.label)))
        return
    lines = [dollars(ask.ask_cents), say.ask_sentence(view)]
    if ask.acceptable_cents is not None:
        lines.append(_("Acceptable: {amount}.").format(amount=dollars(ask.acceptable_cents)))
    if ask.floor_cents is not None:
        lines.append(_("Floor: {amount}.").format(amount=dollars(ask.floor_cents)))
    lines.append(ask.reason)
    lines.append(_("Public.") if ask.published else _("For the coalition only."))
    html(parts.facts(lines))


def sources(record: LineRecord, view: YearView) -> None:
    html(parts.heading(_("Sources")))
    used = {
        s.figure.source_id for s in record.statements if s.fiscal_year in (view.fiscal_year, view.fiscal_year.before)
    }
    html(shown.source_notes(record, used))
    open_row(record, view)


def open_row(record: LineRecord, view: YearView) -> None:
    """Any figure of the year opens the row it was read from."""
    rows = [
        said
        for said in record.statements
        if said.fiscal_year == view.fiscal_year and said.figure.batch_id and said.figure.row_number
    ]
    if not rows or not may(viewer, Permission.SEE_COALITION):
        return
    chosen = st.selectbox(
        _("Open a figure’s row in its file"),
        range(len(rows)),
        index=None,
        format_func=lambda n: shown.statement_label(record, rows[n]),
        key="row",
    )
    if chosen is None:
        return
    figure = rows[chosen].figure
    try:
        with open_session(viewer) as session:
            row = file_row(session, batch_id=figure.batch_id or 0, row_number=figure.row_number or 0)
    except CommonTableError as problem:
        html(parts.note(str(problem)))
        return
    html(
        parts.note(_("{file}, row {row}").format(file=row.file_name, row=row.row_number)),
        parts.table(
            [_("Column"), _("As in the file")], parts.pairs(row.header, row.cells), caption=_("The row as kept")
        ),
    )
    if row.posted > 1:
        html(parts.note(say.postings_sentence(row.posted, len(row.postings))), shown.posting_table(row))


def more(record: LineRecord) -> None:
    if record.conflicts:
        with st.expander(_("Where documents disagree ({n})").format(n=len(record.conflicts))):
            html(shown.conflict_table(record))
            if may(viewer, Permission.IMPORT_FIGURES):
                choice_form(record)
    with open_session(viewer) as session:
        amendments = amendments_of(session, record.head.place, record.head.id)
    if amendments.listed:
        with st.expander(_("Floor amendments ({n})").format(n=len(amendments.listed))):
            html(amendment_list(amendments.listed, amendments.documents))
    if record.notes:
        with st.expander(_("Notes printed beside it ({n})").format(n=len(record.notes))):
            html(shown.note_list(record))
    if record.told:
        with st.expander(_("As reported, in words ({n})").format(n=len(record.told))):
            html(shown.told_table([(record.head.code or "", t) for t in record.told], record.documents))
    if record.names:
        with st.expander(_("Names it was printed under ({n})").format(n=len(record.names))):
            html(shown.name_table(record))


def show() -> None:
    try:
        record = record_of_address()
    except NotFound as missing:
        st.title(_("Line item"))
        html(parts.stop(str(missing), _("Nothing was changed."), _("Choose a line from the list.")))
        st.page_link("budget/line_items/pages/line_items.py", label=_("All line items"))
        return
    head = record.head
    html(parts.eyebrow([head.place.name, head.agency or _("Budget"), head.label]))
    st.title(parts.plain(head.name))
    tagged = shown.KIND_WORDS[head.kind]
    if tagged:
        html(f'<p class="ct">{parts.tag(_(tagged))}</p>')
    show_saved()
    with st.container(horizontal=True, key="switches"):
        year = year_choice(record)
        base, as_of = switches(record, year)
    view = along_lineage(record, year_view(record, year, today=date.today(), base=base, as_of=as_of))
    path(record, view)
    acts(record, view)
    with st.container(key="line_columns"):
        left, right = st.columns([2, 1], gap="large")
    with left:
        if not lineage_panel(record):
            past(record)
        earmark_panel(record, year)
        adjustments_panel(record, year)
        more(record)
    with right:
        next_decision_panel(record.head)
        our_ask(view)
        sources(record, view)
    show_beside("line item", head.id)
    history_panel(subject_of(head.id), head.label)


def acts(record: LineRecord, view: YearView) -> None:
    with st.container(horizontal=True, key="acts"):
        if may(viewer, Permission.SET_ASKS):
            ask_form(record, view)
        if may(viewer, Permission.IMPORT_FIGURES):
            amount_form(record, view.fiscal_year)
        if may(viewer, Permission.WATCH_LINES):
            watch_button(record)
    address = f"line={record.head.id}&dollars={'real' if view.base else 'voted'}"
    html(parts.downloads([(k.upper(), f"/export/line-item.{k}?{address}") for k in ("csv", "xlsx", "json")]))


show()
