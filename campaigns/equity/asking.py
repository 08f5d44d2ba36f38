"""How districts are ordered, and what an address asks: shared by the pages, the files and the terminal."""

from collections.abc import Mapping

from campaigns.equity.indicators import indicator
from campaigns.equity.queries import Chosen, DistrictRow, IndicatorYear
from campaigns.equity.rules import Kind
from data.errors import InvalidInput
from data.periods import SchoolYear
from data.reading_input import cents_of

ORDERS = ("gap", "size", "name")
EVERYBODY = "all"
MOST_CENTS = 1_000_000_00


def in_order(found: IndicatorYear, by: str) -> list[DistrictRow]:
    """The districts in the order asked for; those of which nothing can be said come last, by name."""
    known = {row.unit.id for row in found.known}

    def place(row: DistrictRow) -> tuple[bool, float, str]:
        said = row.said
        first = {"size": said.n, "name": 0.0}.get(by, said.gap if said.gap is not None else said.value)
        return row.unit.id not in known, -(first or 0.0), row.unit.name

    return sorted(found.rows, key=place)


def chosen_of(query: Mapping[str, str]) -> Chosen:
    """What `?indicator=teacher_parity&state=ma&year=2015&group=black` asks for. Raises InvalidInput with the cure."""
    what = indicator(query.get("indicator") or "teacher_parity")
    if not query.get("state") or not query.get("year"):
        raise InvalidInput("Say which state and school year: ?state=ma&year=2015 is Massachusetts, 2014-15.")
    group = EVERYBODY if what.kind is Kind.SHARE else query.get("group") or "black"
    return Chosen(what.code, query["state"].lower(), int(SchoolYear.parse(query["year"])), group)


def cost_of(text: str) -> int | None:
    """A cost per scholar as typed, in cents; None where nothing was typed. Raises InvalidInput."""
    cents = cents_of(text)
    if cents is not None and not 0 < cents <= MOST_CENTS:
        raise InvalidInput("Write the cost of one scholar in dollars, such as 7,500.")
    return cents
