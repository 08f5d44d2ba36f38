"""The contact import page: a file is read, shown beside what we have, applied and taken back."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.coalition.people.files import SAMPLES, kept, sample, take
from tests.pages.conftest import Look
from tests.pages.dashboard import markup, press, words

pytestmark = pytest.mark.usefixtures("sqlite_store")


def dropped(look: Look, content: bytes, name: str = "signups.csv") -> AppTest:
    return look("import-contacts").file_uploader(key="contacts_file").set_value((name, content, "text/csv")).run()


def test_saturdays_signups_are_shown_chosen_imported_and_undone(look: Look) -> None:
    take(sample("plain"))
    before = kept()
    app = dropped(look, (SAMPLES / "contacts_mobilize_signups.csv").read_bytes())

    assert "Looks like Mobilize signups (92 rows): 61 new, 24 known, 3 need a choice, 4 opted out." in words(app)
    assert kept() == before
    assert [radio.label for radio in app.radio] == ["Row 16 is", "Row 17 is", "Row 62 is"]
    app.radio[0].set_value(2).run()
    assert "1 row stays out until somebody chooses." in words(app)
    app = press(app, "Import these contacts")
    assert "61 contacts are new." in words(app)
    assert "the file again to choose" in words(app)

    app = press(app, "Undo import 2")
    assert "Import undone" in words(app)
    assert kept() == before


def test_an_unknown_table_asks_once_what_its_columns_hold(look: Look) -> None:
    content = b"Contacto,Donde\nExample Person 9 (example),02118\n"
    app = dropped(look, content)
    assert "Say what its columns hold." in words(app)
    app.selectbox[0].set_value("full_name")
    app = press(app, "Read it so")
    assert "Looks like a table you described (1 row): 1 new, 0 known." in words(app)
    assert "Not taken: Donde." in words(app)
    assert "1 new" in words(dropped(look, content)), "it is remembered"


def test_hostile_names_are_words_and_a_refused_file_says_what_is_safe(look: Look) -> None:
    content = b"Name,E-mail\nAna <script>,a@example.org\nAna <script>,b@example.org\n"
    app = dropped(look, content)
    assert "<script>" not in markup(app)
    assert "Nothing was imported." in words(dropped(look, b"%PDF-1.7\n"))
    assert "not an address" not in markup(dropped(look, b"Name,E-mail\nZed,not an address\n"))


def test_organizations_wait_for_a_choice_and_are_imported_and_undone(look: Look) -> None:
    content = b"Organization,Website\nNASW (example),example.org\nNASW-MA (example),\n"
    page = look("import-organizations").file_uploader(key="directory_file")
    app = page.set_value(("organizations.csv", content, "text/csv")).run()
    assert "List of organizations (2 rows): 1 new, 1 needs a choice." in words(app)
    assert app.radio[0].value == 0, "nothing is joined in advance"
    app.radio[0].set_value(1).run()
    app = press(app, "Import these organizations")
    assert "1 organization is new." in words(app)
    app = press(app, "Undo import 1")
    assert "1 organization went." in words(app)
