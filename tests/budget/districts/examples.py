"""A small state of example districts: money with a year of zeros, masked groups, and schools that speak for theirs."""

from data.sources.figures_said import FigureSaid, UnitSaid
from tests.budget.districts.room import district, foundation, keep_figures, said, school

LARGE, SMALL, ALIKE, THE_STATES = "275", "001", "005", "901"
EAST = "00350000"


def units() -> list[UnitSaid]:
    return [
        district(LARGE, "Example River", longitude_e6=-85_700_000, latitude_e6=38_200_000),
        district(SMALL, "Example <Hill>", longitude_e6=-85_300_000, latitude_e6=37_100_000),
        district(ALIKE, "Example Hollow"),
        district(THE_STATES, "Example School of the State", kind="state school"),
    ]


def students(code: str, year: int, every: int, black: int, white: int, meals: int) -> list[FigureSaid]:
    return [
        said(code, "enrollment", year, "all", every), said(code, "enrollment", year, "black", black),
        said(code, "enrollment", year, "white", white),
        said(code, "lunch_students", year, "all", meals),
        said(code, "lunch_share", year, "all", round(meals * 1_000_000 / every)),
    ]  # fmt: skip


def money(code: str, year: int, cents: int | None, ada: int | None) -> list[FigureSaid]:
    why = {} if cents is not None else {"missing": "not_published"}
    rows = [
        said(code, measure, year, value=None if cents is None else cents // parts, row=12, **why)
        for measure, parts in (
            ("revenue_local", 2), ("revenue_state", 4), ("revenue_federal", 4), ("revenue_total", 1),
            ("spending_total", 1), ("spending_instruction", 2),
        )
    ]  # fmt: skip
    each = None if cents is None or ada is None else cents * 100 // ada
    rows.append(said(code, "spending_total_per_pupil", year, value=each, **why))
    return [*rows, said(code, "ada", year, value=ada, missing=None if ada else "not_published")]


def kentucky() -> None:
    """Four example districts of Kentucky from 2015 to 2017, the last year without money."""
    foundation()
    rows: list[FigureSaid] = []
    for year in (2015, 2016, 2017):
        rows += students(LARGE, year, 96_000, 35_000, 45_000, 62_000)
        rows += students(SMALL, year, 2_600, 40, 2_400, 1_700)
        rows += students(ALIKE, year, 3_000, 4, 2_800, 1_900)
        rows += students(THE_STATES, year, 100, 30, 60, 50)
    for year in (2015, 2016):
        rows += money(LARGE, year, 133_692_756_500 + year, 9_005_391) + money(SMALL, year, 3_000_000_000, 230_000)
        rows += money(ALIKE, year, 3_300_000_000, 260_000)
    rows += money(LARGE, 2017, None, None)
    rows += [
        said(LARGE, "teachers_fte", 2017, "all", 612_100), said(LARGE, "teachers_fte", 2017, "black", 81_900),
        said(LARGE, "oss_events", 2017, "all", 21_822), said(LARGE, "oss_events", 2017, "black", 14_727),
        said(LARGE, "oss_students", 2017, "all", 10_130),
        said(LARGE, "corporal_events", 2017, "all", 0), said(LARGE, "corporal_events", 2017, "black", 0),
    ]  # fmt: skip
    keep_figures(units(), rows)


def massachusetts() -> None:
    """A district of two schools, which alone print students, shares and staff; in 2016 one prints no staff."""
    places = [
        district(EAST, "Example East", "ma"),
        school("00350001", "North", EAST, "ma"),
        school("00350002", "South", EAST, "ma"),
    ]
    rows = []
    for code, count, black in (("00350001", 300, 500_000), ("00350002", 100, 100_000)):
        rows += [
            said(code, "enrollment", 2015, value=count), said(code, "enrollment_share", 2015, "black", black),
            said(code, "teachers_fte", 2015, value=2_000), said(code, "teachers_fte", 2015, "black", 500),
            said(code, "teachers_fte", 2016, value=2_000 if code.endswith("1") else None, missing="not_published"),
        ]  # fmt: skip
    keep_figures(places, [row if row.value is None else row._replace(missing=None) for row in rows])
