"""Every hostile file ends refused, soon, and small in both processes."""

import json
import subprocess
import sys
from collections.abc import Callable
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
from data.imports.reading import open_file
path, rows, sentence, started = Path(sys.argv[1]), 0, "", time.monotonic()
try:
    with open_file(path, name=path.name) as file:
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


def outcome(path: Path) -> Outcome:
    command = [sys.executable, "-c", MEASURE, str(path)]
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


def test_openpyxl_reads_xml_through_defusedxml_outside_the_child() -> None:
    assert openpyxl.xml.DEFUSEDXML


def test_a_digit_that_goes_on_for_ever_stays_text_in_a_csv(tmp_path: Path) -> None:
    path = hostile.written(tmp_path / "digits.csv", b"amount\n" + b"9" * 100_000 + b"\n1e999999999\n")
    with open_file(path, name="digits.csv") as file:
        rows = [cells for sheet in file.sheets() for _, cells in sheet.rows]
    assert rows == [["amount"], ["9" * 100_000], ["1e999999999"]]
