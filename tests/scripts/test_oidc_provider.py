"""Which Node the browser test of a provider runs on."""

import stat
from pathlib import Path

import pytest

from scripts.oidc_provider import NO_PROVIDER, OLDEST_NODE, is_installed, node_is_new_enough


@pytest.mark.parametrize(
    ("version", "enough"), [("v20.0.0", True), ("v24.1.0", True), ("v18.20.4", False), ("v2.0.0", False), ("", False)]
)
def test_node_is_new_enough_from_the_release_the_sentence_names(
    version: str, enough: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = tmp_path / "node"
    node.write_text(f"#!/bin/sh\necho {version}\n")
    node.chmod(node.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert node_is_new_enough() is enough
    assert enough or not is_installed()


def test_without_node_the_sentence_says_which_one_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert not node_is_new_enough()
    assert f"Install Node {OLDEST_NODE} or newer" in NO_PROVIDER
