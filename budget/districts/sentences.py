"""Figures of districts in words: values with their unit, why there is none, and what stands over each part."""

from collections.abc import Collection, Sequence

from budget.districts.figure_statements import EVERYBODY
from budget.districts.queries import Card, GroupOf, Listing
from budget.districts.record import ChangeOf, DistrictRecord, NameOf
from budget.districts.rules import HUNDREDTHS, MILLION, NOT_ON_FILE, Given, Lacking, PerPupil, share_of
from budget.line_items.sentences import missing_words as other_missing_words
from data.language import _, ngettext
from data.missing import MissingReason
from data.money import dollars, percent, prose_dollars, rounded
from data.periods import SchoolYear
from data.suppression import IN_FORCE, Preset

RULE_WORDS = {
    Preset.FEWER_THAN_10: "fewer than 10",
    Preset.TEN_OR_FEWER: "10 or fewer",
    Preset.FEWER_THAN_6: "fewer than 6",
    Preset.FEWER_THAN_20: "fewer than 20",
    Preset.FEWER_THAN_30: "fewer than 30",
}
COUNT_WORDS = {
    "enrollment": "student enrolled",
    "membership": "student on the rolls",
    "ada": "pupil in average daily attendance (ADA)",
    "ada_seek": "pupil in average daily attendance for SEEK",
    "adm": "pupil in average daily membership (ADM)",
    "pupils_in_district": "pupil in the district’s own schools (average membership)",
    "pupils_all": "pupil the district pays for (average membership)",
}
CHANGE_WORDS = {
    "merged": "{unit} became part of {into} in {year}.",
    "closed": "{unit} closed in {year}.",
    "opened": "{unit} opened in {year}.",
}
ENDED = ("merged", "closed")


def rule_words() -> str:
    """The rule for small counts that is in force: "fewer than 10"."""
    return _(RULE_WORDS[IN_FORCE.preset])


def missing_words(reason: str | None) -> str:
    """Why there is no figure, as a person reads it."""
    if reason == MissingReason.SUPPRESSED:
        return _("Too few to show")
    if reason == NOT_ON_FILE.missing:
        return _("Not on file")
    return other_missing_words(MissingReason(reason) if reason else None)


def masked_note() -> str:
    """What "too few to show" means, with the rule in force."""
    return _(
        "“Too few to show” stands for counts of {rule} students, and for others from which one of them could be "
        "worked out. It is not zero, and no file we publish holds the figure."
    ).format(rule=rule_words())


def decimals(value: int, places: int = 1) -> str:
    """Hundredths with a decimal, or with none where there are none to say: "6,121", "14.5"."""
    if value % HUNDREDTHS == 0:
        return f"{value // HUNDREDTHS:,}"
    tens = 10**places
    scaled = rounded(value * tens, HUNDREDTHS)
    return f"{'−' if scaled < 0 else ''}{abs(scaled) // tens:,}.{abs(scaled) % tens:0{places}d}"


def amount_words(unit: str, value: int) -> str:
    """A value of a measure's unit: persons, posts, dollars, percent."""
    match unit:
        case "cents":
            return dollars(value)
        case "share":
            return percent(value, MILLION)
        case "fte" | "decimal":
            return decimals(value)
    return f"{value:,}"


def given_words(unit: str, given: Given) -> str:
    """A value, or why there is none."""
    return missing_words(given.missing) if given.value is None else amount_words(unit, given.value)


def year_words(year: int) -> str:
    """ "2016-17"."""
    return SchoolYear(year).label


def span_words(years: Collection[int]) -> str:
    """ "2009-10", or "2009-10 to 2014-15"; nothing for no year."""
    first, last = (year_words(pick(years)) if years else "" for pick in (min, max))
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def count_words(measure: str) -> str:
    """What an amount is divided by: "pupil in average daily attendance (ADA)"."""
    return _(COUNT_WORDS[measure])


