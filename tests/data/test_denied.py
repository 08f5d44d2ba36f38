"""A denied attempt leaves a line in the server’s log: who by role, which act, and no value."""

import pytest
from sqlmodel import Session, update

from data.access import Permission, Role, Viewer, requires
from data.errors import NotAllowed
from data.provenance import Source
from data.store import open_session
from tests.notes import Note
from tests.support import MEMBER, ORGANIZER

SECRET = "Elm Street 12"


@requires(Permission.IMPORT_FIGURES)
def keep_source(session: Session, *, title: str) -> None:
    session.add(Source(key=title, title=title, kind="ours"))


@requires(Permission.IMPORT_FIGURES)
def take_over_note(session: Session, *, body: str, in_bulk: bool) -> None:
    if in_bulk:
        session.execute(update(Note).values(organization_id=1, body=body))
        return
    session.add(Note(organization_id=2, body=body))
    session.flush()


@pytest.mark.usefixtures("sqlite_store")
def test_a_command_beyond_a_role_is_logged_with_role_and_act(caplog: pytest.LogCaptureFixture) -> None:
    with open_session(Viewer(Role.MEMBER, "Maria Member", 1, 7), writing=True) as session, pytest.raises(NotAllowed):
        keep_source(session, title=SECRET)
    (line,) = [record.getMessage() for record in caplog.records if record.name == "commontable.access"]
    assert line.startswith("denied: role=member account=7 act=import or enter figures command=")
    assert line.endswith("keep_source")
    assert SECRET not in caplog.text
    assert MEMBER.name not in caplog.text


@pytest.mark.usefixtures("notes")
@pytest.mark.parametrize("in_bulk", [False, True])
def test_another_organizations_rows_are_logged_by_table_only(caplog: pytest.LogCaptureFixture, in_bulk: bool) -> None:
    with open_session(ORGANIZER, writing=True) as session, pytest.raises(NotAllowed):
        take_over_note(session, body=SECRET, in_bulk=in_bulk)
    assert "command=notes" in caplog.text
    assert SECRET not in caplog.text
