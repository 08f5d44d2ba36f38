"""The numbers of a programme on its page: what was let out, and for its staff letting out, publishing, taking back."""

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.organizations.places import place_heads
from coalition.organizations.sentences import place_label
from coalition.programs import queries, shown
from coalition.programs import sentences as say
from coalition.programs.figures import let_numbers_out, numbers_to_let_out, publish_numbers, take_numbers_back
from coalition.programs.pages.program_forms import carry_out
from coalition.programs.queries import Figure, ProgramShown
from data.language import _
from data.store import open_session
from look import parts
from look.show import html


def _places(parts_named: set[str]) -> dict[str, str]:
    ids = {int(part) for part in parts_named if part.isdigit()}
    with open_session(current_viewer()) as session:
        return {str(place.id): place_label(place) for place in place_heads(session, ids)}


def _figures(one: ProgramShown) -> tuple[Figure, ...]:
    with open_session(current_viewer()) as session:
        return queries.figures(session, one.id)


def numbers_part(one: ProgramShown) -> None:
    """The numbers that were let out, for whoever may see them."""
    found = _figures(one)
    html(parts.lede(say.figures_lede(found, today=clock.now().date())))
    if not found:
        html(parts.empty(_("No number yet."), _("Its staff lets numbers out on this page; then they appear here.")))
        return
    html(shown.figures_table(found, _places({figure.part for figure in found})))
    html(parts.note(_(say.GATE_SAY)))
    links = [(kind.upper(), f"/export/program-numbers.{kind}?program={one.id}") for kind in ("csv", "xlsx", "json")]
    html(parts.downloads(links))


def let_out_part(one: ProgramShown) -> None:
    """What crosses the wall: the numbers that would be let out today, masked as they would be, and the buttons."""
    html(parts.heading(_("What crosses the wall")), parts.note(_(say.WALL_SAY)))
    found, today = _figures(one), clock.now().date()
    if found:
        day, public = found[0].as_of, all(figure.published for figure in found)
        html(parts.say(say.let_out_sentence(day, public=public, today=today)))
        with st.container(horizontal=True, key="let_out_acts"):
            said = {"program_id": one.id, "as_of": day}
            if public and st.button(_("No longer public"), key="numbers_private"):
                carry_out(publish_numbers, _("The numbers are the coalition’s alone"), published=False, **said)
            if not public and st.button(_("Publish these numbers"), key="numbers_public"):
                carry_out(publish_numbers, _("Numbers published"), published=True, **said)
            if st.button(_("Take these numbers back"), key="numbers_back"):
                carry_out(take_numbers_back, _("Numbers taken back"), **said)
        with st.expander(_("The numbers that are out")):
            html(shown.figures_table(found, _places({figure.part for figure in found})))
    with st.expander(_("Let today’s numbers out")):
        with open_session(current_viewer()) as session:
            ready = numbers_to_let_out(session, one.id, today=today)
        html(shown.figures_table(ready, _places({out.part for out in ready})), parts.note(_(say.GATE_SAY)))
        if st.button(_("Let these numbers out"), key="let_out", type="primary"):
            carry_out(let_numbers_out, _("Numbers let out"), program_id=one.id, now=clock.now())
