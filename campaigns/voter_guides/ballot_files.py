"""Ballot questions out of YAML files as MAPLE publishes them: one file to a question, nothing stored."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit
from zipfile import ZipFile

from campaigns.positions.models import ADDRESS, NAME, SHORT
from campaigns.voter_guides.ballot_rules import (
    LONGEST_TEXT,
    cents_in,
    folded,
    general_election,
    urges_the_other_side,
    year_of,
)
from data.errors import FileProblem, InvalidInput
from data.imports.kept_files import sha256_of
from data.imports.limits import PAGE_LIMITS, Limits
from data.imports.outcomes import RejectedRow
from data.imports.reading import OpenFile, open_file
from data.language import _

YAML_KINDS = ("yaml", "yaml zip")
YAML_ENDINGS = (".yml", ".yaml")
NULLS = frozenset({"", "null", "Null", "NULL", "~"})
MOST_FILES = 1_000
STATES_BY_SITE = {"malegislature.gov": "ma", "legislature.ky.gov": "ky"}
# a key of the file, and the column of a question's sheet that it becomes
TEXTS = {
    "voteEffectYes": "yes_means", "voteEffectNo": "no_means", "fiscalConsequences": "money_effect",
    "inFavor": "arguments_for", "against": "arguments_against", "fullSummary": "summary",
}  # fmt: skip
NAMES = {"supportCommittee": "committee_for", "opposeCommittee": "committee_against"}
MARKS = {"id": ("official_id", SHORT), "billId": ("bill_number", SHORT), "type": ("kind", NAME)}
SIDES = {"support": "for", "oppose": "against"}
MONEY = {"cashRaised": "raised_cents", "spent": "spent_cents", "inKind": "in_kind_cents"}
HEAD = ("title", "electionYear", "ballotQuestionNumber", "ballotStatus", "pdfUrl", "campaignFinancials", "state")
NOT_KEPT = ("court", "relatedBillIds", "description", "atAGlance")
KNOWN = frozenset({*TEXTS, *NAMES, *MARKS, *HEAD, *NOT_KEPT})
UNKNOWN = "This file holds no ballot question. Give YAML files with a title, electionYear and ballotQuestionNumber."


@dataclass(frozen=True, slots=True)
class GivenQuestion:
    """A ballot question as its file says it; `sheet` holds the columns of its sheet, None where nothing is said."""

    file: str
    sha256: str
    state: str
    election_on: date
    number: str
    title: str
    address: str
    sheet: Mapping[str, Any]


@dataclass(slots=True)
class GivenBallot:
    """What was given: the questions, files that cannot be taken, and what is to be said of the others."""

    name: str
    sha256: str
    questions: list[GivenQuestion] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many files there were."""
        return len(self.questions) + len(self.rejected)


def read_ballot(path: Path, *, name: str, state: str = "", limits: Limits = PAGE_LIMITS) -> GivenBallot:
    """The ballot questions of a YAML file, a ZIP of them or a folder; `state` where the files do not show it.

    Raises FileProblem when there is none to be read; a file that cannot be taken is rejected by its name and key.
    """
    with packed(path) as file, open_file(file, name=name, limits=limits) as opened:
        if opened.kind not in YAML_KINDS:
            raise FileProblem(_(UNKNOWN))
        given = GivenBallot(name, sha256_of(file))
        for number, (member, text, problem, digest) in enumerate(_members(opened), 1):
            _take(given, number, (member or name).rpartition("/")[2], text, problem, digest, state)
    if not given.rows:
        raise FileProblem(_(UNKNOWN))
    return given


@contextmanager
def packed(path: Path) -> Iterator[Path]:
    """A folder as a ZIP of its YAML files, in a folder that goes again; a file as it is. Raises FileProblem."""
    if not path.is_dir():
        yield path
        return
    files = sorted(one for one in path.iterdir() if one.suffix.lower() in YAML_ENDINGS)
    if not files:
        raise FileProblem(_("The folder has no YAML file. Give one whose files end in .yaml."))
    if any(one.is_symlink() for one in files):
        raise FileProblem(_("The folder holds a link to another file; it was not opened."))
    if len(files) > MOST_FILES:
        raise FileProblem(_("The folder has more than {n} files. Give fewer at a time.").format(n=f"{MOST_FILES:,}"))
    with TemporaryDirectory() as folder:
        made = Path(folder) / "ballot.zip"
        with ZipFile(made, "w") as archive:
            for one in files:
                archive.write(one, one.name)
        yield made


def _members(opened: OpenFile) -> Iterator[tuple[str, str, str, str]]:
    """Each file's name, whole JSON, problem and hash; its JSON may come in pieces."""
    now: tuple[str, str, str, str] | None = None
    for sheet in opened.sheets():
        for _row, cells in sheet.rows:
            member, text, problem, digest = (*cells, "", "", "", "")[:4]
            if now is not None and (member, digest) == (now[0], now[3]):
                now = (member, now[1] + text, problem or now[2], digest)
                continue
            if now is not None:
                yield now
            now = (member, text, problem, digest)
    if now is not None:
        yield now


