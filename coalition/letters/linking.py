"""Links by which an organization is asked to sign without an account: made, withdrawn, read and used."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from coalition.accounts import tokens
from coalition.letters.commands import letter_to_keep, newest_version, subject_of
from coalition.letters.models import Letter, LetterVersion, Signature, SignOnLink
from coalition.letters.rules import clean_line
from coalition.letters.signing import keep_signature, refuse_second, version_to_sign
from coalition.organizations.models import Organization
from data.access import Permission, requires
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound

LONGEST = timedelta(days=90)
NO_LINK = "This link"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a link asks for: which letter and text, of whom, until when."""

    link_id: int
    letter: str
    addressed_to: str
    version_id: int
    number: int
    text: str
    text_hash: str
    organization_id: int | None
    organization: str
    expires: datetime
    signed: tuple[int, ...]


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def make_link(
    session: Session, *, letter_id: int, version: int, expires: datetime, now: datetime,
    organization_id: int | None = None, organization: str = "",
) -> str:  # fmt: skip
    """A link for one organization, at the table (`organization_id`) or not (`organization`); answers its token once.

    Raises NotFound and InvalidInput.
    """
    row = letter_to_keep(session, letter_id, version=version)
    if organization_id is None and not organization.strip():
        raise InvalidInput("Say which organization is asked to sign.")
    if not now < expires <= now + LONGEST:
        raise InvalidInput(
            "A link lasts from tomorrow on up to {days} days. Choose a day in between.", days=LONGEST.days
        )
    known = session.get(Organization, organization_id) if organization_id else None
    if organization_id and known is None:
        raise NotFound("This organization")
    name = known.name if known else clean_line(organization, "The organization’s name", needed=True)
    token = tokens.new_token()
    link = SignOnLink(
        letter_id=letter_id, token_hash=tokens.hash_of(token), organization_id=organization_id, organization=name,
        expires=expires, made=now,
    )  # fmt: skip
    session.add(link)
    session.flush()
    note_act(session, "ask to sign by link", subject=subject_of(row.id), called=row.title, link=link.id, asked=name)
    return token


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def end_link(session: Session, *, link_id: int, now: datetime) -> None:
    """A link that is open no more. Raises NotFound and InvalidInput."""
    take_turn(session)
    link = session.get(SignOnLink, link_id)
    letter = session.get(Letter, link.letter_id) if link is not None else None
    if link is None or letter is None:
        raise NotFound(NO_LINK)
    letter_to_keep(session, link.letter_id, version=letter.version)
    if link.revoked is None:
        link.revoked = now
        session.add(link)
        note_act(session, "end link to sign", subject=subject_of(letter.id), called=letter.title, link=link.id)


def asked_by(session: Session, token: str, *, now: datetime) -> Asked:
    """What a link asks for. NotFound reads the same for a guessed, ended or expired one, and for a closed letter."""
    link = session.exec(select(SignOnLink).where(SignOnLink.token_hash == tokens.hash_of(token))).first()
    letter = session.get(Letter, link.letter_id) if link is not None else None
    if link is None or letter is None or link.revoked is not None or link.expires <= now or letter.closed is not None:
        raise NotFound(NO_LINK)
    version = newest_version(session, letter.id or 0)
    return Asked(
        link.id or 0, letter.title, letter.addressed_to, version.id or 0, version.number, version.text,
        version.text_hash, link.organization_id, link.organization, link.expires, _signed(session, link),
    )  # fmt: skip


def _signed(session: Session, link: SignOnLink) -> tuple[int, ...]:
    """The numbers of the texts signed by this link; nothing of anybody else."""
    asked = (
        select(LetterVersion.number)
        .join(Signature, col(Signature.version_id) == col(LetterVersion.id))
        .where(Signature.link_id == link.id, col(Signature.withdrawn).is_(None))
        .order_by(col(LetterVersion.number))
    )
    return tuple(session.exec(asked))


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def sign_by_link(
    session: Session, *, token: str, version_id: int, seen_hash: str, signer: str, now: datetime,
    signer_title: str = "", may_use_logo: bool = False,
) -> int:  # fmt: skip
    """Sign for the organization a link names; the signature counts once it is confirmed. Raises as `sign` does."""
    take_turn(session)
    asked = asked_by(session, token, now=now)
    letter, version = version_to_sign(session, version_id, seen_hash, now=now)
    if version.id != asked.version_id:
        raise NotFound(NO_LINK)
    refuse_second(session, version, organization_id=asked.organization_id, organization=asked.organization)
    row = Signature(
        letter_id=letter.id or 0, version_id=version.id or 0, text_hash=version.text_hash,
        organization_id=asked.organization_id,
        organization="" if asked.organization_id else asked.organization,
        signer=clean_line(signer, "Your name", needed=True), signer_title=clean_line(signer_title, "Your title"),
        may_use_logo=may_use_logo, signed=now, link_id=asked.link_id,
    )  # fmt: skip
    return keep_signature(session, letter, version, row)
