"""How far a target is, and what a campaign's plan may say; pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.errors import InvalidInput


class CampaignStatus(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    WON = "won"
    PARTLY_WON = "partly won"
    LOST = "lost"
    STOPPED = "stopped"


class Measure(StrEnum):
    """What a target counts: a figure the store knows, or a number a person enters."""

    ENACTED_AMOUNT = "enacted amount"
    ACTIONS = "actions"
    PEOPLE_REACHED = "people reached"
    PEOPLE_MOVED = "people moved"
    VOTES = "votes"
    SIGN_UPS = "sign-ups"
    OTHER = "other"


MOST = 10**16
LONGEST_WORDS = 2000
MONEY = "cents"
UNIT_OF = {
    Measure.ENACTED_AMOUNT: MONEY,
    Measure.ACTIONS: "actions",
    Measure.PEOPLE_REACHED: "people",
    Measure.PEOPLE_MOVED: "people",
    Measure.VOTES: "votes",
    Measure.SIGN_UPS: "sign-ups",
}
COUNTED = frozenset({Measure.ENACTED_AMOUNT, Measure.ACTIONS, Measure.PEOPLE_REACHED, Measure.PEOPLE_MOVED})
OPEN = (CampaignStatus.PLANNED, CampaignStatus.RUNNING)


@dataclass(frozen=True, slots=True)
class Progress:
    """A target's number beside its goal, both in its unit; `reached` None when there is no number."""

    goal: int
    reached: int | None
    baseline: int | None
    less_is_better: bool

    @property
    def missing(self) -> int | None:
        """What is left to the target, in its unit; 0 or less when it is met, None without a number."""
        if self.reached is None:
            return None
        return self.reached - self.goal if self.less_is_better else self.goal - self.reached

    @property
    def is_met(self) -> bool:
        return self.missing is not None and self.missing <= 0

    @property
    def moved(self) -> int | None:
        """How far the number went forward since the start, in its unit; negative when it went back."""
        if self.reached is None or self.baseline is None:
            return None
        return self.baseline - self.reached if self.less_is_better else self.reached - self.baseline


def check_target(
    measure: Measure, *, goal: int, baseline: int | None, less_is_better: bool, has_line: bool, has_year: bool
) -> None:
    """Raise InvalidInput unless a target can be measured, and its start lies before its goal."""
    if measure is Measure.ENACTED_AMOUNT and not (has_line and has_year):
        raise InvalidInput("An enacted amount needs its line item and fiscal year, such as 7061-0008 and FY2028.")
    for said in (goal, baseline):
        if said is not None and not 0 <= said < MOST:
            raise InvalidInput("A target is a number from 0 on. Correct the goal or the number at the start.")
    if baseline is not None and (baseline < goal if less_is_better else baseline > goal):
        way = "less" if less_is_better else "more"
        raise InvalidInput(
            "The start lies past the goal, although {way} is better here. Correct one of them, or the direction.",
            way=way,
        )


def check_entered(measure: Measure, *, reached: int | None, on: date | None, source: str, today: date) -> None:
    """Raise InvalidInput unless a number that a person enters comes with its day and where it stands."""
    if measure in COUNTED:
        raise InvalidInput("This number is counted from the store, so it is not entered by hand.")
    if reached is None:
        raise InvalidInput("Give the number that was reached.")
    if not 0 <= reached < MOST:
        raise InvalidInput("A number that was reached is 0 or more. Correct it.")
    if on is None or on > today:
        raise InvalidInput("Give the day on which the number was so; it cannot lie ahead.")
    if not source.strip():
        raise InvalidInput("Say where the number stands, such as “sign-in sheets of October 3”.")


def check_days(starts: date | None, ends: date | None) -> None:
    """Raise InvalidInput when a campaign would end before it starts."""
    if starts is not None and ends is not None and ends < starts:
        raise InvalidInput("The campaign would end before it starts. Correct one of the two days.")


def words_of(text: str, what: str, *, most: int = LONGEST_WORDS) -> str:
    """The words a person gave, without space around them. Raises InvalidInput when there are none or too many."""
    said = text.strip()
    if not said:
        raise InvalidInput("Give {said} in words.", said=what)
    if len(said) > most:
        raise InvalidInput("Shorten {said} to {most:,} characters; it has {n:,}.", said=what, most=most, n=len(said))
    return said


def is_late(due: date | None, *, done: bool, today: date) -> bool:
    """Whether something that is not done was due before today."""
    return due is not None and not done and due < today


def status_of(text: str) -> CampaignStatus:
    """A status as typed. Raises InvalidInput naming the ones there are."""
    if text.lower() not in list(CampaignStatus):
        raise InvalidInput(
            "“{text}” is no status of a campaign. Give {campaignstatus}.",
            text=text,
            campaignstatus=", ".join(CampaignStatus),
        )
    return CampaignStatus(text.lower())
