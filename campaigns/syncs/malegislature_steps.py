"""The Massachusetts Legislature, asked document by document; a document is read again only when its history moved."""

import hashlib
from collections.abc import Iterator

from campaigns.syncs.steps import GROUP, Item, Start, Step, Taken, in_groups
from data.errors import SourceHasNone
from data.sources import malegislature
from data.sources.http import Asking
from data.sources.malegislature_documents import ListedDocument
from data.sources.said import ActionSaid, CommitteeSaid, PersonSaid

MEMBER = "member "
COMMITTEE = "committee "


def bill_steps(asking: Asking, court: int, start: Start) -> Iterator[Step]:
    """Each document of the list that this run has not asked for yet; first those the list does not hold any more."""
    listed = malegislature.documents_listed(asking, court)
    held = {one.docket or one.bill for one in listed}
    vanished = tuple(key for key in start.known if key not in held)
    left = [one for one in listed if not start.is_of_this_run(one.docket or one.bill)]
    yield Step(left=len(left), vanished=vanished if listed else ())
    yield from in_groups(_document(asking, court, one, start) for one in left)


def _document(asking: Asking, court: int, listed: ListedDocument, start: Start) -> Taken:
    """The document, unless neither its number nor its history moved since it was read; and what to remember.

    One that is listed and not there keeps none of the others from coming; the next run asks for it again.
    """
    key = listed.docket or listed.bill
    actions = malegislature.history(asking, court, listed.number)
    item = Item(key, _mark(listed, actions), listed.number)
    known = start.known.get(key)
    if known and known.mark == item.mark:
        return Taken(items=(item,))
    alike = malegislature.similar(asking, court, listed.number)
    try:
        return Taken(malegislature.document(asking, court, listed.number, actions, alike), (item,))
    except SourceHasNone:
        return Taken(missing=True)


def _mark(listed: ListedDocument, actions: tuple[ActionSaid, ...]) -> str:
    told = "\n".join(f"{one.on_date}\t{one.chamber}\t{one.text}" for one in actions)
    return hashlib.sha256(f"{listed.bill}\n{listed.docket}\n{told}".encode()).hexdigest()


def people_steps(asking: Asking, court: int, start: Start) -> Iterator[Step]:
    """Each member, then each committee with its chairs."""
    members, committees = malegislature.member_codes(asking, court), malegislature.committee_codes(asking, court)
    names = {key.removeprefix(MEMBER): one.mark for key, one in start.known.items() if key.startswith(MEMBER)}
    new_members = [code for code in members if not start.is_of_this_run(MEMBER + code)]
    new_committees = [code for code in committees if not start.is_of_this_run(COMMITTEE + code)]
    yield Step(left=len(new_members) + len(new_committees))
    for group in _groups(new_members):
        people: list[PersonSaid] = [malegislature.member(asking, court, code) for code in group]
        names.update(zip(group, (one.name for one in people), strict=True))
        items = tuple(Item(MEMBER + code, names[code][:80]) for code in group)
        yield Step(people=tuple(people), items=items)
    for group in _groups(new_committees):
        told: list[CommitteeSaid] = [malegislature.committee(asking, court, code, names) for code in group]
        yield Step(committees=tuple(told), items=tuple(Item(COMMITTEE + code) for code in group))


def _groups(codes: list[str]) -> Iterator[list[str]]:
    return (codes[start : start + GROUP] for start in range(0, len(codes), GROUP))
