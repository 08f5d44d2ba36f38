"""The one-pager: two editions, three questions by rule, one tagged page, and nothing internal for the public."""

import re
from pathlib import Path

import pytest

from budget.line_items.commands import set_ask, watch_line
from budget.line_items.queries import find_line
from campaigns.actions.commands import log_action
from campaigns.actions.rules import ActionForm, Stance, Subject
from campaigns.legislators.commands import keep_note, set_ties
from campaigns.legislators.one_pager import Edition, one_pager
from campaigns.legislators.printing import sheet_html, sheet_pdf
from campaigns.legislators.questions import AskedLine, three_questions
from campaigns.legislators.sheet import Section, Sheet, sheet_of
from data.access import Viewer
from data.errors import NotFound
from data.periods import FiscalYear
from data.store import open_session
from tests.budget.line_items import room as lines
from tests.campaigns.legislators import room
from tests.campaigns.legislators.room import NOW, TODAY, committee, number, person, said, take, zipped
from tests.support import MEMBER, ORGANIZER, PUBLIC

METCO, CHAPTER_70 = "7010-0012", "7061-0008"
SECRETS = ("Never tell (example)", "Rep. Example said so in private", "Our coalition", "5,222,222", "5.22", "Leaning")


@pytest.fixture
def ana(sqlite_store: str, tmp_path: Path) -> int:
    """A made-up legislator with a note, a tie, a contact, a published ask and one that is not."""
    assert sqlite_store
    lines.starter()
    room.founded()
    files = {
        "a": person("1", "Ana Example"),
        "c": committee("c", "Ways and Means", {"Ana Example": ("1", "vice chair")}),
    }
    take(zipped(tmp_path, files))
    legislator = number("Ana Example")
    said(keep_note, legislator_id=legislator, version=0, note=SECRETS[0], now=NOW)
    said(set_ties, legislator_id=legislator, kinds=["knows"], now=NOW)
    about = (Subject("legislator", "Rep. Ana Example", Stance.LEANING_SUPPORT),)
    form = ActionForm("meeting", TODAY, outcome=SECRETS[1], subjects=about)
    said(log_action, form=form, key="one", today=TODAY, now=NOW)
    with open_session(ORGANIZER, writing=True) as session:
        for code, dollars, published in ((METCO, 21_111_111, True), (CHAPTER_70, 5_222_222_222, False)):
            line = find_line(session, code)
            watch_line(session, line_item_id=line)
            set_ask(
                session, line_item_id=line, fiscal_year=FiscalYear(2017), ask_cents=dollars * 100,
                acceptable_cents=dollars * 100, floor_cents=dollars * 100, published=published,
            )  # fmt: skip
    return legislator


def page(legislator: int, viewer: Viewer, edition: Edition) -> str:
    return sheet_html(sheet_of(one_pager(viewer, legislator, edition, today=TODAY))).decode()


def test_the_internal_edition_has_the_path_the_ask_the_contacts_and_who_knows_them(ana: int) -> None:
    found = page(ana, MEMBER, Edition.INTERNAL)

    wanted = (*SECRETS[:3], "Ways and Means", "knows them", "→", "Our ask for FY2017: $21.11 million", "vice chair")
    assert [words for words in wanted if words not in found] == []
    assert found.count("<ol>") == 1
    assert len(re.findall(r"<ol>(.*?)</ol>", found)[0].split("<li>")) == 4


@pytest.mark.parametrize("viewer", [PUBLIC, ORGANIZER])
def test_the_public_edition_holds_nothing_internal_whoever_takes_it(ana: int, viewer: Viewer) -> None:
    found = page(ana, viewer, Edition.PUBLIC)

    assert [words for words in SECRETS if words in found] == []
    assert "METCO" in found
    assert "Chapter 70" not in found
    assert "Internal" not in found


def test_the_internal_edition_is_not_for_visitors_and_nobody_has_no_page(ana: int) -> None:
    with pytest.raises(NotFound):
        one_pager(PUBLIC, ana, Edition.INTERNAL, today=TODAY)
    with pytest.raises(NotFound):
        one_pager(ORGANIZER, ana + 99, Edition.INTERNAL, today=TODAY)


@pytest.mark.parametrize("sections", [1, 5])
def test_the_pdf_is_one_tagged_page_and_the_same_sheet_gives_the_same_bytes(sections: int) -> None:
    lines_ = tuple((f"Line {n} #let *markup* <b>", "words " * 20) for n in range(sections))
    some = (Section("Heading", lines_), Section("Questions", lines_[:3], numbered=True))
    sheet = Sheet("Rep. Ana Example", "House", "Internal", some[:1], some[:1], some, ("Foot",))
    made = sheet_pdf(sheet)

    assert made == sheet_pdf(sheet)
    assert made.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in made
    assert b"/Lang" in made
    assert re.findall(rb"/Count (\d+)", made)[0] == b"1"


def test_a_legislator_without_any_data_has_a_page_that_says_so(sqlite_store: str, tmp_path: Path) -> None:
    assert sqlite_store
    room.founded()
    take(zipped(tmp_path, {"a": person("1", "Ana Example")}))
    found = page(number("Ana Example"), ORGANIZER, Edition.INTERNAL)

    for words in ("No line is watched", "Nobody logged one yet.", "No organization said so yet.", "Nothing is on file"):
        assert words in found


FAR, NEAR = AskedLine("METCO", 20_000_000_00, 30_000_000_00), AskedLine("Reading", 10_00, 11_00)


def test_the_questions_follow_their_rules() -> None:
    first, second, third = three_questions(
        [NEAR, FAR], moved=["amendment 7 (FY2018)"], committees=["Ethics", "Ways and Means"], chamber="House"
    )
    assert (
        first == "METCO stands at $20.00 million, $10.00 million below what it needs. Will you support $30.00 million?"
    )
    assert "amendment 7 (FY2018)" in second
    assert third == "You sit on Ways and Means. What must it hear about METCO, and when?"

    first, second, third = three_questions([FAR, NEAR], moved=[], committees=["Ethics"], chamber="Senate")
    assert "amendment for Reading" in second
    assert third == "Whom in the Senate should we speak with next?"
    unknown = three_questions([AskedLine("METCO", None, 5)], moved=[], committees=[], chamber="")
    assert unknown[0] == "Will you protect METCO in the next budget?"
    assert all(question.endswith("?") for question in three_questions([], moved=[], committees=[], chamber=""))
