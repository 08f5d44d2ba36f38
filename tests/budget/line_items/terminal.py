"""The command line in this process: how a command ended and what it said."""

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass

import pytest

import cli


@dataclass(frozen=True)
class Done:
    """How the command ended and what it said."""

    code: int
    out: str
    err: str


def command(*words: object) -> Done:
    """Runs the command line in this process."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["commontable", *map(str, words)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
    return Done(int(stopped.value.code or 0), out.getvalue(), err.getvalue())
