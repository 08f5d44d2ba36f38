"""A provider of OpenID Connect in this very process: signs real tokens, and says in them what a test wants said."""

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

from coalition.accounts import clock

CLIENT, CLIENT_SECRET = "common-table", "a secret of the client"


@cache
def signing_key(name: str) -> RSAKey:
    """A key made once a run; any other name is a stranger's, who says the same of it."""
    return RSAKey.generate_key(2048, {"kid": "key-1", "use": "sig", "alg": "RS256"})


@dataclass
class FakeProvider:
    """What it was asked, and what its next tokens hold: `claims` replaces, `None` leaves out."""

    issuer: str
    claims: dict[str, Any] = field(default_factory=dict)
    key: str = "own"
    algorithm: str = "RS256"
    said: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def code_for(self, address: str) -> tuple[str, str]:
        """What a person brings back who was sent to `address`: a code and the state."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = secrets.token_hex(8)
        self.codes[code] = asked
        return code, asked["state"]

    def description(self) -> dict[str, Any]:
        ends = {"authorization_endpoint": "/auth", "token_endpoint": "/token", "jwks_uri": "/keys"}
        whole = {name: self.issuer + path for name, path in ends.items()}
        whole |= {"issuer": self.issuer, "end_session_endpoint": self.issuer + "/end"}
        return whole | {"id_token_signing_alg_values_supported": ["RS256", "HS256", "none"]} | self.said

    def token(self, asked: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """The answer to a code, once, for whoever knows the client's secret and the verifier; None refuses."""
        begun = self.codes.pop(asked.get("code", ""), None)
        basic = base64.b64encode(f"{CLIENT}:{CLIENT_SECRET}".replace(" ", "%20").encode()).decode()
        known = authorization in (f"Basic {basic}", f"Basic {_basic()}")
        if begun is None or not known or asked.get("redirect_uri") != begun["redirect_uri"]:
            return None
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).decode().rstrip("=") != begun["code_challenge"]:
            return None
        return {"access_token": "an-access-token", "token_type": "Bearer", "id_token": self.signed(begun["nonce"])}

    def signed(self, nonce: str) -> str:
        now = int(clock.now().timestamp())
        claims = {
            "iss": self.issuer, "sub": "person-1", "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce,
            "email": "maria@example.org", "email_verified": True, "name": "Maria at the provider",
        } | self.claims  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.algorithm == "none":
            parts = (json.dumps({"alg": "none"}), json.dumps(claims))
            return ".".join(base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts) + "."
        return jwt.encode({"alg": "RS256", "kid": "key-1"}, claims, signing_key(self.key))


def _basic() -> str:
    return base64.b64encode(f"{CLIENT}:{CLIENT_SECRET}".encode()).decode()


@contextmanager
def running() -> Iterator[FakeProvider]:
    """A provider that listens on this machine while the block lasts."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            keys = {"keys": [signing_key("own").as_dict(private=False)]}
            found = {"/.well-known/openid-configuration": provider.description(), "/keys": keys}.get(self.path)
            self._answer(404 if found is None else 200, found or {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            asked = {name: values[0] for name, values in parse_qs(body).items()}
            token = provider.token(asked, self.headers.get("authorization", ""))
            self._answer(200 if token else 400, token or {"error": "invalid_grant"})

        def _answer(self, status: int, said: dict[str, Any]) -> None:
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        provider = FakeProvider(f"http://127.0.0.1:{server.server_port}")
        listening = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        listening.start()
        try:
            yield provider
        finally:
            server.shutdown()
            listening.join()
