"""The release on one page to send: a document that prints on one side, and a text of message length."""

from datetime import date
from html import escape

from budget.comparison.release import Release, ReleaseLine
from budget.comparison.sentences import (
    last_year_of,
    line_sentence,
    release_caution,
    release_lede,
    release_title,
    stage_words,
)
from budget.line_items.exporting import file_name
from budget.line_items.sentences import missing_words
from data.language import _
from data.money import dollars

NAME_IN_MESSAGE = 56
# up to so many lines, all on one side of a letter sheet; the first size leaves room for the figures compared with
SIZES = ((8, "10pt"), (14, "9pt"), (20, "7.5pt"))
SMALLEST = "7pt"  # more lines take a second side
STYLE = """
@page { size: letter; margin: 12mm; }
* { box-sizing: border-box; margin: 0; }
body { font: SIZE/1.3 "Public Sans", system-ui, sans-serif; color: #1E2725; background: #fff; }
body { max-width: 52rem; padding: 1rem; margin: 0 auto; }
h1 { font: 650 1.6em/1.2 Bitter, Georgia, serif; }
.lede { font: 400 1.15em/1.4 Bitter, Georgia, serif; margin: .5em 0 .8em; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-size: .85em; color: #4F5A56; padding: .25em .5em .25em 0; }
thead th { border-bottom: 2px solid #1E2725; }
td { border-bottom: 1px solid #DAD6CB; padding: .2em .5em .2em 0; vertical-align: top; }
td:first-child { width: 34%; }
td.n { white-space: nowrap; font-variant-numeric: tabular-nums; font-weight: 600; }
small { display: block; color: #4F5A56; font-size: .85em; }
.foot { margin-top: .8em; font-size: .85em; color: #4F5A56; }
.foot p { margin-top: .25em; overflow-wrap: anywhere; }
@media print { body { padding: 0; } tr { break-inside: avoid; } }
"""


def _size(lines: int) -> str:
    return next((size for most, size in SIZES if lines <= most), SMALLEST)


def release_name(release: Release) -> str:
    """The download's name."""
    return file_name("release", release.place.code, release.fiscal_year.label, release.stage.code)


def release_html(release: Release, *, today: date) -> bytes:
    """The one-pager: self-contained, asks nothing of any address, prints on one side of a letter sheet."""
    title = escape(release_title(release))
    rows = "".join(_row(release, line) for line in release.lines)
    heads = "".join(f'<th scope="col">{escape(h)}</th>' for h in (_("Line item"), _("Amount"), _("How it compares")))
    sources = [f"{d.title}{f' ({d.address})' if d.address else ''}" for d in release.documents.values()]
    foot = [
        release_caution(release),
        _("Sources: {sources}.").format(sources="; ".join(sources)) if sources else "",
        _("Drawn up on {day} with Common Table.").format(day=today.isoformat()),
    ]
    notes = "".join(f"<p>{escape(line)}</p>" for line in foot if line)
    style = STYLE.replace("SIZE", _size(len(release.lines)))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{style}</style></head><body><h1>{title}</h1>"
        f'<p class="lede">{escape(release_lede(release))}</p>'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        f'<div class="foot">{notes}</div></body></html>\n'
    ).encode()


def _row(release: Release, line: ReleaseLine) -> str:
    name = f"{line.head.code} · {line.head.name}" if line.head.code else line.head.name
    amount = escape(missing_words(line.now.missing))
    said = ""
    if line.now.amount_cents is not None:
        amount, _comma, said = line_sentence(release, line).partition(", ")
    others = "; ".join(_others(release, line)) if len(release.lines) <= SIZES[0][0] else ""
    said = said[:1].upper() + said[1:]
    return (
        f'<tr><td>{escape(name)}</td><td class="n">{escape(amount)}</td>'
        f"<td>{escape(said)}{'.' if said else ''}{f'<small>{escape(others)}</small>' if others else ''}</td></tr>"
    )


def _others(release: Release, line: ReleaseLine) -> list[str]:
    """The figures that the sentence compares with."""
    said = []
    if release.before is not None and line.before is not None and line.before.amount_cents is not None:
        said.append(f"{stage_words(release.stages, release.before.code)} {dollars(line.before.amount_cents)}")
    if line.last_year.amount_cents is not None:
        said.append(f"{last_year_of(release, line)} {dollars(line.last_year.amount_cents)}")
    if line.ask_cents is not None:
        said.append(_("our ask {ask}").format(ask=dollars(line.ask_cents)))
    return said


def release_text(release: Release) -> str:
    """The same for a message: what it is, how it stands, then a line for each figure that is out."""
    lines = [f"{release_title(release)}.", release_lede(release)]
    lines += [f"- {_named(line)}: {line_sentence(release, line)}" for line in release.known]
    waiting = [_named(line) for line in release.lines if line.now.amount_cents is None]
    if waiting and release.known:
        name = stage_words(release.stages, release.stage.code)
        lines.append(_("No {name} figure: {names}.").format(name=name, names="; ".join(waiting)))
    caution = release_caution(release)
    return "\n".join([*lines, caution] if caution else lines) + "\n"


def _named(line: ReleaseLine) -> str:
    name = line.head.name
    short = name if len(name) <= NAME_IN_MESSAGE else f"{name[: NAME_IN_MESSAGE - 1].rstrip()}…"
    return f"{line.head.code} {short}" if line.head.code else short
