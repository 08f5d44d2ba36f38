"""The files a viewer may take of equity, built for whoever asks from the values the pages show."""

from collections.abc import Mapping

from budget.districts.queries import groups
from budget.line_items.line_queries import documents_of
from campaigns.equity.asking import ORDERS, chosen_of, cost_of, in_order
from campaigns.equity.exporting import growth_table, indicator_table
from campaigns.equity.growing import where_to_grow
from campaigns.equity.queries import indicator_year, spending_beside
from campaigns.equity.sentences import group_words
from data.access import Viewer
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file
from data.store import open_session


@register("equity", TABLE_KINDS)
def equity_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """An indicator over all districts: `?indicator=teacher_parity&state=ma&year=2015&group=black&by=gap`."""
    chosen = chosen_of(query)
    by = query.get("by", "") if query.get("by", "") in ORDERS else ORDERS[0]
    with open_session(viewer) as session:
        found = indicator_year(session, chosen)
        spending = spending_beside(session, state=chosen.state, year=chosen.year)
        documents = documents_of(session, set(found.source_ids))
        group = group_words(chosen.group, groups(session))
    return as_file(indicator_table(found, in_order(found, by), group, spending, documents), kind)


@register("grow-next", TABLE_KINDS)
def grow_next_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """Where to grow next: `?state=ma&year=2015&group=black&cost=7500&said=our%20budget&by=gap`."""
    chosen = chosen_of({**query, "indicator": ""})
    with open_session(viewer) as session:
        found = where_to_grow(
            session, state=chosen.state, year=chosen.year, group=chosen.group, by=query.get("by", "gap"),
            cost_cents=cost_of(query.get("cost", "")), cost_source=query.get("said", "")[:120],
        )  # fmt: skip
        documents = documents_of(session, set(found.teachers.source_ids | found.pool.source_ids))
        group = group_words(chosen.group, groups(session))
    return as_file(growth_table(found, group, documents), kind)
