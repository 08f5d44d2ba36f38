"""Starting and changing counts, recording evidence: what is refused, what is kept once, what the log may say."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from campaigns.legislation.majorities import Majority, Question
from campaigns.whip_counts.commands import CountPlan, Heard, change_count, let_ask, record_evidence, start_count
from campaigns.whip_counts.models import Evidence, EvidenceWitness
from campaigns.whip_counts.queries import Topic, count
from campaigns.whip_counts.rules import EvidenceKind
from data.audit import AuditEntry
from data.errors import InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests.campaigns.whip_counts import room
from tests.campaigns.whip_counts.room import NOW, SUPPORT, TODAY
from tests.support import MEMBER, ORGANIZER


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": " "}, "Give the count a name"),
        ({"topic": Topic()}, "Say what is decided"),
        ({"topic": Topic(measure_id=1, amendment_id=1)}, "Say what is decided"),
        ({"topic": Topic(line_item_id=1)}, "An ask is a line item in a fiscal year"),
        ({"chamber_id": None}, "Say who votes"),
        ({"committee_id": 1}, "Say who votes"),
        ({"majority": "most"}, "Say what is decided and which majority"),
        ({"needed_by_hand": 0}, "The votes needed must be a number from 1"),
        ({"stale_after": 0}, "The days after which evidence is old"),
    ],
)
def test_a_count_that_cannot_be_is_refused_in_a_sentence(changed: dict[str, Any], sentence: str) -> None:
    from campaigns.whip_counts.commands import _check_plan

    usual = {"name": "HB 520", "topic": Topic(measure_id=1), "question": Question.PASSAGE, "majority": Majority.ELECTED,
             "chamber_id": 1}  # fmt: skip
    with pytest.raises(InvalidInput, match=sentence):
        _check_plan(None, CountPlan(**(usual | changed)))  # type: ignore[arg-type]


def test_counts_are_started_once_and_the_second_of_two_who_change_one_is_told(sqlite_store: str) -> None:
    house, measure = room.chamber(3), room.bill()
    number = room.counted(measure, house)
    with pytest.raises(InvalidInput, match="There is a count of this already"):
        room.counted(measure, house)
    with pytest.raises(NotFound, match="The bill"):
        room.counted(99, house)
    with pytest.raises(NotAllowed):
        room.said(start_count, MEMBER, plan=None, now=NOW)
    with open_session(ORGANIZER) as session:
        one = count(session, number)
    plan = CountPlan("Renamed", Topic(measure_id=measure), Question.OVERRIDE, Majority.ELECTED, house)
    assert room.said(change_count, count_id=number, version=one.version, plan=plan) == 2
    with pytest.raises(InvalidInput, match="changed by somebody else"):
        room.said(change_count, count_id=number, version=one.version, plan=plan)
    room.said(let_ask, count_id=number, legislator_id=1, organization_id=1, now=NOW)
    room.said(let_ask, count_id=number, legislator_id=1, organization_id=None, now=NOW)
    with open_session(ORGANIZER) as session:
        assert list(session.exec(select(AuditEntry.act).order_by(AuditEntry.id)))[-4:] == [  # type: ignore[arg-type]
            "start whip count", "change whip count", "say who asks", "say who asks",
        ]  # fmt: skip


def test_evidence_is_kept_once_with_its_witness_apart_and_out_of_the_log(sqlite_store: str) -> None:
    room.chamber(2)
    measure = room.bill()
    heard = Heard(1, Topic(measure_id=measure), EvidenceKind.LETTER, SUPPORT, TODAY, heard_by="Wanda Witness")
    first = room.said(record_evidence, heard=heard, key="k", today=TODAY, now=NOW)
    assert room.said(record_evidence, heard=heard, key="k", today=TODAY, now=NOW) == first
    with open_session(ORGANIZER) as session:
        assert len(session.exec(select(Evidence)).all()) == 1
        assert session.exec(select(EvidenceWitness.heard_by)).all() == ["Wanda Witness"]
        assert not any("Wanda" in entry.detail for entry in session.exec(select(AuditEntry)))
    for changed, sentence in (
        ({"on": TODAY + timedelta(days=1)}, "lies ahead"),
        ({"stance": "5"}, "choose one of the five"),
        ({"address": "javascript:alert(1)"}, "begins with https"),
    ):
        given = Heard(**({name: getattr(heard, name) for name in Heard.__slots__} | changed))
        with pytest.raises(InvalidInput, match=sentence):
            room.said(record_evidence, heard=given, key="other", today=TODAY, now=NOW)
