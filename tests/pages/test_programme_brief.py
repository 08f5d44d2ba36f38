"""The brief for a legislator stands on the programme's page, for the coalition alone."""

from pathlib import Path

from tests.campaigns.legislators.room import founded, number, person, role, take, zipped
from tests.coalition.programs.room import programme
from tests.pages.conftest import Look
from tests.pages.dashboard import markup, words
from tests.support import MEMBER, PUBLIC


def test_a_member_chooses_a_legislator_and_takes_the_brief_and_the_public_is_not_offered_one(
    look: Look, sqlite_store: str, tmp_path: Path
) -> None:
    assert sqlite_store
    founded()
    take(zipped(tmp_path, {"a": person("1", "Ana Example", role("lower", "10th Bristol"))}))
    made = programme(published=True)
    app = look("program", MEMBER, program=str(made.program))
    assert "A brief for a legislator" in words(app)
    app.selectbox(key=f"brief_legislator_{made.program}").set_value(number("Ana Example")).run()
    assert not app.exception
    assert f"/export/programme-brief.pdf?program={made.program}&amp;legislator={number('Ana Example')}" in markup(app)
    assert "A brief for a legislator" not in words(look("program", PUBLIC, program=str(made.program)))
