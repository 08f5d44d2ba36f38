"""Where the votes stand, on the page of the bill or line item they are about."""

from campaigns.whip_counts.pages.panel import counts_on
from look.beside import beside


@beside("bill")
def of_bill(bill_id: int) -> None:
    """The counts on the bill's measure."""
    counts_on(bill_id=bill_id)


@beside("line item")
def of_line_item(line_item_id: int) -> None:
    """The counts on what we ask for the line."""
    counts_on(line_item_id=line_item_id)
