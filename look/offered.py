"""The pages the dashboard offers and the permission each needs, kept so that a page can show who sees what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from data.access import Permission, Viewer, may


@dataclass(frozen=True, slots=True)
class Offer:
    """A page: its file, title and address. `needs` is None when everybody may open it; no `icon`: in no menu."""

    file: str
    title: str
    path: str
    needs: Permission | None = None
    icon: str = ""

    def page(self) -> Any:
        """The page as Streamlit takes it; the first one of all has no address."""
        return st.Page(
            self.file,
            title=self.title,
            icon=f":material/{self.icon}:" if self.icon else None,
            url_path=self.path or None,
            default=not self.path,
            visibility="visible" if self.icon else "hidden",
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
