"""The square code: black on white with its quiet zone, as vectors, the same each time."""

import re

import segno

from campaigns.voter_guides.qr import qr_svg

ADDRESS = "https://table.example.org/edition?edition=3"


def test_the_code_is_drawn_whole_with_four_modules_of_white_round_it() -> None:
    svg = qr_svg(ADDRESS)
    size = segno.make(ADDRESS, error="m", micro=False).symbol_size(border=4)[0]
    assert f'viewBox="0 0 {size} {size}"' in svg
    assert set(re.findall(r'(?:fill|stroke)="(#\w+)"', svg)) == {"#fff", "#000"}


def test_another_address_is_another_code() -> None:
    assert qr_svg(ADDRESS) == qr_svg(ADDRESS) != qr_svg(f"{ADDRESS}0")
