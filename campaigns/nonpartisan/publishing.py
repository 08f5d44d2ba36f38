"""Before a text becomes public, the checks are asked; what they find must be changed or answered for by name."""

from datetime import date

from sqlmodel import Session, col, select

from campaigns.calendar.models import Event, EventKind
from campaigns.legislators.models import Legislator
from campaigns.nonpartisan.queries import answered_findings
from campaigns.nonpartisan.rules import Draft, Finding, findings, unanswered
from data.errors import InvalidInput
from data.language import _


class HeldBack(InvalidInput):
    """A text that is not published yet: the checks found something nobody answered for."""

    def __init__(self, piece: str, draft: Draft, found: tuple[Finding, ...]) -> None:
        cure = _("Change the words, keep it for the coalition, or let it stand with a name and a reason.")
        if found[0].excerpt:
            said = _("The checks before publishing found something in “{words}”.").format(words=found[0].excerpt)
        else:
            said = _("The checks before publishing found something.")
        super().__init__(f"{said} {cure}")
        self.piece, self.draft = piece, draft


def check_before_publishing(session: Session, *, piece: str, texts: tuple[str, ...], on: date) -> None:
    """Raise HeldBack when a text to be public on a day has a finding that nobody answered for under `piece`.

    Whoever sits in a legislature on file and is named whole counts as a candidate; elections are those of the
    calendar.
    """
    text = "\n\n".join(words.strip() for words in texts if words.strip())
    elections = session.exec(
        select(col(Event.starts_on)).where(
            Event.kind == EventKind.ELECTION, col(Event.starts_on) >= on, col(Event.cancelled).is_(None)
        )
    )
    draft = Draft(text, on, tuple(sorted(set(elections))), _legislators_named(session, text))
    found = findings(draft)
    if found:
        left = unanswered(found, frozenset(one.finding_key for one in answered_findings(session, piece)))
        if left:
            raise HeldBack(piece, draft, left)


def _legislators_named(session: Session, text: str) -> tuple[str, ...]:
    said = " ".join(text.split()).casefold()
    return tuple(sorted({name for name in session.exec(select(Legislator.name)) if name.casefold() in said}))
