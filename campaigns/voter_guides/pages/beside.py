"""On the page of a line item: the published voter guides that print its figures."""

import streamlit as st

from campaigns.voter_guides.edition_queries import editions_naming
from coalition.accounts.current import current_viewer
from data.language import _
from data.store import open_session
from look import parts
from look.beside import beside
from look.show import html


@beside("line item")
def guides_of_line(line_id: int) -> None:
    """The standing editions that print an amount of this line; nothing where there is none."""
    with open_session(current_viewer()) as session:
        found = editions_naming(session, f"/line-item?line={line_id}&")
    if not found:
        return
    html(parts.heading(_("In voter guides")))
    for one in found:
        label = parts.plain(f"{one.title}, {one.place}")
        st.page_link(
            "campaigns/voter_guides/pages/edition.py", label=label, query_params={"edition": str(one.id)}
        )  # fmt: skip
