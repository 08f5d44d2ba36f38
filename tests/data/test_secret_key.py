"""The installation's own secret: from the environment, else one private file, made once."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from data.errors import InvalidInput
from data.secret_key import FILE, SHORTEST, VARIABLE, secret_key


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COMMONTABLE_VAR", str(tmp_path))
    monkeypatch.delenv(VARIABLE, raising=False)
    return tmp_path


def test_several_at_once_make_one_file_that_only_its_owner_reads(var: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: secret_key(), range(16)))

    (secret,) = made
    assert len(secret) == SHORTEST
    assert [path.name for path in var.iterdir()] == [FILE]
    assert stat.S_IMODE((var / FILE).stat().st_mode) == 0o600


def test_the_environment_comes_first_and_must_be_long_enough(monkeypatch: pytest.MonkeyPatch, var: Path) -> None:
    monkeypatch.setenv(VARIABLE, "x" * SHORTEST)
    assert secret_key() == b"x" * SHORTEST
    assert not (var / FILE).exists()

    monkeypatch.setenv(VARIABLE, "too short")
    with pytest.raises(InvalidInput, match="too short: set it to at least 32") as refused:
        secret_key()
    assert "too short," not in str(refused.value)


def test_a_file_that_others_may_read_or_that_is_cut_is_refused(var: Path) -> None:
    secret_key()
    (var / FILE).chmod(0o644)
    with pytest.raises(InvalidInput, match="chmod 600"):
        secret_key()
    (var / FILE).chmod(0o600)
    (var / FILE).write_bytes(b"short")
    with pytest.raises(InvalidInput, match="damaged"):
        secret_key()
