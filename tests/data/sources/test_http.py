"""The client of official sources: patient with bad days, strict with strangers, silent about keys."""

import datetime
import gzip
import ipaddress
import json
import logging
import ssl
import threading
import traceback
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from data.errors import InvalidInput, SourceAsksToWait, SourceHasNone, SourceProblem, SourceRefusesKey
from data.sources.http import Asking
from data.sources.kept_answers import Kept, KeptAnswers
from data.sources.targets import Service, Target, refuse_inside, target_of
from tests.data.sources.conftest import IN_ADDRESS, IN_HEADER, KEY, KEYLESS, Ask
from tests.source_server import PretendTime, Reply, SourceServer, _Handler

FINE = Reply({"fine": True})
PAGE = "<!DOCTYPE html><html><body>We will be back soon</body></html>"


def test_an_answer_is_read_as_json(ask: Ask, server: SourceServer) -> None:
    server.replies(Reply('\ufeff{"name": "Peña"}', headers={"Content-Type": "text/plain"}))

    assert ask().json("/x", {"a": "b c"}) == {"name": "Peña"}
    assert server.asked[0].question == "/x?a=b c"


def test_a_packed_answer_is_unpacked_and_its_size_counted_unpacked(ask: Ask, server: SourceServer) -> None:
    packed = Reply(gzip.compress(json.dumps({"x": "a" * 500_000}).encode()), headers={"Content-Encoding": "gzip"})
    server.replies(packed, packed)

    assert len(ask().json("/")["x"]) == 500_000
    with pytest.raises(SourceProblem, match="more than 0 MiB at once"):
        ask(size=400_000).json("/")


def test_busy_answers_are_asked_again_after_the_wait_that_doubles(
    ask: Ask, server: SourceServer, clock: PretendTime
) -> None:
    server.replies(Reply(status=500), Reply(status=503), Reply('{"fine": tr', cut=0), FINE)

    assert ask().json("/") == {"fine": True}
    assert [wait for wait in clock.slept if wait] == [1.0, 2.0, 4.0]


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7.0), ("Sun, 22 Nov 2026 12:00:30 GMT", 30.0), ("soon", 1.0), ("-5", 1.0)]
)
def test_a_wait_that_is_asked_for_is_kept(
    ask: Ask, server: SourceServer, clock: PretendTime, header: str, seconds: float
) -> None:
    server.replies(Reply(status=429, headers={"Retry-After": header}), FINE)

    assert ask().json("/") == {"fine": True}
    assert clock.slept == [seconds]


def test_a_wait_of_hours_is_said_and_not_slept(ask: Ask, server: SourceServer, clock: PretendTime) -> None:
    server.replies(Reply(status=429, headers={"Retry-After": "7200"}))

    with pytest.raises(SourceAsksToWait, match="no more questions from us for 120 minutes") as told:
        ask().json("/")
    assert (clock.slept, told.value.seconds) == ([], 7200)


def test_between_two_questions_there_is_the_pause_of_the_source(
    ask: Ask, server: SourceServer, clock: PretendTime
) -> None:
    server.answer = lambda _: FINE
    asking = ask(IN_HEADER)

    asking.json("/")
    clock.pass_by(2)
    asking.json("/")

    assert clock.slept == [4.0]


@pytest.mark.parametrize(
    ("reply", "kind", "sentence", "tries"),
    [
        (Reply(PAGE), SourceProblem, "sent a web page in place of data", 1),
        (Reply('{"a": 1'), SourceProblem, "broke off in the middle", 5),
        (Reply('{"a": "bcdefgh"}', cut=6), SourceProblem, "broke off in the middle", 5),
        (Reply({"a": 1}, stalls=True), SourceProblem, "did not finish its answer within 0.2 seconds", 5),
        (Reply('{"a": NaN}'), SourceProblem, "broke off in the middle", 5),
        (Reply("[" * 100_000), SourceProblem, "in a form this program does not know", 1),
        (Reply(status=500), SourceProblem, r"out of order \(answer 500\)", 5),
        (Reply(PAGE, status=404), SourceHasNone, "has nothing under that name", 1),
        (Reply({"detail": "no"}, status=401), SourceRefusesKey, "does not take the key in the setting", 1),
        (Reply({"detail": "no"}, status=403), SourceRefusesKey, "Copy it again", 1),
        (Reply({"detail": "invalid page"}, status=400), SourceProblem, "It said: “invalid page”", 1),
        (Reply({"detail": [{"loc": ["query"]}]}, status=422), SourceProblem, r"answer 422\). It said: “\[{", 1),
        (Reply(status=302), SourceProblem, "out of order", 1),
    ],
)
def test_what_goes_wrong_is_one_sentence_that_names_the_source(
    ask: Ask, server: SourceServer, reply: Reply, kind: type[SourceProblem], sentence: str, tries: int
) -> None:
    server.answer = lambda _: reply

    with pytest.raises(kind, match=sentence) as told:
        ask(IN_ADDRESS).json("/")
    assert type(told.value) is kind
    assert "LegiScan" in str(told.value)
    assert len(server.asked) == tries


