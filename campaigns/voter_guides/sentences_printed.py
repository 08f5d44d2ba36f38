"""What a guide says of contests and ballot questions in our own words, in both languages at once."""

from datetime import date

from campaigns.voter_guides.ballot_sheets import SheetOf
from campaigns.voter_guides.content import Words
from campaigns.voter_guides.contests import CandidateOf, ContestOf
from campaigns.voter_guides.own_words import both, day_in_words, the_same

NOBODY_RUNS = Words("No candidate is on the ballot for this office.", "No hay candidatos en la boleta para este cargo.")
NO_QUESTIONS = Words(
    "The candidates were not asked any questions for this guide.",
    "No se hicieron preguntas a los candidatos para esta guía.",
)
NOT_ALL_ASKED = Words(
    "Not every candidate has been asked yet, so nobody’s answers are printed.",
    "Todavía no se ha preguntado a cada candidato, así que no se publican las respuestas de nadie.",
)
RUNNING = Words("On the ballot, in its order:", "En la boleta, en su orden:")
NOTHING_ON_FILE = Words(
    "What this question means is not on file yet.", "Todavía no tenemos registrado qué significa esta pregunta."
)
SAYS_NOTHING = Words("The official document says nothing about this.", "El documento oficial no dice nada sobre esto.")
NOT_WORKED_OUT = Words(
    "Our tax scenario can no longer be worked out.", "Nuestro cálculo del impuesto ya no se puede hacer."
)
YES = Words("What a yes vote means", "Qué significa votar sí")
NO = Words("What a no vote means", "Qué significa votar no")
COSTS = Words("What it does to public money", "Qué efecto tiene en el dinero público")
ARGUMENT = {
    "for": Words("Argument for, as filed", "Argumento a favor, tal como se presentó"),
    "against": Words("Argument against, as filed", "Argumento en contra, tal como se presentó"),
}
SUMMARY = Words("Official summary", "Resumen oficial")
MONEY = Words("The committees’ money", "El dinero de los comités")
NO_MONEY = Words("No committee reported money.", "Ningún comité informó dinero.")
MONEY_CAPTION = Words(
    "What committees for and against the question raised and spent",
    "Lo que recaudaron y gastaron los comités a favor y en contra",
)
SIDE = {"for": Words("For", "A favor"), "against": Words("Against", "En contra")}
MONEY_KINDS = {
    "raised": Words("Raised", "Recaudado"),
    "spent": Words("Spent", "Gastado"),
    "in_kind": Words("Goods and services", "Bienes y servicios"),
}
COMMITTEE = Words("Committee", "Comité")
NONE_NAMED = Words("None named", "Ninguno nombrado")
NONE_REPORTED = Words("None reported", "Ninguno informado")
NOT_SAID = "—"
OUTCOMES = {
    "accepted": Words("The voters approved it on {day}.", "Los votantes la aprobaron el {day}."),
    "rejected": Words("The voters rejected it on {day}.", "Los votantes la rechazaron el {day}."),
}


def question_heading(sheet: SheetOf) -> Words:
    """ "Question 2: Elimination of MCAS …", which waits for its translation as official words do."""
    return Words(f"Question {sheet.number}: {sheet.title}")


def outcome(said: str, day: date) -> Words:
    """What became of a question; a word we do not know is printed as the record has it."""
    known = OUTCOMES.get(said)
    if known is None:
        return both("The official record of {day} says: {said}.", "El registro oficial del {day} dice: {said}.",
                    day=day_in_words(day), said=said)  # fmt: skip
    return both(known.en, known.es, day=day_in_words(day))


def of_side(label: Words, side: str) -> Words:
    """A kind of money with its side, as a figure is called."""
    return both("{label}, {side}", "{label}, {side}", label=label, side=SIDE[side])


def withdrew(name: str, day: date) -> Words:
    """That a candidate left the race, said without a judgement."""
    return both("{name} withdrew from the race ({day}).", "{name} retiró su candidatura ({day}).",
                name=name, day=day_in_words(day))  # fmt: skip


def has_until(deadline: date) -> Words:
    """That the answers are printed once nobody can answer any more."""
    return both(
        "The candidates have until {day} to answer the same questions. Their answers are printed after that day.",
        "Los candidatos tienen hasta el {day} para contestar las mismas preguntas. "
        "Sus respuestas se publican después de ese día.",
        day=day_in_words(deadline),
    )  # fmt: skip


def how_asked(one: ContestOf) -> Words:
    """The rules of the questions: the same ones, space and deadline for all; verbatim; and the order that turns."""
    until = day_in_words(one.deadline or one.election_on)
    said: dict[str, Words | str] = {"words": str(one.most_words), "day": until, "log": _log(one)}
    if len(one.running) == 1:
        found = both(
            "One candidate is on the ballot. The answers are printed word for word; each had room for {words} words "
            "and was due on {day}. {log}",
            "Hay un solo candidato en la boleta. Las respuestas se publican palabra por palabra; cada una tenía "
            "espacio para {words} palabras y plazo hasta el {day}. {log}",
            **said,
        )
    else:
        found = both(
            "All {n} candidates got the same questions, room for {words} words for each answer, and the same "
            "deadline, {day}. The answers are printed word for word. The first question is in ballot order; each "
            "next one begins with the next candidate. {log}",
            "Los {n} candidatos recibieron las mismas preguntas, espacio para {words} palabras en cada respuesta y el "
            "mismo plazo, hasta el {day}. Las respuestas se publican palabra por palabra. La primera pregunta sigue "
            "el orden de la boleta; cada pregunta siguiente empieza con el próximo candidato. {log}",
            n=str(len(one.running)),
            **said,
        )
    return Words(found.en.strip(), found.es.strip())


def _log(one: ContestOf) -> Words:
    """How often everybody was asked, the same for all or from the fewest to the most times."""
    times = [len(candidate.asked) for candidate in one.running]
    fewest, most = min(times, default=0), max(times, default=0)
    if not most:
        return the_same("")
    if fewest == most:
        return both("Every candidate was asked {n}.", "Se preguntó a cada candidato {n}.", n=_times(most))
    return both(
        "Candidates were asked between {fewest} and {most} times.",
        "Se preguntó a los candidatos entre {fewest} y {most} veces.",
        fewest=str(fewest), most=str(most),
    )  # fmt: skip


def _times(count: int) -> Words:
    if count == 1:
        return Words("once", "una vez")
    return both("{n} times", "{n} veces", n=str(count))


def after_answers(one: ContestOf) -> tuple[Words, ...]:
    """What is to be said under the answers: which came after the deadline."""
    late = [candidate for candidate in one.running if any(answer.is_late for answer in candidate.answers.values())]
    return tuple(_late(candidate) for candidate in late)


def _late(candidate: CandidateOf) -> Words:
    last = max(answer.received for answer in candidate.answers.values() if answer.is_late)
    return both(
        "The answers of {name} came after the deadline, on {day}.",
        "Las respuestas de {name} llegaron después del plazo, el {day}.",
        name=candidate.name, day=day_in_words(last),
    )  # fmt: skip
