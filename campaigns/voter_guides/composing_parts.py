"""What the composers of sections share: figures with keys, documents with numbers, words with their translation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from budget.line_items.line_queries import Document, documents_of
from campaigns.voter_guides.content import Figure, SourceShown, Text, Words
from campaigns.voter_guides.origins import OURS, Origin, Reader
from campaigns.voter_guides.passages import mapped
from campaigns.voter_guides.rules import needs_translation
from data.provenance import SourceKind

Spanish = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Place:
    """Whose guide it is: the state, a county or districts, and what the place is called."""

    state: str
    state_name: str
    county_fips: str
    name: str
    unit_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SectionToCompose:
    """A section as it is kept: its kind, own heading and words, what it shows, and the source of its words."""

    id: int
    kind: str
    heading: str
    words: str
    chosen: Mapping[str, Any]
    source_id: int | None


class Gathered:
    """What is gathered while a guide is composed; every figure once, every document once."""

    def __init__(
        self, session: Session, place: Place, *, publisher: str, spanish: Spanish, renamed: Spanish, today: date
    ) -> None:
        self.session, self.place, self.publisher, self.today = session, place, publisher, today
        self.reader = Reader(session, today=today)
        self.figures: list[Figure] = []
        self._spanish, self._renamed = spanish, renamed
        self._sources: list[int | SourceShown] = []
        self._keys: dict[Origin, str] = {}

    def own(self, words: str) -> Words:
        """Words a person wrote for this guide, with their translation where there is one."""
        english = words.strip()
        return Words(self._renamed(english), self._renamed(self._spanish(english)))

    def complete(self, words: Words) -> Words:
        """A passage with its translation, where it came without one."""
        if words.es or not words.en:
            return words
        return replace(words, es=words.en if not needs_translation(words.en) else self._spanish(words.en))

    def paragraphs(self, section: SectionToCompose) -> tuple[Text, ...]:
        """A section's own words, a paragraph each, with their source."""
        sources = (self.source(section.source_id),) if section.source_id is not None else ()
        return tuple(Text(self.own(part), sources) for part in section.words.split("\n\n") if part.strip())

    def source(self, source: int | SourceShown) -> int:
        """The place of a document in the guide's list."""
        if source not in self._sources:
            self._sources.append(source)
        return self._sources.index(source)

    def figure(self, label: Words, origin: Origin) -> str:
        """The key in braces of a figure read from the store, as a passage names it. Raises NotFound."""
        if origin not in self._keys:
            read = self.reader.read(origin)
            places = tuple(self._document(number, read.address, read.year) for number in read.source_ids)
            key = f"f{len(self.figures) + 1}"
            self.figures.append(
                Figure(key, label, read.shown, read.value, read.unit, read.year, read.missing, places, read.address,
                       str(origin))
            )  # fmt: skip
            self._keys[origin] = key
        return f"{{{self._keys[origin]}}}"

    def value(self, key: str) -> Figure:
        """The figure of a key, in braces or not."""
        bare = key.strip("{}")
        return next(one for one in self.figures if one.key == bare)

    def take(self, blocks: Any, figures: tuple[Figure, ...], sources: tuple[SourceShown, ...], *, kind: str) -> Any:
        """Blocks composed elsewhere, with their figures and documents joined to this guide's."""
        places = [self.source(one) for one in sources]
        keys: dict[str, str] = {}
        for one in figures:
            keys[one.key] = f"f{len(self.figures) + 1}"
            moved = tuple(places[number] for number in one.sources)
            self.figures.append(
                replace(one, key=keys[one.key], sources=moved, origin=str(Origin(kind, (one.key,))))
            )  # fmt: skip
        return tuple(_moved(mapped(block, lambda words: _rekeyed(words, keys)), places, keys) for block in blocks)

    def documents(self) -> tuple[SourceShown, ...]:
        """The documents in the order of their first use."""
        known = documents_of(self.session, {one for one in self._sources if isinstance(one, int)})
        return tuple(_shown(known[one]) if isinstance(one, int) else one for one in self._sources)

    def _document(self, source_id: int, address: str, year: str) -> int:
        if source_id != OURS:
            return self.source(source_id)
        ours = SourceShown(f"What we ask for, {year}", self.publisher, address, retrieved_on=self.today.isoformat())
        return self.source(ours)


def _rekeyed(words: Words, keys: Mapping[str, str]) -> Words:
    def into(text: str) -> str:
        for old in keys:
            text = text.replace(f"{{{old}}}", f"\0{old}\0")
        for old, new in keys.items():
            text = text.replace(f"\0{old}\0", f"{{{new}}}")
        return text

    return Words(into(words.en), into(words.es))


def _moved(block: Any, places: list[int], keys: Mapping[str, str]) -> Any:
    """A block whose numbers of documents and keys of figures are this guide's."""
    if block.kind == "text":
        return replace(block, sources=tuple(places[number] for number in block.sources))
    if block.kind == "chart":
        bars = tuple(replace(bar, figure=keys.get(bar.figure, bar.figure)) for bar in block.bars)
        return replace(block, bars=bars, reference=keys.get(block.reference, block.reference))
    return block


def _shown(document: Document) -> SourceShown:
    return SourceShown(
        document.title,
        document.publisher or ("" if document.kind is not SourceKind.OURS else "Common Table"),
        document.address,
        document.page,
        document.published_on.isoformat() if document.published_on else "",
        document.retrieved_on.isoformat() if document.retrieved_on else "",
        document.sha256,
    )
