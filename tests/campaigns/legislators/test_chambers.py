"""The reference table of chambers: every state's, with the seats it elects, loaded once."""

from collections import Counter

import pytest
from sqlmodel import func, select

from budget.line_items.starter import lay_foundation
from campaigns.legislators.chambers import chambers_of, load_chambers
from campaigns.legislators.models import Chamber
from data.reference_tables import rows_of
from data.store import open_session
from tests.support import ORGANIZER, PUBLIC

# members elected, as each legislature's own site counts them
SEATS = {
    ("ky", "lower"): 100, ("ky", "upper"): 38, ("ma", "lower"): 160, ("ma", "upper"): 40, ("nh", "lower"): 400,
    ("me", "lower"): 151, ("ca", "lower"): 80, ("pa", "lower"): 203, ("ne", "upper"): 49, ("ny", "upper"): 63,
}  # fmt: skip


def test_fifty_states_have_two_chambers_and_nebraska_one() -> None:
    rows = [row for _, row in rows_of("chambers")]
    states = {row["code"] for _, row in rows_of("jurisdictions")}
    sources = {row["key"] for _, row in rows_of("sources")}

    assert Counter(Counter(row["jurisdiction"] for row in rows).values()) == {2: 49, 1: 1}
    assert {row["jurisdiction"] for row in rows} <= states
    assert {row["source"] for row in rows} <= sources
    assert {key: int(row["seats"]) for row in rows if (key := (row["jurisdiction"], row["kind"])) in SEATS} == SEATS
    assert all(row["name"] and row["member_title"] for row in rows)


@pytest.mark.usefixtures("sqlite_store")
def test_the_chambers_are_loaded_once_and_found_by_state() -> None:
    for _ in range(2):
        with open_session(ORGANIZER, writing=True) as session:
            lay_foundation(session)
            load_chambers(session)
    with open_session(PUBLIC) as session:
        assert session.scalar(select(func.count()).select_from(Chamber)) == 99
        found = chambers_of(session, "MA")
        assert {kind: (one.name, one.seats) for kind, one in found.items()} == {
            "lower": ("House of Representatives", 160), "upper": ("Senate", 40),
        }  # fmt: skip
        assert chambers_of(session, "zz") == {}
