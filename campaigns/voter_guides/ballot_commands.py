"""Say by hand what a ballot question means, and link a levy question with a kept tax scenario."""

from dataclasses import dataclass, field, replace
from typing import Any

from sqlmodel import Session

from budget.scenarios.queries import scenario
from campaigns.positions.models import NAME, SHORT, BallotQuestion
from campaigns.voter_guides.ballot_rules import LONGEST_TEXT, folded
from campaigns.voter_guides.ballot_sheets import TAX
from campaigns.voter_guides.models import QuestionSheet
from data.access import Permission, requires
from data.audit import changed, note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.provenance import entered_source
from data.versions import changed_words, columns_of

MARKS = ("bill_number", "outcome", "committee_for", "committee_against")
WORDS = ("yes_means", "no_means", "money_effect", "arguments_for", "arguments_against", "summary")
NAMES = {"bill_number": SHORT, "outcome": SHORT, "committee_for": NAME, "committee_against": NAME}


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What a person takes from the official document; an empty text is what the document says nothing about."""

    yes_means: str = ""
    no_means: str = ""
    money_effect: str = ""
    arguments_for: str = ""
    arguments_against: str = ""
    summary: str = ""
    committee_for: str = ""
    committee_against: str = ""
    bill_number: str = ""
    outcome: str = ""
    document: str = ""
    address: str = field(default="")


@requires(Permission.IMPORT_FIGURES)
def keep_sheet(session: Session, *, ballot_question_id: int, version: int, words: SheetWords) -> int:
    """Keep what a question means, as its official document words it; returns the sheet's version now.

    Money of committees and the scenario stay as they are. Raises NotFound, and InvalidInput for a sheet without a
    document, for texts that are too long and when somebody else was faster.
    """
    row = _newest(session, ballot_question_id, version)
    if row.source_id is None and not words.document.strip():
        raise InvalidInput("Name the document these words stand in, such as “Information for Voters, 2024”.")
    before, texts = columns_of(row, MARKS), {name: getattr(row, name) or "" for name in WORDS}
    for name, value in _checked(words).items():
        setattr(row, name, value)
    after = columns_of(row, MARKS)
    said = [name for name in changed_words(dict(texts), row) if (getattr(row, name) or "") != texts[name]]
    if before == after and not said and not words.document.strip():
        return row.version
    if words.document.strip():
        row.source_id = entered_source(session, words.document, words.address).id
    row.version += 1
    session.add(row)
    session.flush()
    note_act(
        session, "keep ballot question’s meaning", subject=f"ballot question {ballot_question_id}", words=said,
        **changed(before, after),
    )  # fmt: skip
    return row.version


def _newest(session: Session, ballot_question_id: int, version: int) -> QuestionSheet:
    """The sheet as it stands when nobody changed it since; a new one for version 0."""
    take_turn(session)
    if session.get(BallotQuestion, ballot_question_id) is None:
        raise NotFound("The ballot question")
    row = session.get(QuestionSheet, ballot_question_id, populate_existing=True)
    if (row.version if row else 0) != version:
        raise InvalidInput(
            "What this question means was changed by somebody else since you opened it, and their change stands. "
            "Look at it again, then save yours."
        )
    return row or QuestionSheet(ballot_question_id=ballot_question_id, version=0)


def _checked(words: SheetWords) -> dict[str, Any]:
    clean = replace(words, **{name: folded(getattr(words, name)) for name in WORDS})
    for name in WORDS:
        if len(getattr(clean, name)) > LONGEST_TEXT:
            raise InvalidInput("A text has more than {n} letters. Shorten it.", n=f"{LONGEST_TEXT:,}")
    found: dict[str, Any] = {name: getattr(clean, name) or None for name in WORDS}
    for name, most in NAMES.items():
        text = " ".join(getattr(words, name).split())
        if len(text) > most:
            raise InvalidInput("“{said}…” has more than {n} letters. Shorten it.", said=text[:40], n=most)
        found[name] = text or (None if name.startswith("committee") else "")
    return found


@requires(Permission.PLAN_CAMPAIGNS)
def link_scenario(session: Session, *, ballot_question_id: int, version: int, scenario_id: int | None) -> int:
    """Link a levy question with a kept tax scenario, or with none; returns the sheet's version now.

    Raises NotFound, and InvalidInput for a scenario that is not of a tax and when somebody else was faster.
    """
    row = _newest(session, ballot_question_id, version)
    if scenario_id is not None and scenario(session, scenario_id).calculator not in TAX:
        raise InvalidInput("This scenario is not of a tax. Choose one that was kept on the page Taxes.")
    if row.scenario_id == scenario_id:
        return row.version
    before = {"scenario_id": row.scenario_id}
    row.scenario_id = scenario_id
    row.version += 1
    session.add(row)
    session.flush()
    note_act(
        session, "link ballot question with a scenario", subject=f"ballot question {ballot_question_id}",
        **changed(before, {"scenario_id": scenario_id}),
    )  # fmt: skip
    return row.version
