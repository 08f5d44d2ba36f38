"""What the ledger says in words: each rule with its place in the law, the ceilings, the test, what still waits."""

from collections.abc import Mapping

from campaigns.lobbying.gathering import Level
from campaigns.lobbying.ledger import Entry, Ledger
from campaigns.lobbying.recognising import Kind, Question, Recognised, Refusal, Rule, Unanswered
from campaigns.lobbying.rows import COST, RATE, TIME, Costed
from data.language import _, ngettext
from data.language.days import short_month
from data.money import dollars, percent

NOT_ADVICE = (
    "This ledger helps you keep records. It is not legal or tax advice; ask a lawyer or accountant before you rely "
    "on it. State lobbying registration has rules of its own, which are not counted here."
)
KIND_WORDS = {Kind.DIRECT: "Direct lobbying", Kind.GRASS_ROOTS: "Grass-roots lobbying", Kind.NONE: "Not lobbying"}
# each rule: why, in one sentence, and where the law says so
RULE_WORDS: Mapping[Rule, tuple[str, str]] = {
    Rule.NO_COMMUNICATION: (
        "Nothing was said to anybody outside, and no message was prepared.",
        "26 CFR 56.4911-2(b)",
    ),
    Rule.ADMINISTRATIVE_BODY: (
        "School boards and other special-purpose boards, agencies and courts are administrative bodies; "
        "what they decide is not legislation.",
        "26 CFR 56.4911-2(d)(3); IRS, “Legislation” defined",
    ),
    Rule.NO_LEGISLATION: ("It did not refer to specific legislation.", "26 CFR 56.4911-2(b)"),
    Rule.NO_VIEW: ("It did not reflect a view on the legislation.", "26 CFR 56.4911-2(b)"),
    Rule.DIRECT_COMMUNICATION: (
        "It was said to people who make the law or help make it, about specific legislation, with a view on it.",
        "26 CFR 56.4911-2(b)(1)",
    ),
    Rule.BALLOT_MEASURE: (
        "On a ballot measure the voters are the legislators, so taking a side is direct lobbying.",
        "26 CFR 56.4911-2(b)(1)(iii)",
    ),
    Rule.NO_CALL: (
        "It was said to the public with a view on legislation, but without a call to action.",
        "26 CFR 56.4911-2(b)(2)",
    ),
    Rule.CALL_TO_ACTION: (
        "It was said to the public, takes a side on specific legislation and calls to action.",
        "26 CFR 56.4911-2(b)(2)",
    ),
    Rule.PAID_AD: (
        "A paid mass-media ad within two weeks of a vote on widely known legislation is presumed to be grass roots.",
        "26 CFR 56.4911-2(b)(5)",
    ),
    Rule.MEMBERS_ONLY: (
        "Members were told about legislation of direct interest to them and were not asked to act.",
        "26 CFR 56.4911-5(b)",
    ),
    Rule.MEMBERS_ACT: (
        "Asking members to contact legislators themselves is direct lobbying.",
        "26 CFR 56.4911-5(c)",
    ),
    Rule.MEMBERS_MOVE_OTHERS: (
        "Asking members to get others to contact legislators is grass-roots lobbying.",
        "26 CFR 56.4911-5(d)",
    ),
    Rule.NONPARTISAN_ANALYSIS: (
        "It is nonpartisan analysis, study or research: a full and fair account without a direct call to action.",
        "26 CFR 56.4911-2(c)(1)",
    ),
    Rule.TECHNICAL_ADVICE: (
        "It answers the written request of a legislative body or committee for technical advice.",
        "26 CFR 56.4911-2(c)(3)",
    ),
    Rule.SELF_DEFENSE: (
        "It was said to a legislative body about the organization’s own existence, powers, tax status "
        "or the deduction of gifts to it.",
        "26 CFR 56.4911-2(c)(4)",
    ),
}
REFUSAL_WORDS: Mapping[Refusal, str] = {
    Refusal.DIRECT_CALL: "The exception does not hold: nonpartisan analysis must not encourage people directly to act.",
    Refusal.NOT_TO_A_BODY: "The exception does not hold: it is for messages to a legislative body or its committee.",
    Refusal.ON_THE_MERITS: (
        "The exception does not hold: a discussion of broad problems does not speak to the merits of a bill. "
        "If it did not, answer that it referred to no specific legislation."
    ),
    Refusal.NO_REASON: "The exception does not hold until its reason is written down.",
}
QUESTION_WORDS: Mapping[Question, str] = {
    Question.SAID_TO: "who it was said to",
    Question.LEGISLATION: "whether it was about specific legislation",
    Question.VIEW: "whether it took a side",
    Question.CALLS: "what it called for",
    Question.DIRECT_INTEREST: "whether the legislation is of direct interest to members",
    Question.ASKED: "what members were asked to do",
}
MISSING_WORDS = {
    COST: "the money spent is not said",
    TIME: "the paid time is not said",
    RATE: "no staff rate is in force for its day",
}


