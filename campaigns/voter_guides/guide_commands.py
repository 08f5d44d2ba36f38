"""Make guides: start one, say of which place and day, add, move, change and remove its sections; each noted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from budget.districts.models import SchoolUnit, UnitLevel
from budget.line_items.models import LineItem
from campaigns.equity.indicators import indicators
from campaigns.positions.models import BallotQuestion
from campaigns.voter_guides.composing import sections_of
from campaigns.voter_guides.models import NAME, Contest, Guide, GuideSection
from campaigns.voter_guides.rules import LONGEST_WORDS, MOST_SECTIONS, SectionKind
from data.access import Permission, requires
from data.audit import changed, note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.places import Jurisdiction
from data.places import Place as PlaceRecord
from data.provenance import Source, entered_source
from data.records import Record
from data.versions import columns_of, newest

KEPT = ("title", "county_fips", "place", "unit_ids", "election_on")
GUIDE = "The guide"
USUAL_SECTIONS = (SectionKind.SCHOOLS, SectionKind.BUDGET, SectionKind.CANDIDATES, SectionKind.VOTING)


@dataclass(frozen=True, slots=True)
class GuidePlan:
    """What a person says of a guide: its title, the state, a county or districts of it, and the election day."""

    title: str
    state: str
    county_fips: str = ""
    unit_ids: tuple[int, ...] = ()
    election_on: date | None = None


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """What a section says and shows; `chosen` holds the numbers of records by what they are."""

    heading: str = ""
    words: str = ""
    chosen: Mapping[str, Any] | None = None
    source_id: int | None = None


def subject_of(guide_id: int) -> str:
    """How the record of changes names a guide."""
    return f"guide {guide_id}"


@requires(Permission.PLAN_CAMPAIGNS)
def start_guide(
    session: Session, *, plan: GuidePlan, now: datetime, with_sections: bool = True, is_example: bool = False
) -> int:
    """Start a guide with the usual sections; its number. Raises InvalidInput, NotFound."""
    take_turn(session)
    row = Guide(title="", jurisdiction_id=0, made=now, is_example=is_example)
    _say(session, row, plan)
    _check_title(session, row.title, None)
    session.add(row)
    session.flush()
    for position, kind in enumerate(USUAL_SECTIONS if with_sections else (), start=1):
        session.add(GuideSection(guide_id=row.id or 0, position=position, kind=kind.value))
    session.flush()
    note_act(session, "start guide", subject=subject_of(row.id or 0), called=row.title, after=columns_of(row, KEPT))
    return row.id or 0


@requires(Permission.PLAN_CAMPAIGNS)
def change_guide(session: Session, *, guide_id: int, version: int, plan: GuidePlan) -> int:
    """Change title, place or day; the version now. Raises NotFound, and InvalidInput when somebody was faster."""
    row = newest(session, Guide, guide_id, version=version, what=GUIDE)
    before = columns_of(row, KEPT)
    _say(session, row, plan)
    _check_title(session, row.title, row.id)
    difference = changed(before, columns_of(row, KEPT))
    if not difference["after"]:
        return row.version
    return _touched(session, row, "change guide", **difference)


def _say(session: Session, row: Guide, plan: GuidePlan) -> None:
    title = " ".join(plan.title.split())
    if not title or len(title) > NAME:
        raise InvalidInput("Give the guide a title of up to {n} letters, such as “Schools on the ballot”.", n=NAME)
    state = session.exec(select(Jurisdiction).where(Jurisdiction.code == plan.state.lower())).first()
    if state is None:
        raise NotFound("The state “{state}”", state=plan.state)
    row.title, row.jurisdiction_id, row.election_on = title, state.id or 0, plan.election_on
    row.county_fips, row.unit_ids, row.place = "", [], state.name
    if plan.county_fips:
        row.county_fips, row.place = plan.county_fips, _county(session, state.id or 0, plan.county_fips)
    if plan.unit_ids:
        names = _district_names(session, state.id or 0, plan.unit_ids)
        row.unit_ids = list(plan.unit_ids)
        row.place = row.place if plan.county_fips else ", ".join(names)[:NAME]


def _county(session: Session, jurisdiction_id: int, fips: str) -> str:
    p = PlaceRecord
    asked = select(p.name).where(p.jurisdiction_id == jurisdiction_id, p.kind == "county", p.code == fips)
    name = session.exec(asked).first()
    if name is None:
        raise NotFound("The county “{county}”", county=fips)
    return name


def _district_names(session: Session, jurisdiction_id: int, numbers: tuple[int, ...]) -> list[str]:
    u = SchoolUnit
    asked = select(u.id, u.name).where(
        u.jurisdiction_id == jurisdiction_id, u.level == UnitLevel.DISTRICT.value, col(u.id).in_(numbers)
    )
    found = dict(session.exec(asked).all())
    if set(found) != set(numbers):
        raise NotFound("A district of the guide")
    return [found[number] for number in numbers]


def _check_title(session: Session, title: str, own_id: int | None) -> None:
    """A second click, or a second person, would make a guide twice."""
    for number, other in session.exec(select(Guide.id, Guide.title)):
        if other.casefold() == title.casefold() and number != own_id:
            raise InvalidInput(
                "There is a guide “{title}” already. Open it, or give this one another title.", title=title
            )


@requires(Permission.PLAN_CAMPAIGNS)
def add_section(session: Session, *, guide_id: int, version: int, kind: SectionKind, plan: SectionPlan) -> int:
    """Add a section at the end; its number. Raises NotFound, and InvalidInput when somebody was faster."""
    row = newest(session, Guide, guide_id, version=version, what=GUIDE)
    stand = sections_of(session, guide_id)
    if len(stand) >= MOST_SECTIONS:
        raise InvalidInput("A guide has up to {n} sections. Put two of them together.", n=MOST_SECTIONS)
    position = max((one.position for one in stand), default=0) + 1
    section = GuideSection(guide_id=guide_id, position=position, kind=kind.value)
    _say_section(session, section, plan)
    session.add(section)
    session.flush()
    _touched(session, row, "add guide section", kind=kind.value)
    return section.id or 0


@requires(Permission.PLAN_CAMPAIGNS)
def change_section(session: Session, *, guide_id: int, version: int, section_id: int, plan: SectionPlan) -> int:
    """Change what a section says and shows; the guide's version now. Raises NotFound, InvalidInput."""
    row = newest(session, Guide, guide_id, version=version, what=GUIDE)
    section = _section(session, guide_id, section_id)
    before = (section.heading, section.words, section.chosen, section.source_id)
    _say_section(session, section, plan)
    if before == (section.heading, section.words, section.chosen, section.source_id):
        return row.version
    session.add(section)
    return _touched(session, row, "change guide section", section=section_id, kind=section.kind)


