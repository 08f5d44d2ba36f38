"""Importing 1,000,000 amounts our way, the shortest way and with sqlite-utils, in turn; seconds and memory."""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.workload import FOLDER, table

ROOT = Path(__file__).resolve().parent.parent
WAYS = ("floor", "ours", "ours_again", "sqlite_utils", "sqlite_utils_command")
ONCE = ("copy", "ours_on_postgresql")
TIMES = 3
MIB = 1024 * 1024
PAGE_BYTES = 4096


def _resident(process: int) -> int:
    """Bytes resident of a process and its children, now."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except (OSError, IndexError):
        return 0
    return pages * PAGE_BYTES + sum(_resident(int(child)) for child in children)


def run(way: str) -> tuple[float, float]:
    """Seconds of one way in a process of its own, and the peak MiB of it and its children (Linux)."""
    command = [sys.executable, "-m", "benchmarks.import_ways", way, str(FOLDER / "imports")]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    peak = 0
    while process.poll() is None:
        peak = max(peak, _resident(process.pid))
        time.sleep(0.02)
    assert process.stdout is not None
    return json.loads(process.stdout.read())["seconds"], peak / MIB


def measure() -> None:
    """Each way in turn, three times over; medians as ratios to the floor."""
    table()
    found: dict[str, list[tuple[float, float]]] = {way: [] for way in (*WAYS, *ONCE)}
    for way in [*WAYS * TIMES, *ONCE]:
        found[way].append(run(way))
        print(f"  {way:21} {found[way][-1][0]:6.2f} s  {found[way][-1][1]:4.0f} MiB", flush=True)
    medians = {way: statistics.median(seconds for seconds, _ in runs) for way, runs in found.items()}
    for way in found:
        peak = max(peak for _, peak in found[way])
        print(f"{way:21} {medians[way] / medians['floor']:5.2f} x floor   peak {peak:4.0f} MiB")
    for way in ("sqlite_utils", "sqlite_utils_command"):
        print(f"{way} takes {medians[way] / medians['ours']:.1f} times as long as ours")
    print(f"on PostgreSQL ours takes {medians['ours_on_postgresql'] / medians['copy']:.2f} times as long as COPY")
