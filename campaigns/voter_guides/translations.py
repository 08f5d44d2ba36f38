"""Translations of passages, found by the hash of the English: what is known, what is missing, and keeping one."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from campaigns.voter_guides.content import SPANISH, GuideContent
from campaigns.voter_guides.models import Translation
from campaigns.voter_guides.passages import passages
from campaigns.voter_guides.rules import LONGEST_WORDS, check_translation, needs_translation
from data.access import Permission, requires
from data.audit import note_act, take_turn
from data.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Missing:
    """A passage without its translation, and where it is written."""

    english: str
    address: str
    section: int


def passage_hash(english: str) -> str:
    """What a passage's translation is found by: a changed passage has none until it is retold."""
    return hashlib.sha256(english.strip().encode()).hexdigest()


def known_translations(session: Session, language: str) -> dict[str, str]:
    """Every translation on file, by the hash of the English passage."""
    asked = select(Translation.english_sha256, Translation.words).where(Translation.language == language)
    return dict(session.exec(asked).all())


def without_translation(content: GuideContent) -> tuple[Missing, ...]:
    """The passages that have words and no Spanish, each once, in the order of reading."""
    found: dict[str, Missing] = {}
    for one in passages(content):
        if not one.words.es and needs_translation(one.words.en):
            found.setdefault(one.words.en, Missing(one.words.en, one.address, one.section))
    return tuple(found.values())


def passages_told(content: GuideContent) -> tuple[int, int]:
    """How many different passages have their Spanish, of how many with words."""
    every = {one.words.en: bool(one.words.es) for one in passages(content) if needs_translation(one.words.en)}
    return sum(every.values()), len(every)


@dataclass(frozen=True, slots=True)
class Told:
    """A passage of a guide with the Spanish that people gave it, which may be changed."""

    english: str
    words: str
    version: int


def told_by_people(session: Session, content: GuideContent) -> tuple[Told, ...]:
    """The passages of a guide whose Spanish stands in our table, in the order of reading."""
    hashes = list(dict.fromkeys(passage_hash(one.words.en) for one in passages(content)))
    asked = select(Translation).where(Translation.language == SPANISH, col(Translation.english_sha256).in_(hashes))
    found = {row.english_sha256: row for row in session.exec(asked)}
    return tuple(
        Told(found[key].english, found[key].words, found[key].version) for key in hashes if key in found
    )  # fmt: skip


@requires(Permission.PLAN_CAMPAIGNS)
def keep_translation(session: Session, *, english: str, words: str, version: int, now: datetime) -> None:
    """Keep the Spanish of a passage; `version` is 0 for one without. The same words again change nothing.

    Raises InvalidInput for a figure left out or added, or when somebody else was faster.
    """
    english, words = english.strip(), words.strip()
    check_translation(english, words)
    if len(words) > LONGEST_WORDS:
        raise InvalidInput("A passage has up to {n} letters. Split it into paragraphs.", n=f"{LONGEST_WORDS:,}")
    take_turn(session)
    key = passage_hash(english)
    asked = select(Translation).where(Translation.english_sha256 == key, Translation.language == SPANISH)
    row = session.exec(asked).first()
    if row is not None and row.words == words:
        return
    if (row.version if row is not None else 0) != version:
        raise InvalidInput(
            "Somebody else translated this passage since you opened it, and theirs stands. "
            "Look at it again, then save yours."
        )
    if row is None:
        row = Translation(english_sha256=key, language=SPANISH, english=english, words=words, version=0, made=now)
    row.words, row.version, row.made = words, version + 1, now
    session.add(row)
    session.flush()
    note_act(session, "translate passage", subject=f"translation {row.id}", language=SPANISH)
