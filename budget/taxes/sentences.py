"""What a tax scenario comes to, in sentences."""

from datetime import date

from budget.taxes.other_rules import Levy, home_share
from budget.taxes.parameters import MARKS, Notice, RateOnFile
from budget.taxes.recall import Deadlines
from budget.taxes.rules import Standing, Status, bill_of, four_percent_rate, percent_words, rate_words
from budget.taxes.scenario import KyScenario, RateColumn, Sway, Which
from data.language import _, ngettext
from data.money import dollars, prose_dollars, rounded
from data.periods import SchoolYear
from look import parts

NOT_ADVICE = "A calculator for public debate: not legal or tax advice. The district, the sheriff and the law decide."
WHICH_WORDS = {
    Which.COMPENSATING: "Compensating rate",
    Which.FOUR_PERCENT: "4 percent rate",
    Which.PROPOSED: "Proposed rate",
}
SWAY_WORDS = {
    "proposed rate": "the proposed rate",
    "compensating rate": "the compensating rate",
    "assessment": "the assessment",
    "last year’s revenue": "last year’s revenue",
    "new property": "new property",
    "share collected": "the share collected",
}


def lede(found: KyScenario) -> str:
    """The answer in plain words: rate, what it brings over the compensating rate, and what the home pays."""
    proposed, inputs = found.proposed, found.inputs
    who = inputs.district or _("The district")
    if proposed.more_cents < 0:
        brings = _("{amount} less than the compensating rate").format(amount=prose_dollars(-proposed.more_cents))
    else:
        brings = _("{amount} more than the compensating rate").format(amount=prose_dollars(proposed.more_cents))
    more = proposed.year_cents - found.compensating.year_cents
    word = _("less") if more < 0 else _("more")
    return _("{who}, {year}: at {rate} schools get {brings}. A {home} home pays {bill} a year, {more}.").format(
        who=who,
        year=SchoolYear(inputs.school_year).label,
        rate=rate_words(proposed.standing.rate),
        brings=brings,
        home=dollars(inputs.home_cents),
        bill=dollars(proposed.year_cents),
        more=_("{amount} {word} (or {week} a week)").format(
            amount=dollars(abs(more)),
            word=word,
            week=dollars(abs(proposed.week_cents - found.compensating.week_cents)),
        ),
    )


def status_sentence(standing: Standing) -> str:
    """What the law asks of a rate."""
    if standing.status is Status.NO_HEARING:
        return _("No hearing is needed: the rate is not above the compensating rate.")
    grows = percent_words(standing.growth)
    if standing.status is Status.HEARING:
        return _(
            "A public hearing is needed. Revenue grows {grows}, within 4 percent: nothing can be recalled."
        ).format(grows=grows)
    tenths = standing.recallable_tenths
    return ngettext(
        "A hearing is needed, and {n} tenth of a cent ({rate}) is subject to recall: revenue grows {grows}, "
        "more than 4 percent.",
        "A hearing is needed, and {n} tenths of a cent ({rate}) are subject to recall: revenue grows {grows}, "
        "more than 4 percent.",
        tenths,
    ).format(n=tenths, rate=rate_words(tenths), grows=grows)


def status_tag(standing: Standing) -> tuple[str, str, str]:
    """The word, kind and icon of a rate's status."""
    return {
        Status.NO_HEARING: (_("No hearing"), "ok", "check"),
        Status.HEARING: (_("Hearing"), "info", "pen"),
        Status.RECALL: (_("Subject to recall"), "stop", "cross"),
    }[standing.status]


def recall_sentence(found: KyScenario) -> str:
    """What of the money hangs on a recall; empty for none."""
    standing = found.proposed.standing
    if standing.status is not Status.RECALL:
        return ""
    said = _("If voters recall that part, the rate falls to {four} and {amount} of the {more} is gone.").format(
        four=rate_words(found.four.standing.rate),
        amount=short(found.recallable_cents),
        more=short(found.proposed.more_cents),
    )
    if standing.printed_four is not None:
        return said
    exact = _("Exactly, what stands above 4 percent is {exact}; rates are levied in whole tenths.")
    return said + " " + exact.format(exact=rate_words_exact(standing))


def rate_words_exact(standing: Standing) -> str:
    """The recallable part to the thousandth of a cent: "0.176¢"."""
    thousandths = standing.recallable * 100
    return f"{thousandths.numerator // thousandths.denominator / 1000:.3f}¢"


