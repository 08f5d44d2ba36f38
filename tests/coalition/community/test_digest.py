"""The community's week: what concerns one, nothing hidden or walled, at most twenty lines."""

from datetime import timedelta

from coalition.community.case_commands import decide_case, report
from coalition.community.commands import note_read
from coalition.community.digest import CommunityWeek, community_week, week_document
from coalition.community.moderation import CaseOutcome
from coalition.community.resource_commands import ResourcePlan, share_resource
from data.access import Role, Viewer
from data.exports.documents import document_html, document_text
from data.store import open_session
from tests.coalition.community.room import NOW, asked, do, person, said, seen, started
from tests.support import PUBLIC

SINCE, AFTER = NOW - timedelta(days=7), NOW + timedelta(hours=1)


def week(viewer: Viewer) -> CommunityWeek:
    with open_session(viewer) as session:
        return community_week(session, since=SINCE, now=AFTER)


def test_a_week_tells_who_named_me_what_was_answered_followed_shared_and_decided(store: str) -> None:
    mara, otto, sam = person("Mara Member"), person("Otto Other"), person("Sam Steward", Role.STEWARD)
    question, talk = asked(mara, "Which line?"), started(otto, "Buses")
    said(mara, talk, "I follow this now")
    said(otto, question, "This one.")
    said(otto, talk, "Look, @Mara Member")
    said(otto, talk, "something rude")
    do(otto, share_resource, plan=ResourcePlan("Flyer <x>", address="https://example.org"), now=NOW)
    rude = seen(mara, talk).posts[-1].id
    case = do(mara, report, post_id=rude, reason="Rude.", now=NOW)
    assert (week(sam).parts[0][0], week(sam).lines[0].words) == ("To do", "1 case waits for a steward.")
    do(sam, decide_case, case_id=case, version=1, outcome=CaseOutcome.HIDDEN, reason="Rude.", now=NOW)
    told = week(mara)
    assert [(heading, [line.words for line in lines]) for heading, lines in told.parts] == [
        ("Posts that name you", ["Otto Other named you in “Buses”."]),
        ("Answers to your questions", ["Otto Other answered “Which line?”."]),
        ("In threads you follow", ["“Buses”: 1 new post."]),
        ("Decided for you", [f"Case {case}: a steward decided."]),
        ("Newly shared", ["Otto Other shared “Flyer <x>”."]),
    ]
    assert told.lines[0].query == (("thread", str(talk)), ("post", "3"))
    assert b"Flyer &lt;x&gt;" in document_html(week_document(told))
    do(mara, note_read, thread_id=talk, number=4, now=NOW)
    assert "In threads you follow" not in str(week(mara).parts)
    assert week(PUBLIC).parts == ()


def test_a_quiet_week_says_so_and_a_loud_one_stays_within_twenty_lines(sqlite_store: str) -> None:
    mara, otto = person("Mara Member"), person("Otto Other")
    assert b"Nothing new concerns you." in document_text(week_document(week(mara)))
    question, talk = asked(mara), started(mara, "Buses")
    for number in range(9):
        said(otto, question, f"{number} @Mara Member")
        said(otto, talk, f"{number}")
    for viewer, count in ((otto, 5), (person("Una Union"), 5)):
        for number in range(count):
            plan = ResourcePlan(f"{viewer.name} {number}", address="https://example.org")
            do(viewer, share_resource, plan=plan, now=NOW)
    told = week(mara)
    assert [len(lines) for _heading, lines in told.parts] == [6, 6, 1, 6]
    assert (len(told.lines) <= 20, told.left_out) == (True, 10)
    assert b"10 more stand in the community." in document_text(week_document(told))
