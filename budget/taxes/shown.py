"""Tax scenarios as markup: three rates side by side, who pays, the history and the sources."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from budget.taxes import sentences as say
from budget.taxes.parameters import MARKS, CaseStep, Notice, Parameter, RateOnFile, papers
from budget.taxes.results import TownLevy, Wages, levy_table
from budget.taxes.rules import Standing, four_percent_rate, percent_words, rate_words
from budget.taxes.scenario import KyScenario, RateColumn, Sway
from data.language import _
from data.money import dollars, short_dollars
from data.periods import SchoolYear
from look import parts


def three_columns(found: KyScenario) -> str:
    """Compensating, 4 percent and proposed, the same rows in each; on a phone one table with a row for each."""
    columns = "".join(_column(column, found) for column in found.columns)
    label = escape(_("Three rates side by side"))
    return f'<div class="ct ct-rates" role="group" aria-label="{label}">{columns}{_as_rows(found)}</div>'


def _column(column: RateColumn, found: KyScenario) -> str:
    standing = column.standing
    name = _(say.WHICH_WORDS[column.which])
    rows = "".join(
        f"<div><dt>{escape(label)}</dt><dd class='ct-num'>{escape(text)}</dd></div>"
        for label, text in say.column_rows(column, found)
    )
    status = parts.tag(*say.status_tag(standing))
    return (
        f'<section><h2>{escape(name)}</h2><p class="big ct-num">{rate_words(standing.rate)}'
        f"<small>{escape(_('per $100'))}</small></p><p>{status}</p><dl>{rows}</dl></section>"
    )


def _as_rows(found: KyScenario) -> str:
    """The same on a narrow screen: scenarios down the side; the assessment, which all share, stands above."""
    inputs, rows = found.inputs, []
    for column in found.columns:
        (_label, assessed), *said = say.column_rows(column, found)
        levied, *came_in, more, growth, year, week = (escape(text) for _label, text in said)
        came_in = [escape(_("{amount} comes in").format(amount=text)) for text in came_in]
        status = parts.tag(*say.status_tag(column.standing))
        name = f"{escape(_(say.WHICH_WORDS[column.which]))}<b>{rate_words(column.standing.rate)}</b>{status}"
        rows.append(
            [
                name,
                "".join([levied, *(f"<small>{text}</small>" for text in came_in)]),
                f"{more}<small>{escape(_('growth'))} {growth}</small>",
                f"{year}<small>{week} {escape(_('a week'))}</small>",
            ]
        )
    home = _("{home} home, a year").format(home=dollars(inputs.home_cents))
    header = [_("Rate per $100"), _("Revenue levied"), _("Over compensating"), home]
    table = parts.table(header, rows, caption=_("Three rates, a row for each"), numeric=(1, 2, 3))
    return f'<div class="ct-rates-rows">{parts.note(_("Assessment: {amount}").format(amount=assessed))}{table}</div>'


def who_pays(found: KyScenario) -> str:
    """A bill at several home values; where homes are counted, what each band pays of the rest."""
    counted = any(row.homes is not None for row in found.bands)
    header = [_("Home value"), _("More than compensating"), *(_(say.WHICH_WORDS[one.which]) for one in found.columns)]
    header += [_("Homes"), _("They pay more"), _("Share")] if counted else []
    rows = []
    for row in found.bands:
        cells = [dollars(row.value_cents), dollars(row.bills[2] - row.bills[0]), *(dollars(bill) for bill in row.bills)]
        if counted:
            unknown = f"<small>{escape(_('not counted'))}</small>"
            cells.append(unknown if row.homes is None else f"{row.homes:,}")
            cells.append(unknown if row.together_cents is None else short_dollars(row.together_cents))
            cells.append(unknown if row.share is None else percent_words(row.share, 1))
        rows.append(cells)
    return parts.table(header, rows, caption=_("Bill a year by home value"), numeric=range(len(header)))


def sway_bars(found: Sequence[Sway], answer_cents: int) -> str:
    """A tornado: each assumption moved down and up by itself, the money it leaves as text and as a bar.

    The bars share one scale; the rule in their middle is the answer as it stands.
    """
    widest = max((one.reach(answer_cents) for one in found), default=0) or 1
    rows = [
        [
            escape(_(say.SWAY_WORDS[one.assumption])),
            _moved(one.low, one.low_cents),
            _bars(one, answer_cents, widest),
            _moved(one.high, one.high_cents),
        ]
        for one in found
    ]
    header = [_("Assumption"), _("Moved down"), _("From the answer"), _("Moved up")]
    return parts.table(header, rows, caption=_("One assumption at a time"), numeric=(1, 3))


def _bars(one: Sway, answer_cents: int, widest: int) -> str:
    bars = ""
    for side, cents in (("down", one.low_cents), ("up", one.high_cents)):
        if cents is None:
            continue
        wide = abs(cents - answer_cents) * 50 / widest
        start = 50 - wide if cents < answer_cents else 50
        bars += f'<i class="{side}" style="left:{start:.1f}%;width:{wide:.1f}%"></i>'
    return f'<span class="ct-sway" aria-hidden="true">{bars}</span>'


def _moved(words: str, cents: int | None) -> str:
    if cents is None:
        return f"<small>{escape(_('cannot be'))}</small>"
    return f"{short_dollars(cents)}<small>{escape(_(words))}</small>"


def history_table(rows: Sequence[RateOnFile]) -> str:
    """Rate, assessment and revenue of each year side by side; what is worked out says so."""
    header = [_("School year"), _("Rate per $100"), _("Assessment"), _("Revenue"), _("What it is")]
    cells = []
    for one in rows:
        if one.property_class != "real":
            continue
        kind = _("billed, not levied") if one.kind == "billed" else _("proposed") if one.kind == "proposed" else ""
        rate = rate_words(one.rate) + (f"<small>{escape(kind)}</small>" if kind else "")
        what = _("came in") if one.revenue_is == "produced" else _("expected, gross")
        said = " ".join(filter(None, [what, _("worked out") if one.mark == "D" else "", one.note and f"({one.note})"]))
        assessed = "" if one.assessed_cents is None else f"{short_dollars(one.assessed_cents)}<small>{_('worked out')}"
        cells.append(
            [
                SchoolYear(one.school_year).label,
                rate,
                f"{assessed}</small>" if assessed else "",
                "" if one.revenue_cents is None else short_dollars(one.revenue_cents),
                escape(said),
            ]
        )
    return parts.table(header, cells, caption=_("Rates on file"), numeric=(1, 2, 3))


def notice_table(found: Sequence[Notice]) -> str:
    """What the board's own notices print beside what the rule gives: the check anybody can repeat."""
    header = [_("School year"), _("Compensating, printed"), _("4 percent by the rule"), _("Proposed"), _("Growth")]
    rows = []
    for one in found:
        if one.compensating is None:
            continue
        growth = percent_words(Standing(one.real, one.compensating).growth)
        four = four_percent_rate(one.compensating)
        year = SchoolYear(one.school_year).label
        rows.append([year, rate_words(one.compensating), rate_words(four), rate_words(one.real), growth])
    return parts.table(header, rows, caption=_("Hearing notices on file"), numeric=(1, 2, 3, 4))


