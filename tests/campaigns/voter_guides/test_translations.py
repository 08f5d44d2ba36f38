"""Translations: found by the passage itself, gone when it changes, and never with a figure left out."""

import pytest

from campaigns.voter_guides.rules import SectionKind
from campaigns.voter_guides.translations import keep_translation, told_by_people, without_translation
from data.errors import InvalidInput, NotAllowed
from data.store import open_session
from tests.budget.districts.room import foundation
from tests.campaigns.voter_guides.guide_room import NOW, RIVER, composed, figures, fill, guide_of
from tests.support import MEMBER, ORGANIZER


def keep(english: str, words: str, version: int = 0) -> None:
    with open_session(ORGANIZER, writing=True) as session:
        keep_translation(session, english=english, words=words, version=version, now=NOW)


def test_a_passage_has_its_spanish_until_it_changes(store: str) -> None:
    foundation()
    figures()
    number = guide_of(RIVER)
    keep("Schools on the ballot", "Las escuelas en la boleta")
    fill(number, SectionKind.SCHOOLS, words="Our schools need teachers.")
    keep("Our schools need teachers.", "Nuestras escuelas necesitan maestros.")
    content = composed(number)
    assert without_translation(content) == ()
    with open_session(ORGANIZER) as session:
        assert [one.words for one in told_by_people(session, content)] == [
            "Las escuelas en la boleta", "Nuestras escuelas necesitan maestros.",
        ]  # fmt: skip
    fill(number, SectionKind.SCHOOLS, words="Our schools need more teachers.")
    assert [one.english for one in without_translation(composed(number))] == ["Our schools need more teachers."]


def test_a_missing_figure_is_refused_and_whoever_is_second_is_told(sqlite_store: str) -> None:
    foundation()
    with pytest.raises(InvalidInput, match=r"leaves out \{f1\}"):
        keep("There are {f1} students.", "Hay estudiantes.")
    keep("There are {f1} students.", "Hay {f1} estudiantes.")
    keep("There are {f1} students.", "Hay {f1} estudiantes.", version=7)  # the same words again change nothing
    with pytest.raises(InvalidInput, match="Somebody else translated"):
        keep("There are {f1} students.", "Son {f1} estudiantes.")
    keep("There are {f1} students.", "Son {f1} estudiantes.", version=1)
    with pytest.raises(NotAllowed), open_session(MEMBER, writing=True) as session:
        keep_translation(session, english="A", words="B", version=0, now=NOW)
