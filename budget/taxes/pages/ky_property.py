"""Kentucky's property tax on the page: the slider, three columns, and everything that follows from them."""

from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from budget.scenarios.models import Calculator
from budget.taxes import sentences as say
from budget.taxes import shown
from budget.taxes.fields import Given, count_in, ky_inputs, notice_of, vote_day
from budget.taxes.pages.fields import current, kept_inputs, key, write_address
from budget.taxes.queries import StudentsOnFile
from budget.taxes.recall import deadlines
from budget.taxes.rules import Status
from budget.taxes.scenario import KyScenario, ky_scenario, sways
from coalition.accounts import clock
from data.errors import InvalidInput
from data.language import _
from data.periods import SchoolYear
from look import parts
from look.show import html

KY = Calculator.KY_PROPERTY
HOMES = (50_000, 1_000_000, 5_000)
BELOW, ABOVE = 30, 90  # tenths of a cent that the slider reaches below the compensating and above the 4 percent rate


@st.fragment
def ky_property(on_file: StudentsOnFile | None) -> None:
    """Everything that follows the slider; only this runs again while it moves."""
    inputs = current(KY)
    _answer(inputs, on_file)
    write_address(KY, inputs)  # last: the answer is on its way before the browser turns to its address bar


def _answer(inputs: Given, on_file: StudentsOnFile | None) -> None:
    if not any(inputs[field].strip() for field in ("rate", "assessed", "comp", "prior")):
        html(parts.empty(_("No figures yet."), _("Fill in the rate and what the district’s tax notice prints.")))
        _rate_and_home(inputs, None)
        _figures(expanded=True)
        return
    try:
        found = _with_students(ky_scenario(ky_inputs(inputs)), on_file)
    except InvalidInput as problem:
        html(parts.stop(str(problem), _("Nothing else was changed."), _("The fields are below.")))
        _rate_and_home(inputs, None)
        _figures(expanded=True)
        return
    html(parts.lede(say.lede(found)))
    _rate_and_home(inputs, found)
    html(shown.three_columns(found))
    html(parts.bullet_list(_said(found, inputs)))
    _figures(expanded=False)
    _what_it_pays_for(found, on_file)
    _who_pays(found)
    _what_sways(found)
    _deadline(inputs, found)
    html(
        parts.note(
            _("Copy this page’s address to send the scenario on: it names the notice and holds what you changed.")
        )
    )
    address = urlencode(kept_inputs(KY, inputs))
    html(parts.downloads([(k.upper(), f"/export/tax-scenario.{k}?{address}") for k in ("csv", "xlsx", "json")]))


def _with_students(found: KyScenario, on_file: StudentsOnFile | None) -> KyScenario:
    """The count on file where none is typed and it is of the scenario's own year: money and students of one year."""
    if found.inputs.students is not None or on_file is None or on_file.school_year != found.inputs.school_year:
        return found
    return replace(found, inputs=replace(found.inputs, students=on_file.students))


def _said(found: KyScenario, inputs: Given) -> list[str]:
    notice = notice_of(inputs["place"])
    return [
        say.status_sentence(found.proposed.standing),
        say.recall_sentence(found),
        say.four_sentence(found, notice),
        say.computed_sentence(found),
        say.assessment_sentence(found, notice),
    ]


def _slid(field: str, slider: str, decimals: int) -> None:
    """What the slider says goes into the field beside it, which is what counts."""
    st.session_state[key(KY, field)] = f"{st.session_state[slider]:.{decimals}f}"


def _rate_and_home(inputs: Given, found: KyScenario | None) -> None:
    left, right = st.columns(2)
    with left:
        if found is not None:
            _rate_slider(found)
        st.text_input(_("Proposed rate, cents per $100"), key=key(KY, "rate"), placeholder="71.7", width=260)
    with right:
        if found is not None:
            _home_slider(found)
        st.text_input(_("Home value"), key=key(KY, "home"), placeholder="200,000", width=260)
        st.checkbox(
            _("Homestead exemption"),
            key=key(KY, "homestead"),
            help=_("For owners who live there and are 65 or older, or totally disabled."),
        )


def _rate_slider(found: KyScenario) -> None:
    start, rate = found.compensating.standing.rate, found.proposed.standing.rate
    low, high = min(start - BELOW, rate), max(found.four.standing.rate + ABOVE, rate)
    _at("tax_rate_slider", rate / 10)
    st.slider(
        _("Slide the rate"),
        max(low, 50) / 10,
        high / 10,
        step=0.1,
        format="%.1f¢",
        key="tax_rate_slider",
        on_change=_slid,
        args=("rate", "tax_rate_slider", 1),
    )


