"""How many votes a question needs: of the members elected, of those present, or of those who vote.

Sources: the project's rules, section g. Kentucky decides on a bill and on a veto by a majority of the members
elected (Ky. Const. 46 and 88); Massachusetts passes a veto by two thirds of the members present and voting
(Mass. Const. pt. 2, ch. 1, s. 1, art. II). A vacant seat lowers "present", never "elected".
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from campaigns.legislation.rules import is_override


class Majority(StrEnum):
    """Of whom the share is taken, and how large it must be."""

    VOTING = "majority of those voting"
    PRESENT = "majority of those present"
    ELECTED = "majority of those elected"
    TWO_THIRDS_PRESENT = "two thirds of those present"
    TWO_THIRDS_VOTING = "two thirds of those voting"
    TWO_THIRDS_ELECTED = "two thirds of those elected"
    THREE_FIFTHS_ELECTED = "three fifths of those elected"
    COMMITTEE = "majority of the committee"


OF_ELECTED = frozenset({Majority.ELECTED, Majority.TWO_THIRDS_ELECTED, Majority.THREE_FIFTHS_ELECTED})
OF_VOTING = frozenset({Majority.VOTING, Majority.TWO_THIRDS_VOTING})
_SHARES = {
    Majority.TWO_THIRDS_PRESENT: Fraction(2, 3),
    Majority.TWO_THIRDS_VOTING: Fraction(2, 3),
    Majority.TWO_THIRDS_ELECTED: Fraction(2, 3),
    Majority.THREE_FIFTHS_ELECTED: Fraction(3, 5),
}
HALF = Fraction(1, 2)


class Question(StrEnum):
    """What is decided; the rule depends on it and on the state."""

    PASSAGE = "passage"
    OVERRIDE = "override"
    COMMITTEE = "committee"
    AMENDMENT = "amendment"


# Where a state is not listed, ordinary passage is a majority of those voting and an override two thirds of those
# present; a coalition can always choose another rule.
_BY_STATE: dict[tuple[str, Question], Majority] = {
    ("ma", Question.OVERRIDE): Majority.TWO_THIRDS_PRESENT,
    ("ky", Question.PASSAGE): Majority.ELECTED,
    ("ky", Question.OVERRIDE): Majority.ELECTED,
}
_ELSEWHERE = {
    Question.PASSAGE: Majority.VOTING,
    Question.OVERRIDE: Majority.TWO_THIRDS_PRESENT,
    Question.COMMITTEE: Majority.COMMITTEE,
    Question.AMENDMENT: Majority.VOTING,
}


@dataclass(frozen=True, slots=True)
class House:
    """Who could vote: members the chamber or committee elects, seats that are vacant, members away that day.

    `away` counts members who hold a seat and are not in the room; 0 where nobody knows.
    """

    elected: int
    vacant: int = 0
    away: int = 0

    @property
    def present(self) -> int:
        """Members in the room: elected, less vacant seats, less those away; never below 0."""
        return max(self.elected - self.vacant - self.away, 0)


def usual(state: str, question: Question) -> Majority:
    """The rule a state decides such a question by; `state` is two letters of either case."""
    return _BY_STATE.get((state.strip().lower(), question), _ELSEWHERE[question])


def question_of(motion: str) -> Question:
    """What a roll call decided by the motion as printed: the override of a veto where it says so, else passage."""
    return Question.OVERRIDE if is_override(motion) else Question.PASSAGE


def more_than_half(members: int) -> int:
    """The smallest whole number above half: 51 of 100, 20 of 38, 81 of 160."""
    return members // 2 + 1


def share_of(members: int, share: Fraction) -> int:
    """The smallest whole number that reaches a share: two thirds of 160 is 107, of 40 is 27."""
    return -(-members * share.numerator // share.denominator)


def needed(majority: Majority, house: House, *, not_voting: int = 0) -> int:
    """How many votes in favor pass the question; `not_voting` are members present who do not answer.

    Before a vote `not_voting` is 0: everybody present is counted as voting, so the answer is the safe one.
    """
    if majority in OF_ELECTED or majority is Majority.COMMITTEE:
        counted = house.elected
    elif majority in OF_VOTING:
        counted = max(house.present - not_voting, 0)
    else:
        counted = house.present
    share = _SHARES.get(majority)
    return more_than_half(counted) if share is None else share_of(counted, share)


def met(majority: Majority, *, yes: int, no: int, present: int = 0, elected: int | None = None) -> bool | None:
    """Whether a vote taken met its rule; None where the rule counts seats and nobody says how many there are.

    `present` counts members who answered "present" without voting. Nothing is met by no vote at all.
    """
    voting = yes + no
    if majority in OF_ELECTED or majority is Majority.COMMITTEE:
        if elected is None:
            return None
        return yes >= needed(majority, House(elected))
    counted = voting if majority in OF_VOTING else voting + present
    return yes > 0 and yes >= needed(majority, House(counted))
