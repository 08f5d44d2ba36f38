"""Share, report and decide on the pages themselves; what was typed stands when it is refused."""

import pytest
from streamlit.testing.v1 import AppTest

from coalition.accounts import clock
from coalition.community.cases import my_cases
from coalition.community.correction_commands import CorrectionPlan, request_correction
from coalition.community.resource_queries import resources
from data.access import Role
from data.store import open_session
from tests.coalition.community.room import NOW, do, person, pseudonym, said, started
from tests.pages.conftest import Look
from tests.pages.dashboard import markup, press, words


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def typed(app: AppTest, **texts: str) -> AppTest:
    """Type into fields by their keys."""
    for key, text in texts.items():
        kind = app.text_area if any(one.key == key for one in app.text_area) else app.text_input
        next(field for field in kind if field.key == key).set_value(text)
    return app


def test_a_resource_is_shared_once_the_code_is_agreed_to(sqlite_store: str, look: Look) -> None:
    mara = person("Mara Member", agreed=False)
    app = press(look("resources", mara), "I agree to this")
    press(typed(app, title_new="Flyer", address_new="javascript:alert(1)"), "Share it")
    assert "This is no link to a web page." in words(app)
    assert next(field for field in app.text_input if field.key == "title_new").value == "Flyer"
    press(
        typed(app, address_new="example.org/flyer", words_new="**Take** it <b>all</b>", tags_new="budget"), "Share it"
    )
    with open_session(mara) as session:
        assert [one.title for one in resources(session, tag="budget").found] == ["Flyer"]
    page = look("resource", mara, resource="1")
    assert "<strong>Take</strong> it &lt;b&gt;all" in markup(page)
    assert "Change this" in words(page)
    assert "with the tag “budget”" in words(look("resources", mara, tag="budget"))


def test_a_report_reaches_a_steward_and_the_decision_who_wrote_it(sqlite_store: str, look: Look) -> None:
    mara, otto, sam = person("Mara Member"), person("Otto Other"), person("Sam Steward", Role.STEWARD)
    person("Tess Steward", Role.STEWARD)
    pseudonym(mara, "Green Kettle")
    thread = started(otto)
    said(mara, thread, "you zanzibars", as_pseudonym=True)
    app = look("civility", otto, report="post-2")
    assert "you zanzibars" in words(app)
    press(typed(app, report_why="It insults us."), "Send to the stewards")
    assert "It is case 1 below." in words(app)
    app = look("civility", sam)
    assert "1 case waits for a steward." in words(app)
    assert "Otto Other reported it." in words(app)
    next(choice for choice in app.radio if choice.key == "outcome_1").set_value("hidden")
    press(typed(app, why_1="An insult."), "Decide")
    assert "No case waits for a steward." in words(app)
    app = look("civility", mara)
    assert "A steward hid it." in words(app)
    assert "Otto" not in words(app)
    press(typed(app, appeal_words_1="It is a place."), "Appeal")
    with open_session(mara) as session:
        assert my_cases(session)[0].appeal == "It is a place."
    assert "Another steward decides the appeal" in words(look("civility", sam))
    assert "was not found" in words(look("civility", otto, report="post-99"))


def test_a_correction_is_answered_where_figures_are_kept(starter_store: str, look: Look) -> None:
    mara, olive = person("Mara Member"), person("Olive Organizer", Role.ORGANIZER)
    plan = CorrectionPlan(("line-item", 1), "FY2026, Governor", "$1", "$2", "<b>see</b>", "example.org")
    do(mara, request_correction, plan=plan, now=NOW)
    app = look("corrections", olive)
    assert "1 figure waits to be looked at." in words(app)
    assert "&lt;b&gt;see" in markup(app)
    next(choice for choice in app.radio if choice.key == "status_1").set_value("declined")
    press(typed(app, answer_words_1="The bill prints it so."), "Send the answer")
    app = look("corrections", mara)
    assert "Olive Organizer answered" in words(app)
    assert "The bill prints it so." in words(app)
    assert "Answer" not in [button.label for button in app.button]
    panel = look("line-item", mara, line="1")
    assert "Does a figure seem wrong?" in words(panel)
