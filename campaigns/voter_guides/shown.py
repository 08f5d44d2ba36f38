"""The gate's checklist and an edition's content as markup: values in, escaped pieces out."""

import re
from base64 import b64encode
from collections.abc import Sequence
from datetime import date
from html import escape

from campaigns.voter_guides import sentences as say
from campaigns.voter_guides.charts import chart_svg
from campaigns.voter_guides.content import (
    ENGLISH,
    Answers,
    Block,
    CandidateAnswer,
    Chart,
    Figure,
    GuideContent,
    Items,
    Section,
    Subheading,
    Table,
    Text,
    Words,
)
from campaigns.voter_guides.documents import picture_of
from campaigns.voter_guides.edition_queries import ChangedFigure, Correction, EditionHead
from campaigns.voter_guides.gate_results import CheckResult, GuideFinding
from campaigns.voter_guides.printing import Picture
from campaigns.voter_guides.rules import GROUPS, PLACEHOLDER
from data.language import _
from look import parts

MOST_LISTED = 6
YEARS = re.compile(r"\b\d{4}[-–]\d{2}\b")
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "yi", "ps", "sd")


def gauge(results: Sequence[CheckResult]) -> str:
    """Whole steps, the passing ones first."""
    passing = sum(one.holds for one in results)
    steps = "".join("<i></i>" if place < passing else '<i class="open"></i>' for place in range(len(results)))
    label = _("{n} of {all} checks pass").format(n=passing, all=len(results))
    return f'<div class="ct ct-gauge" role="img" aria-label="{escape(label)}">{steps}</div>'


def checklist(results: Sequence[CheckResult], *, today: date, links: bool = True) -> str:
    """Every check under its group: the claim, what was counted, how it stands, and links to what fixes it."""
    by_check = {one.check: one for one in results}
    pieces = []
    for group, checks in GROUPS.items():
        items = "".join(_check(by_check[c], today=today, links=links) for c in checks if c in by_check)
        pieces.append(f"<h2>{escape(_(say.GROUP_WORDS[group]))}</h2><ul>{items}</ul>")
    return f'<div class="ct ct-check">{"".join(pieces)}</div>'


def _check(result: CheckResult, *, today: date, links: bool) -> str:
    word, kind, mark = say.STATE_WORDS[result.state]
    said = [f'<p class="d">{escape(say.evidence(result, today=today))}</p>']
    said += [_finding(one, links=links) for one in result.open[:MOST_LISTED]]
    if len(result.open) > MOST_LISTED:
        more = _("And {n} more.").format(n=len(result.open) - MOST_LISTED)
        said.append(f'<p class="d">{escape(more)}</p>')
    for one in result.findings:
        if one.key in result.answered:
            stands = result.answered[one.key]
            words = _("Let stand by {name}: {reason}").format(name=stands.name, reason=stands.reason)
            said.append(f'<p class="d">{escape(say.finding(one))} <i>{escape(words)}</i></p>')
    claim = f"<p><b>{escape(_(say.CHECK_WORDS[result.check]))}</b></p>"
    return f"<li>{claim}{parts.tag(_(word), kind, mark)}{''.join(said)}</li>"


def _finding(found: GuideFinding, *, links: bool) -> str:
    link = f' <a href="{escape(found.address)}">{escape(say.link_words(found))}</a>' if links and found.address else ""
    return f'<p class="d">{escape(say.finding(found))}{link}</p>'


def waits_for(results: Sequence[CheckResult]) -> str:
    """What keeps the guide from going out, named in bold."""
    names = ", ".join(f"<b>{escape(_(say.SHORT_WORDS[one.check]))}</b>" for one in results if not one.holds)
    return f'<p class="ct ct-say">{escape(_("Waits for:"))} {names}.</p>'


def words_html(words: Words, content: GuideContent, language: str) -> str:
    """A passage with its figures set in; each figure leads to its live page."""
    figures = {one.key: one for one in content.figures}
    text, place = words.into(language), 0
    pieces: list[str] = []
    for match in PLACEHOLDER.finditer(text):
        pieces.append(_whole_years(text[place : match.start()]))
        pieces.append(_figure(figures.get(match[1]), language))
        place = match.end()
    return "".join(pieces) + _whole_years(text[place:])


def _whole_years(text: str) -> str:
    """Escaped, a school year on one line."""
    return YEARS.sub(r'<span class="ct-num">\g<0></span>', escape(text))


def _figure(figure: Figure | None, language: str) -> str:
    if figure is None:
        return escape(_("(no figure)"))
    return f'<b class="ct-num">{escape(figure.printed(language))}</b>'


def section(content: GuideContent, one: Section, language: str) -> str:
    """A section in one language: heading, then its blocks."""
    blocks = "".join(_block(block, content, language) for block in one.blocks)
    heading = f"<h2>{words_html(one.heading, content, language)}</h2>"
    return f'<section class="ct ct-guide" lang="{language}">{heading}{blocks}</section>'