def test_nobody_there_is_said(clock: PretendTime) -> None:
    with Asking(KEYLESS, target_of(KEYLESS, "http://127.0.0.1:9"), timing=clock.timing) as asking:
        with pytest.raises(SourceProblem, match="The Legislature cannot be reached"):
            asking.json("/")
        assert asking.questions == 5


def test_a_source_that_drips_is_ended_by_the_clock(ask: Ask, server: SourceServer, clock: PretendTime) -> None:
    asking = ask()
    inner = clock.timing.monotonic
    asking._timing = type(clock.timing)(lambda: clock.pass_by(6) or inner(), clock.sleep, clock.timing.now, lambda: 0.0)  # type: ignore[func-returns-value]
    server.answer = lambda _: FINE

    with pytest.raises(SourceProblem, match="did not finish"):
        asking.json("/")


def test_without_a_key_nothing_is_asked_and_the_cure_is_said(ask: Ask, server: SourceServer) -> None:
    with pytest.raises(SourceRefusesKey, match=r"needs a key and none is set\. Get one at https://example.org"):
        ask(IN_HEADER, key="").json("/")
    assert server.asked == []


@pytest.mark.parametrize("key", ["short", "has space in it", "line\nbreak12345", "schlüssel12345"])
def test_what_no_key_looks_like_is_refused(ask: Ask, key: str) -> None:
    with pytest.raises(InvalidInput, match="COMMONTABLE_X_KEY does not hold a key") as told:
        ask(IN_HEADER, key=key)
    assert key not in str(told.value)


def test_the_key_goes_by_header_where_the_service_takes_one(ask: Ask, server: SourceServer) -> None:
    server.answer = lambda _: FINE
    ask(IN_HEADER).json("/x", {"page": 1})
    ask(IN_ADDRESS).json("/x", {"page": 1})

    first, second = server.asked
    assert (first.headers["x-api-key"], first.pairs) == (KEY, (("page", "1"),))
    assert (second.get("key"), "x-api-key" in second.headers) == (KEY, False)


def problem_of(asking: Asking) -> SourceProblem | None:
    try:
        asking.json("/bill", {"id": 1})
    except SourceProblem as problem:
        return problem
    return None


def test_no_key_stands_in_an_error_a_log_or_a_kept_file(
    ask: Ask, server: SourceServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    echo = json.dumps({"detail": f"bad key {KEY} in /?key={KEY.upper()}"})
    marked = {"ETag": '"1"'}
    problems: list[SourceProblem | None] = []
    bad = [Reply(echo, status=400), Reply(echo, status=401), Reply(status=302, headers={"Location": f"//x/?key={KEY}"})]
    for reply in [*bad, Reply(echo, headers=marked), Reply({"fine": 1}, headers=marked)]:
        server.replies(reply)
        problems.append(problem_of(ask(IN_ADDRESS, kept=True)))
    with Asking(IN_ADDRESS, target_of(IN_ADDRESS, "http://127.0.0.1:9"), key=KEY, timing=PretendTime().timing) as dead:
        problems.append(problem_of(dead))
        assert KEY not in repr(dead.__dict__["_key"])
    assert [problem is None for problem in problems] == [False, False, False, True, True, False]
    said = "".join("".join(traceback.format_exception(problem)) for problem in problems if problem)
    assert KEY.lower() not in said.lower()
    assert all(problem.__context__ is None for problem in problems if problem)

    kept = list((tmp_path / "answers").iterdir())
    assert len(kept) == 1  # the answer that repeated the key was not kept
    assert all(KEY.encode() not in path.name.encode() + path.read_bytes() for path in kept)
    assert KEY.lower() not in caplog.text.lower()
    assert "key=[key]" in caplog.text


def test_an_unchanged_answer_comes_from_what_was_kept(ask: Ask, server: SourceServer, tmp_path: Path) -> None:
    marks = {"ETag": '"a1"', "Last-Modified": "Sun, 22 Nov 2026 12:00:00 GMT"}
    server.replies(Reply({"n": 1}, headers=marks), Reply(status=304), Reply(status=304), Reply({"n": 2}))
    asking = ask(IN_ADDRESS, kept=True)

    assert [asking.json("/bill", {"id": 7}) for _ in range(2)] == [{"n": 1}, {"n": 1}]
    assert server.asked[1].headers["if-none-match"] == '"a1"'
    assert server.asked[1].headers["if-modified-since"] == marks["Last-Modified"]
    (kept,) = (tmp_path / "answers").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])  # half-written
    with pytest.raises(SourceProblem):  # a 304 to what was not asked with a mark
        asking.json("/bill", {"id": 7})
    assert "if-none-match" not in server.asked[2].headers


def test_kept_answers_do_not_grow_without_end(tmp_path: Path) -> None:
    kept = KeptAnswers(tmp_path / "a", most=2_500)
    for number in range(5):
        kept.keep(f"https://x/{number}", Kept(b"x" * 1_000, '"1"', ""))
    kept.prune()

    assert len(list((tmp_path / "a").iterdir())) == 2
    assert (tmp_path / "a").stat().st_mode & 0o077 == 0


