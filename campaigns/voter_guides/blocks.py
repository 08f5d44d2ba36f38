"""What a guide prints of a contest's answers and of a ballot question, in the one form of a guide's content."""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session

from budget.line_items.line_queries import Document
from campaigns.voter_guides import sentences_printed as say
from campaigns.voter_guides.ballot_rules import CommitteeMoney, committee_parts, paragraphs_of
from campaigns.voter_guides.ballot_sheets import SheetOf, question_sheet
from campaigns.voter_guides.content import (
    Answers,
    Block,
    CandidateAnswer,
    Figure,
    Items,
    SourceShown,
    Subheading,
    Table,
    Text,
    Words,
)
from campaigns.voter_guides.contests import CandidateOf, ContestOf, QuestionOf, contest
from campaigns.voter_guides.questionnaires import rotated
from campaigns.voter_guides.tax_effects import TaxEffect, recomputed
from data.errors import InvalidInput
from data.missing import MissingReason
from data.money import dollars

SIDES = ("for", "against")


class BlocksOfQuestion(NamedTuple):
    """What is said of a ballot question, the figures its passages name, and its documents.

    Figures and blocks name documents by their place in `sources`, from 0: whoever joins several shifts them.
    """

    blocks: tuple[Block, ...]
    figures: tuple[Figure, ...]
    sources: tuple[SourceShown, ...]


def answers_blocks(session: Session, contest_id: int, *, today: date | None = None) -> tuple[Block, ...]:
    """Every question of a contest with every candidate's answer, in rotated ballot order; a sentence where none is.

    Who composes the guide names the office and the official list above them.
    Nobody's answers are printed while others can still answer: up to the deadline (`today`; None: it is over), and
    before everybody was asked. Raises NotFound.
    """
    one = contest(session, contest_id, today=today)
    left = tuple(
        Text(say.withdrew(candidate.name, candidate.withdrew)) for candidate in one.candidates if candidate.withdrew
    )
    if not one.running:
        return (Text(say.NOBODY_RUNS), *left)
    if (waiting := _why_not_yet(one, today)) is not None:
        names = Items(tuple(Words(*[_with_party(candidate)] * 2) for candidate in one.running))
        return (Text(say.RUNNING), names, *left, Text(waiting))
    printed = tuple(_answers(one, question, number) for number, question in enumerate(one.questions))
    return (*left, Text(say.how_asked(one)), *printed, *(Text(words) for words in say.after_answers(one)))


def _why_not_yet(one: ContestOf, today: date | None) -> Words | None:
    """Why no answers are printed: no questions, the deadline is not over, or somebody was never asked."""
    if not one.questions or one.deadline is None:
        return say.NO_QUESTIONS
    if today is not None and today <= one.deadline:
        return say.has_until(one.deadline)
    return None if all(each.asked or each.answers for each in one.running) else say.NOT_ALL_ASKED


def _with_party(candidate: CandidateOf) -> str:
    return f"{candidate.name} ({candidate.party})" if candidate.party else candidate.name


def _answers(one: ContestOf, question: QuestionOf, number: int) -> Answers:
    order = rotated(one.running, number)
    deadline = one.deadline.isoformat() if one.deadline else ""
    return Answers(
        Words(question.words), question.topic, deadline, tuple(_answer(candidate, question.id) for candidate in order)
    )


def _answer(candidate: CandidateOf, question_id: int) -> CandidateAnswer:
    given = candidate.answers.get(question_id)
    if given is None:
        return CandidateAnswer(candidate.name, candidate.party, None)
    return CandidateAnswer(candidate.name, candidate.party, given.words, given.language)


def ballot_blocks(session: Session, ballot_question_id: int, *, today: date) -> BlocksOfQuestion:
    """What a ballot question means, its cost recomputed, both arguments and the committees' money. Raises NotFound."""
    sheet = question_sheet(session, ballot_question_id)
    sources = [_shown(sheet.document)] if sheet.document is not None else []
    mine = tuple(range(len(sources)))
    effect, figures = _effect(session, sheet, sources)
    money, sums = _money(sheet, mine)
    blocks: list[Block] = [Subheading(say.question_heading(sheet))]
    if sheet.version == 0:
        return BlocksOfQuestion((*blocks, Text(say.NOTHING_ON_FILE)), (), ())
    blocks += [*_told(say.YES, sheet.yes_means, mine), *_told(say.NO, sheet.no_means, mine)]
    blocks += [*_told(say.COSTS, sheet.money_effect, mine), *effect]
    for side in SIDES:
        blocks += _told(say.ARGUMENT[side], getattr(sheet, f"arguments_{side}"), mine)
    blocks += [*_told(say.SUMMARY, sheet.summary, mine), *money]
    if sheet.outcome and sheet.election_on < today:
        blocks.append(Text(say.outcome(sheet.outcome, sheet.election_on), mine))
    return BlocksOfQuestion(tuple(blocks), (*figures, *sums), tuple(sources))


