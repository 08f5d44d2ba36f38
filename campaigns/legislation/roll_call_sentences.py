"""What is said of a vote in words: what was decided and how, the counts, the majority it needed."""

from collections.abc import Mapping
from datetime import date

from campaigns.legislation.majorities import Majority, Question
from campaigns.legislation.models import RollCallKind, VoteOption
from campaigns.legislation.roll_calls import RollCallHead, RollCallRecord
from campaigns.legislation.vote_rules import differences
from data.language import _
from look import parts

OPTION_WORDS: Mapping[VoteOption, str] = {
    VoteOption.YES: "yes", VoteOption.NO: "no", VoteOption.PRESENT: "present, no vote",
    VoteOption.NOT_VOTING: "not voting", VoteOption.ABSENT: "absent", VoteOption.EXCUSED: "excused",
    VoteOption.NOT_LISTED: "no answer told (NA)",
}  # fmt: skip
CHAMBER_WORDS = {"lower": "House", "upper": "Senate", "joint": "Joint committee", "executive": "Executive"}
MAJORITY_WORDS: Mapping[Majority, str] = {
    Majority.VOTING: "more than half of those who vote",
    Majority.PRESENT: "more than half of those present",
    Majority.ELECTED: "more than half of all members elected",
    Majority.TWO_THIRDS_PRESENT: "two thirds of those present",
    Majority.TWO_THIRDS_VOTING: "two thirds of those who vote",
    Majority.TWO_THIRDS_ELECTED: "two thirds of all members elected",
    Majority.THREE_FIFTHS_ELECTED: "three fifths of all members elected",
    Majority.COMMITTEE: "more than half of the committee",
}
PRINTED_WORDS = {"yes": "yes", "no": "no", "not_voting": "not voting", "absent": "absent"}


def chamber_name(head: RollCallHead) -> str:
    """The chamber's own name, else what it is."""
    return head.chamber_name or _(CHAMBER_WORDS.get(head.chamber, head.chamber.capitalize()))


def result_words(head: RollCallHead) -> str:
    """ "passed", "failed", or that the source does not say."""
    if head.passed is None:
        return _("result not said")
    return _("passed") if head.passed else _("did not pass")


def lede(record: RollCallRecord, *, today: date) -> str:
    """What is known of the decision, in one or two sentences."""
    head = record.head
    where, when = chamber_name(head), _on(head, today)
    if head.kind is RollCallKind.VOICE:
        return _(
            "The {chamber} decided {bill} by voice{when}: {result}. Nobody’s vote was recorded, so nothing is known of "
            "how any member stood."
        ).format(chamber=where, bill=record.bill.number, when=when, result=result_words(head))
    if head.kind is RollCallKind.NOT_PUBLISHED:
        return _(
            "The {chamber} decided {bill}{when}: {result}. No roll call was published. That is not the same as a voice "
            "vote: there may be a record that nobody put out."
        ).format(chamber=where, bill=record.bill.number, when=when, result=result_words(head))
    return _("{counts} in the {chamber} on {bill}{when}.").format(
        counts=counts_sentence(head), chamber=where, bill=record.bill.number, when=when
    )


def _on(head: RollCallHead, today: date) -> str:
    return "" if head.on_date is None else _(" on {day}").format(day=parts.day_words(head.on_date, today=today))


def counts_sentence(head: RollCallHead) -> str:
    """ "53 voted yes, 43 no and 4 did not vote"; where only the source's counts are known, those."""
    yes, no = head.yes, head.no
    if yes is None or no is None:
        return _("The counts are not known")
    counts = head.counts
    if not counts.listed:
        return _("The source counts {yes} yes and {no} no, and lists nobody").format(yes=yes, no=no)
    away = counts.present + counts.not_voting + counts.absent + counts.excused
    said = [_("{yes} voted yes, {no} no").format(yes=yes, no=no)]
    if away:
        said.append(_("{n} did not vote").format(n=away))
    if counts.not_listed:
        said.append(_("of {n} no answer is told").format(n=counts.not_listed))
    return ", ".join(said[:-1]) + (_(" and ") if len(said) > 1 else "") + said[-1]


def bar_sentence(record: RollCallRecord) -> str:
    """The majority a bill, or the override of a veto, needs there, and whether these votes reach it; "" for none."""
    bar, head = record.bar, record.head
    if bar is None:
        return ""
    rule = _(MAJORITY_WORDS[bar.majority])
    what = _("In {state} a bill passes with {rule}")
    if bar.question is Question.OVERRIDE:
        what = _("In {state} a veto is overridden with {rule}")
    said = what.format(state=record.bill.state_name, rule=rule)
    if bar.majority is Majority.ELECTED and head.seats is not None and bar.needed is not None:
        said += _(": {needed} of {seats}, vacant seats counted").format(needed=bar.needed, seats=head.seats)
    elif bar.needed is not None:
        said += _(": here {needed}").format(needed=bar.needed)
    if bar.met is None:
        return said + _(". How many seats the chamber has is not on file, so it cannot be checked.")
    reached = _("{yes} reach that").format(yes=head.yes) if bar.met else _("{yes} do not").format(yes=head.yes)
    return f"{said}. {reached}."


def cautions(record: RollCallRecord) -> tuple[str, ...]:
    """What a reader should know: a motion not told, counts that differ from the list, a result against the counts."""
    head, found = record.head, []
    if head.kind is not RollCallKind.ROLL_CALL:
        return ()
    if not head.motion:
        found.append(_("The source does not say what was moved: passage, an amendment, or a step on the way."))
    if head.counts.listed:
        for which, said, listed in differences(head.printed.as_given(), head.counts):
            found.append(
                _("The source counts {said} {which}; its own list has {listed}.").format(
                    said=said, which=_(PRINTED_WORDS[which]), listed=listed
                )
            )
    if record.bar is not None and record.bar.met is not None and head.passed not in (None, record.bar.met):
        found.append(
            _("The source says it {result}, which these counts do not show under the usual rule.").format(
                result=result_words(head)
            )
        )
    return tuple(found)


def short(head: RollCallHead, *, today: date) -> str:
    """One line for a list: the chamber, the day, what was moved."""
    said = [chamber_name(head)]
    if head.on_date is not None:
        said.append(parts.day_words(head.on_date, today=today))
    if head.motion:
        said.append(head.motion)
    return ", ".join(said)


def outcome(head: RollCallHead) -> str:
    """How it went, for a list: counts, "voice vote", or "no roll call published"."""
    if head.kind is RollCallKind.VOICE:
        return _("Voice vote: {result}").format(result=result_words(head))
    if head.kind is RollCallKind.NOT_PUBLISHED:
        return _("No roll call published: {result}").format(result=result_words(head))
    result = "" if head.passed is None else f" ({result_words(head)})"
    return f"{counts_sentence(head)}{result}"


def option_title(option: VoteOption) -> str:
    """An answer as a heading: "Not voting"."""
    words = _(OPTION_WORDS[option])
    return words[:1].upper() + words[1:]
