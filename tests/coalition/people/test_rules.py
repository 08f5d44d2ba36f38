"""What contacts are compared by, what may be kept, whom a list may hold, and until when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.people import left_alone
from coalition.people.rules import (
    KEPT_MONTHS,
    LONGEST,
    Draft,
    KeptFor,
    Keys,
    Notice,
    changed_columns,
    checked,
    email_key,
    is_due,
    is_in_force,
    kept_until,
    keys_of,
    name_key,
    phone_key,
    postal_key,
    printed,
)
from data.errors import InvalidInput
from tests.coalition.people.room import ANA

SECRET, OTHER = b"a" * 32, b"b" * 32


@pytest.mark.parametrize(
    ("given_name", "family_name", "key"),
    [
        ("  José ", "O’Brien-Núñez", "jose obrien nunez"),
        ("MARÍA", "da  Silva", "maria da silva"),
        ("Strauß", "", "strauss"),
        ("A\u202ena", "E\u200bxample", "ana example"),
        ("", "", ""),
        ("🎉", "—", ""),
        ("张伟", "", "张伟"),
    ],
)
def test_a_name_is_compared_without_case_accents_and_signs(given_name: str, family_name: str, key: str) -> None:
    assert name_key(given_name, family_name) == key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        (" Ana@Example.ORG ", "ana@example.org"),
        ("josé@exämple.org", "josé@exämple.org"),
        ("JOSÉ@EXÄMPLE.ORG", "josé@exämple.org"),
        ("ana@example", None),
        ("ana at example.org", None),
        ("ana@@example.org", None),
        ("ana@example.org\r\nBcc: all@example.org", None),
        ("", None),
        ("é" * 300 + "@example.org", None),
    ],
)
def test_an_email_is_compared_by_its_letters_and_what_cannot_be_one_not_at_all(written: str, key: str | None) -> None:
    assert email_key(written) == key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("(617) 555-0100", "+16175550100"),
        ("1-617-555-0100 ext. 12", "+16175550100"),
        ("+44 20 7946 0018", "+442079460018"),
        ("+351 21 000 0000", "+351210000000"),
        ("٠٢٠٧٩٤٦٠٠١٨", "02079460018"),
        ("555-0100", "5550100"),
        ("none", None),
        ("12", None),
        ("9" * 40, None),
    ],
)
def test_a_telephone_number_is_compared_by_its_digits(written: str, key: str | None) -> None:
    assert phone_key(written) == key


def test_a_zip_code_is_compared_by_its_five_digits_and_another_code_by_its_signs() -> None:
    assert [postal_key(code) for code in ("02139-4307", "02139", "sw1a 1aa", "")] == ["02139", "02139", "SW1A1AA", ""]


@given(st.text(max_size=60), st.text(max_size=60))
def test_keys_are_the_same_for_what_is_already_cleaned(given_name: str, family_name: str) -> None:
    key = name_key(given_name, family_name)

    assert name_key(printed(given_name), printed(family_name)) == key
    assert len(key) <= 2 * LONGEST["given_name"]


def test_what_is_odd_is_kept_as_written_and_said() -> None:
    odd = Draft("M\u0430ria", "Exa\u202emple", "maria at example", "12")

    kept, notices = checked(odd)

    assert kept == Draft("M\u0430ria", "Example", "maria at example", "12")
    assert notices == (
        Notice.MARKS_REMOVED, Notice.MIXED_LETTERS, Notice.UNREADABLE_EMAIL, Notice.UNREADABLE_PHONE,
    )  # fmt: skip
    assert checked(Draft("יעל", "דוגמה", "josé@exämple.org"))[1] == (Notice.INTERNATIONAL_EMAIL,)
    assert checked(ANA) == (ANA, ())


@pytest.mark.parametrize("column", LONGEST)
def test_ten_megabytes_in_a_column_are_refused_in_one_sentence_that_holds_none_of_them(column: str) -> None:
    with pytest.raises(InvalidInput, match=r"has 10,000,000 letters, and \d+ fit\. Shorten it") as refused:
        checked(Draft(**{"given_name": "Ana", column: "x" * 10_000_000}))  # type: ignore[arg-type]

    assert len(str(refused.value)) < 120


def test_nobody_cannot_be_kept() -> None:
    with pytest.raises(InvalidInput, match="needs a name, an e-mail address or a telephone number"):
        checked(Draft(town="Cambridge", note="who?", given_name="\u200b"))


def test_source_numbers_are_cleaned_sorted_and_said_once() -> None:
    draft = Draft("Ana", sources=((" VAN ", "12\u200b"), ("van", "12"), ("civi", "3"), ("van", "")))

    assert checked(draft)[0].sources == (("civi", "3"), ("van", "12")) == keys_of(draft).sources


def test_a_change_is_told_by_the_names_of_its_columns() -> None:
    assert changed_columns(ANA, Draft("Ana", "Other", ANA.email, ANA.phone, "02139")) == (
        "family_name", "town", "title", "note",
    )  # fmt: skip


def test_a_consent_counts_from_its_first_day_to_its_last_unless_withdrawn() -> None:
    first, last = date(2026, 1, 3), date(2026, 3, 3)
    days = [first - timedelta(1), first, last, last + timedelta(1)]

    held = [is_in_force(given_on=first, until=last, withdrawn_on=None, day=day) for day in days]

    assert held == [False, True, True, False]
    assert not is_in_force(given_on=first, until=None, withdrawn_on=first, day=first)
    assert is_in_force(given_on=first, until=None, withdrawn_on=date(2030, 1, 1), day=last)


@given(st.sampled_from(KeptFor), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_contact_is_kept_for_the_months_of_the_reason_and_due_the_day_after(reason: KeptFor, today: date) -> None:
    until = kept_until(reason, today)

    assert (until.year - today.year) * 12 + until.month - today.month == KEPT_MONTHS[reason]
    assert not is_due(until, until)
    assert is_due(until, until + timedelta(1))
    assert not is_due(None, today)


def test_a_hash_tells_nothing_without_the_secret_and_names_which_secret_it_was() -> None:
    keys = Keys(email="ana@example.org", phone="+16175550100")

    email, phone = left_alone.hashes_of(SECRET, keys)

    assert len({email, phone, *left_alone.hashes_of(SECRET, keys, organization_id=1)}) == 4
    assert email != left_alone.hashes_of(OTHER, keys)[0]
    assert {len(email), len(phone)} == {left_alone.HASH_SIGNS}
    assert email.startswith(left_alone.secret_mark(SECRET))
    assert not email.startswith(left_alone.secret_mark(OTHER))
    assert left_alone.hashes_of(SECRET, Keys()) == ("", "")
    assert left_alone.said_by(SECRET, email, 1) != left_alone.said_by(SECRET, email, 2)
