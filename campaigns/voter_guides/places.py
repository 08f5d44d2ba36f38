"""The places a batch makes guides for: every county of a state, or the districts a file lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from budget.districts.models import SchoolUnit, UnitLevel
from budget.line_items.exporting import file_name
from campaigns.voter_guides.composing import counties_of
from campaigns.voter_guides.models import Guide
from data.errors import InvalidInput, NotFound


@dataclass(frozen=True, slots=True)
class GuidePlace:
    """A place to make a guide for: a county by its code or districts by their numbers; `folder` names its files."""

    name: str
    folder: str
    county_fips: str = ""
    unit_ids: tuple[int, ...] = ()


def county_places(session: Session, state: str) -> tuple[GuidePlace, ...]:
    """Every county of a state, in the order of their codes. Raises InvalidInput for a state without counties here."""
    found = counties_of(session, state)
    if not found:
        raise InvalidInput(
            "No counties are on file for “{state}”. Give two letters, such as KY, and run “commontable init” first.",
            state=state,
        )
    return tuple(GuidePlace(name, file_name(name, code), county_fips=code) for code, name in found.items())


def listed_places(session: Session, guide_id: int, lines: Sequence[str]) -> tuple[GuidePlace, ...]:
    """The districts of a list, a code or a name to a line, in the state of a guide; empty lines are passed over.

    Raises NotFound for the guide, and InvalidInput for a line that names no district or more than one.
    """
    state = session.exec(select(Guide.jurisdiction_id).where(Guide.id == guide_id)).first()
    if state is None:
        raise NotFound("The guide")
    u = SchoolUnit
    asked = select(u.id, u.code, u.name).where(u.jurisdiction_id == state, u.level == UnitLevel.DISTRICT.value)
    units = [(number or 0, code, name) for number, code, name in session.exec(asked.order_by(col(u.code)))]
    said = [(row, line.strip()) for row, line in enumerate(lines, start=1) if line.strip()]
    if not said:
        raise InvalidInput("The list of districts is empty. Write a district’s code or name on each line.")
    return tuple(dict.fromkeys(_place(units, row, line) for row, line in said))


def _place(units: list[tuple[int, str, str]], row: int, line: str) -> GuidePlace:
    found = [one for one in units if line.casefold() in (one[1].casefold(), one[2].casefold())]
    if len(found) != 1:
        many = f"names {len(found)} districts; give its code" if found else "is no district’s code or name on file"
        raise InvalidInput(
            "Row {number} of the list, “{line}”, {many}. Correct it and run the command again.",
            number=row,
            line=line,
            many=many,
        )
    number, code, name = found[0]
    return GuidePlace(name, file_name(name, code), unit_ids=(number,))
