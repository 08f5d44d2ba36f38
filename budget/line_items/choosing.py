"""Where documents disagree, a person may choose the one that is shown, and says why."""

from sqlmodel import Session, col, select

from budget.line_items.models import Appropriation, LineItem, Stage
from budget.line_items.rules import subject_of
from budget.line_items.summaries import keep_totals
from data.access import Permission, requires
from data.audit import changed, note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.periods import FiscalYear

LONGEST_REASON = 500


@requires(Permission.IMPORT_FIGURES)
def choose_document(
    session: Session,
    *,
    line_item_id: int,
    fiscal_year: FiscalYear,
    stage_code: str,
    source_id: int,
    reason: str,
) -> None:
    """Show one document's figure at a stage from now on; later imports keep theirs beside it.

    Raises InvalidInput without a reason, and NotFound when the document says nothing there.
    """
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise InvalidInput("Say why this document is shown, such as “checked against the printed act”.")
    take_turn(session)
    said = session.exec(
        select(Appropriation)
        .join(Stage, col(Stage.id) == Appropriation.stage_id)
        .where(
            Appropriation.line_item_id == line_item_id,
            Appropriation.fiscal_year == int(fiscal_year),
            Stage.code == stage_code,
        )
    ).all()
    if source_id not in {figure.source_id for figure in said}:
        raise NotFound("That document’s figure")
    shown = next((figure.source_id for figure in said if figure.preferred), None)
    for figure in said:
        figure.preferred = figure.source_id == source_id
        figure.preferred_because = reason if figure.preferred else None
        session.add(figure)
    line = session.exec(select(LineItem).where(LineItem.id == line_item_id)).one()
    note_act(
        session,
        "choose document",
        subject=subject_of(line_item_id),
        called=line.code or line.name,
        fiscal_year=int(fiscal_year),
        stage=stage_code,
        why=reason,
        **changed({"source": shown}, {"source": source_id}),
    )
    keep_totals(session, years=[int(fiscal_year)], jurisdiction_id=line.jurisdiction_id)
