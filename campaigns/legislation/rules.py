"""What a bill's number, its session and a day are, however they are written."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

EASTERN = ZoneInfo("America/New_York")
FIRST_COURT_YEAR = 1637  # (the odd year a General Court begins - 1637) / 2 is its number: 2025 is the 194th
LONGEST_NUMBER = 24
TWO_YEARS = frozenset(
    "ak ca de ga ia il ks me mi mn nc ne ny oh ok pa sc tn vt wa wi".split()  # noqa: SIM905 - as it reads
)
COURT = re.compile(r"(\d{3})(?:st|nd|rd|th)?\b(?!\d)", re.I)
KENTUCKY = re.compile(r"ga\d{4}(?:[hs][a-z]*\d+)?|\d{4}(?: ?rs| regular session)?", re.I)  # never "2021SS"
BOTH_YEARS = re.compile(r"(\d{4})(\d{4})")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

WRITTEN_OUT = (
    (re.compile(r"\bhouse\s+joint\s+resolution\b", re.I), "HJR"),
    (re.compile(r"\bsenate\s+joint\s+resolution\b", re.I), "SJR"),
    (re.compile(r"\bhouse\s+concurrent\s+resolution\b", re.I), "HCR"),
    (re.compile(r"\bsenate\s+concurrent\s+resolution\b", re.I), "SCR"),
    (re.compile(r"\bhouse\s+resolution\b", re.I), "HR"),
    (re.compile(r"\bsenate\s+resolution\b", re.I), "SR"),
    (re.compile(r"\bhouse\s+docket\b", re.I), "HD"),
    (re.compile(r"\bsenate\s+docket\b", re.I), "SD"),
    (re.compile(r"\bassembly\s+bill\b", re.I), "AB"),
    (re.compile(r"\bhouse\s+bill\b", re.I), "HB"),
    (re.compile(r"\bsenate\s+bill\b", re.I), "SB"),
    (re.compile(r"\bhouse\b", re.I), "H"),
    (re.compile(r"\bsenate\b", re.I), "S"),
)
NO_SIGN = re.compile(r"\b(?:no|number|numbered|nr)\b\.?", re.I)
PARTS = re.compile(r"([A-Z]{1,6})0*(\d{1,6})([A-Z]{0,2})")
SIGNS = re.compile(r"[\s.,\-‐–_#:;]+")
TWO_NUMBERS = re.compile(r"\d\D+\d")
KINDS = {
    "B": "bill", "": "bill", "F": "bill", "R": "resolution", "JR": "joint resolution",
    "CR": "concurrent resolution", "JM": "memorial", "M": "memorial", "CM": "memorial", "P": "paper",
    "CA": "constitutional amendment",
}  # fmt: skip
COMMITTEE_WORDS = re.compile(r"\b(?:sub)?committee\b|\bways (?:and|&) means\b|\bcaucus\b|\bdelegation\b", re.I)


def number_key(text: str) -> str | None:
    """What a bill's number is compared by: letters and number, so that "H.2025", "h 2025" and "H02025" are one.

    None for what is not a number with letters before it.
    """
    said = text.strip()
    if not said or len(said) > 60:
        return None
    if " " in said:
        for pattern, letters in WRITTEN_OUT:
            said = pattern.sub(letters, said)
        said = NO_SIGN.sub("", said)
    found = PARTS.fullmatch(SIGNS.sub("", said).upper())
    if found is None or TWO_NUMBERS.search(said) or int(found[2]) == 0:
        return None
    key = f"{found[1]}{found[2]}{found[3]}"
    return key if len(key) <= LONGEST_NUMBER else None


def keys_meant(text: str) -> tuple[str, ...]:
    """The keys a person may mean: "H 520" is also Kentucky's HB 520, and "HB 2025" Massachusetts' H 2025."""
    key = number_key(text)
    if key is None:
        return ()
    found = PARTS.fullmatch(key)
    letters = found[1] if found else ""
    rest = key[len(letters) :]
    other = {"H": "HB", "S": "SB", "HB": "H", "SB": "S"}.get(letters)
    return (key,) if other is None else (key, f"{other}{rest}")


def not_a_number(text: str) -> str:
    """The sentence for what was given as a bill's number and is none."""
    given = f"“{text.strip()[:40]}” is not a bill’s number." if text.strip() else "The row has no bill number."
    return f"{given} Write the letters and the number as printed, such as H.2025, S 816 or HB 1."


def chamber_of(key: str) -> str:
    """The chamber a number says a measure began in: lower, upper, or "" where the letters do not say."""
    if key.startswith(("HP", "H", "A")):
        return "lower"
    return "upper" if key.startswith("S") else ""


def kind_of(key: str) -> str:
    """What a number says the measure is: bill, docket, resolution, joint resolution, …; "bill" where it does not."""
    letters = re.match(r"[A-Z]+", key)
    said = letters[0] if letters else ""
    return "docket" if said in ("HD", "SD") else KINDS.get(said[1:], "bill")


def sponsor_kind(name: str, said: str = "") -> str:
    """person or committee: what the source says, else whether the name is one of a committee."""
    if said in ("person", "committee"):
        return said
    return "committee" if said in ("organization", "committees") or COMMITTEE_WORDS.search(name) else "person"


def court_of(year: int) -> str:
    """The number of Massachusetts' General Court that sits in a year: 2021 and 2022 are "192"."""
    return str((year - (year + 1) % 2 - FIRST_COURT_YEAR) // 2)


def session_code(state: str, said: str) -> str:
    """A session as its legislature calls it, whoever names it: Massachusetts' court by number, Kentucky's "2017RS".

    "192nd", "2021" and "2021-2022" are Massachusetts' 192; "ga2017" and "2017" Kentucky's 2017RS; California's
    "20252026" is "2025-2026"; elsewhere, and of a special session, as said.
    """
    text = " ".join(said.split())
    year = year_in(text)
    if both := BOTH_YEARS.fullmatch(text):
        text = f"{both[1]}-{both[2]}"
    if state == "ma" and "special" not in text.casefold():
        court = COURT.match(text)
        return court[1] if court else court_of(int(year)) if year else text[:LONGEST_NUMBER]
    if state == "ky" and year and KENTUCKY.fullmatch(text):
        return f"{year}RS"
    return text[:LONGEST_NUMBER]


def session_of_year(state: str, year: int) -> str:
    """The regular session that sits in a year: "194", "2025RS", "2025-2026" where one lasts two years, else "2025"."""
    if state in TWO_YEARS:
        first = year - (year + 1) % 2
        return f"{first}-{first + 1}"
    return session_code(state, str(year))


def year_in(text: str) -> str:
    """The first year in a text, such as "2025" in legiscan.com/CA/bill/SB845/2025; "" where there is none."""
    found = YEAR.findall(text)
    return found[-1] if found and "/" in text else found[0] if found else ""


def local_day(stamp: str) -> date | None:
    """The day in Massachusetts and Kentucky's capitals' zone of an ISO stamp; a bare day is itself; None for neither.

    A stamp with Z or an offset is a moment; one without is the local clock's.
    """
    text = stamp.strip()
    if len(text) == 10:
        return _iso_day(text)
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return _iso_day(text[:10]) if re.match(r"\d{4}-\d\d-\d\d(?:$|[T ])", text) else None
    return moment.date() if moment.tzinfo is None else moment.astimezone(EASTERN).date()


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_override(motion: str) -> bool:
    """Whether a motion as printed was to pass a measure over a veto."""
    words = motion.casefold()
    return any(said in words for said in ("override", "notwithstanding", "over veto", "over the veto", "over the gov"))
