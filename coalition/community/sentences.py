"""What is said of threads in words: what they are, how many posts, when, and what a view holds."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from coalition.community.queries import FOLLOWED, MENTIONED, UNANSWERED, ThreadHead, Threads, Wanted, Who
from coalition.community.rules import ThreadKind
from data.language import _, ngettext
from look import parts

KIND_WORDS = {ThreadKind.DISCUSSION: "Discussion", ThreadKind.QUESTION: "Question"}
VIEW_WORDS = {
    "": "All", FOLLOWED: "Followed", UNANSWERED: "Questions without an answer", MENTIONED: "Naming me",
}  # fmt: skip
RECORD_WORDS = {
    "line-item": "Line item", "bill": "Bill", "letter": "Letter", "legislator": "Legislator", "district": "District",
    "organization": "Organization", "decision": "Decision", "campaign": "Campaign", "program": "Programme",
}  # fmt: skip
NONE_HERE = {
    "": ("Nobody has said anything here yet.", "Start the first thread: ask a question, or share what you learned."),
    FOLLOWED: ("You follow no thread yet.", "Open one and follow it; what you write in is followed by itself."),
    UNANSWERED: ("Every question has an answer.", "Ask one of your own, or look at all threads."),
    MENTIONED: ("Nobody has named you yet.", "A post that says @ and your name appears here."),
}


def record_words(kind: str) -> str:
    """What kind of record a thread is about, in a word."""
    return _(RECORD_WORDS.get(kind, "Record"))


def by_words(who: Who) -> str:
    """An author with their organization; of a pseudonym, that it is one."""
    if who.is_pseudonym:
        return _("{name} (pseudonym)").format(name=who.name)
    return f"{who.name}, {who.organization}" if who.organization else who.name


def when_words(when: datetime, *, now: datetime) -> str:
    """How long ago within a day, else the day."""
    since = now - when
    if since < timedelta(minutes=1):
        return _("just now")
    if since < timedelta(hours=1):
        return _("{n} min ago").format(n=int(since.total_seconds() // 60))
    if since < timedelta(days=1):
        hours = int(since.total_seconds() // 3600)
        return ngettext("{n} hour ago", "{n} hours ago", hours).format(n=hours)
    return parts.day_words(when.date(), today=now.date())


def posts_words(count: int) -> str:
    """How many posts a thread has."""
    return ngettext("{n} post", "{n} posts", count).format(n=f"{count:,}")


def under_head(head: ThreadHead, *, now: datetime) -> str:
    """What stands under a thread's title in a list."""
    said = _("{posts} · last {when} · begun by {who}")
    return said.format(posts=posts_words(head.posts), when=when_words(head.last_post, now=now), who=by_words(head.who))


def lede(found: Threads, wanted: Wanted, *, about: str = "", named: int = 0) -> str:
    """How many threads are listed, and how many posts name the viewer that they have not seen."""
    count = f"{found.count:,}"
    if found.is_more:
        said = _("More than {n} threads.").format(n=count)
    elif wanted.view == UNANSWERED:
        said = ngettext("{n} question waits for an answer.", "{n} questions wait for an answer.", found.count)
        said = said.format(n=count)
    elif about and not found.count:
        said = _("Nobody has talked about {what} yet.").format(what=about)
    elif about:
        said = ngettext("{n} thread about {what}.", "{n} threads about {what}.", found.count)
        said = said.format(n=count, what=about)
    else:
        said = ngettext("{n} thread.", "{n} threads.", found.count).format(n=count)
    if named:
        told = ngettext("{n} new post names you.", "{n} new posts name you.", named).format(n=f"{named:,}")
        return f"{said} {told}"
    return said


def search_words(count: int, words: str, *, is_more: bool) -> str:
    """How many posts a search found."""
    if is_more:
        said = _("More than {n} posts fit “{words}”. Add a word to narrow them.")
        return said.format(n=f"{count:,}", words=words)
    said = ngettext("{n} post fits “{words}”.", "{n} posts fit “{words}”.", count)
    return said.format(n=f"{count:,}", words=words)


def panel_words(count: int, *, is_more: bool) -> str:
    """How much is said about a record."""
    if is_more:
        return _("More than {n} threads are about this.").format(n=f"{count:,}")
    return ngettext("{n} thread is about this.", "{n} threads are about this.", count).format(n=f"{count:,}")


def none_words(view: str) -> tuple[str, str]:
    """What an empty view says, and the act that fills it."""
    what, act = NONE_HERE[view]
    return _(what), _(act)


def voices(names: Sequence[Who], called: str) -> dict[bool, str]:
    """The names a person may speak under, by whether it is a pseudonym: their own first."""
    own = {one.is_pseudonym: one.name for one in names}
    return {False: own.get(False, called), **({True: own[True]} if True in own else {})}
