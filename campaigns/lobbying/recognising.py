"""What a communication is under 26 CFR 56.4911-2 and -5, from plain answers: direct, grass roots, or no lobbying."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Kind(StrEnum):
    DIRECT = "direct"
    GRASS_ROOTS = "grass roots"
    NONE = "not lobbying"


class SaidTo(StrEnum):
    """Who was spoken to. The first three decide on legislation; a school board and an agency do not."""

    LEGISLATURE = "legislature"
    LOCAL_COUNCIL = "local council"
    BALLOT_VOTERS = "ballot voters"
    SCHOOL_BOARD = "school board"
    AGENCY = "agency"
    MEMBERS = "members"
    PUBLIC = "public"
    NOBODY = "nobody"


class Call(StrEnum):
    """What a message to the public asked or showed. The first three encourage directly."""

    CONTACT = "contact"
    ADDRESS = "address"
    PETITION = "petition"
    NAMES = "names a legislator"
    PAID_AD = "paid ad"
    NOTHING = "none"


DIRECT_CALLS = frozenset({Call.CONTACT, Call.ADDRESS, Call.PETITION})


class Asked(StrEnum):
    """What members were asked to do."""

    NOTHING = "nothing"
    ACT_THEMSELVES = "contact"
    MOVE_OTHERS = "move others"


class ClaimedException(StrEnum):
    """Why a message may not be lobbying after all; it needs a reason, and may not hold."""

    NONPARTISAN_ANALYSIS = "nonpartisan analysis"
    TECHNICAL_ADVICE = "technical advice"
    SELF_DEFENSE = "self-defense"
    BROAD_PROBLEMS = "broad problems"


class Rule(StrEnum):
    """Which rule decided; the words are in `sentences`, the place in the law beside them."""

    NO_COMMUNICATION = "no communication"
    ADMINISTRATIVE_BODY = "administrative body"
    NO_LEGISLATION = "no specific legislation"
    NO_VIEW = "no view"
    DIRECT_COMMUNICATION = "direct communication"
    BALLOT_MEASURE = "ballot measure"
    NO_CALL = "no call to action"
    CALL_TO_ACTION = "call to action"
    PAID_AD = "paid mass media"
    MEMBERS_ONLY = "members only"
    MEMBERS_ACT = "members act"
    MEMBERS_MOVE_OTHERS = "members move others"
    NONPARTISAN_ANALYSIS = "nonpartisan analysis"
    TECHNICAL_ADVICE = "technical advice"
    SELF_DEFENSE = "self-defense"


class Question(StrEnum):
    """What still has to be answered before anything can be said."""

    SAID_TO = "said to"
    LEGISLATION = "legislation"
    VIEW = "view"
    CALLS = "calls"
    DIRECT_INTEREST = "direct interest"
    ASKED = "asked"


class Refusal(StrEnum):
    """Why an exception that was named does not hold; the answer stands as it would without it."""

    DIRECT_CALL = "encourages directly"
    NOT_TO_A_BODY = "not to a legislative body"
    ON_THE_MERITS = "on the merits"
    NO_REASON = "no reason"


@dataclass(frozen=True, slots=True)
class Answers:
    """The plain-word answers about one communication; None is a question nobody answered, never a no."""

    said_to: SaidTo | None = None
    legislation: bool | None = None
    view: bool | None = None
    calls: frozenset[Call] | None = None
    direct_interest: bool | None = None
    asked: Asked | None = None
    exception: ClaimedException | None = None
    exception_reason: str = ""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a communication is, the rule that says so, and why a named exception did not help."""

    kind: Kind
    rule: Rule
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Nothing can be said yet; `question` is the next one to answer."""

    question: Question


@lru_cache(maxsize=4096)
def recognise(said: Answers) -> Recognised | Unanswered:
    """What a communication is; `Unanswered` as long as an answer that matters is missing. Nothing is assumed."""
    if said.said_to is None:
        return Unanswered(Question.SAID_TO)
    if said.said_to is SaidTo.NOBODY:
        return Recognised(Kind.NONE, Rule.NO_COMMUNICATION)
    if said.said_to in (SaidTo.SCHOOL_BOARD, SaidTo.AGENCY):
        return Recognised(Kind.NONE, Rule.ADMINISTRATIVE_BODY)
    if said.legislation is None:
        return Unanswered(Question.LEGISLATION)
    if not said.legislation:
        return Recognised(Kind.NONE, Rule.NO_LEGISLATION)
    if said.view is None:
        return Unanswered(Question.VIEW)
    if not said.view:
        return Recognised(Kind.NONE, Rule.NO_VIEW)
    found = _on_legislation(said)
    return _with_exception(said, found) if isinstance(found, Recognised) else found


def _on_legislation(said: Answers) -> Recognised | Unanswered:
    if said.said_to in (SaidTo.LEGISLATURE, SaidTo.LOCAL_COUNCIL):
        return Recognised(Kind.DIRECT, Rule.DIRECT_COMMUNICATION)
    if said.said_to is SaidTo.BALLOT_VOTERS:
        return Recognised(Kind.DIRECT, Rule.BALLOT_MEASURE)
    if said.said_to is SaidTo.MEMBERS:
        if said.direct_interest is None:
            return Unanswered(Question.DIRECT_INTEREST)
        if said.direct_interest:
            return _to_members(said.asked)
    return _to_the_public(said.calls)


def _to_members(asked: Asked | None) -> Recognised | Unanswered:
    if asked is None:
        return Unanswered(Question.ASKED)
    return {
        Asked.NOTHING: Recognised(Kind.NONE, Rule.MEMBERS_ONLY),
        Asked.ACT_THEMSELVES: Recognised(Kind.DIRECT, Rule.MEMBERS_ACT),
        Asked.MOVE_OTHERS: Recognised(Kind.GRASS_ROOTS, Rule.MEMBERS_MOVE_OTHERS),
    }[asked]


def _to_the_public(calls: frozenset[Call] | None) -> Recognised | Unanswered:
    if not calls:
        return Unanswered(Question.CALLS)
    if calls & DIRECT_CALLS or Call.NAMES in calls:
        return Recognised(Kind.GRASS_ROOTS, Rule.CALL_TO_ACTION)
    if Call.PAID_AD in calls:
        return Recognised(Kind.GRASS_ROOTS, Rule.PAID_AD)
    return Recognised(Kind.NONE, Rule.NO_CALL)


EXEMPT = {
    ClaimedException.NONPARTISAN_ANALYSIS: Rule.NONPARTISAN_ANALYSIS,
    ClaimedException.TECHNICAL_ADVICE: Rule.TECHNICAL_ADVICE,
    ClaimedException.SELF_DEFENSE: Rule.SELF_DEFENSE,
}


def _with_exception(said: Answers, found: Recognised) -> Recognised:
    if said.exception is None or found.kind is Kind.NONE:
        return found
    refusal = why_not(said, said.exception)
    if refusal is not None:
        return Recognised(found.kind, found.rule, refusal)
    return Recognised(Kind.NONE, EXEMPT[said.exception])


def why_not(said: Answers, exception: ClaimedException) -> Refusal | None:
    """Why an exception does not hold for a communication that is lobbying without it; None when it does."""
    if not said.exception_reason.strip():
        return Refusal.NO_REASON
    if exception is ClaimedException.BROAD_PROBLEMS:
        return Refusal.ON_THE_MERITS
    if exception is ClaimedException.NONPARTISAN_ANALYSIS:
        return Refusal.DIRECT_CALL if _encourages_directly(said) else None
    to_a_body = said.said_to in (SaidTo.LEGISLATURE, SaidTo.LOCAL_COUNCIL)
    return None if to_a_body else Refusal.NOT_TO_A_BODY


def _encourages_directly(said: Answers) -> bool:
    if said.said_to is SaidTo.MEMBERS and said.direct_interest:
        return said.asked is not Asked.NOTHING
    return bool((said.calls or frozenset()) & DIRECT_CALLS)
