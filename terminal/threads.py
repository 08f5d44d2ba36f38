"""What people say, in the terminal: the last threads, or the posts that hold some words."""

from typing import Annotated

import typer

from coalition.accounts.terminal_store import open_store
from terminal.options import JsonFlag, say, say_json

Words = Annotated[str, typer.Argument(help="Words to search the posts for; without any, the last threads.")]
Unanswered = Annotated[bool, typer.Option("--unanswered", help="Only questions without an answer.")]


def show_threads(words: Words = "", unanswered: Unanswered = False, as_json: JsonFlag = False) -> None:
    """The threads that were last written in, 25 of them; or the posts that fit some words, nearest first."""
    from coalition.accounts import clock
    from coalition.community.queries import UNANSWERED, Wanted, threads
    from coalition.community.search import search_posts
    from coalition.community.terminal import hits_as_json, hits_as_text, threads_as_json, threads_as_text

    now = clock.now()
    with open_store() as session:
        if words.strip():
            hits = search_posts(session, words)
            said, value = hits_as_text(hits, now=now), hits_as_json(hits)
        else:
            found = threads(session, Wanted(UNANSWERED if unanswered else ""))
            said, value = threads_as_text(found, now=now), threads_as_json(found)
    if as_json:
        say_json(value)
    else:
        say(said)
