"""Raw files kept by their hash: once, privately, and any row opens with the header above it."""

import hashlib
import stat
from pathlib import Path

import openpyxl
import pytest

from data.errors import NotFound
from data.imports.kept_files import keep, row_of, sha256_of
from data.store import var_folder

TABLE = b'Budget of Massachusetts\n\nAccount,FY2017 GAA\nChapter 70,"4,628,014"\n,\nTOTAL,5\n'

pytestmark = pytest.mark.usefixtures("sqlite_store")


def kept(path: Path) -> str:
    sha256 = sha256_of(path)
    keep(path, sha256)
    return sha256


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_bytes(TABLE)
    return path


def test_a_file_is_kept_once_under_its_hash_for_the_stores_account_only(table: Path) -> None:
    sha256 = kept(table)
    assert sha256 == hashlib.sha256(TABLE).hexdigest()
    kept(table)
    folder = var_folder() / "files"
    assert [place.name for place in folder.iterdir()] == [sha256]
    assert (folder / sha256).read_bytes() == TABLE
    assert stat.S_IMODE((folder / sha256).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_what_is_kept_stays_when_the_persons_file_changes(table: Path) -> None:
    sha256 = kept(table)
    table.write_bytes(b"something else")
    assert row_of(sha256, "table.csv", 4)[1] == ["Chapter 70", "4,628,014"]


def test_a_row_opens_with_its_header_and_below_banners(table: Path) -> None:
    sha256 = kept(table)
    header = ["Account", "FY2017 GAA"]
    assert row_of(sha256, "table.csv", 4) == (header, ["Chapter 70", "4,628,014"])
    assert row_of(sha256, "table.csv", 6) == (header, ["TOTAL", "5"])


def test_who_knows_the_table_says_which_row_is_the_header(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"Printed,today\nAccount,FY2017 GAA\nChapter 70,5\n")
    sha256 = kept(path)
    assert row_of(sha256, "t.csv", 3)[0] == ["Printed", "today"]
    assert row_of(sha256, "t.csv", 3, header_row=2)[0] == ["Account", "FY2017 GAA"]


def test_in_a_workbook_the_sheet_of_the_import_is_opened(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheets: dict[str, list[list[object]]] = {
        "Notes": [["a", "b"], ["c", "d"]],
        "Budget": [["Account", "GAA"], ["Chapter 70", 5]],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(tmp_path / "t.xlsx")
    sha256 = kept(tmp_path / "t.xlsx")
    opened = row_of(sha256, "t.xlsx", 2, header_row=1, sheet="Budget")
    assert opened == (["Account", "GAA"], ["Chapter 70", "5"])


@pytest.mark.parametrize("row", [7, 10**6, 0, -1])
def test_a_row_that_is_not_there_is_not_found(row: int, table: Path) -> None:
    sha256 = kept(table)
    with pytest.raises(NotFound, match=f"Row {row} of table.csv was not found"):
        row_of(sha256, "table.csv", row)


def test_a_file_no_longer_kept_is_not_found(table: Path) -> None:
    with pytest.raises(NotFound, match="The kept file was not found"):
        row_of(sha256_of(table), "table.csv", 4)


def test_an_empty_and_a_large_file_have_their_hashes(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    assert sha256_of(tmp_path / "empty") == hashlib.sha256(b"").hexdigest()
    large = bytes(range(256)) * 10_000
    (tmp_path / "large").write_bytes(large)
    assert sha256_of(tmp_path / "large") == hashlib.sha256(large).hexdigest()
