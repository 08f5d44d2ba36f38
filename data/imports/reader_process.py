"""The child process that reads one file, as its parent sees it: started, heard, and always ended."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from data.errors import FileProblem
from data.imports.limits import Limits
from data.imports.messages import HEADER, LARGEST, PROBLEM

ROOT = Path(__file__).parents[2]
PIECE = 1024 * 1024
NEEDS_TIME = "The file needs more time than is allowed; save it as CSV and try again."
NOT_READ = "The file needs more memory than is allowed, or is damaged; save it as CSV and try again."
PASSED_ON = ("LD_LIBRARY_PATH", "PATH")  # enough to start Python; no secret of ours reaches the child


class ReaderProcess:
    """The parent's end of the pipe; `last` is the message heard last, as a letter and its payload."""

    def __init__(self, process: "subprocess.Popen[bytes]", pipe: IO[bytes], seconds: float) -> None:
        self.last = (b"", b"")
        self._process = process
        self._pipe = pipe.fileno()
        self._heard = bytearray()
        self._poll = select.poll()
        self._poll.register(self._pipe, select.POLLIN)
        self._seconds = seconds

    def hear(self) -> tuple[bytes, bytes]:
        """The next message; raises FileProblem for a refusal, and when the child dies or takes too long."""
        letter, length = HEADER.unpack(self._read(HEADER.size))
        if length > LARGEST:
            raise FileProblem(NOT_READ)
        self.last = letter, self._read(length)
        if letter == PROBLEM:
            problem = json.loads(self.last[1])
            raise FileProblem(problem["sentence"], row=problem["row"], column=problem["column"])
        return self.last

    def _read(self, length: int) -> bytes:
        while len(self._heard) < length:
            self._wait()
            piece = os.read(self._pipe, PIECE)
            if not piece:
                raise FileProblem(self._cause_of_death())
            self._heard += piece
        payload = bytes(memoryview(self._heard)[:length])
        del self._heard[:length]
        return payload

    def _wait(self) -> None:
        """Wait for the child; only time spent waiting counts, not what the reader of the rows takes."""
        if self._poll.poll(0):
            return
        started = time.monotonic()
        if not self._poll.poll(max(self._seconds, 0) * 1000):
            raise FileProblem(NEEDS_TIME)
        self._seconds -= time.monotonic() - started

    def _cause_of_death(self) -> str:
        out_of_time = self._process.wait() == -signal.SIGXCPU
        return NEEDS_TIME if out_of_time else NOT_READ


@contextmanager
def reader_process(source: IO[bytes], suffix: str, limits: Limits, rows: int | None = None) -> Iterator[ReaderProcess]:
    """Start the child on an open file, for all rows or the first of each sheet; it is ended however the block ends."""
    arguments = [json.dumps(asked) for asked in (limits, suffix, rows)]
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    process = subprocess.Popen(  # noqa: S603  # our own module; the file is only its standard input
        [sys.executable, "-E", "-s", "-m", "data.imports.child", *arguments],
        stdin=source,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=environment,
    )
    with process:
        try:
            if process.stdout is not None:
                yield ReaderProcess(process, process.stdout, limits.child_seconds)
        finally:
            process.kill()
