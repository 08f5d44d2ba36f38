"""What a sync says: how far it is, what it brought, when it was last through, and what stopped it."""

from datetime import date

from campaigns.syncs.models import SyncPart
from campaigns.syncs.queries import Scope, Standing
from campaigns.syncs.sources import SOURCES
from data.language import _, ngettext
from look.parts import day_words

PART_WORDS = {
    SyncPart.PEOPLE: "legislators and committees",
    SyncPart.BILLS: "bills",
    SyncPart.FIGURES: "school figures",
    SyncPart.PRICES: "consumer prices",
}


def scope_words(scope: Scope) -> str:
    """ "LegiScan: bills, KY 2026RS"."""
    place = " ".join(filter(None, (scope.state.upper(), scope.session)))
    return _("{source}: {part}, {place}").format(
        source=SOURCES[scope.source].service.name, part=_(PART_WORDS[scope.part]), place=place
    )


def through_words(stands: Standing, *, today: date) -> str:
    """When a sync was last through to its end: "Nov 22, 2026", "not yet once"."""
    return day_words(stands.finished.date(), today=today) if stands.finished else _("not yet once")


def state_words(stands: Standing) -> str:
    """How a sync stands, in one sentence."""
    if stands.problem:
        return stands.problem
    if stands.ended is None and not stands.brought:
        return _("Just began, or broke off at once. The same command goes on.")
    if stands.ended is None:
        return _("Broke off or still runs: {progress}. The same command goes on from there.").format(
            progress=progress_words(stands)
        )
    return brought_words(stands)


def progress_words(stands: Standing) -> str:
    """ "120 of 8,180", "120" while nobody told how many there are."""
    if stands.expected is None:
        return f"{stands.brought:,}"
    return _("{brought} of {expected}").format(brought=f"{stands.brought:,}", expected=f"{stands.expected:,}")


def brought_words(stands: Standing) -> str:
    """What the latest run did: "3 new, 12 changed, 8,165 unchanged."."""
    counts = stands.counts
    if not (counts.inserted or counts.updated or counts.rejected):
        return _("Nothing changed since the last time.")
    said = [
        _("{count} new").format(count=f"{counts.inserted:,}"),
        _("{count} changed").format(count=f"{counts.updated:,}"),
        _("{count} unchanged").format(count=f"{counts.unchanged:,}"),
    ]
    if counts.rejected:
        words = ngettext("{count} could not be taken", "{count} could not be taken", counts.rejected)
        said.append(words.format(count=f"{counts.rejected:,}"))
    return f"{', '.join(said)}."
