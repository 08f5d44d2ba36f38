"""The next decision in words: who, when and how sure, what to ask; values in, sentences and markup out."""

from datetime import date
from html import escape

from budget.calendar.parsing import By, DayRule, DaysAfter, LegislativeDay
from budget.calendar.queries import Decision, GroupedDecision, NextDecision
from budget.calendar.rules import Act, Latest, Sure, When
from budget.line_items.stages import StageKind
from data.language import _, ngettext
from data.language.days import month_name, weekday_name
from data.money import dollars
from look import parts

SURE_WORDS = {
    Sure.ANNOUNCED: ("announced", "ok"),
    Sure.LAW: ("set by law", "info"),
}
ORDINAL_ENDS = {1: "st", 2: "nd", 3: "rd"}


def day_words(day: date) -> str:
    """ "Wednesday, January 27, 2027"."""
    return _("{weekday}, {month} {day}, {year}").format(
        weekday=weekday_name(day.weekday()), month=month_name(day.month), day=day.day, year=day.year
    )


def left_words(days: int) -> str:
    """ "in 12 days", "today", "3 days ago"."""
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days > 0:
        return ngettext("in {n} day", "in {n} days", days).format(n=days)
    return ngettext("{n} day ago", "{n} days ago", -days).format(n=-days)


def budget_label(decision: Decision) -> str:
    """ "Massachusetts FY2028", "Kentucky FY2029 and FY2030"."""
    years = _(" and ").join(year.label for year in decision.years)
    return f"{decision.place.name} {years}"


def bare_day(decision: Decision) -> str:
    """The day without how sure it is: "by Thursday, July 1, 2027"; empty when nobody knows it."""
    when = decision.when
    if when.on is not None:
        day = day_words(when.on)
        return _("by {day}").format(day=day) if isinstance(when.rule, By | DaysAfter) else day
    if when.month is not None:
        return _("in {month} {year}").format(month=month_name(when.month.month), year=when.month.year)
    return _without_a_day(when.rule, decision)


def _without_a_day(rule: DayRule | None, decision: Decision) -> str:
    if isinstance(rule, LegislativeDay):
        session = decision.when.starts.year if decision.when.starts.month > 1 else decision.when.starts.year - 1
        return _("by the {nth} legislative day of the {year} session").format(nth=_ordinal(rule.number), year=session)
    if isinstance(rule, DaysAfter) and decision.follows is not None:
        within = ngettext("within {n} day after “{stage}”", "within {n} days after “{stage}”", rule.days)
        said = within.format(n=rule.days, stage=decision.follows.name)
        return said if rule.sundays else _("{days}, not counting Sundays").format(days=said)
    return ""


def _ordinal(number: int) -> str:
    last = 0 if number % 100 in (11, 12, 13) else number % 10
    return f"{number}{ORDINAL_ENDS.get(last, 'th')}"


def day_sentence(decision: Decision) -> str:
    """The day and how sure it is, without a full stop: "Usually Wednesday, January 27, 2027"."""
    day = bare_day(decision)
    if not day:
        return _("No day is set by law that we know of")
    if decision.when.sure is Sure.USUAL:
        return _("Usually {day}").format(day=day)
    return day[:1].upper() + day[1:]


def when_sentence(decision: Decision, *, today: date, may_enter: bool = True) -> str:
    """The day in full: how sure it is, how far away, and what to do when it is not known or has passed."""
    said, when = day_sentence(decision), decision.when
    left = when.days_left(today)
    if left is None:
        return f"{said}; {_lower(_still_open(when, may_enter))}"
    sure = f" ({_(SURE_WORDS[when.sure][0])})" if when.sure in SURE_WORDS else ""
    passed = _("; no figure is on file yet") if left < 0 else ""
    return f"{said}{sure}, {left_words(left)}{passed}."


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _still_open(when: When, may_enter: bool) -> str:
    """What is to be said of a day that is not known: whose act it is, and by when the money is needed."""
    said = _("Enter it when it is announced.") if may_enter else _("None is announced yet.")
    if when.sure is not Sure.UNKNOWN:
        return said
    return said + " " + _("The fiscal year begins {day}.").format(day=day_words(when.starts))


