"""A guide's content from the store: its sections in order, figures with keys, documents, translations, glossary."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from budget.districts.models import SchoolUnit, UnitLevel
from campaigns.voter_guides.composing_budget import budget_blocks
from campaigns.voter_guides.composing_others import ballot_section, candidates_section, voting_section, words_section
from campaigns.voter_guides.composing_parts import Gathered, Place, SectionToCompose
from campaigns.voter_guides.composing_schools import schools_blocks
from campaigns.voter_guides.content import SPANISH, Block, GuideContent, Section, Words
from campaigns.voter_guides.glossary import terms_in
from campaigns.voter_guides.models import Guide, GuideSection
from campaigns.voter_guides.own_words import HEADINGS, named, under_title
from campaigns.voter_guides.passages import mapped, passages
from campaigns.voter_guides.rules import SectionKind
from campaigns.voter_guides.translations import known_translations, passage_hash
from coalition.organizations.models import Organization
from data.errors import NotFound
from data.places import Jurisdiction
from data.places import Place as PlaceRecord

Composer = Callable[[Gathered, SectionToCompose], tuple[Block, ...]]
COMPOSERS: Mapping[SectionKind, Composer] = {
    SectionKind.SCHOOLS: schools_blocks,
    SectionKind.BUDGET: budget_blocks,
    SectionKind.BALLOT: ballot_section,
    SectionKind.CANDIDATES: candidates_section,
    SectionKind.VOTING: voting_section,
    SectionKind.WORDS: words_section,
}


def compose(session: Session, guide_id: int, *, today: date) -> GuideContent:
    """The content of a guide as the store has it today. Raises NotFound."""
    return _composed(session, _guide(session, guide_id), None, today)


def compose_like(session: Session, guide_id: int, *, county_fips: str, today: date) -> GuideContent:
    """The same guide made for another county: its districts, its name in place of the first one's. Raises NotFound."""
    return _composed(session, _guide(session, guide_id), county_fips, today)


def compose_for_districts(session: Session, guide_id: int, *, unit_ids: tuple[int, ...], today: date) -> GuideContent:
    """The same guide made for other districts, under their names. Raises NotFound."""
    guide = _guide(session, guide_id)
    rows = session.exec(select(SchoolUnit.id, SchoolUnit.name).where(col(SchoolUnit.id).in_(unit_ids))).all()
    names = dict(rows)
    if set(names) != set(unit_ids):
        raise NotFound("A district of the list")
    name = ", ".join(names[number] for number in unit_ids)
    return _content(session, guide, _place(session, guide, "", name, unit_ids), today)


def counties_of(session: Session, state: str) -> dict[str, str]:
    """The counties of a state: code to name, in the order of their codes; for making a guide for each."""
    asked = (
        select(PlaceRecord.code, PlaceRecord.name)
        .join(Jurisdiction, col(Jurisdiction.id) == PlaceRecord.jurisdiction_id)
        .where(Jurisdiction.code == state.lower(), PlaceRecord.kind == "county")
        .order_by(col(PlaceRecord.code))
    )
    return dict(session.exec(asked).all())


def districts_in(session: Session, jurisdiction_id: int, county_fips: str) -> tuple[int, ...]:
    """The districts that lie in a county, in the order of their codes; schools of the state itself are none."""
    asked = (
        select(SchoolUnit.id)
        .join(PlaceRecord, col(PlaceRecord.id) == SchoolUnit.county_id)
        .where(
            SchoolUnit.jurisdiction_id == jurisdiction_id, SchoolUnit.level == UnitLevel.DISTRICT.value,
            PlaceRecord.code == county_fips, PlaceRecord.kind == "county", ~col(SchoolUnit.kind).startswith("state "),
        )
        .order_by(col(SchoolUnit.code))
    )  # fmt: skip
    return tuple(number or 0 for number in session.exec(asked))


def _guide(session: Session, guide_id: int) -> Guide:
    found = session.exec(select(Guide).where(Guide.id == guide_id)).first()
    if found is None:
        raise NotFound("The guide")
    return found


def _composed(session: Session, guide: Guide, county_fips: str | None, today: date) -> GuideContent:
    if county_fips is None or county_fips == guide.county_fips:
        units = tuple(guide.unit_ids) or districts_in(session, guide.jurisdiction_id, guide.county_fips)
        return _content(session, guide, _place(session, guide, guide.county_fips, guide.place, units), today)
    county = session.exec(
        select(PlaceRecord.name).where(
            PlaceRecord.jurisdiction_id == guide.jurisdiction_id,
            PlaceRecord.code == county_fips,
            PlaceRecord.kind == "county",
        )
    ).first()
    if county is None:
        raise NotFound("The county “{county}”", county=county_fips)
    units = districts_in(session, guide.jurisdiction_id, county_fips)
    return _content(session, guide, _place(session, guide, county_fips, county, units), today)


def _place(session: Session, guide: Guide, county_fips: str, name: str, units: tuple[int, ...]) -> Place:
    state = session.exec(select(Jurisdiction).where(Jurisdiction.id == guide.jurisdiction_id)).one()
    return Place(state.code, state.name, county_fips, name or state.name, units)


def _content(session: Session, guide: Guide, place: Place, today: date) -> GuideContent:
    known = known_translations(session, SPANISH)
    own_place = guide.place

    def renamed(words: str) -> str:
        return words.replace(own_place, place.name) if own_place and place.name != own_place else words

    publisher = session.exec(select(Organization.name).where(col(Organization.is_host).is_(True))).first() or ""
    gathered = Gathered(
        session, place, publisher=publisher, spanish=lambda text: known.get(passage_hash(text), ""),
        renamed=renamed, today=today,
    )  # fmt: skip
    sections = tuple(_section(gathered, guide, one) for one in sections_of(session, guide.id or 0))
    content = GuideContent(
        title=gathered.own(guide.title),
        place=place.name,
        under=under_title(named("state", place.state, place.state_name).en, guide.election_on),
        election_on=guide.election_on.isoformat() if guide.election_on else "",
        as_of=today.isoformat(),
        sections=sections,
        figures=tuple(gathered.figures),
        sources=gathered.documents(),
        publisher=publisher,
        live=f"/edition?guide={guide.id}",
        is_example=guide.is_example,
    )
    content = mapped(content, gathered.complete)
    return replace(content, glossary=terms_in(one.words.en for one in passages(content)))


def _section(gathered: Gathered, guide: Guide, section: GuideSection) -> Section:
    kind = SectionKind(section.kind)
    kept = SectionToCompose(
        section.id or 0, section.kind, section.heading, section.words, section.chosen, section.source_id
    )
    heading: Words = gathered.own(section.heading) if section.heading.strip() else HEADINGS[kind]
    address = f"/guide?guide={guide.id}&section={section.id}"
    return Section(section.kind, heading, COMPOSERS[kind](gathered, kept), address)


def sections_of(session: Session, guide_id: int) -> tuple[GuideSection, ...]:
    """The sections of a guide as they are kept, in the order of reading."""
    asked = select(GuideSection).where(GuideSection.guide_id == guide_id)
    return tuple(session.exec(asked.order_by(col(GuideSection.position), col(GuideSection.id))))
