"""The pieces Streamlit lacks, as accessible HTML: values in, markup out, every word escaped."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from data.language import _
from data.language.days import near_day, short_day
from data.money import dollars, short_dollars

FIGURE = re.compile(r"−?\$[\d,.]*\d(?: (?:million|billion|millones|mil millones)|[MB])?")
WHOLE_BELOW = 10**8


def icon(name: str) -> str:
    return f'<span class="ct-i ct-i-{name}" aria-hidden="true"></span>'


def tag(text: str, kind: str = "", mark: str = "") -> str:
    """A status of a row: an optional icon and a word."""
    return f'<span class="ct-tag ct-tag-{kind}">{icon(mark) if mark else ""}{escape(text)}</span>'


def with_figures(sentence: str) -> str:
    """A sentence with its amounts set heavier and kept on one line."""
    return FIGURE.sub(lambda m: f'<b class="ct-num">{m.group()}</b>', escape(sentence))


def lede(sentence: str) -> str:
    return f'<p class="ct ct-lede">{with_figures(sentence)}</p>'


def say(sentence: str) -> str:
    return f'<p class="ct ct-say">{with_figures(sentence)}</p>'


def note(sentence: str) -> str:
    return f'<p class="ct ct-note">{escape(sentence)}</p>'


def heading(text: str) -> str:
    return f'<h2 class="ct ct-h">{escape(text)}</h2>'


def eyebrow(parts: Sequence[str]) -> str:
    """Where this is: "Massachusetts / FY2018 budget / 2200-0100"."""
    *rest, last = [escape(part) for part in parts]
    return f'<p class="ct ct-eyebrow">{" / ".join([*rest, f"<b>{last}</b>"])}</p>'


def empty(what: str, act: str) -> str:
    """A list with no rows: what would be here, and the one act that starts it."""
    return f'<div class="ct ct-empty"><b>{escape(what)}</b> {escape(act)}</div>'


def stop(what: str, safe: str, do: str) -> str:
    """An error: what happened, what is safe, what to do."""
    return (
        f'<div class="ct ct-stop" role="alert">{tag(_("Not done"), "stop", "cross")}'
        f"<p><b>{escape(what)}</b></p><p>{escape(safe)} {escape(do)}</p></div>"
    )


def saved(title: str, lines: Iterable[str]) -> str:
    """After a save: what was saved and what it changed."""
    items = "".join(f"<li>{with_figures(line)}</li>" for line in lines)
    return f'<div class="ct ct-saved" role="status"><h2>{escape(title)}</h2><ul>{items}</ul></div>'


def delta(cents: int, *, up: str = "", down: str = "", plain: bool = False) -> str:
    """A change: triangle, amount and word. Short above a million, with the exact figure on hover."""
    if cents == 0:
        return f'<span class="ct-delta ct-level">{_("no change")}</span>'
    side, word = ("up", up or _("more")) if cents > 0 else ("down", down or _("less"))
    shown = short_dollars(abs(cents)) if abs(cents) >= WHOLE_BELOW else dollars(abs(cents))
    colour = " ct-plain" if plain else ""
    return (
        f'<span class="ct-delta ct-{side}{colour}" title="{dollars(abs(cents))}">'
        f'<span class="ct-num">{shown}</span> {escape(word)}</span>'
    )


def gap(cents: int) -> str:
    """How an amount stands to the ask."""
    if cents == 0:
        return _("meets the ask")
    word = _("above ask") if cents > 0 else _("below ask")
    return f'<span class="ct-num" title="{dollars(abs(cents))}">{short_dollars(abs(cents))}</span> {word}'


def day_words(when: date, *, today: date) -> str:
    """ "Mon, Jul 17" this year, "Jul 17, 2017" otherwise, as text, in the language being spoken."""
    return near_day(when) if when.year == today.year else short_day(when)


def day(when: date, *, today: date) -> str:
    """The words of a day in a time element, as markup."""
    return f'<time datetime="{when.isoformat()}">{day_words(when, today=today)}</time>'


@dataclass(frozen=True, slots=True)
class StripStage:
    """A place on the strip; `mark` is check, pen, clock, cross, back or dash; `lines` are ready markup."""

    name: str
    state: str
    style: str
    mark: str
    amount_cents: int | None
    missing: str
    lines: tuple[str, ...]


def path_strip(stages: Sequence[StripStage], *, ask_cents: int | None, label: str) -> str:
    """The path of a line: an ordered list that is a step line too; a dashed rule is the ask.

    Height is the amount between the lowest and the highest on the strip; all figures are text as well.
    """
    amounts = [s.amount_cents for s in stages if s.amount_cents is not None]
    scale = [*amounts, *([ask_cents] if ask_cents is not None else [])]
    low, high = (min(scale), max(scale)) if scale else (0, 0)

    def height(cents: int) -> float:
        return 54.0 if high == low else 24 + (high - cents) / (high - low) * 60

    items, previous = [], None
    for stage in stages:
        items.append(_strip_stage(stage, previous, height))
        previous = height(stage.amount_cents) if stage.amount_cents is not None else None
    ask = f" --a:{height(ask_cents):.1f};" if ask_cents is not None else ""
    ask_label = (
        f'<span class="asklabel" aria-hidden="true">{_("Our ask")} {short_dollars(ask_cents)}</span>'
        if ask_cents is not None
        else ""
    )
    asked = "" if ask_cents is not None else " ct-noask"
    return (
        f'<div class="ct ct-path{asked}" style="--n:{len(stages)};{ask}" role="group" aria-label="{escape(label)}">'
        f"<ol>{''.join(items)}</ol>{ask_label}</div>"
    )


def _strip_stage(stage: StripStage, previous: float | None, height: Callable[[int], float]) -> str:
    place = height(stage.amount_cents) if stage.amount_cents is not None else 88.0
    rise = ""
    if stage.amount_cents is not None and previous is not None:
        top, tall = min(place, previous), abs(place - previous)
        rise = f'<span class="rise" style="--t:{top:.1f};--h:{tall:.1f}"></span>'
    plot = (
        f'<div class="ct-plot" aria-hidden="true">{rise}<span class="seg" style="--y:{place:.1f}"></span>'
        f'<span class="mark" style="--y:{place:.1f}">{icon(stage.mark)}</span></div>'
    )
    amount = dollars(stage.amount_cents) if stage.amount_cents is not None else escape(stage.missing)
    subs = "".join(f'<p class="sub">{line}</p>' for line in stage.lines)
    band = '<span class="ct-band" aria-hidden="true"></span>' if stage.style == "today" else ""
    current = ' aria-current="step"' if stage.style == "today" else ""
    return (
        f'<li class="ct-stage ct-s-{stage.style}"{current}>{band}{plot}'
        f'<p class="name">{escape(stage.name)}<span class="ct-vh">, {escape(stage.state)}</span></p>'
        f'<p class="amt ct-num">{amount}</p><div class="subs">{subs}</div></li>'
    )


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A document under the figures: its title, address, and what is to be said of it."""

    title: str
    address: str
    said: tuple[str, ...]


