"""The one-pager as a page that prints on one side, and as a tagged PDF; values in, bytes out."""

import json
from html import escape
from pathlib import Path

import typst

from campaigns.legislators.sheet import Section, Sheet
from data.exports.fonts import font_folders

TEMPLATE = Path(__file__).with_name("one_pager.typ")
STYLE = """
@page { size: letter; margin: 12mm; }
* { box-sizing: border-box; margin: 0; }
body { font: 9.5pt/1.35 "Public Sans", system-ui, sans-serif; color: #1E2725; background: #fff; }
body { max-width: 52rem; padding: 1rem; margin: 0 auto; }
h1 { font: 650 1.75em/1.2 Bitter, Georgia, serif; }
.under { color: #4F5A56; margin: .2em 0 .7em; }
.label { display: inline-block; border: 1.5px solid #8C2F1B; color: #8C2F1B; padding: 0 .5em; }
.label { font-weight: 600; margin-bottom: .5em; }
h2 { font: 650 1.1em/1.3 Bitter, Georgia, serif; border-bottom: 1.5px solid #1E2725; margin: .75em 0 .3em; }
ul, ol { padding-left: 1.1em; } ul { list-style: none; padding: 0; }
li { margin-bottom: .2em; overflow-wrap: anywhere; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.5rem; }
.foot { margin-top: .8em; font-size: .8em; color: #4F5A56; border-top: 1px solid #DAD6CB; padding-top: .4em; }
@media (max-width: 640px) { .two { grid-template-columns: 1fr; } }
@media print { body { padding: 0; max-width: none; } .two { grid-template-columns: 1fr 1fr; } }
"""


def sheet_html(sheet: Sheet) -> bytes:
    """A whole document that asks nothing of any address and prints on one side of a letter sheet."""
    label = f'<p class="label">{escape(sheet.label)}</p>' if sheet.label else ""
    foot = "".join(f"<p>{escape(line)}</p>" for line in sheet.foot)
    wide = "".join(map(_section, sheet.wide))
    columns = "".join(f"<div>{''.join(map(_section, part))}</div>" for part in (sheet.left, sheet.right))
    title = escape(sheet.title)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body><main><h1>{title}</h1>"
        f'<p class="under">{escape(sheet.under)}</p>{label}{wide}<div class="two">{columns}</div></main>'
        f'<footer class="foot">{foot}</footer></body></html>\n'
    ).encode()


def _section(section: Section) -> str:
    kind = "ol" if section.numbered else "ul"
    lines = "".join(f"<li>{_line(strong, rest)}</li>" for strong, rest in section.lines)
    return f"<section><h2>{escape(section.heading)}</h2><{kind}>{lines}</{kind}></section>"


def _line(strong: str, rest: str) -> str:
    return f"<b>{escape(strong)}</b> {escape(rest)}" if rest else escape(strong)


def sheet_pdf(sheet: Sheet) -> bytes:
    """The same as a tagged PDF (PDF/UA-1), one letter page; the same sheet gives the same bytes."""
    return typst.compile(
        TEMPLATE, format="pdf", sys_inputs={"sheet": json.dumps(_as_data(sheet))},
        font_paths=list(font_folders()), ignore_system_fonts=True, pdf_standards=["ua-1"],
        timestamp=0,
    )  # fmt: skip


def _as_data(sheet: Sheet) -> dict[str, object]:
    def sections(some: tuple[Section, ...]) -> list[dict[str, object]]:
        return [
            {"heading": one.heading, "numbered": one.numbered, "lines": [list(line) for line in one.lines]}
            for one in some
        ]

    return {
        "title": sheet.title, "under": sheet.under, "label": sheet.label, "foot": list(sheet.foot),
        "left": sections(sheet.left), "right": sections(sheet.right), "wide": sections(sheet.wide),
    }  # fmt: skip
