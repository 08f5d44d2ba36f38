"""Letters, their texts and who stands under which, answered with frozen values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from coalition.letters.commands import may_keep
from coalition.letters.models import Letter, LetterComment, LetterVersion, Signature, SignOnLink
from coalition.letters.rules import State, alphabetised, state_of
from coalition.organizations.models import Organization
from data.access import Permission, may, viewer_of_session
from data.errors import NotFound
from data.records import columns


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a letter."""

    id: int
    number: int
    text: str
    text_hash: str
    what_changed: str
    made: datetime


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature under one text. `number` is the text's; `organization` is "" for somebody who signs for themself."""

    id: int
    version_id: int
    number: int
    organization_id: int | None
    organization: str
    signer: str
    signer_title: str
    is_individual: bool
    may_use_logo: bool
    signed: datetime
    confirmed: datetime | None
    withdrawn: datetime | None
    withdrawn_because: str
    by_link: bool

    @property
    def counts(self) -> bool:
        """Whether it stands under the letter: confirmed and not withdrawn."""
        return self.confirmed is not None and self.withdrawn is None

    @property
    def name(self) -> str:
        """What it is looked up by: the organization, else the person."""
        return self.organization or self.signer


@dataclass(frozen=True, slots=True)
class Said:
    """What an organization said about a text, or that it stays off the letter."""

    number: int
    organization_id: int
    organization: str
    words: str
    stays_off: bool
    made: datetime


@dataclass(frozen=True, slots=True)
class LinkMade:
    """A link by which an organization is asked; `open` while it may still be used."""

    id: int
    organization: str
    expires: datetime
    revoked: datetime | None
    made: datetime

    def is_open(self, now: datetime) -> bool:
        return self.revoked is None and self.expires > now


@dataclass(frozen=True, slots=True)
class Listed:
    """A letter in the list: how many stand under its newest text, and whether one's own organization does."""

    id: int
    title: str
    addressed_to: str
    about: str
    deadline: date | None
    sent: date | None
    state: State
    number: int
    signers: int
    ours: int | None


@dataclass(frozen=True, slots=True)
class LetterRecord:
    """A letter with everything the viewer may see of it. `ours` is the text one's own organization signed last."""

    id: int
    title: str
    addressed_to: str
    about: str
    specific: bool
    deadline: date | None
    by: str
    closed: datetime | None
    sent: date | None
    published: bool
    version: int
    state: State
    versions: tuple[Version, ...]
    signatures: tuple[Signed, ...]
    comments: tuple[Said, ...]
    links: tuple[LinkMade, ...]
    own_organization_id: int | None
    may_keep: bool
    printed: Mapping[str, Any] | None

    @property
    def newest(self) -> Version:
        return self.versions[-1]

    def under(self, version: Version) -> list[Signed]:
        """Who stands under a text, in the order they are printed: organizations, then people for themselves."""
        standing = [one for one in self.signatures if one.version_id == version.id and one.counts]
        organizations = alphabetised((one for one in standing if not one.is_individual), lambda one: one.name)
        return organizations + alphabetised((one for one in standing if one.is_individual), lambda one: one.name)

    @property
    def ours(self) -> Signed | None:
        """Our organization's signature under the latest text it signed, whether that is the newest or not."""
        own = [
            one for one in self.signatures
            if one.counts and not one.is_individual and one.organization_id == self.own_organization_id
        ]  # fmt: skip
        return max(own, key=lambda one: one.number) if own and self.own_organization_id is not None else None

    @property
    def behind(self) -> list[Signed]:
        """Organizations that signed an earlier text, not the newest, and do not stay off: they are asked again."""
        now = {one.name for one in self.under(self.newest)}
        latest: dict[str, Signed] = {}
        off = {one.organization_id for one in self.off}
        for one in sorted(self.signatures, key=lambda s: s.number):
            asked = one.organization_id is None or one.organization_id not in off
            if one.counts and not one.is_individual and one.name not in now and asked:
                latest[one.name] = one
        return alphabetised(latest.values(), lambda one: one.name)

    @property
    def off(self) -> list[Said]:
        """Organizations that stay off: the last thing they said, as long as they did not sign since."""
        signed = {one.organization_id: one.signed for one in self.signatures if one.counts}
        latest = {one.organization_id: one for one in self.comments if one.stays_off}
        standing = (one for n, one in latest.items() if n not in signed or signed[n] < one.made)
        return alphabetised(standing, lambda one: one.organization)


def letters(session: Session, *, today: date, open_only: bool = False) -> tuple[Listed, ...]:
    """The letters the viewer may see, those that still take signatures first (or those alone), then the newest."""
    asked = select(Letter).order_by(col(Letter.id).desc())
    if open_only:
        in_time = or_(col(Letter.deadline).is_(None), col(Letter.deadline) >= today)
        asked = asked.where(col(Letter.closed).is_(None), in_time)
    rows = session.exec(asked).all()
    numbers = _newest_numbers(session, [row.id or 0 for row in rows])
    signers, ours = _counts(session, numbers)
    found = [
        Listed(
            row.id or 0, row.title, row.addressed_to, row.about, row.deadline, row.sent, _state(row, today),
            numbers.get(row.id or 0, 0), _signers(row, signers), ours.get(row.id or 0),
        )
        for row in rows
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.state is not State.OPEN, one.deadline or date.max, -one.id)))


def _signers(row: Letter, signers: Mapping[int, int]) -> int:
    return len(row.printed["signers"]) if row.printed else signers.get(row.id or 0, 0)


