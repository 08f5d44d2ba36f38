"""A programme's brief for a legislator: numbers that were let out, cost by hand, a quote for its own staff alone."""

from pathlib import Path

import pytest
from sqlmodel import Session

from budget.line_items.commands import watch_line
from budget.line_items.queries import find_line
from campaigns.legislators.printing import sheet_html, sheet_pdf
from campaigns.legislators.programme_brief import brief_sheet, programme_brief
from campaigns.legislators.queries import profile
from coalition.programs.models import ProgramFigure
from data.access import Permission, Viewer, requires
from data.errors import NotFound
from data.store import open_session
from tests.budget.line_items import room as lines
from tests.campaigns.legislators.room import TODAY, founded, number, person, role, take, zipped
from tests.coalition.programs.room import NAMES, NOTE, NOW, programme
from tests.support import MEMBER, ORGANIZER, PUBLIC, STAFF

METCO = "7010-0012"


@requires(Permission.KEEP_PROGRAMMES)
def _let_out(session: Session, *, program_id: int, place_id: int) -> None:
    for measure, part, value, unit in (
        ("scholars", "", 43, "count"), ("scholars by house district", str(place_id), 12, "count"),
        ("schools by house district", str(place_id), None, "count"), ("completion", "", 68, "percent"),
        ("scholars by house district", "999999", 31, "count"),
    ):  # fmt: skip
        session.add(
            ProgramFigure(
                organization_id=1, program_id=program_id, as_of=TODAY, measure=measure, part=part, value=value,
                unit=unit, missing_reason=None if value is not None else "suppressed", made=NOW,
            )
        )  # fmt: skip


@pytest.fixture
def asked(sqlite_store: str, tmp_path: Path) -> dict[str, int]:
    """A programme whose numbers are out, a legislator whose district is one of them, and the line that pays."""
    assert sqlite_store
    lines.starter()
    founded()
    take(zipped(tmp_path, {"a": person("1", "Ana Example", role("lower", "10th Bristol"))}))
    legislator, made = number("Ana Example"), programme()
    with open_session(ORGANIZER, writing=True) as session:
        line = find_line(session, METCO)
        watch_line(session, line_item_id=line)
        found = profile(session, legislator)
    assert found is not None
    with open_session(STAFF, writing=True) as session:
        _let_out(session, program_id=made.program, place_id=found.place_ids[0])
    return {"program_id": made.program, "legislator_id": legislator, "line_id": line}


def page(viewer: Viewer, asked: dict[str, int]) -> str:
    return sheet_html(brief_sheet(programme_brief(viewer, today=TODAY, **asked))).decode()


def test_the_brief_says_the_district_the_outcome_and_the_cost_against_the_line(asked: dict[str, int]) -> None:
    told = page(STAFF, asked)
    for part in (
        "Ana Example, House, 10th Bristol</p>", "<b>Scholars</b> 12", "<b>Schools</b> masked, few people",
        "<b>Goals met</b> 68%", "A scholar costs $4,000 a year (budget).",
        "All 43 scholars cost $172,000 a year together", "“Teaching chose me”", "a paraprofessional",
    ):  # fmt: skip
        assert part in told
    assert not any(secret in told for secret in (*NAMES, NOTE, "</b> 31"))
    pdf = sheet_pdf(brief_sheet(programme_brief(STAFF, today=TODAY, **asked)))
    assert pdf.startswith(b"%PDF")


def test_a_story_and_the_brief_stay_where_they_belong(asked: dict[str, int]) -> None:
    told = page(MEMBER, asked)
    assert "43 scholars" in told
    assert "Teaching chose me" not in told, "a story is its programme’s staff’s to hand over"
    with pytest.raises(NotFound):
        page(PUBLIC, asked)
    with pytest.raises(NotFound):
        page(STAFF, asked | {"line_id": 999_999})
    assert "No number is let out" not in told
