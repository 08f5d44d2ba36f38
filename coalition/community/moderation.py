"""What keeps the community civil: the usual code of conduct, who may decide what, silence, and limits; pure."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from data.errors import InvalidInput

LONGEST_REASON, LONGEST_CODE = 2000, 20_000
NEW_FOR = timedelta(days=7)
A_DAY = timedelta(days=1)
OF_NEW, OF_KNOWN = 5, 40  # reports, and resources, in one day
LONGEST_SILENCE = timedelta(days=366)
MOST_KEEPERS = 2

USUAL_CODE = """We are here for public schools, and for the people who learn and work in them.

- Speak to people as you would across a kitchen table. Argue with what was said, not with who said it.
- No insults, threats or slurs, and nothing against anybody for who they are.
- Tell nobody's story but your own. Never write anything by which a student or a family could be recognised.
- A pseudonym protects the person behind it. Do not guess who it is, and do not tell.
- Say where a figure comes from. If you were wrong, say so; nobody is blamed for a correction.
- We support no candidate and no party here.

Anybody may report a post or a resource. A steward keeps or hides it and gives a reason. Whoever wrote it may appeal, \
and another steward decides then. Every step is written down."""
USUAL_CODE_ES = """Estamos aquí por las escuelas públicas y por las personas que aprenden y trabajan en ellas.

- Hable con los demás como lo haría en la mesa de su cocina. Discuta lo que se dijo, no a quien lo dijo.
- Sin insultos, amenazas ni palabras que denigren, y nada contra nadie por ser quien es.
- Cuente solo su propia historia. Nunca escriba algo que permita reconocer a un estudiante o a una familia.
- Un seudónimo protege a la persona que lo usa. No trate de adivinar quién es, ni lo diga.
- Diga de dónde viene una cifra. Si se equivocó, dígalo; a nadie se le culpa por una corrección.
- Aquí no apoyamos a ningún candidato ni a ningún partido.

Cualquiera puede denunciar un mensaje o un recurso. Una persona encargada lo mantiene o lo oculta y da una razón. \
Quien lo escribió puede apelar, y entonces decide otra persona encargada. Cada paso queda por escrito."""


class CaseOutcome(StrEnum):
    """What a steward decided on a report or an appeal."""

    KEPT = "kept"
    HIDDEN = "hidden"


class CorrectionStatus(StrEnum):
    """Where a request to correct a figure stands."""

    OPEN = "open"
    CORRECTED = "corrected"
    DECLINED = "declined"


class CaseStep(StrEnum):
    """What may happen next with a case."""

    DECIDE = "decide"
    APPEAL = "appeal"
    DECIDE_APPEAL = "decide appeal"
    NOTHING = "nothing"


def reason_of(words: str) -> str:
    """A reason as it is kept. Raises InvalidInput when there is none, or far too much."""
    said = words.strip()
    if not said:
        raise InvalidInput("Give the reason in words, so that everybody concerned can understand it.")
    if len(said) > LONGEST_REASON:
        raise InvalidInput("A reason can have at most {most} letters. Shorten it.", most=f"{LONGEST_REASON:,}")
    return said


def next_step(*, outcome: str, appealed: datetime | None, appeal_outcome: str) -> CaseStep:
    """What a case waits for; only what was hidden can be appealed, and only once."""
    if not outcome:
        return CaseStep.DECIDE
    if appeal_outcome:
        return CaseStep.NOTHING
    if appealed is not None:
        return CaseStep.DECIDE_APPEAL
    return CaseStep.APPEAL if outcome == CaseOutcome.HIDDEN else CaseStep.NOTHING


def may_decide_appeal(steward_id: int | None, *, decided_by: int | None, stewards: Collection[int]) -> bool:
    """Whether a steward may decide an appeal: another than who decided first, as long as there is another."""
    return steward_id is None or steward_id != decided_by or not set(stewards) - {decided_by}


def check_silence(until: date, *, today: date) -> datetime:
    """The moment a silence ends: the start of a day (UTC). Raises InvalidInput for no day ahead or more than a year."""
    if until <= today:
        raise InvalidInput("Give a day after today; the author may write again from that day on.")
    if until - today > LONGEST_SILENCE:
        raise InvalidInput("A silence lasts at most a year. Choose an earlier day.")
    return datetime.combine(until, time(), UTC)


def is_silent(silenced_until: datetime | None, *, now: datetime) -> bool:
    """Whether an author may not write now."""
    return silenced_until is not None and silenced_until > now


def most_a_day(made: Iterable[date], *, today: date) -> int:
    """How many reports, or resources, a person may give in a day; few while all their names here are new."""
    oldest = min(made, default=today)
    return OF_NEW if today - oldest < NEW_FOR else OF_KNOWN


def check_rate(so_far: int, most: int) -> None:
    """Raise InvalidInput when somebody gave as many of one kind within a day as they may."""
    if so_far >= most:
        raise InvalidInput(
            "You sent {so_far} of these within a day, and for now {most} is the most. Come back tomorrow.",
            so_far=so_far, most=most,
        )  # fmt: skip


def check_keepers(keepers: Collection[int], new: int) -> None:
    """Raise InvalidInput when a steward keeps names already, or two others do."""
    if new in keepers:
        raise InvalidInput("This steward keeps the real names already.")
    if len(keepers) >= MOST_KEEPERS:
        raise InvalidInput("Two stewards keep the real names, and no more. Release one of them first.")
