"""Indicators in words: what is said of how many districts, how sure it is, and why something is not said."""

from collections.abc import Sequence

from budget.districts.queries import Card, GroupOf
from budget.districts.sentences import masked_note, rule_words, year_words
from campaigns.equity.indicators import Indicator
from campaigns.equity.queries import OF_COLOR, DistrictRow, IndicatorYear
from campaigns.equity.rows import FEW, Said
from campaigns.equity.rules import Kind, WhyNot
from data.language import _, ngettext

NOTHING = "—"
WHY_WORDS = {
    WhyNot.NO_DENOMINATOR: "nobody to be a share of",
    WhyNot.ZERO_COMPARISON: "undefined: nobody in the comparison",
    WhyNot.TOO_FEW: "too few for a ratio",
    WhyNot.MASKED: "too few to show",
    WhyNot.MISSING: "not on file",
    WhyNot.INCOMPLETE: "part of the state is missing",
    WhyNot.DIFFERENT_YEARS: "no figure of the same year",
    WhyNot.NO_DIFFERENCE: "no difference",
}
KIND_WORDS = {
    Kind.PARITY: "Students less staff, in percentage points; above 0 the staff lack what the students have.",
    Kind.COMPOSITION: "Share of events less share of students, in percentage points; above 0 they fall on the group.",
    Kind.RATE: "The group’s rate less the reference group’s, in percentage points.",
    Kind.SHARE: "The district’s share less the state’s, in percentage points.",
}


def why_words(why: WhyNot | None) -> str:
    """Why there is no number, in a few words for a cell."""
    return _(WHY_WORDS[why]) if why else NOTHING


def group_words(code: str, groups: dict[str, GroupOf]) -> str:
    """A group's name; everybody but white students is "people of color"."""
    if code == OF_COLOR:
        return _("People of color (all but white)")
    return _(groups[code].name) if code in groups else code


def percent(value: float | None) -> str:
    """ "13.4%", or a dash."""
    return NOTHING if value is None else f"{value:.1f}%"


def points(value: float | None) -> str:
    """ "+22.7", "−1.4", with a true minus."""
    if value is None:
        return NOTHING
    return f"{'+' if value >= 0.05 else '−' if value <= -0.05 else ''}{abs(value):.1f}"


def gap_words(said: Said) -> str:
    """The gap with its margin: "+22.7 ± 0.9"; without a gap the reason."""
    if said.gap is None:
        return why_words(said.why)
    return f"{points(said.gap)} ± {said.margin:.1f}" if said.margin is not None else points(said.gap)


def ratio_words(said: Said) -> str:
    """The ratio, or why it is undefined where there is a gap."""
    if said.ratio is not None:
        return f"{said.ratio:.2f}"
    return _("undefined") if said.gap is not None else NOTHING


def count_words(value: float | None) -> str:
    """A count or posts: "6,121", "973.5"."""
    if value is None:
        return NOTHING
    return f"{value:,.0f}" if abs(value - round(value)) < 0.05 else f"{value:,.1f}"


def of_words(said: Said) -> str:
    """How many of how many: "819 of 6,121"."""
    return NOTHING if said.n is None else f"{count_words(said.having)} of {count_words(said.n)}"


def summary(found: IndicatorYear, group: str) -> str:
    """How many districts the indicator can be said of, and in how many the gap is clear."""
    known = found.known
    said = ngettext(
        "{group}, {year}: it can be said of {n} of {all} district.",
        "{group}, {year}: it can be said of {n} of {all} districts.", len(found.rows),
    ).format(group=group, year=year_words(found.chosen.year), n=len(known), all=len(found.rows))  # fmt: skip
    gaps = [row for row in known if row.said.gap is not None]
    if not gaps:
        return said
    over = sum(1 for row in gaps if row.said.is_clear and (row.said.gap or 0) > 0)
    under = sum(1 for row in gaps if row.said.is_clear and (row.said.gap or 0) < 0)
    return f"{said} " + _clear_words(found.what, over, under)


def _clear_words(what: Indicator, over: int, under: int) -> str:
    match what.kind:
        case Kind.PARITY:
            return _(
                "In {over} the group’s share of staff is below its share of students by more than the margin; "
                "in {under} it is above."
            ).format(over=over, under=under)
        case Kind.COMPOSITION:
            return _(
                "In {over} the group’s share of events is above its share of students by more than the margin; "
                "in {under} it is below."
            ).format(over=over, under=under)
    return _("In {over} it is above the comparison by more than the margin; in {under} it is below.").format(
        over=over, under=under
    )


