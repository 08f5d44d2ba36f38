"""What happened to a line after enactment as markup: the dated changes with their running level, and the checks."""

from collections.abc import Sequence
from html import escape

from budget.adjustments import sentences as say
from budget.adjustments.queries import AfterEnactment, FiledAdjustment
from budget.line_items.line_queries import Document
from data.language import _
from data.money import dollars
from look import parts


def adjustment_table(after: AfterEnactment) -> str:
    """The enacted amount and every dated change after it, each with its document and the level it left."""
    standing = after.standing
    header = [_("What happened"), _("Level after")]
    levels: Sequence[int | None] = standing.levels or [None] * len(after.filed)
    rows = []
    if standing.basis is not None:
        what = escape(standing.basis.stage.name) + _document(after.basis_document)
        rows.append([what, dollars(standing.basis.amount_cents)])
    for number, (one, level) in enumerate(zip(after.filed, levels, strict=True)):
        stands = escape(_("not known")) if level is None else dollars(level)
        what = _what(after, one, counts=number < standing.counted)
        rows.append([what, f"{stands}<small>{_moved(one.change.amount_cents)}</small>"])
    caption = _("After enactment, {year}, as voted").format(year=after.fiscal_year.label)
    return parts.table(header, rows, caption=caption, numeric=(1,))


def _moved(cents: int) -> str:
    """A change to the dollar, however large."""
    side, word = ("up", _("more")) if cents > 0 else ("down", _("less"))
    return f'<span class="ct-delta ct-{side}"><span class="ct-num">{dollars(abs(cents))}</span> {escape(word)}</span>'


def _what(after: AfterEnactment, one: FiledAdjustment, *, counts: bool) -> str:
    later = "" if counts else " " + parts.tag(_("not yet"), "info", "clock")
    day = one.change.dated
    when = f'<small><time datetime="{day.isoformat()}">{escape(say.day_words(day))}</time></small>'
    reason = f"<small>{escape(one.reason)}</small>" if one.reason else ""
    return escape(say.kind_words(one)) + later + when + reason + _document(after.documents.get(one.source_id))


def _document(document: Document | None) -> str:
    if document is None:
        return ""
    title = escape(document.title)
    if document.address.startswith("https://"):
        title = f'<a href="{escape(document.address)}" rel="noopener">{title}</a>'
    return f"<small>{title}</small>"


def checks(after: AfterEnactment) -> str:
    """Each printed figure beside ours; empty when none is on file."""
    said = [
        (not one.difference_cents, say.published_sentence(after, one))
        for one in after.standing.published
        if one.difference_cents is not None
    ]
    unchecked = [
        parts.note(say.published_sentence(after, one))
        for one in after.standing.published
        if one.difference_cents is None
    ]
    return (parts.check_list(said) if said else "") + "".join(unchecked)


def caution(sentence: str) -> str:
    """A sentence to read before relying on the figures."""
    return f'<p class="ct ct-caution">{parts.with_figures(sentence)}</p>'


def spending(after: AfterEnactment) -> str:
    """What was spent, in a paragraph of its own with its document."""
    pieces = []
    for spent in after.standing.spending:
        document = after.documents.get(spent.source_id)
        source = parts.note(_("Source: {title}.").format(title=document.title)) if document else ""
        pieces.append(parts.say(say.spending_sentence(after, spent)) + source)
    return "".join(pieces)


def choice_label(one: FiledAdjustment) -> str:
    """An adjustment in a list to choose from."""
    return f"{say.day_words(one.change.dated)}: {say.kind_words(one)}, {dollars(one.change.amount_cents)}, {one.title}"
