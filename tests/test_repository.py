"""What must stay true of the repository itself: pinned requirements, documents, and one set of colors."""

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"^([a-z0-9._-]+(?:\[[a-z0-9,._-]+\])?==\S+)", re.MULTILINE)

NOT_OURS_TO_NAME = {
    "a path of one machine": re.compile(r"(?<![\w./-])/(?:work|root|home|Users)/\w"),
    "a file address": re.compile(r"file:/{3}(?=\w)"),
    "a package registry": re.compile(r"(?:pypi|pythonhosted|npmjs|debian)\.(?:org|com)\b"),
}


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file that git keeps, or would keep once it is added."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def entries(name: str) -> list[str]:
    """A requirements file's entries, each with its continuation lines."""
    return re.sub(r"\\\n\s*", "", (ROOT / name).read_text()).splitlines()


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_requirement_is_one_release_with_its_hashes(name: str) -> None:
    without = [entry for entry in entries(name) if not PIN.match(entry) or "--hash=sha256:" not in entry]

    assert without == []


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirements_name_no_address_and_no_path(name: str) -> None:
    text = (ROOT / name).read_text()

    assert re.findall(r"https?:|file:|--\w*index\w*|--find-links|^#.*|^[./].*", text, re.MULTILINE) == []


def test_tests_run_on_the_releases_that_people_run() -> None:
    run, test = (set(PIN.findall((ROOT / name).read_text())) for name in REQUIREMENTS)

    assert run - test == set()


def test_every_requirement_of_the_project_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[\[<>=]", requirement)[0] for requirement in wanted}
    pinned = {re.split(r"[\[=]", pin)[0] for pin in PIN.findall((ROOT / REQUIREMENTS[1]).read_text())}

    assert names - pinned == set()


@pytest.mark.parametrize("what", NOT_OURS_TO_NAME)
def test_no_kept_file_names(what: str) -> None:
    found = []
    for path in kept_files():
        content = path.read_bytes()
        if b"\0" not in content:
            hits = NOT_OURS_TO_NAME[what].finditer(content.decode(errors="replace"))
            found += [f"{path.relative_to(ROOT)}: {hit.group()}" for hit in hits]

    assert found == []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_every_make_command_in_a_document_exists(document: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:`|^ *\$? *)make ([a-z-]+)", (ROOT / document).read_text(), re.MULTILINE))

    assert named - targets == set()
    assert {"run", "test"} <= named


def test_make_help_names_every_command() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE)) - {"help"}

    assert targets - set(re.findall(r"make ([a-z-]+)  ", makefile)) == set()


def test_the_changelog_opens_with_what_is_unreleased() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)

    assert headings[0] == "Unreleased"


def test_no_folder_of_tests_is_a_package() -> None:
    assert [*(ROOT / "tests").rglob("__init__.py")] == [], "it would shadow the product's folder of that name"