def ask_sentence(decided: NextDecision) -> str:
    """ "Ask for $26,000,000 in the committee’s budget: $1,200,000 more than the House’s figure."."""
    asking, latest = decided.asking, decided.latest
    if asking.act is Act.SET_ASK:
        return _("Set our ask first.")
    if asking.act is Act.HOLD and latest is not None:
        return _("Ask them to hold the figure: {basis}, {amount}, meets our ask.").format(
            basis=basis_words(latest), amount=dollars(latest.amount_cents)
        )
    request = _(decided.decision.decider.asks).format(
        ask=dollars(decided.ask_cents or 0),
        latest=dollars(latest.amount_cents) if latest else _("the item"),
        vetoed=dollars(decided.vetoed_cents),
    )
    if asking.act is Act.ASK and latest is not None and asking.gap_cents is not None:
        return _("{request}: {gap} more than {basis}.").format(
            request=request, gap=dollars(asking.gap_cents), basis=basis_words(latest)
        )
    return f"{request}."


def basis_words(latest: Latest) -> str:
    """ "the House’s figure", "the conference figure", "FY2027 enacted"."""
    name = latest.stage.short_name
    if latest.of_last_year:
        return f"{latest.fiscal_year.label} {name.lower()}"
    if latest.stage.kind in (StageKind.PROPOSAL, StageKind.FLOOR):
        return _("the {stage}’s figure").format(stage=name)
    committee = latest.stage.kind is StageKind.COMMITTEE
    return _("the {stage} figure").format(stage=name if committee else name.lower())


def who_sentence(decision: Decision) -> str:
    """ "Governor: files the budget with the House."."""
    return _("{who}: {does}.").format(who=_(decision.decider.who), does=_(decision.decider.does))


def panel(decided: NextDecision, *, today: date, with_ask: bool, may_enter: bool) -> str:
    """Who, when and what to ask, readable at a glance; what else is known of it stands small below."""
    decision = decided.decision
    left = decision.when.days_left(today)
    beside = [_("The day has passed, and no figure is on file yet.")] if left is not None and left < 0 else []
    beside += [_still_open(decision.when, may_enter)] if left is None else []
    beside.append(f"{budget_label(decision)}: {_(decision.decider.does)}.")
    beside += [_(decision.decider.note)] if decision.decider.note else []
    asked = f'<p class="what">{parts.with_figures(ask_sentence(decided))}</p>' if with_ask else ""
    return (
        f'<div class="ct ct-next"><p class="who">{escape(_(decision.decider.who))}</p>'
        f"<p>{day_markup(decision, today=today)}</p>{asked}<small>{escape(' '.join(beside))}</small></div>"
    )


def day_markup(decision: Decision, *, today: date) -> str:
    """The day set heavier, how far away it is, and a word on how sure it is."""
    left = decision.when.days_left(today)
    sure = SURE_WORDS.get(decision.when.sure)
    far = f", {escape(left_words(left))}" if left is not None else ""
    tag = f" {parts.tag(_(sure[0]), sure[1])}" if sure else ""
    return f"<b>{escape(day_sentence(decision))}</b>{far}{tag}"


def source_note(decision: Decision) -> str:
    """The document that says who decides, and the one that announced the day."""
    decider, told = decision.decider, decision.announced
    says = {
        Sure.ANNOUNCED: _("Says who decides."),
        Sure.LAW: _("Says who decides and when."),
        Sure.USUAL: _("Says who decides; the usual day is general knowledge, confirm it."),
        Sure.UNKNOWN: _("Says who decides, in which order."),
    }
    notes = [parts.SourceNote(decider.source_title, decider.source_address, (says[decision.when.sure],))]
    if told is not None:
        notes.insert(0, parts.SourceNote(told.source_title, told.source_address, (_("Announced the day."), told.note)))
    return parts.sources(notes)


def release_sentence(decision: Decision, *, today: date, may_enter: bool) -> str:
    """What follows the stage of a release: "Next: Senate (FY2027). Tuesday, May 12, 2026 (announced), in 71 days."."""
    return _("Next: {who} ({year}). {when}").format(
        who=_(decision.decider.who),
        year=decision.fiscal_year.label,
        when=when_sentence(decision, today=today, may_enter=may_enter),
    )


def group_label(group: GroupedDecision) -> str:
    """ "Governor · Massachusetts FY2028"."""
    return f"{_(group.decision.decider.who)} · {budget_label(group.decision)}"


def group_lines(group: GroupedDecision, *, today: date) -> str:
    """When it is, and how many of the lines we watch wait for it."""
    count = ngettext("{n} line we watch", "{n} lines we watch", len(group.heads)).format(n=len(group.heads))
    return (
        f'<p class="ct ct-say">{day_markup(group.decision, today=today)}</p><p class="ct ct-under">{escape(count)}</p>'
    )
