"""The pages the dashboard offers and the permission each needs, kept so that a page can show who sees what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data.access import Permission, Viewer, may


@dataclass(frozen=True, slots=True)
class Offer:
    """A page of the navigation; `needs` is None when everybody may open it."""

    title: str
    needs: Permission | None


offers: dict[str, Offer] = {}


def pages_for(viewer: Viewer, listed: Sequence[tuple[Permission | None, Any]]) -> list[Any]:
    """The pages a viewer may open, of those listed with the permission each needs."""
    offers.clear()
    offers.update({page.url_path or "home": Offer(page.title, needs) for needs, page in listed})
    return [page for needs, page in listed if needs is None or may(viewer, needs)]
