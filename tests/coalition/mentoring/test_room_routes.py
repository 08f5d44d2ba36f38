"""Personal links as a mentor's or scholar's browser sends them: narrow, short-lived, and silent to whoever guesses."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from coalition.accounts import clock
from coalition.accounts.log_paths import CutSecrets
from coalition.mentoring import rules
from coalition.mentoring.commands import MentorPlan, add_mentor, pair_up
from coalition.mentoring.links import make_mentor_link, make_scholar_link, revoke_link
from coalition.mentoring.models import MentoringSession, PersonalLink
from coalition.mentoring.queries import sessions_of_scholar
from coalition.programs.scholar_queries import goals_of
from data.store import open_session
from tests import stores
from tests.coalition.accounts.browsing import Answer, Browser, our_app
from tests.coalition.accounts.people import Clock
from tests.coalition.programs.room import NOTE, NOW, Made, programme
from tests.support import STAFF

SAID = {"on": "2026-11-20", "minutes": "45", "next": "Send the form", "note": "A heavy week", "goal": "", "status": ""}
GONE = "This link does not work"


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    moving = Clock(NOW)
    monkeypatch.setattr(clock, "now", moving.now)
    return moving


@pytest.fixture(scope="module")
def with_programme(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Made]:
    """A store with the small programme, made once, and the numbers of what is in it."""
    folder = tmp_path_factory.mktemp("programme")
    with stores.sqlite_copy(sqlite_template, folder):
        made = programme()
    return folder / "var" / "commontable.db", made


@pytest.fixture
def made(with_programme: tuple[Path, Made], time: Clock, tmp_path: Path) -> Iterator[Made]:
    template, numbers = with_programme
    with stores.sqlite_copy(template, tmp_path):
        yield numbers


@pytest.fixture
def path(made: Made) -> str:
    with open_session(STAFF, writing=True) as session:
        return f"/m/{make_mentor_link(session, mentor_id=made.mentor, now=NOW)}"


@pytest.fixture
def browser(made: Made) -> Browser:
    return Browser(our_app())


def report(browser: Browser, path: str, **fields: str) -> Answer:
    return browser.fill(path, path, **{**SAID, **fields})


def logged() -> list[MentoringSession]:
    with open_session(STAFF) as session:
        return list(session.exec(select(MentoringSession).order_by(MentoringSession.id)))  # type: ignore[arg-type]


def test_a_mentor_reports_in_four_inputs_and_reads_back_the_entry_without_its_note(
    browser: Browser, path: str, time: Clock
) -> None:
    answer = report(browser, path)
    assert (answer.status, answer.header("location")) == (303, path)
    last = logged()[-1]
    assert (last.on_date.isoformat(), last.minutes, last.next_step) == ("2026-11-20", 45, "Send the form")
    assert (last.private_note, last.by_link) == ("A heavy week", True)
    page = browser.get(path).text
    assert "Saved: Zelda, Fri, Nov 20, 45 minutes. Next step: Send the form. Your note went to the staff." in page
    assert "A heavy week" not in page
    time.passes(hours=24)
    assert "Saved:" not in browser.get(path).text


def test_the_page_shows_first_names_of_own_pairs_and_nothing_else(browser: Browser, path: str, made: Made) -> None:
    page = browser.get(path)
    assert "Zelda" in page.text
    for kept in ("Quimby", "Persephone", "Barnaby", NOTE, "Sleep more", "Register for the test", "Northfield", "@"):
        assert kept not in page.text
    assert page.header("referrer-policy") == "no-referrer"
    assert page.header("cache-control") == "no-store"
    assert "noindex" in page.header("x-robots-tag")


def test_opening_a_link_changes_nothing_and_signs_nobody_in(browser: Browser, path: str) -> None:
    before = len(logged())
    for _ in range(3):
        browser.get(path)
    browser.send("HEAD", path)
    assert len(logged()) == before
    assert browser.who() == "public: visitor"
    assert not any("session" in name for name in browser.cookies)


def test_a_double_tap_is_one_session(browser: Browser, path: str) -> None:
    before = len(logged())
    page = browser.get(path)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
    for _ in range(2):
        assert browser.post(path, {**hidden, **SAID}, sec_fetch_site="same-origin").status == 303
    assert len(logged()) == before + 1


REFUSED = (
    ("on", "2026-11-23", "This day is in the future."),
    ("on", "2025-08-31", "The pair began on 2025-09-01."),
    ("on", "yesterday", "is not a date"),
    ("minutes", "0", "whole number from 1 to 720"),
    ("minutes", "", "Give the day and the minutes"),
    ("next", " ", "Say the next step"),
    ("note", "x" * 4001, "Shorten the note to 4,000 characters"),
    ("status", "met", "Choose both the goal that moved"),
)


def test_what_cannot_be_is_refused_with_the_cure_and_nothing_typed_is_lost(browser: Browser, path: str) -> None:
    before = len(logged())
    for field, value, words in REFUSED:
        answer = report(browser, path, **{field: value})
        assert (answer.status, len(logged())) == (400, before), field
        assert words in answer.text
        assert field == "next" or 'value="Send the form"' in answer.text


def test_a_guessed_ended_revoked_or_misused_link_reads_the_same(
    browser: Browser, path: str, made: Made, time: Clock
) -> None:
    with open_session(STAFF, writing=True) as session:
        scholars = make_scholar_link(session, scholar_id=made.scholar, now=NOW)
    guessed = [f"/m/1.{'x' * 43}", "/m/1", f"/m/9{path[4:]}", path.replace("/m/", "/s/"), f"/m/{scholars}"]
    pages = {browser.get(one).text for one in guessed}
    assert len(pages) == 1
    assert GONE in pages.pop()
    assert {browser.get(one).status for one in guessed} == {404}
    assert report(browser, f"/m/1.{'x' * 43}").status == 404
    time.passes(days=366)
    assert GONE in browser.get(path).text
    time.moment = NOW
    with open_session(STAFF, writing=True) as session:
        link = session.exec(select(PersonalLink.id).where(PersonalLink.mentor_id == made.mentor)).one()
        revoke_link(session, link_id=link or 0, now=NOW)
    assert GONE in browser.get(path).text


def test_a_new_link_ends_the_old_one_and_only_a_hash_is_kept(browser: Browser, path: str, made: Made) -> None:
    with open_session(STAFF, writing=True) as session:
        make_mentor_link(session, mentor_id=made.mentor, now=NOW)
    assert GONE in browser.get(path).text
    with open_session(STAFF) as session:
        assert path[3:] not in str(session.exec(select(PersonalLink)).all())


def test_a_link_writes_for_its_own_pairs_only(browser: Browser, path: str, made: Made) -> None:
    with open_session(STAFF, writing=True) as session:
        other = add_mentor(session, program_id=made.program, plan=MentorPlan("Walt", NOW.date()), now=NOW)
        pair = pair_up(session, mentor_id=other, scholar_id=made.other, starts=NOW.date())
    before = len(logged())
    assert report(browser, path, pair=str(pair), on="2026-11-22").status == 404
    assert report(browser, path, goal="999", status="met").status == 400
    assert len(logged()) == before


def test_entries_of_a_day_are_limited_and_the_next_day_taken_again(
    browser: Browser, path: str, time: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "ENTRIES_A_DAY", 3)
    for _ in range(3):
        assert report(browser, path).status == 303
    refused = report(browser, path)
    assert (refused.status, "took 20 entries today" in refused.text) == (429, True)
    time.passes(hours=24)
    assert report(browser, path).status == 303


def test_a_form_from_elsewhere_or_kept_too_long_writes_nothing_and_keeps_what_was_typed(
    browser: Browser, path: str
) -> None:
    before = len(logged())
    browser.get(path)
    answer = browser.post(path, SAID, sec_fetch_site="cross-site")
    assert (answer.status, len(logged())) == (403, before)
    assert "Send the form" in answer.text


def test_who_guesses_often_has_to_wait_and_others_do_not(browser: Browser, path: str) -> None:
    statuses = [browser.get(f"/m/1.{'x' * 43}").status for _ in range(31)]
    assert (statuses[29], statuses[30]) == (404, 429)
    assert browser.get(path).status == 200


def test_a_goal_is_moved_without_its_words(browser: Browser, path: str, made: Made) -> None:
    assert "Zelda: personal goal, set Tue, Sep 1" in browser.get(path).text
    report(browser, path, goal=str(made.goal), status="met")
    with open_session(STAFF) as session:
        (goal,) = goals_of(session, made.scholar)
    assert (goal.status, [status for _day, status in goal.history]) == ("met", ["set", "met"])


def test_a_scholar_reads_her_own_goals_next_step_and_path_and_no_note(browser: Browser, made: Made) -> None:
    with open_session(STAFF, writing=True) as session:
        token = make_scholar_link(session, scholar_id=made.scholar, now=NOW)
    page = browser.get(f"/s/{token}")
    assert (page.status, page.header("referrer-policy")) == (200, "no-referrer")
    for seen in ("Your path, Zelda", "Register for the test", "Sleep more: set", "Enrolled in college: not yet"):
        assert seen in page.text
    for kept in (NOTE, "Quimby", "Ottoline", "Barnaby", "<form"):
        assert kept not in page.text
    assert browser.post(f"/s/{token}", SAID, sec_fetch_site="same-origin").status == 405


def test_hostile_words_come_out_inert(browser: Browser, path: str) -> None:
    answer = report(browser, path, next='"><script>alert(1)</script>', minutes="0")
    assert "<script>alert" not in answer.text
    report(browser, path, next="<b>bold</b>")
    assert "<b>bold</b>" not in browser.get(path).text


def test_the_secret_is_cut_from_the_log_of_requests() -> None:
    record = logging.LogRecord("uvicorn.access", 20, "", 0, '%s - "%s %s HTTP/%s" %d', None, None)
    record.args = ("127.0.0.1:1", "GET", "/m/1.secret-part?x=1", "1.1", 200)
    assert CutSecrets().filter(record)
    assert record.getMessage() == '127.0.0.1:1 - "GET /m/…?x=1 HTTP/1.1" 200'


def test_a_session_by_link_is_told_apart_for_staff(browser: Browser, path: str, made: Made) -> None:
    report(browser, path)
    with open_session(STAFF) as session:
        assert [one.by_link for one in sessions_of_scholar(session, made.scholar)] == [True, False]
