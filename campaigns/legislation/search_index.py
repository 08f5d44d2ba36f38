"""The index the database keeps of every bill's title and summary: its parts, and is it true?"""

from sqlalchemy import column, func, or_, table
from sqlmodel import Session, col

from campaigns.legislation.models import Bill
from data.records import columns
from data.schema import BILL_SEARCH_INDEX
from data.search_index import SearchIndex

BILLS = SearchIndex(BILL_SEARCH_INDEX, {"title": 5.0, "summary": 1.0})


def untrue_bills(session: Session) -> tuple[int, ...]:
    """The bills whose entry in the index is missing, too many or (on PostgreSQL) of other words, by id.

    On SQLite the index holds no text of its own, so there only what has an entry is compared.
    """
    if session.get_bind().dialect.name == "sqlite":
        return _untrue_in_fts5(session)
    with_text = or_(col(Bill.title) != "", col(Bill.summary) != "")
    anew = columns(col(Bill.id), func.bill_search_words(Bill.title, Bill.summary)).where(with_text)
    kept = columns(BILLS.rows.c.rowid, BILLS.rows.c.words)
    rows = [row[0] for both in (kept.except_(anew), anew.except_(kept)) for row in session.execute(both)]
    return tuple(sorted(set(rows)))


def _untrue_in_fts5(session: Session) -> tuple[int, ...]:
    with_text = or_(col(Bill.title) != "", col(Bill.summary) != "")
    wanted = set(session.scalars(columns(col(Bill.id)).where(with_text)))
    sizes = table(f"{BILL_SEARCH_INDEX}_docsize", column("id"))
    kept = set(session.scalars(columns(sizes.c.id)))
    return tuple(sorted(wanted ^ kept))
