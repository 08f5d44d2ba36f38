"""Checks that a guide is fair to every candidate: all of them, their own words, no side; pure."""

from collections.abc import Iterator
from datetime import date

from campaigns.nonpartisan.rules import FEWEST_ISSUES, Check, Draft, Finding, findings
from campaigns.voter_guides.content import GuideContent, Section
from campaigns.voter_guides.gate_results import CheckResult, ContestFacts, Facts, GuideFinding
from campaigns.voter_guides.passages import answers_of, passages
from campaigns.voter_guides.rules import GuideCheck, SectionKind

SIDES = (Check.NO_ENDORSEMENT, Check.NO_RATING, Check.NO_ORG_POSITION, Check.NO_LINKS, Check.TIMING)
EXCERPT = 120


def fair_checks(content: GuideContent, facts: Facts) -> tuple[CheckResult, ...]:
    """The five checks of fairness, in order."""
    found = _nonpartisan(content, facts)
    return (
        _all_candidates(content, facts), _whole_answers(content, facts, found), _silence(facts, found),
        _no_side(content, facts, found), _broad(facts, found),
    )  # fmt: skip


def _result(check: GuideCheck, facts: Facts, found: list[GuideFinding], **counted: str | int) -> CheckResult:
    answered = {one.key: facts.answered[one.key] for one in found if one.key in facts.answered}
    return CheckResult(check, counted, tuple(found), answered)


def _names_in(content: GuideContent) -> set[str]:
    """Everybody who stands in an answer or in the words of a section on candidates."""
    names = {answer.name for _number, block in answers_of(content) for answer in block.answers}
    return names | {
        one.words.en for one in passages(content)
        if one.section >= 0 and content.sections[one.section].what == SectionKind.CANDIDATES
    }  # fmt: skip


def _all_candidates(content: GuideContent, facts: Facts) -> CheckResult:
    check, said = GuideCheck.ALL_CANDIDATES, _names_in(content)
    found: list[GuideFinding] = []
    for contest in facts.contests:
        running = contest.running
        found += [
            GuideFinding(check, "candidate_missing", {"name": one.name, "office": contest.office}, contest.address)
            for one in running
            if not contest.answers_until and one.name not in said and not any(one.name in words for words in said)
        ]
        if contest.on_ballot is None:
            found.append(GuideFinding(check, "no_official_list", {"office": contest.office}, contest.address))
        elif contest.on_ballot != len(running):
            values: dict[str, str | int] = {"office": contest.office, "official": contest.on_ballot}
            values |= {"here": len(running)}
            found.append(GuideFinding(check, "list_differs", values, contest.address))
    return _result(
        check, facts, found, contests=len(facts.contests),
        official=sum(one.on_ballot or 0 for one in facts.contests), here=sum(len(c.running) for c in facts.contests),
    )  # fmt: skip


def _plain(words: str) -> str:
    return " ".join(words.split())


def _whole_answers(content: GuideContent, facts: Facts, found_: tuple[Finding, ...]) -> CheckResult:
    check, found, longest, most, count = GuideCheck.WHOLE_ANSWERS, [], 0, 0, 0
    printed = {(one.name, _plain(one.words or "")) for _number, block in answers_of(content) for one in block.answers}
    for contest in facts.contests:
        most = max(most, contest.most_words)
        for one in () if contest.answers_until else contest.running:
            for words in one.answers:
                count, length = count + 1, len(words.split())
                longest = max(longest, length)
                if (one.name, _plain(words)) not in printed:
                    values: dict[str, str | int] = {"name": one.name, "words": _plain(words)[:EXCERPT]}
                    found.append(GuideFinding(check, "answer_changed", values, contest.address))
                if length > contest.most_words:
                    values = {"name": one.name, "length": length, "most": contest.most_words}
                    found.append(GuideFinding(check, "answer_long", values, contest.address))
    every = " ".join(_plain(words) for contest in facts.contests for one in contest.candidates for words in one.answers)
    for one_found in found_:
        ours = one_found.check is Check.UNEDITED and one_found.excerpt and _plain(one_found.excerpt) not in every
        if ours:
            found.append(GuideFinding(check, "cut_mark", {"words": one_found.excerpt}, facts.guide_address))
    return _result(check, facts, found, answers=count, longest=longest, most=most)


