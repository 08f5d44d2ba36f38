"""Who is asking: somebody signed in, the local organizer (a browser on this machine), or the public."""

import os
import re
from collections.abc import Iterable, Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

IDENTITY_HEADER = "x-ct-session"
LOCAL_ORGANIZER = "local"
SWITCH = "COMMONTABLE_LOCAL_ORGANIZER"
ALWAYS, WHILE_ALONE = "1", "alone"
PUBLIC_ADDRESS = "COMMONTABLE_URL"

_OWN_HOST = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?", re.IGNORECASE)
_PROXY_HEADERS = ("forwarded", "via", "x-real-ip")


def identified(scope: Scope, key: str = "") -> Scope:
    """The same request or socket with our identity header, never the sender's.

    `key` is the hash of a cookie the door found to be signed in.
    """
    name = IDENTITY_HEADER.encode()
    headers = [header for header in scope["headers"] if header[0].lower() != name]
    if key:
        headers.append((name, key.encode()))
    elif is_local_organizer(scope, os.environ):
        headers.append((name, LOCAL_ORGANIZER.encode()))
    return {**scope, "headers": headers}


def identity_of(headers: Mapping[str, str]) -> str | None:
    """The identity the door put on a request, None for the public; pages read `st.user.get("ct_session")`."""
    return headers.get(IDENTITY_HEADER)


def address_of(path: str) -> str:
    """A whole address of ours, as somebody in another browser opens it."""
    own = os.environ.get(PUBLIC_ADDRESS, "").rstrip("/")
    return (own or f"http://localhost:{os.environ.get('COMMONTABLE_PORT', '8501')}") + path


def is_local_organizer(scope: Scope, environ: Mapping[str, str]) -> bool:
    """Whether a request (ASGI scope) comes from this very machine while the switch is on; any doubt is no.

    A proxy in front would make every stranger look local, so a header only proxies send refuses it, and so
    does an Origin or Referer that is not the address asked for. `viewers` asks whether there are accounts.
    """
    headers = Headers(scope=scope)
    hosts = headers.getlist("host")
    return (
        environ.get(SWITCH) in (ALWAYS, WHILE_ALONE)
        and _is_loopback_address(environ.get(PUBLIC_ADDRESS, ""))
        and _is_loopback_client(scope)
        and len(hosts) == 1
        and _OWN_HOST.fullmatch(hosts[0]) is not None
        and not any(_is_from_proxy(name) for name in headers)
        and _are_of_host(headers.getlist("origin") + headers.getlist("referer"), hosts[0])
    )


def _is_loopback_address(url: str) -> bool:
    """Whether the public address is unset or on this machine."""
    if not url:
        return True
    try:
        return urlsplit(url).hostname in ("localhost", "127.0.0.1", "::1")
    except ValueError:
        return False


def _is_loopback_client(scope: Scope) -> bool:
    try:
        return ip_address((scope.get("client") or ("",))[0]).is_loopback
    except ValueError:
        return False


def _is_from_proxy(name: str) -> bool:
    return name in _PROXY_HEADERS or name.startswith("x-forwarded")


def _are_of_host(addresses: Iterable[str], host: str) -> bool:
    try:
        return all(urlsplit(address).netloc.lower() == host.lower() for address in addresses)
    except ValueError:
        return False
