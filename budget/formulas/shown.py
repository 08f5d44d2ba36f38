"""The SEEK calculator as markup: the worksheet line by line, the tiers with how sure each is, and what is behind."""

from collections.abc import Iterable
from decimal import Decimal
from html import escape

from budget.formulas import sentences as say
from budget.formulas.asked import SeekAsked
from budget.formulas.parameters import MARK_WORDS, bases, worksheet
from budget.formulas.rules import ADDED, Amount, Line, SeekResult
from budget.line_items.history import HistoryPoint
from budget.line_items.line_queries import Document
from data.language import _
from data.money import dollars
from look import parts

NOTHING = "–"


def line_title(line: Line, other: Line | None = None) -> str:
    """A line's name, under it its count times its factor, what the what-if has in their place, and what is missing."""
    count, factor = say.quantity_words(line.quantity), say.factor_words(line)
    if line.code == "local_effort" and count:
        count = f"${count}"
    under = [f"{count} {_(say.UNIT_WORDS[line.code])} × {factor}"] if count and factor else []
    if other is not None and other.quantity != line.quantity:
        sign = "$" if line.code == "local_effort" else ""
        under.append(_("what if {count}").format(count=f"{sign}{say.quantity_words(other.quantity)}"))
    if other is not None and other.factor != line.factor:
        under.append(_("what if × {factor}").format(factor=say.factor_words(other)))
    if line.needs:
        under.append(say.needs_words(line.needs))
    return _titled(_(say.LINE_WORDS[line.code]), ", ".join(under))


def _titled(words: str, under: str = "", *, strong: bool = False) -> str:
    title = f"<b>{escape(words)}</b>" if strong else escape(words)
    return f"{title}{f'<small>{escape(under)}</small>' if under else ''}"


def difference(cents: int) -> str:
    """A change to the dollar, with its triangle and word."""
    if cents == 0:
        return parts.delta(0)
    side, word = ("up", _("more")) if cents > 0 else ("down", _("less"))
    amount = f'<span class="ct-num">{dollars(abs(cents))}</span>'
    return f'<span class="ct-delta ct-{side} ct-plain">{amount} {escape(word)}</span>'


def worksheet_table(asked: SeekAsked) -> str:
    """Every line, then what the state pays and per pupil; with a what-if also its amounts and the difference."""
    before, after = asked.result, asked.changed
    rows = []
    for line in before.lines:
        other = after.line(line.code) if after else None
        rows.append([line_title(line, other), *_cells(_line_amount(line), _line_amount(other) if other else None)])
    if any((result.adjustment.value or 0) > 0 for result in (before, after) if result is not None):
        rows.append(_amount_row(asked, "adjustment", _("Adjustment, so that the amount is not below zero")))
    title, *amounts = _amount_row(asked, "state", _("SEEK state amount"))
    rows.append([title, *(f"<b>{amount}</b>" for amount in amounts)])
    if before.per_pupil.value is not None:
        rows.append(_amount_row(asked, "per_pupil", _("SEEK state amount per pupil")))
    rows.append(_amount_row(asked, "transportation_state", _("Transportation, state")))
    header = [_("Line"), _("As it is")] + ([_("What if"), _("Difference")] if after else [])
    caption = _("The worksheet, line by line. {version}.").format(version=before.version)
    return parts.table(header, rows, caption=caption, numeric=range(1, len(header)))


def _amount_row(asked: SeekAsked, code: str, words: str) -> list[str]:
    before: Amount = getattr(asked.result, code)
    after: Amount | None = getattr(asked.changed, code) if asked.changed else None
    title = _titled(words, say.needs_words(before.needs) if before.needs else "", strong=code == "state")
    return [title, *_cells(before, after)]


def _line_amount(line: Line) -> Amount:
    if line.amount_cents is None:
        return Amount(None, line.needs)
    sign = 1 if line.code in ADDED else -1
    return Amount(Decimal(sign * line.amount_cents) / 100)


