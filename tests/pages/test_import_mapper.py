"""The import page for tables nobody has mapped: what it suggests, what a person changes, what comes of it."""

import csv
import io

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from budget.layouts.mappings import Role, YearFrom
from data.access import Viewer
from tests.budget.line_items import room
from tests.pages.conftest import Look
from tests.pages.dashboard import markup, press, words
from tests.support import MEMBER, PUBLIC

pytestmark = pytest.mark.usefixtures("starter_store")
HEADER = ["Fund No", "Department", "Account", "Description", "FY2024 Actual", "FY2025 Adopted", "$ Change", "Notes"]
COUNTY = [
    ["Example County School Board"],
    HEADER,
    ["1000", "Instruction", "1000-2110", "Teachers", "$12,400,000", "$12,900,000", "$500,000", ""],
    ["1000", "Instruction", "1000-2120", "Books", "410,000", "405,000", "(5,000)", "Two adoptions end"],
    ["1000", "", "", "Total", "12,810,000", "13,305,000", "495,000", ""],
]
NAME, CODE, ACTUAL, ADOPTED = (HEADER.index(h) for h in ("Description", "Account", "FY2024 Actual", "FY2025 Adopted"))
UNKNOWN = "This is not a table we know yet."
IMPORT = "Import these figures"


def text_of(rows: list[list[str]], mark: str = ",") -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=mark, lineterminator="\n").writerows(rows)
    return written.getvalue()


def dropped(look: Look, rows: list[list[str]], name: str = "county.csv") -> AppTest:
    return given(look, text_of(rows).encode(), name)


def given(look: Look, content: bytes, name: str, kind: str = "text/csv") -> AppTest:
    app = look("import")
    return app.file_uploader(key="file").set_value((name, content, kind)).run()


def pasted(look: Look, text: str) -> AppTest:
    return look("import").text_area(key="pasted").set_value(text).run()


def choose(app: AppTest, part: str, column: int, option: object) -> AppTest:
    """Choose a column's role, year or stage; `column` counts from 0 and must be on the page."""
    keys = [str(box.key) for box in app.selectbox]
    found = next(
        key for key in keys if key.startswith(f"{part}_") and key.split("_")[-1 - (part == "stage")] == str(column)
    )
    return app.selectbox(key=found).set_value(option).run()


def first_rows(app: AppTest) -> str:
    """The table under “The first rows, as mapped”."""
    return markup(app).split('aria-label="The first', 1)[1].split("</table>")[0]


def remember(app: AppTest, title: str) -> AppTest:
    next(field for field in app.text_input if field.label == "Name").set_value(title)
    return press(app, "Remember")


