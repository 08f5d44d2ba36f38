"""The files of bills and votes, built for whoever asks from the values the pages show."""

from collections.abc import Mapping
from datetime import date

from campaigns.legislation import bill_queries, queries
from campaigns.legislation.exporting import actions_table, bills_table
from campaigns.legislation.models import Priority
from campaigns.legislation.queries import BillFilter
from campaigns.legislation.roll_call_exporting import roll_call_table
from campaigns.legislation.roll_calls import roll_call_record
from campaigns.legislation.steps import Step
from data.access import Viewer
from data.errors import NotFound
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file
from data.reading_input import number_of
from data.store import open_session

MOST_BILLS = 5_000


def filter_of(query: Mapping[str, str]) -> BillFilter:
    """The bills an address asks for: `?words=charter&state=ky&session=2&step=law&priority=top&ours=yes`."""
    step, priority = query.get("step", ""), query.get("priority", "")
    return BillFilter(
        query.get("words", "").strip(), query.get("state", ""), number_of(query.get("session", "")),
        step if step in set(Step) else "", priority if priority in set(Priority) else "", query.get("ours") == "yes",
    )  # fmt: skip


@register("bills", TABLE_KINDS)
def bills_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """The bills of the list, at most 5,000 that we do not follow: `?words=charter&state=ky`."""
    wanted = filter_of(query)
    with open_session(viewer) as session:
        found = queries.bills(session, wanted, limit=MOST_BILLS)
    return as_file(bills_table(found, wanted, most=MOST_BILLS), kind)


@register("bill-actions", TABLE_KINDS)
def bill_actions_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """The newest 200 actions of a bill: `?bill=3`."""
    number = number_of(query.get("bill", ""))
    if number is None:
        raise NotFound("The bill")
    with open_session(viewer) as session:
        bill = bill_queries.bill(session, number)
    return as_file(actions_table(bill), kind)


@register("roll-call", TABLE_KINDS)
def roll_call_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """Everybody's answer in one roll call: `?roll-call=3`."""
    number = number_of(query.get("roll-call", ""))
    if number is None:
        raise NotFound("The roll call")
    with open_session(viewer) as session:
        record = roll_call_record(session, number)
    return as_file(roll_call_table(record, today=date.today()), kind)
