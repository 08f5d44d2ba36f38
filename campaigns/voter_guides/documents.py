"""A guide's content in one language as a document that every form prints: figures filled in, sources numbered."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from campaigns.voter_guides import content as says
from campaigns.voter_guides.content import ENGLISH, Figure, GuideContent, SourceShown, Words
from campaigns.voter_guides.printed_words import day_said, figure_said, fixed
from campaigns.voter_guides.printing import (
    Answered,
    Asked,
    Grid,
    GuideDocument,
    Head,
    Line,
    Lines,
    Mark,
    Picture,
    Piece,
    PrintedSection,
    PrintedSource,
    Said,
    runs_right_to_left,
)
from data.errors import InvalidInput

NAMED = re.compile(r"\{([A-Za-z][\w.:-]*)\}")
EVEN_LETTERS = 1_200
"""Longer answers than this get their own height: boxes as tall as a 20,000-word answer would be empty pages."""
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong in an edition and since when that is said (an ISO day)."""

    made_on: str
    words: Words


@dataclass(frozen=True, slots=True)
class Override:
    """A finding that a named person let stand, with the reason."""

    check: Words
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """What an edition adds to its content; `number` is None in a preview, `base` the site's address or empty.

    A guide of a batch has no number; `checked_on` is the ISO day on which nothing was in its way, else it is a preview.
    """

    number: int | None = None
    checked_on: str = ""
    published_on: str = ""
    sha256: str = ""
    base: str = ""
    corrections: tuple[Correction, ...] = ()
    overrides: tuple[Override, ...] = ()
    withdrawn_because: str = ""


def guide_document(content: GuideContent, language: str, facts: EditionFacts) -> GuideDocument:
    """The content in a language, ready to print. Raises InvalidInput where a passage names a figure that is not there.

    The same content, language and facts give an equal document, whatever the day.
    """
    print_of = _Print(content, language)
    say = print_of.said
    return GuideDocument(
        language=language,
        title=say(content.title),
        under=say(content.under),
        labels=_labels(content, language, facts),
        facts=_facts(content, language, facts),
        edition=_edition(language, facts),
        address=live_address(facts.base, content.live),
        sha256=facts.sha256,
        day=facts.published_on or content.as_of,
        sections=tuple(print_of.section(place, one) for place, one in enumerate(content.sections, start=1)),
        glossary=tuple((say(term), say(meaning)) for term, meaning in content.glossary),
        sources=tuple(
            _source(number, one, language, facts.base) for number, one in enumerate(content.sources, start=1)
        ),
        corrections=tuple(f"{day_said(c.made_on, language)}: {c.words.into(language)}" for c in facts.corrections),
        overrides=tuple(
            fixed("override", language, check=o.check.into(language), reason=o.reason, name=o.name)
            for o in facts.overrides
        ),
    )


def picture_of(content: GuideContent, chart: says.Chart, language: str) -> Picture:
    """One chart of a content as it is drawn in a language."""
    return _Print(content, language).picture(chart)


def live_address(base: str, path: str) -> str:
    """A path as a whole address under the site's own; empty without a site's address or a path."""
    return f"{base.rstrip('/')}/{path.lstrip('/')}" if base and path else ""


def _labels(content: GuideContent, language: str, facts: EditionFacts) -> tuple[str, ...]:
    """What must not be overlooked: a preview, an example, an edition that no longer stands."""
    found = [fixed("preview", language)] if facts.number is None and not facts.checked_on else []
    found += [fixed("example", language)] if content.is_example else []
    if facts.withdrawn_because:
        found.append(fixed("withdrawn", language, reason=facts.withdrawn_because))
    return tuple(found)


def _facts(content: GuideContent, language: str, facts: EditionFacts) -> tuple[str, ...]:
    found = [content.place] if content.place else []
    if content.election_on:
        found.append(fixed("election", language, day=day_said(content.election_on, language)))
    found += [_edition(language, facts)] if facts.number is not None or facts.checked_on else []
    if content.as_of:
        found.append(fixed("as_of", language, day=day_said(content.as_of, language)))
    if content.publisher:
        found.append(fixed("publisher", language, name=content.publisher))
    return tuple(found)


def _edition(language: str, facts: EditionFacts) -> str:
    if facts.number is None:
        day = day_said(facts.checked_on, language)
        return fixed("made", language, day=day) if day else fixed("preview", language)
    return fixed("edition", language, number=facts.number, day=day_said(facts.published_on, language))


def _source(number: int, source: SourceShown, language: str, base: str) -> PrintedSource:
    page = fixed("page", language, page=source.page) if source.page else ""
    published = fixed("published", language, day=day_said(source.published_on, language)) if source.published_on else ""
    day = day_said(source.retrieved_on, language)
    retrieved = fixed("retrieved", language, day=day) if day else fixed("not_retrieved", language)
    parts = (source.publisher, source.title, page, published, retrieved)
    own = source.address.startswith("/")
    address = live_address(base, source.address) if own else source.address
    return PrintedSource(number, ", ".join(part for part in parts if part), address)


