"""Minutes and result cards as documents: values in, the same words for HTML, PDF and text."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from coalition.decisions import sentences as say
from coalition.decisions.meetings import MeetingRecord
from coalition.decisions.queries import Condition, MotionRecord
from coalition.decisions.rules import Rule
from coalition.decisions.shown import rows_now
from data.exports.documents import Document, Grid, Paragraph, Part
from data.language import _

Rows = Sequence[tuple[str, ...]]


def _part(heading: str, said: Sequence[str] = (), rows: Rows = ()) -> Part:
    """A heading, its paragraphs, and a table whose first row is its header; a header alone is no table."""
    table = (Grid("", rows[0], tuple(rows[1:])),) if len(rows) > 1 else ()
    return Part(heading, (*map(Paragraph, said), *table))


def minutes_paper(record: MeetingRecord) -> Document:
    """The minutes of a meeting: who was there, the quorum, each motion with its positions and conditions."""
    head, zone = record.head, record.rule.zone
    first = [
        _part(
            _("Who was there"),
            (say.quorum_words(record.quorum) + ".", say.notice_words(record)),
            ((_("Organization"), _("Attendance")), *(_attendance(record, one.id, one.name) for one in record.members)),
        ),
    ]
    papers = [_part(_("Agenda"), _lines(record.agenda)), _part(_("Minutes"), _lines(record.minutes))]
    motions = [part for one in record.motions for part in motion_parts(one)]
    rule = _part(_("How this table decided that day"), tuple(say.rule_sentences(record.rule)))
    under = " · ".join(part for part in (say.moment_words(head.starts, zone), head.place) if part)
    every = [*first, *(part for part in papers if part.blocks), *motions, rule]
    closed = _("Closed {moment}.").format(moment=say.moment_words(head.closed, zone)) if head.closed else ""
    return Document(
        _("Minutes: {title}").format(title=head.title), under, tuple(every),
        tuple(line for line in (closed or _("The meeting is not closed yet."),) if line),
    )  # fmt: skip


def _lines(words: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in words.splitlines() if line.strip())


def _attendance(record: MeetingRecord, organization_id: int, name: str) -> tuple[str, str]:
    if organization_id not in record.came:
        return name, _("not there")
    left = record.left.get(organization_id)
    return name, _("left {moment}").format(moment=say.moment_words(left, record.rule.zone)) if left else _("there")


def decision_paper(record: MotionRecord) -> Document:
    """One motion with its result, as a paper of its own."""
    rule = () if record.result is not None else (_part(_("The rule"), tuple(say.rule_sentences(record.rule))),)
    foot = (_hashes(record),)
    return Document(record.head.title, say.status_words(record.head.status), (*motion_parts(record), *rule), foot)


def motion_parts(record: MotionRecord) -> tuple[Part, ...]:
    """A motion’s text, its result or how it stands, every position, and the conditions as they were checked."""
    card = record.result
    if card is not None:
        said = (record.text, say.result_sentence(card), say.card_quorum_words(card), _when(card, record.rule.zone),
                *say.rule_sentences(_rule(card)), _hashes(record))  # fmt: skip
        rows = card["positions"]
    else:
        said = (record.text, say.where_words(record.head, record.rule.zone) + ".", say.standing_sentence(record))
        rows = rows_now(record)
    header = (_("Organization"), _("Position"), _("Reason"))
    found = [_part(_("Motion: {title}").format(title=record.head.title), said, (header, *map(_position, rows)))]
    if record.conditions:
        found.append(_part(_("Conditions"), tuple(_condition(one) for one in record.conditions)))
    if record.left_off:
        names = ", ".join(one.organization for one in record.left_off)
        found.append(_part(_("Not named under this decision"), (names,)))
    return tuple(found)


def _rule(card: Mapping[str, Any]) -> Rule:
    kept = dict(card["rule"])
    since = kept.pop("since")
    return Rule(since=date.fromisoformat(since) if since else date.min, **kept)


def _when(card: Mapping[str, Any], zone: ZoneInfo) -> str:
    return _("Result written {moment}.").format(moment=say.moment_words(datetime.fromisoformat(card["closed"]), zone))


def _hashes(record: MotionRecord) -> str:
    text = _("SHA-256 of the text: {hash}.").format(hash=record.text_hash)
    return f"{text} {_('Of the card: {hash}.').format(hash=record.result_hash)}" if record.result_hash else text


def _position(row: Mapping[str, Any]) -> tuple[str, str, str]:
    principle = _("Principle: {words}").format(words=row["principle"]) if row.get("principle") else ""
    why = " ".join(part for part in (row.get("reason", ""), principle) if part)
    return row["organization"], say.stand_words(row["stand"]), why


def _condition(one: Condition) -> str:
    state = {True: _("kept"), False: _("not kept"), None: _("not checked yet")}[one.kept]
    due = _("to check on {day}; ").format(day=one.due.isoformat()) if one.due else ""
    return f"{one.organization}: {one.words} ({due}{state}){': ' + one.note if one.note else ''}"
