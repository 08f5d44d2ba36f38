"""The files of guides: standing editions for everybody, previews for those who make guides, nothing else."""

import json
from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session

from campaigns.voter_guides.content import as_data, sha256_of
from campaigns.voter_guides.downloads import dictionary_file, edition_file, preview_file
from campaigns.voter_guides.gate_results import CheckResult, GuideFinding, Stands, result_data
from campaigns.voter_guides.models import EditionCorrection, GuideEdition
from campaigns.voter_guides.rules import GuideCheck, SectionKind
from data.access import Permission, requires
from data.errors import InvalidInput, NotFound
from data.exports.registry import find
from data.store import open_session
from tests.budget.districts.room import foundation
from tests.campaigns.voter_guides.guide_room import RIVER, figures, guide_of
from tests.campaigns.voter_guides.sample_content import CONTENT
from tests.support import MEMBER, ORGANIZER, PUBLIC

FOUND = GuideFinding(GuideCheck.FRESH, "stale", {"source": "A"}, "")
CHECKS = [result_data(CheckResult(GuideCheck.FRESH, {}, (FOUND,), {FOUND.key: Stands("Olive Organizer", "No newer.")}))]


@pytest.fixture
def edition(sqlite_store: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """An edition of the sample guide with a correction, published under the address of the site."""
    assert sqlite_store
    monkeypatch.setenv("COMMONTABLE_URL", "https://table.example.org/")
    foundation()
    figures()
    guide = guide_of(RIVER, kinds=(SectionKind.SCHOOLS,))
    with open_session(ORGANIZER, writing=True) as session:
        return keep_edition(session, guide)


@requires(Permission.PLAN_CAMPAIGNS)
def keep_edition(session: Session, guide_id: int) -> int:
    data, made = as_data(CONTENT), datetime(2026, 10, 9, tzinfo=UTC)
    row = GuideEdition(
        guide_id=guide_id, number=3, slug="schools-fayette-3", title=CONTENT.title.en, published_on=date(2026, 10, 5),
        content=data, checks=CHECKS, sha256=sha256_of(data),
    )  # fmt: skip
    session.add(row)
    session.flush()
    session.add(EditionCorrection(edition_id=row.id or 0, words="The hour was wrong.", words_es="Mal.", made=made))
    session.flush()
    return row.id or 0


@requires(Permission.PLAN_CAMPAIGNS)
def withdraw(session: Session, edition_id: int) -> None:
    row = session.get_one(GuideEdition, edition_id)
    row.withdrawn, row.withdrawn_because = datetime(2026, 10, 10, tzinfo=UTC), "A wrong day."
    session.flush()


def test_everybody_may_take_a_standing_edition_in_every_form(edition: int) -> None:
    asked = {"edition": str(edition)}
    page = edition_file(PUBLIC, asked, "html")
    said = page.body.decode()
    assert page.name == "schools-fayette-3-en"
    for words in ("October 9, 2026: The hour was wrong.", "Figures are the newest: No newer. (Olive Organizer)"):
        assert words in said
    assert sha256_of(as_data(CONTENT)) in said
    assert (
        edition_file(PUBLIC, {**asked, "language": "es", "form": "large"}, "pdf").name == "schools-fayette-3-es-large"
    )
    assert json.loads(edition_file(PUBLIC, asked, "json").body)["rows"][0]["live"].startswith(
        "https://table.example.org/"
    )
    for kind in ("html", "pdf", "txt", "csv", "xlsx", "json"):
        assert find("guide", kind) is edition_file
    with pytest.raises(InvalidInput):
        edition_file(PUBLIC, {**asked, "form": "grey"}, "txt")


def test_a_withdrawn_edition_is_gone_for_the_public_and_marked_for_us(edition: int) -> None:
    with open_session(ORGANIZER, writing=True) as session:
        withdraw(session, edition)
    asked = {"edition": str(edition)}
    with pytest.raises(NotFound):
        edition_file(PUBLIC, asked, "pdf")
    assert "This edition is withdrawn: A wrong day." in edition_file(MEMBER, asked, "html").body.decode()


def test_a_preview_is_marked_and_only_for_those_who_make_guides(edition: int) -> None:
    assert edition
    said = preview_file(ORGANIZER, {"guide": "1"}, "html").body.decode()
    assert "Preview. Not published." in said
    for viewer in (PUBLIC, MEMBER):
        with pytest.raises(NotFound):
            preview_file(viewer, {"guide": "1"}, "html")
    with pytest.raises(NotFound):
        preview_file(ORGANIZER, {"guide": "9"}, "pdf")


def test_the_dictionary_is_for_everybody() -> None:
    assert "cada cifra" not in dictionary_file(PUBLIC, {}, "csv").body.decode()
    assert "el valor exacto" in dictionary_file(PUBLIC, {"language": "es"}, "csv").body.decode()
