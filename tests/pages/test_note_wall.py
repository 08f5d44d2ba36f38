"""A mentoring note is walled off: an organizer, somebody of another organization and the public reach it by no way."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from coalition.accounts import clock
from coalition.changes.queries import ChangeFilter, changes
from coalition.community.conduct import agree_to_code
from coalition.community.digest import community_week, week_document
from coalition.community.queries import Wanted, threads
from coalition.community.resource_queries import resources
from coalition.community.search import search_posts
from coalition.mentoring.links import make_mentor_link, make_scholar_link
from coalition.mentoring.models import MentoringSession
from coalition.mentoring.queries import sessions_of_scholar
from data.access import Viewer
from data.audit import AuditEntry
from data.errors import CommonTableError
from data.exports.documents import document_text
from data.exports.registry import declare_every_file, find, offered
from data.store import open_session
from look.finding import found_elsewhere
from tests.coalition.accounts.browsing import Browser, our_app
from tests.coalition.community.room import do, started
from tests.coalition.programs.room import NAMES, NOTE, NOW, THEIR_MEMBER, TODAY, Made, programme, second_organization
from tests.pages.conftest import Look
from tests.pages.dashboard import markup, words
from tests.support import ORGANIZER, PUBLIC, STAFF

PLANTED = (NOTE, *NAMES)
SOUGHT = (NOTE, "leave school", "Zelda", "Persephone")
NUMBERS = ("program", "scholar", "mentor", "pair", "session", "thread", "resource", "letter", "organization", "line")
READ_HERE = ("csv", "html", "ics", "json", "txt")  # what else there is holds the same values
Way = Callable[[Viewer, Made], Iterator[Any]]


def by_query(viewer: Viewer, made: Made) -> Iterator[Any]:
    with open_session(viewer) as session:
        yield sessions_of_scholar(session, made.scholar)
        yield session.exec(select(MentoringSession)).all()


def by_export(viewer: Viewer, made: Made) -> Iterator[Any]:
    """Every file there is, in one form that can be read here, asked for with every number there is."""
    declare_every_file()
    every = [(what, kind) for what, kind in offered() if kind in READ_HERE and not what.startswith("test")]
    query = dict.fromkeys(NUMBERS, "1") | {"program": str(made.program), "scholar": str(made.scholar)}
    for what, kind in dict(every).items():
        build = find(what, kind)
        assert build is not None
        try:
            yield build(viewer, query, kind).body.decode()
        except CommonTableError as problem:
            yield problem


def by_search(viewer: Viewer, _made: Made) -> Iterator[Any]:
    for sought in SOUGHT:
        yield found_elsewhere(viewer, sought, today=TODAY)
        with open_session(viewer) as session:
            yield search_posts(session, sought)
            yield resources(session, words=sought)


def by_thread(viewer: Viewer, made: Made) -> Iterator[Any]:
    with open_session(viewer) as session:
        yield threads(session, Wanted(about_kind="program", about_id=made.program))
        yield threads(session, Wanted())


def by_digest(viewer: Viewer, _made: Made) -> Iterator[Any]:
    with open_session(viewer) as session:
        week = community_week(session, since=NOW - timedelta(days=400), now=NOW)
    yield document_text(week_document(week)).decode()


def by_audit(viewer: Viewer, _made: Made) -> Iterator[Any]:
    with open_session(viewer) as session:
        yield session.exec(select(AuditEntry)).all()
        yield changes(session, ChangeFilter())


WAYS: dict[str, Way] = {
    "query": by_query, "export": by_export, "search": by_search, "thread": by_thread, "digest": by_digest,
    "audit": by_audit,
}  # fmt: skip
WHO = {"organizer": ORGANIZER, "member of another organization": THEIR_MEMBER, "public": PUBLIC}


@pytest.fixture
def made(sqlite_store: str, monkeypatch: pytest.MonkeyPatch) -> Made:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    second_organization()
    numbers = programme(published=True)
    do(ORGANIZER, agree_to_code, code_id=None, now=NOW)
    started(ORGANIZER, "About the programme", about=("program", numbers.program), now=NOW)
    return numbers


def told(said: object) -> list[str]:
    return [planted for planted in PLANTED if planted in str(said)]


def test_its_own_staff_reach_the_note_and_nobody_else_by_any_way(made: Made) -> None:
    assert NOTE in str(list(by_query(STAFF, made)))
    assert "Zelda" in str(list(by_export(STAFF, made)))
    found = {
        (who, way): reached
        for who, viewer in WHO.items()
        for way, walk in WAYS.items()
        if (reached := told([str(one) for one in walk(viewer, made)]))
    }
    assert found == {}


@pytest.mark.parametrize("who", WHO)
def test_no_page_shows_it(made: Made, look: Look, who: str) -> None:
    addresses = [
        ("program", {"program": str(made.program)}), ("scholar", {"scholar": str(made.scholar)}), ("changes", {}),
        ("search", {"q": "leave school"}), ("thread", {"thread": "1"}), ("civility", {}), ("home", {}),
    ]  # fmt: skip
    for page, address in addresses:
        try:
            app = look(page, WHO[who], **address)
        except ValueError:
            continue  # the page is not offered to them
        assert not app.exception, page
        assert told(words(app) + markup(app)) == [], page


def test_no_guessed_ended_or_changed_link_opens_it(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    links = {
        "m": do(STAFF, make_mentor_link, mentor_id=made.mentor, now=NOW),
        "s": do(STAFF, make_scholar_link, scholar_id=made.scholar, now=NOW),
    }
    browser = Browser(our_app())
    assert [browser.get(f"/{where}/{token}").status for where, token in links.items()] == [200, 200]
    for where, token in links.items():
        for guess in (f"{token[:-1]}{'b' if token[-1] == 'a' else 'a'}", token[::-1], "1", "1.1", "x" * 500):
            assert unknown(browser, f"/{where}/{guess}"), guess
    assert unknown(browser, f"/m/{links['s']}")
    assert unknown(browser, f"/s/{links['m']}")
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=366))
    assert all(unknown(browser, f"/{where}/{token}") for where, token in links.items())


def unknown(browser: Browser, address: str) -> bool:
    """Whether an address answers that it opens nothing, and says nothing else."""
    answer = browser.get(address)
    return answer.status in (404, 429) and not told(answer.text)
