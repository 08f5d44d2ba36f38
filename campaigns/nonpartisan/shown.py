"""Findings of the nonpartisan guard as markup: the check, the place, the sentence and what to do."""

from html import escape

from campaigns.nonpartisan import sentences as say
from campaigns.nonpartisan.queries import Answered
from campaigns.nonpartisan.rules import Finding
from data.language import _
from look import parts


def finding(found: Finding, answered: Answered | None) -> str:
    """One finding; with the name and reason where somebody answered for it."""
    state = parts.tag(_("answered for"), "ok", "check") if answered else parts.tag(_("open"), "work", "pen")
    words = f"<blockquote>{escape(found.excerpt)}</blockquote>" if found.excerpt else ""
    by = ""
    if answered is not None:
        said = _("{name} on {day}: {reason}").format(
            name=answered.answered_by, day=answered.made.date().isoformat(), reason=answered.reason
        )
        by = f"<small>{escape(said)}</small>"
    return (
        f'<div class="ct ct-finding"><p><b>{escape(say.title(found.check))}</b> {state} '
        f"<small>{escape(found.check)} · {escape(say.place(found))}</small></p>{words}"
        f"<p>{escape(say.why(found))} {escape(say.cure(found.check))}</p>{by}</div>"
    )


def nothing_found() -> str:
    """The good news, without promising more than it is."""
    return f'<p class="ct ct-say" role="status">{escape(_("The checks found nothing in this text."))}</p>'
