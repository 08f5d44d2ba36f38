"""Lineage as the pieces of the look: two lines side by side, changes in sentences, the years of a series."""

from collections.abc import Sequence
from html import escape

from budget.line_items.history import HistoryPoint
from budget.line_items.sentences import MARK_WORDS
from budget.lineage.queries import LineSeries, RecordedChange
from budget.lineage.sentences import change_sentence, gap_words, line_words, listed, sources_words
from budget.lineage.settled import SettledByYear
from budget.lineage.suggestion_queries import OpenSuggestion
from data.language import _
from data.money import dollars
from data.periods import FiscalYear
from look import parts

YEARS_EACH_SIDE = 3


def suggestion_title(found: OpenSuggestion) -> str:
    """The two lines as a heading, their agency or both of them, and how alike they are."""
    names = _("{before} and {after}").format(before=line_words(found.before), after=line_words(found.after))
    score = parts.tag(_("{n} of 100 alike").format(n=found.suggestion.score), "info")
    agencies = dict.fromkeys((found.before.agency, found.after.agency))
    under = f'<p class="ct ct-under">{escape(" → ".join(agencies))} {score}</p>'
    return f'<h3 class="ct ct-charttitle">{escape(names)}</h3>{under}'


def side_by_side(found: OpenSuggestion) -> str:
    """Both lines in one table, a row for each year round the place where they would join."""
    before, after = found.settled[found.before.id], found.settled[found.after.id]
    rows = [
        [year.label, _amount_cell(before, year), _amount_cell(after, year)]
        for year in _years_round(before, after, found.suggestion.fiscal_year)
    ]
    header = [_("Fiscal year"), _("Earlier name"), _("Later name")]
    return parts.table(header, rows, caption=_("Settled amounts side by side"), numeric=(1, 2))


def evidence(found: OpenSuggestion) -> str:
    """Why the two may be one, and the other names each was printed under."""
    lines = list(found.suggestion.reasons)
    for head in (found.before, found.after):
        others = [f"“{name}”" for name in found.names[head.id] if name != head.name]
        if others:
            lines.append(_("{line} was also printed as {names}.").format(line=line_words(head), names=listed(others)))
    return parts.bullet_list(lines)


def _years_round(before: SettledByYear, after: SettledByYear, join: FiscalYear) -> list[FiscalYear]:
    years = sorted({*before, *after})
    past = [year for year in years if year < join][-YEARS_EACH_SIDE:]
    return past + [year for year in years if year >= join][:YEARS_EACH_SIDE]


def _amount_cell(settled: SettledByYear, year: FiscalYear) -> str:
    at = settled.get(year)
    return f"<small>{escape(_('none on file'))}</small>" if at is None else dollars(at.basis.amount_cents)


def change_item(recorded: RecordedChange) -> str:
    """A change in a list: the sentence, why we say so, and the document."""
    source = recorded.source
    title = escape(source.title)
    if source.address.startswith("https://"):
        title = f'<a href="{escape(source.address)}" rel="noopener">{title}</a>'
    kind = escape(_(source.kind.value))
    return (
        f'<div class="ct ct-amend"><p><b>{escape(change_sentence(recorded))}</b></p>'
        f"<p>{parts.with_figures(recorded.reason)}</p><small>{title} ({kind})</small></div>"
    )


def change_items(changes: Sequence[RecordedChange]) -> str:
    """Several changes, one under another."""
    return "".join(change_item(recorded) for recorded in changes)


def changes_heading(series: LineSeries) -> str:
    """What the changes of a line are about: where it came from, what it became, or both."""
    came = any(series.head.id not in r.change.before for r in series.changes)
    became = any(series.head.id in r.change.before for r in series.changes)
    if came and became:
        return _("Where this line came from and what it became")
    return _("What this line became") if became else _("Where this line came from")


def series_rows(series: LineSeries, points: Sequence[HistoryPoint], base_label: str | None) -> str:
    """The figures behind a history along lineage: whose figure each year is, and why one is missing."""
    header = [_("Fiscal year"), _("As voted")]
    if base_label:
        header.append(_("In {year} dollars").format(year=base_label))
    header += [_("Printed as"), _("Settled by"), _("How sure"), _("Source")]
    rows = []
    for at, point in zip(series.amounts, points, strict=True):
        gap = escape(gap_words(series, at) or _("No price index"))
        row = [at.fiscal_year.label, gap if point.voted_cents is None else dollars(point.voted_cents)]
        if base_label:
            row.append(
                "" if point.voted_cents is None else gap if point.real_cents is None else dollars(point.real_cents)
            )
        names = "; ".join(line_words(series.heads[line]) for line in at.lines)
        sure = _(MARK_WORDS.get(point.mark, ""))
        rows.append([*row, *(escape(part) for part in (names, point.basis, sure, sources_words(series, at)))])
    return parts.table(
        header, rows, caption=_("Settled amount by fiscal year, along the lineage"), numeric=range(1, len(header) - 4)
    )
