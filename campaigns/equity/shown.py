"""Indicators as markup: tables of districts with n and margin, of years, of the money beside; values in."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from budget.districts.sentences import year_words
from campaigns.equity import sentences as say
from campaigns.equity.growing import GrowthRow, WhereToGrow
from campaigns.equity.queries import DistrictRow, IndicatorYear
from campaigns.equity.rows import Said
from campaigns.equity.rules import Kind
from data.language import _
from data.money import dollars
from look import parts


def values_header(kind: Kind) -> tuple[str, str]:
    """What the value and what it is compared with are called."""
    match kind:
        case Kind.PARITY:
            return _("Share of staff"), _("Share of students")
        case Kind.COMPOSITION:
            return _("Share of events"), _("Share of students")
        case Kind.RATE:
            return _("Rate"), _("Rate of the reference")
    return _("Share"), _("The state’s")


def indicator_table(found: IndicatorYear, rows: Sequence[DistrictRow]) -> str:
    """Districts with value, reference, gap ± margin, ratio and n; each opens its district."""
    value, reference = values_header(found.what.kind)
    header = (_("District"), _("Gap, points ± 95%"), value, reference, _("Ratio"), _("n"))
    cells = [[_district(row), *_cells(row.said)] for row in rows]
    return parts.table(header, cells, caption=_("{name} by district").format(name=_(found.what.name)),
                       numeric=range(1, 6))  # fmt: skip


def _cells(said: Said) -> list[str]:
    return [escape(text) for text in (
        say.gap_words(said), say.percent(said.value) if said.value is not None else say.why_words(said.why),
        say.percent(said.reference), say.ratio_words(said), say.of_words(said),
    )]  # fmt: skip


def _district(row: DistrictRow | GrowthRow) -> str:
    address = escape("district?" + urlencode({"district": row.unit.id}))
    return f'<a href="{address}" target="_self">{escape(row.unit.name)}</a>'


def years_table(by_year: dict[int, Said], kind: Kind) -> str:
    """One district's years."""
    value, reference = values_header(kind)
    header = (_("School year"), _("Gap, points ± 95%"), value, reference, _("Ratio"), _("n"))
    cells = [[escape(year_words(year)), *_cells(said)] for year, said in by_year.items()]
    return parts.table(header, cells, caption=_("By school year"), numeric=range(1, 6))


def money_table(rows: Sequence[tuple[DistrictRow, int]]) -> str:
    """Districts with the indicator and what they spend on each pupil in the same school year."""
    cells = [
        [_district(row), escape(say.percent(row.said.value)), escape(say.gap_words(row.said)), escape(dollars(cents))]
        for row, cents in rows
    ]
    header = (_("District"), _("Value"), _("Gap, points ± 95%"), _("A pupil"))
    return parts.table(header, cells, caption=_("The indicator beside the money"), numeric=range(1, 4))


def growth_table(found: WhereToGrow, rows: Sequence[GrowthRow]) -> str:
    """Where to grow: the gap, the pool, who could close it, and what that would cost."""
    header = [_("District"), _("Gap, points ± 95%"), _("Licences"), _("Posts to parity"), _("Students"), _("Teachers"),
              _("Paraprofessionals"), _("Their share")]  # fmt: skip
    cells = [_growth_cells(row) for row in rows]
    if found.cost_cents is not None:
        header.append(_("Cost"))
        cells = [[*line, dollars(row.growth.cost_cents or 0)] for line, row in zip(cells, rows, strict=True)]
    caption = _("Where to grow next, the largest gap first")
    return parts.table(header, cells, caption=caption, numeric=range(1, len(header)))


def _growth_cells(row: GrowthRow) -> list[str]:
    return [_district(row), *(escape(text) for text in (
        say.gap_words(row.teachers), f"{row.growth.licences:,}", f"{row.growth.needed:,}",
        say.percent(row.teachers.reference), f"{say.percent(row.teachers.value)} ({say.of_words(row.teachers)})",
        say.of_words(row.pool), say.percent(row.pool.value),
    ))]  # fmt: skip
