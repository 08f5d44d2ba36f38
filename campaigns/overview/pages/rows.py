"""A change as a row of a page: its day, a link to what changed, its sentence, its area and where it came from."""

from datetime import date

import streamlit as st

from campaigns.overview import sentences as say
from campaigns.overview import shown
from campaigns.overview.changed import Change
from coalition.accounts.current import current_viewer
from data.access import Viewer, may
from look import parts
from look.offered import offers
from look.show import html


def may_open(viewer: Viewer, page: str) -> bool:
    """Whether a page is offered to a viewer; a link to another one would stop the page it stands on."""
    return any(offer.file == page and (offer.needs is None or may(viewer, offer.needs)) for offer in offers.values())


def changed_row(change: Change, place: int, *, today: date) -> None:
    """One change, with a link where it has a page."""
    said = say.said(change, today=today)
    linked = may_open(current_viewer(), change.page)
    with st.container(key=f"change_row_{place}", gap=None):
        html(shown.change_day(change, today=today))
        with st.container(key=f"change_said_{place}", gap=None):
            if linked:
                st.page_link(change.page, label=parts.plain(said.name), query_params=dict(change.address))
            html(shown.change_words(change, said, linked=linked))
