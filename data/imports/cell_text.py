"""Cells as plain text: one spelling of every letter, and no character that hides or controls."""

import re
import unicodedata
from collections.abc import Iterable

from data.errors import FileProblem
from data.imports.messages import CELL_END, ROW_END

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
PADDING = re.compile(" (?:[\x1e\x1f]|(?<=[\x1e\x1f] ))")  # the literal first character makes the search fast
SPACES_THAT_DO_NOT_BREAK = "\u00a0\u2007\u202f"
MOST_MARKS_ON_ONE_LETTER = 30  # Unicode's own limit for streams (UAX #15); longer runs take minutes to sort
ROW_CHARACTERS = 1024 * 1024
ASCII = bytes(range(128))

row_text = CELL_END.join


class ForbiddenCharacter(Exception):
    """A cell holds a character that is not text; the caller knows the row."""

    def __init__(self, column: int, code: int) -> None:
        self.column = column_letter(column)
        self.code = code
        super().__init__()


def checked_row_text(cells: Iterable[str]) -> str:
    """`row_text` for cells that may hold anything; raises ForbiddenCharacter."""
    cells = list(cells)
    for column, cell in enumerate(cells, 1):
        found = FORBIDDEN.search(cell)
        if found:
            raise ForbiddenCharacter(column, ord(found.group()))
    return row_text(cells)


def forbidden_in(where: str, row: int, found: ForbiddenCharacter) -> FileProblem:
    """The problem to show; `where` begins the sentence, as in "Row" 12."""
    return FileProblem(
        "{where} {number}, column {header} holds a character that is not text "
        "(U+{code:04X}); delete it, or save the file as “CSV UTF-8” in a spreadsheet "
        "program, and try again.",
        where=where,
        number=row,
        header=found.column,
        code=found.code,
        row=row,
        column=found.column,
    )


def column_letter(number: int) -> str:
    """The letters a spreadsheet shows above its column `number` (1 is A, 27 is AA)."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


class SheetText:
    """Joins the row texts of one sheet for the pipe and tidies them; `where` begins sentences, as in "Row" 12."""

    def __init__(self, where: str) -> None:
        self.removed = 0
        self.has_text = False
        self._where = where

    def joined(self, rows: list[str], first: int) -> list[str]:
        """The rows as texts of at most `ROW_CHARACTERS`; `first` is the number of the first row."""
        text = ROW_END.join(rows)
        if len(text) > ROW_CHARACTERS:
            return self._halves(rows, first)
        if not text.isascii():
            text = self._tidied(text, first)
        text = _trimmed(text)
        self.has_text = self.has_text or bool(text.strip(CELL_END + ROW_END))
        return [text]

    def _halves(self, rows: list[str], first: int) -> list[str]:
        if len(rows) == 1:
            sentence = f"{self._where} {first} holds more than {ROW_CHARACTERS:,} characters; shorten it."
            raise FileProblem(sentence, row=first)
        half = len(rows) // 2
        return self.joined(rows[:half], first) + self.joined(rows[half:], first + half)

    def _tidied(self, text: str, first: int) -> str:
        odd = set(text.encode("utf-8", "surrogatepass").translate(None, ASCII).decode("utf-8", "surrogatepass"))
        if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in odd):
            self._refuse_forbidden(text, first)
        for letter in odd:
            if unicodedata.category(letter) == "Cf":
                self.removed += text.count(letter)
                text = text.replace(letter, "")
        for space in SPACES_THAT_DO_NOT_BREAK:
            text = text.replace(space, " ")
        self._refuse_piled_marks(text, odd, first)
        return unicodedata.normalize("NFC", text)

    def _refuse_forbidden(self, text: str, first: int) -> None:
        for number, row in enumerate(text.split(ROW_END), first):
            try:
                checked_row_text(row.split(CELL_END))
            except ForbiddenCharacter as found:
                raise forbidden_in(self._where, number, found) from found

    def _refuse_piled_marks(self, text: str, odd: set[str], first: int) -> None:
        marks = [mark for mark in odd if unicodedata.combining(unicodedata.normalize("NFD", mark)[0])]
        if not marks:
            return
        most = MOST_MARKS_ON_ONE_LETTER
        piled = re.search(f"[{''.join(marks)}]{{{most + 1}}}", text)
        if piled:
            row = first + text.count(ROW_END, 0, piled.start())
            sentence = f"{self._where} {row} piles more than {most} accents on one letter; type it again."
            raise FileProblem(sentence, row=row)


def _trimmed(text: str) -> str:
    """The rows with no white space around any cell; most texts have none and are not taken apart."""
    if text[:1].isspace() or text[-1:].isspace() or PADDING.search(text) or any(mark in text for mark in "\t\r\n"):
        rows = [[cell.strip() for cell in row.split(CELL_END)] for row in text.split(ROW_END)]
        return ROW_END.join(map(CELL_END.join, rows))
    return text
