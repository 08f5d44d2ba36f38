"""Setting up says what is wrong with the machine, in a sentence."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def install(folder: Path, python: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(ROOT / "scripts" / "install.sh"), "requirements.txt"],
        cwd=folder,
        env={**os.environ, "PYTHON": python},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_older_python_is_named_with_the_cure(tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit\nexit 1\n')
    old.chmod(0o755)

    done = install(tmp_path, str(old))

    assert done.returncode == 1
    assert f"needs Python 3.11 or newer, and '{old}' is Python 3.9.2." in done.stderr
    assert "make run PYTHON=" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_a_python_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = install(tmp_path, "python-of-nowhere")

    assert done.returncode == 1
    assert "'python-of-nowhere' is not found." in done.stderr
