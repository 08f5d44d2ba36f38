"""A file of votes into the store: each answer new, the same as on file, left out or refused, with row and column."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, select

from campaigns.legislation.gathered_votes import WORDS, Found, VotesReport, settle_chambers
from campaigns.legislation.vote_file_places import FilePlaces
from campaigns.legislation.vote_file_writing import write_found
from campaigns.legislation.vote_rules import is_blank, option_of
from campaigns.legislation.votes_parsing import Answer, Unnamed, VoteTable, table_of
from campaigns.legislators.import_record import Check, finish_import, start_import
from data.access import Permission, requires
from data.errors import FileProblem
from data.imports.kept_files import keep, sha256_of
from data.imports.limits import TERMINAL_LIMITS, Limits
from data.imports.reading import open_file
from data.provenance import Source, SourceKind

VOTE_LIMITS = TERMINAL_LIMITS._replace(csv_rows=6_000_000)
KIND = "votes"
SHORT = 24
BLANK, UNKNOWN = -1, -2


@requires(Permission.IMPORT_FIGURES)
def import_votes(
    session: Session,
    *,
    path: Path,
    file_name: str,
    now: datetime,
    state: str = "ky",
    session_code: str = "",
    chamber: str = "",
    limits: Limits = VOTE_LIMITS,
    progress: Callable[[int], None] | None = None,
) -> VotesReport:
    """Take a table of votes, all or nothing; a second time changes nothing, and it can be undone by its number.

    The bills and the legislators it speaks of must be on file. A vote that another file brought is compared, not
    doubled: the answer on file stays, and each difference is told. Raises FileProblem and InvalidInput.
    """
    with open_file(path, name=file_name, limits=limits) as opened:
        sheet = next(opened.sheets(), None)
        if sheet is None:
            raise FileProblem("The file holds no table. Give a table of votes as CSV.")
        table = table_of(sheet.rows)
        report = VotesReport(file_name, table.layout)
        places = FilePlaces(session, table, state=state, session_code=session_code, chamber=chamber, name=file_name)
        found = _gathered(table, places, report, progress)
        settle_chambers(found, report)
    if not found.groups:
        raise FileProblem(places.cure(report))
    import_id = start_import(session, kind=KIND, now=now, file_name=file_name, file_sha256=sha256_of(path))
    write_found(session, found, report, import_id, places, source_of(session, path, file_name, now))
    checks: list[Check] = [{"said": sentence, "passed": passed} for sentence, passed in report.said]
    report.import_id = finish_import(
        session, import_id, counts=report.counts, rejections=report.rejections, checks=checks
    )
    if report.import_id is not None:
        keep(path, sha256_of(path))
    return report


def source_of(session: Session, path: Path, file_name: str, now: datetime) -> int:
    """The document the votes stand in: the file itself, the same one each time."""
    digest = sha256_of(path)
    key = f"votes-{digest[:40]}"
    known = session.exec(select(Source.id).where(Source.key == key)).first()
    if known is not None:
        return known
    source = Source(
        key=key, title=f"File of votes: {file_name}", kind=SourceKind.REPORTED, retrieved_on=now.date(), sha256=digest
    )
    session.add(source)
    session.flush()
    return source.id or 0


def _gathered(
    table: VoteTable, places: FilePlaces, report: VotesReport, progress: Callable[[int], None] | None
) -> Found:
    """Every answer that can be taken, by roll call; the others counted and told."""
    found = Found()
    people: dict[tuple[str, str], int] = {}
    words: dict[str, int] = {}
    for number, answer in enumerate(table.answers()):
        if progress is not None and number % 50_000 == 0:
            progress(number)
        if isinstance(answer, Unnamed):
            report.refuse(
                answer.row, table.header[0] or "A",
                f"The row names nobody, and {answer.cells} of its cells hold something, such as totals. "
                "Nothing was taken from it.", answer.cells,
            )  # fmt: skip
            continue
        word = words.get(answer.word)
        if word is None:
            word = words[answer.word] = _word(answer.word, found)
        if word < 0:
            _leave_out(answer, word, report)
            continue
        bill = places.bill(answer.bill)
        if bill is None:
            report.refuse(answer.row, answer.column, places.no_bill(answer.bill))
            continue
        who = people.get((answer.person, answer.name))
        if who is None:
            who = people[answer.person, answer.name] = _person(answer, places, found)
        if who < 0:
            report.refuse(answer.row, answer.column, places.nobody(answer.person, answer.name))
            continue
        group = (bill, found.people[who].chamber, answer.nth)
        found.groups[group].append(who * WORDS + word)
        found.rows[group].append(answer.row)
        found.labels[group] = answer.bill
    return found


def _word(printed: str, found: Found) -> int:
    """The place of a word among those of the file; negative for none."""
    if is_blank(printed):
        return BLANK
    option = option_of(printed)
    if option is None or len(found.words) >= WORDS:
        return UNKNOWN
    found.words.append((printed.strip()[:SHORT], option))
    return len(found.words) - 1


def _leave_out(answer: Answer, word: int, report: VotesReport) -> None:
    if word == BLANK:
        report.skipped += 1
        return
    printed = answer.word.strip()[:SHORT]
    report.refuse(
        answer.row, answer.column,
        f"“{printed}” is no word for a vote that is known. Write it as Yea, Nay, Present, Not voting, Absent, Excused "
        "or NA.",
    )  # fmt: skip


def _person(answer: Answer, places: FilePlaces, found: Found) -> int:
    """The place of a person among those of the file; negative for nobody."""
    person = places.person(answer.person, answer.name)
    if person is None:
        return UNKNOWN
    found.people.append(person)
    return len(found.people) - 1
