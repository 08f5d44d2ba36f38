"""A table of account numbers and the names they were printed under, into the names of line items."""

import re
from collections import defaultdict

from sqlmodel import Session, col, select

from budget.layouts.mappings import year_of_header
from budget.line_items.figures import Outcome
from budget.line_items.given_table import GivenRow, GivenTable
from budget.line_items.models import LineItem, LineItemName
from budget.line_items.rules import name_key
from data.access import Permission, requires
from data.errors import InvalidInput
from data.language import _, ngettext
from data.periods import FiscalYear
from data.provenance import SourceKind

ACCOUNT, NAME, SEEN_IN = "account", "name as printed", "seen in"
CODE = re.compile(r"[0-9]{4}-[0-9]{4}")
LONGEST_NAME = 300
NAMES_SHOWN = 5


class _Known:
    """The lines and names of one place as they stand, and as the rows change them."""

    def __init__(self, session: Session, place_id: int) -> None:
        self.by_code: dict[str, int] = {}
        self.codes: dict[int, str] = {}
        self.names: defaultdict[int, dict[str, str]] = defaultdict(dict)
        self.uncoded: dict[str, str] = {}
        for line in session.exec(select(LineItem).where(LineItem.jurisdiction_id == place_id)):
            self.add(line)
        later = (
            select(LineItemName)
            .join(LineItem, col(LineItem.id) == LineItemName.line_item_id)
            .where(LineItem.jurisdiction_id == place_id)
            .order_by(col(LineItemName.id))
        )
        for name in session.exec(later):
            self.names[name.line_item_id].setdefault(name.name_key, name.name)

    def add(self, line: LineItem) -> None:
        """Know one line with its own name."""
        if line.code:
            self.by_code[line.code] = line.id or 0
            self.codes[line.id or 0] = line.code
        else:
            self.uncoded[line.name_key] = line.name
        self.names[line.id or 0].setdefault(line.name_key, line.name)


@requires(Permission.IMPORT_FIGURES)
def take_account_names(session: Session, *, given: GivenTable) -> None:
    """Keep each name under its account's line, made when it is new; a name is kept once, where it was seen first."""
    known = _Known(session, given.place.id)
    given.say_unused(document=True)
    named: dict[str, dict[str, str]] = {}
    seen: set[tuple[str, str]] = set()
    years: list[FiscalYear] = []
    repeats = 0
    for row in given.rows:
        if _refused(given, row):
            continue
        years += _year_in(row[SEEN_IN])
        pair = row[ACCOUNT], name_key(row[NAME])
        repeats += pair in seen
        seen.add(pair)
        named.setdefault(pair[0], {}).setdefault(pair[1], row[NAME])
        given.count(_keep(session, given, known, row))
    if repeats:
        said = ngettext(
            "{n} row repeats a name seen in an earlier row’s document; the first document is kept for it.",
            "{n} rows repeat a name seen in an earlier row’s document; the first document is kept for each.",
            repeats,
        )
        given.warn(said.format(n=repeats))
    given.spans(years)
    _compare(given, known, named)


def _refused(given: GivenTable, row: GivenRow) -> bool:
    key, reason = None, ""
    if not CODE.fullmatch(row[ACCOUNT]):
        key, reason = ACCOUNT, _("“{code}” is no account number. Write it as 7061-0012.")
        reason = reason.format(code=row[ACCOUNT][:40])
    elif not name_key(row[NAME]):
        key, reason = NAME, _("there is no name. Write it as it is printed, or remove the row.")
    elif len(row[NAME]) > LONGEST_NAME:
        key, reason = NAME, _("the name is longer than {n} characters. Shorten it to the account’s name.")
        reason = reason.format(n=LONGEST_NAME)
    elif not row[SEEN_IN]:
        key, reason = SEEN_IN, _("there is no document. Name the one the account was seen in.")
    if reason:
        given.reject(row, key, reason)
    return bool(reason)


def _year_in(document: str) -> list[FiscalYear]:
    try:
        year = year_of_header(document)
    except InvalidInput:
        return []
    return [year] if year is not None else []


def _keep(session: Session, given: GivenTable, known: _Known, row: GivenRow) -> Outcome:
    """One row: a new line with its name, a new name of a known line, or nothing new."""
    name, key = row[NAME], name_key(row[NAME])
    line_id = known.by_code.get(row[ACCOUNT])
    if line_id is not None and key in known.names[line_id]:
        return Outcome.SAME
    outcome = Outcome.CHANGED
    if line_id is None:
        outcome = Outcome.NEW
        line = LineItem(
            jurisdiction_id=given.place.id, code=row[ACCOUNT], name=name, name_key=key, agency=given.options.agency,
            batch_id=given.batch_id,
        )  # fmt: skip
        session.add(line)
        session.flush()
        known.add(line)
        line_id = line.id or 0
    source = given.named_document(session, row[SEEN_IN], kind=SourceKind.REPORTED)
    session.add(
        LineItemName(
            line_item_id=line_id, name=name, name_key=key, source_id=source.id or 0, batch_id=given.batch_id
        )
    )  # fmt: skip
    known.names[line_id].setdefault(key, name)
    return outcome


def _compare(given: GivenTable, known: _Known, named: dict[str, dict[str, str]]) -> None:
    """Numbers with several names, names with several numbers, names of lines that have no number."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for line, names in known.names.items():
        for key in names:
            if line in known.codes:
                bearers[key].add(known.codes[line])
    for code in sorted(named):
        printed = list(known.names[known.by_code[code]].values())
        if len(printed) > 1:
            said = _("{code} is one account under {n} names: {names}.")
            listed = ", ".join(f"“{name}”" for name in printed)
            given.check("names of a number", code, True, said.format(code=code, n=len(printed), names=listed))
    by_key = {key: name for names in named.values() for key, name in names.items()}
    several = [key for key in sorted(by_key) if len(bearers[key]) > 1]
    for key in several:
        said = _("“{name}” is printed with {n} account numbers, {codes}: a row with the name alone fits each of them.")
        codes = ", ".join(sorted(bearers[key]))
        given.check(
            "numbers of a name", by_key[key], False, said.format(name=by_key[key], n=len(bearers[key]), codes=codes)
        )
    if not several:
        said = _("No name of the {n} in this table is printed with two account numbers.")
        given.check("numbers of a name", given.label(ACCOUNT), True, said.format(n=len(by_key)))
    _say_uncoded(given, [known.uncoded[key] for key in sorted(by_key) if key in known.uncoded])


def _say_uncoded(given: GivenTable, names: list[str]) -> None:
    if not names:
        return
    said = ngettext(
        "{n} name is also that of a line without a number: {names}. Match the two on the page “Names to match”.",
        "{n} names are also those of lines without a number: {names}. Match them on the page “Names to match”.",
        len(names),
    )
    shown = ", ".join(f"“{name}”" for name in names[:NAMES_SHOWN]) + (" …" if len(names) > NAMES_SHOWN else "")
    given.check("lines without a number", given.label(NAME), False, said.format(n=len(names), names=shown))
