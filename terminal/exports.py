"""`commontable export`: what a page shows, written to a file."""

from pathlib import Path
from typing import Annotated, Any

import typer

from coalition.accounts.terminal_store import open_store, terminal_viewer
from data.errors import InvalidInput
from terminal.options import Jurisdiction, Year, say


def export(
    what: Annotated[str, typer.Argument(help="line-item, line-history, line-items, comparison, release or changes.")],
    output: Annotated[Path, typer.Argument(help="The file to write; its ending says the kind, such as .xlsx.")],
    line: Annotated[str | None, typer.Option(help="The line's number or name, for line-item and line-history.")] = None,
    jurisdiction: Jurisdiction = None,
    fiscal_year: Year = None,
    words: Annotated[str, typer.Option(help="Only lines with these words.")] = "",
    real: Annotated[bool, typer.Option("--real", help="In real dollars beside as voted.")] = False,
    left: Annotated[str, typer.Option(help="For comparison: a year and stage, such as 2016:gaa or 2016:settled.")] = "",
    right: Annotated[str, typer.Option(help="For comparison: the year and stage to hold against it.")] = "",
    stage: Annotated[str, typer.Option(help="For release: the stage that came out, such as swm.")] = "",
    campaign: Annotated[str, typer.Option(help="The campaign's number, for campaign-plan and our-money.")] = "",
    where: Annotated[
        list[str] | None,
        typer.Option(help="What a page's address says after the “?”, such as legislator=3; repeat it."),
    ] = None,
) -> None:
    """Write what a page shows to a file: CSV, XLSX, JSON, SVG, PNG, HTML or text."""
    from budget.line_items.queries import find_line
    from coalition.changes.taking import note_if_restricted
    from data.exports.registry import is_private

    kind = output.suffix.lstrip(".").lower()
    build = builder_of(what, kind)
    if not output.parent.is_dir():
        raise InvalidInput("There is no folder {parent}. Make it first, or choose another.", parent=output.parent)
    asked = {"words": words, "dollars": "real" if real else "voted", "place": jurisdiction or "ma"}
    asked |= {"year": fiscal_year or "", "stage": stage, "campaign": campaign, **columns_of(left=left, right=right)}
    asked |= dict(said_in_address(words_of) for words_of in where or ())
    if line:
        with open_store() as session:
            asked["line"] = str(find_line(session, line, jurisdiction=jurisdiction))
    viewer = terminal_viewer()
    body = build(viewer, {name: said for name, said in asked.items() if said or name == "words"}, kind).body
    note_if_restricted(viewer, what, kind)
    write_whole(output, body, private=is_private(what))
    say(f"{output} is written: {len(body):,} bytes.")


def builder_of(what: str, kind: str) -> Any:
    """What builds a file. Raises InvalidInput with the names there are."""
    from data.exports.registry import declare_every_file, find, offered

    declare_every_file()
    build = find(what, kind)
    if build is None:
        ending = f"with the ending .{kind}" if kind else "without an ending"
        names = ", ".join(sorted({name for name, _kind in offered()}))
        raise InvalidInput(
            "There is no export “{said}” {ending}. Give one of {names}, and a file such as "
            "line.csv, lines.xlsx or history.svg.",
            said=what,
            ending=ending,
            names=names,
        )
    return build


def said_in_address(text: str) -> tuple[str, str]:
    """ "legislator=3" as the name and the value. Raises InvalidInput."""
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise InvalidInput("“{text}” names nothing. Write it as legislator=3.", text=text)
    return name, value


def columns_of(**sides: str) -> dict[str, str]:
    """What a comparison holds against what: "2016:gaa" is the year 2016 at the stage gaa, "2016" where it settled."""
    named = {}
    for side, column in sides.items():
        if column:
            named[f"{side}_year"], _colon, stage = column.partition(":")
            named[f"{side}_stage"] = stage or "settled"
    return named


def write_whole(output: Path, body: bytes, *, private: bool) -> None:
    """Write a file whole or not at all; one with a restricted list only for whoever runs the command."""
    partial = output.with_name(output.name + ".part")
    partial.unlink(missing_ok=True)  # one left behind may be for everybody to read
    partial.touch(mode=0o600 if private else 0o666)
    partial.write_bytes(body)
    partial.replace(output)
