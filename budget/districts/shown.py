"""A district's values as markup: tables of money, students, staff and discipline, peers, sources; values in."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from html import escape

from budget.districts import sentences as say
from budget.districts.figure_statements import EVERYBODY
from budget.districts.part_sentences import function_words
from budget.districts.peers import Peers
from budget.districts.queries import Card, Listed, Listing
from budget.districts.record import DistrictRecord, Held, Key
from budget.districts.record_tables import LEVELS, REVENUE, AmountRow, GroupTable
from budget.districts.rules import Given
from data.language import _, ngettext
from data.money import dollars, percent
from data.periods import FiscalYear, SchoolYear
from look import parts

WORDS_OF_LEVELS = {
    "revenue_local": "Local",
    "revenue_state": "State",
    "revenue_federal": "Federal",
    "revenue_capital_outlay": "Capital outlay",
    "revenue_total": "All revenue",
}


def chart_title(sentence: str) -> str:
    """What a chart or table shows, over it."""
    return f'<h3 class="ct ct-charttitle">{escape(sentence)}</h3>'


def cell(unit: str, given: Given) -> str:
    """A value as the cell of a table; why there is none is set smaller."""
    words = escape(say.given_words(unit, given))
    return f"<small>{words}</small>" if given.value is None else words


def finance_table(rows: Sequence[AmountRow], count: str, year: int) -> str:
    """Amounts of one year, each for each pupil of the chosen count, beside the amount per pupil as printed."""
    header = [_("Amount"), _("For each"), _("Dollars"), _("Per pupil as printed")]
    body = [
        [
            escape(function_words(row.name)),
            _each(row),
            cell("cents", row.amount),
            cell("cents", row.printed),
        ]
        for row in rows
    ]
    caption = _("Revenue and spending, {year}, for each {count}").format(
        year=say.year_words(year), count=say.count_words(count)
    )
    return parts.table(header, body, caption=caption, numeric=(1, 2, 3))


def _each(row: AmountRow) -> str:
    if row.each.cents is None:
        return f"<small>{escape(_('not divided'))}</small>"
    return dollars(row.each.cents)


def revenue_table(record: DistrictRecord, years: Sequence[SchoolYear], base: FiscalYear | None) -> str:
    """Revenue by level for every year, as printed and in one year's dollars; a missing year says why."""
    measures = [code for code in REVENUE if record.years(code)]
    header = [_("Year"), *(_(WORDS_OF_LEVELS[code]) for code in measures)]
    body = [[year.label, *(_amount(record, code, year, base) for code in measures)] for year in years]
    return parts.table(header, body, caption=_("Revenue by level"), numeric=range(1, len(header)))


def _amount(record: DistrictRecord, code: str, year: SchoolYear, base: FiscalYear | None) -> str:
    given = record.given(code, year)
    if given.value is None or base is None:
        return cell("cents", given)
    real = record.prices.real_cents(given.value, of=year.fiscal_year, into=base)
    told = _("no price index") if real is None else dollars(round(real, -2))
    return f"{dollars(given.value)}<small>{escape(told)}</small>"


def group_header(record: DistrictRecord, table: GroupTable) -> list[str]:
    """The names of a table's groups."""
    return [say.group_name(record, code) for code in table.groups]


def groups_table(record: DistrictRecord, table: GroupTable, *, caption: str, shares: bool = False) -> str:
    """Measures down, groups across; with `shares` each group's part of all stands below it."""
    header = [_("What"), *group_header(record, table)]
    body = [
        [_wide(_short_name(record.measures[code])), *_group_cells(record.measures[code].unit, cells, shares)]
        for code, cells in table.rows
    ]
    return parts.table(header, body, caption=caption, numeric=range(1, len(header)))


def _group_cells(unit: str, cells: Sequence[Given], shares: bool) -> list[str]:
    shown = [cell(unit, given) for given in cells]
    every = cells[0].value
    if not shares or not every:
        return shown
    parts_of = ["" if given.value is None else f"<small>{percent(given.value, every)}</small>" for given in cells[1:]]
    return [shown[0], *(words + share for words, share in zip(shown[1:], parts_of, strict=True))]


def _wide(words: str) -> str:
    """The name of a row in a wide table, which would break at each word."""
    return f'<span class="ct-rowname">{escape(words)}</span>'


def _short_name(card: Card) -> str:
    """A measure's name where its kind stands over the table: "Out-of-school suspensions"."""
    return card.name.removesuffix(": events").removesuffix(": students").removeprefix("Share of students with: ")


def students_table(record: DistrictRecord, measure: str, year: int) -> str:
    """Students of each race, gender and need: how many, and their share of all."""
    codes = {g.code: g for m in (measure, "enrollment_share") for g in record.groups_of(m, year)}
    shown = sorted((g for g in codes.values() if g.family != "grade"), key=lambda g: g.position)
    body = [[escape(_("All students")), cell("count", record.given(measure, year)), ""]]
    for group in shown:
        counted = record.given(measure, year, group.code)
        has_count = (measure, year, group.code) in record.figures
        share = say.student_share(record, measure, year, group.code)
        body.append([escape(group.name), cell("count", counted) if has_count else "", cell("share", share)])
    caption = _("Students by group, {year}").format(year=say.year_words(year))
    return parts.table([_("Group"), _("Students"), _("Share")], body, caption=caption, numeric=(1, 2))


