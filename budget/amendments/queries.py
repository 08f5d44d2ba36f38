"""Amendments of a line or a year, answered with frozen values."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from budget.amendments.models import Amendment, AmendmentChange, AmendmentEarmark, Outcome
from budget.amendments.rules import StruckCheck, struck_check, superseded
from budget.line_items.line_queries import Document, documents_of
from budget.line_items.queries import Place, figures_of, place_of
from data.periods import FiscalYear
from data.places import Jurisdiction


@dataclass(frozen=True, slots=True)
class Change:
    """One change to one item, with the earmarks it words and the check of the figure it strikes."""

    kind: str
    item_code: str
    line_item_id: int | None
    struck_cents: int | None
    inserted_cents: int | None
    words: str
    after_item: str
    earmarks: tuple[tuple[int, str], ...]
    check: StruckCheck | None


@dataclass(frozen=True, slots=True)
class FloorAmendment:
    """An amendment as a page shows it."""

    id: int
    identifier: str
    fiscal_year: FiscalYear
    chamber: str
    number: str
    title: str
    sponsors: tuple[str, ...]
    changes: tuple[Change, ...]
    outcome: Outcome
    outcome_note: str
    replaced: bool
    fiscal_note_cents: int | None
    folds: tuple[str, ...]
    unread: tuple[str, ...]
    note: str
    source_id: int


@dataclass(frozen=True, slots=True)
class Amendments:
    """Amendments with the documents they come from."""

    listed: tuple[FloorAmendment, ...]
    documents: dict[int, Document]


def amendments_in(session: Session, place: Place, year: FiscalYear) -> Amendments:
    """Every amendment of a state's year, by identifier."""
    rows = session.exec(
        select(Amendment)
        .where(Amendment.jurisdiction_id == place.id, Amendment.fiscal_year == int(year))
        .order_by(col(Amendment.identifier))
    ).all()
    return _with_changes(session, place, rows)


def amendments_of(session: Session, place: Place, line_item_id: int) -> Amendments:
    """The amendments that change one line, newest year first."""
    touched = select(AmendmentChange.amendment_id).where(AmendmentChange.line_item_id == line_item_id)
    rows = session.exec(
        select(Amendment)
        .where(col(Amendment.id).in_(touched))
        .order_by(col(Amendment.fiscal_year).desc(), col(Amendment.identifier))
    ).all()
    return _with_changes(session, place, rows)


def places_with_amendments(session: Session) -> tuple[Place, ...]:
    """The jurisdictions with amendments on file."""
    codes = select(Jurisdiction.code).where(col(Jurisdiction.id).in_(select(Amendment.jurisdiction_id)))
    return tuple(place_of(session, code) for code in sorted(session.scalars(codes)))


def years_with_amendments(session: Session, place: Place) -> tuple[FiscalYear, ...]:
    """The fiscal years with amendments on file, newest first."""
    years = session.scalars(select(Amendment.fiscal_year).where(Amendment.jurisdiction_id == place.id).distinct())
    return tuple(FiscalYear(year) for year in sorted(years, reverse=True))


def _with_changes(session: Session, place: Place, rows: Sequence[Amendment]) -> Amendments:
    ids = [row.id or 0 for row in rows]
    changes = session.exec(
        select(AmendmentChange)
        .where(col(AmendmentChange.amendment_id).in_(ids))
        .order_by(col(AmendmentChange.amendment_id), col(AmendmentChange.position))
    ).all()
    earmarks = session.exec(
        select(AmendmentEarmark)
        .where(col(AmendmentEarmark.change_id).in_([change.id for change in changes]))
        .order_by(col(AmendmentEarmark.id))
    ).all()
    figures = figures_of(session, place, sorted({c.line_item_id for c in changes if c.line_item_id}))
    gone = superseded([row.identifier for row in rows], {row.identifier: row.replaces for row in rows})
    listed = []
    for row in rows:
        year = FiscalYear(row.fiscal_year)
        shown = []
        for change in (c for c in changes if c.amendment_id == row.id):
            at = figures.get(change.line_item_id or 0, {}).get(year, {})
            known = {code: figure.amount_cents for code, figure in at.items()}
            words = tuple((e.amount_cents, e.purpose) for e in earmarks if e.change_id == change.id)
            shown.append(_change(change, words, struck_check(change.struck_cents, row.chamber, known)))
        listed.append(_amendment(row, tuple(shown), row.identifier in gone))
    return Amendments(tuple(listed), documents_of(session, {row.source_id for row in rows}))


def _change(row: AmendmentChange, earmarks: tuple[tuple[int, str], ...], check: StruckCheck | None) -> Change:
    return Change(
        row.kind,
        row.item_code,
        row.line_item_id,
        row.struck_cents,
        row.inserted_cents,
        row.words,
        row.after_item,
        earmarks,
        check,
    )


def _amendment(row: Amendment, changes: tuple[Change, ...], replaced: bool) -> FloorAmendment:
    return FloorAmendment(
        row.id or 0,
        row.identifier,
        FiscalYear(row.fiscal_year),
        row.chamber,
        row.number,
        row.title,
        tuple(row.sponsors),
        changes,
        Outcome(row.outcome),
        row.outcome_note,
        replaced,
        row.fiscal_note_cents,
        tuple(row.folds),
        tuple(row.unread),
        row.note,
        row.source_id,
    )
