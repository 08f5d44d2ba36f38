"""How syncs are told: on the page of bills, in the terminal, as JSON."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

import cli
from campaigns.legislators.import_record import Counts
from campaigns.syncs.models import SyncPart
from campaigns.syncs.queries import Scope, Standing, standings
from campaigns.syncs.sentences import state_words
from campaigns.syncs.shown import sources_block
from data.store import open_session
from tests.campaigns.syncs.legislatures import OpenStates
from tests.source_server import Reply, source_server
from tests.support import PUBLIC

TODAY = date(2026, 11, 23)
NIGHT = datetime(2026, 11, 22, 3, 20, tzinfo=UTC)
DONE = Standing(
    Scope("legiscan", "ky", "2026RS", SyncPart.BILLS), NIGHT, NIGHT, NIGHT, NIGHT, 8180, 8180, Counts(3, 12, 8165), ""
)


def standing(**changes: Any) -> Standing:
    return Standing(**{name: changes.get(name, getattr(DONE, name)) for name in Standing.__dataclass_fields__})


@pytest.mark.parametrize(
    ("stands", "words"),
    [
        (DONE, "3 new, 12 changed, 8,165 unchanged."),
        (standing(counts=Counts(1, 0, 0, 0, 2)), "1 new, 0 changed, 0 unchanged, 2 could not be taken."),
        (standing(counts=Counts(0, 0, 9)), "Nothing changed since the last time."),
        (
            standing(ended=None, brought=20),
            "Broke off or still runs: 20 of 8,180. The same command goes on from there.",
        ),
        (standing(ended=None, expected=None, brought=20), "Broke off or still runs: 20. The same"),
        (standing(ended=None, problem="LegiScan cannot be reached."), "LegiScan cannot be reached."),
    ],
)
def test_how_a_sync_stands_in_one_sentence(stands: Standing, words: str) -> None:
    assert state_words(stands).startswith(words)


def test_the_block_names_source_day_and_problem_and_escapes_them() -> None:
    block = sources_block([DONE, standing(problem="<b>x</b>", finished=None)], today=TODAY)

    assert "LegiScan: bills, KY 2026RS" in block
    assert "Sun, Nov 22" in block
    assert "not yet" in block
    assert "&lt;b&gt;x&lt;/b&gt;" in block
    assert "No official source is synced yet" in sources_block([], today=TODAY)


@pytest.fixture
def served(sqlite_store: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The terminal with a store, and Open States as a server of ours."""
    from budget.line_items.starter import lay_foundation
    from coalition.accounts.viewers import SETUP_VIEWER

    with open_session(SETUP_VIEWER, writing=True) as session:
        lay_foundation(session)
    with source_server() as server:
        monkeypatch.setenv("COMMONTABLE_OPENSTATES_URL", server.base)
        monkeypatch.setenv("COMMONTABLE_OPENSTATES_KEY", "0123456789abcdef")
        yield server


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["commontable", *words])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    said = capsys.readouterr()
    return int(stopped.value.code or 0), said.out, said.err


def test_the_terminal_syncs_and_shows(
    served: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    served.answer = OpenStates.with_bills(3)
    asked = ("sync", "openstates", "--state", "KY", "--session", "2026RS", "--only", "bills")
    code, out, _ = run(monkeypatch, capsys, *asked, "--json")
    assert code == 0
    (done,) = json.loads(out)
    assert (done["part"], done["inserted"], done["problem"], done["import"]) == ("bills", 3, None, 1)
    code, out, _ = run(monkeypatch, capsys, *asked)
    assert (code, out.splitlines()) == (0, ["Open States: bills, KY 2026RS. Nothing changed since the last time."])
    assert run(monkeypatch, capsys, "bill", "undo-import", "1")[0] == 0
    code, out, _ = run(monkeypatch, capsys, *asked)
    assert out.splitlines()[-1] == "Take it back with: commontable bill undo-import 2"

    served.answer = lambda _: Reply({"detail": "x"}, status=401)
    code, out, err = run(monkeypatch, capsys, *asked)
    assert (code, out, "does not take the key" in err, "0123456789abcdef" in err) == (2, "", True, False)
    code, out, _ = run(monkeypatch, capsys, "show", "syncs")
    assert (code, "Open States: bills, KY 2026RS" in out, "does not take the key" in out) == (0, True, True)
    code, _, err = run(monkeypatch, capsys, *asked[:-1], "votes")
    assert (code, "neither people nor bills" in err) == (2, True)
    with open_session(PUBLIC) as session:
        assert standings(session) == ()
