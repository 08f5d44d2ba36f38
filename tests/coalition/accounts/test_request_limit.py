"""An address without a sign-in may ask for so many pages a minute; others, and this machine, go on."""

from typing import Any

import pytest

from coalition.accounts.door import Door
from coalition.accounts.request_limit import MINUTE, PER_MINUTE, RequestLimit


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_request_after_the_limit_waits_until_the_first_is_a_minute_old() -> None:
    clock = Clock()
    limit = RequestLimit(3, clock)
    for clock.now in (0.0, 10.0, 20.0):
        assert limit.seconds_to_wait("203.0.113.7") == 0
    clock.now = 30.0
    assert limit.seconds_to_wait("203.0.113.7") == 30
    assert limit.seconds_to_wait("203.0.113.8") == 0
    clock.now = MINUTE
    assert limit.seconds_to_wait("203.0.113.7") == 0


@pytest.mark.parametrize(("one", "other"), [("2001:db8::1", "2001:db8::ffff"), ("203.0.113.7", "::ffff:203.0.113.7")])
def test_addresses_of_one_subscriber_are_counted_together(one: str, other: str) -> None:
    limit = RequestLimit(1, Clock())
    assert limit.seconds_to_wait(one) == 0
    assert limit.seconds_to_wait(other) > 0


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "", "a proxy's socket"])
def test_this_machine_is_not_counted(address: str) -> None:
    limit = RequestLimit(1, Clock())
    assert {limit.seconds_to_wait(address) for _ in range(5)} == {0}


def test_the_door_answers_429_with_the_time_to_wait_but_lets_what_a_page_loads_pass(ask: Any) -> None:
    async def here(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    door = Door(here)
    assert {ask(door, "/line-items", client="203.0.113.7").status for _ in range(PER_MINUTE)} == {200}
    refused = ask(door, "/export/lines.csv", client="203.0.113.7")
    assert refused.status == 429
    assert 1 <= int(refused.headers["retry-after"]) <= MINUTE
    assert b"Wait a moment" in refused.body
    assert refused.headers["x-frame-options"] == "DENY"
    assert ask(door, "/static/js/index.js", client="203.0.113.7").status == 200
    assert ask(door, "/line-items", client="203.0.113.8").status == 200
