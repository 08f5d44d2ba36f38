"""The record of changes as markup: when, who, what, and each column before and after."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from urllib.parse import urlencode

from coalition.changes import wording
from coalition.changes.queries import Head
from coalition.changes.rules import Change
from data.language import _, ngettext
from look import parts

SHORT_HASH = 12


def entry(change: Change, *, today: date, pages: Mapping[str, str] | None = None) -> str:
    """One change; with `pages`, for lists of several records, it names its record, linked where that has a page."""
    when = f"{parts.day(change.at.date(), today=today)}<small>{change.at:%H:%M} UTC</small>"
    what = f"<b>{escape(wording.act_words(change.act))}</b>"
    if pages is not None and change.subject:
        what += f" · {_record(change, pages)}"
    year = change.facts.get("fiscal_year")
    if pages is None and isinstance(year, int):
        what += f" · FY{year}"
    said = "".join(f"<li>{_moved(line)}</li>" for line in _lines(change))
    listed = f'<ul class="ct-moved">{said}</ul>' if said else ""
    why = f'<p class="why">{_("Why:")} {escape(change.why)}</p>' if change.why else ""
    who = f'<p class="meta">{escape(wording.who_words(change))} · {_("entry {n}").format(n=f"{change.number:,}")}</p>'
    return f"<li><div>{when}</div><div><p>{what}</p>{listed}{why}{who}</div></li>"


def _lines(change: Change) -> list[str]:
    return wording.moved_words(change) or wording.facts_words(change)


def _moved(line: str) -> str:
    before, arrow, after = parts.with_figures(line).partition(" → ")
    return f'{before} <span class="arrow" aria-label="{_("became")}">→</span> {after}' if arrow else before


def _record(change: Change, pages: Mapping[str, str]) -> str:
    words, address = escape(wording.record_words(change)), pages.get(change.subject, "")
    return f'<a href="{escape(address)}" target="_self">{words}</a>' if address else words


def entries(
    changes: Sequence[Change], *, today: date, pages: Mapping[str, str] | None = None, goes_on: bool = False
) -> str:
    """Changes, newest first; `goes_on` where what belongs to the last of them follows."""
    listed = "".join(entry(change, today=today, pages=pages) for change in changes)
    return f'<ol class="ct ct-changes ct-log{" ct-log-goes-on" if goes_on else ""}">{listed}</ol>'


def head_sentence(head: Head) -> str:
    """How many entries there are and where the chain ends, so that it can be kept elsewhere."""
    count = ngettext("{n} entry", "{n} entries", head.entries).format(n=f"{head.entries:,}")
    end = _("Each is chained to the one before; the chain ends in {hash}….").format(hash=head.hash[:SHORT_HASH])
    return f"{count}. {end}"


def export_address(kind: str, *, act: str, day: str, record: str) -> str:
    """The address of the file of what the page shows."""
    query = urlencode({name: value for name, value in (("act", act), ("day", day), ("record", record)) if value})
    return f"/export/changes.{kind}" + (f"?{query}" if query else "")
