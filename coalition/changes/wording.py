"""The record of changes in words: acts, records, columns and values, none of which is about a person."""

from typing import Any

from coalition.accounts.shown import role_name
from coalition.changes.act_words import ACTS
from coalition.changes.rules import Change, Moved
from data.access import Role
from data.language import _
from data.money import dollars

CENTS = "_cents"
# the year stands beside the record’s name; numbers of rows tell a person nothing
NOT_TOLD = (
    "fiscal_year", "source", "consent", "link", "earmark", "objective", "target", "tactic", "entry", "line",
)  # fmt: skip


def act_words(act: str) -> str:
    """An act as people say it; one that has no words of its own reads as it is kept."""
    return ACTS.get(act, lambda: act[:1].upper() + act[1:])()


def known_acts() -> tuple[str, ...]:
    """The acts that have words, by their words."""
    return tuple(sorted(ACTS, key=act_words))


_COLUMNS = {
    "ask": lambda: _("Ask"),
    "acceptable": lambda: _("Acceptable"),
    "floor": lambda: _("Floor"),
    "published": lambda: _("Shown to the public"),
    "watched": lambda: _("Watched"),
    "source": lambda: _("Document"),
    "on_date": lambda: _("Day"),
    "": lambda: _("Value"),
}


def column_words(column: str) -> str:
    """A column as people call it."""
    name = column.removesuffix(CENTS)
    return _COLUMNS.get(name, lambda: name.replace("_", " ").capitalize())()


def value_words(column: str, value: Any) -> str:
    """A value as people write it: dollars for cents, yes or no, and a word for nothing."""
    match value:
        case None | "" | []:
            return _("nothing")
        case bool():
            return _("yes") if value else _("no")
        case int() if column.endswith(CENTS):
            return dollars(value)
        case list() if column == "columns":
            return ", ".join(column_words(one) for one in value)
        case list():
            return ", ".join(value_words(column, one) for one in value)
        case dict():
            return ", ".join(f"{column_words(key)}: {value_words(key, one)}" for key, one in value.items())
    return str(value)


def moved_words(change: Change) -> list[str]:
    """The columns of an edit: "Ask: $5 → $6"; of what is new or gone, only what there is, or was."""
    if all(one.before is None for one in change.moved):
        return [
            f"{column_words(one.column)}: {_now(one)}" for one in change.moved if one.after not in (None, "", False)
        ]
    if all(one.after is None for one in change.moved):
        gone = [one for one in change.moved if one.before not in (None, "", False)]
        return [_("{column} was {value}").format(column=column_words(one.column), value=_then(one)) for one in gone]
    return [f"{column_words(one.column)}: {_then(one)} → {_now(one)}" for one in change.moved]


def _then(one: Moved) -> str:
    return value_words(one.column, one.before)


def _now(one: Moved) -> str:
    return value_words(one.column, one.after)


def who_words(change: Change) -> str:
    """Who did it: a name where the viewer may see it, else the role; the program itself by its part."""
    role = role_name(change.role) if change.role != Role.DOOR else _("The sign-in page")
    machine = {
        "terminal": _("In the terminal"),
        "local organizer": _("On the machine itself"),
        "set-up": _("While setting up"),
    }.get(change.actor)
    if machine:
        return machine
    return _("{name}, {role}").format(name=change.who, role=role.lower()) if change.who else role


def record_words(change: Change) -> str:
    """Which record: what it is called, with its year where it has one, else its kind and number."""
    name = change.called or change.subject[:1].upper() + change.subject[1:]
    year = change.facts.get("fiscal_year")
    return f"{name}, FY{year}" if isinstance(year, int) else name


def facts_words(change: Change) -> list[str]:
    """What else the entry says, such as a stage or how many rows."""
    return [
        f"{column_words(key)}: {value_words(key, value)}"
        for key, value in change.facts.items()
        if key not in NOT_TOLD and value not in (None, "", [], {})
    ]
