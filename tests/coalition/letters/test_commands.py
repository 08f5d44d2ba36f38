"""Letters: a signature belongs to one text; a changed text asks again; what was printed stays as it was."""

from datetime import date, timedelta
from typing import Any

import pytest

from coalition.decisions import closing
from coalition.letters import commands
from coalition.letters.commands import change_text, close_letter, edit_letter, open_again, send_letter
from coalition.letters.downloads import letter_file, signers_file, versions_file
from coalition.letters.linking import asked_by, end_link, make_link, sign_by_link
from coalition.letters.queries import letters, letters_to_sign
from coalition.letters.rules import State
from coalition.letters.signing import comment, confirm_signature, sign, withdraw
from data.access import Role, Viewer
from data.errors import CommonTableError, InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests.coalition.letters.desk import NOW, TEXT, TODAY, do, letter, record, signed, table
from tests.support import DOOR, MEMBER, ORGANIZER, PUBLIC

CHANGED = TEXT.replace("$350,000", "$500,000")


def changed(number: int, text: str = CHANGED) -> int:
    return do(ORGANIZER, change_text, letter_id=number, version=record(number).version, text=text, now=NOW)


def names(number: int) -> list[str]:
    found = record(number)
    return [one.name for one in found.under(found.newest)]


def test_a_changed_text_asks_everybody_again_and_the_old_signatures_stay_with_the_old_text(store: str) -> None:
    pat, uma = table()
    number = letter()
    for who in (uma, pat):
        signed(who, number)
    assert names(number) == ["Example Parents", "The Example Union"]
    assert changed(number) == 2
    found = record(number, pat)
    assert found.under(found.newest) == []
    assert [one.name for one in found.behind] == ["Example Parents", "The Example Union"]
    assert found.ours is not None
    assert found.ours.number == 1
    signed(pat, number)
    assert names(number) == ["Example Parents"]
    assert [one.name for one in record(number).behind] == ["The Example Union"]
    assert [one.organization for one in record(number).under(record(number).versions[0])] == [
        "Example Parents", "The Example Union",
    ]  # fmt: skip


def test_a_text_nobody_spoke_about_is_replaced_and_keeps_its_number(sqlite_store: str) -> None:
    number = letter()
    assert changed(number) == 1
    assert [one.text for one in record(number).versions] == [CHANGED]
    with pytest.raises(InvalidInput, match="stands already"):
        changed(number)


def test_whoever_signs_what_is_no_longer_the_text_is_told_and_signs_nothing(store: str) -> None:
    pat, uma = table()
    number = letter()
    signed(uma, number)
    read = record(number, pat).newest
    changed(number)
    with pytest.raises(InvalidInput, match="changed while you read version 1; version 2 stands now"):
        do(pat, sign, version_id=read.id, seen_hash=read.text_hash, signer="Pat", now=NOW)
    assert names(number) == []


def test_one_organization_signs_a_text_once_whoever_of_it_is_second(store: str) -> None:
    pat, _uma = table()
    number = letter()
    signed(pat, number)
    with pytest.raises(InvalidInput, match="has signed this text already"):
        signed(Viewer(Role.MEMBER, "Another Parent", pat.organization_id), number)
    signed(pat, number, as_individual=True, signer="Pat Parent")
    assert names(number) == ["Example Parents", "Pat Parent"]


def test_a_withdrawn_signature_stands_no_more_and_stays_on_record(store: str) -> None:
    pat, uma = table()
    number = letter()
    mine = signed(pat, number)
    with pytest.raises(InvalidInput, match="Only the organization itself"):
        do(uma, withdraw, signature_id=mine, now=NOW)
    do(pat, withdraw, signature_id=mine, now=NOW, because="The second paragraph")
    assert names(number) == []
    (kept,) = record(number).signatures
    assert (kept.withdrawn_because, kept.counts) == ("The second paragraph", False)
    signed(pat, number)
    assert names(number) == ["Example Parents"]


