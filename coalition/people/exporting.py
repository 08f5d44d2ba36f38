"""Contacts as files: the list with its reasons, the list of opt-outs, and all that is known of one person."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from html import escape

from coalition.people.contact_queries import Details
from coalition.people.queries import Contact, Filter, Listed, ListedOptOut, Shown
from coalition.people.shown import because_words, scope_words
from coalition.people.subject_queries import Subject
from data.exports.tables import Column, ColumnKind, Missing, Table, Value
from data.language import _, ngettext

STYLE = """
* { box-sizing: border-box; margin: 0; }
body { font: 1rem/1.5 "Public Sans", system-ui, sans-serif; color: #1E2725; background: #fff; }
body { max-width: 46rem; margin: 0 auto; padding: 1.5rem; }
h1 { font: 650 1.6rem/1.2 Bitter, Georgia, serif; }
h2 { font: 600 1.2rem/1.3 Bitter, Georgia, serif; margin: 1.2rem 0 .3rem; }
table { border-collapse: collapse; width: 100%; }
tr { border-top: 1px solid #DAD6CB; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; }
th { width: 14rem; font-weight: 600; }
td { overflow-wrap: anywhere; white-space: pre-line; }
p { margin-top: .4rem; }
"""


def left_out_sentence(listed: Listed, chosen: Filter) -> str:
    """Whom a file of this list leaves out, and why; an empty text when it leaves nobody out."""
    if chosen.shown is not Shown.CONTACTABLE or not listed.left_out:
        return ""
    return ngettext(
        "{n} contact is left out, who asked not to be contacted.",
        "{n} contacts are left out, who asked not to be contacted.",
        listed.left_out,
    ).format(n=f"{listed.left_out:,}")


def contacts_table(listed: Listed, chosen: Filter, *, today: date) -> Table:
    """The contacts of a list, one a row; whoever may not be contacted has the reason beside it."""
    named = (
        ("given_name", _("Given name")), ("family_name", _("Family name")), ("email", _("E-mail")),
        ("phone", _("Telephone")), ("postal_code", _("Postal code")), ("town", _("Town")),
        ("place", _("County or district")), ("title", _("Title or role")),
    )  # fmt: skip
    texts = tuple(Column(key, label, ColumnKind.TEXT) for key, label in named)
    columns = (
        *texts,
        Column("may_be_contacted", _("May be contacted"), ColumnKind.TEXT),
        Column("because", _("Why not"), ColumnKind.TEXT),
        Column("keep_until", _("Keep until"), ColumnKind.DATE),
    )
    rows = tuple(_row(contact, [key for key, _label in named]) for contact in listed.contacts)
    said = left_out_sentence(listed, chosen)
    notes = (*((said,) if said else ()), _("Contacts belong to one organization. Do not pass this file on."))
    filters = [(_("Words"), chosen.words), (_("Town"), chosen.town), (_("Campaign"), chosen.campaign)]
    return Table(
        "contacts",
        _("Contacts on {day}").format(day=today.isoformat()),
        columns,
        rows,
        tuple((name, value) for name, value in [*filters, (_("Shown"), chosen.shown.value)] if value),
        (),
        notes,
    )


def _row(contact: Contact, texts: Sequence[str]) -> tuple[Value, ...]:
    because = contact.because
    return (
        *(getattr(contact, key) for key in texts),
        _("no") if because else _("yes"),
        because_words(because) if because else "",
        contact.keep_until or Missing(_("no end was set")),
    )


def opt_outs_table(said: Sequence[ListedOptOut], *, today: date) -> Table:
    """Who asked not to be contacted, how far that reaches, since when, and how they said so."""
    named = (
        ("name", _("Name")), ("email", _("E-mail")), ("phone", _("Telephone")), ("scope", _("Scope")),
        ("campaign", _("Campaign")),
    )  # fmt: skip
    columns = (
        *(Column(key, label, ColumnKind.TEXT) for key, label in named),
        Column("since", _("Since"), ColumnKind.DATE),
        Column("told", _("How they said so"), ColumnKind.TEXT),
    )
    rows = tuple(
        (one.name, one.email, one.phone, scope_words(one.scope), one.campaign, one.since, one.told) for one in said
    )
    title = _("Who asked not to be contacted, on {day}").format(day=today.isoformat())
    return Table("opt-outs", title, columns, rows)


Section = tuple[str, tuple[tuple[str, str], ...]]


def _sections(subject: Subject) -> tuple[Section, ...]:
    """All that is known, as headings with named values."""
    known = subject.details
    facts = [(key.replace("_", " "), str(value)) for key, value in _facts(known).items() if value]
    parts = [(_("What we know"), tuple(facts))]
    numbers = tuple((system, number) for system, number in known.draft.sources)
    refused = tuple((scope_words(one.scope), _said(one.campaign, one.since, one.told)) for one in known.opt_outs)
    agreed = tuple(
        (one.purpose, _said(_until(one.until, one.withdrawn_on), one.given_on, one.told)) for one in known.consents
    )
    parts += [(_("Numbers in other systems"), numbers), (_("What they asked us not to do"), refused)]
    parts += [(_("What they agreed to"), agreed)]
    parts += [
        (table.replace("_", " "), tuple((key.replace("_", " "), _plain(value)) for key, value in row.items()))
        for table, row in subject.rows
    ]
    parts.append((_("What was done with this contact"), subject.acts))
    return tuple((heading, lines) for heading, lines in parts if lines)


def _facts(known: Details) -> dict[str, object]:
    draft = asdict(known.draft)
    return {key: value for key, value in draft.items() if key not in ("sources", "place_id")} | {
        "county_or_district": known.place,
        "kept_since": known.made.date().isoformat(),
    }


def _said(more: str, day: date, told: str) -> str:
    return " · ".join(part for part in (more, day.isoformat(), told) if part)


def _until(until: date | None, withdrawn_on: date | None) -> str:
    if withdrawn_on is not None:
        return _("withdrawn on {day}").format(day=withdrawn_on.isoformat())
    return _("until {day}").format(day=until.isoformat()) if until else ""


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def subject_table(subject: Subject) -> Table:
    """All that is known of one person, one fact a row."""
    named = (("part", _("Part")), ("fact", _("Fact")), ("value", _("Value")))
    columns = tuple(Column(key, label, ColumnKind.TEXT) for key, label in named)
    rows = tuple((heading, name, value) for heading, lines in _sections(subject) for name, value in lines)
    return Table("contact", _("What this organization knows of one person"), columns, rows)


def subject_json(subject: Subject) -> bytes:
    """All that is known of one person, for another program."""
    known = subject.details
    whole = {
        "contact": {key: str(value) for key, value in _facts(known).items() if value},
        "sources": [{"system": system, "number": number} for system, number in known.draft.sources],
        "opt_outs": [asdict(one) for one in known.opt_outs],
        "consents": [asdict(one) for one in known.consents],
        "rows_of_other_tables": [{"table": table, **row} for table, row in subject.rows],
        "what_was_done": [{"at": at, "act": act} for at, act in subject.acts],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def subject_html(subject: Subject, *, today: date) -> bytes:
    """All that is known of one person as a page to print or send; it asks nothing of any address."""
    title = escape(_("What we know of {name}").format(name=subject.details.name or _("this contact")))
    parts = "".join(
        f"<h2>{escape(heading)}</h2><table>"
        + "".join(f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>' for name, value in lines)
        + "</table>"
        for heading, lines in _sections(subject)
    )
    made = escape(_("As of {day}. Nobody outside this organization sees it.").format(day=today.isoformat()))
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
        f"<body><h1><bdi>{title}</bdi></h1><p>{made}</p>{parts}</body></html>\n"
    )
    return page.encode()
