"""What a change and a series say, in plain sentences."""

from collections.abc import Mapping

from budget.line_items.queries import LineHead
from budget.lineage.queries import CameFrom, LineSeries, RecordedChange
from budget.lineage.rules import ChangeKind, SeriesAmount
from data.language import _

KIND_WORDS = {
    ChangeKind.RENAMED: "Renamed",
    ChangeKind.TRANSFERRED: "Transferred",
    ChangeKind.CONSOLIDATED: "Consolidated",
    ChangeKind.SPLIT: "Split",
    ChangeKind.ESTABLISHED: "Established",
    ChangeKind.ELIMINATED: "Eliminated",
}
KIND_MEANS = {
    ChangeKind.RENAMED: "one line, printed under another name",
    ChangeKind.TRANSFERRED: "one line, moved to another number or agency",
    ChangeKind.CONSOLIDATED: "several lines became one",
    ChangeKind.SPLIT: "one line became several",
    ChangeKind.ESTABLISHED: "a new line, from no other",
    ChangeKind.ELIMINATED: "the line ended and no other took its place",
}
CHANGE_WORDS = {
    ChangeKind.RENAMED: "{before} is printed as {after} from {year} on.",
    ChangeKind.TRANSFERRED: "{before} was transferred to {after} from {year} on.",
    ChangeKind.CONSOLIDATED: "{before} were consolidated into {after} from {year} on.",
    ChangeKind.SPLIT: "{before} was split into {after} from {year} on.",
    ChangeKind.ESTABLISHED: "{after} was established in {year}.",
    ChangeKind.ELIMINATED: "{before} was eliminated in {year}.",
}

CAME_WORDS = {
    ChangeKind.RENAMED: "as {before}, renamed",
    ChangeKind.TRANSFERRED: "as {before}, transferred",
    ChangeKind.CONSOLIDATED: "as {before}, consolidated",
    ChangeKind.SPLIT: "split from {before}, and a part alone compares with nothing",
    ChangeKind.ESTABLISHED: "established in {year}",
}
LEFT_WORDS = {
    ChangeKind.RENAMED: "now {after}, renamed",
    ChangeKind.TRANSFERRED: "now {after}, transferred",
    ChangeKind.CONSOLIDATED: "now in {after}, consolidated",
    ChangeKind.SPLIT: "now {after}, split",
}


def short_words(head: LineHead) -> str:
    """A line where there is little room: its number, else its name."""
    return head.code or f"“{head.name}”"


def came_words(came: CameFrom) -> str:
    """What last year's amount stood under: "as 7061-9408, renamed"; or why there is nothing to compare with."""
    kind, year = came.change.kind, came.change.fiscal_year
    if came.has_left:
        return _(LEFT_WORDS[kind]).format(after=listed([short_words(head) for head in came.after]))
    words = _(CAME_WORDS[kind]).format(before=listed([short_words(head) for head in came.before]), year=year.label)
    if not came.can_compare or came.basis is not None:
        return words
    if came.missing:
        return _("no settled {year} figure as {names}").format(
            year=year.before.label, names=listed([short_words(head) for head in came.missing])
        )
    return _("{words}, but their {year} figures settled at different stages").format(
        words=words, year=year.before.label
    )


def line_words(head: LineHead) -> str:
    """A line as a sentence names it: its number where there is one, and its name."""
    return f"{head.code} {head.name}" if head.code else f"“{head.name}”"


def change_sentence(recorded: RecordedChange) -> str:
    """A change as one sentence."""
    after = [_with_share(head, recorded.shares) for head in recorded.after]
    return _(CHANGE_WORDS[recorded.change.kind]).format(
        before=listed([line_words(head) for head in recorded.before]),
        after=listed(after),
        year=recorded.change.fiscal_year.label,
    )


def _with_share(head: LineHead, shares: Mapping[int, int]) -> str:
    share = shares.get(head.id)
    if share is None:
        return line_words(head)
    whole, rest = divmod(share, 100)
    return f"{line_words(head)} ({whole}.{rest:02d}".rstrip("0").rstrip(".") + "%)"


def listed(words: list[str]) -> str:
    """Words as a sentence lists them: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return _("{most} and {last}").format(most=", ".join(words[:-1]), last=words[-1])


def joined_sentence(series: LineSeries) -> str:
    """Which lines the history joins, in the order they carry it."""
    whole = [at for at in series.amounts if at.broken_by is None]
    lines = dict.fromkeys(line for at in whole for line in at.lines)
    if len(lines) < 2:
        return ""
    names = listed([line_words(series.heads[line]) for line in lines])
    if any(len(at.lines) > 1 for at in whole):
        return _("This history joins {names}; a year with several of them is their sum.").format(names=names)
    return _("This history joins {names}.").format(names=names)


def gap_words(series: LineSeries, at: SeriesAmount) -> str:
    """Why a year of a series has no amount; empty when it has one."""
    if at.cents is not None:
        return ""
    broken = next((r for r in series.changes if r.change.id == at.broken_by), None)
    if broken is not None:
        return _("Cannot be compared: {sentence}").format(sentence=change_sentence(broken))
    if set(at.missing) == set(at.lines):
        return _("No settled figure")
    return _("No settled figure for {names}").format(
        names=listed([line_words(series.heads[line]) for line in at.missing])
    )


def sources_words(series: LineSeries, at: SeriesAmount) -> str:
    """The documents behind a year's amount."""
    known = [series.settled[line][at.fiscal_year].source_id for line in at.lines if line not in at.missing]
    return "; ".join(dict.fromkeys(series.documents[source].title for source in known))
