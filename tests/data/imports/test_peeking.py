"""A look at how each sheet begins: every name, the first rows, and no more read than that needs."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import xlsxwriter

from data.errors import FileProblem
from data.imports.child import _first_of
from data.imports.messages import ROWS
from data.imports.reader_process import ReaderProcess
from data.imports.reading import Peeked, open_file, peek
from tests.samples.hostile import written


def test_every_visible_sheet_is_named_with_its_first_rows(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        for name in ("First", "Secret", "Long"):
            sheet = book.add_worksheet(name)
            sheet.write_column("A1", [name, *range(1000)] if name == "Long" else [name])
            if name == "Secret":
                sheet.hide()
    assert peek(tmp_path / "t.xlsx", name="t.xlsx", rows=2) == (
        Peeked("First", "xlsx", ((1, ["First"]),)),
        Peeked("Long", "xlsx", ((1, ["Long"]), (2, ["0"]))),
    )


def test_a_text_file_is_one_sheet_without_a_name(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", b"a,b\n\n1,2\n3,4\n")
    assert peek(path, name="t.csv", rows=3) == (Peeked("", "csv", ((1, ["a", "b"]), (2, []), (3, ["1", "2"]))),)
    assert len(peek(path, name="t.csv")[0].rows) == 4


def test_tables_of_a_page_are_named(tmp_path: Path) -> None:
    page = b"<table><caption>A</caption><tr><td>1<td>2<tr><td>3</table><h1>B</h1><table><tr><td>4<td>5</table>"
    seen = peek(written(tmp_path / "t.html", page), name="t.html", rows=1)
    assert seen == (Peeked("A", "html", ((1, ["1", "2"]),)), Peeked("B", "html", ((1, ["4", "5"]),)))


def test_a_file_that_begins_with_blank_rows_is_not_called_empty(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", b"\n" * 10 + b"a,b\n")
    assert peek(path, name="t.csv", rows=3) == (Peeked("", "csv", ((1, []), (2, []), (3, []))),)
    with pytest.raises(FileProblem, match="The file is empty"):
        peek(written(tmp_path / "e.csv", b"\n\n"), name="e.csv")


def test_a_problem_beyond_the_rows_looked_at_is_not_met_and_one_among_them_is(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", b"a,b\n" * 2_000 + b'"5" pipe,3\n')
    assert len(peek(path, name="t.csv")[0].rows) == 60
    with pytest.raises(FileProblem, match="Row 2001"):
        peek(path, name="t.csv", rows=2_001)


def test_only_the_rows_asked_for_pass_the_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int] = []

    class Counted(ReaderProcess):
        def hear(self) -> tuple[bytes, bytes]:
            letter, payload = super().hear()
            heard.append(len(payload) if letter == ROWS else 0)
            return letter, payload

    monkeypatch.setattr("data.imports.reader_process.ReaderProcess", Counted)
    peek(written(tmp_path / "t.csv", b"1,2,3\n" * 200_000), name="t.csv", rows=60)
    assert sum(heard) < 1_000


def test_no_batch_is_taken_that_the_rows_asked_for_do_not_need() -> None:
    taken: list[int] = []

    def batches() -> Iterator[list[str]]:
        for number in count():
            taken.append(number)
            yield ["a"] * 256

    assert [len(batch) for batch in _first_of(batches(), 300)] == [256, 44]
    assert taken == [0, 1]


def test_all_rows_are_read_when_no_number_is_given(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", b"1,2\n" * 1_000)
    with open_file(path, name="t.csv") as file:
        assert sum(1 for _ in next(file.sheets()).rows) == 1_000
    with open_file(path, name="t.csv", first_rows=10) as file:
        assert sum(1 for _ in next(file.sheets()).rows) == 10
