"""Report, hide, appeal, silence: who may, who learns what, and that every step is written down without a name."""

from datetime import timedelta

import pytest
from sqlmodel import select

from coalition.community.case_commands import appeal_case, decide_appeal, decide_case, report, silence_author
from coalition.community.cases import Case, case_record, decided_cases, my_cases, open_cases
from coalition.community.commands import edit_post
from coalition.community.conduct import agree_to_code, codes, has_agreed, replace_code
from coalition.community.moderation import CaseOutcome, CaseStep
from coalition.community.search import search_posts
from data.access import Role, Viewer
from data.audit import AuditEntry, broken_entry
from data.errors import InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests.coalition.community.room import NOW, do, person, pseudonym, said, seen, started

HIDDEN, KEPT = CaseOutcome.HIDDEN, CaseOutcome.KEPT
LATER = NOW + timedelta(hours=1)


class Table:
    """A member who wrote something rude under a pseudonym, one who reports it, another, and two stewards."""

    def __init__(self) -> None:
        self.rude = person("Rudi Rude")
        self.author = pseudonym(self.rude, "Green Kettle")
        self.hurt = person("Hana Hurt")
        self.other = person("Otto Other")
        self.sam, self.tess = person("Sam Steward", Role.STEWARD), person("Tess Steward", Role.STEWARD)
        self.thread = started(self.other)
        said(self.rude, self.thread, "you zanzibars", as_pseudonym=True)
        self.post = seen(self.rude, self.thread).posts[1].id

    def reported(self, by: Viewer | None = None) -> int:
        return do(by or self.hurt, report, post_id=self.post, reason="It insults us.", now=NOW)

    def case(self, viewer: Viewer, number: int) -> Case:
        with open_session(viewer) as session:
            return case_record(session, number)

    def hidden(self) -> int:
        number = self.reported()
        do(self.sam, decide_case, case_id=number, version=1, outcome=HIDDEN, reason="An insult.", now=NOW)
        return number


@pytest.fixture
def table(store: str) -> Table:
    return Table()


def test_a_hidden_post_is_read_by_its_author_and_the_stewards_and_comes_back_on_appeal(table: Table) -> None:
    number = table.hidden()
    shown = "you zanzibars"
    for viewer, words in ((table.other, ""), (table.hurt, ""), (table.rude, shown), (table.sam, shown)):
        post = seen(viewer, table.thread).posts[1]
        assert (post.is_hidden, post.hidden_because, post.words) == (True, "An insult.", words)
    with open_session(table.other) as session:
        assert search_posts(session, "zanzibars").count == 0
    with pytest.raises(InvalidInput):
        do(table.rude, edit_post, post_id=table.post, version=2, words="nicer", now=LATER)
    version = table.case(table.rude, number).version
    with pytest.raises(NotFound):
        do(table.hurt, appeal_case, case_id=number, version=version, words="mine?", now=LATER)
    do(table.rude, appeal_case, case_id=number, version=version, words="It is a place.", now=LATER)
    given = {"case_id": number, "version": version + 1, "outcome": KEPT, "reason": "It is.", "now": LATER}
    with pytest.raises(InvalidInput, match="Another steward decides"):
        do(table.sam, decide_appeal, **given)
    do(table.tess, decide_appeal, **given)
    assert seen(table.other, table.thread).posts[1].words == "you zanzibars"
    with open_session(table.other) as session:
        assert search_posts(session, "zanzibars").count == 1
    assert table.case(table.rude, number).step is CaseStep.NOTHING


def test_each_learns_what_concerns_them_and_no_more(table: Table) -> None:
    number = table.reported()
    with open_session(table.other) as session:
        assert (my_cases(session), open_cases(session), decided_cases(session)) == ((), (), ())
    for viewer in (table.rude, table.other):  # nothing was decided, so the author does not hear of it yet
        with pytest.raises(NotFound):
            table.case(viewer, number)
    do(table.sam, decide_case, case_id=number, version=1, outcome=HIDDEN, reason="An insult.", now=NOW)
    author, reporter, steward = (table.case(one, number) for one in (table.rude, table.hurt, table.tess))
    assert (author.reporter, author.reason, author.decided_by, author.outcome_reason) == ("", "", "", "An insult.")
    assert (reporter.reporter, reporter.reason, reporter.decided_by) == ("Hana Hurt", "It insults us.", "")
    assert (steward.reporter, steward.decided_by) == ("Hana Hurt", "Sam Steward")
    assert "Rudi" not in str((author, reporter, steward))
    assert reporter.outcome == "hidden"
    with pytest.raises(NotFound):
        table.case(table.other, number)


