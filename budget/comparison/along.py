"""What a comparison says of lineage: the lines of a joined row, or why lines on record as one stay apart."""

from collections.abc import Sequence

from budget.comparison.queries import Compared
from budget.comparison.rules import ComparedLine, Lineage, Member, NotJoined
from budget.comparison.sentences import both_columns
from budget.line_items.sentences import missing_words
from budget.lineage.queries import RecordedChange
from budget.lineage.sentences import KIND_WORDS, change_sentence, listed
from data.language import _, ngettext
from data.money import dollars


def member_words(member: Member) -> str:
    """A line of a row: its number where it has one, and its name."""
    return f"{member.code} {member.name}" if member.code else f"“{member.name}”"


def lineage_words(compared: Compared, line: ComparedLine) -> str:
    """ "Renamed: FY2015 enacted as 7061-9408 Targeted Assistance."; empty for a line that no change moved."""
    lineage = line.lineage
    if lineage is None:
        return ""
    told = _told(compared, line, lineage)
    if lineage.apart is None:
        kinds = listed(list(dict.fromkeys(_(KIND_WORDS[recorded.change.kind]) for recorded in told)))
        return _("{kinds}: {sides}.").format(kinds=kinds, sides="; ".join(_sides(compared, line, lineage)))
    sentences = [change_sentence(recorded) for recorded in told]
    return " ".join([*sentences, _why_apart(compared, lineage)]).strip()


def _told(compared: Compared, line: ComparedLine, lineage: Lineage) -> list[RecordedChange]:
    """The changes of a row, oldest first; for what is left of a line, those that the line stands in."""
    own = [recorded for recorded in compared.changes if recorded.change.id in lineage.changes]
    return own or [recorded for recorded in compared.changes if line.id in recorded.change.lines]


def _sides(compared: Compared, line: ComparedLine, lineage: Lineage) -> list[str]:
    """Each column whose lines are not just the one that names the row."""
    return [
        _("{column} as {lines}").format(column=column, lines=members_words(members))
        for column, members in zip(both_columns(compared), (lineage.left, lineage.right), strict=True)
        if [member.id for member in members] != [line.id]
    ]


def members_words(members: Sequence[Member]) -> str:
    """The lines of a column, with their amounts where there are several."""
    if len(members) == 1:
        return member_words(members[0])
    return listed([f"{member_words(m)} {dollars(m.level.amount_cents or 0)}" for m in members])


def _why_apart(compared: Compared, lineage: Lineage) -> str:
    if lineage.apart is NotJoined.STAGES:
        return _("Not held together: the figures of one column settled at different stages.")
    if lineage.apart is NotJoined.KINDS:
        return _("Not held together: amounts of different kinds, or per pupil, are not added up.")
    if lineage.apart is NotJoined.ONE_SIDE:
        return ""
    said = []
    for column, members in zip(both_columns(compared), (lineage.left, lineage.right), strict=True):
        missing = [m for m in members if m.level.amount_cents is None]
        if missing:
            names = [f"{member_words(m)} ({missing_words(m.level.missing).lower()})" for m in missing]
            said.append(_("no {column} figure for {lines}").format(column=column, lines=listed(names)))
    return _("Not held together: {reasons}.").format(reasons="; ".join(said))


def brought_words(compared: Compared) -> str:
    """That lines outside the choice are in the sums, because lineage joins them with one of it; else empty."""
    if not compared.brought:
        return ""
    return ngettext(
        "{n} line outside this choice is counted too: by a change on record it is the same money as one of the choice.",
        "{n} lines outside this choice are counted too: by changes on record they are the same money as some of it.",
        compared.brought,
    ).format(n=f"{compared.brought:,}")
