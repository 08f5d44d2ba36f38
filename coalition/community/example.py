"""The example’s threads: a question with an answer, and a talk under a pseudonym; made up, of nobody’s account."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

import coalition.community.resource_example  # noqa: F401 - puts the example’s resources in
from coalition.community.models import Author, Mention, Post, Thread
from coalition.community.rules import ThreadKind
from coalition.letters.example import OPEN
from coalition.letters.models import Letter
from coalition.organizations.models import Organization
from coalition.organizations.rules import name_key
from data.examples import example_loader

LABEL = "(example)"
QUESTION = f"Which column do I read in a budget line? {LABEL}"
TALK = f"What we heard at the school gate {LABEL}"
ASKED = (
    "I have the line for new teachers open and there are **five amounts** for the same year.\n\n"
    "Which one do I tell our members?\n\n*This post is made up; nobody wrote it.*"
)
ANSWERED = (
    "The last stage that happened:\n\n1. the governor’s proposal,\n2. the House,\n3. the Senate,\n4. the conference "
    "committee,\n5. what was signed.\n\nUntil it is signed, say *whose* amount it is. (Made up.)"
)
THANKED = f"Thank you, @Ada Example {LABEL}. I will say “the Senate’s” until June. (Made up.)"
HEARD = (
    "Three families said the bus leaves before the tutoring ends. Has anybody asked the district?\n\n"
    "> It is the same here. (made up)\n\nI write under a pseudonym, because I work in the school. (Made up.)"
)
REPLIED = "We asked in March and wait for the answer. I put the date in the calendar. (Made up.)"


@example_loader("community", order=55)
def load_threads(session: Session, now: datetime) -> None:
    """Put the example’s threads in when neither is there."""
    if session.exec(select(Thread.id).where(col(Thread.title).in_([QUESTION, TALK]))).first() is not None:
        return
    asked = select(Organization.id).where(col(Organization.name).endswith(LABEL)).order_by(col(Organization.id))
    others = [*session.exec(asked.limit(2)), None, None][:2]
    ada, ben = (
        _author(session, f"{name} {LABEL}", own, now)
        for name, own in zip(("Ada Example", "Ben Example"), others, strict=True)
    )
    gate = _author(session, f"Somebody at the gate {LABEL}", None, now, is_pseudonym=True)
    letter = session.exec(select(Letter.id).where(Letter.title == OPEN)).first()
    question = _thread(session, QUESTION, ThreadKind.QUESTION, ben, ("letter", letter), now)
    posts = _posts(session, question, [(ben, ASKED), (ada, ANSWERED), (ben, THANKED)])
    question.answer_post_id = posts[1]
    session.add(Mention(post_id=posts[2], author_id=ada.id or 0))
    _posts(
        session, _thread(session, TALK, ThreadKind.DISCUSSION, gate, ("", None), now), [(gate, HEARD), (ada, REPLIED)]
    )


def _author(
    session: Session, name: str, organization_id: int | None, now: datetime, *, is_pseudonym: bool = False
) -> Author:
    made = (now - timedelta(days=20)).date()
    row = Author(
        name=name, name_key=name_key(name), organization_id=organization_id, is_pseudonym=is_pseudonym, made=made
    )
    session.add(row)
    session.flush()
    return row


def _thread(
    session: Session, title: str, kind: ThreadKind, author: Author, about: tuple[str, int | None], now: datetime
) -> Thread:
    begun = now - timedelta(days=4)
    row = Thread(
        kind=kind.value, title=title, author_id=author.id or 0, about_kind=about[0] if about[1] else "",
        about_id=about[1], last_post=begun, made=begun,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def _posts(session: Session, thread: Thread, said: list[tuple[Author, str]]) -> list[int]:
    """The posts of a thread, a few hours after one another; their numbers in the store."""
    made: list[int] = []
    for number, (author, words) in enumerate(said, start=1):
        moment = thread.made + timedelta(hours=5 * (number - 1))
        post = Post(thread_id=thread.id or 0, number=number, author_id=author.id or 0, words=words, made=moment)
        author.post_count += 1
        thread.post_count, thread.last_post = number, moment
        session.add_all([post, author, thread])
        session.flush()
        made.append(post.id or 0)
    return made
