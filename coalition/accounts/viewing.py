"""Looking through a lesser role: a steward sees for a while what others see, and changes nothing meanwhile."""

from dataclasses import replace

from sqlmodel import Session, col, select

from coalition.accounts.models import SignIn
from data.access import GRANTS, PUBLIC_VIEWER, Limit, Permission, Role, Viewer, may, requires
from data.audit import note_act
from data.errors import InvalidInput, NotFound

LESSER = (Role.PUBLIC, Role.MEMBER, Role.PROGRAMME_STAFF, Role.ORGANIZER)
GIVES_NOTHING = {Permission.KEEP_PROGRAMMES}  # to whoever only looks: coalition.programs.models.own_rows_of


def roles_to_look_through(viewer: Viewer) -> tuple[Role, ...]:
    """The roles a steward may look through: none that shows what the steward’s does not; none for anybody else."""
    if not may(viewer, Permission.MANAGE_ACCOUNTS) or viewer.account_id is None:
        return ()
    return tuple(role for role in LESSER if GRANTS[role] - GIVES_NOTHING < GRANTS[viewer.role])


def seen_through(viewer: Viewer, role: str) -> Viewer:
    """A viewer as somebody of a lesser role in the same organization, who only looks; the public has none."""
    if not role:
        return viewer
    if role not in roles_to_look_through(viewer) or role == Role.PUBLIC:
        return replace(PUBLIC_VIEWER, limit=Limit.ONLY_LOOKS)
    return replace(viewer, role=Role(role), limit=Limit.ONLY_LOOKS)


@requires(Permission.KEEP_SIGN_INS)
def look_through(session: Session, *, viewer: Viewer, key: str, role: str) -> None:
    """Show one browser of a steward what a lesser role sees, or with an empty `role` the steward's own view."""
    if role and role not in roles_to_look_through(viewer):
        raise InvalidInput("You cannot look through this role. Choose one that holds less than yours.")
    here = select(SignIn).where(
        SignIn.token_hash == key, SignIn.account_id == viewer.account_id, col(SignIn.ended).is_(None)
    )
    at = session.exec(here).first()
    if at is None:
        raise NotFound("This sign-in")
    if at.viewed_role != role:
        at.viewed_role = role
        session.add(at)
        note_act(session, "look through a role", subject=f"account {viewer.account_id}", role=role or "own")
