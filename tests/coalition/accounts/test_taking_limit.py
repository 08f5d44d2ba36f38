"""Ten files a minute for an account, whichever browser it uses, told with the wait; visitors are not counted."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from coalition.accounts import rules
from coalition.accounts.taking_limit import TooManyFiles, count_file
from data.access import PUBLIC_VIEWER, Viewer
from data.exports import registry
from data.exports.registry import ExportFile
from tests.coalition.accounts.browsing import Browser, our_app
from tests.coalition.accounts.people import Clock, first_steward, joined, signed_in_again

pytestmark = pytest.mark.usefixtures("cheap_hashes")
MOST, SPAN = rules.PER_TAKER[0]


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Our addresses with one small file."""
    monkeypatch.delenv("COMMONTABLE_URL", raising=False)
    monkeypatch.setattr(registry, "_builds", {})

    @registry.register("figures", ("csv",))
    def figures(_viewer: Viewer, _query: Mapping[str, str], kind: str) -> ExportFile:
        return ExportFile("figures", kind, b"1")

    return our_app()


@pytest.mark.usefixtures("sqlite_store")
def test_the_eleventh_file_of_an_account_within_a_minute_is_refused_with_the_wait(app: Any, time: Clock) -> None:
    sam = first_steward()
    maria = joined(sam, "maria@example.org")
    first, second, others, visitor = Browser(app), Browser(app), Browser(app), Browser(app)
    first.cookies["ct_session"] = maria.cookie
    second.cookies["ct_session"] = signed_in_again(maria).cookie
    others.cookies["ct_session"] = sam.cookie

    for number in range(MOST):
        assert (first, second)[number % 2].get("/export/figures.csv").status == 200
        time.passes(seconds=1)
    refused = first.get("/export/figures.csv")

    assert refused.status == second.get("/export/figures.csv").status == 429
    assert refused.text == "You took 10 files within a minute. Wait 50 s and take the next one."
    assert (refused.header("retry-after"), refused.header("cache-control")) == ("50", "no-store")
    assert others.get("/export/figures.csv").status == 200
    assert [visitor.get("/export/figures.csv").status for _again in range(MOST + 1)] == [200] * (MOST + 1)
    time.passes(seconds=50)
    assert first.get("/export/figures.csv").status == 200


@pytest.mark.usefixtures("store")
def test_the_count_is_in_the_store_and_a_refused_file_does_not_lengthen_the_wait(time: Clock) -> None:
    maria = joined(first_steward(), "maria@example.org").viewer
    count_file(PUBLIC_VIEWER)
    for _file in range(MOST):
        count_file(maria)
    waits = []
    for _again in range(2):
        with pytest.raises(TooManyFiles) as refused:
            count_file(maria)
        waits.append(refused.value.wait)
        time.passes(seconds=20)
    assert waits == [SPAN, SPAN - timedelta(seconds=20)]
