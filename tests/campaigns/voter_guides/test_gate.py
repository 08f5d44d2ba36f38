"""The gate: what keeps a guide from going out, each with its place; and contests with none, one and forty names."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from campaigns.voter_guides.content import (
    Answers,
    CandidateAnswer,
    Figure,
    GuideContent,
    Section,
    SourceShown,
    Subheading,
    Text,
    Words,
)
from campaigns.voter_guides.gate import checks, in_the_way, may_go_out
from campaigns.voter_guides.gate_results import CheckResult, ContestFacts, Facts, RunningCandidate, Stands, State
from campaigns.voter_guides.origins import Read
from campaigns.voter_guides.rules import GuideCheck
from campaigns.voter_guides.sentences import evidence, finding, lede, link_words

TODAY = date(2026, 9, 28)
ELECTION = date(2026, 11, 3)
TOPICS = ("money", "staff", "buses", "safety", "reading")
SOURCE = SourceShown("Report card", "State", "https://example.org", retrieved_on="2026-09-20")
FIGURE = Figure("f1", Words("Students", "Estudiantes"), "96,000", "96000", "students", "2025-26", "", (0,),
                origin="district|1|enrollment|2026|all")  # fmt: skip
SCHOOLS = Section(
    "schools", Words("Our schools", "Nuestras escuelas"),
    (Text(Words("There are {f1} students.", "Hay {f1} estudiantes."), (0,)),), "/guide?guide=1&section=1",
)  # fmt: skip
GUIDE = GuideContent(
    Words("A guide", "Una guía"), "Example County", Words("Kentucky", "Kentucky"), ELECTION.isoformat(),
    TODAY.isoformat(), (SCHOOLS,), (FIGURE,), (SOURCE,),
)  # fmt: skip
FACTS = Facts(TODAY, "/guide?guide=1")


def found(content: GuideContent, facts: Facts = FACTS) -> dict[str, str]:
    """What is in the way, by its code, with the place; each finding has its sentence and the words of its link."""
    every = in_the_way(checks(content, facts))
    assert all(finding(one) and link_words(one) for one in every)
    return {one.code: one.address for one in every}


def with_text(english: str, spanish: str, sources: tuple[int, ...] = (0,), what: str = "words") -> GuideContent:
    text = Text(Words(english, spanish), sources)
    return replace(GUIDE, sections=(SCHOOLS, replace(SCHOOLS, what=what, blocks=(text,), address="/guide?section=2")))


def contest(*names: str, silent: tuple[str, ...] = (), **more: object) -> tuple[GuideContent, Facts]:
    """A contest of five questions that everybody but the silent answers in the same few words."""
    running = tuple(
        RunningCandidate(name, False, 3, () if name in silent else tuple(f"My view of {t}." for t in TOPICS))
        for name in names
    )
    blocks = tuple(
        Answers(Words(f"What about {t}?", f"¿Qué hay de {t}?"), t, "2026-09-15", tuple(
            CandidateAnswer(one.name, "", f"My view of {t}." if one.answers else None) for one in running
        ))
        for t in TOPICS
    )  # fmt: skip
    facts = ContestFacts("School board", "/contest?contest=1", ELECTION, len(names), 100, TOPICS, running)
    content = replace(GUIDE, sections=(SCHOOLS, Section("candidates", Words("Candidates", "Candidatos"), blocks, "/g")))
    return content, replace(FACTS, contests=(replace(facts, **more),))  # type: ignore[arg-type]


def test_a_sourced_bilingual_guide_goes_out_and_says_what_was_counted() -> None:
    results = checks(GUIDE, FACTS)
    assert may_go_out(results)
    assert len(results) == len(GuideCheck)
    assert lede(results) == "All fourteen checks pass. The guide can go out."
    assert all(evidence(one, today=TODAY) for one in results)


@pytest.mark.parametrize("count", [1, 2, 40])
def test_contests_of_one_and_of_forty_candidates_go_out_when_all_answered(count: int) -> None:
    content, facts = contest(*(f"Pat Person{number:02}" for number in range(count)))
    assert found(content, facts) == {}


def test_a_contest_without_candidates_has_nobody_to_leave_out() -> None:
    content, facts = contest()
    assert found(content, facts) == {}


def test_a_candidate_left_out_or_a_shorter_list_than_the_official_one_is_found() -> None:
    content, facts = contest("Ann Able", "Bo Bright")
    without = replace(content, sections=(SCHOOLS, replace(content.sections[1], blocks=content.sections[1].blocks[:0])))
    assert found(without, facts)["candidate_missing"] == "/contest?contest=1"
    content, facts = contest("Ann Able", on_ballot=2)
    assert "list_differs" in found(content, facts)
    content, facts = contest("Ann Able", on_ballot=None)
    assert "no_official_list" in found(content, facts)


def test_an_answer_changed_or_longer_than_the_space_is_found_and_never_cut() -> None:
    content, facts = contest("Ann Able")
    long = " ".join(["word"] * 20_000)
    facts = replace(facts, contests=(replace(
        facts.contests[0], candidates=(RunningCandidate("Ann Able", False, 1, (long,)),)),))  # fmt: skip
    assert {"answer_changed", "answer_long"} <= set(found(content, facts))


def test_silence_needs_a_note_of_having_asked_and_is_said_without_blame() -> None:
    content, facts = contest("Ann Able", "Bo Bright", silent=("Bo Bright",))
    assert found(content, facts) == {}
    silence = next(one for one in checks(content, facts) if one.check is GuideCheck.NEUTRAL_SILENCE)
    assert evidence(silence, today=TODAY).startswith("1 of 2: “Did not respond by”")
    blamed = replace(content, sections=(*content.sections, replace(
        SCHOOLS, blocks=(Text(Words("Bo Bright refused to answer.", "Bo Bright se negó.")),))))  # fmt: skip
    assert "blaming" in found(blamed, facts)
    people = facts.contests[0].candidates
    never = replace(facts, contests=(replace(
        facts.contests[0], candidates=(people[0], replace(people[1], times_asked=0))),))  # fmt: skip
    assert "never_asked" in found(content, never)


def test_taking_a_side_is_found_and_so_is_a_narrow_set_of_questions() -> None:
    content, facts = contest("Ann Able", "Bo Bright")
    sided = replace(content, sections=(*content.sections, replace(
        SCHOOLS, blocks=(Text(Words("Vote for Ann Able.", "Vote por Ann Able.")),), address="/side")))  # fmt: skip
    assert found(sided, facts)["side_no_endorsement"] == "/side"
    narrow = replace(facts, contests=(replace(facts.contests[0], topics=("money",)),))
    assert "narrow" in found(content, narrow)


def test_until_the_deadline_no_answer_is_printed_and_the_guide_waits() -> None:
    content, facts = contest("Ann Able", answers_until="2026-10-01")
    assert set(found(content, facts)) == {"before_deadline"}


def test_a_figure_without_a_document_and_words_with_a_bare_amount_are_found() -> None:
    bare = replace(GUIDE, figures=(replace(FIGURE, sources=()),))
    assert found(bare)["no_source"] == "/guide?guide=1&section=1"
    assert found(with_text("It costs $500.", "Cuesta $500.", ()))["words_no_source"] == "/guide?section=2"
    assert found(with_text("It costs $500.", "Cuesta $500.")) == {}


def test_old_figures_newer_ones_on_file_and_restated_masks_are_found() -> None:
    old = replace(FIGURE, origin="district|1|enrollment|2017|all", year="2016-17")
    assert "stale" in found(replace(GUIDE, figures=(old,)))
    assert "newer_on_file" in found(GUIDE, replace(FACTS, newer={"f1": "2026-27"}))
    masked = Read("", None, "students", "2025-26", "suppressed", (1,), "")
    assert "now_masked" in found(GUIDE, replace(FACTS, now={FIGURE.origin: masked}))


def test_a_hidden_count_that_the_other_figures_give_away_is_found() -> None:
    groups = [("black", "60000"), ("white", "35996"), ("asian", None)]
    parts = tuple(
        replace(FIGURE, key=f"g{place}", value=value, missing="" if value else "suppressed",
                origin=f"district|1|enrollment|2026|{group}")
        for place, (group, value) in enumerate(groups)
    )  # fmt: skip
    assert "recoverable" in found(replace(GUIDE, figures=(FIGURE, *parts)))
    assert "recoverable" not in found(replace(GUIDE, figures=parts))


def test_a_missing_translation_and_numbers_that_differ_are_found() -> None:
    assert "untranslated" in found(with_text("Schools open at 8.", ""))
    assert "numbers_differ" in found(with_text("Schools open at 8.", "Las escuelas abren a las 9."))
    assert "figure_left_out" in found(with_text("Of {f1} students.", "De los estudiantes."))


def test_empty_sections_and_headings_over_nothing_are_found() -> None:
    bare = replace(SCHOOLS, blocks=(Subheading(Words("Alone", "Solo")),))
    empty = replace(SCHOOLS, blocks=(), heading=Words("", ""))
    assert {"nothing_below", "empty_section", "no_heading"} <= set(found(replace(GUIDE, sections=(bare, empty))))
    assert "no_sections" in found(replace(GUIDE, sections=()))


def test_how_to_vote_needs_a_day_ahead_and_a_document_opened_lately() -> None:
    voting = with_text("Bring a photo.", "Traiga una foto.", what="voting")
    assert found(voting) == {}
    assert "no_day" in found(replace(voting, election_on=""))
    assert "day_past" in found(replace(voting, election_on=(TODAY - timedelta(1)).isoformat()))
    late = replace(voting, sources=(replace(SOURCE, retrieved_on="2026-01-01"),))
    assert "not_checked" in found(late)
    assert "voting_no_source" in found(with_text("Bring a photo.", "Traiga una foto.", (), what="voting"))


def test_hard_words_are_measured_and_shown_but_never_in_the_way() -> None:
    hard = with_text("Notwithstanding intergovernmental appropriations, administrative responsibilities proliferate.",
                     "Fácil.")  # fmt: skip
    results = checks(hard, FACTS)
    plain = next(one for one in results if one.check is GuideCheck.PLAIN)
    assert (plain.state, may_go_out(results)) == (State.ADVICE, True)


def test_a_finding_somebody_answered_for_is_no_longer_in_the_way() -> None:
    content = with_text("Schools open at 8.", "")
    (one,) = in_the_way(checks(content, FACTS))
    answered = checks(content, replace(FACTS, answered={one.key: Stands("Ana Sample", "A name.")}))
    assert may_go_out(answered)
    told: CheckResult = next(each for each in answered if each.check is GuideCheck.TRANSLATED)
    assert (told.state, told.findings) == (State.PASSES, (one,))
