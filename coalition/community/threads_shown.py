"""Threads and posts as markup: what people wrote is cleaned, every other word escaped."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from coalition.community import sentences as say
from coalition.community.markdown import safe_markup
from coalition.community.queries import PostShown, ThreadHead
from coalition.community.rules import ThreadKind
from coalition.community.search import PostHit
from data.language import _
from data.search_words import Piece
from look.parts import tag
from look.talked_about import TalkedAbout


def name(words: str) -> str:
    """A name in its own direction, so that one written from right to left turns nothing round it."""
    return f"<bdi>{escape(words)}</bdi>"


def marks(head: ThreadHead, *, kind: bool = True) -> str:
    """What is to be known of a thread at a glance: a question, answered, closed, hidden, what is new."""
    said = []
    if head.unread:
        said.append(tag(_("{n} new").format(n=f"{head.unread:,}"), "ok"))
    if head.kind is ThreadKind.QUESTION and head.has_answer:
        said.append(tag(_("Answered"), "ok", "check"))
    elif head.kind is ThreadKind.QUESTION and kind:
        said.append(tag(_("Question"), "work"))
    if head.is_closed:
        said.append(tag(_("Closed")))
    if head.is_hidden:
        said.append(tag(_("Hidden by a steward"), "stop", "cross"))
    return " ".join(said)


def under(head: ThreadHead, about: TalkedAbout | None, *, now: datetime) -> str:
    """Beneath a thread's link in a list."""
    lines = [escape(say.under_head(head, now=now))]
    if about is not None:
        lines.append(f"{escape(say.record_words(about.kind))}: {name(about.name)}")
    marked = marks(head)
    return f'<p class="ct ct-under">{f"{marked} " if marked else ""}{" · ".join(lines)}</p>'


def post(one: PostShown, *, now: datetime, found: bool = False) -> str:
    """One post with who said it and when; `found` sets off the one an address names."""
    who = name(one.who.name)
    if one.who.is_pseudonym:
        who += f" <small>{escape(_('pseudonym'))}</small>"
    elif one.who.organization:
        who += f" <small>{name(one.who.organization)}</small>"
    said = [f'<time datetime="{one.made.isoformat()}">{escape(say.when_words(one.made, now=now))}</time>']
    if one.edited is not None:
        said.append(escape(_("edited {when}").format(when=say.when_words(one.edited, now=now))))
    state = tag(_("The answer"), "ok", "check") if one.is_answer else ""
    kind = " ct-post-answer" if one.is_answer else " ct-post-found" if found else ""
    return (
        f'<article class="ct ct-post{kind}" aria-label="{escape(_("Post {n}").format(n=one.number))}">'
        f'<h3 class="by">{who}</h3><p class="meta">{_("No. {n}").format(n=one.number)} · {" · ".join(said)} {state}</p>'
        f"{_words(one)}</article>"
    )


def _words(one: PostShown) -> str:
    hidden = ""
    if one.is_hidden:
        said = _("Hidden by a steward: {reason}").format(reason=one.hidden_because or _("no reason given"))
        hidden = f'<p class="hid">{tag(_("Hidden"), "stop", "cross")} {escape(said)}</p>'
    return hidden + (f'<div class="words">{safe_markup(one.words, one.mentions)}</div>' if one.words else "")


def search_under(hit: PostHit, *, now: datetime) -> str:
    """Beneath a hit's link: who said it when, and the words around what was searched for."""
    line = " · ".join(
        (_("No. {n}").format(n=hit.number), say.by_words(hit.who), say.when_words(hit.made, now=now))
    )  # fmt: skip
    return f'<p class="ct ct-under">{escape(line)}</p><p class="ct ct-found">{_marked(hit.snippet)}</p>'


def _marked(pieces: Sequence[Piece]) -> str:
    return "".join(f"<mark>{escape(one.text)}</mark>" if one.found else escape(one.text) for one in pieces)
