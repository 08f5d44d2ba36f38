"""What is said of scorecards: the formula, a score, why there is none, and each check of an edition."""

from collections.abc import Mapping
from fractions import Fraction

from campaigns.legislation.roll_call_sentences import CHAMBER_WORDS, counts_sentence
from campaigns.scorecards.queries import Item, ScorecardOf, Term, Unscored
from campaigns.scorecards.rules import NEAR_DAYS, Absence, Checked, EditionCheck, Given, Readers, Score
from data.language import _, ngettext

GIVEN_WORDS: Mapping[Given, str] = {
    Given.IN_LINE: "in line", Given.AGAINST: "against", Given.DID_NOT_VOTE: "did not vote",
    Given.NOT_TOLD: "no answer told", Given.NO_SPONSOR: "not a sponsor",
}  # fmt: skip
ABSENCE_WORDS: Mapping[Absence, str] = {
    Absence.COUNTS_NOT: "Not voting counts as nothing",
    Absence.COUNTS_AGAINST: "Not voting counts as not in line",
}
READERS_WORDS: Mapping[Readers, str] = {
    Readers.REGULAR: "Our regular readers and our own page",
    Readers.EVERYBODY: "Everybody in the state",
    Readers.CHOSEN: "Voters in chosen districts",
}
FORMULA = (
    "Score = answers in line with our position ÷ answers that count. A vote cast yes or no counts; sponsoring a bill "
    "we score counts; not sponsoring counts as nothing; NA, or not being in the roll call, counts as nothing."
)
# each check: what it asks, what was found where it does not hold
CHECK_WORDS: Mapping[EditionCheck, tuple[str, str]] = {
    EditionCheck.ALL_INCUMBENTS: (
        "All incumbents are reported.",
        "{about} of the chamber’s seats have nobody here. Say how many are vacant, or add who is missing.",
    ),
    EditionCheck.NO_CANDIDATES: (
        "Nobody is identified as a candidate for re-election.", "“{about}” does. Take it out.",
    ),
    EditionCheck.NO_QUALIFICATIONS: (
        "No comment on anybody’s overall qualifications, and no endorsement.", "“{about}” is one. Take it out.",
    ),
    EditionCheck.FEW_VOTES_STATEMENT: (
        "It says that nobody can be judged by a few votes.", "The statement is missing. Put it back.",
    ),
    EditionCheck.NOT_RANKED: (
        "Members stand in the order of the alphabet, not in an order of merit.", "The order is another one.",
    ),
    EditionCheck.NO_GRADES: (
        "No grade, score or rating.", "“{about}” is one. This edition prints answers only.",
    ),
    EditionCheck.TIMING: (
        "It is not timed to an election.",
        "An election is {about} days after. Publish at another time, such as when the session ends ({near} days is our "
        "measure; the ruling names none).",
    ),
    EditionCheck.REGULAR_READERS: (
        "It goes to regular readers and is not aimed at an election.", "It is for {about}. Choose other readers.",
    ),
}  # fmt: skip


def formula(card: ScorecardOf) -> str:
    """The formula with the card's own settings, in whole sentences."""
    absence = {
        Absence.COUNTS_NOT: _("Absent, excused, present and not voting count as nothing: they have many reasons."),
        Absence.COUNTS_AGAINST: _("Absent, excused, present and not voting count as not in line."),
    }[card.absence]
    fewest = ngettext(
        "A member with fewer than {n} answer that counts gets no score.",
        "A member with fewer than {n} answers that count gets no score.",
        card.fewest,
    ).format(n=card.fewest)
    whole = _("A chamber’s or party’s score takes all answers of its members together.")
    return f"{_(FORMULA)} {absence} {fewest} {whole}"


def percent(share: Fraction) -> str:
    """A share as a whole percent, half up."""
    return f"{int(share * 100 + Fraction(1, 2))}%"


def score_words(score: Score) -> str:
    """ "80% (4 of 5)", or that too few answers count."""
    if score.share is None:
        return ngettext(
            "No score: {n} answer counts", "No score: {n} answers count", score.counted
        ).format(n=score.counted)  # fmt: skip
    return _("{percent} ({in_line} of {counted})").format(
        percent=percent(score.share), in_line=score.in_line, counted=score.counted
    )


def term_words(term: Term) -> str:
    """ "Kentucky 2017RS, House of Representatives"."""
    return f"{term.state_name} {term.code}, {term.chamber_name or _(CHAMBER_WORDS[term.chamber])}"


def lede(card: ScorecardOf) -> str:
    """What the scorecard counts and how the chamber stands by it."""
    counted = ngettext("It counts {n} vote or sponsorship", "It counts {n} votes and sponsorships", len(card.items))
    said = counted.format(n=len(card.items))
    rest = ngettext(
        "{n} roll call on file is not counted", "{n} roll calls on file are not counted", len(card.unscored)
    )
    said += "; " + rest.format(n=len(card.unscored)) + "."
    if card.items and card.chamber_score.share is not None:
        said += " " + _("Together the chamber answered in line in {percent} of the answers that count.").format(
            percent=percent(card.chamber_score.share)
        )
    return said


def ours(item: Item) -> str:
    """Our answer: "we ask for yes", or for sponsors."""
    if item.roll_call is None:
        return _("sponsoring is in line") if item.ours == "yes" else _("sponsoring is against")
    return _("we ask for yes") if item.ours == "yes" else _("we ask for no")


def check_line(one: Checked) -> str:
    """What a check asks; where it does not hold also what was found and what to do, with its id."""
    asks, found = CHECK_WORDS[one.check]
    said = _(asks)
    if not one.holds:
        said += " " + _(found).format(about=one.about or "?", near=NEAR_DAYS)
    return f"{one.check.value}: {said}"


def unscored_label(one: Unscored) -> str:
    """A roll call in a list to choose from: number, title, what was moved, the counts."""
    said = [f"{one.number} {one.title}".strip(), one.roll_call.motion, counts_sentence(one.roll_call)]
    return " · ".join(part for part in said if part)


def unknown_sentence(answers: int) -> str:
    """That some answers are of names nobody on file bears, so they are in no score."""
    return ngettext(
        "{n} answer in these roll calls is of a name that is nobody’s on file; it is in no score.",
        "{n} answers in these roll calls are of names that are nobody’s on file; they are in no score.",
        answers,
    ).format(n=answers)