class _Print:
    """One content in one language: its figures by key, and how its blocks become pieces."""

    def __init__(self, content: GuideContent, language: str) -> None:
        self.language = language
        self.figures = {one.key: one for one in content.figures}

    def figure(self, key: str) -> Figure:
        if key not in self.figures:
            raise InvalidInput(
                "The guide names the figure “{key}”, and it has no such figure. Open the section, "
                "choose its figures again and save it.",
                key=key,
            )
        return self.figures[key]

    def said(self, words: Words) -> Said:
        """A passage with its figures; in English where there is no translation, and marked as English."""
        found = words.into(self.language)
        as_is = found == words.en and words.en != words.es and _LETTERS.search(NAMED.sub("", found))
        language = ENGLISH if as_is else self.language
        return Said(NAMED.sub(lambda name: figure_said(self.figure(name[1]), self.language), found), language)

    def notes(self, words: Iterable[Words], named: Iterable[int] = ()) -> tuple[int, ...]:
        """The numbers of the sources of passages and of the figures they name, each once, in order."""
        keys = (key for one in words for key in NAMED.findall(one.into(self.language)))
        return tuple(sorted({place + 1 for place in (*named, *(p for k in keys for p in self.figure(k).sources))}))

    def section(self, place: int, section: says.Section) -> PrintedSection:
        pieces = tuple(self.piece(block) for block in section.blocks)
        return PrintedSection(section.what, f"s{place}", self.said(section.heading), pieces)

    def piece(self, block: says.Block) -> Piece:
        match block:
            case says.Text():
                return Line(self.said(block.words), self.notes([block.words], block.sources))
            case says.Subheading():
                return Head(self.said(block.words))
            case says.Items():
                lines = tuple(Line(self.said(one), self.notes([one])) for one in block.lines)
                return Lines(lines, block.numbered)
            case says.Table():
                return self.grid(block)
            case says.Chart():
                return self.picture(block)
            case says.Answers():
                return self.asked(block)

    def grid(self, table: says.Table) -> Grid:
        cells = [words for row in table.rows for words in row]
        numeric = tuple(
            place > 0 and all(NAMED.fullmatch(row[place].en.strip()) for row in table.rows if place < len(row))
            for place in range(len(table.header))
        )
        rows = tuple(self._whole(tuple(map(self.said, row)), len(table.header)) for row in table.rows)
        header = tuple(map(self.said, table.header))
        return Grid(self.said(table.caption), header, rows, numeric, self.notes([table.caption, *cells]))

    def _whole(self, row: tuple[Said, ...], length: int) -> tuple[Said, ...]:
        return (*row, *(Said("", self.language) for _ in range(length - len(row))))[:length]

    def picture(self, chart: says.Chart) -> Picture:
        named = [(self.said(bar.label).text, self.figure(bar.figure)) for bar in chart.bars]
        marks = tuple(self._mark(label, figure) for label, figure in named)
        reference = None
        if chart.reference:
            figure = self.figure(chart.reference)
            named.append((self._with_year(figure), figure))
            reference = self._mark(self.said(figure.label).text, figure)
        sentence = self.said(chart.sentence)
        return Picture(self.said(chart.title), sentence, chart.form, marks, reference, self._behind(named))

    def _with_year(self, figure: Figure) -> str:
        label = self.said(figure.label).text
        return label if figure.year in label else f"{label}, {figure.year}"

    def _mark(self, label: str, figure: Figure) -> Mark:
        there = figure.value is not None and not figure.missing
        return Mark(label, figure_said(figure, self.language), float(figure.value or 0) if there else None)

    def _behind(self, named: list[tuple[str, Figure]]) -> Grid:
        """The figures of a chart as a table; the year stands in it where a label does not say it already."""

        def own(text: str) -> Said:
            return Said(text, self.language)

        years = any(figure.year and figure.year not in label for label, figure in named)
        names = ("what", "year", "figure") if years else ("what", "figure")
        header = tuple(own(fixed(name, self.language)) for name in names)
        rows = tuple(
            tuple(map(own, (label, *([figure.year] if years else []), figure_said(figure, self.language))))
            for label, figure in named
        )
        notes = tuple(sorted({place + 1 for _label, figure in named for place in figure.sources}))
        numeric = (False, *([False] if years else []), True)
        return Grid(own(fixed("chart_figures", self.language)), header, rows, numeric, notes)

    def asked(self, block: says.Answers) -> Asked:
        answers = tuple(self._answered(one, block.deadline) for one in block.answers)
        even = max((len(one.words or "") for one in block.answers), default=0) <= EVEN_LETTERS
        return Asked(self.said(block.question), block.topic, answers, even)

    def _answered(self, answer: says.CandidateAnswer, deadline: str) -> Answered:
        if answer.words is None:
            day = day_said(deadline, self.language)
            words = fixed("silent", self.language, day=day) if day else fixed("silent_no_day", self.language)
            return Answered(answer.name, answer.party, (Said(words, self.language),), responded=False)
        texts = [one.strip() for one in re.split(r"\n\s*\n", answer.words.replace("\r\n", "\n")) if one.strip()]
        paragraphs = tuple(Said(text, answer.language, runs_right_to_left(text)) for text in texts)
        return Answered(answer.name, answer.party, paragraphs, responded=True)
