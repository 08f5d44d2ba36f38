"""What becomes public is checked first: a finding holds it back until it changes or somebody answers by name."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session

from campaigns.calendar.rules import EventForm, Sight
from campaigns.legislators.models import Legislator
from campaigns.nonpartisan.commands import answer_for
from campaigns.nonpartisan.publishing import HeldBack
from campaigns.nonpartisan.rules import Check, findings
from campaigns.plans.commands import Plan, change_campaign
from coalition.organizations.models import Area
from data.access import Permission, requires
from data.places import Jurisdiction
from data.store import open_session
from tests.campaigns.calendar.room import FORM, dated
from tests.campaigns.plans.room import NOW, TODAY, campaign, said, seen
from tests.support import ORGANIZER, PUBLIC

PLAN = Plan("Example: fund schools", Area.FUNDING, "Vote for Jane Example. Fund every school.")
pytestmark = pytest.mark.usefixtures("sqlite_store")


@requires(Permission.IMPORT_FIGURES)
def sits(session: Session, *, name: str) -> None:
    state = Jurisdiction(code="xx", name="Example state")
    session.add(state)
    session.flush()
    session.add(Legislator(jurisdiction_id=state.id or 0, name=name, name_key=name.casefold()))


def publish(number: int, plan: Plan) -> None:
    said(change_campaign, campaign_id=number, version=1, plan=replace(plan, published=True), today=TODAY)


def test_a_campaign_that_calls_to_vote_for_somebody_is_kept_but_not_published() -> None:
    number = campaign("Example: fund schools")
    with pytest.raises(HeldBack, match="found something in “Vote for Jane Example") as held:
        publish(number, PLAN)
    assert seen(number).version == 1
    assert [one.check for one in findings(held.value.draft)] == [Check.NO_ENDORSEMENT]
    said(change_campaign, campaign_id=number, version=1, plan=PLAN, today=TODAY)
    assert (seen(number).about, seen(number).published) == (PLAN.about, False)


def test_it_is_published_once_a_named_person_answers_for_each_finding() -> None:
    number = campaign("Example: fund schools")
    with pytest.raises(HeldBack) as held:
        publish(number, PLAN)
    (found,) = findings(held.value.draft)
    with open_session(ORGANIZER, writing=True) as session:
        answer_for(session, piece=held.value.piece, finding=found, answered_by="Ana Example", reason="A play", now=NOW)
    publish(number, PLAN)
    assert seen(number, PUBLIC).about == PLAN.about


def test_a_legislator_named_near_an_election_of_the_calendar_holds_a_public_date_back() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        sits(session, name="Omar Sample")
    form = EventForm("meeting", "Town hall", date(2026, 12, 1), about="Omar Sample speaks", sight=Sight.PUBLIC)
    assert dated(replace(form, title="Before any election is known"))
    dated(replace(FORM, kind="election", title="Special election", starts_on=TODAY + timedelta(days=20)))
    with pytest.raises(HeldBack):
        dated(form)
    assert dated(replace(form, sight=Sight.TABLE))
