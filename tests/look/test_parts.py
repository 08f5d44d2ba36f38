"""The pieces of the look: every word escaped, nothing told by color or position alone."""

import html
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser

import pytest

from look import parts
from look.parts import SourceNote, StripStage

HOSTILE = "<script>alert(1)</script>\" onload='x' & <b>bold</b>"
STAGES = [
    StripStage("House", "done", "done", "check", 40_000_000, "", ()),
    StripStage("Senate", "vetoed in part", "veto", "cross", 30_000_000, "", (parts.delta(-10_000_000),)),
    StripStage("Conference", "latest", "today", "pen", 35_000_000, "", ()),
    StripStage("Enacted", "not yet", "next", "clock", None, "Not yet", ()),
]
SAID_WITH_HOSTILE_WORDS: dict[str, Callable[[], str]] = {
    "tag": lambda: parts.tag(HOSTILE),
    "figures": lambda: parts.with_figures(HOSTILE),
    "lede": lambda: parts.lede(HOSTILE),
    "say": lambda: parts.say(HOSTILE),
    "note": lambda: parts.note(HOSTILE),
    "heading": lambda: parts.heading(HOSTILE),
    "eyebrow": lambda: parts.eyebrow([HOSTILE, HOSTILE]),
    "empty": lambda: parts.empty(HOSTILE, HOSTILE),
    "stop": lambda: parts.stop(HOSTILE, HOSTILE, HOSTILE),
    "saved": lambda: parts.saved(HOSTILE, [HOSTILE]),
    "delta": lambda: parts.delta(100, up=HOSTILE),
    "path strip": lambda: parts.path_strip(
        [StripStage(HOSTILE, HOSTILE, "done", "check", None, HOSTILE, ())], ask_cents=None, label=HOSTILE
    ),
    "sources": lambda: parts.sources([SourceNote(HOSTILE, f"https://x/{HOSTILE}", (HOSTILE,))]),
    "downloads": lambda: parts.downloads([(HOSTILE, f"/export/{HOSTILE}")]),
    "table": lambda: parts.table([HOSTILE], [], caption=HOSTILE),
    "check list": lambda: parts.check_list([(False, HOSTILE)]),
    "facts": lambda: parts.facts([HOSTILE, HOSTILE]),
    "pairs": lambda: str(parts.pairs([HOSTILE], [HOSTILE, HOSTILE])),
    "bullet list": lambda: parts.bullet_list([HOSTILE]),
    "counts": lambda: parts.counts([(1, HOSTILE)]),
    "changes": lambda: parts.changes([("", "", HOSTILE)]),
}


class Reader(HTMLParser):
    """Collects the names of every element and attribute a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {tag, *(name for name, _ in attrs)}


def text(markup: str) -> str:
    """What is read aloud."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())


@pytest.mark.parametrize("piece", SAID_WITH_HOSTILE_WORDS)
def test_words_of_people_stay_words(piece: str) -> None:
    said = SAID_WITH_HOSTILE_WORDS[piece]()

    reader = Reader()
    reader.feed(said)
    assert "alert(1)" in said
    assert not reader.names & {"script", "onload"}
    assert "<b>bold" not in said


def test_people_cannot_leave_an_attribute() -> None:
    said = parts.path_strip(STAGES, ask_cents=None, label='"><img src=x onerror=alert(1)>')

    assert "<img" not in said
    assert 'aria-label="&quot;&gt;' in said


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://plain.example", "data:text/html,x", ""])
def test_a_source_that_is_no_web_address_is_not_a_link(address: str) -> None:
    assert "<a " not in parts.sources([SourceNote("Act", address, ())])


def test_words_for_markdown_keep_every_sign() -> None:
    said = parts.plain("[x](https://evil.example) **b** `c` :red[d] $1$ <i> ~~e~~")

    assert not re.search(r"(?<!\\)[\[\]()*`$:<>~]", said)
    assert said.replace("\\", "") == "[x](https://evil.example) **b** `c` :red[d] $1$ <i> ~~e~~"


def test_the_strip_is_an_ordered_list_with_its_stages_in_order() -> None:
    strip = parts.path_strip(STAGES, ask_cents=None, label="A line, FY2018")

    assert re.search(r'role="group" aria-label="A line, FY2018"><ol>.*</ol></div>$', strip)
    assert re.findall(r'<p class="name">(\w+)<', strip) == ["House", "Senate", "Conference", "Enacted"]


