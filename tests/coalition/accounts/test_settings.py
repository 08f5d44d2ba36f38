"""The settings that make Streamlit safe stay as they are."""

import tomllib
from pathlib import Path

import pytest

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
    "runner": {"postScriptGC": False},
}


@pytest.mark.parametrize("section", SAFE_SETTINGS)
def test_the_server_starts_with_the_safe_settings(section: str) -> None:
    assert tomllib.loads(SETTINGS.read_text())[section] == SAFE_SETTINGS[section]
