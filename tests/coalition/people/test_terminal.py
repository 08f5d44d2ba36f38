"""Contacts from the terminal: the list, a private file, erasing one, and erasing what is due."""

import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from coalition.accounts import clock
from coalition.people.rules import Draft, Scope
from coalition.people.terminal import contact
from data.errors import InvalidInput, NotFound
from tests.coalition.people import room
from tests.coalition.people.room import ANA

pytestmark = pytest.mark.usefixtures("sqlite_store")


def run(*words: str, typed: str | None = None) -> Result:
    done = CliRunner().invoke(contact, words, input=typed)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def test_the_list_leaves_out_who_opted_out_and_says_how_many() -> None:
    room.add(ANA)
    room.say_no(room.add(Draft("Bo", "Example")), Scope.ORGANIZATION)

    assert (
        run("list").stdout.splitlines()[-1]
        == "Contacts listed: 1. 1 contact is left out, who asked not to be contacted."
    )
    assert "Bo Example  do not contact: asked this organization not to" in run("list", "--all").stdout
    found = json.loads(run("list", "--json", "--words", "ana").stdout)
    assert ([one["name"] for one in found["contacts"]], found["left_out"]) == (["Ana Example"], 0)


def test_a_file_of_contacts_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    person = room.add(ANA)
    (tmp_path / "list.xlsx.part").touch(mode=0o666)  # as a killed export of another list may leave it
    (tmp_path / "list.xlsx.part").chmod(0o666)
    for name, words in (("list.xlsx", []), ("out.csv", ["--opt-outs"]), ("ana.html", ["--contact", str(person)])):
        assert "is written" in run("export", str(tmp_path / name), *words).stdout
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600

    assert "ana@example.org" in (tmp_path / "ana.html").read_text()
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["ana.html", "list.xlsx", "out.csv"]
    with pytest.raises(InvalidInput, match="Choose a name that ends in"):
        run("export", str(tmp_path / "list.exe"))
    with pytest.raises(InvalidInput, match="There is no folder"):
        run("export", str(tmp_path / "none" / "list.csv"))


def test_one_contact_is_erased_once_it_is_said_twice() -> None:
    person = room.add(ANA)

    assert "Nothing was erased." in run("erase", str(person), typed="n\n").stdout
    assert room.seen(person).draft == ANA
    assert f"Contact {person} is erased." in run("erase", str(person), "--yes").stdout
    with pytest.raises(NotFound, match="This contact was not found"):
        run("erase", str(person), "--yes")


def test_retention_says_who_is_due_by_number_and_then_erases(monkeypatch: pytest.MonkeyPatch) -> None:
    yesterday = clock.now().date() - timedelta(1)
    person = room.add(Draft("Due", email="due@example.org", keep_until=yesterday))

    told = run("retention", "--dry-run").stdout
    assert told == f"contact {person} was kept until {yesterday.isoformat()}\nContacts due: 1. Nothing was erased.\n"
    assert run("retention").stdout == "Contacts that were due and are erased: 1.\n"
    assert run("retention").stdout == "Contacts that were due and are erased: 0.\n"

    room.say_no(room.add(ANA), Scope.EVERYONE)
    monkeypatch.setenv("COMMONTABLE_COOKIE_SECRET", "another secret of thirty-two signs")
    assert "entries made with another secret: 2. They are not honoured." in run("retention").stderr
