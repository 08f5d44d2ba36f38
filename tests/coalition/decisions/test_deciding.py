"""From the first tick to the frozen card: who may speak, what is refused, and that nothing changes afterwards."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from coalition.decisions import closing
from coalition.decisions.card import hash_of
from coalition.decisions.closing import (
    before_publishing,
    check_condition,
    let_members_vote,
    publish_result,
    take_online,
    take_to_next_round,
    withdraw_motion,
    write_result,
)
from coalition.decisions.commands import MeetingPlan, change_meeting, close_meeting, end_principle, tick_attendance
from coalition.decisions.lists import decided_since, open_motions, published_result, published_results
from coalition.decisions.meetings import meeting
from coalition.decisions.models import Motion, MotionCondition, MotionPosition, PublishedDecision
from coalition.decisions.motion_commands import attach_condition, leave_off, take_condition_back
from coalition.decisions.rules import MotionStatus, Stand
from coalition.decisions.sentences import quorum_words
from coalition.decisions.verifying import untrue_results
from coalition.organizations.commands import edit_organization, set_standing
from coalition.organizations.models import Organization, Standing
from data.access import Permission, requires
from data.errors import InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests import stores
from tests.coalition.decisions.room import (
    DAY,
    NOW,
    TEXT,
    act,
    called,
    decided,
    do,
    online,
    principle,
    put,
    rule,
    say,
    seat,
    seen,
    seven_members,
    speaker,
)
from tests.support import MEMBER, ORGANIZER, PUBLIC, STEWARD

SUPPORT, ASIDE, BLOCK, YES, NO = Stand.SUPPORT, Stand.STAND_ASIDE, Stand.BLOCK, Stand.YES, Stand.NO
LATER = NOW + timedelta(hours=80)


@pytest.fixture(scope="module")
def seated(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with seven member organizations, the host the first of them, and an ally; made once."""
    folder = tmp_path_factory.mktemp("seated")
    with stores.sqlite_copy(sqlite_template, folder):
        assert seven_members() == [1, 2, 3, 4, 5, 6, 7]
        assert seat("Ally", Standing.ALLY) == 8
    return folder / "var" / "commontable.db"


@pytest.fixture(autouse=True)
def table(seated: Path, tmp_path: Path) -> object:
    with stores.sqlite_copy(seated, tmp_path) as url:
        yield url


def refused(words: str) -> "pytest.RaisesExc[InvalidInput]":
    return pytest.raises(InvalidInput, match=words)


def test_the_chair_counts_a_quorum_and_writes_a_result_that_nothing_changes() -> None:
    number = called(1, 2, 3)
    with open_session(ORGANIZER) as session:
        assert quorum_words(meeting(session, number, now=NOW).quorum) == "3 of 7 present, 1 more for the quorum"
    do(tick_attendance, meeting_id=number, organization_id=4, here=True, now=NOW)
    do(tick_attendance, meeting_id=number, organization_id=4, here=True, now=NOW)  # a second tap changes nothing
    with open_session(ORGANIZER) as session:
        assert quorum_words(meeting(session, number, now=NOW).quorum) == "4 of 7 present, quorum met"
    motion = put(number)
    for one, stand in ((1, SUPPORT), (2, SUPPORT), (3, Stand.LIVE_WITH)):
        say(motion, one, stand, ORGANIZER)
    with refused("3 of 7 member organizations are not enough to decide; 4 are needed"):
        act(write_result, motion)
    say(motion, 4, ASIDE, ORGANIZER)
    do(attach_condition, motion_id=motion, organization_id=3, words="We see the letter first", due=DAY, now=NOW)
    found = decided(motion)

    card = found.result or {}
    assert found.head.status is MotionStatus.CONSENSUS
    assert (card["text"], card["text_hash"], card["meeting"]) == (TEXT, found.text_hash, "Monthly call")
    assert card["quorum"] == {"present": 4, "answered": 4, "members": 7, "needed": 4}
    assert {one["organization"]: one["stand"] for one in card["positions"]} == {
        "Our coalition": "support", "Example Apple": "support", "Example Birch": "live with",
        "Example Cedar": "stand aside", "Example Dogwood": "did not answer", "Example Elm": "did not answer",
        "Example Fir": "did not answer",
    }  # fmt: skip
    assert card["counts"]["did not answer"] == 3
    assert (card["rule"]["since"], card["rule"]["notice_hours"]) == (None, 48)
    assert card["conditions"] == [{"organization": "Example Birch", "words": "We see the letter first",
                                   "due": DAY.isoformat()}]  # fmt: skip
    assert found.result_hash == hash_of(card)
    for late in (
        lambda: say(motion, 1, BLOCK, ORGANIZER),
        lambda: act(write_result, motion),
        lambda: act(withdraw_motion, motion),
        lambda: act(take_to_next_round, motion, text="Another text"),
        lambda: do(attach_condition, motion_id=motion, organization_id=3, words="One more", now=NOW),
    ):
        with refused("nothing of it changes any more"):
            late()
    assert seen(motion).result == card
    do(close_meeting, meeting_id=number, version=1, now=NOW)
    with refused("This meeting is closed"):
        do(tick_attendance, meeting_id=number, organization_id=5, here=True, now=NOW)


