"""Papers as files: a page that prints, a tagged PDF, and plain text; values in, bytes out."""

import json
from dataclasses import asdict
from html import escape
from pathlib import Path

import typst

from coalition.decisions.paper import Paper, Part
from data.exports.fonts import font_folders

TEMPLATE = Path(__file__).with_name("paper.typ")
STYLE = """
@page { size: letter; margin: 18mm; }
* { box-sizing: border-box; }
body { font: 11pt/1.45 "Public Sans", system-ui, sans-serif; color: #1E2725; background: #fff; }
body { max-width: 48rem; padding: 1rem; margin: 0 auto; overflow-wrap: anywhere; }
h1 { font: 650 1.75em/1.2 Bitter, Georgia, serif; margin: 0; }
.under, .foot { color: #4F5A56; } .foot { font-size: .8em; border-top: 1px solid #DAD6CB; margin-top: 1.5em; }
h2 { font: 650 1.15em/1.3 Bitter, Georgia, serif; border-bottom: 1.5px solid #1E2725; margin: 1.2em 0 .4em; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; font-size: .85em; color: #4F5A56; }
th, td { text-align: left; vertical-align: top; padding: .25em .5em .25em 0; border-bottom: 1px solid #DAD6CB; }
tr { break-inside: avoid; }
"""


def paper_html(paper: Paper) -> bytes:
    """A whole document that asks nothing of any address."""
    parts = "".join(map(_part_html, paper.parts))
    foot = "".join(f"<p>{escape(line)}</p>" for line in paper.foot)
    title = escape(paper.title)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f'<style>{STYLE}</style></head><body><main><h1>{title}</h1><p class="under">{escape(paper.under)}</p>{parts}'
        f'</main><footer class="foot">{foot}</footer></body></html>\n'
    ).encode()


def _part_html(part: Part) -> str:
    said = "".join(f"<p>{escape(words)}</p>" for words in part.paragraphs)
    return f"<section><h2>{escape(part.heading)}</h2>{said}{_table_html(part)}</section>"


def _table_html(part: Part) -> str:
    if len(part.rows) < 2:  # a header alone is no table
        return ""
    header, *body = part.rows
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in body)
    return (
        f"<table><caption>{escape(part.heading)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def paper_text(paper: Paper) -> bytes:
    """The same as plain text, for a message."""
    lines = [paper.title, paper.under]
    for part in paper.parts:
        lines += ["", part.heading.upper(), *part.paragraphs]
        lines += [f"- {': '.join(cell for cell in row if cell)}" for row in part.rows[1:]]
    return ("\n".join([*lines, "", *paper.foot]) + "\n").encode()


def paper_pdf(paper: Paper) -> bytes:
    """The same as a tagged PDF (PDF/UA-1); the same paper gives the same bytes."""
    return typst.compile(
        TEMPLATE, format="pdf", sys_inputs={"paper": json.dumps(asdict(paper))},
        font_paths=list(font_folders()), ignore_system_fonts=True, pdf_standards=["ua-1"], timestamp=0,
    )  # fmt: skip