def _told(heading: Words, text: str | None, sources: tuple[int, ...]) -> list[Block]:
    """A heading and the official words under it; where there are none, that the document says nothing."""
    if text is None:
        return [Subheading(heading), Text(say.SAYS_NOTHING, sources)]
    blocks: list[Block] = [Subheading(heading)]
    bullets: list[Words] = []
    for words, is_bullet in (*paragraphs_of(text), ("", False)):
        if is_bullet:
            bullets.append(Words(words))
            continue
        if bullets:
            blocks.append(Items(tuple(bullets)))
            bullets = []
        if words:
            blocks.append(Text(Words(words), sources))
    return blocks


def _effect(session: Session, sheet: SheetOf, sources: list[SourceShown]) -> tuple[list[Block], tuple[Figure, ...]]:
    """The linked tax scenario, worked out anew; its documents are added to the sources."""
    if sheet.scenario is None:
        return [], ()
    try:
        effect = recomputed(session, sheet.scenario)
    except InvalidInput:
        return [Text(say.NOT_WORKED_OUT)], ()
    start = len(sources)
    sources += [_shown(document) for document in effect.documents]
    places = tuple(range(start, len(sources)))
    figures = tuple(
        Figure(
            _key(sheet, one.key), one.label, dollars(one.cents), str(one.cents), "cents", sources=places,
            address=_address(sheet),
        )
        for one in effect.amounts
    )  # fmt: skip
    return [Text(_keyed(sheet, effect), places)], figures


def _keyed(sheet: SheetOf, effect: TaxEffect) -> Words:
    """The sentence with each amount as a figure's key, which is the question's own."""
    keys = {one.key: "{" + _key(sheet, one.key) + "}" for one in effect.amounts}
    return Words(effect.sentence.en.format(**keys), effect.sentence.es.format(**keys))


def _key(sheet: SheetOf, name: str) -> str:
    return f"q{sheet.id}_{name}"


def _address(sheet: SheetOf) -> str:
    return f"/ballot-question?question={sheet.id}"


def _money(sheet: SheetOf, sources: tuple[int, ...]) -> tuple[list[Block], list[Figure]]:
    """Committees' money of both sides as one table, or the sentence that nothing is said of it."""
    sums = {side: sheet.money(side).together for side in SIDES}
    if sheet.finances is None or not any(sums.values()):
        said = say.SAYS_NOTHING if sheet.finances is None else say.NO_MONEY
        return [Subheading(say.MONEY), Text(said, sources)], []
    figures = {
        (side, kind): _sum(sheet, side, kind, found, sources)
        for side, found in sums.items()
        if found is not None
        for kind in say.MONEY_KINDS
    }
    names = tuple(_committee(sheet, side) for side in SIDES)
    rows = [(say.COMMITTEE, *names)] + [
        (label, *(_cell(figures.get((side, kind))) for side in SIDES)) for kind, label in say.MONEY_KINDS.items()
    ]
    table = Table(say.MONEY_CAPTION, (say.MONEY, *(say.SIDE[side] for side in SIDES)), tuple(rows))
    return [Subheading(say.MONEY), table], list(figures.values())


def _committee(sheet: SheetOf, side: str) -> Words:
    name, _number = committee_parts(getattr(sheet, f"committee_{side}") or "")
    return Words(name, name) if name else say.NONE_NAMED


def _cell(figure: Figure | None) -> Words:
    return say.NONE_REPORTED if figure is None else Words(*["{" + figure.key + "}"] * 2)


def _sum(sheet: SheetOf, side: str, kind: str, sums: CommitteeMoney, sources: tuple[int, ...]) -> Figure:
    cents: int | None = getattr(sums, f"{kind}_cents")
    label = say.of_side(say.MONEY_KINDS[kind], side)
    shown, missing = (dollars(cents), "") if cents is not None else (say.NOT_SAID, MissingReason.NOT_PUBLISHED.value)
    return Figure(
        _key(sheet, f"{side}_{kind}"), label, shown, None if cents is None else str(cents), "cents",
        str(sheet.election_on.year), missing, sources, _address(sheet),
    )  # fmt: skip


def _shown(one: Document) -> SourceShown:
    return SourceShown(
        one.title, one.publisher, one.address, one.page, one.published_on.isoformat() if one.published_on else "",
        one.retrieved_on.isoformat() if one.retrieved_on else "", one.sha256,
    )  # fmt: skip
