"""Share a link or a file with the table, and edit what one shared; nobody's account stands beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from coalition.community.authors import author_of, my_authors
from coalition.community.conduct import check_may_write
from coalition.community.models import ADDRESS, NAME, Resource
from coalition.community.moderation import A_DAY, check_rate, most_a_day
from coalition.community.resource_files import SharedFile, keep_shared
from coalition.organizations.rules import clean_text
from data.access import Permission, requires, viewer_of_session
from data.audit import take_turn
from data.errors import InvalidInput, NotFound
from data.versions import newest

RESOURCE = "This resource"
LONGEST_WORDS, LONGEST_HELPED = 4000, 500
MOST_TAGS, LONGEST_TAG = 8, 30
LINK = re.compile(r"https?://(?:[^\s/@]+@)?[\w.-]+\.[a-z]{2,}(?::\d{1,5})?(?:[/?#][^\s<>\"]*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ResourcePlan:
    """What a person says of a resource; either `address` or `file`, and when editing neither leaves what is there."""

    title: str
    words: str = ""
    helped: str = ""
    tags: str = ""
    address: str = ""
    file: SharedFile | None = None


def link_of(text: str) -> str:
    """A link as it is kept; "" for none. Raises InvalidInput unless it leads to a web page by https or http."""
    said = text.strip()
    if not said:
        return ""
    if re.match(r"[\w-]+(\.[\w-]+)+(/|$)", said, re.ASCII):
        said = f"https://{said}"
    if len(said) > ADDRESS or not LINK.fullmatch(said) or "@" in said.split("/")[2]:
        raise InvalidInput("This is no link to a web page. Write it as https://example.org/page.")
    return said


def tags_of(text: str) -> list[str]:
    """Tags as typed with commas between, each once and in small letters. Raises InvalidInput for too many."""
    said = [" ".join(re.sub(r"[^\w\s-]", " ", one).split()).casefold() for one in text[:2000].split(",")]
    tags = list(dict.fromkeys(one for one in said if one))
    if len(tags) > MOST_TAGS or any(len(one) > LONGEST_TAG for one in tags):
        raise InvalidInput(
            "Give at most {most} tags of at most {longest} letters each, with commas between.", most=MOST_TAGS,
            longest=LONGEST_TAG,
        )  # fmt: skip
    return tags


def tag_words(tags: Sequence[str]) -> str:
    """The tags in one text, so that each is found whole and by its words."""
    return f"|{'|'.join(tags)}|" if tags else ""


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def share_resource(session: Session, *, plan: ResourcePlan, now: datetime, as_pseudonym: bool = False) -> int:
    """Share a link or a file; answers its number. Raises InvalidInput for neither, both, or too many in a day."""
    row = Resource(title="", author_id=0, made=now)
    _say(row, plan)
    if bool(row.address) == bool(plan.file):
        raise InvalidInput("Share either a link or a file. Fill in one of the two.")
    take_turn(session)
    check_may_write(session, now=now)
    mine = my_authors(session)
    own = [one.id for one in mine]
    recent = select(func.count()).select_from(Resource).where(
        col(Resource.author_id).in_(own), Resource.made > now - A_DAY
    )  # fmt: skip
    check_rate(session.exec(recent).one(), most_a_day([one.made for one in mine], today=now.date()))
    _keep_file(row, plan)
    same = select(Resource.id).where(
        col(Resource.author_id).in_(own), Resource.title == row.title, Resource.address == row.address,
        Resource.file_sha256 == row.file_sha256,
    )  # fmt: skip
    if session.exec(same).first() is not None:
        raise InvalidInput("You shared this already. Open it in the list to change what you said of it.")
    author = author_of(session, viewer_of_session(session).account_id, as_pseudonym=as_pseudonym, now=now)
    row.author_id = author.id or 0
    session.add(row)
    session.flush()
    return row.id or 0


def _say(row: Resource, plan: ResourcePlan) -> None:
    row.title = " ".join(clean_text(plan.title, NAME, "The title").split())
    if not row.title:
        raise InvalidInput("Give the resource a title that says what it is.")
    row.words = clean_text(plan.words, LONGEST_WORDS, "What you say of it")
    row.helped = clean_text(plan.helped, LONGEST_HELPED, "Whom it helped")
    row.tags = tags_of(plan.tags)
    row.tag_words = tag_words(row.tags)
    row.address = link_of(plan.address) if plan.address.strip() or row.id is None else row.address


def _keep_file(row: Resource, plan: ResourcePlan) -> None:
    if plan.file is not None:
        row.file_sha256, row.file_name = keep_shared(plan.file), plan.file.name
        row.file_bytes = len(plan.file.body)


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def edit_resource(session: Session, *, resource_id: int, version: int, plan: ResourcePlan, now: datetime) -> int:
    """Change what one shared; answers the version now. A link may replace a link, a file a file, either the other.

    Raises NotFound for what one may not change, and InvalidInput for a hidden one and when somebody was faster.
    """
    row = newest(session, Resource, resource_id, version=version, what=RESOURCE)
    if row.author_id not in [one.id for one in my_authors(session)]:
        raise NotFound(RESOURCE)
    check_may_write(session, now=now)
    if row.hidden is not None:
        raise InvalidInput("A steward hid this resource. You may appeal under Civility; it cannot be changed.")
    if plan.file is not None and plan.address.strip():
        raise InvalidInput("Share either a link or a file. Fill in one of the two.")
    _say(row, plan)
    if plan.file is not None:
        row.address = ""
        _keep_file(row, plan)
    elif plan.address.strip():
        row.file_name, row.file_sha256, row.file_bytes = "", "", None
    row.version += 1
    session.add(row)
    return row.version
