"""20 and 100 people at once on one process: each opens a page and acts every five seconds, beside a bare page."""

import asyncio
import math
import os
import random
import statistics
import time
from pathlib import Path
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.page_speed import both_served

CROWDS = (20, 100)
THINKING_SECONDS = 5.0
ACTS = 5
LONGEST_SECONDS = 120
PAGES = {"home": "", "the list": "line-items?year=2017", "one line": "line-item?line=1", "compare": "compare"}


async def _run(socket: ClientConnection, page: str) -> float:
    """Ask for one run of a page's script; returns the seconds until it has ended."""
    address = urlsplit(page)
    ask = BackMsg()
    ask.rerun_script.page_name = address.path
    ask.rerun_script.query_string = address.query
    started = time.perf_counter()
    await socket.send(ask.SerializeToString())
    while True:
        said = ForwardMsg()
        said.ParseFromString(await asyncio.wait_for(socket.recv(), LONGEST_SECONDS))
        if said.WhichOneof("type") == "script_finished":
            return time.perf_counter() - started


async def _person(address: str, page: str, waits: random.Random) -> list[float]:
    """One person: arrives at some moment, opens the page, and acts again after thinking."""
    await asyncio.sleep(waits.uniform(0, THINKING_SECONDS))
    url = address.replace("http://", "ws://") + "/_stcore/stream"
    async with connect(url, subprotocols=["streamlit"], origin=address, max_size=None) as socket:  # type: ignore[list-item, arg-type]
        seconds = [await _run(socket, page)]
        for _ in range(ACTS):
            await asyncio.sleep(waits.expovariate(1 / THINKING_SECONDS))
            seconds.append(await _run(socket, page))
    return seconds[1:]


async def _crowd(address: str, page: str, people: int) -> list[float]:
    chances = random.Random(7)
    found = await asyncio.gather(
        *(_person(address, page, random.Random(chances.random())) for _ in range(people)), return_exceptions=True
    )
    lost = [one for one in found if isinstance(one, BaseException)]
    if lost:
        print(f"  {len(lost)} of {people} people were lost: {lost[0]!r}")
    return [seconds for one in found if isinstance(one, list) for seconds in one]


def memory_mib(process: int) -> float:
    """What a process and its children hold, in MiB (Linux; nan elsewhere)."""
    total, waiting = 0.0, [process]
    while waiting:
        one = waiting.pop()
        try:
            pages = int(Path(f"/proc/{one}/statm").read_text().split()[1])
            children = Path(f"/proc/{one}/task/{one}/children").read_text().split()
        except OSError:
            return math.nan
        total += pages * os.sysconf("SC_PAGE_SIZE") / 1024**2
        waiting += [int(child) for child in children]
    return total


def _measured(name: str, address: str, page: str, process: int, bare: dict[int, float]) -> None:
    for people in CROWDS:
        seconds = asyncio.run(_crowd(address, page, people))
        if not seconds:
            continue
        middle, most = statistics.median(seconds), sorted(seconds)[int(len(seconds) * 0.95)]
        bare.setdefault(people, middle)
        print(
            f"{name:12} {people:4} people  p50 {middle * 1000:6.0f} ms  p95 {most * 1000:6.0f} ms  "
            f"p50 ratio {middle / bare[people]:5.1f}  {memory_mib(process):5.0f} MiB",
            flush=True,
        )


def measure() -> None:
    """Serve a bare page and ours, and print p50, p95, the ratio of p50 and memory for each crowd."""
    bare: dict[int, float] = {}
    with both_served() as (bare_server, our_server):
        _measured("a bare page", bare_server.address, "", bare_server.process, bare)
        for name, page in PAGES.items():
            _measured(name, our_server.address, page, our_server.process, bare)
