"""Which line item a printed row speaks of: by its number, else by a name the line was printed under."""

from collections import defaultdict
from collections.abc import Sequence

from sqlmodel import Session, col, select

from budget.layouts.rows import ParsedRow, Rejection
from budget.line_items.models import LineItem, LineItemName
from budget.line_items.rules import name_key
from budget.line_items.stages import LineItemKind
from data.imports.bulk import insert_rows
from data.records import columns


class LineResolver:
    """Finds or makes the lines of one jurisdiction for one import. `fresh` holds the ids it made.

    A row that stands under an agency in the file is that agency's line; `one_agency` says that every line made
    is spending under the agency the person named.
    """

    def __init__(self, session: Session, jurisdiction_id: int, batch_id: int, source_id: int, agency: str = "") -> None:
        self.session = session
        self.jurisdiction_id = jurisdiction_id
        self.batch_id = batch_id
        self.source_id = source_id
        self.agency = agency
        self.fresh: set[int] = set()
        self.one_agency = True
        self.revenue: set[int] = set()
        self.by_code: dict[str, int] = {}
        self.uncoded: dict[int, str] = {}
        self.by_name: defaultdict[str, set[int]] = defaultdict(set)
        self.names: set[tuple[int, str]] = set()
        self.taken: dict[int, int] = {}
        self._load()

    def _load(self) -> None:
        lines = columns(LineItem.id, LineItem.code, LineItem.agency, LineItem.name_key, LineItem.kind).where(
            col(LineItem.jurisdiction_id) == self.jurisdiction_id
        )
        for line_id, code, agency, key, kind in self.session.execute(lines):
            if kind == LineItemKind.REVENUE.value:
                self.revenue.add(line_id)
            if code:
                self.by_code[code] = line_id
            else:
                self.uncoded[line_id] = agency
            self._remember(line_id, key)
        names = (
            select(LineItemName.line_item_id, LineItemName.name_key)
            .join(LineItem, col(LineItem.id) == LineItemName.line_item_id)
            .where(LineItem.jurisdiction_id == self.jurisdiction_id)
        )
        for line_id, key in self.session.execute(names):
            self._remember(line_id, key)

    def _remember(self, line_id: int, key: str) -> None:
        self.by_name[key].add(line_id)
        self.names.add((line_id, key))

    def lines_of(self, rows: Sequence[ParsedRow], rejected: list[Rejection]) -> list[int | None]:
        """The line of each row, made when it is new; None where the row had to be rejected."""
        keys = [name_key(row.name) for row in rows]
        found: list[int | None] = []
        unknown: dict[tuple[str, str], int] = {}
        for n, (row, key) in enumerate(zip(rows, keys, strict=True)):
            line = self._known(row, key, rejected)
            found.append(line)
            if line == 0:
                unknown.setdefault(self._identity(row, key), n)
        made = self._make([rows[n] for n in unknown.values()], [keys[n] for n in unknown.values()])
        ids = dict(zip(unknown, made, strict=True))
        lines = [
            ids[self._identity(row, key)] if line == 0 else line
            for row, key, line in zip(rows, keys, found, strict=True)
        ]
        self._refuse_other_kind(rows, lines, rejected)
        return self._note_names(rows, keys, self._refuse_second_rows(rows, lines, rejected))

    def _agency_of(self, row: ParsedRow) -> str:
        return self.agency if row.group is None else row.group

    def _identity(self, row: ParsedRow, key: str) -> tuple[str, str]:
        """What tells a new line from another: its number, or its agency and name."""
        return ("", row.code) if row.code else (self._agency_of(row), key)

    def _known(self, row: ParsedRow, key: str, rejected: list[Rejection]) -> int | None:
        """A line's id, 0 for a new line, None when several lines bear the name."""
        if row.code:
            return self.by_code.get(row.code, 0)
        if row.group is not None:
            return next((line for line in self.by_name.get(key, ()) if self.uncoded.get(line) == row.group), 0)
        bearers = self._bearers(key)
        if len(bearers) > 1:
            rejected.append(self._ambiguous(row, bearers))
            return None
        return next(iter(bearers), 0)

    def _bearers(self, key: str) -> set[int]:
        """The lines a name without a number can mean: one that never had a number first, of this agency if several."""
        bearers = self.by_name.get(key, set())
        bearers = bearers & self.uncoded.keys() or bearers
        of_agency = {line for line in bearers if self.uncoded.get(line) == self.agency}
        return of_agency if len(bearers) > 1 and of_agency else bearers

    def _ambiguous(self, row: ParsedRow, bearers: set[int]) -> Rejection:
        codes = sorted(code for code, line in self.by_code.items() if line in bearers)
        which = f" ({', '.join(codes[:4])})" if codes else ""
        return Rejection(
            row.number,
            None,
            f"Row {row.number}: {len(bearers)} line items are called “{row.name[:80]}”{which}. "
            "Add a column with the line item number.",
        )

    def _make(self, rows: Sequence[ParsedRow], keys: Sequence[str]) -> list[int]:
        if not rows:
            return []
        insert_rows(
            self.session,
            LineItem,
            ("jurisdiction_id", "code", "name", "name_key", "agency", "kind", "batch_id"),
            [
                (self.jurisdiction_id, row.code, row.name, key, self._agency_of(row), row.kind.value, self.batch_id)
                for row, key in zip(rows, keys, strict=True)
            ],
        )
        new = columns(LineItem.id, LineItem.code, LineItem.agency, LineItem.name_key).where(
            col(LineItem.batch_id) == self.batch_id, col(LineItem.id) > max(self.fresh, default=0)
        )
        ids = {("", code) if code else (agency, key): line for line, code, agency, key in self.session.execute(new)}
        made = [ids[self._identity(row, key)] for row, key in zip(rows, keys, strict=True)]
        for row, key, line in zip(rows, keys, made, strict=True):
            if row.code:
                self.by_code[row.code] = line
            else:
                self.uncoded[line] = self._agency_of(row)
            if row.kind is LineItemKind.REVENUE:
                self.revenue.add(line)
            self.one_agency = self.one_agency and row.group is None and row.kind is LineItemKind.ITEM
            self._remember(line, key)
            self.fresh.add(line)
        return made

    def _note_names(self, rows: Sequence[ParsedRow], keys: Sequence[str], lines: list[int | None]) -> list[int | None]:
        """Keep a name that a known line had not been printed under before."""
        for row, key, line in zip(rows, keys, lines, strict=True):
            if line is None or (line, key) in self.names:
                continue
            self._remember(line, key)
            self.session.add(
                LineItemName(
                    line_item_id=line,
                    name=row.name,
                    name_key=key,
                    source_id=self.source_id,
                    batch_id=self.batch_id,
                )
            )
        return lines

    def _refuse_other_kind(self, rows: Sequence[ParsedRow], lines: list[int | None], rejected: list[Rejection]) -> None:
        """One line is revenue or spending, never both: the two are summed apart."""
        for n, (row, line) in enumerate(zip(rows, lines, strict=True)):
            if line is not None and (line in self.revenue) != (row.kind is LineItemKind.REVENUE):
                reason = (
                    f"Row {row.number}: “{row.code or row.name[:80]}” is revenue in one place and spending in another."
                )
                rejected.append(Rejection(row.number, None, f"{reason} Let one more column be part of its name."))
                lines[n] = None

    def _refuse_second_rows(
        self, rows: Sequence[ParsedRow], lines: list[int | None], rejected: list[Rejection]
    ) -> list[int | None]:
        """A line may stand once in a file; a second row for it would silently replace the first."""
        for n, (row, line) in enumerate(zip(rows, lines, strict=True)):
            if line is None:
                continue
            first = self.taken.setdefault(line, row.number)
            if first != row.number:
                label = row.code or row.name[:80]
                rejected.append(
                    Rejection(
                        row.number,
                        None,
                        f"Row {row.number}: “{label}” already stands in row {first}. Keep one of the two rows.",
                    )
                )
                lines[n] = None
        return lines
