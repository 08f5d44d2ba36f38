"""Who speaks: the author a person is, under their own name or a pseudonym; nothing else joins an account to words."""

from datetime import UTC, datetime

from sqlmodel import Session, col, select

from coalition.community.models import NAME, Author, AuthorAccount
from coalition.organizations.rules import name_key
from data.access import Limit, Permission, Viewer, may, viewer_of_session
from data.errors import InvalidInput

NO_PSEUDONYM = "You have no pseudonym yet. Take one under Civility, or speak under your own name."


def may_write(viewer: Viewer) -> bool:
    """Whether a viewer holds the right to write here, and does not only look through another role."""
    return may(viewer, Permission.SPEAK_FOR_ORGANIZATION) and viewer.limit is not Limit.ONLY_LOOKS


def my_authors(session: Session) -> tuple[Author, ...]:
    """The authors the viewer speaks as: their own name first, then the pseudonym; none before the first word.

    Whoever works on the machine itself has no account; their author is the one of that name in their organization.
    """
    viewer = viewer_of_session(session)
    if viewer.account_id is None:
        own = select(Author).where(
            Author.name_key == name_key(viewer.name),
            Author.organization_id == viewer.organization_id,
            col(Author.is_pseudonym).is_(False),
        )
        return tuple(session.exec(own.order_by(col(Author.id)).limit(1)))
    mine = select(Author).join(AuthorAccount, col(AuthorAccount.author_id) == Author.id)
    mine = mine.where(AuthorAccount.account_id == viewer.account_id)
    return tuple(session.exec(mine.order_by(col(Author.is_pseudonym), col(Author.id))))


def my_author_ids(session: Session) -> frozenset[int]:
    """The numbers of the viewer's own authors."""
    return frozenset(author.id or 0 for author in my_authors(session))


def author_of(session: Session, account_id: int | None, *, as_pseudonym: bool, now: datetime | None = None) -> Author:
    """The author the viewer speaks as, made at the first word under their own name. Call it inside a command.

    `account_id` is the viewer's own (None for whoever works on the machine). A name or an organization that changed
    since is changed on the author too. Raises InvalidInput where somebody has no pseudonym.
    """
    viewer = viewer_of_session(session)
    if account_id != viewer.account_id:
        raise InvalidInput("Nobody speaks for somebody else. Sign in with your own account.")
    found = next((one for one in my_authors(session) if one.is_pseudonym == as_pseudonym), None)
    if found is None and as_pseudonym:
        raise InvalidInput(NO_PSEUDONYM)
    if found is None:
        return _own_name(session, account_id, now or datetime.now(UTC))
    if not as_pseudonym and (found.name, found.organization_id) != (_called(session), viewer.organization_id):
        found.name, found.organization_id = _called(session), viewer.organization_id
        found.name_key = name_key(found.name)
        session.add(found)
    return found


def _called(session: Session) -> str:
    return viewer_of_session(session).name[:NAME]


def _own_name(session: Session, account_id: int | None, now: datetime) -> Author:
    name = _called(session)
    organization_id = viewer_of_session(session).organization_id
    author = Author(name=name, name_key=name_key(name), organization_id=organization_id, made=now.date())
    session.add(author)
    session.flush()
    if account_id is not None:
        session.add(AuthorAccount(author_id=author.id or 0, account_id=account_id))
        session.flush()
    return author
