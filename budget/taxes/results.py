"""Each calculator from its address to its answer: what the page, the files, the terminal and comparisons share."""

from dataclasses import dataclass

from budget.scenarios.models import Calculator
from budget.scenarios.shown import WorkedOut
from budget.taxes import sentences as say
from budget.taxes.fields import YES, Given, full_inputs, ky_inputs, money_in, needed_money
from budget.taxes.other_rules import (
    LEVY_RULES,
    OCCUPATIONAL_RULES,
    Levy,
    Share,
    home_share,
    levy_limit,
    occupational_tax,
    rate_per_thousand,
)
from budget.taxes.parameters import occupational_percents
from budget.taxes.rules import RULES, WEEKS, rate_words
from budget.taxes.scenario import KyScenario, ky_scenario
from data.language import _
from data.money import dollars, rounded

RULES_OF = {
    Calculator.KY_PROPERTY: RULES,
    Calculator.KY_OCCUPATIONAL: OCCUPATIONAL_RULES,
    Calculator.MA_LEVY: LEVY_RULES,
}


@dataclass(frozen=True, slots=True)
class Wages:
    """Louisville's tax on one person's wages: who takes what, and the whole a year, in cents."""

    wages_cents: int
    resident: bool
    shares: tuple[Share, ...]

    @property
    def cents(self) -> int:
        return sum(share.cents for share in self.shares)

    @property
    def schools_cents(self) -> int:
        return sum(share.cents for share in self.shares if share.code == "schools")


@dataclass(frozen=True, slots=True)
class TownLevy:
    """A Massachusetts town without and with the override asked for, and what each costs the home, in cents."""

    town: str
    full_value_cents: int
    home_cents: int
    override_cents: int
    before: Levy
    after: Levy
    unit: str
    unit_cents: int | None

    def bill(self, levy: Levy) -> int:
        return home_share(levy.most_cents, self.full_value_cents, self.home_cents)

    def rate(self, levy: Levy) -> int:
        return rate_per_thousand(levy.most_cents, self.full_value_cents)

    @property
    def costs_cents(self) -> int:
        """What the override costs the home a year."""
        return home_share(self.after.limit_cents - self.before.limit_cents, self.full_value_cents, self.home_cents)


def ky_property(given: Given) -> KyScenario:
    """The Kentucky property tax of an address. Raises InvalidInput."""
    return ky_scenario(ky_inputs(full_inputs(Calculator.KY_PROPERTY, given)))


def occupational(given: Given) -> Wages:
    """Louisville's occupational tax of an address. Raises InvalidInput."""
    filled = full_inputs(Calculator.KY_OCCUPATIONAL, given)
    wages, resident = needed_money(filled, "wages", "What is earned in the county a year"), filled["resident"] == YES
    return Wages(wages, resident, occupational_tax(wages, occupational_percents(), resident=resident))


def town_levy(given: Given) -> TownLevy:
    """A Massachusetts levy limit of an address. Raises InvalidInput."""
    filled = full_inputs(Calculator.MA_LEVY, given)
    limit = needed_money(filled, "prior_limit", "Last year’s levy limit")
    value = needed_money(filled, "value", "The full value of taxable property")
    override = money_in(filled, "override", "The override asked for") or 0
    passed = money_in(filled, "overrides", "Overrides passed before") or 0
    home = needed_money(filled, "home", "The home’s value")

    def year(overrides_cents: int) -> Levy:
        return levy_limit(
            limit,
            value,
            new_growth_cents=money_in(filled, "growth", "New growth") or 0,
            overrides_cents=overrides_cents,
            underrides_cents=money_in(filled, "underrides", "Underrides") or 0,
            debt_cents=money_in(filled, "debt", "Debt exclusions") or 0,
        )

    return TownLevy(
        filled["town"].strip()[:120],
        value,
        home,
        override,
        year(passed),
        year(passed + override),
        filled["unit"].strip()[:60],
        money_in(filled, "unit_cost", "What one costs a year") or None,
    )


