"""A count as the store tells it: evidence from everywhere, each organization's own kept apart, as of any day."""

from datetime import date, timedelta

import pytest

from budget.amendments.models import Amendment
from budget.line_items.models import LineItem
from campaigns.actions.models import ActionSubject, SubjectKind
from campaigns.legislation.majorities import Majority, Question
from campaigns.legislators.models import AmendmentSponsor, Committee, CommitteeMember
from campaigns.whip_counts import choices
from campaigns.whip_counts.commands import CountPlan, let_ask, start_count, take_back_evidence
from campaigns.whip_counts.queries import Topic
from campaigns.whip_counts.rules import NOT_CONTACTED, Aim, accuracy
from campaigns.whip_counts.sentences import needed_line
from campaigns.whip_counts.shown import seats
from campaigns.whip_counts.standings import Whip, count_moves, series, whip
from campaigns.whip_counts.suggesting import Part
from data.access import Viewer
from data.errors import InvalidInput, NotFound
from data.provenance import Source
from data.store import open_session
from tests.campaigns.whip_counts import room
from tests.campaigns.whip_counts.room import LEANS, OPPOSES, SUPPORT, TODAY, UNDECIDED
from tests.support import MEMBER, ORGANIZER, PUBLIC

YESTERDAY, LAST_MONTH = TODAY - timedelta(days=1), TODAY - timedelta(days=40)


def ways(found: Whip) -> dict[str, int]:
    return {name: number for name, number in found.standing.tally.counts.items() if number}


def test_a_count_takes_sponsors_votes_records_and_logged_actions_each_by_its_day(store: str) -> None:
    house = room.chamber(9, seats=11)
    measure = room.bill(sponsors=[1, 2], on=LAST_MONTH)
    count = room.counted(measure, house)
    room.roll_call(measure, {2: "no", 3: "yes", 4: "na", 5: "absent"}, YESTERDAY)
    room.roll_call(measure, {6: "yes"}, TODAY, motion="Motion to table")
    room.heard(measure, 3, LEANS)
    room.logged(measure, 7, UNDECIDED)
    found = room.seen(count)
    stances = {who: room.stance_of(found, who) for who in range(1, 10)}
    assert stances == {
        1: SUPPORT, 2: OPPOSES, 3: LEANS, 4: NOT_CONTACTED, 5: NOT_CONTACTED, 6: NOT_CONTACTED, 7: UNDECIDED,
        8: NOT_CONTACTED, 9: NOT_CONTACTED,
    }  # fmt: skip
    tally = found.standing.tally
    assert (tally.seats, tally.vacant, tally.needed, tally.strong, tally.with_lean, tally.gap) == (11, 2, 6, 1, 2, 4)
    assert found.standing.found[1].is_stale
    # the one who signed and then voted against is shown as neither: the vote is the latest, and the signature is old
    assert found.standing.found[2].conflict == ()
    assert ways(room.seen(count, day=YESTERDAY)) == {SUPPORT: 2, OPPOSES: 1, NOT_CONTACTED: 6}


def test_what_one_organization_keeps_to_itself_counts_only_there_and_witnesses_never_leave(store: str) -> None:
    room.second_organization()
    house, measure = room.chamber(3), room.bill()
    count = room.counted(measure, house)
    room.heard(measure, 1, SUPPORT, heard_by="Wanda Witness")
    room.heard(measure, 2, SUPPORT, shared=False, heard_by="Wanda Witness")
    room.logged(measure, 3, SUPPORT, shared=False)

    def known(viewer: Viewer) -> tuple[int, list[str], list[str]]:
        found = room.seen(count, viewer)
        pieces = sorted(found.standing.pieces, key=lambda piece: piece.legislator_id)
        return found.standing.tally.strong, [p.witness for p in pieces], [p.organization for p in pieces]

    strong, witnesses, organizations = known(MEMBER)
    assert (strong, witnesses) == (3, ["Wanda Witness", "Wanda Witness", ""])
    assert known(room.OTHER_MEMBER) == (1, [""], organizations[:1])
    with pytest.raises(NotFound):
        room.seen(count, PUBLIC)
    with pytest.raises(NotFound):
        room.said(take_back_evidence, room.OTHER, evidence_id=1, reason="not ours", now=room.NOW)


