"""The font files exist, are what their names say, and are the ones the dashboard's theme asks for."""

import tomllib
from pathlib import Path

import pytest

from data.exports.fonts import font_files, font_folders

THEME = Path(__file__).parents[3] / ".streamlit" / "config.toml"


@pytest.mark.parametrize("name", font_files())
def test_every_font_is_a_variable_truetype_file(name: str) -> None:
    body = font_files()[name].read_bytes()
    assert body[:4] == b"\x00\x01\x00\x00"
    assert b"fvar" in body[:400]


def test_every_font_lies_in_a_folder_that_libraries_may_search() -> None:
    assert {path.parent for path in font_files().values()} == set(font_folders())


def test_the_theme_asks_for_exactly_the_fonts_we_serve() -> None:
    theme = tomllib.loads(THEME.read_text())["theme"]
    assert [face["url"] for face in theme["fontFaces"]] == [f"/fonts/{name}" for name in font_files()]
    families = {face["family"] for face in theme["fontFaces"]}
    assert {theme["font"].split(",")[0], theme["headingFont"].split(",")[0]} == families
