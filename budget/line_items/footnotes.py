"""What a document says beside its figures: a note in a line's own row, or one that its footnote mark points to."""

from collections.abc import Sequence

from sqlalchemy import delete
from sqlmodel import Session, col

from budget.layouts.parsing import NOTE_MARK
from budget.layouts.rows import ParsedRow
from budget.line_items.models import LineNote


class Footnotes:
    """Collects the notes of one import and keeps them with their lines; a mark counts inside its group."""

    def __init__(self, session: Session, *, source_id: int, batch_id: int) -> None:
        self.session = session
        self.source_id = source_id
        self.batch_id = batch_id
        self.own: list[tuple[int, int, str]] = []
        self.marked: dict[tuple[str | None, str], list[tuple[int, int]]] = {}

    def see(self, row: ParsedRow, line: int) -> None:
        """A row that was taken, and its line."""
        if row.note:
            self.own.append((line, row.number, _without_mark(row.note)))
        elif row.mark:
            self.marked.setdefault((row.group, row.mark), []).append((line, row.number))

    def keep(self, notes: Sequence[tuple[int, str | None, str]], warnings: list[str]) -> None:
        """Write every note to its line; what points to none, and marks without a note, are said in `warnings`."""
        lost: list[int] = []
        for number, group, text in notes:
            match = NOTE_MARK.match(text)
            lines = self.marked.pop((group, match["mark"]), []) if match else []
            if not lines:
                lost.append(number)
            self.own.extend((line, row, _without_mark(text)) for line, row in lines)
        for line, row, text in self.own:
            note = LineNote(line_item_id=line, text=text, source_id=self.source_id, row_number=row)
            note.batch_id = self.batch_id
            self.session.add(note)
        if lost:
            rows = ", ".join(map(str, lost[:10]))
            word = "row" if len(lost) == 1 else "rows"
            warnings.append(f"Notes that belong to no line we could tell, in {word} {rows}: read them in the file.")
        if self.marked:
            rows = ", ".join(str(row) for lines in list(self.marked.values())[:10] for _, row in lines)
            warnings.append(f"Footnote marks without a note, in rows {rows}.")


def take_back_notes(session: Session, batch_id: int) -> None:
    """Take back the notes an import brought."""
    session.execute(delete(LineNote).where(col(LineNote.batch_id) == batch_id))


def _without_mark(text: str) -> str:
    match = NOTE_MARK.match(text)
    return " ".join((match["text"] if match else text).lstrip("<").split())
