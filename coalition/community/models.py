"""Threads and posts, shared resources, who follows what, and the cases of moderation.

What is said stands under an author's shown name, which may be a pseudonym. Which account an author is, only that
account itself and the two stewards who keep real names may read (`AuthorAccount`); no other table names an account
beside what was said, and posting is not in the record of changes.
"""

from datetime import date, datetime

from sqlalchemy import JSON, Column, ColumnElement, Index, UniqueConstraint, or_
from sqlmodel import Field, col, select

from data.access import NO_ROW, Permission, Viewer, criterion, holders_of, may, restricted
from data.records import Record

SHORT = 24
NAME = 160
ADDRESS = 400
HASH = 64
SEEN = holders_of(Permission.SEE_COALITION)
SPEAK = Permission.SPEAK_FOR_ORGANIZATION
MODERATE = Permission.MODERATE


@restricted(reads=SEEN, writes=MODERATE)
class NameKeeper(Record, table=True):
    """A steward who may learn who stands behind a pseudonym; at most two, each since a day."""

    __tablename__ = "name_keepers"

    account_id: int = Field(primary_key=True, foreign_key="accounts.id")
    since: datetime


@restricted(reads=SEEN, writes=SPEAK)
class Author(Record, table=True):
    """The name a person speaks under: their own with their organization, or a pseudonym without one."""

    __tablename__ = "community_authors"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=NAME)
    name_key: str = Field(max_length=NAME, index=True)
    is_pseudonym: bool = False
    organization_id: int | None = Field(default=None, foreign_key="organizations.id")
    post_count: int = 0
    silenced_until: datetime | None = None
    made: date


