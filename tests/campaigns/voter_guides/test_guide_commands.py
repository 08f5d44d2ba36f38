"""Guides are started, changed, and their sections moved; two people at one guide are told; the record keeps it."""

from datetime import date

import pytest
from sqlmodel import Session, select

from budget.line_items.commands import set_ask
from budget.line_items.queries import find_line
from campaigns.voter_guides.content import Answers, Chart, Text
from campaigns.voter_guides.contest_commands import ContestWords, add_candidate, add_contest
from campaigns.voter_guides.editions import publish_guide
from campaigns.voter_guides.guide_commands import (
    GuidePlan,
    SectionPlan,
    add_section,
    change_guide,
    change_section,
    move_section,
    remove_section,
    start_guide,
)
from campaigns.voter_guides.guides import guide, guides
from campaigns.voter_guides.models import Question
from campaigns.voter_guides.questionnaire_commands import keep_answers, keep_questionnaire, note_asked
from campaigns.voter_guides.rules import SectionKind
from data.audit import AuditEntry
from data.errors import InvalidInput, NotAllowed, NotFound
from data.periods import FiscalYear
from data.store import open_session
from tests.budget.districts.room import foundation
from tests.budget.line_items.room import starter
from tests.campaigns.voter_guides.guide_room import (
    ELECTION,
    NOW,
    RIVER,
    TODAY,
    composed,
    figures,
    fill,
    guide_of,
    open_findings,
)
from tests.support import MEMBER, ORGANIZER, PUBLIC

PLAN = GuidePlan("Schools on the ballot", "ky", "21111", (), ELECTION)


def started(session: Session) -> int:
    return start_guide(session, plan=PLAN, now=NOW)


def kinds(session: Session, number: int) -> list[str]:
    return [one.kind.value for one in guide(session, number).sections]


def test_sections_are_added_moved_and_removed_and_each_act_is_on_record(store: str) -> None:
    foundation()
    with open_session(ORGANIZER, writing=True) as session:
        number = started(session)
        assert kinds(session, number) == ["schools", "budget", "candidates", "voting"]
        first = guide(session, number).sections[0].id
        version = move_section(session, guide_id=number, version=1, section_id=first, up=False)
        assert kinds(session, number)[:2] == ["budget", "schools"]
        assert move_section(session, guide_id=number, version=version, section_id=first, up=True) == version + 1
        added = add_section(
            session, guide_id=number, version=version + 1, kind=SectionKind.WORDS, plan=SectionPlan("More")
        )
        assert guide(session, number).sections[-1].id == added
        remove_section(session, guide_id=number, version=version + 2, section_id=added)
        assert kinds(session, number) == ["schools", "budget", "candidates", "voting"]
        acts = list(session.exec(select(AuditEntry.act).where(AuditEntry.subject == f"guide {number}")))
    assert acts == ["start guide", *["move guide section"] * 2, "add guide section", "remove guide section"]


def test_whoever_saves_second_is_told_and_the_first_stands(sqlite_store: str) -> None:
    foundation()
    with open_session(ORGANIZER, writing=True) as session:
        number = started(session)
        change_guide(session, guide_id=number, version=1, plan=GuidePlan("Mine", "ky", "21111"))
        section = guide(session, number).sections[0]
        with pytest.raises(InvalidInput, match="changed by somebody else"):
            change_section(session, guide_id=number, version=1, section_id=section.id, plan=SectionPlan("Theirs"))
        assert guide(session, number).title == "Mine"


