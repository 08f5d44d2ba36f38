"""The legislature's amendment texts into items, figures and earmarks; what cannot be read is said and kept. Pure.

Source of the wording: rules.md a.1 and files.md 9 (Massachusetts Senate and House budget amendments).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from data.errors import FileProblem
from data.imports.amounts import read_amount
from data.periods import FiscalYear

QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "\u00a0": " "})
SPACES = re.compile(r"[ \t\r\f\v]+")
START = re.compile(r'(?im)^(?=[ ]*(?:Budget Amendment ID:|Consolidated Amendment\s+"))')
SENATE_ID = re.compile(r"(?im)^\s*Budget Amendment ID:\s*(FY(\d{4})-([SH]\d+)-(\d+)(?:\.(\d+))?(?:-R(\d+))?)\s*$")
HOUSE_ID = re.compile(r'(?im)^\s*Consolidated Amendment\s+"([A-Z]+)"\s+to\s+(H\.?\s?\d+)\s*$')
NUMBER_LINE = re.compile(r"^(?:(Redraft|Further)\s+)?([A-Z]{2,4})\s+(\d+(?:\.\d+)?)$")
FISCAL_NOTE = re.compile(r"(?im)^\s*Fiscal Note:\s*(-?\(?\$?[\d,]+(?:\.\d\d)?\)?)\s*$")
FOLDED = re.compile(r"(?im)^\s*([A-Z][A-Za-z &,/-]{2,60}):\s*((?:#?\d+(?:\s*,\s*|\s+and\s+)?)+)\.?\s*$")
MOVED = re.compile(r"(?is)^\s*(?:(?:Messrs?|Mrs?|Ms)\.?\s+)(.{1,600}?)\s+(?:moved|moves)\s+(?:that|to)\b")
ITEM = r"(?:[\dX]{4}-[\dX]{4})"
MONEY = r"\$?[\d,]+(?:\.\d\d)?"
STRIKE = re.compile(
    rf'in\s+(?:line\s+)?item\s+({ITEM})\s*,?\s*by\s+striking\s+out\s+the\s+figures?\s*:?-?\s*"({MONEY})"\s*(?:,)?\s*'
    rf'and\s+inserting\s+in\s+place\s+thereof\s+the\s+following(?:\s+figures?)?\s*:?-?\s*"({MONEY})"',
    re.IGNORECASE,
)
ADD_WORDS = re.compile(
    rf'in\s+(?:line\s+)?item\s+({ITEM})\s*,?\s*(?:[^"]{{0,120}}?)by\s+(?:adding|inserting)\s+(?:at\s+the\s+end\s+)?'
    rf'the\s+following\s+(?:words?|wording)?\s*:?-?\s*"([^"]{{1,4000}})"',
    re.IGNORECASE,
)
AND_ADD_WORDS = re.compile(
    r'and\s+by\s+(?:adding|inserting)\s+(?:at\s+the\s+end\s+)?the\s+following\s+(?:words?|wording)?\s*:?-?\s*"([^"]{1,4000})"',
    re.IGNORECASE,
)
NEW_ITEM = re.compile(
    rf'by\s+inserting\s+after\s+item\s+({ITEM})\s*,?\s*the\s+following\s+(?:new\s+)?item\s*:?-?\s*"?\s*({ITEM})\.?\s*([^"]{{1,4000}})"?',
    re.IGNORECASE,
)
EARMARK = re.compile(
    rf"not\s+less\s+than\s+({MONEY})\s+shall\s+be\s+(?:expended|made\s+available|allocated|provided|used|granted)"
    r"\s*(?:for|to|by|on)?\s*([^;\"]{0,600})",
    re.IGNORECASE,
)
DOTS = re.compile(r"[.\s…]{4,}\s*(\$?[\d,]{4,})\s*$")


class ChangeKind(StrEnum):
    """What an amendment does to an item."""

    FIGURE = "figure"
    WORDS = "words"
    NEW_ITEM = "new item"


@dataclass(frozen=True, slots=True)
class ParsedEarmark:
    """Dollars set aside inside an item: cents, and the purpose as worded."""

    amount_cents: int
    purpose: str


@dataclass(frozen=True, slots=True)
class ParsedChange:
    """One change to one item; `struck_cents` and `inserted_cents` only where the text gives figures.

    A new item has the number the text gives it, usually the placeholder XXXX-XXXX, and `after_item`.
    """

    kind: ChangeKind
    item: str
    struck_cents: int | None = None
    inserted_cents: int | None = None
    words: str = ""
    earmarks: tuple[ParsedEarmark, ...] = ()
    after_item: str = ""


@dataclass(frozen=True, slots=True)
class ParsedAmendment:
    """An amendment as read. `replaces` is the identifier a redraft or further amendment builds on.

    `unread` holds the sentences of the text that no rule understood, word for word.
    """

    identifier: str
    fiscal_year: FiscalYear | None
    chamber: str
    bill: str
    number: str
    title: str
    sponsors: tuple[str, ...]
    changes: tuple[ParsedChange, ...]
    text: str = ""
    replaces: str = ""
    fiscal_note_cents: int | None = None
    folds: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A passage that is no amendment we can name; kept as it was pasted, with the reason."""

    text: str
    reason: str


