"""A table of category totals from several dated copies of one page, each copy a document of its own; never summed."""

import re
from collections import defaultdict
from dataclasses import dataclass

from sqlmodel import Session, col, select

from budget.layouts.known import known_mappings
from budget.layouts.mappings import Role, year_of_header
from budget.line_items.figures import FigureWriter, Outcome, Statement
from budget.line_items.given_table import GivenRow, GivenTable
from budget.line_items.import_report import Change
from budget.line_items.models import LineItem
from budget.line_items.queries import stages_with_ids
from budget.line_items.rules import name_key
from budget.line_items.stages import LineItemKind
from data.access import Permission, requires
from data.errors import FileProblem, InvalidInput
from data.imports.amounts import read_amount
from data.language import _
from data.money import dollars
from data.periods import FiscalYear
from data.provenance import SourceKind

SNAPSHOT, CATEGORY, BUDGET, AMOUNT = "snapshot", "category", "budget", "amount"
COPY = re.compile(r"(?P<edition>[0-9]{1,4})(?:\s.*)?", re.DOTALL)
PRESET = "budget-browser"
PAGE = "Budget Browser"
LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class _Total:
    """One total as a copy prints it: cents, and the row it stands in."""

    copy: str
    category: str
    year: FiscalYear
    stage: str
    cents: int
    row: int

    @property
    def edition(self) -> int:
        match = COPY.fullmatch(self.copy)
        return int(match["edition"]) if match else 0

    @property
    def place(self) -> tuple[str, FiscalYear, str]:
        """What is stated, whichever copy says it."""
        return name_key(self.category), self.year, self.stage


@requires(Permission.IMPORT_FIGURES)
def take_category_totals(session: Session, *, given: GivenTable) -> None:
    """Keep what each copy says of each category, oldest copy first; restated totals stay beside the newer ones."""
    given.say_unused(document=False)
    stages = {stage.code: (id_, stage.short_name) for id_, stage in stages_with_ids(session, given.place)}
    totals = _read(given, set(stages))
    lines = _lines(session, given, totals)
    totals = [total for total in totals if name_key(total.category) in lines]
    by_copy: defaultdict[tuple[int, str, str], list[_Total]] = defaultdict(list)
    for total in totals:
        by_copy[total.edition, total.copy, total.category].append(total)
    fresh = {line for line, is_new in lines.values() if is_new}
    for (edition, copy, category), said in sorted(by_copy.items(), key=lambda item: item[0]):
        source = given.named_document(
            session, f"{given.options.document or PAGE}, {category}, copy {copy}", kind=SourceKind.PUBLISHED,
            publisher=known_mappings()[PRESET].publisher, edition=edition,
        )  # fmt: skip
        line = lines[name_key(category)][0]
        writer = FigureWriter(session, batch_id=given.batch_id, source=source)
        statements: list[Statement] = [(int(t.year), stages[t.stage][0], t.cents, None, t.row) for t in said]
        (outcome,) = writer.write([(line, statements)], fresh=fresh & {line})
        fresh.discard(line)
        _count(given, writer)
        _note_changes(given, category, said, outcome.changed, stages)
    given.spans([total.year for total in totals])
    given.years |= {int(total.year) for total in totals}
    _compare(given, totals, stages)


def _read(given: GivenTable, known: set[str]) -> list[_Total]:
    totals: list[_Total] = []
    first: dict[tuple[str, str, FiscalYear, str], int] = {}
    for row in given.rows:
        total = _total(given, row, known)
        if total is None:
            continue
        earlier = first.setdefault((total.copy, *total.place), row.number)
        if earlier != row.number:
            reason = _("“{budget}” of this copy already stands in row {row}. Keep one of the two rows.")
            given.reject(row, BUDGET, reason.format(budget=row[BUDGET], row=earlier))
            continue
        totals.append(total)
    return totals


def _total(given: GivenTable, row: GivenRow, known: set[str]) -> _Total | None:
    """One row as a total; None when it had to be left out."""
    if not COPY.fullmatch(row[SNAPSHOT]):
        reason = _("“{copy}” does not begin with the copy’s number. Write it like “1 (after FY23 GAA)”.")
        given.reject(row, SNAPSHOT, reason.format(copy=row[SNAPSHOT][:60]))
    elif not name_key(row[CATEGORY]) or len(row[CATEGORY]) > LONGEST_NAME:
        given.reject(row, CATEGORY, _("there is no category of up to 300 characters. Write the one that is added up."))
    elif (place := _year_and_stage(row[BUDGET], known)) is None:
        reason = _("“{budget}” is no fiscal year and stage. Write it like FY23 Gov, or FY23 for the final figure.")
        given.reject(row, BUDGET, reason.format(budget=row[BUDGET][:40]))
    else:
        try:
            cents = read_amount(row[AMOUNT], unit=given.unit.dollars)
        except FileProblem as problem:
            given.reject(row, AMOUNT, str(problem))
            return None
        if cents is not None:
            return _Total(row[SNAPSHOT], row[CATEGORY], *place, cents, row.number)
        given.reject(row, AMOUNT, _("there is no amount. Add it, or remove the row."))
    return None


