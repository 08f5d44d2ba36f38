"""Bills are found by number in any spelling and by words; what we follow stands first, for those who may know."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns.legislation.commands import Said, follow_measure, unfollow_measure
from campaigns.legislation.models import Priority
from campaigns.legislation.queries import BillFilter, Bills, bills, sessions_with_bills
from campaigns.legislation.search_index import untrue_bills
from data.access import PUBLIC_VIEWER, Viewer
from data.errors import InvalidInput, NotAllowed
from tests.campaigns.legislation.bill_room import NOW, asked, bill_rows, done, imported, measure, states
from tests.support import MEMBER


@pytest.fixture(autouse=True)
def _bills(store: str) -> None:
    states()
    imported(
        measure("H.495", title="An Act empowering students and schools to thrive"),
        measure("S.246", "Enacted", title="Charter school caps", summary="Limits charter schools."),
        measure("HB520", state="ky", session="2017RS", title="Charter schools", chamber="lower"),
        measure("H495", session="193", title="Éducation"),
    )


def found(words: str = "", viewer: Viewer = MEMBER, **more: object) -> list[str]:
    answer: Bills = asked(bills, BillFilter(words=words, **more), viewer=viewer)  # type: ignore[arg-type]
    return [f"{head.state} {head.number}" for head in (*answer.followed, *answer.others)]


def test_a_bill_is_found_by_its_number_in_any_spelling_and_by_words() -> None:
    assert found("h. 495") == found("HB 495") == found("H00495") == ["ma H.495", "ma H495"]
    assert found("HB 520") == found("H.520") == ["ky HB520"]
    assert sorted(found("charter")) == ["ky HB520", "ma S.246"]
    assert found("charter caps") == ["ma S.246"]
    assert found("thriv") == ["ma H.495"]
    assert found("education") == ["ma H495"]
    assert found('"; DROP TABLE -- *') == found("nothing of the kind") == []


def test_filters_narrow_before_the_limit() -> None:
    (ma194,) = (one.id for one in asked(sessions_with_bills) if one.code == "194")
    assert found("charter", state="ma") == ["ma S.246"]
    assert found(session_id=ma194) == ["ma S.246", "ma H.495"]
    assert found(step="enacted") == ["ma S.246"]
    some: Bills = asked(bills, BillFilter(), limit=1)
    assert (len(some.others), some.count, some.is_more) == (1, 4, False)


def test_a_page_past_the_last_still_counts_what_is_on_file() -> None:
    for words, count in (("", 4), ("charter", 2), ("h 495", 2)):
        beyond: Bills = asked(bills, BillFilter(words=words), limit=25, offset=2_500)
        assert (beyond.others, beyond.count, beyond.is_more) == ((), count, False)


def test_what_we_follow_stands_first_and_only_members_find_it_by_what_we_call_it() -> None:
    rows = bill_rows()
    charter, caps = rows["HB520"].measure_id, rows["S246"].measure_id
    done(follow_measure, measure_id=charter, version=0, said=Said(Priority.HIGH, "Vouchers by stealth"), now=NOW)
    done(follow_measure, measure_id=caps, version=0, said=Said(Priority.TOP), now=NOW)
    assert found()[:2] == ["ma S.246", "ky HB520"]
    assert found("stealth") == ["ky HB520"]
    assert found("stealth", viewer=PUBLIC_VIEWER) == []
    assert found(ours=True) == ["ma S.246", "ky HB520"]
    assert found(ours=True, viewer=PUBLIC_VIEWER) == []
    assert found(priority="high") == ["ky HB520"]
    listed: Bills = asked(bills, BillFilter(), viewer=PUBLIC_VIEWER)
    assert (listed.followed, listed.count) == ((), 4)


def test_two_people_at_one_bill_lose_nothing() -> None:
    number = bill_rows()["HB520"].measure_id
    assert done(follow_measure, measure_id=number, version=0, said=Said(Priority.TOP, "One"), now=NOW) == 1
    with pytest.raises(InvalidInput, match="changed by somebody else"):
        done(follow_measure, measure_id=number, version=0, said=Said(Priority.WATCH, "Two"), now=NOW)
    assert done(follow_measure, measure_id=number, version=1, said=Said(Priority.TOP, "One"), now=NOW) == 1
    with pytest.raises(NotAllowed):
        done(follow_measure, viewer=MEMBER, measure_id=number, version=1, said=Said(Priority.TOP), now=NOW)
    done(unfollow_measure, measure_id=number, version=1)
    assert found(ours=True) == []


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_no_words_break_the_search(words: str) -> None:
    assert isinstance(found(words), list)


def test_the_index_follows_every_change_of_a_title() -> None:
    imported(measure("S.246", "Enacted", title="Something else altogether"))
    assert sorted(found("charter")) == ["ky HB520", "ma S.246"], "the summary still says it"
    assert found("altogether") == ["ma S.246"]
    assert found("caps") == []
    assert asked(untrue_bills) == ()
