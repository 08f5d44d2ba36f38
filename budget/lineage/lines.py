"""Lines by id, by number and by name."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import func
from sqlmodel import Session, col, select

from budget.line_items.models import LineItem
from budget.line_items.queries import LineHead, Place, place_of
from budget.line_items.rules import name_key
from budget.line_items.stages import LineItemKind
from data.errors import NotFound
from data.places import Jurisdiction
from data.records import columns

MOST_NAMED = 50
Heads = dict[int, LineHead]


def heads_of(session: Session, ids: Collection[int], places: Mapping[int, Place] | None = None) -> Heads:
    """Lines by id; those that are not there are left out."""
    line = LineItem
    named = columns(line.id, line.code, line.name, line.agency, line.kind, line.jurisdiction_id)
    rows = session.execute(named.where(col(line.id).in_(ids))).all() if ids else []
    known = dict(places or {})
    for number in {row[-1] for row in rows} - known.keys():
        code = session.scalar(select(Jurisdiction.code).where(Jurisdiction.id == number))
        known[number] = place_of(session, code or "")
    return {
        id_: LineHead(id_, code, name, agency, LineItemKind(kind), known[state])
        for id_, code, name, agency, kind, state in rows
    }


def line_of_name(session: Session, place: Place, agency: str, code_or_name: str) -> int:
    """The line of a number, or of a name within an agency. Raises NotFound."""
    line = session.scalar(
        select(LineItem.id)
        .where(
            LineItem.jurisdiction_id == place.id,
            (col(LineItem.code) == code_or_name)
            | (
                col(LineItem.code).is_(None)
                & (col(LineItem.agency) == agency)
                & (col(LineItem.name_key) == name_key(code_or_name))
            ),
        )
        .limit(1)
    )
    if line is None:
        raise NotFound("The line item “{code_or_name}”", code_or_name=code_or_name)
    return line


def lines_named(session: Session, place: Place, words: str, *, keep: Sequence[int] = ()) -> Heads:
    """Up to fifty lines whose number or name holds all the words, after those of `keep`."""
    found = select(LineItem.id).where(
        LineItem.jurisdiction_id == place.id, LineItem.kind != LineItemKind.CATEGORY_TOTAL.value
    )
    for word in name_key(words).split():
        pattern = f"%{word}%"
        number = func.replace(func.coalesce(LineItem.code, ""), "-", " ")
        found = found.where(col(LineItem.name_key).like(pattern) | number.like(pattern))
    found = found.order_by(col(LineItem.code).is_(None), col(LineItem.code), col(LineItem.name)).limit(MOST_NAMED)
    ids = dict.fromkeys([*keep, *(line or 0 for line in session.scalars(found))])
    heads = heads_of(session, ids.keys(), {place.id: place})
    return {line: heads[line] for line in ids if line in heads}
