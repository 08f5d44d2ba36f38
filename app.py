"""The dashboard's door: who is looking, and which pages they may open."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

PAGES = (
    "campaigns.overview.queries",
    "budget.adjustments.downloads",
    "budget.comparison.downloads",
    "budget.line_items.downloads",
    "budget.lineage.downloads",
    "budget.line_items.importing",
    "budget.line_items.shown",
)

if get_script_run_ctx(suppress_warning=True) is None:
    from coalition.accounts import door, routes

    app = st.App(__file__, routes=routes.all_routes(), middleware=door.middleware(), lifespan=door.lifespan(*PAGES))
else:
    from coalition.accounts.current import current_viewer, note_presence
    from data.access import Permission
    from data.language import _
    from look.frame import open_frame, say_who
    from look.offered import pages_for

    open_frame()
    note_presence()
    viewer = current_viewer()
    home = st.Page("campaigns/overview/page.py", title=_("Home"), icon=":material/home:", default=True)
    lines = st.Page(
        "budget/line_items/pages/line_items.py", title=_("Line items"), icon=":material/receipt_long:",
        url_path="line-items",
    )  # fmt: skip
    line = st.Page(
        "budget/line_items/pages/line_item.py", title=_("Line item"), url_path="line-item", visibility="hidden"
    )
    importing = st.Page(
        "budget/line_items/pages/import_file.py", title=_("Import a file"), icon=":material/upload_file:",
        url_path="import",
    )  # fmt: skip
    compare = st.Page(
        "budget/comparison/pages/compare.py", title=_("Compare"), icon=":material/compare_arrows:",
        url_path="compare",
    )  # fmt: skip
    release = st.Page(
        "budget/comparison/pages/release.py", title=_("Release day"), url_path="release", visibility="hidden"
    )
    amendments = st.Page(
        "budget/amendments/page.py", title=_("Amendments"), icon=":material/edit_document:", url_path="amendments"
    )
    search = st.Page("budget/search/page.py", title=_("Search"), url_path="search", visibility="hidden")
    lineage = st.Page(
        "budget/lineage/pages/names_to_match.py", title=_("Names to match"), icon=":material/join_inner:",
        url_path="lineage",
    )  # fmt: skip
    people = st.Page(
        "coalition/accounts/pages/accounts.py", title=_("People and sign-in"), url_path="people", visibility="hidden"
    )
    matrix = st.Page(
        "coalition/accounts/pages/matrix.py", title=_("Who sees what"), url_path="roles", visibility="hidden"
    )
    members, importers = Permission.SEE_COALITION, Permission.IMPORT_FIGURES
    listed = (
        (None, home), (None, lines), (None, line), (None, search), (None, compare), (None, amendments),
        (members, release), (importers, importing), (importers, lineage), (members, people), (members, matrix),
    )  # fmt: skip
    chosen = st.navigation(pages_for(viewer, listed), position="top")
    say_who(viewer)
    chosen.run()
