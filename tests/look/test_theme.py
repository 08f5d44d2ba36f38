"""The style sheet and Streamlit's theme carry the same colors, in light and in dark."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHEET = (ROOT / "look" / "theme.css").read_text()
SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
COLOR = r"#[0-9A-F]{6}"

# Streamlit's word for a color → the token that holds it.
TOKEN_OF = {
    "primaryColor": "pine",
    "backgroundColor": "paper",
    "secondaryBackgroundColor": "sunken",
    "textColor": "ink",
    "linkColor": "pine",
    "borderColor": "edge",
    "dataframeBorderColor": "line",
    "dataframeHeaderBackgroundColor": "sunken",
    "dataframeHeaderTextColor": "ink-2",
    "codeBackgroundColor": "sunken",
    "codeTextColor": "ink",
    "greenColor": "pine",
    "greenBackgroundColor": "pine-soft",
    "greenTextColor": "pine",
    "yellowColor": "pencil",
    "yellowBackgroundColor": "pencil-soft",
    "yellowTextColor": "pencil-ink",
    "redBackgroundColor": "brick-soft",
    "redTextColor": "brick",
    "blueColor": "slate",
    "blueBackgroundColor": "slate-soft",
    "blueTextColor": "slate",
    "grayTextColor": "ink-2",
}
# On the dark page these are a shade of their own: lighter for text, quieter for a filled shape.
OWN_SHADE_IN_DARK = {"linkColor", "greenTextColor", "blueColor"}
# Colors that only our own pieces have.
ONLY_IN_THE_SHEET = {"surface", "on-pine", "ss", "ls", "un", "lo", "so", "public", "equity", "fund"}
# Colors that only Streamlit's own pieces have.
ONLY_IN_THE_SETTINGS = re.compile(r"orange|violet|redColor|gray(Background)?Color|chart")


def tokens() -> dict[str, tuple[str, str]]:
    """Each color token as (light, dark)."""
    pairs = re.findall(rf"--ct-([\w-]+): light-dark\(({COLOR}), ({COLOR})\)", SHEET)
    return {name: (color, color) for name, color in plain_tokens().items()} | {
        name: (light, dark) for name, light, dark in pairs
    }


def plain_tokens() -> dict[str, str]:
    """The values for browsers without light-dark()."""
    return dict(re.findall(rf"--ct-([\w-]+): ({COLOR});", SHEET))


@pytest.mark.parametrize(("mode", "position"), [("light", 0), ("dark", 1)])
def test_streamlits_colors_are_the_sheets_tokens(mode: str, position: int) -> None:
    own = OWN_SHADE_IN_DARK if mode == "dark" else set()
    shared = {word: token for word, token in TOKEN_OF.items() if word not in own}

    assert {word: SETTINGS[mode][word] for word in shared} == {
        word: tokens()[token][position] for word, token in shared.items()
    }


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_color_in_the_settings_is_a_token_or_streamlits_own(mode: str) -> None:
    colors = {word for word in SETTINGS[mode] if not ONLY_IN_THE_SETTINGS.match(word)}

    assert colors == set(TOKEN_OF)


def test_every_token_is_in_the_settings_or_ours_alone() -> None:
    assert set(tokens()) == set(TOKEN_OF.values()) | ONLY_IN_THE_SHEET


def test_browsers_without_light_dark_see_the_light_colors() -> None:
    assert plain_tokens() == {name: light for name, (light, _) in tokens().items()}


def test_the_sheet_holds_no_sign_that_makes_streamlit_drop_it() -> None:
    assert "<" not in SHEET
