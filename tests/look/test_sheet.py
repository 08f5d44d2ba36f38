"""The style sheet holds a rule for what the pieces use, and nothing that ties it to Streamlit's insides."""

import re
from pathlib import Path

LOOK = Path(__file__).resolve().parents[2] / "look"
SHEET = (LOOK / "theme.css").read_text(encoding="utf-8")
RULES = re.sub(r"/\*.*?\*/", "", SHEET, flags=re.S)


def test_the_sheet_holds_no_less_than_sign_which_would_drop_it_whole() -> None:
    assert "<" not in SHEET


def test_every_brace_is_closed() -> None:
    assert RULES.count("{") == RULES.count("}")


def test_no_selector_leans_on_a_hashed_class() -> None:
    assert not re.search(r"st-emotion|\.css-|\.e1[a-z0-9]{6}", RULES)


def test_nothing_is_fetched_from_another_place() -> None:
    assert "@import" not in RULES
    assert all(address.startswith("data:") for address in re.findall(r"url\([\"']?([^\"')]+)", RULES))


def test_every_mark_of_the_pieces_has_its_icon() -> None:
    marks = set(re.findall(r'"(check|cross|pen|clock|back|dash)"', (LOOK / "parts.py").read_text(encoding="utf-8")))

    assert marks
    assert {mark for mark in marks if f".ct-i-{mark} {{" not in RULES} == set()


def test_every_token_used_is_defined() -> None:
    used, defined = set(re.findall(r"var\(--ct-([\w-]+)", RULES)), set(re.findall(r"--ct-([\w-]+):", RULES))

    assert used - defined == {"print-chart"}, "the frame sets that one beside the color scheme"


def test_text_is_never_under_thirteen_pixels() -> None:
    sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)rem", RULES)]

    assert sizes
    assert min(sizes) >= 0.75, "0.75rem is the address printed after a link; all on screen are 0.8125 or more"
    assert RULES.split("@media print")[0].count("font-size: .75rem") == 0