def test_staying_off_is_said_and_ends_with_a_signature(sqlite_store: str) -> None:
    pat, uma = table()
    number = letter()
    newest = record(number).newest
    read: dict[str, Any] = {"version_id": newest.id, "seen_hash": newest.text_hash, "now": NOW}
    do(pat, comment, **read, stays_off=True)
    do(uma, comment, **read, words="Say “students” first")
    found = record(number)
    assert [one.organization for one in found.off] == ["Example Parents"]
    assert [one.words for one in found.comments] == ["", "Say “students” first"]
    with open_session(pat) as session:
        assert letters_to_sign(session, today=TODAY) == ()
    with open_session(uma) as session:
        assert [one.id for one in letters_to_sign(session, today=TODAY)] == [number]
    signed(pat, number)
    assert record(number).off == []


def test_what_was_closed_is_printed_as_it_was(store: str) -> None:
    pat, uma = table()
    number = letter(deadline=TODAY)
    signed(uma, number, signer_title="President", may_use_logo=True)
    signed(pat, number)
    do(ORGANIZER, close_letter, letter_id=number, version=record(number).version, now=NOW)
    kept = record(number).printed
    assert kept is not None
    assert [(one["organization"], one["title"], one["logo"]) for one in kept["signers"]] == [
        ("Example Parents", "", False), ("The Example Union", "President", True),
    ]  # fmt: skip
    assert (kept["text"], kept["text_hash"]) == (TEXT, record(number).newest.text_hash)
    with pytest.raises(InvalidInput, match="This letter is closed"):
        signed(pat, number)
    with pytest.raises(InvalidInput, match="This letter is closed"):
        changed(number)
    do(ORGANIZER, open_again, letter_id=number, version=record(number).version)
    assert record(number).printed is None
    do(ORGANIZER, send_letter, letter_id=number, version=record(number).version, on=TODAY, now=NOW)
    assert (record(number).state, len((record(number).printed or {})["signers"])) == (State.SENT, 2)
    with pytest.raises(InvalidInput, match="was sent with this signature"):
        do(pat, withdraw, signature_id=record(number).signatures[1].id, now=NOW)


def test_who_withdraws_from_a_closed_letter_is_not_printed_when_it_is_sent(store: str) -> None:
    pat, uma = table()
    number = letter()
    gone, token = signed(pat, number), linked(number, organization="Far Allies")
    signed(uma, number)
    late = signed_by_link(token, number)
    do(ORGANIZER, close_letter, letter_id=number, version=record(number).version, now=NOW)
    with pytest.raises(InvalidInput, match="This letter is closed"):
        do(ORGANIZER, confirm_signature, signature_id=late, now=NOW)
    do(pat, withdraw, signature_id=gone, now=NOW)
    do(ORGANIZER, send_letter, letter_id=number, version=record(number).version, on=TODAY, now=NOW)
    kept = record(number).printed
    assert kept is not None
    assert [one["organization"] for one in kept["signers"]] == names(number) == ["The Example Union"]
    do(ORGANIZER, withdraw, signature_id=late, now=NOW)


def edited(number: int, **other: Any) -> int:
    found = record(number)
    given: dict[str, Any] = {
        "title": found.title, "addressed_to": found.addressed_to, "about": found.about, "specific": found.specific,
        "deadline": found.deadline, "published": found.published,
    }  # fmt: skip
    return do(ORGANIZER, edit_letter, letter_id=number, version=found.version, today=TODAY, **given | other)


def test_what_a_letter_is_called_and_to_whom_it_goes_is_part_of_what_was_signed(sqlite_store: str) -> None:
    pat, _uma = table()
    number = letter()
    edited(number, title="Keep the JET earmark", addressed_to="The conferees")
    signed(pat, number)
    for other in ({"title": "Cut the earmark"}, {"addressed_to": "The Governor"}):
        with pytest.raises(InvalidInput, match="part of what was signed"):
            edited(number, **other)
    edited(number, about="HB 520", specific=True, deadline=TODAY)
    changed(number)
    edited(number, title="Raise the JET earmark")
    do(ORGANIZER, close_letter, letter_id=number, version=record(number).version, now=NOW)
    with pytest.raises(InvalidInput, match="part of what was signed"):
        edited(number, title="Cut the earmark")
    assert record(number).title == "Raise the JET earmark"


