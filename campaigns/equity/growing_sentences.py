"""Where to grow next in words: what it rests on, who is not in it, and what it would cost."""

from budget.districts.sentences import year_words
from campaigns.equity.growing import GrowthRow, WhereToGrow
from campaigns.equity.sentences import count_words, gap_words, percent, why_words
from data.language import _
from data.money import prose_dollars


def summary(found: WhereToGrow, group: str) -> str:
    """How many districts fall short, and how far their own paraprofessionals could close it."""
    if not found.rows:
        return _(
            "No district of {year} on file has fewer teachers of the group than its students would call for."
        ).format(year=year_words(found.teachers.chosen.year))
    said = _(
        "{group}, {year}: in {n} districts teachers fall short of students. Their own paraprofessionals of the group "
        "could fill {licences} of the {needed} posts it would take, each with a licence."
    ).format(
        group=group, year=year_words(found.teachers.chosen.year), n=len(found.rows), licences=f"{found.licences:,}",
        needed=f"{sum(row.growth.needed for row in found.rows):,}",
    )  # fmt: skip
    return f"{said} {cost_words(found)}"


def cost_words(found: WhereToGrow) -> str:
    """What the licences would cost together, and whose number that rests on."""
    if found.cost_cents is None:
        return _("Type what your programme spends on a scholar to see what that would cost.")
    return _("At {each} a scholar ({source}) that is {all}.").format(
        each=prose_dollars(found.cost_cents), source=found.cost_source or _("your number"),
        all=prose_dollars(found.licences * found.cost_cents),
    )  # fmt: skip


def first_words(row: GrowthRow) -> str:
    """The first district of the list in a sentence."""
    return _(
        "{district}: students {students}, teachers {teachers}, a gap of {gap} points; {pool} of its paraprofessionals "
        "({posts} in posts) are of the group, enough for {licences} of the {needed} posts it would take."
    ).format(
        district=row.unit.name, students=percent(row.teachers.reference), teachers=percent(row.teachers.value),
        gap=gap_words(row.teachers), pool=percent(row.pool.value), posts=count_words(row.pool.having),
        licences=f"{row.growth.licences:,}", needed=f"{row.growth.needed:,}",
    )  # fmt: skip


def universe(found: WhereToGrow) -> str:
    """Every district accounted for: in the list, at parity, or without figures and why."""
    without = "; ".join(f"{why_words(why)}: {count}" for why, count in found.without.items())
    said = _("Universe: {all} districts with teachers on file; {n} fall short, {parity} do not.").format(
        all=len(found.teachers.rows), n=len(found.rows), parity=found.at_parity
    )
    return said + (_(" Not in it: {without}.").format(without=without) if without else "")


def assumptions() -> str:
    """What the count of licences takes for granted."""
    return _(
        "Posts to parity keep the number of teachers as it is, so they are filled as others leave. A licence is one "
        "paraprofessional who becomes a teacher; no district can have more of them than paraprofessionals of the "
        "group, counted in full-time posts. Who would want to, and who is already in training, these files do not say."
    )
