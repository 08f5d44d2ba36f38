"""One shared resource: what it is for, whom it helped, the way to it; its author changes it here."""

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.community import resources_shown as shown
from coalition.community import sentences as say
from coalition.community.pages.reporting import report_link
from coalition.community.pages.resource_form import change_form
from coalition.community.pages.saying import may_speak
from coalition.community.resource_queries import resource
from data.errors import NotFound
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.show import html, show_saved

viewer, now = current_viewer(), clock.now()
LIST = "coalition/community/pages/resources.py"


def show() -> None:
    number = number_of(st.query_params.get("resource", ""))
    try:
        if number is None:
            raise NotFound("This resource")
        with open_session(viewer) as session:
            one = resource(session, number)
    except NotFound as missing:
        st.title(_("Resource"))
        html(parts.stop(str(missing), _("Nothing was changed."), _("Choose one from the list.")))
        st.page_link(LIST, label=_("All resources"), icon=":material/arrow_back:")
        return
    html(parts.eyebrow([_("Resources"), one.kind.upper() or _("Link")]))
    st.title(parts.plain(one.title))
    show_saved()
    who = _("{who} shared this, {when}.").format(who=say.by_words(one.who), when=say.when_words(one.made, now=now))
    html(parts.note(who), shown.link(one), shown.whole(one))
    if may_speak():
        if one.is_mine and not one.is_hidden:
            change_form(one)
        elif not one.is_mine:
            report_link("resource", one.id)
    st.page_link(LIST, label=_("All resources"), icon=":material/arrow_back:")


show()
