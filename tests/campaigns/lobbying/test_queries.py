"""The ledger of a year is the sum of one's own actions and of nobody else's, on both databases."""

from datetime import date

import pytest
from sqlmodel import select

from campaigns.lobbying import sentences as say
from campaigns.lobbying.commands import set_tax_year
from campaigns.lobbying.gathering import Level
from campaigns.lobbying.models import TABLES
from campaigns.lobbying.queries import ledger, unanswered_actions
from campaigns.lobbying.recognising import Answers, Kind
from campaigns.lobbying.rows import Said
from data.access import Role, Viewer
from data.errors import NotFound
from data.store import open_session
from tests.campaigns.lobbying.room import (
    BOARD,
    DIRECT,
    GRASS,
    THEIRS,
    TODAY,
    classify,
    did,
    elect,
    rate,
    second_organization,
    seen,
    spent,
    treasurers_year,
)
from tests.support import MEMBER, ORGANIZER, PUBLIC, STAFF, STEWARD


@pytest.mark.usefixtures("store")
def test_the_treasurer_reads_both_ceilings_and_what_still_waits() -> None:
    treasurers_year()

    found = seen()

    assert say.gauge_sentence(found) == "$14,200 of $60,000; grass roots $2,100 of $15,000 in 2026."
    assert (found.direct_cents, found.grass_roots_cents, found.sums.none_cents) == (1_210_000, 210_000, 77_700)
    assert (found.waiting, found.unanswered, found.unanswered_cents) == (4, 4, 30_000)
    assert "4 actions are not settled yet." in say.waiting_sentence(found)
    assert "$300" in say.waiting_sentence(found)
    assert found.levels == (Level.FINE, Level.FINE)
    assert found.tested.test is not None
    assert [one.year for one in found.tested.test.years] == [2026]


@pytest.mark.usefixtures("store")
def test_every_dollar_opens_the_actions_behind_it() -> None:
    treasurers_year()
    found = seen()
    for kind, cents in ((Kind.DIRECT, found.direct_cents), (Kind.GRASS_ROOTS, found.grass_roots_cents)):
        behind = [entry.costed for entry in found.entries if entry.costed.kind is kind]
        assert sum(row.lobbying_cents for row in behind) == cents


@pytest.mark.usefixtures("store")
def test_one_organization_never_sees_anothers_ledger_whatever_it_shares_of_its_actions() -> None:
    second_organization()
    treasurers_year()
    did(99_900, shared=True, viewer=THEIRS)

    theirs = seen(viewer=THEIRS)

    assert (theirs.setup.name, theirs.total_cents, theirs.entries, theirs.ceilings) == ("Example Union", 0, (), None)
    assert (theirs.unanswered, theirs.unanswered_cents) == (1, 99_900)
    assert theirs.setup.rates == ()
    for viewer, rows in ((THEIRS, 0), (PUBLIC, 0), (Viewer(Role.ORGANIZER, "of none"), 0), (MEMBER, 1)):
        with open_session(viewer) as session:
            for model in TABLES.values():
                if model is not TABLES["LobbyingOrganization"]:
                    assert bool(session.exec(select(model)).all()) is bool(rows)
    assert seen().unanswered == 4  # and theirs is in nobody else's queue


@pytest.mark.parametrize("viewer", [MEMBER, STAFF, ORGANIZER, STEWARD])
def test_everybody_of_an_organization_reads_the_same_ledger(sqlite_store: str, viewer: Viewer) -> None:
    treasurers_year()
    assert seen(viewer=viewer).total_cents == 1_420_000


@pytest.mark.parametrize("viewer", [PUBLIC, Viewer(Role.MEMBER, "of none")])
def test_who_belongs_to_no_organization_has_no_ledger(sqlite_store: str, viewer: Viewer) -> None:
    with pytest.raises(NotFound, match="Your organization was not found"):
        seen(viewer=viewer)


