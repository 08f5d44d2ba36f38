"""Checks that what a guide says is true and sourced: documents, ages, masked counts, days; pure."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from campaigns.voter_guides.content import Figure, GuideContent, Items, Section, Text, Words
from campaigns.voter_guides.gate_results import CheckResult, Facts, GuideFinding
from campaigns.voter_guides.origins import Origin, origin_of
from campaigns.voter_guides.rules import (
    AMOUNT,
    CHECKED_DAYS,
    PLACEHOLDER,
    GuideCheck,
    SectionKind,
    is_stale,
    months_since,
)
from data.missing import MissingReason
from data.suppressed_tables import exposed
from data.suppression import IN_FORCE

EXCERPT = 100
WHOLE = "all"
KIND_OF_UNIT = {"dollars": "cents", "percent": "share"}


def true_checks(content: GuideContent, facts: Facts) -> tuple[CheckResult, ...]:
    """The four checks of truth, in order."""
    where = _places(content, facts)
    return (
        _sourced(content, facts, where), _fresh(content, facts, where), _suppressed(content, facts, where),
        _dates(content, facts),
    )  # fmt: skip


def _result(check: GuideCheck, facts: Facts, found: list[GuideFinding], **counted: str | int) -> CheckResult:
    answered = {one.key: facts.answered[one.key] for one in found if one.key in facts.answered}
    return CheckResult(check, counted, tuple(found), answered)


def _places(content: GuideContent, facts: Facts) -> dict[str, str]:
    """Where each figure is named: the address of the first section that shows it."""
    where: dict[str, str] = {}
    for section in content.sections:
        for key in PLACEHOLDER.findall(repr(section.blocks)):
            where.setdefault(key, section.address)
    return {one.key: where.get(one.key, facts.guide_address) for one in content.figures}


def _sourced(content: GuideContent, facts: Facts, where: dict[str, str]) -> CheckResult:
    check, found = GuideCheck.SOURCED, []
    for one in content.figures:
        named = [number for number in one.sources if number < len(content.sources) and content.sources[number].title]
        if one.value is not None and not named:
            found.append(GuideFinding(check, "no_source", {"figure": one.label.en}, where[one.key]))
    for section in content.sections:
        for words in _unsourced(section):
            how = "voting_no_source" if section.what == SectionKind.VOTING else "words_no_source"
            found.append(GuideFinding(check, how, {"words": words.en[:EXCERPT]}, section.address))
    figures = sum(one.value is not None for one in content.figures)
    return _result(check, facts, found, figures=figures, sources=len(content.sources))


def _unsourced(section: Section) -> Iterator[Words]:
    """Passages without a document that state an amount, or that say how to vote."""
    if section.what == SectionKind.CANDIDATES:
        return
    for block in section.blocks:
        if isinstance(block, Text) and not block.sources:
            if section.what == SectionKind.VOTING or AMOUNT.search(PLACEHOLDER.sub("", block.words.en)):
                yield block.words
        elif isinstance(block, Items):
            yield from (line for line in block.lines if AMOUNT.search(PLACEHOLDER.sub("", line.en)))


def _series(figure: Figure) -> tuple[str, ...] | None:
    """What a figure is of apart from its year, and None for one that no year ages."""
    origin = origin_of(figure.origin) if figure.origin else Origin("", ())
    match origin.kind:
        case "district" | "line":
            return (origin.kind, origin.parts[0], *(origin.parts[1:2] if origin.kind == "district" else ()))
        case "indicator":
            return (origin.kind, *origin.parts[:3], origin.parts[4])
    return None


def _year(figure: Figure) -> int:
    """The year of a figure's origin: the place it has among the parts differs by kind."""
    origin = origin_of(figure.origin)
    return int(origin.parts[{"district": 2, "line": 1, "indicator": 3}[origin.kind]])


