"""The checks before publishing, asked before a decision or a letter of the table becomes public, and shown there."""

from datetime import date
from typing import Any

from campaigns.nonpartisan.pages.panel import held_back_kept, held_back_panel
from campaigns.nonpartisan.publishing import check_before_publishing
from coalition.decisions.closing import before_publishing
from look.beside import beside


@before_publishing
def words_checked(session: Any, *, piece: str, texts: tuple[str, ...], on: date) -> None:
    """Raise HeldBack for a decision or a letter in whose words the checks find something nobody answered for."""
    with held_back_kept():
        check_before_publishing(session, piece=piece, texts=texts, on=on)


@beside("motion")
def held_back_decision(_motion_id: int) -> None:
    """What keeps a decision from being published, for those who may let it stand."""
    held_back_panel("Decision")


@beside("letter")
def held_back_letter(_letter_id: int) -> None:
    """The same for a letter."""
    held_back_panel("Letter")
