"""What a line's figures say, in one or two plain sentences."""

from collections.abc import Mapping, Sequence

from budget.line_items.history import HistoryPoint, RealChange, YearView
from budget.line_items.rules import AskResult, Basis, Step, StepState
from budget.line_items.stages import StageKind
from budget.line_items.summaries import ColumnTotal
from data.language import _
from data.missing import MissingReason
from data.money import dollars, percent, prose_dollars
from data.periods import FiscalYear
from data.prices import Prices

MISSING_WORDS = {
    MissingReason.NOT_YET: "Not yet",
    MissingReason.NO_SUCH_ITEM: "No such item this year",
    MissingReason.NOT_PUBLISHED: "Not published",
    MissingReason.SUPPRESSED: "Fewer than 10",
    MissingReason.NOT_APPLICABLE: "Does not apply",
}
STATE_WORDS = {
    StepState.DONE: "done",
    StepState.LATEST: "latest",
    StepState.NOT_YET: "not yet",
    StepState.MISSING: "no figure",
    StepState.VETOED: "vetoed in part",
    StepState.RESTORED: "restored",
}
RESULT_WORDS = {
    AskResult.MEETS: "It meets our ask.",
    AskResult.ACCEPTABLE: "It is below our ask but at or above what we would accept.",
    AskResult.BELOW: "It is below what we would accept.",
    AskResult.UNDER_FLOOR: "It is under our floor.",
    AskResult.SHORT: "It is below our ask.",
}
ENDED_WORDS = {
    StageKind.ENACTED: "{stage} at {amount}.",
    StageKind.ADJUSTMENT: "Ended at {amount}, the year’s {stage} figure.",
}
LAST_KNOWN = "Last known at {amount} ({stage}); no document we hold shows how {year} ended."
MARK_WORDS = {
    "C": "confirmed in its source",
    "D": "derived from confirmed figures",
    "G": "general knowledge; confirm before relying on it",
    "?": "could not be established",
}


def missing_words(reason: MissingReason | None) -> str:
    """A missing reason as a person reads it."""
    return _(MISSING_WORDS[reason or MissingReason.NOT_PUBLISHED])


def basis_words(basis: Basis, year_label: str) -> str:
    """What a comparison compares with: "FY2016 enacted"."""
    return f"{year_label} {_(basis.stage.short_name).lower()}"


def compared_with_words(view: YearView) -> str:
    """What a year compares with: "FY2015 enacted as 7061-9408, renamed"; empty where it compares with nothing."""
    if view.last_year is None:
        return ""
    return f"{basis_words(view.last_year, view.fiscal_year.before.label)} {view.last_year_as}".strip()


def dollars_words(view: YearView) -> str:
    """ "as voted" or "in FY2025 dollars"; never bare "adjusted"."""
    return _("in {year} dollars").format(year=view.base.label) if view.base else _("as voted")


def lede(view: YearView) -> str:
    """Where the line stands, how it came there, and how far it is from our ask."""
    now = view.standing
    year = view.fiscal_year.label
    if now is None or now.amount_cents is None:
        return _("No figure is known for {year}.").format(year=year)
    first = _movement(view, now) if now.amount_cents is not None else ""
    return " ".join(part for part in (first, _against_last_year(view), _against_ask(view)) if part)


def _movement(view: YearView, now: Step) -> str:
    amount = prose_dollars(now.amount_cents or 0)
    vetoed = next((s for s in view.steps if s.state is StepState.VETOED), None)
    if view.is_open:
        return _("Stands at {amount} after {stage}.").format(amount=amount, stage=_(now.stage.short_name))
    if vetoed is not None and now.state is StepState.RESTORED:
        return _restored(view, now, vetoed, amount)
    stands = now.stage.kind is not StageKind.ADJUSTMENT and all(s.state is not StepState.RESTORED for s in view.steps)
    if vetoed is not None and vetoed.change_cents is not None and stands:
        taken = prose_dollars(-vetoed.change_cents)
        return _("Ended at {amount}: the Governor vetoed {taken}.").format(amount=amount, taken=taken)
    return _(ENDED_WORDS.get(now.stage.kind, LAST_KNOWN)).format(
        amount=amount, stage=_stage_words(now), year=view.fiscal_year.label
    )


def _stage_words(step: Step) -> str:
    name = _(step.stage.short_name)
    return name.lower() if step.stage.kind is StageKind.ADJUSTMENT else name


def _restored(view: YearView, now: Step, vetoed: Step, amount: str) -> str:
    taken = prose_dollars(-(vetoed.change_cents or 0))
    if now.stage.code == "final":
        return _(
            "Ended at {amount}: the Governor vetoed {taken}, and the year’s final figure is back at what the "
            "Legislature voted."
        ).format(amount=amount, taken=taken)
    back = now.change_cents == -(vetoed.change_cents or 0)
    if back:
        return _("Ended at {amount}: the Legislature restored the {taken} the Governor vetoed.").format(
            amount=amount, taken=taken
        )
    part = prose_dollars(now.change_cents or 0)
    return _("Ended at {amount}: the Legislature restored {part} of the {taken} the Governor vetoed.").format(
        amount=amount, part=part, taken=taken
    )


