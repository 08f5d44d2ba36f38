"""Budget lines of a campaign and the income that pays: add, change, take back."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from budget.line_items.rules import name_key
from campaigns.money.kept_totals import keep_income_totals
from campaigns.money.models import NAME, Funder, Income, MoneyEntry, MoneyLine
from campaigns.money.paying import check_paid
from campaigns.money.rules import (
    MOST_CENTS,
    CostCategory,
    IncomeKind,
    check_period,
)
from campaigns.plans.commands import subject_of
from campaigns.plans.models import Campaign
from campaigns.plans.rules import LONGEST_WORDS, words_of
from data.access import Permission, requires
from data.audit import changed, note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.versions import changed_words, columns_of, newest

LINE, INCOME = "The budget line", "The income"
LINE_KEPT = ("name", "category", "account")
INCOME_KEPT = (
    "kind", "amount_cents", "received_on", "campaign_id", "category", "pays_from", "pays_until", "pays_lobbying",
)  # fmt: skip
INCOME_WORDS = ("title", "purpose")


@requires(Permission.PLAN_CAMPAIGNS)
def add_line(session: Session, *, campaign_id: int, name: str, category: CostCategory, account: str = "") -> int:
    """Add a line to a campaign's own budget; returns its id. Raises InvalidInput, NotFound."""
    take_turn(session)
    if session.exec(select(Campaign.id).where(Campaign.id == campaign_id)).first() is None:
        raise NotFound("The campaign")
    row = MoneyLine(campaign_id=campaign_id, name="", name_key="")
    _say_line(session, row, name, category, account)
    session.add(row)
    session.flush()
    note_act(session, "add budget line", subject=subject_of(campaign_id), line=row.id, after=columns_of(row, LINE_KEPT))
    return row.id or 0


@requires(Permission.PLAN_CAMPAIGNS)
def change_line(
    session: Session, *, line_id: int, version: int, name: str, category: CostCategory, account: str
) -> int:
    """Rename a line, or say what it is spent on and how the books call it; returns its version now.

    Raises NotFound, and InvalidInput for what cannot be or when somebody else was faster.
    """
    row = newest(session, MoneyLine, line_id, version=version, what=LINE)
    before = columns_of(row, LINE_KEPT)
    _say_line(session, row, name, category, account)
    difference = changed(before, columns_of(row, LINE_KEPT))
    if not difference["after"]:
        return row.version
    row.version += 1
    session.add(row)
    session.flush()
    check_paid(session, col(MoneyEntry.line_id) == line_id)
    note_act(session, "change budget line", subject=subject_of(row.campaign_id), line=line_id, **difference)
    return row.version


@requires(Permission.PLAN_CAMPAIGNS)
def remove_line(session: Session, *, line_id: int, version: int) -> None:
    """Take a line without entries off the budget. Raises NotFound, and InvalidInput while it has entries."""
    row = newest(session, MoneyLine, line_id, version=version, what=LINE)
    if session.exec(select(MoneyEntry.id).where(MoneyEntry.line_id == line_id)).first() is not None:
        raise InvalidInput("“{number}” has entries. Move or remove them first.", number=row.name)
    before = columns_of(row, LINE_KEPT)
    note_act(session, "remove budget line", subject=subject_of(row.campaign_id), line=line_id, before=before)
    session.delete(row)


def _say_line(session: Session, row: MoneyLine, name: str, category: CostCategory, account: str) -> None:
    said = words_of(name, "the line’s name", most=NAME)
    key, books = name_key(said)[:NAME], account.strip()[:NAME]
    others = session.exec(select(MoneyLine).where(MoneyLine.campaign_id == row.campaign_id)).all()
    for other in others:
        if other.id == row.id:
            continue
        if other.name_key == key:
            raise InvalidInput(
                "This campaign has a line “{other}” already. Use it, or choose another name.", other=other.name
            )
        if books and other.account == books:
            raise InvalidInput(
                "The account “{books}” belongs to the line “{other}” already.", books=books, other=other.name
            )
    row.name, row.name_key, row.category, row.account = said, key, category.value, books


@dataclass(frozen=True, slots=True)
class IncomeSaid:
    """What a person says of money that is given; `received_on` None while it is promised."""

    funder: str
    kind: IncomeKind
    title: str
    amount_cents: int
    received_on: date | None = None
    campaign_id: int | None = None
    category: str = ""
    pays_from: date | None = None
    pays_until: date | None = None
    pays_lobbying: bool = True
    purpose: str = ""