def _cells(before: Amount, after: Amount | None) -> list[str]:
    cells = [_cell(before)]
    if after is not None:
        cells.append(_cell(after))
        if before.value is None or after.value is None:
            cells.append(NOTHING)
        else:
            cells.append(difference(round((after.value - before.value) * 100)))
    return cells


def _cell(amount: Amount) -> str:
    return NOTHING if amount.value is None else dollars(round(amount.value * 100))


def tier_table(asked: SeekAsked) -> str:
    """The tiers and the nickel, each with how sure it is; a sentence instead when nothing of them is known."""
    after, rows, known = asked.changed, [], False
    for code, words in say.TIER_WORDS.items():
        rate = code == "tier_1_rate"
        amounts: list[Amount] = [getattr(result, code) for result in (asked.result, after) if result is not None]
        known = known or amounts[0].value is not None
        cells = [NOTHING if a.value is None else escape(say.amount_words(a, rate=rate)) for a in amounts]
        sure = _(MARK_WORDS[say.mark_of(asked, code)])
        under = say.needs_words(amounts[0].needs) if amounts[0].needs else ""
        rows.append([_titled(_(words), under), *cells, f"<small>{escape(sure)}</small>"])
    if not known:
        needs = asked.result.tier_1_state.needs
        return parts.note(_("Nothing of these can be worked out yet. {needs}.").format(needs=say.needs_words(needs)))
    header = [
        _("Beside the base"),
        _("As it is"),
        *([_("What if")] if after else []),
        _("How sure, as it is") if after else _("How sure"),
    ]
    return parts.table(
        header, rows, caption=_("Tier I, Tier II and the nickel for facilities"), numeric=range(1, len(header) - 1)
    )


def worksheet_checks(asked: SeekAsked) -> str:
    """Each figure the Department's worksheet prints, and whether the calculator gives it; empty for other inputs."""
    if not asked.is_worksheet:
        return ""
    said = []
    for code, (printed, mark) in worksheet().outputs.items():
        if mark != "C":
            continue
        ours = _ours(asked.result, code)
        words = _(say.LINE_WORDS.get(code) or say.TIER_WORDS.get(code) or "SEEK state amount")
        said.append((ours == printed, _("{what}: the worksheet prints {printed}.").format(what=words, printed=printed)))
    return parts.check_list(said)


def _ours(result: SeekResult, code: str) -> str:
    if code in say.LINE_WORDS:
        cents = result.line(code).amount_cents
        return "" if cents is None else f"{cents // 100:,}"
    value = getattr(result, code).value
    return "" if value is None else f"{value:,}"


def base_table(points: Iterable[HistoryPoint], base_label: str, documents: dict[str, Document]) -> str:
    """The base by fiscal year, as voted and in real dollars, with its document and how sure it is."""
    real = {int(point.fiscal_year): point.real_cents for point in points}
    rows = []
    for base in bases():
        worth = real.get(base.fiscal_year) if base.used else None
        title = documents[base.source].title if base.source in documents else ""
        state = parts.tag(_("used"), "ok", "check") if base.used else parts.tag(_("not used"))
        rows.append(
            [
                f"FY{base.fiscal_year}",
                f"${base.value:,}",
                NOTHING if worth is None else dollars(round(worth / 100) * 100),
                state,
                escape(f"{say.base_mark(base)}; {title}") if title else escape(say.base_mark(base)),
            ]
        )
    header = [_("Fiscal year"), _("Base"), _("In {year} dollars").format(year=base_label), "", _("How sure")]
    return parts.table(header, rows, caption=_("The guaranteed base per pupil"), numeric=(1, 2))


def source_list(documents: Iterable[Document]) -> str:
    """The documents behind what stands on the page."""
    return parts.sources(
        [parts.SourceNote(d.title, d.address, (d.publisher, d.note)) for d in sorted(documents, key=lambda d: d.title)]
    )
