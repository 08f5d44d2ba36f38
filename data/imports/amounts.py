"""Printed amounts to integer cents; the shape is checked in ASCII before anything is converted."""

import re

from data.errors import FileProblem

is_plain = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){0,4}|[0-9]{1,15}").fullmatch
AMOUNT = re.compile(
    r"(?P<minus_first>[-−] *)?(?P<dollar>\$ *)?(?P<open>\( *)?(?P<dollar_inside>\$ *)?(?P<minus_last>[-−] *)?"
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<part>[0-9]{1,3}))?"
    r"(?P<close> *\))?"
)
NOTHING = re.compile(r"(?:\$ *)?[-–—]|")
MARK = r"(?:[0-9]{1,2}(?:, ?[0-9]{1,2}){0,5}|[A-Za-z]|[*†‡§¶#]{1,4})"
FOOTNOTE = re.compile(rf"(?:(?<=[0-9)])| (?<=[-–—] )) ?\[{MARK}\]\Z")  # after an amount or a dash, never in its place
UNITS = (1, 1_000, 1_000_000)
MOST_CHARACTERS = 60
MOST_DIGITS = 15
MOST_CENTS = 10**17  # that many digits of dollars, which fit the store's 64-bit integers

SHOWN = re.compile(r"[-−0-9.,$()%/: eE+_]{1,30}")  # quoted back only when it cannot be a name or an address
MONTH = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[a-z]{0,4}(?:y|h|l|e|t|ber))?\b"
WRONG_SHAPES = {
    r"=.*": "is a formula; in the spreadsheet, paste it as a value",
    r"#.*": "is a spreadsheet error; correct the formula behind it",
    r".*[0-9]_.*": "has an underscore in a number; write separators as commas",
    r".*%\)?": "is a percentage, not an amount; choose the column that holds dollars",
    r"[-−+(]?[0-9.,]+[eE][-+]?[0-9]+\)?": "was shortened by the spreadsheet; format the column as Number",
    r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}.*": "is a date, not an amount; format the column as Number",
    rf"[0-9]{{1,4}}[-/ ]{MONTH}.*|{MONTH}[-/. ]+[0-9].*": "is a date, not an amount; format the column as Number",
    r"(?i:[-+]?nan|n/?a|n\.a\.|none|null|[-+]?inf(?:inity)?)": "says there is no figure; leave the cell blank",
    r".*[^\W\d_].*": "holds letters, not an amount; move the words to another column",
    r".*[0-9]\.[0-9]{4,}\)?": "has more decimals than an amount; round it to two",
}
WRONG = tuple((re.compile(pattern, re.DOTALL), what) for pattern, what in WRONG_SHAPES.items())


def looks_like_amount(text: str) -> bool:
    """Whether a cell holds one number written as an amount, or a dash or nothing in its place."""
    text = FOOTNOTE.sub("", text)
    return len(text) <= MOST_CHARACTERS and bool(AMOUNT.fullmatch(text) or NOTHING.fullmatch(text))


def read_amount(text: str, *, unit: int) -> int | None:
    """The amount in integer cents, when one printed unit is `unit` dollars (1, 1,000 or 1,000,000).

    None for a blank cell or a lone dash. Raises FileProblem, without row and column, for anything that
    is not one amount: "$", thousands separators, parentheses or a leading minus, and decimals down to
    the cent (three decimals in thousands and millions) are taken, and a footnote's mark after them in brackets.
    """
    if is_plain(text):
        cents = int(text.replace(",", "")) * 100 * unit
        if cents < MOST_CENTS:
            return cents
    return _read_other(text, unit)


def _read_other(text: str, unit: int) -> int | None:
    if unit not in UNITS:
        raise ValueError(f"unit is {unit}, not one of {UNITS}")
    text = FOOTNOTE.sub("", text.strip())
    if len(text) > MOST_CHARACTERS:
        raise FileProblem(
            "The cell holds more than {most_characters} characters; an amount is shorter.",
            most_characters=MOST_CHARACTERS,
        )
    if NOTHING.fullmatch(text):
        return None
    match = AMOUNT.fullmatch(text)
    if match is None:
        raise FileProblem(_what_is_wrong(text))
    whole, part = match["whole"].replace(",", ""), match["part"] or ""
    _refuse_signs(text, match)
    _refuse_digits(text, len(whole.lstrip("0")) + len(part), len(part), unit)
    cents = int(whole) * 100 * unit + int(part.ljust(3, "0")) * 100 * unit // 1000
    if cents >= MOST_CENTS:
        raise FileProblem("{quoted} is larger than any budget; check the unit of the file.", quoted=_quoted(text))
    return -cents if match["open"] or match["minus_first"] or match["minus_last"] else cents


def _refuse_signs(text: str, match: "re.Match[str]") -> None:
    if bool(match["open"]) != bool(match["close"]):
        raise FileProblem("{quoted} has one parenthesis without the other; add or remove one.", quoted=_quoted(text))
    if sum(bool(match[sign]) for sign in ("open", "minus_first", "minus_last")) > 1:
        raise FileProblem("{quoted} is made negative twice; keep the minus or the parentheses.", quoted=_quoted(text))
    if match["dollar"] and match["dollar_inside"]:
        raise FileProblem("{quoted} has two dollar signs; remove one.", quoted=_quoted(text))


def _refuse_digits(text: str, digits: int, decimals: int, unit: int) -> None:
    if digits > MOST_DIGITS:
        raise FileProblem(
            "{quoted} has more than {most_digits} digits, more than a spreadsheet keeps; correct it.",
            quoted=_quoted(text),
            most_digits=MOST_DIGITS,
        )
    if decimals > 2 and unit == 1:
        raise FileProblem(
            "{quoted} has parts of a cent; round it to two decimals, or check the unit.", quoted=_quoted(text)
        )


def _what_is_wrong(text: str) -> str:
    if any(letter.isdigit() and not letter.isascii() for letter in text):
        return "The cell holds digits of another script; type the amount with the digits 0 to 9."
    for pattern, what in WRONG:
        if pattern.fullmatch(text):
            return f"{_quoted(text)} {what}."
    return (
        f"{_quoted(text)} is not an amount; write it like 1,234.56, with “,” before every three digits "
        "or not at all and “.” before the cents."
    )


def _quoted(text: str) -> str:
    return f"“{text}”" if SHOWN.fullmatch(text) else "The cell"