def test_who_may_speak_for_whom() -> None:
    number = called(1, 2, 3, 4)
    motion = put(number, speaker(3))
    assert seen(motion).by_organization == "Example Birch"
    say(motion, 2, SUPPORT)
    with refused("You speak for your own organization only"):
        say(motion, 2, SUPPORT, MEMBER)
    with refused("not ticked as present"):
        say(motion, 5, SUPPORT)
    with refused("Only an organization that is a member"):
        say(motion, 8, SUPPORT)
    with refused("Only an organization that is a member on that day is counted"):
        do(tick_attendance, meeting_id=number, organization_id=8, here=True, now=NOW)
    say(motion, 3, ASIDE, ORGANIZER)
    assert (seen(motion).positions[3].by_organization, seen(motion).positions[2].by_organization) == (
        "Our coalition", "Example Apple",
    )  # fmt: skip
    at_home = put(title="At home", closes=NOW + timedelta(hours=72))
    with refused("You speak for your own organization only"):
        say(at_home, 2, SUPPORT, ORGANIZER)  # a chair ticks for others only where everybody is in the room
    with pytest.raises(NotAllowed):
        say(at_home, 1, SUPPORT, PUBLIC)
    for command in (write_result, let_members_vote, take_to_next_round):
        with pytest.raises(NotAllowed):
            act(command, motion, viewer=MEMBER)
    with refused("Only the organization that put a motion withdraws it"):
        act(withdraw_motion, motion, viewer=MEMBER)
    act(withdraw_motion, motion, viewer=speaker(3))
    assert (seen(motion).result or {})["status"] == "withdrawn"


def test_two_people_of_one_organization_are_one_position_and_the_second_is_told() -> None:
    motion = online()
    assert say(motion, 2, SUPPORT).before is None
    told = say(motion, 2, Stand.RESERVATIONS)
    assert (told.before, told.stand) == (SUPPORT, Stand.RESERVATIONS)
    say(motion, 2, Stand.RESERVATIONS)  # the same words again are no new answer
    found = seen(motion)
    assert [(one.stand, one.counts) for one in found.history] == [(SUPPORT, False), (Stand.RESERVATIONS, True)]
    assert found.count.stands[SUPPORT] + found.count.stands[Stand.RESERVATIONS] == 1
    with open_session(ORGANIZER) as session:
        current = select(MotionPosition.stand).where(MotionPosition.is_current)
        assert session.exec(current).all() == ["reservations"]


def test_silence_online_is_no_consent_and_nobody_answers_after_the_end() -> None:
    motion = online()
    say(motion, 1, SUPPORT, MEMBER)
    say(motion, 2, SUPPORT)
    say(motion, 3, SUPPORT)
    with open_session(MEMBER) as session:
        assert [one.answered for one in open_motions(session, 4, now=NOW)] == [False]
        assert [one.answered for one in open_motions(session, 2, now=NOW)] == [True]
        assert [one.answered for one in open_motions(session, 8, now=NOW)] == [None]
    with refused("are not enough to decide"):
        act(write_result, motion)
    with refused("This decision ended"):
        say(motion, 4, SUPPORT, now=LATER)
    found = decided(motion, now=LATER)
    card = found.result or {}
    assert (found.head.status, card["verdict"]) == (MotionStatus.FAILED, "no quorum")
    assert sum(one["stand"] == "did not answer" for one in card["positions"]) == 4
    assert card["quorum"]["present"] is None
    with open_session(MEMBER) as session:
        assert [one.id for one in decided_since(session, LATER.date(), now=LATER)] == [motion]
        assert decided_since(session, LATER.date() + timedelta(days=1), now=LATER) == ()


