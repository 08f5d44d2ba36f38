"""From the board's vote to the day a recallable rate takes effect, by the parameters in force on that day."""

from dataclasses import dataclass
from datetime import date, timedelta

from budget.taxes.parameters import Parameter, in_force
from data.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Deadlines:
    """What a vote sets going. `committee` holds two where the sources do not say which; signatures None if unknown."""

    voted_on: date
    window_days: int
    ends_on: date
    committee: tuple[int, ...]
    signatures: int | None
    petition_required: str
    parameters: tuple[Parameter, ...]


def deadlines(voted_on: date, *, consolidated: bool, votes_cast: int | None = None) -> Deadlines:
    """When the window for a petition ends, who may start one and how many must sign.

    50 days where the district is mainly in a county with a consolidated local government, 45 elsewhere; signatures
    are a tenth of `votes_cast`, the votes of the last presidential election there, rounded up. Raises InvalidInput.
    """
    if votes_cast is not None and votes_cast <= 0:
        raise InvalidInput("The votes cast must be more than 0. Take them from the county clerk, or leave them empty.")
    (window,) = in_force("petition_window", "ky consolidated" if consolidated else "ky", voted_on)
    committee = in_force("petition_committee", "ky", voted_on)
    (share,) = in_force("petition_signatures", "ky", voted_on)
    required = in_force("petition_required", "ky", voted_on)
    days = int(window.value)
    return Deadlines(
        voted_on,
        days,
        voted_on + timedelta(days=days),
        tuple(int(one.value) for one in committee),
        None if votes_cast is None else -(-votes_cast * int(share.value) // 100),
        required[0].value,
        (window, *committee, share, *required),
    )
