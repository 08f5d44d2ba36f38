"""What a coalition set for signing in: its public address, its secret and its provider; checked at the start."""

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from coalition.accounts.local_viewer import PUBLIC_ADDRESS
from data.errors import InvalidInput
from data.secret_key import SHORTEST, VARIABLE

ISSUER, CLIENT_ID = "COMMONTABLE_OIDC_ISSUER", "COMMONTABLE_OIDC_CLIENT_ID"
CLIENT_SECRET, NAME = "COMMONTABLE_OIDC_CLIENT_SECRET", "COMMONTABLE_OIDC_NAME"

CALLBACK = "/sign-in/oidc/callback"


@dataclass(frozen=True, slots=True)
class Provider:
    """Who signs people in by OpenID Connect, and how it knows us; `own` is our public address."""

    issuer: str
    client_id: str
    client_secret: str
    name: str
    own: str

    @property
    def redirect_address(self) -> str:
        """Where the provider sends people back to; from the settings, never from a request."""
        return self.own + CALLBACK


def _set(name: str) -> str:
    return os.environ.get(name, "").strip()


def public_address() -> str:
    """COMMONTABLE_URL without a slash at its end; empty when it is not set."""
    return _set(PUBLIC_ADDRESS).rstrip("/")


def provider() -> Provider | None:
    """The provider that is set, None without one."""
    issuer = _set(ISSUER)
    if not issuer:
        return None
    name = _set(NAME) or urlsplit(issuer).hostname or issuer
    return Provider(issuer, _set(CLIENT_ID), _set(CLIENT_SECRET), name, public_address())


def is_private_or_secure(address: str) -> bool:
    """Whether an address is https, or on this very machine."""
    parts = urlsplit(address)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1"))
    )


def check_settings() -> None:
    """InvalidInput, with the cure, when a server that others reach would start with a setting missing."""
    address = public_address()
    if address and not urlsplit(address).hostname:
        raise InvalidInput(
            "{public_address} must be a whole address, such as https://table.example.org.",
            public_address=PUBLIC_ADDRESS,
        )
    secret = os.environ.get(VARIABLE, "")
    if (secret or address.startswith("https://")) and len(secret.encode()) < SHORTEST:
        raise InvalidInput(
            "Set {variable} to {shortest} or more random signs, the same for every process of "
            "this server, and keep it: “openssl rand -hex 32” makes one.",
            variable=VARIABLE,
            shortest=SHORTEST,
        )
    _check_provider()


def _check_provider() -> None:
    given = {name: _set(name) for name in (ISSUER, CLIENT_ID, CLIENT_SECRET)}
    if not any(given.values()):
        return
    missing = [name for name, value in (given | {PUBLIC_ADDRESS: public_address()}).items() if not value]
    if missing:
        raise InvalidInput(
            "Signing in with a provider also needs {missing}; set it, or none of them.", missing=" and ".join(missing)
        )
    if not is_private_or_secure(given[ISSUER]):
        raise InvalidInput("{issuer} must be the https address the provider names as its issuer.", issuer=ISSUER)
