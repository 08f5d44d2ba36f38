"""Entries of the ledger: a cost planned, committed or spent; record, change, take back, each with what to look at."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, select

from campaigns.actions.models import Action
from campaigns.money.kept_totals import keep_costs_in_ledger, keep_line_totals
from campaigns.money.models import Income, MoneyEntry, MoneyLine
from campaigns.money.paying import answer_of, paid_from, refusal_for
from campaigns.money.rules import ACTUAL, EntryState, check_entry
from campaigns.plans.commands import subject_of
from campaigns.plans.models import Campaign
from data.access import Permission, requires
from data.audit import changed, note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.language import _
from data.money import dollars
from data.versions import changed_words, columns_of, newest

ENTRY = "The entry"
KEPT = ("line_id", "state", "on_date", "amount_cents", "income_id", "action_id", "is_lobbying")
LONGEST_MEMO = 400


@dataclass(frozen=True, slots=True)
class CostSaid:
    """What a person says of a cost; `is_lobbying` None when they do not know."""

    line_id: int
    state: EntryState
    on: date
    amount_cents: int
    memo: str = ""
    income_id: int | None = None
    action_id: int | None = None
    is_lobbying: bool | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """The id of the entry, and sentences on what to look at."""

    id: int
    warnings: tuple[str, ...]


@requires(Permission.PLAN_CAMPAIGNS)
def record_cost(session: Session, *, said: CostSaid, today: date, now: datetime, form_key: str = "") -> Recorded:
    """Record a cost; the same form sent twice is one entry.

    Raises InvalidInput when the income may not pay it, or for an amount or day that cannot be; NotFound.
    """
    take_turn(session)
    if form_key:
        known = session.exec(select(MoneyEntry.id).where(MoneyEntry.form_key == form_key)).first()
        if known is not None:
            return Recorded(known, ())
    row = MoneyEntry(
        line_id=0, state=said.state.value, on_date=said.on, amount_cents=0, form_key=form_key or None, made=now
    )
    line = _say(session, row, said, today)
    session.add(row)
    session.flush()
    note_act(session, "record cost", subject=subject_of(line.campaign_id), entry=row.id, after=columns_of(row, KEPT))
    return _keep(session, row, line, [row.line_id], [row.action_id])


@requires(Permission.PLAN_CAMPAIGNS)
def change_cost(session: Session, *, entry_id: int, version: int, said: CostSaid, today: date) -> Recorded:
    """Change an entry, such as from committed to spent.

    Raises NotFound, and InvalidInput for what cannot be or when somebody else was faster.
    """
    row = newest(session, MoneyEntry, entry_id, version=version, what=ENTRY)
    before, words = columns_of(row, KEPT), columns_of(row, ("memo",))
    line = _say(session, row, said, today)
    difference, told = changed(before, columns_of(row, KEPT)), changed_words(words, row)
    if not difference["after"] and not told:
        return Recorded(entry_id, ())
    row.version += 1
    session.add(row)
    subject = subject_of(line.campaign_id)
    note_act(session, "change cost", subject=subject, entry=entry_id, words=told, **difference)
    return _keep(session, row, line, [row.line_id, before["line_id"]], [row.action_id, before["action_id"]])


@requires(Permission.PLAN_CAMPAIGNS)
def remove_cost(session: Session, *, entry_id: int, version: int) -> None:
    """Take an entry off the ledger; the record of changes keeps what it was. Raises InvalidInput, NotFound."""
    row = newest(session, MoneyEntry, entry_id, version=version, what=ENTRY)
    line = _line(session, row.line_id)
    before = columns_of(row, KEPT)
    note_act(session, "remove cost", subject=subject_of(line.campaign_id), entry=entry_id, before=before)
    session.delete(row)
    keep_line_totals(session, [before["line_id"]])
    keep_costs_in_ledger(session, [before["action_id"]])


def _line(session: Session, line_id: int) -> MoneyLine:
    found = session.exec(select(MoneyLine).where(MoneyLine.id == line_id)).first()
    if found is None:
        raise NotFound("The budget line")
    return found


def _say(session: Session, row: MoneyEntry, said: CostSaid, today: date) -> MoneyLine:
    """Put what was said into the row, checked: the line, the action, and whether the income may pay."""
    check_entry(said.state, on=said.on, amount_cents=said.amount_cents, today=today)
    line = _line(session, said.line_id)
    if row.line_id and _line(session, row.line_id).campaign_id != line.campaign_id:
        raise InvalidInput("An entry stays within its campaign. Record it anew in the other one.")
    if said.action_id is not None and said.action_id != row.action_id:
        _check_action(session, said.action_id, line.campaign_id)
    with session.no_autoflush:
        row.line_id, row.state = line.id or 0, said.state.value
        row.on_date, row.amount_cents = said.on, said.amount_cents
        row.memo, row.is_lobbying = said.memo.strip()[:LONGEST_MEMO], said.is_lobbying
        row.income_id, row.action_id = said.income_id, said.action_id
        if said.income_id is not None:
            refusal = refusal_for(session, row, line, _income(session, said.income_id))
            if refusal:
                raise InvalidInput(refusal)
    return line


def _income(session: Session, income_id: int) -> Income:
    found = session.exec(select(Income).where(Income.id == income_id)).first()
    if found is None:
        raise NotFound("The income")
    return found


def _check_action(session: Session, action_id: int, campaign_id: int) -> None:
    found = session.exec(select(Action).where(Action.id == action_id)).first()
    if found is None or found.deleted is not None:
        raise NotFound("The action")
    if found.campaign_id not in (None, campaign_id):
        raise InvalidInput("This action belongs to another campaign. Choose one of this campaign.")


def _keep(
    session: Session, row: MoneyEntry, line: MoneyLine, line_ids: list[int], action_ids: list[int | None]
) -> Recorded:
    keep_line_totals(session, line_ids)
    keep_costs_in_ledger(session, action_ids)
    return Recorded(row.id or 0, tuple(said for said in _warnings(session, row, line) if said))


def _warnings(session: Session, row: MoneyEntry, line: MoneyLine) -> list[str]:
    """What a treasurer would ask about, none of which stops the entry."""
    over = line.committed_cents + line.spent_cents - line.planned_cents
    said = []
    if EntryState(row.state) in ACTUAL and line.planned_cents and over > 0:
        spent = _("“{line}” is {over} over its plan of {planned} now.")
        said.append(spent.format(line=line.name, over=dollars(over), planned=dollars(line.planned_cents)))
    campaign = session.exec(select(Campaign).where(Campaign.id == line.campaign_id)).one()
    if not (campaign.starts or date.min) <= row.on_date <= (campaign.ends or date.max):
        said.append(_("The day lies outside the campaign’s own days."))
    return [*said, *_income_warnings(session, row), _action_warning(session, row)]


def _income_warnings(session: Session, row: MoneyEntry) -> list[str]:
    if row.income_id is None:
        return []
    income, said = _income(session, row.income_id), []
    if not income.pays_lobbying and answer_of(session, row) is None:
        told = _("“{title}” may not pay for lobbying: say whether this cost is lobbying.")
        said.append(told.format(title=income.title))
    sums = paid_from(session, [row.income_id])[row.income_id]
    if sums.planned > income.amount_cents:
        told = _("“{title}” gives {amount}, and {planned} is planned from it.")
        said.append(told.format(title=income.title, amount=dollars(income.amount_cents), planned=dollars(sums.planned)))
    return said


def _action_warning(session: Session, row: MoneyEntry) -> str:
    """Says so when an entry stands for a cost that was logged with its action."""
    if row.action_id is None or EntryState(row.state) not in ACTUAL:
        return ""
    logged = session.exec(select(Action.cost_cents).where(Action.id == row.action_id)).first()
    if not logged:
        return ""
    return _("The {amount} logged with the action are not counted beside this entry.").format(amount=dollars(logged))
