"""The same 1,000,000 amounts every time: a Budget Browser table of 10,000 lines, 20 years and 5 stages."""

import csv
import random
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

LINES, FIRST_YEAR, YEARS = 10_000, 2001, 20
STAGES = ("Gov", "Hou", "Sen", "Leg", "GAA")
SEED = 20_260_701
FOLDER = Path(__file__).resolve().parent.parent / "var" / "bench"
PURPOSES = ("Aid", "Grants", "Transportation", "Reimbursement", "Literacy", "Counseling", "Meals", "Special Education")
PLACES = ("School", "District", "Regional", "Charter", "Early", "Adult", "Rural", "Gateway")

COLUMNS = ("line_item", "fiscal_year", "stage", "amount_cents")
Amount = tuple[str, int, str, int]


def columns() -> list[tuple[int, str]]:
    """(fiscal year, stage) of each column of amounts, in the order of the file."""
    return [(FIRST_YEAR + n, stage) for n in range(YEARS) for stage in STAGES]


def code_of(line: int) -> str:
    """The number of the n-th line, rising with n."""
    return f"{1000 + line // 25:04d}-{line % 25 * 4:04d}"


def table() -> Path:
    """The CSV file, written when it is not there yet: amounts in dollars with thousands separators, quoted."""
    path = FOLDER / "budget_browser_1m.csv"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part")
        with partial.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(_rows())
        partial.replace(path)
    return path


def _rows() -> Iterator[list[str]]:
    chance = random.Random(SEED)
    yield ["LineItem", "LineItemName", *(f"FY{year % 100:02d}_{stage}" for year, stage in columns())]
    for line in range(LINES):
        amount = chance.randrange(50_000, 900_000_000)
        cells = []
        for _ in range(YEARS):
            amount = int(amount * chance.uniform(0.94, 1.09)) + 1_000
            cells += [f"{int(amount * chance.uniform(0.96, 1.04)):,}" for _ in STAGES]
        yield [code_of(line), f"{PLACES[line % 8]} {PURPOSES[line // 8 % 8]} {line:05d}", *cells]


def amounts(path: Path) -> Iterator[Amount]:
    """(line item, fiscal year, stage, cents) of every amount, read in the shortest way: csv.reader and int()."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        places = columns()
        for code, _, *cells in rows:
            for (year, stage), cell in zip(places, cells, strict=True):
                yield code, year, stage, int(cell.replace(",", "")) * 100


def long_table() -> Path:
    """The same amounts as a CSV file of one amount a row, in cents, for tools that import no other shape."""
    path = FOLDER / "amounts_1m.csv"
    if not path.exists():
        partial = path.with_suffix(".part")
        with partial.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(chain([COLUMNS], amounts(table())))
        partial.replace(path)
    return path
