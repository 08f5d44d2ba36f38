"""Search finds what a scan of every line would find, nearest first, and no input is an error; on both databases."""

import random
import re
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, func, insert
from sqlmodel import col, select

from budget.earmarks.commands import paste_language
from budget.earmarks.models import LineLanguage
from budget.line_items.models import LineItem, LineItemName, Stage
from budget.line_items.queries import find_line, place_of
from budget.line_items.rules import name_key
from budget.line_items.search_index import untrue_lines
from budget.line_items.stages import LineItemKind
from budget.search import queries
from budget.search.queries import FoundIn, Hits, search_lines
from data.access import RESTRICTED_TABLES, Permission, Viewer, holders_of, restricted
from data.periods import FiscalYear
from data.places import Jurisdiction
from data.provenance import Source
from data.store import open_session
from tests.data.test_search_words import shown
from tests.notes import upkeep
from tests.support import MEMBER, ORGANIZER, PUBLIC

METCO, CHAPTER_70, CIRCUIT = "7010-0012", "7061-0008", "7061-0012"
FY2018 = FiscalYear(2018)
SEED, SOURCE = 7, 9_000
LINES = 150
WORDS = (
    "aid", "aide", "School", "schools", "café", "CAFE", "Élan", "transport", "Transportation", "K", "12", "70",
    "7061", "0008", "of", "state", "owned", "O’Neill", "the", "Chapter", "(new)", "$1,000", "grants/aid", "Ñandú",
)  # fmt: skip
CODES = ("7061-0008", "7061-0009", "7010-0008", "1599-7061", "0008-7061")
TYPED = st.lists(
    st.sampled_from([*WORDS, *CODES, "7061-00", "tran", "sch", "1,000", "cafe", "elan", "zebra", "*", '"', "AND"]),
    min_size=1, max_size=4,
).map(" ".join)  # fmt: skip


def hits(words: str, viewer: Viewer = PUBLIC, **how: int) -> Hits:
    with open_session(viewer) as session:
        return search_lines(session, words, **how)  # type: ignore[arg-type]


def labels(words: str, **how: int) -> list[str]:
    return [hit.head.label for hit in hits(words, PUBLIC, **how).hits]


def paste(text: str, stage: str = "hou", code: str = METCO, year: FiscalYear = FY2018) -> None:
    with open_session(ORGANIZER, writing=True) as session:
        paste_language(
            session, line_item_id=find_line(session, code), fiscal_year=year, stage_code=stage, text=text,
            source_title="Bill",
        )  # fmt: skip


@pytest.mark.usefixtures("started")
def test_a_line_is_found_by_number_name_former_name_agency_and_wording_and_says_where() -> None:
    paste("For grants; provided, that $350,000 be spent on zeppelins", stage="hou")
    paste("For grants and zeppelins", stage="sen")
    where = {
        words: (hit.found_in, shown(hit.snippet))
        for words in ("7010-0012", "racial imbalance", "zeppelins", "quality kindergarten", "higher education")
        for hit in hits(words).hits[:1]
    }
    assert where["7010-0012"] == (FoundIn.NUMBER, "[7010-0012]")
    assert where["racial imbalance"] == (FoundIn.NAME, "Programs to Eliminate [Racial] [Imbalance] - METCO")
    assert where["quality kindergarten"] == (FoundIn.FORMER_NAME, "[Quality] [Kindergarten] Grants")
    assert where["higher education"][0] in {FoundIn.NAME, FoundIn.AGENCY}
    (wording,) = hits("zeppelins").hits
    assert (wording.found_in, shown(wording.snippet)) == (FoundIn.WORDING, "For grants and [zeppelins]")
    assert wording.wording is not None
    assert (wording.wording.fiscal_year, wording.wording.stage) == (FY2018, "Senate")


@pytest.mark.usefixtures("started")
def test_the_wording_that_holds_most_is_shown_though_a_name_holds_some() -> None:
    paste("For racial balance and zeppelins")
    (hit,) = hits("racial zeppelins").hits
    assert (hit.found_in, shown(hit.snippet)) == (FoundIn.WORDING, "For [racial] balance and [zeppelins]")


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("typed", ["7061-0008", " 7061 0008 ", "7061–0008"])
def test_the_line_of_exactly_this_number_comes_first_however_often_others_mention_it(typed: str) -> None:
    paste("item 7061-0008 and item 7061-0008 and item 7061-0008")
    assert labels(typed) == [CHAPTER_70, METCO]


@pytest.mark.usefixtures("started")
def test_a_number_s_beginning_and_its_parts_find_it() -> None:
    assert {CHAPTER_70, CIRCUIT} <= set(labels("7061", limit=100))
    assert labels("7061-000") == [CHAPTER_70]
    assert CHAPTER_70 in labels("0008")
    assert labels("061-0008") == []


@pytest.mark.usefixtures("started")
def test_the_last_word_may_be_a_beginning_the_others_are_whole() -> None:
    assert labels("racial imb") == [METCO]
    assert labels("rac imbalance") == []


@pytest.mark.usefixtures("started")
def test_a_name_counts_more_than_a_wording() -> None:
    paste("For the racial imbalance programs", code=CHAPTER_70)
    assert labels("racial imbalance") == [METCO, CHAPTER_70]


@pytest.mark.usefixtures("started")
def test_pages_follow_each_other_and_the_count_is_of_all() -> None:
    whole = labels("state", limit=1000)
    pages = [hits("state", limit=3, offset=start) for start in range(0, len(whole) + 3, 3)]
    assert len(whole) > 3
    assert [hit.head.label for page in pages for hit in page.hits] == whole
    assert {page.count for page in pages} == {len(whole)}
    assert hits("state", limit=3, offset=500).hits == ()


