"""Who moved a budget amendment: the printed names as rows, each linked where it means exactly one legislator."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from budget.amendments.models import Amendment
from campaigns.legislators.matching import legislators_meant, matcher
from campaigns.legislators.models import AmendmentSponsor, Legislator
from data.access import Permission, requires
from data.audit import note_act
from data.errors import NotFound
from data.places import Jurisdiction
from data.records import columns

CHAMBERS = {"house": "lower", "senate": "upper"}
DEBATED = (5, 15)  # a budget's amendments are debated in spring, in the calendar year before its fiscal year's name


@dataclass(frozen=True, slots=True)
class OpenSponsor:
    """A printed name nobody has been found for, and whom it may mean, by id."""

    amendment_id: int
    number: str
    title: str
    fiscal_year: int
    name: str
    candidates: dict[int, str]


def _amendments(session: Session) -> list[tuple[Any, str]]:
    wanted = columns(Amendment, Jurisdiction.code).join(
        Jurisdiction, col(Jurisdiction.id) == col(Amendment.jurisdiction_id)
    )
    return [(row, state) for row, state in session.execute(wanted.order_by(col(Amendment.id)))]


def _when(amendment: Amendment) -> date:
    return date(amendment.fiscal_year - 1, *DEBATED)


@requires(Permission.IMPORT_FIGURES)
def link_amendment_sponsors(session: Session) -> int:
    """Bring the rows up to the names amendments print now, and link those that mean one person; how many were linked.

    What a person said of a name stays.
    """
    kept = {(row.amendment_id, row.name): row for row in session.exec(select(AmendmentSponsor))}
    linked = 0
    for amendment, state in _amendments(session):
        names = [name[:160] for name in dict.fromkeys(amendment.sponsors)]
        for key in [key for key in kept if key[0] == amendment.id and key[1] not in names]:
            session.delete(kept.pop(key))
        waiting = [name for name in names if _is_open(kept.get((amendment.id or 0, name)))]
        chamber = CHAMBERS.get(amendment.chamber, "")
        meant = legislators_meant(session, waiting, day=_when(amendment), state=state, chamber=chamber)
        for name in waiting:
            row = kept.get((amendment.id or 0, name)) or AmendmentSponsor(amendment_id=amendment.id or 0, name=name)
            row.legislator_id = meant[name].legislator_id
            linked += row.legislator_id is not None
            session.add(row)
    session.flush()
    return linked


def _is_open(row: AmendmentSponsor | None) -> bool:
    return row is None or row.legislator_id is None


@requires(Permission.IMPORT_FIGURES)
def say_who_sponsors(session: Session, *, amendment_id: int, name: str, legislator_id: int | None) -> None:
    """Say who a printed sponsor is, or take that back (None). Raises NotFound."""
    row = session.get(AmendmentSponsor, (amendment_id, name))
    if row is None:
        raise NotFound("This sponsor of an amendment")
    if legislator_id is not None and session.get(Legislator, legislator_id) is None:
        raise NotFound("This legislator")
    before = row.legislator_id
    row.legislator_id = legislator_id
    session.add(row)
    note_act(
        session, "say who sponsors", subject=f"amendment {amendment_id}", before={"legislator": before},
        after={"legislator": legislator_id},
    )  # fmt: skip


def open_sponsors(session: Session, *, of_legislator: int | None = None) -> tuple[OpenSponsor, ...]:
    """Printed names that are nobody's yet, with whom they may mean; of one legislator those that may be theirs."""
    waiting: dict[int, list[str]] = {}
    unlinked = columns(AmendmentSponsor.amendment_id, AmendmentSponsor.name)
    for amendment_id, name in session.execute(unlinked.where(col(AmendmentSponsor.legislator_id).is_(None))):
        waiting.setdefault(amendment_id, []).append(name)
    if not waiting:
        return ()
    found = []
    for amendment, state in _amendments(session):
        names = waiting.get(amendment.id or 0, [])
        if not names:
            continue
        known = matcher(session, state=state, names=names)
        for name in names:
            match = known.of(name)
            ids = match.candidates or ((match.legislator_id,) if match.legislator_id else ())
            if of_legislator is None or of_legislator in ids:
                found.append(
                    OpenSponsor(
                        amendment.id or 0, amendment.number, amendment.title, amendment.fiscal_year, name,
                        {one: known.labels[one] for one in ids if one in known.labels},
                    )
                )  # fmt: skip
    return tuple(found)
