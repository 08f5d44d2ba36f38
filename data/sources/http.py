"""One small client for official sources: paced, patient, capped, cached, and silent about keys."""

import json
import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn
from urllib.parse import parse_qs, urlencode, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as SilentTooLong
from urllib3.util.ssl_ import create_urllib3_context

from data.errors import InvalidInput, SourceAsksToWait, SourceHasNone, SourceProblem, SourceRefusesKey
from data.sources import sentences as say
from data.sources.kept_answers import Kept, KeptAnswers
from data.sources.keys import Key, checked_key, keep_keys_out_of_logs, without_keys
from data.sources.targets import Service, Target, next_address, refuse_inside
from data.sources.timing import Pace, Timing, asked_wait, own_wait

MIB = 1024 * 1024
PIECE = 64 * 1024
AGENT = "CommonTable (open-source software for school-advocacy coalitions)"
MOST_TRIES = 5
MOST_REDIRECTS = 3
LONGEST_WAIT = 300.0  # what is longer is for the person who runs the sync to decide
LONGEST_DETAIL = 160
Parameters = Mapping[str, str | int] | Iterable[tuple[str, str | int]]


@dataclass(frozen=True, slots=True)
class AnswerLimits:
    """How long a source may take and how much it may send; `silent` is how long it may send nothing at all."""

    connect: float = 10.0
    silent: float = 30.0
    whole: float = 120.0
    size: int = 50 * MIB


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Why an attempt gave nothing; `again` whether another may help, `wait` the pause the source asks for."""

    problem: SourceProblem
    again: bool = False
    wait: float | None = None


@dataclass(frozen=True, slots=True)
class _Value:
    """What an attempt gave, read."""

    value: Any


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


class Asking:
    """Asks one service. A context manager: when it ends, old kept answers are dropped and connections closed."""

    def __init__(
        self,
        service: Service,
        target: Target,
        *,
        key: str = "",
        timing: Timing | None = None,
        kept: KeptAnswers | None = None,
        ca_bundle: str = "",
        limits: AnswerLimits | None = None,
    ) -> None:
        self.service = service
        self.questions = 0
        self._target, self._limits = target, limits or AnswerLimits()
        self._key = Key(checked_key(key, service.variable), service.header, service.parameter)
        self._timing, self._kept = timing or Timing(), kept
        self._pace = Pace(service.pause, self._timing)
        self._session = _session(service.base if not target.chosen else target.base, ca_bundle)
        keep_keys_out_of_logs()

    def __enter__(self) -> "Asking":
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()
        if self._kept is not None:
            self._kept.prune()

    def json(self, path: str, parameters: Parameters = ()) -> Any:
        """The answer to one question, read as JSON. Raises SourceProblem (a kind of it) with the sentence to show."""
        name, key = self.service, self._key
        if name.variable and not key:
            raise SourceRefusesKey(say.no_key(name.name, name.variable, name.get_key))
        pairs = list(parameters.items() if isinstance(parameters, Mapping) else parameters)
        address = f"{self._target.base}{path}{'?' if pairs else ''}{urlencode(pairs)}"
        attempt = 1
        while True:
            self._pace.wait()
            outcome = self._attempt(address)
            if isinstance(outcome, _Value):
                return outcome.value
            wait = own_wait(attempt, self._timing.chance()) if outcome.wait is None else outcome.wait
            if not outcome.again or attempt == MOST_TRIES or wait > LONGEST_WAIT:
                raise outcome.problem
            self._timing.sleep(wait)
            attempt += 1

    def keyless(self, text: str) -> str:
        """A text of the service's without our key, short enough for a sentence."""
        return without_keys(" ".join(text.split()), self._key.value)[:LONGEST_DETAIL]

    def refuse_form(self, what: str) -> NoReturn:
        """Raise that an answer has a form we do not know."""
        raise SourceProblem(say.unknown_form(self.service.name, what))

    def _attempt(self, address: str) -> _Value | _Trouble:
        """One question and its answer; what the network library raises may hold the key, so it goes no further."""
        name = self.service.name
        try:
            return self._follow(address)
        except requests.exceptions.SSLError:
            trouble = _Trouble(SourceProblem(say.no_certificate(name)))
        except (requests.Timeout, TimeoutError, SilentTooLong):
            trouble = _Trouble(SourceProblem(say.too_slow(name, self._limits.silent)), again=True)
        except requests.ConnectionError:
            trouble = _Trouble(SourceProblem(say.out_of_reach(name)), again=True)
        except (requests.RequestException, HTTPError, OSError):
            trouble = _Trouble(SourceProblem(say.cut_off(name)), again=True)
        return trouble

    def _follow(self, address: str) -> _Value | _Trouble:
        onward = address
        if not requests.utils.select_proxy(address, self._session.proxies):  # a proxy looks names up itself
            refuse_inside(self.service, self._target)
        for _redirect in range(MOST_REDIRECTS + 1):
            with self._get(onward, address) as response:
                location = response.headers.get("Location", "")
                if not (response.is_redirect and location):
                    return self._outcome(response, address)
            onward = next_address(self.service, self._target, onward, location)
        return _Trouble(SourceProblem(say.out_of_order(self.service.name, 310)))

    def _get(self, onward: str, address: str) -> requests.Response:
        kept = self._kept.get(address) if self._kept else None
        headers = dict(kept.headers) if kept else {}
        extra = {}
        if self._key and self._key.header:
            headers[self._key.header] = self._key.value
        elif self._key and self._key.parameter not in parse_qs(urlsplit(onward).query):
            extra = {self._key.parameter: self._key.value}
        self.questions += 1
        return self._session.get(
            onward,
            params=extra,
            headers=headers,
            stream=True,
            allow_redirects=False,
            timeout=(self._limits.connect, self._limits.silent),
        )

    def _outcome(self, response: requests.Response, address: str) -> _Value | _Trouble:
        status = response.status_code
        if status == 304 and self._kept and (kept := self._kept.get(address)):
            return self._read(kept.body)
        if status == 200:
            body = self._body(response)
            outcome = self._read(body)
            if self._kept and isinstance(outcome, _Value):
                self._keep(response, address, body)
            return outcome
        return self._refusal(response)

    def _refusal(self, response: requests.Response) -> _Trouble:
        name, status = self.service, response.status_code
        wait = asked_wait(response.headers.get("Retry-After"), self._timing.now())
        if status in (401, 403):
            if not name.variable:
                return _Trouble(SourceProblem(say.refused(name.name)))
            return _Trouble(SourceRefusesKey(say.wrong_key(name.name, name.variable, name.get_key)))
        if status in (404, 410):
            return _Trouble(SourceHasNone(say.has_none(name.name)))
        if status == 429:
            problem = SourceAsksToWait(say.asks_to_wait(name.name, wait), seconds=wait)
            return _Trouble(problem, again=True, wait=wait)
        if status in (408, 425) or status >= 500 or status < 400:
            return _Trouble(SourceProblem(say.out_of_order(name.name, status)), again=status >= 400, wait=wait)
        return _Trouble(SourceProblem(say.not_accepted(name.name, status, self._detail(response))))

    def _detail(self, response: requests.Response) -> str:
        """What a service says of a question it does not accept: FastAPI's and others' `detail` or `message`."""
        try:
            said = json.loads(self._body(response))
        except (ValueError, RecursionError, SourceProblem):
            return ""
        words = said.get("detail", said.get("message", "")) if isinstance(said, dict) else ""
        return self.keyless(words if isinstance(words, str) else json.dumps(words))

    def _body(self, response: requests.Response) -> bytes:
        """The whole answer, read as it comes; raises when it is too large, stalls or breaks off."""
        started, parts, size = self._timing.monotonic(), [], 0
        while piece := response.raw.read1(PIECE, decode_content=True):
            size += len(piece)
            if size > self._limits.size:
                raise SourceProblem(say.too_large(self.service.name, self._limits.size // MIB))
            if self._timing.monotonic() - started > self._limits.whole:
                raise requests.Timeout
            parts.append(piece)
        return b"".join(parts)

    def _read(self, body: bytes) -> _Value | _Trouble:
        name = self.service.name
        if body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            return _Trouble(SourceProblem(say.web_page(name)))
        try:
            return _Value(json.loads(body.decode("utf-8-sig"), parse_constant=_refuse_constant))
        except RecursionError:
            return _Trouble(SourceProblem(say.unknown_form(name, "data")))
        except ValueError:
            return _Trouble(SourceProblem(say.cut_off(name)), again=True)

    def _keep(self, response: requests.Response, address: str, body: bytes) -> None:
        kept = Kept(body, response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))
        secret = self._key.value.encode()
        if self._kept and not (secret and secret in body + kept.etag.encode() + kept.last_modified.encode()):
            self._kept.keep(address, kept)


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(word)


def _session(base: str, ca_bundle: str) -> requests.Session:
    """Connections that take nothing from this machine's settings but its proxy; certificates are always checked."""
    session = requests.Session()
    session.trust_env = False  # no netrc, which would send a password along
    session.proxies.update(requests.utils.get_environ_proxies(base))
    session.headers.update({"User-Agent": AGENT, "Accept": "application/json"})
    if ca_bundle:
        session.mount("https://", _ExtraTrust(ca_bundle))
    return session
