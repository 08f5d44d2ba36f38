"""A table of candidates and their answers, recognised by its headers and read in a child process; nothing stored."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from campaigns.voter_guides.contests import QuestionOf
from campaigns.voter_guides.models import NAME
from campaigns.voter_guides.questionnaires import LONGEST_ANSWER, MOST_CANDIDATES
from data.errors import FileProblem
from data.imports.header_sets import HEADER_SEARCH_ROWS, header_key
from data.imports.kept_files import sha256_of
from data.imports.limits import PAGE_LIMITS, Limits
from data.imports.outcomes import RejectedRow
from data.imports.reading import open_file
from data.language import _

HEADERS = {
    "name": "name", "candidate": "name", "candidate name": "name", "ballot name": "name", "full name": "name",
    "nombre": "name", "party": "party", "affiliation": "party", "designation": "party", "partido": "party",
    "position": "position", "ballot order": "position", "ballot position": "position", "order": "position",
    "withdrew": "withdrew", "withdrawn": "withdrew", "received": "received", "answered on": "received",
    "language": "language",
}  # fmt: skip
NUMBERED = re.compile(r"(?:q|question|answer)\s?(\d{1,2})")
LANGUAGES = {"": "en", "en": "en", "english": "en", "es": "es", "spanish": "es", "español": "es"}


@dataclass(frozen=True, slots=True)
class GivenCandidate:
    """A row: who it is, and the answers by the question's number. None: the file does not say it."""

    row: int
    name: str
    party: str | None
    position: int | None
    withdrew: date | None
    received: date | None
    language: str
    answers: Mapping[int, str]


@dataclass(slots=True)
class GivenCandidates:
    """What a file says: its candidates, rows that cannot be taken, and the columns that are passed over."""

    name: str
    sha256: str
    candidates: list[GivenCandidate] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    not_taken: list[str] = field(default_factory=list)
    questions: list[int] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """The rows under the header that hold anything."""
        return len(self.candidates) + len(self.rejected)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row by what its columns hold, with their headers for a sentence."""

    number: int
    cells: Mapping[str, str]
    labels: Mapping[str, str]

    def refuse(self, what: str, sentence: str) -> FileProblem:
        return FileProblem(sentence, row=self.number, column=self.labels.get(what, ""))


def read_candidates(
    path: Path, *, name: str, questions: Sequence[QuestionOf] = (), limits: Limits = PAGE_LIMITS
) -> GivenCandidates:
    """The candidates of the first sheet with a column “Name” or “Candidate”; answers stand in a column per question.

    Such a column is called by the question's words, its topic, or “Question 2”. Raises FileProblem.
    """
    given = GivenCandidates(name, sha256_of(path))
    with open_file(path, name=name, limits=limits) as opened:
        for sheet in opened.sheets():
            found: dict[str, int] = {}
            header: list[str] = []
            for number, cells in sheet.rows:
                if not found and number <= HEADER_SEARCH_ROWS:
                    header, found = cells, _columns(cells, questions)
                elif found and cells:
                    labels = {what: " ".join(header[place].split()) for what, place in found.items()}
                    _take(given, _Row(number, _cells(cells, found), labels))
            if found:
                _close(given, header, found)
                return given
    raise FileProblem(_("No column is called “Name” or “Candidate”. Name the column that holds the candidates."))


def _columns(cells: Sequence[str], questions: Sequence[QuestionOf]) -> dict[str, int]:
    """What each column holds, by place; nothing where no column holds names."""
    called = {header_key(one.topic): one.id for one in questions} | {header_key(one.words): one.id for one in questions}
    by_position = {one.position: one.id for one in questions}
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        key = header_key(cell)
        numbered = NUMBERED.fullmatch(key)
        question = called.get(key) or (by_position.get(int(numbered[1])) if numbered else None)
        what = HEADERS.get(key) or (f"answer {question}" if question else "")
        if what:
            found.setdefault(what, place)
    return found if "name" in found else {}


def _cells(cells: Sequence[str], found: Mapping[str, int]) -> dict[str, str]:
    return {what: cells[place].strip() if place < len(cells) else "" for what, place in found.items()}


def _take(given: GivenCandidates, row: _Row) -> None:
    try:
        one = _candidate(row)
        if any(other.name.casefold() == one.name.casefold() for other in given.candidates):
            raise row.refuse("name", _("This name stood in the file before. Keep one of the two rows."))
        if one.position is not None and any(other.position == one.position for other in given.candidates):
            raise row.refuse("position", _("This place stood in the file before. Give each candidate another one."))
    except FileProblem as refused:
        given.rejected.append(RejectedRow(row.number, refused.column or "", str(refused)))
        return
    given.candidates.append(one)


def _candidate(row: _Row) -> GivenCandidate:
    name, party = " ".join(row.cells["name"].split()), row.cells.get("party")
    if not name:
        raise row.refuse("name", _("The row has no name. Write it as the ballot prints it."))
    if len(name) > NAME or len(party or "") > NAME:
        too_long = "name" if len(name) > NAME else "party"
        raise row.refuse(too_long, _("This has more than {n} letters. Shorten it.").format(n=NAME))
    position = row.cells.get("position") or None
    if position is not None and not (position.isascii() and position.isdigit() and 0 < int(position[:9]) < 10_000):
        raise row.refuse("position", _("This is not a place on the ballot. Write it as a number, such as 2."))
    language = LANGUAGES.get(row.cells.get("language", "").casefold())
    if language is None:
        raise row.refuse("language", _("Say English or Spanish, in which the answers came."))
    return GivenCandidate(
        row.number, name, None if party is None else " ".join(party.split()), int(position) if position else None,
        _day(row, "withdrew"), _day(row, "received"), language, _answers(row),
    )  # fmt: skip


def _day(row: _Row, what: str) -> date | None:
    text = row.cells.get(what, "")
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError as wrong:
        raise row.refuse(what, _("This is not a day. Write it as 2026-10-03.")) from wrong


def _answers(row: _Row) -> dict[int, str]:
    found = {int(what.split()[1]): words for what, words in row.cells.items() if what.startswith("answer ") and words}
    for number, words in found.items():
        if len(words) > LONGEST_ANSWER:
            raise row.refuse(f"answer {number}", _("This answer is too long to be kept. Ask for a shorter one."))
    return found


def _close(given: GivenCandidates, header: Sequence[str], found: Mapping[str, int]) -> None:
    taken = set(found.values())
    given.not_taken = [" ".join(cell.split())[:80] for n, cell in enumerate(header) if cell.strip() and n not in taken]
    given.questions = [int(what.split()[1]) for what in found if what.startswith("answer ")]
    if not given.rows:
        raise FileProblem(_("The file has a header and no candidate under it. Choose another file."))
    if given.rows > MOST_CANDIDATES:
        raise FileProblem(_("The file has more candidates than one contest. Give the candidates of one contest."))
