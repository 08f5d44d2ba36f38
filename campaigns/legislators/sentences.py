"""What is said of legislators, their seats and an import of them."""

from collections.abc import Sequence
from datetime import date

from campaigns.legislators.models import ChamberKind, TieKind
from campaigns.legislators.rules import Held
from data.language import _, ngettext
from data.language.days import long_day

Check = dict[str, str | int | bool | None]
Rejection = dict[str, str | int | None]


def chamber_name(kind: str) -> str:
    """A chamber as people say it, whatever its official name."""
    names = {
        ChamberKind.LOWER: _("House"), ChamberKind.UPPER: _("Senate"), ChamberKind.JOINT: _("Joint"),
        ChamberKind.EXECUTIVE: _("Governor"),
    }  # fmt: skip
    return names.get(ChamberKind(kind), kind) if kind in set(ChamberKind) else kind


def tie_name(kind: str) -> str:
    """How an organization reaches a legislator."""
    names = {
        TieKind.CONSTITUENTS: _("Constituents among our members"), TieKind.KNOWS: _("Knows them"),
        TieKind.WORKED_WITH: _("Worked with them"), TieKind.STAFF: _("Knows their staff"),
    }  # fmt: skip
    return names[TieKind(kind)]


def seat_words(seat: Held) -> str:
    """A seat in a few words: House, 10th Bristol."""
    district = _("district {number}").format(number=seat.district) if seat.district.isdigit() else seat.district
    return f"{chamber_name(seat.chamber)}, {district}"


def span_words(since: date | None, until: date | None) -> str:
    """A span as people say it; what no source tells is said to be untold."""
    if since is None and until is None:
        return _("now; the source does not say since when")
    if until is None:
        return _("since {day}").format(day=_day(since))
    if since is None:
        return _("until {day}").format(day=_day(until))
    return _("{since} to {until}").format(since=_day(since), until=_day(until))


def _day(day: date | None) -> str:
    return "" if day is None else long_day(day)


def rejection(where: str, column: str, name: str, what: str, value: str = "") -> Rejection:
    """Why a record stays out, with where it stands and the cure."""
    reasons = {
        "twice": _("{name} is in the file twice. Remove one of the two records."),
        "state": _("{name} is of the state “{value}”, which is not in the store. Use a two-letter code such as ky."),
        "chamber": _("{name} sits in “{value}”, which that state has not. Use lower or upper."),
        "numbers": _("{name} has numbers of two legislators on file. Correct the numbers."),
    }
    row = where.removeprefix("row ") if where.startswith("row ") else ""
    reason = reasons[what].format(name=name, value=value)
    in_file = "" if row else f"{where}: "
    return {"row": int(row) if row.isdigit() else None, "column": column, "reason": f"{in_file}{reason}"}


def in_two_chambers(name: str, one: Held, other: Held) -> Check:
    """The check that somebody sits in two chambers on one day."""
    said = _("{name} sits in two chambers on {day}: {one}; {other}. Both are kept; ask the source which one ended.")
    day = max((span.since for span in (one, other) if span.since is not None), default=None)
    when = _("one day") if day is None else _day(day)
    return {"said": said.format(name=name, day=when, one=seat_words(one), other=seat_words(other)), "passed": False}


def same_people_by_name(pairs: Sequence[tuple[str, str]]) -> Check:
    """The check that records were taken for people on file because only the name says so: the name told and on file."""
    said = ngettext(
        "{n} person is taken for the one on file who alone has that whole name, or that seat and family name: {names}.",
        "{n} people are taken for those on file who alone have that whole name, or that seat and family name: {names}.",
        len(pairs),
    )  # fmt: skip
    names = ", ".join(told if told == on_file else f"{told} ({on_file})" for told, on_file in pairs)
    return {"said": said.format(n=len(pairs), names=names), "passed": True}


def left_the_chamber(name: str, seat: Held) -> Check:
    """The check that somebody on file is not in a whole list of their chamber."""
    said = _("{name} ({seat}) is not in this list of the chamber; the seat is ended and everything else is kept.")
    return {"said": said.format(name=name, seat=seat_words(seat)), "passed": True}


def not_a_whole_list(state: str, chamber: str, listed: int, seats: int, omitted: int) -> Check:
    """The check that a list may be a part of a chamber, so that it ended nobody's seat whom it omits."""
    said = ngettext(
        "{state} {chamber}: {n} person who sits there is not in this list of {listed} for {seats} seats. Their seat "
        "stands, because the list may be of one party or region; import the whole chamber’s list to end it.",
        "{state} {chamber}: {n} people who sit there are not in this list of {listed} for {seats} seats. Their seats "
        "stand, because the list may be of one party or region; import the whole chamber’s list to end them.", omitted,
    )  # fmt: skip
    words = said.format(state=state.upper(), chamber=chamber_name(chamber), n=omitted, listed=listed, seats=seats)
    return {"said": words, "passed": False}


def members_nobody_knows(count: int) -> Check:
    """The check that committee members are not among the legislators."""
    said = ngettext(
        "{n} committee member is no legislator on file; the name is kept.",
        "{n} committee members are no legislators on file; their names are kept.", count,
    )  # fmt: skip
    return {"said": said.format(n=count), "passed": False}


def seats_filled(chamber: str, filled: int, seats: int) -> Check:
    """The check of a chamber's seats: how many are filled of those it has."""
    said = _("{chamber}: {filled} of {seats} seats filled.")
    return {"said": said.format(chamber=chamber, filled=filled, seats=seats), "passed": filled <= seats}


def option_words(option: str) -> str:
    """How somebody answered in a roll call; not answering is never a no."""
    names = {
        "yes": _("Yes"), "no": _("No"), "present": _("Present"), "not voting": _("Not voting"),
        "absent": _("Absent"), "excused": _("Excused"), "na": _("Not listed"),
    }  # fmt: skip
    return names.get(option, option)
