"""Organizers who log at the same time, each in a process of its own: `python -m tests.campaigns.actions.at_once 10 40`.

They start together. Each sends every tenth form twice, as a phone with a bad connection does.
"""

import multiprocessing
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path

from sqlmodel import Session, func, select

from campaigns.actions.commands import log_action
from campaigns.actions.models import Action, ActionSubject, Task
from campaigns.actions.rules import ActionForm, FollowUp, Stance, Subject
from data.access import Role, Viewer
from data.audit import AuditEntry, broken_entry
from data.records import Record
from data.store import open_session

ROOT = Path(__file__).resolve().parents[3]
TODAY, NOW = date(2026, 11, 22), datetime(2026, 11, 22, 12, tzinfo=UTC)
READER = Viewer(Role.STEWARD, "Reader", 1)
TWICE = 10
START_SECONDS = 120


def one_form(organizer: int, number: int) -> ActionForm:
    """A meeting about a legislator and a bill, with a follow-up."""
    about = (Subject("legislator", f"Rep. Example {organizer}", Stance.UNDECIDED), Subject("bill", f"HB {number}"))
    return ActionForm("meeting", TODAY, reached=1, minutes=30, subjects=about, follow_up=FollowUp("Write again", TODAY))


def log_in_turn(organizer: int, actions: int, together: Barrier) -> None:
    """What one organizer does: log so many actions, one after the other, each in a session of its own."""
    viewer = Viewer(Role.ORGANIZER, f"Organizer {organizer}", 1)
    together.wait(START_SECONDS)
    for number in range(actions):
        for _time in range(2 if number % TWICE == 0 else 1):
            with open_session(viewer, writing=True) as session:
                key = f"{organizer} {number}"
                log_action(session, form=one_form(organizer, number), key=key, today=TODAY, now=NOW)


def start_together(organizers: int, actions: int) -> None:
    """Fork the organizers and wait for them; ends with an error when one of them does."""
    forking = multiprocessing.get_context("fork")
    together = forking.Barrier(organizers)
    every = [forking.Process(target=log_in_turn, args=(one, actions, together)) for one in range(organizers)]
    for process in every:
        process.start()
    for process in every:
        process.join()
    failed = [process.exitcode for process in every if process.exitcode]
    if failed:
        sys.exit(f"{len(failed)} of {organizers} organizers failed.")


def run(organizers: int, actions: int) -> None:
    """Let them log into the store this process acts on; raises CalledProcessError, with what they said, if one fails.

    An interpreter of its own forks them, so that no thread and no connection of this one is inherited.
    """
    words = [sys.executable, "-m", "tests.campaigns.actions.at_once", str(organizers), str(actions)]
    ended = subprocess.run(words, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr[-4_000:]


def landed(session: Session) -> dict[str, int]:
    """How many actions, forms, subjects, tasks and entries in the record of changes are in the store."""

    def number_of(model: type[Record]) -> int:
        return session.exec(select(func.count()).select_from(model)).one()

    assert broken_entry(session) is None
    return {
        "actions": number_of(Action),
        "forms": int(session.exec(select(func.count(func.distinct(Action.form_key)))).one()),
        "subjects": number_of(ActionSubject),
        "tasks": number_of(Task),
        "entries": int(
            session.exec(select(func.count()).select_from(AuditEntry).where(AuditEntry.act == "log action")).one()
        ),
    }


def whole(organizers: int, actions: int) -> dict[str, int]:
    """What `landed` must say when nothing was lost and nothing was doubled."""
    every = organizers * actions
    return {"actions": every, "forms": every, "subjects": 2 * every, "tasks": every, "entries": every}


if __name__ == "__main__":
    start_together(int(sys.argv[1]), int(sys.argv[2]))
