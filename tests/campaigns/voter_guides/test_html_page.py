"""The page: one file that asks for nothing, every word escaped, languages and directions named."""

import re
from dataclasses import replace
from itertools import pairwise

from campaigns.voter_guides.documents import guide_document
from campaigns.voter_guides.html_page import guide_html
from tests.campaigns.voter_guides.sample_content import ARABIC, CONTENT, FACTS

EN, ES = (guide_html(guide_document(CONTENT, language, FACTS)).decode() for language in ("en", "es"))


def test_nothing_is_fetched() -> None:
    for page in (EN, ES):
        assert re.findall(r"<(?:script|link|img|iframe|object|embed)\b|\bsrc=|@import|url\((?!#)", page) == []


def test_words_are_never_markup() -> None:
    assert "I will hire 20 teachers &amp; &lt;keep&gt; them." in EN
    assert "Official ballot &lt;text&gt;" in EN
    assert "<keep>" not in EN


def test_passages_in_another_language_name_it_and_run_their_way() -> None:
    assert '<html lang="es">' in ES
    assert f'<p lang="ar" dir="rtl">{ARABIC}</p>' in ES
    assert '<span lang="en">Only in English #let $x$ *so far*.</span>' in ES
    assert '<p lang="en">I will hire' in ES
    assert '<p lang="en">' not in EN


def test_it_has_a_way_past_the_top_and_each_region_once() -> None:
    assert EN.index('<a class="skip" href="#guide">') < EN.index("<header>")
    for region in ("<header>", "<nav ", "<main ", "<footer>", "<h1"):
        assert EN.count(region) == 1
    levels = [int(one) for one in re.findall(r"<h(\d)", EN)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_note_leads_to_a_source_and_the_code_stands_beside_its_address() -> None:
    marks = set(re.findall(r'href="#(source-\d+)"', EN))
    assert marks == {"source-1", "source-2", "source-3"}
    assert all(f'<li id="{one}">' in EN for one in marks)
    assert 'aria-label="QR code that opens https://table.example.org/edition?edition=3"' in EN
    assert '<a href="https://table.example.org/edition?edition=3">https://table.example.org/edition?edition=3</a>' in EN


def test_an_address_that_is_not_of_the_web_is_no_link() -> None:
    odd = replace(CONTENT, sources=(replace(CONTENT.sources[0], address="javascript:alert(1)"), *CONTENT.sources[1:]))
    assert "javascript:" not in guide_html(guide_document(odd, "en", FACTS)).decode()
