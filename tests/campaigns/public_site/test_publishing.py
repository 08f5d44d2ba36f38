"""The public site: whole, bilingual, the same bytes, only what is public, and nobody's name in any file."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from frictionless import validate

from budget.line_items.queries import find_line
from campaigns.public_site.building import build
from campaigns.public_site.folders import NamesSomebody
from campaigns.public_site.publishing import Published
from campaigns.public_site.queries import last_time
from data.access import PUBLIC_VIEWER
from data.errors import InvalidInput, NotAllowed
from data.exports.registry import find
from data.personal import NAMES, personal_data
from data.store import open_session
from tests import stores
from tests.campaigns.public_site.town import (
    CHAPTER_70,
    CHOICE,
    METCO,
    TODAY,
    broken_links,
    found_town,
    links_of,
    name_in,
    plant_everywhere,
    published,
)
from tests.support import MEMBER, ORGANIZER

# what only the coalition reads: an ask that is not published, what we would accept, and what others said inside
INSIDE = (
    "5,333,333,333", "22,222,221", "22222221", "Secret Friends", "Said inside only", "Quiet plan", "Draft for later",
    "An error",
)  # fmt: skip


@pytest.fixture(scope="module")
def town(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the town in it, made once."""
    folder = tmp_path_factory.mktemp("town")
    with stores.sqlite_copy(sqlite_template, folder):
        found_town()
    database = folder / "var" / "commontable.db"
    plant_everywhere(database)
    return database


@pytest.fixture(scope="module")
def site(town: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Published]]:
    """The site of the town with Kentucky's districts, published once."""
    folder = tmp_path_factory.mktemp("site")
    with stores.sqlite_copy(town, folder):
        yield folder / "public", published(folder / "public", replace(CHOICE, states=("ky",)))


@pytest.fixture
def copy(town: Path, tmp_path: Path) -> Iterator[Path]:
    """The town for a test that changes something; answers its folder."""
    with stores.sqlite_copy(town, tmp_path):
        yield tmp_path


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_kind_that_is_published_has_its_pages_in_both_languages(site: tuple[Path, Published]) -> None:
    folder, done = site
    sections = ("guides", "line-items", "districts", "campaigns", "positions", "letters")

    for section in sections:
        assert (folder / section / "index.html").is_file(), section
        assert (folder / "es" / section / "index.html").is_file(), section
    assert {"404.html", "robots.txt", "sitemap.xml", "index.html", "data.html"} <= set(everything(folder))
    assert done.pages == len([path for path in folder.rglob("*.html") if "guide-" not in path.name]) - 1
    assert 'lang="es"' in (folder / "es/index.html").read_text()
    assert "https://example.org/schools/es/districts/" in (folder / "sitemap.xml").read_text()


def test_a_guide_is_there_in_every_form_and_its_withdrawn_edition_is_not(site: tuple[Path, Published]) -> None:
    folder, _done = site

    [edition] = [path for path in (folder / "guides").iterdir() if path.is_dir()]
    names = {path.name for path in edition.iterdir()}

    assert edition.name == "example-guide-2"
    assert {"guide-en.html", "guide-es.html", "guide-en.pdf", "guide-es-large.pdf", "figures.csv"} <= names


def test_pages_link_relatively_load_nothing_elsewhere_and_run_no_script(site: tuple[Path, Published]) -> None:
    folder, _done = site

    assert list(broken_links(folder)) == []
    for page in folder.rglob("*.html"):
        found = links_of(page)
        assets = [one for one in found.loads if one.startswith(("http:", "https:", "//"))]
        alternates = [one for one in assets if one.startswith("https://example.org/schools/")]
        assert assets == alternates, page
        assert found.tags.isdisjoint({"script", "iframe", "object", "form"}), page
        assert "guide-" in page.name or "default-src 'none'" in unescape(page.read_text()), page
    assert "url(http" not in (folder / "look/site.css").read_text()


