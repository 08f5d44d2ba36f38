"""How line items are called where people talk about them."""

from collections.abc import Collection, Mapping

from sqlmodel import Session

from budget.line_items.queries import line_heads
from look.talked_about import talked_about


@talked_about("line-item", page="budget/line_items/pages/line_item.py", parameter="line")
def names(session: Session, numbers: Collection[int]) -> Mapping[int, str]:
    """Each by its number in the budget and its name."""
    heads = line_heads(session, sorted(numbers))
    return {head.id: f"{head.code} {head.name}" if head.code else head.name for head in heads}
