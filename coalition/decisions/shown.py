"""Decisions as markup: the quorum’s bar, motions, positions, result cards, rules and demands; every word escaped."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from coalition.decisions import sentences as say
from coalition.decisions.card import NO_ANSWER
from coalition.decisions.demands import Answered, DemandRecord
from coalition.decisions.lists import PublicResult
from coalition.decisions.meetings import MeetingHead
from coalition.decisions.queries import Condition, MotionHead, MotionRecord, Position
from coalition.decisions.rules import MotionStatus, Outcome, Quorum, Rule, Stand
from data.language import _, ngettext
from look import parts

STATUS_TAGS = {
    MotionStatus.OPEN: ("work", "pen"),
    MotionStatus.CONSENSUS: ("ok", "check"),
    MotionStatus.CARRIED: ("ok", "check"),
    MotionStatus.FAILED: ("stop", "cross"),
    MotionStatus.WITHDRAWN: ("", "dash"),
}
STAND_TAGS = {
    Stand.SUPPORT: ("ok", "check"),
    Stand.LIVE_WITH: ("ok", "check"),
    Stand.YES: ("ok", "check"),
    Stand.RESERVATIONS: ("info", "pen"),
    Stand.STAND_ASIDE: ("", "dash"),
    Stand.ABSTAIN: ("", "dash"),
    Stand.BLOCK: ("stop", "cross"),
    Stand.NO: ("stop", "cross"),
}
OUTCOME_TAGS = {
    Outcome.MET: ("ok", "check"), Outcome.PARTLY: ("info", "pen"), Outcome.NOT_MET: ("stop", "cross"),
    Outcome.NONE: ("", "dash"),
}  # fmt: skip
SHORT_HASH = 12


def quorum_bar(quorum: Quorum) -> str:
    """How many are there, as a sentence and a bar with a mark at the quorum."""
    seats = max(quorum.members, quorum.needed, 1)
    return (
        f'<div class="ct ct-quorum{"" if quorum.is_met else " ct-short"}" role="status">'
        f'<p class="ct-lede">{escape(say.quorum_words(quorum))}</p>'
        f'<div class="ct-bar" aria-hidden="true" style="--need:{quorum.needed / seats * 100:.1f}">'
        f'<i style="--v:{quorum.present / seats * 100:.1f}"></i></div></div>'
    )


def status_tag(status: MotionStatus) -> str:
    return parts.tag(say.status_words(status), *STATUS_TAGS[status])


def stand_tag(stand: str) -> str:
    """A position as a tag; that nobody answered is said as plainly."""
    kind, mark = ("eg", "clock") if stand == NO_ANSWER else STAND_TAGS[Stand(stand)]
    return parts.tag(say.stand_words(stand), kind, mark)


def motion_line(head: MotionHead, zone: ZoneInfo, *, today: date) -> str:
    """What stands under a motion's name in a list."""
    said = [say.where_words(head, zone)]
    tags = status_tag(head.status)
    if head.status is not MotionStatus.OPEN:
        said = [parts.day_words(head.closed.astimezone(zone).date(), today=today)] if head.closed else []
        said += [_("published")] if head.published else []
    elif head.time_is_up:
        tags += " " + parts.tag(_("waits for its result"), "work", "clock")
    elif head.answered is False:
        tags += " " + parts.tag(_("your organization has not answered yet"), "work", "pen")
    return f'<p class="ct ct-under">{tags} {escape(" · ".join(said))}</p>'


def meeting_line(head: MeetingHead, zone: ZoneInfo) -> str:
    """What stands under a meeting's name in a list."""
    came = ngettext("{n} organization came", "{n} organizations came", head.came).format(n=head.came)
    put = ngettext("{n} motion", "{n} motions", head.motions).format(n=head.motions)
    said = [say.moment_words(head.starts, zone), head.place, came if head.came else "", put if head.motions else ""]
    tag = parts.tag(_("closed"), "", "check") if head.closed else ""
    return f'<p class="ct ct-under">{tag} {escape(" · ".join(part for part in said if part))}</p>'


def motion_text(text: str) -> str:
    """The words that are decided on, as they are bound."""
    return f'<blockquote class="ct ct-motion">{escape(text)}</blockquote>'


def positions_table(rows: Sequence[Mapping[str, Any]], caption: str) -> str:
    """Every member organization with its position, and what it said to it; under it, who entered for others."""
    cells = [[escape(row["organization"]) + _why(row), stand_tag(row["stand"])] for row in rows]
    table = parts.table([_("Organization"), _("Position")], cells, caption=caption)
    chairs = dict.fromkeys(row["entered_by"] for row in rows if row.get("entered_by"))
    many, names = sum(bool(row.get("entered_by")) for row in rows), ", ".join(chairs)
    return table + (parts.note(_("{n} entered by {names}.").format(n=many, names=names)) if chairs else "")


def _why(row: Mapping[str, Any]) -> str:
    principle = _("Principle: {words}").format(words=row["principle"]) if row.get("principle") else ""
    return "".join(f"<small>{escape(part)}</small>" for part in (row.get("reason", ""), principle) if part)


def rows_now(record: MotionRecord) -> list[dict[str, Any]]:
    """Where every member organization stands in this round, in the order of the seats."""
    return [_row_now(record.positions.get(one.id), one.name) for one in record.members]


def _row_now(one: Position | None, name: str) -> dict[str, Any]:
    if one is None:
        return {"organization": name, "stand": NO_ANSWER}
    row = {"organization": name, "stand": one.stand.value, "reason": one.reason, "principle": one.principle}
    return row | ({"entered_by": one.by_organization} if one.by_organization not in ("", name) else {})


