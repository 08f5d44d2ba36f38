"""Threads in the terminal, on the example's two, and that the example goes without a trace."""

import json

import pytest
from sqlmodel import select
from typer.testing import CliRunner

import cli
from coalition.community.models import Author, Post, Thread
from coalition.examples.commands import load_example, remove_example
from data.store import open_session
from tests.coalition.community.room import NOW, do
from tests.support import ORGANIZER


def shown(*words: str) -> str:
    result = CliRunner().invoke(cli.app, ["show", "threads", *words])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def example(sqlite_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coalition.accounts.clock.now", lambda: NOW)
    do(ORGANIZER, load_example, now=NOW)


@pytest.mark.usefixtures("example")
def test_threads_and_posts_are_shown(sqlite_store: str) -> None:
    found = json.loads(shown("--json"))
    assert [(one["kind"], one["posts"], one["answered"]) for one in found] == [
        ("question", 3, True), ("discussion", 2, False),
    ]  # fmt: skip
    assert found[0]["about"]["kind"] == "letter"
    assert found[1]["by_organization"] == ""
    assert "3 posts" in shown()
    assert "governor" in shown("conference committee")
    assert json.loads(shown("tutoring", "--json"))[0]["number"] == 1
    assert "Start one in the dashboard" in shown("--unanswered")
    assert "No post fits" in shown("zeppelin")


@pytest.mark.usefixtures("example")
def test_the_example_is_labelled_and_goes_whole() -> None:
    with open_session(ORGANIZER) as session:
        assert all("(example)" in name for name in session.exec(select(Author.name)))
        assert all("ade up" in words for words in session.exec(select(Post.words)))
        assert all("(example)" in title for title in session.exec(select(Thread.title)))
    do(ORGANIZER, remove_example)
    with open_session(ORGANIZER) as session:
        assert [session.exec(select(table)).all() for table in (Thread, Post, Author)] == [[], [], []]
