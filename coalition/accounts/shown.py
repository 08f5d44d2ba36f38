"""The forms of signing in, as values: what each page asks and says."""

from urllib.parse import quote, urlencode

from coalition.accounts import passwords, tokens
from coalition.accounts.queries import Waiting
from data.access import Role
from data.language import _
from look.plain import Button, Field, Link, Page, Step

KEY_GROUP = 4


def role_name(role: str) -> str:
    """A role in a person's words."""
    return {
        Role.PUBLIC: _("Visitor"),
        Role.MEMBER: _("Member"),
        Role.PROGRAMME_STAFF: _("Programme staff"),
        Role.ORGANIZER: _("Organizer"),
        Role.STEWARD: _("Steward"),
    }.get(Role(role), str(role))


def _email(value: str = "") -> Field:
    return Field("email", _("E-mail address"), "email", "username", value)


def _name(value: str) -> Field:
    return Field("name", _("Your name"), autocomplete="name", value=value, hint=_("As the others know you."))


def _new_password(label: str = "") -> Field:
    hint = _("{count} signs or more. Four or five unrelated words are good.").format(count=passwords.SHORTEST)
    return Field("password", label or _("Choose a password"), "password", "new-password", hint=hint)


def _old_password() -> Field:
    return Field("old", _("Your password now"), "password", "current-password")


def _code(*, needed: bool) -> Field:
    hint = "" if needed else _("Only if you use an app that shows codes.")
    return Field("code", _("Six-digit code"), autocomplete="one-time-code", hint=hint, needed=needed, code="numeric")


def _home() -> Link:
    return Link(_("Go to the public record"), "/")


def _provider_link(words: str, provider: str, address: str) -> Link | None:
    return Link(words.format(name=provider), address) if provider else None


def sign_in_page(
    *, email: str = "", after: str = "/", problem: str = "", said: str = "", first: bool = False, provider: str = ""
) -> Page:
    """E-mail, password and, for those who use one, a code; `first` while nobody has an account.

    `provider` is the name of the one that signs people in too, empty without.
    """
    more = (Link(_("Nobody has an account yet: make the first one"), "/set-up"),) if first else ()
    return Page(
        title=_("Sign in"),
        lede=said or _("For people of the coalition. The public record needs no account."),
        action="/sign-in",
        link=_provider_link(_("Sign in with {name}"), provider, f"/sign-in/oidc?{urlencode({'next': after})}"),
        fields=(
            _email(email),
            Field("password", _("Password"), "password", "current-password"),
            _code(needed=False),
        ),
        hidden={"next": after},
        buttons=(Button(_("Sign in")),),
        more=(*more, _home()),
        problem=problem,
    )


def set_up_page(*, email: str = "", name: str = "", problem: str = "") -> Page:
    """The first account, for whoever can read the terminal."""
    return Page(
        title=_("Make the first account"),
        lede=_(
            "You become the steward: the one who invites the others. The set-up code stands in the terminal "
            "where Common Table was started."
        ),
        action="/set-up",
        fields=(Field("code", _("Set-up code"), code="text"), _email(email), _name(name), _new_password()),
        buttons=(Button(_("Make the account")),),
        more=(_home(),),
        problem=problem,
    )


def accept_page(link: Waiting, *, token: str, name: str = "", problem: str = "", provider: str = "") -> Page:
    """What somebody invited fills in, or accepts with the provider; e-mail and role are the invitation's."""
    lede = _("You are invited with the address {email}, as {role}.")
    return Page(
        title=_("Join your coalition’s table"),
        lede=lede.format(email=link.email, role=role_name(link.role).lower()),
        action="/accept",
        link=_provider_link(_("Accept with {name}"), provider, f"/accept/{quote(token, safe='')}/oidc"),
        hidden={"token": token},
        fields=(_name(name), _new_password()),
        buttons=(Button(_("Make my account")),),
        problem=problem,
    )


def reset_page(*, token: str, problem: str = "") -> Page:
    """A new password by a steward's link."""
    return Page(
        title=_("Choose a new password"),
        lede=_("It replaces the old one, and every browser you were signed in with must sign in again."),
        action="/reset",
        hidden={"token": token},
        fields=(_new_password(_("New password")),),
        buttons=(Button(_("Save the password")),),
        problem=problem,
    )


def password_page(*, problem: str = "") -> Page:
    """One's own password."""
    return Page(
        title=_("Change your password"),
        lede=_("Every other browser you are signed in with must sign in again."),
        action="/password",
        fields=(_old_password(), _new_password(_("New password"))),
        buttons=(Button(_("Save the password")),),
        more=(Link(_("Back to people and sign-in"), "/people"),),
        problem=problem,
    )


def code_app_page(*, email: str, secret: str, has_one: bool, problem: str = "", needed: bool = False) -> Page:
    """Add an app that shows codes, or remove it; `needed` for a steward, who has a member's rights until it is done."""
    groups = " ".join(secret[at : at + KEY_GROUP] for at in range(0, len(secret), KEY_GROUP))
    address = tokens.key_address(secret, email)
    adding = (
        Step(_("1. Scan this with your app. Or add an account there by hand, with the name Common Table and this key:"),
             groups, picture=tokens.picture_of(address)),
        Step(_("2. Type the six digits your app shows then, and your password.")),
    )  # fmt: skip
    lede = _("A second proof beside the password: an app on your phone that shows six digits every half minute.")
    if needed:
        lede += " " + _("A steward needs one. Until it is added, you see what a member sees.")
    return Page(
        title=_("Remove your code app") if has_one else _("Add a code app"),
        lede=lede,
        action="/code-app",
        steps=() if has_one else adding,
        link=None if has_one else Link(_("On this phone: open the app"), address),
        hidden={} if has_one else {"secret": secret},
        fields=(_code(needed=True), _old_password()),
        buttons=(Button(_("Remove it") if has_one else _("Add it")),),
        more=(Link(_("Later"), "/") if needed else Link(_("Back to people and sign-in"), "/people"),),
        problem=problem,
    )


def sign_out_page(name: str) -> Page:
    """Nothing happens before a button is pressed, so no other page can sign anybody out."""
    return Page(
        title=_("Sign out?"),
        lede=_("You are signed in as {name}.").format(name=name),
        action="/sign-out",
        buttons=(Button(_("Sign out here")), Button(_("Sign out everywhere"), "everywhere")),
        more=(Link(_("Stay signed in"), "/"),),
    )


def signed_out_page(name: str, address: str) -> Page:
    """Signed out here; the browser goes on to the provider, or the person does."""
    return Page(
        title=_("You are signed out here"),
        lede=_("You go on to {name}, to sign out there too.").format(name=name),
        more=(Link(_("Sign out at {name}").format(name=name), address), _home()),
    )


def said_page(title: str, problem: str, *links: Link) -> Page:
    """A page that only says something."""
    return Page(title=title, problem=problem, more=(*links, _home()))
