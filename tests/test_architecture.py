"""What each file may touch, kept by reading every module of the product; a broken rule names the file."""

import pytest

from tests import architecture
from tests.architecture import BYPASSES_WITH_A_REASON, ROOT, Module, Rule, broken, bypasses, product


def test_imports_point_one_way_from_the_doors_down_to_the_store() -> None:
    assert broken(architecture.upward_import) == []


def test_only_pages_the_door_and_the_look_know_streamlit() -> None:
    assert broken(architecture.streamlit_behind_the_page) == []


def test_models_know_only_the_store_and_models_below_them() -> None:
    assert broken(architecture.model_that_knows_its_readers) == []


def test_rules_are_pure_and_take_the_date_as_a_value() -> None:
    assert broken(architecture.rule_that_is_not_pure) == []


def test_queries_never_write() -> None:
    assert broken(architecture.query_that_writes) == []


def test_commands_and_imports_never_ask_the_network() -> None:
    assert broken(architecture.command_that_asks_the_network) == []


def test_charts_and_exports_work_from_values_without_a_session() -> None:
    assert broken(architecture.chart_or_export_with_a_session) == []


def test_pages_and_doors_hold_no_query_no_frame_and_no_access_rule() -> None:
    assert broken(architecture.page_that_thinks) == []


def test_official_sources_never_reach_the_store() -> None:
    assert broken(architecture.source_that_reaches_the_store) == []


def test_nothing_outside_the_store_goes_past_row_visibility() -> None:
    assert broken(architecture.way_past_visibility) == []


def test_every_reasoned_exception_is_still_needed() -> None:
    used = {(module.path, way) for module in product() for way in bypasses(module)}

    assert set(BYPASSES_WITH_A_REASON) <= used


def test_nobody_writes_raw_html_into_markdown() -> None:
    assert broken(architecture.unsafe_markup) == []


def test_files_leave_only_through_the_export_route() -> None:
    assert broken(architecture.download_without_an_owner) == []


def test_every_module_opens_with_one_line_about_itself() -> None:
    assert broken(architecture.no_sentence_about_itself) == []


def test_every_public_query_command_and_rule_says_what_it_does() -> None:
    assert broken(architecture.verb_without_a_word) == []


def test_names_say_what_a_thing_is() -> None:
    assert broken(architecture.name_that_says_nothing) == []


def test_no_file_of_a_room_outgrows_its_noun() -> None:
    assert broken(architecture.too_long) == []


def test_annotations_are_never_put_off() -> None:
    assert broken(architecture.put_off_annotations) == []


def test_no_folder_named_pages_stands_beside_the_door() -> None:
    assert not (ROOT / "pages").exists(), "Streamlit would run its pages without asking who is looking"


