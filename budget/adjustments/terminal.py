"""What happened to a line after enactment for the terminal: the values the page shows, as JSON and plain text."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from budget.adjustments import sentences as say
from budget.adjustments.commands import record_adjustment, record_transfer
from budget.adjustments.queries import AfterEnactment, FiledAdjustment
from budget.adjustments.rules import AdjustmentKind
from budget.line_items.queries import find_line, line_head
from data.errors import InvalidInput
from data.periods import FiscalYear


def kind_of(text: str) -> AdjustmentKind:
    """An adjustment's kind as typed. Raises InvalidInput naming the kinds there are."""
    if text.lower() not in list(AdjustmentKind):
        raise InvalidInput(
            "“{text}” is no kind of adjustment. Give {kinds}.",
            text=text,
            kinds=", ".join(AdjustmentKind),
        )
    return AdjustmentKind(text.lower())


def adjustments_as_json(years: Sequence[AfterEnactment]) -> list[dict[str, Any]]:
    """Each year after enactment: the basis, the dated changes with their levels, what was printed and spent."""
    return [_year(after) for after in years]


def _year(after: AfterEnactment) -> dict[str, Any]:
    standing, basis = after.standing, after.standing.basis
    levels = standing.levels or (None,) * len(after.filed)
    return {
        "fiscal_year": int(after.fiscal_year),
        "stage": basis.stage.code if basis else None,
        "enacted_cents": basis.amount_cents if basis else None,
        "adjustments": [_filed(after, one, level) for one, level in zip(after.filed, levels, strict=True)],
        "as_of": after.day.isoformat(),
        "current_cents": standing.current_cents,
        "published": [
            {
                "stage": said.stage.code,
                "amount_cents": said.published_cents,
                "as_of": said.as_of.isoformat() if said.as_of else None,
                "difference_cents": said.difference_cents,
                "source": after.documents[said.source_id].title,
            }
            for said in standing.published
        ],
        "spending": [
            {
                "stage": spent.stage.code,
                "amount_cents": spent.spent_cents,
                "missing_reason": spent.missing.value if spent.missing else None,
                "source": after.documents[spent.source_id].title,
            }
            for spent in standing.spending
        ],
    }


def _filed(after: AfterEnactment, one: FiledAdjustment, level: int | None) -> dict[str, Any]:
    return {
        "id": one.id,
        "date": one.change.dated.isoformat(),
        "kind": one.change.kind.value,
        "amount_cents": one.change.amount_cents,
        "level_cents": level,
        "other_line": one.other.label if one.other else None,
        "title": one.title,
        "reason": one.reason,
        "source": after.documents[one.source_id].title,
    }


def adjustments_as_text(years: Sequence[AfterEnactment]) -> str:
    """Each year after enactment in sentences; empty when nothing is on file."""
    lines = []
    for after in years:
        standing = after.standing
        said = [say.standing_sentence(after), say.later_sentence(after), say.below_zero_sentence(after)]
        said += [say.published_sentence(after, one) for one in standing.published]
        said += [say.spending_sentence(after, one) for one in standing.spending]
        lines += [f"{after.fiscal_year.label}  {sentence}" for sentence in said if sentence]
    return "\n".join(["\n", "After enactment:", *lines]) if lines else ""


def adjust_line(
    session: Session,
    code: str,
    *,
    kind: str,
    to: str,
    jurisdiction: str | None,
    fiscal_year: FiscalYear,
    dated: date,
    amount_cents: int,
    source_title: str,
    source_address: str,
    reason: str,
) -> tuple[str, ...]:
    """Record an adjustment, or with `to` a transfer, as typed; returns what to look at. Raises InvalidInput, NotFound.

    The other line of a transfer is looked for in the first one's state.
    """
    read = kind_of(kind)
    line = find_line(session, code, jurisdiction=jurisdiction)
    said: dict[str, Any] = {
        "fiscal_year": fiscal_year,
        "dated": dated,
        "amount_cents": amount_cents,
        "source_title": source_title,
        "source_address": source_address,
        "reason": reason,
    }
    if read is not AdjustmentKind.TRANSFER:
        if to:
            raise InvalidInput("Only a transfer has a second line. Pass --kind transfer, or leave out --to.")
        return record_adjustment(session, line_item_id=line, kind=read, **said).warnings
    if not to:
        raise InvalidInput("A transfer needs the line the money reaches. Pass --to, such as --to 7010-0012.")
    reaches = find_line(session, to, jurisdiction=line_head(session, line).place.code)
    return record_transfer(session, from_id=line, to_id=reaches, **said).warnings