def test_a_letter_for_the_public_passes_the_checks_as_it_is_shown_and_again_with_its_last_text(
    sqlite_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "_before_publishing", {})
    asked: list[tuple[str, str]] = []

    @closing.before_publishing
    def holds_back(_session: Any, *, piece: str, texts: tuple[str, ...], on: date) -> None:
        asked.append((piece, texts[-1]))
        if "vote for" in texts[-1]:
            raise InvalidInput("held back")

    number = letter()
    edited(number, published=True)
    changed(number, "Please vote for Ann Example.")
    for act in (close_letter, send_letter):
        more = {"on": TODAY} if act is send_letter else {}
        with pytest.raises(InvalidInput, match="held back"):
            do(ORGANIZER, act, letter_id=number, version=record(number).version, now=NOW, **more)
    edited(number, published=False)
    do(ORGANIZER, close_letter, letter_id=number, version=record(number).version, now=NOW)
    with pytest.raises(InvalidInput, match="held back"):
        edited(number, published=True)
    assert asked[0] == ("Letter: Keep the earmark", TEXT)
    assert len(asked) == 4


def test_whoever_stayed_off_and_signed_since_is_asked_again_when_the_text_changes(sqlite_store: str) -> None:
    pat, _uma = table()
    number = letter()
    newest = record(number).newest
    do(pat, comment, version_id=newest.id, seen_hash=newest.text_hash, now=NOW, stays_off=True)
    signed(pat, number, now=NOW + timedelta(hours=1))
    changed(number)
    found = record(number)
    assert (found.off, [one.name for one in found.behind]) == ([], ["Example Parents"])
    with open_session(pat) as session:
        assert [one.id for one in letters_to_sign(session, today=TODAY)] == [number]
    later = {"version_id": found.newest.id, "seen_hash": found.newest.text_hash, "now": NOW + timedelta(hours=2)}
    do(pat, comment, stays_off=True, **later)
    found = record(number)
    assert ([one.organization for one in found.off], found.behind) == (["Example Parents"], [])
    with open_session(pat) as session:
        assert letters_to_sign(session, today=TODAY) == ()


def test_the_last_day_over_nobody_signs(sqlite_store: str) -> None:
    pat, _uma = table()
    number = letter(deadline=TODAY)
    newest = record(number).newest
    late = NOW + timedelta(days=1)
    with pytest.raises(InvalidInput, match="last day to sign this letter is over"):
        do(pat, sign, version_id=newest.id, seen_hash=newest.text_hash, signer="Pat", now=late)
    with pytest.raises(InvalidInput, match="over already"):
        letter(deadline=date(2026, 1, 1))


def test_a_letter_is_kept_by_its_own_organization_and_organizers(sqlite_store: str) -> None:
    pat, uma = table()
    number = do(pat, commands.begin_letter, title="Ours", text=TEXT, now=NOW)
    with pytest.raises(InvalidInput, match="Only the organization that began this letter"):
        do(uma, change_text, letter_id=number, version=1, text=CHANGED, now=NOW)
    do(pat, change_text, letter_id=number, version=1, text=CHANGED, now=NOW)
    with pytest.raises(InvalidInput, match="changed by somebody else"):
        do(ORGANIZER, close_letter, letter_id=number, version=1, now=NOW)
    do(ORGANIZER, close_letter, letter_id=number, version=2, now=NOW)
    for outsider in (PUBLIC, DOOR):
        with pytest.raises(NotAllowed):
            do(outsider, commands.begin_letter, title="x", text="y", now=NOW)


