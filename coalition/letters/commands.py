"""Write a letter and its next text, close it, send it, show it to the public; each with its entry in the record."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from coalition.decisions.closing import ask_checks
from coalition.letters.models import Letter, LetterComment, LetterVersion, Signature, SignOnLink
from coalition.letters.rules import LONGEST_REASON, alphabetised, check_deadline, clean_line, clean_text, text_hash
from coalition.organizations.models import Organization
from data.access import Permission, may, requires, viewer_of_session
from data.audit import changed, note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.records import columns
from data.versions import columns_of, newest

WHAT = "This letter"
COLUMNS = ("title", "addressed_to", "about", "specific", "deadline", "published")
SETTLED = (
    "The title and whom the letter is addressed to are part of what was signed. Save a changed text first: then "
    "everybody is asked again, and these may change too. A closed letter keeps them."
)
NOT_YOURS = "Only the organization that began this letter, or an organizer, may do this."


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def begin_letter(
    session: Session, *, title: str, text: str, now: datetime, addressed_to: str = "", about: str = "",
    specific: bool = False, deadline: date | None = None,
) -> int:  # fmt: skip
    """A new letter of one's own organization with its first text; answers its number. Raises InvalidInput."""
    check_deadline(deadline, today=now.date())
    viewer = viewer_of_session(session)
    row = Letter(
        title=clean_line(title, "The letter’s title", needed=True),
        addressed_to=clean_line(addressed_to, "Whom it is addressed to"),
        about=clean_line(about, "What it is about"), specific=specific, deadline=deadline,
        by_organization_id=viewer.organization_id, made=now,
    )  # fmt: skip
    words = clean_text(text)
    take_turn(session)
    session.add(row)
    session.flush()
    _add_version(session, row, number=1, text=words, what_changed="", now=now)
    note_act(session, "begin letter", subject=subject_of(row.id), called=row.title, after=columns_of(row, COLUMNS))
    return row.id or 0


def subject_of(letter_id: int | None) -> str:
    """What a letter is called in the record of changes."""
    return f"letter {letter_id}"


def may_keep(session: Session, letter: Letter) -> bool:
    """Whether the viewer may change a letter: of its own organization, or who keeps decisions."""
    viewer = viewer_of_session(session)
    own = viewer.organization_id is not None and letter.by_organization_id == viewer.organization_id
    return own or may(viewer, Permission.KEEP_DECISIONS)


def letter_to_keep(session: Session, letter_id: int, *, version: int) -> Letter:
    """The letter as it stands, for whoever may change it. Raises NotFound and InvalidInput."""
    row = newest(session, Letter, letter_id, version=version, what=WHAT)
    if not may_keep(session, row):
        raise InvalidInput(NOT_YOURS)
    return row


def open_letter(session: Session, letter_id: int) -> Letter:
    """A letter that still takes texts and signatures. Raises NotFound, and InvalidInput once it is closed."""
    row = session.exec(select(Letter).where(Letter.id == letter_id).execution_options(populate_existing=True)).first()
    if row is None:
        raise NotFound(WHAT)
    if row.closed is not None or row.sent is not None:
        raise InvalidInput(
            "This letter is closed; nobody signs or changes it any more. Whoever keeps it can open it again until it "
            "was sent."
        )
    return row


def newest_version(session: Session, letter_id: int) -> LetterVersion:
    """The text that is signed now."""
    v = LetterVersion
    asked = select(v).where(v.letter_id == letter_id).order_by(col(v.number).desc()).limit(1)
    return session.exec(asked.execution_options(populate_existing=True)).one()


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def change_text(
    session: Session, *, letter_id: int, version: int, text: str, now: datetime, what_changed: str = ""
) -> int:
    """A new text; answers its number. As long as nobody signed or spoke about the last one, it takes its place.

    Whoever signed an earlier one is asked again: their signature stays with the text they signed.
    Raises NotFound, InvalidInput for no change, a closed letter, and when somebody else was faster.
    """
    row = letter_to_keep(session, letter_id, version=version)
    open_letter(session, letter_id)
    words, reason = clean_text(text), what_changed.strip()[:LONGEST_REASON]
    last = newest_version(session, letter_id)
    if last.text_hash == text_hash(words):
        raise InvalidInput("This is the text that stands already. Change it, or leave it as it is.")
    if _is_spoken_for(session, last):
        last = _add_version(session, row, number=last.number + 1, text=words, what_changed=reason, now=now)
    else:
        last.text, last.text_hash, last.what_changed = words, text_hash(words), reason
        last.by_account_id, last.made = viewer_of_session(session).account_id, now
        session.add(last)
    row.version += 1
    session.add(row)
    note_act(
        session, "change letter text", subject=subject_of(row.id), called=row.title, number=last.number,
        text_hash=last.text_hash,
    )  # fmt: skip
    return last.number


def _is_spoken_for(session: Session, version: LetterVersion) -> bool:
    """Whether somebody signed or spoke about this text, or may be reading it by a link."""
    links = select(SignOnLink.id).where(SignOnLink.letter_id == version.letter_id)
    about = (select(m.id).where(m.version_id == version.id) for m in (Signature, LetterComment))
    return any(session.exec(asked.limit(1)).first() is not None for asked in (*about, links))