def test_a_guide_names_a_real_place_and_only_records_that_are_there(sqlite_store: str) -> None:
    foundation()
    with open_session(ORGANIZER, writing=True) as session:
        for plan in (GuidePlan("A", "zz"), GuidePlan("A", "ky", "99999"), GuidePlan("A", "ky", "", (4_711,))):
            with pytest.raises(NotFound):
                start_guide(session, plan=plan, now=NOW)
        number = started(session)
        with pytest.raises(InvalidInput, match="There is a guide"):
            started(session)
        section = guide(session, number).sections[1]
        for chosen in ({"lines": [4_711]}, {"contests": [4_711]}, {"indicators": ["nothing:black"]}):
            with pytest.raises(NotFound):
                change_section(
                    session, guide_id=number, version=1, section_id=section.id, plan=SectionPlan(chosen=chosen)
                )  # fmt: skip
    with open_session(PUBLIC) as session:
        assert guides(session) == ()
    with pytest.raises(NotAllowed), open_session(MEMBER, writing=True) as session:
        started(session)


def test_only_a_published_ask_stands_in_a_guide(sqlite_store: str) -> None:
    starter()
    with open_session(ORGANIZER, writing=True) as session:
        line = find_line(session, "7010-0012")
        number = start_guide(session, plan=GuidePlan("Money", "ma"), now=NOW)
    fill(number, SectionKind.BUDGET, chosen={"lines": [line], "year": 2017})

    def ask(*, published: bool) -> str:
        with open_session(ORGANIZER, writing=True) as session:
            set_ask(session, line_item_id=line, fiscal_year=FiscalYear(2017), ask_cents=2_111_111_100,
                    acceptable_cents=None, floor_cents=None, published=published)  # fmt: skip
        blocks = composed(number).sections[1].blocks
        return next(block.words.en for block in blocks if isinstance(block, Text))

    assert "coalition asks for" not in ask(published=False)
    assert "less than the" in ask(published=True)
    content = composed(number)
    assert "$21,111,111" in {one.shown for one in content.figures}
    chart = next(block for block in content.sections[1].blocks if isinstance(block, Chart))
    assert content.figure(chart.reference).shown == "$21,111,111"


def test_candidates_stand_in_rotated_order_with_who_did_not_respond(sqlite_store: str) -> None:
    foundation()
    figures()
    number = guide_of(RIVER, kinds=(SectionKind.CANDIDATES,))
    topics = [(topic, f"What about {topic}?") for topic in ("money", "staff", "buses", "safety", "reading")]
    with open_session(ORGANIZER, writing=True) as session:
        words = ContestWords(
            "ky", ELECTION, "School board", on_ballot=2, document="List", address="https://example.org"
        )
        contest = add_contest(session, words=words)
        able, bright = (add_candidate(session, contest_id=contest, name=name) for name in ("Ann Able", "Bo Bright"))
        keep_questionnaire(session, contest_id=contest, version=0, deadline=date(2018, 2, 20), most_words=50,
                           questions=topics)  # fmt: skip
        note_asked(session, contest_id=contest, candidate_ids=[able, bright], asked_on=date(2018, 2, 1),
                   how="by e-mail", today=TODAY)  # fmt: skip
        questions = [number or 0 for number in session.exec(select(Question.id))]
        keep_answers(session, candidate_id=able, version=1, answers=dict.fromkeys(questions, "Our schools first."),
                     received=date(2018, 2, 10), today=TODAY)  # fmt: skip
    assert "empty_section" in {one.code for one in open_findings(number)}  # a section without a contest waits
    fill(number, SectionKind.CANDIDATES, chosen={"contests": [contest]})
    asked = [block for block in composed(number).sections[0].blocks if isinstance(block, Answers)]
    assert [[one.name for one in block.answers] for block in asked[:2]] == [
        ["Ann Able", "Bo Bright"], ["Bo Bright", "Ann Able"],
    ]  # fmt: skip
    assert {one.words for block in asked for one in block.answers if one.name == "Bo Bright"} == {None}
    assert {one.code for one in open_findings(number)} <= {"untranslated"}
    with pytest.raises(InvalidInput), open_session(ORGANIZER, writing=True) as session:
        publish_guide(session, guide_id=number, version=guide(session, number).version, today=TODAY)