def _fresh(content: GuideContent, facts: Facts, where: dict[str, str]) -> CheckResult:
    """The newest figure of each series must be young enough, and the newest on file; one finding for each document."""
    check = GuideCheck.FRESH
    newest: dict[tuple[str, ...], Figure] = {}
    for one in content.figures:
        series = _series(one)
        if series is not None and one.value is not None and (
            series not in newest or _year(one) > _year(newest[series])
        ):  # fmt: skip
            newest[series] = one
    old: dict[str, list[Figure]] = defaultdict(list)
    found = []
    for one in newest.values():
        kind = origin_of(one.origin).kind
        if is_stale(KIND_OF_UNIT.get(one.unit, "count") if kind == "district" else kind, _year(one), facts.today):
            title = content.sources[one.sources[0]].title if one.sources else one.label.en
            old[title].append(one)
        if one.key in facts.newer:
            values = {"figure": one.label.en, "year": one.year, "newer": facts.newer[one.key]}
            found.append(GuideFinding(check, "newer_on_file", values, where[one.key]))
    for title, figures in old.items():
        oldest = min(figures, key=_year)
        values_: dict[str, str | int] = {"source": title, "year": oldest.year, "figures": len(figures),
                   "years": months_since(_year(oldest), facts.today) // 12}  # fmt: skip
        found.append(GuideFinding(check, "stale", values_, where[oldest.key]))
    return _result(check, facts, found, figures=len(newest))


def _suppressed(content: GuideContent, facts: Facts, where: dict[str, str]) -> CheckResult:
    """The gate's masks are read again: what it hides now must not stand in print, nor come out by a sum."""
    check, found, masked = GuideCheck.SUPPRESSED, [], 0
    families: dict[tuple[str, ...], dict[str, Figure]] = defaultdict(dict)
    for one in content.figures:
        masked += one.missing == MissingReason.SUPPRESSED
        read = facts.now.get(one.origin)
        if one.value is not None and read is not None and read.missing == MissingReason.SUPPRESSED:
            found.append(GuideFinding(check, "now_masked", {"figure": one.label.en}, where[one.key]))
        origin = origin_of(one.origin) if one.origin else Origin("", ())
        if origin.kind == "district" and one.unit.endswith("s") and one.unit not in KIND_OF_UNIT:
            families[origin.parts[:3]][origin.parts[3]] = one
    for groups in families.values():
        hidden = [one for group, one in groups.items() if one.missing == MissingReason.SUPPRESSED and group != WHOLE]
        whole = groups.get(WHOLE)
        if hidden and whole is not None and whole.value is not None:
            shown = sum(float(one.value) for group, one in groups.items() if one.value is not None and group != WHOLE)
            if exposed(float(whole.value) - shown, [float("inf")] * len(hidden), IN_FORCE.least):
                found.append(GuideFinding(check, "recoverable", {"figure": hidden[0].label.en}, where[hidden[0].key]))
    return _result(check, facts, found, masked=masked)


def _dates(content: GuideContent, facts: Facts) -> CheckResult:
    check, found, checked = GuideCheck.DATES, [], ""
    day = date.fromisoformat(content.election_on) if content.election_on else None
    about_voting = [one for one in content.sections if one.what in (SectionKind.VOTING, SectionKind.CANDIDATES)]
    if day is None and about_voting:
        found.append(GuideFinding(check, "no_day", {}, facts.guide_address))
    if day is not None and day < facts.today:
        found.append(GuideFinding(check, "day_past", {"day": day.isoformat()}, facts.guide_address))
    found += [
        GuideFinding(check, "other_day", {"office": one.office, "day": one.election_on.isoformat()}, one.address)
        for one in facts.contests
        if day is not None and one.election_on != day
    ]
    for section in content.sections:
        if section.what == SectionKind.VOTING:
            titles, checked = _not_checked(content, section, facts.today)
            found += [
                GuideFinding(check, "not_checked", {"source": title, "days": CHECKED_DAYS}, section.address)
                for title in titles
            ]
    return _result(check, facts, found, day=content.election_on, checked=checked)


def _not_checked(content: GuideContent, section: Section, today: date) -> tuple[list[str], str]:
    """The documents of a section on voting that nobody opened lately, and the oldest day of those that were."""
    used = {number for block in section.blocks if isinstance(block, Text) for number in block.sources}
    days = {content.sources[number].title: content.sources[number].retrieved_on for number in used}
    late = sorted(t for t, day in days.items() if not day or (today - date.fromisoformat(day)).days > CHECKED_DAYS)
    return late, min((day for day in days.values() if day), default="")
