"""The dashboard's door: who is looking, and which pages they may open."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

SLOW_PAGES = (
    "campaigns.overview.queries",
    "budget.line_items.importing",
    "budget.line_items.shown",
)

if get_script_run_ctx(suppress_warning=True) is None:
    from coalition.accounts import door, routes
    from data.schema import rooms_with

    warm = door.lifespan(*SLOW_PAGES, *rooms_with("downloads"))
    app = st.App(__file__, routes=routes.all_routes(), middleware=door.middleware(), lifespan=warm)
else:
    import budget.line_items.undoing  # noqa: F401 - says how its edits are put back
    import coalition.organizations.putting_back  # noqa: F401 - says how its edits are put back
    from coalition.accounts.current import current_viewer, note_presence, say_limit
    from coalition.examples.pages.bar import example_bar
    from data.access import Permission
    from data.language import _
    from data.schema import every_room
    from look.frame import open_frame, say_who
    from look.offered import Offer, pages_for
    from look.search_box import search_box
    from look.spoken import speak_to_viewer

    every_room("beside")  # what rooms show on the pages of rooms below them
    every_room("finding")  # and how their records are found
    every_room("talked_about")  # and called, where people talk about them
    speak_to_viewer()
    open_frame()
    note_presence()
    viewer = current_viewer()
    members, organizers, contacts = Permission.SEE_COALITION, Permission.LOG_ACTIONS, Permission.SEE_CONTACTS
    figures, auditors = Permission.IMPORT_FIGURES, Permission.SEE_AUDIT
    # the top bar's words; a page without an icon is in no menu
    sections = {
        "": (
            Offer("campaigns/overview/page.py", _("Home"), "", icon="home"),
            Offer("budget/search/page.py", _("Search"), "search"),
            Offer("campaigns/overview/pages/what_changed.py", _("What changed"), "what-changed"),
        ),
        _("Act"): (
            Offer("campaigns/actions/pages/log_action.py", _("Log an action"), "log", organizers, "add_task"),
            Offer("campaigns/actions/pages/actions.py", _("What we did"), "actions", members, "checklist"),
            Offer("campaigns/actions/pages/action.py", _("Action"), "action", members),
            Offer("campaigns/plans/pages/campaigns.py", _("Campaigns"), "campaigns", icon="campaign"),
            Offer("campaigns/plans/pages/campaign.py", _("Campaign"), "campaign"),
            Offer("campaigns/calendar/pages/calendar.py", _("Calendar"), "calendar", icon="calendar_month"),
            Offer("campaigns/calendar/pages/date.py", _("Date"), "date"),
            Offer("campaigns/calendar/pages/tasks.py", _("Tasks"), "tasks", members, "task_alt"),
            Offer("campaigns/money/pages/our_money.py", _("Our money"), "our-money", members),
            Offer("campaigns/lobbying/pages/lobbying.py", _("Lobbying ledger"), "lobbying", members, "balance"),
            Offer("campaigns/overview/pages/reports.py", _("Reports"), "reports", members, "summarize"),
        ),
        _("Deciders"): (
            Offer("campaigns/legislators/pages/legislators.py", _("Legislators"), "legislators", icon="person_search"),
            Offer("campaigns/legislators/pages/legislator.py", _("Legislator"), "legislator"),
            Offer(
                "campaigns/whip_counts/pages/whip_counts.py", _("Whip counts"), "whip-counts", members, "how_to_vote"
            ),
            Offer("campaigns/whip_counts/pages/whip_count.py", _("Whip count"), "whip-count", members),
            Offer("campaigns/legislation/pages/bills.py", _("Bills"), "bills", icon="gavel"),
            Offer("campaigns/legislation/pages/bill.py", _("Bill"), "bill"),
            Offer("campaigns/legislation/pages/roll_call.py", _("Roll call"), "roll-call"),
            Offer("campaigns/scorecards/pages/scorecard.py", _("Scorecards"), "scorecard", icon="scoreboard"),
            Offer("campaigns/positions/pages/positions.py", _("Positions"), "positions", icon="flag"),
        ),
        _("Money"): (
            Offer("budget/line_items/pages/line_items.py", _("Line items"), "line-items", icon="receipt_long"),
            Offer("budget/line_items/pages/line_item.py", _("Line item"), "line-item"),
            Offer("budget/comparison/pages/compare.py", _("Compare"), "compare", icon="compare_arrows"),
            Offer("budget/districts/pages/districts.py", _("Districts"), "districts", icon="school"),
            Offer("budget/districts/pages/district.py", _("District"), "district"),
            Offer(
                "budget/districts/pages/import_figures.py", _("Import school figures"), "import-figures", figures,
                "upload_file",
            ),
            Offer("budget/formulas/pages/formulas.py", _("Formulas"), "formulas", icon="function"),
            Offer("budget/taxes/pages/taxes.py", _("Taxes"), "taxes", icon="home_work"),
            Offer("campaigns/equity/pages/equity.py", _("Equity"), "equity", icon="balance"),
            Offer(
                "campaigns/equity/pages/grow_next.py", _("Where to grow next"), "grow-next", icon="nature_people"
            ),
            Offer("budget/amendments/page.py", _("Amendments"), "amendments", icon="edit_document"),
            Offer("budget/comparison/pages/release.py", _("Release day"), "release", members),
            Offer("budget/line_items/pages/import_file.py", _("Import a file"), "import", figures, "upload_file"),
            Offer("budget/lineage/pages/names_to_match.py", _("Names to match"), "lineage", figures, "join_inner"),
        ),
        _("Table"): (
            Offer("coalition/organizations/pages/directory.py", _("Organizations"), "organizations", icon="groups"),
            Offer("coalition/organizations/pages/organization.py", _("Organization"), "organization"),
            Offer("coalition/organizations/pages/coverage.py", _("Coverage"), "coverage", members),
            Offer("coalition/decisions/pages/decisions.py", _("Decisions"), "decisions", icon="how_to_reg"),
            Offer("coalition/decisions/pages/meeting.py", _("Meeting"), "meeting", members),
            Offer("coalition/decisions/pages/decision.py", _("Decision"), "decision"),
            Offer("coalition/decisions/pages/demands.py", _("Demands"), "demands", members, "front_hand"),
            Offer("coalition/letters/pages/letters.py", _("Letters"), "letters", icon="draw"),
            Offer("coalition/letters/pages/letter.py", _("Letter"), "letter"),
            Offer("coalition/community/pages/community.py", _("Community"), "community", members, "forum"),
            Offer("coalition/community/pages/thread.py", _("Thread"), "thread", members),
            Offer("coalition/community/pages/resources.py", _("Resources"), "resources", members, "folder_shared"),
            Offer("coalition/community/pages/resource.py", _("Resource"), "resource", members),
            Offer("coalition/community/pages/civility.py", _("Civility"), "civility", members, "handshake"),
            Offer("coalition/community/pages/corrections.py", _("Corrections"), "corrections", members, "rule"),
            Offer("coalition/people/pages/contacts.py", _("Contacts"), "contacts", contacts, "contacts"),
            Offer("coalition/people/pages/contact.py", _("Contact"), "contact", contacts),
            Offer(
                "coalition/organizations/pages/import_organizations.py", _("Import organizations"),
                "import-organizations", Permission.KEEP_DIRECTORY, "domain_add",
            ),
            Offer(
                "coalition/people/pages/import_contacts.py", _("Import contacts"), "import-contacts",
                Permission.KEEP_CONTACTS, "person_add",
            ),
            Offer("coalition/programs/pages/programs.py", _("Programmes"), "programs", icon="school"),
            Offer("coalition/programs/pages/program.py", _("Programme"), "program"),
            Offer("coalition/programs/pages/scholar.py", _("Scholar"), "scholar", members),
            Offer(
                "coalition/programs/pages/import_programme.py", _("Import a programme’s people"), "import-programme",
                Permission.KEEP_PROGRAMMES,
            ),
            Offer("coalition/changes/pages/changes.py", _("Changes"), "changes", auditors, "history"),
            Offer("coalition/accounts/pages/accounts.py", _("People and sign-in"), "people", members, "key"),
            Offer("coalition/accounts/pages/matrix.py", _("Who sees what"), "roles", members, "visibility"),
        ),
        _("Guides"): (
            Offer("campaigns/voter_guides/pages/guides.py", _("Voter guides"), "guides", icon="menu_book"),
            Offer("campaigns/voter_guides/pages/edition.py", _("Edition"), "edition"),
            Offer("campaigns/voter_guides/pages/guide.py", _("Voter guide"), "guide", members),
            Offer("campaigns/voter_guides/pages/ready.py", _("Ready to publish?"), "ready", members),
            Offer("campaigns/voter_guides/pages/contests.py", _("Contests"), "contests", members, "ballot"),
            Offer("campaigns/voter_guides/pages/contest.py", _("Contest"), "contest", members),
            Offer(
                "campaigns/voter_guides/pages/ballot_questions.py", _("Ballot questions"), "ballot-questions",
                icon="how_to_vote",
            ),
            Offer("campaigns/voter_guides/pages/ballot_question.py", _("Ballot question"), "ballot-question"),
            Offer(
                "campaigns/public_site/pages/public_site.py", _("Public site"), "public-site",
                Permission.PLAN_CAMPAIGNS, "public",
            ),
        ),
    }  # fmt: skip
    chosen = st.navigation(pages_for(viewer, sections), position="top")
    say_who(viewer, search_box(chosen.url_path))
    example_bar(viewer)
    say_limit(viewer)
    chosen.run()
