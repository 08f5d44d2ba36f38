"""What a person does to lineage: record a change, confirm a suggestion, tell two lines apart, take it back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select

from budget.line_items.queries import LineHead
from budget.line_items.rules import subject_of
from budget.line_items.stages import LineItemKind
from budget.lineage.lines import heads_of
from budget.lineage.models import LineChange, LineChangeEnd, NotTheSame
from budget.lineage.queries import changes_around
from budget.lineage.rules import Change, ChangeKind, Side, check_against_figures, check_change
from budget.lineage.settled import settled_of
from data.access import Permission, requires
from data.audit import note_acts
from data.errors import InvalidInput, NotFound
from data.periods import FIRST_YEAR, LAST_YEAR, FiscalYear
from data.provenance import Source, SourceKind, entered_source

OUR_MATCHES = "ours-line-matches"
WHOLE = 10_000  # hundredths of a percent
LONGEST_REASON = 2000
ONE_LINE_KINDS = (ChangeKind.RENAMED, ChangeKind.TRANSFERRED)


@requires(Permission.IMPORT_FIGURES)
def record_change(
    session: Session,
    *,
    kind: ChangeKind,
    fiscal_year: FiscalYear,
    before: Sequence[int],
    after: Sequence[int],
    reason: str,
    source_title: str,
    source_address: str = "",
    shares: Mapping[int, int] | None = None,
) -> int:
    """Record what lines became from a fiscal year on, with the document that says so; returns the change's id.

    `shares` are hundredths of a percent of the whole by line, where a split states them. Raises InvalidInput
    for a change that cannot be (a loop, a second fate in one year, figures that contradict) and NotFound.
    """
    change = _checked(session, Change(0, kind, fiscal_year, tuple(before), tuple(after)), shares or {})
    source = entered_source(session, source_title, source_address)
    return _keep(session, change, reason, source.id or 0, shares or {})


@requires(Permission.IMPORT_FIGURES)
def record_our_match(
    session: Session,
    *,
    kind: ChangeKind,
    fiscal_year: FiscalYear,
    before: int,
    after: int,
    reason: str,
) -> int:
    """Record that we hold two printed names for one account; the source is our own work. Raises as above."""
    change = _checked(session, Change(0, kind, fiscal_year, (before,), (after,)), {})
    return _keep(session, change, reason, _our_source(session), {})


@requires(Permission.IMPORT_FIGURES)
def confirm_suggestion(
    session: Session,
    *,
    before_id: int,
    after_id: int,
    kind: ChangeKind,
    fiscal_year: FiscalYear,
    reasons: Sequence[str],
) -> int:
    """A person confirms that one line became another: recorded as our match, with the evidence as its reason."""
    if kind not in ONE_LINE_KINDS:
        raise InvalidInput("Two lines that are one were renamed or transferred. Record anything else by hand.")
    told = _told_apart(session, before_id, after_id)
    if told is not None:
        session.delete(told)
    return record_our_match(
        session, kind=kind, fiscal_year=fiscal_year, before=before_id, after=after_id, reason=" ".join(reasons)
    )


@requires(Permission.IMPORT_FIGURES)
def tell_apart(session: Session, *, line_item_id: int, other_line_id: int) -> None:
    """Remember that two lines are not the same; the pair is not suggested again. Raises NotFound."""
    one, other = sorted((line_item_id, other_line_id))
    heads = _heads(session, (one, other))
    if _told_apart(session, one, other) is None:
        session.add(NotTheSame(line_item_id=one, other_line_id=other, set_at=datetime.now(UTC)))
        _note_on_each(session, "tell lines apart", (one, other), called=_pair(heads[line] for line in (one, other)))


@requires(Permission.IMPORT_FIGURES)
def ask_again(session: Session, *, line_item_id: int, other_line_id: int) -> None:
    """Forget that two lines were told apart, so that they may be suggested again."""
    told = _told_apart(session, line_item_id, other_line_id)
    if told is not None:
        heads = _heads(session, (told.line_item_id, told.other_line_id))
        session.delete(told)
        _note_on_each(session, "ask again about lines", list(heads), called=_pair(heads.values()))


@requires(Permission.IMPORT_FIGURES)
def remove_change(session: Session, *, change_id: int) -> None:
    """Take a change off the record; the audit keeps what it said. Raises NotFound."""
    change = session.exec(select(LineChange).where(LineChange.id == change_id)).first()
    if change is None:
        raise NotFound("The change")
    ends = session.exec(select(LineChangeEnd).where(LineChangeEnd.change_id == change_id)).all()
    heads = _heads(session, [end.line_item_id for end in ends])
    for end in ends:
        session.delete(end)
    session.flush()
    session.delete(change)
    called = _as_called(heads, ends)
    before = {"kind": change.kind, "fiscal_year": change.fiscal_year, "reason": change.reason}
    _note_on_each(session, "remove line change", list(heads), called=called, before=before)


def _heads(session: Session, lines: Sequence[int]) -> dict[int, LineHead]:
    heads = heads_of(session, set(lines))
    if len(heads) != len(set(lines)):
        raise NotFound("The line item")
    return heads


def _note_on_each(session: Session, act: str, lines: Sequence[int], **detail: Any) -> None:
    """The act in the history of every line it concerns."""
    note_acts(session, act, [(subject_of(line), detail) for line in lines])


def _pair(heads: Iterable[LineHead]) -> str:
    return " / ".join(head.label for head in heads)


def _as_called(heads: Mapping[int, LineHead], ends: Sequence[LineChangeEnd]) -> str:
    sides = ([heads[e.line_item_id].label for e in ends if e.side == side] for side in (Side.BEFORE, Side.AFTER))
    return " → ".join(", ".join(labels) or "nothing" for labels in sides)


def _told_apart(session: Session, line: int, other: int) -> NotTheSame | None:
    return session.get(NotTheSame, tuple(sorted((line, other))))


def _checked(session: Session, change: Change, shares: Mapping[int, int]) -> Change:
    """The change, if it can be: for its lines, for the changes on record, and for the figures on file."""
    if not FIRST_YEAR <= change.fiscal_year <= LAST_YEAR:
        raise InvalidInput(
            "{fiscal_year} is not a fiscal year this store keeps. Write it as FY2017 or 2017.",
            fiscal_year=change.fiscal_year.label,
        )
    heads = _heads(session, change.lines)
    names = {line: f"“{head.label}”" for line, head in heads.items()}
    _check_kinds(change, heads)
    _check_shares(change, shares)
    around = changes_around(session, change.lines)
    every = {line for known in around.values() for line in known.lines}
    names = {line: f"“{head.label}”" for line, head in heads_of(session, every).items()} | names
    check_change(change, list(around.values()), names)
    place = next(iter(heads.values())).place
    money = {
        line: [year for year, at in years.items() if at.basis.amount_cents]
        for line, years in settled_of(session, place, heads).items()
    }
    check_against_figures(change, list(around.values()), money, names)
    return change


def _check_kinds(change: Change, heads: Mapping[int, LineHead]) -> None:
    if not heads:
        raise InvalidInput("Choose the lines of the change.")
    if len({head.place.code for head in heads.values()}) > 1:
        raise InvalidInput("All lines of a change must be of one state.")
    kinds = {head.kind for head in heads.values()}
    if len(kinds) > 1:
        raise InvalidInput("The lines of a change must be of one kind: items, earmarks or amounts per pupil.")
    if LineItemKind.CATEGORY_TOTAL in kinds:
        raise InvalidInput("A category total has no lineage of its own. Record the change for its items.")
    summed = change.kind in (ChangeKind.CONSOLIDATED, ChangeKind.SPLIT)
    if summed and LineItemKind.PER_PUPIL in kinds:
        raise InvalidInput("Amounts per pupil cannot be added up, so they cannot be consolidated or split.")


def _check_shares(change: Change, shares: Mapping[int, int]) -> None:
    if not shares:
        return
    if change.kind is not ChangeKind.SPLIT or set(shares) != set(change.after):
        raise InvalidInput("Give a share for every line after a split, or for none.")
    if min(shares.values()) <= 0 or sum(shares.values()) != WHOLE:
        raise InvalidInput("The shares of a split must each be more than 0 and add up to 100 percent.")


def _keep(session: Session, change: Change, reason: str, source_id: int, shares: Mapping[int, int]) -> int:
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise InvalidInput("Say why: what shows that these lines belong together.")
    heads = _heads(session, change.lines)
    row = LineChange(
        jurisdiction_id=next(iter(heads.values())).place.id,
        kind=change.kind,
        fiscal_year=int(change.fiscal_year),
        reason=reason,
        source_id=source_id,
        set_at=datetime.now(UTC),
    )
    session.add(row)
    session.flush()
    ends = [LineChangeEnd(change_id=row.id or 0, line_item_id=line, side=Side.BEFORE) for line in change.before]
    ends += [
        LineChangeEnd(change_id=row.id or 0, line_item_id=line, side=Side.AFTER, share_hundredths=shares.get(line))
        for line in change.after
    ]
    session.add_all(ends)
    after = {"kind": str(change.kind), "fiscal_year": int(change.fiscal_year)}
    _note_on_each(session, "record line change", list(heads), called=_as_called(heads, ends), after=after, why=reason)
    return row.id or 0


def _our_source(session: Session) -> int:
    source = session.exec(select(Source).where(col(Source.key) == OUR_MATCHES)).first()
    if source is None:
        source = Source(key=OUR_MATCHES, title="Names of line items, matched by us", kind=SourceKind.OURS)
        session.add(source)
        session.flush()
    return source.id or 0
