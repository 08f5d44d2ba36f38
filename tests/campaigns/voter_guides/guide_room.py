"""What the tests of guides do again and again: a small county of example districts, and a guide of it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from budget.districts.queries import find_district
from budget.line_items.queries import find_line
from campaigns.voter_guides.composing import compose
from campaigns.voter_guides.content import GuideContent
from campaigns.voter_guides.editions import let_stand
from campaigns.voter_guides.gate import in_the_way
from campaigns.voter_guides.gate_facts import checked
from campaigns.voter_guides.gate_results import CheckResult, GuideFinding
from campaigns.voter_guides.guide_commands import GuidePlan, SectionPlan, change_section, remove_section, start_guide
from campaigns.voter_guides.guides import GuideOf, SectionOf, guide
from campaigns.voter_guides.rules import GuideCheck, SectionKind
from campaigns.voter_guides.translations import keep_translation, without_translation
from data.store import open_session
from tests.budget.districts.room import district, foundation, keep_figures, said
from tests.support import ORGANIZER

TODAY = date(2018, 3, 2)
NOW = datetime(2018, 3, 2, 12, tzinfo=UTC)
ELECTION = date(2018, 5, 22)
RIVER, HILL = "275", "001"
PASSAGE = {"words": "Bring a photo.", "title": "How to vote (example)", "address": "https://example.org/vote"}


def figures(*, students: int = 96_000) -> None:
    """Two example districts: one with plenty of figures, one where every small count is masked."""
    rows = [said(RIVER, "enrollment", year, "all", students) for year in (2016, 2017)]
    rows += [said(RIVER, "enrollment", 2017, "black", 35_000), said(RIVER, "enrollment", 2017, "white", 61_000)]
    rows += [said(RIVER, "spending_total_per_pupil", year, "all", 1_400_000 + year) for year in (2016, 2017)]
    rows += [said(RIVER, "teachers_fte", 2017, "all", 612_100), said(RIVER, "teachers_fte", 2017, "black", 81_900)]
    rows += [said(HILL, "enrollment", 2017, "all"), said(HILL, "oss_events", 2017, "all")]
    keep_figures([district(RIVER, "Example River"), district(HILL, "Example Hill")], rows,
                 title=f"School figures of {students} (example)")  # fmt: skip


def guide_of(*codes: str, kinds: tuple[SectionKind, ...] = (SectionKind.SCHOOLS,), **more: Any) -> int:
    """A guide of some example districts with sections of these kinds and their Spanish but for its own words."""
    with open_session(ORGANIZER, writing=True) as session:
        units = tuple(find_district(session, code, state="ky") for code in codes)
        plan = GuidePlan("Schools on the ballot", "ky", "", units, more.pop("election_on", ELECTION))
        number = start_guide(session, plan=plan, now=NOW)
        for section in guide(session, number).sections:
            if section.kind not in kinds:
                drop(session, number, section)
    return number


def drop(session: Session, number: int, section: SectionOf) -> None:
    remove_section(session, guide_id=number, version=guide(session, number).version, section_id=section.id)


def fill(number: int, kind: SectionKind, **plan: Any) -> None:
    """Say what the first section of a kind shows."""
    with open_session(ORGANIZER, writing=True) as session:
        found = guide(session, number)
        section = next(one for one in found.sections if one.kind is kind)
        change_section(session, guide_id=number, version=found.version, section_id=section.id, plan=SectionPlan(**plan))


def composed(number: int, today: date = TODAY) -> GuideContent:
    with open_session(ORGANIZER) as session:
        return compose(session, number, today=today)


def results(number: int, today: date = TODAY) -> dict[GuideCheck, CheckResult]:
    with open_session(ORGANIZER) as session:
        found = checked(session, number, compose(session, number, today=today), today=today)
    return {one.check: one for one in found}


def open_findings(number: int, today: date = TODAY) -> tuple[GuideFinding, ...]:
    return in_the_way(tuple(results(number, today).values()))


def translate(number: int, **said_: str) -> None:
    """Give every passage of a guide that waits for it a made-up Spanish that keeps its figures and numbers."""
    with open_session(ORGANIZER, writing=True) as session:
        for one in without_translation(compose(session, number, today=TODAY)):
            words = said_.get(one.english, f"{one.english} (es)")
            keep_translation(session, english=one.english, words=words, version=0, now=NOW)


def ready_guide() -> tuple[int, GuideOf]:
    """A guide of the large district that passes every check."""
    foundation()
    figures()
    number = guide_of(RIVER, kinds=(SectionKind.SCHOOLS, SectionKind.VOTING))
    fill(number, SectionKind.VOTING, chosen={"passages": [PASSAGE]})
    translate(number)
    with open_session(ORGANIZER) as session:
        return number, guide(session, number)


def ready_for_today() -> None:
    """In a store with the starter figures, a guide of Jefferson County that can be published today."""
    now = datetime.now(UTC)
    today = now.date()
    with open_session(ORGANIZER, writing=True) as session:
        plan = GuidePlan("Schools on the ballot (example)", "ky", "21111", (), today + timedelta(days=40))
        number = start_guide(session, plan=plan, now=now)
        for section in guide(session, number).sections:
            if section.kind is SectionKind.CANDIDATES:
                drop(session, number, section)
    fill(number, SectionKind.BUDGET, chosen={"lines": [_line()]})
    fill(number, SectionKind.VOTING, chosen={"passages": [PASSAGE]})
    translate(number)
    with open_session(ORGANIZER, writing=True) as session:
        for one in open_findings(number, today):
            let_stand(session, guide_id=number, finding=one, name="Ana Sample", reason="An example.", now=now)


def _line() -> int:
    with open_session(ORGANIZER) as session:
        return find_line(session, "SEEK guaranteed base per pupil", jurisdiction="ky")
