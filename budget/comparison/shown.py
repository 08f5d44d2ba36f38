"""A comparison and a release as the pieces of the look; values in, markup out."""

from collections.abc import Sequence
from fractions import Fraction
from html import escape

from budget.comparison.along import lineage_words
from budget.comparison.queries import Compared
from budget.comparison.release import Release, ReleaseLine
from budget.comparison.rules import ComparedLine, Level, real_change, share_of_ask
from budget.comparison.sentences import both_columns, column_words, last_year_of, real_words, stage_words
from budget.line_items.line_queries import Document
from budget.line_items.rules import StageOf
from budget.line_items.sentences import missing_words
from budget.line_items.shown import KIND_WORDS
from budget.line_items.stages import LineItemKind
from data.language import _, ngettext
from data.money import dollars, percent
from look import parts


def caution(sentence: str) -> str:
    """What a reader must know before comparing."""
    return f'<p class="ct ct-caution">{parts.tag(_("Different kinds"), "work")} {escape(sentence)}</p>'


def _amount(level: Level | None) -> str:
    if level is None:
        return ""
    return escape(missing_words(level.missing)) if level.amount_cents is None else dollars(level.amount_cents)


def row_header(compared: Compared) -> str:
    """The names of the columns over a list of compared lines."""
    left, right = both_columns(compared)
    cells = "".join(f"<p>{escape(name)}</p>" for name in (left, right, _("Change")))
    return f'<div class="ct ct-listhead"><p>{escape(_("Line item"))}</p><div class="ct-line ct-cmp">{cells}</div></div>'


def compared_row(compared: Compared, line: ComparedLine) -> str:
    """A line's two amounts and its change; a settled or derived amount says what it is."""
    left, right = both_columns(compared)
    parts_of = (line.joined.left, line.joined.right) if line.joined else ((), ())
    cells = [
        _cell(compared, name, level, len(members))
        for name, level, members in zip((left, right), (line.left, line.right), parts_of, strict=True)
    ]
    return f'<div class="ct ct-line ct-cmp">{"".join(cells)}<p class="since">{_change(compared, line)}</p></div>'


def _cell(compared: Compared, name: str, level: Level, members: int) -> str:
    asked = {compared.chosen.left.stage_code, compared.chosen.right.stage_code}
    told = []
    if level.amount_cents is not None and level.stage_code not in asked:
        told.append(stage_words(compared.stages, level.stage_code))
    if level.derived:
        told.append(_("our sum"))
    if members > 1:
        told.append(ngettext("sum of {n} line", "sum of {n} lines", members).format(n=members))
    small = f"<small>{escape(', '.join(told))}</small>" if told else ""
    return f'<p class="amt ct-tab"><span class="ct-of">{escape(name)} </span>{_amount(level)}{small}</p>'


def _change(compared: Compared, line: ComparedLine) -> str:
    before, after = line.left.amount_cents, line.right.amount_cents
    if before is None or after is None:
        return ""
    small = (
        [
            _("{share} {word}").format(
                share=percent(after - before, before), word=_("more") if after > before else _("less")
            )
        ]
        if before > 0 and after != before
        else []
    )
    real = real_change(before, after, compared.comparison.prices_grew)
    small += [real_words(real)] if real is not None else []
    share = share_of_ask(after, line.ask_cents)
    small += (
        [_("{share} of the ask").format(share=percent(share.numerator, share.denominator))] if share is not None else []
    )
    return parts.delta(after - before) + "".join(f"<small>{escape(words)}</small>" for words in small)


def under_name(line: ComparedLine, *, with_agency: bool) -> str:
    """What else names a line: its agency, and that it is not an item."""
    said = [_(KIND_WORDS[LineItemKind(line.kind)]), line.agency if with_agency else ""]
    words = " · ".join(part for part in said if part)
    return f'<p class="ct ct-under">{escape(words)}</p>' if words else ""


def lineage_note(compared: Compared, line: ComparedLine) -> str:
    """The lines of a joined row, or why a line that became another is not held against it."""
    words = lineage_words(compared, line)
    return f'<p class="ct ct-under">{escape(words)}</p>' if words else ""


