"""Whatever bytes a stranger sends, the child reads a table or refuses it with one sentence, and nothing else."""

import csv
import io
import json
import os
from collections.abc import Iterator
from io import BufferedReader, BufferedWriter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data.errors import FileProblem
from data.imports.child import OLE, ZIP, Asked, read
from data.imports.limits import PAGE_LIMITS
from data.imports.messages import CELL_END, HEADER, OPENED, ROW_END, ROWS, SHEET, WARNING, Speaker

SMALL = PAGE_LIMITS._replace(
    csv_rows=40, csv_columns=12, csv_field=200, csv_line=400, xlsx_rows=30, xlsx_columns=12, xlsx_cells=200,
    html_characters=600, html_elements=150,
)  # fmt: skip
LETTERS = ["a", "7061-0008", "1,234", "$5", "(8)", "—", "é", "\u0301", "\u200b", "\xa0", " ", "&nbsp;", "😀"]
NOT_TEXT = ["", "", "", "", "", "\x00", "\x1e", "\x1f", "\x08", "\x85", "\ud800", "&#31;", "&#xD800;"]
CODECS = ["utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1", "utf-16-be"]
TABS = [*LETTERS, "\t", "\t", "\t", "\n", "\n", "\r\n", "\r", '"', '""']
COMMAS = [*LETTERS, ",", ",", ";", "\n", "\n", "\r\n", '"', '"', "=1+1"]
TAGS = [
    *LETTERS, "<table>", "<table>", "</table>", "<tr>", "<tr>", "</tr>", "<td>", "<td>", "<td>x", "</td>", "<th>y",
    "<th colspan=3>", "<td rowspan=2>", "<td colspan=1000000 rowspan=0>", "<caption>", "</caption>", "<thead>",
    "</thead>", "<tbody>", "<h2>", "</h2>", "<sup>", "</sup>", "<br>", "<p>", "<div hidden>", "</div>", "<script>",
    "</script>", "<td style='display:none'>", "<!--", "-->", "<!DOCTYPE html>", "<![CDATA[", "<?xml ?>", "</", "<", ">",
    "&", "<meta charset=cp1252>", "<template>", "</template>", "'", '"', "=", "<col span=9>", "<select><option>",
    "<textarea>", "</textarea>", "<plaintext>",
]  # fmt: skip


@pytest.fixture(autouse=True)
def the_process_keeps_its_own_field_limit() -> Iterator[None]:
    """The child sets the csv module's limit for its whole process, and here that is the tests' own."""
    kept = csv.field_size_limit()
    yield
    csv.field_size_limit(kept)


def text_of(words: list[str], start: str = "") -> st.SearchStrategy[bytes]:
    """Any sequence of these words in some encoding, right or wrong, sometimes with a character that is not text."""
    texts = st.lists(st.sampled_from(words), max_size=60).map("".join)
    return st.builds(
        lambda text, odd, codec: (start + odd + text).encode(codec, "ignore"),
        texts,
        st.sampled_from(NOT_TEXT),
        st.sampled_from(CODECS),
    )


def said(content: bytes, *, rows: int | None = None) -> list[tuple[bytes, bytes]]:
    """The child's messages about a file, without starting a process."""
    pipe = io.BytesIO()
    speaker = Speaker(BufferedWriter(pipe))
    read(BufferedReader(io.BytesIO(content)), Asked(SMALL, ".csv", rows), speaker)
    heard, at = [], 0
    whole = pipe.getvalue()
    while at < len(whole):
        letter, length = HEADER.unpack(whole[at : at + HEADER.size])
        at += HEADER.size + length
        heard.append((letter, whole[at - length : at]))
    return heard


def is_read_or_refused(content: bytes, rows: int | None = None) -> str:
    """The kind of table, or "" when the file is refused."""
    try:
        heard = said(content, rows=rows)
    except FileProblem as problem:
        sentence = str(problem)
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert sentence.isprintable()
        return ""
    letters = [letter for letter, _ in heard]
    assert letters[:2] == [OPENED, SHEET]
    assert set(letters) <= {OPENED, SHEET, ROWS, WARNING}
    tables = [payload.decode().split(ROW_END) for letter, payload in heard if letter == ROWS]
    cells = [cell for table in tables for row in table for cell in row.split(CELL_END)]
    assert all(cell == cell.strip() for cell in cells)
    assert any(cells) or rows is not None
    if rows is not None:
        assert all(len(table) <= rows for table in tables)
    return str(json.loads(heard[0][1])["kind"])


@settings(max_examples=300, deadline=None)
@given(content=st.binary(max_size=300), rows=st.none() | st.integers(1, 3))
def test_any_bytes(content: bytes, rows: int | None) -> None:
    assume(not content.startswith(ZIP))  # a workbook's reader changes the process it is in
    is_read_or_refused(content, rows)


@settings(max_examples=300, deadline=None)
@given(content=text_of(COMMAS), rows=st.none() | st.integers(1, 3))
def test_any_commas_and_quotes(content: bytes, rows: int | None) -> None:
    is_read_or_refused(content, rows)


@settings(max_examples=300, deadline=None)
@given(content=text_of(TABS, "a\tb\tc\n"), rows=st.none() | st.integers(1, 3))
def test_any_tabs_and_breaks(content: bytes, rows: int | None) -> None:
    is_read_or_refused(content, rows)


@settings(max_examples=500, deadline=None)
@given(content=text_of(TAGS, "<html><table><tr><td>x<td>y"), rows=st.none() | st.integers(1, 3))
def test_any_tags(content: bytes, rows: int | None) -> None:
    assert is_read_or_refused(content, rows) in {"html", ""}


@pytest.mark.parametrize("start", [OLE, b"%PDF-", b"\x1f\x8b", b"\xff\xfe", b"\xef\xbb\xbf<html"])
def test_any_bytes_after_the_mark_of_another_kind(start: bytes) -> None:
    for size in (0, 1, 20, 3_000):
        is_read_or_refused(start + os.urandom(size))
