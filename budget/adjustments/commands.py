"""Record what an act or order changed after enactment, move money between two lines, take either back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from budget.adjustments.limits import has_nine_c
from budget.adjustments.models import Adjustment
from budget.adjustments.queries import after_enactment
from budget.adjustments.rules import AdjustmentKind, check_amount, check_date, transfer_halves
from budget.adjustments.sentences import below_zero_sentence, nine_c_warning
from budget.line_items.line_queries import line_record
from budget.line_items.queries import LineHead, line_head
from budget.line_items.rules import subject_of
from budget.line_items.stages import LineItemKind
from data.access import Permission, requires
from data.audit import note_act, note_acts, take_turn
from data.errors import InvalidInput, NotFound
from data.periods import FIRST_YEAR, LAST_YEAR, FiscalYear
from data.provenance import entered_source

LONGEST_REASON = 2000
ADJUSTED = (LineItemKind.ITEM, LineItemKind.EARMARK)


@dataclass(frozen=True, slots=True)
class Recorded:
    """The id of what was recorded (of a transfer, its half in the line the money leaves), and what to look at."""

    id: int
    warnings: tuple[str, ...]


@requires(Permission.IMPORT_FIGURES)
def record_adjustment(
    session: Session,
    *,
    line_item_id: int,
    fiscal_year: FiscalYear,
    kind: AdjustmentKind,
    dated: date,
    amount_cents: int,
    source_title: str,
    source_address: str = "",
    reason: str = "",
) -> Recorded:
    """Record one dated change to a line's appropriation, in signed cents; the enacted figure stays as it is.

    A 9C cut of what such an order is said not to reach is recorded with a warning. Raises InvalidInput, NotFound.
    """
    head = line_head(session, line_item_id)
    check_amount(kind, amount_cents)
    _check_line(head, fiscal_year, dated)
    if kind is AdjustmentKind.NINE_C and not has_nine_c(head.place.code):
        raise InvalidInput("{place} has no 9C cuts. Record it as a mid-year cut.", place=head.place.name)
    take_turn(session)
    row = _row(head, fiscal_year, kind, dated, amount_cents, reason)
    _keep(session, [row], source_title, source_address)
    note_act(
        session,
        "record adjustment",
        subject=subject_of(head.id),
        called=head.label,
        fiscal_year=int(fiscal_year),
        after=_columns(row),
        why=row.reason,
    )
    warning = nine_c_warning(head) if kind is AdjustmentKind.NINE_C else ""
    return Recorded(row.id or 0, tuple(said for said in (warning, _overdrawn(session, head, fiscal_year)) if said))


@requires(Permission.IMPORT_FIGURES)
def record_transfer(
    session: Session,
    *,
    from_id: int,
    to_id: int,
    fiscal_year: FiscalYear,
    dated: date,
    amount_cents: int,
    source_title: str,
    source_address: str = "",
    reason: str = "",
) -> Recorded:
    """Record money moved between two lines of one state and year: two halves that add up to 0.

    Raises InvalidInput and NotFound.
    """
    heads = line_head(session, from_id), line_head(session, to_id)
    halves = transfer_halves(amount_cents)
    _check_pair(*heads)
    for head in heads:
        _check_line(head, fiscal_year, dated)
    take_turn(session)
    rows = [
        _row(head, fiscal_year, AdjustmentKind.TRANSFER, dated, cents, reason)
        for head, cents in zip(heads, halves, strict=True)
    ]
    _keep(session, rows, source_title, source_address)
    for row in rows:
        row.transfer_id = rows[0].id
    called = " → ".join(head.label for head in heads)
    noted = {"called": called, "fiscal_year": int(fiscal_year), "why": rows[0].reason}
    note_acts(
        session, "record transfer", [(subject_of(row.line_item_id), {**noted, "after": _columns(row)}) for row in rows]
    )
    overdrawn = _overdrawn(session, heads[0], fiscal_year)
    return Recorded(rows[0].id or 0, (overdrawn,) if overdrawn else ())


@requires(Permission.IMPORT_FIGURES)
def remove_adjustment(session: Session, *, adjustment_id: int) -> int:
    """Take an adjustment off the record, a transfer with both its halves; the audit keeps what it said.

    Returns how many rows went. Raises NotFound.
    """
    take_turn(session)
    row = session.exec(select(Adjustment).where(Adjustment.id == adjustment_id)).first()
    if row is None:
        raise NotFound("The adjustment")
    rows = [row]
    if row.transfer_id is not None:
        rows = list(session.exec(select(Adjustment).where(Adjustment.transfer_id == row.transfer_id)).all())
    called = " / ".join(line_head(session, one.line_item_id).label for one in rows)
    noted = {"called": called, "fiscal_year": row.fiscal_year}
    note_acts(
        session,
        "remove adjustment",
        [(subject_of(one.line_item_id), {**noted, "before": _columns(one)}) for one in rows],
    )
    for one in rows:
        session.delete(one)
    session.flush()
    return len(rows)


def _row(head: LineHead, year: FiscalYear, kind: AdjustmentKind, dated: date, cents: int, reason: str) -> Adjustment:
    return Adjustment(
        line_item_id=head.id,
        fiscal_year=int(year),
        kind=kind,
        dated=dated,
        amount_cents=cents,
        title="",
        reason=reason.strip()[:LONGEST_REASON],
        source_id=0,
    )


def _columns(row: Adjustment) -> dict[str, object]:
    """What an adjustment says, as the record of changes keeps it."""
    return {"kind": row.kind, "dated": row.dated, "amount_cents": row.amount_cents, "title": row.title}


def _keep(session: Session, rows: Sequence[Adjustment], title: str, address: str) -> None:
    """Add the rows of one adjustment with the document they were read from. Raises InvalidInput."""
    source = entered_source(session, title, address)
    known = [_same(session, row, source.title) for row in rows]
    if set.intersection(*known):
        raise InvalidInput(
            "This adjustment is on file already, with the same date, amount and document. "
            "If there were two, name the document of the second with its section."
        )
    for row in rows:
        row.title, row.source_id = source.title, source.id or 0
        session.add(row)
    session.flush()


def _same(session: Session, row: Adjustment, title: str) -> set[int]:
    """The adjustments that say just what a row says: a second click, not a second change."""
    a = Adjustment
    same = select(a.transfer_id, a.id).where(
        a.line_item_id == row.line_item_id,
        a.fiscal_year == row.fiscal_year,
        a.kind == row.kind,
        a.dated == row.dated,
        a.amount_cents == row.amount_cents,
        a.title == title,
    )
    return {transfer or number or 0 for transfer, number in session.execute(same)}


def _overdrawn(session: Session, head: LineHead, year: FiscalYear) -> str:
    """Says so when the adjustments now take more than the line has."""
    return below_zero_sentence(after_enactment(session, line_record(session, head.id), year, day=date.max))


def _check_line(head: LineHead, year: FiscalYear, dated: date) -> None:
    if head.kind not in ADJUSTED:
        raise InvalidInput(
            "“{head}” is no line that money is appropriated to. Choose a line item or an earmark.", head=head.label
        )
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidInput("{year} is not a fiscal year this store keeps. Write it as FY2017 or 2017.", year=year.label)
    check_date(dated, year.dates(head.place.starts_month), year.label)


def _check_pair(leaves: LineHead, reaches: LineHead) -> None:
    if leaves.id == reaches.id:
        raise InvalidInput("A transfer needs two lines. Name the other one.")
    if leaves.place.id != reaches.place.id:
        raise InvalidInput(
            "“{leaves}” is a line of {place} and “{reaches}” of {place_2}. A transfer stays "
            "within one budget; name a line of the same state.",
            leaves=leaves.label,
            place=leaves.place.name,
            reaches=reaches.label,
            place_2=reaches.place.name,
        )