def values_table(record: DistrictRecord, codes: Iterable[str], year: int, *, caption: str) -> str:
    """Some measures of everybody in one year."""
    body = [
        [escape(record.measures[code].name), cell(record.measures[code].unit, record.given(code, year))]
        for code in codes
        if (code, year, EVERYBODY) in record.figures
    ]
    return parts.table([_("What"), _("Value")], body, caption=caption, numeric=(1,)) if body else ""


def peers_table(found: Peers) -> str:
    """The district first, then its peers, nearest first, every figure of the one year."""
    header = [_("District"), *(card.name for card in found.measures)]
    body = []
    for place, row in enumerate((found.own, *found.rows)):
        name = escape(row.head.name)
        name = f"<b>{name}</b>" if place == 0 else f'<a href="/district?district={row.head.id}">{name}</a>'
        body.append(
            [
                f'<span class="ct-rowname">{name}</span>',
                *(cell(card.unit, row.values[card.code]) for card in found.measures),
            ]
        )
    caption = _("Peers, {year}").format(year=found.year.label)
    return parts.table(header, body, caption=caption, numeric=range(1, len(header)))


def list_header(listed: Listing) -> str:
    """The names of the list's columns."""
    spending = _("Spent per pupil") if listed.spending else ""
    names = (_("Students"), spending, _("Students by race"))
    cells = "".join(f"<p>{escape(name)}</p>" for name in names)
    return f'<div class="ct ct-listhead"><p>{escape(_("District"))}</p><div class="ct-line">{cells}</div></div>'


def listed_row(listed: Listed, *, spent: bool) -> str:
    """A district in the list: its students, what it spent on each (where any district's is `spent`), and shares."""
    shares = [
        f"{say.given_words('share', given)} {_(name)}"
        for (code, name) in (("black", "Black"), ("hispanic", "Hispanic"), ("white", "White"))
        if (given := listed.shares[code]).value is not None
    ]
    need = "" if listed.need.value is None else say.given_words("share", listed.need)
    meals = _("{share} free or reduced meals").format(share=need) if need else ""
    students = escape(say.given_words("count", listed.enrollment))
    spending = escape(say.given_words("cents", listed.spending)) if spent else ""
    return (
        f'<div class="ct ct-line"><p class="amt ct-tab">{students}</p>'
        f'<p class="since">{spending}</p>'
        f'<p class="ask"><small>{escape(" · ".join(shares))}</small>'
        f"<small>{escape(meals)}</small></p></div>"
    )


def cards(found: Iterable[Card]) -> str:
    """Definition cards, one under another."""
    return "".join(f"{chart_title(card.name)}{parts.bullet_list(say.card_lines(card))}" for card in found)


def source_notes(record: DistrictRecord, used: Iterable[int]) -> str:
    """The documents behind figures, with how many of the district's figures each holds."""
    held = Counter(one.source_id for one in record.figures.values())
    years: dict[int, set[int]] = defaultdict(set)
    for (_measure, year, _group), one in record.figures.items():
        years[one.source_id].add(year)
    notes = []
    for source in sorted(set(used) & record.documents.keys()):
        document, count = record.documents[source], held[source]
        figures = ngettext("{n} figure on this page’s record", "{n} figures on this page’s record", count)
        said = [document.publisher, figures.format(n=f"{count:,}") if count else "", say.span_words(years[source])]
        notes.append(parts.SourceNote(document.title, document.address, tuple(said)))
    return parts.sources(notes)


def where_it_stands(record: DistrictRecord, year: int) -> str:
    """Every figure of a year with its document and the row it stands in."""
    body = []
    for (code, at, group), held in sorted(record.figures.items(), key=_in_order(record)):
        if at != year:
            continue
        document = record.documents.get(held.source_id)
        title = escape(document.title if document else "")
        row = _("added up from its schools") if held.added else _("row {n}").format(n=f"{held.row_number or 0:,}")
        where = f"{title}<small>{escape(row)}</small>" if held.added or held.row_number else title
        card = record.measures[code]
        value = cell(card.unit, Given(held.value, held.missing))
        body.append([escape(card.name), escape(say.group_name(record, group)), value, where])
    header = [_("What"), _("Whom"), _("Figure"), _("Where it stands")]
    caption = _("Every figure of {year} and where it stands").format(year=say.year_words(year))
    return parts.table(header, body, caption=caption, numeric=(2,))


def _in_order(record: DistrictRecord) -> Callable[[tuple[Key, Held]], tuple[int, int]]:
    """Measures in the order of the reference table, groups in theirs."""
    order = {code: place for place, code in enumerate(record.measures)}
    return lambda one: (order[one[0][0]], record.groups[one[0][2]].position)


def level_series(
    record: DistrictRecord, years: Sequence[SchoolYear], base: FiscalYear | None
) -> list[tuple[str, tuple[int | None, ...]]]:
    """Each level's cents by year, as printed or in one year's dollars; a year without a figure is None."""
    series = []
    for code in LEVELS:
        if record.years(code):
            cents = tuple(_cents(record, code, year, base) for year in years)
            series.append((_(WORDS_OF_LEVELS[code]), cents))
    return series


def _cents(record: DistrictRecord, code: str, year: SchoolYear, base: FiscalYear | None) -> int | None:
    value = record.given(code, year).value
    if value is None or base is None:
        return value
    return record.prices.real_cents(value, of=year.fiscal_year, into=base)
