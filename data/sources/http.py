"""One small client for official sources: paced, patient, capped, cached, and silent about keys."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn
from urllib.parse import parse_qs, urlencode, urlsplit

import requests
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as SilentTooLong

from data.errors import SourceAsksToWait, SourceHasNone, SourceProblem, SourceRefusesKey
from data.sources import sentences as say
from data.sources.connections import connections
from data.sources.kept_answers import Kept, KeptAnswers
from data.sources.keys import Key, checked_key, keep_keys_out_of_logs, without_keys
from data.sources.targets import Service, Target, next_address, refuse_inside
from data.sources.timing import Pace, Timing, asked_wait, own_wait

MIB = 1024 * 1024
PIECE = 64 * 1024
MOST_TRIES = 5
MOST_REDIRECTS = 3
LONGEST_WAIT = 300.0  # what is longer is for the person who runs the sync to decide
LONGEST_DETAIL = 160
LONGEST_PAGE = 4096  # of a page in place of data, to tell what it is
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
class _Question:
    """What is asked: an address without key, and what is posted to it, if anything is."""

    address: str
    body: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class _Value:
    """What an attempt gave, read."""

    value: Any


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
        self._session = connections(service.base if not target.chosen else target.base, ca_bundle)
        keep_keys_out_of_logs()

    def __enter__(self) -> "Asking":
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()
        if self._kept is not None:
            self._kept.prune()

    def json(self, path: str, parameters: Parameters = ()) -> Any:
        """The answer to one question, read as JSON; None where the service has nothing to say (204).

        Raises SourceProblem (a kind of it) with the sentence to show.
        """
        pairs = list(parameters.items() if isinstance(parameters, Mapping) else parameters)
        return self._asked(_Question(f"{self._target.base}{path}{'?' if pairs else ''}{urlencode(pairs)}"))

    def posted(self, path: str, body: Mapping[str, Any]) -> Any:
        """The answer to a question that is posted as JSON. Raises SourceProblem."""
        return self._asked(_Question(f"{self._target.base}{path}", body))

    def next_json(self, onward: str) -> Any:
        """The answer at an address that an earlier answer named, on the same host only. Raises SourceProblem."""
        base = self._target.base
        safe = f"https{onward[4:]}" if onward.startswith("http:") and base.startswith("https:") else onward
        return self._asked(_Question(next_address(self.service, self._target, base, safe)))

    def _asked(self, question: _Question) -> Any:
        name = self.service
        if name.variable and not (self._key or name.key_optional):
            raise SourceRefusesKey(say.no_key(name.name, name.variable, name.get_key))
        attempt = 1
        while True:
            self._pace.wait()
            outcome = self._attempt(question)
            if isinstance(outcome, _Value):
                return outcome.value
            wait = own_wait(attempt, self._timing.chance()) if outcome.wait is None else outcome.wait
            if not outcome.again or attempt == MOST_TRIES or wait > LONGEST_WAIT:
                raise outcome.problem
            self._timing.sleep(wait)
            attempt += 1

    @property
    def has_key(self) -> bool:
        """Whether questions go out with a key; some services answer more then."""
        return bool(self._key)

    def keyless(self, text: str) -> str:
        """A text of the service's without our key, short enough for a sentence."""
        return without_keys(" ".join(text.split()), self._key.value)[:LONGEST_DETAIL]

    def refuse_form(self, what: str) -> NoReturn:
        """Raise that an answer has a form we do not know."""
        raise SourceProblem(say.unknown_form(self.service.name, what))

    def _attempt(self, question: _Question) -> _Value | _Trouble:
        """One question and its answer; what the network library raises may hold the key, so it goes no further."""
        name = self.service.name
        try:
            return self._follow(question)
        except requests.exceptions.SSLError:
            trouble = _Trouble(SourceProblem(say.no_certificate(name)))
        except (requests.Timeout, TimeoutError, SilentTooLong):
            trouble = _Trouble(SourceProblem(say.too_slow(name, self._limits.silent)), again=True)
        except requests.ConnectionError:
            trouble = _Trouble(SourceProblem(say.out_of_reach(name)), again=True)
        except (requests.RequestException, HTTPError, OSError):
            trouble = _Trouble(SourceProblem(say.cut_off(name)), again=True)
        return trouble

    def _follow(self, question: _Question) -> _Value | _Trouble:
        onward = address = question.address
        if not requests.utils.select_proxy(address, self._session.proxies):  # a proxy looks names up itself
            refuse_inside(self.service, self._target)
        for _redirect in range(MOST_REDIRECTS + 1):
            with self._sent(onward, question) as response:
                location = response.headers.get("Location", "")
                if not (response.is_redirect and location):
                    return self._outcome(response, question)
            onward = next_address(self.service, self._target, onward, location)
        return _Trouble(SourceProblem(say.out_of_order(self.service.name, 310)))

    def _sent(self, onward: str, question: _Question) -> requests.Response:
        kept = self._kept_answer(question)
        headers = dict(kept.headers) if kept else {}
        extra, body = {}, None if question.body is None else dict(question.body)
        if self._key and self._key.header:
            headers[self._key.header] = self._key.value
        elif self._key and body is not None:
            body[self.service.body_key] = self._key.value
        elif self._key and self._key.parameter not in parse_qs(urlsplit(onward).query):
            extra = {self._key.parameter: self._key.value}
        self.questions += 1
        return self._session.request(
            "GET" if body is None else "POST",
            onward,
            params=extra,
            json=body,
            headers=headers,
            stream=True,
            allow_redirects=False,
            timeout=(self._limits.connect, self._limits.silent),
        )

    def _kept_answer(self, question: _Question) -> Kept | None:
        return self._kept.get(question.address) if self._kept and question.body is None else None

    def _outcome(self, response: requests.Response, question: _Question) -> _Value | _Trouble:
        status = response.status_code
        if status == 304 and (kept := self._kept_answer(question)):
            return self._read(kept.body)
        if status == 204:
            return _Value(None)
        if status == 200:
            body = self._body(response)
            outcome = self._read(body)
            if self._kept and isinstance(outcome, _Value) and question.body is None:
                self._keep(response, question.address, body)
            return outcome
        return self._refusal(response)

    def _refusal(self, response: requests.Response) -> _Trouble:
        name, status = self.service, response.status_code
        wait = asked_wait(response.headers.get("Retry-After"), self._timing.now())
        if status in (401, 403):
            if not self._key:
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
        """What a service says of a question it does not accept: a `detail`, a `message`, or a line of plain text."""
        try:
            body = self._body(response)
            said = json.loads(body)
        except ValueError:
            plain = body[:LONGEST_DETAIL].decode("utf-8", "replace")
            return "" if "<" in plain else self.keyless(plain)
        except (RecursionError, SourceProblem):
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
        try:
            return _Value(json.loads(body.decode("utf-8-sig"), parse_constant=_refuse_constant))
        except RecursionError:
            return _Trouble(SourceProblem(say.unknown_form(name, "data")))
        except ValueError:
            return self._no_data(body[:LONGEST_PAGE].decode("utf-8", "replace").lstrip("\ufeff \t\r\n"))

    def _no_data(self, start: str) -> _Trouble:
        """What stands in place of data in an answer that counts as good (200)."""
        one = self.service
        if one.wrong_key_words and one.wrong_key_words in start:
            return _Trouble(SourceRefusesKey(say.wrong_key(one.name, one.variable, one.get_key)))
        if one.try_again_words and one.try_again_words in start:
            return _Trouble(SourceProblem(say.out_of_order(one.name, 200)), again=True)
        if start.startswith("<"):
            return _Trouble(SourceProblem(say.web_page(one.name)))
        return _Trouble(SourceProblem(say.cut_off(one.name)), again=True)

    def _keep(self, response: requests.Response, address: str, body: bytes) -> None:
        kept = Kept(body, response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))
        secret = self._key.value.encode()
        if self._kept and not (secret and secret in body + kept.etag.encode() + kept.last_modified.encode()):
            self._kept.keep(address, kept)


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(word)
