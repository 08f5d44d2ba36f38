"""Bills as each role sees them: listed, opened, followed."""

from dataclasses import replace

import pytest

from campaigns.legislation.commands import Said, follow_measure
from campaigns.legislation.models import Priority
from campaigns.legislation.queries import followed_measures
from campaigns.legislators.undoing import undo_import
from campaigns.syncs.commands import SYNC
from tests.campaigns.legislation.bill_room import NOW, asked, bill_rows, done, imported, measure, states
from tests.pages.conftest import Look
from tests.pages.dashboard import press, words
from tests.support import MEMBER, ORGANIZER, PUBLIC

pytestmark = pytest.mark.usefixtures("starter_store")


@pytest.fixture
def charter() -> str:
    """A bill with a companion; its id."""
    states()
    imported(
        measure("H.495", "Referred to the committee on Education", "Signed by the Governor, Chapter 1 of the Acts",
                title="Charter <b>schools</b>", sponsors=("Ann Example", "Education Committee")),
        measure("S.246", "Companion of nothing we know", title="Its redraft"),
        measure("H.900", "New draft of H495", title="Charter schools anew"),
    )  # fmt: skip
    return str(bill_rows()["H495"].id)


def test_a_visitor_finds_a_bill_and_reads_it_and_nothing_of_ours(look: Look, charter: str) -> None:
    listed = look("bills", PUBLIC, words="h 495")
    assert not listed.exception
    assert "1 bill fits. " in words(listed)
    assert "H.495 · Charter schools" in words(listed)
    told = words(look("bill", PUBLIC, bill=charter))
    for said in ("How far it is: law, Jan 2, 2025.", "Signed by the Governor", "read as: law", "H.900", "a redraft",
                 "Education Committee committee"):  # fmt: skip
        assert said in told
    assert "What it is to us" not in told


def test_an_organizer_follows_a_bill_and_it_stands_first(look: Look, charter: str) -> None:
    app = look("bill", ORGANIZER, bill=charter)
    assert "We do not follow this bill." in words(app)
    place = bill_rows()["H495"].measure_id
    app.radio(key=f"follow_priority_{place}").set_value(Priority.TOP)
    app.text_input(key=f"follow_called_{place}").set_value("The charter bill")
    press(app, "Save")
    assert not app.exception
    assert "Saved what we say of this bill" in words(app)
    listed = words(look("bills", MEMBER))
    assert "We follow 1 bill. 1 other bill is on file." in listed
    assert listed.index("The charter bill") < listed.index("Its redraft")
    assert "The charter bill" not in words(look("bills", PUBLIC))


def test_two_people_at_one_bills_form_and_the_second_is_told(look: Look, charter: str) -> None:
    place = bill_rows()["H495"].measure_id
    said = Said(Priority.TOP, "The charter bill", "Ask Ann first.")
    done(follow_measure, measure_id=place, version=0, said=said, now=NOW)
    app = look("bill", ORGANIZER, bill=charter)
    done(follow_measure, measure_id=place, version=1, said=replace(said, note="Ann said yes."), now=NOW)
    app.text_input(key=f"follow_called_{place}").set_value("Our charter bill")
    press(app, "Save")
    assert "was changed by somebody else since you opened it" in words(app)
    followed = asked(followed_measures)[place]
    assert (followed.called, followed.note) == ("The charter bill", "Ann said yes.")
    press(app, "Save")
    assert asked(followed_measures)[place].called == "Our charter bill"


def test_what_was_typed_about_one_bill_is_not_offered_for_another(look: Look, charter: str) -> None:
    app = look("bill", ORGANIZER, bill=charter)
    app.text_input(key=f"follow_called_{bill_rows()['H495'].measure_id}").set_value("The charter bill")
    app.query_params["bill"] = str(bill_rows()["S246"].id)
    app.run()
    assert "Its redraft" in words(app)
    assert app.text_input(key=f"follow_called_{bill_rows()['S246'].measure_id}").value == ""


def test_an_undone_import_leaves_no_session_behind(look: Look) -> None:
    states()
    report = imported(measure("H1", title="Only one"))
    done(undo_import, import_id=report.import_id, now=NOW)
    assert "None is on file yet." in words(look("bills", PUBLIC))


def test_a_filter_that_fits_nothing_says_so(look: Look, charter: str) -> None:
    assert "No bill fits this filter." in words(look("bills", PUBLIC, words="nothing of the kind", step="law"))


def test_what_a_sync_brought_is_undone_where_imports_are(look: Look) -> None:
    states()
    report = imported(measure("H.900", title="Synced"), kind=SYNC, file_name="openstates bills ma 194")
    app = look("bills", ORGANIZER)
    assert "openstates bills ma 194" in words(app)
    press(app, f"Undo import {report.import_id}")
    assert "Import undone" in words(app)
    assert bill_rows() == {}
