"""Importing 731,918 rows of school discipline our way and by `executemany`, in turn; ratios and memory."""

import json
import statistics
import subprocess
import sys
import time

from benchmarks.figure_import_ways import FILE
from benchmarks.import_speed import MIB, ROOT, _resident

WAYS = ("ready_rows", "floor", "ours", "ours_again")
ONCE = ("copy", "ours_on_postgresql")
TIMES = 3
MOST_MIB = 300


def run(way: str) -> tuple[float, float]:
    """Seconds of one way in a process of its own, and the peak MiB of it and its children (Linux)."""
    command = [sys.executable, "-m", "benchmarks.figure_import_ways", way]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    peak = 0
    while process.poll() is None:
        peak = max(peak, _resident(process.pid))
        time.sleep(0.02)
    assert process.stdout is not None
    return json.loads(process.stdout.read())["seconds"], peak / MIB


def measure() -> None:
    """Each way in turn, three times over; medians as ratios to `executemany` of the same rows."""
    if not FILE.exists():
        print(f"There is no {FILE.name} in the shared data; there is nothing to measure.")
        return
    found: dict[str, list[tuple[float, float]]] = {way: [] for way in (*WAYS, *ONCE)}
    for way in [*WAYS * TIMES, *ONCE]:
        found[way].append(run(way))
        print(f"  {way:19} {found[way][-1][0]:6.2f} s  {found[way][-1][1]:4.0f} MiB", flush=True)
    medians = {way: statistics.median(seconds for seconds, _ in runs) for way, runs in found.items()}
    peak = max(peak for _, peak in found["ours"])
    print(f"ours takes {medians['ours'] / medians['floor']:.2f} times as long as executemany reading the same file")
    print(f"ours takes {medians['ours'] / medians['ready_rows']:.2f} times as long as executemany of rows lying ready")
    print(f"a second time takes {medians['ours_again'] / medians['floor']:.2f} times as long, and changes nothing")
    print(f"ours holds at most {peak:.0f} MiB, with the process that reads the file; {MOST_MIB} are allowed")
    print(f"on PostgreSQL ours takes {medians['ours_on_postgresql'] / medians['copy']:.2f} times as long as COPY")
