"""The sentences of the SEEK calculator, the same on the page, in the terminal and in every file."""

from collections.abc import Sequence
from decimal import Decimal

from budget.formulas.asked import LABELS, SeekAsked
from budget.formulas.parameters import MARK_WORDS, BaseOfYear, base_of, bases, parameter_of, rivals_of, worksheet
from budget.formulas.queries import PAID, OnFile
from budget.formulas.rules import Amount, Line, SeekResult
from budget.line_items.sentences import missing_words
from data.language import _
from data.missing import MissingReason
from data.money import dollars, percent
from data.periods import FiscalYear
from data.prices import Prices

ESTIMATE = "An estimate, not the Department’s calculation."
LINE_WORDS = {
    "guaranteed": "Guaranteed base",
    "at_risk": "At-risk add-on",
    "exceptional": "Exceptional child add-on",
    "home_hospital": "Home and hospital",
    "lep": "Limited English proficiency",
    "local_effort": "Less local effort, 30 cents",
    "capital_outlay": "Less capital outlay, $100 per pupil",
}
UNIT_WORDS = {
    "guaranteed": "pupils",
    "at_risk": "pupils",
    "exceptional": "weighted pupils",
    "home_hospital": "pupils",
    "lep": "pupils",
    "local_effort": "of assessment",
    "capital_outlay": "pupils",
}
TIER_WORDS = {
    "tier_1_rate": "Highest levied equivalent rate within Tier I",
    "tier_1_total": "Tier I at its ceiling, local and state",
    "tier_1_local": "Tier I, local",
    "tier_1_state": "Tier I, state",
    "tier_2_local": "Tier II, local; the state adds nothing",
    "tier_2_most": "Tier II at its ceiling",
    "nickel_local": "Nickel for facilities (FSPK), local",
    "nickel_state": "Nickel for facilities (FSPK), state",
}
PAID_WORDS = {
    "seek_general": "SEEK, net general fund",
    "seek_capital_outlay": "SEEK, capital outlay",
    "seek_transport": "SEEK, transportation",
}
POLICY_POINTS = (
    "The guarantee mixes state and local money: a higher base is paid by both.",
    "When property values rise the state share falls, though the guarantee stays. The state’s share of the base was "
    "73% in FY2008 and 67% in FY2020 (Kentucky Center for Economic Policy, 2019).",
    "Capital outlay, $100 per pupil, is inside the guarantee and may be spent on buildings only.",
    "Transportation is funded below its calculated cost: 82% in FY2026.",
)
POLICY_SOURCES = ("ky-seek-s22", "ky-seek-s23", "ky-seek-s45")


def quantity_words(value: Decimal | None) -> str:
    """A count as the worksheet prints it: "2,443.197"."""
    return "" if value is None else f"{value.normalize():,f}"


def factor_words(line: Line) -> str:
    """What a line's count is multiplied with: dollars, or cents per $100 for the local effort."""
    if line.factor is None:
        return ""
    if line.code == "local_effort":
        return _("{cents}¢ per $100").format(cents=f"{(line.factor * 10_000).normalize():f}")
    return f"${line.factor.normalize():,f}"


def needs_words(needs: Sequence[str]) -> str:
    """Which fields are empty that a result needs."""
    words = dict.fromkeys(_(LABELS[name]).split(":")[0] for name in needs)
    names = [f"{one[0].lower()}{one[1:]}" for one in words]
    return _("Needs: {names}").format(names=", ".join(names))


def amount_words(amount: Amount, *, rate: bool = False) -> str:
    """A result in dollars, or a rate in cents; or what it needs."""
    if amount.value is None:
        return needs_words(amount.needs)
    return f"{amount.value:.1f}¢" if rate else dollars(round(amount.value * 100))


def district_words(asked: SeekAsked, name: str) -> str:
    """Whom the calculation is of."""
    if asked.is_worksheet:
        return worksheet().district
    return name or _("the district")


def lede(asked: SeekAsked, name: str) -> str:
    """What the state pays, per pupil and as a share; or what is not known yet."""
    result, year = asked.result, f"FY{asked.rules.fiscal_year}"
    who = district_words(asked, name)
    if result.state.cents is None:
        return _("What the state pays {who} in {year} cannot be worked out yet. {needs}.").format(
            who=who, year=year, needs=needs_words(result.state.needs)
        )
    said = _("By the {year} rules the state pays {who} {amount} of SEEK: {each} per pupil.").format(
        year=year, who=who, amount=dollars(result.state.cents), each=amount_words(result.per_pupil)
    )
    return f"{said} {share_sentence(result)}".strip()


def share_sentence(result: SeekResult) -> str:
    """The state's share of the calculated base; empty when it is not known."""
    if result.state_share.value is None:
        return ""
    return _("The state’s share of the calculated base, without transportation, is {share}.").format(
        share=_tenths(result.state_share.value)
    )


def what_if_sentence(asked: SeekAsked) -> str:
    """What the what-if changes, and by how much; empty without one."""
    after, before = asked.changed, asked.result
    if after is None:
        return ""
    if after.state.cents is None or before.state.cents is None:
        return _("What the change brings cannot be worked out yet. {needs}.").format(
            needs=needs_words(after.state.needs or before.state.needs)
        )
    change = after.state.cents - before.state.cents
    what = changes_words(asked)
    if change == 0:
        return _("What if {what}: the state would pay the same.").format(what=what)
    more = _("more") if change > 0 else _("less")
    said = _("What if {what}: the state would pay {amount}, {change} {more}.").format(
        what=what, amount=dollars(after.state.cents), change=dollars(abs(change)), more=more
    )
    if before.state_share.value is None or after.state_share.value is None:
        return said
    return said + " " + _("Its share would go from {before} to {after}.").format(
        before=_tenths(before.state_share.value), after=_tenths(after.state_share.value)
    )  # fmt: skip


