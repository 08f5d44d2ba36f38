"""Districts and schools, what is measured of them, and what each document says of one of them in one year."""

from enum import StrEnum

from sqlalchemy import BigInteger, UniqueConstraint, false
from sqlmodel import Field

from data.access import public
from data.records import Record


class UnitLevel(StrEnum):
    """What a figure is of. Figures of one level are never added to those of another."""

    STATE = "state"
    DISTRICT = "district"
    SCHOOL = "school"
    COUNTY = "county"  # by its FIPS number: what the Census says of everybody who lives there


class ValueUnit(StrEnum):
    """What a measure's whole numbers count: persons or events, hundredths of a full-time post, cents, millionths."""

    COUNT = "count"
    FTE = "fte"  # hundredths
    CENTS = "cents"
    SHARE = "share"  # millionths: 361000 is 36.1 percent
    DECIMAL = "decimal"  # hundredths: years of experience, students per teacher, average daily attendance


@public
class SchoolUnit(Record, table=True):
    """A state, a district or a school by its official code, as text with its leading zeros.

    Codes: Kentucky "275" and "275016", the state "999"; Massachusetts "00350000" (a district), "00350541",
    the state "00000000". `kind` is the source's own word for what it is, such as "A1", "charter", "state school".
    """

    __tablename__ = "school_units"
    __table_args__ = (UniqueConstraint("jurisdiction_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    jurisdiction_id: int = Field(foreign_key="jurisdictions.id")
    code: str = Field(max_length=16)
    level: str = Field(max_length=12)
    name: str = Field(max_length=160)
    name_key: str = Field(index=True, max_length=160)
    kind: str = Field(default="", max_length=40)
    parent_id: int | None = Field(default=None, foreign_key="school_units.id", index=True)
    county_id: int | None = Field(default=None, foreign_key="places.id", index=True)
    nces_id: str = Field(default="", index=True, max_length=12)
    longitude_e6: int | None = None
    latitude_e6: int | None = None
    batch_id: int | None = Field(default=None, index=True)


@public
class SchoolUnitName(Record, table=True):
    """A name a unit was printed under, with the first and last school year it was."""

    __tablename__ = "school_unit_names"
    __table_args__ = (UniqueConstraint("unit_id", "name_key"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="school_units.id", ondelete="CASCADE")
    name: str = Field(max_length=160)
    name_key: str = Field(index=True, max_length=160)
    first_year: int
    last_year: int
    source_id: int = Field(foreign_key="sources.id")
    batch_id: int | None = Field(default=None, index=True)


class UnitChangeKind(StrEnum):
    """What becomes of a district. What it was called when stands in its names."""

    MERGED = "merged"
    CLOSED = "closed"
    OPENED = "opened"


@public
class UnitChange(Record, table=True):
    """What became of a unit from a school year on; `into_id` is what it merged into."""

    __tablename__ = "school_unit_changes"
    __table_args__ = (UniqueConstraint("unit_id", "kind", "school_year"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="school_units.id", ondelete="CASCADE")
    into_id: int | None = Field(default=None, foreign_key="school_units.id", index=True)
    kind: str = Field(max_length=12)
    school_year: int
    reason: str = ""
    source_id: int = Field(foreign_key="sources.id")


@public
class SchoolMeasure(Record, table=True):
    """What is measured, with its definition card: `data/reference/school_measures.csv`.

    `area` is a `coalition.organizations.models.Area`; `counted` what one of it is (student, event, full-time post,
    dollar); `denominator_code` the measure its values are shares or rates of; `sums` whether values of several
    units or groups may be added up at all; `suppressible` whether small counts of it are masked (`data.suppression`).
    """

    __tablename__ = "school_measures"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=40)
    name: str = Field(max_length=120)
    area: str = Field(max_length=12)
    subject: str = Field(max_length=12)
    counted: str = Field(default="", max_length=40)
    unit: str = Field(max_length=8)
    numerator: str = ""
    denominator: str = ""
    denominator_code: str = Field(default="", max_length=40)
    year_means: str = ""
    breaks: str = ""
    universe: str = ""
    direction: str = Field(default="", max_length=12)
    sums: bool = True
    suppressible: bool = False


@public
class FigureGroup(Record, table=True):
    """Whom a figure is of: everybody, or a group of one family such as race, gender or grade.

    Groups of one family are parts of "all" only where `part` says so; groups of different families overlap.
    """

    __tablename__ = "figure_groups"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=24)
    name: str = Field(max_length=80)
    family: str = Field(max_length=12)
    position: int = 0
    part: bool = True


@public
class Figure(Record, table=True):
    """What the preferred document says of one unit, measure, school year and group: a value, or why there is none.

    `value` counts the measure's `unit` in whole numbers; `margin` is the source's own 90 percent margin of error in
    the same unit. `school_year` is named for the year it ends in: 2017 is 2016-17. `row_number` is the file's row.
    `hidden` says that the gate for small counts (`data.suppression`) masks it: no query answers its value.
    """

    __tablename__ = "figures"
    __table_args__ = ({"sqlite_with_rowid": False},)

    unit_id: int = Field(primary_key=True, foreign_key="school_units.id")
    measure_id: int = Field(primary_key=True, foreign_key="school_measures.id")
    school_year: int = Field(primary_key=True)
    group_id: int = Field(primary_key=True, foreign_key="figure_groups.id")
    value: int | None = Field(default=None, sa_type=BigInteger)
    missing_reason: str | None = Field(default=None, max_length=16)
    margin: int | None = Field(default=None, sa_type=BigInteger)
    source_id: int = Field(foreign_key="sources.id")
    row_number: int | None = None
    batch_id: int | None = Field(default=None)
    hidden: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


@public
class OtherFigure(Record, table=True):
    """What every other document says of the same, whether it agrees or not; the newest one is in `figures`."""

    __tablename__ = "other_figures"
    __table_args__ = ({"sqlite_with_rowid": False},)

    unit_id: int = Field(primary_key=True, foreign_key="school_units.id")
    measure_id: int = Field(primary_key=True, foreign_key="school_measures.id")
    school_year: int = Field(primary_key=True)
    group_id: int = Field(primary_key=True, foreign_key="figure_groups.id")
    source_id: int = Field(primary_key=True, foreign_key="sources.id")
    value: int | None = Field(default=None, sa_type=BigInteger)
    missing_reason: str | None = Field(default=None, max_length=16)
    margin: int | None = Field(default=None, sa_type=BigInteger)
    row_number: int | None = None
    batch_id: int | None = Field(default=None)
