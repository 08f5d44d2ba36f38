"""Every form of a guide under one name: which there are, and how each is made of the same content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaigns.voter_guides.content import ENGLISH, LANGUAGES, GuideContent, Words
from campaigns.voter_guides.documents import Correction, EditionFacts, Override, guide_document
from campaigns.voter_guides.edition_queries import EditionOf, overrides_in
from campaigns.voter_guides.figures_table import figures_table
from campaigns.voter_guides.gate_results import CheckResult
from campaigns.voter_guides.html_page import guide_html
from campaigns.voter_guides.pdf import PdfForm, guide_pdf
from campaigns.voter_guides.plain import guide_text
from campaigns.voter_guides.printed_words import CHECKS
from data.errors import InvalidInput
from data.exports.registry import ExportFile
from data.exports.table_files import TABLE_KINDS, as_file

KINDS = ("html", "pdf", "txt", *TABLE_KINDS)
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file of a guide: its kind, the language, and for a PDF how it is printed."""

    kind: str
    language: str = ENGLISH
    form: PdfForm = PdfForm.PLAIN

    @property
    def ending(self) -> str:
        """What the file's name ends in before the dot: "-en", "-es-large"."""
        return f"-{self.language}" + (f"-{self.form}" if self.form else "")


EVERY_FORM: tuple[Wanted, ...] = tuple(
    Wanted(kind, language, form)
    for language in LANGUAGES
    for kind in KINDS
    for form in (tuple(PdfForm) if kind == "pdf" else (PdfForm.PLAIN,))
)


def wanted_in(query: Mapping[str, str], kind: str) -> Wanted:
    """What an address asks for. Raises InvalidInput for a language or a form that there is not."""
    language, form = query.get("language", ENGLISH), query.get("form", "")
    if language not in LANGUAGES:
        raise InvalidInput(
            "A guide is in English (en) and Spanish (es), not in “{language}”. Choose one of the two.",
            language=language,
        )
    if form not in list(PdfForm) or (form and kind != "pdf"):
        raise InvalidInput("A guide’s PDF comes plain, large or grey, and other files plain only. Choose one of these.")
    return Wanted(kind, language, PdfForm(form))


def guide_file(content: GuideContent, facts: EditionFacts, wanted: Wanted, name: str) -> ExportFile:
    """One form of a guide; equal content, facts and form give equal bytes. Raises InvalidInput."""
    called = f"{name[: LONGEST_NAME - len(wanted.ending)].rstrip('-')}{wanted.ending}"
    if wanted.kind in TABLE_KINDS:
        return as_file(figures_table(content, wanted.language, facts, called), wanted.kind)
    document = guide_document(content, wanted.language, facts)
    match wanted.kind:
        case "html":
            body = guide_html(document)
        case "pdf":
            body = guide_pdf(document, wanted.form)
        case _:
            body = guide_text(document)
    return ExportFile(called, wanted.kind, body)


def facts_of(edition: EditionOf, base: str) -> EditionFacts:
    """What an edition adds to its content; `base` is the site's own address, empty where none is set."""
    head = edition.head
    return EditionFacts(
        number=head.number,
        published_on=head.published_on.isoformat(),
        sha256=head.sha256,
        base=base,
        corrections=tuple(
            Correction(one.made.date().isoformat(), Words(one.words, one.words_es)) for one in edition.corrections
        ),
        overrides=overrides_printed(edition.checks),
        withdrawn_because=head.because if head.withdrawn else "",
    )


def overrides_printed(results: Sequence[CheckResult]) -> tuple[Override, ...]:
    """The findings somebody let stand, as a guide prints them."""
    return tuple(
        Override(CHECKS[result.check], name, reason) for result, _code, name, reason in overrides_in(results)
    )  # fmt: skip
