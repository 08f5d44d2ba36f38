"""One district: what it has to spend and on whom, its students, staff and discipline, its peers, and every source."""

import streamlit as st

from budget.districts import part_sentences as part_say
from budget.districts import sentences as say
from budget.districts import shown
from budget.districts.pages import district_money, district_peers, district_people
from budget.districts.record import DistrictRecord, district_record
from coalition.accounts.current import current_viewer
from data.errors import CommonTableError, NotFound
from data.language import _
from data.periods import SchoolYear
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.address import kept
from look.beside import show_beside
from look.show import html

NEWEST = "newest"
viewer = current_viewer()


def record_of_address() -> DistrictRecord:
    """The district the address names. Raises NotFound."""
    number = number_of(st.query_params.get("district", ""))
    if number is None:
        raise NotFound(_("The district"))
    with open_session(viewer) as session:
        return district_record(session, number)


def chosen_year(record: DistrictRecord) -> int | None:
    """The year every part shows; None for the newest of each part, which then names it."""
    numbers = [NEWEST, *(str(int(year)) for year in reversed(record.years()))]

    def words(number: str) -> str:
        return _("Newest of each part") if number == NEWEST else SchoolYear(int(number)).label

    def ask() -> str | None:
        return st.selectbox(_("School year"), numbers, format_func=words, key="year", width=220)

    chosen = kept("year", numbers, NEWEST, ask)
    return None if chosen == NEWEST else int(chosen)


def head(record: DistrictRecord) -> None:
    where = [record.state.name, *([record.county] if record.county else []), _("District {code}").format(
        code=record.head.code
    )]  # fmt: skip
    html(parts.eyebrow(where))
    st.title(parts.plain(record.head.name))
    html(parts.lede(say.lede(record)))
    if became := say.became_words(record):
        html(f'<div class="ct ct-caution">{parts.say(became)}</div>')


def names_and_changes(record: DistrictRecord) -> None:
    if len(record.names) < 2 and not record.changes:
        return
    html(parts.heading(_("Names and changes")))
    html(parts.bullet_list([*map(say.change_words, record.changes), *map(say.name_words, record.names)]))


def definitions(record: DistrictRecord) -> None:
    html(parts.heading(_("What is measured")))
    subjects = {"money": _("Money"), "students": _("Students"), "staff": _("Staff"), "discipline": _("Discipline"),
                "outcomes": _("Outcomes"), "community": _("The community")}  # fmt: skip
    for subject, name in subjects.items():
        found = [card for card in record.measures.values() if card.subject == subject]
        if found:
            with st.expander(_("{subject}: {n} definitions").format(subject=name, n=len(found))):
                html(shown.cards(found))


def sources(record: DistrictRecord, chosen: int | None) -> None:
    html(parts.heading(_("Sources")))
    html(shown.source_notes(record, record.documents))
    for said in part_say.differing(record):
        html(parts.note(said))
    years = record.years()
    year = chosen or (years[-1] if years else None)
    if year is not None:
        with st.expander(_("Every figure of {year}, its document and row").format(year=say.year_words(year))):
            html(shown.where_it_stands(record, year))


def files(record: DistrictRecord) -> None:
    address = f"district={record.head.id}"
    html(parts.downloads([(k.upper(), f"/export/district.{k}?{address}") for k in ("csv", "xlsx", "json")]))


def show() -> None:
    try:
        record = record_of_address()
    except CommonTableError as problem:
        st.title(_("District"))
        html(parts.empty(str(problem), _("Choose one from the list.")))
        st.page_link("budget/districts/pages/districts.py", label=_("All districts"))
        return
    head(record)
    if not record.figures:
        html(parts.empty(_("No figures yet."), _("Import a file that names this district.")))
        return
    chosen = chosen_year(record)
    district_money.money(record, chosen)
    district_people.students(record, chosen)
    district_people.staff(record, chosen)
    district_people.discipline(record, chosen)
    district_peers.peers_panel(record, chosen)
    show_beside("district", record.head.id)
    names_and_changes(record)
    definitions(record)
    sources(record, chosen)
    files(record)


show()
