"""Whether a cost is lobbying: what a person answered, and what the lobbying ledger says of the action it paid for."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from campaigns.lobbying.models import LobbyingAnswers
from campaigns.lobbying.queries import answers_of
from campaigns.lobbying.recognising import Kind, Recognised, recognise


def lobbying_answer(said: bool | None, of_action: bool | None) -> bool | None:
    """The stricter of two answers: lobbying when either says so, not when one says not, None when nobody knows."""
    answers = {said, of_action}
    if True in answers:
        return True
    return False if False in answers else None


def actions_that_lobby(session: Session, action_ids: Collection[int]) -> dict[int, bool]:
    """What the viewer's lobbying ledger says of some actions; one that is not fully answered there is left out.

    An action that lobbies in part is lobbying here: who pays only for the other part splits the cost.
    """
    if not action_ids:
        return {}
    rows = session.exec(select(LobbyingAnswers).where(col(LobbyingAnswers.action_id).in_(list(action_ids))))
    return {row.action_id: answer for row in rows if (answer := _of_action(row)) is not None}


def _of_action(row: LobbyingAnswers) -> bool | None:
    if row.direct_share or row.grass_roots_share:
        return True
    found = recognise(answers_of(row))
    return found.kind is not Kind.NONE if isinstance(found, Recognised) else None
