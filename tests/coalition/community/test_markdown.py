"""What people write becomes markup that can do nothing but be read."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.community.markdown import TAGS, plain_words, safe_markup

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://example.org/pixel.png)",
    "![x](javascript:alert(1))",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;&#x61;vascript&colon;alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "[x](//example.org/path)",
    "[x](/thread?thread=1)",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    '[x](https://example.org/"onmouseover="alert(1))',
    "[x](https://example.org 'title\" onclick=alert(1)')",
    "<a href='javascript:alert(1)'>x</a>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<iframe src='https://example.org'></iframe>",
    "<style>@import 'https://example.org/x.css';</style>",
    "<form action='https://example.org'><input name=password></form>",
    "<details open ontoggle=alert(1)>",
    "<body onload=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<<script>script>alert(1)<</script>/script>",
    "`<script>alert(1)</script>`",
    "```html\n<img src=x onerror=alert(1)>\n```",
    '```"><img src=x onerror=alert(1)>\nx\n```',
    "| <b onclick=alert(1)>a</b> |\n| - |\n| <script>x</script> |",
    "@<img src=x onerror=alert(1)>",
    "https://example.org/<script>alert(1)</script>",
    "https://example.org/'onclick='alert(1)",
    "<!-- --><script>alert(1)</script>",
    "<?php echo 1 ?><![CDATA[<script>x</script>]]>",
)
LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


class Reader(HTMLParser):
    """What a browser would make of some markup: its elements and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(markup: str) -> list[tuple[str, dict[str, str | None]]]:
    reader = Reader()
    reader.feed(markup)
    return reader.found


def check(markup: str) -> None:
    for tag, attributes in elements(markup):
        assert tag in TAGS, (tag, markup)
        assert attributes.keys() <= ({"href", "rel", "target"} if tag == "a" else {"start"}), (attributes, markup)
        if tag == "a":
            assert attributes["rel"] == "noopener noreferrer nofollow"
            assert attributes["target"] == "_blank"
            assert LINK.match(str(attributes.get("href", "https://"))), markup
    assert "<!--" not in markup


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_becomes_words(attack: str) -> None:
    check(safe_markup(attack, ["Maria Member", "<img src=x onerror=alert(1)>"]))


PIECES = st.sampled_from(
    (*ATTACKS, "<", ">", '"', "'", "`", "[", "](", ")", "&#", "*", "_", "~~", "> ", "- ", "\n", "@Maria", "https://x.y")
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=12).map("".join))
def test_whatever_is_written_only_listed_elements_come_out(words: str) -> None:
    check(safe_markup(words, ["Maria"]))
    assert "\n" not in plain_words(words)


def test_what_people_write_is_shown_as_meant() -> None:
    words = "# Buses\n\n**All** of them:\n- one\n- two\n\n> said\n\nSee https://example.org/a?b=c. @Maria Member, ok?"
    markup = safe_markup(words, ["Maria Member"])
    assert "<h4>Buses</h4>" in markup
    assert "<strong>All</strong>" in markup
    assert "<li>one</li>" in markup
    assert "<blockquote>" in markup
    assert '<a href="https://example.org/a?b=c"' in markup
    assert "</a>. <strong>@Maria Member</strong>, ok?" in markup
    assert plain_words(words).startswith("Buses All of them: one two said See https://example.org/a?b=c.")


def test_an_address_keeps_its_name_and_mail_is_no_mention() -> None:
    assert "<strong>" not in safe_markup("[@Maria](https://example.org/@Maria)", ["Maria"])
    assert elements(safe_markup("a@Maria", ["Maria"]))[0][0] == "p"


@pytest.mark.parametrize("piece", [">", "- ", "[", "*a_ ", "`", "<a ", "![](", "| a ", "@a ", "https://a.b "])
def test_twenty_thousand_signs_take_no_time(piece: str) -> None:
    begun = time.monotonic()
    check(safe_markup((piece * 10_000)[:10_000], ["a"]))
    assert time.monotonic() - begun < 5
