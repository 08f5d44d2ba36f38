"""The chambers of the states in the store with their seats, out of the reference table."""

from dataclasses import dataclass

from sqlmodel import Session, select

from campaigns.legislators.models import Chamber
from data.access import Permission, requires
from data.places import Jurisdiction
from data.reference_tables import rows_of, source_ids


@dataclass(frozen=True, slots=True)
class ChamberShown:
    """A chamber: `kind` lower or upper, `seats` the members it elects, filled or not."""

    id: int
    state: str
    kind: str
    name: str
    member_title: str
    seats: int


@requires(Permission.IMPORT_FIGURES)
def load_chambers(session: Session) -> None:
    """Put the chambers of every state in the store; repeating adds nothing and leaves what is there."""
    states = {code: number or 0 for code, number in session.execute(select(Jurisdiction.code, Jurisdiction.id))}
    known = set(session.execute(select(Chamber.jurisdiction_id, Chamber.kind)))
    sources = source_ids(session)
    for _line, row in rows_of("chambers"):
        number = states.get(row["jurisdiction"])
        if number is None or (number, row["kind"]) in known:
            continue
        session.add(
            Chamber(
                jurisdiction_id=number, kind=row["kind"], name=row["name"], member_title=row["member_title"],
                seats=int(row["seats"]), source_id=sources.get(row["source"]),
            )
        )  # fmt: skip
    session.flush()


def chambers_of(session: Session, state: str) -> dict[str, ChamberShown]:
    """The chambers of a state ("ky") by kind; none for a state that is not in the store."""
    found = session.execute(
        select(Chamber, Jurisdiction.code)
        .join(Jurisdiction, Jurisdiction.id == Chamber.jurisdiction_id)  # type: ignore[arg-type]
        .where(Jurisdiction.code == state.lower())
    )
    return {
        one.kind: ChamberShown(one.id or 0, code, one.kind, one.name, one.member_title, one.seats)
        for one, code in found
    }