def funds_sentence(found: KyScenario) -> str:
    """What the money over the compensating rate pays for, by the user's own unit cost; empty without one."""
    units, inputs = found.units_funded, found.inputs
    if units is None or inputs.unit_cents is None:
        return ""
    return _("{amount} a year is {units} × {unit} at {cost} each.").format(
        amount=prose_dollars(found.proposed.more_cents),
        units=f"{units:,}",
        unit=inputs.unit or _("one unit"),
        cost=dollars(inputs.unit_cents),
    )


def per_student_sentence(found: KyScenario, said: str = "") -> str:
    """The same money for each student; empty where the number of students is not known."""
    each = found.more_per_student
    if each is None:
        return ""
    cents = (2 * each.numerator + each.denominator) // (2 * each.denominator)
    students = f"{found.inputs.students or 0:,}"
    return _("That is {each} for each of {students} students{said}.").format(
        each=dollars(cents), students=students, said=f" ({said})" if said else ""
    )


def four_sentence(found: KyScenario, notice: Notice | None) -> str:
    """Where the board's 4 percent rate and the rule's part; empty where they do not, or nothing is known."""
    standing = found.proposed.standing
    ours, printed = four_percent_rate(standing.compensating), standing.printed_four
    if printed is not None:
        if printed == ours:
            return ""
        return _(
            "{printed} is what the board called its 4 percent rate, and it counts here. The compensating rate and "
            "4 percent, rounded down, is {ours}; its documents do not say why the two differ."
        ).format(printed=rate_words(printed), ours=rate_words(ours))
    if notice is None or standing.rate != notice.real or standing.rate <= ours:
        return ""
    return _(
        "Take care: the notice proposes this very rate and does not print the board’s own 4 percent rate. By the rule "
        "as we have it that is {ours}; the board may count something that we do not know."
    ).format(ours=rate_words(ours))


def assessment_sentence(found: KyScenario, notice: Notice | None) -> str:
    """That a notice's assessment is worked out, where it is the one that counts; else empty."""
    if notice is None or found.inputs.assessed_cents // 10**4 != notice.assessed_cents // 10**4:
        return ""
    return _(
        "The assessment is worked out: the revenue that the notice expects, divided by its rate. It includes new and "
        "personal property."
    )


def classes_sentence(rows: tuple[RateOnFile, ...], car_cents: int = 2_000_000) -> str:
    """The newest year that has a rate for every class, and what a car pays."""
    year = max(one.school_year for one in rows if one.property_class == "motor_vehicle")
    rates = {one.property_class: one.rate for one in rows if one.school_year == year and one.kind == "levied"}
    return _(
        "In {year} real property pays {real} per $100, personal property {personal} and motor vehicles {motor}: a car "
        "worth {car} pays {bill} a year. The rate on personal property may grow by the same percentage, never above "
        "last year’s, without a hearing or a recall."
    ).format(
        year=SchoolYear(year).label,
        real=rate_words(rates["real"]),
        personal=rate_words(rates["personal"]),
        motor=rate_words(rates["motor_vehicle"]),
        car=dollars(car_cents),
        bill=dollars(bill_of(car_cents, rates["motor_vehicle"])),
    )


def computed_sentence(found: KyScenario) -> str:
    """How the printed compensating rate stands to the one our rule gives; empty where only one is known."""
    printed = found.compensating.standing.rate
    if found.computed is None:
        return ""
    if found.computed == printed:
        return _("Our rule gives the same compensating rate, {rate}.").format(rate=rate_words(printed))
    return _(
        "The printed compensating rate is {printed}; from last year’s revenue our rule gives {ours}. The printed one "
        "counts here. Ask the district what explains the difference."
    ).format(printed=rate_words(printed), ours=rate_words(found.computed))


