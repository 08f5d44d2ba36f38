"""Each change in one sentence, with what it links to and where it came from; in the language being spoken."""

from dataclasses import dataclass
from datetime import date

from budget.line_items.sentences import lede as line_lede
from campaigns.legislation.sentences import step_words
from campaigns.overview.changed import (
    ActionsLogged,
    BillMoved,
    Change,
    CountMoved,
    DemandAnswered,
    EditionOut,
    FileImported,
    LetterMoved,
    LineMoved,
    LineRestated,
    MotionMoved,
    PositionTaken,
    ThreadMoved,
)
from campaigns.overview.rules import Kind
from campaigns.plans.sentences import AREA_NAMES
from campaigns.positions.rules import Stance
from coalition.decisions.rules import MotionStatus, Outcome
from coalition.decisions.sentences import status_words
from coalition.organizations.models import Area
from data.language import _, ngettext
from data.money import dollars
from look import parts

KIND_WORDS = {
    Kind.STAGE: "Line items",
    Kind.RESTATED: "Figures restated",
    Kind.LETTER: "Letters",
    Kind.MOTION: "Motions",
    Kind.COUNT: "Whip counts",
    Kind.POSITION: "Positions",
    Kind.BILL: "Bills",
    Kind.DECISION: "Decisions",
    Kind.DEMAND: "Demands",
    Kind.ACTIONS: "Actions",
    Kind.FIGURES: "School figures",
    Kind.THREAD: "Threads",
    Kind.EDITION: "Voter guides",
    Kind.IMPORT: "Budget files",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A change in words: what the link says, the sentence after it, and where it came from."""

    name: str
    sentence: str
    source: str

    @property
    def whole(self) -> str:
        """Name and sentence as one, for a place without links."""
        return f"{self.name}: {self.sentence}"


def kind_words(kind: Kind) -> str:
    return _(KIND_WORDS[kind])


def area_words(area: Area) -> str:
    return _(AREA_NAMES[area])


def said(change: Change, *, today: date) -> Said:
    """A change in the language being spoken; `today` decides how days are written."""
    match change.fact:
        case LineMoved() as fact:
            return _line(fact)
        case LineRestated() as fact:
            return _restated(fact)
        case FileImported() as fact:
            return _file(fact)
        case LetterMoved() as fact:
            return _letter(fact, today)
        case MotionMoved() as fact:
            return _motion(fact, today)
        case CountMoved() as fact:
            return _count(fact)
        case PositionTaken() as fact:
            return _position(fact)
        case BillMoved() as fact:
            return Said(fact.number, f"{step_words(fact.step)}. {fact.title}".strip(), fact.place)
        case DemandAnswered() as fact:
            return _demand(fact)
        case ActionsLogged() as fact:
            return _actions(fact)
        case ThreadMoved() as fact:
            return _thread(fact)
        case EditionOut() as fact:
            return _edition(fact)


def _line(fact: LineMoved) -> Said:
    head, year = fact.line.head, fact.line.view.fiscal_year.label
    name = f"{head.code} {head.name}" if head.code else head.name
    return Said(f"{name}, {year}", line_lede(fact.line.view), f"{head.place.name}, {fact.source}")


def _restated(fact: LineRestated) -> Said:
    r = fact.restated
    name = f"{r.code} {r.name}" if r.code else r.name
    sentence = _("{year}, {stage}: now {after}; an older document says {before}.").format(
        year=r.fiscal_year.label, stage=r.stage, after=dollars(r.after_cents), before=dollars(r.before_cents)
    )
    return Said(name, sentence, fact.source)


def _file(fact: FileImported) -> Said:
    if fact.is_starter:
        sentence = _("The starter figures: {n} published amounts, each with its source.").format(n=f"{fact.rows:,}")
        return Said(_("Starter figures"), sentence, _("Came with the program"))
    sentence = _("{rows} rows; {new} new, {changed} with new or restated figures.").format(
        rows=f"{fact.rows:,}", new=f"{fact.inserted:,}", changed=f"{fact.updated:,}"
    )
    return Said(fact.title or _("A file"), sentence, _("A file that was imported"))


def _letter(fact: LetterMoved, today: date) -> Said:
    whom = _("to {whom}").format(whom=fact.addressed_to) if fact.addressed_to else ""
    if fact.sent is not None:
        return Said(fact.title, _("The letter went out."), whom)
    if fact.closed:
        return Said(fact.title, _("The letter is closed; nobody can sign it any more."), whom)
    first = _("A letter to sign.") if fact.number == 1 else _("Version {n} is there to sign.").format(n=fact.number)
    until = ""
    if fact.deadline is not None:
        until = _("The last day is {day}.").format(day=parts.day_words(fact.deadline, today=today))
    return Said(fact.title, f"{first} {until}".strip(), whom)


def _motion(fact: MotionMoved, today: date) -> Said:
    if fact.status is not MotionStatus.OPEN:
        return Said(fact.title, _("It was decided: {status}.").format(status=status_words(fact.status)), fact.campaign)
    if fact.closes is None:
        return Said(fact.title, _("A motion is open."), fact.campaign)
    until = parts.day_words(fact.closes, today=today)
    return Said(fact.title, _("A motion is open until {day}.").format(day=until), fact.campaign)


def _count(fact: CountMoved) -> Said:
    who = ngettext("{n} legislator moved.", "{n} legislators moved.", fact.moved).format(n=fact.moved)
    votes = _("The count is {now} of {needed} needed.").format(now=fact.after, needed=fact.needed)
    change = fact.after - fact.before
    if change:
        word = _("more") if change > 0 else _("fewer")
        votes = _("The count is {now} of {needed} needed, {change} {word} than before.").format(
            now=fact.after, needed=fact.needed, change=abs(change), word=word
        )
    source = ngettext("{n} contact or document on file", "{n} contacts or documents on file", fact.heard)
    return Said(fact.name, f"{who} {votes}", source.format(n=fact.heard))


def _position(fact: PositionTaken) -> Said:
    sentences = {
        Stance.SUPPORT: _("{organization} supports it."),
        Stance.OPPOSE: _("{organization} opposes it."),
        Stance.NEUTRAL: _("{organization} takes no side."),
        Stance.WITHDRAWN: _("{organization} took its position back."),
    }
    name = f"{fact.subject} {fact.title}".strip() if fact.title != fact.subject else fact.subject
    return Said(name, sentences[fact.stance].format(organization=fact.organization), fact.place)


def _demand(fact: DemandAnswered) -> Said:
    sentences = {
        Outcome.MET: _("The demand is met: {words}"),
        Outcome.PARTLY: _("The demand is partly met: {words}"),
        Outcome.NOT_MET: _("The demand is not met: {words}"),
        Outcome.NONE: _("There is an answer to our demand: {words}"),
    }
    return Said(fact.official, sentences[fact.outcome].format(words=fact.words), fact.office)


def _actions(fact: ActionsLogged) -> Said:
    count = ngettext("{n} action was logged", "{n} actions were logged", fact.actions).format(n=f"{fact.actions:,}")
    sentence = _("{actions}.").format(actions=count)
    if fact.reached is not None:
        people = ngettext("{n} person reached", "{n} people reached", fact.reached).format(n=f"{fact.reached:,}")
        sentence = _("{actions}, {people}.").format(actions=count, people=people)
    who = ngettext("{n} organization", "{n} organizations", fact.organizations).format(n=fact.organizations)
    return Said(fact.campaign or _("Actions outside a campaign"), sentence, who)


def _thread(fact: ThreadMoved) -> Said:
    posts = ngettext("{n} post in the thread", "{n} posts in the thread", fact.posts).format(n=fact.posts)
    if fact.is_question and fact.is_answered:
        return Said(fact.title, _("The question has an answer."), posts)
    if fact.is_question:
        return Said(fact.title, _("Somebody replied to the question."), posts)
    return Said(fact.title, _("Somebody replied."), posts)


def _edition(fact: EditionOut) -> Said:
    if fact.is_correction:
        return Said(fact.title, _("Edition {n} has a correction.").format(n=fact.number), fact.place)
    return Said(fact.title, _("Edition {n} is published.").format(n=fact.number), fact.place)
