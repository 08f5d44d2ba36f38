"""What is said of positions: stances, the coalition's rule in words, and what follows from it."""

from collections.abc import Mapping, Sequence

from campaigns.positions.queries import SubjectPositions
from campaigns.positions.rules import Because, CoalitionRule, Derived, Stance, SubjectKind
from data.language import _, ngettext

STANCE_WORDS: Mapping[Stance, str] = {
    Stance.SUPPORT: "supports", Stance.OPPOSE: "opposes", Stance.NEUTRAL: "is neutral",
    Stance.WITHDRAWN: "took it back",
}  # fmt: skip
CHOICE_WORDS: Mapping[Stance, str] = {
    Stance.SUPPORT: "Support", Stance.OPPOSE: "Oppose", Stance.NEUTRAL: "Neutral",
    Stance.WITHDRAWN: "No position any more",
}  # fmt: skip
KIND_WORDS: Mapping[SubjectKind, str] = {
    SubjectKind.MEASURE: "Bills", SubjectKind.LINE_ITEM: "Line items", SubjectKind.BALLOT_QUESTION: "Ballot questions",
}  # fmt: skip
BECAUSE_WORDS: Mapping[Because, str] = {
    Because.NOBODY: "No member organization has taken a position yet.",
    Because.TOO_FEW: "Too few member organizations have taken a position.",
    Because.DIVIDED: "More of the members than the rule allows hold the other side.",
    Because.NO_SHARE: "Neither side has the share the rule asks for.",
}


def rule_sentence(rule: CoalitionRule) -> str:
    """The rule in words, for the page."""
    took = ngettext(
        "at least {n} member organization has taken a position",
        "at least {n} member organizations have taken a position",
        rule.fewest,
    ).format(n=rule.fewest)
    other = (
        _("none holds the other side")
        if rule.most_opposed == 0
        else ngettext(
            "no more than {n} holds the other side", "no more than {n} hold the other side", rule.most_opposed
        ).format(n=rule.most_opposed)
    )
    return _(
        "The coalition supports (or opposes) something when {took}, at least {of} in {parts} of those are on that "
        "side, and {other}. Neutral is a position. An organization that has taken none counts for no side."
    ).format(took=took, of=rule.share_of, parts=rule.share_in, other=other)


def derived_words(derived: Derived) -> str:
    """The coalition's position in a word or two."""
    if derived.stance is None:
        return _("no position")
    return _(STANCE_WORDS[derived.stance])


def derived_sentence(derived: Derived) -> str:
    """What follows from the rule, with the counts it follows from."""
    counted = derived.tally
    counts = _("{support} support, {oppose} oppose, {neutral} neutral, {silent} have taken no position").format(
        support=counted.support, oppose=counted.oppose, neutral=counted.neutral, silent=counted.silent
    )
    if derived.stance is not None:
        return _("By its rule the coalition {stance} it: {counts}.").format(
            stance=_(STANCE_WORDS[derived.stance]), counts=counts
        )
    why = _(BECAUSE_WORDS[derived.because])
    return _("By its rule the coalition has no position: {counts}. {why}").format(counts=counts, why=why)


def published_sentence(one: SubjectPositions) -> str:
    """How many organizations say in public where they stand, for a visitor."""
    said = ngettext(
        "{n} organization says in public where it stands.", "{n} organizations say in public where they stand.",
        len(one.held),
    )  # fmt: skip
    return said.format(n=len(one.held))


def lede(every: Sequence[SubjectPositions], *, inside: bool) -> str:
    """How much is on file, and of how much the coalition takes a side."""
    if not every:
        return _("No position is on file.")
    subjects = ngettext("{n} bill, line item or question", "{n} bills, line items and questions", len(every))
    said = _("Positions are on file on {subjects}.").format(subjects=subjects.format(n=len(every)))
    if inside:
        sides = sum(one.derived is not None and one.derived.stance is not None for one in every)
        said += " " + ngettext(
            "By its rule the coalition takes a side on {n}.", "By its rule the coalition takes a side on {n}.", sides
        ).format(n=sides)
    return said
