"""Which district a federal number is of: as a document says, or as all its schools' numbers begin, never by name."""

from budget.districts.national_numbers import matched
from data.sources.figures_said import UnitSaid
from data.store import open_session
from tests.budget.districts.room import district, foundation, keep_figures, said, school
from tests.support import ORGANIZER


def national(number: str, name: str) -> UnitSaid:
    return UnitSaid("ky", "", "district", name, nces_id=number)


def test_a_number_is_matched_by_documents_alone(sqlite_store: str) -> None:
    foundation()
    units = [
        district("275", "Jefferson County", nces_id="2102990"),
        district("001", "Adair County"),
        school("001016", "Adair Elementary", "001", nces_id="210003002021"),
        district("515", "Raceland"),  # its schools begin with two numbers, so nobody knows which is its own
        school("515001", "One", "515", nces_id="210510000001"),
        school("515002", "Two", "515", nces_id="215100000002"),
    ]
    keep_figures(units, [said(unit.code, "enrollment", 2024, value=100) for unit in units])
    told = [national("2102990", "JEFFERSON CO"), national("2100030", "ADAIR CO"), national("2105100", "Raceland")]

    with open_session(ORGANIZER) as session:
        found, unmatched = matched(session, "ky", told)
    assert [(unit.code, unit.name) for unit in found] == [("275", ""), ("001", ""), ("", "Raceland")]
    assert unmatched == ["Raceland"]  # a name is no proof

    report = keep_figures(found, [said("2100030", "f33_membership", 2024, value=5)])
    assert (report.units_new, report.inserted) == (1, 1)
    with open_session(ORGANIZER) as session:
        again, unmatched = matched(session, "ky", told)
    assert ([unit.code for unit in again], unmatched) == (["275", "001", ""], ["Raceland"])
