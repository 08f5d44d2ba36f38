"""Strangers' tables come back as rows, with their numbers, and the child is always ended."""

import csv
import io
import os
import subprocess
import sys
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.errors import FileProblem
from data.imports.limits import PAGE_LIMITS, TERMINAL_LIMITS, Limits
from data.imports.reading import open_file
from tests.samples.hostile import written
from tests.samples.workbooks import workbook

ROOT = Path(__file__).parents[3]
Started = list["subprocess.Popen[bytes]"]


def rows_of(path: Path, limits: Limits = PAGE_LIMITS) -> list[tuple[int, list[str]]]:
    """All rows of the first sheet."""
    with open_file(path, name=path.name, limits=limits) as file:
        return list(next(file.sheets()).rows)


def read(folder: Path, content: bytes) -> tuple[str, str | None, list[str], list[list[str]]]:
    """Kind, encoding, warnings and cells of a text file."""
    path = written(folder / "table.csv", content)
    with open_file(path, name="table.csv") as file:
        cells = [cells for sheet in file.sheets() for _, cells in sheet.rows]
        return file.kind, file.encoding, file.warnings, cells


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """The processes that reading starts."""
    processes: Started = []

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self.given_environment = options["env"]
            processes.append(self)

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    return processes


@pytest.mark.parametrize(
    ("content", "kind", "encoding"),
    [
        (b"a,b\n1,2\n", "csv", "utf-8"),
        (b"\xef\xbb\xbfa,b\n1,2", "csv", "utf-8"),
        (b"a\tb\r\n1\t2\r\n", "tsv", "utf-8"),
        (b"a;b\r1;2\r", "csv", "utf-8"),
        ("a\tb\n1\t2\n".encode("utf-16"), "tsv", "utf-16"),
        ("\ufeffa,b\n1,2\n".encode("utf-16-be"), "csv", "utf-16"),
        (b' a , "b" \n1, 2\n', "csv", "utf-8"),
    ],
    ids=["plain", "utf-8 mark", "tabs", "semicolons and old line ends", "utf-16", "big-endian", "padded"],
)
def test_a_text_table_is_read_whatever_its_dress(content: bytes, kind: str, encoding: str, tmp_path: Path) -> None:
    if b'"b"' in content:
        content = content.replace(b' "b" ', b'" b "')
    assert read(tmp_path, content) == (kind, encoding, [], [["a", "b"], ["1", "2"]])


def test_rows_are_numbered_as_a_spreadsheet_counts_and_blank_rows_count(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", b'title\n\n"two\nlines",b\n , \n1,,\n')
    assert rows_of(path) == [(1, ["title"]), (2, []), (3, ["two\nlines", "b"]), (4, []), (5, ["1", "", ""])]


def test_the_delimiter_is_the_one_most_lines_agree_on(tmp_path: Path) -> None:
    content = b"Budget, House and Senate\n\nline;amount\n1;1,234\n2;5,678\n3;9\n"
    assert read(tmp_path, content)[3][2:4] == [["line", "amount"], ["1", "1,234"]]


def test_a_file_in_windows_1252_says_how_it_was_read(tmp_path: Path) -> None:
    _, encoding, warnings, cells = read(tmp_path, b"name\ncaf\xe9 \x96 \x93x\x94\n")
    assert (encoding, cells[1]) == ("windows-1252", ["café – “x”"])
    assert len(warnings) == 1
    assert "Windows-1252" in warnings[0]


def test_letters_have_one_spelling_and_no_hidden_marks(tmp_path: Path) -> None:
    hidden = "n\u0303a\u200bme\u200f,\u00a0x\u00a0y\u202f\nplain,\u3000z\n"
    _, _, warnings, cells = read(tmp_path, hidden.encode())
    assert cells == [["ñame", "x y"], ["plain", "z"]]
    assert warnings == ["2 invisible marks were removed (writing direction, zero width)."]


def test_a_question_mark_of_greek_does_not_become_a_delimiter(tmp_path: Path) -> None:
    assert read(tmp_path, "a;b\nx\u037e y;2\n".encode())[3] == [["a", "b"], ["x; y", "2"]]


def test_a_quote_that_is_not_doubled_is_refused_with_its_row(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", b"a,b\n" + b"1,2\n" * 700 + b'"5" pipe,3\n')
    with pytest.raises(FileProblem, match="Row 702 has a quotation mark inside") as refusal:
        rows_of(path)
    assert refusal.value.row == 702


def test_a_control_character_is_named_by_row_and_column(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", b"a,b\n" + b"1,2\n" * 700 + "1,é\u0085\n".encode())
    with pytest.raises(FileProblem) as refusal:
        rows_of(path)
    assert (refusal.value.row, refusal.value.column) == (702, "B")


def test_a_row_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", b"1,2\n" * 11)
    with pytest.raises(FileProblem, match="more than 10 rows"):
        rows_of(path, PAGE_LIMITS._replace(csv_rows=10))


def test_a_file_larger_than_a_page_takes_is_for_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"1,2\n" * 7_000_000)
    with pytest.raises(FileProblem, match="larger than 25 MiB"):
        rows_of(path)
    with open_file(path, name="t.csv", limits=TERMINAL_LIMITS) as file:
        assert next(next(file.sheets()).rows) == (1, ["1", "2"])


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="There is no file"):
        rows_of(tmp_path / "missing.csv")


def a_table() -> st.SearchStrategy[list[list[str]]]:
    cell = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.sampled_from(' ",;\n'), max_size=8)
    return st.lists(st.lists(cell, min_size=2, max_size=5), min_size=1, max_size=20)


