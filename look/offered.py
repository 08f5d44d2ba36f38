"""The pages the dashboard offers and the permission each needs, kept so that a page can show who sees what."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from data.access import Permission, Viewer, may

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Offer:
    """A page: its file, title and address. `needs` is None when everybody may open it; no `icon`: in no menu."""

    file: str
    title: str
    path: str
    needs: Permission | None = None
    icon: str = ""

    def page(self) -> Any:
        """The page as Streamlit takes it, one of its own for each run; the first one of all has no address."""
        return copy(_page_of(self))


@cache
def _page_of(offer: Offer) -> Any:
    """Looked for on the disk once, not at every run of every viewer."""
    return st.Page(
        ROOT / offer.file,
        title=offer.title,
        icon=f":material/{offer.icon}:" if offer.icon else None,
        url_path=offer.path or None,
        default=not offer.path,
        visibility="visible" if offer.icon else "hidden",
    )


offers: dict[str, Offer] = {}


def pages_for(viewer: Viewer, sections: Mapping[str, Sequence[Offer]]) -> dict[str, list[Any]]:
    """The pages a viewer may open under each of the top bar's words; a word without any is left out."""
    offers.clear()
    offers.update({offer.path or "home": offer for listed in sections.values() for offer in listed})
    may_open = {
        word: [offer.page() for offer in listed if offer.needs is None or may(viewer, offer.needs)]
        for word, listed in sections.items()
    }
    return {word: pages for word, pages in may_open.items() if pages}
