"""An organization’s lobbying ledger: its election, tax years and staff rates, and the answers about each action."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ColumnElement, UniqueConstraint
from sqlmodel import Field

from data.access import NO_ROW, Permission, Rule, Viewer, may, restricted
from data.records import Record

SHORT = 24
NAME = 160


def _own(model: str) -> Rule:
    """Only the organization itself reads its ledger, whatever it shares of its actions."""

    def rule(viewer: Viewer) -> ColumnElement[bool]:
        if viewer.organization_id is None or not may(viewer, Permission.SEE_COALITION):
            return NO_ROW
        return TABLES[model].organization_id == viewer.organization_id  # type: ignore[attr-defined, no-any-return]

    return rule


@restricted(reads=_own("LobbyingOrganization"), writes=Permission.LOG_ACTIONS, owner="organization_id")
class LobbyingOrganization(Record, table=True):
    """What holds for an organization's every year: the month its tax year begins in, and whether it may elect."""

    __tablename__ = "lobbying_organizations"

    organization_id: int = Field(foreign_key="organizations.id", primary_key=True)
    starts_month: int = 1
    may_elect: bool = True
    version: int = 1


@restricted(reads=_own("LobbyingElection"), writes=Permission.LOG_ACTIONS, owner="organization_id")
class LobbyingElection(Record, table=True):
    """Form 5768: in effect from the tax year it was filed in until the first year of a revocation."""

    __tablename__ = "lobbying_elections"
    __table_args__ = (UniqueConstraint("organization_id", "first_year"),)

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id")
    first_year: int
    filed_on: date
    revoked_on: date | None = None
    revoked_from: int | None = None
    version: int = 1
    made: datetime


@restricted(reads=_own("LobbyingYear"), writes=Permission.LOG_ACTIONS, owner="organization_id")
class LobbyingYear(Record, table=True):
    """A tax year's exempt-purpose spending in cents, estimated or actual, with its source.

    The filed columns hold what a return already said of lobbying, for years before this ledger; they come first.
    """

    __tablename__ = "lobbying_years"
    __table_args__ = (UniqueConstraint("organization_id", "tax_year"),)

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id")
    tax_year: int
    exempt_purpose_cents: int = Field(sa_type=BigInteger)
    is_estimate: bool
    source: str = Field(max_length=NAME)
    filed_total_cents: int | None = Field(default=None, sa_type=BigInteger)
    filed_grass_roots_cents: int | None = Field(default=None, sa_type=BigInteger)
    version: int = 1
    made: datetime


@restricted(reads=_own("StaffRate"), writes=Permission.LOG_ACTIONS, owner="organization_id")
class StaffRate(Record, table=True):
    """What an hour of a role costs with taxes, benefits and overhead, in cents, from a day on; it names no person."""

    __tablename__ = "staff_rates"
    __table_args__ = (UniqueConstraint("organization_id", "role", "since"),)

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id")
    role: str = Field(max_length=SHORT * 2)
    cents_an_hour: int = Field(sa_type=BigInteger)
    since: date
    made: datetime


@restricted(reads=_own("LobbyingAnswers"), writes=Permission.LOG_ACTIONS, owner="organization_id")
class LobbyingAnswers(Record, table=True):
    """The legal questions about one action, answered in plain words. None is unanswered, never no.

    A table of its own rather than a child of the action: a shared action is seen by others, its ledger is not.
    `calls` are listed with commas; `staff_role` "" is volunteers only; the shares are percents that make 100.
    """

    __tablename__ = "lobbying_answers"

    action_id: int = Field(foreign_key="actions.id", primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id", index=True)
    said_to: str | None = Field(default=None, max_length=SHORT)
    legislation: bool | None = None
    view: bool | None = None
    calls: str | None = None
    direct_interest: bool | None = None
    asked: str | None = Field(default=None, max_length=SHORT * 2)
    exception: str | None = Field(default=None, max_length=SHORT)
    exception_reason: str = ""
    staff_role: str | None = Field(default=None, max_length=SHORT * 2)
    paid_minutes: int | None = None
    cost_cents: int | None = Field(default=None, sa_type=BigInteger)
    direct_share: int | None = None
    grass_roots_share: int | None = None
    none_share: int | None = None
    share_reason: str = ""
    by_account_id: int | None = Field(default=None, foreign_key="accounts.id", index=True)
    version: int = 1
    made: datetime


TABLES: dict[str, type[Record]] = {
    model.__name__: model
    for model in (LobbyingOrganization, LobbyingElection, LobbyingYear, StaffRate, LobbyingAnswers)
}
