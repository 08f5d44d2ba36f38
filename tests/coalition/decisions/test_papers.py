"""Minutes and cards on paper say what the page says; the example is whole, can be shown and goes again."""

import json

import pytest

from coalition.decisions import downloads
from coalition.decisions.commands import MeetingPlan, change_meeting
from coalition.decisions.motion_commands import attach_condition
from coalition.decisions.rules import Stand
from coalition.decisions.verifying import untrue_results
from coalition.examples.commands import load_example, remove_example
from data.errors import NotFound
from data.store import open_session
from tests.budget.line_items.terminal import command
from tests.coalition.decisions.room import NOW, WEEK, called, decided, do, put, say, seven_members
from tests.support import MEMBER, ORGANIZER, PUBLIC

MARKUP = "<script>alert(1)</script> #strong[x]"


def test_minutes_and_cards_carry_attendance_motions_positions_and_conditions(store: str) -> None:
    seven_members()
    number = called(1, 2, 3, 4)
    do(change_meeting, meeting_id=number, version=1,
       plan=MeetingPlan("Monthly call", NOW, "Online", WEEK, "One thing", MARKUP), now=NOW)  # fmt: skip
    motion = put(number, title=f"Mentors {MARKUP}")
    for one in (1, 2, 3, 4):
        say(motion, one, Stand.SUPPORT, ORGANIZER)
    do(attach_condition, motion_id=motion, organization_id=2, words="We see it first", now=NOW)
    decided(motion)
    query = {"meeting": str(number), "motion": str(motion)}
    text = downloads.minutes_file(MEMBER, query, "txt").body.decode()
    for said in ("4 of 7 present, quorum met.", "- Example Apple: there", "- Example Fir: not there", "One thing",
                 "Agreed by consensus: 4 support, 3 did not answer.", "- Example Fir: did not answer",
                 "Example Apple: We see it first (not checked yet)", "Everybody was told 168 hours before",
                 "Tue, Nov 24, 2026, 6:30 pm Eastern"):  # fmt: skip
        assert said in text
    page = downloads.minutes_file(MEMBER, query, "html").body.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    pdf = downloads.minutes_file(MEMBER, query, "pdf").body
    assert pdf.startswith(b"%PDF")
    assert pdf == downloads.minutes_file(MEMBER, query, "pdf").body
    assert downloads.decision_file(MEMBER, query, "pdf").body.startswith(b"%PDF")
    rows = json.loads(downloads.decisions_file(MEMBER, {}, "json").body)["rows"]
    assert [row["position"] for row in rows].count("did not answer") == 3
    for build, kind in ((downloads.minutes_file, "txt"), (downloads.decision_file, "pdf"),
                        (downloads.decisions_file, "csv"), (downloads.demands_file, "csv")):  # fmt: skip
        with pytest.raises(NotFound):
            build(PUBLIC, query, kind)


@pytest.mark.usefixtures("sqlite_store")
def test_the_example_table_decides_is_shown_in_the_terminal_and_goes_again() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        load_example(session, now=NOW)
        assert load_example(session, now=NOW) == 0
    listed = command("show", "decisions")
    assert "Agreed by consensus: 2 support, 1 can live with it, 1 stand aside." in listed.out
    (card,) = [one for one in json.loads(command("show", "decisions", "--json").out) if one["card"]]
    assert card["card"]["text_hash"] == card["text_sha256"]
    assert f"Of the card: {card['card_sha256']}." in command("show", "decision", str(card["id"])).out
    assert command("show", "decision", "99").err.strip() == "The motion was not found."
    assert "The results of decisions are whole" in command("check").out
    with open_session(ORGANIZER, writing=True) as session:
        assert remove_example(session).kept == ()
        assert untrue_results(session) == ()
    assert "There is no motion yet." in command("show", "decisions").out
