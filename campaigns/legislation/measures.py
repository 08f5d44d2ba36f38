"""Which measure a typed number means, and every number that is one with a measure."""

from collections.abc import Collection, Sequence

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from campaigns.legislation.models import Bill, LegislativeSession, Measure
from campaigns.legislation.rules import keys_meant
from data.records import columns


def find_measure(session: Session, text: str) -> int | None:
    """The measure that a bill's number in any spelling means; None where no current bill, or more than one, fits.

    Current is the newest session of each state that has this number; two states with the same number are two.
    """
    for key in keys_meant(text):
        rows = session.execute(
            columns(Bill.measure_id, LegislativeSession.code, LegislativeSession.jurisdiction_id)
            .join(LegislativeSession, col(LegislativeSession.id) == Bill.session_id)
            .where(col(Bill.number_key) == key, col(Bill.gone_since).is_(None))
        ).all()
        newest: dict[int, tuple[str, int]] = {}
        for measure, of_session, state in rows:
            newest[state] = max(newest.get(state, ("", 0)), (of_session, measure))
        if len(newest) == 1:
            return next(iter(newest.values()))[1]
        if newest:
            return None
    return None


def whole_measure(session: Session, measure_id: int) -> tuple[int, ...]:
    """Every measure that is one with this one, the kept one first: what was said of any is said of all."""
    found = joined_measures(session, [measure_id])
    kept = found.get(measure_id, measure_id)
    return (kept, *sorted(found.keys() - {kept}))


def joined_measures(session: Session, measure_ids: Collection[int]) -> dict[int, int]:
    """Every measure that is one with some of these, themselves too, by number: the one it is kept under now."""
    if not measure_ids:
        return {}
    given, m = aliased(Measure), Measure
    kept = func.coalesce(col(given.joined_to), col(given.id))
    rows = session.execute(
        columns(kept, m.id)
        .select_from(given)
        .outerjoin(m, col(m.joined_to) == kept)
        .where(col(given.id).in_(measure_ids))
    ).all()
    return {number: one for one, joined in rows for number in (one, joined) if number is not None}


def kept_measures(session: Session, measure_ids: Sequence[int]) -> dict[int, int]:
    """For each measure the one it is kept under now, which may be itself."""
    m = Measure
    rows = session.execute(select(m.id, m.joined_to).where(col(m.id).in_(set(measure_ids))))
    return {number or 0: joined or number or 0 for number, joined in rows}