def case_steps(steps: Sequence[CaseStep], *, today: date) -> str:
    """A recall as it happened, step by step."""
    items = []
    for step in steps:
        value = ""
        if step.value is not None:
            value = rate_words(step.value) if step.unit == "cents" else f"{step.value:,} {_(step.unit)}"
        when = parts.day(step.day, today=today) if step.day else f"<span>{escape(_('No day on file'))}</span>"
        said = f"{step.what}: {value}." if value and step.unit != "cents" else f"{step.what}."
        items.append((when, escape(said), papers()[step.source].title))
    return parts.changes(items)


def wages_table(found: Wages, rows: Iterable[tuple[str, str]]) -> str:
    """Who takes what of the occupational tax."""
    cells = [[escape(label), escape(text)] for label, text in rows]
    caption = _("Occupational tax on {wages} a year").format(wages=dollars(found.wages_cents))
    return parts.table([_("Who takes it"), _("A year")], cells, caption=caption, numeric=(1,))


def levy_columns(found: TownLevy) -> str:
    """A town's year without and with the override."""
    rows = [[escape(label), escape(first), escape(second)] for label, first, second in levy_table(found)]
    header = ["", _("Without the override"), _("With the override")]
    return parts.table(header, rows, caption=_("The levy limit without and with the override"), numeric=(1, 2))


def parameter_list(found: Sequence[Parameter]) -> str:
    """The rule's parameters with their days and marks, for whoever checks."""
    rows = []
    for one in found:
        days = " ".join(
            filter(
                None,
                [
                    _("from {day}").format(day=one.known_from.isoformat()) if one.known_from else "",
                    _("to {day}").format(day=one.known_to.isoformat()) if one.known_to else "",
                ],
            )
        )
        said = f"{one.value} {one.unit}".strip()
        name = one.code.replace("_", " ")
        note = f"<small>{escape(one.note)}</small>" if one.note else ""
        days = days or _("not dated")
        rows.append([escape(name) + note, escape(said), escape(days), escape(_(MARKS[one.mark]))])
    header = [_("Parameter"), _("Value"), _("Known to hold"), _("How sure we are")]
    return parts.table(header, rows, caption=_("Parameters of the rule"))


def source_list(keys: Iterable[str]) -> str:
    """The documents behind what is shown, each once."""
    notes = []
    for key in dict.fromkeys(keys):
        paper = papers()[key]
        said = ". ".join(filter(None, [paper.publisher, paper.published_on, paper.note]))
        notes.append(parts.SourceNote(paper.title, paper.address, (said,)))
    return parts.sources(notes)
