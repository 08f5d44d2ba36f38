"""Form 990 Schedule C, Part II-A, line by line from the ledger's values: what the accountant copies."""

from dataclasses import dataclass

from campaigns.lobbying.ledger import Ledger
from campaigns.lobbying.rules import YearOfTest, ceilings
from data.language import _


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """A line of the form for the tax year, in cents; `missing` says why there is no amount."""

    line: str
    words: str
    cents: int | None
    missing: str = ""


@dataclass(frozen=True, slots=True)
class AveragingLine:
    """A line of the four-year averaging period: cents for each base year, and their total where the form adds them.

    The ceiling lines (2b and 2e) have a total only.
    """

    line: str
    words: str
    by_year: tuple[int | None, ...]
    total_cents: int


def year_lines(ledger: Ledger) -> tuple[ScheduleLine, ...]:
    """Lines 1a to 1i for the tax year."""
    of_year, allowed, over = ledger.on_file, ledger.ceilings, ledger.excess
    exempt = of_year.exempt_purpose_cents if of_year else None
    rest = None if exempt is None else exempt - ledger.total_cents
    lines = (
        ("1a", _("Total lobbying expenditures to influence public opinion (grassroots lobbying)"), ledger.grass_roots_cents),  # noqa: E501
        ("1b", _("Total lobbying expenditures to influence a legislative body (direct lobbying)"), ledger.direct_cents),
        ("1c", _("Total lobbying expenditures (lines 1a and 1b)"), ledger.total_cents),
        ("1d", _("Other exempt purpose expenditures"), rest),
        ("1e", _("Total exempt purpose expenditures (lines 1c and 1d)"), exempt),
        ("1f", _("Lobbying nontaxable amount"), allowed.total_cents if allowed else None),
        ("1g", _("Grassroots nontaxable amount (25% of line 1f)"), allowed.grass_roots_cents if allowed else None),
        ("1h", _("Line 1a less line 1g, or 0"), over.grass_roots_cents if over else None),
        ("1i", _("Line 1c less line 1f, or 0"), over.total_cents if over else None),
    )  # fmt: skip
    why = _("exempt-purpose spending is not on file")
    return tuple(ScheduleLine(*line, missing=why if line[2] is None else "") for line in lines)


def averaging_years(ledger: Ledger) -> tuple[YearOfTest, ...]:
    """The base years of the four-year averaging period, oldest first; empty while the test cannot be worked out."""
    return ledger.tested.test.years if ledger.tested.test else ()


def averaging_lines(ledger: Ledger) -> tuple[AveragingLine, ...]:
    """Lines 2a to 2f; empty while the test cannot be worked out."""
    test, years = ledger.tested.test, averaging_years(ledger)
    if test is None:
        return ()
    allowed = [ceilings(one.exempt_purpose_cents) for one in years]
    none = (None,) * len(years)

    def line(number: str, words: str, cents: list[int]) -> AveragingLine:
        return AveragingLine(number, words, tuple(cents), sum(cents))

    return (
        line("2a", _("Lobbying nontaxable amount"), [one.total_cents for one in allowed]),
        AveragingLine("2b", _("Lobbying ceiling amount (150% of line 2a, total)"), none, test.allowed_total_cents),
        line("2c", _("Total lobbying expenditures"), [one.total_cents for one in years]),
        line("2d", _("Grassroots nontaxable amount"), [one.grass_roots_cents for one in allowed]),
        AveragingLine(
            "2e", _("Grassroots ceiling amount (150% of line 2d, total)"), none, test.allowed_grass_roots_cents
        ),
        line("2f", _("Grassroots lobbying expenditures"), [one.grass_roots_cents for one in years]),
    )
