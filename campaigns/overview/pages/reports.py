"""Reports: the coalition's week, and an organization's account to its funders, for a period; with their files."""

from datetime import date
from html import escape
from urllib.parse import urlencode

import streamlit as st

from campaigns.overview.report_document import document_of
from campaigns.overview.reports import ReportAsked, ReportKind, report, report_asked
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.errors import InvalidInput
from data.exports.document_files import DOCUMENT_KINDS
from data.exports.documents import Block, Document, Grid, Items, Paragraph, paragraphs
from data.exports.table_files import TABLE_KINDS
from data.language import _
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html

viewer = current_viewer()
now = clock.now()
today = now.date()
KINDS = [*ReportKind]


def kind_words(kind: str) -> str:
    return _("The coalition’s week") if kind == ReportKind.WEEKLY else _("Our account to funders")


def asked_here() -> ReportAsked:
    """What the address and the fields ask for; the period of the kind where the address names none."""
    kind = kept("report", KINDS, ReportKind.WEEKLY, lambda: st.segmented_control(
        _("Report"), KINDS, required=True, format_func=kind_words, key="report"
    ))  # fmt: skip
    said = {name: st.query_params.get(name, "") for name in ("since", "until")}
    try:
        usual = report_asked({"report": kind, **said}, today=today)
    except InvalidInput as problem:
        html(parts.stop(str(problem), _("The usual period is shown."), ""))
        usual = report_asked({"report": kind}, today=today)
    left, right, _rest = st.columns([1, 1, 2])
    since = left.date_input(_("From"), value=usual.since, max_value=today, key=f"since_{kind}")
    until = right.date_input(_("To"), value=usual.until, max_value=today, key=f"until_{kind}")
    if isinstance(since, date) and isinstance(until, date) and (since, until) != (usual.since, usual.until):
        st.query_params.update(since=since.isoformat(), until=until.isoformat())
        said = {"since": since.isoformat(), "until": until.isoformat()}
        return report_asked({"report": kind, **said}, today=today)
    return usual


def block(one: Block) -> str:
    match one:
        case Paragraph(words):
            return "".join(map(parts.say, paragraphs(words)))
        case Items(lines, _numbered):
            return parts.bullet_list(lines)
        case Grid(caption, header, rows):
            cells = [[escape(cell) for cell in row] for row in rows]
            return parts.note(caption) + parts.table(header, cells, caption=caption, numeric=range(1, len(header)))


def document(found: Document) -> None:
    for place, part in enumerate(found.parts):
        first, *rest = part.blocks
        opening = parts.lede(first.words) if place == 0 and isinstance(first, Paragraph) else block(first)
        html(*([] if place == 0 else [parts.heading(part.heading)]), opening, *map(block, rest))
    html(*map(parts.note, found.foot))


def show() -> None:
    st.title(_("Reports"))
    try:
        asked = asked_here()
        with open_session(viewer) as session:
            found = report(session, asked, now=now)
    except InvalidInput as problem:
        html(parts.stop(str(problem), _("Nothing is lost."), _("Choose another report or period.")))
        return
    whole = document_of(found, today=today)
    html(parts.note(f"{whole.title} · {whole.under}"))
    document(whole)
    address = urlencode({"report": asked.kind, "since": asked.since.isoformat(), "until": asked.until.isoformat()})
    links = [(kind.upper(), f"/export/report.{kind}?{address}") for kind in (*DOCUMENT_KINDS, *TABLE_KINDS)]
    html(parts.downloads([*links, (_("PDF in Spanish"), f"/export/report.pdf?{address}&language=es")]))


show()
