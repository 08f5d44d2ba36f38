"""Every hostile file ends refused, soon, and small in both processes."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import openpyxl.xml
import pytest

from data.imports.reading import open_file
from tests.samples import hostile

ROOT = Path(__file__).parents[3]
SECONDS, CHILD_MIB, PARENT_MIB = 15, 700, 60

MEASURE = """
import json, resource, sys, time
from pathlib import Path
from data.errors import FileProblem
from data.imports.limits import PAGE_LIMITS, TERMINAL_LIMITS
from data.imports.reading import open_file
path, rows, sentence, started = Path(sys.argv[1]), 0, "", time.monotonic()
limits = TERMINAL_LIMITS if sys.argv[2:] == ["terminal"] else PAGE_LIMITS
try:
    with open_file(path, name=path.name, limits=limits) as file:
        rows = sum(1 for sheet in file.sheets() for row in sheet.rows)
except FileProblem as problem:
    sentence = str(problem)
seconds = time.monotonic() - started
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
parent = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024
print(json.dumps([sentence, rows, seconds, parent, child]))
"""


class Outcome(NamedTuple):
    """How reading a file went, seen from a fresh process; peaks in MiB."""

    sentence: str
    rows: int
    seconds: float
    parent_peak: int
    child_peak: int


def outcome(path: Path, where: str = "page") -> Outcome:
    command = [sys.executable, "-c", MEASURE, str(path), where]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return Outcome(*json.loads(answer.stdout))


@pytest.mark.parametrize(("maker", "words"), hostile.REFUSED.items(), ids=lambda x: getattr(x, "__name__", ""))
def test_a_hostile_file_is_refused_in_one_sentence_soon_and_small(
    maker: Callable[[Path], Path], words: str, tmp_path: Path
) -> None:
    seen = outcome(maker(tmp_path))
    assert words in seen.sentence
    assert seen.sentence.endswith(".")
    assert str(tmp_path) not in seen.sentence
    assert seen.seconds < SECONDS
    assert seen.child_peak < CHILD_MIB
    assert seen.parent_peak < PARENT_MIB


def test_a_large_file_is_never_whole_in_memory(tmp_path: Path) -> None:
    path = hostile.written(tmp_path / "long.csv", b"a,b,c,d,e\n" + b'7061-0008,"13,125,876",2027,x,y\n' * 600_000)
    seen = outcome(path)
    assert seen.rows == 600_001
    assert seen.parent_peak + seen.child_peak < 80


@pytest.fixture
def two_hundred_megabytes(tmp_path: Path) -> Iterator[Path]:
    """A CSV file of a million rows, removed after the test."""
    path = tmp_path / "huge.csv"
    row = b'7061-0008,"13,125,876",2027,' + b"x" * 180 + b"\n"
    with path.open("wb") as file:
        for _ in range(100):
            file.write(row * 10_000)
    assert path.stat().st_size > 200_000_000
    yield path
    path.unlink()


def test_two_hundred_megabytes_are_refused_on_the_page_and_read_in_little_memory_by_the_terminal(
    two_hundred_megabytes: Path,
) -> None:
    on_the_page = outcome(two_hundred_megabytes)
    assert on_the_page.sentence == "The file is larger than 25 MiB; split it into smaller files."
    assert on_the_page.child_peak == 0
    in_the_terminal = outcome(two_hundred_megabytes, "terminal")
    assert (in_the_terminal.sentence, in_the_terminal.rows) == ("", 1_000_000)
    assert in_the_terminal.parent_peak + in_the_terminal.child_peak < 80


def test_an_entity_of_a_page_is_never_expanded(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    page = f'<!DOCTYPE html [<!ENTITY e0 "ha">{entities}]><table><tr><td>&e9;<td>x</table>'
    with open_file(hostile.written(tmp_path / "t.html", page.encode()), name="t.html") as file:
        assert [cells for sheet in file.sheets() for _, cells in sheet.rows] == [["&e9;", "x"]]


def test_openpyxl_reads_xml_through_defusedxml_outside_the_child() -> None:
    assert openpyxl.xml.DEFUSEDXML


def test_a_digit_that_goes_on_for_ever_stays_text_in_a_csv(tmp_path: Path) -> None:
    path = hostile.written(tmp_path / "digits.csv", b"amount\n" + b"9" * 100_000 + b"\n1e999999999\n")
    with open_file(path, name="digits.csv") as file:
        rows = [cells for sheet in file.sheets() for _, cells in sheet.rows]
    assert rows == [["amount"], ["9" * 100_000], ["1e999999999"]]