def test_a_redirect_is_followed_on_the_same_host_only(ask: Ask, server: SourceServer) -> None:
    server.replies(Reply(status=301, headers={"Location": "/new"}), FINE)
    assert ask(IN_HEADER).json("/old") == {"fine": True}
    assert [(one.path, one.headers["x-api-key"]) for one in server.asked] == [("/old", KEY), ("/new", KEY)]

    for elsewhere in ("http://localhost:1/", "https://evil.example/", "//evil.example/x", "http://u@127.0.0.1/"):
        server.begin_anew()
        server.replies(Reply(status=302, headers={"Location": elsewhere}))
        with pytest.raises(SourceProblem, match="sent us on to another address"):
            ask(IN_HEADER).json("/old")
        assert len(server.asked) == 1


def test_a_ring_of_redirects_ends(ask: Ask, server: SourceServer) -> None:
    server.answer = lambda _: Reply(status=302, headers={"Location": "/again"})

    with pytest.raises(SourceProblem, match="out of order"):
        ask().json("/")
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    "base",
    [
        "http://example.org",
        "ftp://127.0.0.1",
        "https://user:word@example.org",
        "http://10.0.0.8",
        "https://",
        "http://[",
    ],
)
def test_a_base_address_is_https_or_this_machine(base: str) -> None:
    with pytest.raises(InvalidInput, match="must start with https://"):
        target_of(KEYLESS, base)


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1", "100.64.0.1"])
def test_a_name_that_leads_inside_is_not_asked(monkeypatch: pytest.MonkeyPatch, inside: str) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (inside, 443))])

    with pytest.raises(SourceProblem, match="this machine’s own network"):
        refuse_inside(KEYLESS, Target(KEYLESS.base))


def test_only_a_proxy_that_is_used_looks_names_up_itself(monkeypatch: pytest.MonkeyPatch, clock: PretendTime) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("NO_PROXY", "localhost,.example.net")
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("169.254.169.254", 443))])
    asking = Asking(KEYLESS, Target(KEYLESS.base), timing=clock.timing)

    with asking, pytest.raises(SourceProblem, match="this machine’s own network"):
        asking.json("/latest/meta-data")


def test_a_key_is_sent_beside_a_parameter_whose_name_ends_like_its_own(ask: Ask, server: SourceServer) -> None:
    server.replies(FINE)
    ask(IN_ADDRESS).json("/", {"access_key": "of-one-archive"})
    assert (server.asked[0].get("key"), server.asked[0].get("access_key")) == (KEY, "of-one-archive")


def test_an_answer_that_cannot_be_kept_is_read_all_the_same(ask: Ask, server: SourceServer, tmp_path: Path) -> None:
    server.replies(Reply({"fine": True}, headers={"ETag": '"1"'}))
    asking = ask(kept=True)
    (tmp_path / "answers").rmdir()  # as if the disk were full
    assert asking.json("/bill") == {"fine": True}
    assert len(server.asked) == 1
    (tmp_path / "answers").mkdir()


def test_dropping_old_answers_stands_another_sync_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = KeptAnswers(tmp_path / "a", most=0)
    kept.keep("https://x/1", Kept(b"x", '"1"', ""))
    gone = tmp_path / "a" / "gone.123.part"
    both = [gone, *(tmp_path / "a").iterdir()]
    monkeypatch.setattr(Path, "iterdir", lambda _: iter(both))
    kept.prune()
    monkeypatch.undo()
    assert list((tmp_path / "a").iterdir()) == []


def _certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, *private))
    return folder / "cert.pem"


def test_a_certificate_is_always_checked_and_a_missing_one_can_be_added(
    tmp_path: Path, clock: PretendTime, server: SourceServer
) -> None:
    certificate = _certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, tmp_path / "key.pem")
    secure = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    secure.socket = context.wrap_socket(secure.socket, server_side=True)
    secure.handle_error = secure.asked = lambda *_: None  # type: ignore[attr-defined,method-assign]
    secure.asked, secure.script, secure.answer = server.asked, [], lambda _: FINE  # type: ignore[attr-defined]
    thread = threading.Thread(target=secure.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    service = Service("The Legislature", "https://leg.example.org")
    target = target_of(service, f"https://127.0.0.1:{secure.server_address[1]}")
    try:
        stranger = Asking(service, target, timing=clock.timing)
        with stranger, pytest.raises(SourceProblem, match="could not prove who it is"):
            stranger.json("/")
        with Asking(service, target, timing=clock.timing, ca_bundle=str(certificate)) as known:
            assert known.json("/") == {"fine": True}
    finally:
        secure.shutdown()
        secure.server_close()
        thread.join()


def test_a_bundle_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="COMMONTABLE_CA_BUNDLE does not name a file with certificates"):
        Asking(KEYLESS, Target(KEYLESS.base), ca_bundle=str(tmp_path / "none.pem"))
