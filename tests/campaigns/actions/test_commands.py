"""Actions: logged once, corrected with a history, seen by whom they are shared with, and never lost."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlmodel import col, select

from campaigns.actions.commands import (
    Logged,
    bring_back_action,
    change_action,
    delete_action,
    drop_draft,
    keep_draft,
    log_action,
)
from campaigns.actions.models import Action, ActionDraft, ActionSubject
from campaigns.actions.queries import ActionShown, Move, action_shown, known_legislators, last_choices, own_draft
from campaigns.actions.rules import ActionForm, FollowUp, Stance, Subject
from campaigns.actions.task_commands import close_task, reopen_task
from campaigns.actions.task_queries import open_tasks
from coalition.organizations.models import Organization
from data.access import Role, Viewer
from data.audit import AuditEntry
from data.errors import InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests.budget.line_items import room
from tests.notes import upkeep
from tests.support import MEMBER, ORGANIZER, PUBLIC

NOW, TODAY = datetime(2026, 11, 22, 12, tzinfo=UTC), date(2026, 11, 22)
THEIRS = Viewer(Role.ORGANIZER, "Theo", 2)
FORM = ActionForm(
    "meeting", date(2026, 11, 20), said="met Rep. Alder", reached=5, minutes=120, cost_cents=4_050,
    subjects=(Subject("legislator", "Rep. Alder", Stance.UNDECIDED), Subject("bill", "HB 520")),
)  # fmt: skip
pytestmark = pytest.mark.usefixtures("store")


def log(form: ActionForm = FORM, *, key: str = "one", viewer: Viewer = ORGANIZER) -> Logged:
    with open_session(viewer, writing=True) as session:
        return log_action(session, form=form, key=key, today=TODAY, now=NOW)


def seen(action_id: int, viewer: Viewer = ORGANIZER) -> ActionShown | None:
    with open_session(viewer) as session:
        return action_shown(session, action_id)


@pytest.fixture
def second_organization(store: str) -> None:
    assert store
    values = {"name": "Second (example)", "name_key": "second", "made": NOW}
    with upkeep() as connection:
        connection.execute(Organization.__table__.insert().values(id=2, **values))  # type: ignore[attr-defined]


def test_what_was_logged_is_read_back_as_it_was_given() -> None:
    action = seen(log().id)

    assert action is not None
    assert action.form == FORM
    assert (action.organization, action.is_own, action.version) == ("Our coalition", True, 1)


def test_a_form_sent_twice_is_one_action() -> None:
    first, second = log(), log(replace(FORM, reached=99))

    assert (first.is_new, second.is_new, first.id) == (True, False, second.id)
    with open_session(ORGANIZER) as session:
        assert [action.reached for action in session.exec(select(Action))] == [5]


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ({"on_date": date(2026, 11, 23)}, "lies ahead"), ({"on_date": date(1026, 1, 1)}, "too long ago"),
        ({"kind": "seance"}, "Say how it happened"), ({"minutes": -60}, "from 0 to"),
        ({"cost_cents": 100_000_000_000}, r"\$0 and \$1,000,000"), ({"attempted": 3}, "More people are reached"),
        ({"moved": 6}, "More people moved"), ({"follow_up": FollowUp(" ")}, "what has to be done next"),
        ({"said": "x" * 4_001}, "4,000 characters"), ({"subjects": (Subject("person", "x"),)}, "can be about"),
    ],
)  # fmt: skip
def test_what_cannot_have_happened_is_refused_and_nothing_is_kept(broken: dict[str, object], sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        log(replace(FORM, **broken))  # type: ignore[arg-type]
    with open_session(ORGANIZER) as session:
        assert session.exec(select(Action)).all() == []


@pytest.mark.parametrize(
    "words", ["😀🎉", "Ελληνικά", "العربية", "Кириллица", "<b>bold</b>", "'; DROP TABLE actions;--"]
)
def test_any_script_is_kept_as_typed(words: str) -> None:
    action = seen(log(replace(FORM, said=words, outcome=words)).id)
    assert action is not None
    assert (action.form.said, action.form.outcome) == (words, words)


@pytest.mark.parametrize("gone", [{"campaign_id": 77}, {"subjects": (Subject("line item", "x", "", 77),)}])
def test_an_action_linked_to_something_deleted_meanwhile_is_told(gone: dict[str, object]) -> None:
    with pytest.raises(NotFound):
        log(replace(FORM, **gone))  # type: ignore[arg-type]


def test_a_line_item_written_by_its_number_is_linked_to_the_line() -> None:
    room.starter()
    action = seen(log(replace(FORM, subjects=(Subject("line item", "7061-0008"),))).id)
    assert action is not None
    assert action.form.subjects[0].line_item_id is not None


def test_a_position_that_changed_is_said_with_what_was_before() -> None:
    assert log().moves == (Move("Rep. Alder", "", Stance.UNDECIDED),)
    later = replace(FORM, on_date=TODAY, subjects=(Subject("legislator", "rep  alder", Stance.LEANING_SUPPORT),))
    assert log(later, key="two").moves == (Move("rep  alder", Stance.UNDECIDED, Stance.LEANING_SUPPORT),)
    earlier = replace(FORM, on_date=date(2026, 11, 1))
    assert log(earlier, key="three").moves == (Move("Rep. Alder", "", Stance.UNDECIDED),)


def test_a_correction_keeps_its_history_and_the_second_editor_is_told() -> None:
    action_id = log().id
    corrected = replace(FORM, reached=6, said="met Rep. Alder and staff", subjects=FORM.subjects[:1])
    with open_session(ORGANIZER, writing=True) as session:
        assert change_action(session, action_id=action_id, version=1, form=corrected, today=TODAY) == 2
    with pytest.raises(InvalidInput, match="somebody else"), open_session(ORGANIZER, writing=True) as session:
        change_action(session, action_id=action_id, version=1, form=FORM, today=TODAY)

    action = seen(action_id)
    assert action is not None
    assert action.form == corrected
    with open_session(ORGANIZER) as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.act == "change action")).one()
    assert '"before": {"reached": 5}' in entry.detail
    assert '"after": {"reached": 6}' in entry.detail
    assert "staff" not in entry.detail


def test_the_record_of_changes_tells_others_nothing_of_an_action_that_is_not_shared() -> None:
    """It is read across organizations; of what is one's own it keeps the names of columns."""
    kept = replace(FORM, shared=False)
    action_id = log(kept).id
    with open_session(ORGANIZER, writing=True) as session:
        change_action(session, action_id=action_id, version=1, form=replace(kept, cost_cents=777), today=TODAY)
        change_action(session, action_id=action_id, version=2, form=replace(kept, shared=True), today=TODAY)

    with open_session(THEIRS) as session:
        details = [
            entry.detail for entry in session.exec(select(AuditEntry).where(col(AuditEntry.act).like("%action")))
        ]
    assert len(details) == 3
    for detail in details:
        assert '"columns"' in detail
        for told in ("4050", "777", "2026-11-20", "meeting", '"before"', '"after"'):
            assert told not in detail


