"""Quorum, consensus and the vote of last resort, by hand and for whatever numbers there are."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition.decisions.rules import (
    BALLOT,
    GRADIENT,
    USUAL,
    QuorumKind,
    Rule,
    Stand,
    Verdict,
    check_notice,
    check_rule,
    count_positions,
    is_carried,
    needed_for_quorum,
    quorum_of,
    rule_on,
    votes_needed,
)
from data.errors import InvalidInput

SINCE = date(2026, 1, 1)
SEATS = range(1, 8)
S, L, R, A, B, X = GRADIENT


@pytest.mark.parametrize(
    ("rule", "members", "needed"),
    [
        (Rule(SINCE), 7, 4),  # more than half of seven
        (Rule(SINCE), 8, 5),  # four of eight is not more than half
        (Rule(SINCE, quorum_is_more_than=False), 8, 4),
        (Rule(SINCE, quorum_is_more_than=False), 7, 4),
        (Rule(SINCE, quorum_numerator=2, quorum_denominator=3, quorum_is_more_than=False), 9, 6),
        (Rule(SINCE, quorum_numerator=2, quorum_denominator=3), 9, 7),
        (Rule(SINCE, quorum_numerator=1, quorum_denominator=1, quorum_is_more_than=False), 5, 5),
        (Rule(SINCE, quorum_kind=QuorumKind.COUNT, quorum_count=4), 3, 4),
        (Rule(SINCE, quorum_is_more_than=False), 0, 1),  # a table without members decides nothing
    ],
)
def test_the_quorum_is_a_whole_number_of_organizations(rule: Rule, members: int, needed: int) -> None:
    assert needed_for_quorum(rule, members) == needed


@settings(max_examples=60, deadline=None)
@given(members=st.integers(0, 400), top=st.integers(1, 40), bottom=st.integers(1, 40), more=st.booleans())
def test_the_quorum_is_the_smallest_number_that_keeps_its_word(members: int, top: int, bottom: int, more: bool) -> None:
    rule = Rule(SINCE, quorum_numerator=top, quorum_denominator=bottom, quorum_is_more_than=more)
    needed = needed_for_quorum(rule, members)

    def enough(there: int) -> bool:
        return there > 0 and (there * bottom > members * top if more else there * bottom >= members * top)

    assert enough(needed)
    assert not enough(needed - 1)


def test_an_organization_counts_once_and_a_guest_never() -> None:
    found = quorum_of(USUAL, present=[1, 1, 2, 3, 4, 99], members=SEATS)
    assert (found.present, found.members, found.needed, found.is_met) == (4, 7, 4, True)
    assert quorum_of(USUAL, present=[1, 2, 99], members=SEATS).missing == 2


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"quorum_kind": QuorumKind.COUNT, "quorum_count": 0}, "quorum of zero"),
        ({"quorum_kind": QuorumKind.COUNT}, "quorum of zero"),
        ({"quorum_numerator": 0}, "quorum of zero"),
        ({"quorum_numerator": 3, "quorum_denominator": 2}, "could reach"),
        ({"quorum_numerator": 2, "quorum_denominator": 2}, "could reach"),
        ({"quorum_kind": "whoever comes"}, "a number of organizations or a share"),
        ({"fallback_numerator": 1, "fallback_denominator": 2}, "more than half"),
        ({"fallback_numerator": 4, "fallback_denominator": 3}, "at most all"),
        ({"rounds": 0}, "how many rounds"),
        ({"notice_hours": -1}, "hours from 0"),
        ({"time_zone": "Moon/Crater"}, "no such time zone"),
    ],
)
def test_a_rule_that_could_decide_nothing_or_everything_is_refused(said: dict[str, object], word: str) -> None:
    with pytest.raises(InvalidInput, match=word):
        check_rule(Rule(SINCE, **said))  # type: ignore[arg-type]


def test_the_rule_in_force_begins_at_midnight_where_the_table_meets() -> None:
    first, second = Rule(date(2026, 1, 1), rounds=1), Rule(date(2026, 11, 25), rounds=3)
    late = datetime(2026, 11, 25, 4, 59, tzinfo=UTC)  # a minute before midnight in the east
    assert rule_on([second, first], late) is first
    assert rule_on([first, second], late + timedelta(minutes=1)) is second
    assert rule_on([first], datetime(2025, 1, 1, tzinfo=UTC)) is USUAL


@pytest.mark.parametrize(
    ("stands", "there", "verdict"),
    [
        ([S, S, L, A], (1, 2, 3, 4), Verdict.CONSENSUS),
        ([R, A, A, X], (1, 2, 3, 4), Verdict.CONSENSUS),  # one goes along, with reservations
        ([S, S, S, B], (1, 2, 3, 4), Verdict.BLOCKED),
        ([A, A, X, A], (1, 2, 3, 4), Verdict.NOBODY),
        ([S, S, S], (1, 2, 3), Verdict.NO_QUORUM),
        ([S, S, S], (1, 2, 3, 4), Verdict.NO_QUORUM),  # four are there, three said something: silence is no consent
        ([S, S, S, S], (1, 2, 3), Verdict.NO_QUORUM),  # one of those who answered has left
        ([S, S, S], None, Verdict.NO_QUORUM),
        ([S, S, S, X], None, Verdict.CONSENSUS),
    ],
)
def test_the_test_for_consensus(stands: list[Stand], there: tuple[int, ...] | None, verdict: Verdict) -> None:
    positions = dict(enumerate(stands, start=1))
    found = count_positions(USUAL, positions, SEATS, there=there, vote=False)
    assert found.verdict is verdict
    assert found.silent == 7 - len(stands)


def test_a_vote_is_counted_among_those_who_say_yes_or_no() -> None:
    yes, no, aside, abstain = BALLOT
    stands = {1: yes, 2: yes, 3: no, 4: abstain, 5: aside, 99: no}
    found = count_positions(USUAL, stands, SEATS, there=None, vote=True)
    assert (found.yes, found.no, found.yes_needed, found.verdict) == (2, 1, 2, Verdict.CARRIED)
    assert (found.stands[abstain], found.stands[aside], found.silent) == (1, 1, 2)
    assert not is_carried(USUAL, yes=0, no=0)
    assert not is_carried(USUAL, yes=3, no=2)
    assert is_carried(USUAL, yes=4, no=2)


@settings(max_examples=60, deadline=None)
@given(voting=st.integers(0, 10_000), top=st.integers(2, 99), bottom=st.integers(3, 99))
def test_the_share_is_exact_in_whole_organizations(voting: int, top: int, bottom: int) -> None:
    rule = Rule(SINCE, fallback_numerator=min(top, bottom), fallback_denominator=max(top, bottom))
    needed = votes_needed(rule, voting)
    share = rule.fallback_numerator * voting
    assert needed * rule.fallback_denominator >= share
    assert needed == 1 or (needed - 1) * rule.fallback_denominator < share


@settings(max_examples=60, deadline=None)
@given(
    stands=st.dictionaries(st.integers(1, 12), st.sampled_from(GRADIENT)),
    there=st.none() | st.sets(st.integers(1, 12)),
)
def test_one_more_block_never_makes_consensus_and_silence_never_adds_to_it(
    stands: dict[int, Stand], there: set[int] | None
) -> None:
    found = count_positions(USUAL, stands, range(1, 10), there=there, vote=False)
    blocked = count_positions(USUAL, {**stands, 1: Stand.BLOCK}, range(1, 10), there=there, vote=False)
    assert not blocked.decides
    assert sum(found.stands.values()) + found.silent == 9
    if found.decides:
        assert 9 - found.silent >= 5


@pytest.mark.parametrize(("hours", "refused"), [(48, False), (47, True), (-3, True)])
def test_nothing_is_decided_without_its_notice(hours: int, refused: bool) -> None:
    at = datetime(2026, 11, 24, 23, tzinfo=UTC)
    if refused:
        with pytest.raises(InvalidInput, match="the rule asks for 48"):
            check_notice(USUAL, told=at - timedelta(hours=hours), at=at)
    else:
        check_notice(USUAL, told=at - timedelta(hours=hours), at=at)
    with pytest.raises(InvalidInput, match="Nobody noted"):
        check_notice(USUAL, told=None, at=at)
