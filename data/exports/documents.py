"""A written document on its way out: the same blocks as a page that prints, as a tagged PDF and as plain text."""

import json
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import typst

from data.exports.fonts import font_folders

TEMPLATE = Path(__file__).with_name("document.typ")
WIDTH = 78
STYLE = """
@page { size: letter; margin: 20mm; }
* { box-sizing: border-box; }
body { font: 11pt/1.5 "Public Sans", system-ui, sans-serif; color: #1E2725; background: #fff; }
body { max-width: 44rem; padding: 1rem; margin: 0 auto; }
h1 { font: 650 1.75em/1.2 Bitter, Georgia, serif; margin: 0 0 .2em; }
h2 { font: 650 1.2em/1.3 Bitter, Georgia, serif; margin: 1.4em 0 .3em; }
.under { color: #4F5A56; margin: 0 0 1em; }
p, li, td, th { overflow-wrap: anywhere; } p { margin: 0 0 .8em; white-space: pre-line; }
table { border-collapse: collapse; width: 100%; margin: 0 0 1em; }
caption { text-align: left; font-weight: 600; padding-bottom: .3em; }
th, td { text-align: left; vertical-align: top; padding: .25em .6em .25em 0; border-bottom: 1px solid #DAD6CB; }
.foot { margin-top: 2em; font-size: .8em; color: #4F5A56; border-top: 1px solid #DAD6CB; padding-top: .5em; }
@media print { body { padding: 0; max-width: none; } }
"""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words; an empty line in them begins a new paragraph."""

    words: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list, `numbered` or not."""

    lines: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a header row; every row is as long as the header."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Items | Grid


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, empty for what needs none, and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A title, a line under it, the parts in reading order, and what stands at the foot."""

    title: str
    under: str = ""
    parts: tuple[Part, ...] = ()
    foot: tuple[str, ...] = ()
    language: str = field(default="en")


def document_html(document: Document) -> bytes:
    """A whole page that asks nothing of any address."""
    title = escape(document.title)
    under = f'<p class="under">{escape(document.under)}</p>' if document.under else ""
    parts = "".join(map(_part_html, document.parts))
    foot = "".join(f"<p>{escape(line)}</p>" for line in document.foot)
    return (
        f'<!doctype html><html lang="{escape(document.language)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body><main><h1>{title}</h1>{under}{parts}</main>"
        f'<footer class="foot">{foot}</footer></body></html>\n'
    ).encode()


def _part_html(part: Part) -> str:
    heading = f"<h2>{escape(part.heading)}</h2>" if part.heading else ""
    return f"<section>{heading}{''.join(map(_block_html, part.blocks))}</section>"


def _block_html(block: Block) -> str:
    match block:
        case Paragraph(words):
            return "".join(f"<p>{escape(one)}</p>" for one in paragraphs(words))
        case Items(lines, numbered):
            kind = "ol" if numbered else "ul"
            return f"<{kind}>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</{kind}>"
        case Grid(caption, header, rows):
            head = "".join(f'<th scope="col">{escape(name)}</th>' for name in header)
            body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
            named = f"<caption>{escape(caption)}</caption>" if caption else ""
            return f"<table>{named}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def paragraphs(words: str) -> tuple[str, ...]:
    """The paragraphs of a text: what empty lines part."""
    return tuple(one.strip() for one in words.replace("\r\n", "\n").split("\n\n") if one.strip())


def document_pdf(document: Document) -> bytes:
    """The same as a tagged PDF (PDF/UA-1) on letter pages; the same document gives the same bytes."""
    return typst.compile(
        TEMPLATE, format="pdf", sys_inputs={"document": json.dumps(_as_data(document))},
        font_paths=list(font_folders()), ignore_system_fonts=True, pdf_standards=["ua-1"], timestamp=0,
    )  # fmt: skip


def _as_data(document: Document) -> dict[str, object]:
    return {
        "title": document.title, "under": document.under, "foot": list(document.foot), "language": document.language,
        "parts": [{"heading": one.heading, "blocks": [_block_data(b) for b in one.blocks]} for one in document.parts],
    }  # fmt: skip


def _block_data(block: Block) -> dict[str, object]:
    match block:
        case Paragraph(words):
            return {"kind": "words", "words": list(paragraphs(words))}
        case Items(lines, numbered):
            return {"kind": "items", "lines": list(lines), "numbered": numbered}
        case Grid(caption, header, rows):
            return {"kind": "grid", "caption": caption, "header": list(header), "rows": [list(row) for row in rows]}


def document_text(document: Document) -> bytes:
    """The same as plain text, for a message."""
    said = [document.title.upper(), *([document.under] if document.under else [])]
    for part in document.parts:
        said += ["", part.heading, "-" * min(len(part.heading), WIDTH)] if part.heading else [""]
        for block in part.blocks:
            said += _block_text(block)
    said += ["", *document.foot]
    return ("\n".join(said).rstrip() + "\n").encode()


def _block_text(block: Block) -> list[str]:
    match block:
        case Paragraph(words):
            return "\n\n".join(paragraphs(words)).split("\n")
        case Items(lines, numbered):
            return [f"{place}. {line}" if numbered else f"- {line}" for place, line in enumerate(lines, start=1)]
        case Grid(caption, _header, rows):
            named = [caption] if caption else []
            return [*named, *(f"- {row[0]}: {'; '.join(cell for cell in row[1:] if cell)}" for row in rows)]
