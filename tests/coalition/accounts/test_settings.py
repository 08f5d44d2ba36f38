"""The settings that make Streamlit safe stay as they are, and a server without its own does not start."""

import json
import tomllib
from pathlib import Path

import pytest

from coalition.accounts.settings import check_settings, provider
from data.errors import InvalidInput

SETTINGS = Path(__file__).parents[3] / ".streamlit" / "config.toml"

SAFE_SETTINGS = {
    "server": {
        "address": "127.0.0.1",
        "headless": True,
        "showEmailPrompt": False,
        "enableCORS": True,
        "enableXsrfProtection": True,
        "allowedHosts": ["localhost", "127.0.0.1"],
        "maxUploadSize": 25,
        "maxWidgetStateSize": 5,
        "disconnectedSessionTTL": 60,
        "enableStaticServing": False,
        "enableAgentApi": False,
        "fileWatcherType": "none",
        "trustedUserHeaders": '{"X-Ct-Session": "ct_session"}',
    },
    "client": {
        "allowedOrigins": [],
        "showErrorDetails": "none",
        "showSidebarNavigation": False,
        "toolbarMode": "viewer",
    },
    "browser": {"gatherUsageStats": False},
    "runner": {"postScriptGC": False, "magicEnabled": False},
}


@pytest.mark.parametrize("section", SAFE_SETTINGS)
def test_the_server_starts_with_the_safe_settings(section: str) -> None:
    assert tomllib.loads(SETTINGS.read_text())[section] == SAFE_SETTINGS[section]


WHOLE = {
    "COMMONTABLE_URL": "https://table.example.org/",
    "COMMONTABLE_COOKIE_SECRET": "x" * 32,
    "COMMONTABLE_OIDC_ISSUER": "https://id.example.org",
    "COMMONTABLE_OIDC_CLIENT_ID": "common-table",
    "COMMONTABLE_OIDC_CLIENT_SECRET": "secret",
}


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in WHOLE.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_a_whole_set_of_settings_starts_and_names_the_way_back(given: pytest.MonkeyPatch) -> None:
    check_settings()
    known = provider()
    assert known is not None
    assert known.redirect_address == "https://table.example.org/sign-in/oidc/callback"
    assert known.name == "id.example.org"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("COMMONTABLE_COOKIE_SECRET", "", "Set COMMONTABLE_COOKIE_SECRET to 32 or more"),
        ("COMMONTABLE_COOKIE_SECRET", "x" * 31, "Set COMMONTABLE_COOKIE_SECRET to 32 or more"),
        ("COMMONTABLE_URL", "table.example.org", "must be a whole address"),
        ("COMMONTABLE_URL", "", "needs COMMONTABLE_URL"),
        ("COMMONTABLE_OIDC_ISSUER", "", "needs COMMONTABLE_OIDC_ISSUER"),
        ("COMMONTABLE_OIDC_CLIENT_ID", "", "needs COMMONTABLE_OIDC_CLIENT_ID"),
        ("COMMONTABLE_OIDC_CLIENT_SECRET", " ", "needs COMMONTABLE_OIDC_CLIENT_SECRET"),
        ("COMMONTABLE_OIDC_ISSUER", "http://id.example.org", "must be the https address"),
    ],
)
def test_a_missing_setting_is_named_and_nothing_starts(
    given: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    given.setenv(name, value)
    with pytest.raises(InvalidInput, match=said):
        check_settings()


def test_on_ones_own_machine_nothing_needs_to_be_set(given: pytest.MonkeyPatch) -> None:
    for name in WHOLE:
        given.delenv(name)
    check_settings()
    assert provider() is None


def test_the_providers_lock_pins_every_package_and_names_no_address() -> None:
    lock = (Path(__file__).parents[2] / "browser" / "provider" / "package-lock.json").read_text()
    packages = {name: found for name, found in json.loads(lock)["packages"].items() if name}
    assert [name for name, found in packages.items() if not found["integrity"].startswith("sha512-")] == []
    assert [word for word in ("://", "resolved") if word in lock] == []
