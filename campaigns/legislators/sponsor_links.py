"""Who moved a budget amendment: the printed names as rows, each linked where it means exactly one legislator."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from budget.amendments.models import Amendment
from campaigns.legislators.matching import Matcher, legislators_meant, matcher
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


def _when(fiscal_year: int) -> date:
    return date(fiscal_year - 1, *DEBATED)


@requires(Permission.IMPORT_FIGURES)
def link_amendment_sponsors(session: Session) -> int:
    """Bring the rows up to the names amendments print now, and link those that mean one person; how many were linked.

    What a person said of a name stays. Names are looked up together for each state, chamber and year.
    """
    kept = {(row.amendment_id, row.name): row for row in session.exec(select(AmendmentSponsor))}
    a = Amendment
    printed = columns(a.id, a.sponsors, a.chamber, a.fiscal_year, Jurisdiction.code).join(
        Jurisdiction, col(Jurisdiction.id) == col(a.jurisdiction_id)
    )
    waiting: defaultdict[tuple[str, str, int], list[AmendmentSponsor]] = defaultdict(list)
    for number, sponsors, chamber, year, state in session.execute(printed.order_by(col(a.id))):
        for name in dict.fromkeys(name[:160] for name in sponsors):
            row = kept.pop((number, name), None) or AmendmentSponsor(amendment_id=number, name=name)
            if row.legislator_id is None:
                waiting[state, CHAMBERS.get(chamber, ""), year].append(row)
    for row in kept.values():
        session.delete(row)
    linked = 0
    for (state, chamber, year), rows in waiting.items():
        names = list(dict.fromkeys(row.name for row in rows))
        meant = legislators_meant(session, names, day=_when(year), state=state, chamber=chamber)
        for row in rows:
            row.legislator_id = meant[row.name].legislator_id
            linked += row.legislator_id is not None
        session.add_all(rows)
    session.flush()
    return linked


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
    """Printed names that are nobody's yet, with whom they may mean; of one legislator those that may be theirs.

    A question for the names and a few for each state.
    """
    a, s = Amendment, AmendmentSponsor
    waiting = (
        columns(a.id, a.number, a.title, a.fiscal_year, s.name, Jurisdiction.code)
        .join(s, col(s.amendment_id) == col(a.id))
        .join(Jurisdiction, col(Jurisdiction.id) == col(a.jurisdiction_id))
        .where(col(s.legislator_id).is_(None))
        .order_by(col(a.id), col(s.name))
    )
    if of_legislator is not None:
        theirs = select(Legislator.jurisdiction_id).where(Legislator.id == of_legislator)
        waiting = waiting.where(col(a.jurisdiction_id).in_(theirs))
    known: dict[str, Matcher] = {}
    found = []
    for number, printed, title, year, name, state in session.execute(waiting):
        if state not in known:
            known[state] = matcher(session, state=state)
        match = known[state].of(name)
        ids = match.candidates or ((match.legislator_id,) if match.legislator_id else ())
        if of_legislator is None or of_legislator in ids:
            labels = known[state].labels
            found.append(
                OpenSponsor(number, printed, title, year, name, {one: labels[one] for one in ids if one in labels})
            )
    return tuple(found)