def test_the_public_sees_a_letter_once_it_is_closed_and_shown_and_nothing_of_how_it_came_to_be(store: str) -> None:
    pat, uma = table()
    number = letter()
    edited(number, published=True)
    gone = do(uma, sign, version_id=record(number).newest.id, seen_hash=record(number).newest.text_hash,
              signer="Uma Union", now=NOW)  # fmt: skip
    signed(pat, number)
    do(uma, withdraw, signature_id=gone, now=NOW, because="secret reason")

    def seen() -> int:
        with open_session(PUBLIC) as session:
            return len(letters(session, today=TODAY))

    assert seen() == 0
    with pytest.raises(NotFound):
        record(number, PUBLIC)
    do(ORGANIZER, close_letter, letter_id=number, version=record(number).version, now=NOW)
    assert seen() == 1
    public = record(number, PUBLIC)
    assert (public.versions, public.signatures, public.comments, public.links) == ((), (), (), ())
    text = letter_file(PUBLIC, {"letter": str(number)}, "txt").body.decode()
    assert "Example Parents (Pat Parent)" in text
    assert "Uma" not in text + signers_file(PUBLIC, {"letter": str(number)}, "csv").body.decode()
    with pytest.raises(NotFound):
        versions_file(PUBLIC, {"letter": str(number)}, "html")


def test_the_letter_of_a_version_names_the_signers_of_that_version_only(sqlite_store: str) -> None:
    pat, uma = table()
    number = letter()
    signed(uma, number)
    changed(number)
    signed(pat, number)
    page = letter_file(MEMBER, {"letter": str(number)}, "html").body.decode()
    assert "Example Parents" in page
    assert "Union" not in page
    every = versions_file(MEMBER, {"letter": str(number)}, "txt").body.decode()
    assert "The Example Union" in every
    assert letter_file(MEMBER, {"letter": str(number)}, "pdf").body.startswith(b"%PDF")


def linked(number: int, **whom: Any) -> str:
    version, ends = record(number).version, NOW + timedelta(days=3)
    return do(ORGANIZER, make_link, letter_id=number, version=version, expires=ends, now=NOW, **whom)


def signed_by_link(token: str, number: int, by: Viewer = MEMBER) -> int:
    newest = record(number).newest
    return do(by, sign_by_link, token=token, version_id=newest.id, seen_hash=newest.text_hash, signer="Lee", now=NOW)


def test_a_signature_by_link_stands_once_the_organization_confirmed_it(store: str) -> None:
    pat, uma = table()
    number = letter()
    theirs, others = linked(number, organization_id=pat.organization_id), linked(number, organization="Far Allies")
    first, second = signed_by_link(theirs, number), signed_by_link(others, number)
    assert names(number) == []
    for stranger, signature in ((uma, first), (ORGANIZER, first), (uma, second)):
        with pytest.raises(InvalidInput, match="Only"):
            do(stranger, confirm_signature, signature_id=signature, now=NOW)
    do(pat, confirm_signature, signature_id=first, now=NOW)
    do(ORGANIZER, confirm_signature, signature_id=second, now=NOW)
    assert names(number) == ["Example Parents", "Far Allies"]
    with pytest.raises(InvalidInput, match="has signed this text already"):
        signed_by_link(others, number)


def test_a_link_shows_its_letter_alone_and_a_dead_one_nothing(store: str) -> None:
    table()
    number = letter()
    token = linked(number, organization="Far Allies")

    def asked(with_token: str, at: timedelta = timedelta(0)) -> str:
        with open_session(DOOR) as session:
            return asked_by(session, with_token, now=NOW + at).organization

    assert asked(token) == "Far Allies"
    for dead, at in ((token, timedelta(days=4)), ("guessed", timedelta(0)), ("", timedelta(0))):
        with pytest.raises(NotFound, match="This link"):
            asked(dead, at)
    do(ORGANIZER, end_link, link_id=record(number).links[0].id, now=NOW)
    with pytest.raises(NotFound, match="This link"):
        asked(token)
    with pytest.raises(CommonTableError):
        signed_by_link(token, number)


def test_a_link_has_an_end_within_ninety_days_and_names_somebody(sqlite_store: str) -> None:
    number = letter()
    given: dict[str, Any] = {"letter_id": number, "version": 1, "now": NOW}
    for ends in (NOW, NOW + timedelta(days=91)):
        with pytest.raises(InvalidInput, match="up to 90 days"):
            do(ORGANIZER, make_link, expires=ends, organization="Far Allies", **given)
    with pytest.raises(InvalidInput, match="which organization"):
        do(ORGANIZER, make_link, expires=NOW + timedelta(days=1), **given)
