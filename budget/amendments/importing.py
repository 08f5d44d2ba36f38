"""A table of floor amendments into the amendments on file; what cannot be read is kept word for word."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from budget.amendments.models import Amendment, AmendmentChange, Outcome
from budget.amendments.parsing import ChangeKind
from budget.amendments.rules import struck_check
from budget.amendments.table_rows import CHAMBER, INSERTED, ITEM, NUMBER, STRUCK, TITLE, ReadRow, by_identifier
from budget.line_items.figures import Outcome as RowOutcome
from budget.line_items.given_table import GivenTable
from budget.line_items.models import LineItem
from budget.line_items.queries import figures_of
from budget.line_items.rules import name_key
from data.access import Permission, requires
from data.language import _, ngettext
from data.money import dollars
from data.periods import FiscalYear

AMENDMENTS, CHANGES = "amendments", "amendment_changes"


@requires(Permission.IMPORT_FIGURES)
def take_amendments(session: Session, *, given: GivenTable) -> None:
    """Keep each amendment that is not on file; what is on file stays as it is, and a difference is said."""
    source_id = given.file_document(session).id or 0
    place_id = given.place.id
    on_file = {a.identifier: a for a in session.exec(select(Amendment).where(Amendment.jurisdiction_id == place_id))}
    coded = session.execute(select(LineItem.code, LineItem.id).where(LineItem.jurisdiction_id == place_id))
    lines = {code: line or 0 for code, line in coded if code}
    taken: list[ReadRow] = []
    for identifier, rows in by_identifier(given).items():
        row = on_file.get(identifier)
        if row is None:
            _add(session, given, rows, lines, source_id)
            taken += rows
        else:
            taken += _found(session, given, row, rows, lines)
    given.spans([read.year for read in taken])
    _say_unread(given, taken)
    _say_redrafts(given, taken, set(on_file))
    _compare(session, given, taken, lines)


def _add(session: Session, given: GivenTable, rows: list[ReadRow], lines: dict[str, int], source_id: int) -> None:
    """A new amendment with its changes; nothing is said of its outcome."""
    first = rows[0]
    amendment = Amendment(
        jurisdiction_id=given.place.id, fiscal_year=int(first.year), identifier=first.identifier,
        chamber=first.chamber, bill=first.bill, number=first.row[NUMBER], title=first.row[TITLE],
        replaces=first.base, unread=[words for read in rows for words in read.unread], source_id=source_id,
    )  # fmt: skip
    session.add(amendment)
    session.flush()
    given.made.setdefault(AMENDMENTS, []).append(amendment.id or 0)
    for position, read in enumerate(rows):
        has_figure = read.struck_cents is not None or read.inserted_cents is not None or bool(read.unread)
        session.add(
            AmendmentChange(
                amendment_id=amendment.id or 0, position=position,
                kind=ChangeKind.FIGURE if has_figure else ChangeKind.WORDS, item_code=read.item,
                line_item_id=lines.get(read.item), struck_cents=read.struck_cents, inserted_cents=read.inserted_cents,
            )
        )  # fmt: skip
        given.count(RowOutcome.NEW)
    session.flush()


def _found(
    session: Session, given: GivenTable, row: Amendment, rows: list[ReadRow], lines: dict[str, int]
) -> list[ReadRow]:
    """The rows that say what is on file; one that says something else is left out with the difference."""
    statement = select(AmendmentChange).where(AmendmentChange.amendment_id == row.id)
    changes = {change.item_code: change for change in session.exec(statement)}
    taken = []
    for read in rows:
        change = changes.get(read.item)
        differing = _difference(given, row, change, read)
        if differing is not None or change is None:
            key, there = differing or (ITEM, ", ".join(sorted(changes)))
            reason = _(
                "{amendment} is on file with {there}. What is on file stays; correct the row, or paste its text."
            )
            given.reject(read.row, key, reason.format(amendment=read.identifier, there=there or _("no item")))
            continue
        taken.append(read)
        line = lines.get(read.item)
        if change.line_item_id is None and line is not None:
            change.line_item_id = line
            session.add(change)
            given.linked.setdefault(CHANGES, []).append(change.id or 0)
            given.count(RowOutcome.CHANGED)
        else:
            given.count(RowOutcome.SAME)
    return taken


def _difference(
    given: GivenTable, row: Amendment, change: AmendmentChange | None, read: ReadRow
) -> tuple[str, str] | None:
    """The first column that differs from what is on file, and what stands there."""
    if name_key(row.title) != name_key(read.row[TITLE]):
        return TITLE, f"{given.label(TITLE)} “{row.title[:120]}”"
    if name_key(row.number) != name_key(read.row[NUMBER]):
        return NUMBER, f"{given.label(NUMBER)} “{row.number}”"
    if row.chamber != read.chamber:
        return CHAMBER, f"{given.label(CHAMBER)} “{row.chamber}”"
    if change is not None:
        for key, there, here in (
            (STRUCK, change.struck_cents, read.struck_cents), (INSERTED, change.inserted_cents, read.inserted_cents)
        ):  # fmt: skip
            if there != here:
                return key, f"{given.label(key)} {dollars(there) if there is not None else _('none')}"
    return None


def _say_unread(given: GivenTable, taken: Sequence[ReadRow]) -> None:
    """Amounts that could not be read, and figures struck without one inserted."""
    for read in taken:
        for words in read.unread:
            said = _("Row {row}: {words} is no amount; it is kept as text under {amendment}.")
            given.warn(said.format(row=read.row.number, words=f"“{words}”", amendment=read.identifier))
        if read.struck_cents is not None and read.inserted_cents is None and not read.unread:
            said = _(
                "Row {row}: {amendment} strikes {struck}, but the table holds no figure to insert; none is assumed."
            )
            given.warn(said.format(row=read.row.number, amendment=read.identifier, struck=dollars(read.struck_cents)))
    words_only = sum(
        1 for read in taken if read.struck_cents is None and read.inserted_cents is None and not read.unread
    )
    if words_only:
        said = ngettext("{n} amendment gives no figures.", "{n} amendments give no figures.", words_only)
        given.warn(said.format(n=words_only))


def _say_redrafts(given: GivenTable, taken: Sequence[ReadRow], on_file: set[str]) -> None:
    known = on_file | {read.identifier for read in taken}
    for read in taken:
        if not read.base:
            continue
        said = _("{amendment} builds on {base}.") if read.base in known else _(
            "{amendment} builds on {base}, which is not on file."
        )  # fmt: skip
        given.warn(said.format(amendment=read.identifier, base=read.base))


def _compare(session: Session, given: GivenTable, taken: Sequence[ReadRow], lines: dict[str, int]) -> None:
    """Struck figures held against the committee's figure, and against each other within one bill."""
    struck = [read for read in taken if read.struck_cents is not None]
    figures = figures_of(session, given.place, sorted({lines[read.item] for read in struck if read.item in lines}))
    compared = 0
    for read in struck:
        at = figures.get(lines.get(read.item, 0), {}).get(read.year, {})
        check = struck_check(read.struck_cents, read.chamber, {code: one.amount_cents for code, one in at.items()})
        if check is None:
            continue
        compared += 1
        said = (
            _("{amendment} strikes {struck} in {item}, the committee’s figure on file.")
            if check.holds
            else _("{amendment} strikes {struck} in {item}, but the committee’s figure on file is {line}.")
        )
        told = said.format(
            amendment=read.identifier,
            struck=dollars(check.struck_cents),
            item=read.item,
            line=dollars(check.line_cents),
        )
        given.check("struck", given.label(STRUCK), check.holds, told, (check.struck_cents, check.line_cents))
    if compared < len(struck):
        said = _(
            "For {n} of {all} struck figures no committee’s figure is on file, so they could not be compared with one."
        )
        given.warn(said.format(n=len(struck) - compared, all=len(struck)))
    _compare_with_each_other(given, struck)


