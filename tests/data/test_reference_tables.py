"""Loading the reference tables: whole, typed, once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, col, func, select

from data.access import Permission, requires
from data.errors import FileProblem
from data.places import Jurisdiction
from data.prices import CPI_U, PriceMonth
from data.provenance import Source, SourceKind
from data.reference_tables import load_foundation, rows_of, source_ids, thousandths
from data.store import open_session
from tests.support import ORGANIZER, PUBLIC


@requires(Permission.IMPORT_FIGURES)
def lay(session: Session) -> None:
    load_foundation(session)


def lay_once() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        lay(session)


def counts() -> list[int]:
    with open_session(PUBLIC) as session:
        tables = (Source, Jurisdiction, PriceMonth)
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


@pytest.mark.usefixtures("store")
def test_every_row_is_loaded_and_repeating_adds_nothing() -> None:
    lay_once()
    whole = [len(list(rows_of(table))) for table in ("sources", "jurisdictions", "cpi_u")]
    assert counts() == whole
    lay_once()
    assert counts() == whole


@pytest.mark.usefixtures("sqlite_store")
def test_what_somebody_removed_comes_back_and_what_is_there_is_left_alone() -> None:
    lay_once()
    with open_session(ORGANIZER, writing=True) as session:
        _rename(session)
    lay_once()
    with open_session(PUBLIC) as session:
        assert session.scalar(select(Jurisdiction.name).where(Jurisdiction.code == "ma")) == "The Commonwealth"
        assert session.scalar(select(func.count()).select_from(PriceMonth)) == len(list(rows_of("cpi_u")))


@requires(Permission.IMPORT_FIGURES)
def _rename(session: Session) -> None:
    state = session.exec(select(Jurisdiction).where(Jurisdiction.code == "ma")).one()
    state.name = "The Commonwealth"
    session.add(state)
    session.delete(session.exec(select(PriceMonth).where(PriceMonth.month == 3).limit(1)).one())


@pytest.mark.usefixtures("sqlite_store")
def test_the_rows_keep_their_types() -> None:
    lay_once()
    with open_session(PUBLIC) as session:
        months = {(p.year, p.month): p for p in session.exec(select(PriceMonth).where(PriceMonth.series == CPI_U))}
        kentucky = session.exec(select(Jurisdiction).where(Jurisdiction.code == "ky")).one()
        workbook = session.exec(select(Source).where(Source.key == "ky-seek-s47")).one()
        assert {s.kind for s in session.exec(select(Source))} <= set(SourceKind)
        sources = source_ids(session)
        assert len(set(sources.values())) == len(sources) == len(list(rows_of("sources")))
    assert (months[2020, 4].value_thousandths, months[2020, 4].missing_reason) == (256_389, "")
    assert (months[2025, 10].value_thousandths, months[2025, 10].missing_reason) == (None, "not_published")
    assert (kentucky.stage_list, kentucky.biennium_starts, kentucky.fiscal_year_starts_month) == ("ky", "even", 7)
    assert workbook.published_on == date(2009, 6, 17)


@pytest.mark.usefixtures("sqlite_store")
def test_every_month_names_a_source_that_is_there() -> None:
    lay_once()
    with open_session(PUBLIC) as session:
        orphans = select(PriceMonth).where(col(PriceMonth.source_id).not_in(select(Source.id)))
        assert session.exec(orphans).first() is None


def test_rows_are_numbered_as_a_spreadsheet_counts_them() -> None:
    numbers = [number for number, _ in rows_of("stages")]
    assert numbers == list(range(2, len(numbers) + 2))


@pytest.mark.parametrize(("text", "value"), [("256.092", 256_092), ("334.98", 334_980), ("100", 100_000), ("0.5", 500)])
def test_an_index_is_whole_thousandths(text: str, value: int) -> None:
    assert thousandths(text) == value


@pytest.mark.parametrize("text", ["256.0921", "", ".", "-5", "1e3", "n/a", "1,000", " 5", "5.", "٣"])
def test_what_is_no_index_is_refused_not_rounded(text: str) -> None:
    with pytest.raises(FileProblem, match="is not an index with at most three decimals"):
        thousandths(text)


@given(st.integers(0, 10**7))
def test_an_index_written_with_three_decimals_reads_back(value: int) -> None:
    assert thousandths(f"{value // 1000}.{value % 1000:03d}") == value
