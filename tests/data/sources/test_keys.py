"""Texts without keys."""

import logging

from hypothesis import given, settings
from hypothesis import strategies as st

from data.sources.keys import MASK, KeylessLog, without_keys

keys = st.from_regex(r"[A-Za-z0-9._~-]{8,40}", fullmatch=True)


@settings(max_examples=40)
@given(keys, st.text(max_size=60), st.text(max_size=60), st.sampled_from(["key", "apikey", "api_key", "access_token"]))
def test_no_key_is_left_in_any_text(key: str, before: str, after: str, name: str) -> None:
    said = without_keys(f"{before}{key}{after} https://x/?{name}={key}&op=getBill {key.swapcase()}", key)

    assert key.lower() not in said.lower()
    assert f"{name}={MASK}" in said


@settings(max_examples=40)
@given(st.text(alphabet="abc /?&=:", max_size=40))
def test_a_text_without_key_stays_as_it_is(text: str) -> None:
    assert without_keys(text, "zzzzzzzzzz") == text


def test_an_address_is_keyless_even_when_nobody_says_which_key() -> None:
    assert without_keys("GET /?op=getBill&key=abc123&id=1 HTTP/1.1") == f"GET /?op=getBill&key={MASK}&id=1 HTTP/1.1"


def test_a_log_line_loses_its_key() -> None:
    record = logging.LogRecord("urllib3", 10, "", 1, '"%s %s" %s', ("GET", "/?key=abcdef12", 200), None)

    assert KeylessLog().filter(record)
    assert record.getMessage() == f'"GET /?key={MASK}" 200'
