"""Months of a price index from an official source: new ones come in, none is overwritten unasked."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from data.access import Permission, requires, viewer_of_session
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.imports.models import ImportBatch
from data.language import _, ngettext
from data.prices import PriceMonth
from data.provenance import Source, SourceKind
from data.sources.bls import PriceSaid

PRESET = "prices"
SHOWN = 6


@dataclass(frozen=True, slots=True)
class DifferentMonth:
    """A month that the store and the source tell differently, in thousandths; None where one of them has no figure."""

    year: int
    month: int
    on_file: int | None
    told: int | None


@dataclass(frozen=True, slots=True)
class PricesReport:
    """What became of the months told; `batch_id` None where nothing changed."""

    inserted: int
    replaced: int
    unchanged: int
    differing: tuple[DifferentMonth, ...]
    batch_id: int | None = None

    @property
    def sentence(self) -> str:
        """The months that are told differently, both figures each; "" where there is none."""
        if not self.differing:
            return ""
        count = len(self.differing)
        told = [
            _("{year}-{month:02d}: {on_file} here, {told} there").format(
                year=one.year, month=one.month, on_file=_index(one.on_file), told=_index(one.told)
            )
            for one in self.differing[:SHOWN]
        ]
        return ngettext(
            "{count} month is told differently and stays as it is ({told}). Pass --replace to take the source’s.",
            "{count} months are told differently and stay as they are ({told}). Pass --replace to take the source’s.",
            count,
        ).format(count=count, told="; ".join(told) + ("; …" if count > SHOWN else ""))


def _index(thousandths: int | None) -> str:
    return _("no figure") if thousandths is None else f"{thousandths // 1000}.{thousandths % 1000:03d}"


@requires(Permission.IMPORT_FIGURES)
def import_prices(
    session: Session,
    *,
    series: str,
    said: Iterable[PriceSaid],
    publisher: str,
    address: str,
    now: datetime,
    name: str = "",
    replace: bool = False,
) -> PricesReport:
    """Put in the months that are not on file; those on file with another figure are told, and taken with `replace`."""
    take_turn(session)
    told = {(one.year, one.month): one for one in said}
    stored = {(p.year, p.month): p for p in session.exec(select(PriceMonth).where(PriceMonth.series == series))}
    fresh = [one for key, one in told.items() if key not in stored]
    other = [one for key, one in told.items() if key in stored and not _same(stored[key], one)]
    differing = tuple(
        DifferentMonth(one.year, one.month, stored[one.year, one.month].value_thousandths, one.value_thousandths)
        for one in sorted(other)
    )
    replaced = [stored[one.year, one.month] for one in other] if replace else []
    unchanged = len(told) - len(fresh) - len(other)
    if not fresh and not replaced:
        return PricesReport(0, 0, unchanged, differing)
    batch = _batch(session, series, publisher, address, now, name)
    batch.mapping = {"series": series, "replaced": [_kept(month) for month in replaced]}
    for month in replaced:
        _set(month, told[month.year, month.month], batch)
        session.add(month)
    for one in fresh:
        month = PriceMonth(series=series, year=one.year, month=one.month, source_id=batch.source_id or 0)
        _set(month, one, batch)
        session.add(month)
    batch.rows, batch.inserted, batch.updated, batch.unchanged = len(told), len(fresh), len(replaced), unchanged
    batch.skipped = len(other) - len(replaced)
    session.add(batch)
    session.flush()
    note_act(session, "import prices", subject=f"batch {batch.id}", inserted=len(fresh), updated=len(replaced))
    return PricesReport(len(fresh), len(replaced), unchanged, () if replace else differing, batch.id)


@requires(Permission.IMPORT_FIGURES)
def undo_prices(session: Session, *, batch_id: int, now: datetime) -> int:
    """Take back the months one import brought, and show again what it replaced; how many months moved.

    A month that a later import replaced stays with that one. Raises NotFound and, the second time, InvalidInput.
    """
    batch = session.exec(select(ImportBatch).where(ImportBatch.id == batch_id)).first()
    if batch is None or batch.preset != PRESET:
        raise NotFound("Import {batch_id} of prices", batch_id=batch_id)
    if batch.undone_at is not None:
        raise InvalidInput("Import {batch_id} was undone already.", batch_id=batch_id)
    take_turn(session)
    before = {(year, month): rest for year, month, *rest in batch.mapping["replaced"]}
    months = session.exec(select(PriceMonth).where(PriceMonth.source_id == batch.source_id)).all()
    for one in months:
        kept = before.get((one.year, one.month))
        if kept is None:
            session.delete(one)
        else:
            one.value_thousandths, one.missing_reason, one.source_id = kept
            session.add(one)
    batch.undone_at = now
    session.add(batch)
    session.flush()
    note_act(session, "undo prices", subject=f"batch {batch_id}", months=len(months))
    return len(months)


def _same(month: PriceMonth, said: PriceSaid) -> bool:
    return (month.value_thousandths, month.missing_reason) == (said.value_thousandths, said.missing)


def _kept(month: PriceMonth) -> list[int | str | None]:
    return [month.year, month.month, month.value_thousandths, month.missing_reason, month.source_id]


def _set(month: PriceMonth, said: PriceSaid, batch: ImportBatch) -> None:
    month.value_thousandths, month.missing_reason = said.value_thousandths, said.missing
    month.source_id = batch.source_id or 0


def _batch(session: Session, series: str, publisher: str, address: str, now: datetime, name: str) -> ImportBatch:
    """An import with a document of its own, by which its months are found again."""
    key = hashlib.sha256(f"{series} {now.isoformat()}".encode()).hexdigest()[:24]
    source = Source(
        key=f"prices-{key}", title=f"Consumer price index {series}", publisher=publisher, address=address,
        retrieved_on=now.date(), kind=SourceKind.PUBLISHED, note="Public domain.",
    )  # fmt: skip
    session.add(source)
    session.flush()
    batch = ImportBatch(
        file_sha256="", file_name=name, preset=PRESET, applied_at=now, source_id=source.id,
        applied_by=viewer_of_session(session).role.value,
    )  # fmt: skip
    session.add(batch)
    session.flush()
    return batch


__all__ = ["PRESET", "DifferentMonth", "PricesReport", "import_prices", "undo_prices"]
