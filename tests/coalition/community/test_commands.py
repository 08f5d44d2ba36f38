"""Threads from the first word to the answer: who may say, change, mark, close and follow what."""

from datetime import timedelta

import pytest

from coalition.community.commands import (
    answer_thread,
    close_thread,
    edit_post,
    follow_thread,
    mark_answer,
    note_read,
    start_thread,
    unfollow_thread,
)
from coalition.community.queries import FOLLOWED, MENTIONED, UNANSWERED, Wanted, threads, unread_mentions
from coalition.community.rules import ThreadKind
from data.access import Role, Viewer
from data.errors import InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests.coalition.community.room import NOW, asked, do, person, pseudonym, said, seen, started
from tests.support import ORGANIZER, PUBLIC

TOMORROW = NOW + timedelta(days=1)


def listed(viewer: Viewer, view: str = "", **about: object) -> list[str]:
    with open_session(viewer) as session:
        return [head.title for head in threads(session, Wanted(view, **about)).heads]  # type: ignore[arg-type]


def test_a_question_is_asked_answered_and_marked(store: str) -> None:
    maria, pat = person("Maria Member"), person("Pat Parent")
    number = asked(maria, about=("line-item", 12))
    assert said(pat, number, "Read the last column.") == 2
    assert listed(pat, UNANSWERED) == ["How do I read line 7061-0008?"]
    assert listed(pat, about_kind="line-item", about_id=12) == ["How do I read line 7061-0008?"]
    assert listed(pat, about_kind="line-item", about_id=13) == []
    answer = seen(maria, number).posts[1]
    with pytest.raises(NotAllowed):
        do(pat, mark_answer, thread_id=number, post_id=answer.id)
    do(maria, mark_answer, thread_id=number, post_id=answer.id)
    record = seen(pat, number)
    assert record.head.has_answer
    assert (record.answer_number, record.posts[1].is_answer) == (2, True)
    assert listed(pat, UNANSWERED) == []
    steward = person("Sam Steward", Role.STEWARD)
    do(steward, mark_answer, thread_id=number, post_id=None)
    assert not seen(pat, number).head.has_answer


def test_only_a_question_has_an_answer_and_not_itself(sqlite_store: str) -> None:
    maria = person("Maria Member")
    talk, question, other = started(maria), asked(maria), asked(maria, "Another?")
    with pytest.raises(InvalidInput, match="Only a question"):
        do(maria, mark_answer, thread_id=talk, post_id=seen(maria, talk).posts[0].id)
    with pytest.raises(InvalidInput, match="cannot be its answer"):
        do(maria, mark_answer, thread_id=question, post_id=seen(maria, question).posts[0].id)
    with pytest.raises(NotFound):
        do(maria, mark_answer, thread_id=question, post_id=seen(maria, other).posts[0].id)


def test_one_edits_ones_own_and_the_second_of_two_is_told(sqlite_store: str) -> None:
    maria, pat = person("Maria Member"), person("Pat Parent")
    number = started(maria)
    post = seen(maria, number).posts[0]
    with pytest.raises(NotAllowed):
        do(pat, edit_post, post_id=post.id, version=1, words="Mine now", now=NOW)
    assert do(maria, edit_post, post_id=post.id, version=1, words="Who walks?", title="Walking", now=TOMORROW) == 2
    with pytest.raises(InvalidInput, match="changed by somebody else"):
        do(maria, edit_post, post_id=post.id, version=1, words="Who flies?", now=TOMORROW)
    changed = seen(pat, number)
    assert (changed.head.title, changed.posts[0].words, changed.posts[0].edited) == ("Walking", "Who walks?", TOMORROW)
    assert do(maria, edit_post, post_id=post.id, version=2, words="Who walks?", now=TOMORROW) == 2


def test_nobody_answers_in_a_closed_thread_until_it_is_open_again(sqlite_store: str) -> None:
    maria, organizer = person("Maria Member"), person("Olive Organizer", Role.ORGANIZER)
    number = started(maria)
    with pytest.raises(NotAllowed):
        do(maria, close_thread, thread_id=number, closed=True, now=NOW)
    do(organizer, close_thread, thread_id=number, closed=True, now=NOW)
    with pytest.raises(InvalidInput, match="thread is closed"):
        said(maria, number)
    with pytest.raises(InvalidInput, match="thread is closed"):
        do(maria, edit_post, post_id=seen(maria, number).posts[0].id, version=1, words="x", now=NOW)
    do(organizer, close_thread, thread_id=number, closed=False, now=NOW)
    assert said(maria, number) == 2


