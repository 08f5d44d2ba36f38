"""Which measure a typed number means, and every number that is one with a measure."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_
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
    m = Measure
    kept = session.exec(select(m.joined_to).where(m.id == measure_id)).first() or measure_id
    found = session.scalars(select(m.id).where(or_(col(m.id) == kept, col(m.joined_to) == kept)).order_by(col(m.id)))
    return (kept, *(number for number in found if number is not None and number != kept))


def joined_measures(session: Session, measure_ids: Collection[int]) -> dict[int, int]:
    """Every measure that is one with some of these, themselves too, by number: the one it is kept under now."""
    if not measure_ids:
        return {}
    m = Measure
    kept = set(kept_measures(session, list(measure_ids)).values())
    rows = session.execute(select(m.id, m.joined_to).where(or_(col(m.id).in_(kept), col(m.joined_to).in_(kept))))
    return {number or 0: joined or number or 0 for number, joined in rows}


def kept_measures(session: Session, measure_ids: Sequence[int]) -> dict[int, int]:
    """For each measure the one it is kept under now, which may be itself."""
    m = Measure
    rows = session.execute(select(m.id, m.joined_to).where(col(m.id).in_(set(measure_ids))))
    return {number or 0: joined or number or 0 for number, joined in rows}
