"""What a post, a title and a mention are, how much may be said in a time, and how a post is quoted."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from data.errors import InvalidInput

LONGEST_POST, LONGEST_TITLE, LONGEST_QUOTE = 10_000, 160, 600
MOST_NAME_WORDS = 6
NOT_KEPT = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
JOINERS = {"\n", "\t", "\u200c", "\u200d"}  # of lines, columns and letters: they belong to what is written
NAME_AFTER = re.compile(r"(?<![\w.@/])@((?:[^\s@<>*_`\[\](){}|]+[^\S\n]*){1,6})")
LAST_SIGNS = ".,;:!?…’'\"”»"


class ThreadKind(StrEnum):
    """What a thread is: a talk, or a question that one post may answer."""

    DISCUSSION = "discussion"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one author may say: less on their first day, so that a stranger cannot flood the table."""

    threads_first_day: int = 3
    posts_first_day: int = 20
    posts_an_hour: int = 20


LIMITS = Limits()


def post_words(text: str) -> str:
    """The words of a post as they are kept: its lines as typed, without invisible marks.

    Raises InvalidInput for none, and for more than 10,000 characters, before anything is stored.
    """
    if len(text) > LONGEST_POST:
        raise InvalidInput(
            "A post cannot have {n} characters. Give at most {most}, or share the whole text as a resource.",
            n=f"{len(text):,}", most=f"{LONGEST_POST:,}",
        )  # fmt: skip
    said = _visible(text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = "\n".join(line.rstrip() for line in said.split("\n")).strip("\n")
    if not lines.strip():
        raise InvalidInput("Write what you want to say; a post cannot be empty.")
    return lines


def title_words(text: str) -> str:
    """A title as it is kept, on one line. Raises InvalidInput for none, and for one of more than 160 characters."""
    title = " ".join(_visible(text[:LONGEST_POST]).split())
    if not title:
        raise InvalidInput("Give the thread a title that says what it is about.")
    if len(title) > LONGEST_TITLE:
        raise InvalidInput(
            "A title cannot have {n} characters. Give at most {most}.", n=f"{len(title):,}", most=LONGEST_TITLE
        )
    return title


def _visible(text: str) -> str:
    kept = (one for one in text if one in JOINERS or unicodedata.category(one) not in NOT_KEPT)
    return unicodedata.normalize("NFC", "".join(kept))


def check_pace(
    made: Sequence[datetime], *, first_day: bool, threads: int, is_thread: bool, now: datetime, limits: Limits = LIMITS
) -> None:
    """Raise InvalidInput where an author has said as much as one may for now.

    `made` are the moments of their posts in the last day; `threads` is how many threads they began on it.
    """
    if first_day and is_thread and threads >= limits.threads_first_day:
        raise InvalidInput(
            "On the first day one may start {n} threads. Answer in one that is there, or start yours tomorrow.",
            n=limits.threads_first_day,
        )
    if first_day and len(made) >= limits.posts_first_day:
        raise InvalidInput("On the first day one may post {n} times. Come back tomorrow.", n=limits.posts_first_day)
    hour = [one for one in made if now - one < timedelta(hours=1)]
    if len(hour) >= limits.posts_an_hour:
        minutes = int((min(hour) + timedelta(hours=1) - now).total_seconds() // 60) + 1
        raise InvalidInput(
            "One may post {n} times an hour. Your words are still here; post them again in {minutes} min.",
            n=limits.posts_an_hour, minutes=minutes,
        )  # fmt: skip


def names_meant(words: str) -> Iterator[tuple[str, ...]]:
    """For every "@" that begins a name, the names it may mean: the longest first, without the signs behind it."""
    for match in NAME_AFTER.finditer(words):
        said = match.group(1).split()[:MOST_NAME_WORDS]
        yield tuple(" ".join(said[:count]).rstrip(LAST_SIGNS) for count in range(len(said), 0, -1))


def quoted(words: str, name: str) -> str:
    """The beginning of a post as a quotation in Markdown, with whose it is; quotations inside it are left out."""
    lines = [line for line in words.split("\n") if not line.lstrip().startswith(">")]
    text = "\n".join(lines).strip()
    cut = text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    body = "\n".join(f"> {line}".rstrip() for line in cut.split("\n"))
    return f"> @{name}:\n>\n{body}\n\n"


def page_of(number: int, size: int) -> int:
    """The page on which a post of this number stands, counting from 1."""
    return max(1, -(-number // size))