def _silence(facts: Facts, found_: tuple[Finding, ...]) -> CheckResult:
    check, silent, asked = GuideCheck.NEUTRAL_SILENCE, 0, 0
    found: list[GuideFinding] = []
    for contest in facts.contests:
        if contest.answers_until and contest.topics:
            values: dict[str, str | int] = {"office": contest.office, "day": contest.answers_until}
            found.append(GuideFinding(check, "before_deadline", values, contest.address))
            continue
        for one in contest.running:
            if contest.topics and not one.answers:
                silent, asked = silent + 1, asked + one.times_asked
                if not one.times_asked:
                    values = {"name": one.name, "office": contest.office}
                    found.append(GuideFinding(check, "never_asked", values, contest.address))
    found += [
        GuideFinding(check, "blaming", {"words": one.about, "sentence": one.excerpt[:EXCERPT]}, facts.guide_address)
        for one in found_
        if one.check is Check.NONRESPONSE_NEUTRAL
    ]
    return _result(check, facts, found, silent=silent, asked=asked, of=sum(len(c.running) for c in facts.contests))


def _no_side(content: GuideContent, facts: Facts, found_: tuple[Finding, ...]) -> CheckResult:
    check = GuideCheck.NO_SIDE
    found = [
        GuideFinding(
            check, f"side_{one.check.value.lower()}", {"words": one.about, "sentence": one.excerpt[:EXCERPT]},
            _where(content, one.excerpt) or facts.guide_address,
        )
        for one in found_
        if one.check in SIDES
    ]  # fmt: skip
    return _result(check, facts, found, passages=sum(1 for _one in passages(content)))


def _where(content: GuideContent, excerpt: str) -> str:
    """Where the passage stands that a finding is about."""
    return next((one.address for one in passages(content) if excerpt and excerpt[:EXCERPT] in one.words.en), "")


def _broad(facts: Facts, found_: tuple[Finding, ...]) -> CheckResult:
    topics = {topic.casefold().strip() for contest in facts.contests for topic in contest.topics}
    where = facts.contests[0].address if facts.contests else facts.guide_address
    found = [
        GuideFinding(GuideCheck.BROAD_ISSUES, "narrow", {"topics": len(topics), "fewest": FEWEST_ISSUES}, where)
        for one in found_
        if one.check is Check.BROAD_ISSUES
    ]
    return _result(GuideCheck.BROAD_ISSUES, facts, found, topics=len(topics), fewest=FEWEST_ISSUES,
                   contests=len(facts.contests))  # fmt: skip


def _nonpartisan(content: GuideContent, facts: Facts) -> tuple[Finding, ...]:
    """What the nonpartisan guard finds in the English guide; official words count only where they name a candidate."""
    names = tuple(one.name for contest in facts.contests for one in contest.candidates)
    text = "\n\n".join((content.title.en, *_texts(content, names)))
    draft = Draft(
        text=text,
        publish_on=facts.today,
        elections=(date.fromisoformat(content.election_on),) if content.election_on else (),
        candidates=names,
        issues=tuple(topic for contest in facts.contests for topic in contest.topics),
        received=tuple(
            words
            for contest in facts.contests
            for one in contest.running
            for words in one.answers
            if not contest.answers_until
        ),
        is_guide=bool(facts.contests),
    )
    return findings(draft)


def _texts(content: GuideContent, names: tuple[str, ...]) -> Iterator[str]:
    said: dict[int, list[str]] = {}
    for one in passages(content):
        if one.section >= 0:
            said.setdefault(one.section, []).append(one.words.en)
    for number, block in answers_of(content):
        said[number] += [f"{one.name}: {one.words or ''}" for one in block.answers]
    for number, section in enumerate(content.sections):
        text = "\n\n".join(said.get(number, ()))
        if not _is_official(section) or any(name in text for name in names):
            yield text


def _is_official(section: Section) -> bool:
    return section.what == SectionKind.BALLOT


__all__ = ["ContestFacts", "fair_checks"]
