"""Paste amendments, and say what became of one."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from budget.amendments.models import Amendment, AmendmentChange, AmendmentEarmark, Outcome
from budget.amendments.parsing import ParsedAmendment, ParsedChange, Unreadable, read_amendments
from budget.line_items.models import LineItem
from data.access import Permission, requires
from data.audit import changed, note_act, note_acts
from data.errors import InvalidInput, NotFound
from data.periods import FiscalYear
from data.places import Jurisdiction
from data.provenance import entered_source

LONGEST_TEXT = 500_000


@dataclass(frozen=True, slots=True)
class PasteReport:
    """What a paste did: identifiers added, rewritten by a newer text, on file already; and what was not read."""

    added: tuple[str, ...]
    rewritten: tuple[str, ...]
    same: tuple[str, ...]
    unreadable: tuple[Unreadable, ...]


@requires(Permission.IMPORT_FIGURES)
def paste_amendments(
    session: Session,
    *,
    jurisdiction: str,
    text: str,
    source_title: str,
    source_address: str = "",
    fiscal_year: FiscalYear | None = None,
) -> PasteReport:
    """Keep every amendment of a pasted text. The same text again changes nothing; a new wording replaces the old.

    `fiscal_year` is for texts that do not say it (the House's consolidated amendments). What somebody has
    said of an amendment's outcome stays. Raises InvalidInput when nothing can be read.
    """
    if len(text) > LONGEST_TEXT:
        raise InvalidInput("The text is longer than 500,000 characters. Paste it in parts.")
    place = session.exec(select(Jurisdiction).where(Jurisdiction.code == jurisdiction.lower())).first()
    if place is None:
        raise NotFound("The jurisdiction “{jurisdiction}”", jurisdiction=jurisdiction)
    read = read_amendments(text)
    amendments = [passage for passage in read if isinstance(passage, ParsedAmendment)]
    unreadable = tuple(passage for passage in read if isinstance(passage, Unreadable))
    if not amendments:
        reason = unreadable[0].reason if unreadable else "Paste the legislature’s text of at least one amendment."
        raise InvalidInput(reason)
    if fiscal_year is None and any(amendment.fiscal_year is None for amendment in amendments):
        raise InvalidInput("The House’s text does not say its fiscal year. Choose the year and paste again.")
    source_id = entered_source(session, source_title, source_address).id or 0
    lines = _lines_by_code(session, place.id or 0, amendments)
    done: dict[str, list[str]] = {"added": [], "rewritten": [], "same": []}
    for amendment in amendments:
        year = amendment.fiscal_year or fiscal_year
        assert year is not None
        done[_keep(session, place.id or 0, amendment, year, source_id, lines)].append(amendment.identifier)
    note_acts(session, "paste amendments", [(place.code, {how: len(which) for how, which in done.items()})])
    return PasteReport(tuple(done["added"]), tuple(done["rewritten"]), tuple(done["same"]), unreadable)


def _lines_by_code(session: Session, place_id: int, amendments: list[ParsedAmendment]) -> dict[str, int]:
    codes = {change.item for amendment in amendments for change in amendment.changes}
    rows = session.execute(
        select(LineItem.code, LineItem.id).where(
            col(LineItem.jurisdiction_id) == place_id, col(LineItem.code).in_(codes)
        )
    )
    return {code: line or 0 for code, line in rows if code}


def _keep(
    session: Session,
    place_id: int,
    parsed: ParsedAmendment,
    year: FiscalYear,
    source_id: int,
    lines: dict[str, int],
) -> str:
    """Add an amendment, or rewrite it when its text changed; "added", "rewritten" or "same"."""
    row = session.exec(
        select(Amendment).where(Amendment.jurisdiction_id == place_id, Amendment.identifier == parsed.identifier)
    ).first()
    if row is not None and row.text == parsed.text:
        return "same"
    outcome = "rewritten"
    if row is None:
        outcome = "added"
        row = Amendment(
            jurisdiction_id=place_id, fiscal_year=int(year), identifier=parsed.identifier, source_id=source_id
        )
    _fill(row, parsed, source_id)
    session.add(row)
    session.flush()
    for former in session.exec(select(AmendmentChange).where(AmendmentChange.amendment_id == row.id)):
        session.delete(former)
    session.flush()
    for position, change in enumerate(parsed.changes):
        _keep_change(session, row.id or 0, position, change, lines)
    return outcome


def _fill(row: Amendment, parsed: ParsedAmendment, source_id: int) -> None:
    row.chamber, row.bill, row.number = parsed.chamber, parsed.bill, parsed.number
    row.title, row.sponsors, row.text = parsed.title[:300], list(parsed.sponsors), parsed.text
    row.replaces, row.fiscal_note_cents = parsed.replaces, parsed.fiscal_note_cents
    row.folds, row.unread, row.source_id = list(parsed.folds), list(parsed.unread), source_id


def _keep_change(
    session: Session, amendment_id: int, position: int, parsed: ParsedChange, lines: dict[str, int]
) -> None:
    change = AmendmentChange(
        amendment_id=amendment_id,
        position=position,
        kind=parsed.kind,
        item_code=parsed.item.upper(),
        line_item_id=lines.get(parsed.item),
        struck_cents=parsed.struck_cents,
        inserted_cents=parsed.inserted_cents,
        words=parsed.words,
        after_item=parsed.after_item,
    )
    session.add(change)
    session.flush()
    for earmark in parsed.earmarks:
        session.add(
            AmendmentEarmark(change_id=change.id or 0, amount_cents=earmark.amount_cents, purpose=earmark.purpose)
        )


@requires(Permission.IMPORT_FIGURES)
def set_outcome(session: Session, *, amendment_id: int, outcome: Outcome, note: str = "") -> None:
    """Say what became of an amendment. Adopted inside a consolidated amendment may be adopted in part: say which."""
    row = session.exec(select(Amendment).where(Amendment.id == amendment_id)).first()
    if row is None:
        raise NotFound("The amendment")
    if outcome is Outcome.ADOPTED_IN_PART and not note.strip():
        raise InvalidInput("Say which part was adopted, and where that is printed.")
    before = {"outcome": row.outcome, "outcome_note": row.outcome_note}
    row.outcome, row.outcome_note = outcome, note.strip()[:2000]
    session.add(row)
    note_act(
        session,
        "set amendment outcome",
        subject=f"amendment {amendment_id}",
        called=row.identifier,
        **changed(before, {"outcome": row.outcome, "outcome_note": row.outcome_note}),
    )
