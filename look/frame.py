"""What stands around every page: the sheet, the mark, and who is looking."""

from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from data.access import Role, Viewer
from data.language import LANGUAGES, _, spoken

FOLDER = Path(__file__).resolve().parent
PRINT_DARK_CHART = "invert(1) hue-rotate(180deg)"


@cache
def _sheet() -> str:
    return (FOLDER / "theme.css").read_text(encoding="utf-8")


def mode() -> str:
    """ "light" or "dark", as this browser shows it."""
    return "dark" if st.context.theme.type == "dark" else "light"


def open_frame() -> None:
    """Page settings and the style sheet; call it before anything is shown."""
    st.set_page_config(page_title="Common Table", page_icon=str(FOLDER / "favicon.png"), layout="wide")
    shown = mode()
    turned = PRINT_DARK_CHART if shown == "dark" else "none"
    st.html(f"<style>{_sheet()}\n:root {{ color-scheme: {shown}; --ct-print-chart: {turned}; }}</style>")
    st.logo(str(FOLDER / f"mark-{shown}.svg"), size="large")


def languages() -> str:
    """The languages to read everything in, the one being read marked; each in its own words."""
    now, back = spoken(), quote(_here(), safe="")
    names = [
        f'<b lang="{code}">{name}</b>'
        if code == now
        else f'<a href="/language?to={code}&amp;back={back}" lang="{code}" hreflang="{code}">{name}</a>'
        for code, name in LANGUAGES.items()
    ]
    return f'<span class="ct-lang">{" ".join(names)}</span>'


def _here() -> str:
    """The address of this page without the language it was opened in."""
    said = [(name, value) for name in st.query_params if name != "lang" for value in st.query_params.get_all(name)]
    path = urlsplit(st.context.url or "").path or "/"
    return f"{path}?{urlencode(said)}" if said else path


def say_who(viewer: Viewer, box: str) -> None:
    """Who is looking, on every page, with the way in or out, the other language, and the search `box`."""
    demo, links = "", ""
    if viewer.account_id is not None:
        words = _("Signed in as {name}.").format(name=escape(viewer.name))
        links = f'{words} <a href="/people">{_("People and sign-in")}</a> <a href="/sign-out">{_("Sign out")}</a>'
    elif viewer.role is Role.ORGANIZER:
        words = _("You act as the organizer on this machine (127.0.0.1). Starter figures are published ones.")
        demo = f'<p class="ct ct-demo">{words} <a href="/people">{_("People and sign-in")}</a></p>'
    elif viewer.role is Role.PUBLIC and viewer.limit is None:
        links = f'<a href="/sign-in">{_("Sign in")}</a>'
    st.html(f'<div class="ct-top ct-noprint">{demo}<p class="ct ct-who">{links} {languages()}</p>{box}</div>')
