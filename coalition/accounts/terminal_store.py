"""The store as the terminal opens it: for whoever runs the server, acting for the organization that runs this table."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def terminal_viewer(*, steward: bool = False) -> Any:
    """Who acts in the terminal: an organizer of the host, or the steward who keeps accounts.

    Raises InvalidInput while there is no store.
    """
    from coalition.accounts.viewers import TERMINAL_STEWARD, TERMINAL_VIEWER, of_the_host
    from data.store import require_ready

    require_ready()
    return TERMINAL_STEWARD if steward else of_the_host(TERMINAL_VIEWER)


@contextmanager
def open_store(*, writing: bool = False, steward: bool = False) -> Iterator[Any]:
    """A session of the terminal's, imported only when a command needs it, so that `--help` answers at once."""
    from data.store import open_session

    with open_session(terminal_viewer(steward=steward), writing=writing) as session:
        yield session