LINE_ITEMS = "budget/line_items"
PAGE = f"{LINE_ITEMS}/page.py"
QUERIES = f"{LINE_ITEMS}/queries.py"
RULES = f"{LINE_ITEMS}/rules.py"


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
        (architecture.upward_import, "data/money.py", "from budget.line_items import rules"),
        (architecture.upward_import, QUERIES, "def f():\n    import campaigns.overview.queries"),
        (architecture.upward_import, QUERIES, "import app"),
        (architecture.streamlit_behind_the_page, "data/store.py", "import streamlit as st"),
        (architecture.streamlit_behind_the_page, QUERIES, "from streamlit.runtime import Runtime"),
        (architecture.model_that_knows_its_readers, f"{LINE_ITEMS}/models.py", "from . import queries"),
        (
            architecture.model_that_knows_its_readers,
            "campaigns/plans/models.py",
            "from budget.line_items import rules",
        ),
        (architecture.rule_that_is_not_pure, RULES, "from sqlmodel import Session"),
        (architecture.rule_that_is_not_pure, RULES, "from budget.line_items.models import LineItem"),
        (architecture.rule_that_is_not_pure, RULES, "from pathlib import Path"),
        (architecture.rule_that_is_not_pure, RULES, "from datetime import date\nage = date.today()"),
        (architecture.rule_that_is_not_pure, RULES, "import datetime as d\nnow = d.datetime.now(d.UTC)"),
        (architecture.rule_that_is_not_pure, f"{LINE_ITEMS}/rules.py", "rows = open('presets.csv')"),
        (architecture.query_that_writes, QUERIES, "def f(session):\n    session.commit()"),
        (architecture.query_that_writes, QUERIES, "def f(session):\n    session.add(1)"),
        (architecture.command_that_asks_the_network, f"{LINE_ITEMS}/importing.py", "import requests"),
        (
            architecture.command_that_asks_the_network,
            f"{LINE_ITEMS}/commands.py",
            "from urllib.request import urlopen",
        ),
        (
            architecture.chart_or_export_with_a_session,
            f"{LINE_ITEMS}/charts.py",
            "def path_of(session): ...",
        ),
        (
            architecture.chart_or_export_with_a_session,
            f"{LINE_ITEMS}/exporting.py",
            "from sqlmodel import Session",
        ),
        (architecture.page_that_thinks, PAGE, "from sqlmodel import select"),
        (architecture.page_that_thinks, f"{LINE_ITEMS}/pages/history.py", "import pandas as pd"),
        (architecture.page_that_thinks, "app.py", "import altair"),
        (architecture.page_that_thinks, PAGE, "from data.access import GRANTS"),
        (architecture.page_that_thinks, PAGE, "import data.access"),
        (architecture.source_that_reaches_the_store, "data/sources/bls.py", "from data.store import open_session"),
        (architecture.way_past_visibility, QUERIES, "from sqlalchemy import text"),
        (architecture.way_past_visibility, QUERIES, "import sqlalchemy as sa\nsa.text('select 1')"),
        (architecture.way_past_visibility, QUERIES, "rows = Ask.__table__.select()"),
        (architecture.way_past_visibility, QUERIES, "connection.exec_driver_sql('select 1')"),
        (architecture.way_past_visibility, QUERIES, "import pandas as pd\npd.read_sql('select 1', engine)"),
        (architecture.unsafe_markup, PAGE, "st.markdown('<b>', unsafe_allow_html=True)"),
        (architecture.download_without_an_owner, PAGE, "st.download_button('Save', b'')"),
        (architecture.no_sentence_about_itself, QUERIES, "import csv"),
        (architecture.no_sentence_about_itself, QUERIES, '"""A sentence that runs\nover two lines."""'),
        (architecture.verb_without_a_word, QUERIES, "def path_of(session): ..."),
        (architecture.name_that_says_nothing, "data/utils.py", ""),
        (architecture.name_that_says_nothing, "data/common/money.py", ""),
        (architecture.name_that_says_nothing, QUERIES, "class ImportManager: ..."),
        (architecture.name_that_says_nothing, QUERIES, "def process_rows(): ..."),
        (architecture.too_long, QUERIES, "\n" * 301),
        (architecture.put_off_annotations, QUERIES, "from __future__ import annotations"),
    ],
)
def test_each_rule_notices_when_it_is_broken(rule: Rule, path: str, source: str) -> None:
    assert list(rule(Module(path, source))) != []


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
        (architecture.upward_import, "campaigns/overview/queries.py", "from budget.line_items import models"),
        (
            architecture.model_that_knows_its_readers,
            "campaigns/plans/models.py",
            "from budget.line_items.models import LineItem\nfrom data.records import Record",
        ),
        (architecture.rule_that_is_not_pure, RULES, "from datetime import date\ndef f(today: date): ..."),
        (architecture.rule_that_is_not_pure, RULES, "from data.money import dollars"),
        (architecture.query_that_writes, QUERIES, "seen = set()\nseen.add(1)"),
        (architecture.command_that_asks_the_network, f"{LINE_ITEMS}/importing.py", "import urllib.parse"),
        (architecture.page_that_thinks, PAGE, "from data.access import Permission, may"),
        (architecture.way_past_visibility, "data/store.py", "connection.exec_driver_sql('select 1')"),
        (architecture.name_that_says_nothing, "data/errors.py", "class CommonTableError(Exception): ..."),
    ],
)
def test_no_rule_refuses_what_the_design_allows(rule: Rule, path: str, source: str) -> None:
    assert list(rule(Module(path, source))) == []
