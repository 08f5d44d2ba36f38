"""Posts found by words: what fits first, nothing that is hidden, and an index that stays true."""

import pytest
from sqlmodel import Session, col, select

from coalition.community.commands import edit_post
from coalition.community.finding import found
from coalition.community.models import Post, Thread
from coalition.community.search import search_posts, untrue_posts
from data.access import Permission, Role, Viewer, requires
from data.store import open_session
from tests.coalition.community.room import NOW, do, person, said, seen, started
from tests.support import PUBLIC


def hits(viewer: Viewer, words: str) -> list[tuple[int, int]]:
    with open_session(viewer) as session:
        return [(hit.thread_id, hit.number) for hit in search_posts(session, words).hits]


@requires(Permission.MODERATE)
def _hide(session: Session, *, model: type[Post] | type[Thread], number: int, hidden: bool) -> None:
    row = session.exec(select(model).where(col(model.id) == number)).one()
    row.hidden = NOW if hidden else None
    session.add(row)


def test_titles_weigh_more_and_every_word_must_stand_there(store: str) -> None:
    maria = person("Maria Member")
    talk = started(maria, "Late buses", "The yellow ones, again")
    other = started(maria, "Mentors", "They walk; the **buses** do not stop. Café")
    said(maria, other, "Nobody rides")
    assert hits(maria, "buses") == [(talk, 1), (other, 1)]
    assert hits(maria, "yellow bus") == [(talk, 1)]
    assert hits(maria, "cafe") == [(other, 1)]
    assert hits(maria, "yellow mentors") == []
    assert hits(PUBLIC, "buses") == []
    with open_session(maria) as session:
        hit = search_posts(session, "buses").hits[1]
    assert [piece.text for piece in hit.snippet if piece.found] == ["buses"]
    assert (hit.title_text, hit.who.name) == ("Mentors", "Maria Member")


def test_the_one_search_box_finds_a_thread_once(sqlite_store: str) -> None:
    maria = person("Maria Member")
    number = started(maria, "Late buses", "buses")
    said(maria, number, "buses buses")
    assert [(one.title, one.number) for one in found(maria, "buses", NOW.date())] == [("Late buses", number)]
    assert found(PUBLIC, "buses", NOW.date()) == []


def test_what_is_hidden_is_not_found_and_what_changes_is_found_anew(store: str) -> None:
    maria, steward = person("Maria Member"), person("Sam Steward", Role.STEWARD)
    number = started(maria, "Late buses", "yellow")
    said(maria, number, "green")
    first, second = seen(maria, number).posts
    do(steward, _hide, model=Post, number=second.id, hidden=True)
    assert hits(maria, "green") == []
    do(steward, _hide, model=Post, number=second.id, hidden=False)
    assert hits(maria, "green") == [(number, 2)]
    do(steward, _hide, model=Thread, number=number, hidden=True)
    assert hits(steward, "green") == hits(maria, "yellow") == []
    do(steward, _hide, model=Thread, number=number, hidden=False)
    assert (hits(maria, "green"), hits(maria, "yellow late")) == ([(number, 2)], [(number, 1)])
    do(maria, edit_post, post_id=first.id, version=1, words="purple", title="Early trains", now=NOW)
    assert (hits(maria, "yellow"), hits(maria, "buses")) == ([], [])
    assert hits(maria, "purple trains") == [(number, 1)]
    with open_session(steward) as session:
        assert untrue_posts(session) == ()


@pytest.mark.parametrize("typed", ['"', "NEAR(", "a* OR b", "'; DROP TABLE posts; --", "\x00", "𓀀"])
def test_signs_mean_nothing_in_a_search(sqlite_store: str, typed: str) -> None:
    maria = person("Maria Member")
    started(maria)
    assert hits(maria, typed) == []
