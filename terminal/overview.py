"""What changed and the digest in the terminal: for a person to read, for a program, and for a nightly job."""

from pathlib import Path
from typing import Annotated, Any

import typer

from coalition.accounts.terminal_store import open_store, terminal_viewer
from data.errors import InvalidInput
from terminal.exports import write_whole
from terminal.options import JsonFlag, say, say_json

Since = Annotated[str, typer.Option(help="The first day, such as 2026-11-01; the last seven days without it.")]
Language = Annotated[str, typer.Option(help="en for English, es for Spanish.")]


def show_what_changed(
    since: Since = "",
    kind: Annotated[str, typer.Option(help="Only this kind, such as bill, stage or position.")] = "",
    area: Annotated[str, typer.Option(help="Only this area: public, equity or funding.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """What changed since a day, newest first: figures, letters, decisions, counts, bills, actions and more."""
    from campaigns.overview.asking import all_of, asked_in
    from campaigns.overview.terminal import changes_as_json, changes_as_text
    from coalition.accounts import clock

    now = clock.now()
    asked = asked_in({"since": since, "kind": kind, "area": area}, today=now.date())
    with open_store() as session:
        found = all_of(session, asked, now=now)
    if as_json:
        say_json(changes_as_json(found, today=now.date()))
    else:
        say(changes_as_text(found, since=asked.since, today=now.date()))


def digest(
    to_file: Annotated[Path, typer.Option(help="The file to write, ending in .html or .txt.")],
    since: Since = "",
    language: Language = "",
    organization: Annotated[int | None, typer.Option(help="As a member of this organization sees it.", min=1)] = None,
    public: Annotated[bool, typer.Option("--public", help="As a visitor without a sign-in sees it.")] = False,
) -> None:
    """Write the digest of what changed, to be mailed or printed; a nightly job may call it for each organization."""
    from campaigns.overview.downloads import WRITTEN, digest_for
    from coalition.accounts import clock

    kind = to_file.suffix.lstrip(".").lower()
    if kind not in WRITTEN:
        raise InvalidInput("A digest is written as .html or .txt. Give a file such as digest.html.")
    if not to_file.parent.is_dir():
        raise InvalidInput("There is no folder {parent}. Make it first, or choose another.", parent=to_file.parent)
    viewer = reader(organization, public=public)
    found = digest_for(viewer, {"since": since, "language": language}, now=clock.now())
    write_whole(to_file, WRITTEN[kind](found), private=not public)
    say(f"{to_file} is written: {sum(len(one.lines) for one in found.sections)} lines.")


def reader(organization: int | None, *, public: bool) -> Any:
    """Whose eyes the digest is written for: the host's organizer, a member of an organization, or the public."""
    from data.access import PUBLIC_VIEWER, Role, Viewer

    host = terminal_viewer()
    if public:
        return PUBLIC_VIEWER
    return host if organization is None else Viewer(Role.MEMBER, "digest", organization)