def kind_words(kind: Kind | None) -> str:
    """ "Direct lobbying", "Not yet classified"."""
    return _(KIND_WORDS[kind]) if kind else _("Not yet classified")


def found_sentences(found: Recognised | Unanswered) -> list[str]:
    """What a communication is and why, with its place in the law; or what is still to be answered."""
    if isinstance(found, Unanswered):
        return [
            _("Not yet classified. Still to answer: {question}.").format(question=_(QUESTION_WORDS[found.question]))
        ]
    why, *rest = reasons(found)
    return [f"{kind_words(found.kind)}. {why}", *rest]


def reasons(found: Recognised | Unanswered) -> list[str]:
    """Why a communication is what it is, with its place in the law, and why an exception does not help."""
    if isinstance(found, Unanswered):
        return found_sentences(found)
    why, place = RULE_WORDS[found.rule]
    said = [f"{_(why)} ({place})"]
    return [*said, _(REFUSAL_WORDS[found.refusal])] if found.refusal else said


def money_sentence(costed: Costed) -> str:
    """What a row counts, and what of it is not said yet: "$180.50: $100 spent, $80.50 of paid time."."""
    if costed.kind is None:
        return ""
    if costed.lobbying_cents == 0 and not costed.missing:
        return _("It counts $0.")
    parts_ = [_("{amount} spent").format(amount=dollars(costed.spent_cents))] if costed.spent_cents else []
    if costed.staff_cents:
        parts_.append(_("{amount} of paid time").format(amount=dollars(costed.staff_cents)))
    missing = [_(MISSING_WORDS[one]) for one in costed.missing]
    said = _("It counts {amount}").format(amount=dollars(costed.lobbying_cents))
    said += f": {', '.join([*parts_, *missing])}." if parts_ or missing else "."
    return said


def counts_sentence(entry: Entry) -> str:
    """Volunteers' time under the election, said where it applies; empty elsewhere."""
    if entry.said.role == "" and entry.costed.lobbying_cents == 0 and entry.costed.kind is not Kind.NONE:
        return _("Volunteers’ time costs nothing, so under the election it counts $0.")
    return ""


def gauge_sentence(ledger: Ledger) -> str:
    """ "$14,200 of $60,000; grass roots $2,100 of $15,000 (tax year 2026)."."""
    if ledger.ceilings is None:
        return _(
            "{total} of lobbying in {year}, of it {grass} grass roots. "
            "Enter the year’s exempt-purpose spending to see the ceilings."
        ).format(total=dollars(ledger.total_cents), year=year_words(ledger), grass=dollars(ledger.grass_roots_cents))
    return _("{total} of {ceiling}; grass roots {grass} of {grass_ceiling} in {year}.").format(
        total=dollars(ledger.total_cents),
        ceiling=dollars(ledger.ceilings.total_cents),
        grass=dollars(ledger.grass_roots_cents),
        grass_ceiling=dollars(ledger.ceilings.grass_roots_cents),
        year=year_words(ledger),
    )


def year_words(ledger: Ledger) -> str:
    """ "2026", or with the months where the tax year is not the calendar's."""
    return year_label(ledger.year, ledger.setup.starts_month)


def year_label(year: int, starts_month: int) -> str:
    """ "2026", "2026 (Jul 2026 to Jun 2027)"."""
    if starts_month == 1:
        return str(year)
    return _("{year} ({first} {year} to {last} {next})").format(
        year=year, first=short_month(starts_month), last=short_month((starts_month - 2) % 12 + 1), next=year + 1
    )


def standing_sentences(ledger: Ledger) -> list[str]:
    """What a treasurer has to know at once: no election, near or over a ceiling, the tax, an estimate."""
    said = [] if ledger.elected else [no_election(ledger)]
    if ledger.ceilings is not None and ledger.elected:
        said += [_level(level, ledger, grass) for level, grass in zip(ledger.levels, (False, True), strict=True)]
        said.append(_tax(ledger))
    if ledger.on_file is not None and ledger.on_file.is_estimate:
        said.append(
            _("The ceilings rest on an estimate of {amount} for exempt purposes ({source}).").format(
                amount=dollars(ledger.on_file.exempt_purpose_cents), source=ledger.on_file.source
            )
        )
    if ledger.is_filed:
        said.append(
            _("These are the figures of the filed return; the actions below add up to {total}, of it {grass}.").format(
                total=dollars(ledger.sums.total_cents), grass=dollars(ledger.sums.grass_roots_cents)
            )
        )
    return [sentence for sentence in said if sentence]


