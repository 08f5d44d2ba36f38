"""The Chapter 70 calculator as markup: who gains by how much, and every district's two steps."""

from html import escape

from budget.formulas.chapter70 import AidTable, DistrictAid
from budget.formulas.shown import difference
from data.language import _
from data.money import dollars
from look import parts

MOST_BARS = 12
NOTHING = "–"


def gain_bars(table: AidTable) -> str:
    """The districts whose aid would change most, as bars on one scale with their amounts; empty without any."""
    found = table.changed
    if not found:
        return ""
    largest = max(abs(one.change_cents) for one in found)
    rows = []
    for one in sorted(found, key=lambda d: -abs(d.change_cents))[:MOST_BARS]:
        width = abs(one.change_cents) / largest * 100
        each = one.change_cents / one.factors.enrollment if one.factors.enrollment else 0
        rows.append(
            [
                escape(one.factors.district),
                f'<div class="ct-bar" aria-hidden="true"><i style="--v:{width:.1f}"></i></div>',
                difference(one.change_cents),
                dollars(round(each)) if each else NOTHING,
            ]
        )
    header = [_("District"), "", _("Change"), _("per pupil")]
    table_ = parts.table(header, rows, caption=_("Whose aid would change most"), numeric=(2, 3))
    return f'<div class="ct-gains">{table_}</div>'


def district_table(table: AidTable) -> str:
    """Every district: its aid both ways and the spending requirement first, then its published inputs."""
    changed = table.minimum_cents != table.what_if_minimum_cents
    now, then = (dollars(cents) for cents in (table.minimum_cents, table.what_if_minimum_cents))
    aid = _("Aid at {minimum}")
    header = [
        _("District"), aid.format(minimum=now), *([aid.format(minimum=then), _("Change")] if changed else []),
        _("Net school spending requirement"), _("Foundation enrollment"), _("Foundation budget"),
        _("Required contribution"), _("Last year’s aid"), _("Paid beyond these steps"),
    ]  # fmt: skip
    rows = [_row(one, changed=changed) for one in table.districts]
    caption = _("Chapter 70, district by district. {version}.").format(version=table.version)
    return parts.table(header, rows, caption=caption, numeric=range(1, len(header)))


def _row(one: DistrictAid, *, changed: bool) -> list[str]:
    factors = one.factors
    return [
        escape(factors.district),
        dollars(one.aid_cents),
        *([dollars(one.what_if_cents), _change(one)] if changed else []),
        dollars(one.what_if_spending_cents if changed else one.spending_cents),
        f"{factors.enrollment:,}",
        dollars(factors.foundation_budget_cents),
        dollars(factors.required_contribution_cents),
        dollars(factors.prior_aid_cents),
        dollars(one.beyond_cents) if one.beyond_cents else NOTHING,
    ]


def _change(one: DistrictAid) -> str:
    return difference(one.change_cents) if one.change_cents else NOTHING
