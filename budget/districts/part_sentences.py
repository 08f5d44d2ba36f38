"""What stands over and under the parts of a district's page: money, students, staff, discipline and peers, in words."""

import re
from collections.abc import Iterable

from budget.districts.figure_statements import EVERYBODY
from budget.districts.peers import Peers
from budget.districts.record import DistrictRecord
from budget.districts.record_tables import GroupTable
from budget.districts.sentences import (
    amount_words,
    count_words,
    decimals,
    given_words,
    group_name,
    year_words,
)
from data.language import _, ngettext
from data.missing import MissingReason
from data.money import percent, prose_dollars


def divided_note(record: DistrictRecord, count: str | None, year: int) -> str:
    """What amounts are divided by, with the count itself, and that totals are not added to their parts."""
    whole = _("Totals are never added to their parts.")
    if count is None or record.given(count, year).value is None:
        return whole
    counted = amount_words(record.measures[count].unit, record.given(count, year).value or 0)
    divided = _("Divided by {n}, one for each {count}, {year}.").format(
        n=counted, count=count_words(count), year=year_words(year)
    )
    return f"{divided} {whole}"


def function_words(name: str) -> str:
    """A function of spending as a bar's name: "Instruction"."""
    words = re.sub(r"^Spending: ", "", name)
    return words[:1].upper() + words[1:]


def largest_function(name: str, cents: int, total: int | None, year: str) -> str:
    """The largest function and its share of the printed total, where there is one."""
    if not total:
        return _("The most went to {name} in {year}: {amount}").format(
            name=function_words(name).lower(), year=year, amount=prose_dollars(cents)
        )
    return _("{share} of spending went to {name} in {year}: {amount}").format(
        share=percent(cents, total), name=function_words(name).lower(), year=year, amount=prose_dollars(cents)
    )


def students_note(record: DistrictRecord, measure: str, year: int) -> str:
    """How many students, how they are counted, and whether they were added up from schools."""
    held = record.figures[measure, year, EVERYBODY]
    card = record.measures[measure]
    said = _("{n} students, {year}: {counted}.").format(
        n=given_words("count", record.given(measure, year)), year=year_words(year), counted=card.numerator.rstrip(".")
    )
    return said + " " + _("Added up from its schools; shares are weighted by them.") if held.added else said


def groups_note() -> str:
    """Why groups cannot be added across families."""
    return _("Groups of one kind, such as races, are parts of all; groups of different kinds overlap.")


def year_is_masked(record: DistrictRecord, year: int, measures: Iterable[str]) -> bool:
    """Whether any figure of some measures is too small to show in a year."""
    wanted = set(measures)
    return any(
        held.missing == MissingReason.SUPPRESSED
        for (measure, at, _group), held in record.figures.items()
        if at == year and measure in wanted
    )


def teachers_sentence(record: DistrictRecord, year: int) -> str:
    """How many of the teachers are Black beside the share of the students, each with its own year."""
    black, every = record.given("teachers_fte", year, "black"), record.given("teachers_fte", year)
    if black.value is None or not every.value:
        return ""
    return _("{n} of {all} teachers are Black ({share}), in full-time posts, {year}.").format(
        n=decimals(black.value), all=decimals(every.value), share=percent(black.value, every.value),
        year=year_words(year),
    )  # fmt: skip


def staff_note(record: DistrictRecord, shown: Iterable[str]) -> str:
    """What the table of staff holds and leaves out."""
    cards = [record.measures[code] for code in shown]
    said = dict.fromkeys(words for card in cards for words in (card.breaks, card.universe) if words)
    whole = _("“All staff” holds the others and is never added to them.")
    return " ".join([*(f"{words.rstrip('.')}." for words in said), whole])


def suspensions_sentence(record: DistrictRecord, year: int) -> str:
    """How many out-of-school suspensions were of Black students, as events."""
    black, every = record.given("oss_events", year, "black"), record.given("oss_events", year)
    if black.value is None or not every.value:
        return ""
    return _("{n} of {all} out-of-school suspensions, counted as events, were of Black students ({share}).").format(
        n=f"{black.value:,}", all=f"{every.value:,}", share=percent(black.value, every.value)
    )


def none_recorded(record: DistrictRecord, table: GroupTable) -> str:
    """The measures of which every figure is 0, which the table leaves out."""
    names = [record.measures[code].name.split(":")[0] for code, _cells in table.empty]
    return _("None on record: {names}.").format(names="; ".join(names)) if names else ""


def parts_lack() -> str:
    """Why figures of schools do not make one of their district."""
    return _("Its schools’ figures are not all published, and a part of them is never shown as the whole.")


def peers_sentence(record: DistrictRecord, found: Peers) -> str:
    """How many districts fit the criteria, of how many, with the criteria in words."""
    said = []
    criteria = found.criteria
    if not found.lacks_size:
        said.append(_("at most {n}% more or fewer students").format(n=criteria.size_percent))
    if not found.lacks_need and criteria.need_points is not None:
        said.append(_("a share on free or reduced-price meals within {n} points").format(n=criteria.need_points))
    if criteria.same_kind:
        said.append(_("the same kind ({kind})").format(kind=record.head.kind or _("none is printed")))
    said.append(_("the same state"))
    fit = ngettext(
        "{n} of {all} districts in {state} fits: {criteria} ({year}).",
        "{n} of {all} districts in {state} fit: {criteria} ({year}).",
        found.fitting,
    )
    told = fit.format(
        n=found.fitting, all=found.universe, state=record.state.name, criteria=", ".join(said), year=found.year.label
    )
    if found.fitting > len(found.rows):
        told += " " + _("The nearest {n} are shown.").format(n=len(found.rows))
    return told if found.fitting else told + " " + _("Widen a criterion to see some.")


def peers_note(found: Peers) -> str:
    """What could not be a criterion, and which year every figure is of."""
    said = [_("Every figure is of {year}; districts are compared with districts only.").format(year=found.year.label)]
    if found.lacks_size:
        said.append(_("Its students are not counted on file for that year, so size is no criterion."))
    if found.lacks_need:
        said.append(
            _("No share on free or reduced-price meals is on file for it in that year, so need is no criterion.")
        )
    said.append(_("Nearest first by size and need together; being near is no finding about how good a district is."))
    return " ".join(said)


def peers_are_masked(found: Peers) -> bool:
    """Whether a figure of the comparison is too small to show."""
    rows = (found.own, *found.rows)
    return any(given.missing == MissingReason.SUPPRESSED for row in rows for given in row.values.values())


def differing(record: DistrictRecord) -> list[str]:
    """Figures that an older document prints otherwise: both stand, the newer is shown."""
    found = []
    for other in record.others:
        held = record.figures.get((other.measure, other.school_year, other.group))
        if held is None or held.value is None or other.value in (None, held.value):
            continue
        card = record.measures[other.measure]
        found.append(
            _("{measure}, {group}, {year}: {ours} here; {other} in “{title}”.").format(
                measure=card.name, group=group_name(record, other.group), year=year_words(other.school_year),
                ours=amount_words(card.unit, held.value), other=amount_words(card.unit, other.value or 0),
                title=record.documents[other.source_id].title,
            )
        )  # fmt: skip
    return found
