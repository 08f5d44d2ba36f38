"""The figures as data: exact values, reasons instead of zeros, addresses, a dictionary, and no formula."""

import csv
import io
import json

from openpyxl import load_workbook

from campaigns.voter_guides.figures_table import COLUMNS, dictionary_table, figures_table
from data.exports.table_files import as_file
from tests.campaigns.voter_guides.sample_content import CONTENT, FACTS

TABLE = figures_table(CONTENT, "en", FACTS, "guide")


def test_a_missing_figure_has_its_reason_and_no_value() -> None:
    rows = {row["figure"]: row for row in json.loads(as_file(TABLE, "json").body)["rows"]}
    assert (rows["f3"]["value"], rows["f3"]["missing"], rows["f3"]["value_missing"]) == (
        None, "suppressed", "fewer than 10",
    )  # fmt: skip
    assert (rows["f7"]["value"], rows["f7"]["missing"]) == (None, "not_published")
    assert (rows["f6"]["value"], rows["f6"]["unit"], rows["f6"]["year"]) == (1250500, "dollars", "FY2027")
    assert rows["f9"]["documents"] == "District spending, all funds; State budget act"
    assert rows["f6"]["live"] == "https://table.example.org/line?line=12"


def test_no_cell_runs_as_a_formula() -> None:
    read = list(csv.DictReader(io.StringIO(as_file(TABLE, "csv").body.decode("utf-8-sig"))))
    assert read[-1]["Name"] == "'=SUM(A1) tax per home"
    sheet = load_workbook(io.BytesIO(as_file(TABLE, "xlsx").body))["Data"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_every_column_has_a_meaning_in_both_languages() -> None:
    assert [column.key for column in TABLE.columns] == list(COLUMNS)
    for language in ("en", "es"):
        rows = dictionary_table(language).rows
        assert [row[0] for row in rows] == list(COLUMNS)
        assert len(figures_table(CONTENT, language, FACTS, "guide").notes) == len(COLUMNS)
    assert [row[2] for row in dictionary_table("en").rows] != [row[2] for row in dictionary_table("es").rows]
