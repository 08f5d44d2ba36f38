"""The record of changes on its page and on a record’s own page, with the way back, and the example’s bar."""

from dataclasses import replace

import pytest
from sqlmodel import Session

from budget.line_items.commands import set_ask
from budget.line_items.queries import find_line
from data.access import Permission, Viewer, requires
from data.audit import AuditHead, note_act
from data.periods import FiscalYear
from data.store import open_session
from tests.campaigns.plans.room import action, campaign
from tests.coalition.accounts.people import new_organization
from tests.pages.conftest import Look
from tests.pages.dashboard import line, markup, press, words
from tests.support import MEMBER, ORGANIZER, PUBLIC, STAFF, STEWARD

METCO = "7010-0012"
STORED = "7061-0008"


def ask(code: str, dollars: int) -> None:
    with open_session(ORGANIZER, writing=True) as session:
        number = find_line(session, code)
        set_ask(session, line_item_id=number, fiscal_year=FiscalYear(2017), ask_cents=dollars * 100)


@requires(Permission.SEE_AUDIT)
def note_looked_at(session: Session, *subjects: str) -> None:
    for subject in subjects:
        note_act(session, "look", subject=subject)


def entries() -> int:
    with open_session(ORGANIZER) as session:
        return session.get_one(AuditHead, 1).entries


@pytest.mark.usefixtures("starter_store")
@pytest.mark.parametrize("viewer", [ORGANIZER, STEWARD])
def test_changes_are_filtered_by_the_address_and_put_back(look: Look, viewer: Viewer) -> None:
    ask(METCO, 500)
    ask(METCO, 700)
    ask(STORED, 900)

    app = look("changes", viewer, act="set ask", record=f"line item {line(METCO)}")

    assert not app.exception
    said = words(app)
    assert "Ask: $500 became → $700" in said or "Ask: $500 → $700" in said
    assert ("$900" in said, "starter figures" in said) == (False, False)
    assert len([button for button in app.button if button.label == "Put this back"]) == 1
    press(app, "Put this back")
    assert "7010-0012, FY2017: Set what we ask for." in words(app)
    assert "Ask: $700 → $500" in words(app)
    assert "Puts back entry" in words(app)


@pytest.mark.usefixtures("starter_store")
def test_a_record_is_linked_where_the_viewer_may_open_it_and_named_where_not(look: Look) -> None:
    number = campaign(published=False)
    mine = action(number, "a", title="Met staff", shared=False)
    with open_session(ORGANIZER, writing=True) as session:
        note_looked_at(session, f"action {mine}", "action 99999", "organization 1", "date 99999", "line item 1; DROP")
    html = markup(look("changes", ORGANIZER))
    assert f'href="/campaign?campaign={number}"' in html
    assert f'href="/action?action={mine}"' in html
    assert 'href="/organization?organization=1"' in html
    assert "Action 99999" in html
    for nowhere in ('99999"', 'DROP"'):
        assert nowhere not in html

    other = replace(ORGANIZER, organization_id=new_organization(ORGANIZER, "Example Union"))
    assert f'href="/action?action={mine}"' not in markup(look("changes", other))


@pytest.mark.usefixtures("starter_store")
def test_an_edit_that_no_longer_stands_is_refused_with_the_reason(look: Look) -> None:
    ask(METCO, 500)
    app = look("changes", ORGANIZER, act="set ask")
    ask(METCO, 800)  # somebody else, while the page was open
    before = entries()

    press(app, "Put this back")

    assert "This was changed again since" in words(app)
    assert entries() == before


@pytest.mark.usefixtures("starter_store")
def test_pages_of_changes_and_a_filter_that_fits_nothing(look: Look) -> None:
    for dollars in range(100, 131):
        ask(METCO, dollars)

    app = look("changes", ORGANIZER)
    assert ("Ask: $129 → $130" in words(app), "$104" in words(app)) == (True, False)
    press(app, "Older changes")
    assert ("Ask: $129 → $130" in words(app), "$104" in words(app)) == (False, True)
    press(app, "Newest changes")
    assert "Ask: $129 → $130" in words(app)

    assert "No change fits." in words(look("changes", ORGANIZER, day="2020-01-01", act="unknown act"))
    assert not look("changes", ORGANIZER, day="<b>", below="x", record="<script>").exception


@pytest.mark.usefixtures("starter_store")
@pytest.mark.parametrize(
    ("viewer", "sees"), [(PUBLIC, False), (MEMBER, False), (STAFF, False), (ORGANIZER, True), (STEWARD, True)]
)
def test_a_lines_history_opens_on_its_page_for_those_who_see_the_log(look: Look, viewer: Viewer, sees: bool) -> None:
    ask(METCO, 500)
    number = line(METCO)

    app = look("line-item", viewer, line=number, year="2017")
    assert ("History" in [expander.label for expander in app.expander]) is sees
    assert "Set what we ask for" not in words(app)  # read only when it is opened
    app.session_state[f"history_line_item_{number}"] = True
    app.run()

    assert not app.exception
    assert ("Set what we ask for · FY2017 Ask: $500" in words(app)) is sees
    assert ("Put this back" in words(app)) is sees


@pytest.mark.usefixtures("starter_store")
def test_the_example_is_offered_loaded_said_on_every_page_and_removed(look: Look) -> None:
    home = look("home", ORGANIZER)
    assert "Nobody else is at the table yet." in words(home)
    press(home, "Load the example coalition")
    assert "Example loaded" in words(home)
    assert "Nobody else is at the table yet." not in words(home)

    bar = "Example data is loaded: whatever is labelled “(example)” is made up."
    for viewer, says, removes in ((PUBLIC, False, False), (MEMBER, True, False), (STEWARD, True, True)):
        app = look("line-items", viewer)
        assert (bar in words(app)) is says
        assert ("Remove the example" in [button.label for button in app.button]) is removes
    press(app, "Remove the example")
    assert "nothing real was touched" in words(app)
    assert bar not in words(app)
    assert "Load the example coalition" not in words(look("home", MEMBER))
