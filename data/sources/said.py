"""What a source says of a measure, in one form whatever file or service it came from; nothing is looked up here."""

from dataclasses import dataclass
from datetime import date

Identifier = tuple[
    str, str
]  # what numbers a person or a bill ("openstates", "legiscan", "malegislature"), and the number


@dataclass(frozen=True, slots=True)
class ActionSaid:
    """One thing that happened to a measure, in the source's words and order. `chamber`: lower, upper, joint, executive.

    `on_date` is the local day of the legislature, None where the source gives none; `classes` are the source's own.
    """

    on_date: date | None
    chamber: str
    text: str
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SponsorSaid:
    """Who brought a measure in or joined it. `kind`: person, committee, or empty where the source does not say."""

    name: str
    kind: str = ""
    primary: bool = False
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionSaid:
    """A printed text of a measure."""

    title: str
    on_date: date | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class VoteSaid:
    """How one legislator answered, in the source's word ("YEA", "NA", "not voting")."""

    name: str
    option: str
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True)
class RollCallSaid:
    """A vote of a chamber or committee. Counts are the source's own; None where it gives none, never 0 for that."""

    chamber: str
    motion: str
    on_date: date | None = None
    result: str = ""
    identifier: Identifier | None = None
    yes: int | None = None
    no: int | None = None
    not_voting: int | None = None
    absent: int | None = None
    votes: tuple[VoteSaid, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class RelatedSaid:
    """Another number of the same measure. `kind`: docket, redraft, companion, replaces, carried-over."""

    kind: str
    number: str
    session: str = ""


@dataclass(frozen=True, slots=True)
class MeasureSaid:
    """A bill or resolution as one source tells it. `state` is two small letters; `number` as printed ("H.2025").

    A tuple that is None was not told at all (the list the store has stays); an empty one says that there is none.
    `where` names the row or member of the file, for a sentence to point at.
    """

    state: str
    session: str
    number: str
    title: str = ""
    summary: str = ""
    kind: str = ""
    chamber: str = ""
    address: str = ""
    identifiers: tuple[Identifier, ...] = ()
    change_hash: str = ""
    subjects: tuple[str, ...] | None = None
    introduced: date | None = None
    actions: tuple[ActionSaid, ...] | None = None
    sponsors: tuple[SponsorSaid, ...] | None = None
    versions: tuple[VersionSaid, ...] | None = None
    roll_calls: tuple[RollCallSaid, ...] | None = None
    related: tuple[RelatedSaid, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class SessionSaid:
    """A legislative session: "192" of Massachusetts, "2017RS" of Kentucky."""

    state: str
    code: str
    name: str = ""
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class SeatSaid:
    """That somebody sits for a district of a chamber (lower, upper) from a day until another; None: no day told."""

    chamber: str
    district: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PartySaid:
    """A party somebody belonged to from a day until another, in the source's word ("Democratic")."""

    party: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class OfficeSaid:
    """Where somebody is reached in office; `kind` is the source's word ("capitol", "district")."""

    kind: str = ""
    address: str = ""
    voice: str = ""


@dataclass(frozen=True, slots=True)
class PersonSaid:
    """A legislator as one source tells it; `state` is two small letters. A tuple that is None was not told at all."""

    state: str
    name: str
    given_name: str = ""
    family_name: str = ""
    email: str = ""
    website: str = ""
    identifiers: tuple[Identifier, ...] = ()
    other_names: tuple[str, ...] | None = None
    seats: tuple[SeatSaid, ...] | None = None
    parties: tuple[PartySaid, ...] | None = None
    offices: tuple[OfficeSaid, ...] | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class MemberSaid:
    """Who sits on a committee, and as what ("chair", "member")."""

    name: str
    role: str = "member"
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True)
class CommitteeSaid:
    """A committee as one source tells it. `chamber`: lower, upper or joint; `parent` is the identifier's value.

    `members` None was not told at all; empty says that there is nobody.
    """

    state: str
    chamber: str
    name: str
    identifier: Identifier
    parent: str = ""
    members: tuple[MemberSaid, ...] | None = None
    where: str = ""
