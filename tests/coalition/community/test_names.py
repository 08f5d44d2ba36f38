"""A pseudonym is nobody's name; two stewards may learn whose it is, and each look is written down."""

import pytest
from sqlmodel import select

from coalition.community.models import AuthorAccount
from coalition.community.name_keeping import is_keeper, keepers, name_keeper, open_name, release_keeper
from coalition.community.pseudonyms import take_pseudonym
from data.access import Role, Viewer
from data.audit import AuditEntry
from data.errors import InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests.coalition.community.room import NOW, do, person
from tests.coalition.organizations.table import foundation, seat
from tests.support import ORGANIZER


def links_seen(viewer: Viewer) -> int:
    with open_session(viewer) as session:
        return len(session.exec(select(AuthorAccount)).all())


TAKEN = (
    "Maria Member", "  maria   MEMBER ", "Mаria Member",  # the second letter of the last one is Cyrillic
    "Ｍaria Member", "Mária Member", "Mar1a Member", "Maria.Member", "Maria\u200bMember", "Zebra Parents, Inc.",
    "A Steward", "ab", "", "x" * 41, "!!!", "Green Kettle", "greenkettle",
)  # fmt: skip


def test_a_name_of_somebody_on_file_or_one_that_looks_like_it_is_refused(sqlite_store: str) -> None:
    foundation()
    seat("Zebra Parents")
    person("Maria Member")  # who never said a word, so that only her account has her name
    do(person("Kim Kettle"), take_pseudonym, name="Green Kettle", now=NOW)
    nora = person("Nora New")
    for name in TAKEN:
        with pytest.raises(InvalidInput):
            do(nora, take_pseudonym, name=name, now=NOW)
    do(nora, take_pseudonym, name="Blue Kettle", now=NOW)


def test_a_person_has_one_pseudonym_and_taking_it_is_in_no_record(sqlite_store: str) -> None:
    nora = person("Nora New")
    do(nora, take_pseudonym, name="Green Kettle", now=NOW)
    with pytest.raises(InvalidInput, match="have a pseudonym already"):
        do(nora, take_pseudonym, name="Blue Kettle", now=NOW)
    with pytest.raises(InvalidInput, match="belongs to an account"):
        do(ORGANIZER, take_pseudonym, name="Blue Kettle", now=NOW)
    with open_session(ORGANIZER) as session:
        assert session.exec(select(AuditEntry)).all() == []


def test_two_stewards_keep_the_names_and_each_look_has_a_reason_in_the_record(store: str) -> None:
    nora = person("Nora New")
    author = do(nora, take_pseudonym, name="Green Kettle", now=NOW)
    sam, tess, una = (person(f"{name} Steward", Role.STEWARD) for name in ("Sam", "Tess", "Una"))
    ids = [one.account_id for one in (sam, tess, una)]
    for viewer in (sam, tess, una, ORGANIZER):
        assert links_seen(viewer) == 0
        with pytest.raises((InvalidInput, NotAllowed)):
            do(viewer, open_name, author_id=author, reason="Curious.")
    with pytest.raises(InvalidInput, match="Nobody gives themself"):
        do(sam, name_keeper, account_id=ids[0], now=NOW)
    with pytest.raises(InvalidInput, match="Only an active steward"):
        do(sam, name_keeper, account_id=nora.account_id, now=NOW)
    do(sam, name_keeper, account_id=ids[1], now=NOW)
    do(tess, name_keeper, account_id=ids[0], now=NOW)
    with pytest.raises(InvalidInput, match="and no more"):
        do(tess, name_keeper, account_id=ids[2], now=NOW)
    assert [links_seen(one) for one in (sam, tess, una, ORGANIZER, nora)] == [1, 1, 0, 0, 1]
    with pytest.raises(InvalidInput, match="Give the reason"):
        do(sam, open_name, author_id=author, reason=" ")
    assert do(sam, open_name, author_id=author, reason="A threat in case 3.") == "Nora New"
    with pytest.raises(NotFound):
        do(sam, open_name, author_id=author + 100, reason="A threat.")
    with open_session(una) as session:
        last = session.exec(select(AuditEntry)).all()[-1]
        assert (last.act, last.actor, last.subject) == ("open name", f"account {ids[0]}", f"author {author}")
        assert "A threat in case 3." in last.detail
        assert "Nora" not in last.detail
        assert not is_keeper(session)
    do(una, release_keeper, account_id=ids[0])
    assert links_seen(sam) == 0
    with open_session(nora) as session:  # a member learns how many keep names, not who has an account
        assert [one.name for one in keepers(session)] == [""]