def with_an_ask(compared: Compared) -> tuple[ComparedLine, ...]:
    """The lines that can stand on the scale of percent of the ask, the largest ask first."""
    found = compared.comparison
    every = (*found.both, *found.new, *found.vanished, *found.apart)
    return tuple(sorted((line for line in every if line.ask_cents), key=lambda line: -(line.ask_cents or 0)))


def ask_bars(compared: Compared, lines: Sequence[ComparedLine]) -> str:
    """Lines of different size on one scale: each column as a share of the line's ask, which is a dashed rule."""
    shares = [
        s
        for line in lines
        for s in (
            share_of_ask(line.left.amount_cents, line.ask_cents),
            share_of_ask(line.right.amount_cents, line.ask_cents),
        )
        if s
    ]
    most = max([*shares, Fraction(1)])
    items = "".join(_bars(compared, line, most) for line in lines)
    label = _("Percent of the {year} ask").format(year=compared.chosen.right.fiscal_year.label)
    return f'<div class="ct ct-asks" role="group" aria-label="{escape(label)}"><ul>{items}</ul></div>'


def _bars(compared: Compared, line: ComparedLine, most: Fraction) -> str:
    rows = []
    for style, name, level in zip(("then", "now"), both_columns(compared), (line.left, line.right), strict=True):
        share = share_of_ask(level.amount_cents, line.ask_cents)
        said = _amount(level)
        bar = ""
        if share is not None:
            said = _("{amount}, {share} of the ask").format(
                amount=said, share=percent(share.numerator, share.denominator)
            )
            bar = f'<i class="{style}" style="--v:{float(max(share, Fraction(0)) / most) * 100:.2f}"></i>'
        rows.append(
            f'<p class="of">{escape(name)}</p><div class="bar" aria-hidden="true" '
            f'style="--ask:{float(1 / most) * 100:.2f}">{bar}</div><p class="t ct-tab">{said}</p>'
        )
    label = f"{line.code} · {line.name}" if line.code else line.name
    ask = _("Our ask {ask}").format(ask=dollars(line.ask_cents or 0))
    name = f'<p class="name">{escape(label)} <small>{escape(ask)}</small></p>'
    return f'<li>{name}<div class="rows">{"".join(rows)}</div></li>'


def source_list(documents: dict[int, Document]) -> str:
    """The documents behind the figures on screen."""
    notes = [
        parts.SourceNote(d.title, d.address, (d.publisher, d.page, d.note))
        for d in sorted(documents.values(), key=lambda d: d.title)
    ]
    return parts.sources(notes)


def release_row(release: Release, line: ReleaseLine) -> str:
    """What is known of a watched line before its new amount is typed: the figure at the stage, and the others."""
    cells = []
    if line.now.amount_cents is not None:
        cells.append((stage_words(release.stages, release.stage.code), dollars(line.now.amount_cents)))
    if release.before is not None:
        cells.append((stage_words(release.stages, release.before.code), _amount(line.before)))
    why = line.last_year_as if line.last_year.amount_cents is None else ""
    cells.append((last_year_of(release, line), escape(why) or _amount(line.last_year)))
    if line.ask_cents is not None:
        cells.append((_("Our ask"), dollars(line.ask_cents)))
    items = "".join(f"<div><dt>{escape(name)}</dt><dd>{amount}</dd></div>" for name, amount in cells)
    return f'<dl class="ct ct-known">{items}</dl>'


def field_label(head_label: str, name: str) -> str:
    """How an amount field is called, for those who hear the page."""
    return _("Amount for {label}").format(label=head_label if head_label == name else f"{head_label}, {name}")


def scale_note(compared: Compared) -> str:
    """What the bars mean."""
    return _("Each bar is a share of the line’s own {year} ask; the dashed rule is the ask.").format(
        year=compared.chosen.right.fiscal_year.label
    )


def stage_options(stages: Sequence[StageOf], codes: Sequence[str]) -> dict[str, str]:
    """The stages to choose from, by code, as a person reads them."""
    names = {s.code: _(s.short_name) for s in stages}
    return {code: names.get(code, _("Settled")) for code in codes}


def column_label(release: Release) -> str:
    """ "FY2018 Senate Ways & Means"."""
    return column_words(release.stages, release.fiscal_year, release.stage.code)
