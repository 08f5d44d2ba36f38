"""The fixed words of a printed guide in both languages: part of the print, so that a frozen edition never changes."""

import re
from datetime import date

from babel.dates import format_date

from campaigns.voter_guides.content import ENGLISH, SPANISH, Figure, Words
from campaigns.voter_guides.rules import GuideCheck
from data.missing import MissingReason

FIXED: dict[str, tuple[str, str]] = {
    "skip": ("Skip to the guide", "Ir a la guía"),
    "contents": ("In this guide", "En esta guía"),
    "facts": ("About this edition", "Sobre esta edición"),
    "election": ("Election day: {day}", "Día de la elección: {day}"),
    "edition": ("Edition {number}, published {day}", "Edición {number}, publicada el {day}"),
    "made": ("Made on {day}, every check passed", "Hecha el {day}, con todas las revisiones aprobadas"),
    "withdrawn": ("This edition is withdrawn: {reason}", "Esta edición fue retirada: {reason}"),
    "preview": ("Preview. Not published.", "Vista previa. No publicada."),
    "example": (
        "Example. The people and answers in it are made up.",
        "Ejemplo. Las personas y respuestas son inventadas.",
    ),
    "as_of": ("Figures as of {day}", "Cifras al {day}"),
    "publisher": ("Published by {name}", "Publicada por {name}"),
    "live": ("Live figures and corrections:", "Cifras al día y correcciones:"),
    "qr": ("QR code that opens {address}", "Código QR que abre {address}"),
    "hash": ("Content hash (SHA-256)", "Huella del contenido (SHA-256)"),
    "chart_figures": ("Figures behind this chart", "Cifras de esta gráfica"),
    "what": ("What", "Qué"),
    "figure": ("Figure", "Cifra"),
    "year": ("Year", "Año"),
    "sources": ("Sources", "Fuentes"),
    "source": ("source {number}", "fuente {number}"),
    "sources_here": ("Sources: {numbers}", "Fuentes: {numbers}"),
    "page": ("page {page}", "página {page}"),
    "published": ("published {day}", "publicado el {day}"),
    "retrieved": ("retrieved {day}", "consultado el {day}"),
    "not_retrieved": ("day of retrieval not recorded", "sin fecha de consulta"),
    "topic": ("Topic: {topic}", "Tema: {topic}"),
    "in_order": (
        "Answers are in the candidates’ own words, in ballot order that turns by one with each question.",
        "Las respuestas son textuales, en el orden de la boleta, que avanza un lugar con cada pregunta.",
    ),
    "silent": ("Did not respond by {day}.", "No respondió hasta el {day}."),
    "silent_no_day": ("Did not respond.", "No respondió."),
    "nobody": ("No candidates are on file for this question.", "No hay candidatos registrados para esta pregunta."),
    "glossary": ("Words in this guide", "Palabras de esta guía"),
    "corrections": ("Corrections", "Correcciones"),
    "no_corrections": (
        "No corrections have been made to this edition.",
        "No se han hecho correcciones a esta edición.",
    ),
    "overrides": ("Checks we let stand, and why", "Revisiones que dejamos pasar y por qué"),
    "override": ("{check}: {reason} ({name})", "{check}: {reason} ({name})"),
    "candidates": (
        "Asked, in this order: {names}. Every answer is in the full guide.",
        "Preguntamos, en este orden, a: {names}. Cada respuesta está en la guía completa.",
    ),
    "ballot": (
        "What a yes and a no vote do, and both sides’ arguments, are in the full guide.",
        "Qué hacen un sí y un no, y los argumentos de ambos lados, está en la guía completa.",
    ),
    "read_all": ("Read the whole guide:", "Lea la guía completa:"),
    "unprintable": (
        "This passage is in letters that this print has no type for. It stands whole on the guide’s page.",
        "Este pasaje usa letras que esta impresión no tiene. Está completo en la página de la guía.",
    ),
}

CHECKS: dict[GuideCheck, Words] = {
    GuideCheck.ALL_CANDIDATES: Words("Every candidate is in the guide", "Están todos los candidatos"),
    GuideCheck.WHOLE_ANSWERS: Words("Answers are printed whole", "Las respuestas están completas"),
    GuideCheck.NEUTRAL_SILENCE: Words("Silence is shown plainly", "El silencio se muestra sin comentario"),
    GuideCheck.NO_SIDE: Words("No side is taken", "No se toma partido"),
    GuideCheck.BROAD_ISSUES: Words("Questions cover many issues", "Las preguntas abarcan muchos temas"),
    GuideCheck.SOURCED: Words("Every figure names its source", "Cada cifra nombra su fuente"),
    GuideCheck.FRESH: Words("Figures are the newest", "Las cifras son las más recientes"),
    GuideCheck.SUPPRESSED: Words("Small counts stay hidden", "Los números pequeños quedan ocultos"),
    GuideCheck.DATES: Words("Days and ways to vote were checked", "Se revisaron fechas y formas de votar"),
    GuideCheck.TRANSLATED: Words("Every passage has its Spanish", "Todo está en español"),
    GuideCheck.SAME_NUMBERS: Words("Both languages say the same numbers", "Los dos idiomas dan los mismos números"),
    GuideCheck.HEADINGS: Words("Headings are in order", "Los títulos están en orden"),
    GuideCheck.CONTRAST: Words("Colors can be read by everyone", "Los colores se leen bien"),
    GuideCheck.PLAIN: Words("Plain words", "Palabras sencillas"),
}

MISSING: dict[MissingReason, tuple[str, str]] = {
    MissingReason.NOT_YET: ("not yet", "aún no"),
    MissingReason.NO_SUCH_ITEM: ("no such item this year", "no existe este año"),
    MissingReason.NOT_PUBLISHED: ("not published", "no publicado"),
    MissingReason.SUPPRESSED: ("too few to show", "muy pocos para mostrar"),
    MissingReason.NOT_APPLICABLE: ("does not apply", "no aplica"),
}
_LETTERS = re.compile(r"[^\W_]")
_FEWER = re.compile(r"fewer than (\d+)", re.IGNORECASE)


def fixed(name: str, language: str, /, **values: str | int) -> str:
    """A fixed sentence in a language. KeyError for a name or a placeholder that is not there."""
    english, spanish = FIXED[name]
    return (spanish if language == SPANISH else english).format(**values)


def day_said(iso: str, language: str) -> str:
    """An ISO day in words, "November 3, 2026" or "3 de noviembre de 2026"; what is no ISO day stays as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return format_date(day, "long", locale="es_US" if language == SPANISH else "en_US")


def figure_said(figure: Figure, language: str) -> str:
    """A figure as it is printed; one that is missing by its reason in that language, and never empty."""
    if not figure.missing:
        return figure.shown
    known = figure.missing in set(MissingReason)
    words = MISSING[MissingReason(figure.missing)] if known else (figure.missing, figure.missing)
    if language == ENGLISH:
        return figure.shown if _LETTERS.search(figure.shown) else words[0]
    fewer = _FEWER.fullmatch(figure.shown.strip())
    return f"menos de {fewer[1]}" if fewer else words[1]