def test_a_logged_action_moves_the_count_at_once_and_says_so(sqlite_store: str) -> None:
    house, measure = room.chamber(5), room.bill()
    count = room.counted(measure, house)
    room.counted(room.bill("HB 1"), house)
    room.heard(measure, 1, SUPPORT)
    room.heard(measure, 2, UNDECIDED, YESTERDAY)
    action = room.logged(measure, 2, LEANS)
    with open_session(ORGANIZER) as session:
        (move,) = count_moves(session, action, day=TODAY)
    assert (move.count.id, move.before, move.after, move.needed) == (count, 1, 2, 3)


def test_the_list_is_as_long_as_the_votes_that_are_missing_and_says_who_reaches_whom(store: str) -> None:
    house, measure = room.chamber(9), room.bill()
    count = room.counted(measure, house)
    room.heard(measure, 1, SUPPORT)
    room.heard(measure, 2, LEANS)
    room.heard(measure, 3, UNDECIDED)
    room.heard(measure, 4, OPPOSES)
    room.tie(7)
    room.said(let_ask, count_id=count, legislator_id=3, organization_id=1, now=room.NOW)
    found = room.seen(count)
    asked = [(row.member.id, row.part) for row in found.rows if row.part]
    # 5 of 9 needed, 1 firm: 4 to ask, then two in reserve
    assert [who for who, _part in asked] == [2, 3, 7, 5, 6, 8]
    assert [part for _who, part in asked] == [Part.FIRM_UP, *[Part.FIND] * 3, *[Part.RESERVE] * 2]
    by_id = {row.member.id: row for row in found.rows}
    assert by_id[7].doors[0].tie == "knows"
    assert by_id[3].owner
    assert len(found.rows) == 9
    assert by_id[1].member.phone == "502-555-0101"
    assert (by_id[3].contact is not None, by_id[7].contact) == (True, None)


def test_after_the_vote_the_count_of_its_day_is_held_against_it(sqlite_store: str) -> None:
    house, measure = room.chamber(5), room.bill()
    number = room.roll_call(measure, {1: "yes", 2: "no", 3: "no", 4: "yes"}, YESTERDAY)
    count = room.counted(measure, house, roll_call_id=number)
    room.heard(measure, 1, SUPPORT, LAST_MONTH)
    room.heard(measure, 2, LEANS, LAST_MONTH)
    room.heard(measure, 3, OPPOSES, LAST_MONTH)
    room.heard(measure, 5, SUPPORT, LAST_MONTH)
    room.heard(measure, 2, OPPOSES, TODAY)
    found = room.seen(count)
    assert found.decided_on == YESTERDAY
    assert accuracy(found.decided) == (2, 3)
    assert {one.stance: (one.yes, one.no, one.untold) for one in found.decided if one.cast or one.untold} == {
        SUPPORT: (1, 0, 1), LEANS: (0, 1, 0), NOT_CONTACTED: (1, 0, 0), OPPOSES: (0, 1, 0),
    }  # fmt: skip


def test_history_replays_and_what_was_taken_back_stays_in_it(sqlite_store: str) -> None:
    house, measure = room.chamber(3), room.bill()
    count = room.counted(measure, house)
    room.heard(measure, 1, SUPPORT, LAST_MONTH)
    wrong = room.heard(measure, 2, SUPPORT, YESTERDAY)
    room.said(take_back_evidence, evidence_id=wrong, reason="it was another bill", now=room.NOW)
    found = room.seen(count)
    assert (room.seen(count, day=YESTERDAY).standing.tally.strong, found.standing.tally.strong) == (2, 1)
    assert [(c.on, c.votes_before, c.votes_after) for c in found.changes] == [
        (LAST_MONTH, 0, 1), (YESTERDAY, 1, 2), (TODAY, 2, 1),
    ]  # fmt: skip
    assert series(found.standing)[-1] == (TODAY, 1)
    with pytest.raises(InvalidInput):
        room.said(take_back_evidence, evidence_id=wrong, reason="again", now=room.NOW)