def test_names_are_told_once_to_those_who_are_there(store: str) -> None:
    maria, pat = person("Maria Member"), person("Pat Parent")
    hidden = pseudonym(pat, "Green Kettle")
    first = started(pat, words="Hello @Maria Member")  # she never spoke, so nobody is named yet
    number = started(maria, words="@Pat Parent, @Pat Parent! and @Green Kettle, see a@Pat Parent")
    assert seen(pat, number).posts[0].mentions == ("Pat Parent",)
    assert seen(pat, first).posts[0].mentions == ()
    said(pat, number, "I am here", as_pseudonym=True)
    said(maria, number, "Then @green  kettle may say and @Maria Member not")
    record = seen(maria, number)
    assert (record.posts[1].who.id, record.posts[1].who.name) == (hidden, "Green Kettle")
    assert record.posts[2].mentions == ("Green Kettle",)
    with open_session(pat) as session:
        assert unread_mentions(session) == 2
    assert listed(pat, MENTIONED) == ["Bus routes"]
    do(pat, note_read, thread_id=number, number=3, now=NOW)
    with open_session(pat) as session:
        assert unread_mentions(session) == 0
    post = record.posts[0]
    do(maria, edit_post, post_id=post.id, version=post.version, words="Nobody", now=NOW)
    assert seen(pat, number).posts[0].mentions == ()


def test_what_is_followed_says_what_is_new(store: str) -> None:
    maria, pat = person("Maria Member"), person("Pat Parent")
    number = started(maria)
    for _turn in range(3):
        said(pat, number)

    def new(viewer: Viewer) -> int | None:
        return seen(viewer, number).head.unread

    assert (new(maria), new(pat)) == (3, 0)
    do(maria, note_read, thread_id=number, number=3, now=NOW)
    do(maria, note_read, thread_id=number, number=2, now=NOW)  # what was read is not unread by looking back
    assert new(maria) == 1
    do(maria, follow_thread, thread_id=number, muted=True, now=NOW)
    said(pat, number)
    assert (new(maria), listed(maria, FOLLOWED)) == (0, [])
    do(maria, unfollow_thread, thread_id=number)
    assert new(maria) is None
    do(maria, follow_thread, thread_id=number, now=NOW)
    assert (new(maria), listed(maria, FOLLOWED), listed(pat, FOLLOWED)) == (0, ["Bus routes"], ["Bus routes"])


def test_the_page_with_the_first_unread_post_opens(sqlite_store: str) -> None:
    maria, pat = person("Maria Member"), person("Pat Parent")
    number = started(maria)
    for _turn in range(19):
        said(pat, number)
    for turn in range(26):
        said(maria, number, now=TOMORROW + timedelta(hours=turn))
    record = seen(pat, number, page=None)
    assert (record.page, record.pages, [post.number for post in record.posts][:2]) == (2, 3, [21, 22])
    assert (seen(pat, number, page=99).page, seen(maria, number, page=None).page) == (3, 3)


def test_too_much_is_refused_before_anything_is_stored(sqlite_store: str) -> None:
    maria = person("Maria Member")
    with pytest.raises(InvalidInput, match="5,000,000 characters"):
        started(maria, words="x" * 5_000_000)
    for turn in range(3):
        started(maria, f"Thread {turn}")
    with pytest.raises(InvalidInput, match="start 3 threads"):
        started(maria, "Thread 4")
    for _turn in range(17):
        said(maria, 1)
    with pytest.raises(InvalidInput, match="post 20 times"):
        said(maria, 1)
    assert len(listed(maria)) == 3
    assert seen(maria, 1).head.posts == 18


def test_who_did_not_agree_cannot_speak_and_the_public_sees_nothing(store: str) -> None:
    maria, new = person("Maria Member"), person("Newt New", agreed=False)
    number = started(maria)
    with pytest.raises(InvalidInput, match="code of conduct"):
        said(new, number)
    with pytest.raises(NotAllowed):
        do(PUBLIC, answer_thread, thread_id=number, words="hi", now=NOW)
    with pytest.raises(NotAllowed):
        do(PUBLIC, start_thread, kind=ThreadKind.QUESTION, title="a", words="b", now=NOW)
    assert listed(PUBLIC) == []
    with pytest.raises(NotFound):
        seen(PUBLIC, number)
    with pytest.raises(InvalidInput, match="pseudonym yet"):
        said(maria, number, as_pseudonym=True)
    with pytest.raises(InvalidInput, match="needs an account"):
        do(ORGANIZER, follow_thread, thread_id=number, now=NOW)
