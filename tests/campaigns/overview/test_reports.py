"""A report's numbers are those of the pages: What we did, the lobbying ledger, Campaigns and Our money."""

from datetime import date

import pytest

from campaigns.actions.summaries import ActionFilter, counted
from campaigns.money.income_queries import incomes
from campaigns.overview.report_document import document_of, report_table
from campaigns.overview.reports import Report, report, report_asked
from campaigns.plans.rules import Measure
from data.access import Role, Viewer
from data.errors import InvalidInput
from data.exports.documents import document_text
from data.exports.tables import Missing
from data.store import open_session
from tests.campaigns.lobbying import room as lobbying
from tests.campaigns.money import room as money
from tests.campaigns.plans import room as plans
from tests.campaigns.plans.room import NOW, TODAY
from tests.support import MEMBER, ORGANIZER, PUBLIC

YEAR = {"report": "funder", "since": "2026-01-01", "until": TODAY.isoformat()}


def seen(viewer: Viewer = ORGANIZER, **query: str) -> Report:
    with open_session(viewer) as session:
        return report(session, report_asked(YEAR | query, today=TODAY), now=NOW)


@pytest.fixture
def a_year(sqlite_store: str) -> int:
    """The treasurer's year of the ledger's tests, a campaign with a won objective, and a restricted grant."""
    lobbying.second_organization()
    lobbying.treasurers_year()
    number = plans.campaign("METCO for all (example)")
    plans.target(plans.objective(number, "We are heard."), goal=1, measure=Measure.ACTIONS)
    plans.target(plans.objective(number, "METCO is funded."), goal=99, measure=Measure.ACTIONS)
    plans.action(number, "won", reached=12, minutes=90, cost_cents=2_500)
    money.income(campaign_id=number, **money.GRANT)
    plans.action(None, "theirs", Viewer(Role.ORGANIZER, "Tom of theirs", 2), reached=500, cost_cents=99_900)
    return number


def test_what_was_done_and_lobbied_equals_the_pages_own_answers(a_year: int) -> None:
    found, ledger = seen(), lobbying.seen()
    with open_session(ORGANIZER) as session:
        page = counted(session, ActionFilter(date(2026, 1, 1), TODAY, organization_id=1))
        given = incomes(session)
    assert found.total == page
    assert found.lobbying is not None
    assert found.lobbying.sums == ledger.sums
    assert found.lobbying.waiting == ledger.waiting
    assert (found.lobbying.sums.total_cents, found.lobbying.sums.grass_roots_cents) == (1_420_000, 210_000)
    assert found.income == given
    assert sum(group.counted.actions for group in found.kinds) == page.actions == found.lobbying.actions


def test_an_objective_is_won_when_all_its_targets_are_met(a_year: int) -> None:
    found = seen()
    assert [one.words for one in found.won] == ["We are heard."]
    assert found.objectives == 2


def test_the_parts_of_a_year_add_up_to_the_year(a_year: int) -> None:
    halves = (seen(until="2026-06-30"), seen(since="2026-07-01"))
    whole = seen()
    assert sum(one.total.actions for one in halves) == whole.total.actions
    lobbied = [one.lobbying.sums.total_cents for one in (*halves, whole) if one.lobbying]
    assert lobbied[0] + lobbied[1] == lobbied[2]


def test_the_printed_report_and_its_table_hold_the_same_numbers(a_year: int) -> None:
    found = seen()
    text = document_text(document_of(found, today=TODAY)).decode()
    for words in ("1 of 2 objectives is met", "$12,100", "$2,100", "Example grant", "not lobbying"):
        assert words in text.replace("objectives are", "objectives is")
    rows = {(row[0], row[1]): row[2] if isinstance(row[3], Missing) else row[3] for row in
            report_table(found, today=TODAY).rows}  # fmt: skip
    assert rows["Lobbying", "Direct lobbying"] == 1_210_000
    assert rows["In all", "Actions"] == found.total.actions
    assert isinstance(rows["In all", "People moved"], Missing), "what nobody said is not 0"


def test_who_keeps_no_money_sees_no_funder_and_the_public_nothing(a_year: int) -> None:
    assert seen(MEMBER).income is None
    theirs = seen(Viewer(Role.MEMBER, "Tim of theirs", 2))
    assert (theirs.total.actions, theirs.organization) == (1, "Example Union")
    with pytest.raises(InvalidInput):
        seen(PUBLIC)
    assert seen(PUBLIC, report="weekly").total.actions == 0


@pytest.mark.parametrize(
    "query", [{"since": "2027-01-01"}, {"until": "2030-01-01"}, {"since": "2020-01-01"}, {"since": "soon"}]
)
def test_a_period_that_cannot_be_is_refused_in_words(query: dict[str, str]) -> None:
    with pytest.raises(InvalidInput):
        report_asked(YEAR | query, today=TODAY)
