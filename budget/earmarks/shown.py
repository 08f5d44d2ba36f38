"""Earmarks as sentences and markup: where each stands, and where its wording vanished."""

from collections.abc import Mapping, Sequence
from html import escape

from budget.earmarks.queries import FollowedEarmark, Language
from budget.earmarks.rules import Vanished
from budget.line_items.line_queries import Document
from budget.line_items.rules import StageOf
from budget.line_items.sentences import missing_words
from data.language import _
from data.money import dollars
from look import parts


def vanished_sentence(gone: Vanished, name: str) -> str:
    """ "Level in total, gone in the language", said in full."""
    start = _("{name}: {amount} in {before}, gone from the language in {after}").format(
        name=name, amount=dollars(gone.amount_cents), before=_(gone.before.short_name), after=_(gone.stage.short_name)
    )
    if gone.line_change_cents is None:
        return start + _("; the line’s total is not known at both stages.")
    if gone.level_in_total:
        return start + _(", while the line’s total stayed level.")
    word = _("rose") if gone.line_change_cents > 0 else _("fell")
    return start + _("; the line’s total {word} by {gap}.").format(word=word, gap=dollars(abs(gone.line_change_cents)))


def earmark_table(earmarks: Sequence[FollowedEarmark], stages: Sequence[StageOf], year_label: str) -> str:
    """Each earmark's own path: one row per earmark, one column per stage with a figure."""
    shown = [stage for stage in stages if any(stage.code in earmark.figures for earmark in earmarks)]
    header = [_("Earmark"), *(_(stage.short_name) for stage in shown)]
    rows = []
    for earmark in earmarks:
        cells = [f"{escape(earmark.name)}<small>{escape(earmark.words)}</small>"]
        for stage in shown:
            figure = earmark.figures.get(stage.code)
            if figure is None:
                cells.append("")
            elif figure.amount_cents is None:
                cells.append(escape(missing_words(figure.missing)))
            else:
                cells.append(dollars(figure.amount_cents))
        rows.append(cells)
    caption = _("Earmarks inside the line, {year}; never added to its total").format(year=year_label)
    return parts.table(header, rows, caption=caption, numeric=range(1, len(header)))


def language_list(language: Sequence[Language], documents: Mapping[int, Document]) -> str:
    """The wordings on file, by stage."""
    items = [
        f"<li><b>{escape(said.stage)}</b><p>{escape(said.text)}</p>"
        f"<small>{escape(documents[said.source_id].title)}</small></li>"
        for said in language
        if said.source_id in documents
    ]
    return f'<ul class="ct ct-src">{"".join(items)}</ul>'