def button_names(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def wide(count: int) -> list[list[str]]:
    """A name and `count` columns of amounts, each of a year and stage of its own as far as there are any."""
    names = [f"Remark {n}" for n in range(count)]
    return [
        ["Program", *names, "FY2024 Adopted", "FY2025 Adopted"],
        *[[f"Program {row}", *["x"] * count, str(row), str(row + 1)] for row in range(3)],
    ]


def test_an_unknown_table_shows_every_column_with_a_suggestion_and_its_reason(look: Look) -> None:
    before = room.dump()

    app = dropped(look, COUNTY)

    found = words(app)
    assert not app.exception
    assert UNKNOWN in found
    assert "Row 2 is taken for the header." in found
    for header, reason in [
        ("Fund No", "Its header says that its numbers count or name something; they are no amounts."),
        ("Department", "Its header is “Department”."),
        ("Account", "Its cells have the form of line item numbers."),
        ("FY2024 Actual", "“FY2024 Actual” is taken for “Spent (actual spending for the year)”."),
        ("$ Change", "Its header speaks of a change"),
    ]:
        assert header in found
        assert reason in found
    assert "$12,400,000" in first_rows(app)
    assert "printed total" in first_rows(app)
    assert IMPORT in found
    assert room.dump() == before


def test_each_choice_says_which_column_it_is_of_even_where_its_label_is_not_shown(look: Look) -> None:
    labels = [box.label for box in dropped(look, COUNTY).selectbox]

    assert {"Description holds", "Stage of FY2024 Actual", "Year of FY2024 Actual"} <= set(labels)
    assert len(labels) == len(set(labels))


def test_another_role_stage_or_year_changes_the_rows_as_mapped_and_the_preview(look: Look) -> None:
    app = dropped(look, COUNTY)
    assert "1000-2110 Teachers" in first_rows(app)

    choose(app, "role", CODE, Role.LEFT_OUT)
    assert "1000-2110" not in first_rows(app)
    choose(app, "role", ACTUAL, Role.LEFT_OUT)
    assert "FY2024 Actual" not in first_rows(app)
    assert "Enacted, FY2025" in first_rows(app)
    choose(app, "stage", ADOPTED, "hou")
    assert "House, FY2025" in first_rows(app)
    assert "2 new figures" in words(app)
    choose(app, "year", ADOPTED, YearFrom.FILE)

    assert "The header does not say which fiscal year the amounts are for." in words(app)
    assert IMPORT not in words(app)
    app.text_input(key="fiscal_year").set_value("2021").run()
    assert "county.csv: 3 rows, FY2021; 2 new figures" in words(app)


@pytest.mark.parametrize(
    ("part", "column", "option", "sentence"),
    [
        ("role", NAME, Role.LEFT_OUT, "No column holds the name of the line yet. Say which one does."),
        ("stage", ADOPTED, "", "Say which stage these amounts are of: “FY2025 Adopted”."),
        ("stage", ADOPTED, "spent", None),
        ("role", CODE, Role.NAME, None),
    ],
)
def test_what_a_mapping_lacks_is_said_before_anything_can_be_imported(
    look: Look, part: str, column: int, option: object, sentence: str | None
) -> None:
    app = choose(dropped(look, COUNTY), part, column, option)

    assert not app.exception
    assert ((sentence or "") in words(app)) is True
    assert (IMPORT in words(app)) is (sentence is None)


def test_a_mapping_without_amounts_is_said(look: Look) -> None:
    app = dropped(look, COUNTY)
    choose(app, "role", ACTUAL, Role.LEFT_OUT)
    choose(app, "role", ADOPTED, Role.LEFT_OUT)

    assert "No column holds amounts yet. Say which one does." in words(app)
    assert IMPORT not in words(app)


def test_two_columns_of_one_stage_of_one_year_are_refused_and_can_be_mended(look: Look) -> None:
    rows = [["Program", "FY2025 House", "FY2025 House, revised"], ["Books", "5", "6"], ["Buses", "7", "8"]]
    app = dropped(look, rows)
    choose(app, "stage", 1, "hou")
    choose(app, "stage", 2, "hou")
    assert "are one stage of one year, in columns B and C" in words(app)
    assert IMPORT not in words(app)

    choose(app, "stage", 2, "current")

    assert IMPORT in words(app)


def test_an_import_by_mapping_is_taken_back_whole(look: Look) -> None:
    before = room.figures()
    app = press(dropped(look, COUNTY), IMPORT)
    assert "Imported county.csv: 3 rows, FY2024 to FY2025; 4 new figures" in words(app)
    assert "there is nothing to apply" in words(app)
    assert room.figures() != before

    press(app, "Undo import 2")

    assert "Import undone" in words(app)
    assert room.figures() == before


def test_a_mapping_is_remembered_knows_next_years_file_and_is_forgotten(look: Look) -> None:
    app = remember(dropped(look, COUNTY), "County *budget*")
    assert "Mapping remembered It is called “County *budget*”." in words(app)
    assert UNKNOWN not in words(app)
    later = [[cell.replace("FY2024", "FY2025 ").replace("FY2025 Ad", "FY2026 Ad") for cell in row] for row in COUNTY]

    known = dropped(look, later, "later.csv")

    assert UNKNOWN not in words(known)
    assert "Row 2 is the header of the County *budget*." in words(known)
    assert "The jurisdiction is Massachusetts: the mapping we remember was made for it." in words(known)
    assert "FY2025 to FY2026; 4 new figures" in words(known)
    assert "Mappings we remember County *budget*" in words(known)
    assert "department, account, description, (year) actual, (year) adopted, $ change, notes" in words(known)
    forgotten = press(known, next(name for name in button_names(known) if name.startswith("Forget")))
    assert "Mapping forgotten What was imported by it stays." in words(forgotten)
    assert UNKNOWN in words(forgotten)
    assert "Mappings we remember" not in words(forgotten)


def test_a_name_that_is_none_saves_no_mapping(look: Look) -> None:
    app = dropped(look, COUNTY)
    before = room.dump()

    remember(app, "***")

    assert "Give the preset a name of letters or digits" in words(app)
    assert room.dump() == before


def test_a_table_we_know_can_be_mapped_by_hand_too(look: Look) -> None:
    rows = [["LineItem", "LineItemName", "FY17", "FY18_Gov"], ["2200-9999", "Example Line", "1", "2"]]
    app = dropped(look, rows, "lines_2017-08.csv")
    assert "Budget Browser table" in words(app)

    app.toggle(key="map_it").set_value(True).run()

    assert "What the columns hold" in words(app)
    assert UNKNOWN not in words(app)
    choose(app, "stage", 2, "final")
    assert "2 new figures" in words(app)


def test_many_columns_are_paged_and_what_was_chosen_on_one_page_is_kept_on_the_next(look: Look) -> None:
    app = dropped(look, wide(40))
    pager = next(box for box in app.selectbox if box.label == "Columns shown")
    assert pager.options == ["1 to 25 of 43", "26 to 43 of 43"]
    choose(app, "role", 3, Role.NOTE)

    press(app, "Next columns")
    choose(app, "stage", 42, "hou")
    assert not any(box.label == "Remark 2 holds" for box in app.selectbox)
    app.selectbox(key=str(pager.key)).set_value(0).run()

    assert next(box for box in app.selectbox if box.label == "Remark 2 holds").value is Role.NOTE
    assert "Next columns" in button_names(app)
    press(app, "Next columns")
    assert next(box for box in app.selectbox if box.label == "Stage of FY2025 Adopted").value == "hou"
    assert "Next columns" not in button_names(app)
    assert "6 new figures" in words(app)
    assert "House, FY2025" in first_rows(app)


def test_whose_budget_it_is_changes_the_stages_and_nothing_else_that_was_chosen(look: Look) -> None:
    app = dropped(look, COUNTY)
    choose(app, "role", CODE, Role.LEFT_OUT)

    app.selectbox(key="whose_budget").set_value("oakland").run()

    assert "The jurisdiction is Oakland, California: you said so." in words(app)
    assert next(box for box in app.selectbox if box.label == "Account holds").value is Role.LEFT_OUT
    adopted = next(box for box in app.selectbox if box.label == "Stage of FY2025 Adopted")
    assert (adopted.value, "Proposed budget" in adopted.options) == ("adopted", True)


def test_the_unit_is_asked_once_and_multiplies_the_rows(look: Look) -> None:
    app = dropped(look, COUNTY)
    assert [box.label for box in app.selectbox].count("Amounts are in") == 1
    assert [box.label for box in app.selectbox].count("Whose budget it is") == 1

    app.selectbox(key="mapped_unit").set_value("thousands").run()

    assert "$12,400,000,000" in first_rows(app)


def test_a_year_that_is_none_gets_a_sentence_and_loses_nothing_that_was_chosen(look: Look) -> None:
    app = choose(dropped(look, COUNTY), "role", CODE, Role.LEFT_OUT)
    app.selectbox(key="whose_budget").set_value("oakland").run()

    app.text_input(key="fiscal_year").set_value("next year").run()
    assert "“next year” is not a fiscal year." in words(app)
    assert IMPORT not in words(app)
    app.text_input(key="fiscal_year").set_value("").run()

    assert IMPORT in words(app)
    assert app.selectbox(key="whose_budget").value == "oakland"
    assert next(box for box in app.selectbox if box.label == "Account holds").value is Role.LEFT_OUT


def workbook(**sheets: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    book.close()
    return written.getvalue()


def test_of_several_sheets_the_first_with_a_table_is_taken_and_another_can_be_chosen(look: Look) -> None:
    other = [["Program", "FY2025 Adopted"], ["Libraries", "77"], ["Clinics", "78"]]
    book = workbook(Cover=[["Prepared by the clerk"], ["Draft"]], Budget=COUNTY, Second=other)

    app = given(look, book, "county.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")

    choice = next(box for box in app.selectbox if box.label == "Sheet or table")
    assert choice.options[1:] == ["Cover", "Budget", "Second"]
    assert "It is read from “Budget”." in words(app)
    assert "Teachers" in first_rows(app)
    app.selectbox(key=str(choice.key)).set_value("Second").run()
    assert "Libraries" in first_rows(app)
    assert "Teachers" not in words(app)
    app.selectbox(key=str(choice.key)).set_value("Cover").run()
    assert "No row of this file looks like a header over amounts." in words(app)
    assert IMPORT not in words(app)
    assert not app.exception


@pytest.mark.parametrize("mark", ["\t", ","])
def test_a_pasted_table_is_mapped_like_a_file(look: Look, mark: str) -> None:
    before = room.figures()
    app = pasted(look, text_of(COUNTY, mark))

    assert UNKNOWN in words(app)
    assert "$12,400,000" in first_rows(app)
    press(app, IMPORT)
    assert "Imported pasted table" in words(app)
    press(app, "Undo import 2")
    assert room.figures() == before


def test_a_pasted_web_page_is_read_as_its_table(look: Look) -> None:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in COUNTY[1:])
    app = pasted(look, f"<p>About</p><table><caption>County budget</caption>{rows}</table><script>alert(1)</script>")

    assert not app.exception
    assert "$12,400,000" in first_rows(app)
    assert "<script>" not in markup(app)


@pytest.mark.parametrize("text", ["hello", "<b>hello</b>", "<table></table>", "a\tb\n", "\t\n", "5\n6\n"])
def test_a_paste_that_is_no_table_gets_a_sentence(look: Look, text: str) -> None:
    app = pasted(look, text)

    assert not app.exception
    assert IMPORT not in words(app)
    assert ("Nothing was imported." in words(app)) is bool(text.strip())


def test_headers_with_signs_and_tags_are_shown_as_they_are(look: Look) -> None:
    rows = [["*Program* <img src=x>", "$FY2025$ [Adopted](x)"], ["Books", "5"], ["Buses", "7"]]
    app = dropped(look, rows)

    assert not app.exception
    assert "<img" not in markup(app)
    assert "*Program* <img src=x>" in words(app)
    labels = [box.label for box in app.selectbox]
    assert {"Program img src=x holds", "FY2025 Adopted (x) holds"} <= set(labels)


def test_a_file_of_one_column_gets_a_sentence_and_no_mapper(look: Look) -> None:
    app = dropped(look, [["Amount"], ["5"], ["6"]])

    assert "No row of this file looks like a header over amounts." in words(app)
    assert "What the columns hold" not in words(app)
    assert IMPORT not in words(app)


def test_five_hundred_columns_are_shown_a_page_at_a_time(look: Look) -> None:
    app = dropped(look, wide(497))

    assert not app.exception
    assert len([box for box in app.selectbox if box.label.endswith(" holds")]) == 25
    pager = next(box for box in app.selectbox if box.label == "Columns shown")
    assert (len(pager.options), pager.options[-1]) == (20, "476 to 500 of 500")
    assert "6 new figures" in words(app)


def test_many_columns_without_a_stage_are_named_and_the_rest_counted(look: Look) -> None:
    rows = [["Program", *(f"Amount {n}" for n in range(9))], *[[f"P{n}", *["1,000"] * 9] for n in range(3)]]
    app = dropped(look, rows)

    assert "Say which stage these amounts are of: “Amount 0”, “Amount 1”" in words(app)
    assert "and 3 more." in words(app)


def test_pennsylvanias_file_is_known_and_its_checks_are_folded(look: Look) -> None:
    path = room.real("pa_general_fund_2015-16.csv")

    app = given(look, path.read_bytes(), path.name)

    found = words(app)
    assert "550 rows in the file: 396 of new lines" in found
    assert "112 of 114 checks hold." in found
    assert "The other 112 checks" in found
    shown_first = found.split("The other 112 checks")[0]
    assert shown_first.count(" differs") >= 2
    assert IMPORT in found


def test_oaklands_postings_are_known_and_counted_as_rows(look: Look) -> None:
    path = room.real("oakland_fy19-20_adopted.csv")

    app = given(look, path.read_bytes(), path.name)

    found = words(app)
    assert "19,456 rows in the file: 19,456 of new lines" in found
    assert "1,751 new figures" in found
    assert "The one check holds." in found
    assert "revenue adds up to $1,656,222,651 and spending to $1,656,222,651, the same." in found


@pytest.mark.parametrize("viewer", [PUBLIC, MEMBER])
def test_nobody_but_an_organizer_is_offered_an_import(look: Look, viewer: Viewer) -> None:
    try:
        app = look("import", viewer)
    except ValueError:
        return
    assert "Importing is for organizers." in words(app)
    assert not app.get("file_uploader")
    assert button_names(app) == []
