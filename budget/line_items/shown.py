"""A line's values as the pieces of the look: strip, rows of the list, sources; values in, markup out."""

from collections.abc import Mapping, Sequence
from html import escape

from budget.line_items.file_rows import FileRow
from budget.line_items.history import HistoryPoint, YearView
from budget.line_items.line_queries import Document, LineRecord, StatedFigure, ToldFigure
from budget.line_items.listing import ListedLine
from budget.line_items.queries import LineHead
from budget.line_items.rules import Step, StepState
from budget.line_items.sentences import (
    MARK_WORDS,
    STATE_WORDS,
    compared_with_words,
    dollars_words,
    missing_words,
)
from budget.line_items.stages import LineItemKind
from budget.line_items.year_queries import TotalCheck
from data.language import _, ngettext
from data.money import dollars, percent, short_dollars
from look import parts

STYLE = {
    StepState.DONE: ("done", "check"),
    StepState.LATEST: ("today", "pen"),
    StepState.NOT_YET: ("next", "clock"),
    StepState.MISSING: ("gap", "dash"),
    StepState.VETOED: ("veto", "cross"),
    StepState.RESTORED: ("back", "back"),
}
KIND_WORDS = {
    LineItemKind.ITEM: "",
    LineItemKind.REVENUE: "revenue, never added to spending",
    LineItemKind.EARMARK: "earmark inside a line",
    LineItemKind.CATEGORY_TOTAL: "category total, never added to its items",
    LineItemKind.PER_PUPIL: "dollars per pupil",
}


def strip(record: LineRecord, view: YearView) -> str:
    """The path of one year."""
    label = _("{name}, {year}, {dollars}").format(
        name=record.head.name, year=view.fiscal_year.label, dollars=dollars_words(view)
    )
    stages = [_strip_stage(step, view) for step in view.steps]
    return parts.path_strip(stages, ask_cents=view.ask_cents, label=label)


def _strip_stage(step: Step, view: YearView) -> parts.StripStage:
    style, mark = STYLE[step.state]
    lines = []
    if step.derived:
        lines.append(_("our sum"))
    if step.change_cents is not None:
        lines.append(parts.delta(step.change_cents, up=_("more"), down=_("less")))
    if step.amount_cents is not None and view.last_year is not None and step is view.standing:
        lines.append(_over_last_year(step.amount_cents - view.last_year.amount_cents, view))
    if step.amount_cents is not None and view.ask_cents is not None:
        lines.append(parts.gap(step.amount_cents - view.ask_cents))
    return parts.StripStage(
        name=_(step.stage.short_name),
        state=_(STATE_WORDS[step.state]),
        style=style,
        mark=mark,
        amount_cents=step.amount_cents,
        missing=missing_words(step.missing),
        lines=tuple(lines),
    )


def _over_last_year(change: int, view: YearView) -> str:
    last = view.fiscal_year.before.label
    if change == 0:
        return escape(_("same as {year}").format(year=last))
    return parts.delta(
        change, up=_("over {year}").format(year=last), down=_("under {year}").format(year=last), plain=True
    )


def scale_note(view: YearView) -> str:
    """What the strip's height means."""
    amounts = [step.amount_cents for step in view.steps if step.amount_cents is not None]
    amounts += [view.ask_cents] if view.ask_cents is not None else []
    if len(set(amounts)) < 2:
        return _("Amounts are {dollars}; exact figures stand under each stage.").format(dollars=dollars_words(view))
    return _(
        "Height shows the amount, {dollars}; the scale starts at {low}, not zero. Exact figures stand under each stage."
    ).format(dollars=dollars_words(view), low=dollars(min(amounts)))


