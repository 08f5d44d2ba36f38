"""What a page test says: which page, what stands on it, and what the store is told beforehand."""

import html
import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

from budget.line_items.commands import set_ask, watch_line
from budget.line_items.queries import find_line
from coalition.accounts.viewers import SETUP_VIEWER
from data.periods import FiscalYear
from data.store import open_session

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "letters": "coalition/letters/pages/letters.py",
    "letter": "coalition/letters/pages/letter.py",
    "home": "campaigns/overview/page.py",
    "what-changed": "campaigns/overview/pages/what_changed.py",
    "reports": "campaigns/overview/pages/reports.py",
    "line-items": "budget/line_items/pages/line_items.py",
    "line-item": "budget/line_items/pages/line_item.py",
    "search": "budget/search/page.py",
    "import": "budget/line_items/pages/import_file.py",
    "import-contacts": "coalition/people/pages/import_contacts.py",
    "import-organizations": "coalition/organizations/pages/import_organizations.py",
    "amendments": "budget/amendments/page.py",
    "lineage": "budget/lineage/pages/names_to_match.py",
    "compare": "budget/comparison/pages/compare.py",
    "formulas": "budget/formulas/pages/formulas.py",
    "districts": "budget/districts/pages/districts.py",
    "district": "budget/districts/pages/district.py",
    "import-figures": "budget/districts/pages/import_figures.py",
    "equity": "campaigns/equity/pages/equity.py",
    "grow-next": "campaigns/equity/pages/grow_next.py",
    "release": "budget/comparison/pages/release.py",
    "taxes": "budget/taxes/pages/taxes.py",
    "community": "coalition/community/pages/community.py",
    "thread": "coalition/community/pages/thread.py",
    "contacts": "coalition/people/pages/contacts.py",
    "contact": "coalition/people/pages/contact.py",
    "log": "campaigns/actions/pages/log_action.py",
    "actions": "campaigns/actions/pages/actions.py",
    "action": "campaigns/actions/pages/action.py",
    "lobbying": "campaigns/lobbying/pages/lobbying.py",
    "campaigns": "campaigns/plans/pages/campaigns.py",
    "campaign": "campaigns/plans/pages/campaign.py",
    "calendar": "campaigns/calendar/pages/calendar.py",
    "date": "campaigns/calendar/pages/date.py",
    "tasks": "campaigns/calendar/pages/tasks.py",
    "whip-counts": "campaigns/whip_counts/pages/whip_counts.py",
    "whip-count": "campaigns/whip_counts/pages/whip_count.py",
    "bills": "campaigns/legislation/pages/bills.py",
    "bill": "campaigns/legislation/pages/bill.py",
    "roll-call": "campaigns/legislation/pages/roll_call.py",
    "scorecard": "campaigns/scorecards/pages/scorecard.py",
    "positions": "campaigns/positions/pages/positions.py",
    "guides": "campaigns/voter_guides/pages/guides.py",
    "guide": "campaigns/voter_guides/pages/guide.py",
    "ready": "campaigns/voter_guides/pages/ready.py",
    "edition": "campaigns/voter_guides/pages/edition.py",
    "contests": "campaigns/voter_guides/pages/contests.py",
    "contest": "campaigns/voter_guides/pages/contest.py",
    "ballot-questions": "campaigns/voter_guides/pages/ballot_questions.py",
    "ballot-question": "campaigns/voter_guides/pages/ballot_question.py",
    "legislators": "campaigns/legislators/pages/legislators.py",
    "legislator": "campaigns/legislators/pages/legislator.py",
    "our-money": "campaigns/money/pages/our_money.py",
    "organizations": "coalition/organizations/pages/directory.py",
    "organization": "coalition/organizations/pages/organization.py",
    "coverage": "coalition/organizations/pages/coverage.py",
    "decisions": "coalition/decisions/pages/decisions.py",
    "meeting": "coalition/decisions/pages/meeting.py",
    "decision": "coalition/decisions/pages/decision.py",
    "demands": "coalition/decisions/pages/demands.py",
    "programs": "coalition/programs/pages/programs.py",
    "program": "coalition/programs/pages/program.py",
    "scholar": "coalition/programs/pages/scholar.py",
    "import-programme": "coalition/programs/pages/import_programme.py",
    "resources": "coalition/community/pages/resources.py",
    "resource": "coalition/community/pages/resource.py",
    "civility": "coalition/community/pages/civility.py",
    "corrections": "coalition/community/pages/corrections.py",
    "people": "coalition/accounts/pages/accounts.py",
    "changes": "coalition/changes/pages/changes.py",
    "public-site": "campaigns/public_site/pages/public_site.py",
    "roles": "coalition/accounts/pages/matrix.py",
}
OTHER_LINKS = ("All line items", "Search every state, every year and every wording")
INLINE, TAG = re.compile(r"</?(?:b|span)\b[^>]*>"), re.compile(r"<[^>]+>")


def line(code_or_name: str) -> str:
    """The number of a line in its page's address."""
    with open_session(SETUP_VIEWER) as session:
        return str(find_line(session, code_or_name))


def watch(code: str) -> None:
    with open_session(SETUP_VIEWER, writing=True) as session:
        watch_line(session, line_item_id=find_line(session, code))


def ask_for(code: str, year: int, *, dollars: int, published: bool) -> None:
    """Ask for a line, with acceptable and floor one and two dollars below."""
    with open_session(SETUP_VIEWER, writing=True) as session:
        set_ask(
            session,
            line_item_id=find_line(session, code),
            fiscal_year=FiscalYear(year),
            ask_cents=dollars * 100,
            acceptable_cents=(dollars - 1) * 100,
            floor_cents=(dollars - 2) * 100,
            published=published,
        )


def markup(app: AppTest) -> str:
    """All markup of our own on the page, the style sheet left out."""
    return "".join(str(piece.proto.body) for piece in app.main.get("html") if "<style>" not in piece.proto.body)


def words(app: AppTest) -> str:
    """Every word a visitor can read or press, in the order of the page."""
    said = []
    for node in app.main:
        proto = getattr(node, "proto", None)
        block = getattr(proto, node.type, None) if getattr(node, "children", None) is not None else None
        for source in (proto, block):
            said += [str(getattr(source, part, "") or "") for part in ("body", "label")]
    return " ".join(html.unescape(TAG.sub(" ", INLINE.sub("", "\n".join(said)))).replace("\\", "").split())


def strip(app: AppTest) -> list[tuple[str, str, str]]:
    """The path on the page: each stage with its state and its amount, in order."""
    stages = re.findall(
        r'<p class="name">(.*?)<span class="ct-vh">, (.*?)</span></p><p class="amt[^>]*>(.*?)</p>', markup(app)
    )
    return [(html.unescape(name), state, amount) for name, state, amount in stages]


def lines_listed(app: AppTest) -> list[str]:
    """The lines in the list, as their links read."""
    links = [str(link.proto.label).replace("\\", "") for link in app.main.get("page_link")]
    return [label for label in links if label not in OTHER_LINKS]


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def fill(app: AppTest, **texts: str) -> None:
    """Type into fields by their labels, an underscore for a space."""
    for label, text in texts.items():
        next(field for field in app.text_input if field.label == label.replace("_", " ")).set_value(text)
