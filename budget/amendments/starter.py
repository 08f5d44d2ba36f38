"""The Senate floor amendments a new store opens with."""

from sqlmodel import Session, select

from budget.amendments.models import Amendment, AmendmentChange
from budget.amendments.parsing import ChangeKind
from budget.line_items.models import LineItem
from budget.line_items.stages import Unit
from data.access import Permission, requires
from data.imports.amounts import read_amount
from data.places import Jurisdiction
from data.reference_tables import rows_of, source_ids


@requires(Permission.IMPORT_FIGURES)
def load_amendments(session: Session) -> int:
    """Put the typed amendments in; those on file stay as they are. Returns how many were added."""
    sources = source_ids(session)
    places = {place.code: place.id or 0 for place in session.exec(select(Jurisdiction))}
    known = set(session.scalars(select(Amendment.identifier)))
    coded = session.execute(select(LineItem.jurisdiction_id, LineItem.code, LineItem.id))
    lines = {(place, code): line for place, code, line in coded}
    added = 0
    for _, row in rows_of("amendments"):
        if row["amendment"] in known:
            continue
        added += 1
        place, unit = places[row["jurisdiction"]], Unit(row["unit"] or Unit.DOLLARS).dollars
        base, _, redraft = row["amendment"].rpartition("-R")
        amendment = Amendment(
            jurisdiction_id=place,
            fiscal_year=int(row["fiscal_year"]),
            identifier=row["amendment"],
            chamber=row["chamber"].lower(),
            number=row["number"],
            title=row["title"],
            replaces=base if base and redraft.isdigit() else "",
            note=row["note"],
            source_id=sources[row["source"]],
        )
        session.add(amendment)
        session.flush()
        struck, inserted = (read_amount(row[column], unit=unit) for column in ("struck", "inserted"))
        session.add(
            AmendmentChange(
                amendment_id=amendment.id or 0,
                kind=ChangeKind.FIGURE if struck is not None or inserted is not None else ChangeKind.WORDS,
                item_code=row["code"],
                line_item_id=lines.get((place, row["code"])),
                struck_cents=struck,
                inserted_cents=inserted,
            )
        )
    return added
