"""Charts of a guide: bars from zero, gaps as gaps, words for what is missing, patterns where there is no color."""

import re

from campaigns.voter_guides.charts import WIDTH, bars_spec, chart_svg, line_spec
from campaigns.voter_guides.documents import guide_document
from tests.campaigns.voter_guides.sample_content import CONTENT, FACTS

SPENDING, ARTS = guide_document(CONTENT, "en", FACTS).pictures


def test_bars_begin_at_zero_and_a_missing_one_has_none() -> None:
    spec = bars_spec(SPENDING)
    bar = next(one for one in spec["layer"] if one["mark"]["type"] == "bar")
    assert bar["encoding"]["x"]["scale"]["domain"] == [0.0, 16004.0]
    assert bar["encoding"]["x2"] == {"datum": 0}
    assert [row["value"] for row in spec["data"]["values"]] == [14326.0, 16004.0, None]
    assert chart_svg(SPENDING).count('fill="#17594D"') == 2


def test_a_missing_year_is_a_gap_in_the_line() -> None:
    spec = line_spec(ARTS)
    assert [row["value"] for row in spec["data"]["values"]] == [875250.0, None, 1000000.0, 1250500.0]
    line = next(one for one in spec["layer"] if one["mark"]["type"] == "line")
    assert line["mark"]["invalid"] == "break-paths-show-domains"
    assert ["not", "published"] not in [row["reason"] for row in spec["data"]["values"] if row["value"] is not None]


def test_what_we_ask_for_is_a_dashed_line_with_its_name() -> None:
    svg = chart_svg(ARTS)
    assert "stroke-dasharray" in svg
    assert "Our ask for arts grants: $1,500,000" in svg


def test_without_color_nothing_but_black_white_and_grey_is_drawn() -> None:
    for picture in (SPENDING, ARTS):
        drawn = chart_svg(picture, grey=True)
        colors = {one.upper() for one in re.findall(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b", drawn)}
        assert colors <= {"#000", "#FFF", "#000000", "#FFFFFF", "#1E2725", "#4F5A56"}  # both near-black and near-grey
    assert "url(#hatch" in chart_svg(SPENDING, grey=True)


def test_a_drawing_fits_a_phone_says_what_it_shows_and_asks_for_nothing() -> None:
    for picture in (SPENDING, ARTS):
        svg = chart_svg(picture)
        assert f'width="{WIDTH}"' in svg
        assert f"<desc>{picture.sentence.text}</desc>" in svg
        assert "href" not in svg
        assert chart_svg.__wrapped__(picture) == svg