def read_amendments(text: str) -> tuple[ParsedAmendment | Unreadable, ...]:
    """Every amendment in a pasted text, in order; nothing of the text is lost."""
    clean = SPACES.sub(" ", text.translate(QUOTES)).strip()
    if not clean:
        return ()
    found: list[ParsedAmendment | Unreadable] = []
    for passage in _passages(clean):
        found.append(_read(passage))
    return tuple(found)


def _passages(text: str) -> Iterator[str]:
    starts = [match.start() for match in START.finditer(text)] or [len(text)]
    ends = [*starts[1:], len(text)]
    for passage in (text[: starts[0]], *(text[start:end] for start, end in zip(starts, ends, strict=True))):
        if passage.strip():
            yield passage.strip()


def _read(passage: str) -> ParsedAmendment | Unreadable:
    senate, house = SENATE_ID.search(passage), HOUSE_ID.search(passage)
    if senate is None and house is None:
        reason = (
            "This passage has neither a line “Budget Amendment ID: FY2023-S4-628” nor a line "
            "“Consolidated Amendment ‘A’ to H3800”. Paste it together with that line."
        )
        return Unreadable(passage, reason)
    match = senate or house
    assert match is not None
    body = passage[match.end() :].strip()
    read = _senate(senate, body) if senate is not None else _house(match, body)
    return replace(read, text=passage)


def _senate(match: re.Match[str], body: str) -> ParsedAmendment:
    identifier, year, bill, number, further, redraft = match.groups()
    base = f"FY{year}-{bill}-{number}"
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    label = next((line for line in lines[:3] if NUMBER_LINE.match(line)), "")
    title = next((line for line in lines[:4] if line != label and not MOVED.match(line)), "")
    text = "\n".join(line for line in lines if line not in (label, title))
    sponsors, rest = _sponsors(text)
    changes, unread = _changes(rest)
    return ParsedAmendment(
        identifier=identifier.upper(),
        fiscal_year=FiscalYear(int(year)),
        chamber="senate" if bill.upper().startswith("S") else "house",
        bill=bill.upper(),
        number=label or number,
        title=title,
        sponsors=sponsors,
        changes=changes,
        replaces=base.upper() if further or redraft else "",
        unread=unread,
    )


def _house(match: re.Match[str], body: str) -> ParsedAmendment:
    letter, bill = match.group(1), match.group(2).replace(".", "").replace(" ", "")
    noted = FISCAL_NOTE.search(body)
    body_rest = FISCAL_NOTE.sub("", body)
    folds: list[str] = []
    subject = ""
    for folded in FOLDED.finditer(body_rest):
        subject = subject or folded.group(1)
        folds += re.findall(r"\d+", folded.group(2))
    lines = [line.strip() for line in FOLDED.sub("", body_rest).splitlines() if line.strip()]
    if lines and len(lines[0]) <= 60 and not re.search(ITEM, lines[0]):
        subject = lines.pop(0)
    sponsors, rest = _sponsors("\n".join(lines))
    changes, unread = _changes(rest)
    return ParsedAmendment(
        identifier=f"{bill}-{letter}",
        fiscal_year=None,
        chamber="house",
        bill=bill,
        number=f"Consolidated Amendment {letter}",
        title=subject,
        sponsors=sponsors,
        changes=changes,
        fiscal_note_cents=_cents(noted.group(1)) if noted else None,
        folds=tuple(dict.fromkeys(folds)),
        unread=unread,
    )


