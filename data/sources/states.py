"""The states by their two letters: the federal number of each, and the state itself as a unit of figures."""

from data.errors import InvalidInput
from data.sources.figures_said import UnitSaid

NUMBERS = {
    "al": 1, "ak": 2, "az": 4, "ar": 5, "ca": 6, "co": 8, "ct": 9, "de": 10, "dc": 11, "fl": 12,
    "ga": 13, "hi": 15, "id": 16, "il": 17, "in": 18, "ia": 19, "ks": 20, "ky": 21, "la": 22, "me": 23,
    "md": 24, "ma": 25, "mi": 26, "mn": 27, "ms": 28, "mo": 29, "mt": 30, "ne": 31, "nv": 32, "nh": 33,
    "nj": 34, "nm": 35, "ny": 36, "nc": 37, "nd": 38, "oh": 39, "ok": 40, "or": 41, "pa": 42, "ri": 44,
    "sc": 45, "sd": 46, "tn": 47, "tx": 48, "ut": 49, "vt": 50, "va": 51, "wa": 53, "wv": 54, "wi": 55,
    "wy": 56,
}  # fmt: skip
STATE_CODES = {"ky": "999", "ma": "00000000"}  # as their own departments of education print the whole state


def state_number(state: str) -> str:
    """The two digits by which federal sources know a state. Raises InvalidInput."""
    if state not in NUMBERS:
        raise InvalidInput("“{state}” is not a state. Pass its two letters with --state, such as ky.", state=state[:12])
    return f"{NUMBERS[state]:02d}"


def state_unit(state: str, name: str = "") -> UnitSaid:
    """The whole state as a unit of its own figures."""
    return UnitSaid(state, STATE_CODES.get(state, state_number(state)), "state", name or state.upper())