def test_an_online_decision_waits_for_its_end_or_for_every_answer() -> None:
    motion = online()
    for one in range(2, 8):
        say(motion, one, SUPPORT)
    with refused("open until its end, or until every member organization has answered"):
        act(write_result, motion)
    say(motion, 1, Stand.ABSTAIN, MEMBER)
    assert decided(motion).head.status is MotionStatus.CONSENSUS


def test_a_block_cites_a_principle_then_comes_another_round_then_the_vote() -> None:
    cited, over = principle(), principle("An older one")
    do(end_principle, principle_id=over, until=DAY - timedelta(days=1))
    motion = put(called(1, 2, 3, 4, 5))
    with refused("names the shared principle"):
        say(motion, 5, BLOCK, reason="It takes from us")
    with refused("Say why your organization blocks"):
        say(motion, 5, BLOCK, principle_id=cited)
    with pytest.raises(NotFound):
        say(motion, 5, BLOCK, principle_id=over, reason="It takes from us")
    for one in (1, 2, 3, 4):
        say(motion, one, SUPPORT, ORGANIZER)
    say(motion, 5, BLOCK, principle_id=cited, reason="It takes from us")
    assert seen(motion).positions[5].principle == "Public money stays with public schools"
    with refused("take it into the next round"):
        act(write_result, motion)
    with refused("asks for 1 more round before a vote"):
        act(let_members_vote, motion)

    act(take_to_next_round, motion, text=TEXT + " It names no amount.")
    second = seen(motion)
    assert (second.head.round, second.positions, len(second.history)) == (2, {}, 5)
    with refused("went into another round"):
        say(motion, 5, SUPPORT, round=1)
    for one, stand in ((1, SUPPORT), (2, SUPPORT), (3, SUPPORT), (4, ASIDE)):
        say(motion, one, stand, ORGANIZER, round=2)
    say(motion, 5, BLOCK, principle_id=cited, reason="Still", round=2)
    with refused("a vote after 2 rounds"):
        act(take_to_next_round, motion)
    act(let_members_vote, motion)
    with refused("“support” is no answer here"):
        say(motion, 1, SUPPORT, ORGANIZER, round=3)
    for one, stand in ((1, YES), (2, YES), (3, NO), (4, Stand.ABSTAIN)):
        say(motion, one, stand, ORGANIZER, round=3)
    card = decided(motion).result or {}
    assert (card["status"], card["vote"]) == ("carried by vote", {"yes": 2, "no": 1, "yes_needed": 2})
    assert (card["counts"]["abstain"], card["counts"]["did not answer"], card["text"][-16:]) == (
        1,
        3,
        "names no amount.",
    )


def test_no_quorum_in_the_room_is_finished_online() -> None:
    number = called(1, 2)
    motion = put(number)
    say(motion, 2, SUPPORT)
    with refused("take it online"):
        act(write_result, motion)
    with refused("is open. Decide it, withdraw it or take it online"):
        do(close_meeting, meeting_id=number, version=1, now=NOW)
    with refused("at least 48 hours"):
        act(take_online, motion, closes=NOW + timedelta(hours=47))
    act(take_online, motion, closes=NOW + timedelta(hours=48))
    for one in (3, 4, 5):
        say(motion, one, SUPPORT)
    assert decided(motion, now=NOW + timedelta(hours=48)).head.status is MotionStatus.CONSENSUS


def test_too_short_a_notice_decides_nothing() -> None:
    with refused("told 5 hours before; the rule asks for 48"):
        put(called(1, 2, 3, 4, told=NOW - timedelta(hours=5)))
    with refused("Nobody noted when everybody was told"):
        put(called(1, told=None, starts=NOW + timedelta(hours=1)))
    with refused("at least 48 hours"):
        online(hours=47)
    rule(notice_hours=1, online=False)
    with refused("allows no decision online"):
        online()
    decided_at = called(1, 2, 3, 4, told=NOW - timedelta(hours=2), starts=NOW + timedelta(minutes=2))
    motion = put(decided_at)
    for one in (1, 2, 3, 4):
        say(motion, one, SUPPORT, ORGANIZER)
    assert (decided(motion).result or {})["rule"]["since"] == DAY.isoformat()
    with refused("its beginning and its notice stay"):
        plan = MeetingPlan("Monthly call", NOW + timedelta(days=1), "", NOW)
        do(change_meeting, meeting_id=decided_at, version=1, plan=plan, now=NOW)


