"""The picture of a worksheet is made of the worksheet's own amounts, or there is none."""

from itertools import pairwise

from budget.formulas.asked import seek_asked
from budget.formulas.charts import steps_of, worksheet_chart


def test_each_bar_begins_where_the_one_before_ended_and_the_last_is_what_the_state_pays() -> None:
    *steps, total = steps_of(seek_asked({}).result)
    assert steps[0].start_cents == 0
    assert all(before.end_cents == after.start_cents for before, after in pairwise(steps))
    assert (total.start_cents, total.end_cents) == (0, steps[-1].end_cents)
    assert total.end_cents == 9_954_902_00


def test_the_chart_says_in_words_what_it_shows() -> None:
    chart = worksheet_chart(seek_asked({}).result)
    assert chart is not None
    assert chart.alt == (
        "Bar chart: the guaranteed base of $9.73 million and the add-ons reach $12.44 million; less the local effort "
        "and capital outlay the state pays $9.95 million."
    )
    assert [row["said"] for row in chart.spec["data"]["values"]][-3:] == ["−$2.25M", "−$244,320", "$9.95M"]


def test_a_worksheet_with_a_gap_is_not_drawn() -> None:
    assert worksheet_chart(seek_asked({"lep": ""}).result) is None