def test_to_stop_a_bill_those_against_are_ours(sqlite_store: str) -> None:
    house, measure = room.chamber(4), room.bill(sponsors=[1], on=date(2026, 1, 6))
    count = room.counted(measure, house, aim=Aim.STOP, majority=Majority.ELECTED)
    room.heard(measure, 2, OPPOSES)
    tally = room.seen(count).standing.tally
    assert (tally.needed, tally.strong, tally.gap) == (2, 1, 1)  # 3 of 4 pass it, so 2 stop it


def test_an_empty_seat_is_a_vote_less_to_find_for_those_who_stop_a_bill(sqlite_store: str) -> None:
    house, measure = room.chamber(4, seats=5), room.bill()
    count = room.counted(measure, house, aim=Aim.STOP, majority=Majority.ELECTED)
    room.heard(measure, 2, OPPOSES)
    tally = room.seen(count).standing.tally
    assert (tally.vacant, tally.needed, tally.gap) == (1, 2, 1)  # 3 of 5 pass it, and only 4 can vote


def test_who_sits_on_a_committee_under_a_name_nobody_knows_is_no_vacancy(sqlite_store: str) -> None:
    room.chamber(3)
    committee = Committee(jurisdiction_id=room.state(), chamber="lower", name="Education", name_key="education",
                          external_id="e")  # fmt: skip
    room.said(room.keep, rows=[committee])
    number = committee.id or 0
    known = [CommitteeMember(committee_id=number, name=f"Rep. {who}", legislator_id=who) for who in (1, 2, 3)]
    room.said(room.keep, rows=[*known, CommitteeMember(committee_id=number, name="Nobody we know")])
    topic = Topic(measure_id=room.bill())

    def needed(question: Question, majority: Majority, aim: Aim) -> int:
        plan = CountPlan(question, topic, question, majority, committee_id=number, aim=aim)
        standing = room.seen(room.said(start_count, plan=plan, now=room.NOW)).standing
        said = needed_line(standing) + seats(standing.tally, of_committee=True)
        assert "4 members, 3 of them matched to a legislator on file" in said
        assert "acant" not in said
        return standing.tally.needed

    assert needed(Question.COMMITTEE, Majority.VOTING, Aim.PASS) == 3, "all four may vote"
    assert needed(Question.PASSAGE, Majority.COMMITTEE, Aim.STOP) == 2
    assert needed(Question.AMENDMENT, Majority.TWO_THIRDS_PRESENT, Aim.STOP) == 2


