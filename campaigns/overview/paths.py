"""The address of each page a change or a waiting thing leads to, for what is read outside the dashboard."""

from campaigns.overview import changed_money, changed_table, changed_work
from campaigns.overview.waiting import PAGES, Waits
from campaigns.positions.subjects import BILL_PAGE
from coalition.community import digest

PATHS = {
    changed_money.LINE_PAGE: "line-item",
    changed_money.LINES_PAGE: "line-items",
    changed_money.DISTRICTS_PAGE: "districts",
    changed_table.LETTER_PAGE: "letter",
    changed_table.DECISION_PAGE: "decision",
    changed_table.DEMANDS_PAGE: "demands",
    changed_table.THREAD_PAGE: "thread",
    changed_table.EDITION_PAGE: "edition",
    changed_work.COUNT_PAGE: "whip-count",
    changed_work.POSITIONS_PAGE: "positions",
    changed_work.ACTIONS_PAGE: "actions",
    BILL_PAGE: "bill",
    digest.RESOURCE: "resource",
    digest.CIVILITY: "civility",
    PAGES[Waits.LOBBYING]: "lobbying",
    PAGES[Waits.TASK]: "tasks",
    PAGES[Waits.CORRECTION]: "corrections",
    PAGES[Waits.MENTION]: "community",
}