def outcome(calculator: Calculator, given: Given) -> str:
    """The answer in one sentence. Raises InvalidInput."""
    match calculator:
        case Calculator.KY_PROPERTY:
            return say.lede(ky_property(given))
        case Calculator.KY_OCCUPATIONAL:
            return wages_sentence(occupational(given))
        case _:
            found = town_levy(given)
            asked, value, home = found.override_cents, found.full_value_cents, found.home_cents
            return say.levy_lede(found.town, found.before, found.after, asked, value, home)


def wages_sentence(found: Wages) -> str:
    """What one person owes a year and a week, and what of it is the schools'."""
    said = _("On {wages} earned in Louisville {who} owes {tax} a year, {week} a week; {schools} of it is the schools’.")
    return said.format(
        wages=dollars(found.wages_cents),
        who=_("a resident") if found.resident else _("somebody who lives elsewhere"),
        tax=dollars(found.cents),
        week=dollars(rounded(found.cents, WEEKS)),
        schools=dollars(found.schools_cents),
    )


def labelled(calculator: Calculator, given: Given) -> tuple[tuple[str, str], ...]:
    """Labelled results as text, in one order, for comparing, for the terminal and for files. Raises InvalidInput."""
    match calculator:
        case Calculator.KY_PROPERTY:
            return _ky_rows(ky_property(given))
        case Calculator.KY_OCCUPATIONAL:
            return _wages_rows(occupational(given))
        case _:
            return _levy_rows(town_levy(given))


def work_out(calculator: Calculator, given: Given) -> WorkedOut:
    """The same for the panel of kept scenarios."""
    return WorkedOut(labelled(calculator, given))


def _ky_rows(found: KyScenario) -> tuple[tuple[str, str], ...]:
    rows = [(_(say.WHICH_WORDS[one.which]), rate_words(one.standing.rate)) for one in found.columns]
    rows += [(_("Proposed: {what}").format(what=label), text) for label, text in say.column_rows(found.proposed, found)]
    rows.append((_("What the law asks"), say.status_sentence(found.proposed.standing)))
    if funds := say.funds_sentence(found):
        rows.append((_("What it pays for"), funds))
    return tuple(rows)


def _wages_rows(found: Wages) -> tuple[tuple[str, str], ...]:
    names = {"metro": _("Louisville Metro"), "transit": _("Transit (TARC)"), "schools": _("Schools")}
    rows = [
        (f"{names[share.code]}, {share.percent // 100}.{share.percent % 100:02d}%", dollars(share.cents))
        for share in found.shares
    ]
    percent = sum(share.percent for share in found.shares)
    rows.append(
        (_("Together, {percent}").format(percent=f"{percent // 100}.{percent % 100:02d}%"), dollars(found.cents))
    )
    rows.append((_("A week"), dollars(rounded(found.cents, WEEKS))))
    return tuple(rows)


def _levy_rows(found: TownLevy) -> tuple[tuple[str, str], ...]:
    return tuple((label, text) for label, text, _other in levy_table(found)) + tuple(
        (_("With the override: {what}").format(what=label), other) for label, _text, other in levy_table(found)
    )


def levy_table(found: TownLevy) -> list[tuple[str, str, str]]:
    """Each line of a town's year without and with the override."""

    def per_thousand(levy: Levy) -> str:
        return _("{rate} per $1,000").format(rate=dollars(found.rate(levy)))

    both = (found.before, found.after)
    lines = [
        (_("Last year’s limit and 2.5 percent"), *(dollars(one.grown_cents) for one in both)),
        (_("Levy limit"), *(dollars(one.limit_cents) for one in both)),
        (_("Levy ceiling, 2.5 percent of full value"), *(dollars(one.ceiling_cents) for one in both)),
        (_("Room under the ceiling"), *(dollars(one.room_cents) for one in both)),
        (_("Most that may be levied, with debt exclusions"), *(dollars(one.most_cents) for one in both)),
        (_("One rate for all property"), *(per_thousand(one) for one in both)),
        (
            _("A {home} home, a year").format(home=dollars(found.home_cents)),
            *(dollars(found.bill(one)) for one in both),
        ),
    ]
    return [(label, first, second) for label, first, second in lines]