def _year_and_stage(budget: str, known: set[str]) -> tuple[FiscalYear, str] | None:
    """The year and stage a cell such as “FY25 House” names, by the words of the Budget Browser's own columns."""
    column = known_mappings()[PRESET].of(budget, 0)
    try:
        year = year_of_header(budget)
    except InvalidInput:
        return None
    if year is None or column is None or column.role is not Role.AMOUNT or column.stage not in known:
        return None
    return year, column.stage


def _lines(session: Session, given: GivenTable, totals: list[_Total]) -> dict[str, tuple[int, bool]]:
    """The line of each category and whether it is new; a name of something else than a category is left out."""
    found: dict[str, tuple[int, bool]] = {}
    for total in totals:
        key = name_key(total.category)
        if key in found:
            continue
        line = session.exec(
            select(LineItem)
            .where(LineItem.jurisdiction_id == given.place.id, LineItem.name_key == key, col(LineItem.code).is_(None))
            .order_by(col(LineItem.kind) != LineItemKind.CATEGORY_TOTAL, col(LineItem.id))
        ).first()
        if line is not None and line.kind != LineItemKind.CATEGORY_TOTAL:
            _refuse_category(given, totals, key)
            continue
        is_new = line is None
        line = line or LineItem(
            jurisdiction_id=given.place.id, name=total.category, name_key=key, kind=LineItemKind.CATEGORY_TOTAL,
            agency=given.options.agency, batch_id=given.batch_id,
        )  # fmt: skip
        session.add(line)
        session.flush()
        found[key] = line.id or 0, is_new
    return found


def _refuse_category(given: GivenTable, totals: list[_Total], key: str) -> None:
    numbers = {total.row for total in totals if name_key(total.category) == key}
    reason = _("“{name}” is on file as a line item, and a total is never one. Undo the import that made it, or rename.")
    for row in given.rows:
        if row.number in numbers:
            given.reject(row, CATEGORY, reason.format(name=row[CATEGORY][:80]))


def _count(given: GivenTable, writer: FigureWriter) -> None:
    """Each row is one figure: new, restating what is shown, or the same as it."""
    new, restated, same = writer.counts
    for outcome, rows in ((Outcome.NEW, new), (Outcome.CHANGED, restated), (Outcome.SAME, same)):
        given.report.count(outcome, rows)
    given.report.figures_new += new
    given.report.figures_restated += restated
    given.report.figures_same += same
    given.wrote = given.wrote or writer.wrote


def _note_changes(
    given: GivenTable,
    category: str,
    said: list[_Total],
    changed: list[tuple[int, int, int | None]],
    stages: dict[str, tuple[int, str]],
) -> None:
    now = {(int(total.year), stages[total.stage][0]): total for total in said}
    for year, stage_id, before in changed:
        total = now[year, stage_id]
        name = stages[total.stage][1]
        given.report.changes.append(Change(None, category, FiscalYear(year), name, before, total.cents))


def _compare(given: GivenTable, totals: list[_Total], stages: dict[str, tuple[int, str]]) -> None:
    """Which totals later copies state otherwise, each with every amount; and how many stay the same."""
    stated: defaultdict[tuple[str, FiscalYear, str], list[_Total]] = defaultdict(list)
    for total in sorted(totals, key=lambda t: (t.edition, t.copy)):
        stated[total.place].append(total)
    several = [said for said in stated.values() if len(said) > 1]
    restated = [said for said in several if len({total.cents for total in said}) > 1]
    for said in sorted(restated, key=lambda said: (-said[0].year, stages[said[0].stage][0])):
        first, last = said[0], said[-1]
        sentence = _("{category}, {year} {stage}, is restated: {amounts}.").format(
            category=first.category, year=first.year.label, stage=stages[first.stage][1], amounts=_amounts(said)
        )
        given.check(
            "restated", f"{first.year.label} {stages[first.stage][1]}", False, sentence, (first.cents, last.cents)
        )
    if several:
        sentence = _("{n} of the {all} totals that several copies print are the same in each of them.")
        same = len(several) - len(restated)
        given.check("the same", given.label(AMOUNT), True, sentence.format(n=same, all=len(several)))
    copies = sorted({(total.edition, total.copy) for total in totals})
    said_so = _("The table holds {n} copies of one page, read as {n} documents, oldest first: {copies}.")
    given.report.evidence += (said_so.format(n=len(copies), copies="; ".join(copy for _edition, copy in copies)),)


def _amounts(said: list[_Total]) -> str:
    """Each amount with the copies that print it, "$3 in copies 1 and 2, $4 in copy 3"."""
    parts: list[tuple[int, list[str]]] = []
    for total in said:
        if parts and parts[-1][0] == total.cents:
            parts[-1][1].append(str(total.edition))
        else:
            parts.append((total.cents, [str(total.edition)]))
    worded = []
    for cents, editions in parts:
        one, many = _("{amount} in copy {copies}"), _("{amount} in copies {copies}")
        listed = _(" and ").join(filter(None, (", ".join(editions[:-1]), editions[-1])))
        worded.append((one if len(editions) == 1 else many).format(amount=dollars(cents), copies=listed))
    return ", ".join(worded)
