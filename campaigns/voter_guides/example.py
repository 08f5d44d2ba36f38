"""The example’s voter guide: real public figures of a county, and made-up words that say so."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from budget.line_items.models import LineItem
from campaigns.voter_guides.composing import sections_of
from campaigns.voter_guides.guide_commands import GuidePlan, SectionPlan, change_section, start_guide
from campaigns.voter_guides.models import Guide
from campaigns.voter_guides.rules import SectionKind
from campaigns.voter_guides.translations import keep_translation
from data.examples import example_loader
from data.places import Jurisdiction, Place
from data.provenance import Source, SourceKind

TITLE = "Schools on the ballot: Jefferson County (example)"
TITLE_ES = "Las escuelas en la boleta: condado de Jefferson (ejemplo)"
STATE, COUNTY = "ky", "21111"
SOURCE = "guide-example-how-to-vote"
LINE, LINE_ES = "SEEK guaranteed base per pupil", "Base garantizada de SEEK por alumno"
PASSAGES = (
    ("You vote at the polling place of your address (example).",
     "Usted vota en el lugar de votación de su dirección (ejemplo)."),
    ("Bring a document with your name and photo (example).", "Traiga un documento con su nombre y foto (ejemplo)."),
    ("If you are in line when the polls close, you may still vote (example).",
     "Si está en la fila cuando cierran las urnas, todavía puede votar (ejemplo)."),
)  # fmt: skip


@example_loader("voter guide", order=90)
def load_guide(session: Session, now: datetime) -> None:
    """Put the guide in when none of its title is there, and the county is on file."""
    if session.exec(select(Guide.id).where(Guide.title == TITLE)).first() is not None:
        return
    county = (
        select(Place.id)
        .join(Jurisdiction, col(Jurisdiction.id) == Place.jurisdiction_id)
        .where(Jurisdiction.code == STATE, Place.code == COUNTY)
    )
    if session.exec(county).first() is None:
        return
    in_five_weeks = now.date() + timedelta(days=35)
    tuesday = in_five_weeks + timedelta(days=(1 - in_five_weeks.weekday()) % 7)
    plan = GuidePlan(TITLE, STATE, COUNTY, (), tuesday)
    number = start_guide(session, plan=plan, now=now, is_example=True)
    _say(session, number, now)
    for english, spanish in ((TITLE, TITLE_ES), (LINE, LINE_ES), *PASSAGES[:-1]):
        keep_translation(session, english=english, words=spanish, version=0, now=now)


def _say(session: Session, guide_id: int, now: datetime) -> None:
    """A line of the budget, and how to vote; the section on candidates waits for a contest."""
    version = 1
    source = _source(session, now)
    line = session.exec(select(LineItem.id).where(LineItem.name == LINE)).first()
    chosen: dict[str, dict[str, Any]] = {
        SectionKind.BUDGET: {"lines": [line] if line is not None else []},
        SectionKind.VOTING: {"passages": [{"words": english, "source": source} for english, _es in PASSAGES]},
    }
    for section in sections_of(session, guide_id):
        if section.kind in chosen:
            plan = SectionPlan(chosen=chosen[section.kind])
            version = change_section(
                session, guide_id=guide_id, version=version, section_id=section.id or 0, plan=plan
            )  # fmt: skip


def _source(session: Session, now: datetime) -> int:
    known = session.exec(select(Source.id).where(Source.key == SOURCE)).first()
    if known is not None:
        return known
    row = Source(
        key=SOURCE, title="How to vote (example document)", publisher="Example County Clerk",
        address="https://example.org/how-to-vote", retrieved_on=now.date(), kind=SourceKind.OURS.value,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id or 0
