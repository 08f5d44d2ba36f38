"""The tables of who sees what, as markup."""

from collections.abc import Mapping, Sequence
from html import escape

from coalition.accounts.matrix import ROLES, Row
from coalition.accounts.shown import role_name
from data.language import _


def held(rows: Sequence[Row], label: str) -> str:
    """A row for each permission or page, a column for each role, a word in every cell."""
    head = "".join(f'<th scope="col">{escape(role_name(role))}</th>' for role in ROLES)
    body = "".join(
        f'<tr><th scope="row">{escape(row.name[:1].upper() + row.name[1:])}</th>'
        + "".join(f"<td>{_cell(role in row.roles)}</td>" for role in ROLES)
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="ct ct-scroll" tabindex="0" role="region" aria-label="{escape(label)}">'
        f'<table class="ct-table ct-roles">'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(holds: bool) -> str:
    if holds:
        return f'<span class="ct-i ct-i-check" aria-hidden="true"></span><span class="ct-vh">{_("yes")}</span>'
    return f'<span class="ct-vh">{_("no")}</span>'


def files(kinds: Mapping[str, Sequence[str]]) -> str:
    """Every file with its kinds."""
    items = "".join(f"<li><b>{escape(what)}</b> {escape(', '.join(found))}</li>" for what, found in kinds.items())
    return f'<ul class="ct ct-said">{items}</ul>'
