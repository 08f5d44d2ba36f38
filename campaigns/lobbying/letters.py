"""A letter that was sent becomes an action of each organization that signed it, classified as it was answered."""

from datetime import datetime

from sqlmodel import Session, select

from campaigns.actions.commands import log_action
from campaigns.actions.models import Action, ActionKind
from campaigns.actions.parsing import things_in
from campaigns.actions.rules import ActionForm, form_key
from campaigns.lobbying.commands import classify_action
from campaigns.lobbying.recognising import Answers, SaidTo
from campaigns.lobbying.rows import Said
from coalition.letters.queries import LetterRecord
from data.access import Permission, requires, viewer_of_session
from data.errors import InvalidInput


def _key(letter_id: int) -> str:
    return f"letter {letter_id}"


def logged_letter(session: Session, letter_id: int) -> int | None:
    """The action of one's own organization that a letter became, also a deleted one, which its page brings back."""
    own = viewer_of_session(session).organization_id
    if own is None:
        return None
    asked = select(Action.id).where(Action.organization_id == own, Action.form_key == form_key(own, _key(letter_id)))
    return session.exec(asked).first()


@requires(Permission.LOG_ACTIONS)
def log_letter(
    session: Session, *, letter: LetterRecord, said_to: SaidTo, cost_cents: int | None, now: datetime
) -> int:  # fmt: skip
    """Log a sent letter once for one's own organization and classify it; answers the action's number.

    A letter on specific legislation takes a view on it. Raises InvalidInput when it was not sent or we do not stand
    under it.
    """
    own = viewer_of_session(session).organization_id
    if letter.sent is None:
        raise InvalidInput("This letter was not sent yet. Log it once it is on its way.")
    if letter.ours is None or letter.ours.number != letter.newest.number or own is None:
        raise InvalidInput("Your organization does not stand under this letter, so it is no action of yours.")
    form = ActionForm(
        ActionKind.LETTER, letter.sent, title=letter.title, cost_cents=cost_cents,
        subjects=things_in(letter.about),
    )  # fmt: skip
    logged = log_action(session, form=form, key=_key(letter.id), today=now.date(), now=now)
    if logged.is_new:
        answers = Answers(said_to, legislation=letter.specific, view=letter.specific)
        said = Said(answers, cost_cents=cost_cents)
        classify_action(session, action_id=logged.id, said=said, version=0, now=now)
    return logged.id
