"""Who sees what: every role with its permissions, pages and files, read from the code that decides."""

import streamlit as st

from coalition.accounts import matrix_shown, terms
from coalition.accounts.matrix import commands_given, files_offered, pages_offered, permissions_held
from data.language import _
from look import parts
from look.show import html

st.title(_("Who sees what"))
html(parts.lede(_("This page reads the rules the program itself follows, so it cannot differ from them.")))
html(parts.heading(_("What a role may do")), parts.note(terms.roles()))
html(matrix_shown.held(permissions_held(), _("Permissions by role")))
html(parts.heading(_("Which pages a role may open")))
html(matrix_shown.held(pages_offered(), _("Pages by role")))
html(parts.heading(_("Which files there are")))
html(
    parts.note(_("Every file is built for whoever asks and holds only what that person sees on the page.")),
    matrix_shown.files(files_offered()),
)
html(parts.heading(_("Which changes a role may make")))
html(
    parts.note(_("Keeping accounts and sign-ins is done by the server itself when people sign in.")),
    matrix_shown.held(commands_given(), _("Changes by role")),
)
