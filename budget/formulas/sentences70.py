"""The sentences of the Chapter 70 calculator."""

from budget.formulas.chapter70 import AidTable
from budget.formulas.parameters import MARK_WORDS, MinimumAid, final_minimum, minimum_aids
from budget.formulas.queries import FactorRows
from data.language import _, ngettext
from data.money import dollars, prose_dollars

FORMULA = (
    "Aid is the largest of three: the foundation budget less the required contribution, last year’s aid plus the "
    "minimum aid times foundation enrollment, and last year’s aid. Aid and the required contribution together are the "
    "net school spending requirement."
)
STATUS_WORDS = {"final": "the budget’s", "proposed": "proposed", "debated": "debated"}


def lede(table: AidTable) -> str:
    """What a change of the minimum aid costs and how many districts it reaches."""
    count, year = len(table.districts), f"FY{table.fiscal_year}"
    old, new = dollars(table.minimum_cents), dollars(table.what_if_minimum_cents)
    if table.minimum_cents == table.what_if_minimum_cents:
        return ngettext(
            "With {old} of minimum aid per pupil, {n} district of {year} gets {total}.",
            "With {old} of minimum aid per pupil, {n} districts of {year} get {total}.",
            count,
        ).format(old=old, n=count, year=year, total=prose_dollars(sum(one.aid_cents for one in table.districts)))
    changed = len(table.changed)
    more = _("more") if table.cost_cents >= 0 else _("less")
    return ngettext(
        "With {new} of minimum aid per pupil in place of {old}, {changed} of {n} district would get {cost} {more} "
        "in {year}.",
        "With {new} of minimum aid per pupil in place of {old}, {changed} of {n} districts would get {cost} {more} "
        "in {year}.",
        count,
    ).format(
        new=new, old=old, changed=changed, n=count, cost=prose_dollars(abs(table.cost_cents)), more=more, year=year
    )


def universe(rows: FactorRows) -> str:
    """Which districts the table has, so that nobody takes them for all."""
    if rows.kept:
        said = _("{n} districts, kept with this program from the Department’s key factors. It is not the whole state: "
                 "bring the Department’s table below for every district.").format(n=len(rows.rows))  # fmt: skip
    else:
        said = ngettext(
            "{n} district, from the table that was imported.",
            "{n} districts, from the table that was imported.",
            len(rows.rows),
        ).format(n=f"{len(rows.rows):,}")
    if rows.left_out:
        said += " " + ngettext(
            "{n} district is left out because one of its figures is missing.",
            "{n} districts are left out because one of their figures is missing.",
            rows.left_out,
        ).format(n=rows.left_out)
    return said


def checked(table: AidTable) -> str:
    """How many of the year's published figures these two steps give to the dollar; empty where none is published."""
    met, known = table.reproduced
    if not known or final_minimum(table.fiscal_year) is None:
        return ""
    said = _("At {minimum} per pupil, steps 4 and 5 give {met} of {known} published amounts to the dollar.").format(
        minimum=dollars(table.minimum_cents), met=met, known=known
    )
    if met == known:
        return said
    return said + " " + _("The others were paid aid outside these steps, shown in the last column.")


def minimum_words(aid: MinimumAid) -> str:
    """A minimum aid with what it is and how sure: "$60: the budget’s, read in the source named"."""
    sure = _(MARK_WORDS[aid.mark])
    note = f" ({aid.note})" if aid.note and aid.mark != "G" else ""
    return f"FY{aid.fiscal_year}: {dollars(aid.cents)}, {_(STATUS_WORDS[aid.status])}, {sure}{note}"


def minimum_notes(year: int) -> list[str]:
    """What is on file about a year's minimum aid, with how sure it is; or that nothing is, and what is taken."""
    found = [minimum_words(aid) for aid in minimum_aids() if aid.fiscal_year == year]
    if final_minimum(year) is None:
        found.append(
            _("The minimum aid of FY{year} is not on file, so the comparison starts from $0.").format(year=year)
        )
    return found


def minimum_list() -> list[str]:
    """Every minimum aid on file."""
    return [minimum_words(aid) for aid in minimum_aids()]
