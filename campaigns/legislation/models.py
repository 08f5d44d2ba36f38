"""Sessions, bills, what happened to each, who sponsors it and how legislators voted; and what we say of a measure."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from data.access import Permission, holders_of, public, restricted
from data.records import Record

SHORT = 24
NAME = 160
EXTERNAL = 80
ADDRESS = 400


@public
class LegislativeSession(Record, table=True):
    """A session of a legislature, such as "192" (Massachusetts, 2021-2022) or "2017RS" (Kentucky)."""

    __tablename__ = "legislative_sessions"
    __table_args__ = (UniqueConstraint("jurisdiction_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    jurisdiction_id: int = Field(foreign_key="jurisdictions.id")
    code: str = Field(max_length=SHORT)
    name: str = Field(default="", max_length=NAME)
    starts: date | None = None
    ends: date | None = None


@public
class Measure(Record, table=True):
    """What keeps its identity while a docket becomes a bill, a redraft and another chamber's companion.

    Where two turn out to be one, the other is `joined_to` the kept one; its bills move, what we say of it finds them
    through `measures.whole_measure`.
    """

    __tablename__ = "measures"

    id: int | None = Field(default=None, primary_key=True)
    jurisdiction_id: int = Field(foreign_key="jurisdictions.id", index=True)
    joined_to: int | None = Field(default=None, foreign_key="measures.id", index=True)
    import_id: int | None = Field(default=None, foreign_key="legislature_imports.id", index=True)


@public
class Bill(Record, table=True):
    """One numbered text of a measure. `number` is as printed, `number_key` what numbers are compared by ("HB1").

    `step` is the furthest step its actions show (`steps.Step`), `stepped_on` that action's day. `gone_since` is the
    day a source that had listed it listed it no more.
    """

    __tablename__ = "bills"
    __table_args__ = (
        UniqueConstraint("session_id", "number_key"),
        Index(None, "number_key"),
        Index(None, "stepped_on", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    session_id: int = Field(foreign_key="legislative_sessions.id")
    measure_id: int = Field(foreign_key="measures.id", index=True)
    number: str = Field(max_length=SHORT)
    number_key: str = Field(max_length=SHORT)
    chamber: str = Field(default="", max_length=SHORT)
    kind: str = Field(default="", max_length=SHORT)
    title: str = ""
    summary: str = ""
    step: str = Field(default="", max_length=SHORT)
    stepped_on: date | None = None
    introduced: date | None = None
    address: str = Field(default="", max_length=ADDRESS)
    change_hash: str = Field(default="", max_length=EXTERNAL)
    gone_since: date | None = None
    source_id: int | None = Field(default=None, foreign_key="sources.id")
    import_id: int | None = Field(default=None, foreign_key="legislature_imports.id", index=True)


@public
class BillIdentifier(Record, table=True):
    """A source's own number of a bill: `scheme` openstates or legiscan."""

    __tablename__ = "bill_identifiers"

    scheme: str = Field(primary_key=True, max_length=SHORT)
    value: str = Field(primary_key=True, max_length=EXTERNAL)
    bill_id: int = Field(foreign_key="bills.id", index=True)


@public
class BillSubject(Record, table=True):
    """A subject a source files a bill under."""

    __tablename__ = "bill_subjects"

    bill_id: int = Field(foreign_key="bills.id", primary_key=True)
    subject: str = Field(primary_key=True, index=True, max_length=NAME)


class LinkKind(StrEnum):
    """How two numbers came to be one measure."""

    DOCKET = "docket"
    REDRAFT = "redraft"
    COMPANION = "companion"
    REPLACES = "replaces"
    CARRIED_OVER = "carried-over"


@public
class BillLink(Record, table=True):
    """That a bill continues or accompanies another; `said_in` is the action or document that says so."""

    __tablename__ = "bill_links"

    from_id: int = Field(foreign_key="bills.id", primary_key=True)
    to_id: int = Field(foreign_key="bills.id", primary_key=True, index=True)
    kind: str = Field(primary_key=True, max_length=SHORT)
    said_in: str = ""
    import_id: int | None = Field(default=None, foreign_key="legislature_imports.id", index=True)


@public
class BillMention(Record, table=True):
    """A number of the same session that an action or document joins to a bill and that is not in the store yet."""

    __tablename__ = "bill_mentions"
    __table_args__ = (Index(None, "session_id", "number_key"),)

    from_id: int = Field(foreign_key="bills.id", primary_key=True)
    session_id: int = Field(foreign_key="legislative_sessions.id", primary_key=True)
    number_key: str = Field(primary_key=True, max_length=SHORT)
    kind: str = Field(primary_key=True, max_length=SHORT)
    said_in: str = ""
    import_id: int | None = Field(default=None, foreign_key="legislature_imports.id", index=True)