def stage_table(record: LineRecord, view: YearView) -> str:
    """The strip as a table: every step against the step before, last year and the ask."""
    header = [_("Stage"), _("Amount"), _("Change"), _("Against last year"), _("Against our ask"), _("Source")]
    last = view.last_year
    if last is not None:
        header[3] = _("Against {basis}").format(basis=compared_with_words(view))
    rows = []
    for step in view.steps:
        amount = step.amount_cents
        source = record.documents.get(step.source_id or 0)
        rows.append(
            [
                escape(step.stage.name),
                dollars(amount) if amount is not None else escape(missing_words(step.missing)),
                "" if step.change_cents is None else parts.delta(step.change_cents),
                "" if amount is None or last is None else parts.delta(amount - last.amount_cents, plain=True),
                "" if amount is None or view.ask_cents is None else parts.gap(amount - view.ask_cents),
                escape(source.title) if source else "",
            ]
        )
    caption = _("All stages of {year}, {dollars}").format(year=view.fiscal_year.label, dollars=dollars_words(view))
    return parts.table(header, rows, caption=caption, numeric=(1, 2, 3, 4))


def history_rows(points: Sequence[HistoryPoint], base_label: str | None) -> str:
    """The figures behind the history chart."""
    header = [_("Fiscal year"), _("As voted")]
    if base_label:
        header.append(_("In {year} dollars").format(year=base_label))
    header += [_("Settled by"), _("How sure")]
    gap = escape(_("No settled figure"))
    rows = []
    for point in points:
        row = [point.fiscal_year.label, gap if point.voted_cents is None else dollars(point.voted_cents)]
        if base_label:
            row.append(gap if point.real_cents is None else dollars(point.real_cents))
        rows.append([*row, escape(point.basis), escape(_(MARK_WORDS.get(point.mark, "")))])
    return parts.table(header, rows, caption=_("Settled amount by fiscal year"), numeric=range(1, len(header) - 2))


def source_notes(record: LineRecord, used: set[int]) -> str:
    """The documents behind the figures on screen, with what each says differently."""
    conflicts = record.conflicts
    notes = []
    for source_id in sorted(used):
        document = record.documents.get(source_id)
        if document is not None:
            notes.append(parts.SourceNote(document.title, document.address, _said_of(document, conflicts)))
    return parts.sources(notes)


def _said_of(document: Document, conflicts: Sequence[Sequence[StatedFigure]]) -> tuple[str, ...]:
    kind = _(document.kind.value).capitalize()
    dates = [
        _("dated {day}").format(day=document.published_on.isoformat()) if document.published_on else "",
        _("kept copy") if document.sha256 else "",
    ]
    first = ", ".join([kind, *[part for part in dates if part]]) + "."
    differing = [group for group in conflicts if any(s.figure.source_id == document.id for s in group)]
    said = (
        ngettext(
            "Differs from other documents at {n} place; see below.",
            "Differs from other documents at {n} places; see below.",
            len(differing),
        ).format(n=len(differing))
        if differing
        else ""
    )
    return (". ".join(part for part in (document.publisher, first) if part), said, document.note)


def statement_label(record: LineRecord, said: StatedFigure) -> str:
    """A statement in a list to choose from: its stage, its amount, its document."""
    figure = said.figure
    amount = missing_words(figure.missing) if figure.amount_cents is None else short_dollars(figure.amount_cents)
    return f"{_(said.stage.short_name)}: {amount}, {record.documents[figure.source_id].title}"


def conflict_table(record: LineRecord) -> str:
    """Where documents disagree, side by side, with the one we show and why."""
    rows = []
    for group in record.conflicts:
        for said in group:
            figure = said.figure
            amount = dollars(figure.amount_cents) if figure.amount_cents is not None else missing_words(figure.missing)
            why = said.because or (_("newest document") if said.preferred else "")
            shown = parts.tag(_("shown"), "ok", "check") if said.preferred else ""
            rows.append(
                [
                    said.fiscal_year.label,
                    escape(_(said.stage.short_name)),
                    escape(amount),
                    escape(record.documents[figure.source_id].title),
                    f"{shown} {escape(why)}",
                ]
            )
    header = [_("Year"), _("Stage"), _("Amount"), _("Document"), _("Which we show")]
    return parts.table(header, rows, caption=_("Where documents disagree"), numeric=(2,))


def list_header() -> str:
    """The names of the list's columns."""
    names = (_("Stands at"), _("Against last year"), _("Against our ask"))
    cells = "".join(f"<p>{escape(name)}</p>" for name in names)
    return f'<div class="ct ct-listhead"><p>{escape(_("Line item"))}</p><div class="ct-line">{cells}</div></div>'


