"""What a search found, as markup and sentences: every word escaped, what was searched for marked."""

from collections.abc import Sequence
from html import escape

from budget.line_items.queries import LineHead
from budget.search.queries import FoundIn, Hit, Hits
from data.language import _, ngettext
from data.search_words import Phrase, Piece, marked
from look import parts

FOUND_WORDS = {
    FoundIn.NUMBER: "Number",
    FoundIn.NAME: "Name",
    FoundIn.FORMER_NAME: "Also printed as",
    FoundIn.AGENCY: "Agency",
    FoundIn.WORDING: "Wording",
}


def title(head: LineHead, phrases: tuple[Phrase, ...]) -> str:
    """A line's number and name for its link, which reads Markdown: what was searched for is bold."""
    text = f"{head.code} · {head.name}" if head.code else head.name
    pieces = [(parts.plain(piece.text), piece.found) for piece in marked(text, phrases)]
    return "".join(f"**{words}**" if found else words for words, found in pieces)


def under(hit: Hit, phrases: tuple[Phrase, ...]) -> str:
    """Beneath a hit's link: whose it is, and where it was found unless the link itself says so."""
    agency = _marks(marked(hit.head.agency, phrases))
    whose = " · ".join(part for part in (escape(hit.head.place.name), agency) if part)
    lines = [f'<p class="ct ct-under">{whose}</p>']
    if hit.found_in in {FoundIn.FORMER_NAME, FoundIn.WORDING}:
        lines.append(f'<p class="ct ct-found"><b>{escape(where(hit))}:</b> {_marks(hit.snippet)}</p>')
    return "".join(lines)


def where(hit: Hit) -> str:
    """Where a line was found, in words: "Wording, FY2018 House"."""
    words = _(FOUND_WORDS[hit.found_in])
    return f"{words}, {hit.wording.fiscal_year.label} {hit.wording.stage}" if hit.wording else words


def _marks(pieces: Sequence[Piece]) -> str:
    return "".join(f"<mark>{escape(p.text)}</mark>" if p.found else escape(p.text) for p in pieces)


def summary(found: Hits, words: str, place_name: str = "") -> str:
    """How many lines were found."""
    words = words.strip()
    if found.is_more:
        text = _("More than {n} line items fit “{words}”. Add a word to narrow them.").format(
            n=f"{found.count:,}", words=words
        )
    else:
        text = ngettext("{n} line item fits “{words}”.", "{n} line items fit “{words}”.", found.count).format(
            n=f"{found.count:,}", words=words
        )
    return f"{text} {_('In {place} only.').format(place=place_name)}" if place_name else text


def no_hit(words: str, place_name: str = "") -> tuple[str, str]:
    """What a search that found nothing says, and what can be done."""
    wider = _("look in every state, ") if place_name else ""
    return (
        _("No line item fits “{words}”.").format(words=words.strip()),
        _("Every word must stand in the line’s number, a name, its agency or its wording. To find more, {wider}use "
          "fewer words, or only the beginning of the last one.").format(wider=wider),
    )  # fmt: skip


def only_elsewhere(words: str) -> str:
    """No line of a budget fits, and something else does."""
    return _("No line item fits “{words}”, but this does:").format(words=words.strip())