def history(positions: Sequence[Position], zone: ZoneInfo) -> str:
    """Every position ever taken, newest first; those that were replaced are marked."""
    items = []
    for one in reversed(positions):
        replaced = "" if one.counts else " " + parts.tag(_("replaced"), "", "back")
        words = f"{escape(one.organization)}: {stand_tag(one.stand)}{replaced}"
        more = [_("round {n}").format(n=one.round), say.who_spoke(one), one.reason]
        when = f"<time>{escape(say.moment_words(one.made, zone))}</time>"
        items.append((when, words, " · ".join(part for part in more if part)))
    return parts.changes(items)


def result_card(card: Mapping[str, Any], result_hash: str, zone: ZoneInfo, *, titled: bool = True) -> str:
    """The frozen result: what was decided, by which count and rule, and the hash of it all."""
    title = f"<h2>{escape(card['title'])}</h2>" if titled else ""
    status = MotionStatus(card["status"])
    when = say.moment_words(datetime.fromisoformat(card["closed"]), zone)
    where = card["meeting"] or _("Decided online")
    hashes = _("Text {text}…, card {card}…").format(text=card["text_hash"][:SHORT_HASH], card=result_hash[:SHORT_HASH])
    rule = _rule_of(card)
    return (
        f'<section class="ct ct-result" aria-label="{escape(_("Result"))}"><p class="ct ct-under">{status_tag(status)} '
        f"{escape(when)} · {escape(where)}</p>{title}{motion_text(card['text'])}"
        f"{parts.say(say.result_sentence(card))}{parts.note(say.card_quorum_words(card))}"
        f"{positions_table(card['positions'], _('Where every member organization stood'))}{_conditions_of(card)}"
        f"{parts.note(rule)}"
        f'<p class="ct-note" title="{escape(result_hash)}">{escape(hashes)}</p></section>'
    )


def _conditions_of(card: Mapping[str, Any]) -> str:
    said = [
        _("Condition of {organization}: {words}").format(organization=one["organization"], words=one["words"])
        for one in card["conditions"]
    ]
    if card["left_off"]:
        said.append(_("Not named: {names}").format(names=", ".join(card["left_off"])))
    return parts.bullet_list(said) if said else ""


def _rule_of(card: Mapping[str, Any]) -> str:
    kept = dict(card["rule"])
    since = kept.pop("since")
    rule = Rule(since=date.fromisoformat(since) if since else date.min, **kept)
    return " ".join(say.rule_sentences(rule))


def conditions(rows: Sequence[Condition], *, today: date) -> str:
    """What organizations' support hangs on, each with whether it was kept."""
    items = []
    for one in rows:
        state = {True: ("ok", "check", _("kept")), False: ("stop", "cross", _("not kept")), None: ("", "clock", "")}
        kind, mark, word = state[one.kept]
        late = one.kept is None and one.due is not None and one.due < today
        word = word or (_("to check since its day") if late else _("not checked yet"))
        when = parts.day(one.due, today=today) if one.due else f"<time>{escape(_('No day'))}</time>"
        words = f"{escape(one.organization)}: {escape(one.words)} {parts.tag(word, kind, mark)}"
        items.append((when, words, one.note))
    return parts.changes(items)


def public_result(one: PublicResult) -> str:
    """What everybody may read of a decision."""
    counts = say.counts_words(dict(one.counts))
    named = ", ".join(one.organizations)
    more = ngettext("{n} more organization", "{n} more organizations", one.more).format(n=one.more) if one.more else ""
    along = _("Went along: {names}.").format(names=", ".join(part for part in (named, more) if part))
    seats = ngettext("{n} member organization", "{n} member organizations", one.members).format(n=one.members)
    return (
        f'<section class="ct ct-result"><p class="ct ct-under">{status_tag(one.status)} '
        f"{escape(one.decided.isoformat())} · {escape(seats)}</p>{motion_text(one.text)}{parts.say(counts + '.')}"
        f"{parts.note(along) if named or more else ''}"
        f'<p class="ct-note">{escape(_("Card {hash}…").format(hash=one.result_hash[:SHORT_HASH]))}</p></section>'
    )


def demand_entry(one: DemandRecord, *, today: date) -> str:
    """A demand with its answers and the evidence."""
    late = one.is_late(today)
    kind, mark = ("stop", "clock") if late else OUTCOME_TAGS[one.outcome]
    due = _("answer due {day}").format(day=parts.day_words(one.answer_due, today=today)) if one.answer_due else ""
    asked = _("asked {day}").format(day=parts.day_words(one.asked_on, today=today))
    follows = _("follows from “{motion}”").format(motion=one.motion) if one.motion else ""
    said = " · ".join(part for part in (one.office, asked, due, follows) if part)
    answers = "".join(_answer(answer, today) for answer in one.answers)
    return (
        f'<div class="ct ct-demand"><p><b>{escape(one.official)}</b> '
        f"{parts.tag(say.demand_state(one, late=late), kind, mark)}</p><p>{parts.with_figures(one.words)}</p>"
        f"<small>{escape(said)}</small>{f'<ul>{answers}</ul>' if answers else ''}</div>"
    )


def _answer(one: Answered, today: date) -> str:
    tag = "" if one.outcome is Outcome.NONE else parts.tag(say.OUTCOME_WORDS[one.outcome], *OUTCOME_TAGS[one.outcome])
    link = ""
    if one.address.startswith(("https://", "http://")):
        link = f' <a href="{escape(one.address)}" rel="noopener">{escape(_("where it stands"))}</a>'
    shown = escape(_("Evidence: {words}").format(words=one.evidence)) if one.evidence else ""
    return (
        f"<li>{parts.day(one.on_date, today=today)} {escape(one.words)} {tag}"
        f"{f'<small>{shown}{link}</small>' if shown or link else ''}</li>"
    )
