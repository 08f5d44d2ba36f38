"""The answers of a file into the store, roll call by roll call: new ones written, those on file compared."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from sqlmodel import Session

from campaigns.legislation.gathered_votes import WORDS, Found, Group, VotesReport
from campaigns.legislation.models import RollCallKind, Vote
from campaigns.legislation.roll_call_writing import (
    Line,
    Sheet,
    keep_sheets,
    roll_calls_on_file,
    votes_on_file,
    write_votes,
)
from campaigns.legislation.vote_file_places import FilePlaces
from campaigns.legislation.votes_importing import named_apart
from campaigns.legislators.import_record import note_children


def write_found(
    session: Session, found: Found, report: VotesReport, import_id: int, places: FilePlaces, source_id: int
) -> None:
    """Write the answers of new roll calls, and compare those of roll calls on file; inside a command only."""
    groups = _without_copies(found, report)
    stand = roll_calls_on_file(session, {bill for bill, _chamber, _nth in groups})
    known = {group: stand.get((group[0], _key(places, group))) for group in groups}
    new = [group for group in groups if known[group] is None]
    sheets = [
        Sheet(group[0], _key(places, group), {"chamber": group[1], "kind": RollCallKind.ROLL_CALL.value})
        for group in new
    ]
    report.roll_calls = len(groups)
    keep_sheets(session, sheets, import_id, source_id)
    made = roll_calls_on_file(session, {group[0] for group in new})
    ids = {made[group[0], _key(places, group)]: group for group in new}
    report.inserted += write_votes(session, _Lists(ids, lambda group: _answers(found, group, report)))
    _compare(
        session, found, report, import_id, {number: group for group, number in known.items() if number is not None}
    )


class _Lists(Mapping[int, Iterable[Line]]):
    """Answers by roll call, made when they are asked for: millions of them are never held at once."""

    def __init__(self, ids: Mapping[int, Group], lines: Callable[[Group], Iterable[Line]]) -> None:
        self._ids, self._lines = ids, lines

    def __getitem__(self, number: int) -> Iterable[Line]:
        return self._lines(self._ids[number])

    def __iter__(self) -> Iterator[int]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def _key(places: FilePlaces, group: Group) -> str:
    _bill, chamber, nth = group
    return f"{places.scheme} {chamber}" + (f" {nth}" if nth > 1 else "")


def _answers(found: Found, group: Group, report: VotesReport) -> Iterable[Line]:
    """The answers of one roll call; a person's second answer is told and left out."""
    given: dict[int, int] = {}
    lines: dict[str, Line] = {}
    for packed, row in zip(found.groups[group], found.rows[group], strict=True):
        who, word = divmod(packed, WORDS)
        if who in given:
            _twice(found, group, report, row, given[who], word, who)
            continue
        given[who] = word
        person, (said, option) = found.people[who], found.words[word]
        line = Line(person.printed, option.value, said, person.id)
        name = named_apart(line, lines)
        if name:
            lines[name] = line._replace(name=name)
        else:
            report.refuse(row, found.labels[group], f"{person.printed} stands for one member already counted here.")
    return lines.values()


def _twice(found: Found, group: Group, report: VotesReport, row: int, first: int, word: int, who: int) -> None:
    if first == word:
        report.skipped += 1
        return
    name, label = found.people[who].printed, found.labels[group]
    report.refuse(
        row, label,
        f"{name} answers {label} twice, first “{found.words[first][0]}”, here “{found.words[word][0]}”. The first is "
        "kept; take the wrong row out of the file and import it again.",
    )  # fmt: skip


def _without_copies(found: Found, report: VotesReport) -> list[Group]:
    """The roll calls of the file, less a column that repeats another one answer by answer."""
    kept: list[Group] = []
    for group in sorted(found.groups):
        bill, chamber, nth = group
        first = (bill, chamber, 1)
        if nth > 1 and first in found.groups and sorted(found.groups[first]) == sorted(found.groups[group]):
            report.skipped += len(found.groups[group])
            report.said.append((f"{found.labels[group]} is printed twice with the same answers; counted once.", True))
            continue
        kept.append(group)
    return kept


def _compare(session: Session, found: Found, report: VotesReport, import_id: int, known: dict[int, Group]) -> None:
    """Answers of roll calls on file: the same, new, or told where they differ; what is on file stays."""
    stand = votes_on_file(session, known)
    more: dict[int, list[Line]] = {}
    tallied: Counter[str] = Counter()
    for number, group in known.items():
        have = {line.legislator_id: line for line in stand.get(number, ())}
        names = {line.name: line for line in stand.get(number, ())}
        row_of = dict(zip((who // WORDS for who in found.groups[group]), found.rows[group], strict=True))
        places = {found.people[who].id: row_of[who] for who in row_of}
        for line in _answers(found, group, report):
            other = have.get(line.legislator_id)
            if other is None:
                name = named_apart(line, names)
                names[name] = line._replace(name=name)
                more.setdefault(number, []).append(names[name])
            elif other.option == line.option:
                tallied["same"] += 1
            else:
                tallied["differs"] += 1
                report.refuse(
                    places[line.legislator_id or 0], found.labels[group],
                    f"{line.name} answers “{line.said}” here and “{other.said}” on file. The answer on file stays; "
                    "where this file is right, undo the other import first and import this file again.",
                )  # fmt: skip
        tallied["missing"] += max(len(have) - len(row_of), 0)
    report.unchanged += tallied["same"]
    note_children(session, import_id, Vote, "roll_call_id", more)
    report.inserted += write_votes(session, more)
    if known:
        report.said.append(_comparison(tallied, len(known)))


def _comparison(tallied: Counter[str], roll_calls: int) -> tuple[str, bool]:
    compared = tallied["same"] + tallied["differs"]
    lacking = f" {tallied['missing']:,} answers on file are not in this file." if tallied["missing"] else ""
    return (
        f"{compared:,} answers in {roll_calls:,} roll calls were on file already: {tallied['same']:,} are the same, "
        f"{tallied['differs']:,} differ.{lacking}",
        not tallied["differs"],
    )
