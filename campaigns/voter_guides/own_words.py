"""Our own words of a guide in both languages at once: names of measures, groups and stages, and sentences with them."""

from datetime import date
from functools import cache

from campaigns.voter_guides.content import Words
from campaigns.voter_guides.rules import SectionKind
from data.reference_tables import rows_of

MONTHS_ES = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
             "noviembre", "diciembre")  # fmt: skip
MONTHS_EN = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
             "November", "December")  # fmt: skip
DAYS_ES = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

HEADINGS = {
    SectionKind.SCHOOLS: Words(
        "How our schools are doing and what they need", "Cómo están nuestras escuelas y qué necesitan"
    ),
    SectionKind.BUDGET: Words("What the budget does", "Qué hace el presupuesto"),
    SectionKind.BALLOT: Words("Questions on the ballot", "Preguntas en la boleta"),
    SectionKind.CANDIDATES: Words("What the candidates say", "Qué dicen los candidatos"),
    SectionKind.VOTING: Words("How to vote", "Cómo votar"),
    SectionKind.WORDS: Words("More to know", "Más información"),
}


@cache
def _known() -> dict[tuple[str, str], Words]:
    return {(row["kind"], row["code"]): Words(row["en"], row["es"]) for _number, row in rows_of("guide_words")}


def named(kind: str, code: str, name: str) -> Words:
    """What a measure, group, indicator, stage or state is called in both languages.

    One that our table does not have keeps its own name, and waits for its translation.
    """
    return _known().get((kind, code), Words(name))


def the_same(words: str) -> Words:
    """A name or a label that is the same in every language."""
    return Words(words, words)


def both(english: str, spanish: str, **values: Words | str) -> Words:
    """A sentence of ours in both languages; a name in it that has no Spanish yet stands as it is."""
    return Words(
        english.format(**{name: one if isinstance(one, str) else one.en for name, one in values.items()}),
        spanish.format(**{name: one if isinstance(one, str) else one.es or one.en for name, one in values.items()}),
    )


def day_in_words(day: date) -> Words:
    """A day as a sentence says it: "Tuesday, November 3, 2026", "martes 3 de noviembre de 2026"."""
    return Words(
        f"{DAYS_EN[day.weekday()]}, {MONTHS_EN[day.month - 1]} {day.day}, {day.year}",
        f"{DAYS_ES[day.weekday()]} {day.day} de {MONTHS_ES[day.month - 1]} de {day.year}",
    )


def under_title(state: str, election_on: date | None) -> Words:
    """What stands below a guide's title: the state, and the day of the election if there is one."""
    if election_on is None:
        return both("{state}", "{state}", state=the_same(state))
    return both(
        "{state}. Election day: {day}.", "{state}. Día de la elección: {day}.", state=state,
        day=day_in_words(election_on),
    )  # fmt: skip
