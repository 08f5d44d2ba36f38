"""Contests as markup: candidates in ballot order, the questions, and everybody's answers in equal space."""

from datetime import date
from html import escape

from campaigns.voter_guides import sentences_contests as say
from campaigns.voter_guides.contests import AnswerOf, CandidateOf, ContestListed, ContestOf, QuestionOf
from campaigns.voter_guides.questionnaires import Standing, rotated, words_in
from data.language import _
from look import parts

TAGS = {
    Standing.ANSWERED: ("ok", "check"), Standing.LATE: ("info", "clock"), Standing.IN_PART: ("work", "pen"),
    Standing.HAS_UNTIL: ("", "clock"), Standing.DID_NOT_RESPOND: ("", "dash"), Standing.NOT_ASKED: ("", "dash"),
    Standing.NO_QUESTIONS: ("", "dash"),
}  # fmt: skip
LONG = 1_500  # letters: a longer answer scrolls in its own space, whole


def under(one: ContestListed, *, today: date) -> str:
    """Under a contest's name in the list: where, when, and how many answered."""
    example = parts.tag(_("Example"), "eg") + " " if one.is_example else ""
    return f'<p class="ct ct-under">{example}{escape(say.listed_words(one, today=today))}</p>'


def candidates(one: ContestOf, *, today: date) -> str:
    """Who runs, in ballot order, with how each stands and every time they were asked."""
    rows = [
        [
            _who(candidate),
            _standing(candidate, one.deadline, today),
            _log(candidate, today),
        ]
        for candidate in one.candidates
    ]
    header = [_("Candidate, in ballot order"), _("Answers"), _("Asked")]
    return (
        f'<div class="ct-cards">{parts.table(header, rows, caption=_("Candidates in the order of the ballot"))}</div>'
    )


def _who(one: CandidateOf) -> str:
    place = f"{one.position}. " if one.withdrew is None else ""
    return f"<b>{place}{escape(one.name)}</b><small>{escape(one.party)}</small>"


def _standing(one: CandidateOf, deadline: date | None, today: date) -> str:
    words = say.standing_words(one, deadline, today=today)
    kind, mark = ("", "back") if one.withdrew else TAGS[one.standing]
    return parts.tag(words, kind, mark)


def _log(one: CandidateOf, today: date) -> str:
    days = "".join(
        f"<small>{parts.day(asked.asked_on, today=today)}, {escape(asked.how)}</small>" for asked in one.asked
    )
    return f"{escape(say.times_asked(one))}{days}"


def questions(one: ContestOf) -> str:
    """The questions in their order, each under its topic."""
    items = "".join(f"<li><b>{escape(question.topic)}</b> {escape(question.words)}</li>" for question in one.questions)
    return f'<ol class="ct ct-asked">{items}</ol>'


def answers(one: ContestOf, question: QuestionOf, number: int, *, today: date) -> str:
    """One question with everybody's answer in equal space, in the order whose turn it is."""
    replies = "".join(_reply(one, candidate, question, today) for candidate in rotated(one.running, number))
    heading = f"<h3>{number + 1}. {escape(question.words)}</h3>"
    return f'<section class="ct ct-replies-of">{heading}<ul class="ct-replies">{replies}</ul></section>'


def _reply(one: ContestOf, candidate: CandidateOf, question: QuestionOf, today: date) -> str:
    party = f" <small>{escape(candidate.party)}</small>" if candidate.party else ""
    who = f'<p class="who">{escape(candidate.name)}{party}</p>'
    given = candidate.answers.get(question.id)
    if given is None:
        return f'<li>{who}<p class="none">{escape(_silence(one, candidate, today))}</p></li>'
    return f"<li>{who}{_words(given, candidate.name)}{_said_of(given, one.most_words, today)}</li>"


def _silence(one: ContestOf, candidate: CandidateOf, today: date) -> str:
    """Why there is no answer, neutrally: before the deadline they have until then."""
    day = parts.day_words(one.deadline, today=today) if one.deadline else ""
    if one.deadline is not None and today <= one.deadline:
        return _("Has until {day}.").format(day=day)
    if not candidate.asked:
        return _("Not asked.")
    return _("Did not respond by {day}.").format(day=day)


def _words(given: AnswerOf, name: str) -> str:
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in given.words.split("\n") if part.strip())
    label = escape(_("The answer of {name}").format(name=name), quote=True)
    scrolls = f' class="long" tabindex="0" role="region" aria-label="{label}"' if len(given.words) > LONG else ""
    return f'<blockquote dir="auto" lang="{escape(given.language, quote=True)}"{scrolls}>{paragraphs}</blockquote>'


def _said_of(given: AnswerOf, most: int, today: date) -> str:
    said = [_("{n} words").format(n=f"{words_in(given.words):,}")]
    if given.is_late:
        said.append(_("came {day}, after the deadline").format(day=parts.day_words(given.received, today=today)))
    over = f'<p class="over">{escape(say.over_words(given.over, most))}</p>' if given.over else ""
    return f"<small>{escape(' · '.join(said))}</small>{over}"
