"""A table of figures as somebody told them, in their own words, into reported figures; never a sum."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from budget.layouts.mappings import year_of_header
from budget.line_items.figures import Outcome
from budget.line_items.given_table import GivenRow, GivenTable
from budget.line_items.models import LineItem, LineItemName, ReportedFigure
from budget.line_items.queries import stages_with_ids
from budget.line_items.rules import name_key
from budget.line_items.table_kinds import AS_REPORTED
from data.access import Permission, requires
from data.errors import InvalidInput
from data.language import _, ngettext
from data.periods import FiscalYear
from data.provenance import SourceKind

TABLE = "reported_figures"
ACCOUNT, NAME = "account as printed", "name"
# a veto is what was taken away; after it stands the level that was signed
STAGE_OF = {
    "governor": "gov", "house": "hou", "senate": "sen", "conference": "leg", "veto": "veto", "after veto": "signed",
    "override": "override", "enacted": "gaa",
}  # fmt: skip
NUMBER = re.compile(r"[-−]?\$? ?[0-9][0-9,]*(?:\.[0-9]+)? ?(?:k|m|b|thousand|million|billion)?", re.IGNORECASE)
LONGEST_WORDS = 500
WORDS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of told figures and the stage it speaks of."""

    key: str
    stage_id: int
    stage: str


class _Lines:
    """Which line a printed account or name is."""

    def __init__(self, session: Session, place_id: int) -> None:
        self.by_code: dict[str, int] = {}
        self.codes: dict[int, str] = {}
        self.by_name: defaultdict[str, set[int]] = defaultdict(set)
        for line in session.exec(select(LineItem).where(LineItem.jurisdiction_id == place_id)):
            if line.code:
                self.by_code[line.code], self.codes[line.id or 0] = line.id or 0, line.code
            self.by_name[line.name_key].add(line.id or 0)
        others = select(LineItemName.name_key, LineItemName.line_item_id).where(
            col(LineItemName.line_item_id).in_(select(LineItem.id).where(LineItem.jurisdiction_id == place_id))
        )
        for key, line_id in session.execute(others):
            self.by_name[key].add(line_id)


@dataclass(frozen=True, slots=True)
class _Identity:
    """A row's line and what has to be said of its account; `shared` is an account printed on several programs."""

    line_item_id: int | None
    note: str = ""
    shared: bool = False


@requires(Permission.IMPORT_FIGURES)
def take_reported_figures(session: Session, *, given: GivenTable) -> None:
    """Keep every figure word for word, with its stage; what is on file in the same words is found the same."""
    year = _year(given)
    columns = _columns(session, given)
    source = given.file_document(session, kind=SourceKind.REPORTED)
    lines = _Lines(session, given.place.id)
    programs = _programs(given.rows)
    on_file: defaultdict[tuple[str, int], list[ReportedFigure]] = defaultdict(list)
    r = ReportedFigure
    for figure in session.exec(
        select(r).where(r.jurisdiction_id == given.place.id, r.fiscal_year == int(year)).order_by(col(r.id))
    ):
        on_file[name_key(figure.name) or figure.item_code, figure.stage_id].append(figure)
    first: dict[str, int] = {}
    told: list[str] = []
    for row in given.rows:
        said = [(column, row[column.key]) for column in columns if row[column.key]]
        if _refused(given, row, said, first):
            continue
        told += [words for _column, words in said]
        identity = _identity(lines, programs, row)
        given.count(_keep(session, given, on_file, row, said, identity, (year, source.id or 0)))
    given.spans([year])
    _compare(given, programs, told)


def _year(given: GivenTable) -> FiscalYear:
    """The year the person said, else the one in the file's name."""
    year, why = given.options.fiscal_year, _("you said so.")
    if year is None:
        year, why = year_of_header(given.file_name), _("the file’s name says so.")
    if year is None:
        raise InvalidInput(
            _(
                "The file does not say which fiscal year its figures are for. Say it: --fiscal-year 2025 on the "
                "command line, or choose the year on the page."
            )
        )
    given.report.evidence += (_("The fiscal year is {year}: {why}").format(year=year.label, why=why),)
    return year


