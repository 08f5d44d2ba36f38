"""People and their browsers as markup; every word a person wrote is escaped."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from html import escape

from coalition.accounts.belonging import Belonging
from coalition.accounts.cookies import FORM_FIELD
from coalition.accounts.queries import OpenSignIn, Person, Waiting
from coalition.accounts.shown import role_name
from data.access import Limit, Viewer
from data.language import _, ngettext
from look.parts import tag


def since(then: datetime, now: datetime) -> str:
    """How long ago, in a person's words."""
    gone = max(now - then, timedelta(0))
    if gone < timedelta(minutes=2):
        return _("just now")
    if gone < timedelta(hours=2):
        count = int(gone.total_seconds() // 60)
        return ngettext("{n} minute ago", "{n} minutes ago", count).format(n=count)
    if gone < timedelta(days=2):
        count = int(gone.total_seconds() // 3600)
        return ngettext("{n} hour ago", "{n} hours ago", count).format(n=count)
    return then.date().isoformat()


def account(person: Person, organization: str, now: datetime) -> str:
    """One account: who, which address, role and organization, whether it is signed in and when it was last used."""
    count = person.open_sign_ins
    signed_in = ngettext("{n} browser signed in", "{n} browsers signed in", count).format(n=count)
    comes_in = person.active and not person.suspended
    facts = [escape(organization)] if organization else []
    facts += [escape(person.email), signed_in if comes_in else _("cannot sign in")]
    if person.last_seen is not None:
        facts.append(_("last seen {when}").format(when=since(person.last_seen, now)))
    if person.has_code_app:
        facts.append(_("uses a code app"))
    state = tag(role_name(person.role), "ok")
    if not comes_in:
        state = tag(_("Deactivated") if not person.active else _("Suspended"), "stop")
    return f'<div class="ct ct-account"><b>{escape(person.name)}</b> {state}<small>{" · ".join(facts)}</small></div>'


def own(person: Person, organization: str = "") -> str:
    """The person's own account, with the ways to change its secrets."""
    app = _("Remove the code app") if person.has_code_app else _("Add a code app")
    secrets = ((_("Change your password"), "/password"), (app, "/code-app")) if person.has_password else ()
    links = (*secrets, (_("Sign out"), "/sign-out"))
    facts = " · ".join(escape(fact) for fact in (organization, person.email) if fact)
    listed = " · ".join(f'<a class="ct-num" href="{address}">{label}</a>' for label, address in links)
    return (
        f'<div class="ct ct-account"><b>{escape(person.name)}</b> {tag(role_name(person.role), "ok")}'
        f'<small>{facts}</small></div><p class="ct">{listed}</p>'
    )


def browser(at: OpenSignIn, now: datetime) -> str:
    """One browser the person is signed in with."""
    here = f" {tag(_('This one'), 'info')}" if at.here else ""
    seen = _("last used {when}").format(when=since(at.seen, now))
    made = _("signed in {when}").format(when=since(at.made, now))
    name = escape(at.browser) or _("A browser")
    return f'<div class="ct ct-account"><b>{name}</b>{here}<small>{seen} · {made}</small></div>'


def invitation(link: Waiting, organization: str = "") -> str:
    """One invitation nobody accepted yet."""
    until = _("open until {day}").format(day=link.expires.date().isoformat())
    facts = " · ".join([escape(organization), until] if organization else [until])
    return (
        f'<div class="ct ct-account"><b>{escape(link.email)}</b> {tag(role_name(link.role))}'
        f"<small>{facts}</small></div>"
    )


def belonging(found: Belonging) -> str:
    """An organization whose people have accounts, and whether they get in."""
    state = f" {tag(_('Suspended'), 'stop')}" if found.suspended else ""
    count = ngettext("{n} account", "{n} accounts", found.accounts).format(n=found.accounts)
    return f'<div class="ct ct-account"><b>{escape(found.name)}</b>{state}<small>{count}</small></div>'


def look_through(roles: Sequence[tuple[str, str]], form_token: str) -> str:
    """A form with a button for each role (its value and its name): what the dashboard shows after it is that role's."""
    buttons = "".join(
        f'<button name="through" value="{escape(value)}">{escape(name)}</button>' for value, name in roles
    )  # fmt: skip
    return (
        f'<form class="ct ct-through" method="post" action="/look-through">'
        f'<input type="hidden" name="{FORM_FIELD}" value="{escape(form_token)}">{buttons}</form>'
    )


def limit(viewer: Viewer, form_token: str) -> str:
    """The bar of somebody who looks through another role, or whose own role waits for a second proof."""
    if viewer.limit is Limit.UNPROVEN:
        words = _("You are a steward, and see what a member sees until your sign-in has a second proof.")
        return f'<p class="ct ct-limit">{words} <a href="/code-app">{_("Add a code app")}</a></p>'
    words = _("You look through another role: {role}. Nothing can be changed.").format(role=role_name(viewer.role))
    return (
        f'<form class="ct ct-limit" method="post" action="/look-through"><span>{escape(words)}</span>'
        f'<input type="hidden" name="{FORM_FIELD}" value="{escape(form_token)}">'
        f'<button name="through" value="">{_("Back to your own view")}</button></form>'
    )
