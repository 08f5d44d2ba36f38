"""Sign a text, withdraw, confirm, comment or stay off; a signature belongs to one text and to nobody else's words."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from coalition.letters.commands import NOT_YOURS, as_printed, may_keep, newest_version, open_letter, subject_of
from coalition.letters.models import Letter, LetterComment, LetterVersion, Signature
from coalition.letters.rules import LONGEST_REASON, State, clean_line, state_of
from data.access import Permission, requires, viewer_of_session
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound

NO_ORGANIZATION = "Your account belongs to no organization, so it can sign for none. Ask a steward to add it to yours."


def version_to_sign(
    session: Session, version_id: int, seen_hash: str, *, now: datetime
) -> tuple[Letter, LetterVersion]:
    """The letter and its newest text, when it is the one that was read. Raises NotFound and InvalidInput."""
    read = session.get(LetterVersion, version_id)
    if read is None:
        raise NotFound("This letter")
    letter = open_letter(session, read.letter_id)
    if state_of(closed=False, sent=None, deadline=letter.deadline, today=now.date()) is State.PAST:
        raise InvalidInput("The last day to sign this letter is over. Ask whoever began it for more time.")
    last = newest_version(session, read.letter_id)
    if last.id != version_id or last.text_hash != seen_hash:
        raise InvalidInput(
            "The text was changed while you read version {number}; version {number_2} stands "
            "now. Nothing was signed. Read what changed, then sign that one.",
            number=read.number,
            number_2=last.number,
        )
    return letter, last


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def sign(
    session: Session, *, version_id: int, seen_hash: str, signer: str, now: datetime, signer_title: str = "",
    may_use_logo: bool = False, as_individual: bool = False,
) -> int:  # fmt: skip
    """Sign the newest text for one's own organization, or for oneself; answers the signature's number.

    `seen_hash` is the hash of the text that was on the screen. Raises NotFound, and InvalidInput when the text is no
    longer the newest, the letter takes no signatures, or the organization signed it already.
    """
    take_turn(session)
    letter, version = version_to_sign(session, version_id, seen_hash, now=now)
    viewer = viewer_of_session(session)
    own = None if as_individual else viewer.organization_id
    if own is None and not as_individual:
        raise InvalidInput(NO_ORGANIZATION)
    if own is not None:
        refuse_second(session, version, organization_id=own)
    row = Signature(
        letter_id=letter.id or 0, version_id=version.id or 0, text_hash=version.text_hash, organization_id=own,
        signer=clean_line(signer, "The name of who signs", needed=True),
        signer_title=clean_line(signer_title, "The title of who signs"), is_individual=as_individual,
        may_use_logo=may_use_logo and not as_individual, signed=now, confirmed=now, by_account_id=viewer.account_id,
    )  # fmt: skip
    return keep_signature(session, letter, version, row)


def refuse_second(
    session: Session, version: LetterVersion, *, organization_id: int | None = None, organization: str = ""
) -> None:
    """Raises InvalidInput when the organization stands under this text already."""
    s = Signature
    whose: Any = s.organization_id == organization_id if organization_id else s.organization == organization
    asked = select(s.id).where(s.version_id == version.id, col(s.withdrawn).is_(None), col(s.is_individual).is_(False))
    if session.exec(asked.where(whose)).first() is not None:
        raise InvalidInput("This organization has signed this text already.")


def keep_signature(session: Session, letter: Letter, version: LetterVersion, row: Signature) -> int:
    """Write a signature with its entry in the record; inside a command only."""
    session.add(row)
    session.flush()
    note_act(
        session, "sign letter", subject=subject_of(letter.id), called=letter.title, number=version.number,
        text_hash=version.text_hash, signature=row.id, organization=row.organization_id,
    )  # fmt: skip
    return row.id or 0


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def withdraw(session: Session, *, signature_id: int, now: datetime, because: str = "") -> None:
    """Take a signature of one's own organization (or one's own) off the letter; that it was there stays on record.

    A letter that is closed and not sent is printed without it. Raises NotFound, and InvalidInput for another
    organization's and once the letter was sent with it.
    """
    take_turn(session)
    row, letter = _signature(session, signature_id)
    viewer = viewer_of_session(session)
    own = viewer.organization_id is not None and row.organization_id == viewer.organization_id
    mine = row.is_individual and row.by_account_id is not None and row.by_account_id == viewer.account_id
    if not (own or mine or (row.organization_id is None and may_keep(session, letter))):
        raise InvalidInput("Only the organization itself takes its signature off a letter.")
    if (
        letter.sent is not None
        and row.confirmed is not None
        and row.version_id == newest_version(session, row.letter_id).id
    ):
        raise InvalidInput(
            "This letter was sent with this signature. It cannot be taken off it any more; write to whoever sent it."
        )
    if row.withdrawn is not None:
        return
    row.withdrawn, row.withdrawn_because = now, because.strip()[:LONGEST_REASON]
    session.add(row)
    if letter.printed is not None and letter.sent is None:
        session.flush()
        letter.printed = as_printed(session, letter)
        session.add(letter)
    note_act(session, "withdraw signature", subject=subject_of(letter.id), called=letter.title, signature=row.id)


def _signature(session: Session, signature_id: int) -> tuple[Signature, Letter]:
    row = session.get(Signature, signature_id)
    letter = session.get(Letter, row.letter_id) if row is not None else None
    if row is None or letter is None:
        raise NotFound("This signature")
    return row, letter


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def confirm_signature(session: Session, *, signature_id: int, now: datetime) -> None:
    """Confirm what was signed by a link: the organization itself, or, for one without an account, who keeps the letter.

    Raises NotFound and InvalidInput, also once the letter is closed: what is printed names who stood there then.
    """
    take_turn(session)
    row, letter = _signature(session, signature_id)
    viewer = viewer_of_session(session)
    theirs = row.organization_id is not None
    if theirs and row.organization_id != viewer.organization_id:
        raise InvalidInput("Only somebody of the organization itself confirms that it signed.")
    if not theirs and not may_keep(session, letter):
        raise InvalidInput(NOT_YOURS)
    if row.confirmed is None and row.withdrawn is None:
        open_letter(session, row.letter_id)
        row.confirmed = now
        session.add(row)
        note_act(session, "confirm signature", subject=subject_of(letter.id), called=letter.title, signature=row.id)


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def comment(
    session: Session, *, version_id: int, seen_hash: str, now: datetime, words: str = "", stays_off: bool = False
) -> int:
    """Say what one's own organization thinks of the newest text, or that it stays off the letter.

    Raises NotFound and InvalidInput, as `sign` does.
    """
    take_turn(session)
    letter, version = version_to_sign(session, version_id, seen_hash, now=now)
    viewer = viewer_of_session(session)
    if viewer.organization_id is None:
        raise InvalidInput(NO_ORGANIZATION)
    said = words.strip()[:LONGEST_REASON]
    if not said and not stays_off:
        raise InvalidInput("Write the comment first.")
    row = LetterComment(
        letter_id=letter.id or 0, version_id=version_id, organization_id=viewer.organization_id, words=said,
        stays_off=stays_off, by_account_id=viewer.account_id, made=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    act = "stay off letter" if stays_off else "comment on letter"
    note_act(session, act, subject=subject_of(letter.id), called=letter.title, number=version.number)
    return row.id or 0