def no_election(ledger: Ledger) -> str:
    """What holds without Form 5768."""
    if not ledger.setup.may_elect:
        return _(
            "Churches and their integrated auxiliaries cannot elect: no substantial part of their work may be "
            "lobbying, and volunteers’ time counts too. The ceilings here do not apply."
        )
    return _(
        "No 501(h) election is on file for {year}. Without it no substantial part of the work may be lobbying, and "
        "volunteers’ time counts too. The ceilings here show where you would stand with Form 5768."
    ).format(year=year_words(ledger))


def _level(level: Level, ledger: Ledger, grass: bool) -> str:
    if level is Level.FINE or ledger.ceilings is None:
        return ""
    spent = ledger.grass_roots_cents if grass else ledger.total_cents
    ceiling = ledger.ceilings.grass_roots_cents if grass else ledger.ceilings.total_cents
    which = _("grass-roots ceiling") if grass else _("ceiling for all lobbying")
    if spent > ceiling:
        return _("Above the {which} by {amount}.").format(which=which, amount=dollars(spent - ceiling))
    if level is Level.OVER:
        return _("At the {which}: nothing is left this year.").format(which=which)
    return _("{percent} of the {which} is used; {left} is left.").format(
        percent=percent(spent, ceiling), which=which, left=dollars(ceiling - spent)
    )


def _tax(ledger: Ledger) -> str:
    over = ledger.excess
    if over is None or over.tax_cents == 0:
        return ""
    return _("Excise tax for {year}: {tax}, a quarter of the larger excess, {excess}.").format(
        year=year_words(ledger), tax=dollars(over.tax_cents), excess=dollars(over.taxed_cents)
    )


def waiting_sentence(ledger: Ledger) -> str:
    """How many actions wait and what they hold: what is counted may still grow by that much."""
    if ledger.waiting == 0:
        return _("Every action of {year} is classified.").format(year=year_words(ledger))
    said = ngettext("{n} action is not settled yet.", "{n} actions are not settled yet.", ledger.waiting).format(
        n=f"{ledger.waiting:,}"
    )
    if not ledger.unanswered_cents:
        return said
    more = _("If all of it were lobbying, the {amount} recorded for them would come on top, and paid time with it.")
    return f"{said} {more.format(amount=dollars(ledger.unanswered_cents))}"


def projection_sentence(ledger: Ledger) -> str:
    """Where the year would end, and how that was worked out."""
    found = ledger.projected
    if found is None:
        if ledger.is_filed or ledger.today >= ledger.days.end:
            return ""
        return _("Too early in the year to say where it would end: a projection starts on its sixtieth day.")
    said = _(
        "At this pace the year ends at {total}, of it {grass} grass roots. Method: what was spent in the first "
        "{day} of {days} days, carried on evenly; sessions and campaigns are not even."
    ).format(total=dollars(found.total_cents), grass=dollars(found.grass_roots_cents), day=found.day, days=found.days)
    if ledger.ceilings is None or not ledger.elected:
        return said
    over = [
        name
        for name, spent, ceiling in (
            (_("the ceiling for all lobbying"), found.total_cents, ledger.ceilings.total_cents),
            (_("the grass-roots ceiling"), found.grass_roots_cents, ledger.ceilings.grass_roots_cents),
        )
        if spent > ceiling
    ]
    return f"{said} {_('That is above {which}.').format(which=_(' and ').join(over))}" if over else said


def four_year_sentence(ledger: Ledger) -> str:
    """Whether the exemption is at risk by the four-year test, or what is missing to say."""
    tested = ledger.tested
    if tested.missing:
        return _("The four-year test needs the exempt-purpose spending of {years}. Enter it in the set-up.").format(
            years=", ".join(str(year) for year in tested.missing)
        )
    if tested.test is None:
        return _("The four-year test applies only with an election in effect.")
    test = tested.test
    figures = _(
        "Four-year test for {year}: {total} of lobbying, at most {allowed} allowed; "
        "{grass} of grass roots, at most {allowed_grass}."
    ).format(
        year=year_words(ledger),
        total=dollars(test.total_cents),
        allowed=dollars(test.allowed_total_cents),
        grass=dollars(test.grass_roots_cents),
        allowed_grass=dollars(test.allowed_grass_roots_cents),
    )
    if not test.denied:
        return f"{figures} {_('Both hold.')}"
    return f"{figures} {_('It fails: the exemption would be lost for {next}.').format(next=ledger.year + 1)}"
