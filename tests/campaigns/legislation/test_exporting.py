"""Bills on their way out: what is not told is missing with its reason, and a cut list says that it is cut."""

import pytest

from campaigns.legislation.bill_queries import MOST_ACTIONS, bill
from campaigns.legislation.exporting import NO_SPONSOR, actions_table, bills_table
from campaigns.legislation.queries import BillFilter, bills
from tests.campaigns.legislation.bill_room import asked, bill_rows, imported, measure, states

pytestmark = pytest.mark.usefixtures("sqlite_store")


def test_a_bill_without_a_sponsor_on_file_is_not_said_to_have_none() -> None:
    states()
    imported(measure("H1", "Enacted", sponsors=("Ann Example",)), measure("H2"), measure("H3"))
    wanted = BillFilter(state="ma")
    table = bills_table(asked(bills, wanted), wanted, most=5)
    sponsors = {row[2]: row[6] for row in table.rows}
    assert sponsors == {"H1": 1, "H2": NO_SPONSOR, "H3": NO_SPONSOR}
    assert (table.filters, table.notes) == ((("State", "MA"),), ())
    cut = bills_table(asked(bills, wanted, limit=2), wanted, most=2)
    assert (len(cut.rows), cut.notes[0].startswith("At most 2 bills")) == (2, True)


def test_a_list_of_actions_that_is_cut_says_so() -> None:
    states()
    imported(measure("H1", *["Read"] * 20), measure("H2", *(f"Read {n}" for n in range(MOST_ACTIONS + 1))))
    rows = bill_rows()
    assert actions_table(asked(bill, rows["H1"].id)).notes == ()
    table = actions_table(asked(bill, rows["H2"].id))
    assert (len(table.rows), table.notes) == (MOST_ACTIONS, ("The newest 200 of 201 actions.",))
