"""Text as a clipboard gives it: tabs, cells with line breaks, quotation marks that mean something or nothing."""

from pathlib import Path

import pytest

from data.errors import FileProblem
from data.imports.reading import open_file
from tests.samples.hostile import written

Cells = list[list[str]]
HEADER = "Line\tName\tHouse\tSenate\n"


def read(folder: Path, text: str) -> tuple[Cells, list[str]]:
    """Cells and warnings of a tab-separated file."""
    with open_file(written(folder / "pasted.txt", text.encode()), name="pasted.txt") as file:
        assert file.kind == "tsv"
        return [cells for sheet in file.sheets() for _, cells in sheet.rows], file.warnings


MENDED = "1 row was put together from several lines, because a cell had a line break in it; check them."


def test_a_cell_with_a_line_break_is_one_cell_quoted_as_by_a_spreadsheet(tmp_path: Path) -> None:
    cells, warnings = read(tmp_path, HEADER + '7061\t"Chapter 70\nAid"\t1\t2\n')
    assert cells[1] == ["7061", "Chapter 70\nAid", "1", "2"]
    assert warnings == []


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("7061\tChapter 70\nAid\t1\t2\n", ["7061", "Chapter 70 Aid", "1", "2"]),
        ("7061\tChapter 70\nAid\nto towns\t1\t2\n", ["7061", "Chapter 70 Aid to towns", "1", "2"]),
        ("7061\tAid\tsee\nnote\t2\n", ["7061", "Aid", "see note", "2"]),
        ("7061\tA\nB\tsee\nnote\t2", ["7061", "A B", "see note", "2"]),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_cell_with_a_line_break_is_one_cell_unquoted_as_by_a_browser(
    text: str, row: list[str], line_end: str, tmp_path: Path
) -> None:
    cells, warnings = read(tmp_path, (HEADER + "a\tb\t3\t4\n" + text).replace("\n", line_end))
    assert cells == [["Line", "Name", "House", "Senate"], ["a", "b", "3", "4"], row]
    assert warnings == [MENDED]


@pytest.mark.parametrize(
    "text",
    [
        f"A title\n{HEADER}a\tb\t3\t4\n",
        f"{HEADER}a\tb\t3\nc\td\n",
        f"{HEADER}a\tb\n\nc\td\te\n",
        f"{HEADER}Section\na\tb\t3\t4\nA note\n",
        f"{HEADER}a\tb\t3\nd\te\t5\n",
        "a\tb\nc\nd\te\n",
    ],
    ids=["title", "ends in an amount", "blank line between", "section and note", "too wide", "narrow"],
)
def test_rows_that_are_only_short_stay_as_they_are(text: str, tmp_path: Path) -> None:
    cells, warnings = read(tmp_path, text)
    assert cells == [line.split("\t") if line else [] for line in text.splitlines()]
    assert warnings == []


def test_a_quotation_mark_of_a_browser_is_a_letter(tmp_path: Path) -> None:
    cells, _ = read(tmp_path, HEADER + '"Reserve" account\ta 5" pipe\t1\t2\n"Open\tx\t3\t4\n')
    assert cells[1:] == [['"Reserve" account', 'a 5" pipe', "1", "2"], ['"Open', "x", "3", "4"]]


def test_a_broken_row_is_named_though_rows_before_it_wait(tmp_path: Path) -> None:
    text = HEADER + "a\tb\t3\t4\n" * 20_000 + "c\td\n" + '"x"y\t1\n'
    with pytest.raises(FileProblem, match="Row 20003 has a quotation mark inside"):
        read(tmp_path, text)