def whole_words(found: IndicatorYear, state: str) -> str:
    """The whole state in a sentence, or why a statewide share is refused."""
    whole = found.whole
    if whole.why is WhyNot.INCOMPLETE:
        named = ", ".join(found.lacking[:6]) + ("…" if len(found.lacking) > 6 else "")
        return _(
            "No statewide share is said for {year}: the figures of {n} are missing ({names}), and a part of the state "
            "does not stand for the whole."
        ).format(year=year_words(found.chosen.year), n=_districts(len(found.lacking)), names=named)
    if whole.value is None:
        return _("No statewide share is said for {year}: {why}.").format(
            year=year_words(found.chosen.year), why=why_words(whole.why)
        )
    who = _("{state} as a whole").format(state=state)
    if found.together:
        who = _("The {districts} on file together").format(districts=_districts(len(found.rows)))
    said = _("{who}: {value}, {of}.").format(who=who, value=percent(whole.value), of=of_words(whole))
    if whole.reference is None or found.what.kind is Kind.SHARE:
        return said
    return said[:-1] + _("; compared with {reference}, a gap of {gap} points.").format(
        reference=percent(whole.reference), gap=gap_words(whole)
    )


def _districts(count: int) -> str:
    return ngettext("{n} district", "{n} districts", count).format(n=count)


def universe_words(found: IndicatorYear) -> str:
    """Who is in the comparison, who is not and why: printed with every ranking."""
    left: dict[WhyNot | None, int] = {}
    known = {row.unit.id for row in found.known}
    for row in found.rows:
        if row.unit.id not in known:
            left[row.said.why] = left.get(row.said.why, 0) + 1
    reasons = "; ".join(f"{why_words(why)}: {count}" for why, count in left.items())
    few = sum(1 for row in found.known if (row.said.n or 0) < FEW)
    small = _(" {n} of them rest on fewer than {few}.").format(n=few, few=FEW) if few else ""
    without = _(" Without: {reasons}.").format(reasons=reasons) if reasons else ""
    return _("Universe: {n} of {all} with {what} on file.").format(
        n=len(known), all=_districts(len(found.rows)), what=_(found.counted.name).lower()
    ) + small + without  # fmt: skip


def uncertainty_words() -> str:
    """What the margins are."""
    return _(
        "± is a 95 percent margin: how far a share of so few could move by chance from year to year. The counts "
        "themselves are complete, so a margin says how much to make of a difference, not how well it was counted."
    )


def card_lines(what: Indicator, counted: Card, of: Card) -> list[str]:
    """The definition card of an indicator."""
    ways = {
        "parity": _("Parity is the aim: a ratio of 1, a gap of 0."),
        "less": _("Less is better for the group."),
        "more": _("More is better for the group."),
    }
    return [
        _(what.meaning),
        _("Counted: {counted}. Of: {of}.").format(
            counted=_(counted.numerator or counted.name), of=_(of.numerator or of.name)
        ),
        f"{ways[what.direction]} {_(KIND_WORDS[what.kind])}",
        _(what.caution),
        _("School years are named by the year they end in."),
        _(counted.breaks) if counted.breaks else "",
    ]


def masked_words() -> str:
    """The rule for small counts in force."""
    return masked_note()


def money_title(card: Card) -> str:
    """What spending is divided by: never two kinds of pupils on one chart."""
    return _("{name}; divided by: {of}").format(name=_(card.name), of=_(card.denominator) or _("students, as printed"))


def no_money_words(year: int, years: Sequence[int]) -> str:
    """Why no money stands beside an indicator: another year's is not put there."""
    labels = ", ".join(year_words(one) for one in years)
    if not years:
        return _("No spending per pupil of this state’s districts is on file.")
    return _(
        "Spending per pupil of {year} is not on file, and another year’s is not put beside it. It is on file for "
        "{years}: choose one of these above."
    ).format(year=year_words(year), years=labels)


def money_sentence(rows: Sequence[DistrictRow], cents: Sequence[int]) -> str:
    """How many districts have both, and how the better and the worse half spend."""
    pairs = sorted(
        ((row.said.gap if row.said.gap is not None else row.said.value or 0.0), amount)
        for row, amount in zip(rows, cents, strict=True)
    )
    if len(pairs) < 4:
        return _("{n} districts have both figures; too few to compare halves.").format(n=len(pairs))
    half = len(pairs) // 2
    low, high = (sorted(c for _g, c in part)[len(part) // 2] for part in (pairs[:half], pairs[-half:]))
    return _(
        "{n} districts have both figures. The middle district of the half with the smaller gaps spends ${low} a pupil, "
        "that of the half with the larger gaps ${high}. This is no proof that one causes the other."
    ).format(n=len(pairs), low=f"{low // 100:,}", high=f"{high // 100:,}")


__all__ = ["masked_note", "rule_words"]
