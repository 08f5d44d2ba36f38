"""What the pages say of contests: how candidates stand, the rules of the questions, and what to look at."""

from collections.abc import Sequence
from datetime import date

from campaigns.nonpartisan.rules import Check, Finding
from campaigns.nonpartisan.sentences import why
from campaigns.voter_guides.contests import CandidateOf, ContestListed, ContestOf
from campaigns.voter_guides.questionnaires import Leading, Standing, leading_words, question_findings
from data.language import _, ngettext
from look import parts

STANDING_WORDS = {
    Standing.ANSWERED: "answered",
    Standing.LATE: "answered after the deadline",
    Standing.IN_PART: "answered in part",
    Standing.HAS_UNTIL: "has until {day}",
    Standing.DID_NOT_RESPOND: "did not respond by {day}",
    Standing.NOT_ASKED: "not asked yet",
    Standing.NO_QUESTIONS: "no questions yet",
}
ROTATION = (
    "The first question shows candidates in ballot order; each next question begins with the next candidate, "
    "so that nobody is always first. Everybody has the same questions, space and deadline."
)
NO_ADDRESSES = "No e-mail address of a candidate is kept here: write down only the day and the way."


def standing_words(one: CandidateOf, deadline: date | None, *, today: date) -> str:
    """How a candidate stands, in words without a judgement."""
    if one.withdrew is not None:
        return _("withdrew {day}").format(day=parts.day_words(one.withdrew, today=today))
    day = parts.day_words(deadline, today=today) if deadline else ""
    return _(STANDING_WORDS[one.standing]).format(day=day)


def times_asked(one: CandidateOf) -> str:
    """ "asked three times"."""
    words = {1: _("asked once"), 2: _("asked twice"), 3: _("asked three times")}
    count = len(one.asked)
    return words.get(count) or (_("asked {n} times").format(n=count) if count else _("not asked yet"))


def list_lede(found: Sequence[ContestListed]) -> str:
    """How many contests and candidates are on file."""
    contests = ngettext("{n} contest", "{n} contests", len(found)).format(n=len(found))
    many = sum(one.candidates for one in found)
    candidates = ngettext("{n} candidate", "{n} candidates", many).format(n=many)
    return _("{contests} with {candidates} on file.").format(contests=contests, candidates=candidates)


def listed_words(one: ContestListed, *, today: date) -> str:
    """ "Massachusetts · election Tue, Nov 3 · 2 of 4 candidates answered, until Thu, Oct 1"."""
    day = parts.day_words(one.election_on, today=today)
    when = _("elected {day}") if one.election_on < today else _("election {day}")
    said = [one.place, when.format(day=day), answered_words(one.answered, one.candidates)]
    if one.deadline is not None:
        until = _("deadline {day}").format(day=parts.day_words(one.deadline, today=today))
        said.append(until)
    return " · ".join(said)


def answered_words(answered: int, running: int) -> str:
    """ "2 of 4 candidates answered"."""
    if not running:
        return _("no candidate yet")
    many = ngettext("{k} of {n} candidate answered", "{k} of {n} candidates answered", running)
    return many.format(k=answered, n=running)


def contest_lede(one: ContestOf, *, today: date) -> str:
    """How many answered by when, or what is missing first."""
    running = len(one.running)
    if not running:
        return _("No candidate is on file yet. Take them from the official list, in the order of the ballot.")
    if not one.questions or one.deadline is None:
        many = ngettext("{n} candidate is on file; no question is put yet.",
                        "{n} candidates are on file; no question is put yet.", running)  # fmt: skip
        return many.format(n=running)
    answered = sum(bool(candidate.answers) for candidate in one.running)
    day = parts.day_words(one.deadline, today=today)
    if today <= one.deadline:
        said = _("{answered}; everybody has until {day}.")
    else:
        said = _("{answered}; the deadline was {day}.")
    return said.format(answered=answered_words(answered, running), day=day)


def official_words(one: ContestOf) -> str:
    """How many names the official list has beside those on file; a warning where they differ."""
    if one.on_ballot is None:
        return _("How many names the official list has is not on file yet.")
    if one.missing == 0:
        many = ngettext("The official list has {n} name, and it is on file.",
                        "The official list has {n} names, and all are on file.", one.on_ballot)  # fmt: skip
        return many.format(n=one.on_ballot)
    return _("The official list has {n} names; {here} are on file. A guide needs every one of them.").format(
        n=one.on_ballot, here=len(one.running)
    )


def over_words(over: int, most: int) -> str:
    """That an answer is longer than its space; nothing is cut."""
    return _(
        "{n} words longer than the {most} of its space. It is kept whole, and the same space was told to all."
    ).format(n=f"{over:,}", most=most)


def hints(one: ContestOf, *, today: date) -> list[str]:
    """What to look at again in the questions before they go out: findings of the checks, and words that lead."""
    if not one.questions:
        return []
    words = [question.words for question in one.questions]
    said = [_leading(hint) for hint in leading_words(words)]
    pairs = [(question.topic, question.words) for question in one.questions]
    names = [candidate.name for candidate in one.running]
    found = question_findings(pairs, candidates=names, election_on=one.election_on, today=today)
    return said + [_finding(finding) for finding in found]


def _leading(hint: Leading) -> str:
    return _("Question {k}: “{word}” may lead to an answer. Ask openly, such as “What would you do about …?”").format(
        k=hint.question + 1, word=hint.word
    )


def _finding(finding: Finding) -> str:
    if finding.check is Check.BROAD_ISSUES:
        return why(finding)
    return f"{why(finding)} “{finding.excerpt}”" if finding.excerpt else why(finding)
