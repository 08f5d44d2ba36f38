"""The coalition’s own money: budget lines of a campaign, income with its restrictions, and entries."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from campaigns.money.rules import CostCategory
from data.access import Permission, holders_of, restricted
from data.records import Record

SHORT = 24
NAME = 160


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.PLAN_CAMPAIGNS)
class MoneyLine(Record, table=True):
    """One line of a campaign's own budget; the three sums are kept by the commands, so that members see totals.

    `account` is the line's name in the treasurer's books, by which an imported ledger finds it.
    """

    __tablename__ = "money_lines"
    __table_args__ = (UniqueConstraint("campaign_id", "name_key"),)

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaigns.id")
    name: str = Field(max_length=NAME)
    name_key: str = Field(max_length=NAME)
    category: str = Field(default=CostCategory.OTHER, max_length=SHORT)
    account: str = Field(default="", max_length=NAME)
    planned_cents: int = Field(default=0, sa_type=BigInteger)
    committed_cents: int = Field(default=0, sa_type=BigInteger)
    spent_cents: int = Field(default=0, sa_type=BigInteger)
    version: int = 1


@restricted(reads=holders_of(Permission.PLAN_CAMPAIGNS), writes=Permission.PLAN_CAMPAIGNS)
class Funder(Record, table=True):
    """Who gives us money: a foundation, a member organization, or “individual gifts” together."""

    __tablename__ = "funders"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=NAME)
    name_key: str = Field(unique=True, max_length=NAME)
    organization_id: int | None = Field(default=None, foreign_key="organizations.id", index=True)


@restricted(reads=holders_of(Permission.PLAN_CAMPAIGNS), writes=Permission.PLAN_CAMPAIGNS)
class Income(Record, table=True):
    """Money promised or received, and what it may pay for: a campaign, a category, a period, lobbying or not.

    Empty restrictions do not bind: no campaign is any campaign, no category any cost, no period any day.
    """

    __tablename__ = "money_income"

    id: int | None = Field(default=None, primary_key=True)
    funder_id: int = Field(foreign_key="funders.id", index=True)
    kind: str = Field(max_length=SHORT)
    title: str = Field(max_length=NAME)
    amount_cents: int = Field(sa_type=BigInteger)
    received_on: date | None = None
    campaign_id: int | None = Field(default=None, foreign_key="campaigns.id", index=True)
    category: str = Field(default="", max_length=SHORT)
    pays_from: date | None = None
    pays_until: date | None = None
    pays_lobbying: bool = True
    purpose: str = ""
    version: int = 1
    made: datetime


@restricted(reads=holders_of(Permission.PLAN_CAMPAIGNS), writes=Permission.PLAN_CAMPAIGNS)
class MoneyEntry(Record, table=True):
    """A cost planned, committed or spent on a day, in cents; what was paid back has a minus.

    `is_lobbying` is None until somebody answers. `row_key` names the posting of an imported ledger, so that it
    comes in once, and `form_key` a form, so that it is saved once.
    """

    __tablename__ = "money_entries"
    __table_args__ = (Index("ix_money_entries_line_state", "line_id", "state", "on_date"),)

    id: int | None = Field(default=None, primary_key=True)
    line_id: int = Field(foreign_key="money_lines.id")
    state: str = Field(max_length=SHORT)
    on_date: date
    amount_cents: int = Field(sa_type=BigInteger)
    memo: str = Field(default="", max_length=400)
    income_id: int | None = Field(default=None, foreign_key="money_income.id", index=True)
    action_id: int | None = Field(default=None, foreign_key="actions.id", index=True)
    is_lobbying: bool | None = None
    batch_id: int | None = Field(default=None, foreign_key="import_batches.id", index=True)
    row_number: int | None = None
    row_key: str | None = Field(default=None, unique=True, max_length=64)
    form_key: str | None = Field(default=None, unique=True, max_length=64)
    version: int = 1
    made: datetime


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.PLAN_CAMPAIGNS)
class CostInLedger(Record, table=True):
    """An action whose cost stands in the ledger, committed or spent, so that the logged cost is not counted again."""

    __tablename__ = "costs_in_ledger"

    action_id: int = Field(foreign_key="actions.id", primary_key=True)
    entries: int


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.PLAN_CAMPAIGNS)
class IncomeTotal(Record, table=True):
    """What is given for one campaign alone, received and promised, kept by the commands; members see this sum."""

    __tablename__ = "income_totals"

    campaign_id: int = Field(foreign_key="campaigns.id", primary_key=True)
    received_cents: int = Field(default=0, sa_type=BigInteger)
    promised_cents: int = Field(default=0, sa_type=BigInteger)
