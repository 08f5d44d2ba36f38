"""What a publication is made of: pages that are said in each language, and files that are the same in all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from campaigns.public_site.rules import Place
from coalition.organizations.models import Area


@dataclass(frozen=True, slots=True)
class Said:
    """A page in one language: its title, one sentence for search engines, and its markup, every word escaped."""

    title: str
    about: str
    markup: str


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of the site: `say` answers what stands on it, in the language being spoken.

    `names` are people it may name: those who signed the letter it shows. `section` is the index that lists it, as
    `label` says with `under` below, or the name of its `area`.
    """

    path: str
    say: Callable[[Place], Said]
    section: str = ""
    label: str = ""
    under: str = ""
    names: tuple[str, ...] = ()
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the site. One that no scan can read, a PDF, says in `words_of` which other file holds its words."""

    path: str
    body: bytes = field(repr=False)
    names: tuple[str, ...] = ()
    words_of: str = ""


Made = Iterator[SitePage | SiteFile]