@pytest.mark.usefixtures("started")
def test_a_count_is_told_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST_COUNTED", 2)
    found = hits("state", limit=1)
    assert (len(found.hits), found.count, found.is_more) == (1, 2, True)


@pytest.mark.usefixtures("started")
def test_a_place_narrows_to_its_own_lines() -> None:
    with open_session(PUBLIC) as session:
        assert search_lines(session, METCO, place=place_of(session, "ma")).count == 1
        assert search_lines(session, METCO, place=place_of(session, "ky")).count == 0


@pytest.mark.usefixtures("started")
def test_everybody_finds_the_same_public_lines() -> None:
    assert hits("state", PUBLIC) == hits("state", MEMBER) == hits("state", ORGANIZER)


@pytest.mark.usefixtures("started")
def test_a_line_its_viewer_may_not_see_is_neither_found_nor_counted() -> None:
    restricted(reads=holders_of(Permission.SEE_COALITION), writes=None)(LineItem)
    try:
        assert (hits("state", PUBLIC).hits, hits("state", PUBLIC).count) == ((), 0)
        assert hits("state", MEMBER).count == len(hits("state", MEMBER).hits) > 3
    finally:
        del RESTRICTED_TABLES[LineItem]


def _folded(said: str) -> str:
    said = unicodedata.normalize("NFKD", said)
    return "".join(sign for sign in said if not unicodedata.combining(sign)).lower()


def _words(said: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", _folded(said))


def _stands_in(row: list[str], typed: list[str], *, begins: bool) -> bool:
    *first, last = typed
    return any(
        row[n : n + len(first)] == first
        and n + len(first) < len(row)
        and (row[n + len(first)].startswith(last) if begins else row[n + len(first)] == last)
        for n in range(len(row))
    )


def scanned(lines: dict[int, list[str]], typed: str) -> set[int]:
    """The lines a reader would find who goes through every part of every line, word for word."""
    asked: list[list[str]] = []
    for chunk in typed.split():
        words = _words(chunk)
        numbers = bool(words) and all(re.search(r"\d", word) for word in words)
        asked += [words] if numbers else [[word] for word in words]
    if not asked:
        return set()
    parts = {line: [_words(part) for part in said] for line, said in lines.items()}
    return {
        line
        for line, said in parts.items()
        if all(any(_stands_in(p, words, begins=n == len(asked) - 1) for p in said) for n, words in enumerate(asked))
    }


def _some(chance: random.Random, most: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, most)))


def _add(connection: Connection, line: int, said: list[str], stages: list[int]) -> None:
    """A line of these parts: number, name, former name, agency, and its wordings by stage."""
    code, name, former, agency, *wordings = said
    place = connection.scalar(select(func.min(Jurisdiction.id)))
    connection.execute(
        insert(LineItem).values(
            id=line, jurisdiction_id=place, code=code or None, name=name, name_key=name_key(name), agency=agency,
            kind=LineItemKind.ITEM.value,
        )
    )  # fmt: skip
    connection.execute(
        insert(LineItemName).values(line_item_id=line, name=former, name_key=name_key(former), source_id=SOURCE)
    )
    for stage, wording in zip(stages, wordings, strict=False):
        connection.execute(
            insert(LineLanguage).values(
                line_item_id=line, fiscal_year=2018, stage_id=stage, text=wording, source_id=SOURCE
            )
        )


@pytest.fixture
def lines(empty: str) -> dict[int, list[str]]:
    """Lines of few words in many mixtures: number, name, former name, agency and up to two wordings of each."""
    chance, made = random.Random(SEED), {}
    with upkeep() as connection:
        connection.execute(insert(Source).values(id=SOURCE, key="k", title="t", kind="ours"))
        stages = list(connection.scalars(select(Stage.id).order_by(col(Stage.id)).limit(2)))
        for line in range(1, LINES + 1):
            code = f"{chance.choice(CODES)}-{line}" if line % 3 else ""
            said = [code, f"{_some(chance, 5)} {line}x", _some(chance, 4), _some(chance, 2)]
            made[line] = [*said, *(_some(chance, 12) for _ in range(line % 3))]
            _add(connection, line, made[line], [stage for stage in stages if stage])
    return made


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=TYPED)
def test_search_finds_what_a_scan_of_every_word_finds(lines: dict[int, list[str]], typed: str) -> None:
    found = {hit.head.id for hit in hits(typed, limit=LINES).hits}
    assert found == scanned(lines, typed)


def test_the_lines_of_the_scan_are_indexed(lines: dict[int, list[str]]) -> None:
    with open_session(PUBLIC) as session:
        assert untrue_lines(session) == ()
    assert len(scanned(lines, "aid")) > len(scanned(lines, "aid school 7061-0008")) > 0


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text() | st.text("\"*-+^:(){}[]|&!<>~'\\ ANDORTab1\0", max_size=60) | TYPED.map(lambda t: t * 60))
def test_nothing_that_can_be_typed_is_an_error(lines: dict[int, list[str]], typed: str) -> None:
    found = hits(typed, limit=5)
    assert len(found.hits) <= 5
    assert found.count <= LINES


@pytest.mark.usefixtures("lines")
def test_many_words_and_a_word_without_end_are_read_in_part() -> None:
    assert hits("a " * 149 + "a").count == 0
    assert hits("x" * 10_000).count == 0
