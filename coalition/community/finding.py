"""What people said, found by words in the one search box."""

from collections.abc import Sequence
from datetime import date

import coalition.community.resource_finding  # noqa: F401 - says how resources are found
from coalition.community.search import search_posts
from coalition.community.sentences import by_words
from data.access import Viewer
from data.language import _
from data.store import open_session
from look.finding import MOST, Found, finds
from look.parts import day_words

PAGE = "coalition/community/pages/thread.py"


@finds("What people say")
def found(viewer: Viewer, words: str, today: date) -> Sequence[Found]:
    """The threads of the nearest posts, each once; nothing for whoever is outside the coalition."""
    with open_session(viewer) as session:
        hits = search_posts(session, words, limit=4 * MOST).hits
    nearest = {hit.thread_id: hit for hit in reversed(hits)}
    order = list(dict.fromkeys(hit.thread_id for hit in hits))[:MOST]
    return [
        Found(
            nearest[number].title_text,
            _("{who}, {day}").format(
                who=by_words(nearest[number].who), day=day_words(nearest[number].made.date(), today=today)
            ),
            PAGE, "thread", number,
        )
        for number in order
    ]  # fmt: skip
