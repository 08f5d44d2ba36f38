"""What the pages say of ballot questions: their kind, what became of them, money, and an import of files."""

from datetime import date

from campaigns.voter_guides.ballot_importing import BallotReport
from campaigns.voter_guides.ballot_rules import CommitteeMoney, committee_parts
from campaigns.voter_guides.ballot_sheets import QuestionListed, SheetOf
from data.language import _, ngettext
from data.money import dollars
from look import parts

KIND_WORDS = {
    "initiative_statute": "a law proposed by petition",
    "initiative_constitutional": "an amendment of the constitution proposed by petition",
    "legislative_amendment": "an amendment of the constitution proposed by the legislature",
    "referendum": "a vote on a law that was passed",
    "advisory": "a question that binds nobody",
    "levy": "a question on a tax or levy",
}
OUTCOME_WORDS = {"accepted": "approved by the voters", "rejected": "rejected by the voters"}
SAYS_NOTHING = "The document says nothing."
CHANGE_WORDS = {"new": "new", "updated": "changed", "unchanged": "the same"}
FILES = "YAML files as MAPLE publishes them, one to a question, or a ZIP of them."


def kind_words(kind: str) -> str:
    """A kind as the file has it, in words; one we do not know as it is printed."""
    known = KIND_WORDS.get(kind)
    return _(known) if known else kind.replace("_", " ")


def outcome_words(outcome: str) -> str:
    """What became of it, in words; "" where nothing is on file."""
    known = OUTCOME_WORDS.get(outcome)
    return _(known) if known else outcome.replace("_", " ")


def heading(one: QuestionListed | SheetOf) -> str:
    """ "Question 2: Elimination of MCAS …"."""
    return _("Question {n}: {title}").format(n=one.number, title=one.title)


def listed_words(one: QuestionListed, *, today: date) -> str:
    """Where and when, and what became of it."""
    said = [one.place, _("election {day}").format(day=parts.day_words(one.election_on, today=today))]
    if one.outcome:
        said.append(outcome_words(one.outcome))
    if not one.has_sheet:
        said.append(_("what it means is not on file yet"))
    return " · ".join(said)


def lede(one: SheetOf, *, today: date) -> str:
    """What kind of question it is, when it is or was put, and what became of it."""
    day = parts.day_words(one.election_on, today=today)
    past = one.election_on < today
    who = kind_words(one.kind)
    when = _("put to the voters of {place} on {day}") if past else _("to be put to the voters of {place} on {day}")
    said = when.format(place=one.place, day=day)
    whole = f"{who}, {said}" if who else said
    if one.outcome:
        whole = _("{what}; {outcome}").format(what=whole, outcome=outcome_words(one.outcome))
    return f"{whole[:1].upper()}{whole[1:]}."


def committee_words(printed: str | None) -> str:
    """A committee's name with its number in the state's register, or that the document names none."""
    if not printed:
        return _("The document names no committee.")
    name, number = committee_parts(printed)
    return _("{name} (number {number})").format(name=name, number=number) if number else name


def money_words(cents: int | None) -> str:
    """An amount, or that the document does not say it."""
    return _("not said") if cents is None else dollars(cents)


def money_sentence(for_: CommitteeMoney | None, against: CommitteeMoney | None) -> str:
    """What both sides raised in money, as one sentence; "" where the document lists no committee."""
    if for_ is None and against is None:
        return ""
    none = _("nothing reported")
    return _("Raised in money: {yes} for, {no} against.").format(
        yes=none if for_ is None else money_words(for_.raised_cents),
        no=none if against is None else money_words(against.raised_cents),
    )


def report_words(report: BallotReport) -> str:
    """ "5 files: 5 new, 0 changed, 0 the same, 0 left out." The counts add up."""
    files = ngettext("{n} file", "{n} files", report.rows).format(n=report.rows)
    return _("{files}: {new} new, {changed} changed, {same} the same, {rejected} left out.").format(
        files=files, new=report.new, changed=report.updated, same=report.unchanged, rejected=len(report.rejected)
    )
