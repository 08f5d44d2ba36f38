"""Line items for the terminal: the values pages show, as JSON and as plain text."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import Session

from budget.line_items.history import YearView
from budget.line_items.line_queries import LineRecord, StatedFigure
from budget.line_items.list_queries import LineFilter
from budget.line_items.listing import ListedLine, Listing
from budget.line_items.queries import place_of, stages_of
from budget.line_items.rules import Step
from budget.line_items.sentences import compared_with_words, lede, missing_words
from budget.lineage.listing import listing_along
from data.errors import InvalidInput
from data.money import dollars
from data.periods import FiscalYear

ALL_LINES = 1_000_000


def line_as_json(record: LineRecord) -> dict[str, Any]:
    """A line with its whole path: one entry for each preferred figure, oldest first."""
    return {
        "code": record.head.code,
        "name": record.head.name,
        "jurisdiction": record.head.place.code,
        "agency": record.head.agency,
        "kind": record.head.kind.value,
        "path": [_said(record, said) for said in record.statements if said.preferred],
        "asks": [
            {"fiscal_year": int(ask.fiscal_year), "ask_cents": ask.ask_cents, "published": ask.published}
            for ask in record.asks.values()
        ],
        "conflicts": [[_said(record, said) for said in group] for group in record.conflicts],
    }


def _said(record: LineRecord, said: StatedFigure) -> dict[str, Any]:
    document = record.documents[said.figure.source_id]
    return {
        "fiscal_year": int(said.fiscal_year),
        "stage": said.stage.code,
        "amount_cents": said.figure.amount_cents,
        "missing_reason": said.figure.missing.value if said.figure.missing else None,
        "source": document.title,
        "source_date": document.published_on.isoformat() if document.published_on else None,
        "preferred_because": said.because,
        "mark": said.mark or None,
    }


def line_as_text(record: LineRecord, views: Sequence[YearView]) -> str:
    """A line, year by year (`views`): where it stands, and each stage."""
    lines = [f"{record.head.label}  {record.head.name}  ({record.head.place.name})"]
    for view in views:
        lines += ["", f"{view.fiscal_year.label}  {lede(view)}"]
        lines += [f"  {step.stage.short_name:<22} {_amount(step):>18}" for step in view.steps]
    lines += ["", "Sources:"]
    lines += [f"  {document.title}" for document in record.documents.values()]
    return "\n".join(lines)


def _amount(step: Step) -> str:
    return dollars(step.amount_cents) if step.amount_cents is not None else missing_words(step.missing)


def whole_year(session: Session, place: str, year: FiscalYear | None, *, stage: str | None, today: date) -> Listing:
    """Every line of a state's year; with a stage, as things stood then."""
    if year is None:
        raise InvalidInput("Say which fiscal year: --fiscal-year 2017.")
    chosen = LineFilter(place_of(session, place), year, size=ALL_LINES)
    codes = [known.code for known in stages_of(session, chosen.place)]
    if stage is not None and stage not in codes:
        raise InvalidInput(
            "There is no stage “{stage}” in {place}. Its stages are {codes}.",
            stage=stage,
            place=chosen.place.name,
            codes=", ".join(codes),
        )
    listed = listing_along(session, chosen, today=today, as_of=stage)
    if stage is None:
        return listed
    return replace(listed, lines=tuple(line for line in listed.lines if _at(line.view.standing, stage)))


def _at(step: Step | None, stage: str) -> bool:
    return step is not None and step.stage.code == stage


def listing_as_json(listed: Listing, stage: str | None) -> dict[str, Any]:
    """The lines of a year, each where it stands."""
    return {
        "jurisdiction": listed.chosen.place.code,
        "fiscal_year": int(listed.chosen.fiscal_year),
        "stage": stage,
        "line_items": [
            {
                "code": line.head.code,
                "name": line.head.name,
                "agency": line.head.agency,
                "kind": line.head.kind.value,
                "stage": line.view.standing.stage.code if line.view.standing else None,
                "amount_cents": line.view.standing.amount_cents if line.view.standing else None,
                "change_cents": line.view.since_last_year_cents,
                "compared_with": compared_with_words(line.view) or line.view.last_year_as or None,
                "ask_cents": line.view.ask_cents,
            }
            for line in listed.lines
        ],
    }


def listing_as_text(listed: Listing, stage: str | None) -> str:
    """The lines of a year as columns."""
    chosen = listed.chosen
    at = f" at {stage}" if stage else ""
    lines = [f"{chosen.place.name}, {chosen.fiscal_year.label}{at}: {len(listed.lines)} line items"]
    for line in listed.lines:
        now = line.view.standing
        amount = _amount(now) if now else "no figure"
        said = f"{now.stage.short_name if now else ''}{_against_last_year(line)}"
        lines.append(f"{line.head.code or '':<10} {line.head.name[:60]:<60} {amount:>18}  {said}")
    return "\n".join(lines)


def _against_last_year(line: ListedLine) -> str:
    change = line.view.since_last_year_cents
    if change is None:
        return f"; {line.view.last_year_as}" if line.view.last_year_as and line.view.last_year is None else ""
    return f"; {'+' if change > 0 else ''}{dollars(change)} against {compared_with_words(line.view)}"
