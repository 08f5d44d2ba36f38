"""A vote as a table: everybody's answer as the page shows it."""

from datetime import date

from budget.line_items.exporting import file_name
from campaigns.legislation import roll_call_sentences as say
from campaigns.legislation.roll_calls import RollCallRecord
from data.exports.tables import Column, ColumnKind, Missing, SourceLine, Table
from data.language import _

TEXT = ColumnKind.TEXT
COLUMNS = (
    Column("name", "Name as printed", TEXT),
    Column("party", "Party", TEXT),
    Column("district", "District", TEXT),
    Column("answer", "Answer", TEXT),
    Column("as_printed", "As printed", TEXT),
)
NOT_ON_FILE = Missing("not on file")
AS_ENTERED = Missing("entered by hand")


def roll_call_table(record: RollCallRecord, *, today: date) -> Table:
    """Everybody's answer, with the counts and what they are measured by as notes."""
    head, bill = record.head, record.bill
    rows = tuple(
        (vote.name, vote.party or NOT_ON_FILE, vote.district or NOT_ON_FILE, vote.option.value, vote.said or AS_ENTERED)
        for vote in record.votes
    )
    source = SourceLine(
        title=record.source, publisher="", address=record.source_address, published_on="", retrieved_on="", kind="",
        sha256="", note="",
    )  # fmt: skip
    notes = (say.lede(record, today=today), say.bar_sentence(record), *say.cautions(record))
    return Table(
        name=file_name("roll-call", bill.number, head.chamber, str(head.id)),
        title=_("{bill}, {chamber}: roll call").format(bill=bill.number, chamber=say.chamber_name(head)),
        columns=COLUMNS,
        rows=rows,
        filters=(("Bill", f"{bill.number}, {bill.state_name} {bill.session_code}"),),
        sources=(source,) if record.source else (),
        notes=tuple(note for note in notes if note),
    )
