"""Amendments as the pieces of the look: what each would change, what became of it, what was not read."""

from collections.abc import Mapping, Sequence
from html import escape

from budget.amendments.models import Outcome
from budget.amendments.parsing import ParsedAmendment, ParsedChange, Unreadable
from budget.amendments.queries import Change, FloorAmendment
from budget.line_items.line_queries import Document
from data.language import _, ngettext
from data.money import dollars
from look import parts

OUTCOME_TAG = {
    Outcome.PENDING: ("", ""),
    Outcome.ADOPTED: ("ok", "check"),
    Outcome.ADOPTED_IN_PART: ("work", "pen"),
    Outcome.REJECTED: ("stop", "cross"),
    Outcome.WITHDRAWN: ("", "back"),
}


def outcome_words(outcome: Outcome) -> str:
    """An outcome as a person reads it; until somebody has said one, nothing is assumed."""
    return _("outcome not entered") if outcome is Outcome.PENDING else _(outcome.value)


def outcome_tag(amendment: FloorAmendment) -> str:
    """What became of it, in a word; a redraft on file says that the older text no longer counts."""
    kind, mark = OUTCOME_TAG[amendment.outcome]
    replaced = parts.tag(_("replaced by a redraft")) if amendment.replaced else ""
    return parts.tag(outcome_words(amendment.outcome), kind, mark) + " " + replaced


def change_lines(change: Change) -> list[str]:
    """One change to one item, its earmarks, and a struck figure that is not the line's."""
    lines = [_what(change.kind, change.item_code, change.struck_cents, change.inserted_cents, change.after_item)]
    lines += [earmark_line(cents, purpose) for cents, purpose in change.earmarks]
    if change.check is not None and not change.check.holds:
        lines.append(
            _("It strikes {struck}, but the committee’s figure on file is {line}: a difference of {gap}.").format(
                struck=dollars(change.check.struck_cents),
                line=dollars(change.check.line_cents),
                gap=dollars(abs(change.check.struck_cents - change.check.line_cents)),
            )
        )
    return lines


def _what(kind: str, item: str, struck: int | None, inserted: int | None, after: str) -> str:
    if struck is not None and inserted is not None:
        gap = inserted - struck
        word = _("more") if gap >= 0 else _("less")
        return _("{item}: {inserted} in place of {struck}, {gap} {word}.").format(
            item=item, inserted=dollars(inserted), struck=dollars(struck), gap=dollars(abs(gap)), word=word
        )
    if struck is not None:
        return _("{item}: strikes {struck}; the figure inserted is not in the text we hold.").format(
            item=item, struck=dollars(struck)
        )
    if after:
        amount = dollars(inserted) if inserted is not None else _("no amount in the text")
        return _("A new item after {after}, numbered {item}: {amount}.").format(after=after, item=item, amount=amount)
    return _("{item}: words only, no figure changes.").format(item=item)


def earmark_line(cents: int, purpose: str) -> str:
    """An earmark in a sentence."""
    return _("Earmark: not less than {amount} for {purpose}.").format(
        amount=dollars(cents), purpose=purpose or _("a purpose the text does not name")
    )


def amendment_item(amendment: FloorAmendment, documents: Mapping[int, Document]) -> str:
    """One amendment in a list."""
    lines = [line for change in amendment.changes for line in change_lines(change)]
    if amendment.folds:
        count = len(amendment.folds)
        folded = ngettext("It folds in {n} amendment: {list}.", "It folds in {n} amendments: {list}.", count)
        lines.append(folded.format(n=count, list=", ".join(amendment.folds)))
    if amendment.fiscal_note_cents is not None:
        lines.append(_("Fiscal note: {amount}.").format(amount=dollars(amendment.fiscal_note_cents)))
    lines += [_("Not read, kept word for word: “{text}”").format(text=text) for text in amendment.unread]
    lines += [line for line in (amendment.outcome_note, amendment.note) if line]
    by = _("Moved by {names}").format(names=", ".join(amendment.sponsors)) if amendment.sponsors else ""
    source = documents[amendment.source_id].title if amendment.source_id in documents else ""
    under = " · ".join(part for part in (amendment.identifier, by, source) if part)
    items = "".join(f"<p>{parts.with_figures(line)}</p>" for line in lines)
    title = escape(f"{amendment.number} · {amendment.title}" if amendment.number else amendment.title)
    return (
        f'<div class="ct ct-amend"><p><b>{title}</b> {outcome_tag(amendment)}</p>{items}'
        f"<small>{escape(under)}</small></div>"
    )


def amendment_list(listed: Sequence[FloorAmendment], documents: Mapping[int, Document]) -> str:
    """Several amendments, one under another."""
    return "".join(amendment_item(amendment, documents) for amendment in listed)


def parsed_item(parsed: ParsedAmendment | Unreadable) -> str:
    """What a pasted passage was read as, before anything is kept."""
    if isinstance(parsed, Unreadable):
        shown = escape(parsed.text[:300])
        return (
            f'<div class="ct ct-amend"><p>{parts.tag(_("not read"), "stop", "cross")} {escape(parsed.reason)}</p>'
            f"<small>{shown}</small></div>"
        )
    lines = [line for change in parsed.changes for line in _parsed_lines(change)]
    lines += [_("Not read, kept word for word: “{text}”").format(text=text) for text in parsed.unread]
    if not parsed.changes:
        lines.insert(0, _("No change to an item was found in this text; it is kept whole."))
    items = "".join(f"<p>{parts.with_figures(line)}</p>" for line in lines)
    by = _("Moved by {names}").format(names=", ".join(parsed.sponsors)) if parsed.sponsors else ""
    return (
        f'<div class="ct ct-amend"><p><b>{escape(parsed.number)} · {escape(parsed.title)}</b></p>{items}'
        f"<small>{escape(' · '.join(part for part in (parsed.identifier, by) if part))}</small></div>"
    )


def _parsed_lines(change: ParsedChange) -> list[str]:
    first = _what(change.kind, change.item, change.struck_cents, change.inserted_cents, change.after_item)
    return [first, *(earmark_line(e.amount_cents, e.purpose) for e in change.earmarks)]
