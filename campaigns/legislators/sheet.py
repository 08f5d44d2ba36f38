"""The one-pager as headings and short lines, the same for the printed page and the PDF."""

from dataclasses import dataclass

from campaigns.actions.sentences import kind_name, stance_name
from campaigns.legislators.one_pager import MOST_ROWS, Edition, OnePager
from campaigns.legislators.questions import RULES
from campaigns.legislators.sentences import option_words, seat_words, span_words, tie_name
from data.language import _, ngettext

LONGEST_LINE = 130
MOST_COMMITTEES = 7


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines; `numbered` for questions. `strong` begins a line, `rest` goes on."""

    heading: str
    lines: tuple[tuple[str, str], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the page from top to bottom."""

    title: str
    under: str
    label: str
    left: tuple[Section, ...]
    right: tuple[Section, ...]
    wide: tuple[Section, ...]
    foot: tuple[str, ...]


def short(words: str, most: int = LONGEST_LINE) -> str:
    """Words cut at a whole word, with an ellipsis where something is left out."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0].rstrip(',;:')}…"


def sheet_of(pager: OnePager) -> Sheet:
    """The sheet of a legislator; every section says so when there is nothing."""
    internal = pager.edition is Edition.INTERNAL
    wide = [_lines(pager), _questions(pager)]
    if internal and pager.behind.note.note:
        wide.append(Section(_("Our note"), ((short(pager.behind.note.note, 320), ""),)))
    left, right = [_committees(pager), _reached_at(pager)], [_record(pager)]
    if internal:
        left.append(_who_knows(pager))
        right.append(_contacts(pager))
    label = _("Internal: for us, not to hand over") if internal else ""
    return Sheet(pager.title, _under(pager), label, tuple(left), tuple(right), tuple(wide), _foot(pager))


def _under(pager: OnePager) -> str:
    seat = pager.profile.current_seat(pager.today)
    parties = [one.chamber for one in pager.profile.parties if one.until is None]
    if seat is None:
        held = seat_words(pager.profile.seats[-1]) if pager.profile.seats else ""
        where = _("Sits no more; last: {seat}").format(seat=held) if held else _("No seat is on file")
    else:
        where = f"{seat_words(seat)}, {span_words(seat.since, seat.until)}"
    return " · ".join([pager.profile.state_name, where, *parties])


def _committees(pager: OnePager) -> Section:
    found = sorted(pager.profile.committees, key=lambda one: one[3] == "member")
    lines = [(short(name, 60), "" if role == "member" else role) for _id, _chamber, name, role in found]
    more = len(lines) - MOST_COMMITTEES
    shown = lines[:MOST_COMMITTEES]
    if more > 0:
        shown.append((ngettext("and {n} more", "and {n} more", more).format(n=more), ""))
    return Section(_("Committees"), tuple(shown) or ((_("None on file."), ""),))


def _reached_at(pager: OnePager) -> Section:
    told = [(voice, short(address, 70)) for _kind, address, voice in pager.profile.offices if voice][:2]
    told += [(pager.profile.email, "")] if pager.profile.email else []
    return Section(_("Reached at"), tuple(told) or ((_("Nothing is on file."), ""),))


def _lines(pager: OnePager) -> Section:
    lines = tuple((name, short(said, 260)) for name, said in pager.lines)
    return Section(
        _("Our lines: the path and the ask"), lines or ((_("No line is watched or asked for in this state yet."), ""),)
    )


def _questions(pager: OnePager) -> Section:
    return Section(_("Three questions to ask"), tuple((question, "") for question in pager.questions), numbered=True)


def _record(pager: OnePager) -> Section:
    known = pager.behind
    lines = [(f"{one.number} ({one.session})", short(one.title, 70)) for one in (*known.amendments, *known.bills)][
        : MOST_ROWS - 1
    ]
    lines += [(f"{option_words(one.option)}: {one.number}", short(one.title or one.motion, 60)) for one in known.votes][
        : MOST_ROWS - 1
    ]
    counted = []
    if known.bill_count:
        counted.append(ngettext("{n} bill", "{n} bills", known.bill_count).format(n=f"{known.bill_count:,}"))
    if known.vote_count:
        counted.append(ngettext("{n} vote", "{n} votes", known.vote_count).format(n=f"{known.vote_count:,}"))
    if counted:
        lines.append((_("On file: {what}.").format(what=", ".join(counted)), ""))
    return Section(_("What they moved and how they voted"), tuple(lines) or ((_("Nothing is on file yet."), ""),))


def _who_knows(pager: OnePager) -> Section:
    by_name: dict[str, list[str]] = {}
    for tie in pager.behind.ties:
        by_name.setdefault(tie.organization, []).append(tie_name(tie.kind))
    lines = [(short(name, 50), ", ".join(kinds).lower()) for name, kinds in by_name.items()][:MOST_ROWS]
    return Section(_("Who knows them"), tuple(lines) or ((_("No organization said so yet."), ""),))


def _contacts(pager: OnePager) -> Section:
    lines = []
    for one in pager.behind.contacts[:MOST_ROWS]:
        said = [kind_name(one.kind), one.organization, stance_name(one.stance) if one.stance else "", one.outcome]
        lines.append((one.on_date.isoformat(), short(", ".join(filter(None, said)), 90)))
    return Section(_("Last contacts"), tuple(lines) or ((_("Nobody logged one yet."), ""),))


def _foot(pager: OnePager) -> tuple[str, ...]:
    source = pager.profile.source or _("Open States and official records")
    return (
        _("How the questions are made: {rules}").format(rules=_(RULES)),
        _("People and committees: {source}. Drawn up on {day} with Common Table.").format(
            source=source, day=pager.today.isoformat()
        ),
    )
