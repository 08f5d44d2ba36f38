"""Cases of moderation in words and as markup: what was said, each step with its day, what comes next."""

from datetime import date, datetime
from html import escape

from coalition.community import sentences as say
from coalition.community.cases import Case, Item
from coalition.community.markdown import plain_words, safe_markup
from coalition.community.moderation import CaseOutcome, CaseStep
from data.language import _, ngettext
from look import parts
from look.parts import tag

LONGEST_SHOWN = 1200
STEP_WORDS = {
    CaseStep.DECIDE: "Waits for a steward",
    CaseStep.APPEAL: "Decided; the author may appeal",
    CaseStep.DECIDE_APPEAL: "Appeal waits for a steward",
    CaseStep.NOTHING: "Decided",
}
OUTCOME_WORDS = {CaseOutcome.KEPT.value: "kept", CaseOutcome.HIDDEN.value: "hidden"}


def code(words: str) -> str:
    """The code of conduct as it reads."""
    return f'<div class="ct ct-post"><div class="words">{safe_markup(words)}</div></div>'


def headline(case: Case) -> str:
    """What a case is called, and where it stands."""
    said = _("Case {n}: {what}").format(n=case.id, what=item_title(case.item))
    return f'<p class="ct ct-say"><b>{escape(said)}</b> {state(case)}</p>'


def item_title(item: Item) -> str:
    """A post by its number and thread, a resource by its title."""
    if item.is_post:
        return _("post {n} in “{title}”").format(n=item.number, title=item.title)
    return _("resource “{title}”").format(title=item.title)


def item_words(item: Item) -> str:
    """What was reported, in its own words."""
    said = plain_words(item.words)
    cut = said if len(said) <= LONGEST_SHOWN else f"{said[:LONGEST_SHOWN]}…"
    quoted = f"<blockquote><p>{escape(cut)}</p></blockquote>" if cut else ""
    about = escape(item_title(item))
    return f'<div class="ct ct-post"><p class="meta">{about}</p><div class="words">{quoted}</div></div>'


def state(case: Case) -> str:
    """Where a case stands, in a word."""
    waits = case.step in (CaseStep.DECIDE, CaseStep.DECIDE_APPEAL)
    outcome = case.appeal_outcome or case.outcome
    ended = tag(_("Hidden"), "stop", "cross") if outcome == CaseOutcome.HIDDEN else tag(_("Kept"), "ok", "check")
    return tag(_(STEP_WORDS[case.step]), "work") if waits else ended


def steps(case: Case, *, today: date) -> str:
    """Every step of a case with its day, as its viewer may know it."""
    said = [(case.made, _reported(case), case.reason)]
    if case.decided is not None:
        said.append((case.decided, _decided(case.outcome, case.decided_by), case.outcome_reason))
    if case.appealed is not None:
        said.append((case.appealed, _("The author appealed."), case.appeal))
    if case.appeal_decided is not None:
        words = _("On appeal: {what}").format(what=_decided(case.appeal_outcome, case.appeal_decided_by))
        said.append((case.appeal_decided, words, case.appeal_reason))
    return parts.changes([(_when(moment, today), _step(words, why), "") for moment, words, why in said])


def _when(moment: datetime, today: date) -> str:
    return parts.day(moment.date(), today=today)


def _step(words: str, why: str) -> str:
    return f"{escape(words)}<br>{escape(why)}" if why else escape(words)


def _reported(case: Case) -> str:
    if case.is_reporter:
        return _("You reported it.")
    return _("{who} reported it.").format(who=case.reporter) if case.reporter else _("It was reported.")


def _decided(outcome: str, by: str) -> str:
    if outcome == CaseOutcome.HIDDEN:
        return _("{who} hid it.").format(who=by) if by else _("A steward hid it.")
    return _("{who} kept it.").format(who=by) if by else _("A steward kept it.")


def author_words(case: Case, *, now: datetime) -> str:
    """Whose words they are, and whether that author may not write for a while."""
    said = _("Written by {who}.").format(who=say.by_words(case.author))
    if case.silenced_until is not None and case.silenced_until > now:
        until = _("They may not write until {day}.").format(day=case.silenced_until.date().isoformat())
        return f"{said} {until}"
    return said


def open_words(count: int) -> str:
    """How many cases wait for a steward."""
    if not count:
        return _("No case waits for a steward.")
    return ngettext("{n} case waits for a steward.", "{n} cases wait for a steward.", count).format(n=count)
