"""The starter figures: a new store opens with real lines, each with its source, once."""

from collections import Counter
from datetime import date

import pytest
from sqlmodel import col, func, select

from budget.line_items.history import year_view
from budget.line_items.line_queries import line_record
from budget.line_items.list_queries import LineFilter, listed_lines
from budget.line_items.models import Appropriation, LineItem, PrintedTotal, ReportedFigure, Stage
from budget.line_items.queries import line_head, place_of, watched_ids
from budget.line_items.stages import LineItemKind
from budget.line_items.starter import lay_foundation, load_starter
from data.access import Viewer
from data.errors import NotAllowed
from data.imports.amounts import read_amount
from data.periods import FiscalYear
from data.places import Jurisdiction
from data.provenance import Source
from data.reference_tables import rows_of
from data.store import open_session
from tests.budget.line_items import room
from tests.budget.line_items.room import DESE, line_id
from tests.support import MEMBER, ORGANIZER, PUBLIC

FY2017 = FiscalYear(2017)
TODAY = date(2026, 1, 1)
UNITS = {"dollars": 1, "thousands": 1000}


@pytest.mark.usefixtures("started")
def test_every_row_of_the_tables_is_in_the_store_to_the_cent() -> None:
    with open_session(PUBLIC) as session:
        a = Appropriation
        stored = Counter(
            session.execute(
                select(Source.key, a.row_number, a.amount_cents, a.missing_reason).join(
                    Source, col(Source.id) == a.source_id
                )
            ).all()
        )
        rows = list(rows_of("appropriations"))
        assert len(rows) == sum(stored.values())
        for number, row in rows:
            cents = read_amount(row["printed"], unit=UNITS[row["unit"]]) if row["printed"] else None
            assert stored[row["source"], number, cents, row["missing"] or None] == 1, row  # type: ignore[index]
        counts = [session.scalar(select(func.count()).select_from(t)) for t in (Stage, PrintedTotal, ReportedFigure)]
        assert counts == [len(list(rows_of(t))) for t in ("stages", "printed_totals", "reported_figures")]


@pytest.mark.usefixtures("started")
def test_loading_again_adds_nothing() -> None:
    with room.unchanged():
        room.starter()


@pytest.mark.usefixtures("empty")
def test_an_empty_store_has_states_stages_and_prices_and_no_line_and_can_still_be_filled() -> None:
    store = room.dump()
    assert len(store["jurisdictions"]) == 51
    assert [len(store[table]) for table in ("line_items", "appropriations", "import_batches")] == [0, 0, 0]
    with open_session(ORGANIZER, writing=True) as session:
        assert load_starter(session) == len(list(rows_of("appropriations")))
        assert load_starter(session) == 0


@pytest.mark.usefixtures("sqlite_started")
def test_each_place_a_figure_stands_has_exactly_one_that_is_shown() -> None:
    shown: Counter[tuple[int, int, int]] = Counter()
    for row in room.dump()["appropriations"]:
        shown[row["line_item_id"], row["fiscal_year"], row["stage_id"]] += bool(row["preferred"])
    assert set(shown.values()) == {1}


@pytest.mark.usefixtures("started")
def test_a_newcomer_sees_fy2017_whole_every_k12_line_from_governor_to_override() -> None:
    with open_session(PUBLIC) as session:
        place = place_of(session, "ma")
        chosen = LineFilter(place, FY2017, agency=DESE, size=200)
        heads = [h for h in listed_lines(session, chosen).heads if h.kind is LineItemKind.ITEM]
        views = {h.label: year_view(line_record(session, h.id), FY2017, today=TODAY) for h in heads}
    final = {label: view for label, view in views.items() if view.check is not None}
    assert len(final) == 34
    assert all(view.check and view.check.holds for view in final.values())
    whole = [label for label, view in final.items() if {"gov", "hou", "sen", "leg", "gaa"} <= _stages(view)]
    assert len(whole) == 28
    vetoed = [view for view in final.values() if any(step.stage.code == "veto" for step in view.steps)]
    assert len(vetoed) == sum(1 for view in final.values() if view.standing and view.steps[-1].change_cents)


def _stages(view: object) -> set[str]:
    return {step.stage.code for step in view.steps}  # type: ignore[attr-defined]


@pytest.mark.usefixtures("started")
def test_jets_facts_are_there_with_fy2021_left_for_the_user_to_enter() -> None:
    with open_session(PUBLIC) as session:
        jet = line_record(session, line_id(session, "Journey into Education & Teaching (JET), earmark"))
    amounts = {int(year): [f.amount_cents for f in figures.values()] for year, figures in jet.figures.items()}
    assert amounts[2023] == [35_000_000]
    assert all(cents is None for year, found in amounts.items() if year != 2023 for cents in found)
    assert 2021 in amounts
    assert jet.head.kind is LineItemKind.EARMARK


@pytest.mark.usefixtures("started")
def test_a_new_store_watches_five_lines_that_are_there() -> None:
    with open_session(MEMBER) as session:
        heads = [line_head(session, line) for line in watched_ids(session)]
    assert [(h.place.code, h.label) for h in heads] == [
        ("ma", "7061-0008"),
        ("ma", "7061-0012"),
        ("ma", "7010-0012"),
        ("ma", "Journey into Education & Teaching (JET), earmark"),
        ("ky", "SEEK guaranteed base per pupil"),
    ]


@pytest.mark.usefixtures("sqlite_started")
def test_restated_totals_of_the_budget_browser_show_the_latest_edition() -> None:
    """FY22's final total stands at four figures in four copies of one page."""
    with open_session(PUBLIC) as session:
        a = Appropriation
        found = session.execute(
            select(Source.edition, a.amount_cents, a.preferred)
            .join(Source, col(Source.id) == a.source_id)
            .join(LineItem, col(LineItem.id) == a.line_item_id)
            .join(Stage, col(Stage.id) == a.stage_id)
            .where(LineItem.kind == LineItemKind.CATEGORY_TOTAL, a.fiscal_year == 2022, Stage.code == "final")
            .order_by(col(Source.edition))
        ).all()
    assert [tuple(row) for row in found] == [
        (1, 108_720_783_100, False), (2, 94_687_583_100, False), (3, 94_687_583_100, False), (4, 95_172_529_400, True),
    ]  # fmt: skip


@pytest.mark.usefixtures("sqlite_started")
def test_kentuckys_fiscal_years_of_a_biennium_are_two_years_at_one_stage() -> None:
    with open_session(PUBLIC) as session:
        seek = line_record(session, line_id(session, "SEEK guaranteed base per pupil", "ky"))
        cycles = {p.code: p.budget_cycle for p in session.exec(select(Jurisdiction)) if p.budget_cycle}
    assert cycles == {"ky": "biennial", "ma": "annual"}
    assert [seek.figures[FiscalYear(y)]["acts"].amount_cents for y in (2027, 2028)] == [462_600, 479_200]
    assert seek.head.place.budget_years(FiscalYear(2028)) == (FiscalYear(2027), FiscalYear(2028))


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("viewer", [PUBLIC, MEMBER], ids=["public", "member"])
def test_only_an_organizer_may_fill_a_store(viewer: Viewer) -> None:
    for fill in (lay_foundation, load_starter):
        with pytest.raises(NotAllowed), open_session(viewer, writing=True) as session:
            fill(session)
    assert room.dump()["stages"] == []


@pytest.mark.usefixtures("sqlite_started")
def test_filling_is_in_the_audit_log() -> None:
    assert [entry["act"] for entry in room.audit()] == ["load starter figures"]
