"""Release day: the lines we watch, entered from one document, held against House, last year and ask, ready to send."""

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from budget.calendar.queries import decision_after
from budget.calendar.shown import release_sentence
from budget.comparison import sentences as say
from budget.comparison import shown
from budget.comparison.commands import Entry, record_amounts
from budget.comparison.one_page import release_text
from budget.comparison.release import Release, ReleaseLine, places_watched, stages_known, watched_heads, watched_release
from budget.comparison.rules import stage_to_expect
from budget.line_items import queries
from budget.line_items.queries import LineHead, Place
from budget.line_items.rules import StageOf
from budget.line_items.stages import StageKind
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.errors import CommonTableError
from data.language import _, ngettext
from data.money import dollars
from data.periods import FiscalYear, fiscal_year_of
from data.reading_input import cents_of
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html, keep_saved, refusal_shown, show_saved

viewer = current_viewer()
ROUND = "release_round"
may_enter = may(viewer, Permission.IMPORT_FIGURES)


def chosen_place(places: tuple[Place, ...]) -> Place:
    codes = {place.code: place for place in places}

    def ask() -> str | None:
        return st.selectbox(_("State"), list(codes), format_func=lambda c: codes[c].name, key="place")

    return codes[kept("place", list(codes), places[0].code, ask)]


def chosen_year(place: Place, heads: tuple[LineHead, ...]) -> FiscalYear:
    """The newest year one of the lines has a figure in, else any on file, this one or the next."""
    this_year = fiscal_year_of(date.today(), place.starts_month)
    with open_session(viewer) as session:
        on_file = queries.years_with_figures(session, place)
        watched = queries.figures_of(session, place, [head.id for head in heads])
    newest = max((year for years in watched.values() for year in years), default=this_year)
    numbers = [str(n) for n in sorted({*map(int, on_file), int(this_year), int(this_year) + 1}, reverse=True)]

    def ask() -> str | None:
        return st.selectbox(_("Fiscal year"), numbers, format_func=lambda n: f"FY{n}", key="year")

    return FiscalYear(int(kept("year", numbers, str(int(newest)), ask)))


def chosen_stage(place: Place, heads: tuple[LineHead, ...], year: FiscalYear) -> StageOf:
    with open_session(viewer) as session:
        stages = queries.stages_of(session, place)
        known = stages_known(session, heads, year)
    levels = {s.code: s for s in stages if not s.is_change and s.kind is not StageKind.SPENDING}

    def ask() -> str | None:
        return st.selectbox(
            _("What came out"), list(levels), format_func=lambda c: _(levels[c].short_name), key="stage"
        )

    return levels[kept("stage", list(levels), stage_to_expect(stages, known).code, ask)]


def field_of(release: Release, line: ReleaseLine) -> str:
    """The key of a line's amount field; another stage, or another round of entering, is another field."""
    turn = st.session_state.get(ROUND, 0)
    return f"amount_{line.head.id}_{int(release.fiscal_year)}_{release.stage.code}_{turn}"


def entered(release: Release) -> list[Entry]:
    """What was typed. Raises the first of the amounts that cannot be read, with its line."""
    found, problems = [], []
    for line in release.lines:
        try:
            cents = cents_of(str(st.session_state.get(field_of(release, line)) or ""))
        except CommonTableError as problem:
            problems.append(f"{line.head.label}: {problem}")
            continue
        if cents is not None:
            found.append(Entry(line.head.id, line.head.label, cents))
    if problems:
        raise CommonTableError(" ".join(problems))
    return found


def save(release: Release, title: str, address: str) -> None:
    with refusal_shown(_("Nothing was saved."), _("Correct it and save again.")):
        entries = entered(release)
        with open_session(viewer, writing=True) as session:
            count = record_amounts(
                session,
                fiscal_year=release.fiscal_year,
                stage_code=release.stage.code,
                entries=entries,
                source_title=title,
                source_address=address,
            )
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        said = [f"{entry.label}: {dollars(entry.amount_cents)}" for entry in entries]
        amounts = ngettext("{n} amount saved", "{n} amounts saved", count).format(n=count)
        keep_saved(amounts, [*said, _("An amount entered again later replaces the one shown.")])
        st.rerun()


def form(release: Release) -> None:
    """One field for each line, one document for all of them."""
    with st.form("release", border=False):
        for number, line in enumerate(release.lines):
            with st.container(horizontal=True, key=f"release_row_{number}", vertical_alignment="center"):
                with st.container(key=f"release_name_{number}", gap=None):
                    name(release, line)
                    html(shown.release_row(release, line))
                st.text_input(
                    shown.field_label(line.head.label, line.head.name),
                    key=field_of(release, line),
                    placeholder="$350,000",
                    label_visibility="collapsed",
                    width=180,
                )
        title = st.text_input(
            _("Document"), placeholder=_("Senate Ways and Means budget, section 2"), max_chars=300, key="document"
        )
        address = st.text_input(
            _("Its address"), placeholder="https://malegislature.gov/…", max_chars=500, key="document_address"
        )
        if st.form_submit_button(_("Save the amounts"), type="primary"):
            save(release, title, address)
    st.page_link("budget/line_items/pages/import_file.py", label=_("Import the whole file instead"))


def name(release: Release, line: ReleaseLine) -> None:
    label = f"{line.head.code} · {line.head.name}" if line.head.code else line.head.name
    st.page_link(
        "budget/line_items/pages/line_item.py",
        label=parts.plain(label),
        query_params={"line": str(line.head.id), "year": str(int(release.fiscal_year))},
    )


def summary(release: Release) -> None:
    """A sentence for each line that is out, and the page to send."""
    if not release.known:
        return
    html(parts.heading(_("How each line stands")))
    for number, line in enumerate(release.known):
        with st.container(key=f"watched_row_{number}", gap=None):
            name(release, line)
            html(parts.say(f"{say.line_sentence(release, line)}."))
    html(parts.note(say.release_caution(release)))
    address = urlencode({"place": release.place.code, "year": int(release.fiscal_year), "stage": release.stage.code})
    html(parts.heading(_("One page to send")))
    links = [(_("Page to print (HTML)"), "html"), (_("Text for a message"), "txt")]
    html(parts.downloads([(words, f"/export/release.{kind}?{address}") for words, kind in links]))
    with st.expander(_("The text, to copy")):
        st.code(release_text(release), language=None, wrap_lines=True)
    with st.expander(_("Sources ({n})").format(n=len(release.documents))):
        html(shown.source_list(release.documents))


def show() -> None:
    st.title(_("Release day"))
    with open_session(viewer) as session:
        places = places_watched(session)
    if not places:
        html(parts.empty(_("No line is watched."), _("Open a line item and choose “Watch this line”.")))
        return
    with st.container(horizontal=True, key="filters"):
        place = chosen_place(places)
        with open_session(viewer) as session:
            heads = watched_heads(session, place)
        year = chosen_year(place, heads)
        stage = chosen_stage(place, heads, year)
    with open_session(viewer) as session:
        release = watched_release(session, place, year, stage)
        after = decision_after(session, place, year, stage, vetoed=release.vetoed, today=date.today())
    html(parts.lede(say.release_lede(release)))
    if after is not None:
        html(parts.note(release_sentence(after, today=date.today(), may_enter=may_enter)))
    show_saved()
    summary(release)
    if may_enter:
        html(parts.heading(_("Enter {column}").format(column=shown.column_label(release))))
        form(release)


show()
