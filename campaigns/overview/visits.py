"""When a person last looked at the home page: read for everybody who signed in, written a few times an hour."""

from datetime import UTC, datetime

from sqlmodel import Session, col, select

from campaigns.overview.models import HomeVisit
from campaigns.overview.rules import FIRST_VISIT, Visit, is_worth_keeping, looked
from data.access import Limit, Permission, may, requires, viewer_of_session
from data.audit import take_turn


def in_utc(moment: datetime) -> datetime:
    """A moment of the store, which keeps UTC and on SQLite does not say so."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def kept_visit(session: Session) -> Visit | None:
    """The viewer's visit as it was last written down; None for whoever never looked or did not sign in."""
    account = viewer_of_session(session).account_id
    row = session.exec(select(HomeVisit).where(col(HomeVisit.account_id) == account)).first() if account else None
    if row is None:
        return None
    return Visit(in_utc(row.began), in_utc(row.last_look), in_utc(row.before) if row.before else None)


def visit_now(session: Session, *, now: datetime) -> tuple[Visit, bool]:
    """The visit this look belongs to, and whether it is to be written down; never for whoever only looks."""
    viewer = viewer_of_session(session)
    kept = kept_visit(session)
    if viewer.account_id is None:
        return Visit(now, now, now - FIRST_VISIT), False
    visit = looked(kept, now=now)
    writes = may(viewer, Permission.SEE_COALITION) and viewer.limit is not Limit.ONLY_LOOKS
    return visit, writes and is_worth_keeping(kept, visit)


@requires(Permission.SEE_COALITION)
def keep_visit(session: Session, *, now: datetime) -> None:
    """Write down that the viewer looks at the home page now; two windows at once make one visit."""
    account = viewer_of_session(session).account_id
    if account is None:
        return
    take_turn(session)
    visit = looked(kept_visit(session), now=now)
    row = session.get(HomeVisit, account) or HomeVisit(account_id=account, began=now, last_look=now)
    row.began, row.last_look, row.before = visit.began, visit.last_look, visit.before
    session.add(row)
