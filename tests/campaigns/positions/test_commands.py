"""Positions are taken by an organization for itself, shared with the coalition, public only where it says so."""

from datetime import date, timedelta
from typing import Any

import pytest

from campaigns.calendar.commands import add_event
from campaigns.calendar.rules import EventForm
from campaigns.nonpartisan.publishing import HeldBack
from campaigns.positions.commands import add_ballot_question, set_rule, take_position
from campaigns.positions.queries import SubjectPositions, past_positions, positions, positions_on
from campaigns.positions.rules import CoalitionRule, Stance, SubjectKind
from campaigns.positions.subjects import Subject, measure_of
from coalition.organizations.commands import add_organization
from coalition.organizations.models import Standing
from data.access import Role, Viewer
from data.errors import InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests.campaigns.legislation.assembly import NOW, TODAY, bill_id, kentucky, said
from tests.campaigns.whip_counts import room
from tests.support import MEMBER, ORGANIZER, PUBLIC


def join(name: str, standing: Standing = Standing.MEMBER) -> Viewer:
    """An organization at the table, and an organizer of it."""
    made = said(
        add_organization, name=name, now=NOW, standing=standing, since=date(2025, 1, 1), published=True
    )  # fmt: skip
    return Viewer(Role.ORGANIZER, name, made.id)


def charter_bill() -> Subject:
    kentucky()
    with open_session(ORGANIZER) as session:
        return SubjectKind.MEASURE, measure_of(session, bill_id("HB520"))


def take(viewer: Viewer, subject: Subject, stance: Stance, **given: object) -> int:
    usual = {"since": date(2026, 3, 1), "now": NOW}
    return int(said(take_position, viewer, subject=subject, stance=stance, **(usual | given)))


def seen(subject: Subject, viewer: Viewer = MEMBER) -> SubjectPositions:
    with open_session(viewer) as session:
        return positions_on(session, subject, day=TODAY)


def test_the_coalition_s_position_follows_and_who_took_none_is_listed(store: str) -> None:
    subject = charter_bill()
    parents, teachers, faith, students = map(join, ("East Bend Parents", "Teachers", "Faith Table", "Students"))
    ally = join("An Ally", Standing.ALLY)
    for one in (parents, teachers, ally):
        take(one, subject, Stance.OPPOSE)
    found = seen(subject)
    assert found.derived is not None
    assert (found.derived.stance, found.derived.tally.took) == (None, 2), "an ally is outside the count"
    assert [one.name for one in found.silent] == ["Faith Table", "Students"]
    take(faith, subject, Stance.OPPOSE, reason="It moves money out of district schools.")
    assert seen(subject).derived.stance is Stance.OPPOSE  # type: ignore[union-attr]
    assert seen(subject).of(students.organization_id) is None
    assert seen(subject).of(teachers.organization_id).stance is Stance.OPPOSE  # type: ignore[union-attr]


def test_a_change_is_a_new_row_and_the_second_of_two_people_is_told(sqlite_store: str) -> None:
    subject = charter_bill()
    parents = join("East Bend Parents")
    first = take(parents, subject, Stance.NEUTRAL)
    assert take(parents, subject, Stance.NEUTRAL, seen_id=first) == first, "saving the same again changes nothing"
    second = take(parents, subject, Stance.SUPPORT, since=date(2026, 5, 1), seen_id=first)
    with pytest.raises(InvalidInput, match="their change stands"):
        take(parents, subject, Stance.OPPOSE, seen_id=first)
    take(parents, subject, Stance.WITHDRAWN, since=date(2026, 6, 1), seen_id=second)
    with open_session(MEMBER) as session:
        past = [one.stance for one in past_positions(session, subject)]
    assert past == [Stance.WITHDRAWN, Stance.SUPPORT, Stance.NEUTRAL]


def test_the_public_sees_what_is_published_now_and_nothing_worked_out_of_the_rest(store: str) -> None:
    subject = charter_bill()
    parents, teachers = map(join, ("East Bend Parents", "Teachers"))
    shown = take(parents, subject, Stance.OPPOSE, published=True)
    take(teachers, subject, Stance.SUPPORT)
    for_everybody = seen(subject, PUBLIC)
    assert [one.organization for one in for_everybody.held] == ["East Bend Parents"]
    assert (for_everybody.derived, for_everybody.silent) == (None, ())
    take(parents, subject, Stance.SUPPORT, seen_id=shown)
    assert seen(subject, PUBLIC).held == (), "a position changed in private leaves no stale one in public"
    with pytest.raises(HeldBack):
        take(join("Faith Table"), subject, Stance.OPPOSE, published=True, reason="Vote for Ada Example in May.")


