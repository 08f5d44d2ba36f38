"""How many files an account may take in a minute, counted in the store like tries to get in."""

from datetime import timedelta

from coalition.accounts import clock, rules, sign_ins
from coalition.accounts.viewers import DOOR_VIEWER
from data.access import Viewer
from data.errors import CommonTableError
from data.language import _
from data.store import open_session


class TooManyFiles(CommonTableError):
    """An account took as many files as it may for now; `wait` says how long until the next one."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        self.seconds = max(1, -(-wait // timedelta(seconds=1)))
        most = rules.PER_TAKER[0][0]
        sentence = _("You took {most} files within a minute. Wait {seconds} s and take the next one.")
        super().__init__(sentence, most=most, seconds=self.seconds)


def count_file(viewer: Viewer) -> None:
    """Count one file towards the account that asks for it; TooManyFiles, and nothing counted, after too many."""
    if viewer.account_id is None:
        return
    limit = (f"files of {viewer.account_id}", rules.PER_TAKER)
    with open_session(DOOR_VIEWER, writing=True) as session:
        wait = sign_ins.count_try(session, limits=[limit], now=clock.now())
    if wait:
        raise TooManyFiles(wait)
