"""A letter as a document, with the signers of one text only, and its signers as a table."""

from collections.abc import Mapping, Sequence
from typing import Any

from coalition.letters.queries import LetterRecord
from data.exports.documents import Document, Grid, Items, Paragraph, Part
from data.exports.tables import Column, ColumnKind, Table
from data.language import _

TEXT = ColumnKind.TEXT


def letter_document(record: LetterRecord, kept: Mapping[str, Any]) -> Document:
    """The letter with whoever stands under this very text; `kept` is the letter as printed (`commands.as_printed`)."""
    organizations = [_signer(one) for one in kept["signers"] if one["organization"]]
    people = [_signer(one) for one in kept["signers"] if not one["organization"]]
    parts = [Part("", (Paragraph(kept["text"]),))]
    if organizations:
        parts.append(Part(_("Signed by"), (Items(tuple(organizations)),)))
    if people:
        parts.append(Part(_("Signed for themselves"), (Items(tuple(people)),)))
    if not kept["signers"]:
        parts.append(Part(_("Signed by"), (Paragraph(_("Nobody has signed this text yet.")),)))
    under = _("To {whom}").format(whom=record.addressed_to) if record.addressed_to else ""
    foot = _("Version {n}. Text {hash} (SHA-256).").format(n=kept["number"], hash=kept["text_hash"])
    return Document(record.title, under, tuple(parts), (foot,))


def _signer(one: Mapping[str, Any]) -> str:
    person = f"{one['signer']}, {one['title']}" if one["title"] else str(one["signer"])
    return f"{one['organization']} ({person})" if one["organization"] else person


def signers_named(kept: Mapping[str, Any]) -> list[str]:
    """Everybody under a printed letter, as they are printed."""
    return [_signer(one) for one in kept["signers"]]


def versions_document(record: LetterRecord) -> Document:
    """Every text of a letter with who signed which, for the files of the coalition."""
    parts = []
    for one in record.versions:
        rows = tuple(
            (s.organization or _("for themself"), s.signer, s.signed.date().isoformat(), _state(s))
            for s in record.signatures
            if s.version_id == one.id
        )
        blocks: tuple[Any, ...] = (Paragraph(one.text),)
        if one.what_changed:
            blocks = (Paragraph(_("What changed: {words}").format(words=one.what_changed)), *blocks)
        if rows:
            header = (_("Organization"), _("Signed by"), _("On"), _("Stands"))
            blocks = (*blocks, Grid(_("Signatures"), header, rows))
        parts.append(Part(_("Version {n}, {day}").format(n=one.number, day=one.made.date().isoformat()), blocks))
    return Document(_("{title}: every version").format(title=record.title), "", tuple(parts))


def _state(one: Any) -> str:
    if one.withdrawn is not None:
        return _("withdrawn {day}").format(day=one.withdrawn.date().isoformat())
    return _("stands") if one.confirmed is not None else _("not confirmed yet")


def signers_table(record: LetterRecord, kept: Mapping[str, Any]) -> Table:
    """A row for each signer of the text that stands, as the page lists them."""
    names = ("Organization", "Signed by", "Title", "Logo may be printed")
    keys = ("organization", "signer", "title", "logo")
    rows: Sequence[Mapping[str, Any]] = kept["signers"]
    return Table(
        name=f"letter-{record.id}-signers",
        title=_("Who signed {title}").format(title=record.title),
        columns=tuple(Column(key, name, TEXT) for key, name in zip(keys, names, strict=True)),
        rows=tuple(
            (one["organization"], one["signer"], one["title"], _("yes") if one["logo"] else _("no")) for one in rows
        ),
        filters=(("Version", str(kept["number"])), ("Text", str(kept["text_hash"])), ("Signers", str(len(rows)))),
        sources=(),
        notes=(_("Only signatures under this very text; earlier texts have their own."),),
    )
