"""Entering a whole watch list from one document: all or nothing, and each error names its line."""

import pytest
from sqlmodel import select

from budget.comparison.commands import Entry, record_amounts
from budget.line_items.models import Appropriation
from budget.line_items.summaries import untrue_totals
from data.access import Viewer
from data.audit import broken_entry
from data.errors import NotAllowed
from data.periods import FiscalYear
from data.provenance import Source
from data.store import open_session
from tests.budget.line_items import room
from tests.support import MEMBER, ORGANIZER, PUBLIC

pytestmark = pytest.mark.usefixtures("started")
METCO, CHAPTER_70 = "7010-0012", "7061-0008"


def entry(code: str, cents: int) -> Entry:
    with open_session(ORGANIZER) as session:
        return Entry(room.line_id(session, code), code, cents)


def record(*entries: Entry, viewer: Viewer = ORGANIZER, stage: str = "swm", title: str = "A budget") -> int:
    with open_session(viewer, writing=True) as session:
        return record_amounts(
            session, fiscal_year=FiscalYear(2018), stage_code=stage, entries=entries, source_title=title
        )


def test_all_amounts_stand_under_one_document_and_in_the_record() -> None:
    assert record(entry(METCO, 2_100_000_000), entry(CHAPTER_70, 470_000_000_000)) == 2

    with open_session(ORGANIZER) as session:
        written = session.exec(select(Appropriation).where(Appropriation.fiscal_year == 2018)).all()
        entered = [figure for figure in written if figure.batch_id == 0]
        assert len({figure.source_id for figure in entered}) == 1
        assert sorted(figure.amount_cents or 0 for figure in entered) == [2_100_000_000, 470_000_000_000]
        assert len(session.exec(select(Source).where(Source.title == "A budget")).all()) == 1
        assert (broken_entry(session), untrue_totals(session)) == (None, ())


def test_an_amount_that_cannot_be_takes_the_others_with_it_and_names_its_line() -> None:
    good, bad = entry(METCO, 100), entry(CHAPTER_70, -1)

    sentence = room.refusal(lambda: record(good, bad))

    assert sentence.startswith("7061-0008: The amount cannot be −$0.01.")


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"title": " "}, "Name the document it stands in"),
        ({"stage": "senate"}, "7010-0012: This state’s budget has no stage “senate”."),
    ],
)
def test_what_is_missing_is_said(how: dict[str, str], said: str) -> None:
    good = entry(METCO, 100)

    assert room.refusal(lambda: record(good, **how)).startswith(said)  # type: ignore[arg-type]


def test_nothing_typed_and_a_line_twice_are_refused() -> None:
    good = entry(METCO, 100)

    assert room.refusal(lambda: record()) == "Type at least one amount."
    assert room.refusal(lambda: record(good, good)).startswith("A line stands twice")


@pytest.mark.parametrize("viewer", [PUBLIC, MEMBER])
def test_only_who_may_enter_figures_does(viewer: Viewer) -> None:
    good = entry(METCO, 100)

    with pytest.raises(NotAllowed):
        record(good, viewer=viewer)
