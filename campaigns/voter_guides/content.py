"""What a guide says, apart from how it is printed: every language's words, and each figure once for all of them.

A passage names a figure by its key in braces, "{f3}"; the figure's printed value is the same in every language, so
two editions cannot disagree. A whole content is plain data (`as_data`, `from_data`), which an edition freezes.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

ENGLISH, SPANISH = "en", "es"
LANGUAGES = (ENGLISH, SPANISH)


@dataclass(frozen=True, slots=True)
class Words:
    """One passage in each language, `es` empty while it has no translation. Figures stand in it as "{key}"."""

    en: str
    es: str = ""

    def into(self, language: str) -> str:
        """The passage in a language; English where there is no translation."""
        return (self.es or self.en) if language == SPANISH else self.en


NOT_ON_FILE = Words("not on file", "no consta")
WHY_MISSING = {
    "not_yet": Words("not yet", "todavía no"),
    "no_such_item": Words("no such item this year", "no hay tal partida este año"),
    "not_published": Words("not published", "no publicado"),
    "suppressed": Words("too few to show", "muy pocos para mostrarse"),
    "not_applicable": Words("does not apply", "no corresponde"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it is printed and as it was computed.

    `shown` is the printed value ("$4,326", "12.3%", "fewer than 10"), `value` the exact one as decimal text, None where
    `missing` says why there is none (a `data.missing.MissingReason`). `unit` is "dollars", "cents", "percent",
    "students" and so on, `year` a label such as "FY2025" or "2023–24". `sources` are places in the content's list,
    from 0; `address` is the path of the live page that shows the figure, `origin` where in the store it was read, so
    that a figure restated later can be told (`origins.Origin`).
    """

    key: str
    label: Words
    shown: str
    value: str | None
    unit: str
    year: str = ""
    missing: str = ""
    sources: tuple[int, ...] = ()
    address: str = ""
    origin: str = ""

    def printed(self, language: str) -> str:
        """What stands in print: the value, the same in every language, or in its words why there is none."""
        return self.shown if self.value is not None else WHY_MISSING.get(self.missing, NOT_ON_FILE).into(language)


@dataclass(frozen=True, slots=True)
class SourceShown:
    """A document behind a figure or a passage; `retrieved_on` and `published_on` are ISO days, empty if unknown."""

    title: str
    publisher: str
    address: str
    page: str = ""
    published_on: str = ""
    retrieved_on: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `sources` are places in the content's list."""

    words: Words
    sources: tuple[int, ...] = ()
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section."""

    words: Words
    kind: str = "subheading"


@dataclass(frozen=True, slots=True)
class Items:
    """A list, `numbered` or not."""

    lines: tuple[Words, ...]
    numbered: bool = False
    kind: str = "items"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each row begins with its name. Cells are passages, most of them nothing but a figure's "{key}"."""

    caption: Words
    header: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar or point of a chart: its label and the key of its figure, which may be a missing one."""

    label: Words
    figure: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars (`form` "bars") or a line through years ("line"), with the sentence that says what it shows.

    `sentence` is the alternative text as well; the figures stand in a table beside it. `reference` is the key of a
    figure drawn as a line across, such as our ask; empty for none.
    """

    title: Words
    sentence: Words
    form: str
    bars: tuple[Bar, ...]
    reference: str = ""
    kind: str = "chart"


@dataclass(frozen=True, slots=True)
class CandidateAnswer:
    """What one candidate said, verbatim, in `language`; None is "did not respond by" the deadline."""

    name: str
    party: str
    words: str | None
    language: str = ENGLISH


@dataclass(frozen=True, slots=True)
class Answers:
    """One question to the candidates of a contest and every answer, each with equal space, in rotated ballot order."""

    question: Words
    topic: str
    deadline: str
    answers: tuple[CandidateAnswer, ...]
    kind: str = "answers"


Block = Text | Subheading | Items | Table | Chart | Answers


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; `what` is a `rules.SectionKind`, `address` where it is edited."""

    what: str
    heading: Words
    blocks: tuple[Block, ...]
    address: str = ""


@dataclass(frozen=True, slots=True)
class GuideContent:
    """A whole guide. `live` is the path of its page, `as_of` the ISO day its figures were read from the store."""

    title: Words
    place: str
    under: Words
    election_on: str
    as_of: str
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    sources: tuple[SourceShown, ...]
    glossary: tuple[tuple[Words, Words], ...] = ()
    publisher: str = ""
    live: str = ""
    is_example: bool = False

    def figure(self, key: str) -> Figure:
        """The figure of a key; KeyError where a passage names one that is not there."""
        return {one.key: one for one in self.figures}[key]


def as_data(content: GuideContent) -> dict[str, Any]:
    """A content as plain data that JSON keeps."""
    return json.loads(json.dumps(asdict(content)))  # type: ignore[no-any-return]


def sha256_of(data: dict[str, Any]) -> str:
    """The hash of a content's data, independent of the order of its keys."""
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def from_data(data: dict[str, Any]) -> GuideContent:
    """The content that `as_data` made this data of; KeyError or TypeError where it is not one."""
    return GuideContent(
        **{
            **data,
            "title": Words(**data["title"]),
            "under": Words(**data["under"]),
            "sections": tuple(_section(one) for one in data["sections"]),
            "figures": tuple(
                Figure(**{**one, "label": Words(**one["label"]), "sources": tuple(one["sources"])})
                for one in data["figures"]
            ),
            "sources": tuple(SourceShown(**one) for one in data["sources"]),
            "glossary": tuple((Words(**term), Words(**meaning)) for term, meaning in data["glossary"]),
        }
    )


def _section(data: dict[str, Any]) -> Section:
    blocks = tuple(_block(one) for one in data["blocks"])
    return Section(data["what"], Words(**data["heading"]), blocks, data["address"])


def _words(found: list[dict[str, str]]) -> tuple[Words, ...]:
    return tuple(Words(**one) for one in found)


def _block(data: dict[str, Any]) -> Block:
    match data["kind"]:
        case "text":
            return Text(Words(**data["words"]), tuple(data["sources"]))
        case "subheading":
            return Subheading(Words(**data["words"]))
        case "items":
            return Items(_words(data["lines"]), data["numbered"])
        case "table":
            rows = tuple(_words(row) for row in data["rows"])
            return Table(Words(**data["caption"]), _words(data["header"]), rows)
        case "chart":
            bars = tuple(Bar(Words(**one["label"]), one["figure"]) for one in data["bars"])
            said = Words(**data["title"]), Words(**data["sentence"])
            return Chart(*said, data["form"], bars, data["reference"])
        case "answers":
            answers = tuple(CandidateAnswer(**one) for one in data["answers"])
            return Answers(Words(**data["question"]), data["topic"], data["deadline"], answers)
    raise KeyError(data["kind"])