@settings(max_examples=40, deadline=None)
@given(table=a_table(), line_end=st.sampled_from(["\n", "\r\n"]))
@example(table=[["", "", ";", "0"], ["", "", ";"]], line_end="\n")
def test_any_table_written_by_csv_is_read_back(
    table: list[list[str]], line_end: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    table = [["header", "other"], *table]
    out = io.StringIO()
    csv.writer(out, lineterminator=line_end, quoting=csv.QUOTE_ALL).writerows(table)
    path = written(tmp_path_factory.mktemp("t") / "t.csv", out.getvalue().encode())
    expected = [[unicodedata.normalize("NFC", cell).strip() for cell in row] for row in table]
    assert [cells for _, cells in rows_of(path)] == [row if any(row) else [] for row in expected]


def test_the_kind_is_decided_by_content_not_by_name(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.csv")
    with open_file(path, name="t.csv") as file:
        assert file.kind == "xlsx"


def stops_early(path: Path) -> None:
    with open_file(path, name="t.csv") as file:
        next(next(file.sheets()).rows)


def raises_midway(path: Path) -> None:
    with suppress(KeyError), open_file(path, name="t.csv") as file:
        next(file.sheets())
        raise KeyError


def reads_all(path: Path) -> None:
    assert len(rows_of(path)) == 200_000


@pytest.mark.parametrize("reader", [stops_early, raises_midway, reads_all])
def test_the_child_is_reaped_however_reading_ends(reader: Any, started: Started, tmp_path: Path) -> None:
    reader(written(tmp_path / "t.csv", b"1,2,3\n" * 200_000))
    assert [process.returncode is not None for process in started] == [True]


def test_a_child_out_of_time_is_ended_with_a_sentence(started: Started, tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", b"1,2\n")
    with pytest.raises(FileProblem, match="needs more time than is allowed"):
        rows_of(path, PAGE_LIMITS._replace(child_seconds=0))
    assert started[0].returncode is not None


def test_a_child_out_of_memory_ends_with_a_sentence(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", b"1,2\n")
    with pytest.raises(FileProblem, match="needs more memory than is allowed"):
        rows_of(path, PAGE_LIMITS._replace(child_memory=1024))


def test_a_child_that_is_killed_ends_with_a_sentence(started: Started, tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", b"1,2,3\n" * 200_000)
    with open_file(path, name="t.csv") as file:
        rows = next(file.sheets()).rows
        started[0].kill()
        with pytest.raises(FileProblem, match="needs more memory than is allowed"):
            list(rows)


def test_no_secret_of_ours_reaches_the_child(started: Started, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMONTABLE_SECRET", "x")
    rows_of(written(tmp_path / "t.csv", b"1,2\n"))
    assert set(started[0].given_environment) <= {"PATH", "LD_LIBRARY_PATH"}  # type: ignore[attr-defined]


def test_reading_does_not_depend_on_the_current_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "t.csv", b"1,2\n")
    written(tmp_path / "csv.py", b"raise SystemExit")
    monkeypatch.chdir(tmp_path)
    assert rows_of(Path("t.csv")) == [(1, ["1", "2"])]


@pytest.fixture(scope="module")
def loaded_by_child() -> set[str]:
    """Modules a child has loaded before it reads anything."""
    code = "import sys, data.imports.child; print(*sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(answer.stdout.split())


@pytest.mark.parametrize(
    "module", ["openpyxl", "lxml", "pandas", "numpy", "sqlmodel", "streamlit", "inspect", "subprocess"]
)
def test_the_child_starts_with_only_what_it_needs(module: str, loaded_by_child: set[str]) -> None:
    assert module not in loaded_by_child


def test_no_file_descriptor_is_left_open(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", b"1,2\n" * 50_000)
    stops_early(path)
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        stops_early(path)
    assert len(os.listdir("/proc/self/fd")) == before
