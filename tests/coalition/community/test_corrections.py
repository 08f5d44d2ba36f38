"""A figure that seems wrong reaches whoever keeps figures, and the answer whoever asked."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from coalition.community.correction_commands import CorrectionPlan, answer_correction, request_correction
from coalition.community.corrections import (
    answered_corrections,
    my_corrections,
    open_correction_count,
    open_corrections,
)
from coalition.community.corrections_shown import correction
from coalition.community.moderation import CorrectionStatus
from data.access import Role, Viewer
from data.audit import AuditEntry
from data.errors import InvalidInput, NotAllowed, NotFound
from data.schema import every_room
from data.store import open_session
from tests.coalition.community.room import NOW, do, person, pseudonym
from tests.support import PUBLIC

TAXES = ("taxes", 1)


@pytest.fixture(autouse=True)
def rooms() -> None:
    every_room("talked_about")


def ask(viewer: Viewer, figure: str = "Rate of 2024", about: tuple[str, int] = TAXES, **said: Any) -> int:
    given = {"as_pseudonym": said.pop("as_pseudonym", False), "now": said.pop("now", NOW)}
    plan = CorrectionPlan(about, figure, **({"shown": "72.5¢", "should_be": "73.0¢"} | said))
    return do(viewer, request_correction, plan=plan, **given)


def test_a_request_reaches_the_keeper_of_figures_and_its_answer_who_asked(store: str) -> None:
    mara, otto, olive = person("Mara Member"), person("Otto Other"), person("Olive Organizer", Role.ORGANIZER)
    pseudonym(mara, "Green Kettle")
    number = ask(mara, as_pseudonym=True, address="example.org/notice", because="The notice says so.")
    with open_session(olive) as session:
        (one,) = open_corrections(session)
    assert (one.who.name, one.about and one.about.name, one.address) == (
        "Green Kettle", "Kentucky property tax", "https://example.org/notice",
    )  # fmt: skip
    given = {"correction_id": number, "version": 1, "status": CorrectionStatus.DECLINED, "now": NOW}
    with pytest.raises(NotAllowed):
        do(otto, answer_correction, **given, answer="Done.")
    with pytest.raises(InvalidInput, match="Give the reason"):
        do(olive, answer_correction, **given, answer=" ")
    do(olive, answer_correction, **given, answer="The notice rounds.")
    with pytest.raises(InvalidInput):
        do(olive, answer_correction, **given, answer="Again.")
    with open_session(mara) as session:
        (told,) = my_corrections(session)
        assert (told.status, told.answer, told.answered_by) == ("declined", "The notice rounds.", "Olive Organizer")
        assert (open_correction_count(session), len(answered_corrections(session))) == (0, 1)
    with open_session(otto) as session:
        assert my_corrections(session) == ()
    with open_session(PUBLIC) as session:
        assert (open_corrections(session), answered_corrections(session), open_correction_count(session)) == ((), (), 0)
    with open_session(olive) as session:
        acts = [(one.act, one.actor) for one in session.exec(select(AuditEntry))]
    assert acts == [("request correction", ""), ("answer correction request", f"account {olive.account_id}")]


@pytest.mark.parametrize(
    ("said", "problem", "sentence"),
    [
        ({"figure": " "}, InvalidInput, "Say which figure"),
        ({"should_be": "", "because": ""}, InvalidInput, "what the figure should be, or why"),
        ({"address": "javascript:alert(1)"}, InvalidInput, "no link to a web page"),
        ({"because": "x" * 5_000_000}, InvalidInput, "at most 2,000"),
        ({"about": ("taxes", 99)}, NotFound, "was not found"),
        ({"about": ("organization", 1)}, NotFound, "was not found"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused(
    sqlite_store: str, said: dict[str, Any], problem: type[Exception], sentence: str
) -> None:
    mara = person("Mara Member")
    with pytest.raises(problem, match=sentence):
        ask(mara, **said)


def test_a_figure_is_asked_about_once_and_five_in_a_day(sqlite_store: str) -> None:
    mara = person("Mara Member")
    ask(mara)
    with pytest.raises(InvalidInput, match="asked about this figure already"):
        ask(mara)
    for year in range(2020, 2024):
        ask(mara, f"Rate of {year}")
    with pytest.raises(InvalidInput, match="Come back tomorrow"):
        ask(mara, "Rate of 2019")
    ask(mara, "Rate of 2019", now=NOW + timedelta(days=2))


def test_what_is_typed_is_words_on_the_page(sqlite_store: str) -> None:
    mara = person("Mara Member")
    ask(mara, "<b>x</b>", shown="<i>", because="<script>alert(1)</script>")
    with open_session(mara) as session:
        (one,) = open_corrections(session)
    assert "<script" not in correction(one, now=NOW)
    assert "&lt;b&gt;x" in correction(one, now=NOW)
