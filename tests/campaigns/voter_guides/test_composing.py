"""A guide's content from the store: figures with documents, a county without any, and the same guide elsewhere."""

import pytest

from budget.districts.queries import find_district
from campaigns.voter_guides.composing import compose, compose_for_districts, counties_of
from campaigns.voter_guides.content import Chart, Table, Text, as_data, from_data
from campaigns.voter_guides.guide_commands import GuidePlan, start_guide
from campaigns.voter_guides.rules import SectionKind
from campaigns.voter_guides.translations import without_translation
from data.store import open_session
from tests.budget.districts.room import foundation
from tests.campaigns.voter_guides.guide_room import (
    HILL,
    NOW,
    RIVER,
    TODAY,
    composed,
    figures,
    fill,
    guide_of,
    translate,
)
from tests.support import ORGANIZER


def test_every_figure_names_its_document_and_both_languages_name_the_same_figures(store: str) -> None:
    foundation()
    figures()
    content = composed(guide_of(RIVER))
    assert {one.shown for one in content.figures} >= {"96,000", "$14,020.17", "6,121", "13.4%"}
    assert all(one.sources and content.sources[one.sources[0]].title for one in content.figures)
    section = content.sections[0]
    chart = next(block for block in section.blocks if isinstance(block, Chart))
    assert [bar.label.en for bar in chart.bars] == ["2015-16", "2016-17"]
    assert "Gasto por estudiante" in chart.sentence.es
    assert content.under.es == "Kentucky. Día de la elección: martes 22 de mayo de 2018."
    assert [one.english for one in without_translation(content)] == ["Schools on the ballot"]
    assert from_data(as_data(content)) == content


def test_a_masked_district_prints_words_and_never_a_number(sqlite_store: str) -> None:
    foundation()
    figures()
    content = composed(guide_of(HILL))
    masked = [one for one in content.figures if one.missing == "suppressed"]
    assert masked
    assert {one.value for one in masked} == {None}
    assert {(one.printed("en"), one.printed("es")) for one in masked} == {
        ("too few to show", "muy pocos para mostrarse")
    }
    table = next(block for block in content.sections[0].blocks if isinstance(block, Table))
    assert len(table.rows) >= 1


def test_a_county_without_districts_says_so_and_every_county_is_offered(sqlite_store: str) -> None:
    foundation()
    with open_session(ORGANIZER, writing=True) as session:
        assert len(counties_of(session, "ky")) == 120
        number = start_guide(session, plan=GuidePlan("Adair", "ky", "21001"), now=NOW)
    section = composed(number).sections[0]
    assert isinstance(section.blocks[0], Text)
    assert section.blocks[0].words.en == "No school figures of Adair County are on file yet."


def test_the_same_guide_for_other_districts_takes_their_name_in_both_languages(sqlite_store: str) -> None:
    foundation()
    figures()
    number = guide_of(RIVER, kinds=(SectionKind.SCHOOLS, SectionKind.WORDS))
    fill(number, SectionKind.SCHOOLS, words="Example River needs teachers.")
    translate(number)
    with open_session(ORGANIZER) as session:
        hill = find_district(session, HILL, state="ky")
        here = compose(session, number, today=TODAY)
        there = compose_for_districts(session, number, unit_ids=(hill,), today=TODAY)
    said = [block.words for block in there.sections[0].blocks if isinstance(block, Text)]
    assert said[-1].en == "Example Hill needs teachers."
    assert said[-1].es.startswith("Example Hill")
    assert (here.place, there.place) == ("Example River", "Example Hill")


@pytest.mark.usefixtures("sqlite_store")
def test_the_glossary_holds_only_terms_the_guide_uses() -> None:
    foundation()
    figures()
    number = guide_of(RIVER)
    fill(number, SectionKind.SCHOOLS, words="The levy pays for paraprofessionals.")
    terms = {term.en: term.es for term, _meaning in composed(number).glossary}
    assert terms["Levy"] == "Impuesto local"
    assert "Paraprofessional" in terms
    assert "Veto" not in terms