def test_a_corrected_spelling_is_kept() -> None:
    action_id = log(replace(FORM, subjects=(Subject("legislator", "rep alder"),))).id
    with open_session(ORGANIZER, writing=True) as session:
        right = replace(FORM, subjects=(Subject("legislator", "Rep. Alder"),))
        assert change_action(session, action_id=action_id, version=1, form=right, today=TODAY) == 2
    action = seen(action_id)
    assert action is not None
    assert action.form.subjects == (Subject("legislator", "Rep. Alder"),)


def test_a_deleted_action_is_nobodys_but_its_own_and_comes_back() -> None:
    action_id = log().id
    with open_session(ORGANIZER, writing=True) as session:
        delete_action(session, action_id=action_id, version=1, now=NOW)
    assert seen(action_id, THEIRS) is None
    deleted = seen(action_id)
    assert deleted is not None
    assert deleted.deleted is not None
    with open_session(ORGANIZER, writing=True) as session:
        bring_back_action(session, action_id=action_id)
    assert seen(action_id, THEIRS) is not None


@pytest.mark.usefixtures("second_organization")
def test_another_organization_sees_what_is_shared_and_changes_nothing() -> None:
    shared, kept = log().id, log(replace(FORM, shared=False), key="two").id

    assert seen(shared, THEIRS) is not None
    assert seen(kept, THEIRS) is None
    assert seen(kept, MEMBER) is not None
    assert seen(shared, PUBLIC) is None
    with open_session(THEIRS) as session:
        assert {subject.action_id for subject in session.exec(select(ActionSubject))} == {shared}
    for act in (
        lambda s: delete_action(s, action_id=shared, version=1, now=NOW),
        lambda s: change_action(s, action_id=shared, version=1, form=replace(FORM, reached=1), today=TODAY),
    ):
        with pytest.raises((NotAllowed, NotFound)), open_session(THEIRS, writing=True) as session:
            act(session)
    assert seen(shared, THEIRS).form.reached == 5  # type: ignore[union-attr]


def test_a_member_cannot_log() -> None:
    with pytest.raises(NotAllowed):
        log(viewer=MEMBER)


def test_a_follow_up_becomes_a_task_that_is_closed_and_reopened() -> None:
    logged = log(replace(FORM, follow_up=FollowUp("Send cost per scholar", date(2026, 11, 24))))
    with open_session(ORGANIZER) as session:
        (task,) = open_tasks(session, action_id=logged.id)
    assert (task.title, task.due, task.is_late(date(2026, 11, 25))) == (
        "Send cost per scholar",
        date(2026, 11, 24),
        True,
    )
    with open_session(ORGANIZER, writing=True) as session:
        close_task(session, task_id=task.id, now=NOW)
        assert open_tasks(session) == ()
        reopen_task(session, task_id=task.id)
        assert [one.id for one in open_tasks(session)] == [task.id]
    with open_session(THEIRS) as session:
        assert open_tasks(session) == ()


def test_a_draft_outlives_the_page_and_is_gone_once_saved() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        keep_draft(session, key="a", given={"said": "met"}, now=NOW)
        keep_draft(session, key="a", given={"said": "met Rep. Alder"}, now=NOW)
    with open_session(ORGANIZER) as session:
        draft = own_draft(session)
    assert draft is not None
    assert draft.given == {"said": "met Rep. Alder"}
    other = Viewer(Role.ORGANIZER, "Second person", 1, account_id=5)
    for viewer in (other, THEIRS, MEMBER):
        with open_session(viewer) as session:
            assert own_draft(session) is None
    log()
    with open_session(ORGANIZER, writing=True) as session:
        assert session.exec(select(ActionDraft)).all() == []
        drop_draft(session)


def test_the_next_form_starts_with_the_last_choices_and_knows_the_names() -> None:
    with open_session(ORGANIZER) as session:
        assert last_choices(session) is None
    log(replace(FORM, kind="call", shared=False))
    with open_session(ORGANIZER) as session:
        assert last_choices(session) == ("call", None, False)
        assert [one.label for one in known_legislators(session)] == ["Rep. Alder"]
