"""Connections to official sources: certificates always checked, nothing of this machine's settings but its proxy."""

import ssl
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.ssl_ import create_urllib3_context

from data.errors import InvalidInput

AGENT = "CommonTable (open-source software for school-advocacy coalitions)"


class _ExtraTrust(HTTPAdapter):
    """Trusts the usual authorities and the certificates of one more file, such as a missing intermediate."""

    def __init__(self, bundle: str) -> None:
        self._context = create_urllib3_context()
        try:
            self._context.load_verify_locations(bundle)
        except (OSError, ssl.SSLError) as error:
            raise InvalidInput(
                "COMMONTABLE_CA_BUNDLE does not name a file with certificates (PEM). Correct it, or leave it unset."
            ) from error
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)


def connections(base: str, ca_bundle: str) -> requests.Session:
    """Connections that take nothing from this machine's settings but its proxy; certificates are always checked."""
    session = requests.Session()
    session.trust_env = False  # no netrc, which would send a password along
    session.proxies.update(requests.utils.get_environ_proxies(base))
    session.headers.update({"User-Agent": AGENT, "Accept": "application/json"})
    if ca_bundle:
        session.mount("https://", _ExtraTrust(ca_bundle))
    return session
