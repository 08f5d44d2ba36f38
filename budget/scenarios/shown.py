"""Kept scenarios as markup: what each came to, and several side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from budget.scenarios.models import Calculator
from budget.scenarios.queries import KeptScenario
from data.errors import CommonTableError
from data.language import _
from look import parts

CALCULATOR_WORDS = {
    Calculator.KY_PROPERTY: "Kentucky property tax",
    Calculator.KY_OCCUPATIONAL: "Louisville occupational tax",
    Calculator.MA_LEVY: "Massachusetts levy limit",
    Calculator.SEEK: "SEEK",
    Calculator.CHAPTER_70: "Chapter 70",
}


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What a calculator makes of some inputs now: labelled results as text, in one order for every scenario."""

    rows: tuple[tuple[str, str], ...]


def changed_rules(one: KeptScenario, rules: str) -> str:
    """The sentence about rules that changed since a scenario was kept; empty when they are the same."""
    if not one.is_of_other_rules(rules):
        return ""
    return _("Kept under rules {old}; the rules are {new} now, so its figures may differ from what was kept.").format(
        old=one.rules or _("without a version"), new=rules
    )


def under_name(one: KeptScenario, rules: str, *, today: date) -> str:
    """What stands under a kept scenario's name: what it came to, who kept it when, and whether the rules changed."""
    who = one.kept_by or _("somebody")
    when = parts.day_words(one.kept_at.date(), today=today)
    said = [f"<p>{parts.with_figures(one.outcome)}</p>"] if one.outcome else []
    said += [f"<p>{escape(one.about)}</p>"] if one.about else []
    seen = _("Everybody sees it.") if one.published else _("For the coalition.")
    said.append(f"<p><small>{escape(_('Kept by {who}, {when}.').format(who=who, when=when))} {seen}</small></p>")
    if warning := changed_rules(one, rules):
        said.append(f"<p>{parts.tag(_('Rules changed'), 'work', 'pen')} {escape(warning)}</p>")
    return f'<div class="ct ct-under">{"".join(said)}</div>'


def side_by_side(found: Sequence[tuple[KeptScenario, WorkedOut | CommonTableError]]) -> str:
    """Two or more kept scenarios worked out by today's rules: a row for each result, a column for each scenario."""
    labels = list(dict.fromkeys(label for _one, worked in found for label, _text in _rows(worked)))
    texts: list[Mapping[str, str]] = [dict(_rows(worked)) for _one, worked in found]
    rows = [
        [escape(label), *(escape(said.get(label, "")) or f"<small>{_('Does not apply')}</small>" for said in texts)]
        for label in labels
    ]
    refused = [f"{one.name}: {worked}" for one, worked in found if isinstance(worked, CommonTableError)]
    header = ["", *(one.name for one, _worked in found)]
    caption = _("Kept scenarios side by side, worked out by the rules of today")
    table = parts.table(header, rows, caption=caption, numeric=range(1, len(header)))
    return table + (parts.bullet_list(refused) if refused else "")


def _rows(worked: WorkedOut | CommonTableError) -> tuple[tuple[str, str], ...]:
    return () if isinstance(worked, CommonTableError) else worked.rows
