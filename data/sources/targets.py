"""Which addresses may be asked: official services over https, and nothing inside this machine or its network."""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from data.errors import InvalidInput, SourceProblem


@dataclass(frozen=True, slots=True)
class Service:
    """What is known of an official source. `pause` is the least number of seconds between two questions.

    `variable` names the setting that holds its key, `get_key` where a person gets one; a key goes in a header, in the
    address (`parameter`) or in the posted question (`body_key`). `wrong_key_words` stand in the page that a service
    sends, with status 200, in place of data when the key is wrong, `try_again_words` in one that it sends while busy.
    """

    name: str
    base: str
    pause: float = 1.0
    variable: str = ""
    get_key: str = ""
    header: str = ""
    parameter: str = ""
    body_key: str = ""
    key_optional: bool = False
    wrong_key_words: str = ""
    try_again_words: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """The base address that is asked; `chosen` when a setting put another in place of the service's own."""

    base: str
    chosen: bool = False

    @property
    def origin(self) -> tuple[str, str, int]:
        return _origin(self.base)


def _origin(address: str) -> tuple[str, str, int]:
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return parts.scheme, (parts.hostname or "").rstrip(".").lower(), port


def target_of(service: Service, chosen: str = "") -> Target:
    """Where a service is asked. Raises InvalidInput for a chosen base that is neither https nor on this machine."""
    if not chosen:
        return Target(service.base)
    try:
        scheme, host, _ = _origin(chosen)
    except ValueError:
        scheme, host = "", ""
    plain = scheme == "http" and is_loopback(host)
    if not host or not (scheme == "https" or plain) or "@" in chosen:
        raise InvalidInput(
            "The address set for {service} must start with https:// and hold no name or "
            "password; http:// is only for this machine.",
            service=service.name,
        )
    return Target(chosen.rstrip("/"), chosen=True)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its name alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_inside(service: Service, target: Target) -> None:
    """Raise SourceProblem when a service's name leads into this machine or its network, and no setting says so."""
    if target.chosen:
        return
    _, host, port = target.origin
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return  # whoever asks next learns that the name leads nowhere
    if not all(ipaddress.ip_address(str(address[0]).split("%")[0]).is_global for *_, address in found):
        raise SourceProblem(
            "The name of {service} leads into this machine’s own network, so nothing was asked. "
            "Check the name service (DNS) of this machine.",
            service=service.name,
        )


def next_address(service: Service, target: Target, current: str, location: str) -> str:
    """Where a redirect leads, on the same host and as safely. Raises SourceProblem for any other."""
    try:
        onward = urljoin(current, location)
        same = _origin(onward) == target.origin and "@" not in urlsplit(onward).netloc
    except ValueError:
        same = False
    if not same:
        raise SourceProblem(
            "{service} sent us on to another address, which was not followed, so that no key "
            "leaves for a stranger. Try again later; if it goes on, look for a newer version of "
            "this program.",
            service=service.name,
        )
    return onward
