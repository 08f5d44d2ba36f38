"""The files of voter guides: a published edition in every form for everybody, a preview for who makes guides."""

from collections.abc import Mapping

from budget.line_items.exporting import file_name
from campaigns.voter_guides.composing import compose
from campaigns.voter_guides.documents import EditionFacts
from campaigns.voter_guides.edition_queries import edition
from campaigns.voter_guides.figures_table import dictionary_table
from campaigns.voter_guides.forms import KINDS, facts_of, guide_file, wanted_in
from coalition.accounts import clock
from coalition.accounts.settings import public_address
from data.access import Permission, Viewer, may
from data.errors import NotFound
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file
from data.reading_input import number_of
from data.store import open_session


@register("guide", KINDS)
def edition_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """A standing edition: `?edition=3&language=es&form=large` (or grey, for the PDF); for everybody."""
    wanted, number = wanted_in(query, kind), number_of(query.get("edition", ""))
    if number is None:
        raise NotFound("The edition")
    with open_session(viewer) as session:
        found = edition(session, number)
    return guide_file(found.content, facts_of(found, public_address()), wanted, found.head.slug)


@register("guide-preview", KINDS, private=True)
def preview_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """A guide as it would be published today: `?guide=3`; marked as a preview, for those who make guides."""
    wanted, number = wanted_in(query, kind), number_of(query.get("guide", ""))
    if number is None or not may(viewer, Permission.PLAN_CAMPAIGNS):
        raise NotFound("The guide")
    with open_session(viewer) as session:
        content = compose(session, number, today=clock.now().date())
    return guide_file(content, EditionFacts(base=public_address()), wanted, file_name("preview", content.title.en))


@register("guide-dictionary", TABLE_KINDS)
def dictionary_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """What the columns of a guide's figures mean: `?language=es`; for everybody."""
    return as_file(dictionary_table(wanted_in(query, kind).language), kind)
