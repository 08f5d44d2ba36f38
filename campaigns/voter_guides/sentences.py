"""The gate and the editions in words: what each check asks, what it counted, what it found and what to do."""

from collections.abc import Callable, Sequence
from datetime import date

from campaigns.nonpartisan.rules import Check
from campaigns.nonpartisan.sentences import WORDS as NONPARTISAN
from campaigns.voter_guides.gate_results import CheckResult, GuideFinding, State
from campaigns.voter_guides.rules import EASIEST_GRADE, FEWEST_HUERTA, CheckGroup, GuideCheck, SectionKind
from data.language import _, ngettext
from look.parts import day_words

NUMBERS = {1: "One", 2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six", 7: "Seven", 8: "Eight", 9: "Nine",
           10: "Ten", 11: "Eleven", 12: "Twelve", 13: "Thirteen", 14: "Fourteen"}  # fmt: skip
GROUP_WORDS = {
    CheckGroup.FAIR: "Fair to every candidate",
    CheckGroup.TRUE: "True and sourced",
    CheckGroup.READABLE: "Readable by everyone",
}
CHECK_WORDS = {
    GuideCheck.ALL_CANDIDATES: "Every candidate for the office is in the guide",
    GuideCheck.WHOLE_ANSWERS: "Answers are printed whole, in the candidates’ own words",
    GuideCheck.NEUTRAL_SILENCE: "A candidate who did not answer is shown plainly",
    GuideCheck.NO_SIDE: "No rating, no color, no position of ours near a name",
    GuideCheck.BROAD_ISSUES: "Questions cover a broad range of issues",
    GuideCheck.SOURCED: "Every figure names its source",
    GuideCheck.FRESH: "Figures are the newest and not too old",
    GuideCheck.SUPPRESSED: "No small count of students can be read or worked out",
    GuideCheck.DATES: "Days and ways to vote were checked",
    GuideCheck.TRANSLATED: "Every passage has its Spanish",
    GuideCheck.SAME_NUMBERS: "Spanish and English say the same numbers",
    GuideCheck.HEADINGS: "Headings are in order, and none is empty",
    GuideCheck.CONTRAST: "Colors can be read by everyone",
    GuideCheck.PLAIN: "Plain words",
}
SHORT_WORDS = {
    GuideCheck.ALL_CANDIDATES: "every candidate", GuideCheck.WHOLE_ANSWERS: "whole answers",
    GuideCheck.NEUTRAL_SILENCE: "who did not answer", GuideCheck.NO_SIDE: "no side",
    GuideCheck.BROAD_ISSUES: "range of issues", GuideCheck.SOURCED: "sources", GuideCheck.FRESH: "age of figures",
    GuideCheck.SUPPRESSED: "small counts", GuideCheck.DATES: "days and ways to vote",
    GuideCheck.TRANSLATED: "Spanish", GuideCheck.SAME_NUMBERS: "same numbers", GuideCheck.HEADINGS: "headings",
    GuideCheck.CONTRAST: "colors", GuideCheck.PLAIN: "plain words",
}  # fmt: skip
STATE_WORDS = {
    State.PASSES: ("Passes", "ok", "check"),
    State.ADVICE: ("Worth a look", "info", "pen"),
    State.TO_DO: ("To do", "work", "pen"),
    State.MUST_FIX: ("Must fix", "stop", "cross"),
}
KIND_WORDS = {
    SectionKind.SCHOOLS: "Schools: district figures and indicators",
    SectionKind.BUDGET: "Budget: line items against our ask",
    SectionKind.BALLOT: "Ballot and levy questions",
    SectionKind.CANDIDATES: "Candidates’ answers",
    SectionKind.VOTING: "How to vote",
    SectionKind.WORDS: "Own words",
}
# what was found, and the words of the link that leads to its place
FINDINGS = {
    "candidate_missing": ("{name} runs for {office} and is not in the guide.", "Show the contest"),
    "no_official_list": ("How many names the official list for {office} has is not on file.", "Open the contest"),
    "list_differs": (
        "The official list for {office} has {official} names; {here} are on file here.", "Open the contest"
    ),
    "answer_changed": ("An answer of {name} does not stand as it came: “{words}”.", "Open the contest"),
    "answer_long": ("An answer of {name} has {length} words; the space is {most} for everybody.", "Open the contest"),
    "cut_mark": ("“{words}” reads as if an answer were shortened.", "Open the guide"),
    "never_asked": ("{name} ({office}) did not answer, and no note says when we asked.", "Note when we asked"),
    "before_deadline": ("Candidates for {office} can answer until {day}; their answers are printed after it.",
                        "Open the contest"),
    "blaming": ("“{words}” blames a candidate for not answering. Write “did not respond”.", "Open the guide"),
    "narrow": (
        "{topics} topics so far; our rule is {fewest}. A narrow guide can look like taking sides.", "Add questions"
    ),
    "no_source": ("“{figure}” names no document.", "Open the section"),
    "words_no_source": ("This passage states an amount and names no document: “{words}”.", "Name its document"),
    "voting_no_source": ("This passage on how to vote names no document: “{words}”.", "Name its document"),
    "stale": (
        "“{source}”: what the guide shows of it is of {year}, {years} years ago. Say why it is still the best there "
        "is, or import a newer one.",
        "Open the section",
    ),
    "newer_on_file": ("“{figure}” is of {year}, and {newer} is on file.", "Choose the newest year"),
    "now_masked": ("“{figure}” is of too few students to be shown.", "Open the section"),
    "recoverable": ("“{figure}” is hidden, but the other figures give it away.", "Take one of them out"),
    "no_day": ("The guide names no election day.", "Set the day"),
    "day_past": ("The election day, {day}, has passed.", "Set the day"),
    "other_day": ("{office} is on the ballot on {day}, another day than the guide’s.", "Open the contest"),
    "not_checked": (
        "“{source}” was not opened within {days} days before today. Read it again, and name it as you found it.",
        "Open the section",
    ),
    "untranslated": ("No Spanish yet: “{words}”", "Translate it"),
    "figure_left_out": ("The Spanish leaves a figure out, or names another: “{words}”", "Correct the Spanish"),
    "numbers_differ": ("English and Spanish differ in {numbers}: “{words}”", "Correct the Spanish"),
    "no_title": ("The guide has no title.", "Give it one"),
    "no_sections": ("The guide has no section.", "Add a section"),
    "no_heading": ("A section has no heading.", "Open the section"),
    "empty_section": ("“{heading}” is empty.", "Fill it or take it out"),
    "nothing_below": ("Nothing stands under “{heading}”.", "Open the section"),
    "faint": ("{what}: a contrast of {ratio} is too low.", "Open the guide"),
    "hard_english": ("The English reads at grade {grade}; aim for {easiest} or less with shorter sentences.",
                     "Open the guide"),
    "hard_spanish": ("The Spanish has an ease of {ease}; aim for {fewest} or more with shorter sentences.",
                     "Open the guide"),
}  # fmt: skip
SIDE = "side_"


