"""Which state, district or school a row is of, by its code as text, and what it is called in which years."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from budget.districts.sentences_import import bad_code, lost_zeros, no_code
from budget.districts.unit_writing import NameSaid
from data.errors import FileProblem
from data.reference_tables import rows_of
from data.sources.figures_said import UnitSaid

IDENTITY = (
    "code", "name", "district_code", "district_name", "school_number", "school_name", "kind", "nces", "ky_county",
    "longitude", "latitude",
)  # fmt: skip
WHOLE = {"all schools", "all districts"}
Cells = Mapping[str, str]


class UnitsRead:
    """The units of a file as they are met, and the school years they are named in."""

    def __init__(self, state: str, reading: str) -> None:
        self.state = state
        self.said: dict[str, UnitSaid] = {}
        self._read = READINGS[reading]
        self._names: dict[tuple[str, str], tuple[int, int]] = {}
        self._known = {row["code"]: row for row in _known_units() if row["jurisdiction"] == state}

    def code_of(self, cells: Cells, year: int) -> str:
        """The code of a row's unit, which is kept with its district. Raises FileProblem without a subject."""
        units = self._read(self.state, cells)
        for unit in units:
            self._keep(unit, year)
        return units[-1].code

    def _keep(self, unit: UnitSaid, year: int) -> None:
        known = self._known.get(unit.code)
        name, kind, county = unit.name, unit.kind, unit.county
        if known is not None:
            kind, county = kind or known["kind"], county or known["county"]
            name = known["name"] if unit.level == "state" or not name else name
        before = self.said.get(unit.code)
        self.said[unit.code] = UnitSaid(
            unit.state, unit.code, unit.level, name or unit.code, unit.parent,
            kind or (before.kind if before else ""), county or (before.county if before else ""),
            unit.nces_id or (before.nces_id if before else ""),
            unit.longitude_e6 if unit.longitude_e6 is not None or before is None else before.longitude_e6,
            unit.latitude_e6 if unit.latitude_e6 is not None or before is None else before.latitude_e6,
        )  # fmt: skip
        if name:
            first, last = self._names.get((unit.code, name), (year, year))
            self._names[unit.code, name] = min(first, year), max(last, year)

    @property
    def names(self) -> list[NameSaid]:
        """Every name with its years."""
        return [NameSaid(code, name, first, last) for (code, name), (first, last) in self._names.items()]


@cache
def _known_units() -> tuple[dict[str, str], ...]:
    return tuple(row for _, row in rows_of("school_units"))


def state_unit(state: str) -> UnitSaid:
    """The state itself, by the code its department gives it."""
    row = next(row for row in _known_units() if row["jurisdiction"] == state and row["level"] == "state")
    return UnitSaid(state, row["code"], "state", row["name"])


def _kentucky(state: str, cells: Cells) -> tuple[UnitSaid, ...]:
    """Three characters are a district, six a school of the district they begin with; 999 is the state."""
    code = cells["code"]
    if not code.isdigit() or len(code) not in (3, 6):
        raise FileProblem(_wrong(code, "3"))
    if code[:3] == "999":
        return (state_unit(state),)
    district = UnitSaid(
        state, code[:3], "district", cells.get("district_name", ""), parent="999",
        longitude_e6=_degrees(cells.get("longitude")), latitude_e6=_degrees(cells.get("latitude")),
    )  # fmt: skip
    if len(code) == 3 or code[3:] == "000":
        return (state_unit(state), district)
    school = UnitSaid(state, code, "school", cells.get("school_name", ""), parent=code[:3])
    return (state_unit(state), UnitSaid(state, code[:3], "district", district.name, parent="999"), school)


def _kentucky_card(state: str, cells: Cells) -> tuple[UnitSaid, ...]:
    """District number and school number; “All Schools” is the district, district 999 the state."""
    code, number = cells["district_code"], cells.get("school_number", "")
    if not code.isdigit() or len(code) != 3 or (number and (not number.isdigit() or len(number) != 3)):
        raise FileProblem(_wrong(code if len(code) != 3 else number, "3"))
    if code == "999":
        return (state_unit(state),)
    county = cells.get("ky_county", "")
    fips = f"21{2 * int(county) - 1:03d}" if county.isdigit() and 1 <= int(county) <= 120 else ""
    district = UnitSaid(state, code, "district", cells.get("district_name", ""), parent="999", county=fips)
    name = cells.get("school_name", "")
    if not number or name.casefold() in WHOLE:
        return (state_unit(state), district)
    kind, nces = cells.get("kind", ""), cells.get("nces", "")
    school = UnitSaid(state, code + number, "school", name, parent=code, kind=kind, county=fips, nces_id=nces)
    return (state_unit(state), district, school)


def _massachusetts(state: str, cells: Cells) -> tuple[UnitSaid, ...]:
    """Eight characters; the first four are the district, and 00000000 is the state. “District - School” is a name."""
    code = cells["code"]
    if not code.isdigit() or len(code) != 8:
        raise FileProblem(_wrong(code, "8"))
    if code == "00000000":
        return (state_unit(state),)
    district, dash, school = cells.get("name", "").partition(" - ")
    district = cells.get("district_name", "") or (district if dash or code.endswith("0000") else "")
    kind = "charter" if "Charter" in district else ""
    parent = UnitSaid(state, code[:4] + "0000", "district", district, parent="00000000", kind=kind)
    if code.endswith("0000"):
        return (state_unit(state), parent)
    name = school or cells.get("name", "")
    return (state_unit(state), parent, UnitSaid(state, code, "school", name, parent=parent.code, kind=kind))


def _plain(state: str, cells: Cells) -> tuple[UnitSaid, ...]:
    """A district of a table that a person mapped, by whatever code its state gives it."""
    code = cells["code"]
    if not code or len(code) > 16:
        raise FileProblem(no_code() if not code else bad_code(code, "16"))
    return (UnitSaid(state, code, "district", cells.get("district_name") or cells.get("name", "")),)


def _wrong(code: str, length: str) -> str:
    if not code:
        return no_code()
    return lost_zeros(code, length) if code.isdigit() and len(code) < int(length) else bad_code(code, length)


def _degrees(text: str | None) -> int | None:
    """Millionths of a degree; None where there is no usable number."""
    try:
        degrees = float(text or "")
    except ValueError:
        return None
    return round(degrees * 1_000_000) if -180 <= degrees <= 180 else None


READINGS: Mapping[str, Callable[[str, Cells], tuple[UnitSaid, ...]]] = {
    "ky": _kentucky, "ky-card": _kentucky_card, "ma": _massachusetts, "plain": _plain,
}  # fmt: skip


def districts_called(codes: Iterable[str], units: UnitsRead) -> list[str]:
    """The names of districts by their codes, in alphabetical order."""
    return sorted(units.said[code].name for code in codes if code in units.said)