def test_the_queue_holds_what_nobody_answered_newest_first(sqlite_store: str) -> None:
    waiting = treasurers_year()
    did(5_000, date(2025, 12, 31))  # another tax year
    did(5_000, deleted=True)
    with open_session(MEMBER) as session:
        found = ledger(session, 2026, today=TODAY)
        queue = unanswered_actions(session, found)
    assert [entry.action.id for entry in queue] == waiting[::-1]
    assert {entry.costed.kind for entry in queue} == {None}


def test_an_answer_that_is_not_complete_still_waits(sqlite_store: str) -> None:
    classify(did(None), Said(DIRECT, ""))
    classify(did(100), Said(DIRECT, "organizer", 60))
    classify(did(100), Said(Answers(DIRECT.said_to)))
    found = seen()
    assert len(found.unsettled) == found.waiting == 3
    assert found.sums.total_cents == 100  # what is known counts


def test_a_deleted_action_counts_no_more(sqlite_store: str) -> None:
    gone = did(500, deleted=True)
    with pytest.raises(NotFound):
        classify(gone, Said(BOARD))
    assert seen().entries == ()


def test_a_return_that_was_filed_speaks_for_its_year(sqlite_store: str) -> None:
    elect(date(2024, 6, 1))
    spent(2024, 250_000, filed=(22_000, 4_000))
    spent(2025, 280_000, filed=(30_000, 9_000))
    spent(2026, 300_000)
    classify(did(100_000), Said(GRASS, ""))

    test = seen().tested.test

    assert test is not None
    assert (test.total_cents, test.grass_roots_cents) == (5_300_000, 1_400_000)
    assert seen(2025).total_cents == 3_000_000
    assert seen(2025).projected is None


def test_a_base_year_without_its_spending_is_named_and_nothing_is_guessed(sqlite_store: str) -> None:
    elect(date(2024, 6, 1))
    spent(2026, 300_000)
    assert seen().tested.missing == (2024, 2025)
    assert "2024, 2025" in say.four_year_sentence(seen())


def test_over_a_ceiling_the_tax_and_the_excess_are_said(sqlite_store: str) -> None:
    elect()
    spent(2026, 120_000)
    classify(did(1_700_000), Said(DIRECT, ""))
    classify(did(700_000), Said(GRASS, ""))
    found = seen()
    assert found.levels == (Level.OVER, Level.OVER)
    assert found.excess is not None
    assert (found.excess.taxed_cents, found.excess.tax_cents) == (100_000, 25_000)
    said = " ".join(say.standing_sentences(found))
    assert "At the ceiling for all lobbying: nothing is left this year." in said
    assert "Above the grass-roots ceiling by $1,000." in said
    assert "Excise tax for 2026: $250" in said


def test_without_an_election_the_page_says_that_volunteers_time_counts(sqlite_store: str) -> None:
    spent(2026, 300_000)
    said = " ".join(say.standing_sentences(seen()))
    assert "No 501(h) election is on file for 2026." in said
    assert "volunteers’ time counts too" in said


def test_a_tax_year_may_begin_in_july(sqlite_store: str) -> None:
    with open_session(ORGANIZER, writing=True) as session:
        set_tax_year(session, starts_month=7, may_elect=True, version=0)
    classify(did(100, date(2026, 6, 30)), Said(DIRECT, ""))
    classify(did(10, date(2026, 7, 1)), Said(DIRECT, ""))
    assert (seen(2025).total_cents, seen(2026).total_cents) == (100, 10)
    with open_session(ORGANIZER) as session:
        assert ledger(session, today=date(2026, 6, 30)).year == 2025
    assert say.year_words(seen(2026)) == "2026 (Jul 2026 to Jun 2027)"


def test_a_new_rate_holds_from_its_day_on(sqlite_store: str) -> None:
    rate("organizer", 4_000, date(2026, 1, 1))
    rate("organizer", 5_000, date(2026, 7, 1))
    for day in (date(2026, 6, 30), date(2026, 7, 1)):
        classify(did(0, day), Said(DIRECT, "organizer", 60))
    assert [entry.costed.direct_cents for entry in seen().entries] == [5_000, 4_000]