def test_a_count_asks_the_same_number_of_questions_whatever_else_is_on_file(sqlite_store: str) -> None:
    from sqlalchemy import event

    from data.store import database_url, engines

    house, measure = room.chamber(6), room.bill(sponsors=[1])
    count = room.counted(measure, house)
    asked: list[str] = []

    def statements() -> int:
        asked.clear()
        with open_session(MEMBER) as session:
            whip(session, count, day=TODAY)
        return len([one for one in asked if one.lstrip().upper().startswith("SELECT")])

    @event.listens_for(engines(database_url()).reading, "before_cursor_execute")
    def _note(_c: object, _u: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    before = statements()
    for number in range(3):
        other = room.bill(f"HB {number + 1}", sponsors=[2, 3])
        room.counted(other, house)
        room.heard(other, 4, SUPPORT)
    for who in range(1, 7):
        room.heard(measure, who, SUPPORT)
    assert statements() == before <= 14


def test_a_committee_decides_on_an_amendment_and_its_sponsors_stand_for_it(sqlite_store: str) -> None:
    room.chamber(4)
    place = room.state()
    source = Source(key="text", title="Amendments (example)", kind="published", published_on=LAST_MONTH)
    room.said(room.keep, rows=[source])
    amendment = Amendment(jurisdiction_id=place, fiscal_year=2027, identifier="HA 1", source_id=source.id or 0)
    committee = Committee(jurisdiction_id=place, chamber="lower", name="Education", name_key="education",
                          external_id="e")  # fmt: skip
    room.said(room.keep, rows=[amendment, committee])
    topic, number = Topic(amendment_id=amendment.id), committee.id or 0
    members = [CommitteeMember(committee_id=number, name=f"Rep. {who}", legislator_id=who) for who in (1, 2, 3)]
    unknown = CommitteeMember(committee_id=number, name="Nobody we know")
    sponsor = AmendmentSponsor(amendment_id=amendment.id or 0, name="Rep. 2", legislator_id=2)
    room.said(room.keep, rows=[*members, unknown, sponsor])
    plan = CountPlan("HA 1 in Education", topic, Question.COMMITTEE, Majority.COMMITTEE, committee_id=number)
    found = room.seen(room.said(start_count, plan=plan, now=room.NOW))
    assert ways(found) == {SUPPORT: 1, NOT_CONTACTED: 2}
    assert (found.standing.tally.needed, found.standing.tally.vacant) == (3, 1)
    first = found.standing.members[0]
    assert (first.name, first.district) == ("Rep. Example Alder", "1")


def test_an_action_about_a_line_item_counts_for_the_year_that_is_decided(sqlite_store: str) -> None:
    house, place = room.chamber(3), room.state()
    line = LineItem(jurisdiction_id=place, code="1", name="Example", name_key="example")
    room.said(room.keep, rows=[line])
    room.logged(0, 1, SUPPORT, TODAY - timedelta(days=5), line=line.id)
    room.logged(0, 2, SUPPORT, TODAY - timedelta(days=400), line=line.id)
    topic = Topic(line_item_id=line.id, fiscal_year=2027)
    plan = CountPlan("Our ask", topic, Question.PASSAGE, Majority.ELECTED, house, decision_on=TODAY)
    found = room.seen(room.said(start_count, plan=plan, now=room.NOW))
    assert ways(found) == {SUPPORT: 1, NOT_CONTACTED: 2}
    assert found.standing.count.about == "1, FY2027"


def test_a_count_follows_its_measure_into_the_one_it_became_part_of(store: str) -> None:
    house, docket = room.chamber(6), room.bill("HD 7", sponsors=[1])
    count = room.counted(docket, house)
    room.heard(docket, 2, SUPPORT)
    bill = room.bill("H 70", sponsors=[3])
    room.heard(bill, 4, SUPPORT)

    room.said(room.become_one, measure=docket, kept=bill)

    seen = room.seen(count)
    assert [room.stance_of(seen, who) for who in (1, 2, 3, 4)] == [SUPPORT] * 4
    assert seen.standing.count.page_id
    assert "70" in seen.standing.count.about

    action = room.logged(bill, 5, LEANS)
    vote = room.roll_call(bill, {6: "yes"}, TODAY)
    with open_session(ORGANIZER) as session:
        (move,) = count_moves(session, action, day=TODAY)
        offered = choices.roll_calls(session, seen.standing.count.measures)
    assert (move.count.id, move.before, move.after) == (count, 5, 6)
    assert list(offered) == [vote]
    with pytest.raises(InvalidInput, match="There is a count of this already"):
        room.counted(bill, house)


def test_an_action_about_two_numbers_of_a_measure_is_one_piece_of_evidence(sqlite_store: str) -> None:
    house, docket, bill = room.chamber(2), room.bill("HD 7"), room.bill("H 70")
    count, action = room.counted(docket, house), room.logged(docket, 1, SUPPORT)
    also = ActionSubject(action_id=action, kind=SubjectKind.BILL, label="H 70", label_key="h70", measure_id=bill)
    room.said(room.keep, rows=[also])
    room.said(room.become_one, measure=docket, kept=bill)
    assert [piece.number for piece in room.seen(count).standing.pieces] == [action]
