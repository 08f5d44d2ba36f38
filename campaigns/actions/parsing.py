"""One typed sentence, such as “met Rep. Example 3/4, leaning yes on 7061-0008, 2h”, read into its parts."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from campaigns.actions.days import Days, days_in
from campaigns.actions.rules import FollowUp, Stance, Subject, label_key

NUMBER_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "a dozen": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50,
}  # fmt: skip
_COUNT = rf"(\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}}|{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})"
_PEOPLE = r"(?:people|persons?|members|parents|teachers|educators|students|voters|volunteers|constituents|households)"

# verbs and nouns of each kind, the more particular before the more general
KINDS: tuple[tuple[str, str], ...] = (
    ("phone bank", r"phone[- ]?bank\w*"),
    ("text bank", r"text[- ]?bank\w*|texted"),
    ("canvass", r"canvass\w*|knocked|doors"),
    ("testimony", r"testif\w+|testimony|hearing"),
    ("petition", r"petition\w*|signatures"),
    ("rally", r"rall(?:y|ied|ies)|march(?:ed)?|demonstration|picket\w*"),
    ("training", r"train(?:ing|ed)|workshop|webinar"),
    ("press", r"press|interview\w*|op-?ed|reporter|newspaper|radio"),
    ("social", r"posted|tweet\w*|instagram|facebook|social media"),
    ("letter", r"letters?|wrote|postcards?"),
    ("e-mail", r"e-?mail\w*"),
    ("call", r"call(?:ed|s)?|phoned|rang|telephoned"),
    ("meeting", r"met|meeting|visit(?:ed)?|sat down|spoke|talked|saw"),
    ("event", r"events?|town hall|forum|house party"),
)
STANCES: tuple[tuple[str, str], ...] = (
    (Stance.LEANING_SUPPORT, r"lean(?:s|ing)?\s+(?:toward\s+)?(?:yes|support\w*|in favor)|(?:likely|soft) yes"),
    (Stance.LEANING_OPPOSE, r"lean(?:s|ing)?\s+(?:toward\s+)?(?:no|oppos\w+|against)|(?:likely|soft) no"),
    (Stance.UNDECIDED, r"undecided|on the fence|not sure|unsure|noncommittal"),
    (
        Stance.STRONG_OPPOSE,
        r"(?:firm|hard|strong|definite)\s+no|strong(?:ly)? oppos\w+|opposes|is against|a no\b|will vote no|votes no",
    ),
    (
        Stance.STRONG_SUPPORT,
        r"(?:firm|hard|strong|definite)\s+yes|strong(?:ly)? support\w*|supports|is with us|a yes\b"
        r"|will vote yes|votes yes|yes (?:on|to)",
    ),
)
_TITLE = r"(?:Rep(?:resentative)?|Sen(?:ator)?|Speaker|Gov(?:ernor)?|Mayor|Councilor|Councilmember|Leader)"
LEGISLATOR = re.compile(rf"\b{_TITLE}\.?\s+(?:[A-Z][\w’'.-]*)(?:\s+(?!{_TITLE}\b)[A-Z][\w’'-]+){{0,2}}")
BILL = re.compile(r"\b(HB|SB|HR|SR|HCR|SCR|HJR|SJR|HD|SD|H|S)\s?\.?\s?(\d{1,5})\b")
LINE_ITEM = re.compile(r"\b\d{4}-\d{4}\b")
BALLOT = re.compile(r"\b(?:Ballot\s+)?(?:Question|Amendment|Measure|Proposition|Prop\.?)\s+(\d{1,2})\b")
TIME = re.compile(
    r"(?<![/\d.-])\b(?:(?P<both>\d{1,3})\s?h(?:ours?|rs?)?\s?(?P<rest>[0-5]\d)\s?(?:m(?:in(?:utes?)?)?)?"
    rf"|(?P<hours>\d{{1,4}}(?:\.\d{{1,2}})?|half an|{'|'.join(NUMBER_WORDS)})\s?(?:hours?|hrs?|h)"
    r"|(?P<minutes>\d{1,5})\s?(?:minutes?|mins?))\b",
    re.IGNORECASE,
)
COST = re.compile(r"\$\s?(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{2}))?(?![\d.,]*\d)|\b(\d{1,7})(?:\.(\d{2}))?\s+dollars\b")
FOLLOW_UP = re.compile(
    r"\b(?:follow[- ]?up|todo|to do|next step|remind me)\b:?\s*(?P<asked>(?:\b(?:Sen|Rep|Gov)\.|[^.;])*)"
    r"|\b(?P<wants>(?:wants|asked for|needs)\s+[^.;,]+)",
    re.IGNORECASE,
)
COUNTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("took_part", rf"\b{_COUNT}\s+of\s+us\b|\bwith\s+{_COUNT}\s+(?:other\s+)?{_PEOPLE}"),
        ("moved", rf"\bmoved\s+{_COUNT}\b|\b{_COUNT}\s+moved\b"),
        (
            "attempted",
            rf"\b(?:attempted|tried|dialed|knocked(?:\s+on)?)\s+{_COUNT}\b|\b{_COUNT}\s+(?:attempts|doors|dials)\b",
        ),
        (
            "reached",
            rf"\b(?:reached|called|texted|trained|e-?mailed|talked to|spoke with)\s+{_COUNT}\b(?!\s?(?:h|min))"
            rf"|\b{_COUNT}\s+{_PEOPLE}\s+(?:came|attended|reached|there|signed)|\b{_COUNT}\s+(?:signatures|conversations)",
        ),
    )
)  # fmt: skip


class KnownLegislator(NamedTuple):
    """A name a sentence may mean: how it is shown, and the words it is found by."""

    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Something the sentence leaves open: about what, in words, with the readings to choose from."""

    about: str
    words: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What was read from a sentence; what it did not say is None or empty, never guessed. `kind` "" is not said."""

    kind: str = ""
    on_date: date | None = None
    attempted: int | None = None
    reached: int | None = None
    moved: int | None = None
    took_part: int | None = None
    minutes: int | None = None
    cost_cents: int | None = None
    subjects: tuple[Subject, ...] = ()
    follow_up: FollowUp | None = None
    questions: tuple[Question, ...] = ()


def said_in(sentence: str, *, today: date, known: Sequence[KnownLegislator] = ()) -> Said:
    """What a sentence says of an action. Never fails: what it cannot read stays for the person to fill in."""
    text = " ".join(sentence.split())
    follow, follow_days, before = _follow_up(text, today)
    days = days_in(before, today=today)
    stance = _first(before, STANCES)
    people, open_names = _legislators(before, known, stance)
    counts = {name: _count(before, pattern) for name, pattern in COUNTS}
    return Said(
        kind=_first(before, KINDS),
        on_date=next((day.days[0] for day in days if day.days[0] <= today), None),
        minutes=_minutes(before),
        cost_cents=_cents(before),
        subjects=(*people, *things_in(text)),
        follow_up=follow,
        questions=(*_open_days(days, "on_date", today), *_open_days(follow_days, "due", today), *open_names),
        **counts,
    )


def _first(text: str, table: Sequence[tuple[str, str]]) -> str:
    """The value whose words stand first in the text, and in the table where two begin together; "" when none does."""
    found = [
        (match.start(), order, value)
        for order, (value, words) in enumerate(table)
        if (match := re.search(rf"\b(?:{words})", text, re.IGNORECASE))
    ]
    return str(min(found)[2]) if found else ""


def _whole(words: str) -> int:
    lowered = words.lower()
    return NUMBER_WORDS[lowered] if lowered in NUMBER_WORDS else int(words.replace(",", ""))


def _count(text: str, pattern: re.Pattern[str]) -> int | None:
    match = pattern.search(text)
    return None if match is None else _whole(next(group for group in match.groups() if group))


def _minutes(text: str) -> int | None:
    match = TIME.search(text)
    if match is None:
        return None
    part = match.groupdict()
    if part["both"]:
        return int(part["both"]) * 60 + int(part["rest"])
    if part["minutes"]:
        return int(part["minutes"])
    hours = part["hours"].lower()
    if hours == "half an":
        return 30
    return NUMBER_WORDS[hours] * 60 if hours in NUMBER_WORDS else round(float(hours) * 60)


def _cents(text: str) -> int | None:
    match = COST.search(text)
    if match is None:
        return None
    whole, part = (match[1], match[2]) if match[1] else (match[3], match[4])
    return int(whole.replace(",", "")) * 100 + int(part or 0)


def _follow_up(text: str, today: date) -> tuple[FollowUp | None, tuple[Days, ...], str]:
    """The follow-up with the days it may be due, and the sentence without it."""
    match = FOLLOW_UP.search(text)
    if match is None:
        return None, (), text
    words = match["asked"] if match["asked"] is not None else match["wants"]
    days = tuple(day for day in days_in(words, today=today, ahead=True) if day.days[0] >= today)
    for day in reversed(days):
        words = words[: day.start] + words[day.end :]
    title = re.sub(r"\s+", " ", re.sub(r"\b(?:by|on|until)\s*$|^\s*(?:by|on)\b", "", words.strip(" ,:"))).strip(" ,:")
    title = title or "Follow up"
    before = text[: match.start()] + text[match.end() :]
    return FollowUp(title[:1].upper() + title[1:], days[0].days[0] if days else None), days[:1], before


def _open_days(days: Sequence[Days], about: str, today: date) -> tuple[Question, ...]:
    wanted: Callable[[date], bool] = (lambda day: day <= today) if about == "on_date" else (lambda day: day >= today)
    open_ = (day for day in days if len([each for each in day.days if wanted(each)]) > 1)
    return tuple(
        Question(about, day.words, tuple(each.isoformat() for each in day.days if wanted(each))) for day in open_
    )


def _legislators(
    text: str, known: Sequence[KnownLegislator], stance: str
) -> tuple[tuple[Subject, ...], tuple[Question, ...]]:
    """Who was met: a known name where one fits, a question where several do, else the words themselves."""
    people: dict[str, Subject] = {}
    questions = []
    for match in LEGISLATOR.finditer(text):
        written = match.group().rstrip(".,")
        surname = label_key(written.split()[-1])
        fitting = _of_that_title(written, [one for one in known if surname in {label_key(w) for w in one.words}])
        if len(fitting) > 1:
            questions.append(Question("legislator", written, tuple(one.label for one in fitting)))
        label = fitting[0].label if len(fitting) == 1 else written
        people[label_key(label)] = Subject("legislator", label, stance)
    if stance and len(people) > 1:
        questions.append(Question("stance", stance, tuple(one.label for one in people.values())))
        people = {key: replace(one, stance="") for key, one in people.items()}
    return tuple(people.values()), tuple(questions)


def _of_that_title(written: str, fitting: list[KnownLegislator]) -> list[KnownLegislator]:
    """Those of the chamber the sentence names, where any is; a nickname for the title does not lose a person."""
    same = [one for one in fitting if one.label[:3].casefold() == written[:3].casefold()]
    exact = [one for one in same if label_key(one.label) == label_key(written)]
    return exact or same or fitting


def things_in(text: str) -> tuple[Subject, ...]:
    """Bills, line items and ballot questions, each once, as they are written officially."""
    found = [Subject("line item", match.group()) for match in LINE_ITEM.finditer(text)]
    found += [Subject("bill", f"{match[1]} {match[2]}") for match in BILL.finditer(text)]
    found += [Subject("ballot question", match.group()) for match in BALLOT.finditer(text)]
    return tuple({(one.kind, label_key(one.label)): one for one in found}.values())
