"""Editions: published when every check passes, frozen, corrected beside, withdrawn, and watched for changes."""

import pytest
from sqlmodel import select

from campaigns.voter_guides.content import from_data, sha256_of
from campaigns.voter_guides.edition_queries import (
    changed_since,
    edition,
    editions,
    editions_naming,
    overrides_in,
    standing_of_guide,
)
from campaigns.voter_guides.editions import (
    HeldByGate,
    add_correction,
    let_stand,
    publish_guide,
    slug_of,
    withdraw_guide_edition,
)
from campaigns.voter_guides.finding import found
from campaigns.voter_guides.gate import in_the_way
from campaigns.voter_guides.guides import guide
from campaigns.voter_guides.models import GuideEdition
from campaigns.voter_guides.rules import SectionKind
from data.audit import AuditEntry
from data.errors import InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests.campaigns.voter_guides.guide_room import NOW, TODAY, figures, fill, open_findings, ready_guide
from tests.support import MEMBER, ORGANIZER, PUBLIC


def publish(number: int) -> int:
    with open_session(ORGANIZER, writing=True) as session:
        return publish_guide(session, guide_id=number, version=guide(session, number).version, today=TODAY)


def test_an_edition_is_frozen_with_its_hash_and_tells_of_a_figure_restated_since(store: str) -> None:
    number, _guide = ready_guide()
    assert open_findings(number) == ()
    published = publish(number)
    with open_session(PUBLIC) as session:
        kept = edition(session, published)
        assert (kept.head.number, kept.head.slug) == (1, "schools-on-the-ballot-example-river-1")
        assert sha256_of(dict(kept.data)) == kept.head.sha256
        assert changed_since(session, kept.content, today=TODAY) == ()
        assert [one.id for one in editions_naming(session, kept.content.figures[0].address)] == [published]
        assert editions_naming(session, "/line-item?line=4&") == ()
        assert [one.title for one in found(PUBLIC, "schools river", TODAY)] == ["Schools on the ballot"]
    with pytest.raises(InvalidInput, match="says exactly this already"):
        publish(number)
    figures(students=95_000)
    with open_session(PUBLIC) as session:
        again = edition(session, published)
        (changed,) = (
            one for one in changed_since(session, again.content, today=TODAY)
            if one.figure.origin.endswith("enrollment|2017|all")
        )  # fmt: skip
        assert (changed.figure.shown, changed.now.shown if changed.now else "") == ("96,000", "95,000")
        assert again.content == kept.content == from_data(dict(kept.data))


def test_what_the_checks_find_keeps_a_guide_back_until_a_named_person_answers(sqlite_store: str) -> None:
    number, _guide = ready_guide()
    fill(number, SectionKind.SCHOOLS, words="It costs $500.")
    with pytest.raises(HeldByGate) as held:
        publish(number)
    waiting = in_the_way(held.value.results)
    assert {one.code for one in waiting} == {"words_no_source", "untranslated"}
    with open_session(ORGANIZER, writing=True) as session:
        for one in waiting:
            with pytest.raises(InvalidInput, match="Say why"):
                let_stand(session, guide_id=number, finding=one, name="Ana Sample", reason=" ", now=NOW)
            let_stand(session, guide_id=number, finding=one, name="Ana Sample", reason="An example.", now=NOW)
    published = publish(number)
    with open_session(PUBLIC) as session:
        stood = overrides_in(edition(session, published).checks)
    assert [(name, reason) for _check, _code, name, reason in stood] == [("Ana Sample", "An example.")] * 2
    with open_session(ORGANIZER) as session:
        acts = list(session.exec(select(AuditEntry.act).where(AuditEntry.subject == f"guide {number}")))
    assert acts.count("let guide finding stand") == 2


def test_an_edition_is_corrected_beside_and_withdrawn_with_a_reason(sqlite_store: str) -> None:
    number, _guide = ready_guide()
    published = publish(number)
    with open_session(ORGANIZER, writing=True) as session:
        with pytest.raises(InvalidInput, match="in Spanish"):
            add_correction(session, edition_id=published, words="Wrong.", words_es="", now=NOW)
        add_correction(session, edition_id=published, words="Wrong.", words_es="Mal.", now=NOW)
        add_correction(session, edition_id=published, words="Wrong.", words_es="Mal.", now=NOW)
    with open_session(PUBLIC) as session:
        assert [one.words_es for one in edition(session, published).corrections] == ["Mal."]
        assert standing_of_guide(session, number) == published
    with open_session(ORGANIZER, writing=True) as session:
        withdraw_guide_edition(session, edition_id=published, reason="A wrong name.", now=NOW)
    with open_session(PUBLIC) as session:
        assert editions(session) == ()
        with pytest.raises(NotFound):
            edition(session, published)
    with open_session(MEMBER) as session:
        (kept,) = editions(session)
        assert kept.because == "A wrong name."
        assert session.exec(select(GuideEdition.sha256)).one() == kept.sha256


def test_a_member_cannot_publish_and_an_old_version_is_told(sqlite_store: str) -> None:
    number, seen = ready_guide()
    fill(number, SectionKind.SCHOOLS, heading="Schools")
    with pytest.raises(InvalidInput, match="changed by somebody else"), open_session(
        ORGANIZER, writing=True
    ) as session:  # fmt: skip
        publish_guide(session, guide_id=number, version=seen.version, today=TODAY)
    with pytest.raises(NotAllowed), open_session(MEMBER, writing=True) as session:
        publish_guide(session, guide_id=number, version=seen.version, today=TODAY)


def test_a_name_for_files_is_plain_letters_and_short() -> None:
    assert slug_of("Las escuelas: ¿sí?", "Año", 12) == "las-escuelas-si-ano-12"
    assert len(slug_of("x" * 300, "y", 3)) <= 60
