"""What a source says of a district or school in a year, in one form whatever file or service it came from."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class UnitSaid:
    """A state, district or school as a source prints it. `state` is "ky", "ma", …; `level` state, district or school.

    `code` is the state's own code as text, empty where the source knows only `nces_id` (7 or 12 digits, as text).
    `county` is the five-digit FIPS code. Longitude and latitude are in millionths of a degree.
    """

    state: str
    code: str
    level: str
    name: str
    parent: str = ""
    kind: str = ""
    county: str = ""
    nces_id: str = ""
    longitude_e6: int | None = None
    latitude_e6: int | None = None


class FigureSaid(NamedTuple):
    """One figure. `unit` is its code (or NCES number where it has none) and `measure` and `group` are our codes.

    `value` is in the measure's whole numbers (`budget.districts.models.ValueUnit`); where it is None, `missing` says
    why (`data.missing.MissingReason`). `school_year` is the year it ends in. `row` is the row of the file, from 1.
    """

    unit: str
    measure: str
    school_year: int
    group: str
    value: int | None
    missing: str | None = None
    margin: int | None = None
    row: int | None = None