def _sponsors(text: str) -> tuple[tuple[str, ...], str]:
    """ "Mr. Tarr, Ms. Gobi and Mr. Moore moved that …" into names and the rest of the text."""
    match = MOVED.match(text)
    if match is None:
        return (), text
    names = re.split(r",\s*(?:and\s+)?|\s+and\s+", match.group(1).replace("\n", " "))
    cleaned = [re.sub(r"^(?:Messrs?|Mrs?|Ms)\.?\s+", "", name.strip()) for name in names]
    return tuple(name for name in cleaned if name), text[match.end() :].strip()


def _changes(text: str) -> tuple[tuple[ParsedChange, ...], tuple[str, ...]]:
    """The changes in reading order, and what is left of the text."""
    found: list[tuple[int, int, ParsedChange]] = []
    for match in STRIKE.finditer(text):
        end, words = match.end(), ""
        added = AND_ADD_WORDS.match(text[end:].lstrip(" ;,\n"))
        if added is not None:
            words = added.group(1)
            end = text.index(words, end) + len(words) + 1
        change = ParsedChange(
            ChangeKind.FIGURE,
            match.group(1),
            _cents(match.group(2)),
            _cents(match.group(3)),
            words.strip(),
            earmarks_in(words),
        )
        found.append((match.start(), end, change))
    for match in ADD_WORDS.finditer(text):
        words = match.group(2).strip()
        found.append(
            (
                match.start(),
                match.end(),
                ParsedChange(ChangeKind.WORDS, match.group(1), words=words, earmarks=earmarks_in(words)),
            )
        )
    for match in NEW_ITEM.finditer(text):
        found.append((match.start(), match.end(), _new_item(match)))
    found = _without_overlaps(sorted(found, key=lambda entry: entry[0]))
    return tuple(change for _, _, change in found), _left_over(text, found)


def _new_item(match: re.Match[str]) -> ParsedChange:
    words = match.group(3).strip()
    figure = DOTS.search(words)
    return ParsedChange(
        ChangeKind.NEW_ITEM,
        match.group(2),
        inserted_cents=_cents(figure.group(1)) if figure else None,
        words=DOTS.sub("", words).strip(),
        earmarks=earmarks_in(words),
        after_item=match.group(1),
    )


def _without_overlaps(found: list[tuple[int, int, ParsedChange]]) -> list[tuple[int, int, ParsedChange]]:
    kept: list[tuple[int, int, ParsedChange]] = []
    for start, end, change in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, change))
    return kept


FILLER = re.compile(
    r"(?is)^(?:the proposed new (?:text|draft) be amended|the bill be amended|amend the bill|be amended|"
    r"to amend the bill|in section \d+[A-Z]*|and|,|;|\.|\"|\s)+"
)


def _left_over(text: str, found: list[tuple[int, int, ParsedChange]]) -> tuple[str, ...]:
    pieces, last = [], 0
    for start, end, _change in found:
        pieces.append(text[last:start])
        last = end
    pieces.append(text[last:])
    left = [FILLER.sub("", piece.strip()).strip(' ,;."\n') for piece in pieces]
    return tuple(" ".join(piece.split()) for piece in left if len(piece) > 2)


def earmarks_in(words: str) -> tuple[ParsedEarmark, ...]:
    """Every "not less than $X shall be expended for …" in line language, with its purpose."""
    found = []
    for match in EARMARK.finditer(words.translate(QUOTES)):
        cents = _cents(match.group(1))
        if cents is not None:
            purpose = re.split(r";|\s+provided\b", match.group(2))[0]
            found.append(ParsedEarmark(cents, " ".join(purpose.split()).strip(" ,.:")))
    return tuple(found)


def _cents(text: str) -> int | None:
    try:
        return read_amount(text.strip().rstrip(","), unit=1)
    except FileProblem:
        return None