def _columns(session: Session, given: GivenTable) -> list[_Column]:
    ids = {stage.code: (id_, stage.name) for id_, stage in stages_with_ids(session, given.place)}
    found, said = [], []
    for key in given.header.keys:
        if not key.endswith(AS_REPORTED):
            continue
        stage = STAGE_OF.get(key.removesuffix(AS_REPORTED))
        if stage is None or stage not in ids:
            left = _("The column “{column}” was left out: the budget of {place} has no such stage.")
            given.warn(left.format(column=given.label(key), place=given.place.name))
            continue
        found.append(_Column(key, *ids[stage]))
        said.append(_("“{column}” is the stage “{stage}”").format(column=given.label(key), stage=ids[stage][1]))
    if not found:
        known = ", ".join(f"{words}{AS_REPORTED}" for words in STAGE_OF)
        raise InvalidInput(
            _("No column is of a stage we know. Name its columns like these: {known}.").format(known=known)
        )
    given.report.evidence += ("; ".join(said) + ".",)
    return found


def _programs(rows: Sequence[GivenRow]) -> dict[str, dict[str, str]]:
    """The programs an account is printed on: account → name as compared → name."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        if row[ACCOUNT] and name_key(row[NAME]):
            found.setdefault(row[ACCOUNT], {}).setdefault(name_key(row[NAME]), row[NAME])
    return found


def _refused(given: GivenTable, row: GivenRow, said: Sequence[tuple[_Column, str]], first: dict[str, int]) -> bool:
    key = name_key(row[NAME]) or row[ACCOUNT]
    if not key:
        given.reject(row, NAME, _("there is neither an account nor a name. Add one, or remove the row."))
    elif not said:
        given.reject(row, None, _("there is no figure. Add what was told, or remove the row."))
    elif any(len(words) > LONGEST_WORDS for _column, words in said):
        long = next(column for column, words in said if len(words) > LONGEST_WORDS)
        given.reject(row, long.key, _("the words are too long to keep. Shorten them to the figure as it was told."))
    elif first.setdefault(key, row.number) != row.number:
        reason = _("“{name}” already stands in row {row}. Keep one of the two rows.")
        given.reject(row, NAME, reason.format(name=(row[NAME] or row[ACCOUNT])[:80], row=first[key]))
    else:
        return False
    return True


def _identity(lines: _Lines, programs: dict[str, dict[str, str]], row: GivenRow) -> _Identity:
    """A row's line by its account; where that is printed on several programs, by the name only one line bears."""
    code, key = row[ACCOUNT], name_key(row[NAME])
    others = [name for other, name in programs.get(code, {}).items() if other != key]
    if not others:
        return _Identity(lines.by_code.get(code))
    note = _("The table prints {code} on {others} too.").format(
        code=code, others=", ".join(f"“{name}”" for name in others)
    )
    bearers = lines.by_name.get(key, set())
    line = next(iter(bearers)) if len(bearers) == 1 else None
    if line is not None and lines.codes.get(line) not in (None, code):
        note += " " + _("“{name}” is on file as {code}.").format(name=row[NAME], code=lines.codes[line])
    return _Identity(line, note, shared=True)


def _keep(
    session: Session,
    given: GivenTable,
    on_file: Mapping[tuple[str, int], list[ReportedFigure]],
    row: GivenRow,
    said: Sequence[tuple[_Column, str]],
    identity: _Identity,
    document: tuple[FiscalYear, int],
) -> Outcome:
    """The figures of one row: found in the same words, or added beside what others told."""
    same: list[ReportedFigure] = []
    new = linked = 0
    for column, words in said:
        others = on_file.get((name_key(row[NAME]) or row[ACCOUNT], column.stage_id), [])
        found = next((other for other in others if other.as_reported == words), None)
        if found is not None:
            same.append(found)
            linked += _link(session, given, found, identity)
            continue
        for other in others:
            _say_differing(given, row, column, words, other)
        _add(session, given, row, column, words, identity, document)
        new += 1
    _say_other_accounts(given, row, same)
    given.report.figures_new += new
    given.report.figures_same += len(same)
    if new:
        return Outcome.CHANGED if same else Outcome.NEW
    return Outcome.CHANGED if linked else Outcome.SAME


