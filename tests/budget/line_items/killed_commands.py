"""Reads [arguments, seconds] a line; runs that command of `cli.py` in a fork, kills it then, and says how it ended.

Its own arguments are a command to run first, so that what the commands load is loaded once, before the forks.
"""

import io
import json
import os
import signal
import struct
import sys
import time
from contextlib import redirect_stdout
from typing import Any, NoReturn

from sqlalchemy import event
from typer.main import get_command

from cli import app
from data.errors import CommonTableError
from data.store import database_url, engines

MARK = struct.Struct("=cd")


def command(arguments: list[str], marks: int) -> NoReturn:
    """Run it to its end, marking when its transaction begins and when it is about to commit."""
    writing = engines(database_url()).writing

    def mark(letter: bytes) -> Any:
        return lambda *_: os.write(marks, MARK.pack(letter, time.monotonic()))

    event.listen(writing, "begin", mark(b"B"))
    event.listen(writing, "commit", mark(b"C"))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    code = 1
    try:
        get_command(app).main(arguments, standalone_mode=False)
        code = 0
    except CommonTableError as problem:
        print(problem, file=sys.stderr)
        code = 2
    finally:
        os._exit(code)


def run(arguments: list[str], killed_after: float | None) -> dict[str, object]:
    """How the command ended, in the fields of `End`."""
    heard, marks = os.pipe()
    started = time.monotonic()
    process = os.fork()
    if process == 0:
        command(arguments, marks)
    os.close(marks)
    if killed_after is not None:
        time.sleep(killed_after)
        os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    seconds = time.monotonic() - started
    with os.fdopen(heard, "rb") as pipe:
        at = {letter: moment - started for letter, moment in MARK.iter_unpack(pipe.read())}
    return {
        "killed": os.WIFSIGNALED(status),
        "code": os.waitstatus_to_exitcode(status),
        "seconds": seconds,
        "began": at.get(b"B"),
        "committing": at.get(b"C"),
    }


def warm_up(arguments: list[str]) -> None:
    """Run a command here, and leave no connection that a fork could share."""
    with redirect_stdout(io.StringIO()):
        get_command(app).main(arguments, standalone_mode=False)
    both = engines(database_url())
    both.writing.dispose()
    both.reading.dispose()
    engines.cache_clear()


if __name__ == "__main__":
    warm_up(sys.argv[1:])
    for line in sys.stdin:
        print(json.dumps(run(*json.loads(line))), flush=True)