def _knows_who(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.account_id is None or not may(viewer, Permission.SEE_COALITION):
        return NO_ROW
    own = col(AuthorAccount.account_id) == viewer.account_id
    if not may(viewer, MODERATE):
        return own
    keeps = select(NameKeeper.account_id).where(
        col(NameKeeper.account_id) == viewer.account_id, criterion(NameKeeper, viewer)
    )
    return or_(own, keeps.exists())


@restricted(reads=_knows_who, writes=SPEAK)
class AuthorAccount(Record, table=True):
    """Which account an author is; an account has one author under its own name and at most one pseudonym."""

    __tablename__ = "author_accounts"

    author_id: int = Field(primary_key=True, foreign_key="community_authors.id")
    account_id: int = Field(foreign_key="accounts.id", index=True)


@restricted(reads=SEEN, writes=SPEAK)
class Thread(Record, table=True):
    """What is talked about: a record (`about_kind` as the page's name, such as "line-item", and its number) or free.

    `post_count` and `last_post` are kept by each post. `kind` is a `rules.ThreadKind`; a question may have an answer.
    """

    __tablename__ = "threads"
    __table_args__ = (Index(None, "about_kind", "about_id"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=SHORT)
    title: str = Field(max_length=NAME)
    about_kind: str = Field(default="", max_length=SHORT)
    about_id: int | None = None
    author_id: int = Field(foreign_key="community_authors.id", index=True)
    answer_post_id: int | None = None
    post_count: int = 0
    last_post: datetime = Field(index=True)
    closed: datetime | None = None
    hidden: datetime | None = None
    version: int = 1
    made: datetime


@restricted(reads=SEEN, writes=SPEAK)
class Post(Record, table=True):
    """What somebody said in a thread, as Markdown; a hidden one keeps its words for its author and the stewards."""

    __tablename__ = "posts"
    __table_args__ = (UniqueConstraint("thread_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    thread_id: int = Field(foreign_key="threads.id")
    number: int
    author_id: int = Field(foreign_key="community_authors.id", index=True)
    words: str
    made: datetime = Field(index=True)
    edited: datetime | None = None
    hidden: datetime | None = None
    hidden_because: str = ""
    version: int = 1


@restricted(reads=SEEN, writes=SPEAK)
class Mention(Record, table=True):
    """That a post names an author; `seen` once that person opened the thread."""

    __tablename__ = "mentions"
    __table_args__ = (UniqueConstraint("post_id", "author_id"),)

    id: int | None = Field(default=None, primary_key=True)
    post_id: int = Field(foreign_key="posts.id", ondelete="CASCADE")
    author_id: int = Field(foreign_key="community_authors.id", index=True)
    seen: datetime | None = None


def _own_follows(viewer: Viewer) -> ColumnElement[bool]:
    return NO_ROW if viewer.account_id is None else col(Follow.account_id) == viewer.account_id


@restricted(reads=_own_follows, writes=SPEAK)
class Follow(Record, table=True):
    """That an account follows a thread; `read_to` is the number of the last post it opened. Nobody else sees it."""

    __tablename__ = "follows"
    __table_args__ = (UniqueConstraint("account_id", "thread_id"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id")
    thread_id: int = Field(foreign_key="threads.id", index=True)
    read_to: int = 0
    muted: bool = False
    since: datetime


@restricted(reads=SEEN, writes=SPEAK)
class Resource(Record, table=True):
    """Something worth sharing: a link or a kept file, what it is for (`tags`) and whom it helped."""

    __tablename__ = "resources"

    id: int | None = Field(default=None, primary_key=True)
    title: str = Field(max_length=NAME)
    words: str = ""
    helped: str = ""
    tags: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    tag_words: str = ""
    address: str = Field(default="", max_length=ADDRESS)
    file_name: str = Field(default="", max_length=NAME)
    file_sha256: str = Field(default="", max_length=HASH)
    file_bytes: int | None = None
    author_id: int = Field(foreign_key="community_authors.id", index=True)
    hidden: datetime | None = None
    hidden_because: str = ""
    version: int = 1
    made: datetime = Field(index=True)


@restricted(reads=SEEN, writes=SPEAK)
class CorrectionRequest(Record, table=True):
    """That a figure on a page seems wrong; whoever keeps figures answers it. `status` is a `rules.CorrectionStatus`."""

    __tablename__ = "correction_requests"
    __table_args__ = (Index(None, "about_kind", "about_id"),)

    id: int | None = Field(default=None, primary_key=True)
    about_kind: str = Field(max_length=SHORT)
    about_id: int
    figure: str = Field(max_length=NAME)
    shown: str = Field(default="", max_length=NAME)
    should_be: str = Field(default="", max_length=NAME)
    because: str = ""
    address: str = Field(default="", max_length=ADDRESS)
    author_id: int = Field(foreign_key="community_authors.id", index=True)
    status: str = Field(max_length=SHORT, index=True)
    answer: str = ""
    answered_by: str = Field(default="", max_length=NAME)
    answered: datetime | None = None
    version: int = 1
    made: datetime


def _concerns(viewer: Viewer) -> ColumnElement[bool]:
    if may(viewer, MODERATE):
        return holders_of(MODERATE)(viewer)
    if viewer.account_id is None or not may(viewer, Permission.SEE_COALITION):
        return NO_ROW
    mine = select(AuthorAccount.author_id).where(
        col(AuthorAccount.account_id) == viewer.account_id, criterion(AuthorAccount, viewer)
    )
    return or_(col(ModerationCase.author_id).in_(mine), col(ModerationCase.reporter_id).in_(mine))


@restricted(reads=_concerns, writes=SPEAK)
class ModerationCase(Record, table=True):
    """One report of a post or a resource, what was decided, and the appeal; the stewards, reporter and author see it.

    `reporter_id` is an author too, so that a report under a pseudonym stays under it; `outcome` and `appeal_outcome`
    are `rules.CaseOutcome`. Rows are never deleted.
    """

    __tablename__ = "moderation_cases"

    id: int | None = Field(default=None, primary_key=True)
    post_id: int | None = Field(default=None, foreign_key="posts.id", index=True)
    resource_id: int | None = Field(default=None, foreign_key="resources.id", index=True)
    author_id: int = Field(foreign_key="community_authors.id", index=True)
    reporter_id: int | None = Field(default=None, foreign_key="community_authors.id")
    reason: str
    made: datetime
    outcome: str = Field(default="", max_length=SHORT)
    outcome_reason: str = ""
    decided_by: int | None = Field(default=None, foreign_key="accounts.id")
    decided: datetime | None = None
    appeal: str = ""
    appealed: datetime | None = None
    appeal_outcome: str = Field(default="", max_length=SHORT)
    appeal_reason: str = ""
    appeal_decided_by: int | None = Field(default=None, foreign_key="accounts.id")
    appeal_decided: datetime | None = None
    version: int = 1


@restricted(reads=SEEN, writes=MODERATE)
class CodeOfConduct(Record, table=True):
    """The code of conduct since a day; before the first row, `rules.USUAL_CODE`. Never edited."""

    __tablename__ = "codes_of_conduct"

    id: int | None = Field(default=None, primary_key=True)
    words: str
    words_es: str = ""
    since: datetime


def _own_agreement(viewer: Viewer) -> ColumnElement[bool]:
    if not may(viewer, Permission.SEE_COALITION):
        return NO_ROW
    if viewer.account_id is None:  # whoever works on the machine itself
        return col(ConductAgreement.account_id).is_(None)
    return col(ConductAgreement.account_id) == viewer.account_id


@restricted(reads=_own_agreement, writes=SPEAK)
class ConductAgreement(Record, table=True):
    """That an account agreed to the code of conduct; of an account, not an author, so that no two names share a moment.

    `code_id` is the `CodeOfConduct` it read, None for the usual one.
    """

    __tablename__ = "conduct_agreements"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int | None = Field(default=None, foreign_key="accounts.id", index=True)
    code_id: int | None = Field(default=None, foreign_key="codes_of_conduct.id")
    agreed: datetime
