"""Nobody but its own account and a keeper of names learns who stands behind a pseudonym, by whatever way."""

from typing import Any

import pytest
from sqlmodel import Session, select

from coalition.changes.queries import ChangeFilter, changes
from coalition.community.authors import my_authors
from coalition.community.commands import edit_post, follow_thread, note_read, unfollow_thread
from coalition.community.models import (
    Author,
    AuthorAccount,
    Follow,
    Mention,
    ModerationCase,
    NameKeeper,
    Post,
    Thread,
)
from coalition.community.queries import FOLLOWED, MENTIONED, Wanted, threads
from coalition.community.search import search_posts
from data.access import Permission, Role, Viewer, requires
from data.audit import AuditEntry
from data.errors import CommonTableError
from data.exports.registry import declare_every_file, find, offered
from data.records import Record
from data.schema import every_room
from data.store import open_session
from look.finding import found_elsewhere
from tests.coalition.community.room import NOW, asked, do, person, pseudonym, said, seen
from tests.coalition.organizations.table import foundation, seat
from tests.support import PUBLIC

NAME, HOME, MASK = "Petra Zimmerlein", "Zebra Parents", "Green Kettle"
TABLES: tuple[type[Record], ...] = (Author, AuthorAccount, Thread, Post, Mention, Follow, ModerationCase, AuditEntry)


@pytest.fixture
def petra(sqlite_store: str) -> Viewer:
    """Somebody of another organization who only ever speaks under her pseudonym, and does all one can do."""
    foundation()
    viewer = person(NAME, organization_id=seat(HOME))
    pseudonym(viewer, MASK)
    other = person("Maria Member")
    number = asked(viewer, "Who reads this?", words="a zanzibar of mine", as_pseudonym=True)
    said(other, number, f"Tell us more, @{MASK}")
    said(viewer, number, "more", as_pseudonym=True)
    post = seen(viewer, number).posts[0]
    do(viewer, edit_post, post_id=post.id, version=1, words="another zanzibar", now=NOW)
    do(viewer, note_read, thread_id=number, number=3, now=NOW)
    do(viewer, unfollow_thread, thread_id=number)
    do(viewer, follow_thread, thread_id=number, now=NOW)
    return viewer


def others() -> list[Viewer]:
    return [
        PUBLIC,
        person("Mo Member"),
        person("Olive Organizer", Role.ORGANIZER),
        person("Sid Steward", Role.STEWARD),
        Viewer(Role.STEWARD, "terminal", 1),
    ]


def files(viewer: Viewer) -> list[object]:
    """Every file there is, as far as the viewer gets it."""
    declare_every_file()
    taken: list[object] = []
    for what, kind in offered():
        build = find(what, kind)
        assert build is not None
        query = {"thread": "1", "post": "1", "author": "1", "words": "bus", "organization": "1", "resource": "1"}
        try:
            taken.append(build(viewer, query, kind).body.decode("utf-8", "replace"))
        except CommonTableError as refused:
            taken.append(str(refused))
    return taken


def reached(viewer: Viewer) -> list[object]:
    """All that the community, its searches, the record of changes and the tables themselves show a viewer."""
    every_room("finding")
    found: list[object] = [found_elsewhere(viewer, words, today=NOW.date()) for words in ("zanzibar", MASK)]
    with open_session(viewer) as session:
        found += [threads(session, Wanted(view)) for view in ("", FOLLOWED, MENTIONED)]
        found += [search_posts(session, words) for words in ("zanzibar", "more", MASK)]
        found += [[row.model_dump() for row in session.exec(select(table))] for table in TABLES]
        found.append(my_authors(session))
        if viewer.role in {Role.ORGANIZER, Role.STEWARD}:
            found.append(changes(session, ChangeFilter()))
    try:
        found.append(seen(viewer, 1))
    except CommonTableError as refused:
        found.append(str(refused))
    return found


def test_nobody_else_learns_who_it_is(petra: Viewer) -> None:
    for viewer in others():
        said_of = [*reached(viewer), *(files(viewer) if viewer.role in {Role.PUBLIC, Role.ORGANIZER} else [])]
        assert not any(NAME in str(one) for one in said_of), viewer
        assert not any(f"account {petra.account_id}" in str(one) for one in said_of), viewer
        assert not any(f"'account_id': {petra.account_id}" in str(one) for one in said_of), viewer
        assert not any(HOME in str(one) for one in said_of if MASK in str(one)), viewer
        if viewer is not PUBLIC:
            assert MASK in str(said_of)
            assert seen(viewer, 1).posts[0].who.organization == ""


def test_the_public_reaches_no_word(petra: Viewer) -> None:
    assert not any("zanzibar" in str(one) or MASK in str(one) for one in [*reached(PUBLIC), *files(PUBLIC)])


def test_the_author_knows_herself(petra: Viewer) -> None:
    with open_session(petra) as session:
        assert [one.name for one in my_authors(session)] == [MASK]
    assert seen(petra, 1).is_mine
    assert seen(petra, 1).follows


@requires(Permission.MODERATE)
def _keep(session: Session, *, account_id: int | None) -> None:
    session.add(NameKeeper(account_id=account_id or 0, since=NOW))


def _joined(viewer: Viewer) -> list[dict[str, Any]]:
    with open_session(viewer) as session:
        return [row.model_dump() for row in session.exec(select(AuthorAccount))]


def test_only_a_keeper_of_names_reads_whose_a_pseudonym_is(petra: Viewer) -> None:
    keeper, other = person("Kim Keeper", Role.STEWARD), person("Sid Steward", Role.STEWARD)
    do(keeper, _keep, account_id=keeper.account_id)
    assert {"author_id": 1, "account_id": petra.account_id} in _joined(keeper)
    assert _joined(other) == []
    organizer = Viewer(Role.ORGANIZER, keeper.name, 1, keeper.account_id)  # a keeper who looks through another role
    assert _joined(organizer) == []
