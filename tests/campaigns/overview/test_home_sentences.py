"""How much changed is never said as if it were all, where a kind was read up to its limit."""

from datetime import UTC, datetime, timedelta

import pytest

from campaigns.overview.changed import Change, ThreadMoved
from campaigns.overview.home import Home
from campaigns.overview.home_sentences import changes_sentence, older_words
from campaigns.overview.rules import Kind, first_seven
from campaigns.overview.since import EACH, may_be_more

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FACT = ThreadMoved("A thread", 1, is_question=False, is_answered=False)


def found(motions: int, decisions: int) -> list[Change]:
    """Both kinds come from one question with one limit."""
    kinds = [Kind.MOTION] * motions + [Kind.DECISION] * decisions
    return [Change(kind, number, NOW, "", (), FACT) for number, kind in enumerate(kinds)]


@pytest.mark.parametrize(
    ("motions", "decisions", "said", "link"),
    [
        (1, 0, "1 change since Mon, Nov 16.", "Older changes"),
        (12, EACH - 13, f"{EACH - 1} changes since Mon, Nov 16.", f"{EACH - 8} more changes"),
        (12, EACH - 12, f"At least {EACH} changes since Mon, Nov 16.", "All changes"),
    ],
)
def test_a_number_that_met_its_limit_is_said_as_the_least(motions: int, decisions: int, said: str, link: str) -> None:
    changes = found(motions, decisions)
    since = NOW - timedelta(days=7)
    home = Home(since, NOW, first_seven(changes), len(changes), may_be_more(changes), (), (), (), (), (), ())
    assert changes_sentence(home) == said
    assert older_words(home) == link
