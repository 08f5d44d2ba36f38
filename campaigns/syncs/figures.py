"""School figures and prices of one step into the store, each question as an import of its own."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from budget.districts.importing import FigureCheck, RowsRead, import_figures
from budget.districts.national_numbers import matched, unmatched_sentence
from budget.districts.undoing import undo_figures
from campaigns.legislators.import_record import Counts
from campaigns.syncs.models import SourceSync, SyncPart
from campaigns.syncs.queries import Scope, label
from campaigns.syncs.sources import source_called
from campaigns.syncs.steps import FiguresBrought, Kept
from data.access import Permission, requires
from data.audit import note_act
from data.errors import NotFound
from data.imports.models import ImportBatch
from data.language import _, ngettext
from data.price_import import import_prices, undo_prices
from data.prices import CPI_U
from data.sources.bls import PricesTold
from data.sources.told_figures import ToldFigures

SHOWN = 3
MOST_KEPT = 200


@requires(Permission.IMPORT_FIGURES)
def keep_figures(session: Session, *, scope: Scope, brought: FiguresBrought, now: datetime) -> Kept:
    """Put in what one question brought; districts are found by their national number and never by their name."""
    told = brought.told
    official = source_called(scope.source)
    if not told.figures:
        return Kept(Counts(rejected=len(told.refused)), notes=_notes(told, ()))
    units, unmatched = matched(session, scope.state, told.units)
    notes = _notes(told, unmatched)
    report = import_figures(
        session, title=brought.title, publisher=official.service.name, address=brought.address, published_on=None,
        state=scope.state, units=units, figures=told.figures, now=now, file_name=label(scope), preset=scope.source,
        key=brought.key, note=brought.licence,
        read=RowsRead(checks=[FigureCheck(one, holds=False) for one in (*notes, *_each_refused(told))]),
    )  # fmt: skip
    counts = Counts(report.inserted, report.updated, report.unchanged, 0, len(told.refused))
    return Kept(counts, batch_id=report.batch_id, notes=notes)


@requires(Permission.IMPORT_FIGURES)
def keep_prices(session: Session, *, scope: Scope, told: PricesTold, replace: bool, now: datetime) -> Kept:
    """Put in the months one question brought; months that are told otherwise stay, and both figures are said."""
    service = source_called(scope.source).service
    report = import_prices(
        session, series=CPI_U, said=told.months, publisher=service.name, address=service.base, now=now,
        name=label(scope), replace=replace,
    )  # fmt: skip
    counts = Counts(report.inserted, report.replaced, report.unchanged, 0, 0)
    return Kept(counts, batch_id=report.batch_id, notes=tuple(filter(None, (*told.notes, report.sentence))))


@requires(Permission.IMPORT_FIGURES)
def take_back_run(session: Session, *, scope: Scope, now: datetime) -> int:
    """Take back everything that the latest run of a sync of figures or prices brought; how many imports went.

    Raises NotFound when nothing of it stands.
    """
    s = SourceSync
    wanted = select(s).where(s.source == scope.source, s.state == scope.state, s.session == scope.session)
    found = session.exec(wanted.where(s.part == SyncPart(scope.part)).with_for_update()).first()
    batches = [] if found is None else _standing_batches(session, found.batches)
    if found is None or not batches:
        raise NotFound(_("Anything that this sync brought and that still stands"))
    undo = undo_prices if scope.part is SyncPart.PRICES else undo_figures
    for number in sorted(batches, reverse=True):
        undo(session, batch_id=number, now=now)
    note_act(session, "take back sync", subject=f"sync {found.id}", called=label(scope), imports=len(batches))
    return len(batches)


def _standing_batches(session: Session, numbers: list[int]) -> list[int]:
    b = ImportBatch
    standing = select(b.id).where(col(b.id).in_(numbers), col(b.undone_at).is_(None))
    return [number or 0 for number in session.scalars(standing)]


def _each_refused(told: ToldFigures) -> list[str]:
    """What was left out, one by one, for the record of the import."""
    return [one.reason for one in told.refused[:MOST_KEPT]]


def _notes(told: ToldFigures, unmatched: Sequence[str]) -> tuple[str, ...]:
    """What a person should read of a step: what it noted itself, what was refused, which districts have no code."""
    notes = list(told.notes)
    if told.refused:
        first = " ".join(one.reason for one in told.refused[:SHOWN])
        count = len(told.refused)
        words = ngettext("{count} figure was left out. {first}", "{count} figures were left out. {first}", count)
        notes.append(words.format(count=f"{count:,}", first=first))
    said = unmatched_sentence(unmatched)
    return (*notes, said) if said else tuple(notes)
