"""Every passage of a guide's content: found, and changed one by one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from campaigns.voter_guides.content import Answers, GuideContent, Words

T = TypeVar("T")
Change = Callable[[Words], Words]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage, the number of its section (-1 for title, figures and glossary), and where it is edited."""

    words: Words
    section: int
    address: str


def mapped(value: T, change: Change) -> T:
    """The same value with every passage in it changed."""
    found: Any = value
    if isinstance(found, Words):
        return cast(T, change(found))
    if isinstance(found, tuple):
        return cast(T, tuple(mapped(one, change) for one in found))
    if is_dataclass(found) and not isinstance(found, type):
        changes = {field.name: mapped(getattr(found, field.name), change) for field in fields(found)}
        return cast(T, replace(found, **changes))
    return value


def passages(content: GuideContent) -> Iterator[Passage]:
    """Every passage in the order of reading; candidates' answers are none: they stand as they came."""
    guide = content.sections[0].address.split("&")[0] if content.sections else ""
    for words in (content.title, content.under):
        yield Passage(words, -1, guide)
    for number, section in enumerate(content.sections):
        for words in _inside((section.heading, *section.blocks)):
            yield Passage(words, number, section.address)
    for words in _inside((*(figure.label for figure in content.figures), *content.glossary)):
        yield Passage(words, -1, guide)


def _inside(value: Any) -> Iterator[Words]:
    if isinstance(value, Words):
        if value.en.strip():
            yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _inside(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _inside(getattr(value, field.name))


def answers_of(content: GuideContent) -> Iterator[tuple[int, Answers]]:
    """Every question to candidates with its answers, each with the number of its section."""
    for number, section in enumerate(content.sections):
        yield from ((number, block) for block in section.blocks if isinstance(block, Answers))