def test_rules_are_rows_by_date_and_never_edited() -> None:
    rule(rounds=1)
    with refused("begins on 2026-11-24 already"):
        rule(rounds=5)
    with refused("cannot begin in the past"):
        rule(since=DAY - timedelta(days=1))
    with refused("quorum of zero"):
        rule(since=DAY + timedelta(days=1), quorum_numerator=0)
    motion = online(hours=24 * 10)
    rule(since=DAY + timedelta(days=2), rounds=9, fallback_numerator=4, fallback_denominator=5)
    later = seen(motion, now=NOW + timedelta(days=3))
    assert (later.rule.rounds, later.rule.fallback_numerator) == (1, 2)  # as when it was put


def test_members_are_those_of_the_day_of_the_decision() -> None:
    motion = online(hours=24 * 5)
    do(set_standing, organization_id=7, standing=Standing.FORMER, since=DAY + timedelta(days=4))
    do(set_standing, organization_id=6, standing=Standing.FORMER, since=DAY + timedelta(days=9))
    found = seen(motion)
    assert [one.id for one in found.members] == [2, 3, 4, 5, 6, 1]
    with refused("Only an organization that is a member"):
        say(motion, 7, SUPPORT)


def test_whoever_leaves_is_not_counted_any_more_and_whoever_was_ticked_by_mistake_leaves_no_row() -> None:
    number = called(1, 2, 3, 4, 5)
    motion = put(number)
    for one in (1, 2, 3, 4):
        say(motion, one, SUPPORT, ORGANIZER)
    for one in (3, 4, 5):
        do(tick_attendance, meeting_id=number, organization_id=one, here=False, now=NOW + timedelta(minutes=5))
    with open_session(ORGANIZER) as session:
        found = meeting(session, number, now=NOW)
    assert (set(found.came), set(found.left), found.quorum.present) == ({1, 2, 3, 4}, {3, 4}, 2)
    with refused("2 of 7 member organizations are not enough"):
        act(write_result, motion)


def test_conditions_are_taken_back_while_open_and_checked_afterwards() -> None:
    motion = put(called(1, 2, 3, 4))
    for one in (1, 2, 3, 4):
        say(motion, one, SUPPORT, ORGANIZER)
    gone = do(attach_condition, speaker(2), motion_id=motion, organization_id=2, words="Only if all do", now=NOW)
    stays = do(attach_condition, speaker(2), motion_id=motion, organization_id=2, words="We see it first", now=NOW)
    do(take_condition_back, speaker(2), motion_id=motion, condition_id=gone, now=NOW)
    with refused("checked once the motion has its result"):
        do(check_condition, condition_id=stays, version=1, kept=True, note="Seen", today=DAY)
    before = decided(motion).result_hash
    with refused("what shows it"):
        do(check_condition, condition_id=stays, version=1, kept=False, today=DAY)
    do(check_condition, condition_id=stays, version=1, kept=False, note="It went out unseen", today=DAY)
    with refused("changed by somebody else"):
        do(check_condition, condition_id=stays, version=1, kept=True, note="Seen", today=DAY)
    found = seen(motion)
    assert [(one.words, one.kept, one.note) for one in found.conditions] == [
        ("We see it first", False, "It went out unseen")
    ]
    assert found.result_hash == before
    with open_session(ORGANIZER) as session:
        assert untrue_results(session) == ()


