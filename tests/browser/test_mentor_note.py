"""Job 9 on a phone: a mentor opens the personal link and reports a session in four inputs; the page needs no script."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from coalition.mentoring.commands import MentorPlan, SessionPlan, add_mentor, log_session, pair_up
from coalition.mentoring.links import make_mentor_link
from coalition.programs.commands import ProgramPlan, add_cohort, start_program
from coalition.programs.scholar_commands import ScholarPlan, add_scholar
from data.store import open_session
from tests import stores
from tests.browser.conftest import Serve
from tests.browser.test_accessibility import violations
from tests.support import STAFF

SECONDS, INPUTS = 30, 4


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mentor")


@pytest.fixture(scope="module")
def app_address(serve: Serve, folder: Path) -> Iterator[str]:
    with serve(folder) as address:
        yield address


def link_of_a_mentor(folder: Path) -> str:
    """A mentor with two made-up scholars, one of whom was met this month."""
    now = datetime.now(UTC)
    since = (now - timedelta(days=100)).date()
    with (
        stores.acting_on(f"sqlite:///{folder / 'commontable.db'}", folder),
        open_session(STAFF, writing=True) as session,
    ):
        program = start_program(session, plan=ProgramPlan("Pathway"), now=now)
        cohort = add_cohort(session, program_id=program, name="2026", starts=since)
        ruth = add_mentor(session, program_id=program, plan=MentorPlan("Ruth", since), now=now)
        pairs = [
            pair_up(
                session, mentor_id=ruth, starts=since,
                scholar_id=add_scholar(session, plan=ScholarPlan(name, cohort, "Quimby"), now=now),
            )
            for name in ("Ada", "Bela")
        ]  # fmt: skip
        log_session(session, pair_id=pairs[0], plan=SessionPlan(now.date(), "met", next_step="Rest"), now=now)
        return f"/m/{make_mentor_link(session, mentor_id=ruth, now=now)}"


@pytest.mark.parametrize("width", [390])
def test_a_mentor_reports_a_session_on_the_bus(page: Page, folder: Path, width: int) -> None:
    path = link_of_a_mentor(folder)
    began = time.monotonic()
    page.goto(path)
    expect(page.get_by_text("Still without a session this month: Bela.")).to_be_visible()
    assert page.get_by_label("Whom you met").evaluate("e => e.options[e.selectedIndex].text") == "Bela"
    assert page.get_by_label("Day").input_value() == datetime.now(UTC).date().isoformat()
    assert violations(page) == []

    page.get_by_label("Minutes").fill("45")
    page.get_by_label("Next step").fill("Send the form")
    page.get_by_label("Private note").fill("A heavy week")
    page.get_by_role("button", name="Save the session").click()

    expect(page.get_by_role("status")).to_contain_text("Saved: Bela")
    assert time.monotonic() - began < SECONDS
    assert page.locator("select, input:not([type=hidden]), textarea").count() <= INPUTS + 1  # four, and the note
    text = page.content()
    assert "A heavy week" not in text
    assert "Quimby" not in text
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    page.reload()
    expect(page.get_by_text("Everybody you mentor has a session this month")).to_be_visible()
