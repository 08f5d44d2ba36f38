"""What loading and removing the example came to, in sentences; of people only how many."""

from collections.abc import Sequence

from coalition.examples.commands import Removed
from data.examples import Kept
from data.language import _, ngettext

MOST_NAMED = 5


def loaded_sentence(rows: int) -> str:
    """What loading did."""
    if not rows:
        return _("The example coalition is here already; nothing was added.")
    count = ngettext("{n} row", "{n} rows", rows).format(n=f"{rows:,}")
    return _("The example coalition is loaded: {count}, every organization and contact labelled as an example.").format(
        count=count
    )


def removed_sentences(removed: Removed) -> list[str]:
    """What removing did, and what stays with the cure."""
    if not removed.rows and not removed.kept:
        return [_("There was no example to remove.")]
    count = ngettext("{n} example row was removed", "{n} example rows were removed", removed.rows)
    said = [_("{count}; nothing real was touched.").format(count=count.format(n=f"{removed.rows:,}"))]
    if removed.kept:
        said.append(kept_sentence(removed.kept))
    return said


def kept_sentence(kept: Sequence[Kept]) -> str:
    """Which example rows stay, because of what, and what to do."""
    count = ngettext(
        "{n} example row stays because something real refers to it",
        "{n} example rows stay because something real refers to them",
        len(kept),
    ).format(n=len(kept))
    named = "; ".join(_one(row) for row in kept[:MOST_NAMED])
    more = len(kept) - MOST_NAMED
    if more > 0:
        named += "; " + ngettext("{n} more", "{n} more", more).format(n=more)
    cure = _("Delete what refers there or point it elsewhere, then remove the example again.")
    return _("{count}: {named}. {cure}").format(count=count, named=named, cure=cure)


def _one(row: Kept) -> str:
    what = f"“{row.called}”" if row.called else f"{_words(row.table)} {row.number}"
    used = ", ".join(_words(table) for table in row.used_by) or _("something you may not see")
    return _("{what} (used by {used})").format(what=what, used=used)


def _words(table: str) -> str:
    return table.replace("_", " ")
