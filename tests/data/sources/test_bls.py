"""The Bureau of Labor Statistics' answers: windows of years, failures that come as good answers, a month without."""

import logging
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import SourceAsksToWait, SourceProblem, SourceRefusesKey
from data.sources import bls
from data.sources.bls import PriceSaid
from tests.data.sources.conftest import KEY, Ask
from tests.source_server import Reply, SourceServer


def answer(*data: dict[str, Any], status: str = "REQUEST_SUCCEEDED", message: tuple[str, ...] = ()) -> Reply:
    series = [{"seriesID": "CUUR0000SA0", "data": list(data)}]
    return Reply({"status": status, "responseTime": 123, "message": list(message), "Results": {"series": series}})


def month(year: int, period: str, value: str) -> dict[str, Any]:
    return {"year": str(year), "period": period, "periodName": "x", "value": value, "footnotes": [{}]}


def test_months_come_oldest_first_and_the_missing_october_has_its_reason(ask: Ask, server: SourceServer) -> None:
    server.replies(
        answer(
            {**month(2025, "M11", "324.122"), "latest": "true"}, month(2025, "M10", "-"), month(2025, "M09", "324.800"),
            month(2024, "M13", "313.689"), month(2024, "S01", "312.145"), message=("No Data Available for 2026",),
        )
    )  # fmt: skip
    told = bls.told(ask(bls.SERVICE), 2024, 2026)

    assert told.months == (
        PriceSaid(2025, 9, 324_800),
        PriceSaid(2025, 10, None, "not_published"),
        PriceSaid(2025, 11, 324_122),
    )
    assert told.notes == ("No Data Available for 2026",)
    asked = server.asked[0]
    assert (asked.path, asked.pairs) == ("/timeseries/data/", ())  # the key goes in no address
    assert asked.posted == {
        "seriesid": ["CUUR0000SA0"], "startyear": "2024", "endyear": "2026", "registrationkey": KEY,
    }  # fmt: skip


def test_without_a_key_it_is_asked_all_the_same(ask: Ask, server: SourceServer) -> None:
    server.replies(answer(month(2025, "M01", "317.671")))
    assert len(bls.told(ask(bls.SERVICE, key=""), 2025, 2025).months) == 1
    assert "registrationkey" not in server.asked[0].posted


@settings(max_examples=60)
@given(st.integers(1913, 2060), st.integers(0, 120), st.booleans())
def test_windows_are_short_enough_and_leave_no_year_out(first: int, more: int, with_key: bool) -> None:
    found = list(bls.windows(first, first + more, with_key=with_key))
    assert [year for start, end in found for year in range(start, end + 1)] == list(range(first, first + more + 1))
    assert all(end - start < (20 if with_key else 10) for start, end in found)


@pytest.mark.parametrize(
    ("reply", "kind", "sentence"),
    [
        (
            answer(status="REQUEST_NOT_PROCESSED", message=(f"The key:{KEY} provided by the User is invalid.",)),
            SourceRefusesKey,
            "does not take the key",
        ),
        (
            answer(status="REQUEST_NOT_PROCESSED", message=("the daily threshold for total number of requests",)),
            SourceAsksToWait,
            "wants fewer questions",
        ),
        (
            answer(status="REQUEST_FAILED", message=(f"Series does not exist ({KEY})",)),
            SourceProblem,
            r"answered with an error: “Series does not exist \(\[key\]\)”",
        ),
        (Reply({"status": "REQUEST_SUCCEEDED", "Results": {}}), SourceProblem, "another series"),
        (Reply({"status": "REQUEST_SUCCEEDED", "Results": []}), SourceProblem, "a form this program does not know"),
        (answer(month(2025, "M01", "lots")), SourceProblem, "an index in a form"),
        (answer({"year": "x"}), SourceProblem, "a month in a form"),
        (Reply(status=503), SourceProblem, "out of order"),
    ],
)
def test_failures_that_come_as_good_answers_are_sentences_without_the_key(
    ask: Ask,
    server: SourceServer,
    caplog: pytest.LogCaptureFixture,
    reply: Reply,
    kind: type[SourceProblem],
    sentence: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    server.answer = lambda _: reply
    with pytest.raises(kind, match=sentence) as told:
        bls.told(ask(bls.SERVICE, kept=True), 2025, 2025)
    assert KEY not in str(told.value) + caplog.text
