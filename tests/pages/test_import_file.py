"""The import page: a file is read, shown, applied and taken back."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.budget.line_items import room
from tests.pages.conftest import Look
from tests.pages.dashboard import press, words

pytestmark = pytest.mark.usefixtures("starter_store")
TABLE = b"""LineItem,LineItemName,FY17,FY18_Gov,FY18_Sen
2200-0100,Department of Environmental Protection,"24,405,437","24,408,940","26,025,000"
2200-9999,Example Line,0,"1,000","2,000"
"""


def dropped(look: Look, content: bytes = TABLE, name: str = "lines_2017-08.csv") -> AppTest:
    app = look("import")
    return app.file_uploader(key="file").set_value((name, content, "text/csv")).run()


def test_a_dropped_file_is_shown_before_anything_changes(look: Look) -> None:
    before = room.dump()

    found = words(dropped(look))
    assert "Budget Browser table" in found
    assert "2 rows in the file: 2 of new lines 0 with new or restated figures 0 the same" in found
    assert "Amounts are read in dollars" in found
    assert room.dump() == before


def test_an_import_is_applied_and_taken_back_whole(look: Look) -> None:
    before = room.figures()
    app = press(dropped(look), "Import these figures")
    said_imported, during = words(app), room.figures()

    press(app, "Undo import 2")

    assert "Imported Budget Browser table" in said_imported
    assert during != before
    assert "Import undone" in words(app)
    assert room.figures() == before


def test_the_same_file_again_has_nothing_to_apply(look: Look) -> None:
    press(dropped(look), "Import these figures")

    found = words(dropped(look))

    assert "there is nothing to apply" in found
    assert "Import these figures" not in found


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.csv"),
        (b"LineItem,LineItemName,FY17\n", "header.csv"),
        (b"<html><body>Not found</body></html>", "page.csv"),
        (b"PK\x03\x04 not a workbook", "broken.xlsx"),
        (b"a,b\n1,2\n", "unknown.csv"),
        (b"LineItem,LineItemName,FY17\n2200-0100,<script>alert(1)</script>,2E+07\n", "<img src=x>.csv"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_sentence_and_changes_nothing(
    look: Look, content: bytes, name: str
) -> None:
    before = room.dump()

    app = dropped(look, content, name)

    assert not app.exception
    assert "<script>" not in "".join(str(piece.proto.body) for piece in app.main.get("html"))
    assert room.dump() == before


def test_a_fiscal_year_that_is_none_gets_a_sentence(look: Look) -> None:
    app = dropped(look)

    app.text_input(key="fiscal_year").set_value("next year").run()

    assert not app.exception
    assert "“next year” is not a fiscal year. Write it as FY2017 or 2017." in words(app)


def test_a_table_of_amendments_is_known_shown_and_taken(look: Look) -> None:
    content = room.real("ma_senate_budget_amendments.csv").read_bytes()
    app = dropped(look, content, "ma_senate_budget_amendments.csv")
    said = words(app)
    assert not app.exception
    assert "19 rows" in said
    assert "What the columns hold" not in said
