"""Contact files as they are: each layout is known by its headers, and each row is a person or a reason."""

import pytest

from coalition.people.contact_file import UnknownHeaders, read_contacts
from coalition.people.gathering import attendances, split_name
from data.errors import FileProblem
from tests.coalition.people.files import SAMPLES, people, sample, written

LAYOUTS = {
    "action_network": ("Action Network report", 7, 0, 2),
    "action_network_donations": ("Action Network donations", 2, 0, 0),
    "mobilize_signups": ("Mobilize signups", 92, 0, 0),
    "mobilize_data": ("Mobilize data export", 4, 1, 0),
    "civicrm": ("CiviCRM contacts", 2, 2, 1),
    "civicrm_participants": ("CiviCRM participants", 2, 0, 0),
    "civicrm_contributions": ("CiviCRM contributions", 1, 0, 0),
    "van_list": ("NGP VAN list", 3, 0, 1),
    "van_survey": ("NGP VAN survey answers", 2, 0, 0),
    "van_history": ("NGP VAN contact history", 3, 0, 1),
    "everyaction": ("EveryAction list", 2, 0, 0),
    "google_form": ("Google Forms answers", 2, 1, 0),
    "plain": ("a list of people", 31, 0, 4),
}


@pytest.mark.parametrize(("name", "said"), LAYOUTS.items())
def test_each_layout_is_known_and_its_rows_add_up(name: str, said: tuple[str, int, int, int]) -> None:
    given = sample(name)
    opted_out = {c.keys.email or c.row for c in given.contacts if c.opt_out}
    assert (given.title, len(given.contacts), len(given.rejected), len(opted_out)) == said
    assert given.rows == said[1] + said[2]


def test_a_list_of_events_is_recognised_and_refused_with_the_cure() -> None:
    with pytest.raises(FileProblem, match="Choose “Export signups” in Mobilize"):
        sample("mobilize_events")


def test_names_numbers_and_the_preferred_telephone_are_found_wherever_their_columns_stand() -> None:
    an, van, civi, form = sample("action_network"), sample("van_list"), sample("civicrm"), sample("google_form")
    assert an.contacts[2].draft.phone == "(617) 555-0303", "a custom field stands in for an empty can2_phone"
    assert an.contacts[0].draft.sources == (("action network", "00000000-0000-4000-8000-000000000301"),)
    assert [c.draft.phone for c in van.contacts] == ["(617) 555-0501", "617-555-0502", "617-555-0503"]
    assert (civi.contacts[1].draft.given_name, civi.contacts[1].draft.family_name) == (
        "Example",
        "Person 402 (example)",
    )
    assert form.contacts[0].draft.family_name == "(example)", "a whole name's last word is taken for the family's"


def test_columns_in_another_order_with_other_cases_and_spaces_are_the_same_layout() -> None:
    given = people(
        'Event Id , ZIP,EMAIL,Attendance  Status,last_name,"First\nName"', "7,02118,a@example.org,ATTENDED,Example,Ana"
    )
    assert given.title == "Mobilize signups"
    assert given.contacts[0].draft.email == "a@example.org"


def test_events_are_passed_on_by_row_in_the_words_of_the_file() -> None:
    signups = attendances(sample("mobilize_signups").contacts)
    data = attendances(sample("mobilize_data").contacts)
    history = attendances(sample("civicrm_participants").contacts)
    assert [one.status for one in signups[:3]] == ["ATTENDED", "NO_SHOW", "CONFIRMED"]
    assert signups[0].starts == "2026-10-24T10:00:00-04:00"
    assert [(one.event, one.status) for one in data] == [
        ("483920", "CONFIRMED"), ("483920", "CANCELLED"), ("483920", "REGISTERED"), ("483920", "CONFIRMED"),
    ]  # fmt: skip
    assert [one.status for one in history] == ["Attended", "No-show"]


def test_what_is_no_contact_data_is_said_to_be_left_out() -> None:
    assert "can2_user_tags" in sample("action_network").table.not_taken
    assert "Affiliate or Caucus" in sample("action_network").table.not_taken
    assert "What would you like to do, if anything?" in sample("google_form").table.not_taken


ROWS = """Name,E-mail
Example Person 1 (example),person1@example.org

,
Example Person 2 (example),person2@example.org
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_with_blank_lines_reads_the_same(encoding: str) -> None:
    given = written(ROWS.replace("Example Person 2", "Éxample Person 2").encode(encoding))
    assert [c.row for c in given.contacts] == [2, 5]
    assert given.contacts[1].draft.given_name.startswith("Éxample")


def test_a_banner_above_the_header_and_the_header_again_further_down_are_no_people() -> None:
    given = written(f"Example Coalition (example),\n\n{ROWS}{ROWS}".encode())
    assert given.rows == 4
    assert "The header stands again" in given.warnings[0]


def test_days_of_events_which_are_not_imported_are_not_warned_of() -> None:
    given = written(b"Email,Event ID,Timeslot start\na@example.org,7,3/4/2026 9:00 AM\n")
    assert given.warnings == ()
    assert attendances(given.contacts)[0].starts == "3/4/2026 9:00 AM"


def test_an_unknown_table_asks_what_its_columns_hold_and_then_reads_so() -> None:
    content = b"Contacto,Donde\nExample Person 9 (example),02118\n"
    with pytest.raises(UnknownHeaders) as asked:
        written(content)
    assert asked.value.header == ("Contacto", "Donde")
    assert asked.value.sample == (("Example Person 9 (example)", "02118"),)
    path = SAMPLES / "contacts_van_survey.csv"
    said = {"voter file vanid": "", "contact name": "full_name"}
    with pytest.raises(UnknownHeaders):
        read_contacts(path, name=path.name, chosen=said)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"Email\n", b"%PDF-1.7\n"])
def test_a_file_without_people_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(FileProblem, match=r"\.$"):
        written(content)


HOSTILE = [
    ("<script>alert(1)</script>", "x@example.org"),
    ("'; DROP TABLE people; --", "y@example.org"),
    ("=HYPERLINK(1)", "z@example.org"),
    ("\u202egnp.exe", "w@example.org"),
]


def test_hostile_names_are_kept_as_words_and_reasons_never_repeat_a_row() -> None:
    secret = "Zebra Secretname"
    rows = [f'"{name}",{email},' for name, email in HOSTILE]
    given = people(
        "Name,E-mail,Phone", *rows, f"{secret},not an address,", f"{secret * 20},a@example.org,", f",,{'9' * 60}"
    )
    assert [c.draft.given_name for c in given.contacts][:2] == ["<script>alert(1)</script>", "'; DROP TABLE people;"]
    assert [(r.row, r.column) for r in given.rejected] == [(6, "E-mail"), (7, "Name"), (8, "Phone")]
    assert not any("Zebra" in r.reason or "not an address" in r.reason or "999" in r.reason for r in given.rejected)


@pytest.mark.parametrize(
    ("whole", "parts"),
    [("Example, Ana", ("Ana", "Example")), ("Ana Example", ("Ana", "Example")), ("Ana", ("Ana", "")), ("", ("", ""))],
)
def test_a_name_in_one_cell_is_split(whole: str, parts: tuple[str, str]) -> None:
    assert split_name(whole) == parts
