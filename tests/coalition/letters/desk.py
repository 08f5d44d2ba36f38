"""A letter of organization 1 and other organizations at the table, for tests."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from coalition.letters.commands import begin_letter
from coalition.letters.queries import LetterRecord, letter_record
from coalition.letters.signing import sign
from data.access import Role, Viewer
from data.store import open_session
from tests.coalition.organizations.table import foundation, seat
from tests.support import ORGANIZER

R = TypeVar("R")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = NOW.date()
TEXT = "Dear conferees,\n\nwe ask for $350,000 for the JET earmark."


def do(viewer: Viewer, command: Callable[..., R], **given: Any) -> R:
    """One command in a session of its own."""
    with open_session(viewer, writing=True) as session:
        return command(session, **given)


def table() -> tuple[Viewer, Viewer]:
    """Two people of two other organizations at the table."""
    foundation()
    one, other = seat("Example Parents"), seat("The Example Union")
    return Viewer(Role.MEMBER, "Pat Parent", one), Viewer(Role.MEMBER, "Uma Union", other)


def letter(text: str = TEXT, **more: Any) -> int:
    return do(ORGANIZER, begin_letter, title="Keep the earmark", text=text, now=NOW, **more)


def record(number: int, viewer: Viewer = ORGANIZER) -> LetterRecord:
    with open_session(viewer) as session:
        return letter_record(session, number, today=TODAY)


def signed(viewer: Viewer, number: int, **more: Any) -> int:
    """Sign the text that stands, as somebody who just read it."""
    newest = record(number).newest
    given = {"signer": viewer.name, "now": NOW} | more
    return do(viewer, sign, version_id=newest.id, seen_hash=newest.text_hash, **given)
