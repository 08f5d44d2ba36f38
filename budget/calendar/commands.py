"""Enter the day a stage of a budget was announced for, or take it back."""

from datetime import date

from sqlmodel import Session, select

from budget.calendar.models import DecisionDate
from budget.calendar.rules import decided_stages, plausible_days
from budget.line_items.queries import Place, place_of, stages_with_ids
from budget.line_items.rules import StageOf
from data.access import Permission, requires
from data.audit import changed, note_act
from data.errors import InvalidInput, NotFound
from data.periods import FiscalYear
from data.provenance import entered_source

LONGEST_NOTE = 500


@requires(Permission.IMPORT_FIGURES)
def set_decision_date(
    session: Session,
    *,
    jurisdiction: str,
    fiscal_year: FiscalYear,
    stage_code: str,
    on_date: date,
    source_title: str,
    source_address: str = "",
    note: str = "",
) -> None:
    """Keep the announced day of a stage, with its document; a later one replaces it. Raises InvalidInput."""
    place = place_of(session, jurisdiction)
    stage_id, stage = _stage(session, place, stage_code)
    years = place.budget_years(fiscal_year)
    days = plausible_days(years, place.starts_month)
    if not days.start <= on_date < days.end:
        raise InvalidInput(
            "{day} is too far from the {years} budget. Give a day from {day_2} until before "
            "{day_3}, or another fiscal year.",
            day=on_date.isoformat(),
            years=years[0].label,
            day_2=days.start.isoformat(),
            day_3=days.end.isoformat(),
        )
    source = entered_source(session, source_title, source_address)
    known = _row(session, place, years[0], stage_id)
    before = _columns(known) if known is not None else {}
    row = known or DecisionDate(
        jurisdiction_id=place.id,
        fiscal_year=int(years[0]),
        stage_id=stage_id,
        on_date=on_date,
        source_id=source.id or 0,
    )
    row.on_date, row.note, row.source_id = on_date, note.strip()[:LONGEST_NOTE], source.id or 0
    session.add(row)
    note_act(
        session,
        "set decision date",
        subject=f"{place.code} {years[0].label} {stage.code}",
        **changed(before, _columns(row)),
    )


@requires(Permission.IMPORT_FIGURES)
def clear_decision_date(session: Session, *, jurisdiction: str, fiscal_year: FiscalYear, stage_code: str) -> None:
    """Take an announced day back, so that the usual one is shown again. Raises NotFound when there is none."""
    place = place_of(session, jurisdiction)
    stage_id, stage = _stage(session, place, stage_code)
    first = place.budget_years(fiscal_year)[0]
    row = _row(session, place, first, stage_id)
    if row is None:
        raise NotFound("An announced day of {stage} for {first}", stage=stage.name, first=first.label)
    note_act(
        session,
        "clear decision date",
        subject=f"{place.code} {first.label} {stage.code}",
        before=_columns(row),
    )
    session.delete(row)


def _columns(row: DecisionDate) -> dict[str, object]:
    """What an announced day says, as the record of changes keeps it."""
    return {"on_date": row.on_date, "note": row.note, "source": row.source_id}


def _stage(session: Session, place: Place, code: str) -> tuple[int, StageOf]:
    ids = {stage.code: (stage_id, stage) for stage_id, stage in stages_with_ids(session, place)}
    decided = [stage.code for stage in decided_stages([stage for _id, stage in ids.values()])]
    wanted = code.strip().lower()
    if wanted not in decided:
        raise InvalidInput(
            "“{code}” is not a decision on a budget in {place}. Its decisions are {decided}.",
            code=code,
            place=place.name,
            decided=", ".join(decided),
        )
    return ids[wanted]


def _row(session: Session, place: Place, year: FiscalYear, stage_id: int) -> DecisionDate | None:
    return session.exec(
        select(DecisionDate).where(
            DecisionDate.jurisdiction_id == place.id,
            DecisionDate.fiscal_year == int(year),
            DecisionDate.stage_id == stage_id,
        )
    ).first()
