"""People and their browsers as markup; every word a person wrote is escaped."""

from datetime import datetime, timedelta
from html import escape

from coalition.accounts.queries import OpenSignIn, Person, Waiting
from coalition.accounts.shown import role_name
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


def account(person: Person) -> str:
    """One account: who, which address, which role, and whether somebody is signed in with it."""
    count = person.open_sign_ins
    signed_in = ngettext("{n} browser signed in", "{n} browsers signed in", count).format(n=count)
    facts = [escape(person.email), signed_in if person.active else _("cannot sign in")]
    if person.has_code_app:
        facts.append(_("uses a code app"))
    state = tag(role_name(person.role), "ok") if person.active else tag(_("Deactivated"), "stop")
    return f'<div class="ct ct-account"><b>{escape(person.name)}</b> {state}<small>{" · ".join(facts)}</small></div>'


def own(person: Person) -> str:
    """The person's own account, with the ways to change its secrets."""
    app = _("Remove the code app") if person.has_code_app else _("Add a code app")
    links = ((_("Change your password"), "/password"), (app, "/code-app"), (_("Sign out"), "/sign-out"))
    listed = " · ".join(f'<a class="ct-num" href="{address}">{label}</a>' for label, address in links)
    return (
        f'<div class="ct ct-account"><b>{escape(person.name)}</b> {tag(role_name(person.role), "ok")}'
        f'<small>{escape(person.email)}</small></div><p class="ct">{listed}</p>'
    )


def browser(at: OpenSignIn, now: datetime) -> str:
    """One browser the person is signed in with."""
    here = f" {tag(_('This one'), 'info')}" if at.here else ""
    seen = _("last used {when}").format(when=since(at.seen, now))
    made = _("signed in {when}").format(when=since(at.made, now))
    name = escape(at.browser) or _("A browser")
    return f'<div class="ct ct-account"><b>{name}</b>{here}<small>{seen} · {made}</small></div>'


def invitation(link: Waiting) -> str:
    """One invitation nobody accepted yet."""
    until = _("open until {day}").format(day=link.expires.date().isoformat())
    return (
        f'<div class="ct ct-account"><b>{escape(link.email)}</b> {tag(role_name(link.role))}'
        f"<small>{until}</small></div>"
    )