def _take(given: GivenBallot, row: int, file: str, text: str, problem: str, digest: str, state: str) -> None:
    if problem:
        given.rejected.append(RejectedRow(row, "", _("{file}: the file {problem}").format(file=file, problem=problem)))
        return
    said = json.loads(text)
    try:
        question = question_of(said, file=file, sha256=digest, state=state)
    except FileProblem as refused:
        given.rejected.append(RejectedRow(row, refused.column or "", f"{file}: {refused}"))
        return
    same = [(one.state, one.election_on, one.number) for one in given.questions]
    if (question.state, question.election_on, question.number) in same:
        words = _("{file}: another file tells of question {n} already. Leave one of the two out.")
        given.rejected.append(
            RejectedRow(row, "ballotQuestionNumber", words.format(file=file, n=question.number))
        )  # fmt: skip
        return
    given.questions.append(question)
    given.notes += notes_on(said, question)


def question_of(said: Mapping[str, Any], *, file: str, sha256: str, state: str = "") -> GivenQuestion:
    """One file's question. Raises FileProblem, whose `column` names the key, for what is missing or cannot be."""
    title, address = _needed(said, "title", NAME), _text(said, "pdfUrl", most=ADDRESS) or ""
    if address and not address.startswith("https://"):
        raise _problem("pdfUrl", _("the address must begin with https://. Correct it, or leave it out."))
    year = _read(said, "electionYear", year_of)
    sheet: dict[str, Any] = {column: _long(said, key) for key, column in TEXTS.items()}
    sheet |= {column: _text(said, key, most=NAME) for key, column in NAMES.items()}
    sheet |= {column: _text(said, key, most=most) or "" for key, (column, most) in MARKS.items()}
    sheet |= {"outcome": _text(said, "ballotStatus", most=SHORT) or "", "finances": _finances(said)}
    return GivenQuestion(
        file, sha256, _state(said, address, state), general_election(year),
        _needed(said, "ballotQuestionNumber", SHORT), title, address, sheet,
    )  # fmt: skip


def notes_on(said: Mapping[str, Any], question: GivenQuestion) -> list[str]:
    """What a person should know of a file that is taken: keys nobody reads, texts that may have run together."""
    notes = []
    unread = [key for key in said if key not in KNOWN]
    unread += [key for key in NOT_KEPT if key != "court" and _value(said, key) not in (None, [])]
    if unread:
        words = _("{file}: not taken, as no place is kept for it: {keys}.")
        notes.append(words.format(file=question.file, keys=", ".join(key[:40] for key in unread)))
    for side, key in (("for", "inFavor"), ("against", "against")):
        argument = question.sheet[f"arguments_{side}"]
        if argument and urges_the_other_side(argument, side):
            words = _("{file}: {key} also asks for the other side’s vote. Compare it with the official document.")
            notes.append(words.format(file=question.file, key=key))
    return notes


def _problem(key: str, words: str) -> FileProblem:
    return FileProblem(f"{key}: {words}", column=key)


def _value(said: Mapping[str, Any], key: str) -> Any:
    value = said.get(key)
    return None if isinstance(value, str) and value.strip() in NULLS else value


def _text(said: Mapping[str, Any], key: str, *, most: int) -> str | None:
    value = _value(said, key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _problem(key, _("it holds several values where one text belongs. Write it as one text."))
    text = " ".join(value.split())
    if len(text) > most:
        raise _problem(key, _("it has more than {n} letters. Shorten it.").format(n=f"{most:,}"))
    return text


def _long(said: Mapping[str, Any], key: str) -> str | None:
    value = _value(said, key)
    if value is not None and not isinstance(value, str):
        raise _problem(key, _("it holds several values where one text belongs. Write it as one text."))
    if value is not None and len(value) > LONGEST_TEXT:
        raise _problem(key, _("it has more than {n} letters. Shorten it.").format(n=f"{LONGEST_TEXT:,}"))
    return None if value is None else folded(value) or None


def _needed(said: Mapping[str, Any], key: str, most: int) -> str:
    text = _text(said, key, most=most)
    if not text:
        raise _problem(key, _("the file does not say it. Add it, or leave the file out."))
    return text


def _read(said: Mapping[str, Any], key: str, read: Any) -> Any:
    try:
        return read(_needed(said, key, NAME))
    except InvalidInput as wrong:
        raise _problem(key, str(wrong)) from wrong


def _state(said: Mapping[str, Any], address: str, state: str) -> str:
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    found = state or _text(said, "state", most=2) or STATES_BY_SITE.get(host, "")
    if not found:
        raise _problem("state", _("the file does not show which state votes. Say the state’s two letters."))
    return found.lower()


def _finances(said: Mapping[str, Any]) -> dict[str, Any] | None:
    value = _value(said, "campaignFinancials")
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise _problem("campaignFinancials", _("it must hold “support” and “oppose”. Correct it."))
    return {column: _side(_value(value, key)) for key, column in SIDES.items()}


def _side(reported: Any) -> list[dict[str, int | None]] | None:
    if reported is None:
        return None
    if not isinstance(reported, Sequence) or not all(isinstance(one, Mapping) for one in reported):
        raise _problem("campaignFinancials", _("each side must be a list of committees’ sums. Correct it."))
    return [{column: _cents(one, key) for key, column in MONEY.items()} for one in reported]


def _cents(one: Mapping[str, Any], key: str) -> int | None:
    text = _text(one, key, most=NAME)
    try:
        return None if text is None else cents_in(text)
    except InvalidInput as wrong:
        raise _problem(f"campaignFinancials {key}", str(wrong)) from wrong
