"""Markdown as safe markup: rendered without raw HTML or pictures, then cleaned down to a short list of tags."""

import re
from collections.abc import Collection, Iterator
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

SCHEMES = {"https", "http", "mailto"}
TAGS = {
    "p", "br", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "h4", "h5", "table",
    "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
SAFE_LINK = re.compile(r"(?:https?://[^/\s]|mailto:[^\s@]+@)", re.IGNORECASE)
BARE_LINK = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]’”]", re.IGNORECASE)
DEEPEST = 20


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": DEEPEST})
    reader.enable(["table", "strikethrough"]).disable(["image", "html_inline", "html_block"])
    reader.validateLink = lambda url: SAFE_LINK.match(url.strip()) is not None  # type: ignore[method-assign]
    return reader


def safe_markup(words: str, names: Collection[str] = ()) -> str:
    """What a person wrote as markup that may stand on a page: links open elsewhere, no picture, no HTML of theirs.

    `names` are those whom an "@" before them means; they are set heavier. Headings begin at the fourth level.
    """
    tokens = _reader().parse(words)
    for token in tokens:
        if token.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            token.tag = "h4" if token.tag in {"h1", "h2"} else "h5"
        if token.children:
            token.children = list(_with_links_and_names(token.children, names))
    drawn = _reader().renderer.render(tokens, _reader().options, {})
    return nh3.clean(
        drawn,
        tags=TAGS,
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )


def plain_words(words: str) -> str:
    """The text of a post on one line, without the signs of Markdown: for a list, a snippet or a digest."""
    pieces: list[str] = []
    for token in _reader().parse(words):
        if token.type in {"fence", "code_block"}:
            pieces.append(token.content)
        elif token.children:
            pieces.append("".join(" " if one.type.endswith("break") else one.content for one in token.children))
    return " ".join(" ".join(pieces).split())


def _with_links_and_names(children: list[Token], names: Collection[str]) -> Iterator[Token]:
    """The pieces of a paragraph; outside links, an address becomes a link and a name that is meant stands out."""
    marks = [re.escape(f"@{name}") for name in sorted(names, key=len, reverse=True)]
    wanted = re.compile("|".join([BARE_LINK.pattern, *(rf"{mark}(?!\w)" for mark in marks)]), re.IGNORECASE)
    within = 0
    for child in children:
        within += child.nesting if child.type in {"link_open", "link_close"} else 0
        if child.type == "text" and not within:
            yield from _split(child.content, wanted)
        else:
            yield child


def _split(text: str, wanted: re.Pattern[str]) -> Iterator[Token]:
    at = 0
    for match in wanted.finditer(text):
        yield Token("text", "", 0, content=text[at : match.start()])
        yield from _set_off(match.group())
        at = match.end()
    yield Token("text", "", 0, content=text[at:])


def _set_off(said: str) -> Iterator[Token]:
    inner = Token("text", "", 0, content=said)
    if said.startswith("@"):
        yield from (Token("strong_open", "strong", 1), inner, Token("strong_close", "strong", -1))
    else:
        opens = Token("link_open", "a", 1, attrs={"href": _reader().normalizeLink(said)})
        yield from (opens, inner, Token("link_close", "a", -1))
