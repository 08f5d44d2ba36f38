"""The Massachusetts Legislature's own interface: documents, histories, members and committees."""

from collections.abc import Callable
from typing import Any, TypeVar

from data.errors import SourceHasNone
from data.sources.http import Asking
from data.sources.malegislature_documents import (
    ListedDocument,
    actions_of,
    document_of,
    documents_listed_of,
    similar_of,
)
from data.sources.malegislature_people import codes_of, committee_of, member_of
from data.sources.said import ActionSaid, CommitteeSaid, MeasureSaid, PersonSaid
from data.sources.shapes import UnknownForm, fields
from data.sources.targets import Service

SERVICE = Service(name="The Massachusetts Legislature", base="https://malegislature.gov/api", pause=1.0)
T = TypeVar("T")


def documents_listed(asking: Asking, court: int) -> tuple[ListedDocument, ...]:
    """Every bill and docket of a General Court, by number. Raises SourceProblem."""
    return _read(asking, f"/GeneralCourts/{court}/Documents", documents_listed_of)


def history(asking: Asking, court: int, number: str) -> tuple[ActionSaid, ...]:
    """What happened to a document, oldest first; empty where nothing did. Raises SourceProblem."""
    try:
        return _read(asking, f"/GeneralCourts/{court}/Documents/{number}/DocumentHistoryActions", actions_of)
    except SourceHasNone:
        return ()  # a docket that was given no number yet


def similar(asking: Asking, court: int, number: str) -> tuple[ListedDocument, ...]:
    """Documents the legislature calls similar. Raises SourceProblem."""
    try:
        return _read(asking, f"/GeneralCourts/{court}/Documents/{number}/Similar", similar_of)
    except SourceHasNone:
        return ()


def document(
    asking: Asking, court: int, number: str, actions: tuple[ActionSaid, ...], alike: tuple[ListedDocument, ...] = ()
) -> MeasureSaid:
    """One document with what happened to it. Raises SourceProblem."""
    return _read(
        asking,
        f"/GeneralCourts/{court}/Documents/{number}",
        lambda answer: document_of(fields(answer, "a bill"), court, actions, alike),
    )


def member_codes(asking: Asking, court: int) -> tuple[str, ...]:
    """The codes of those who sit or sat in a General Court. Raises SourceProblem."""
    return _read(asking, f"/GeneralCourts/{court}/LegislativeMembers", lambda answer: codes_of(answer, "MemberCode"))


def member(asking: Asking, court: int, code: str) -> PersonSaid:
    """One member. Raises SourceProblem."""
    path = f"/GeneralCourts/{court}/LegislativeMembers/{code}"
    return _read(asking, path, lambda answer: member_of(fields(answer, "a legislator")))


def committee_codes(asking: Asking, court: int) -> tuple[str, ...]:
    """The codes of the committees; some come without one and are passed over. Raises SourceProblem."""
    return _read(asking, f"/GeneralCourts/{court}/Committees", lambda answer: codes_of(answer, "CommitteeCode"))


def committee(asking: Asking, court: int, code: str, names: dict[str, str]) -> CommitteeSaid:
    """One committee with its two chairs; `names` are those of members by their codes. Raises SourceProblem."""
    path = f"/GeneralCourts/{court}/Committees/{code}"
    return _read(asking, path, lambda answer: committee_of(fields(answer, "a committee"), names))


def _read(asking: Asking, path: str, parse: Callable[[Any], T]) -> T:
    answer = asking.json(path)
    try:
        return parse(answer)
    except UnknownForm as form:
        asking.refuse_form(form.what)