@requires(Permission.PLAN_CAMPAIGNS)
def record_income(session: Session, *, said: IncomeSaid, now: datetime) -> int:
    """Record money given or promised, with what it may pay for; returns its id. Raises InvalidInput, NotFound."""
    take_turn(session)
    row = Income(funder_id=0, kind=said.kind.value, title="", amount_cents=0, made=now)
    _say_income(session, row, said)
    same = select(Income.id).where(
        Income.funder_id == row.funder_id,
        Income.title == row.title,
        Income.amount_cents == row.amount_cents,
    )
    if session.exec(same).first() is not None:
        raise InvalidInput(
            "“{number}” is on file with this funder and amount already. If there were two, name the second apart.",
            number=row.title,
        )
    session.add(row)
    session.flush()
    note_act(session, "record income", subject=f"income {row.id}", after=columns_of(row, INCOME_KEPT))
    keep_income_totals(session, [row.campaign_id])
    return row.id or 0


@requires(Permission.PLAN_CAMPAIGNS)
def change_income(session: Session, *, income_id: int, version: int, said: IncomeSaid) -> int:
    """Change an income or its restrictions; returns its version now.

    Refused while it pays for a cost that it then may not pay for. Raises InvalidInput, NotFound.
    """
    row = newest(session, Income, income_id, version=version, what=INCOME)
    before, words = columns_of(row, (*INCOME_KEPT, "funder_id")), columns_of(row, INCOME_WORDS)
    _say_income(session, row, said)
    difference, told = changed(before, columns_of(row, (*INCOME_KEPT, "funder_id"))), changed_words(words, row)
    if not difference["after"] and not told:
        return row.version
    row.version += 1
    session.add(row)
    session.flush()
    check_paid(session, col(MoneyEntry.income_id) == income_id)
    note_act(session, "change income", subject=f"income {income_id}", words=told, **difference)
    keep_income_totals(session, [row.campaign_id, before["campaign_id"]])
    return row.version


@requires(Permission.PLAN_CAMPAIGNS)
def remove_income(session: Session, *, income_id: int, version: int) -> None:
    """Take an income off the books while it pays for nothing. Raises InvalidInput, NotFound."""
    row = newest(session, Income, income_id, version=version, what=INCOME)
    if session.exec(select(MoneyEntry.id).where(MoneyEntry.income_id == income_id)).first() is not None:
        raise InvalidInput("“{number}” pays for entries. Choose another income for them first.", number=row.title)
    note_act(session, "remove income", subject=f"income {income_id}", before=columns_of(row, INCOME_KEPT))
    session.delete(row)
    keep_income_totals(session, [row.campaign_id])


def _say_income(session: Session, row: Income, said: IncomeSaid) -> None:
    check_period(said.pays_from, said.pays_until)
    if not 0 < said.amount_cents < MOST_CENTS:
        raise InvalidInput("Money that is given is more than 0. Check the amount.")
    if said.category not in ("", *CostCategory):
        raise InvalidInput("“{category}” is no category. Choose one of the list.", category=said.category)
    known = select(Campaign.id).where(Campaign.id == said.campaign_id)
    if said.campaign_id is not None and session.exec(known).first() is None:
        raise NotFound("The campaign")
    row.title = words_of(said.title, "what the income is called", most=NAME)
    row.funder_id = _funder(session, said.funder)
    row.kind, row.amount_cents, row.received_on = said.kind.value, said.amount_cents, said.received_on
    row.campaign_id, row.category, row.pays_lobbying = said.campaign_id, said.category, said.pays_lobbying
    row.pays_from, row.pays_until, row.purpose = said.pays_from, said.pays_until, said.purpose.strip()[:LONGEST_WORDS]


def _funder(session: Session, name: str) -> int:
    """The funder of this name, made when there is none."""
    said = words_of(name, "who gives the money", most=NAME)
    key = name_key(said)[:NAME]
    row = session.exec(select(Funder).where(Funder.name_key == key)).first()
    if row is None:
        row = Funder(name=said, name_key=key)
        session.add(row)
        session.flush()
    return row.id or 0
