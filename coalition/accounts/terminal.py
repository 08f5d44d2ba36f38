"""Accounts from the terminal: whoever runs the server may list, invite, reset and deactivate."""

import json
from typing import Annotated, Any

import typer

from coalition.accounts.terminal_store import open_store
from data.errors import InvalidInput, NotFound

user = typer.Typer(help="Who may sign in.", no_args_is_help=True)

Email = Annotated[str, typer.Argument(help="The person's e-mail address.")]
OrganizationName = Annotated[str, typer.Argument(help="The organization's name, as the directory has it.")]
JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def _everybody(session: Any) -> Any:
    from coalition.accounts.clock import now
    from coalition.accounts.queries import people

    return people(session, now=now())


def _person(session: Any, email: str) -> Any:
    from coalition.accounts.rules import email_of

    key = email_of(email)[1]
    found = next((person for person in _everybody(session) if person.email.lower() == key), None)
    if found is None:
        raise NotFound("An account for {key}", key=key)
    return found


def _organization_names(session: Any) -> dict[int, str]:
    """The name of the organization each account belongs to, by the account's number."""
    from coalition.accounts.belonging import accounts_of_each, belongings

    accounts = accounts_of_each(session)
    return {mine.id or 0: known.name for known in belongings(session) for mine in accounts.get(known.id, [])}


def _organization(session: Any, name: str) -> int | None:
    """The number of the organization with this name; none named is the one that runs this table."""
    from coalition.accounts.belonging import belongings

    wanted = name.strip().casefold()
    found = [known.id for known in belongings(session) if known.name.casefold() == wanted]
    if wanted and len(found) != 1:
        raise NotFound("One organization called “{name}”", name=name.strip())
    return found[0] if wanted else None


def _say_link(path: str, lasts: str) -> None:
    from coalition.accounts.local_viewer import address_of

    typer.echo(address_of(path))
    typer.echo(f"Give this link to nobody else. It works once, for {lasts}.")


@user.command("list")
def list_accounts(as_json: JsonFlag = False) -> None:
    """Everybody who has an account."""
    with open_store(steward=True) as session:
        found, names = _everybody(session), _organization_names(session)
    rows = [
        {
            "email": p.email, "name": p.name, "role": p.role, "organization": names.get(p.id, ""),
            "active": p.active and not p.suspended, "signed_in": p.open_sign_ins,
        }
        for p in found
    ]  # fmt: skip
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for person in found:
        state = f"browsers signed in: {person.open_sign_ins}" if person.active else "not active"
        state = "organization suspended" if person.active and person.suspended else state
        typer.echo(f"{person.email}  {person.name}  {person.role}  {state}  {names.get(person.id, '')}")
    if not found:
        typer.echo("Nobody has an account yet; “commontable user set-up-code” starts the first one.")


@user.command("set-up-code")
def set_up_code() -> None:
    """A new code for making the first account, while there is none."""
    from coalition.accounts.local_viewer import address_of

    typer.echo(f"Set-up code: {_new_set_up_code()}")
    typer.echo(f"Open {address_of('/set-up')} and type it there. It works once, for 24 hours.")


def _new_set_up_code() -> str:
    from coalition.accounts.clock import now
    from coalition.accounts.commands import issue_set_up_code

    with open_store(writing=True, steward=True) as session:
        return issue_set_up_code(session, now=now())


@user.command()
def invite(
    email: Email,
    role: Annotated[str, typer.Option(help="member, programme staff, organizer or steward.")] = "member",
    organization: Annotated[str, typer.Option(help="The name of theirs, when it is not the host.")] = "",
) -> None:
    """Print an invitation link for one person; give it to them yourself."""
    from coalition.accounts import clock, commands
    from coalition.accounts.queries import any_account

    with open_store(writing=True, steward=True) as session:
        if not any_account(session):
            raise InvalidInput("Make the first account before inviting: “commontable user set-up-code” starts it.")
        number = _organization(session, organization)
        token = commands.invite(session, email=email, role=role, organization_id=number, now=clock.now())
    _say_link(f"/accept/{token}", "7 days")


@user.command()
def reset(
    email: Email,
    without_code: Annotated[bool, typer.Option("--without-code", help="Also forget a lost code app.")] = False,
) -> None:
    """Print a link to choose a new password."""
    from coalition.accounts import clock, commands

    with open_store(writing=True, steward=True) as session:
        person = _person(session, email)
        token = commands.make_reset_link(session, account_id=person.id, now=clock.now(), without_code=without_code)
    _say_link(f"/reset/{token}", "24 hours")


@user.command()
def deactivate(email: Email) -> None:
    """Let somebody in no more, and sign them out everywhere."""
    from coalition.accounts import clock, commands

    with open_store(writing=True, steward=True) as session:
        person = _person(session, email)
        commands.deactivate(session, account_id=person.id, version=person.version, now=clock.now())
    typer.echo(f"{person.email} is deactivated and signed out everywhere.")


@user.command()
def suspend(organization: OrganizationName) -> None:
    """Sign everybody of an organization out, and let nobody of it in until it is reinstated."""
    from coalition.accounts import clock
    from coalition.accounts.organization_access import suspend_organization

    with open_store(writing=True, steward=True) as session:
        number = _organization(session, organization) or 0
        count = suspend_organization(session, organization_id=number, now=clock.now())
    typer.echo(f"{organization} is suspended; accounts kept out: {count}.")


@user.command()
def reinstate(organization: OrganizationName) -> None:
    """Let the people of a suspended organization in again."""
    from coalition.accounts.organization_access import reinstate_organization

    with open_store(writing=True, steward=True) as session:
        count = reinstate_organization(session, organization_id=_organization(session, organization) or 0)
    typer.echo(f"{organization} is reinstated; accounts let in: {count}.")


def say_how_to_start() -> None:
    """While nobody has an account, `serve` prints how the first one is made."""
    from coalition.accounts.local_viewer import address_of
    from coalition.accounts.viewers import has_accounts

    if not has_accounts():
        code = _new_set_up_code()
        typer.echo(f"To let other people sign in, open {address_of('/set-up')} with the set-up code {code}")