def count_word(count: int) -> str:
    """ "Seven", and a figure beyond fourteen."""
    return _(NUMBERS[count]) if count in NUMBERS else f"{count}"


def lede(results: Sequence[CheckResult]) -> str:
    """How many checks pass, and how many are in the way."""
    left, count = sum(not one.holds for one in results), len(results)
    passing = count - left
    if not left:
        return _("All {n} checks pass. The guide can go out.").format(n=count_word(count).lower())
    if not passing:
        return _("No check passes yet. Fix {left} before anyone can publish.").format(left=count_word(left).lower())
    first = ngettext("{n} of {all} checks passes.", "{n} of {all} checks pass.", passing)
    said = first.format(n=count_word(passing), all=count_word(count).lower())
    return f"{said} " + _("Fix {left} before anyone can publish.").format(left=count_word(left).lower())


def finding(found: GuideFinding) -> str:
    """What was found, in one sentence."""
    if found.code.startswith(SIDE):
        why = _(NONPARTISAN[Check(found.code.removeprefix(SIDE).upper())][1])
        said = why.format(about=found.values["words"], voting="")
        sentence = found.values["sentence"]
        return f"{said} “{sentence}”" if sentence else said
    values = {**found.values, "easiest": f"{EASIEST_GRADE:.0f}", "fewest": f"{FEWEST_HUERTA:.0f}"}
    return _(FINDINGS[found.code][0]).format(**values)


