"""Which pairs of lines may be one and wait for a person, and which were told apart."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import exists, func
from sqlmodel import Session, col, select

from budget.line_items.models import Appropriation, LineItem, LineItemName, Stage
from budget.line_items.queries import LineHead, Place
from budget.line_items.rules import name_key
from budget.line_items.stages import LineItemKind, StageKind
from budget.lineage.across import pairs_across
from budget.lineage.lines import heads_of
from budget.lineage.models import LineChange, LineChangeEnd, NotTheSame
from budget.lineage.rules import Side
from budget.lineage.settled import SettledByYear, cents_of_bases, settled_of
from budget.lineage.suggestions import NamedLine, Suggestion, name_pairs, suggestion_of
from data.periods import FiscalYear
from data.records import columns

SETTLING = (StageKind.ENACTED.value, StageKind.ADJUSTMENT.value)


@dataclass(frozen=True, slots=True)
class OpenSuggestion:
    """A suggestion with what is known of both lines: names, documents and settled amounts."""

    suggestion: Suggestion
    before: LineHead
    after: LineHead
    names: dict[int, tuple[str, ...]]
    settled: dict[int, SettledByYear]


def told_apart(session: Session, place: Place) -> tuple[tuple[LineHead, LineHead], ...]:
    """The pairs a person said are not the same line."""
    pairs = session.execute(
        select(NotTheSame.line_item_id, NotTheSame.other_line_id)
        .join(LineItem, col(LineItem.id) == NotTheSame.line_item_id)
        .where(LineItem.jurisdiction_id == place.id)
        .order_by(col(NotTheSame.set_at).desc())
    ).all()
    heads = heads_of(session, {line for pair in pairs for line in pair}, {place.id: place})
    return tuple((heads[one], heads[other]) for one, other in pairs)


def open_suggestions(session: Session, place: Place) -> tuple[OpenSuggestion, ...]:
    """The pairs of lines that may be one and nobody has decided on: those of one agency first, then by likeness."""
    apart = {frozenset({one.id, other.id}) for one, other in told_apart(session, place)}
    lines, gone, come = _named_lines(session, place), *_decided_ends(session, place)
    alike = (*name_pairs(lines, apart), *pairs_across(lines, apart))
    pairs = [p for p in alike if p.before.id not in gone and p.after.id not in come]
    ids = {line.id for pair in pairs for line in (pair.before, pair.after)}
    bases = settled_of(session, place, ids) if ids else {}
    cents = cents_of_bases(bases)
    heads = heads_of(session, ids, {place.id: place})
    names = {line.id: line.names for pair in pairs for line in (pair.before, pair.after)}
    found = [s for pair in pairs if (s := suggestion_of(pair, cents))]
    return tuple(
        OpenSuggestion(
            s,
            heads[s.before_id],
            heads[s.after_id],
            {line: names[line] for line in (s.before_id, s.after_id)},
            {line: bases[line] for line in (s.before_id, s.after_id)},
        )
        for s in sorted(found, key=lambda s: (s.crosses, -s.score, s.before_id, s.after_id))
    )


def _decided_ends(session: Session, place: Place) -> tuple[set[int], set[int]]:
    """The lines of which a change says what became of them, and those of which one says where they came from."""
    rows = session.execute(
        select(LineChangeEnd.line_item_id, LineChangeEnd.side)
        .join(LineChange, col(LineChange.id) == LineChangeEnd.change_id)
        .where(LineChange.jurisdiction_id == place.id)
    ).all()
    return {line for line, side in rows if side == Side.BEFORE}, {line for line, side in rows if side == Side.AFTER}


def _named_lines(session: Session, place: Place) -> list[NamedLine]:
    """Every item with its names and the years it has money; lines that only ever printed 0 are left out."""
    spans = _spans(session, place)
    names, documents = _names(session, place)
    has_figures = exists().where(col(Appropriation.line_item_id) == LineItem.id)
    items = columns(LineItem.id, LineItem.code, LineItem.agency, LineItem.name, has_figures).where(
        col(LineItem.jurisdiction_id) == place.id, col(LineItem.kind) == LineItemKind.ITEM.value
    )
    found = []
    for line, code, agency, name, printed in session.execute(items):
        if printed and line not in spans:
            continue
        first, last = spans.get(line, (None, None))
        said = {name_key(each): each for each in [name, *names[line]]}
        found.append(NamedLine(line, code, agency, tuple(said.values()), first, last, frozenset(documents[line])))
    return found


def _names(session: Session, place: Place) -> tuple[dict[int, list[str]], dict[int, list[int]]]:
    """The names each line was printed under, and the documents that print them."""
    names: dict[int, list[str]] = defaultdict(list)
    documents: dict[int, list[int]] = defaultdict(list)
    rows = (
        select(LineItemName.line_item_id, LineItemName.name, LineItemName.source_id)
        .join(LineItem, col(LineItem.id) == LineItemName.line_item_id)
        .where(LineItem.jurisdiction_id == place.id)
        .order_by(col(LineItemName.id))
    )
    for line, name, document in session.execute(rows):
        names[line].append(name)
        documents[line].append(document)
    return names, documents


def _spans(session: Session, place: Place) -> dict[int, tuple[FiscalYear, FiscalYear]]:
    """The first and last year in which a line was settled at more than 0."""
    a = Appropriation
    settling = select(Stage.id).where(
        Stage.stage_list == place.stage_list, col(Stage.kind).in_(SETTLING), col(Stage.is_change).is_(False)
    )
    rows = session.execute(
        select(a.line_item_id, func.min(a.fiscal_year), func.max(a.fiscal_year))
        .join(LineItem, col(LineItem.id) == a.line_item_id)
        .where(
            LineItem.jurisdiction_id == place.id,
            col(a.preferred),
            col(a.stage_id).in_(settling),
            col(a.amount_cents) != 0,
        )
        .group_by(col(a.line_item_id))
    )
    return {line: (FiscalYear(first), FiscalYear(last)) for line, first, last in rows}
