"""Tables of a web page read as a browser shows them: each a sheet, spans laid out, hidden text left out."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.errors import FileProblem
from data.imports.limits import PAGE_LIMITS, Limits
from data.imports.reading import open_file
from tests.samples.hostile import written

Sheets = dict[str, list[list[str]]]
LAYOUT = "<tr><td>a</td><td>b</td></tr>"


def read(folder: Path, page: str | bytes, *, name: str = "t.html", limits: Limits = PAGE_LIMITS) -> Sheets:
    """The cells of every table by its name."""
    path = written(folder / name, page if isinstance(page, bytes) else page.encode())
    with open_file(path, name=name, limits=limits) as file:
        assert file.kind == "html"
        return {sheet.name: [cells for _, cells in sheet.rows] for sheet in file.sheets()}


def only(folder: Path, rows: str) -> list[list[str]]:
    """The cells of a page whose one table has these rows."""
    (cells,) = read(folder, f"<html><body><table>{rows}</table></body></html>").values()
    return cells


def warnings(folder: Path, page: str) -> list[str]:
    with open_file(written(folder / "t.html", page.encode()), name="t.html") as file:
        for _ in file.sheets():
            pass
        return file.warnings


def problem(folder: Path, page: str | bytes, *, limits: Limits = PAGE_LIMITS) -> FileProblem:
    with pytest.raises(FileProblem) as refused:
        read(folder, page, limits=limits)
    return refused.value


def test_a_page_as_a_legislature_makes_it(tmp_path: Path) -> None:
    page = """<!DOCTYPE html><html><head><title>Budget</title><style>td {color: red}</style></head><body>
      <h2>Local <b>Aid</b></h2>
      <table><thead><tr><th rowspan="2">Line</th><th colspan="2">FY2027</th></tr><tr><th>House</th><th>Senate</th></tr>
      </thead><tbody><tr><td>7061-0008</td><td align=right>$4,628</td><td>&mdash;</td></tr></tbody></table></body>"""
    assert read(tmp_path, page) == {
        "Local Aid": [["Line", "FY2027", "FY2027"], ["Line", "House", "Senate"], ["7061-0008", "$4,628", "—"]]
    }


@pytest.mark.parametrize(
    ("before", "table", "name"),
    [
        ("<h2>Heading</h2>", "<caption> Local\n <i>aid</i></caption>", "Local aid"),
        ("<h1>Far</h1><p>x</p><h3>Near</h3><p>text</p>", "", "Near"),
        ("<h2>Heading</h2>", "<caption> </caption>", "Heading"),
        ("<h2> </h2><p>x</p>", "", "Table 1"),
        ("", f"<caption>{'long ' * 40}</caption>", ("long " * 12).strip()),
        ("", "<caption>a\u202eb&#7;</caption>", "ab"),
    ],
)
def test_a_table_is_named_by_its_caption_else_the_heading_before_it(
    before: str, table: str, name: str, tmp_path: Path
) -> None:
    assert list(read(tmp_path, f"<body>{before}<table>{table}{LAYOUT}</table>")) == [name]


def test_no_two_tables_have_one_name(tmp_path: Path) -> None:
    tables = "<p>x</p><table><tr><td>only layout</td></tr></table>" + f"<table>{LAYOUT}</table>" * 2
    assert list(read(tmp_path, tables)) == ["Table 1", "Table 2"]
    assert list(read(tmp_path, "<h2>Aid</h2>" + tables)) == ["Aid", "Aid (2)"]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ("<tr><th colspan=2>A<th>B<tr><td>1<td>2<td>3", [["A", "A", "B"], ["1", "2", "3"]]),
        ("<tr><td colspan=2>Total<td>9", [["Total", "", "9"]]),
        ("<tr><th scope=row colspan=2>Total<td>9", [["Total", "", "9"]]),
        ("<thead><tr><td colspan=2>A<td>B</thead>", [["A", "A", "B"]]),
        ("<tr><th colspan=3>Title<tr><td>1<td>2<td>3", [["Title"], ["1", "2", "3"]]),
        ("<tr><td rowspan=2>Dept<td>x<tr><td>y", [["Dept", "x"], ["Dept", "y"]]),
        ("<tr><td>x<td rowspan=2>1,000<tr><td>y", [["x", "1,000"], ["y"]]),
        ("<tr><td>x<td rowspan=2>2027<tr><td>y", [["x", "2027"], ["y", "2027"]]),
        ("<tr><td rowspan=0>D<td>1<tr><td>2<tr><td>3", [["D", "1"], ["D", "2"], ["D", "3"]]),
        ("<tbody><tr><td rowspan=9>D<td>1<tbody><tr><td>x<td>2", [["D", "1"], ["x", "2"]]),
        ("<tr><td>a<td rowspan=2 colspan=2>B<td>c<tr><td>d<td>e", [["a", "B", "", "c"], ["d", "B", "", "e"]]),
        ("<tr><td colspan=junk>a<td colspan=-2>b<td colspan=' +2px'>c<td>d", [["a", "b", "c", "", "d"]]),
        ("<tr><td>a<td>b<tr><tr><td>c", [["a", "b"], [], ["c"]]),
    ],
)  # fmt: skip
def test_spans_become_a_grid_in_which_no_amount_stands_twice(rows: str, cells: list[list[str]], tmp_path: Path) -> None:
    assert only(tmp_path, rows) == cells


def test_a_table_in_a_cell_is_a_sheet_of_its_own_and_not_the_outer_cells_text(tmp_path: Path) -> None:
    page = f"<table><tr><td>menu<td>before<table><caption>In</caption>{LAYOUT}</table>after</td></tr></table>"
    assert read(tmp_path, page) == {"Table 1": [["menu", "before after"]], "In": [["a", "b"]]}


def test_a_page_laid_out_by_tables_shows_only_the_tables_in_them(tmp_path: Path) -> None:
    page = f"<table><tr><td><h1>Aid</h1><table>{LAYOUT}</table></td></tr></table>"
    assert read(tmp_path, page) == {"Aid": [["a", "b"]]}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<br>b", "a b"),
        ("<p>a</p>\n <p>b</p>", "a b"),
        ("a\n\t  b", "a b"),
        ("<b>a</b><i>b</i>", "ab"),
        ("<ul><li>a<li>b</ul>", "a b"),
        ("&pound;1&nbsp;2 &#8212; &#x2014; caf&eacute;", "£1 2 — — café"),
        ("1 < 2 & 3", "1 < 2 & 3"),
        ("&unknown; &#150;", "&unknown; –"),
        ("a<!-- no -->b<?php no ?>", "ab"),
    ],
)
def test_a_cells_text_is_what_a_person_sees(html: str, text: str, tmp_path: Path) -> None:
    assert only(tmp_path, f"<tr><td>{html}</td><td>x</td></tr>") == [[text, "x"]]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("4,628<sup>1</sup>", "4,628 [1]"),
        ("4,628 <sup><a href='#n'>(1, 2)</a></sup>", "4,628 [1, 2]"),
        ("Aid<sup>*</sup>", "Aid [*]"),
        ("<sup>1</sup>", "[1]"),
        ("16<sup>th</sup>", "16th"),
        ("a<sup>[b]</sup>c", "a [b]c"),
        ("5<sup>1", "5 [1]"),
    ],
)
def test_a_footnotes_mark_is_kept_and_never_becomes_a_digit(html: str, text: str, tmp_path: Path) -> None:
    assert only(tmp_path, f"<tr><td>{html}</td><td>x</td></tr>") == [[text, "x"]]


@pytest.mark.parametrize(
    "hidden",
    [
        "<div hidden>secret</div>",
        "<span style='color: red; DISPLAY : none'>secret</span>",
        "<span style=visibility:hidden>secret</span>",
        "<script>document.write('<td>secret')</script>",
        "<style>td {}</style>",
        "<template><b>secret</b></template>",
        "<div hidden><table><tr><td>secret<td>x</table></div>",
    ],
)
def test_hidden_text_is_left_out_with_a_warning(hidden: str, tmp_path: Path) -> None:
    page = f"<table><tr><td>1,0{hidden}00</td><td>b</td></tr></table>"
    ((first, second),) = only(tmp_path, page)
    assert (first.replace(" ", ""), second) == ("1,000", "b")
    assert warnings(tmp_path, page) == [
        "Text that the page hides (hidden parts, scripts, styles) was left out in 1 place."
    ]


def test_hidden_cells_rows_and_tables_take_no_place(tmp_path: Path) -> None:
    page = (
        "<script>let x</script><table hidden><tr><td>1<td>2</table>"
        "<table><tr><td>a<td hidden>no<td>b<tr style='display:none'><td>no<tr><td>c</table>"
    )
    assert read(tmp_path, page) == {"Table 1": [["a", "b"], ["c"]]}
    assert warnings(tmp_path, page)[0].endswith("was left out in 3 places.")


def test_a_page_that_hides_nothing_in_its_tables_has_no_warning(tmp_path: Path) -> None:
    page = f"<script>x</script><div hidden>y</div><table><tr><td hidden></td></tr>{LAYOUT}</table>"
    assert warnings(tmp_path, page) == []


@pytest.mark.parametrize(
    "fragment",
    [
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
        "<tr><td>a</td><td>b</td></tr>\n<tr><td>c</td></tr>",
        "<thead><tr><td>a<td>b</tr></thead><tr><td>c",
        "<td>a</td><td>b</td><tr><td>c",
        "\n <TABLE BORDER=1><TR><TD>a<TD>b<TR><TD>c",
        "Version:0.9\nStartHTML:00097\n<html><body><!--StartFragment--><table><tr><td>a<td>b<tr><td>c</table>",
        '<?xml version="1.0"?>\n<!DOCTYPE html>\n<html><table><tr><td>a<td>b<tr><td>c</table></html>',
        "<!-- saved from a page --><html><table><tr><td>a<td>b<tr><td>c</table>",
        "<meta charset='utf-8'><table><tr><td>a<td>b</td></tr><tr><td>c</table>",
    ],
)
@pytest.mark.parametrize("name", ["t.html", "pasted.txt", "t.xls"])
def test_a_pasted_piece_is_read_whatever_its_name(fragment: str, name: str, tmp_path: Path) -> None:
    assert read(tmp_path, fragment, name=name) == {"Table 1": [["a", "b"], ["c"]]}


@pytest.mark.parametrize(
    ("page", "bytes_of"),
    [("<table><tr><td>café – €<td>x", codec) for codec in ("utf-8", "utf-8-sig", "utf-16")]
    + [("<meta charset=ISO-8859-1><table><tr><td>café – €<td>x", codec) for codec in ("utf-8", "cp1252")]
    + [("<meta http-equiv=c content='text/html; charset=iso-8859-15'><td>café €<td>x", "iso-8859-15")],
)
def test_letters_are_right_in_whatever_encoding(page: str, bytes_of: str, tmp_path: Path) -> None:
    text = "café – €" if "–" in page else "café €"
    assert list(read(tmp_path, page.encode(bytes_of)).values()) == [[[text, "x"]]]


def test_a_page_that_does_not_say_its_encoding_says_how_it_was_read(tmp_path: Path) -> None:
    path = written(tmp_path / "t.html", f"<table>{LAYOUT}<tr><td>caf\xe9</table>".encode("cp1252"))
    with open_file(path, name="t.html") as file:
        assert (file.encoding, len(file.warnings)) == ("windows-1252", 1)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<html><body>Sign in</body></html>", "web page saved as .html, without a table in it"),
        ("<html><table><tr><td>all in one</td></tr></table>", "have one cell each"),
        ("<html><table><tr><td> <td>&nbsp;</tr></table>", "have one cell each"),
        (f"<table>{LAYOUT}<tr><td>a<td>&#31;", "row 2, column B holds a character that is not text (U+001F)"),
        (f"<h2>Aid</h2><table>{LAYOUT}<tr><td>a<td>\x08", "Table “Aid”, row 2, column B holds a character"),
        ("<table><tr><td>a\0b<td>c", "holds a character that is not text (U+0000)"),
        (b"<table><tr><td>a\x81\xe9<td>c", "bytes that are not WINDOWS-1252 text"),
        ("<table><tr>" + "<td>a" * 201, "row 1 has values beyond 200 columns"),
        ("From: <Saved by Blink>\nMIME-Version: 1.0\n", "This is a web archive"),
    ],
)
def test_a_page_that_cannot_be_read_ends_with_a_sentence(page: str | bytes, words: str, tmp_path: Path) -> None:
    sentence = str(problem(tmp_path, page))
    assert words in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"xlsx_cells": 3}, "more than 3 cells"),
        ({"xlsx_rows": 1}, "has values below row 1"),
        ({"xlsx_columns": 1}, "has values beyond 1 columns"),
        ({"html_characters": 5}, "more than 5 characters"),
    ],
)
def test_the_limits_hold_for_all_tables_together(limits: dict[str, int], words: str, tmp_path: Path) -> None:
    refused = problem(tmp_path, f"<table>{LAYOUT}{LAYOUT}</table>", limits=PAGE_LIMITS._replace(**limits))
    assert words in str(refused)


spans = st.integers(1, 3)
rows = st.lists(st.lists(st.tuples(spans, spans), min_size=1, max_size=4), min_size=1, max_size=5)


@settings(max_examples=40, deadline=None)
@example(rows=[[(1, 1), (1, 3)], [(2, 3)], [(1, 1)], [(1, 1)]])
@example(rows=[[(3, 2), (1, 1), (1, 3)], [(2, 3)], [(2, 1), (3, 1)]])
@given(rows=rows)
def test_every_span_stands_where_a_browser_puts_it(
    rows: list[list[tuple[int, int]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    names = [[f"c{y}x{x}" for x, _ in enumerate(row)] for y, row in enumerate(rows)]
    html = "".join(
        "<tr>" + "".join(f"<th colspan={a} rowspan={d}>{n}" for n, (a, d) in zip(names[y], row, strict=True))
        for y, row in enumerate(rows)
    )
    taken: dict[tuple[int, int], str] = {}
    for y, row in enumerate(rows):
        x = 0
        for name, (across, down) in zip(names[y], row, strict=True):
            while (y, x) in taken:
                x += 1
            for place in product(range(y, y + down), range(x, x + across)):
                taken.setdefault(place, name)
            x += across
    cells = only(tmp_path_factory.mktemp("t"), html) if sum(map(len, rows)) > 1 else []
    for y, row_cells in enumerate(cells):
        for x, text in enumerate(row_cells):
            assert text in {taken.get((y, x), ""), ""}
        first = {name: row_cells.index(name) for name in names[y]}
        assert first == {name: min(x for (at, x), n in taken.items() if n == name and at == y) for name in names[y]}