def _block(block: Block, content: GuideContent, language: str) -> str:
    match block:
        case Text():
            return f"<p>{words_html(block.words, content, language)}{_marks(block.sources)}</p>"
        case Subheading():
            return f"<h3>{words_html(block.words, content, language)}</h3>"
        case Items():
            kind = "ol" if block.numbered else "ul"
            lines = "".join(f"<li>{words_html(line, content, language)}</li>" for line in block.lines)
            return f"<{kind}>{lines}</{kind}>"
        case Table():
            return _table(block, content, language)
        case Chart():
            return _chart(block, content, language)
        case Answers():
            return _answers(block, content, language)


def _marks(sources: tuple[int, ...]) -> str:
    numbers = ", ".join(str(number + 1) for number in sources)
    return f" <small>[{numbers}]</small>" if numbers else ""


def _table(block: Table, content: GuideContent, language: str) -> str:
    rows = [[words_html(cell, content, language) for cell in row] for row in block.rows]
    header = [words.into(language) for words in block.header]
    return parts.table(header, rows, caption=block.caption.into(language))


def _chart(block: Chart, content: GuideContent, language: str) -> str:
    """A chart as the printed forms draw it, between its sentence and its figures in a table."""
    rows = [
        [words_html(bar.label, content, language), _figure(content.figure(bar.figure), language)] for bar in block.bars
    ]
    title = block.title.into(language)
    sentence = f"<p>{words_html(block.sentence, content, language)}</p>"
    header = [title, _("Figure") if language == ENGLISH else "Cifra"]
    return (
        sentence + _drawn(picture_of(content, block, language)) + parts.table(header, rows, caption=title, numeric=(1,))
    )


def _drawn(picture: Picture) -> str:
    """The drawing as an image: what is on screen passes a sanitizer, which knows no drawing inside markup."""
    data = b64encode(chart_svg(picture).encode()).decode()
    return f'<img class="ct-drawn" src="data:image/svg+xml;base64,{data}" alt="{escape(picture.sentence.text)}">'


def _answers(block: Answers, content: GuideContent, language: str) -> str:
    items = "".join(_answer(one, block.deadline, language) for one in block.answers)
    return f"<h3>{words_html(block.question, content, language)}</h3><dl>{items}</dl>"


def _answer(one: CandidateAnswer, deadline: str, language: str) -> str:
    name = escape(one.name) + (f" <small>({escape(one.party)})</small>" if one.party else "")
    if one.words is None:
        said = f"Did not respond by {deadline}." if language == ENGLISH else f"No respondió antes del {deadline}."
        return f"<dt>{name}</dt><dd>{escape(said)}</dd>"
    turned = ' dir="rtl"' if one.language.split("-")[0] in RIGHT_TO_LEFT else ""
    words = "".join(f"<p>{escape(part)}</p>" for part in one.words.split("\n") if part.strip())
    return f'<dt>{name}</dt><dd lang="{escape(one.language)}"{turned}>{words}</dd>'


def side_by_side(content: GuideContent) -> list[tuple[str, str]]:
    """Every section in English and in Spanish."""
    return [(section(content, one, "en"), section(content, one, "es")) for one in content.sections]


def sources(content: GuideContent) -> str:
    """The documents as the guide numbers them, with when each was read."""
    notes = []
    for number, one in enumerate(content.sources, start=1):
        read = _("read {day}").format(day=one.retrieved_on) if one.retrieved_on else ""
        said = " · ".join(part for part in (one.publisher, one.page, read) if part)
        notes.append(parts.SourceNote(f"{number}. {one.title}", one.address, (said,)))
    return parts.sources(notes)


def edition_line(one: EditionHead, *, today: date) -> str:
    """Edition, place and day of a listed edition."""
    words = _("Edition {n} · {place} · {day}").format(
        n=one.number, place=one.place, day=parts.day_words(one.published_on, today=today)
    )
    gone = f" {parts.tag(_('withdrawn'), 'stop', 'cross')}" if one.withdrawn else ""
    return f'<p class="ct ct-note">{escape(words)}{gone}</p>'


def changed(found: Sequence[ChangedFigure], language: str) -> str:
    """The figures that changed since the edition was published: what it printed, and what stands now."""
    rows = []
    for one in found:
        now = _("no longer on file") if one.now is None else one.now.shown or _("not shown any more")
        rows.append([escape(one.figure.label.into(language)), escape(one.figure.printed(language)), escape(now)])
    header = [_("Figure"), _("In this edition"), _("Today")]
    title = _("These figures have changed since this edition was published")
    return parts.heading(title) + parts.table(header, rows, caption=title, numeric=(1, 2))


def corrections(found: Sequence[Correction], *, today: date) -> str:
    """The corrections of an edition in both languages, with their days."""
    items = [
        (
            parts.day(one.made.date(), today=today),
            f'{escape(one.words)}<br><span lang="es">{escape(one.words_es)}</span>', "",
        )
        for one in found
    ]  # fmt: skip
    return parts.heading(_("Corrections")) + parts.changes(items)


def glossary(content: GuideContent, language: str) -> str:
    """The terms of the guide with their meaning."""
    if not content.glossary:
        return ""
    items = "".join(
        f"<dt>{escape(term.into(language))}</dt><dd>{escape(meaning.into(language))}</dd>"
        for term, meaning in content.glossary
    )
    title = "Words in this guide" if language == ENGLISH else "Palabras de esta guía"
    return f'<section class="ct ct-guide" lang="{language}"><h2>{escape(title)}</h2><dl>{items}</dl></section>'
