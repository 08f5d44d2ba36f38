"""The files of scorecards, built for whoever asks: the scores for the coalition, a published edition for everybody."""

from collections.abc import Mapping

from budget.line_items.exporting import file_name
from campaigns.scorecards import queries
from campaigns.scorecards.edition_queries import editions
from campaigns.scorecards.exporting import edition_table, scorecard_table
from data.access import Viewer
from data.errors import NotFound
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file
from data.reading_input import number_of
from data.store import open_session


@register("scorecard", TABLE_KINDS)
def scorecard_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """A scorecard with every member's score and answers: `?scorecard=3`; for the coalition."""
    number = number_of(query.get("scorecard", ""))
    if number is None:
        raise NotFound("The scorecard")
    with open_session(viewer) as session:
        card = queries.scorecard(session, number)
    return as_file(scorecard_table(card, file_name("scorecard", card.name)), kind)


@register("scorecard-edition", TABLE_KINDS)
def edition_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """A published edition as it was frozen: `?edition=3`; for everybody."""
    number = number_of(query.get("edition", ""))
    with open_session(viewer) as session:
        found = next((one for one in editions(session) if one.id == number), None)
    if found is None:
        raise NotFound("The edition")
    return as_file(edition_table(found, file_name("how-they-voted", found.title)), kind)