def lacking_words(found: PerPupil, count: str, year: int) -> str:
    """Why an amount is not divided: no other year's count and no other kind of count takes the place."""
    label = year_words(year)
    if found.lacking is Lacking.AMOUNT:
        return _("The amount of {year} is not on file, so there is nothing to divide.").format(year=label)
    if found.lacking is Lacking.NOBODY:
        return _("The count of {year} is 0, so nothing can be divided by it.").format(year=label)
    return _(
        "No count by “each {count}” is on file for {year}. The count of another year, or of another kind, would give "
        "another figure and is not put in its place. Choose another year or another count."
    ).format(count=count_words(count), year=label)


def lede(record: DistrictRecord) -> str:
    """The district in two sentences: how many students in which year, and what it spent on each."""
    return " ".join(part for part in (_students_said(record), _spending_said(record)) if part) or _(
        "No figure of {district} is on file yet."
    ).format(district=record.head.name)


def newest(record: DistrictRecord, *measures: str) -> tuple[str, SchoolYear] | None:
    """The newest year in which one of some measures has a value, and which of them, the first named before others."""
    for year in reversed(record.years(*measures)):
        for measure in measures:
            if record.given(measure, year).value is not None:
                return measure, year
    return None


def _students_said(record: DistrictRecord) -> str:
    found = newest(record, "enrollment", "membership")
    if found is None:
        return ""
    measure, year = found
    form = _("{district} had {n} students ({year})") if _endings(record) else _("{district} has {n} students ({year})")
    said = form.format(district=record.head.name, n=f"{record.given(measure, year).value:,}", year=year.label)
    shares = [
        (group.name, student_share(record, measure, year, group.code)) for group in race_groups(record, measure, year)
    ]
    largest = sorted(((s.value, name) for name, s in shares if s.value is not None), reverse=True)[:2]
    told = _(" and ").join(f"{percent(value, MILLION)} {name}" for value, name in largest)
    return (f"{said}: {told}." if told else f"{said}.").replace("  ", " ")


def race_groups(record: DistrictRecord, measure: str, year: int) -> list[GroupOf]:
    """The races of which a count of students, or their share, is on file in a year."""
    found = {g.code: g for m in (measure, "enrollment_share") for g in record.groups_of(m, year) if g.family == "race"}
    return sorted(found.values(), key=lambda group: group.position)


def student_share(record: DistrictRecord, measure: str, year: int, group: str) -> Given:
    """A group's share of the students: as the source prints it, or its count by the count of all."""
    if measure == "enrollment" and ("enrollment_share", year, group) in record.figures:
        return record.given("enrollment_share", year, group)
    return share_of(record.given(measure, year, group), record.given(measure, year))


def _spending_said(record: DistrictRecord) -> str:
    found = newest(record, "spending_total_per_pupil", "spending_all_per_pupil", "spending_in_district_per_pupil")
    if found is None:
        return ""
    measure, year = found
    card = record.measures[measure]
    return _("It spent {amount} per pupil in {year}, counting {count}.").format(
        amount=dollars(record.given(measure, year).value or 0), year=year.label, count=_lower(card.denominator)
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:].replace(", as printed", "")


def revenue_heading(record: DistrictRecord) -> str:
    """What became of revenue from the first to the last year on file, in the last year's dollars."""
    years = [year for year in record.years("revenue_total") if record.given("revenue_total", year).value is not None]
    if len(years) < 2:
        return _("Revenue by level of government")
    first, last = years[0], years[-1]
    before, after = (record.given("revenue_total", year).value or 0 for year in (first, last))
    said = _("Revenue went from {before} in {first} to {after} in {last}").format(
        before=prose_dollars(before), first=first.label, after=prose_dollars(after), last=last.label
    )
    change = record.prices.real_change(before, after, of=first.fiscal_year, to=last.fiscal_year)
    if change is None:
        return said
    word = _("more") if change[0] >= 0 else _("less")
    return said + _(": {share} {word} after inflation").format(share=percent(*change), word=word)


def gap_note(record: DistrictRecord, measures: Sequence[str]) -> str:
    """The years that a chart leaves open, with the reason."""
    gaps = []
    for year in record.years(*measures):
        given = record.given(measures[0], year)
        if given.value is None:
            gaps.append(f"{year.label}: {missing_words(given.missing).lower()}")
    return _("Gaps: {years}.").format(years="; ".join(gaps)) if gaps else ""