def test_a_reason_is_checked_for_the_day_it_becomes_public_not_for_the_day_it_holds_since(
    sqlite_store: str,
) -> None:
    subject = charter_bill()
    soon = TODAY + timedelta(days=20)
    said(add_event, form=EventForm("election", "Special election", soon), now=NOW)
    given: dict[str, Any] = {"reason": "Rocky Adkins spoke for it.", "since": date(2025, 1, 1)}
    with pytest.raises(HeldBack):
        take(ORGANIZER, subject, Stance.SUPPORT, published=True, **given)
    assert take(ORGANIZER, subject, Stance.SUPPORT, **given)


def test_nobody_takes_a_position_for_another_or_without_the_right(sqlite_store: str) -> None:
    subject = charter_bill()
    with pytest.raises(NotAllowed):
        take(MEMBER, subject, Stance.SUPPORT)
    with pytest.raises(NotFound):
        take(Viewer(Role.ORGANIZER, "nobody's"), subject, Stance.SUPPORT)
    with pytest.raises(NotFound):
        take(ORGANIZER, (SubjectKind.MEASURE, 999), Stance.SUPPORT)
    with pytest.raises(InvalidInput, match="has been"):
        take(ORGANIZER, subject, Stance.SUPPORT, since=date(2027, 1, 1))
    with pytest.raises(InvalidInput, match="none was taken"):
        take(ORGANIZER, subject, Stance.WITHDRAWN)


def test_the_rule_is_changed_by_whoever_saw_it_and_a_question_stands_once(sqlite_store: str) -> None:
    subject = charter_bill()
    take(join("East Bend Parents"), subject, Stance.OPPOSE)
    assert said(set_rule, rule=CoalitionRule(fewest=1), version=0) == 1
    assert seen(subject).derived.stance is Stance.OPPOSE  # type: ignore[union-attr]
    with pytest.raises(InvalidInput, match="changed by somebody else"):
        said(set_rule, rule=CoalitionRule(fewest=2), version=0)
    question: dict[str, Any] = {
        "jurisdiction": "ky",
        "election_on": date(2024, 11, 5),
        "number": "2",
        "title": "Public money",
    }
    number = said(add_ballot_question, **question)
    take(ORGANIZER, (SubjectKind.BALLOT_QUESTION, number), Stance.OPPOSE)
    with pytest.raises(InvalidInput, match="on file already"):
        said(add_ballot_question, **question)
    with open_session(MEMBER) as session:
        assert [one.head.kind for one in positions(session, day=TODAY)] == [
            SubjectKind.MEASURE, SubjectKind.BALLOT_QUESTION,
        ]  # fmt: skip


def test_positions_follow_a_measure_into_the_one_it_became_part_of(store: str) -> None:
    subject = charter_bill()
    parents, teachers = join("East Bend Parents"), join("Teachers")
    first = take(parents, subject, Stance.OPPOSE, since=date(2026, 2, 1))
    redraft = room.bill("HB 521")
    on_the_redraft = (SubjectKind.MEASURE, redraft)
    take(parents, on_the_redraft, Stance.NEUTRAL)
    take(teachers, on_the_redraft, Stance.OPPOSE)

    room.said(room.become_one, measure=subject[1], kept=redraft)

    for asked in (subject, on_the_redraft):
        found = seen(asked)
        assert {one.organization: one.stance for one in found.held} == {
            "East Bend Parents": Stance.NEUTRAL, "Teachers": Stance.OPPOSE,
        }  # fmt: skip
        assert found.head.id == redraft
    with open_session(MEMBER) as session:
        assert [one.head.id for one in positions(session, day=TODAY)] == [redraft]
        assert len(past_positions(session, subject)) == 3
    with pytest.raises(InvalidInput, match="their change stands"):
        take(parents, subject, Stance.SUPPORT, seen_id=first)
    held = seen(subject).of(parents.organization_id)
    assert held is not None
    take(parents, subject, Stance.SUPPORT, since=date(2026, 3, 2), seen_id=held.id)
    assert seen(subject).of(parents.organization_id).stance is Stance.SUPPORT  # type: ignore[union-attr]


def test_a_position_taken_back_leaves_no_published_one_of_another_number_in_public(sqlite_store: str) -> None:
    subject, parents = charter_bill(), join("East Bend Parents")
    take(parents, subject, Stance.SUPPORT, since=date(2026, 2, 1), published=True)
    redraft = (SubjectKind.MEASURE, room.bill("HB 521"))
    later = take(parents, redraft, Stance.OPPOSE, published=True)
    room.said(room.become_one, measure=subject[1], kept=redraft[1])
    assert [one.stance for one in seen(subject, PUBLIC).held] == [Stance.OPPOSE]
    take(parents, subject, Stance.WITHDRAWN, seen_id=later)
    assert seen(subject, PUBLIC).held == ()
    assert [one.stance for one in seen(subject).held] == [Stance.WITHDRAWN]
