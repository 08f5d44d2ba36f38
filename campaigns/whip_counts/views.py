"""What a count's page shows, read from an address; page, file and terminal ask the same."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from campaigns.actions.rules import Stance
from campaigns.whip_counts.rules import NOT_CONTACTED, leaning
from campaigns.whip_counts.standings import Row, Whip
from data.errors import InvalidInput, NotFound
from data.language import _
from data.reading_input import day_of, number_of

SHOWN = ("list", "leaning", "undecided", "uncontacted", "stale", "conflicts", "all")


def count_in(query: Mapping[str, str]) -> int:
    """The count an address names: `?count=3`. Raises NotFound."""
    number = number_of(query.get("count", ""))
    if number is None:
        raise NotFound("The whip count")
    return number


def day_in(query: Mapping[str, str], *, today: date) -> date:
    """The day a count is shown as of: `?as_of=2026-04-01`, today without. Raises InvalidInput."""
    day = day_of(query.get("as_of", "")) or today
    if day > today:
        raise InvalidInput("A count of a day ahead of us is not known. Choose today or an earlier day.")
    return day


def shown_in(query: Mapping[str, str]) -> str:
    """Whom the list shows: `?show=undecided`. Raises InvalidInput."""
    said = query.get("show", SHOWN[0])
    if said not in SHOWN:
        raise InvalidInput("Choose one of: " + ", ".join(SHOWN) + ".")
    return said


def chosen_rows(found: Whip, show: str) -> tuple[Row, ...]:
    """The members a filter shows, in the order of asking."""
    aim = found.standing.count.aim
    tests: dict[str, Callable[[Row], bool]] = {
        "list": lambda row: row.part is not None,
        "leaning": lambda row: row.position.stance == leaning(aim),
        "undecided": lambda row: row.position.stance == Stance.UNDECIDED,
        "uncontacted": lambda row: row.position.stance == NOT_CONTACTED,
        "stale": lambda row: row.position.is_stale,
        "conflicts": lambda row: bool(row.position.conflict),
    }
    return tuple(row for row in found.rows if show not in tests or tests[show](row))


def shown_name(show: str) -> str:
    """A filter in words."""
    names = {
        "list": _("Whom to ask"), "leaning": _("Leaning our way"), "undecided": _("Undecided"),
        "uncontacted": _("Not contacted"), "stale": _("Check again"), "conflicts": _("In conflict"),
        "all": _("Everybody"),
    }  # fmt: skip
    return names[show]


def offered(found: Whip) -> dict[str, int]:
    """The filters that show somebody, with how many; the shortest list and everybody always."""
    sizes = {show: len(chosen_rows(found, show)) for show in SHOWN}
    return {show: size for show, size in sizes.items() if size or show in ("list", "all")}


def row_of(rows: Sequence[Row], legislator_id: int) -> Row | None:
    """The row of a legislator, None for nobody of this count."""
    return next((row for row in rows if row.member.id == legislator_id), None)