def changes_words(asked: SeekAsked) -> str:
    """The what-if in words: "the base were $4,381 in place of $3,981"."""
    if asked.what_if is None:
        return ""
    said = []
    for name, words in CHANGE_WORDS.items():
        before, after = getattr(asked.as_is, name), getattr(asked.what_if, name)
        if name == "at_risk_weight":
            before, after = before or asked.rules.at_risk_weight, after or asked.rules.at_risk_weight
        if before != after:
            sign = "$" if name in ("base", "assessment") else ""
            old = _("nothing known") if before is None else f"{sign}{quantity_words(before)}"
            said.append(
                _("{what} {new} in place of {old}").format(what=_(words), new=f"{sign}{quantity_words(after)}", old=old)
            )
    return _(" and ").join(said)


CHANGE_WORDS = {
    "base": "the base were",
    "at_risk_weight": "the at-risk weight were",
    "at_risk": "pupils at risk were",
    "pupils": "pupils were",
    "assessment": "the assessment were",
}


def _tenths(share: Decimal) -> str:
    return percent(round(share * 1_000_000), 1_000_000)


def base_notes(year: int) -> list[str]:
    """Where the year's base comes from, how sure it is, and what another document says."""
    used = base_of(year)
    if used is None:
        said = [b for b in bases() if b.fiscal_year == year]
        proposed = "".join(
            " " + _("The Governor proposed {value}.").format(value=f"${b.value:,}") for b in said if b.stage == "gov"
        )
        return [_("No settled base is on file for FY{year}.").format(year=year) + proposed]
    sure = _(MARK_WORDS[used.mark])
    notes = [_("Base of FY{year}: ${value}, {sure}.").format(year=year, value=f"{used.value:,}", sure=sure)]
    for rival in rivals_of(year):
        notes.append(
            _("Another document says ${value}. We use ${used}; type the other to see what it changes.").format(
                value=f"{rival.value:,}", used=f"{used.value:,}"
            )
        )
    return notes


def real_base_sentence(prices: Prices, first: int = 2008, last: int = 2025) -> str:
    """What the base of one year would be worth in another, and how far the base of that year is from it."""
    before, after = base_of(first), base_of(last)
    if before is None or after is None:
        return ""
    worth = prices.real_cents(int(before.value * 100), of=FiscalYear(first), into=FiscalYear(last))
    if not worth:
        return ""
    now = int(after.value * 100)
    return _("The base of FY{first}, ${then}, is {worth} in FY{last} dollars. The base of FY{last}, ${now}, is "
             "{share} {less} than that.").format(
        first=first, then=f"{before.value:,}", worth=dollars(worth), last=last, now=f"{after.value:,}",
        share=percent(now - worth, worth), less=_("less") if now < worth else _("more"),
    )  # fmt: skip


def tier_notes(year: int) -> list[str]:
    """The parameters of the tiers with how sure each is."""
    named = (
        ("tier_1_share", _("Tier I: up to {value} of the calculated base")),
        ("equalization_share", _("Equalized at {value} of the statewide average assessment per pupil")),
        ("tier_2_share", _("Tier II: up to {value} of the calculated base and Tier I, without the state")),
    )
    notes = []
    for name, words in named:
        found = parameter_of(name, year)
        if found is not None:
            value = f"{(found.value * 100).normalize():f}%"
            note = f" {found.note}." if found.note else ""
            notes.append(f"{words.format(value=value)}: {_(MARK_WORDS[found.mark])}.{note}")
    return notes


def on_file_notes(found: OnFile | None) -> list[str]:
    """What the report card of the same year has and lacks for this calculation; nothing is guessed."""
    if found is None:
        return []
    year = f"FY{found.fiscal_year}"
    pupils = found.pupils_hundredths
    if pupils is None:
        why = missing_words(MissingReason(found.missing["ada_seek"]))
        said = [_("Average daily attendance of {year} is not on file: {why}.").format(year=year, why=why.lower())]
    else:
        said = [
            _("On file for {year}: {pupils} pupils in SEEK attendance.").format(
                year=year, pupils=quantity_words(Decimal(pupils) / 100)
            )
        ]
    said.append(
        _(
            "The report card does not have the assessment, the counts for the add-ons, the calculated cost of "
            "transportation or the equalization level, so these fields are empty. Take them from the district’s SEEK "
            "worksheet."
        )
    )
    paid = [f"{_(PAID_WORDS[name])} {dollars(found.values[name])}" for name in PAID if name in found.values]
    if paid:
        said.append(_("The report card of {year} says was paid: {paid}.").format(year=year, paid="; ".join(paid)))
    return said


def mark_of(asked: SeekAsked, code: str) -> str:
    """How sure a result is: as the worksheet's own mark, general knowledge for Tier II, else worked out here."""
    printed = worksheet().outputs.get(code)
    if asked.is_worksheet and printed is not None:
        return printed[1]
    return "G" if code.startswith("tier_2") else "D"


def base_mark(base: BaseOfYear) -> str:
    """How sure a base is, in words."""
    return _(MARK_WORDS[base.mark])