def column_rows(column: RateColumn, found: KyScenario) -> list[tuple[str, str]]:
    """What stands in each of the three columns: rate, assessment and revenue together, then the home."""
    inputs = found.inputs
    rows = [
        (_("Assessment"), dollars(inputs.assessed_cents // 100 * 100)),
        (_("Revenue levied"), dollars(column.levied_cents // 100 * 100)),
    ]
    if inputs.collected != 10_000:
        rows.append((_("Expected to come in"), dollars(column.received_cents // 100 * 100)))
    more = column.more_cents // 100 * 100
    rows.append((_("Over compensating"), _("no change") if more == 0 else f"{dollars(more)}"))
    growth = column.standing.growth
    grows = percent_words(growth) + (_(" less") if growth < 0 else "")
    rows.append((_("Revenue growth"), grows))
    rows.append((_("A {home} home, a year").format(home=dollars(inputs.home_cents)), dollars(column.year_cents)))
    rows.append((_("The same, a week"), dollars(column.week_cents)))
    return rows


def sway_sentence(found: tuple[Sway, ...], answer_cents: int) -> str:
    """The three assumptions that move the answer most."""
    said = [
        _("{name} by up to {amount}").format(name=_(SWAY_WORDS[one.assumption]), amount=short(one.reach(answer_cents)))
        for one in found[:3]
    ]
    return _("The money over the compensating rate, {answer}, moves most with {said}.").format(
        answer=prose_dollars(answer_cents), said="; ".join(said)
    )


def short(cents: int) -> str:
    """An amount inside a sentence, in whole dollars."""
    return prose_dollars(rounded(cents, 100) * 100)


def deadline_sentences(found: Deadlines, *, today: date) -> list[str]:
    """The window, the committee and the signatures, each with how sure we are."""
    marks = {one.code: one.mark for one in found.parameters}
    ends = parts.day_words(found.ends_on, today=today)
    said = [
        _("A vote on {voted} opens a window of {days} days, to {ends}; then the recallable part takes effect.").format(
            voted=parts.day_words(found.voted_on, today=today), days=found.window_days, ends=ends
        )
        + mark_words(marks["petition_window"])
    ]
    if found.petition_required != "yes":
        said.append(
            _(
                "From 2027 a vote above 4 percent may go to an election without a petition: a bill of 2026 says so, "
                "and whether it was enacted is not established. Ask before you plan."
            )
        )
    committee = _(" or ").join(str(one) for one in found.committee)
    said.append(
        _("{n} qualified voters who live in the taxed area may form the petition committee.").format(n=committee)
        + mark_words(marks["petition_committee"])
        + (_(" The sources do not say when it changed.") if len(found.committee) > 1 else "")
    )
    needed = (
        _("{n} signatures are needed, 10 percent of the votes cast there in the last presidential election.").format(
            n=f"{found.signatures:,}"
        )
        if found.signatures is not None
        else _("Signatures of 10 percent of the votes cast there in the last presidential election are needed.")
    )
    said.append(needed + mark_words(marks["petition_signatures"]))
    return said


def mark_words(mark: str) -> str:
    """How sure we are, in words, in brackets."""
    return f" ({_(MARKS[mark])})"


def history_sentence(rows: tuple[RateOnFile, ...]) -> str:
    """A falling rate that raised more: the last such pair of years on file."""
    produced = [one for one in rows if one.property_class == "real" and one.revenue_cents is not None]
    comparable = [one for one in produced if one.revenue_is == "expected" or one.kind == "billed"] or produced
    first, last = comparable[-2], comparable[-1]
    if last.rate >= first.rate or (last.revenue_cents or 0) <= (first.revenue_cents or 0):
        return _("The rate alone does not say what schools get: revenue is the rate times the assessment.")
    return _(
        "A falling rate can raise more: from {first} to {last} the rate fell from {high} to {low}, and "
        "revenue rose by {more}, because assessments rose."
    ).format(
        first=SchoolYear(first.school_year).label,
        last=SchoolYear(last.school_year).label,
        high=rate_words(first.rate),
        low=rate_words(last.rate),
        more=prose_dollars((last.revenue_cents or 0) - (first.revenue_cents or 0)),
    )


def levy_lede(town: str, before: Levy, after: Levy, override_cents: int, full_value: int, home: int) -> str:
    """What an override means for a town and a home."""
    who = town or _("The town")
    if not override_cents:
        return _("{who}: the levy limit rises to {limit}.").format(who=who, limit=prose_dollars(before.limit_cents))
    raised = after.limit_cents - before.limit_cents
    return _(
        "{who}: an override of {asked} lifts the levy limit to {limit} and costs a {home} home {bill} a year."
    ).format(
        who=who,
        asked=prose_dollars(override_cents),
        limit=prose_dollars(after.limit_cents),
        home=dollars(home),
        bill=dollars(home_share(raised, full_value, home)),
    )