def _add(
    session: Session,
    given: GivenTable,
    row: GivenRow,
    column: _Column,
    words: str,
    identity: _Identity,
    document: tuple[FiscalYear, int],
) -> None:
    year, source_id = document
    figure = ReportedFigure(
        jurisdiction_id=given.place.id, line_item_id=identity.line_item_id, fiscal_year=int(year),
        item_code=row[ACCOUNT], name=row[NAME], stage_id=column.stage_id, as_reported=words, note=identity.note,
        source_id=source_id,
    )  # fmt: skip
    session.add(figure)
    session.flush()
    given.made.setdefault(TABLE, []).append(figure.id or 0)


def _say_other_accounts(given: GivenTable, row: GivenRow, same: Sequence[ReportedFigure]) -> None:
    """Where the same words stand on file with another account: it stays, and the difference is said."""
    for code in sorted({figure.item_code for figure in same} - {row[ACCOUNT]}):
        there = _("with the account {code}").format(code=code) if code else _("without an account")
        said = _("Row {row} prints {printed} for “{name}”; on file it stands {there}, which stays as it is.")
        printed = row[ACCOUNT] or _("no account")
        said = said.format(row=row.number, printed=printed, name=row[NAME], there=there)
        given.check("account", given.label(ACCOUNT), False, said)


def _link(session: Session, given: GivenTable, figure: ReportedFigure, identity: _Identity) -> int:
    """Join a figure on file to its line, when that came later; 1 when it did."""
    if figure.line_item_id is not None or identity.line_item_id is None or identity.shared:
        return 0
    figure.line_item_id = identity.line_item_id
    session.add(figure)
    given.linked.setdefault(TABLE, []).append(figure.id or 0)
    return 1


def _say_differing(given: GivenTable, row: GivenRow, column: _Column, words: str, other: ReportedFigure) -> None:
    said = _(
        "{name}, {stage}: this table says “{words}”, what is on file says “{other}”. Both are kept, neither is summed."
    )
    name = row[NAME] or row[ACCOUNT]
    said = said.format(name=name, stage=column.stage, words=words, other=other.as_reported)
    given.check("told otherwise", given.label(column.key), False, said)


def _compare(given: GivenTable, programs: dict[str, dict[str, str]], told: Sequence[str]) -> None:
    """How many figures are words instead of a number, and accounts printed on several programs."""
    for code, names in programs.items():
        if len(names) > 1:
            said = _("{code} is printed on {n} programs: {names}. Which of them it belongs to is not said.")
            listed = ", ".join(f"“{name}”" for name in names.values())
            given.check(
                "programs of an account",
                given.label(ACCOUNT),
                False,
                said.format(code=code, n=len(names), names=listed),
            )
    words = [text for text in told if not NUMBER.fullmatch(text)]
    said = _("{n} of {all} figures are words instead of a number{which}; all are kept as told and none is summed.")
    shown = ", ".join(f"“{text}”" for text in list(dict.fromkeys(words))[:WORDS_SHOWN])
    given.check("words", "", True, said.format(n=len(words), all=len(told), which=f": {shown}" if shown else ""))


def take_back_reported_figures(session: Session, *, made: Sequence[int], linked: Sequence[int]) -> tuple[str, ...]:
    """Take back what one import told, inside `undo_import`; a sentence that says so."""
    r = ReportedFigure
    session.execute(update(r).where(col(r.id).in_(linked)).values(line_item_id=None))
    gone = session.execute(delete(r).where(col(r.id).in_(made))).rowcount  # type: ignore[attr-defined]
    said = ngettext("{n} reported figure was taken back.", "{n} reported figures were taken back.", gone)
    return (said.format(n=gone),)
