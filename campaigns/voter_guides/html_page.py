"""A printed guide as one HTML file that asks nothing of any address: for a phone, a desk, the dark and paper."""

from html import escape
from pathlib import Path

from campaigns.voter_guides.charts import chart_svg
from campaigns.voter_guides.printed_words import fixed
from campaigns.voter_guides.printing import (
    Answered,
    Asked,
    Grid,
    GuideDocument,
    Head,
    Line,
    Lines,
    Picture,
    Piece,
    PrintedSection,
    PrintedSource,
    Said,
)
from campaigns.voter_guides.qr import qr_svg

STYLE = Path(__file__).with_name("guide.css")


def guide_html(document: GuideDocument) -> bytes:
    """The whole page, its style and drawings inside; the same document gives the same bytes."""
    return _Page(document).whole().encode()


class _Page:
    """One document on its way to HTML; every word of it is escaped here."""

    def __init__(self, document: GuideDocument) -> None:
        self.document = document
        self.language = document.language

    def fixed(self, name: str, **values: str | int) -> str:
        return escape(fixed(name, self.language, **values))

    def whole(self) -> str:
        d = self.document
        sections = "".join(map(self.section, d.sections))
        return (
            f'<!doctype html>\n<html lang="{escape(self.language)}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<meta name="color-scheme" content="light dark">'
            f"<title>{escape(d.title.text)}</title><style>{STYLE.read_text(encoding='utf-8')}</style></head><body>"
            f'<a class="skip" href="#guide">{self.fixed("skip")}</a>'
            f'<header>{self.top()}</header>{self.contents()}<main id="guide" tabindex="-1">{sections}</main>'
            f"<footer>{self.foot()}</footer></body></html>\n"
        )

    def said(self, said: Said, tag: str = "span", more: str = "") -> str:
        """Words in an element that names their language and direction where these are not the page's own."""
        other = f' lang="{escape(said.language)}"' if said.language != self.language else ""
        turned = ' dir="rtl"' if said.rtl else ""
        if tag == "span" and not other and not turned:
            return escape(said.text)
        return f"<{tag}{more}{other}{turned}>{escape(said.text)}</{tag}>"

    def notes(self, numbers: tuple[int, ...]) -> str:
        links = (
            f'<a href="#source-{n}" aria-label="{self.fixed("source", number=n)}">[{n}]</a>' for n in numbers
        )  # fmt: skip
        return f'<sup class="notes">{" ".join(links)}</sup>' if numbers else ""

    def top(self) -> str:
        d = self.document
        labels = "".join(f'<p class="label">{escape(words)}</p>' for words in d.labels)
        under = self.said(d.under, "p", ' class="under"') if d.under.text else ""
        facts = "".join(f"<li>{escape(words)}</li>" for words in d.facts)
        return (
            f"{labels}{self.said(d.title, 'h1')}{under}"
            f'<div class="top"><ul class="facts">{facts}</ul>{self.live()}</div>'
        )  # fmt: skip

    def live(self) -> str:
        if not self.document.address:
            return ""
        address = escape(self.document.address)
        drawn = qr_svg(self.document.address).replace(
            "<svg ", f'<svg role="img" aria-label="{self.fixed("qr", address=self.document.address)}" ', 1
        )
        return f'<div class="live">{drawn}<p>{self.fixed("live")}<br><a href="{address}">{address}</a></p></div>'

    def contents(self) -> str:
        links = "".join(f'<li><a href="#{s.anchor}">{self.said(s.heading)}</a></li>' for s in self.document.sections)
        name = self.fixed("contents")
        return f'<nav aria-label="{name}"><p><strong>{name}</strong></p><ol>{links}</ol></nav>' if links else ""

    def section(self, section: PrintedSection) -> str:
        heading = self.said(section.heading, "h2", f' id="{section.anchor}"')
        pieces = "".join(map(self.piece, section.pieces))
        return f'<section aria-labelledby="{section.anchor}">{heading}{pieces}</section>'

    def piece(self, piece: Piece) -> str:
        match piece:
            case Line():
                return f"<p>{self.said(piece.said)}{self.notes(piece.notes)}</p>"
            case Head():
                return self.said(piece.said, "h3")
            case Lines():
                kind = "ol" if piece.numbered else "ul"
                lines = "".join(f"<li>{self.said(one.said)}{self.notes(one.notes)}</li>" for one in piece.lines)
                return f"<{kind}>{lines}</{kind}>"
            case Grid():
                return self.grid(piece)
            case Picture():
                return self.picture(piece)
            case Asked():
                return self.asked(piece)

    def grid(self, grid: Grid) -> str:
        def classed(place: int) -> str:
            return ' class="n"' if grid.numeric[place] else ""

        head = "".join(f'<th scope="col"{classed(p)}>{self.said(name)}</th>' for p, name in enumerate(grid.header))
        body = "".join(
            "<tr>"
            + "".join(
                f"<td{classed(p)}>{self.said(cell)}</td>" if p else f'<th scope="row">{self.said(cell)}</th>'
                for p, cell in enumerate(row)
            )
            + "</tr>"
            for row in grid.rows
        )
        caption = f"<caption>{self.said(grid.caption)}{self.notes(grid.notes)}</caption>"
        return f'<div class="wide"><table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'

    def picture(self, picture: Picture) -> str:
        return (
            f"{self.said(picture.title, 'h3')}{self.said(picture.sentence, 'p')}"
            f'<div class="chart"><div class="drawn">{chart_svg(picture)}</div>{self.grid(picture.grid)}</div>'
        )

    def asked(self, asked: Asked) -> str:
        topic = f'<p class="under">{self.fixed("topic", topic=asked.topic)}</p>' if asked.topic else ""
        answers = "".join(map(self.answered, asked.answers)) or f"<p>{self.fixed('nobody')}</p>"
        even = " even" if asked.even else ""
        order = f'<p class="under">{self.fixed("in_order")}</p>' if len(asked.answers) > 1 else ""
        return f'{self.said(asked.question, "h3")}{topic}{order}<div class="answers{even}">{answers}</div>'

    def answered(self, answer: Answered) -> str:
        party = f'<p class="under">{escape(answer.party)}</p>' if answer.party else ""
        words = "".join(self.said(one, "p") for one in answer.paragraphs)
        return f'<div class="answer"><h4>{escape(answer.name)}</h4>{party}{words}</div>'

    def foot(self) -> str:
        d = self.document
        terms = "".join(f"<dt>{self.said(term)}</dt><dd>{self.said(meaning)}</dd>" for term, meaning in d.glossary)
        parts = [(self.fixed("glossary"), f"<dl>{terms}</dl>")] if terms else []
        sources = "".join(map(self.source, d.sources))
        parts += [(self.fixed("sources"), f'<ol class="sources">{sources}</ol>')] if sources else []
        corrections = "".join(f"<li>{escape(words)}</li>" for words in d.corrections)
        said = f"<ul>{corrections}</ul>" if corrections else f"<p>{self.fixed('no_corrections')}</p>"
        parts.append((self.fixed("corrections"), said))
        if d.overrides:
            listed = "".join(f"<li>{escape(words)}</li>" for words in d.overrides)
            parts.append((self.fixed("overrides"), f"<ul>{listed}</ul>"))
        hashed = f'<p>{self.fixed("hash")}: <span class="hash">{escape(d.sha256)}</span></p>' if d.sha256 else ""
        parts.append((self.fixed("facts"), f"<p>{escape(d.edition)}</p>{hashed}"))
        return "".join(f"<section><h2>{heading}</h2>{body}</section>" for heading, body in parts)

    def source(self, source: PrintedSource) -> str:
        link = ""
        if source.address.startswith(("https://", "http://")):
            link = f' <a href="{escape(source.address)}">{escape(source.address)}</a>'
        return f'<li id="source-{source.number}">{escape(source.words)}.{link}</li>'
