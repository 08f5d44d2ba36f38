"""Where organizations stand on a line item, on the line's own page."""

from campaigns.positions.pages.panel import positions_panel
from campaigns.positions.rules import SubjectKind
from look.beside import beside


@beside("line item")
def of_line_item(line_item_id: int) -> None:
    """The coalition's position on a line by its rule, each organization's, and the form for one's own."""
    positions_panel((SubjectKind.LINE_ITEM, line_item_id))
