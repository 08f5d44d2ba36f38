"""Decisions in words: quorum, counts, rules and moments; values in, sentences out."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from coalition.decisions.card import NO_ANSWER
from coalition.decisions.demands import DemandRecord
from coalition.decisions.meetings import MeetingRecord
from coalition.decisions.queries import MotionHead, MotionRecord, Position
from coalition.decisions.rules import (
    USUAL,
    Count,
    MotionStatus,
    Outcome,
    Quorum,
    QuorumKind,
    Rule,
    Stand,
    Verdict,
    notice_given,
)
from data.language import _, ngettext
from data.language.days import short_day, short_weekday

STAND_WORDS = {
    Stand.SUPPORT: "support",
    Stand.LIVE_WITH: "can live with it",
    Stand.RESERVATIONS: "reservations",
    Stand.STAND_ASIDE: "stand aside",
    Stand.BLOCK: "block",
    Stand.ABSTAIN: "abstain",
    Stand.YES: "yes",
    Stand.NO: "no",
}
STATUS_WORDS = {
    MotionStatus.OPEN: "open",
    MotionStatus.CONSENSUS: "agreed by consensus",
    MotionStatus.CARRIED: "carried by vote",
    MotionStatus.FAILED: "not carried",
    MotionStatus.WITHDRAWN: "withdrawn",
}
OUTCOME_WORDS = {Outcome.MET: "met", Outcome.PARTLY: "partly met", Outcome.NOT_MET: "not met", Outcome.NONE: "open"}


def stand_words(stand: str) -> str:
    """A position as people say it; also that of an organization that did not answer."""
    return _("did not answer") if stand == NO_ANSWER else _(STAND_WORDS[Stand(stand)])


def status_words(status: MotionStatus) -> str:
    return _(STATUS_WORDS[status])


def quorum_words(quorum: Quorum, *, there: bool = True) -> str:
    """ "4 of 7 present, quorum met"; "2 of 7 answered, 2 more for the quorum"."""
    word = _("present") if there else _("answered")
    said = _("{n} of {members} {word}").format(n=quorum.present, members=quorum.members, word=word)
    if quorum.is_met:
        return _("{said}, quorum met").format(said=said)
    return _("{said}, {missing} more for the quorum").format(said=said, missing=quorum.missing)


def quorum_rule_words(rule: Rule) -> str:
    """ "more than 1 of 2 member organizations", "at least 4 member organizations"."""
    if rule.quorum_kind == QuorumKind.COUNT:
        n = rule.quorum_count or 1
        return ngettext("at least {n} member organization", "at least {n} member organizations", n).format(n=n)
    said = _("more than {top} of {bottom}") if rule.quorum_is_more_than else _("at least {top} of {bottom}")
    share = said.format(top=rule.quorum_numerator, bottom=rule.quorum_denominator)
    return _("{share} member organizations").format(share=share)


def rule_sentences(rule: Rule) -> list[str]:
    """A rule, part by part."""
    since = _("The usual rule; this table has made none of its own.")
    if rule.since != USUAL.since:
        since = _("In force since {day}.").format(day=day_words(rule.since))
    rounds = ngettext(
        "If a block stands after {n} round, the member organizations vote, one vote each.",
        "If a block stands after {n} rounds, the member organizations vote, one vote each.",
        rule.rounds,
    ).format(n=rule.rounds)
    share = _("The vote carries with at least {top} of {bottom} of those voting yes or no.")
    block = _("A block names the shared principle it rests on.")
    return [
        since,
        _("Quorum: {words}.").format(words=quorum_rule_words(rule)),
        _("Consensus: nobody blocks, and at least one organization goes along. Silence is no consent."),
        block if rule.block_needs_principle else _("A block gives its reason."),
        rounds,
        share.format(top=rule.fallback_numerator, bottom=rule.fallback_denominator),
        _("Notice: {n} hours.").format(n=rule.notice_hours),
        _("Decisions online are allowed.") if rule.online else _("Nothing is decided online."),
    ]


def day_words(day: date) -> str:
    """ "May 6, 2026"."""
    return short_day(day)


def moment_words(at: datetime, zone: ZoneInfo) -> str:
    """ "Tue, Nov 24, 2026, 7:30 pm Eastern"; the zone by its name where it is another one."""
    here = at.astimezone(zone)
    name = _("Eastern") if zone.key == "America/New_York" else zone.key
    hour, half = here.hour % 12 or 12, _("am") if here.hour < 12 else _("pm")
    return f"{short_weekday(here.weekday())}, {day_words(here.date())}, {hour}:{here.minute:02d} {half} {name}"


def notice_words(record: MeetingRecord) -> str:
    """How long before the meeting everybody was told, and whether that is enough to decide."""
    hours, asked = notice_given(record.notice_at, record.head.starts), record.rule.notice_hours
    if hours is None:
        return _("Nobody noted when everybody was told; the rule asks for {n} hours of notice.").format(n=asked)
    if hours < asked:
        return _("Everybody was told {given} hours before; the rule asks for {n}, so nothing can be decided.").format(
            given=max(hours, 0), n=asked
        )
    return _("Everybody was told {given} hours before; the rule asks for {n}.").format(given=f"{hours:,}", n=asked)


def where_words(head: MotionHead, zone: ZoneInfo) -> str:
    """Where and until when a motion is decided."""
    kind = _("vote of the member organizations") if head.by_vote else _("test for consensus")
    said = _("Round {n}, {kind}").format(n=head.round, kind=kind)
    if head.closes is None:
        return _("{said}, at a meeting").format(said=said)
    if head.time_is_up:
        return _("{said}, online; time was up {moment}").format(said=said, moment=moment_words(head.closes, zone))
    return _("{said}, online until {moment}").format(said=said, moment=moment_words(head.closes, zone))


def counts_words(counts: Mapping[str, int]) -> str:
    """ "4 support, 1 stand aside, 2 did not answer"; nothing that nobody said."""
    said = [f"{many} {stand_words(stand)}" for stand, many in counts.items() if many]
    return ", ".join(said) if said else _("nobody answered")


def standing_sentence(record: MotionRecord) -> str:
    """What the answers come to now, and what to do next."""
    count = record.count
    if count.verdict is Verdict.NO_QUORUM:
        return _("Not decided yet: {words}.").format(words=_quorum_of(record, count))
    return {
        Verdict.CONSENSUS: _("Consensus so far: {words}."),
        Verdict.BLOCKED: _("Blocked: {words}."),
        Verdict.NOBODY: _("Nobody goes along: {words}."),
        Verdict.CARRIED: _("The vote carries so far: {words}."),
        Verdict.NOT_CARRIED: _("The vote does not carry so far: {words}."),
    }[count.verdict].format(words=_tally(record, count))


def _quorum_of(record: MotionRecord, count: Count) -> str:
    here = record.there is not None and count.quorum.present == len(record.there & {one.id for one in record.members})
    return quorum_words(count.quorum, there=here and not count.quorum.is_met)


def _tally(record: MotionRecord, count: Count) -> str:
    if record.head.by_vote:
        base = _("{yes} yes and {no} no, {needed} yes needed of the {all} voting")
        return base.format(yes=count.yes, no=count.no, needed=count.yes_needed, all=count.yes + count.no)
    return counts_words({stand.value: many for stand, many in count.stands.items()})


def result_sentence(card: Mapping[str, Any]) -> str:
    """A result in one sentence: what became of it, by what count, and the quorum."""
    quorum, counts = card["quorum"], counts_words(card["counts"])
    status = MotionStatus(card["status"])
    if status is MotionStatus.WITHDRAWN:
        return _("Withdrawn in round {n}.").format(n=card["round"])
    if card["verdict"] == Verdict.NO_QUORUM:
        said = _("Not carried: {answered} of {members} member organizations answered, and {needed} were needed.")
        return said.format(answered=quorum["answered"], members=quorum["members"], needed=quorum["needed"])
    vote = card["vote"]
    if vote:
        said = _("{status}: {yes} yes and {no} no; {needed} yes of the {all} voting were needed. In all: {counts}.")
        return said.format(
            status=status_words(status).capitalize(), yes=vote["yes"], no=vote["no"], needed=vote["yes_needed"],
            all=vote["yes"] + vote["no"], counts=counts,
        )  # fmt: skip
    return _("{status}: {counts}.").format(status=status_words(status).capitalize(), counts=counts)


def card_quorum_words(card: Mapping[str, Any]) -> str:
    """The quorum of a card: "4 of 7 member organizations present, 4 answered; 4 were needed."."""
    quorum = card["quorum"]
    if quorum["present"] is None:
        said = _("{answered} of {members} member organizations answered online; {needed} were needed.")
    else:
        said = _("{present} of {members} member organizations present, {answered} answered; {needed} were needed.")
    return said.format(**quorum)


def who_spoke(one: Position) -> str:
    """ "by Ana Example of the Example Union for the Example Network"; names only where the viewer may see them."""
    if one.by_organization and one.by_organization != one.organization:
        whose = _("{name} of {organization}").format(name=one.by, organization=one.by_organization)
        return _("by {who} for {organization}").format(
            who=whose if one.by else one.by_organization, organization=one.organization
        )
    return _("by {who} for {organization}").format(who=one.by, organization=one.organization) if one.by else ""


def open_sentence(heads: Iterable[MotionHead]) -> str:
    """How many motions are open, and how many one's own organization has not answered."""
    every = list(heads)
    if not every:
        return _("No motion is open.")
    waiting = sum(one.answered is False for one in every)
    said = ngettext("{n} motion is open", "{n} motions are open", len(every)).format(n=len(every))
    if waiting:
        return _("{said}; your organization has not answered {n} yet.").format(said=said, n=waiting)
    return f"{said}."


def demand_state(one: DemandRecord, *, late: bool) -> str:
    """What became of a demand, in a word or two."""
    if one.answers:
        return _("answered, not judged yet") if one.outcome is Outcome.NONE else _(OUTCOME_WORDS[one.outcome])
    return _("no answer, and it was due") if late else _("no answer yet")