def _state(row: Letter, today: date) -> State:
    return state_of(closed=row.closed is not None, sent=row.sent, deadline=row.deadline, today=today)


def _newest_numbers(session: Session, ids: Sequence[int]) -> dict[int, int]:
    v = LetterVersion
    asked = columns(v.letter_id, func.max(v.number)).where(col(v.letter_id).in_(ids)).group_by(col(v.letter_id))
    return dict(row for row in session.execute(asked))


def _counts(session: Session, numbers: Mapping[int, int]) -> tuple[dict[int, int], dict[int, int]]:
    """How many stand under the newest text of each letter, and the latest text one's own organization signed."""
    own = viewer_of_session(session).organization_id
    s, v = Signature, LetterVersion
    asked = (
        columns(s.letter_id, v.number, s.organization_id)
        .join(v, col(v.id) == col(s.version_id))
        .where(col(s.letter_id).in_(numbers), col(s.confirmed).is_not(None), col(s.withdrawn).is_(None))
    )
    signers: dict[int, int] = {}
    ours: dict[int, int] = {}
    for letter, number, organization in session.execute(asked):
        if number == numbers[letter]:
            signers[letter] = signers.get(letter, 0) + 1
        if own is not None and organization == own:
            ours[letter] = max(number, ours.get(letter, 0))
    return signers, ours


def letters_to_sign(session: Session, *, today: date) -> tuple[Listed, ...]:
    """Open letters whose newest text one's own organization neither signed nor said it stays off."""
    viewer = viewer_of_session(session)
    if viewer.organization_id is None or not may(viewer, Permission.SPEAK_FOR_ORGANIZATION):
        return ()
    off = _stays_off(session, viewer.organization_id)
    every = letters(session, today=today, open_only=True)
    return tuple(one for one in every if one.ours != one.number and one.id not in off)


def _stays_off(session: Session, own: int) -> set[int]:
    """The letters an organization stays off: said, and not signed since."""
    c, s = LetterComment, Signature
    said = columns(c.letter_id, func.max(c.made)).where(col(c.organization_id) == own, col(c.stays_off).is_(True))
    signed = columns(s.letter_id, func.max(s.signed)).where(
        col(s.organization_id) == own, col(s.confirmed).is_not(None), col(s.withdrawn).is_(None)
    )
    since = dict(tuple(row) for row in session.execute(signed.group_by(col(s.letter_id))))
    last = [tuple(row) for row in session.execute(said.group_by(col(c.letter_id)))]
    return {number for number, made in last if number not in since or since[number] < made}


def letter_record(session: Session, letter_id: int, *, today: date) -> LetterRecord:
    """One letter. Raises NotFound; "none" and "not yours" read the same."""
    row = session.get(Letter, letter_id)
    if row is None:
        raise NotFound("This letter")
    versions = tuple(
        Version(one.id or 0, one.number, one.text, one.text_hash, one.what_changed, one.made)
        for one in session.exec(
            select(LetterVersion).where(LetterVersion.letter_id == letter_id).order_by(col(LetterVersion.number))
        )
    )
    numbers = {one.id: one.number for one in versions}
    signatures = session.exec(select(Signature).where(Signature.letter_id == letter_id).order_by(col(Signature.id)))
    comments = session.exec(
        select(LetterComment).where(LetterComment.letter_id == letter_id).order_by(col(LetterComment.id))
    )
    signed, said = signatures.all(), comments.all()
    theirs = [one.organization_id for one in signed] + [one.organization_id for one in said]
    names = _names(session, [row.by_organization_id, *theirs])
    keeps = may_keep(session, row)
    viewer = viewer_of_session(session)
    return LetterRecord(
        letter_id, row.title, row.addressed_to, row.about, row.specific, row.deadline,
        names.get(row.by_organization_id or 0, ""), row.closed, row.sent, row.published, row.version,
        _state(row, today), versions, tuple(_signed(one, numbers, names) for one in signed),
        tuple(_said(one, numbers, names) for one in said), _links(session, letter_id) if keeps else (),
        viewer.organization_id, keeps, row.printed,
    )  # fmt: skip


def _signed(row: Signature, numbers: Mapping[int, int], names: Mapping[int, str]) -> Signed:
    return Signed(
        row.id or 0, row.version_id, numbers.get(row.version_id, 0), row.organization_id,
        names.get(row.organization_id or 0, row.organization), row.signer, row.signer_title, row.is_individual,
        row.may_use_logo, row.signed, row.confirmed, row.withdrawn, row.withdrawn_because, row.link_id is not None,
    )  # fmt: skip


def _said(row: LetterComment, numbers: Mapping[int, int], names: Mapping[int, str]) -> Said:
    number, name = numbers.get(row.version_id, 0), names.get(row.organization_id, "")
    return Said(number, row.organization_id, name, row.words, row.stays_off, row.made)


def _links(session: Session, letter_id: int) -> tuple[LinkMade, ...]:
    asked = select(SignOnLink).where(SignOnLink.letter_id == letter_id).order_by(col(SignOnLink.id).desc())
    return tuple(
        LinkMade(one.id or 0, one.organization, one.expires, one.revoked, one.made) for one in session.exec(asked)
    )


def _names(session: Session, ids: Iterable[int | None]) -> dict[int, str]:
    wanted = {one for one in ids if one}
    asked = select(Organization.id, Organization.name).where(col(Organization.id).in_(wanted))
    return {number or 0: name for number, name in session.exec(asked)} if wanted else {}
