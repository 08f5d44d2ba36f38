"""Open States, API version 3: people, committees and bills, asked page by page and read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from data.errors import SourceHasNone
from data.sources.http import Asking
from data.sources.openstates_bills import bill_of
from data.sources.openstates_people import committee_of, person_of
from data.sources.said import CommitteeSaid, MeasureSaid, PersonSaid
from data.sources.shapes import Fields, UnknownForm, fields, several, whole
from data.sources.targets import Service

SERVICE = Service(
    name="Open States",
    base="https://v3.openstates.org",
    pause=6.0,  # ten questions a minute without a paid plan
    variable="COMMONTABLE_OPENSTATES_KEY",
    get_key="https://openstates.org/accounts/profile/",
    header="X-API-KEY",
)
BILLS_A_PAGE = 20
PEOPLE_A_PAGE = 50
COMMITTEES_A_PAGE = 20
BILL_PARTS = ("sponsorships", "abstracts", "other_identifiers", "actions", "versions", "votes", "related_bills")
CHAMBERS = ("lower", "upper", "legislature")
T = TypeVar("T")
Asked = list[tuple[str, str | int]]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list, its number and how many there are; `total` counts what is on all of them."""

    items: tuple[T, ...]
    page: int
    pages: int
    total: int


def bills_page(asking: Asking, state: str, session: str, *, since: str = "", page: int = 1) -> Page[MeasureSaid]:
    """Bills of a session that changed at `since` or later, those longest unchanged first. Raises SourceProblem."""
    asked: Asked = [("jurisdiction", state), ("session", session)]
    asked += [("sort", "updated_asc"), ("per_page", BILLS_A_PAGE)]
    asked += [("include", part) for part in BILL_PARTS]
    asked += [("updated_since", since)] if since else []
    return _page(asking, "/bills", asked, page, lambda found: bill_of(found, state))


def people_page(asking: Asking, state: str, *, page: int = 1) -> Page[PersonSaid]:
    """The legislators who sit now. Raises SourceProblem."""
    asked: Asked = [("jurisdiction", state), ("per_page", PEOPLE_A_PAGE)]
    asked += [("include", part) for part in ("other_names", "other_identifiers", "links", "offices")]
    return _page(asking, "/people", asked, page, lambda found: person_of(found, state))


def committees_page(asking: Asking, state: str, chamber: str, *, page: int = 1) -> Page[CommitteeSaid]:
    """The committees of a chamber, or of both ("legislature"), with their members. Raises SourceProblem."""
    asked: Asked = [("jurisdiction", state), ("chamber", chamber), ("per_page", COMMITTEES_A_PAGE)]
    asked += [("include", "memberships")]
    return _page(asking, "/committees", asked, page, lambda found: committee_of(found, state, chamber))


def parse_page(answer: Any, read: Callable[[Fields], T]) -> Page[T]:
    """A page as it was answered, each result read by `read`. Raises UnknownForm."""
    whole_answer = fields(answer, "a list")
    told = fields(whole_answer.get("pagination"), "the number of pages")
    page, pages = whole(told.get("page")), whole(told.get("max_page"))
    if page is None or pages is None or "results" not in whole_answer:
        raise UnknownForm("the number of pages")
    items = tuple(read(fields(one, "a list")) for one in several(whole_answer["results"], "a list"))
    return Page(items, page, pages, whole(told.get("total_items")) or len(items))


def _page(asking: Asking, path: str, asked: Asked, page: int, read: Callable[[Fields], T]) -> Page[T]:
    try:
        answer = asking.json(path, [*asked, ("page", page)])
    except SourceHasNone:
        if page == 1:
            raise
        return Page((), page, page - 1, 0)  # the list grew shorter since the page before
    try:
        return parse_page(answer, read)
    except UnknownForm as form:
        asking.refuse_form(form.what)
