"""Below an indicator: one district over the years, and the indicator beside spending of the same school year."""

import streamlit as st

from campaigns.equity import charts, queries, shown
from campaigns.equity import sentences as say
from campaigns.equity.asking import in_order
from campaigns.equity.queries import DistrictRow, IndicatorYear
from data.access import Viewer
from data.language import _
from data.store import open_session
from look import parts
from look.address import kept
from look.frame import mode
from look.show import html

MOST_ROWS = 25


def years_part(viewer: Viewer, found: IndicatorYear) -> None:
    """One district's indicator in every year on file; the one with the largest n unless another is chosen."""
    html(parts.heading(_("One district over the years")))
    names = {str(row.unit.id): row.unit.name for row in sorted(found.rows, key=lambda row: row.unit.name)}
    first = str(in_order(found, "size")[0].unit.id)

    def ask() -> str | None:
        return st.selectbox(_("District"), list(names), format_func=lambda n: names[n], key="district", width=330)

    unit = int(kept("district", list(names), first, ask))
    with open_session(viewer) as session:
        by_year = queries.over_years(session, found.chosen, unit)
    if sum(said.gap is not None for said in by_year.values()) > 1:
        picture = charts.years_chart(by_year, mode())
        html(parts.note(_("{name}: the gap in percentage points.").format(name=names[str(unit)])))
        st.vega_lite_chart(spec=picture.spec, theme=None, alt=picture.alt)
    html(shown.years_table(by_year, found.what.kind))


def money_part(viewer: Viewer, found: IndicatorYear) -> None:
    """Spending per pupil of the same school year, or why none is put beside it."""
    html(parts.heading(_("Beside the money")))
    state, year = found.chosen.state, found.chosen.year
    with open_session(viewer) as session:
        spending = queries.spending_beside(session, state=state, year=year)
        years = [] if spending else queries.spending_years(session, state=state)
    if spending is None:
        html(parts.empty(_("No spending of this school year."), say.no_money_words(year, years)))
        return
    both = with_money(found, spending)
    if not both:
        html(parts.empty(_("No district has both figures in this year."), _("Choose another group or year.")))
        return
    title = say.money_title(spending.card)
    html(parts.say(say.money_sentence([row for row, _c in both], [cents for _r, cents in both])))
    html(parts.note(title))
    picture = charts.money_chart(both, mode(), money=title)
    st.vega_lite_chart(spec=picture.spec, theme=None, alt=picture.alt)
    html(shown.money_table(both[:MOST_ROWS]))
    if len(both) > MOST_ROWS:
        html(parts.note(_("The first {n} of {all}; every one is in the files.").format(n=MOST_ROWS, all=len(both))))


def with_money(found: IndicatorYear, spending: queries.Spending) -> list[tuple[DistrictRow, int]]:
    """The districts with the indicator and with spending, in the order of the gap."""
    known = {row.unit.id for row in found.known}
    return [
        (row, given) for row in in_order(found, "gap")
        if row.unit.id in known and row.unit.id in spending.cents
        and (given := _cents(spending, row.unit.id)) is not None
    ]  # fmt: skip


def _cents(spending: queries.Spending, unit: int) -> int | None:
    value = spending.cents[unit].value
    return None if value is None else int(value)
