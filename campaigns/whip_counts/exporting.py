"""A count on its way out: the call sheet as a table and as a page to print, the evidence, and the members."""

from collections.abc import Sequence
from html import escape

from budget.line_items.exporting import file_name
from campaigns.whip_counts import sentences as say
from campaigns.whip_counts import shown
from campaigns.whip_counts.standings import Row, Whip
from campaigns.whip_counts.views import shown_name
from data.exports.tables import Column, ColumnKind, Missing, Table, Value
from data.language import _

TEXT, DAY, NUMBER = ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.INTEGER
STYLE = (
    "body{font:11pt/1.35 system-ui,sans-serif;margin:1.5cm;color:#1e2725}h1{font-size:16pt;margin:0}"
    "table{border-collapse:collapse;width:100%;margin-top:.6cm}"
    "th,td{border-bottom:1px solid #8a8473;padding:.18cm .2cm;"
    "text-align:left;vertical-align:top}small{display:block;color:#4f5a56}.said{width:26%}tr{break-inside:avoid}"
    "thead{display:table-header-group}@media print{body{margin:0}}"
)
NEVER, NOBODY = Missing("never"), Missing("nobody yet")


def sheet_table(found: Whip, rows: Sequence[Row], show: str) -> Table:
    """Whom to call, one a row in the order of asking; no names of our own people."""
    columns = (
        Column("who", _("Who"), TEXT), Column("district", _("District"), TEXT), Column("party", _("Party"), TEXT),
        Column("phone", _("Phone"), TEXT), Column("position", _("Position"), TEXT), Column("why", _("Why"), TEXT),
        Column("latest", _("Latest evidence"), DAY), Column("check_again", _("Check again"), TEXT),
        Column("conflict", _("Conflict"), TEXT), Column("nearest", _("Nearest organization"), TEXT),
        Column("connection", _("Connection"), TEXT), Column("last_contact", _("Last contact"), DAY),
        Column("contact_by", _("By"), TEXT), Column("who_asks", _("Who asks"), TEXT),
    )  # fmt: skip
    one = found.standing.count
    return Table(
        file_name("call-sheet", one.name), _("{name}: call sheet").format(name=one.name), columns,
        tuple(_sheet_row(row) for row in rows), filters(found, show), (), notes(found),
    )  # fmt: skip


def _sheet_row(row: Row) -> tuple[Value, ...]:
    latest, door, contact = row.position.latest, row.doors[0] if row.doors else None, row.contact
    none_found = Missing("no connection found")
    return (
        row.member.name, row.member.district or Missing("not on file"), row.member.party or Missing("not on file"),
        row.member.phone or Missing("not on file"), say.position_name(row.position.stance),
        say.part_name(row.part) if row.part else "",
        Missing("not contacted") if latest is None else latest.on or Missing("no day known"),
        _("yes") if row.position.is_stale else _("no"), _("yes") if row.position.conflict else _("no"),
        door.organization if door else none_found, say.tie_name(door) if door else none_found,
        contact.on if contact else NEVER, contact.organization if contact else NEVER, row.owner or NOBODY,
    )  # fmt: skip


def filters(found: Whip, show: str) -> tuple[tuple[str, str], ...]:
    """What the file holds, in words."""
    one = found.standing.count
    return (
        (_("Whip count"), one.name), (_("What is decided"), one.about), (_("Who votes"), f"{one.room}, {one.state}"),
        (_("As of"), found.standing.day.isoformat()), (_("Shown"), shown_name(show)),
    )  # fmt: skip


def notes(found: Whip) -> tuple[str, ...]:
    """The sentence of the count, the majority, and how a position is found."""
    said = (
        say.lede(found.standing),
        say.needed_line(found.standing),
        say.flags_line(found.standing),
        _(say.RULE),
        _(say.ORDER),
    )
    return tuple(words for words in said if words)


def sheet_page(found: Whip, rows: Sequence[Row], show: str) -> bytes:
    """The call sheet to print: a row for each, with room for what they say."""
    one, day = found.standing.count, found.standing.day
    header = (_("Who"), _("Phone"), _("Position"), _("Nearest organization"), _("Last contact"), _("What they say"))
    head = "".join(f'<th scope="col">{escape(words)}</th>' for words in header)
    body = "".join(
        f"<tr><td><b>{escape(row.member.name)}</b><small>{escape(row.member.district)}</small></td>"
        f"<td>{escape(row.member.phone or _('not on file'))}</td>"
        f"<td>{escape(say.position_name(row.position.stance))}{_check_again(row)}</td>"
        f"<td>{shown.nearest(row)}</td><td>{shown.last_word(row, day=day)}</td><td class='said'></td></tr>"
        for row in rows
    )
    title = escape(_("{name}: call sheet").format(name=one.name))
    said = "".join(f"<p>{escape(words)}</p>" for words in (say.lede(found.standing), say.needed_line(found.standing)))
    made = escape(_("As of {day}. For the coalition only.").format(day=day.isoformat()))
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style><body>'
        f"<h1>{title}</h1>{said}<p>{made} {escape(shown_name(show))}: {len(rows)}.</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></body></html>\n"
    )
    return page.encode()


def _check_again(row: Row) -> str:
    words = [_("check again")] if row.position.is_stale else []
    words += [_("conflict")] if row.position.conflict else []
    return f"<small>{escape(', '.join(words))}</small>" if words else ""


def evidence_table(found: Whip) -> Table:
    """All evidence up to the day, the latest first, also what was taken back; no names of our own people."""
    names = {member.id: member.name for member in found.standing.members}
    columns = (
        Column("who", _("Who"), TEXT), Column("day", _("Day"), DAY), Column("position", _("Position"), TEXT),
        Column("kind", _("How"), TEXT), Column("hand", _("Hand"), TEXT), Column("confidence", _("Confidence"), TEXT),
        Column("organization", _("Heard by"), TEXT), Column("shared", _("Shared"), TEXT),
        Column("note", _("Note"), TEXT), Column("source", _("Source"), TEXT),
        Column("taken_back", _("Taken back"), TEXT),
    )  # fmt: skip
    pieces = [
        piece for piece in found.standing.pieces
        if piece.legislator_id in names and (piece.on is None or piece.on <= found.standing.day)
    ]  # fmt: skip
    pieces.sort(key=lambda piece: (piece.on.isoformat() if piece.on else "", piece.number), reverse=True)
    rows = tuple(
        (
            names[piece.legislator_id], piece.on or Missing("no day known"), say.position_name(piece.stance),
            say.kind_name(piece.kind), say.hand_name(first_hand=piece.first_hand),
            say.confidence_name(piece.confidence), piece.organization or _("Public record"),
            _("yes") if piece.shared else _("no"), piece.note, piece.address, piece.why_taken_back,
        )
        for piece in pieces
    )  # fmt: skip
    one = found.standing.count
    title = _("{name}: evidence").format(name=one.name)
    return Table(file_name("evidence", one.name), title, columns, rows, filters(found, "all"), (), notes(found))
