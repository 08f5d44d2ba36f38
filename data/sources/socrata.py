"""Massachusetts' education hub, a Socrata site: enrollment, spending, graduation, discipline, staff, attendance."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from data.periods import SchoolYear
from data.sources.figures_said import UnitSaid
from data.sources.http import Asking
from data.sources.shapes import Fields, UnknownForm, fields, several, text
from data.sources.source_fields import fields_of, groups_of
from data.sources.states import STATE_CODES
from data.sources.targets import Service
from data.sources.told_figures import AGAIN, Gathering, ToldFigures

SERVICE = Service(
    name="Massachusetts’ education data hub",
    base="https://educationtocareer.data.mass.gov",
    pause=1.0,
    variable="COMMONTABLE_SOCRATA_TOKEN",
    get_key="https://educationtocareer.data.mass.gov/profile/edit/developer_settings",
    header="X-App-Token",
    key_optional=True,
)
LICENCE = "Public record of the Massachusetts Department of Elementary and Secondary Education."
STATE = "ma"
WHOLE_STATE = STATE_CODES[STATE]
ROWS_A_PAGE = 1_000
MOST_PAGES = 500
CODE_DIGITS = 8
LOW_INCOME, DISADVANTAGED = "low income", "economically disadvantaged"
ALL_JOBS = "(jobclass!='All' OR jobclass_cat='All')"  # "All" also stands in each category, as its subtotal
DISADVANTAGED_YEARS = range(2015, 2022)  # in which the state counted economic disadvantage, not low income


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set of the hub: its number, its name, and which of its rows we ask for. `by_group`: a row is of a group.

    `row` names the columns that say what a row's value is of.
    """

    number: str
    title: str
    first_year: int
    where: str = ""
    by_group: bool = False
    row: tuple[str, ...] = ()
    org: bool = True


DATASETS = {
    one.number: one
    for one in (
        Dataset("t8td-gens", "Enrollment by grade, race, gender and selected populations", 1994),
        Dataset(
            "er3w-dyti", "District expenditures by spending category", 2009, row=("ind_cat", "ind_subcat"), org=False
        ),
        Dataset(
            "n2xa-p822", "High school graduation rates", 2006, "grad_rate_type='4-Year Graduation Rate'", by_group=True
        ),
        Dataset("2kca-w7rq", "Student discipline", 2013, "offense='All Offenses'", by_group=True),
        Dataset("j5ue-xkfn", "Staffing by race and gender", 2008, ALL_JOBS, row=("jobclass",)),
        Dataset("ak6h-9k7x", "Student attendance", 2018, "attend_period='End of Year'", by_group=True),
    )
}


def told(asking: Asking, dataset: Dataset, year: SchoolYear) -> ToldFigures:
    """What a data set says of the state and its districts in a school year; nothing for a year it does not hold.

    Raises SourceProblem.
    """
    try:
        return parse(dataset, year, list(rows(asking, dataset.number, condition(dataset, year), columns_of(dataset))))
    except UnknownForm as form:
        asking.refuse_form(form.what)


def condition(dataset: Dataset, year: SchoolYear) -> str:
    """The rows we ask for, in the site's own language: of one year, and of the state and its districts only."""
    parts = [f"sy={quoted(str(int(year)))}"]
    if dataset.org:
        parts.append("org_code=dist_code")  # a school's own code differs from its district's
    parts += [dataset.where] if dataset.where else []
    if dataset.by_group:
        parts.append(f"stu_grp in ({', '.join(quoted(word) for word in groups_of('socrata'))})")
    if dataset.row:
        names = {one.row.split("/")[-1] for one in fields_of("socrata", dataset.number)}
        parts.append(f"{dataset.row[-1]} in ({', '.join(quoted(name) for name in sorted(names))})")
    return " AND ".join(parts)