def link_words(found: GuideFinding) -> str:
    """The words of the link to a finding's place."""
    return _("Change the words") if found.code.startswith(SIDE) else _(FINDINGS[found.code][1])


def evidence(result: CheckResult, *, today: date) -> str:
    """What a check counted, so that "passes" can be believed."""
    return _EVIDENCE[result.check](result, today)


def _none(_result: CheckResult) -> str:
    return _("No contest is in this guide.")


def _candidates(one: CheckResult, _today: date) -> str:
    c = one.counted
    if not c["contests"]:
        return _none(one)
    return _("{official} on the official list, {here} in the guide.").format(official=c["official"], here=c["here"])


def _answers(one: CheckResult, _today: date) -> str:
    c = one.counted
    if not c["answers"]:
        return _("No answer is on file.")
    return _("{n} answers. Longest {longest} of {most} words.").format(
        n=c["answers"], longest=c["longest"], most=c["most"]
    )


def _silence(one: CheckResult, _today: date) -> str:
    c = one.counted
    if not c["silent"]:
        return _("Nobody is without an answer.")
    return _("{silent} of {of}: “Did not respond by” the deadline. Asked {asked} times in all.").format(
        silent=c["silent"], of=c["of"], asked=c["asked"]
    )


def _broad(one: CheckResult, _today: date) -> str:
    c = one.counted
    return _none(one) if not c["contests"] else _("{n} topics; our rule is {fewest}.").format(
        n=c["topics"], fewest=c["fewest"]
    )  # fmt: skip


def _masked(one: CheckResult, _today: date) -> str:
    count = int(one.counted["masked"])
    said = ngettext("{n} figure is “too few to show”.", "{n} figures are “too few to show”.", count)
    return said.format(n=count) if count else _("No figure of this guide is of too few students.")


def _days(one: CheckResult, today: date) -> str:
    day, checked = str(one.counted["day"]), str(one.counted["checked"])
    said = [_("Election day: {day}.").format(day=day_words(date.fromisoformat(day), today=today))] if day else []
    if checked:
        words = day_words(date.fromisoformat(checked), today=today)
        said.append(_("How to vote was checked on {day}.").format(day=words))
    return " ".join(said) or _("No election day is named.")


def _level(one: CheckResult, _today: date) -> str:
    grade, ease = one.counted["grade"], one.counted["ease"]
    said = [_("English: grade {grade} (Flesch–Kincaid).").format(grade=grade)] if grade else []
    said += [_("Spanish: ease {ease} of 100 (Fernández Huerta).").format(ease=ease)] if ease else []
    return " ".join(said) or _("There are no words of our own to measure.")


_EVIDENCE: dict[GuideCheck, Callable[[CheckResult, date], str]] = {
    GuideCheck.ALL_CANDIDATES: _candidates,
    GuideCheck.WHOLE_ANSWERS: _answers,
    GuideCheck.NEUTRAL_SILENCE: _silence,
    GuideCheck.NO_SIDE: lambda one, _t: _("{n} passages read.").format(n=one.counted["passages"]),
    GuideCheck.BROAD_ISSUES: _broad,
    GuideCheck.SOURCED: lambda one, _t: _("{n} figures from {sources} documents.").format(
        n=one.counted["figures"], sources=one.counted["sources"]
    ),
    GuideCheck.FRESH: lambda one, _t: _("The newest of {n} series of figures.").format(n=one.counted["figures"]),
    GuideCheck.SUPPRESSED: _masked,
    GuideCheck.DATES: _days,
    GuideCheck.TRANSLATED: lambda one, _t: _("{told} of {n} passages have their Spanish.").format(
        told=one.counted["told"], n=one.counted["passages"]
    ),
    GuideCheck.SAME_NUMBERS: lambda one, _t: _("{n} passages compared.").format(n=one.counted["passages"]),
    GuideCheck.HEADINGS: lambda one, _t: ngettext("{n} section.", "{n} sections.", int(one.counted["sections"])).format(
        n=one.counted["sections"]
    ),
    GuideCheck.CONTRAST: lambda one, _t: _("The faintest pair of colors has {least} to 1.").format(
        least=one.counted["least"]
    ),
    GuideCheck.PLAIN: _level,
}
