"""The rules of a count: worked examples of the field, and what holds whatever the evidence is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as some

from campaigns.actions.rules import Stance
from campaigns.legislation.majorities import House, Majority, needed
from campaigns.whip_counts.recognising import is_on_passage, stance_of_vote
from campaigns.whip_counts.rules import (
    NOT_CONTACTED,
    POSITIONS,
    Aim,
    Confidence,
    EvidenceKind,
    Origin,
    Piece,
    Position,
    accuracy,
    action_window,
    outcomes,
    position,
    positions,
    tally,
    to_stop,
)
from campaigns.whip_counts.suggesting import Candidate, Door, Part, usual_reserve, whom_to_ask

TODAY, MIDDAY = date(2026, 4, 2), datetime(2026, 4, 2, 12, tzinfo=UTC)
SS, LS, UN, LO, SO = (one.value for one in Stance)


def piece(stance: str, days_ago: int | None = 0, *, who: int = 1, number: int = 1, **more: object) -> Piece:
    on = None if days_ago is None else TODAY - timedelta(days=days_ago)
    one = Piece(who, stance, EvidenceKind.CONTACT, on, Origin.RECORDED, number, datetime(2026, 4, 2, tzinfo=UTC))
    return replace(one, **more)  # type: ignore[arg-type]


def stands(*pieces: Piece, day: date = TODAY) -> Position:
    return position(pieces, day=day, stale_after=30)


def test_the_latest_piece_of_evidence_is_the_position_and_no_evidence_is_not_undecided() -> None:
    assert stands().stance == NOT_CONTACTED
    assert stands(piece(UN, 3), piece(SS, 9)).stance == UN
    assert stands(piece(SS, None), piece(LO, 300)).stance == LO
    # of one day: who heard it themselves, then who is surer, then what was recorded last
    assert stands(piece(SS, number=1), piece(LO, number=2, first_hand=False)).stance == SS
    assert stands(piece(SS, confidence=Confidence.LOW), piece(LO, number=2)).stance == LO


def test_a_position_is_to_be_checked_again_after_its_days_and_stays_what_it_was() -> None:
    assert not stands(piece(SS, 30)).is_stale
    old = stands(piece(SS, 31))
    assert old.is_stale
    assert old.stance == SS
    assert stands(piece(SS, None)).is_stale


def test_support_and_opposition_heard_within_the_days_are_a_conflict() -> None:
    found = stands(piece(SS, 2, number=1), piece(LO, 20, number=2), piece(UN, 1, number=3))
    assert [one.stance for one in found.conflict] == [SS, LO]
    assert stands(piece(SS, 2), piece(LO, 31, number=2)).conflict == ()
    assert stands(piece(SS, 2), piece(UN, 3, number=2)).conflict == ()


def test_what_is_taken_back_counts_until_that_day() -> None:
    gone = piece(SS, 5, taken_back=datetime(2026, 4, 1, tzinfo=UTC))
    assert (stands(gone).stance, stands(gone, day=date(2026, 3, 31)).stance) == (NOT_CONTACTED, SS)


def test_the_picture_of_the_design_adds_up() -> None:
    counts = {SS: 44, LS: 18, UN: 23, NOT_CONTACTED: 41, LO: 14, SO: 20}
    standing = [Position(stance) for stance, many in counts.items() for _ in range(many)]
    found = tally(standing, seats=160, needed=needed(Majority.ELECTED, House(160)))
    assert (found.strong, found.with_lean, found.needed, found.gap, found.firm_gap) == (44, 62, 81, 19, 37)
    assert (found.persuadable, found.vacant, found.seats) == (64, 0, 160)


def test_the_majorities_of_the_two_states() -> None:
    assert needed(Majority.ELECTED, House(100, vacant=3)) == 51
    assert needed(Majority.ELECTED, House(38)) == 20
    assert needed(Majority.TWO_THIRDS_PRESENT, House(160)) == 107
    assert needed(Majority.TWO_THIRDS_PRESENT, House(160, vacant=4)) == 104
    assert needed(Majority.TWO_THIRDS_PRESENT, House(40)) == 27
    assert (to_stop(51, 100), to_stop(81, 160), to_stop(107, 160)) == (50, 80, 54)


def test_only_votes_on_the_measure_itself_show_where_somebody_stands() -> None:
    assert all(is_on_passage(one) for one in ("", "Third Reading RCS# 118", "Passage", "Veto Override", "Enactment"))
    assert all(is_on_passage(one) for one in ("Passage, as amended", "Third reading, as substituted by the committee"))
    assert not is_on_passage("Adopt Floor Amendment 3 as amended")
    assert not any(is_on_passage(one) for one in ("Motion to table", "Adopt Floor Amendment 3", "Quorum call"))
    assert [stance_of_vote(one) for one in ("yes", "no", "absent", "na", "present")] == [SS, SO, None, None, None]


def test_an_action_about_a_line_speaks_of_the_year_up_to_the_decision() -> None:
    starts, ends = date(2027, 7, 1), date(2028, 7, 1)
    assert action_window(decision_on=date(2027, 5, 1), year_starts=starts, year_ends=ends)[0] == date(2026, 5, 1)
    assert action_window(decision_on=None, year_starts=starts, year_ends=ends) == (date(2026, 7, 1), ends)


def candidate(number: int, stance: str, *ties: str) -> Candidate:
    doors = tuple(Door(n, f"Org {n}", tie) for n, tie in enumerate(ties, 1))
    return Candidate(number, f"Name {number:03}", Position(stance), doors)


def test_the_order_of_asking_is_the_one_the_page_states() -> None:
    everybody = [
        candidate(1, SO, "knows"), candidate(2, LO), candidate(3, NOT_CONTACTED),
        candidate(4, NOT_CONTACTED, "members"),
        candidate(5, UN), candidate(6, UN, "constituents"), candidate(7, UN, "members", "knows"), candidate(8, LS),
        candidate(9, SS),
    ]  # fmt: skip
    counted = tally([one.position for one in everybody], seats=9, needed=8)
    asked = whom_to_ask(everybody, counted, reserve=1)
    assert [one.legislator_id for one, _ in asked] == [8, 7, 6, 5, 4, 3, 2, 1]
    assert [part for _, part in asked] == [Part.FIRM_UP, *[Part.FIND] * 6, Part.RESERVE]
    assert whom_to_ask(everybody, tally([], seats=0, needed=0)) == ()
    assert [usual_reserve(gap) for gap in (0, 1, 9, 20)] == [0, 2, 3, 5]
    # who wants it stopped asks the others: those who lean against first
    stopping = tally([one.position for one in everybody], seats=9, needed=3, aim=Aim.STOP)
    assert [one.legislator_id for one, _ in whom_to_ask(everybody, stopping)] == [2, 7]


def test_accuracy_counts_only_positions_that_foretell_a_vote_that_was_cast() -> None:
    before = {1: Position(SS), 2: Position(LS), 3: Position(SO), 4: Position(UN), 5: Position(SS), 6: Position(LO)}
    found = outcomes(before, {1: "yes", 2: "no", 3: "no", 4: "yes", 5: "absent"})
    assert accuracy(found) == (2, 3)
    assert sum(one.cast + one.did_not + one.untold for one in found) == 6


PIECES = some.lists(
    some.builds(
        piece,
        some.sampled_from([SS, LS, UN, LO, SO]),
        some.one_of(some.none(), some.integers(-5, 90)),
        who=some.integers(1, 4),
        first_hand=some.booleans(),
        confidence=some.sampled_from(list(Confidence)),
        taken_back=some.one_of(some.none(), some.integers(-25, 25).map(lambda days: MIDDAY + timedelta(days=days))),
    ),
    max_size=12,
).map(lambda found: [replace(one, number=number) for number, one in enumerate(found)])  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(PIECES, some.randoms(), some.integers(0, 3))
def test_the_order_of_evidence_never_matters_and_a_count_adds_up_to_the_seats(
    pieces: list[Piece], chance: object, vacant: int
) -> None:
    members = [1, 2, 3, 4]
    found = positions(pieces, members, day=TODAY, stale_after=30)
    shuffled = list(pieces)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert positions(shuffled, members, day=TODAY, stale_after=30) == found
    counted = tally(found.values(), seats=4 + vacant, needed=3)
    assert counted.seats == 4 + vacant
    assert set(counted.counts) == set(POSITIONS)
    assert counted.strong <= counted.with_lean <= 4
    assert counted.gap == max(3 - counted.with_lean, 0)


@settings(deadline=None, max_examples=60)
@given(PIECES)
def test_what_is_dated_later_or_taken_back_before_changes_no_replay(pieces: list[Piece]) -> None:
    for earlier in (TODAY, TODAY - timedelta(days=20)):
        then = positions(pieces, [1, 2, 3, 4], day=earlier, stale_after=30)
        known = [p for p in pieces if p.on is None or p.on <= earlier]
        known = [p for p in known if p.taken_back is None or p.taken_back.date() > earlier]
        assert positions(known, [1, 2, 3, 4], day=earlier, stale_after=30) == then


@settings(deadline=None, max_examples=60)
@given(some.lists(some.sampled_from(POSITIONS), min_size=1, max_size=30), some.integers(1, 30), some.integers(0, 5))
def test_the_list_holds_exactly_the_votes_that_are_missing_and_never_a_firm_one(
    stances: list[str], votes: int, reserve: int
) -> None:
    everybody = [candidate(number, stance, *["knows"] * (number % 2)) for number, stance in enumerate(stances)]
    counted = tally([one.position for one in everybody], seats=len(stances), needed=votes)
    asked = whom_to_ask(everybody, counted, reserve=reserve)
    left = len(stances) - counted.strong
    assert len(asked) == (min(counted.firm_gap + reserve, left) if counted.firm_gap else 0)
    assert all(one.position.stance != SS for one, _ in asked)
    assert sum(part is not Part.RESERVE for _, part in asked) == min(counted.firm_gap, left)
    order = [one.legislator_id for one, _ in whom_to_ask(everybody[::-1], counted, reserve=reserve)]
    assert order == [one.legislator_id for one, _ in asked]
    assert all(a is not Part.RESERVE or b is Part.RESERVE for a, b in pairwise(part for _, part in asked))
