"""Whip counts as markup: the seats, the numbers, the people, the evidence and how it moved."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from campaigns.actions.shown import position as stance_mark
from campaigns.whip_counts import sentences as say
from campaigns.whip_counts.rules import NOT_CONTACTED, POSITIONS, VACANT, Aim, Outcome, Piece, Tally
from campaigns.whip_counts.standings import Change, Row, Standing
from data.language import _, ngettext
from look import parts

MARKS = dict(zip((*POSITIONS, VACANT), ("ss", "ls", "un", "nc", "lo", "so", "va"), strict=True))
Dots = list[tuple[float, float]]


def position(stance: str) -> str:
    """A position: its mark and its name."""
    if stance not in (NOT_CONTACTED, VACANT):
        return stance_mark(stance)
    mark = f'<span class="ct-mk ct-mk-{MARKS[stance]}" aria-hidden="true"></span>'
    return f'<span class="ct-pos">{mark}{escape(say.position_name(stance))}</span>'


def places(total: int) -> tuple[Dots, float]:
    """Where each seat of a half-circle stands, from left to right, as (angle, radius); and a seat’s size."""
    rows = max(2, min(7, round(math.sqrt(total / 3.3))))
    step = min(28 / rows, 5.6)
    radii = [46 - place * step for place in range(rows)]
    share = [round(total * radius / sum(radii)) for radius in radii]
    share[0] += total - sum(share)
    found = sorted(
        (
            (math.pi - math.pi * (n + 0.5) / many, radius)
            for radius, many in zip(radii, share, strict=True)
            for n in range(many)
        ),
        reverse=True,
    )
    return found, min(step * 0.8, 3.9)


def seats(tally: Tally, *, of_committee: bool = False) -> str:
    """Who votes as a half-circle of seats; one image to a screen reader, the key and the table carry the facts."""
    total = tally.seats
    if not total:
        return ""
    order = POSITIONS if tally.aim == Aim.PASS else tuple(reversed(POSITIONS))
    counts = {**{name: tally.counts[name] for name in order}, VACANT: tally.vacant}
    stances = [name for name, many in counts.items() for _n in range(many)]
    dots, size = places(total)
    spans = "".join(
        f'<span class="ct-seat ct-mk ct-mk-{MARKS[name]}" style="left:{50 + radius * math.cos(angle):.2f}%;'
        f'top:{(50.2 - radius * math.sin(angle)) / 53 * 100:.2f}%;width:{size:.2f}cqw;height:{size:.2f}cqw"></span>'
        for (angle, radius), name in zip(dots, stances, strict=True)
    )
    names = {name: say.position_name(name, of_committee=of_committee) for name in counts}
    words = ", ".join(f"{many} {names[name].lower()}" for name, many in counts.items() if many)
    label = _("{total} seats: {words}. {needed} votes needed.").format(total=total, words=words, needed=tally.needed)
    gap = ngettext("{n} vote to find", "{n} votes to find", tally.gap).format(n=tally.gap) if tally.gap else _("enough")
    held = _("{n} of {needed}").format(n=tally.with_lean, needed=tally.needed)
    middle = f'<span class="ct-mid"><b>{held}</b><span>{gap}</span></span>'
    return (
        f'<div class="ct ct-house"><div class="ct-room" role="img" aria-label="{escape(label)}">'
        f"{_tick(tally, dots)}{spans}{middle}</div></div>{_key(counts, names)}"
    )


def _tick(tally: Tally, dots: Dots) -> str:
    """A tick outside the arc at the vote that decides; none where nobody can reach it."""
    if not 0 < tally.needed < len(dots):
        return ""
    angle = (dots[tally.needed - 1][0] + dots[tally.needed][0]) / 2
    left, top = 50 + 51 * math.cos(angle), (50.2 - 51 * math.sin(angle)) / 53 * 100
    words = _("{n} to stop it") if tally.aim == Aim.STOP else _("{n} to pass")
    return (
        f'<span class="ct-line81b" style="left:{left:.1f}%;top:{top:.1f}%">{words.format(n=tally.needed)}</span>'
        f'<span class="ct-line81" style="--deg:{90 - math.degrees(angle):.2f}deg"></span>'
    )


def _key(counts: Mapping[str, int], names: Mapping[str, str]) -> str:
    items = "".join(
        f'<li><span class="ct-mk ct-mk-{MARKS[name]}" aria-hidden="true"></span><b>{many}</b>'
        f'<span class="l">{escape(names[name])}</span></li>'
        for name, many in counts.items()
        if many or name != VACANT
    )
    return f'<ul class="ct ct-key ct-whipkey">{items}</ul>'


def strip(tally: Tally) -> str:
    """The four numbers of a count: firm, with those who lean, needed, to find."""
    firm = _("firm no") if tally.aim == Aim.STOP else _("firm yes")
    pairs = (
        (tally.strong, firm),
        (tally.with_lean, _("with leaning")),
        (tally.needed, _("needed")),
        (tally.gap, _("to find")),
    )
    items = "".join(f"<li><b>{number}</b> {escape(word)}</li>" for number, word in pairs)
    return f'<ul class="ct ct-whip" aria-label="{escape(_("The count"))}">{items}</ul>'


def spark(points: Sequence[tuple[date, int]], *, needed: int) -> str:
    """Our votes over time as small columns; the words beside it carry first and last."""
    if len(points) < 2:
        return ""
    most = max(needed, *(votes for _day, votes in points), 1)
    columns = "".join(f'<i style="--v:{votes / most * 100:.0f}"></i>' for _day, votes in points)
    (first, was), (last, now) = points[0], points[-1]
    label = _("From {was} votes on {first} to {now} on {last}; {needed} are needed.").format(
        was=was, first=first.isoformat(), now=now, last=last.isoformat(), needed=needed
    )
    needs = f"--need:{needed / most * 100:.0f}"
    return f'<span class="ct-spark" role="img" aria-label="{escape(label)}" style="{needs}">{columns}</span>'


def listed(standing: Standing, points: Sequence[tuple[date, int]], *, today: date) -> str:
    """A count in the list: who votes and when, the sentence, and how it moved."""
    one = standing.count
    where = " · ".join(escape(w) for w in (one.about, one.room, say.question_name(one.question)) if w)
    when = escape(say.decision_words(one, today=today))
    return (
        f'<div class="ct ct-whiprow"><p class="ct-note">{where} · {when}</p>'
        f"<p>{parts.with_figures(say.short_line(standing))}</p>{spark(points, needed=standing.tally.needed)}</div>"
    )


def flags(row: Row, *, day: date) -> str:
    """What is to be minded of a position: that it is old, or disputed."""
    found = []
    if row.position.is_stale and row.position.latest is not None:
        old = say.stale_words(row.position.latest.on, today=day)
        found.append(parts.tag(_("check again: {old}").format(old=old), "work"))
    if row.position.conflict:
        found.append(parts.tag(_("conflict"), "stop"))
    return " ".join(found)


def nearest(row: Row) -> str:
    """Which of our organizations reaches a legislator, the nearest first."""
    if not row.doors:
        return f"{escape(_('No connection found'))}<small>{escape(_('Ask at the table'))}</small>"
    first = row.doors[0]
    more = len(row.doors) - 1
    also = ngettext("and {n} more", "and {n} more", more).format(n=more) if more else ""
    said = ", ".join(words for words in (say.tie_name(first), also) if words)
    return f"{escape(first.organization)}<small>{escape(said)}</small>"


def last_word(row: Row, *, day: date) -> str:
    """When somebody of ours last spoke with them."""
    if row.contact is None:
        return _("Never")
    return f"{parts.day(row.contact.on, today=day)}<small>{escape(row.contact.organization)}</small>"


def people(rows: Sequence[Row], *, day: date, caption: str) -> str:
    """The members as a table that is cards on a phone: where they stand, who reaches them, who asks, phone."""
    header = [_("Who"), _("Position"), _("Nearest organization"), _("Last contact"), _("Who asks"), _("Phone")]
    cells = [
        [
            f"<b>{escape(row.member.name)}</b><small>{escape(_under(row))}</small>",
            f"{position(row.position.stance)} {flags(row, day=day)}",
            nearest(row),
            f"{_label(header[3])}{last_word(row, day=day)}",
            f"{_label(header[4])}{escape(row.owner or _('Nobody yet'))}",
            f"{_label(header[5])}{_phone(row.member.phone)}",
        ]
        for row in rows
    ]
    return f'<div class="ct-cards ct-whippeople">{parts.table(header, cells, caption=caption)}</div>'


def _label(words: str) -> str:
    """The column's name before a value, for a phone, where the table's head is not in sight."""
    return f'<span class="lab" aria-hidden="true">{escape(words)}: </span>'


def _phone(number: str) -> str:
    digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    if not digits:
        return escape(number or _("not on file"))
    return f'<a class="ct-tel" href="tel:{escape(digits)}">{escape(number)}</a>'


def _under(row: Row) -> str:
    part = say.part_name(row.part) if row.part else ""
    return " · ".join(words for words in (say.district_words(row.member.district), row.member.party, part) if words)


def evidence(pieces: Sequence[Piece], *, today: date) -> str:
    """What is known of one legislator, the latest first; what was taken back stays, struck and with its reason."""
    rows = [
        [
            parts.day(piece.on, today=today) if piece.on else escape(_("no day known")),
            _stance(piece),
            f"{escape(say.kind_name(piece.kind))}<small>{escape(say.hand_name(first_hand=piece.first_hand))}, "
            f"{escape(say.confidence_name(piece.confidence).lower())}</small>",
            f"{escape(say.heard_line(piece))}{_not_shared(piece)}",
            _said(piece),
        ]
        for piece in pieces
    ]
    header = [_("Day"), _("Position"), _("How"), _("Heard by"), _("Note")]
    return f'<div class="ct-whippeople">{parts.table(header, rows, caption=_("Evidence"))}</div>'


def _stance(piece: Piece) -> str:
    if piece.taken_back is None:
        return position(piece.stance)
    words = _("Taken back: {why}").format(why=piece.why_taken_back)
    return f"<s>{escape(say.position_name(piece.stance))}</s><small>{escape(words)}</small>"


def _not_shared(piece: Piece) -> str:
    return "" if piece.shared else f"<small>{escape(_('only your organization sees it'))}</small>"


def _said(piece: Piece) -> str:
    note = escape(piece.note)
    if piece.address.startswith(("https://", "http://")):
        note += f' <a href="{escape(piece.address)}" rel="noopener">{escape(_("source"))}</a>'
    return note


def moved(changes: Sequence[Change], *, today: date) -> str:
    """Each change of a position, the latest first, with our votes before and after."""
    rows = [
        [
            parts.day(one.on, today=today), f"<b>{escape(one.member.name)}</b>", position(one.before),
            position(one.after), f"{one.votes_before} → {one.votes_after}",
        ]
        for one in reversed(changes)
    ]  # fmt: skip
    header = [_("Day"), _("Who"), _("Before"), _("Then"), _("Votes")]
    return parts.table(header, rows, caption=_("How the count moved"), numeric=(4,))


def outcomes(found: Sequence[Outcome]) -> str:
    """How those we had in each position voted."""
    rows = [
        [
            position(one.stance), f"{one.yes}", f"{one.no}", f"{one.did_not}", f"{one.untold}",
            escape(_("foretells no vote")) if one.right is None else f"{one.right} / {one.cast}",
        ]
        for one in found
    ]  # fmt: skip
    header = [_("We had them as"), _("Yes"), _("No"), _("Did not vote"), _("Not told"), _("As foretold")]
    return parts.table(header, rows, caption=_("How they voted"), numeric=range(1, 6))
