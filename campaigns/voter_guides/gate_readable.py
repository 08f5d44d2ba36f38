"""Checks that everybody can read a guide: both languages, the same numbers, headings, contrast, plain words; pure."""

from collections.abc import Callable, Iterator
from functools import cache

from pyphen import Pyphen

from campaigns.voter_guides.content import ENGLISH, SPANISH, GuideContent, Items, Section, Subheading, Text
from campaigns.voter_guides.gate_results import CheckResult, Facts, GuideFinding
from campaigns.voter_guides.passages import passages
from campaigns.voter_guides.rules import (
    COLORS,
    EASIEST_GRADE,
    FEWEST_HUERTA,
    GuideCheck,
    SectionKind,
    contrast,
    counted,
    fernandez_huerta,
    flesch_kincaid,
    numbers_in,
    placeholders,
)
from campaigns.voter_guides.translations import passages_told, without_translation

EXCERPT = 100
OTHERS_WORDS = (SectionKind.CANDIDATES, SectionKind.BALLOT)


def readable_checks(content: GuideContent, facts: Facts) -> tuple[CheckResult, ...]:
    """The five checks of reading, in order."""
    return (
        _translated(content, facts), _same_numbers(content, facts), _headings(content, facts), _contrast(facts),
        _plain(content, facts),
    )  # fmt: skip


def _result(check: GuideCheck, facts: Facts, found: list[GuideFinding], **said: str | int) -> CheckResult:
    answered = {one.key: facts.answered[one.key] for one in found if one.key in facts.answered}
    return CheckResult(check, said, tuple(found), answered)


def _translated(content: GuideContent, facts: Facts) -> CheckResult:
    where = f"{facts.guide_address}&view=spanish"
    found = [
        GuideFinding(GuideCheck.TRANSLATED, "untranslated", {"words": one.english[:EXCERPT]}, where)
        for one in without_translation(content)
    ]
    told, every = passages_told(content)
    return _result(GuideCheck.TRANSLATED, facts, found, told=told, passages=every)


def _same_numbers(content: GuideContent, facts: Facts) -> CheckResult:
    check, found, seen = GuideCheck.SAME_NUMBERS, [], set()
    for one in passages(content):
        english, spanish = one.words.en, one.words.es
        if not spanish or (english, spanish) in seen:
            continue
        seen.add((english, spanish))
        where = f"{facts.guide_address}&view=spanish"
        apart = placeholders(english) - placeholders(spanish)
        if placeholders(english) != placeholders(spanish):
            values: dict[str, str | int] = {"words": english[:EXCERPT], "figure": next(iter(apart), "")}
            found.append(GuideFinding(check, "figure_left_out", values, where))
        elif numbers_in(english) != numbers_in(spanish):
            only = sorted((numbers_in(english) - numbers_in(spanish)) + (numbers_in(spanish) - numbers_in(english)))
            values = {"words": english[:EXCERPT], "numbers": ", ".join(only)}
            found.append(GuideFinding(check, "numbers_differ", values, where))
    return _result(check, facts, found, passages=len(seen))


def _headings(content: GuideContent, facts: Facts) -> CheckResult:
    check, found = GuideCheck.HEADINGS, []
    if not content.title.en.strip():
        found.append(GuideFinding(check, "no_title", {}, facts.guide_address))
    if not content.sections:
        found.append(GuideFinding(check, "no_sections", {}, facts.guide_address))
    for section in content.sections:
        heading = section.heading.en
        if not heading.strip():
            found.append(GuideFinding(check, "no_heading", {"section": section.what}, section.address))
        if not section.blocks:
            found.append(GuideFinding(check, "empty_section", {"heading": heading}, section.address))
        found += [
            GuideFinding(check, "nothing_below", {"heading": one.words.en}, section.address)
            for one in _bare(section)
        ]  # fmt: skip
    return _result(check, facts, found, sections=len(content.sections))


def _bare(section: Section) -> Iterator[Subheading]:
    """Subheadings without a word, or with nothing below them."""
    for place, block in enumerate(section.blocks):
        below = section.blocks[place + 1] if place + 1 < len(section.blocks) else None
        if isinstance(block, Subheading) and (not block.words.en.strip() or below is None
                                              or isinstance(below, Subheading)):  # fmt: skip
            yield block


def _contrast(facts: Facts) -> CheckResult:
    check, least = GuideCheck.CONTRAST, min(contrast(fore, back) for _name, fore, back, _needed in COLORS)
    found = [
        GuideFinding(check, "faint", {"what": name, "ratio": f"{contrast(fore, back):.1f}"}, facts.guide_address)
        for name, fore, back, needed in COLORS
        if contrast(fore, back) < needed
    ]
    return _result(check, facts, found, pairs=len(COLORS), least=f"{least:.1f}")


@cache
def _hyphens(language: str) -> Callable[[str], str]:
    speller = Pyphen(lang={ENGLISH: "en_US", SPANISH: "es"}[language], left=1, right=1)
    return cache(speller.inserted)


def _plain(content: GuideContent, facts: Facts) -> CheckResult:
    """The level of our own words; what candidates and official documents say is theirs."""
    grade = flesch_kincaid(counted(_own_text(content, ENGLISH), _hyphens(ENGLISH)))
    ease = fernandez_huerta(counted(_own_text(content, SPANISH), _hyphens(SPANISH)))
    check, found = GuideCheck.PLAIN, []
    if grade is not None and grade > EASIEST_GRADE:
        found.append(GuideFinding(check, "hard_english", {"grade": f"{grade:.1f}"}, facts.guide_address))
    if ease is not None and ease < FEWEST_HUERTA:
        found.append(GuideFinding(check, "hard_spanish", {"ease": f"{ease:.0f}"}, facts.guide_address))
    english = "" if grade is None else f"{max(grade, 0):.1f}"
    return _result(check, facts, found, grade=english, ease="" if ease is None else f"{ease:.0f}")


def _own_text(content: GuideContent, language: str) -> str:
    said: list[str] = []
    for section in content.sections:
        if section.what in OTHERS_WORDS:
            continue
        for block in section.blocks:
            lines = [block.words] if isinstance(block, Text) else block.lines if isinstance(block, Items) else ()
            said += [words.en if language == ENGLISH else words.es for words in lines]
    return "\n".join(said)
