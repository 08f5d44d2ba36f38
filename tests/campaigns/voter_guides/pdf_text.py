"""What a PDF says, read back from its pages by the letters each font maps to; for tests."""

import io
import re
from itertools import pairwise

import pikepdf


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """Glyph number to letters, from the font's ToUnicode table."""
    table: dict[int, str] = {}
    if "/ToUnicode" not in font:
        return table
    said = font.ToUnicode.read_bytes()
    for body in re.findall(rb"beginbfchar(.*?)endbfchar", said, re.DOTALL):
        for glyph, letters in re.findall(rb"<(\w+)>\s*<(\w+)>", body):
            table[int(glyph, 16)] = bytes.fromhex(letters.decode()).decode("utf-16-be")
    assert b"beginbfrange" not in said
    return table


def _shown(operands: list[pikepdf.Object], letters: dict[int, str]) -> str:
    found = operands[-1]
    parts = [bytes(found)] if isinstance(found, pikepdf.String) else [
        bytes(one) for one in found if isinstance(one, pikepdf.String)
    ]  # fmt: skip
    return "".join(
        letters.get(int.from_bytes(part[at : at + 2]), "") for part in parts for at in range(0, len(part), 2)
    )


def _said(page: pikepdf.Object, resources: pikepdf.Object) -> str:
    fonts = {name: _letters(font) for name, font in resources.get("/Font", {}).items()}
    letters: dict[int, str] = {}
    said: list[str] = []
    marked: list[str] = []
    for one in pikepdf.parse_content_stream(page):
        operands = list(one.operands)
        match str(one.operator):
            case "Tf":
                letters = fonts.get(str(operands[0]), {})
            case "BDC" | "BMC":
                marked.append(str(operands[0]))
            case "EMC":
                marked.pop()
            case "Tj" | "TJ" if "/Artifact" not in marked:
                said.append(_shown(operands, letters))
    return _joined(said)


def _joined(said: list[str]) -> str:
    """Words with a space between them; drawings write letter by letter, and these stay together."""
    whole = ""
    for before, words in pairwise(["", *said]):
        whole += words if len(before) == len(words) == 1 else f" {words}"
    return whole


def pdf_text(body: bytes) -> str:
    """The words of the pages, page by page; without the running foot."""
    with pikepdf.open(io.BytesIO(body)) as pdf:
        return "\n".join(_said(page.obj, page.obj.Resources) for page in pdf.pages)


def alternative_texts(body: bytes) -> list[str]:
    """The alternative text of every figure, in the order of the tags."""
    found: list[str] = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for one in list(node):
                walk(one)
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/S") == "/Figure":
                found.append(str(node.get("/Alt", "")))
            if "/K" in node:
                walk(node.K)

    with pikepdf.open(io.BytesIO(body)) as pdf:
        walk(pdf.Root.StructTreeRoot)
    return found


def bookmarks(body: bytes) -> list[str]:
    """The titles of the outline, each level after its own."""
    with pikepdf.open(io.BytesIO(body)) as pdf, pdf.open_outline() as outline:

        def titles(items: list[pikepdf.OutlineItem]) -> list[str]:
            return [title for one in items for title in (one.title, *titles(one.children))]

        return titles(outline.root)