def test_every_step_is_in_the_record_of_changes_and_nobody_who_may_be_a_pseudonym_is_named(table: Table) -> None:
    number = do(table.rude, report, post_id=_first(table), reason="So is this.", now=NOW, as_pseudonym=True)
    do(table.sam, decide_case, case_id=number, version=1, outcome=KEPT, reason="It is polite.", now=NOW)
    number = table.hidden()
    do(table.rude, appeal_case, case_id=number, version=2, words="It is a place.", now=LATER)
    day = NOW.date() + timedelta(days=3)
    do(table.tess, silence_author, author_id=table.author, until=day, reason="Rest.", now=NOW)
    with open_session(table.sam) as session:
        entries = [one for one in session.exec(select(AuditEntry)) if one.subject.startswith(("case", "author"))]
        assert broken_entry(session) is None
    told = [(one.act, one.actor) for one in entries]
    by_sam, by_tess = f"account {table.sam.account_id}", f"account {table.tess.account_id}"
    assert told == [
        ("report to stewards", ""), ("decide case", by_sam), ("report to stewards", ""), ("decide case", by_sam),
        ("appeal case", ""), ("silence author", by_tess),
    ]  # fmt: skip
    assert not any(word in str(entries) for word in ("zanzibar", "Rudi", "Kettle", f"account {table.rude.account_id}'"))


def _first(table: Table) -> int:
    return seen(table.other, table.thread).posts[0].id


def test_reports_of_the_same_are_decided_together_and_a_second_one_of_the_same_person_is_refused(table: Table) -> None:
    first, second = table.reported(), table.reported(table.other)
    with pytest.raises(InvalidInput, match="reported this already"):
        table.reported()
    with pytest.raises(InvalidInput, match="your own"):
        table.reported(table.rude)
    do(table.sam, decide_case, case_id=second, version=1, outcome=KEPT, reason="A place.", now=NOW)
    assert [table.case(table.sam, one).outcome for one in (first, second)] == ["kept", "kept"]
    with pytest.raises(InvalidInput, match="changed by somebody else"):
        do(table.tess, decide_case, case_id=first, version=1, outcome=HIDDEN, reason="No.", now=NOW)
    with pytest.raises(NotAllowed):
        do(table.other, decide_case, case_id=first, version=2, outcome=HIDDEN, reason="No.", now=NOW)


def test_whoever_is_new_reports_five_times_a_day(table: Table) -> None:
    thread = started(table.rude, "Many")
    for number in range(6):
        said(table.rude, thread, f"word {number}")
    posts = [one.id for one in seen(table.hurt, thread).posts]
    do(table.hurt, report, post_id=posts[0], reason="No.", now=NOW)
    for post in posts[1:5]:
        do(table.hurt, report, post_id=post, reason="No.", now=NOW)
    with pytest.raises(InvalidInput, match="Come back tomorrow"):
        do(table.hurt, report, post_id=posts[5], reason="No.", now=NOW)
    do(table.hurt, report, post_id=posts[5], reason="No.", now=NOW + timedelta(days=1, seconds=1))


def test_a_silenced_author_writes_under_no_name_until_the_day(table: Table) -> None:
    day = NOW.date() + timedelta(days=3)
    do(table.sam, silence_author, author_id=table.author, until=day, reason="Rest.", now=NOW)
    for as_pseudonym in (True, False):
        with pytest.raises(InvalidInput, match=f"not to write until {day}"):
            said(table.rude, table.thread, as_pseudonym=as_pseudonym)
    said(table.rude, table.thread, now=NOW + timedelta(days=3))
    do(table.sam, silence_author, author_id=table.author, until=None, reason="Enough.", now=NOW)
    said(table.rude, table.thread, as_pseudonym=True)


def test_the_whole_thread_goes_with_its_first_post_where_the_steward_says_so(table: Table) -> None:
    number = do(table.hurt, report, post_id=_first(table), reason="The title.", now=NOW)
    given = {"case_id": number, "version": 1, "outcome": HIDDEN, "reason": "The title.", "now": NOW}
    do(table.sam, decide_case, **given, whole_thread=True)
    with pytest.raises(NotFound):
        seen(table.hurt, table.thread)
    assert seen(table.other, table.thread).head.is_hidden


def test_nobody_writes_before_they_agreed_and_a_new_code_is_agreed_to_anew(sqlite_store: str) -> None:
    new, sam = person("Nora New", agreed=False), person("Sam Steward", Role.STEWARD)
    with pytest.raises(InvalidInput, match="agree to it"):
        started(new)
    do(new, agree_to_code, code_id=None, now=NOW)
    started(new)
    with pytest.raises(NotAllowed):
        do(new, replace_code, words="Be rude.", words_es="", now=NOW)
    do(sam, replace_code, words="Be kind.", words_es="Sea amable.", now=NOW)
    with open_session(new) as session:
        assert not has_agreed(session)
        assert [one.in_language("es")[:8] for one in codes(session)] == ["Sea amab", "Estamos "]
        number = codes(session)[0].id
    with pytest.raises(InvalidInput, match="changed while you read"):
        do(new, agree_to_code, code_id=None, now=NOW)
    do(new, agree_to_code, code_id=number, now=NOW)
    with open_session(new) as session:
        assert has_agreed(session)
    with open_session(sam) as session:
        assert not has_agreed(session)  # an agreement is one's own
