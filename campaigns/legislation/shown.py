"""Bills as markup: what stands under a number in a list, the strip of steps, actions, sponsors, texts."""

from datetime import date
from html import escape

from campaigns.legislation import sentences as say
from campaigns.legislation.bill_queries import ActionOf, BillOf, OtherNumber, SponsorOf
from campaigns.legislation.models import LinkKind, Priority
from campaigns.legislation.queries import BillHead, Followed
from campaigns.legislation.steps import ENDS, FINISHED, Step
from data.language import _, ngettext
from look import parts

PRIORITY_TAGS = {Priority.TOP: ("stop", "pen"), Priority.HIGH: ("work", "pen"), Priority.WATCH: ("info", "clock")}
LONGEST_TITLE = 160


def link_label(head: BillHead) -> str:
    """The words of a link to a bill: its number, and what we call it or its title."""
    called = head.followed.called if head.followed and head.followed.called else head.title
    return parts.plain(f"{head.number} · {_short(called)}" if called else head.number)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def step_tag(step: Step | None) -> str:
    """A step as a tag: green for a law, red for an end, grey where none is known."""
    kind, mark = "info", "clock"
    if step in FINISHED:
        kind, mark = "ok", "check"
    elif step in ENDS or step is Step.VETOED:
        kind, mark = "stop", "cross"
    elif step is None:
        kind, mark = "", ""
    return parts.tag(say.step_words(step), kind, mark)


def priority_tag(followed: Followed) -> str:
    kind, mark = PRIORITY_TAGS[followed.priority]
    return parts.tag(_(say.PRIORITY_WORDS[followed.priority]), kind, mark)


def under_number(head: BillHead, *, today: date) -> str:
    """What stands under a bill's link: how far it is and since when, its session, its sponsors, our priority."""
    said = [f"{head.state.upper()} {head.session}"]
    if head.stepped_on is not None:
        said.insert(0, parts.day_words(head.stepped_on, today=today))
    if head.sponsors:
        said.append(ngettext("{n} sponsor", "{n} sponsors", head.sponsors).format(n=f"{head.sponsors:,}"))
    if head.gone_since is not None:
        said.append(_("listed no more"))
    if head.followed is not None and head.followed.called and head.title:
        said.append(_short(head.title))
    ours = f"{priority_tag(head.followed)} " if head.followed is not None else ""
    return f'<p class="ct ct-under">{ours}{step_tag(head.step)} {" · ".join(escape(one) for one in said)}</p>'


def strip(bill: BillOf, *, today: date) -> str:
    """The steps towards a law, those reached with their first day; it covers every number of the measure."""
    items = []
    last = max((n for n, one in enumerate(bill.strip) if one.reached), default=-1)
    for place, one in enumerate(bill.strip):
        name = say.step_words(one.step)
        if one.reached:
            when = parts.day(one.day, today=today) if one.day else escape(_("day not told"))
            current = ' aria-current="step"' if place == last else ""
            items.append(
                f'<li class="ct-reached"{current}><b>{parts.icon("check")}{escape(name)}</b><span>{when}</span></li>'
            )
        else:
            word = _("none told") if place < last else _("not yet")
            items.append(f"<li><b>{escape(name)}</b><span>{escape(word)}</span></li>")
    return f'<ol class="ct ct-steps" aria-label="{escape(_("Steps towards a law"))}">{"".join(items)}</ol>'


def actions(found: tuple[ActionOf, ...], *, today: date) -> str:
    """Actions newest first, each with its day, words, chamber and the step its words were read as."""
    items = []
    for one in found:
        when = parts.day(one.on_date, today=today) if one.on_date else f"<time>{escape(_('no day'))}</time>"
        chamber = _(say.CHAMBER_WORDS.get(one.chamber, "")) if one.chamber else ""
        step = (
            _("read as: {step}").format(step=say.step_words(one.step).lower()) if one.step else _("not read as a step")
        )
        items.append((when, escape(one.text), " · ".join(filter(None, (chamber, step)))))
    return parts.changes(items)


def sponsor_words(one: SponsorOf) -> str:
    """A sponsor as markup: a link where we know who it is, else as printed; a committee and a lead say so."""
    name = escape(one.name)
    if one.legislator_id is not None:
        name = f'<a href="/legislator?legislator={one.legislator_id}" target="_self">{name}</a>'
    kind = _("committee") if one.is_committee else "" if one.legislator_id is not None else _("as printed")
    said = " · ".join(filter(None, (_("lead") if one.is_primary else "", kind)))
    return f"{name} <small>{escape(said)}</small>" if said else name


def sponsor_list(found: tuple[SponsorOf, ...]) -> str:
    """Who brought the bill in and who joined it, leads first."""
    return f'<ul class="ct ct-said">{"".join(f"<li>{sponsor_words(one)}</li>" for one in found)}</ul>'


def number_words(other: OtherNumber, *, today: date) -> str:
    """How another number came to be one with this bill, how far it is, and the words that say so."""
    kinds = ", ".join(_(say.LINK_WORDS[LinkKind(kind)]) for kind in other.kinds if kind in set(LinkKind))
    said = [kinds or _("the same measure"), say.step_with_day(other.head.step, other.head.stepped_on, today=today)]
    quoted = f" “{other.said_in}”" if other.said_in else ""
    return f'<p class="ct ct-under">{escape(" · ".join(said))}{escape(quoted)}</p>'


def versions_table(bill: BillOf, *, today: date) -> str:
    rows = []
    for one in bill.versions:
        name = escape(one.title or _("Text"))
        if one.address.startswith(("https://", "http://")):
            name = f'<a href="{escape(one.address)}" rel="noopener">{name}</a>'
        rows.append([name, parts.day(one.on_date, today=today) if one.on_date else escape(_("no day"))])
    return parts.table([_("Text"), _("Day")], rows, caption=_("Printed texts of the bill"))


def source_of(bill: BillOf) -> str:
    """Where this stands: the official page, and the document it was read from."""
    notes = []
    if bill.address:
        notes.append(parts.SourceNote(_("The bill’s own page"), bill.address, ()))
    if bill.source:
        notes.append(parts.SourceNote(bill.source, bill.source_address, ()))
    return parts.sources(notes) if notes else ""


def followed_words(followed: Followed) -> str:
    """What we say of the measure, as markup."""
    called = f"<b>{escape(followed.called)}</b> " if followed.called else ""
    campaign = f" {escape(_('Campaign: {name}').format(name=followed.campaign))}" if followed.campaign else ""
    note = f'<p class="ct ct-say">{escape(followed.note)}</p>' if followed.note else ""
    return f'<p class="ct ct-say">{called}{priority_tag(followed)}{campaign}</p>{note}'