def _against_last_year(view: YearView) -> str:
    change, last = view.since_last_year_cents, view.last_year
    if last is None and view.last_year_as:
        return _("There is no comparison with {year}: {why}.").format(
            year=view.fiscal_year.before.label, why=view.last_year_as
        )
    if change is None or last is None:
        return ""
    basis = basis_words(last, view.fiscal_year.before.label)
    lineage = _(", last year {names}").format(names=view.last_year_as) if view.last_year_as else ""
    if change == 0:
        return _("That is the same as {basis}{lineage}.").format(basis=basis, lineage=lineage)
    word = _("more") if change > 0 else _("less")
    share = f" ({percent(change, last.amount_cents)})" if last.amount_cents > 0 else ""
    return _("That is {change} {word} than {basis}{share}{lineage}.").format(
        change=prose_dollars(abs(change)), word=word, basis=basis, share=share, lineage=lineage
    )


def _against_ask(view: YearView) -> str:
    gap = view.gap_cents
    if gap is None:
        return ""
    if gap == 0:
        return _("It meets our ask.")
    if gap > 0:
        return _("It is {gap} above our ask.").format(gap=prose_dollars(gap))
    return _("It is {gap} below our ask.").format(gap=prose_dollars(-gap))


def biennium_sentence(views: Sequence[YearView]) -> str:
    """Both years of a biennium, which one budget bill sets together; empty for an annual budget."""
    if len(views) < 2:
        return ""
    amounts = []
    for view in views:
        now = view.standing
        amount = dollars(now.amount_cents) if now and now.amount_cents is not None else _("no figure yet")
        amounts.append(f"{view.fiscal_year.label} {amount}" + (f" ({_stage_words(now)})" if now else ""))
    first, last = views[0].fiscal_year, views[-1].fiscal_year
    return _("One budget bill sets both years of the {first}–{last} biennium: {amounts}.").format(
        first=int(first) - 1, last=str(int(last))[2:], amounts="; ".join(amounts)
    )


def ask_sentence(view: YearView) -> str:
    """Ask, acceptable and floor, with the result; empty when there is no ask or the viewer may not see it."""
    if view.result is None:
        return ""
    return _(RESULT_WORDS[view.result])


def check_sentence(view: YearView) -> str:
    """Whether Conference + Vetoes + Overrides = Enacted, said either way; empty when it cannot be checked."""
    check = view.check
    if check is None:
        return ""
    if check.holds:
        return _("Checked: conference, vetoes and overrides add up to the enacted amount.")
    return _(
        "Conference, vetoes and overrides add up to {expected}, but the document prints {enacted} as enacted: "
        "a difference of {gap}."
    ).format(
        expected=dollars(check.expected_cents),
        enacted=dollars(check.enacted_cents),
        gap=dollars(abs(check.difference_cents)),
    )


def buying_power(change: RealChange) -> str:
    """The finding above a history chart."""
    years = change.last - change.first
    moved = change.now_cents - change.then_cents
    if moved == 0:
        return _("The line kept its buying power from {first} to {last}.").format(
            first=change.first.label, last=change.last.label
        )
    word = _("gained") if moved > 0 else _("lost")
    return _("The line {word} {share} of its buying power in {years} years.").format(
        word=word, share=percent(moved, change.then_cents), years=years
    )


def history_heading(points: Sequence[HistoryPoint]) -> str:
    """ "History, FY2001 to FY2018"."""
    if len(points) < 2:
        return _("History")
    return _("History, {first} to {last}").format(first=points[0].fiscal_year.label, last=points[-1].fiscal_year.label)


def months_note(prices: Prices, points: Sequence[HistoryPoint]) -> str:
    """Which years' price index lacks a month; nothing is filled in for it."""
    short = [p.fiscal_year for p in points if p.fiscal_year in prices.years and prices.years[p.fiscal_year].months < 12]
    if not short:
        return ""
    return " " + " ".join(
        _("{year} prices use {n} of 12 months; the missing one was never published.").format(
            year=year.label, n=prices.years[year].months
        )
        for year in short
    )


def postings_sentence(posted: int, shown: int) -> str:
    """How many rows of a file were added up into one figure."""
    said = _("{n} rows of the file were added up into this figure.").format(n=f"{posted:,}")
    return said if shown == posted else said + " " + _("The first {n} stand here.").format(n=f"{shown:,}")


def sides_sentences(
    year: FiscalYear, names: Mapping[str, str], spending: Sequence[ColumnTotal], revenue: Sequence[ColumnTotal]
) -> list[str]:
    """What a year spends and takes in at each stage, side by side."""
    taken = {total.stage_code: total.amount_cents for total in revenue if total.fiscal_year == year}
    return [
        _("{stage}: spending {spent}, revenue {taken}.").format(
            stage=names[total.stage_code], spent=dollars(total.amount_cents), taken=dollars(taken[total.stage_code])
        )
        for total in spending
        if total.fiscal_year == year and total.stage_code in taken
    ]
