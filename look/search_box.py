"""The one search box, on every page but the search page itself: a plain form, so that it costs a page nothing."""

from html import escape

from data.language import _
from data.search_words import LONGEST_SEARCH

SEARCH = "search"
KEY = "/"


def search_box(path: str) -> str:
    """The box above a page with this address; none on the search page. Enter searches, its access key is “/”."""
    if path == SEARCH:
        return ""
    label = _("Search everything")
    return (
        f'<form class="ct ct-find ct-noprint" role="search" action="/{SEARCH}" method="get">'
        f'<label class="ct-vh" for="ct-find-words">{escape(label)}</label>'
        f'<input id="ct-find-words" type="search" name="words" maxlength="{LONGEST_SEARCH}" accesskey="{KEY}"'
        f' placeholder="{escape(label)}" autocomplete="off"><button type="submit">{escape(_("Search"))}</button></form>'
    )