def universe_note(listed: Listing) -> str:
    """Of how many districts the list speaks, and what is left out."""
    said = ngettext(
        "{n} district of {state} is on file; {students} of them counted students in {year}.",
        "{n} districts of {state} are on file; {students} of them counted students in {year}.",
        listed.on_file,
    ).format(n=f"{listed.on_file:,}", state=listed.state.name, students=f"{listed.universe:,}",
             year=year_words(listed.chosen.year))  # fmt: skip
    if not listed.left_out:
        return said
    left = ngettext(
        "{n} school of the state itself is left out; choose it by its kind.",
        "{n} schools of the state itself are left out; choose them by their kind.",
        listed.left_out,
    )
    return f"{said} {left.format(n=listed.left_out)}"


def summary(listed: Listing) -> str:
    """How many districts fit, and how many students they have."""
    fitting = len(listed.districts)
    counts = [one.enrollment.value for one in listed.districts]
    known = [count for count in counts if count is not None]
    districts = ngettext("{n} district", "{n} districts", fitting).format(n=f"{fitting:,}")
    said = _("{districts} in {state}, {year}").format(
        districts=districts, state=listed.state.name, year=year_words(listed.chosen.year)
    )
    if not known:
        return _("{said}. Their students are not counted on file for that year.").format(said=said)
    of = "" if len(known) == fitting else _(" in the {n} that report").format(n=f"{len(known):,}")
    return _("{said}: {students} students{of}.").format(said=said, students=f"{sum(known):,}", of=of)


def name_words(name: NameOf) -> str:
    """A name and the years it was printed in."""
    return f"{name.name}, {span_words((name.first_year, name.last_year))}"


def change_words(change: ChangeOf) -> str:
    """What became of a district, with the reason on file."""
    said = _(CHANGE_WORDS[change.kind]).format(
        unit=change.unit_name, into=change.into_name, year=year_words(change.school_year)
    )
    return f"{said} {change.reason}".strip()


def became_words(record: DistrictRecord) -> str:
    """That the district is no more, where it merged or closed."""
    return " ".join(map(change_words, _endings(record)))


def _endings(record: DistrictRecord) -> list[ChangeOf]:
    return [one for one in record.changes if one.unit_id == record.head.id and one.kind in ENDED]


def merged_note(record: DistrictRecord, years: Sequence[SchoolYear]) -> str:
    """That figures of some years are of more schools than those before, since another district joined this one."""
    joined = [
        one for one in record.changes if one.into_id == record.head.id and any(y < one.school_year for y in years)
    ]
    without = _("Figures of the years before are without it.")
    return " ".join([*map(change_words, joined), without]) if joined else ""


def card_lines(card: Card) -> list[str]:
    """A measure's definition: what is counted, of whom, what the year means, and where years cannot be compared."""
    lines = [_("What is counted: {words}.").format(words=card.numerator.rstrip("."))]
    if card.denominator:
        lines.append(_("Of: {words}.").format(words=card.denominator.rstrip(".")))
    for words in (card.year_means, card.universe, card.breaks):
        if words:
            lines.append(words.rstrip(".") + ".")
    if card.suppressible:
        lines.append(_("Small counts of groups are masked: {rule}.").format(rule=rule_words()))
    if not card.sums:
        lines.append(_("Values of several districts are never added up."))
    return lines


def group_name(record: DistrictRecord, code: str) -> str:
    """A group's name; everybody is "All"."""
    return _("All") if code == EVERYBODY else record.groups[code].name


def spending_note(listed: Listing) -> str:
    """What a column of spending per pupil holds, and what it is divided by; without one, that none is on file."""
    if (card := listed.spending) is None:
        return _("No spending per pupil of {year} is on file.").format(year=year_words(listed.chosen.year))
    return _("Spent per pupil: {name}; divided by {count}.").format(
        name=_lower(card.name), count=_lower(card.denominator) or _("the source’s own count")
    )


def is_masked(listed: Listing) -> bool:
    """Whether anything of a list is too small to show."""
    every = (given for one in listed.districts for given in (one.enrollment, one.need, *one.shares.values()))
    return any(given.missing == MissingReason.SUPPRESSED for given in every)
