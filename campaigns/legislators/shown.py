"""Legislators as markup: the list, and what is on one."""

from collections.abc import Sequence
from datetime import date
from html import escape

from campaigns.actions.sentences import kind_name
from campaigns.actions.shown import position
from campaigns.legislators.import_record import PastImport
from campaigns.legislators.import_shown import counts_words
from campaigns.legislators.queries import FilledSeats, Listed, Profile
from campaigns.legislators.record_queries import Behind, Sponsored
from campaigns.legislators.sentences import chamber_name, option_words, seat_words, span_words, tie_name
from data.language import _, ngettext
from look import parts


def seats_sentence(found: Sequence[FilledSeats]) -> str:
    """How many seats are filled, chamber by chamber, with the vacancies."""
    said = []
    for one in found:
        words = _("{state} {chamber} {filled} of {seats}").format(
            state=one.state_name, chamber=chamber_name(one.kind), filled=one.filled, seats=one.seats
        )
        if one.vacant:
            words += ngettext(" ({n} vacant)", " ({n} vacant)", one.vacant).format(n=one.vacant)
        said.append(words)
    return _("Seats filled: {list}.").format(list="; ".join(said)) if said else ""


def listing(found: Sequence[Listed], *, public: bool) -> str:
    """The legislators as a table; for the coalition with who of us reaches them."""
    header = [_("Name"), _("Seat"), _("Party"), _("Committees"), *([] if public else [_("Who of us reaches them")])]
    rows = []
    for one in found:
        name = f'<a href="/legislator?legislator={one.id}" target="_self">{escape(one.name)}</a>'
        seat = f"{escape(one.state.upper())} {escape(seat_words(one.seat))}"
        if not one.sits:
            seat += f" {parts.tag(_('sits no more'))}"
        cells = [name, seat, escape(one.party), _committees(one)]
        rows.append(cells if public else [*cells, escape(", ".join(one.reached_by)) or _nobody()])
    return parts.table(header, rows, caption=_("Legislators"))


def _nobody() -> str:
    return f"<small>{escape(_('nobody said so yet'))}</small>"


def _committees(one: Listed) -> str:
    """The committees they lead by name, the others by number."""
    leads = [f"{name} ({role})" for name, role in one.committees if role not in ("member", "")]
    others = len(one.committees) - len(leads)
    said = [escape(words) for words in leads[:2]]
    others += len(leads) - len(said)
    if others:
        more = (
            ngettext("{n} committee", "{n} committees", others)
            if not said
            else ngettext("{n} more", "{n} more", others)
        )
        said.append(escape(more.format(n=others)))
    return ", ".join(said) or f"<small>{escape(_('none on file'))}</small>"


def headline(found: Profile, *, on: date) -> str:
    """Who they are in one sentence."""
    seat = found.current_seat(on)
    party = next((one.chamber for one in reversed(found.parties) if one.until is None or one.until > on), "")
    if seat is None:
        return _("Sits in no chamber of {state} now.").format(state=found.state_name)
    said = _("{state} {seat}, {span}.").format(
        state=found.state_name, seat=seat_words(seat), span=span_words(seat.since, seat.until)
    )
    return f"{party}. {said}" if party else said


def terms(found: Profile) -> str:
    """Seats and parties with their days, the newest first."""
    rows = [[escape(seat_words(one)), escape(span_words(one.since, one.until))] for one in reversed(found.seats)] + [
        [escape(one.chamber), escape(span_words(one.since, one.until))] for one in reversed(found.parties)
    ]
    return parts.table([_("Seat or party"), _("When")], rows, caption=_("Seats and parties"))


def committees(found: Profile) -> str:
    """The committees with their roles."""
    rows = [
        [escape(name), escape(chamber_name(chamber)), escape(role)] for _id, chamber, name, role in found.committees
    ]
    return parts.table([_("Committee"), _("Chamber"), _("Role")], rows, caption=_("Committees"))


def offices(found: Profile) -> str:
    """Where they are reached, as lines."""
    lines = [" · ".join(filter(None, (voice, address))) for _kind, address, voice in found.offices]
    return parts.bullet_list([*([found.email] if found.email else []), *lines])


def reached_by(known: Behind) -> str:
    """Which organizations reach them and how."""
    by_name: dict[str, list[str]] = {}
    for tie in known.ties:
        by_name.setdefault(tie.organization, []).append(tie_name(tie.kind))
    return parts.bullet_list([f"{name}: {', '.join(kinds).lower()}" for name, kinds in by_name.items()])


def contacts(known: Behind, *, today: date) -> str:
    """The last logged actions about them; each opens its own page."""
    items = []
    for one in known.contacts:
        said = f'<a href="/action?action={one.action_id}" target="_self">{escape(kind_name(one.kind))}</a>'
        stance = f" {position(one.stance)}" if one.stance else ""
        outcome = f" {escape(one.outcome)}" if one.outcome else ""
        items.append((parts.day(one.on_date, today=today), f"{said}{stance}{outcome}", one.organization))
    return parts.changes(items)


def sponsored(found: Sequence[Sponsored], *, bills: bool) -> str:
    """Bills or amendments with their titles."""
    rows = []
    for one in found:
        number = escape(f"{one.number} ({one.session})")
        link = f'<a href="/bill?bill={one.id}" target="_self">{number}</a>' if bills else number
        role = _("sponsor") if one.is_primary else _("co-sponsor")
        rows.append([link, escape(one.title), escape(role)])
    caption = _("Bills they put their name to") if bills else _("Amendments they moved")
    return parts.table([_("Number"), _("Title"), _("As")], rows, caption=caption)


def votes(known: Behind, *, today: date) -> str:
    """Their answers in roll calls, the newest first."""
    rows = []
    for one in known.votes:
        when = parts.day(one.on_date, today=today) if one.on_date else escape(_("day not told"))
        bill = f'<a href="/bill?bill={one.bill_id}" target="_self">{escape(one.number)}</a>'
        rows.append([when, bill, escape(one.title or one.motion), escape(option_words(one.option))])
    return parts.table([_("Day"), _("Bill"), _("What"), _("Answer")], rows, caption=_("Votes"))


def past_import(one: PastImport, *, today: date) -> str:
    """One import with its counts."""
    undone = f" {parts.tag(_('undone'))}" if one.undone_at else ""
    when = parts.day(one.applied_at.date(), today=today)
    return f'<p class="ct ct-say">{when} {escape(one.file_name)}: {escape(counts_words(one.counts))}{undone}</p>'