def columns_of(dataset: Dataset) -> list[str]:
    """The columns we ask for, so that nothing else is sent."""
    own = ["sy", "dist_code", "dist_name", *(("org_code", "org_name", "org_type") if dataset.org else ())]
    own += [
        *dataset.row,
        *(("jobclass_cat",) if dataset.where == ALL_JOBS else ()),
        *(("stu_grp",) if dataset.by_group else ()),
    ]
    return list(dict.fromkeys([*own, *(one.field for one in fields_of("socrata", dataset.number))]))


def quoted(word: str) -> str:
    """A word as the site's language takes it, with its quotation marks doubled."""
    return "'" + word.replace("'", "''") + "'"


def rows(asking: Asking, number: str, where: str, wanted: list[str]) -> Iterator[Any]:
    """Every row of a data set that fits, page by page in the site's own order, until a page is shorter than a page.

    Raises UnknownForm when the site sends the same page again, and SourceProblem.
    """
    before: list[Any] | None = None
    for page in range(MOST_PAGES):
        asked: dict[str, str | int] = {"$select": ",".join(wanted), "$where": where, "$order": ":id"}
        asked |= {"$limit": ROWS_A_PAGE, "$offset": page * ROWS_A_PAGE}
        found = several(asking.json(f"/resource/{number}.json", asked), "a page of rows")
        yield from found
        if len(found) < ROWS_A_PAGE:
            return
        if found == before:
            raise UnknownForm("the same page twice")
        before = found
    raise UnknownForm("more pages than there can be")


def parse(dataset: Dataset, year: SchoolYear, answered: list[Any]) -> ToldFigures:
    """What rows say. Every value comes as a word, and a column that a row lacks was not published.

    Raises UnknownForm for what are no rows.
    """
    gathered = Gathering()
    for number, row in enumerate(answered, start=1):
        one = fields(row, "a row")
        code = text(one.get("org_code") if dataset.org else one.get("dist_code"))
        if not (len(code) == CODE_DIGITS and code.isdigit()):
            gathered.refuse(
                number, "org_code", "is not the eight-digit code of a district; leading zeros belong to it."
            )
        elif text(one.get("sy")) != str(int(year)):
            gathered.refuse(
                number,
                "sy",
                f"is not the year that was asked for; {AGAIN}",
            )
        elif _is_whole(dataset, one):
            _take(gathered, dataset, year, _unit(one, code), one, number)
    return gathered.told()


def _is_whole(dataset: Dataset, row: Fields) -> bool:
    """Whether a row is of the state or a whole district and no subtotal; a school's code is not its district's."""
    if dataset.where == ALL_JOBS and text(row.get("jobclass")) == "All" != text(row.get("jobclass_cat")):
        return False
    return not dataset.org or text(row.get("org_code")) == text(row.get("dist_code"))


def _unit(row: Fields, code: str) -> UnitSaid:
    kind = text(row.get("org_type"))
    name = text(row.get("dist_name")) or text(row.get("org_name"))
    if code == WHOLE_STATE:
        return UnitSaid(STATE, code, "state", "Massachusetts")
    return UnitSaid(STATE, code, "district", name, kind="" if kind == "District" else kind)


def _take(gathered: Gathering, dataset: Dataset, year: SchoolYear, unit: UnitSaid, row: Fields, number: int) -> None:
    of_row = "/".join(text(row.get(column)) for column in dataset.row)
    group = groups_of("socrata").get(text(row.get("stu_grp")), "") if dataset.by_group else ""
    for one in fields_of("socrata", dataset.number):
        if _is_meant(one.row, of_row, year) and (one.group or group):
            gathered.take(gathered.unit(unit), year, one.group or group, one, row.get(one.field), number)


def _is_meant(wanted: str, of_row: str, year: SchoolYear) -> bool:
    """Whether a row of the field table is for this row of the data set, or for this year."""
    if wanted in (LOW_INCOME, DISADVANTAGED):
        return (wanted == DISADVANTAGED) == (year in DISADVANTAGED_YEARS)
    return wanted == of_row
