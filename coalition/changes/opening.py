"""Which of the records the log names the viewer may open, asked of the store by the rule the pages follow too."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from coalition.changes.rules import Change
from data.reading_input import number_of
from data.schema import table_named


@dataclass(frozen=True, slots=True)
class RecordPage:
    """The page of one kind of record: its address up to the number, and the table whose rows it shows.

    `until` is the column that says when a row stopped being a record of its own; such a row has no page.
    """

    address: str
    table: str
    until: str = ""


PAGES = {
    "line item": RecordPage("/line-item?line=", "line_items"),
    "organization": RecordPage("/organization?organization=", "organizations"),
    "contact": RecordPage("/contact?contact=", "people", until="erased_on"),
    "action": RecordPage("/action?action=", "actions"),
    "campaign": RecordPage("/campaign?campaign=", "campaigns"),
    "whip count": RecordPage("/whip-count?count=", "whip_counts"),
    "date": RecordPage("/date?date=", "events"),
    "meeting": RecordPage("/meeting?meeting=", "meetings"),
    "motion": RecordPage("/decision?motion=", "motions"),
    "guide": RecordPage("/guide?guide=", "guides"),
    "guide edition": RecordPage("/edition?edition=", "guide_editions"),
}


def addresses(session: Session, changes: Iterable[Change]) -> dict[str, str]:
    """The address of each record that changes are about, by its name in the log; only of those the viewer may open.

    The log is read across organizations, and a row of another one, or one that is gone, has no page for the viewer.
    One statement for each kind of record.
    """
    named: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        kind, _space, digits = change.subject.rpartition(" ")
        number = number_of(digits)
        if kind in PAGES and number is not None:
            named[kind].add(number)
    return {
        f"{kind} {number}": f"{PAGES[kind].address}{number}"
        for kind, numbers in named.items()
        for number in _seen(session, PAGES[kind], numbers)
    }


def _seen(session: Session, page: RecordPage, numbers: set[int]) -> list[int]:
    model: Any = table_named(page.table)
    found = select(model.id).where(model.id.in_(numbers))
    if page.until:
        found = found.where(getattr(model, page.until).is_(None))
    return list(session.exec(found))
