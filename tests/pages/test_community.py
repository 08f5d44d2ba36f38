"""Threads on screen: talk about a record, answer, quote, edit, and what hidden and pseudonymous posts show."""

import pytest
from sqlmodel import Session, col, select

from coalition.accounts import clock
from coalition.community.models import Post
from coalition.organizations.models import Organization
from data.access import Permission, Role, Viewer, requires
from tests.coalition.community.room import NOW, asked, do, person, pseudonym, said, seen, started
from tests.pages.conftest import Look
from tests.pages.dashboard import markup, press, words


@pytest.fixture
def maria(sqlite_store: str, monkeypatch: pytest.MonkeyPatch) -> Viewer:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return person("Maria Member")


@requires(Permission.MODERATE)
def _hide(session: Session, *, post_id: int, because: str) -> None:
    row = session.exec(select(Post).where(col(Post.id) == post_id)).one()
    row.hidden, row.hidden_because = NOW, because
    session.add(row)


@requires(Permission.KEEP_DIRECTORY)
def _host_name(session: Session) -> str:
    return session.exec(select(Organization.name).where(Organization.id == 1)).one()


def test_a_thread_about_an_organization_is_started_from_its_page_and_stands_beside_it(
    maria: Viewer, look: Look
) -> None:
    app = look("organization", maria, organization="1")
    assert "Nobody has talked about this yet." in markup(app)
    app = look("community", maria, about="organization-1")
    app.text_input(key="title").set_value("Who keeps the <b>minutes</b>?")
    app.text_area(key="first_words").set_value("**Me**, I think. <script>alert(1)</script>")
    press(app, "Post it")
    assert not app.exception
    thread = seen(maria, 1)
    assert (thread.head.about, thread.head.title) == (("organization", 1), "Who keeps the <b>minutes</b>?")
    app = look("organization", maria, organization="1")
    assert "1 thread is about this." in markup(app)
    app = look("thread", maria, thread="1")
    host = do(person("Olive Organizer", Role.ORGANIZER), _host_name)
    assert f"Organization: {host}" in words(app)
    assert "<strong>Me</strong>, I think. &lt;script&gt;" in markup(app)
    assert "<script>" not in markup(app)


def test_somebody_quotes_answers_and_edits(maria: Viewer, look: Look) -> None:
    number = str(asked(person("Pat Parent"), words="Which column?"))
    app = look("thread", maria, thread=number)
    press(app, "Quote")
    field = next(one for one in app.text_area if one.label == "What you want to say")
    assert field.value == "> @Pat Parent:\n>\n> Which column?\n\n"
    field.set_value(field.value + "The last.")
    press(app, "Post it")
    assert "Your post is number 2." in markup(app)
    assert "<strong>@Pat Parent</strong>:" in markup(app)
    field = next(one for one in app.text_area if one.label == "Your words")
    field.set_value("The last one.")
    press(app, "Save")
    assert "edited just now" in markup(app)
    assert "Mark as the answer" not in words(app)  # she did not ask


def test_a_hidden_post_says_why_and_keeps_its_words_for_its_author(maria: Viewer, look: Look) -> None:
    pat = person("Pat Parent")
    number = started(maria)
    said(pat, number, "You fools")
    post = seen(maria, number).posts[1]
    do(person("Sam Steward", Role.STEWARD), _hide, post_id=post.id, because="It insults <people>.")
    page = markup(look("thread", maria, thread=str(number)))
    assert "Hidden by a steward: It insults &lt;people&gt;." in page
    assert "You fools" not in page
    assert "You fools" in markup(look("thread", pat, thread=str(number)))


def test_a_pseudonym_is_chosen_for_one_post_and_shows_no_organization(maria: Viewer, look: Look) -> None:
    number = str(started(maria))
    pseudonym(maria, "Green Kettle")
    app = look("thread", maria, thread=number)
    app.radio[0].set_value(True)
    next(one for one in app.text_area if one.label == "What you want to say").set_value("Under my other name")
    press(app, "Post it")
    assert not app.exception
    record = seen(maria, int(number))
    assert [(post.who.name, post.who.organization != "") for post in record.posts] == [
        ("Maria Member", True), ("Green Kettle", False),
    ]  # fmt: skip


def test_too_much_is_refused_and_the_words_stay(maria: Viewer, look: Look) -> None:
    number = str(started(maria))
    app = look("thread", maria, thread=number)
    field = next(one for one in app.text_area if one.label == "What you want to say")
    field.set_value("x" * 20_001)
    press(app, "Post it")
    assert "A post cannot have 20,001 characters." in words(app)
    assert len(next(one for one in app.text_area if one.label == "What you want to say").value or "") == 20_001


def test_filters_and_searches_stand_in_the_address(maria: Viewer, look: Look) -> None:
    asked(maria, "Open question")
    started(maria, "Only a talk", "zanzibar")
    unanswered = words(look("community", maria, view="unanswered"))
    assert "Open question" in unanswered
    assert "Only a talk" not in unanswered
    assert "Nobody has named you yet." in words(look("community", maria, view="mentioned"))
    found = words(look("community", maria, words="zanzibar"))
    assert "1 post fits “zanzibar”." in found
    assert "Only a talk" in found