def test_the_public_reads_what_is_published_and_no_name_that_is_not() -> None:
    motion = put(called(1, 2, 3, 4, 5))
    for one, stand in ((1, SUPPORT), (2, SUPPORT), (3, SUPPORT), (4, ASIDE), (5, SUPPORT)):
        say(motion, one, stand, ORGANIZER, reason="Between us")
    with refused("Only a result is published"):
        act_publish(motion)
    with refused("goes along with this motion"):
        do(leave_off, speaker(2), motion_id=motion, organization_id=2, now=NOW)
    decided(motion)
    with open_session(PUBLIC) as session, pytest.raises(NotFound):
        published_result(session, motion)
    _name_in_public(2, 4, 5)
    act_publish(motion)
    do(leave_off, speaker(5), motion_id=motion, organization_id=5, reason="Our board", now=NOW)
    with open_session(PUBLIC) as session:
        (found,) = published_results(session)
        assert session.exec(select(Motion)).all() == []
        assert session.exec(select(MotionPosition)).all() == []
        assert session.exec(select(MotionCondition)).all() == []
        assert session.exec(select(Organization.name)).all() == ["Example Apple", "Example Cedar", "Example Dogwood"]
    assert (found.organizations, found.more, found.members) == (("Example Apple",), 2, 7)
    assert found.counts == (("support", 4), ("stand aside", 1), ("did not answer", 2))
    assert "Between us" not in repr(found)
    act_publish(motion, published=False)
    with open_session(PUBLIC) as session:
        assert published_results(session) == ()


def act_publish(motion: int, *, published: bool = True) -> None:
    do(publish_result, motion_id=motion, version=seen(motion).version, published=published, today=DAY)


def _name_in_public(*numbers: int) -> None:
    for one in numbers:
        with open_session(ORGANIZER) as session:
            row = session.get_one(Organization, one)
            said: dict[str, Any] = {"name": row.name, "kind": row.kind, "about": row.about, "website": row.website}
            version = row.version
        do(edit_organization, organization_id=one, version=version, published=True, **said)


def test_what_a_check_of_a_room_above_finds_is_not_published(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "_before_publishing", {})

    @before_publishing
    def finds(_session: object, *, piece: str, texts: tuple[str, ...], on: date) -> None:
        assert (piece, texts[1], on) == ("Decision: A mentor for every new teacher", TEXT, DAY)
        raise InvalidInput("A call to vote.")

    motion = put(called(1, 2, 3, 4))
    for one in (1, 2, 3, 4):
        say(motion, one, SUPPORT, ORGANIZER)
    decided(motion)
    with refused("A call to vote"):
        act_publish(motion)
    assert not seen(motion).head.published


@requires(Permission.KEEP_DECISIONS)
def tampered(session: object, *, motion_id: int, change: Callable[[Motion], None]) -> None:
    """What no command does: a row changed by hand."""
    row = session.get_one(Motion, motion_id)  # type: ignore[attr-defined]
    change(row)
    session.add(row)  # type: ignore[attr-defined]


def _forged(row: Motion) -> None:
    row.result = {**(row.result or {}), "status": "not carried"}
    row.status, row.result_hash = "not carried", hash_of(row.result)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda row: setattr(row, "text", "Something else."), "its text is not the one that was voted on"),
        (lambda row: setattr(row, "result", {**row.result, "status": "not carried"}), "its card is not the one"),
        (_forged, "the record of changes knows another card"),
        (lambda row: setattr(row, "title", "Another title"), "it differs from its card"),
        (lambda row: setattr(row, "status", "open"), "it is open although it has a result"),
    ],
)
def test_the_check_finds_whatever_was_changed_behind_a_result(change: Callable[[Motion], None], said: str) -> None:
    motion = put(called(1, 2, 3, 4))
    for one in (1, 2, 3, 4):
        say(motion, one, SUPPORT, ORGANIZER)
    decided(motion)
    with open_session(ORGANIZER) as session:
        assert untrue_results(session) == ()
    do(tampered, motion_id=motion, change=change)
    with open_session(STEWARD) as session:
        assert any(said in one for one in untrue_results(session))


def test_a_chair_who_did_not_see_the_last_answer_is_told() -> None:
    motion = put(called(1, 2, 3, 4))
    for one in (1, 2, 3, 4):
        say(motion, one, SUPPORT, ORGANIZER)
    stale = seen(motion).version
    say(motion, 4, ASIDE)
    with refused("changed by somebody else since you opened it"):
        do(write_result, motion_id=motion, version=stale, now=NOW)


def test_the_published_part_is_the_only_public_table_of_the_room() -> None:
    with open_session(PUBLIC) as session:
        assert session.exec(select(PublishedDecision)).all() == []
        with pytest.raises(NotFound):
            meeting(session, called(1), now=NOW)
