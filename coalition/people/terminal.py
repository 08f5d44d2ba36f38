"""The terminal's side of contacts: list, export, erase one, and erase all whose last day is over."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from coalition.accounts.terminal_store import open_store, terminal_viewer
from data.errors import InvalidInput
from data.reading_input import LARGEST_NUMBER

contact = typer.Typer(help="Contacts of the organization that runs this table.", no_args_is_help=True)

Number = Annotated[
    int, typer.Argument(help="The contact’s number, as “contact list” shows it.", min=1, max=LARGEST_NUMBER)
]
Words = Annotated[str, typer.Option(help="Only contacts with these words in name, e-mail, town or title.")]
Campaign = Annotated[str, typer.Option(help="The campaign the list is for.")]
JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def _today() -> Any:
    from coalition.accounts.clock import now

    return now().date()


@contact.command("list")
def list_contacts(
    words: Words = "",
    campaign: Campaign = "",
    everybody: Annotated[bool, typer.Option("--all", help="Also those who asked not to be contacted.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """The contacts who may be contacted, and how many are left out."""
    from coalition.people.exporting import left_out_sentence
    from coalition.people.queries import Filter, Shown, contacts
    from coalition.people.shown import because_words

    chosen = Filter(words, campaign=campaign, shown=Shown.ALL if everybody else Shown.CONTACTABLE, size=None)
    with open_store() as session:
        listed = contacts(session, chosen)
    if as_json:
        rows = [
            {"id": c.id, "name": c.name, "email": c.email, "phone": c.phone, "town": c.town, "because": c.because}
            for c in listed.contacts
        ]
        typer.echo(json.dumps({"contacts": rows, "left_out": listed.left_out}, ensure_ascii=False, indent=2))
        return
    for c in listed.contacts:
        why = f"do not contact: {because_words(c.because)}" if c.because else ""
        typer.echo("  ".join(part for part in (str(c.id), c.name, c.email, c.phone, c.town, why) if part))
    typer.echo(f"Contacts listed: {listed.count:,}. {left_out_sentence(listed, chosen)}".rstrip())


@contact.command()
def export(
    output: Annotated[Path, typer.Argument(help="The file to write; .csv, .xlsx or .json, of one contact also .html.")],
    number: Annotated[
        int | None, typer.Option("--contact", help="Everything known of this one contact.", min=1)
    ] = None,
    opt_outs: Annotated[bool, typer.Option("--opt-outs", help="Who asked not to be contacted, instead.")] = False,
    words: Words = "",
    campaign: Campaign = "",
    everybody: Annotated[bool, typer.Option("--all", help="Also those who asked not to be contacted.")] = False,
) -> None:
    """Write contacts to a file that only you can read; those who opted out are left out."""
    from coalition.people import downloads  # noqa: F401 - registers its files
    from data.exports.registry import find

    kind = output.suffix.lstrip(".").lower()
    what = "contact" if number else "opt-outs" if opt_outs else "contacts"
    build = find(what, kind)
    if build is None:
        raise InvalidInput(
            "“{output}” cannot be written. Choose a name that ends in .csv, .xlsx or .json.", output=output.name
        )
    if not output.parent.is_dir():
        raise InvalidInput("There is no folder {parent}. Make it first, or choose another.", parent=output.parent)
    query = {"words": words, "campaign": campaign, "shown": "all" if everybody else "contactable"}
    body = build(terminal_viewer(), query | ({"contact": str(number)} if number else {}), kind).body
    partial = output.with_name(output.name + ".part")
    partial.unlink(missing_ok=True)  # one left behind may be for everybody to read
    partial.touch(mode=0o600)
    partial.write_bytes(body)
    partial.replace(output)
    typer.echo(f"{output} is written: {len(body):,} bytes. Keep it as private as the contacts in it.")


@contact.command()
def erase(
    number: Number,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
) -> None:
    """Erase one contact everywhere; there is no way back."""
    from coalition.people.contact_queries import own_person
    from coalition.people.erasing import erase_contact

    with open_store() as session:
        own_person(session, number)
    if not yes and not typer.confirm(f"Erase contact {number} everywhere? There is no way back."):
        typer.echo("Nothing was erased.")
        return
    with open_store(writing=True) as session:
        erase_contact(session, person_id=number, today=_today())
    typer.echo(f"Contact {number} is erased.")


@contact.command()
def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say who is due; erase nothing.")] = False,
) -> None:
    """Erase every contact whose last day is over; run it each night."""
    from coalition.people.erasing import erase_due
    from coalition.people.queries import due_for_erasure, hashes_of_another_secret

    today = _today()
    with open_store() as session:
        due, foreign = due_for_erasure(session, today=today), hashes_of_another_secret(session)
    if foreign:
        typer.echo(
            f"Of the list of people to leave alone, entries made with another secret: {foreign:,}. They are not "
            "honoured. Put the old COMMONTABLE_COOKIE_SECRET or secret.key back.",
            err=True,
        )
    if dry_run:
        for one in due:
            typer.echo(f"contact {one.id} was kept until {one.keep_until.isoformat()}")
        typer.echo(f"Contacts due: {len(due):,}. Nothing was erased.")
        return
    with open_store(writing=True) as session:
        erased = erase_due(session, today=today)
    typer.echo(f"Contacts that were due and are erased: {erased:,}.")