@public
class BillAction(Record, table=True):
    """One thing that happened to a bill, in the source's words; `step` is None where no rule reads the words."""

    __tablename__ = "bill_actions"

    bill_id: int = Field(foreign_key="bills.id", primary_key=True)
    position: int = Field(primary_key=True)
    on_date: date | None = None
    chamber: str = Field(default="", max_length=SHORT)
    text: str
    step: str | None = Field(default=None, max_length=SHORT)
    import_id: int | None = Field(default=None, foreign_key="legislature_imports.id")


@public
class BillSponsor(Record, table=True):
    """A sponsor as printed; `kind` person or committee, `legislator_id` None where the name is nobody's we know."""

    __tablename__ = "bill_sponsors"

    bill_id: int = Field(foreign_key="bills.id", primary_key=True)
    name: str = Field(primary_key=True, max_length=NAME)
    kind: str = Field(default="", max_length=SHORT)
    is_primary: bool = False
    legislator_id: int | None = Field(default=None, foreign_key="legislators.id", index=True)
    committee_id: int | None = Field(default=None, foreign_key="committees.id", index=True)


@public
class BillVersion(Record, table=True):
    """A printed text of a bill and its address."""

    __tablename__ = "bill_versions"

    bill_id: int = Field(foreign_key="bills.id", primary_key=True)
    position: int = Field(primary_key=True)
    title: str = Field(default="", max_length=NAME)
    on_date: date | None = None
    address: str = Field(default="", max_length=ADDRESS)


class RollCallKind(StrEnum):
    """How a chamber decided, as far as anybody published it."""

    ROLL_CALL = "roll call"
    VOICE = "voice vote"
    NOT_PUBLISHED = "no roll call published"


@public
class RollCall(Record, table=True):
    """A vote of a chamber or committee. The counts are the source's, None where it printed none.

    `external_key` tells roll calls of one source apart ("legiscan 154366").
    """

    __tablename__ = "roll_calls"
    __table_args__ = (UniqueConstraint("bill_id", "external_key"),)

    id: int | None = Field(default=None, primary_key=True)
    bill_id: int = Field(foreign_key="bills.id")
    chamber: str = Field(max_length=SHORT)
    kind: str = Field(default=RollCallKind.ROLL_CALL, max_length=SHORT)
    on_date: date | None = None
    motion: str = ""
    passed: bool | None = None
    yes: int | None = None
    no: int | None = None
    not_voting: int | None = None
    absent: int | None = None
    external_key: str = Field(max_length=EXTERNAL)
    address: str = Field(default="", max_length=ADDRESS)
    source_id: int | None = Field(default=None, foreign_key="sources.id")
    import_id: int | None = Field(default=None, foreign_key="legislature_imports.id", index=True)


class VoteOption(StrEnum):
    """How a legislator answered. `NOT_LISTED` is a source's own NA: in the file, and no answer told."""

    YES = "yes"
    NO = "no"
    PRESENT = "present"
    NOT_VOTING = "not voting"
    ABSENT = "absent"
    EXCUSED = "excused"
    NOT_LISTED = "na"


@public
class Vote(Record, table=True):
    """One legislator's answer in a roll call; `said` is the source's word, `name` the printed name."""

    __tablename__ = "votes"
    __table_args__ = ({"sqlite_with_rowid": False},)

    roll_call_id: int = Field(foreign_key="roll_calls.id", primary_key=True)
    name: str = Field(primary_key=True, max_length=NAME)
    option: str = Field(max_length=SHORT)
    said: str = Field(default="", max_length=SHORT)
    legislator_id: int | None = Field(default=None, foreign_key="legislators.id", index=True)


class Priority(StrEnum):
    """How much a measure matters to the coalition."""

    TOP = "top"
    HIGH = "high"
    WATCH = "watch"


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.PLAN_CAMPAIGNS)
class TrackedMeasure(Record, table=True):
    """What the coalition itself says of a measure; no import or sync writes here."""

    __tablename__ = "tracked_measures"

    measure_id: int = Field(foreign_key="measures.id", primary_key=True)
    priority: str = Field(default=Priority.WATCH, max_length=SHORT)
    called: str = Field(default="", max_length=NAME)
    note: str = ""
    campaign_id: int | None = Field(default=None, foreign_key="campaigns.id", index=True)
    version: int = 1
    changed: datetime