def _add_version(
    session: Session, letter: Letter, *, number: int, text: str, what_changed: str, now: datetime
) -> LetterVersion:
    made = LetterVersion(
        letter_id=letter.id or 0, number=number, text=text, text_hash=text_hash(text), what_changed=what_changed,
        by_account_id=viewer_of_session(session).account_id, made=now,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def edit_letter(
    session: Session, *, letter_id: int, version: int, title: str, addressed_to: str, about: str, specific: bool,
    deadline: date | None, published: bool, today: date,
) -> int:  # fmt: skip
    """Change what stands around the text; answers the version now.

    Title and addressee are part of what was signed: they change only while nobody stands under the newest text of an
    open letter. Raises NotFound and InvalidInput.
    """
    row = letter_to_keep(session, letter_id, version=version)
    before = columns_of(row, COLUMNS)
    if deadline != row.deadline:
        check_deadline(deadline, today=today)
    row.title = clean_line(title, "The letter’s title", needed=True)
    row.addressed_to = clean_line(addressed_to, "Whom it is addressed to")
    row.about = clean_line(about, "What it is about")
    row.specific, row.deadline, row.published = specific, deadline, published
    if _head(before) != _head(columns_of(row, COLUMNS)) and _is_settled(session, row):
        raise InvalidInput(SETTLED)
    difference = changed(before, columns_of(row, COLUMNS))
    if not difference["after"]:
        return version
    if published and not before["published"]:
        _ask_checks(session, row, on=today)
    row.version += 1
    session.add(row)
    note_act(session, "edit letter", subject=subject_of(row.id), called=row.title, **difference)
    return row.version


def _head(values: Mapping[str, Any]) -> tuple[Any, Any]:
    return values["title"], values["addressed_to"]


def _is_settled(session: Session, letter: Letter) -> bool:
    """Whether somebody stands under the letter as it reads now, or it is closed."""
    signed = select(Signature.id).where(
        Signature.version_id == newest_version(session, letter.id or 0).id, col(Signature.withdrawn).is_(None)
    )
    return letter.closed is not None or session.exec(signed.limit(1)).first() is not None


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def close_letter(session: Session, *, letter_id: int, version: int, now: datetime) -> int:
    """No more signatures and no more texts; answers the version now. Raises NotFound and InvalidInput."""
    row = letter_to_keep(session, letter_id, version=version)
    open_letter(session, letter_id)
    _ask_checks(session, row, on=now.date())
    row.closed, row.version = now, row.version + 1
    row.printed = as_printed(session, row)
    session.add(row)
    note_act(session, "close letter", subject=subject_of(row.id), called=row.title)
    return row.version


def _ask_checks(session: Session, letter: Letter, *, on: date) -> None:
    """The checks before publishing, asked of a letter that the public sees once it is closed."""
    if letter.published:
        texts = (letter.title, letter.addressed_to, newest_version(session, letter.id or 0).text)
        ask_checks(session, piece=f"Letter: {letter.title}", texts=texts, on=on)


def as_printed(session: Session, letter: Letter) -> dict[str, Any]:
    """The letter as it is closed: its newest text, the hash of that, and who stands under it, in printed order."""
    text = newest_version(session, letter.id or 0)
    s, o = Signature, Organization
    rows = session.execute(
        columns(o.name, s.organization, s.signer, s.signer_title, s.may_use_logo)
        .join(o, col(o.id) == col(s.organization_id), isouter=True)
        .where(col(s.version_id) == text.id, col(s.confirmed).is_not(None), col(s.withdrawn).is_(None))
    )
    signers = [
        {"organization": at_table or other or "", "signer": signer, "title": title, "logo": logo}
        for at_table, other, signer, title, logo in rows
    ]
    ordered = alphabetised(signers, lambda one: str(one["organization"] or one["signer"]))
    return {
        "number": text.number, "text": text.text, "text_hash": text.text_hash,
        "signers": sorted(ordered, key=lambda one: not one["organization"]),
    }  # fmt: skip


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def open_again(session: Session, *, letter_id: int, version: int) -> int:
    """Take signatures once more, as long as the letter was not sent. Raises NotFound and InvalidInput."""
    row = letter_to_keep(session, letter_id, version=version)
    if row.sent is not None:
        raise InvalidInput("This letter was sent. Begin a new one to ask for more signatures.")
    row.closed, row.printed, row.version = None, None, row.version + 1
    session.add(row)
    note_act(session, "open letter again", subject=subject_of(row.id), called=row.title)
    return row.version


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def send_letter(session: Session, *, letter_id: int, version: int, on: date, now: datetime) -> int:
    """Say on which day the letter went out; it is closed with that. Raises NotFound and InvalidInput."""
    row = letter_to_keep(session, letter_id, version=version)
    if row.sent is not None:
        raise InvalidInput("This letter was sent already.")
    if on > now.date():
        raise InvalidInput("That day has not come yet. Give the day it went out.")
    if row.closed is None:
        _ask_checks(session, row, on=now.date())
    row.printed = row.printed or as_printed(session, row)
    row.sent, row.closed, row.version = on, row.closed or now, row.version + 1
    session.add(row)
    note_act(session, "send letter", subject=subject_of(row.id), called=row.title, on=on)
    return row.version