def _compare_with_each_other(given: GivenTable, struck: Sequence[ReadRow]) -> None:
    """Amendments to one item of one bill strike the same figure, for all change the same text."""
    together: defaultdict[tuple[FiscalYear, str, str], list[ReadRow]] = defaultdict(list)
    for read in struck:
        together[read.year, read.bill, read.item].append(read)
    for (year, bill, item), reads in together.items():
        if len(reads) == 1:
            continue
        cents = sorted({read.struck_cents or 0 for read in reads})
        said = (
            _("The {n} amendments to {item} in {bill} of {year} strike the same figure, {amounts}.")
            if len(cents) == 1
            else _("The {n} amendments to {item} in {bill} of {year} strike different figures: {amounts}.")
        )
        amounts = ", ".join(dollars(amount) for amount in cents)
        told = said.format(n=len(reads), item=item, bill=bill, year=year.label, amounts=amounts)
        given.check("struck alike", given.label(STRUCK), len(cents) == 1, told)


def take_back_amendments(session: Session, *, made: Sequence[int], linked: Sequence[int]) -> tuple[str, ...]:
    """Take back one import's amendments, inside `undo_import`; one a person has worked on since stays."""
    session.execute(update(AmendmentChange).where(col(AmendmentChange.id).in_(linked)).values(line_item_id=None))
    a = Amendment
    untouched = (col(a.id).in_(made), col(a.outcome) == Outcome.PENDING, col(a.outcome_note) == "", col(a.text) == "")
    gone = session.execute(delete(a).where(*untouched)).rowcount  # type: ignore[attr-defined]
    kept = len(session.scalars(select(a.id).where(col(a.id).in_(made))).all())
    said = [ngettext("{n} amendment was taken back.", "{n} amendments were taken back.", gone).format(n=gone)]
    if kept:
        stays = ngettext(
            "{n} amendment stays, because its outcome or its text was entered since.",
            "{n} amendments stay, because their outcome or their text was entered since.",
            kept,
        )
        said.append(stays.format(n=kept))
    return tuple(said)