@requires(Permission.PLAN_CAMPAIGNS)
def move_section(session: Session, *, guide_id: int, version: int, section_id: int, up: bool) -> int:
    """Move a section one place up or down; at the end of the list it stays. The version now."""
    row = newest(session, Guide, guide_id, version=version, what=GUIDE)
    stand = list(sections_of(session, guide_id))
    here = next((place for place, one in enumerate(stand) if one.id == section_id), None)
    if here is None:
        raise NotFound("The section")
    there = here - 1 if up else here + 1
    if not 0 <= there < len(stand):
        return row.version
    stand[here], stand[there] = stand[there], stand[here]
    for position, one in enumerate(stand, start=1):
        one.position = position
        session.add(one)
    return _touched(session, row, "move guide section", section=section_id)


@requires(Permission.PLAN_CAMPAIGNS)
def remove_section(session: Session, *, guide_id: int, version: int, section_id: int) -> int:
    """Take a section out; its translations stay on file. The version now. Raises NotFound, InvalidInput."""
    row = newest(session, Guide, guide_id, version=version, what=GUIDE)
    section = _section(session, guide_id, section_id)
    session.delete(section)
    return _touched(session, row, "remove guide section", section=section_id, kind=section.kind)


def _section(session: Session, guide_id: int, section_id: int) -> GuideSection:
    asked = select(GuideSection).where(GuideSection.id == section_id, GuideSection.guide_id == guide_id)
    found = session.exec(asked).first()
    if found is None:
        raise NotFound("The section")
    return found


CHOSEN: dict[str, tuple[str, type[Record]]] = {
    "lines": ("A line item", LineItem), "contests": ("A contest", Contest), "questions": ("A question", BallotQuestion),
}  # fmt: skip


def _say_section(session: Session, section: GuideSection, plan: SectionPlan) -> None:
    heading, words = " ".join(plan.heading.split()), plan.words.strip()
    if len(heading) > NAME:
        raise InvalidInput("A heading has up to {n} letters. Shorten it.", n=NAME)
    if len(words) > LONGEST_WORDS:
        raise InvalidInput("A section has up to {n} letters of words. Split it into two.", n=f"{LONGEST_WORDS:,}")
    chosen = dict(plan.chosen or {})
    for name, (what, model) in CHOSEN.items():
        _check_there(session, model, [int(one) for one in chosen.get(name, [])], what)
    chosen["passages"] = [_passage(session, one) for one in chosen.get("passages", []) if one.get("words", "").strip()]
    sources = [int(one["source"]) for one in chosen["passages"] if one["source"]]
    _check_there(session, Source, sources + ([plan.source_id] if plan.source_id else []), "A source")
    for code in chosen.get("indicators") or []:
        if code.partition(":")[0] not in indicators():
            raise NotFound("The indicator “{code}”", code=code)
    section.heading, section.words, section.chosen, section.source_id = heading, words, chosen, plan.source_id


def _passage(session: Session, said: Mapping[str, Any]) -> dict[str, Any]:
    """A passage on how to vote with its document; one that is named by title and address is put on file."""
    source = said.get("source")
    if not source and said.get("title", "").strip():
        source = entered_source(session, str(said["title"]), str(said.get("address", ""))).id
    return {"words": str(said["words"]).strip(), "source": source}


def _check_there(session: Session, model: type[Record], numbers: list[int], what: str) -> None:
    keyed: Any = model
    if set(session.exec(select(keyed.id).where(keyed.id.in_(numbers))).all()) != set(numbers):
        raise NotFound(what)


def _touched(session: Session, row: Guide, act: str, **detail: Any) -> int:
    row.version += 1
    session.add(row)
    session.flush()
    note_act(session, act, subject=subject_of(row.id or 0), called=row.title, **detail)
    return row.version
