"""The coalition's provider of OpenID Connect, asked over the network: the way there, and who came back."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.common.urls import add_params_to_uri
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from coalition.accounts import clock, rules
from coalition.accounts.settings import Provider, is_private_or_secure
from data.errors import InvalidInput
from data.language import _

SCOPE = "openid email profile"
WAIT_SECONDS = 10
LEEWAY_SECONDS = 60
# never "none", and never a key the client shares
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_logger = logging.getLogger("commontable.accounts")


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom the provider vouches for. Only issuer and subject say who it is; an e-mail may be anybody's."""

    issuer: str
    subject: str
    email: str
    email_verified: bool
    name: str


class ProviderProblem(InvalidInput):
    """The provider cannot be reached, or what it says cannot be trusted; `reason` is a word for the record."""

    def __init__(self, sentence: str, reason: str) -> None:
        self.reason = reason
        super().__init__(sentence)


def _out_of_reach(provider: Provider, error: Exception | str) -> ProviderProblem:
    reason = error if isinstance(error, str) else type(error).__name__
    _logger.error("the provider of OpenID Connect did not answer as it should: %s", reason)
    return ProviderProblem(_("{name} cannot be reached. Try again in a minute.").format(name=provider.name), reason)


def _not_trusted(provider: Provider, error: Exception | str) -> ProviderProblem:
    reason = error if isinstance(error, str) else type(error).__name__
    sentence = _("What {name} answered cannot be trusted, so nobody was signed in. Start again at the sign-in page.")
    return ProviderProblem(sentence.format(name=provider.name), reason)


def _fetched(provider: Provider, address: str) -> dict[str, Any]:
    try:
        answer = requests.get(address, timeout=WAIT_SECONDS, allow_redirects=False)
        answer.raise_for_status()
        found = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise _out_of_reach(provider, error) from None
    if not isinstance(found, dict):
        raise _out_of_reach(provider, "no JSON object")
    return found


@lru_cache(maxsize=4)
def _described(provider: Provider, _hour: int) -> Mapping[str, Any]:
    """The provider's own description of itself, asked once an hour."""
    found = _fetched(provider, provider.issuer.rstrip("/") + "/.well-known/openid-configuration")
    if found.get("issuer") != provider.issuer:
        raise _out_of_reach(provider, "another issuer")
    if not all(is_private_or_secure(str(found.get(name, ""))) for name in ENDPOINTS):
        raise _out_of_reach(provider, "an endpoint without https")
    return found


def described(provider: Provider) -> Mapping[str, Any]:
    """What the provider says of itself; ProviderProblem when it cannot be reached or is another one."""
    return _described(provider, int(clock.now().timestamp()) // 3600)


def _client(provider: Provider) -> OAuth2Session:
    methods = described(provider).get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    method = "client_secret_basic" if "client_secret_basic" in methods else "client_secret_post"
    return OAuth2Session(
        provider.client_id,
        provider.client_secret,
        scope=SCOPE,
        redirect_uri=provider.redirect_address,
        token_endpoint_auth_method=method,
        code_challenge_method="S256",
    )


def way_there(provider: Provider, *, state: str, nonce: str, verifier: str) -> str:
    """The address at the provider where a person says who they are; they come back with `state`."""
    with _client(provider) as client:
        address, _state = client.create_authorization_url(
            described(provider)["authorization_endpoint"],
            state=state,
            nonce=nonce,
            code_verifier=verifier,
            max_age=int(rules.PROOF_LASTS.total_seconds()),
        )
    return str(address)


def vouched(provider: Provider, *, code: str, nonce: str, verifier: str, now: datetime) -> Vouched:
    """Whom a code stands for, after the ID token's signature, issuer, audience, nonce and times were checked."""
    try:
        with _client(provider) as client:
            token = client.fetch_token(
                described(provider)["token_endpoint"],
                code=code,
                code_verifier=verifier,
                timeout=WAIT_SECONDS,
                allow_redirects=False,
            )
    except requests.RequestException as error:
        raise _out_of_reach(provider, error) from None
    except (AuthlibBaseError, ValueError) as error:
        raise _not_trusted(provider, error) from None
    return _read(provider, token, nonce=nonce, now=now)


def _read(provider: Provider, token: Mapping[str, Any], *, nonce: str, now: datetime) -> Vouched:
    said = described(provider)
    supported = said.get("id_token_signing_alg_values_supported", ["RS256"])
    keys = _fetched(provider, said["jwks_uri"])
    try:
        decoded = jwt.decode(
            str(token.get("id_token", "")),
            KeySet.import_key_set(keys),  # type: ignore[arg-type]
            registry=JWSRegistry(
                algorithms=[name for name in ALGORITHMS if name in supported], strict_check_header=False
            ),
        )
        claims = CodeIDToken(
            decoded.claims,
            decoded.header,
            {
                "iss": {"essential": True, "value": provider.issuer},
                "aud": {"essential": True, "value": provider.client_id},
            },
            {"nonce": nonce, "client_id": provider.client_id, "access_token": token.get("access_token", "")},
        )
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY_SECONDS)
    except (JoseError, AuthlibBaseError, ValueError, TypeError, KeyError) as error:
        raise _not_trusted(provider, error) from None
    if not nonce or not rules.is_fresh_proof([claims["iat"], claims.get("auth_time", claims["iat"])], now):
        raise _not_trusted(provider, "an old proof")
    return _vouched(provider, claims)


def _vouched(provider: Provider, claims: Mapping[str, Any]) -> Vouched:
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= rules.LONGEST_SUBJECT:
        raise _not_trusted(provider, "no subject")
    email, name = claims.get("email"), claims.get("name")
    return Vouched(
        provider.issuer,
        subject,
        email if isinstance(email, str) else "",
        claims.get("email_verified") is True,
        name if isinstance(name, str) else "",
    )


def way_out(provider: Provider) -> str:
    """The address that signs a person out at the provider too; empty when it has none or cannot be reached."""
    try:
        end = str(described(provider).get("end_session_endpoint", ""))
    except ProviderProblem:
        return ""
    if not is_private_or_secure(end):
        return ""
    back = {"client_id": provider.client_id, "post_logout_redirect_uri": provider.own + "/"}
    return str(add_params_to_uri(end, list(back.items())))
