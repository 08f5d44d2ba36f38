"""Bad files: one sentence with row, column and cure where there are any, and a store exactly as before."""

from collections.abc import Callable
from pathlib import Path

import pytest

from budget.layouts.known import known_mappings
from tests.budget.line_items.room import Cells, as_csv, as_xlsx, refusal, take, unchanged
from tests.samples.hostile import compound_file, written
from tests.samples.workbooks import sheet_xml, workbook

HEADER = ["Account", "Description", "FY2017 House 2", "FY2017 GAA"]
GOOD = ["7061-0012", "Circuit Breaker", "277,281", "277,281"]
BROKEN_CELL = "Row 3, column FY2017 GAA: “{cell}” {what}"
Make = Callable[[Path], Path]

pytestmark = pytest.mark.usefixtures("sqlite_empty")


def csv_of(*rows: list[str]) -> Make:
    return lambda folder: as_csv(folder / "table.csv", [HEADER, *rows])


def bytes_of(content: bytes, name: str = "table.csv") -> Make:
    return lambda folder: written(folder / name, content)


def truncated(folder: Path) -> Path:
    whole = as_xlsx(folder / "whole.xlsx", [HEADER, GOOD]).read_bytes()
    return written(folder / "table.xlsx", whole[: len(whole) // 2])


def formula_never_computed(folder: Path) -> Path:
    """As other programs write a formula: without the value that a spreadsheet would have saved beside it."""
    rows: Cells = [HEADER, ["7061-0012", "Circuit Breaker", 5, "=C2*2"]]
    return as_xlsx(folder / "table.xlsx", rows)


REFUSED: dict[str, tuple[Make, str]] = {
    "empty file": (bytes_of(b""), "The file is empty"),
    "blank rows": (bytes_of(b",,\n,,\n"), "The file is empty"),
    "header only": (csv_of(), "The file has a header but no line items under it."),
    "header and total only": (csv_of(["", "TOTAL", "5", "5"]), "The file has a header but no line items under it."),
    "wrong encoding": (
        bytes_of(b"\xff\xfe" + "Account,Description\n".encode("utf-16-le") + b"\x00\xd8"),
        "Row 2, column A holds a character that is not text (U+D800); delete it, or save the file as “CSV UTF-8”",
    ),
    "a web page saved as .csv": (bytes_of(b"<!DOCTYPE html><html><body>Budget</body></html>"), "web page"),
    "duplicate headers": (
        lambda folder: as_csv(folder / "t.csv", [[*HEADER, "FY2017 GAA"], [*GOOD, "1"]]),
        "“FY2017 GAA” stands twice, in columns D and E. Remove or rename one of them.",
    ),
    "a number in scientific notation": (
        csv_of(["7.06E+07", "Circuit Breaker", "5", "5"]),
        "Row 2, column Account: “7.06E+07” is not a line item number: a spreadsheet shortened it. "
        "Format the column as Text, type the number again and save.",
    ),
    "a date in an amount": (
        csv_of(["7061-0012", "Circuit Breaker", "5", "1/7/2017"]),
        "Row 2, column FY2017 GAA: “1/7/2017” is a date, not an amount; format the column as Number.",
    ),
    "31 digits": (
        csv_of(["7061-0012", "Circuit Breaker", "1" * 31, "5"]),
        "Row 2, column FY2017 House 2: The cell has more than 15 digits",
    ),
    "a formula as text": (
        csv_of(["7061-0012", "Circuit Breaker", "5", "=SUM(D2:D9)"]),
        "Row 2, column FY2017 GAA: The cell is a formula; in the spreadsheet, paste it as a value.",
    ),
    "a formula never computed": (
        formula_never_computed,
        "cell D2 holds a formula without a saved value; open the file in a spreadsheet program, save it",
    ),
    "password": (
        lambda folder: written(folder / "t.xlsx", compound_file("EncryptedPackage")),
        "The workbook is protected by a password; remove the password, save it, and try again.",
    ),
    "old workbook": (
        lambda folder: written(folder / "t.xls", compound_file("Workbook")),
        "This is an old .xls workbook; open it in a spreadsheet program and save it as XLSX.",
    ),
    "truncated workbook": (truncated, "The file is damaged or incomplete; download it again"),
    "a workbook of notes": (
        lambda folder: workbook(folder / "t.xlsx", sheet_xml('<row r="1"><c r="A1"><v>7</v></c></row>')),
        "No row of this file is a header we know; its first row holds “7”.",
    ),
    "a PDF": (bytes_of(b"%PDF-1.7 budget", "t.csv"), "This is a PDF, not a table"),
    "an unclosed quotation mark": (
        bytes_of(b'Account,FY2017 GAA\n"Chapter 70,5\nOther,6\n'),
        "Row 2 opens a quotation mark that is never closed",
    ),
    "no file": (lambda folder: folder / "nowhere.csv", "There is no file to read; choose it again."),
    "a folder": (lambda folder: folder, "There is no file to read; choose it again."),
    "an unknown table": (
        lambda folder: as_csv(folder / "t.csv", [["Program", "Amount"], ["Chapter 70", "5"]]),
        "No row of this file is a header we know; its first row holds “Program”, “Amount”.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("make", "said"), REFUSED.values(), ids=REFUSED)
def test_a_bad_file_is_answered_and_changes_nothing(make: Make, said: str, tmp_path: Path) -> None:
    path = make(tmp_path)
    sentence = refusal(lambda: take(path))
    assert said in sentence
    assert sentence.endswith(".")
    assert str(tmp_path) not in sentence, "no path of the machine may be shown"
    assert not list((tmp_path / "var").glob("files/*")), "a refused file is not kept"


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (["7.06E+07", "A", "5", "5"], "Account", "a spreadsheet shortened it"),
        (["7061-0013", "A", "5", "1/7/2017"], "FY2017 GAA", "is a date"),
        (["7061-0013", "A", "9" * 31, "5"], "FY2017 House 2", "more than 15 digits"),
        (["7061-0013", "A", "5", "=1+1"], "FY2017 GAA", "is a formula"),
        (["7061-0013", "", "5", "5"], "Description", "the line has no name"),
    ],
)
def test_one_bad_row_is_rejected_with_its_place_and_the_others_are_taken(
    row: list[str], column: str, said: str, tmp_path: Path
) -> None:
    report = take(csv_of(GOOD, row)(tmp_path))
    assert (report.rows, report.inserted, len(report.rejected)) == (2, 1, 1)
    refused = report.rejected[0]
    assert (refused.row, refused.column) == (3, column)
    assert refused.reason.startswith(f"Row 3, column {column}: ")
    assert said in refused.reason


def test_a_persons_words_are_not_repeated_in_a_rejection(tmp_path: Path) -> None:
    cell = "ask Maria Lopez, maria@example.org"
    report = take(csv_of(GOOD, ["7061-0013", "A", "5", cell])(tmp_path))
    assert "Maria" not in report.rejected[0].reason
    assert "example.org" not in report.rejected[0].reason


def test_a_preset_nobody_has_is_answered_with_those_we_have(tmp_path: Path) -> None:
    said = refusal(lambda: take(csv_of(GOOD)(tmp_path), preset="massbudget"))
    assert said == f"There is no preset “massbudget”. Choose one of: {', '.join(known_mappings())}."


def test_a_failed_row_in_the_last_chunk_of_a_workbook_takes_back_the_first(tmp_path: Path) -> None:
    """The formula is met after 600 good rows have been written inside the transaction."""
    rows = [[f"7061-{n:04}", f"Line {n}", n, n] for n in range(1, 601)]
    path = as_xlsx(tmp_path / "t.xlsx", [HEADER, *rows, ["7061-0999", "Last", 5, "=1+1"]])
    assert "cell D602 holds a formula" in refusal(lambda: take(path))


def test_after_a_refusal_the_next_import_works(tmp_path: Path) -> None:
    with unchanged(), pytest.raises(Exception, match="damaged"):
        take(truncated(tmp_path))
    assert take(csv_of(GOOD)(tmp_path)).inserted == 1
