"""Districts for the terminal: the values the pages show, as JSON and as plain text."""

from typing import Any

from budget.districts import sentences as say
from budget.districts.queries import Listing
from budget.districts.record import DistrictRecord
from budget.districts.rules import Given


def _given(given: Given) -> dict[str, Any]:
    return {"value": given.value, "missing": given.missing}


def districts_as_json(listed: Listing) -> dict[str, Any]:
    """The districts of a filter; money in cents and shares in millionths, each with why it is missing."""
    return {
        "state": listed.chosen.state,
        "school_year": listed.chosen.year,
        "on_file": listed.on_file,
        "with_students": listed.universe,
        "left_out": listed.left_out,
        "spending_measure": listed.spending.code if listed.spending else None,
        "districts": [
            {
                "id": one.head.id,
                "code": one.head.code,
                "name": one.head.name,
                "kind": one.head.kind,
                "enrollment": _given(one.enrollment),
                "spending_per_pupil_cents": _given(one.spending),
                "lunch_share_e6": _given(one.need),
                "shares_e6": {group: _given(given) for group, given in one.shares.items()},
            }
            for one in listed.districts
        ],
    }


def districts_as_text(listed: Listing) -> str:
    """The districts of a filter, a line each."""
    lines = [say.summary(listed)]
    for one in listed.districts:
        students, spent = say.given_words("count", one.enrollment), say.given_words("cents", one.spending)
        lines.append(f"{one.head.code:<9} {one.head.name:<44.44} {students:>15} {spent:>16}")
    return "\n".join([*lines, say.universe_note(listed)])


def district_as_json(record: DistrictRecord, year: int | None) -> dict[str, Any]:
    """Every figure of a district, or those of one school year, with the document and row of each."""
    return {
        "id": record.head.id,
        "state": record.state.code,
        "code": record.head.code,
        "name": record.head.name,
        "kind": record.head.kind,
        "nces_id": record.nces_id,
        "county": record.county,
        "names": [name._asdict() for name in record.names],
        "changes": [change._asdict() for change in record.changes],
        "figures": [
            {
                "measure": measure,
                "school_year": at,
                "group": group,
                "unit": record.measures[measure].unit,
                "value": held.value,
                "missing": held.missing,
                "margin": held.margin,
                "added_up": held.added,
                "source": record.documents[held.source_id].title,
                "row": held.row_number,
            }
            for (measure, at, group), held in sorted(record.figures.items())
            if year in (None, at)
        ],
    }


def district_as_text(record: DistrictRecord, year: int | None) -> str:
    """A district in sentences, and its figures of everybody in one year, the newest where none is asked for."""
    years = record.years()
    at = year or (int(years[-1]) if years else None)
    lines = [f"{record.head.name}, {record.state.name}, {record.head.code}", say.lede(record)]
    lines += [say.change_words(change) for change in record.changes]
    if at is None:
        return "\n".join(lines)
    lines.append(f"{say.year_words(at)}:")
    for code, card in record.measures.items():
        if (code, at, "all") in record.figures:
            lines.append(f"  {card.name:<58.58} {say.given_words(card.unit, record.given(code, at)):>18}")
    return "\n".join(lines)
