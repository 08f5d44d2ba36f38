"""The next decision on a line's page, on Home and on release day, as each role sees it."""

from datetime import date, timedelta

import pytest

from budget.calendar.commands import set_decision_date
from budget.calendar.shown import day_words
from budget.line_items.commands import record_amount
from budget.line_items.queries import find_line
from coalition.accounts.viewers import SETUP_VIEWER
from data.access import Viewer
from data.periods import FiscalYear, fiscal_year_of
from data.store import open_session
from tests.budget.line_items import room
from tests.pages.conftest import Look
from tests.pages.dashboard import ask_for, fill, line, lines_listed, press, words
from tests.support import MEMBER, ORGANIZER, PUBLIC

pytestmark = pytest.mark.usefixtures("starter_store")
METCO = "7010-0012"
TODAY = date.today()
SOON = TODAY + timedelta(days=12)
YEAR = FiscalYear(fiscal_year_of(TODAY, 7) + 1)  # the budget that is decided next, whatever the day
EVERYONE = [PUBLIC, MEMBER, ORGANIZER]


def enter(code: str, dollars: int) -> None:
    with open_session(SETUP_VIEWER, writing=True) as session:
        record_amount(
            session,
            line_item_id=find_line(session, METCO),
            fiscal_year=YEAR,
            stage_code=code,
            amount_cents=dollars * 100,
            source_title=f"{code} budget",
        )


def announce(code: str) -> None:
    with open_session(SETUP_VIEWER, writing=True) as session:
        set_decision_date(
            session,
            jurisdiction="ma",
            fiscal_year=YEAR,
            stage_code=code,
            on_date=SOON,
            source_title="Senate calendar",
        )


@pytest.mark.parametrize("viewer", EVERYONE)
def test_everyone_sees_who_decides_and_when(look: Look, viewer: Viewer) -> None:
    enter("gov", 24_000_000)
    enter("hou", 24_800_000)
    announce("swm")

    app = look("line-item", viewer, line=line(METCO))

    found = words(app)
    assert not app.exception
    assert "Next decision Senate Committee on Ways and Means" in found
    assert f"{day_words(SOON)}, in 12 days announced" in found
    assert "Senate calendar" in found


def test_a_usual_day_is_told_as_usual_with_what_the_source_does_not_say(look: Look) -> None:
    found = words(look("line-item", PUBLIC, line=line(METCO)))

    assert f"Massachusetts {YEAR.label}: files the budget with the House." in found
    assert "Usually Wednesday, January" in found
    assert "the usual day is general knowledge" in found


@pytest.mark.parametrize(("published", "public_sees"), [(True, True), (False, False)])
def test_the_public_reads_what_we_ask_only_when_it_is_published(
    look: Look, *, published: bool, public_sees: bool
) -> None:
    ask_for(METCO, int(YEAR), dollars=26_000_000, published=published)
    enter("hou", 24_800_000)
    asked = "Ask for $26,000,000 in the committee’s budget: $1,200,000 more than the House’s figure."

    assert asked in words(look("line-item", MEMBER, line=line(METCO)))
    assert asked in words(look("line-item", ORGANIZER, line=line(METCO)))
    on_public_page = words(look("line-item", PUBLIC, line=line(METCO)))
    assert (asked in on_public_page) is public_sees
    assert ("26,000,000" in on_public_page) is public_sees


def test_without_an_ask_the_coalition_is_told_to_set_one_and_the_public_nothing(look: Look) -> None:
    assert "Set our ask first." in words(look("line-item", MEMBER, line=line(METCO)))
    assert "Set our ask first." not in words(look("line-item", PUBLIC, line=line(METCO)))


@pytest.mark.parametrize(("viewer", "may"), [(PUBLIC, False), (MEMBER, False), (ORGANIZER, True)])
def test_only_an_organizer_enters_the_announced_day(look: Look, viewer: Viewer, *, may: bool) -> None:
    app = look("line-item", viewer, line=line(METCO))

    assert ("Enter the announced day" in words(app)) is may
    assert ("Save the day" in [button.label for button in app.button]) is may


def test_an_organizer_enters_a_day_sees_it_and_clears_it(look: Look) -> None:
    app = look("line-item", line=line(METCO))
    next(field for field in app.date_input if field.label == "Day").set_value(SOON)
    field = next(field for field in app.text_input if field.key == "decision_document")
    field.set_value("Letter of the Governor")

    press(app, "Save the day")

    assert not app.exception
    assert f"Governor: {day_words(SOON)}." in words(app)
    assert "Letter of the Governor" in words(app)
    assert "in 12 days announced" in words(app)

    press(app, "Clear the announced day")

    assert "Announced day cleared" in words(app)
    assert "Usually Wednesday, January" in words(app)


def test_a_day_without_a_document_saves_nothing(look: Look) -> None:
    app = look("line-item", line=line(METCO))
    next(field for field in app.date_input if field.label == "Day").set_value(SOON)
    before = room.dump()

    press(app, "Save the day")

    assert "Name the document it stands in" in words(app)
    assert "Nothing was saved." in words(app)
    assert room.dump() == before


@pytest.mark.parametrize("viewer", [MEMBER, ORGANIZER])
def test_home_names_each_decision_once_with_the_lines_it_is_next_for(look: Look, viewer: Viewer) -> None:
    announce("gov")

    app = look("home", viewer)

    found = words(app)
    assert not app.exception
    assert found.index("The lines we watch") < found.index("Next decisions")
    assert lines_listed(app).count(f"Governor · Massachusetts {YEAR.label}") == 1
    assert f"{day_words(SOON)}, in 12 days announced 4 lines we watch" in found
    links = {link.proto.label: link.proto for link in app.main.get("page_link")}
    release = next(proto for label, proto in links.items() if label.startswith("Governor · Massachusetts"))
    assert release.page == "release"
    assert f"year={int(YEAR)}" in release.query_string
    assert "stage=gov" in release.query_string


def test_home_tells_the_public_nothing_of_the_lines_we_watch(look: Look) -> None:
    assert "Next decisions" not in words(look("home", PUBLIC))


def test_release_day_says_what_follows_the_stage_that_came_out(look: Look) -> None:
    announce("swm")

    app = look("release", place="ma", year=str(int(YEAR)), stage="hou")

    assert f"Next: Senate Committee on Ways and Means ({YEAR.label}). {day_words(SOON)} (announced)" in words(app)
    fill(app, Document="House budget")  # the form is still there below it


def test_release_day_says_nothing_of_a_year_that_is_over(look: Look) -> None:
    assert "Next:" not in words(look("release", MEMBER, place="ma", year="2017", stage="sen"))
