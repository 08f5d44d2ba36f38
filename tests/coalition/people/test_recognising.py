"""Whether a row is somebody we know, as a table and as properties."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.people.recognising import By, Contact, Found, Match, known_among, match
from coalition.people.rules import Draft, Keys, keys_of

ANA = keys_of(Draft("Ana", "Example", "ana@example.org", "617 555 0100", "02139", sources=(("van", "7"),)))
TWIN = Keys(name="ana example", email="other@example.org", phone="+16175550199", postal="01002")
BARE = Keys(name="bo bare")
ON_FILE = known_among([Contact(1, ANA), Contact(2, TWIN), Contact(3, BARE), Contact(4, Keys(sources=(("van", "8"),)))])


def row(
    given_name: str = "", family_name: str = "", email: str = "", phone: str = "", postal: str = "", *van: str
) -> Keys:
    return keys_of(Draft(given_name, family_name, email, phone, postal, sources=tuple(("van", one) for one in van)))


def choice(by: By, *candidates: int) -> Match:
    return Match(Found.CHOICE, by, candidates=candidates)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (row("New", "Person", "new@example.org"), Match(Found.NEW, By.NOTHING)),
        (row("Changed", "Name", "changed@example.org", "", "", "7"), Match(Found.KNOWN, By.SOURCE, 1)),
        (row("Ana", "Example", "other@example.org", "", "", "7"), choice(By.SOURCE_AND_EMAIL_DIFFER, 1, 2)),
        (row("Ana", "Example", "", "", "", "7", "8"), choice(By.SOURCE_OF_SEVERAL, 1, 4)),
        (row("Ana", "Married", "ANA@example.org"), Match(Found.KNOWN, By.EMAIL, 1)),
        (row("A.", "Example", "ana@example.org"), Match(Found.KNOWN, By.EMAIL, 1)),
        (row("", "", "ana@example.org"), Match(Found.KNOWN, By.EMAIL, 1)),
        (row("Bo", "Example", "ana@example.org"), choice(By.EMAIL_OF_ANOTHER_NAME, 1)),
        (row("ANA", "Éxample", "newer@example.org", "(617) 555-0100"), Match(Found.KNOWN, By.PHONE_AND_NAME, 1)),
        (row("Cy", "Example", "", "(617) 555-0100"), Match(Found.NEW, By.NOTHING)),
        (row("Ana", "Example", "", "", "02139-4307"), Match(Found.KNOWN, By.NAME_AND_POSTAL, 1)),
        (row("Ana", "Example", "x@example.org", "", "02139"), choice(By.SAME_NAME_OTHER_ADDRESS, 1)),
        (row("Ana", "Example", "x@example.org", "", "99999"), Match(Found.NEW, By.NOTHING)),
        (row("Ana", "Example"), choice(By.NAME_ALONE, 1, 2)),
        (row("Bo", "Bare", "bo@example.org"), choice(By.NAME_ALONE, 3)),
        (Keys(), Match(Found.NEW, By.NOTHING)),
    ],
    ids=lambda value: str(value.by) if isinstance(value, Match) else "",
)  # fmt: skip
def test_a_row_is_told_apart_by_the_first_key_that_tells(keys: Keys, expected: Match) -> None:
    assert match(keys, ON_FILE) == expected


words = st.text(string.ascii_lowercase, min_size=0, max_size=2)
some_keys = st.builds(
    Keys,
    name=st.builds(lambda a, b: " ".join(part for part in (a, b) if part), words, words),
    email=st.none() | st.sampled_from(["a@x.org", "b@x.org"]),
    phone=st.none() | st.sampled_from(["+15550001", "+15550002"]),
    postal=st.sampled_from(["", "02139", "01002"]),
    sources=st.lists(st.tuples(st.just("van"), st.sampled_from("123")), max_size=2).map(tuple),
)


@given(some_keys, st.lists(some_keys, max_size=6))
def test_a_known_row_is_one_contact_a_choice_has_candidates_and_none_share_nothing(
    keys: Keys, on_file: list[Keys]
) -> None:
    contacts = {number: Contact(number, one) for number, one in enumerate(on_file, start=1)}
    known = known_among(contacts.values())

    found = match(keys, known)

    assert found == match(keys, known)
    named = [found.id] if found.id is not None else list(found.candidates)
    assert (found.found is Found.KNOWN) == (found.id is not None)
    assert (found.found is Found.CHOICE) == bool(found.candidates)
    for number in named:
        other = contacts[number or 0].keys
        shared = (
            set(keys.sources) & set(other.sources),
            keys.email and keys.email == other.email,
            keys.name == other.name,
        )
        assert any(shared)


@given(some_keys.filter(lambda keys: keys.email or keys.sources))
def test_a_row_of_the_file_itself_is_found_again(keys: Keys) -> None:
    known = known_among([])
    assert match(keys, known).found is Found.NEW

    known.remember(Contact(-1, keys))

    assert match(keys, known).id == -1


@given(some_keys, some_keys)
def test_another_email_source_and_name_is_somebody_new(one: Keys, other: Keys) -> None:
    apart = Keys(f"z {one.name}", "z@x.org", one.phone, one.postal, (("civi", "1"),))

    assert match(apart, known_among([Contact(1, one), Contact(2, other)])).found is Found.NEW
