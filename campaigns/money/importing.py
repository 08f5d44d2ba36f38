"""An imported ledger into the entries of a campaign: each posting once, whatever export it comes in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from sqlmodel import Session, col, select

from campaigns.money.commands import add_line
from campaigns.money.kept_totals import keep_line_totals
from campaigns.money.models import MoneyEntry, MoneyLine
from campaigns.money.parsing import MOST_CHARACTERS, looks_like_journal, read_journal
from campaigns.money.rows import Ledger, NotTaken, Posting, Refused, read_table
from campaigns.money.rules import CostCategory, EntryState
from campaigns.plans.commands import subject_of
from campaigns.plans.models import Campaign
from data.access import Permission, requires, viewer_of_session
from data.audit import note_act, take_turn
from data.errors import FileProblem, InvalidInput, NotFound
from data.imports.kept_files import keep, sha256_of
from data.imports.models import ImportBatch
from data.imports.reading import open_file

PRESET = "ledger "
MOST_ROWS = 100_000
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class NewLine:
    """A budget line to be made for an account."""

    name: str
    category: CostCategory


Choice = int | NewLine | None


@dataclass(frozen=True, slots=True)
class AccountSum:
    """An account of the books: how many costs, their cents, and the budget line they go to, None when left out."""

    account: str
    costs: int
    amount_cents: int
    line_id: int | None


@dataclass(slots=True)
class LedgerReport:
    """What an import brings; `new + unchanged + left_out + aside + len(refused)` is `rows`."""

    kind: str
    rows: int
    new: int = 0
    new_cents: int = 0
    unchanged: int = 0
    left_out: int = 0
    aside: Mapping[NotTaken, int] = field(default_factory=dict)
    refused: tuple[Refused, ...] = ()
    accounts: tuple[AccountSum, ...] = ()
    warnings: tuple[str, ...] = ()
    ahead: int = 0
    batch_id: int | None = None


def read_ledger(path: Path, name: str) -> Ledger:
    """The costs of a file: a Beancount journal, else a table. Raises FileProblem and InvalidInput."""
    if path.stat().st_size <= MOST_CHARACTERS:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            text = ""
        if looks_like_journal(text):
            return read_journal(text)
    elif name.lower().endswith((".beancount", ".bean")):
        raise FileProblem("The journal is too large to read at once. Export one year of it.")
    with open_file(path, name=name) as opened:
        for sheet in opened.sheets():
            rows = list(islice(sheet.rows, MOST_ROWS + 1))
            if len(rows) > MOST_ROWS:
                raise FileProblem(
                    "The table has more than {most_rows:,} rows. Export one year of it.", most_rows=MOST_ROWS
                )
            return read_table(rows)
    raise FileProblem("The file holds no table. Export the books as CSV or Beancount.")


@requires(Permission.PLAN_CAMPAIGNS)
def import_ledger(
    session: Session,
    *,
    campaign_id: int,
    path: Path,
    file_name: str,
    choices: Mapping[str, Choice],
    today: date,
    now: datetime,
    dry_run: bool = False,
) -> LedgerReport:
    """Take the costs of the chosen accounts into a campaign, all or nothing; a second time changes nothing.

    An account without a choice goes to the line that bears its name, else it is left out. `dry_run` only reports.
    Raises FileProblem, InvalidInput and NotFound.
    """
    ledger = read_ledger(path, file_name)
    take_turn(session)
    if session.exec(select(Campaign.id).where(Campaign.id == campaign_id)).first() is None:
        raise NotFound("The campaign")
    report, lines, fresh = _planned(session, campaign_id, ledger, choices)
    report.ahead = sum(posting.on > today for posting in fresh)
    if dry_run or not fresh:
        return report
    made = _make_lines(session, campaign_id, lines, {posting.account for posting in fresh})
    batch = _batch(session, report, ledger, path, file_name, made, now)
    _add(session, fresh, lines, batch.id or 0, today, now)
    report.batch_id = batch.id
    note_act(
        session,
        "import ledger",
        subject=subject_of(campaign_id),
        batch=batch.id,
        entries=report.new,
        cents=report.new_cents,
    )
    return report


def _planned(
    session: Session, campaign_id: int, ledger: Ledger, choices: Mapping[str, Choice]
) -> tuple[LedgerReport, dict[str, Choice], list[Posting]]:
    """The report, the line of each account, and the postings that are not in the ledger yet."""
    stand = session.exec(select(MoneyLine).where(MoneyLine.campaign_id == campaign_id)).all()
    own = {line.id for line in stand}
    by_account: dict[str, Choice] = {line.account: line.id for line in stand if line.account}
    lines = {**by_account, **choices}
    if any(isinstance(line, int) and line not in own for line in lines.values()):
        raise NotFound("The budget line")
    on_file = _keys_on_file(session, [posting.key for posting in ledger.postings])
    report = LedgerReport(
        ledger.kind.value, ledger.rows, aside=dict(ledger.aside), refused=tuple(ledger.refused),
        warnings=tuple(ledger.warnings),
    )  # fmt: skip
    fresh = []
    for posting in ledger.postings:
        if posting.key in on_file:
            report.unchanged += 1
        elif lines.get(posting.account) is None:
            report.left_out += 1
        else:
            fresh.append(posting)
    report.new, report.new_cents = len(fresh), sum(posting.amount_cents for posting in fresh)
    report.accounts = _accounts(ledger.postings, lines)
    return report, lines, fresh


def _accounts(postings: Iterable[Posting], lines: Mapping[str, Choice]) -> tuple[AccountSum, ...]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for posting in postings:
        found[posting.account].append(posting.amount_cents)
    known = {account: line if isinstance(line, int) else None for account, line in lines.items()}
    return tuple(
        AccountSum(account, len(cents), sum(cents), known.get(account)) for account, cents in sorted(found.items())
    )


def _keys_on_file(session: Session, keys: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        stand = session.scalars(select(MoneyEntry.row_key).where(col(MoneyEntry.row_key).in_(some)))
        found |= {key for key in stand if key}
    return found


def _make_lines(session: Session, campaign_id: int, lines: dict[str, Choice], used: set[str]) -> list[int]:
    """Make the budget lines that were asked for and are needed; two accounts of one name share a line."""
    made: dict[str, int] = {}
    for account in sorted(used):
        wanted = lines.get(account)
        if isinstance(wanted, NewLine):
            if wanted.name not in made:
                made[wanted.name] = add_line(
                    session, campaign_id=campaign_id, name=wanted.name, category=wanted.category, account=account
                )
            lines[account] = made[wanted.name]
    return list(made.values())


def _batch(
    session: Session, report: LedgerReport, ledger: Ledger, path: Path, name: str, made: list[int], now: datetime
) -> ImportBatch:
    sha256 = sha256_of(path)
    keep(path, sha256)
    batch = ImportBatch(
        file_sha256=sha256, file_name=name[:200], preset=ledger.kind.value, unit="dollars", rows=report.rows,
        inserted=report.new, unchanged=report.unchanged, skipped=report.left_out + ledger.aside.total(),
        rejected=len(report.refused), mapping={"lines": made}, applied_at=now,
        rejections=[{"row": r.row, "column": r.column, "reason": r.reason} for r in report.refused],
        applied_by=viewer_of_session(session).role.value,
    )  # fmt: skip
    session.add(batch)
    session.flush()
    return batch


def _add(
    session: Session, fresh: list[Posting], lines: Mapping[str, Choice], batch_id: int, today: date, now: datetime
) -> None:
    """What the books date ahead is committed; the rest is spent."""
    used = set()
    for posting in fresh:
        line = lines[posting.account]
        if not isinstance(line, int):
            raise InvalidInput("An account has no budget line. Choose one for it.")
        used.add(line)
        state = EntryState.SPENT if posting.on <= today else EntryState.COMMITTED
        session.add(
            MoneyEntry(
                line_id=line, state=state.value, on_date=posting.on, amount_cents=posting.amount_cents,
                memo=posting.memo, batch_id=batch_id, row_number=posting.row, row_key=posting.key, made=now,
            )
        )  # fmt: skip
    keep_line_totals(session, used)
