"""Seven sentences at most, the weightiest first; a visit ends after four hours without a look."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from campaigns.overview.rules import MOST_SENTENCES, RANK, Kind, Visit, first_seven, is_worth_keeping, looked

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@dataclass(frozen=True)
class One:
    kind: Kind
    at: datetime


CHANGES = st.lists(
    st.builds(One, st.sampled_from(Kind), st.integers(0, 2000).map(lambda n: MONDAY - timedelta(hours=n))), max_size=40
)


@given(CHANGES)
def test_at_most_seven_are_told_newest_day_first_and_none_is_made_up(found: list[One]) -> None:
    told = first_seven(found)
    assert len(told) == min(len(found), MOST_SENTENCES)
    assert all(told.count(one) <= found.count(one) for one in told)
    assert [one.at.date() for one in told] == sorted((one.at.date() for one in told), reverse=True)


@given(CHANGES)
def test_no_kind_takes_a_third_sentence_while_a_weightier_or_other_kind_waits(found: list[One]) -> None:
    told = first_seven(found)
    for kind in Kind:
        if sum(one.kind is kind for one in told) > 2:
            others = [one for one in found if one.kind is not kind]
            left = [one for one in others if told.count(one) < found.count(one)]
            assert all(RANK[one.kind] > RANK[kind] or sum(t.kind is one.kind for t in told) >= 2 for one in left)


def test_stages_come_before_files_whatever_their_day() -> None:
    files = [One(Kind.IMPORT, MONDAY)] * 9
    stage = One(Kind.STAGE, MONDAY - timedelta(days=6))
    assert stage in first_seven([*files, stage])


def test_the_first_visit_tells_of_the_last_seven_days() -> None:
    assert looked(None, now=MONDAY).since == MONDAY - timedelta(days=7)


def test_looks_within_four_hours_are_one_visit_and_tell_the_same() -> None:
    first = Visit(MONDAY, MONDAY, MONDAY - timedelta(days=3))
    again = looked(first, now=MONDAY + timedelta(hours=3, minutes=59))
    assert (again.began, again.since) == (MONDAY, MONDAY - timedelta(days=3))
    later = looked(again, now=again.last_look + timedelta(hours=4))
    assert later.since == again.last_look, "what came during the last visit was seen then"


def test_a_look_is_written_down_for_a_new_visit_and_every_ten_minutes() -> None:
    visit = Visit(MONDAY, MONDAY, None)
    assert is_worth_keeping(None, visit)
    assert not is_worth_keeping(visit, looked(visit, now=MONDAY + timedelta(minutes=9)))
    assert is_worth_keeping(visit, looked(visit, now=MONDAY + timedelta(minutes=10)))
