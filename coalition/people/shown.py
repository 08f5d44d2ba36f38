"""Contacts as markup and sentences; every word a person wrote is escaped and keeps its own direction."""

from collections.abc import Sequence
from datetime import date
from html import escape

from coalition.people.contact_queries import Details, KeptConsent, KeptOptOut
from coalition.people.counting import PlaceCount
from coalition.people.past_imports import SaidElsewhere
from coalition.people.queries import Contact, Filter, Listed, Shown
from coalition.people.rules import (
    COLUMN_NAMES,
    Because,
    Notice,
    Scope,
    email_key,
    is_due,
    mixes_scripts,
    phone_key,
)
from data.language import _, ngettext
from look.parts import day, table, tag


def because_words(because: Because) -> str:
    """Why somebody may not be contacted, in a person’s words."""
    return {
        Because.EVERYONE: _("asked that nobody here contacts them"),
        Because.LEFT_ALONE: _("asked at the table that nobody contacts them"),
        Because.ORGANIZATION: _("asked this organization not to"),
        Because.CAMPAIGN: _("asked to hear nothing of this campaign"),
    }[because]


def scope_words(scope: Scope) -> str:
    """How far a “no” reaches, in a person’s words."""
    return {
        Scope.CAMPAIGN: _("One campaign"),
        Scope.ORGANIZATION: _("This organization"),
        Scope.EVERYONE: _("Everyone at the table"),
    }[scope]


def notice_words(notice: Notice) -> str:
    """What to look at in a contact that was kept, with what to do."""
    return {
        Notice.MARKS_REMOVED: _("Signs that do not print, such as direction marks, were taken out. Check the name."),
        Notice.MIXED_LETTERS: _("The name mixes letters of two alphabets that look alike. Check who this is."),
        Notice.INTERNATIONAL_EMAIL: _("The e-mail address has international letters; some mail programs refuse it."),
        Notice.UNREADABLE_EMAIL: _(
            "The e-mail address is kept as written, but no mail can reach it. Ask for it again."
        ),
        Notice.UNREADABLE_PHONE: _("The telephone number is kept as written, but its digits are too few or too many."),
    }[notice]


def shown_words(shown: Shown) -> str:
    """Which contacts a list holds, as its switch says."""
    return {Shown.ALL: _("All"), Shown.CONTACTABLE: _("May be contacted"), Shown.LEFT_OUT: _("Left out")}[shown]


def count_sentence(listed: Listed, chosen: Filter) -> str:
    """How many contacts fit and how many of them no list holds."""
    every = listed.contactable + listed.left_out
    narrowed = bool(chosen.words or chosen.town or chosen.place_id)
    if narrowed:
        said = ngettext("{n} contact fits.", "{n} contacts fit.", every)
    else:
        said = ngettext("{n} contact of your organization.", "{n} contacts of your organization.", every)
    said = said.format(n=f"{every:,}")
    if chosen.campaign:
        asked = _("{n} of them asked to hear nothing of “{campaign}”, or of us, and stand on no list for it.")
    else:
        asked = _("{n} of them asked not to be contacted and stand on no list.")
    if not listed.left_out:
        return said
    return f"{said} {asked.format(n=f'{listed.left_out:,}', campaign=chosen.campaign)}"


def name_of(contact: Contact | Details) -> str:
    """What to call a contact: the name, else how they are reached."""
    reached = (
        (contact.email, contact.phone) if isinstance(contact, Contact) else (contact.draft.email, contact.draft.phone)
    )
    return contact.name or next((word for word in reached if word), _("Contact without a name"))


def _bdi(words: str) -> str:
    return f"<bdi>{escape(words)}</bdi>"


def flagged(name: str) -> str:
    """A tag beside a name whose letters may deceive; nothing beside any other."""
    return tag(_("mixed alphabets"), "work") if mixes_scripts(name) else ""


def row(contact: Contact) -> str:
    """A listed contact beside its name: how they are reached, where they live, and whether they may be contacted."""
    reached = " · ".join(_bdi(part) for part in (contact.email, contact.phone) if part and part != name_of(contact))
    lives = ", ".join(_bdi(part) for part in (contact.title, contact.town, contact.place) if part)
    state = f"{tag(_('Do not contact'), 'stop')} {escape(because_words(contact.because))}" if contact.because else ""
    lines = "".join(f"<p>{line}</p>" for line in (reached, lives) if line)
    told = f'<p class="why">{state}</p>' if state else ""
    return f'<div class="ct ct-contact">{lines}{told}{flagged(contact.name)}</div>'


def state(known: Details) -> str:
    """Whether a contact may be contacted, in a word and a sentence."""
    if known.because is None:
        return f'<p class="ct ct-say">{tag(_("May be contacted"), "ok", "check")} {flagged(known.name)}</p>'
    why = escape(because_words(known.because))
    return (
        f'<p class="ct ct-say">{tag(_("Do not contact"), "stop", "cross")} {_("They")} {why}. {flagged(known.name)}</p>'
    )


