"""How bills are called where people talk about them."""

from collections.abc import Collection, Mapping

from sqlmodel import Session, col, select

from campaigns.legislation.models import Bill
from look.talked_about import talked_about


@talked_about("bill", page="campaigns/legislation/pages/bill.py", parameter="bill")
def names(session: Session, numbers: Collection[int]) -> Mapping[int, str]:
    """Each by its number and title."""
    found = session.exec(select(Bill.id, Bill.number, Bill.title).where(col(Bill.id).in_(numbers)))
    return {number or 0: f"{printed} {title}".strip() for number, printed, title in found}
