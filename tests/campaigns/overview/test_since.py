"""What changed since a moment: every kind once, as far as the viewer may know, in a fixed number of statements."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, event

from campaigns.overview.asking import Asked, asked_in, page_of
from campaigns.overview.changed import ActionsLogged, CountMoved
from campaigns.overview.home import home_of
from campaigns.overview.rules import Kind
from campaigns.overview.sentences import said
from campaigns.overview.visits import keep_visit, visit_now
from coalition.accounts.models import Account
from coalition.organizations.models import Area
from data.access import PUBLIC_VIEWER, Limit, Role, Viewer
from data.errors import InvalidInput
from data.store import open_session
from tests.campaigns.overview.room import NOW, SINCE, changes, everything, kinds_of
from tests.campaigns.plans import room as plans
from tests.campaigns.whip_counts.room import keep
from tests.campaigns.whip_counts.room import said as keep_rows
from tests.support import MEMBER, ORGANIZER, STEWARD

EVERY = sorted([*Kind, Kind.LETTER, Kind.IMPORT])  # a letter to sign and one sent; our file and the starter's
PUBLIC_KINDS = ["bill", "decision", "edition", "letter", "position"]


def test_each_kind_is_told_once_and_nothing_older_on_both_databases(store: str) -> None:
    everything()
    assert kinds_of(changes()) == EVERY
    assert kinds_of(changes(PUBLIC_VIEWER)) == PUBLIC_KINDS


@pytest.mark.usefixtures("changed_store")
def test_the_public_is_told_what_is_public_and_nobody_of_notes_or_hidden_words() -> None:
    words = " ".join(str(said(one, today=NOW.date())) for one in changes())
    assert "said over coffee" not in words
    assert "Hidden words" not in words
    in_public = " ".join(str(said(one, today=NOW.date())) for one in changes(PUBLIC_VIEWER))
    for kept in ("Fund METCO", "Join the rally", "HB 520 in the House", "Commissioner", "Which column", "reached"):
        assert kept not in in_public


@pytest.mark.usefixtures("changed_store")
def test_what_another_organization_keeps_to_itself_is_in_no_count() -> None:
    own, theirs = changes(kinds={Kind.ACTIONS}), changes(Viewer(Role.MEMBER, "Mo", 2), kinds={Kind.ACTIONS})
    assert own[0].fact == ActionsLogged("METCO for all (example)", 2, 40, 1)
    assert theirs[0].fact == ActionsLogged("METCO for all (example)", 3, 47, 2)


@pytest.mark.usefixtures("changed_store")
def test_a_count_says_what_moved_and_its_area_comes_from_its_campaign() -> None:
    (count,) = changes(kinds={Kind.COUNT})
    assert count.fact == CountMoved("HB 520 in the House (example)", 0, 1, 3, 1, 1)
    assert count.area is Area.FUNDING


@pytest.mark.usefixtures("changed_store")
def test_each_change_has_a_page_a_day_and_a_sentence() -> None:
    for one in changes():
        words = said(one, today=NOW.date())
        assert one.page.endswith(".py")
        assert SINCE <= one.at <= NOW or one.kind is Kind.IMPORT
        assert words.name
        assert words.sentence


@contextmanager
def statements() -> Iterator[list[str]]:
    asked: list[str] = []

    def note(*given: object) -> None:
        asked.append(str(given[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.usefixtures("changed_store")
def test_the_home_page_asks_no_more_of_a_store_with_more_in_it() -> None:
    def asked() -> int:
        with statements() as found, open_session(MEMBER) as session:
            home_of(session, since=SINCE, now=NOW)
        return len(found)

    before = asked()
    for number in range(12):
        campaign = plans.campaign(f"Another {number} (example)")
        plans.action(campaign, f"more {number}", on_date=NOW.date())
    assert asked() <= before
    assert before < 110


@pytest.mark.usefixtures("changed_store")
def test_an_address_narrows_by_day_kind_and_area_and_refuses_a_day_ahead() -> None:
    today = NOW.date()
    assert asked_in({"since": "2026-11-01", "kind": "bill", "area": "funding", "page": "2"}, today=today) == Asked(
        (NOW - timedelta(days=21)).date(), Kind.BILL, Area.FUNDING, 2
    )
    assert asked_in({"kind": "gossip"}, today=today) == Asked(SINCE.date())
    for day in ("2027-01-01", "1999-01-01", "yesterday"):
        with pytest.raises(InvalidInput):
            asked_in({"since": day}, today=today)
    with open_session(ORGANIZER) as session:
        found = page_of(session, Asked(SINCE.date(), area=Area.FUNDING), now=NOW)
    assert {one.area for one in found.changes} == {Area.FUNDING}
    assert not found.is_more


@pytest.mark.usefixtures("sqlite_store")
def test_a_visit_is_kept_for_the_one_who_signed_in_and_ends_after_four_hours() -> None:
    account = Account(
        email="mo@example.org", email_key="mo@example.org", name="Mo", role=Role.MEMBER, password_hash="", made=NOW,
    )  # fmt: skip
    keep_rows(keep, STEWARD, rows=[account])
    mo = Viewer(Role.MEMBER, "Mo", 1, account.id)

    def look(now: datetime) -> datetime:
        with open_session(mo) as session:
            visit, is_new = visit_now(session, now=now)
        if is_new:
            keep_rows(keep_visit, mo, now=now)
        return visit.since

    assert look(NOW) == SINCE
    assert look(NOW + timedelta(hours=3)) == SINCE
    assert look(NOW + timedelta(hours=7)) == NOW + timedelta(hours=3), "what came since the last look"
    with open_session(ORGANIZER) as session:
        visit, is_new = visit_now(session, now=NOW)
    assert (visit.since, is_new) == (SINCE, False), "whoever did not sign in is told of seven days"
    with open_session(Viewer(Role.MEMBER, "Mo", 1, account.id, Limit.ONLY_LOOKS)) as session:
        assert not visit_now(session, now=NOW + timedelta(days=1))[1]