def sources(notes: Sequence[SourceNote]) -> str:
    items = []
    for source in notes:
        title = escape(source.title)
        if source.address.startswith("https://"):
            title = f'<a href="{escape(source.address)}" rel="noopener">{title}</a>'
        said = "".join(f"<small>{with_figures(line)}</small>" for line in source.said if line)
        items.append(f"<li>{title}{said}</li>")
    return f'<ul class="ct ct-src">{"".join(items)}</ul>'


def downloads(links: Sequence[tuple[str, str]]) -> str:
    """Links to our own export route, which asks who is looking."""
    parts = [f'<a href="{escape(address)}" download>{escape(name)}</a>' for name, address in links]
    return f'<p class="ct ct-downloads ct-noprint">{_("Take it with you:")} {" · ".join(parts)}</p>'


def table(header: Sequence[str], rows: Sequence[Sequence[str]], *, caption: str, numeric: Iterable[int] = ()) -> str:
    """A small table with its caption; cells are ready markup, `numeric` columns align right."""
    right = set(numeric)
    head = "".join(f'<th scope="col"{_align(n, right)}>{escape(text)}</th>' for n, text in enumerate(header))
    body = "".join(
        "<tr>" + "".join(f"<td{_align(n, right)}>{cell}</td>" for n, cell in enumerate(row)) + "</tr>" for row in rows
    )
    return (
        f'<div class="ct ct-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="ct-table"><caption class="ct-vh">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _align(column: int, right: set[int]) -> str:
    return ' class="r"' if column in right else ""


MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$:~])")


def plain(words: str) -> str:
    """People's words for a place that reads Markdown: every sign that means something there is escaped."""
    return MARKDOWN.sub(r"\\\1", words)


def check_list(said: Sequence[tuple[bool, str]]) -> str:
    """Claims that were checked: the sentence, and whether it holds, in a word."""
    items = []
    for holds, sentence in said:
        state = tag(_("met"), "ok", "check") if holds else tag(_("differs"), "stop", "cross")
        items.append(f"<li><p>{with_figures(sentence)}</p>{state}</li>")
    return f'<div class="ct ct-check"><ul>{"".join(items)}</ul></div>'


def facts(lines: Sequence[str]) -> str:
    """A short list of facts, the first one set large; empty ones are left out."""
    first, *rest = [line for line in lines if line]
    items = "".join(f"<p>{with_figures(line)}</p>" for line in rest)
    return f'<div class="ct ct-facts"><p class="big ct-num">{escape(first)}</p>{items}</div>'


def pairs(header: Sequence[str], cells: Sequence[str]) -> list[list[str]]:
    """The cells of a file's row beside their headers, as ready markup."""
    names = [*header, *[""] * (len(cells) - len(header))]
    return [[escape(name), escape(cell)] for name, cell in zip(names, cells, strict=False)]


def bullet_list(lines: Sequence[str]) -> str:
    """Plain sentences, one under another."""
    return f'<ul class="ct ct-said">{"".join(f"<li>{with_figures(line)}</li>" for line in lines if line)}</ul>'


def counts(pairs_: Sequence[tuple[int, str]]) -> str:
    """How many of each, as a line of figures and words."""
    items = "".join(f"<li><b>{count:,}</b> {escape(word)}</li>" for count, word in pairs_)
    return f'<ul class="ct ct-counts">{items}</ul>'


def changes(items: Sequence[tuple[str, str, str]]) -> str:
    """Dated sentences, newest first: (time element, sentence as markup, where it came from)."""
    rows = "".join(
        f"<li>{when}<div><p>{sentence}</p>{f'<p class=meta>{escape(where)}</p>' if where else ''}</div></li>"
        for when, sentence, where in items
    )
    return f'<ol class="ct ct-changes">{rows}</ol>'
