"""Two people at one record: whoever saves second is told, and nothing is lost."""

from typing import Any, TypeVar, cast

from sqlmodel import Session, select

from data.audit import take_turn
from data.errors import InvalidInput, NotFound
from data.records import Record

R = TypeVar("R", bound=Record)


def newest(session: Session, model: type[R], record_id: int, *, version: int, what: str) -> R:
    """The record as it stands now, when nobody changed it since the version that the person saw.

    Waits for other writers first. Raises NotFound, and InvalidInput when somebody was faster.
    """
    take_turn(session)
    keyed: Any = model
    asked = select(model).where(keyed.id == record_id).execution_options(populate_existing=True)
    row = session.exec(asked).first()
    if row is None:
        raise NotFound(what)
    if cast(Any, row).version != version:
        raise InvalidInput(
            "{said} was changed by somebody else since you opened it, and their change stands. "
            "Look at it again, then save yours.",
            said=what,
        )
    return row


def columns_of(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Some columns of a record, as the record of changes keeps them."""
    return {name: getattr(row, name) for name in names}


def changed_words(before: dict[str, str], row: Any) -> list[str]:
    """The names of the columns of free text that differ now; what they say may name people, so it is not kept."""
    return [name for name, said in before.items() if getattr(row, name) != said]