def test_what_the_coalition_keeps_to_itself_is_in_no_file(site: tuple[Path, Published]) -> None:
    folder, _done = site

    said = {name: body.decode("utf-8", errors="replace") for name, body in everything(folder).items()}

    assert [(name, words) for name, text in said.items() for words in INSIDE if words in text] == []
    assert any("22,222,222" in text for text in said.values())


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table of the data package, as text."""
    with (folder / f"data/{table}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def exported(what: str, **query: str) -> list[dict[str, Any]]:
    """The rows of a download as a visitor takes it."""
    build = find(what, "json")
    assert build is not None
    rows: list[dict[str, Any]] = json.loads(build(PUBLIC_VIEWER, query, "json").body)["rows"]
    return rows


def test_the_data_package_is_valid_and_says_what_the_exports_say(site: tuple[Path, Published]) -> None:
    folder, _done = site
    report = validate(str(folder / "data/datapackage.json"))

    assert report.valid, report.flatten(["type", "note"])
    with open_session(PUBLIC_VIEWER) as session:
        line = str(find_line(session, METCO))
    amounts = [row for row in rows_of(folder, "amounts") if row["line_item"] == line]
    printed = exported("line-item", line=line)
    shown = ["" if row["amount_cents"] is None else str(row["amount_cents"]) for row in printed]
    assert sorted(row["amount_cents"] for row in amounts) == sorted(shown)
    assert all(
        Decimal(row["amount_dollars"]) * 100 == int(row["amount_cents"]) for row in amounts if not row["missing"]
    )
    assert all((row["amount_cents"] == "") == (row["missing"] != "") for row in rows_of(folder, "amounts"))
    assert [row["organization"] for row in rows_of(folder, "positions")] == ["Example Parents"]


def test_a_districts_figures_are_those_of_its_own_export(site: tuple[Path, Published]) -> None:
    folder, _done = site
    district = rows_of(folder, "districts")[0]["id"]

    rows = [row for row in rows_of(folder, "district_figures") if row["district"] == district]
    printed = exported("district", district=district)

    assert len(rows) == len(printed) > 100
    assert [float(row["value"]) if row["value"] else None for row in rows] == [row["value"] for row in printed]
    assert [row["missing"] or None for row in rows] == [row.get("value_missing") for row in printed]


def test_every_planted_name_is_known_to_the_scan_and_stands_in_no_file(site: tuple[Path, Published]) -> None:
    folder, _done = site
    personal = personal_data()
    said = {name: body.decode("utf-8", errors="replace") for name, body in everything(folder).items()}

    assert [table for table in NAMES if not personal.kind_found(f"<p>Yours, <b>{name_in(table)}</b></p>")] == []
    where = {name.split("/")[-2] for name, text in said.items() if "zelda" in text.casefold()}
    assert where == {"letters"}
    assert name_in("signatures") in said["letters/keep-metco-example-1.txt"]
    assert "zelda.planted@" not in "".join(said.values()).casefold()


def test_publishing_again_changes_no_byte_and_what_is_gone_vanishes(copy: Path) -> None:
    target = copy / "public"
    first = published(target)
    before = everything(target)
    (target / "line-items" / "left-over.html").write_text("an old page")

    second = published(target)

    assert (second.sha256, everything(target)) == (first.sha256, before)
    assert list(copy.glob(".public-new-*")) == []


LEAKS = {
    "the family name first": ("PLANTEDSCHOLARS, Zélda", "a name"),
    "an e-mail address": ("Write to ZELDA.planted@example.net.", "an e-mail address"),
}


@pytest.mark.parametrize("leak", LEAKS)
def test_somebody_s_data_in_public_words_stops_the_publication_and_the_old_site_stands(copy: Path, leak: str) -> None:
    words, kind = LEAKS[leak]
    target = copy / "public"
    target.mkdir()
    with sqlite3.connect(copy / "var/commontable.db") as store:
        store.execute("UPDATE campaigns SET about = ? WHERE published", [words])
    store.close()

    with pytest.raises(NamesSomebody) as refused:
        published(target)

    assert refused.value.path == "campaigns/fund-metco-example-1.html"
    assert kind in str(refused.value)
    assert "elda" not in str(refused.value)
    assert list(copy.glob(".public-new-*")) == list(target.iterdir()) == []


def test_a_signer_stands_under_the_published_letter_and_nowhere_else(copy: Path) -> None:
    with sqlite3.connect(copy / "var/commontable.db") as store:
        store.execute("UPDATE campaigns SET about = ? WHERE published", [f"{name_in('signatures')} leads"])
    store.close()

    with pytest.raises(NamesSomebody, match="campaigns/fund-metco"):
        published(copy / "public")
    assert published(copy / "public", replace(CHOICE, known_public=(name_in("signatures"),))).files > 0


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")

    with pytest.raises(InvalidInput, match="holds other files"):
        published(tmp_path)

    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_an_organizer_publishes_the_watched_lines_and_it_is_written_down(copy: Path) -> None:
    with pytest.raises(NotAllowed):
        build(MEMBER, copy / "public", CHOICE, today=TODAY)

    done = build(ORGANIZER, copy / "public", replace(CHOICE, watched=True), today=TODAY)

    with open_session(ORGANIZER) as session:
        kept, line = last_time(session), find_line(session, CHAPTER_70)
    assert kept is not None
    assert (kept.files, kept.sha256) == (done.files, done.sha256)
    assert (copy / f"public/line-items/ma-{CHAPTER_70}-{line}.html").is_file()
