"""The code of conduct: what it says since when, who agreed to it, and who may write."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from coalition.community.authors import my_authors
from coalition.community.models import CodeOfConduct, ConductAgreement
from coalition.community.moderation import LONGEST_CODE, USUAL_CODE, USUAL_CODE_ES, is_silent
from coalition.organizations.rules import clean_text
from data.access import Permission, requires, viewer_of_session
from data.audit import note_act, take_turn
from data.errors import InvalidInput

NOT_AGREED = (
    "Before you write here for the first time, read the code of conduct under Civility and agree to it. What you "
    "typed is still here."
)


@dataclass(frozen=True, slots=True)
class Code:
    """The code of conduct since a moment; `id` and `since` are None for the usual one."""

    id: int | None
    words: str
    words_es: str
    since: datetime | None

    def in_language(self, language: str) -> str:
        """The words in a language, in English where it has no other."""
        return self.words_es if language == "es" and self.words_es else self.words


def codes(session: Session) -> tuple[Code, ...]:
    """Every version of the code of conduct, the one in force first and the usual one last."""
    kept = session.exec(select(CodeOfConduct).order_by(col(CodeOfConduct.id).desc())).all()
    return (
        *(Code(one.id, one.words, one.words_es, one.since) for one in kept),
        Code(None, USUAL_CODE, USUAL_CODE_ES, None),
    )


def code_in_force(session: Session) -> Code:
    """The code of conduct that whoever writes agrees to now."""
    return codes(session)[0]


def has_agreed(session: Session) -> bool:
    """Whether the viewer agreed to the code of conduct in force."""
    return _agreement(session, code_in_force(session)) is not None


def _agreement(session: Session, code: Code) -> ConductAgreement | None:
    a, viewer = ConductAgreement, viewer_of_session(session)
    mine = col(a.account_id).is_(None) if viewer.account_id is None else col(a.account_id) == viewer.account_id
    same = col(a.code_id).is_(None) if code.id is None else col(a.code_id) == code.id
    return session.exec(select(a).where(mine, same).limit(1)).first()


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def agree_to_code(session: Session, *, code_id: int | None, now: datetime) -> None:
    """Agree to the code one has read; a second time changes nothing. Raises InvalidInput when another is in force.

    It is not in the record of changes, where the moment would join a pseudonym's first words to an account.
    """
    code = code_in_force(session)
    if code.id != code_id:
        raise InvalidInput("The code of conduct changed while you read it. Read it again, then agree.")
    if _agreement(session, code) is None:
        account_id = viewer_of_session(session).account_id
        session.add(ConductAgreement(account_id=account_id, code_id=code.id, agreed=now))


@requires(Permission.MODERATE)
def replace_code(session: Session, *, words: str, words_es: str, now: datetime) -> None:
    """Put another code of conduct in force; earlier ones are kept, and everybody is asked to agree again.

    Raises InvalidInput for no words, too many, or those that are in force.
    """
    take_turn(session)
    said = clean_text(words, LONGEST_CODE, "The code of conduct")
    said_es = clean_text(words_es, LONGEST_CODE, "The code of conduct in Spanish")
    if not said:
        raise InvalidInput("Write the code of conduct in English. The Spanish words may follow later.")
    stands = code_in_force(session)
    if (said, said_es) == (stands.words.strip(), stands.words_es.strip()):
        raise InvalidInput("These are the words in force. Change them, or leave them as they are.")
    row = CodeOfConduct(words=said, words_es=said_es, since=now)
    session.add(row)
    session.flush()
    note_act(session, "replace code of conduct", subject=f"code of conduct {row.id}")


def check_may_write(session: Session, *, now: datetime) -> None:
    """Raise InvalidInput for whoever has not agreed to the code in force, or was silenced under any of their names."""
    silent = [one.silenced_until for one in my_authors(session) if is_silent(one.silenced_until, now=now)]
    if silent:
        until = max(moment for moment in silent if moment is not None)
        raise InvalidInput(
            "A steward asked you not to write until {day}. You can read, and appeal under Civility, until then.",
            day=until.date().isoformat(),
        )  # fmt: skip
    if not has_agreed(session):
        raise InvalidInput(NOT_AGREED)
