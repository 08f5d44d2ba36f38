"""What sources say of bills into the store: whole or not at all, repeatable, counted, and taken back by its number."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, select

from campaigns.legislation.bill_files import GivenBills
from campaigns.legislation.bill_writing import CHANGED, NEW, SAME, BillWriter, Placed, Tally, Written, mark_gone
from campaigns.legislation.joining import Joined, Mentioned, join_measures
from campaigns.legislation.roll_call_writing import Kept
from campaigns.legislation.rules import not_a_number, number_key
from campaigns.legislation.sessions import Sessions
from campaigns.legislation.votes_importing import keep_roll_calls
from campaigns.legislators.import_record import Counts, Rejection, finish_import, start_import
from data.access import Permission, requires
from data.imports.outcomes import RejectedRow
from data.provenance import Source, SourceKind
from data.sources.said import MeasureSaid, RollCallSaid, SessionSaid

BILLS_AT_ONCE = 4000
NO_STATE_HERE = "“{state}” is no state of the store. Give the state’s two letters, such as ma."


@dataclass(frozen=True, slots=True)
class Listing:
    """What bills come as: a file or a sync, and how its rows were counted before anything was stored.

    `rows_each` tells for each measure how many rows speak of it (one, where it is None). `whole` names the sessions
    (state, code) of which every bill is listed, so that one that is missing has vanished. `going_on` is the import
    that these bills are a further part of, as the pages of a sync are.
    """

    kind: str = "bills"
    file_name: str = ""
    file_sha256: str = ""
    title: str = ""
    source_id: int | None = None
    rows_each: Sequence[int] | None = None
    rejected: Sequence[RejectedRow] = ()
    repeated: int = 0
    sessions: Sequence[SessionSaid] = ()
    whole: Sequence[tuple[str, str]] = ()
    warnings: Sequence[str] = ()
    going_on: int | None = None


@dataclass(slots=True)
class BillsReport:
    """What an import did, or would do: rows that add up, and what became of each kind of thing.

    `import_id` is None where nothing changed or nothing was kept. `nobody` counts sponsors' names that are nobody's we
    know, `unread` actions no rule reads, `gone` bills a full listing names no more.
    """

    title: str
    counts: Counts
    tallies: dict[str, Tally]
    rejected: tuple[RejectedRow, ...] = ()
    warnings: tuple[str, ...] = ()
    joined: Joined = field(default_factory=Joined)
    roll_calls: Kept = field(default_factory=Kept)
    nobody: int = 0
    unread: int = 0
    gone: int = 0
    import_id: int | None = None

    @property
    def changed(self) -> bool:
        """Whether anything in the store is or would be different."""
        return bool(self.counts.inserted or self.counts.updated)


@requires(Permission.IMPORT_FIGURES)
def import_bills(session: Session, *, given: GivenBills, now: datetime, dry_run: bool = False) -> BillsReport:
    """Put what a file says of bills into the store; a second time changes nothing.

    `dry_run` reports and keeps nothing.
    """
    inner = session.begin_nested()
    listing = Listing(
        file_name=given.name, file_sha256=given.sha256, title=given.title, rows_each=given.rows_each,
        rejected=given.rejected, repeated=given.repeated, warnings=given.warnings,
        source_id=_source_of(session, given, now),
    )  # fmt: skip
    report = import_measures(session, said=given.measures, listing=listing, now=now)
    if dry_run or report.import_id is None:
        inner.rollback()
        report.import_id = None
        return report
    inner.commit()
    return report


@requires(Permission.IMPORT_FIGURES)
def import_measures(
    session: Session,
    *,
    said: Iterable[MeasureSaid],
    listing: Listing,
    now: datetime,
    progress: Callable[[int], None] | None = None,
) -> BillsReport:
    """Make and refresh sessions, measures, bills and all that belongs to them, whole or not at all.

    The source's fields are refreshed, what it does not tell stays, and what we say of a measure is never touched.
    `progress` is called with the number of bills written so far.
    """
    import_id = start_import(
        session, kind=listing.kind, now=now, file_name=listing.file_name, file_sha256=listing.file_sha256,
        source_id=listing.source_id, going_on=listing.going_on,
    )  # fmt: skip
    run = _Run(session, import_id, listing)
    done = 0
    for some in _batches(run.placed(said)):
        run.write(some)
        done += len(some)
        if progress is not None:
            progress(done)
    return run.finished(now)


class _Run:
    """One import while it goes on."""

    def __init__(self, session: Session, import_id: int, listing: Listing) -> None:
        self._session = session
        self._import_id = import_id
        self._listing = listing
        self._sessions = Sessions(session, listing.sessions)
        self._writer = BillWriter(session, import_id, listing.source_id)
        self._rows_each = listing.rows_each
        self._rejected: list[RejectedRow] = list(listing.rejected)
        self._rows: dict[str, int] = {NEW: 0, CHANGED: 0, SAME: 0}
        self._same: dict[int, list[int]] = {}
        self._mentions: list[Mentioned] = []
        self._made: dict[tuple[int, str], int] = {}
        self._listed: dict[int, set[int]] = {}
        self._roll_calls = Kept()

    def placed(self, said: Iterable[MeasureSaid]) -> Iterator[tuple[Placed, int]]:
        """Each measure with its session and key, and its rows; what has neither is rejected."""
        keys: dict[str, str | None] = {}
        for place, one in enumerate(said):
            rows = 1 if self._rows_each is None else self._rows_each[place]
            if one.number not in keys:
                keys[one.number] = number_key(one.number)
            key, where = keys[one.number], self._sessions.of(one.state, one.session)
            if key is None or where is None:
                reason = not_a_number(one.number) if key is None else NO_STATE_HERE.format(state=one.state[:20])
                self._rejected.extend([RejectedRow(place + 1, "number" if key is None else "state", reason)] * rows)
                continue
            yield Placed(one, *where, key), rows

    def write(self, some: Sequence[tuple[Placed, int]]) -> None:
        """Some bills, and what they say of others for later."""
        written = self._writer.write([one for one, _rows in some])
        calls = {}
        for (one, rows), done in zip(some, written, strict=True):
            self._rows[done.outcome] += rows
            self._listed.setdefault(one.session_id, set()).add(done.bill_id)
            if done.outcome == SAME:
                self._same.setdefault(done.bill_id, []).append(rows)
            if done.outcome == NEW:
                self._made[one.session_id, one.key] = done.bill_id
            self._remember_links(one, done)
            if one.said.roll_calls:
                calls[done.bill_id] = one.said.roll_calls
        if calls:
            self._keep_roll_calls(calls)

    def _remember_links(self, one: Placed, done: Written) -> None:
        for link, text in done.parts.links:
            self._mentions.append(Mentioned(done.bill_id, one.session_id, link.key, link.kind, text[:400]))
        for related in one.said.related:
            key = number_key(related.number)
            where = self._sessions.of(one.said.state, related.session or one.said.session)
            if key is not None and where is not None:
                self._mentions.append(Mentioned(done.bill_id, where[1], key, related.kind))

    def _keep_roll_calls(self, calls: Mapping[int, Sequence[RollCallSaid]]) -> None:
        kept = keep_roll_calls(self._session, calls, self._import_id, source_id=self._listing.source_id)
        mine = self._roll_calls
        mine.inserted, mine.updated = mine.inserted + kept.inserted, mine.updated + kept.updated
        mine.unchanged, mine.votes = mine.unchanged + kept.unchanged, mine.votes + kept.votes
        mine.nobody.update(kept.nobody)
        mine.unknown_words.update(kept.unknown_words)
        self._changed_after_all(kept.bills)

    def _changed_after_all(self, bills: Iterable[int]) -> None:
        """Bills that were the same by themselves and changed by a roll call or a link."""
        counts = self._writer.tallies["bills"].counts
        for bill in bills:
            for rows in self._same.pop(bill, ()):
                self._rows[SAME], self._rows[CHANGED] = self._rows[SAME] - rows, self._rows[CHANGED] + rows
                counts[SAME], counts[CHANGED] = counts[SAME] - 1, counts[CHANGED] + 1

    def finished(self, now: datetime) -> BillsReport:
        """Links joined, what vanished dated, counts kept."""
        joined = join_measures(self._session, self._mentions, self._made, self._import_id)
        self._changed_after_all(joined.saying)
        gone = 0
        for state, code in self._listing.whole:
            where = self._sessions.of(state, code)
            if where is not None:
                gone += mark_gone(
                    self._session, self._import_id, session_id=where[1], listed=self._listed.get(where[1], set()),
                    today=now.date(),
                )  # fmt: skip
        counts = Counts(
            self._rows[NEW], self._rows[CHANGED] + gone, self._rows[SAME], self._listing.repeated, len(self._rejected)
        )
        rejections: list[Rejection] = [one.as_json() for one in self._rejected]
        report = BillsReport(
            self._listing.title, counts, self._writer.tallies, tuple(self._rejected), tuple(self._listing.warnings),
            joined, self._roll_calls, len(self._writer.people.nobody), self._writer.unread, gone,
        )  # fmt: skip
        report.import_id = finish_import(
            self._session, self._import_id, counts=counts, rejections=rejections, checks=_checks(report)
        )
        return report


def _checks(report: BillsReport) -> list[dict[str, str | int | bool | None]]:
    """What became of each kind of thing, for the record of the import."""
    return [
        {"said": f"{name}: {tally[NEW]} new, {tally[CHANGED]} changed, {tally[SAME]} the same", "passed": True}
        for name, tally in report.tallies.items()
        if tally.counts
    ]


def _batches(placed: Iterator[tuple[Placed, int]]) -> Iterator[list[tuple[Placed, int]]]:
    """Some at a time, no number twice in one batch: what is said of it later refreshes it."""
    batch: list[tuple[Placed, int]] = []
    seen: set[tuple[int, str]] = set()
    for one in placed:
        name = (one[0].session_id, one[0].key)
        if len(batch) >= BILLS_AT_ONCE or name in seen:
            yield batch
            batch, seen = [], set()
        batch.append(one)
        seen.add(name)
    if batch:
        yield batch


def _source_of(session: Session, given: GivenBills, now: datetime) -> int | None:
    """The document a file is, known again by its content."""
    key = f"bills-{given.sha256[:32]}"
    known = session.exec(select(Source).where(col(Source.key) == key)).first()
    if known is None:
        known = Source(
            key=key, title=given.title, retrieved_on=now.date(), sha256=given.sha256, kind=SourceKind.REPORTED,
            note=given.name[:300],
        )  # fmt: skip
        session.add(known)
        session.flush()
    return known.id
