"""The figures of a guide as data: each with its exact value or why there is none, its documents and its live page."""

from decimal import Decimal

from campaigns.voter_guides.content import SPANISH, Figure, GuideContent, SourceShown
from campaigns.voter_guides.documents import EditionFacts, live_address
from campaigns.voter_guides.printed_words import figure_said
from data.exports.tables import Column, ColumnKind, Missing, SourceLine, Table, Value

TEXT, NUMBER = ColumnKind.TEXT, ColumnKind.NUMBER
# key: label and meaning, in English and in Spanish
COLUMNS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "figure": (
        ("Figure", "the key by which the guide names it"),
        ("Cifra", "la clave con que la guía la nombra"),
    ),
    "name": (("Name", "what the figure is of"), ("Nombre", "de qué es la cifra")),
    "shown": (("As printed", "the figure as the guide prints it"), ("Como se imprime", "la cifra como está impresa")),
    "value": (
        ("Value", "the exact value in its unit; never 0 for a missing one"),
        ("Valor", "el valor exacto en su unidad; nunca 0 si falta"),
    ),
    "unit": (
        ("Unit", "what is counted, such as dollars, cents, percent or students"),
        ("Unidad", "lo que se cuenta: dollars, cents, percent, students y otras"),
    ),
    "year": (
        ("Year", "a fiscal year (FY2025 ends in 2025) or a school year (2023–24)"),
        ("Año", "año fiscal (FY2025 termina en 2025) o escolar (2023–24)"),
    ),
    "missing": (
        ("Missing because", "not_yet, no_such_item, not_published, suppressed or not_applicable; else empty"),
        ("Falta porque", "not_yet, no_such_item, not_published, suppressed o not_applicable; vacío si está"),
    ),
    "documents": (("Documents", "titles of the documents behind it"), ("Documentos", "títulos de sus documentos")),
    "addresses": (("Addresses", "where these documents are"), ("Direcciones", "dónde están esos documentos")),
    "live": (("Live page", "where the figure stands as it is today"), ("Página", "dónde está la cifra al día")),
}  # fmt: skip


def figures_table(content: GuideContent, language: str, facts: EditionFacts, name: str) -> Table:
    """One row to a figure, with the dictionary of the columns among the notes."""
    place = 1 if language == SPANISH else 0
    columns = tuple(
        Column(key, said[place][0], NUMBER if key == "value" else TEXT) for key, said in COLUMNS.items()
    )  # fmt: skip
    notes = tuple(f"{said[place][0]}: {said[place][1]}" for said in COLUMNS.values())
    edition = (("edition", str(facts.number)), ("sha256", facts.sha256)) if facts.number is not None else ()
    return Table(
        name, content.title.into(language), columns,
        tuple(_row(content, figure, language, facts.base) for figure in content.figures),
        filters=(("language", language), *edition), sources=tuple(map(_source, content.sources)), notes=notes,
    )  # fmt: skip


def dictionary_table(language: str, name: str = "guide-dictionary") -> Table:
    """What each column of the figures means, as a table of its own: a CSV file has no room for notes."""
    place = 1 if language == SPANISH else 0
    columns = (Column("column", "Column", TEXT), Column("label", "Label", TEXT), Column("meaning", "Meaning", TEXT))
    rows = tuple((key, said[place][0], said[place][1]) for key, said in COLUMNS.items())
    return Table(name, "What the columns mean" if place == 0 else "Qué significan las columnas", columns, rows)


def _row(content: GuideContent, figure: Figure, language: str, base: str) -> tuple[Value, ...]:
    documents = [content.sources[place] for place in figure.sources]
    gone = figure.missing or ("not_published" if figure.value is None else "")
    said = figure_said(figure, language)
    value: Value = Missing(said or gone) if gone else Decimal(figure.value or "")
    return (
        figure.key, figure.label.into(language), said, value, figure.unit, figure.year, gone,
        "; ".join(one.title for one in documents), "; ".join(one.address for one in documents if one.address),
        live_address(base, figure.address) or figure.address,
    )  # fmt: skip


def _source(source: SourceShown) -> SourceLine:
    page = f"page {source.page}" if source.page else ""
    return SourceLine(
        source.title,
        source.publisher,
        source.address,
        source.published_on,
        source.retrieved_on,
        "",
        source.sha256,
        page,
    )
