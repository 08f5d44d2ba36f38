"""Sums of items by stage, kept true by whatever changes a figure, so that a total never needs a recount."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import BigInteger, Select, case, cast, delete, func, insert, literal
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from budget.line_items.models import Appropriation, LineItem, Stage, StageTotal
from budget.line_items.stages import LineItemKind
from data.errors import InvalidInput
from data.periods import FiscalYear
from data.places import Jurisdiction
from data.records import columns

COLUMNS = ("jurisdiction_id", "fiscal_year", "stage_id", "agency", "kind", "items", "amount_cents")
SUMMED = (LineItemKind.ITEM.value, LineItemKind.REVENUE.value)
LARGEST_CENTS = 2**63 - 1
TOO_LARGE = (
    "The amounts of one stage add up to more than the store can hold. Check the unit: thousands of dollars "
    "read as millions, for example."
)


def _recount() -> Select[tuple[int, int, int, str, str, int, int]]:
    """The totals as the figures themselves add up: preferred figures, spending and revenue apart."""
    a, line = Appropriation, LineItem
    summed = case((col(line.kind).in_(SUMMED), col(a.amount_cents)))
    revenue = LineItemKind.REVENUE.value
    kind = case((col(line.kind) == revenue, literal(revenue)), else_=literal(LineItemKind.ITEM.value))
    keys = (col(line.jurisdiction_id), col(a.fiscal_year), col(a.stage_id), col(line.agency), kind)
    total = cast(func.coalesce(func.sum(summed), 0), BigInteger)
    return (
        columns(*keys, func.count(summed), total)
        .join(line, col(line.id) == a.line_item_id)
        .where(col(a.preferred))
        .group_by(*keys)
    )


def keep_totals(session: Session, *, years: Iterable[int], jurisdiction_id: int | None = None) -> None:
    """Count some years anew, of one state or of all, in the caller's transaction.

    Call it last, in a change that has taken its turn (`take_turn`, `note_act`): two writers at once would each
    count without the other. Raises InvalidInput when a total would not fit the store.
    """
    wanted = sorted(set(years))
    gone = delete(StageTotal).where(col(StageTotal.fiscal_year).in_(wanted))
    found = _recount().where(col(Appropriation.fiscal_year).in_(wanted))
    if jurisdiction_id is not None:
        gone = gone.where(col(StageTotal.jurisdiction_id) == jurisdiction_id)
        found = found.where(col(LineItem.jurisdiction_id) == jurisdiction_id)
    session.flush()
    session.execute(gone)
    try:
        session.execute(insert(StageTotal).from_select(COLUMNS, found))
    except DBAPIError as problem:
        raise InvalidInput(TOO_LARGE) from problem


def add_to_totals(
    session: Session, *, jurisdiction_id: int, agency: str, added: Mapping[tuple[int, int], tuple[int, int]]
) -> None:
    """Count in the items of an agency's new lines, (fiscal year, stage id) to (items, cents), without a recount.

    Call it last, as `keep_totals`, and instead of it. Raises InvalidInput when a total would not fit the store.
    """
    session.flush()
    t = StageTotal
    of_agency = select(t).where(t.jurisdiction_id == jurisdiction_id, t.agency == agency)
    rows = session.exec(of_agency.execution_options(populate_existing=True))
    kept = {(total.fiscal_year, total.stage_id): total for total in rows}
    for (year, stage), (items, cents) in added.items():
        total = kept.get((year, stage)) or StageTotal(
            jurisdiction_id=jurisdiction_id, fiscal_year=year, stage_id=stage, agency=agency, items=0, amount_cents=0
        )
        total.items += items
        total.amount_cents += cents
        if abs(total.amount_cents) > LARGEST_CENTS:
            raise InvalidInput(TOO_LARGE)
        session.add(total)


def untrue_totals(session: Session) -> tuple[str, ...]:
    """The totals that differ from a full recount, as "MA FY2017 gaa"; empty when every one is true."""
    kept = {tuple(row) for row in session.execute(columns(*(getattr(StageTotal, name) for name in COLUMNS)))}
    counted = {tuple(row) for row in session.execute(_recount())}
    places = {place: code for place, code in session.execute(select(Jurisdiction.id, Jurisdiction.code))}  # noqa: C416
    stages = {stage: code for stage, code in session.execute(select(Stage.id, Stage.code))}  # noqa: C416
    differing = {(row[0], row[1], row[2]) for row in kept ^ counted}
    return tuple(
        f"{str(places[place]).upper()} {FiscalYear(year).label} {stages[stage]}"
        for place, year, stage in sorted(differing)
    )


@dataclass(frozen=True, slots=True)
class ColumnTotal:
    """What the store holds at a stage of a year: how many items, and their sum in cents."""

    fiscal_year: FiscalYear
    stage_code: str
    items: int
    amount_cents: int


def column_totals(
    session: Session, jurisdiction_id: int, *, agency: str = "", kind: LineItemKind = LineItemKind.ITEM
) -> tuple[ColumnTotal, ...]:
    """Every column of a place (or of one agency) with a figure, newest year first, stages in order.

    `kind` is `ITEM` (spending) or `REVENUE`; the two are never one sum.
    """
    t = StageTotal
    statement = (
        select(t.fiscal_year, Stage.code, func.sum(col(t.items)), func.sum(col(t.amount_cents)))
        .join(Stage, col(Stage.id) == t.stage_id)
        .where(t.jurisdiction_id == jurisdiction_id, t.kind == kind)
        .group_by(col(t.fiscal_year), col(Stage.code), col(Stage.position))
        .order_by(col(t.fiscal_year).desc(), col(Stage.position))
    )
    if agency:
        statement = statement.where(col(t.agency) == agency)
    return tuple(
        ColumnTotal(FiscalYear(year), code, int(items), int(cents))
        for year, code, items, cents in session.execute(statement)
    )
