"""What an entry of the log says, read from its detail: which columns moved, and whether that can be put back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from data.errors import InvalidInput

CUT, CUT_AT = "…", 500  # how `data.audit` ends a long text
TO_BE_READ = ("before", "after", "why", "called")
MOVED_SINCE = (
    "This was changed again since, so putting it back would undo more than this edit. "
    "Look at the newest entry of its history, or edit the record by hand."
)
CUT_SHORT = "The record of changes keeps only the beginning of that text. Edit the record by hand."


@dataclass(frozen=True, slots=True)
class Moved:
    """One column of an edit, as it stood and as it stands after."""

    column: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the log. `who` is a name only where the viewer may see it; `facts` is the rest of the detail."""

    number: int
    at: datetime
    role: str
    actor: str
    who: str
    act: str
    subject: str
    called: str
    moved: tuple[Moved, ...]
    why: str
    facts: Mapping[str, Any]

    @property
    def record_number(self) -> int | None:
        """The number of the record, as "line item 12" names it."""
        tail = self.subject.rpartition(" ")[2]
        return int(tail) if tail.isascii() and tail.isdigit() else None

    @property
    def before(self) -> dict[str, Any]:
        """The changed columns as they stood."""
        return {one.column: one.before for one in self.moved}

    @property
    def after(self) -> dict[str, Any]:
        """The changed columns as they stood after."""
        return {one.column: one.after for one in self.moved}


def change_of(*, number: int, at: str, role: str, actor: str, who: str, act: str, subject: str, detail: str) -> Change:
    """An entry of the log as people read it; also one of an older form, whose before and after are single words."""
    said = json.loads(detail)
    before, after = (_sides(said.get(side)) for side in ("before", "after"))
    columns = sorted({**before, **after}, key=list({**before, **after}).index)
    return Change(
        number=number,
        at=datetime.fromisoformat(at),
        role=role,
        actor=actor,
        who=who,
        act=act,
        subject=subject,
        called=str(said.get("called", "")),
        moved=tuple(Moved(column, before.get(column), after.get(column)) for column in columns),
        why=str(said.get("why", "")),
        facts={key: value for key, value in said.items() if key not in TO_BE_READ},
    )


def _sides(side: Any) -> dict[str, Any]:
    if isinstance(side, dict):
        return side
    return {} if side is None else {"": side}


def _is_cut(value: Any) -> bool:
    return isinstance(value, str) and len(value) == CUT_AT and value.endswith(CUT)


def require_unmoved(change: Change, present: Mapping[str, Any]) -> None:
    """InvalidInput unless what an edit left still stands in `present`, column by column, and can be put back whole."""
    if any(_is_cut(value) for value in (*change.before.values(), *change.after.values())):
        raise InvalidInput(CUT_SHORT)
    for one in change.moved:
        now = present.get(one.column)
        if (now.isoformat() if isinstance(now, date) else now) != one.after:
            raise InvalidInput(MOVED_SINCE)
