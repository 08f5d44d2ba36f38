"""Requests to correct a figure in words and as markup."""

from datetime import datetime
from html import escape

from coalition.community import sentences as say
from coalition.community.corrections import Correction
from coalition.community.moderation import CorrectionStatus
from data.language import _, ngettext
from look.parts import tag

STATUS_WORDS = {
    CorrectionStatus.OPEN: "Waits for an answer",
    CorrectionStatus.CORRECTED: "Corrected",
    CorrectionStatus.DECLINED: "Stays as it is",
}
STATUS_KINDS = {
    CorrectionStatus.OPEN: ("work", ""),
    CorrectionStatus.CORRECTED: ("ok", "check"),
    CorrectionStatus.DECLINED: ("", ""),
}


def lede(count: int) -> str:
    """How many requests wait."""
    if not count:
        return _("No figure waits to be looked at.")
    said = ngettext("{n} figure waits to be looked at.", "{n} figures wait to be looked at.", count)
    return said.format(n=f"{count:,}")


def correction(one: Correction, *, now: datetime) -> str:
    """One request: the figure, what it shows and should show, why, and the answer."""
    kind, mark = STATUS_KINDS[one.status]
    head = f"<b>{escape(one.figure)}</b> {tag(_(STATUS_WORDS[one.status]), kind, mark)}"
    values = [
        _("Shown: {value}.").format(value=one.shown) if one.shown else "",
        _("Should be: {value}.").format(value=one.should_be) if one.should_be else "",
    ]
    lines = [" ".join(part for part in values if part), one.because]
    said = "".join(f'<p class="ct ct-say">{escape(line)}</p>' for line in lines if line)
    by = _("Asked by {who}, {when}").format(who=say.by_words(one.who), when=say.when_words(one.made, now=now))
    return (
        f'<p class="ct ct-say">{head}</p>{said}{_source(one)}<p class="ct ct-under">{escape(by)}</p>{_answer(one, now)}'
    )


def _source(one: Correction) -> str:
    if not one.address.startswith(("https://", "http://")):
        return ""
    shown = escape(one.address)
    link = f'<a href="{shown}" target="_blank" rel="noopener noreferrer nofollow">{shown}</a>'
    return f'<p class="ct ct-say">{escape(_("Source:"))} {link}</p>'


def _answer(one: Correction, now: datetime) -> str:
    if one.answered is None:
        return ""
    by = _("{who} answered, {when}:").format(who=one.answered_by, when=say.when_words(one.answered, now=now))
    return f'<p class="ct ct-say">{escape(by)} {escape(one.answer)}</p>'


def panel_words(waiting: int) -> str:
    """How many requests about one record wait."""
    said = ngettext(
        "{n} request about this page waits for an answer.", "{n} requests about this page wait for an answer.", waiting
    )
    return said.format(n=waiting)