def facts(known: Details, *, today: date) -> str:
    """How a contact is reached and what is known of them; what is not known is left out."""
    draft = known.draft
    shares = f" <small>{_('shared with another contact')}</small>" if known.shares_email else ""
    until = day(draft.keep_until, today=today) if draft.keep_until else escape(_("no last day is set"))
    if is_due(draft.keep_until, today):
        until += f" {tag(_('due to be erased'), 'stop')}"
    values = (
        (_("E-mail"), _bdi(draft.email) + shares if draft.email else ""),
        (_("Telephone"), _bdi(draft.phone) if draft.phone else ""),
        (_("Title or role"), _bdi(draft.title) if draft.title else ""),
        (_("Town"), _bdi(" ".join(part for part in (draft.town, draft.postal_code) if part))),
        (_("County or district"), escape(known.place)),
        (_("Note"), _bdi(draft.note).replace("\n", "<br>") if draft.note else ""),
        (_("Kept until"), until),
    )
    rows = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>"
        for name, value in values
        if value not in ("", "<bdi></bdi>")
    )
    return f'<dl class="ct ct-person-facts">{rows}</dl>'


def refusal(said: KeptOptOut, *, today: date) -> str:
    """One thing a contact asked us not to do."""
    what = scope_words(said.scope) + (f": {said.campaign}" if said.campaign else "")
    how = f"<small>{_bdi(said.told)}</small>" if said.told else ""
    since = f"<small>{_('since')} {day(said.since, today=today)}</small>"
    return f'<div class="ct ct-account"><b>{_bdi(what)}</b>{since}{how}</div>'


def consent(said: KeptConsent, *, today: date) -> str:
    """One thing a contact agreed to, and whether that still counts."""
    if said.withdrawn_on is not None:
        held = tag(_("Withdrawn"), "stop")
    else:
        held = tag(_("In force"), "ok") if said.in_force else tag(_("Over"))
    until = f" {_('until')} {day(said.until, today=today)}" if said.until else ""
    how = f"<small>{_bdi(said.told)}</small>" if said.told else ""
    dates = f"<small>{_('since')} {day(said.given_on, today=today)}{until}</small>"
    return f'<div class="ct ct-account"><b>{_bdi(said.purpose)}</b> {held}{dates}{how}</div>'


def place_counts(told: Sequence[PlaceCount], *, today: date) -> str:
    """Contacts by place over all organizations, with the days they were told; what is too few says so."""

    def cell(count: int | None, too_few: str) -> str:
        return escape(too_few) if count is None else f"{count:,}"

    rows = [
        [
            escape(one.place) + _told_between(one, today),
            cell(one.organizations, _("fewer than 3")),
            cell(one.contacts, _("not told: too few")),
        ]
        for one in told
    ]
    head = (_("Place"), _("Organizations"), _("Contacts"))
    return table(head, rows, caption=_("Contacts by place"), numeric=(1, 2))


def _told_between(one: PlaceCount, today: date) -> str:
    if one.first is None or one.last is None:
        return ""
    first, last = day(one.first, today=today), day(one.last, today=today)
    said = _("told on {day}").format(day=first)
    if one.first != one.last:
        said = _("told between {first} and {last}").format(first=first, last=last)
    return f"<small>{said}</small>"


def said_elsewhere(said: Sequence[SaidElsewhere], *, today: date) -> str:
    """What imported files say of a contact where it says something else; nothing where they agree."""
    if not said:
        return ""
    rows = [
        [
            escape(_(COLUMN_NAMES[one.field])),
            _bdi(one.said),
            f"{escape(one.title or _('A file'))}<small>{day(one.applied_at.date(), today=today)}</small>",
        ]
        for one in said
    ]
    return table([_("Field"), _("What a file says instead"), _("File")], rows, caption=_("Said elsewhere"))


def stays_after_erasing(known: Details) -> str:
    """What is left of a “no” once its contact is erased: a sign, where an e-mail or telephone can be recognised."""
    if not known.opt_outs:
        return ""
    if email_key(known.draft.email) or phone_key(known.draft.phone):
        return _("That they asked not to be contacted stays, as a sign that names nobody.")
    return _(
        "That they asked not to be contacted goes too: without an e-mail address or telephone number that can be "
        "read, nothing here could recognise them."
    )


def sources(pairs: Sequence[tuple[str, str]]) -> str:
    """The numbers a contact bears in other systems."""
    items = "".join(f"<div><dt>{_bdi(system)}</dt><dd>{_bdi(number)}</dd></div>" for system, number in pairs)
    return f'<dl class="ct ct-person-facts">{items}</dl>'