def _home_slider(found: KyScenario) -> None:
    least, most, step = HOMES
    home = found.inputs.home_cents // 100
    _at("tax_home_slider", min(max(home, least), most))
    st.slider(
        _("Slide the home’s value, dollars"),
        least,
        most,
        step=step,
        format="localized",
        key="tax_home_slider",
        on_change=_slid,
        args=("home", "tax_home_slider", 0),
    )


def _at(slider: str, value: float) -> None:
    """Put a slider where its field stands, but never under a finger that is moving it."""
    if st.session_state.get(slider) != value:
        st.session_state[slider] = value


def _figures(*, expanded: bool) -> None:
    """What the answer stands on; every figure can be changed."""
    with st.expander(_("The figures behind it"), expanded=expanded):
        st.caption(_("Whole dollars; rates in cents per $100. Take them from the notice of the tax hearing."))
        left, right = st.columns(2)
        with left:
            _text("comp", _("Compensating rate, as the notice prints it"), "68.1")
            _text("four", _("4 percent rate, where the board names one"), "70.8")
            _text("assessed", _("This year’s assessment"), "15,000,000,000")
            _text("new", _("Of it new property (and personal property)"), "300,000,000")
        with right:
            _text("collected", _("Share collected, percent"), "100")
            _text("prior", _("Last year’s revenue from real property"), "100,000,000")
            _text("prior_all", _("Last year’s revenue from all classes"), "")
            _text("assessed_all", _("This year’s assessment of all classes"), "")
            _text("students", _("Number of students"), "95,000")
        st.caption(_("Without a printed compensating rate it is worked out from last year’s revenue."))


def _text(field: str, label: str, placeholder: str) -> None:
    st.text_input(label, key=key(KY, field), placeholder=placeholder)


def _what_it_pays_for(found: KyScenario, on_file: StudentsOnFile | None) -> None:
    html(parts.heading(_("What it pays for")))
    left, right = st.columns(2)
    with left:
        _text("unit", _("One of"), _("school counselor"))
    with right:
        _text("unit_cost", _("What one costs a year"), "85,000")
    source, other_year = "", ""
    if on_file is not None and not current(KY)["students"].strip():
        year = SchoolYear(on_file.school_year).label
        source = _("on file for {year}, {title}").format(year=year, title=on_file.source)
        if found.inputs.students is None:
            other_year = _(
                "The newest count of students on file is of {year}. For the money per student give this year’s, under "
                "“The figures behind it”."
            ).format(year=year)
    said = [say.funds_sentence(found), say.per_student_sentence(found, source), other_year]
    if any(said):
        html(parts.bullet_list(said))
    else:
        st.caption(_("Give your own figure: what one costs a year with benefits."))


def _who_pays(found: KyScenario) -> None:
    html(parts.heading(_("Who pays")))
    if found.bands:
        html(shown.who_pays(found))
    else:
        html(parts.empty(_("No home value is given."), _("Write some below.")))
    with st.expander(_("Other home values, and how many homes")):
        _text("bands", _("Home values, separated by a semicolon"), "100000; 200000; 300000")
        st.caption(
            _("With a colon and how many such homes there are, shares are shown too: 100000: 52000; 200000: 41000")
        )


def _what_sways(found: KyScenario) -> None:
    swayed, answer = sways(found.inputs), found.proposed.more_cents
    html(parts.heading(_("What moves the answer most")), parts.say(say.sway_sentence(swayed, answer)))
    html(parts.note(_("Money over the compensating rate. Green bars: moved up. Gray, hatched: moved down.")))
    html(shown.sway_bars(swayed, answer))


def _deadline(inputs: Given, scenario: KyScenario) -> None:
    html(parts.heading(_("From the vote to the deadline")))
    left, right = st.columns(2)
    with left:
        st.date_input(_("Day of the board’s vote"), key=key(KY, "vote"), format="YYYY-MM-DD")
        st.checkbox(
            _("Merged city and county, as Louisville"),
            key=key(KY, "louisville"),
        )
    with right:
        _text("votes_cast", _("Votes cast there in the last presidential election"), "")
    try:
        voted = vote_day(inputs)
        if voted is None:
            html(parts.empty(_("No vote is dated yet."), _("Give the day of the vote.")))
            return
        votes = count_in(inputs, "votes_cast", _("The votes cast"))
        found = deadlines(voted, consolidated=bool(inputs.get("louisville")), votes_cast=votes)
    except InvalidInput as problem:
        html(parts.stop(str(problem), _("Nothing else was changed."), ""))
        return
    none = "" if scenario.proposed.standing.status is Status.RECALL else _("At this rate nothing can be recalled.")
    html(parts.bullet_list([none, *say.deadline_sentences(found, today=clock.now().date())]))
