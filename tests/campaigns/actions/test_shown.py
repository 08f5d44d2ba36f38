"""An action as markup: what it was about leads to the record that is meant."""

from campaigns.actions.rules import Stance, Subject
from campaigns.actions.shown import subjects


def test_a_subject_that_is_a_record_is_a_link_and_words_alone_are_words() -> None:
    markup = subjects(
        (
            Subject("legislator", "Rep. <Alder>", Stance.UNDECIDED, legislator_id=3),
            Subject("bill", "HB 520", measure_id=4),
            Subject("line item", "7061-0008", line_item_id=5),
            Subject("board item", "Item 9"),
        )
    )
    assert '<a href="/legislator?legislator=3" target="_self">Rep. &lt;Alder&gt;</a>' in markup
    assert '<a href="/bill?measure=4" target="_self">HB 520</a>' in markup
    assert '<a href="/line-item?line=5" target="_self">7061-0008</a>' in markup
    assert "<b>Item 9</b>" in markup
