"""Letters on screen: what changed since we signed, the three answers, and nothing of people's words as markup."""

from datetime import timedelta

import pytest

from coalition.accounts import clock
from coalition.letters.commands import change_text, close_letter
from tests.coalition.letters.desk import NOW, TEXT, do, letter, record, signed, table
from tests.pages.conftest import Look
from tests.pages.dashboard import markup
from tests.support import MEMBER, ORGANIZER


@pytest.fixture
def changed(sqlite_store: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    pat, _uma = table()
    number = letter(addressed_to="<b>Conferees</b>")
    signed(ORGANIZER, number)
    signed(pat, number)
    given = {"text": TEXT.replace("$350,000", "$500,000 <script>"), "what_changed": "We ask for more.", "now": NOW}
    do(ORGANIZER, change_text, letter_id=number, version=1, **given)
    return str(number)


def test_a_member_sees_what_changed_since_we_signed_and_signs_with_one_press(changed: str, look: Look) -> None:
    app = look("letter", MEMBER, letter=changed)
    seen = markup(app)
    for words in (
        "Your organization signed version 1. The text is now version 2", "2 words came, 1 went", "We ask for more.",
        "<del>", "$350,000</del>", "$500,000 &lt;script&gt;</ins>", "Example Parents: signed version 1",
    ):  # fmt: skip
        assert words in seen
    assert "<script>" not in seen
    assert "<b>Conferees</b>" not in seen
    buttons = {one.label: one for one in app.button}
    assert {"Stay off", "Sign version 2"} <= set(buttons)
    buttons["Sign version 2"].click().run()
    assert not app.exception
    assert "Your organization stands under this text" in markup(app)
    assert [one.name for one in record(int(changed)).under(record(int(changed)).newest)] == ["Our coalition"]


def test_a_letter_that_nobody_answered_yet_opens_for_a_member_and_its_keeper(sqlite_store: str, look: Look) -> None:
    number = str(letter())
    for viewer in (MEMBER, ORGANIZER):
        app = look("letter", viewer, letter=number)
        assert not app.exception
        assert "Nobody has signed version 1." in markup(app)


def test_whoever_signed_may_withdraw_after_the_last_day_and_do_nothing_else(
    changed: str, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = letter(deadline=NOW.date())
    signed(ORGANIZER, number)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=2))
    labels = {one.label for one in look("letter", MEMBER, letter=str(number)).button}
    assert "Withdraw it" in labels
    assert not {"Sign version 1", "Stay off", "Save the comment"} & labels


def test_a_closed_letter_takes_no_signature(changed: str, look: Look) -> None:
    version = record(int(changed)).version
    do(ORGANIZER, close_letter, letter_id=int(changed), version=version, now=NOW)
    labels = {one.label for one in look("letter", ORGANIZER, letter=changed).button}
    assert "Open it again" in labels
    assert not {"Sign version 2", "Stay off", "Close the letter"} & labels


def test_the_list_says_what_waits_for_us_and_home_does_until_we_sign(changed: str, look: Look) -> None:
    waits = "Waiting for you"
    assert waits in markup(look("home", MEMBER))
    seen = markup(look("letters", MEMBER))
    assert "1 letter takes signatures. Your organization has not signed 1 of them." in seen
    assert "your organization signed version 1; version 2 stands" in seen
    signed(MEMBER, int(changed))
    assert waits not in markup(look("home", MEMBER))
