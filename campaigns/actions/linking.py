"""The records an action's subjects mean: a line item by its number, a legislator by the name, a bill by its number."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import or_
from sqlmodel import Session, col, select

from budget.line_items.models import LineItem
from campaigns.actions.models import Action, ActionSubject, SubjectKind
from campaigns.actions.rules import Subject
from campaigns.legislation.models import Bill, LegislativeSession
from campaigns.legislation.rules import number_key
from campaigns.legislators.matching import legislators_meant
from data.records import columns


def linked(session: Session, subjects: Sequence[Subject], *, day: date) -> list[Subject]:
    """Each subject with the one record its words mean on a day; where several fit, with none. A given number stays."""
    return _with_bills(session, _with_legislators(session, _with_lines(session, subjects), day), day)


def _is_open(one: Subject, kind: SubjectKind, number: int | None) -> bool:
    return one.kind == kind and number is None


def _with_lines(session: Session, subjects: Sequence[Subject]) -> list[Subject]:
    """A line item written by its number is linked to the one line that bears it."""
    numbers = {one.label for one in subjects if _is_open(one, SubjectKind.LINE_ITEM, one.line_item_id)}
    if not numbers:
        return list(subjects)
    bearing = select(LineItem.code, LineItem.id).where(col(LineItem.code).in_(numbers))
    lines: dict[str, set[int]] = {}
    for code, line_id in session.exec(bearing):
        lines.setdefault(code or "", set()).add(line_id or 0)
    only = {code: ids.pop() for code, ids in lines.items() if len(ids) == 1}
    return [
        replace(one, line_item_id=only.get(one.label))
        if _is_open(one, SubjectKind.LINE_ITEM, one.line_item_id)
        else one
        for one in subjects
    ]


def _with_legislators(session: Session, subjects: Sequence[Subject], day: date) -> list[Subject]:
    names = [one.label for one in subjects if _is_open(one, SubjectKind.LEGISLATOR, one.legislator_id)]
    meant = legislators_meant(session, names, day=day)
    return [
        replace(one, legislator_id=meant[one.label].legislator_id)
        if _is_open(one, SubjectKind.LEGISLATOR, one.legislator_id)
        else one
        for one in subjects
    ]


def _with_bills(session: Session, subjects: Sequence[Subject], day: date) -> list[Subject]:
    """A bill's number is linked to the one measure that bears it in a session that runs on that day, or in any."""
    bills = {one.label for one in subjects if _is_open(one, SubjectKind.BILL, one.measure_id)}
    keys = {label: key for label in bills if (key := number_key(label)) is not None}
    if not keys:
        return list(subjects)
    bearing = (
        columns(Bill.number_key, Bill.measure_id, LegislativeSession.starts, LegislativeSession.ends)
        .join(LegislativeSession, col(LegislativeSession.id) == col(Bill.session_id))
        .where(col(Bill.number_key).in_(keys.values()))
    )
    then: dict[str, set[int]] = {}
    ever: dict[str, set[int]] = {}
    for key, measure_id, starts, ends in session.execute(bearing):
        ever.setdefault(key, set()).add(measure_id)
        if starts is not None and starts <= day and (ends is None or day <= ends):
            then.setdefault(key, set()).add(measure_id)
    found = {key: then.get(key) or measures for key, measures in ever.items()}
    only = {key: next(iter(measures)) for key, measures in found.items() if len(measures) == 1}
    found_by = {label: only.get(key) for label, key in keys.items()}
    return [
        replace(one, measure_id=found_by.get(one.label)) if _is_open(one, SubjectKind.BILL, one.measure_id) else one
        for one in subjects
    ]


def link_own_subjects(session: Session, organization_id: int | None) -> int:
    """Link what an organization logged before the record was in the store; how many subjects found theirs.

    Inside a command only; an organization changes only its own actions.
    """
    if organization_id is None:
        return 0
    s = ActionSubject
    waiting = (
        columns(s, Action.on_date)
        .join(Action, col(Action.id) == col(s.action_id))
        .where(
            col(Action.organization_id) == organization_id,
            or_(
                (col(s.kind) == SubjectKind.LEGISLATOR) & col(s.legislator_id).is_(None),
                (col(s.kind) == SubjectKind.BILL) & col(s.measure_id).is_(None),
            ),
        )
        .order_by(col(s.id))
    )
    by_day: dict[date, list[ActionSubject]] = {}
    for row, day in session.execute(waiting):
        by_day.setdefault(day, []).append(row)
    count = 0
    for day, rows in by_day.items():
        for row, meant in zip(rows, linked(session, [Subject(r.kind, r.label) for r in rows], day=day), strict=True):
            if meant.legislator_id or meant.measure_id:
                row.legislator_id, row.measure_id = meant.legislator_id, meant.measure_id
                session.add(row)
                count += 1
    session.flush()
    return count
