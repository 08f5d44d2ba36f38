"""The official sources as a block on the page of bills: when each was last asked, and what is wrong."""

from collections.abc import Sequence
from datetime import date
from html import escape

from campaigns.syncs import sentences as say
from campaigns.syncs.queries import Standing
from data.language import _
from look import parts


def sources_block(stands: Sequence[Standing], *, today: date) -> str:
    """Each sync with the day it was last through and its problem in a sentence; how to begin where there is none."""
    heading = parts.heading(_("Official sources"))
    if not stands:
        return heading + parts.empty(
            _("No official source is synced yet: bills come from the files that are dropped here."),
            _("Whoever runs the server can bring them in by “commontable sync”, see docs/sources.md."),
        )
    return heading + parts.changes([_line(one, today) for one in stands])


def _line(stands: Standing, today: date) -> tuple[str, str, str]:
    """When the sync was last through, how it stands, and what it is the sync of."""
    when = (
        parts.day(stands.finished.date(), today=today)
        if stands.finished
        else f'<span class="meta">{escape(_("not yet"))}</span>'
    )
    return when, escape(say.state_words(stands)), say.scope_words(stands.scope)
