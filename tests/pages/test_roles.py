"""Every page as every role sees it: what is shown, what is hidden, and never an exception."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from data.access import Viewer
from tests.pages.conftest import Look
from tests.pages.dashboard import PAGES, ROOT, ask_for, line, markup, watch, words
from tests.support import MEMBER, ORGANIZER, PUBLIC, STAFF, STEWARD

METCO, CHAPTER_70 = "7010-0012", "7061-0008"
PUBLISHED, KEPT = 21_111_111, 5_222_222_222
ROLES = {"public": PUBLIC, "member": MEMBER, "organizer": ORGANIZER}


@dataclass(frozen=True)
class Seen:
    """Words a role must and must not find on a page; `page_is_hidden` when it must not even open."""

    shown: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    page_is_hidden: bool = False


LIMITS = ("Acceptable:", "Floor:", "21,111,110", "21,111,109")
ACTS = ("Change our ask", "Add a stage amount", "Watch this line")
TABLE = {
    ("public", "guides"): Seen(("Voter guides", "No guide is published yet."), ("In the making", "Start a guide")),
    ("member", "guides"): Seen(("In the making", "An organizer starts one."), ("Start a guide",)),
    ("organizer", "guides"): Seen(("In the making", "Start a guide", "No guide is published yet.")),
    ("public", "guide"): Seen(page_is_hidden=True),
    ("member", "guide"): Seen(("The guide was not found.", "All guides")),
    ("organizer", "guide"): Seen(("The guide was not found.", "All guides")),
    ("public", "ready"): Seen(page_is_hidden=True),
    ("member", "ready"): Seen(("Ready to publish?", "The guide was not found.")),
    ("organizer", "ready"): Seen(("Ready to publish?", "The guide was not found.")),
    ("public", "edition"): Seen(("The edition was not found.", "All guides")),
    ("member", "edition"): Seen(("The edition was not found.", "All guides")),
    ("organizer", "edition"): Seen(("The edition was not found.", "All guides")),
    ("public", "letters"): Seen(("No letter yet.", "once they are sent"), ("Begin a letter",)),
    ("member", "letters"): Seen(("No letter yet.", "Begin a letter")),
    ("organizer", "letters"): Seen(("No letter yet.", "Begin a letter")),
    ("public", "letter"): Seen(("This letter was not found.", "All letters")),
    ("member", "letter"): Seen(("This letter was not found.", "All letters")),
    ("organizer", "letter"): Seen(("This letter was not found.", "All letters")),
    ("public", "resources"): Seen(page_is_hidden=True),
    ("member", "resources"): Seen(("Nothing is shared yet.", "Share a link or a file", "I agree to this")),
    ("organizer", "resources"): Seen(("Nothing is shared yet.", "Share a link or a file")),
    ("public", "resource"): Seen(page_is_hidden=True),
    ("member", "resource"): Seen(("This resource was not found.", "All resources")),
    ("organizer", "resource"): Seen(("This resource was not found.", "All resources")),
    ("public", "civility"): Seen(page_is_hidden=True),
    ("member", "civility"): Seen(
        ("across a kitchen table", "You have no case", "Who keeps real names"), ("No case waits", "Replace the code")
    ),
    ("organizer", "civility"): Seen(("across a kitchen table", "You have no case"), ("No case waits",)),
    ("public", "corrections"): Seen(page_is_hidden=True),
    ("member", "corrections"): Seen(("Nobody asked for a correction yet.",)),
    ("organizer", "corrections"): Seen(("Nobody asked for a correction yet.",)),
    ("public", "home"): Seen(
        ("The public record of the budgets", "Budgets on file"), ("The lines we watch", "METCO", "last imports")
    ),
    ("member", "home"): Seen(("The lines we watch", "METCO", "The starter figures"), ("The public record",)),
    ("organizer", "home"): Seen(
        ("The lines we watch", "METCO", "You act as the organizer on this machine"), ("The public record",)
    ),
    ("public", "what-changed"): Seen(
        ("Nothing changed since", "Follow what is public as a feed"), ("Starter figures",)
    ),
    ("member", "what-changed"): Seen(("The starter figures", "Digest to print or to mail", "Budget files")),
    ("organizer", "what-changed"): Seen(("The starter figures", "Digest to print or to mail", "Budget files")),
    ("public", "reports"): Seen(page_is_hidden=True),
    ("member", "reports"): Seen(("The coalition’s week", "No action is on file for this choice.", "Lobbying")),
    ("organizer", "reports"): Seen(("The coalition’s week", "No action is on file for this choice.", "Lobbying")),
    ("public", "line-items"): Seen((METCO, "$468,111 below ask"), ("Only lines we watch",)),
    ("member", "line-items"): Seen((METCO, "$468,111 below ask", "Only lines we watch")),
    ("organizer", "line-items"): Seen((METCO, "$468,111 below ask", "Only lines we watch")),
    ("public", "public-site"): Seen(page_is_hidden=True),
    ("member", "public-site"): Seen(page_is_hidden=True),
    ("organizer", "public-site"): Seen(("has not been published yet", "0 voter guides", "Build the site")),
    ("public", "search"): Seen(("Nothing is searched for yet.",)),
    ("member", "search"): Seen(("Nothing is searched for yet.",)),
    ("organizer", "search"): Seen(("Nothing is searched for yet.",)),
    ("public", "line-item"): Seen(
        ("$21,111,111", "below our ask", "Public.", "CSV"), (*LIMITS, *ACTS, "Open a figure’s row")
    ),
    ("member", "line-item"): Seen(
        ("$21,111,111", "Acceptable: $21,111,110", "Floor: $21,111,109", "Open a figure’s row"), ACTS
    ),
    ("organizer", "line-item"): Seen(
        ("Acceptable: $21,111,110", "Change our ask", "Add a stage amount", "Stop watching", "Open a figure’s row")
    ),
    ("public", "community"): Seen(page_is_hidden=True),
    ("member", "community"): Seen(("Nobody has said anything here yet.", "Start a thread", "Search what people said")),
    ("organizer", "community"): Seen(("Nobody has said anything here yet.", "Start a thread")),
    ("public", "thread"): Seen(page_is_hidden=True),
    ("member", "thread"): Seen(("This thread was not found.", "All threads")),
    ("organizer", "thread"): Seen(("This thread was not found.", "All threads")),
    ("public", "import-contacts"): Seen(page_is_hidden=True),
    ("member", "import-contacts"): Seen(page_is_hidden=True),
    ("organizer", "import-contacts"): Seen(("Import contacts", "Nobody imported contacts yet.")),
    ("public", "import-organizations"): Seen(page_is_hidden=True),
    ("member", "import-organizations"): Seen(page_is_hidden=True),
    ("organizer", "import-organizations"): Seen(("Import organizations", "Nobody imported organizations yet.")),
    ("public", "import"): Seen(page_is_hidden=True),
    ("member", "import"): Seen(page_is_hidden=True),
    ("public", "import-figures"): Seen(page_is_hidden=True),
    ("member", "import-figures"): Seen(page_is_hidden=True),
    ("organizer", "import-figures"): Seen(("Import school figures", "Nobody imported school figures yet.")),
    ("public", "lineage"): Seen(page_is_hidden=True),
    ("member", "lineage"): Seen(page_is_hidden=True),
    ("organizer", "lineage"): Seen(("Names to match", "May be one line", "Confirm: one line", "Not the same")),
    ("public", "amendments"): Seen(("amendments on file",), ("Paste amendments", "What became of it")),
    ("member", "amendments"): Seen(("amendments on file",), ("Paste amendments", "What became of it")),
    ("organizer", "amendments"): Seen(("amendments on file", "Paste amendments", "What became of it")),
    ("public", "compare"): Seen(
        ("FY2017 settled is $88.87 million (1.7%) more", "97.8% of the ask", "CSV"),
        ("Only lines we watch", "5,222,222,222"),
    ),
    ("member", "compare"): Seen(("97.8% of the ask", "5,222,222,222", "Only lines we watch")),
    ("organizer", "compare"): Seen(("97.8% of the ask", "5,222,222,222", "Only lines we watch")),
    ("public", "districts"): Seen(("No districts are on file yet.",)),
    ("public", "district"): Seen(("The district was not found.", "All districts")),
    ("member", "districts"): Seen(("No districts are on file yet.",)),
    ("member", "district"): Seen(("The district was not found.", "All districts")),
    ("organizer", "districts"): Seen(("No districts are on file yet.",)),
    ("organizer", "district"): Seen(("The district was not found.", "All districts")),
    ("public", "formulas"): Seen(("$9,954,902", "CSV", "Kept scenarios"), ("Keep this scenario",)),
    ("member", "formulas"): Seen(("$9,954,902", "CSV", "Kept scenarios"), ("Keep this scenario",)),
    ("organizer", "formulas"): Seen(("$9,954,902", "CSV", "Keep this scenario")),
    ("public", "equity"): Seen(("No figures for any indicator are on file yet.",)),
    ("public", "grow-next"): Seen(("No staff by group is on file yet.",)),
    ("member", "equity"): Seen(("No figures for any indicator are on file yet.",)),
    ("member", "grow-next"): Seen(("No staff by group is on file yet.",)),
    ("organizer", "equity"): Seen(("No figures for any indicator are on file yet.",)),
    ("organizer", "grow-next"): Seen(("No staff by group is on file yet.",)),
    ("public", "release"): Seen(page_is_hidden=True),
    ("member", "release"): Seen(("Release day", "METCO", "$468,111 below ask"), ("Save the amounts",)),
    ("organizer", "release"): Seen(("METCO", "$468,111 below ask", "Save the amounts", "Text for a message")),
    ("public", "contacts"): Seen(page_is_hidden=True),
    ("member", "contacts"): Seen(("Contacts", "No contacts yet."), ("Add a contact", "Take a list along", "Erase")),
    ("organizer", "contacts"): Seen(("No contacts yet.", "Add a contact", "Take a list along")),
    ("public", "contact"): Seen(page_is_hidden=True),
    ("member", "contact"): Seen(("This contact was not found.", "All contacts"), ("Erase",)),
    ("organizer", "contact"): Seen(("This contact was not found.", "All contacts"), ("Erase",)),
    ("public", "log"): Seen(page_is_hidden=True),
    ("member", "log"): Seen(page_is_hidden=True),
    ("organizer", "log"): Seen(("Log an action", "What happened?", "How", "When")),
    ("public", "actions"): Seen(page_is_hidden=True),
    ("member", "actions"): Seen(("What we did", "No action is on file", "No action fits."), ("Log an action",)),
    ("organizer", "actions"): Seen(("What we did", "No action is on file", "Log an action")),
    ("public", "action"): Seen(page_is_hidden=True),
    ("member", "action"): Seen(("There is no such action.",)),
    ("organizer", "action"): Seen(("There is no such action.", "Log an action")),
    ("public", "campaigns"): Seen(("No campaign yet.", "Equity for every student"), ("Start a campaign",)),
    ("member", "campaigns"): Seen(("An organizer of the coalition starts one.",), ("Start a campaign",)),
    ("organizer", "campaigns"): Seen(("Start a campaign: Fully fund public schools",)),
    ("public", "campaign"): Seen(("The campaign was not found.", "All campaigns")),
    ("member", "campaign"): Seen(("The campaign was not found.", "All campaigns")),
    ("organizer", "campaign"): Seen(("The campaign was not found.", "All campaigns")),
    ("public", "calendar"): Seen(
        ("Budget decision", "In your own calendar", "public-calendar.ics"), ("Add a date", "Our tasks", "with tasks")
    ),
    ("member", "calendar"): Seen(("Budget decision", "Our tasks", "Ours, with tasks"), ("Add a date",)),
    ("organizer", "calendar"): Seen(("Budget decision", "Our tasks", "Ours, with tasks", "Add a date")),
    ("public", "date"): Seen(("The date was not found.", "The calendar")),
    ("member", "date"): Seen(("The date was not found.", "The calendar")),
    ("organizer", "date"): Seen(("The date was not found.", "The calendar")),
    ("public", "tasks"): Seen(page_is_hidden=True),
    ("member", "tasks"): Seen(("Nothing is open.", "No open task here."), ("Add a task",)),
    ("organizer", "tasks"): Seen(("Nothing is open.", "No open task here.", "Add a task")),
    ("public", "whip-counts"): Seen(page_is_hidden=True),
    ("member", "whip-counts"): Seen(("Whip counts", "No count yet.", "An organizer starts one."), ("Start a count",)),
    ("organizer", "whip-counts"): Seen(("Whip counts", "No count yet.", "Start a count")),
    ("public", "whip-count"): Seen(page_is_hidden=True),
    ("member", "whip-count"): Seen(("The whip count was not found.", "All whip counts")),
    ("organizer", "whip-count"): Seen(("The whip count was not found.", "All whip counts")),
    ("public", "bills"): Seen(("Bills", "None is on file yet.", "Come back soon."), ("Import bills", "Priority")),
    ("member", "bills"): Seen(("Bills", "None is on file yet.", "Priority"), ("Import bills",)),
    ("organizer", "bills"): Seen(("Bills", "Drop a file of bills below.", "Import bills from files")),
    ("public", "bill"): Seen(("The bill was not found.", "All bills")),
    ("member", "bill"): Seen(("The bill was not found.", "All bills")),
    ("organizer", "bill"): Seen(("The bill was not found.", "All bills")),
    ("public", "roll-call"): Seen(("The roll call was not found.", "Open the vote from its bill’s page.")),
    ("member", "roll-call"): Seen(("The roll call was not found.", "Open the vote from its bill’s page.")),
    ("organizer", "roll-call"): Seen(("The roll call was not found.", "Open the vote from its bill’s page.")),
    ("public", "scorecard"): Seen(("Published", "Nothing is published."), ("No scorecard yet.", "Choose the votes")),
    ("member", "scorecard"): Seen(("No scorecard yet.", "Nothing is published."), ("Import a file of votes",)),
    ("organizer", "scorecard"): Seen(("No scorecard yet.", "No roll call is on file.")),
    ("public", "positions"): Seen(("No position is on file.",), ("The coalition supports", "Change the rule")),
    ("member", "positions"): Seen(("No position is on file.", "at least 2 in 3"), ("Change the rule", "Find it")),
    ("organizer", "positions"): Seen(("No position is on file.", "at least 2 in 3", "Change the rule", "Find it")),
    ("public", "contests"): Seen(page_is_hidden=True),
    ("member", "contests"): Seen(("No contest on file yet.",), ("Add a contest",)),
    ("organizer", "contests"): Seen(("No contest on file yet.", "Add a contest")),
    ("public", "contest"): Seen(page_is_hidden=True),
    ("member", "contest"): Seen(("The contest was not found.", "All contests")),
    ("organizer", "contest"): Seen(("The contest was not found.", "All contests")),
    ("public", "ballot-questions"): Seen(("No ballot question on file yet.",), ("Add a ballot question", "Import")),
    ("member", "ballot-questions"): Seen(("No ballot question on file yet.",), ("Add a ballot question", "Import")),
    ("organizer", "ballot-questions"): Seen(("Add a ballot question", "Import official questions")),
    ("public", "ballot-question"): Seen(("The ballot question was not found.", "All ballot questions")),
    ("member", "ballot-question"): Seen(("The ballot question was not found.", "All ballot questions")),
    ("organizer", "ballot-question"): Seen(("The ballot question was not found.", "All ballot questions")),
    ("public", "legislators"): Seen(("None is on file yet.", "Come back once"), ("Import legislators",)),
    ("member", "legislators"): Seen(("None is on file yet.", "Come back once"), ("Import legislators",)),
    ("organizer", "legislators"): Seen(("None is on file yet.", "Import legislators and committees")),
    ("public", "legislator"): Seen(("This legislator was not found.", "All legislators")),
    ("member", "legislator"): Seen(("This legislator was not found.", "All legislators")),
    ("organizer", "legislator"): Seen(("This legislator was not found.", "All legislators")),
    ("public", "programs"): Seen(
        ("No programme is public yet.", "68% were school or professional"), ("Start a programme", "People and sign-in")
    ),
    ("member", "programs"): Seen(("No programme yet.", "whose role is programme staff"), ("Start a programme",)),
    ("organizer", "programs"): Seen(("No programme yet.", "whose role is programme staff"), ("Start a programme",)),
    ("public", "program"): Seen(("The programme was not found.", "All programmes")),
    ("member", "program"): Seen(("The programme was not found.", "All programmes")),
    ("organizer", "program"): Seen(("The programme was not found.", "All programmes")),
    ("public", "scholar"): Seen(page_is_hidden=True),
    ("member", "scholar"): Seen(("The scholar was not found.", "Names, goals and notes stay with the staff")),
    ("organizer", "scholar"): Seen(("The scholar was not found.", "Names, goals and notes stay with the staff")),
    ("public", "import-programme"): Seen(page_is_hidden=True),
    ("member", "import-programme"): Seen(page_is_hidden=True),
    ("organizer", "import-programme"): Seen(page_is_hidden=True),
    ("public", "our-money"): Seen(page_is_hidden=True),
    ("member", "our-money"): Seen(("Our money", "The campaign was not found.")),
    ("organizer", "our-money"): Seen(("Our money", "The campaign was not found.")),
    ("public", "lobbying"): Seen(page_is_hidden=True),
    ("member", "lobbying"): Seen(("Lobbying ledger", "not legal or tax advice"), ("Record Form 5768", "Set a rate")),
    ("organizer", "lobbying"): Seen(("Three facts start the ledger.", "Record Form 5768", "Set a rate")),
    ("public", "taxes"): Seen(
        ("Jefferson County", "Compensating rate", "not legal or tax advice", "CSV"), ("Keep this scenario", "Kept by")
    ),
    ("member", "taxes"): Seen(("None is kept yet.", "An organizer of the coalition"), ("Keep this scenario",)),
    ("organizer", "taxes"): Seen(("Who pays", "Keep this scenario", "What moves the answer most")),
    ("public", "organizations"): Seen(
        ("None is shown yet", "CSV"), ("Add an organization", "Which districts nobody reaches", "runs this table")
    ),
    ("member", "organizations"): Seen(
        ("runs this table", "Which districts nobody reaches", "CSV"), ("Add an organization",)
    ),
    ("organizer", "organizations"): Seen(("runs this table", "Add an organization", "Which districts nobody reaches")),
    ("public", "organization"): Seen(("was not found",), ("Where it reaches", "Change its description")),
    ("member", "organization"): Seen(("was not found",), ("Change its description",)),
    ("organizer", "organization"): Seen(("was not found",)),
    ("public", "coverage"): Seen(page_is_hidden=True),
    ("member", "coverage"): Seen(("no member organization counts a member", "House District 1", "CSV")),
    ("organizer", "coverage"): Seen(("no member organization counts a member", "House District 1")),
    ("public", "decisions"): Seen(("No decision is published.",), ("Put a motion", "Call a meeting", "Quorum")),
    ("member", "decisions"): Seen(
        ("No motion is open.", "No meeting yet.", "Put a motion online", "Quorum: more than 1 of 2"),
        ("Call a meeting", "Make a rule"),
    ),
    ("organizer", "decisions"): Seen(("Call a meeting", "Make a rule", "Keep a principle", "Nothing is decided yet.")),
    ("public", "meeting"): Seen(page_is_hidden=True),
    ("member", "meeting"): Seen(("The meeting was not found.", "All decisions")),
    ("organizer", "meeting"): Seen(("The meeting was not found.", "All decisions")),
    ("public", "decision"): Seen(("The decision was not found.", "All decisions")),
    ("member", "decision"): Seen(("The motion was not found.", "All decisions")),
    ("organizer", "decision"): Seen(("The motion was not found.", "All decisions")),
    ("public", "demands"): Seen(page_is_hidden=True),
    ("member", "demands"): Seen(("No demand is on file.", "No demand yet."), ("Put a demand",)),
    ("organizer", "demands"): Seen(("No demand is on file.", "Put a demand")),
    ("public", "people"): Seen(page_is_hidden=True),
    ("member", "people"): Seen(("People and sign-in", "Who sees what"), ("Everybody with an account", "Invite")),
    ("organizer", "people"): Seen(("You work without an account",), ("Everybody with an account", "Invite")),
    ("public", "roles"): Seen(page_is_hidden=True),
    ("member", "roles"): Seen(("What a role may do", "Programme staff", "Names to match", "line-item csv")),
    ("organizer", "roles"): Seen(("What a role may do", "Invite people and decide what they may do")),
    ("public", "changes"): Seen(page_is_hidden=True),
    ("member", "changes"): Seen(page_is_hidden=True),
    ("organizer", "changes"): Seen(
        ("Set what we ask for", "7010-0012, FY2017", "Ask: $21,111,111", "Put this back"), ("account ",)
    ),
    ("organizer", "import"): Seen(("Import a budget file", "Imports so far", "Undo import 1")),
}


@pytest.fixture
def two_asks(starter_store: str) -> None:
    """A published ask, an ask kept inside the coalition, and a line we watch."""
    ask_for(METCO, 2017, dollars=PUBLISHED, published=True)
    ask_for(CHAPTER_70, 2017, dollars=KEPT, published=False)
    watch(METCO)


@pytest.mark.usefixtures("two_asks")
@pytest.mark.parametrize(("role", "page"), TABLE)
def test_a_role_sees_its_own_part_of_a_page(look: Look, role: str, page: str) -> None:
    seen = TABLE[role, page]
    if seen.page_is_hidden:
        with pytest.raises(ValueError, match=Path(PAGES[page]).stem):
            look(page, ROLES[role])
        return

    app = look(page, ROLES[role], line=line(METCO), year="2017")

    found = words(app)
    assert not app.exception
    assert [text for text in seen.shown if text not in found] == []
    assert [text for text in seen.hidden if text in found] == []


@pytest.mark.usefixtures("starter_store")
@pytest.mark.parametrize(("viewer", "imports", "manages"), [(STAFF, False, False), (STEWARD, True, True)])
def test_staff_see_what_members_see_and_stewards_also_manage_accounts(
    look: Look, viewer: Viewer, imports: bool, manages: bool
) -> None:
    assert ("Everybody with an account" in words(look("people", viewer))) is manages
    assert "The lines we watch" in words(look("home", viewer))
    if imports:
        assert "Import a budget file" in words(look("import", viewer))
    else:
        with pytest.raises(ValueError, match="import_file"):
            look("import", viewer)


@pytest.mark.parametrize("role", ROLES)
def test_the_table_names_every_page_for_each_role(role: str) -> None:
    opened_by_the_app = set(re.findall(r'"([\w/]+\.py)"', (ROOT / "app.py").read_text(encoding="utf-8")))

    assert opened_by_the_app == set(PAGES.values())
    assert {page for known, page in TABLE if known == role} == set(PAGES)


@pytest.mark.usefixtures("two_asks")
@pytest.mark.parametrize(("viewer", "sees"), [(PUBLIC, False), (MEMBER, True), (ORGANIZER, True)])
def test_an_ask_that_is_not_published_is_for_the_coalition_only(look: Look, viewer: Viewer, sees: bool) -> None:
    on_line = look("line-item", viewer, line=line(CHAPTER_70), year="2017")
    on_list = look("line-items", viewer, words=CHAPTER_70, year="2017")

    assert ("5,222,222,222" in words(on_line)) is sees
    assert ("below ask" in words(on_list)) is sees
    assert ("asklabel" in markup(on_line)) is sees


@pytest.mark.usefixtures("two_asks")
def test_a_visitor_does_not_learn_which_lines_are_watched_from_the_address(look: Look) -> None:
    everything = look("line-items", PUBLIC, year="2017")
    asked_for_watched = look("line-items", PUBLIC, year="2017", watched="true")

    assert words(asked_for_watched) == words(everything)
