"""Accounts from the terminal: whoever runs the server may list, invite, reset and deactivate."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from sqlmodel import Session

from coalition.accounts import clock, commands, rules
from coalition.accounts.local_viewer import PUBLIC_ADDRESS
from coalition.accounts.queries import Person, any_account, people
from coalition.accounts.viewers import TERMINAL_STEWARD, has_accounts
from data.access import Role
from data.errors import InvalidInput, NotFound
from data.store import open_session, ready

user = typer.Typer(help="Who may sign in.", no_args_is_help=True)

Email = Annotated[str, typer.Argument(help="The person's e-mail address.")]
JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


@contextmanager
def _store(*, writing: bool = False) -> Iterator[Session]:
    if not ready():
        raise InvalidInput("There is no store yet. Run “commontable init” first.")
    with open_session(TERMINAL_STEWARD, writing=writing) as session:
        yield session


def _person(session: Session, email: str) -> Person:
    key = rules.email_of(email)[1]
    found = next((person for person in people(session, now=clock.now()) if person.email.lower() == key), None)
    if found is None:
        raise NotFound(f"An account for {key}")
    return found


def address_of(path: str) -> str:
    """A whole address of ours, as somebody in another browser opens it."""
    own = (
        os.environ.get(PUBLIC_ADDRESS, "").rstrip("/")
        or f"http://localhost:{os.environ.get('COMMONTABLE_PORT', '8501')}"
    )
    return own + path


@user.command("list")
def list_accounts(as_json: JsonFlag = False) -> None:
    """Everybody who has an account."""
    with _store() as session:
        found = people(session, now=clock.now())
    rows = [
        {"email": p.email, "name": p.name, "role": p.role, "active": p.active, "signed_in": p.open_sign_ins}
        for p in found
    ]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for person in found:
        state = f"{person.open_sign_ins} browsers signed in" if person.active else "not active"
        typer.echo(f"{person.email}  {person.name}  {person.role}  {state}")
    if not found:
        typer.echo("Nobody has an account yet; “commontable user set-up-code” starts the first one.")


@user.command("set-up-code")
def set_up_code() -> None:
    """A new code for making the first account, while there is none."""
    with _store(writing=True) as session:
        code = commands.issue_set_up_code(session, now=clock.now())
    typer.echo(f"Set-up code: {code}")
    typer.echo(f"Open {address_of('/set-up')} and type it there. It works once, for 24 hours.")


@user.command()
def invite(email: Email, role: Annotated[str, typer.Option(help="What they may do.")] = Role.MEMBER) -> None:
    """Print an invitation link for one person; give it to them yourself."""
    with _store(writing=True) as session:
        if not any_account(session):
            raise InvalidInput("Make the first account before inviting: “commontable user set-up-code” starts it.")
        token = commands.invite(session, email=email, role=role, now=clock.now())
    typer.echo(address_of(f"/accept/{token}"))
    typer.echo("Give this link to nobody else. It works once, for 7 days.")


@user.command()
def reset(
    email: Email,
    without_code: Annotated[bool, typer.Option("--without-code", help="Also forget a lost code app.")] = False,
) -> None:
    """Print a link to choose a new password."""
    with _store(writing=True) as session:
        person = _person(session, email)
        token = commands.make_reset_link(session, account_id=person.id, now=clock.now(), without_code=without_code)
    typer.echo(address_of(f"/reset/{token}"))
    typer.echo("Give this link to nobody else. It works once, for 24 hours.")


@user.command()
def deactivate(email: Email) -> None:
    """Let somebody in no more, and sign them out everywhere."""
    with _store(writing=True) as session:
        person = _person(session, email)
        commands.deactivate(session, account_id=person.id, version=person.version, now=clock.now())
    typer.echo(f"{person.email} is deactivated and signed out everywhere.")


def say_how_to_start() -> None:
    """While nobody has an account, `serve` prints how the first one is made."""
    if not has_accounts():
        with open_session(TERMINAL_STEWARD, writing=True) as session:
            code = commands.issue_set_up_code(session, now=clock.now())
        typer.echo(f"To let other people sign in, open {address_of('/set-up')} with the set-up code {code}")
