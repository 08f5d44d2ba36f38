"""What counts as somebody's name: whole words, two at least, however it is written; and no column is forgotten."""

import re

import pytest

from data.access import RESTRICTED_TABLES
from data.personal import EMAILS, NAMES, PHONES, PUBLIC_FIGURES, Personal, personal_data
from data.schema import every_table
from tests.budget.line_items.room import foundation
from tests.support import ORGANIZER  # noqa: F401 - every viewer is declared before tables are walked

PERSONAL = Personal(
    {"ann": frozenset({("ann", "lee"), ("ann", "marie", "o'neil")})}, frozenset({"ann@example.org"}),
    frozenset({"6175550142"}),
)  # fmt: skip
# columns that sound like a person and hold none, or hold a person who is public
NO_PERSON = {
    "action_subjects.label": "a bill, line or legislator",
    "campaigns.name": "a campaign",
    "cohorts.name": "a cohort",
    "demand_answers.answered_by": "",
    "demands.official": "an official, who is public",
    "guides.name": "a guide",
    "money_lines.name": "a line of a budget of our own",
    "motions.campaign_name": "a campaign",
    "organization_names.name": "an organization",
    "organizations.name": "an organization",
    "programs.name": "a programme",
    "scenarios.name": "a scenario",
    "scorecards.name": "a scorecard",
    "whip_counts.name": "a whip count",
    "contact_imports.file_name": "a file",
    "directory_imports.file_name": "a file",
    "import_batches.file_name": "a file",
    "legislature_imports.file_name": "a file",
    "program_imports.file_name": "a file",
    "resources.file_name": "a file",
    "example_rows.table_name": "a table",
    "legislature_befores.table_name": "a table",
}  # fmt: skip
SOUNDS_LIKE_A_PERSON = re.compile(r"(?:^|_)(?:name|email|phone|signer|actor|heard_by|by)$|^(?:shown_as|official)$")

SAID = {
    "whole": ("Yours, Ann Lee.", "a name"),
    "over a line, in capitals": ("ANN\nLEE", "a name"),
    "three words, another apostrophe": ("Ann-Marie O’Neil", "a name"),
    "in one tag": ("<p>Ann <b>Lee</b></p>", "a name"),
    "in an attribute": ('<a href="mailto:ANN@example.org">write</a>', "an e-mail address"),
    "escaped": ("ann&#64;example.org", ""),
    "escaped in markup": ("<p>ann&#64;example.org</p>", "an e-mail address"),
    "a telephone": ("+1 (617) 555-0142", "a telephone"),
    "part of a longer word": ("Joann Leeds", ""),
    "one word of it": ("Ann went; Lee stayed", ""),
    "another number": ("$6,175,550,142 in FY2018", ""),
}  # fmt: skip


@pytest.mark.parametrize("said", SAID)
def test_a_name_is_found_however_it_is_written_and_nothing_else_is(said: str) -> None:
    text, kind = SAID[said]

    assert PERSONAL.kind_found(text) == kind


def test_a_name_a_file_may_hold_is_let_by() -> None:
    assert PERSONAL.kind_found("Ann Lee, chair", but_for=frozenset({("ann", "lee")})) == ""


def test_every_column_that_sounds_like_a_person_is_in_the_scan_or_excused() -> None:
    restricted = {str(model.__tablename__) for model in RESTRICTED_TABLES}
    scanned = {f"{table}.{name}" for table, groups in NAMES.items() for group in groups for name in group}
    scanned |= {
        f"{table}.{name}"
        for given in (EMAILS, PHONES, PUBLIC_FIGURES)
        for table, names in given.items()
        for name in names
    }
    sounding = {
        f"{table.name}.{column.name}"
        for table in every_table().sorted_tables
        for column in table.columns
        if table.name in restricted and SOUNDS_LIKE_A_PERSON.search(column.name) and not column.name.startswith("is_")
        and str(column.type).startswith(("VARCHAR", "AutoString"))
    }  # fmt: skip

    assert sounding - scanned - set(NO_PERSON) == set()


@pytest.mark.usefixtures("store")
def test_the_scan_reads_past_the_rules_of_every_database() -> None:
    foundation()

    assert personal_data().emails == frozenset()