def listed_row(line: ListedLine) -> str:
    """A line in the list: what it stands at, against last year and against the ask."""
    view, now = line.view, line.view.standing
    amount = escape(_("No figure"))
    stage = ""
    if now is not None and now.amount_cents is not None:
        amount, stage = dollars(now.amount_cents), _(now.stage.short_name)
    elif view.steps:
        amount = escape(missing_words(view.steps[-1].missing))
    ask = parts.gap(view.gap_cents) if view.gap_cents is not None else ""
    return (
        f'<div class="ct ct-line"><p class="amt ct-tab">{amount}<small>{escape(stage)}</small></p>'
        f'<p class="since">{_since_last_year(view)}</p><p class="ask">{ask}</p></div>'
    )


def _since_last_year(view: YearView) -> str:
    change, last = view.since_last_year_cents, view.last_year
    if change is None or last is None:
        why = view.last_year_as if last is None else ""
        return f"<small>{escape(why[:1].upper() + why[1:] or _('No figure last year'))}</small>"
    share = f"{percent(change, last.amount_cents)} · " if change and last.amount_cents > 0 else ""
    return f"{parts.delta(change, plain=True)}<small>{share}{escape(compared_with_words(view))}</small>"


def under_name(head: LineHead, *, with_agency: bool = True) -> str:
    """What stands under a line's name: its agency, and its kind where it is not a plain item."""
    agency = head.agency if with_agency else ""
    kind = parts.tag(_(KIND_WORDS[head.kind])) if head.kind is not LineItemKind.ITEM else ""
    return f'<p class="ct ct-under">{escape(agency)} {kind}</p>' if agency or kind else ""


def total_sentences(checks: Sequence[TotalCheck]) -> list[tuple[bool, str]]:
    """Each printed total beside the sum of its items: whether it is met, and the sentence."""
    said = []
    for check in checks:
        difference = abs(check.printed_cents - check.sum_cents)
        start = _("{agency}, {stage}: the {items} items on file add up to {sum}").format(
            agency=check.agency or check.label,
            stage=_(check.stage.short_name),
            items=check.items,
            sum=dollars(check.sum_cents),
        )
        printed = dollars(check.printed_cents)
        if difference == 0:
            rest = _("; the printed total is the same.")
        elif check.holds:
            rest = _("; the printed total is {printed}, the difference of {gap} is rounding.").format(
                printed=printed, gap=dollars(difference)
            )
        else:
            rest = _("; the printed total is {printed}. {gap} are in items this document’s list does not show.").format(
                printed=printed, gap=dollars(difference)
            )
        said.append((check.holds, start + rest))
    return said


def told_table(told: Sequence[tuple[str, ToldFigure]], documents: Mapping[int, Document]) -> str:
    """Figures in somebody's words; no sum uses them."""
    rows = [
        [
            f"{escape(t.name)}<small>{escape(code)}</small>",
            escape(t.stage),
            escape(t.as_reported),
            f"{escape(documents[t.source_id].title)}<small>{escape(t.note)}</small>",
        ]
        for code, t in told
    ]
    header = [_("Program"), _("Stage"), _("In their words"), _("Who reported it")]
    return parts.table(header, rows, caption=_("As reported, never used in a sum"))


def name_table(record: LineRecord) -> str:
    """The names a line was printed under, and where."""
    rows = [[escape(n.name), escape(record.documents[n.source_id].title)] for n in record.names]
    return parts.table([_("Name"), _("Document")], rows, caption=_("Names it was printed under"))


def posting_table(row: FileRow) -> str:
    """The rows that were added up, as the file has them."""
    header = [_("Row"), *row.header]
    rows = [[str(number), *map(escape, cells)] for number, cells in row.postings]
    return parts.table(header, rows, caption=_("The postings as kept"))


def note_list(record: LineRecord) -> str:
    """Notes and footnotes, each with its document."""
    return parts.bullet_list([f"{note.text} ({record.documents[note.source_id].title})" for note in record.notes])
