"""Ten organizers log at the same time from processes of their own: nothing is lost and nothing is there twice.

`python -m benchmarks actions` does the same with 4,000 actions.
"""

from data.store import open_session
from tests.campaigns.actions import at_once

ORGANIZERS, EACH = 10, 40


def test_four_hundred_actions_of_ten_organizers_all_land_once(store: str) -> None:
    assert store
    at_once.run(ORGANIZERS, EACH)

    with open_session(at_once.READER) as session:
        assert at_once.landed(session) == at_once.whole(ORGANIZERS, EACH)
