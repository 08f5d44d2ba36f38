"""Bills as each role sees them: listed, opened, followed."""

import pytest

from campaigns.legislation.models import Priority
from tests.campaigns.legislation.bill_room import bill_rows, imported, measure, states
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
    app.radio(key="follow_priority").set_value(Priority.TOP)
    app.text_input(key="follow_called").set_value("The charter bill")
    press(app, "Save")
    assert not app.exception
    assert "Saved what we say of this bill" in words(app)
    listed = words(look("bills", MEMBER))
    assert "We follow 1 bill. 1 other bill is on file." in listed
    assert listed.index("The charter bill") < listed.index("Its redraft")
    assert "The charter bill" not in words(look("bills", PUBLIC))


def test_a_filter_that_fits_nothing_says_so(look: Look, charter: str) -> None:
    assert "No bill fits this filter." in words(look("bills", PUBLIC, words="nothing of the kind", step="law"))
