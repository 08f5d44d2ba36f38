"""The import page for school figures: what it recognises, what comes of an import, and its undo."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Look
from tests.pages.dashboard import press, words

pytestmark = pytest.mark.usefixtures("starter_store")
SAMPLES = Path(__file__).resolve().parents[1] / "samples"


def given(look: Look, content: bytes, name: str) -> AppTest:
    return look("import-figures").file_uploader(key="figures_file").set_value((name, content, "text/csv")).run()


def test_a_published_file_is_recognised_imported_and_taken_back(look: Look) -> None:
    app = given(look, (SAMPLES / "figures_ky_money.csv").read_bytes(), "money.csv")
    said = words(app)
    assert "Kentucky report card to 2016-17: revenue and spending, 2015-16 to 2016-17" in said
    assert "2015-16 is the last year with figures" in said
    done = words(press(app, "Import these figures"))
    assert "5 figures, 5 of them new; 2 are missing with a reason" in done
    undo = next(button for button in app.button if button.label.startswith("Undo import"))
    assert "5 figures and 2 districts and schools were taken back" in words(undo.click().run())


def test_a_table_nobody_knows_is_mapped_by_hand(look: Look) -> None:
    app = given(look, b"District Code,District,Black enrollment\n275,Jefferson County,34880\n", "own.csv")
    assert "No column is the school year" in words(app)
    app.selectbox(key="figures_state").set_value("ky").run()
    app.text_input(key="figures_year").set_value("2016-17").run()
    said = words(app)
    assert "School figures of KY, columns mapped by hand, 2016-17: Enrollment" in said
    assert "1 figure, 1 of them new" in said