def test_every_stage_says_its_state_in_a_hidden_word_and_its_amount_in_text() -> None:
    strip = parts.path_strip(STAGES, ask_cents=38_000_000, label="A line")

    assert re.findall(r'<span class="ct-vh">, ([\w ]+)</span>', strip) == [s.state for s in STAGES]
    assert re.findall(r'<p class="amt[^>]*>([^<]+)<', strip) == ["$400,000", "$300,000", "$350,000", "Not yet"]


def test_the_drawing_of_the_strip_is_hidden_from_screen_readers() -> None:
    drawn = re.findall(r'<div class="ct-plot"[^>]*>', parts.path_strip(STAGES, ask_cents=None, label="A line"))

    assert drawn == ['<div class="ct-plot" aria-hidden="true">'] * len(STAGES)


def test_only_the_latest_stage_is_the_current_step() -> None:
    stages = parts.path_strip(STAGES, ask_cents=None, label="A line").split("<li ")[1:]

    assert ['aria-current="step"' in stage for stage in stages] == [False, False, True, False]


def test_a_higher_amount_stands_higher_and_no_line_leads_to_what_is_not_known() -> None:
    strip = parts.path_strip(STAGES, ask_cents=45_000_000, label="A line")
    house, senate, conference, _ = (float(y) for y in re.findall(r'class="seg" style="--y:([\d.]+)"', strip))
    ask = float(re.findall(r"--a:([\d.]+);", strip)[0])

    assert ask < house < conference < senate
    assert strip.count('class="rise"') == 2


@pytest.mark.parametrize("amounts", [[], [None], [5], [5, 5], [0, 0], [-3, 4], [10**17, 1]])
def test_any_amounts_can_be_drawn(amounts: list[int | None]) -> None:
    stages = [StripStage("House", "done", "done", "check", cents, "Not published", ()) for cents in amounts]

    for y in re.findall(r"--y:([-\d.]+)", parts.path_strip(stages, ask_cents=None, label="A line")):
        assert 0 <= float(y) <= 100


@pytest.mark.parametrize(
    ("cents", "words"),
    [
        (55_000_000, "$550,000 more"),
        (-16_073_100, "$160,731 less"),
        (0, "no change"),
        (103_000_000, "$1.03M more"),
        (-1, "$0.01 less"),
    ],
)
def test_a_change_is_told_in_words(cents: int, words: str) -> None:
    assert text(parts.delta(cents)) == words


@pytest.mark.parametrize(
    ("cents", "words"), [(64_800_000, "$648,000 above ask"), (-64_800_000, "$648,000 below ask"), (0, "meets the ask")]
)
def test_the_gap_to_the_ask_is_told_in_words(cents: int, words: str) -> None:
    assert text(parts.gap(cents)) == words


@pytest.mark.parametrize(("holds", "word"), [(True, "met"), (False, "differs")])
def test_a_check_ends_in_a_word(holds: bool, word: str) -> None:
    assert text(parts.check_list([(holds, "The sum is $5.")])).endswith(word)


def test_words_beside_a_count_or_a_title_are_words_of_their_own() -> None:
    assert text(parts.counts([(1234, "new lines")])) == "1,234 new lines"
    assert text(parts.empty("No line fits.", "Use fewer words.")) == "No line fits. Use fewer words."


def test_an_error_is_announced_and_a_save_is_a_status() -> None:
    assert 'role="alert"' in parts.stop("It failed.", "Nothing was saved.", "Try again.")
    assert 'role="status"' in parts.saved("Ask saved", [])


def test_a_table_has_a_caption_and_headed_columns() -> None:
    table = parts.table(["Stage", "Amount"], [["House", "$5"]], caption="All stages", numeric=(1,))

    assert '<caption class="ct-vh">All stages</caption>' in table
    assert table.count('scope="col"') == 2
    assert table.count('class="r"') == 2


def test_a_day_is_short_this_year_and_full_in_another() -> None:
    assert text(parts.day(date(2017, 7, 17), today=date(2017, 12, 1))) == "Mon, Jul 17"
    assert parts.day(date(2017, 7, 17), today=date(2018, 1, 1)) == '<time datetime="2017-07-17">Jul 17, 2017</time>'
