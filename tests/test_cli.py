"""The terminal: exit codes, one sentence for a mistake, and the JSON other programs read."""

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import text

import cli
from coalition.accounts import entry
from coalition.accounts.entry import Sender
from tests import stores
from tests.architecture import product
from tests.budget.line_items import room
from tests.notes import upkeep

ROOT = Path(__file__).resolve().parents[1]
DEP = "2200-0100"
ROWS = [
    ["LineItem", "LineItemName", "FY17", "FY18_Gov", "FY18_Sen"],
    [DEP, "Department of Environmental Protection Administration", "24,405,437", "24,408,940", "26,025,000"],
    ["2200-9999", "Example Line", "0", "1,000", "2,000"],
    ["2200-9998", "Broken Line", "12 apples", "1", "2"],
]


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in this process: `run("show", "line-items")`."""

    def ended(*words: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["commontable", *map(str, words)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        said = capsys.readouterr()
        return Done(int(stopped.value.code or 0), said.out, said.err)

    return ended


@pytest.fixture(scope="module")
def starter_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("terminal")
    with stores.sqlite_copy(sqlite_template, folder):
        room.starter()
    return folder / "var" / "commontable.db"


@pytest.fixture
def starter(starter_file: Path, tmp_path: Path) -> Iterator[str]:
    """A store with the starter figures."""
    with stores.sqlite_copy(starter_file, tmp_path) as url:
        yield url


@pytest.fixture
def budget_file(tmp_path: Path) -> Path:
    """Three rows: a line on file nowhere else, another, and one that cannot be read."""
    return room.as_csv(tmp_path / "lines_2017-08.csv", ROWS)


@pytest.mark.usefixtures("sqlite_store")
def test_init_lays_the_starter_figures_once(run: Run) -> None:
    first, second = run("init"), run("init")

    assert (first.code, second.code) == (0, 0)
    assert first.out == "The store is ready, with 1,057 starter figures added.\n"
    assert second.out == "The store is ready.\n"


@pytest.mark.usefixtures("sqlite_store")
def test_init_empty_holds_no_figure(run: Run) -> None:
    assert run("init", "--empty").code == 0

    assert run("show", "line-items", "--json").json["line_items"] == []


def test_without_a_store_a_command_says_how_to_make_one(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COMMONTABLE_DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")

    done = run("show", "line-items")

    assert done == Done(2, "", "There is no store yet. Run “commontable init” first.\n")


def test_an_import_reports_every_row_on_each_database(run: Run, store: str, budget_file: Path) -> None:
    room.foundation()

    done = run("import", budget_file, "--json")

    assert done.code == 0
    report = done.json
    assert set(report) == {
        "batch", "preset", "unit", "jurisdiction", "fiscal_years", "as_of", "rows", "inserted", "updated",
        "unchanged", "skipped", "rejected", "figures", "checks",
    }  # fmt: skip
    counts = [report[name] for name in ("inserted", "updated", "unchanged", "skipped")]
    assert counts == [2, 0, 0, 0]
    assert sum(counts) + len(report["rejected"]) == report["rows"] == 3
    (rejected,) = report["rejected"]
    assert set(rejected) == {"row", "column", "reason"}
    assert (rejected["row"], rejected["column"]) == (4, "FY17")
    assert "row 4" in rejected["reason"].lower()


def test_a_second_import_changes_nothing_and_undo_takes_the_first_back(run: Run, store: str, budget_file: Path) -> None:
    room.foundation()
    before = room.figures()
    first = run("import", budget_file, "--json").json

    again = run("import", budget_file, "--json").json
    undone = run("undo", first["batch"])

    assert [again[name] for name in ("inserted", "updated", "unchanged")] == [0, 0, 2]
    assert undone.code == 0
    assert undone.out.startswith(f"Import {first['batch']} is undone: ")
    assert room.figures() == before


def test_a_line_shows_its_path_on_each_database(run: Run, store: str, budget_file: Path) -> None:
    room.foundation()
    run("import", budget_file)

    shown = run("show", "line-item", DEP, "--json").json

    assert {"code", "name", "jurisdiction", "path"} <= set(shown)
    assert (shown["code"], shown["jurisdiction"]) == (DEP, "ma")
    path = [(p["fiscal_year"], p["stage"], p["amount_cents"], p["missing_reason"]) for p in shown["path"]]
    assert path == [(2017, "final", 2440543700, None), (2018, "gov", 2440894000, None), (2018, "sen", 2602500000, None)]
    assert all("lines_2017-08.csv" in p["source"] for p in shown["path"])


@pytest.mark.usefixtures("starter")
def test_what_is_missing_has_a_reason_and_no_amount(run: Run) -> None:
    shown = run("show", "line-item", "Journey into Education & Teaching (JET), earmark", "--json").json

    missing = {p["missing_reason"] for p in shown["path"] if p["amount_cents"] is None}
    assert shown["code"] is None
    assert missing == {"not_published"}


@pytest.mark.usefixtures("starter")
def test_a_line_as_text_says_where_it_stood(run: Run) -> None:
    said = run("show", "line-item", "7010-0005", "--jurisdiction", "MA").out

    assert "FY2017  Ended at $14.35 million: the Legislature restored the $2.16 million" in said
    assert "After vetoes                  $12,192,000" in said


@pytest.mark.usefixtures("starter")
def test_the_lines_of_a_year_can_be_looked_at_as_of_a_stage(run: Run) -> None:
    whole = run("show", "line-items", "--fiscal-year", "FY17", "--json").json
    senate = run("show", "line-items", "--fiscal-year", "2017", "--stage", "sen", "--json").json

    assert set(whole) == {"jurisdiction", "fiscal_year", "stage", "line_items"}
    assert set(whole["line_items"][0]) == {
        "code", "name", "agency", "kind", "stage", "amount_cents", "change_cents", "compared_with", "ask_cents",
    }  # fmt: skip
    amounts = {line["code"]: line["amount_cents"] for line in senate["line_items"]}
    assert amounts["7010-0005"] == 1367600000
    assert {line["stage"] for line in senate["line_items"]} == {"sen"}
    assert (
        run("show", "line-items", "--fiscal-year", "2017", "--stage", "sen").out.count("\n")
        == len(senate["line_items"]) + 1
    )


@pytest.mark.usefixtures("sqlite_store")
def test_an_import_can_take_one_stage_only(run: Run, budget_file: Path) -> None:
    room.foundation()

    assert run("import", budget_file, "--stage", "sen").code == 0

    path = run("show", "line-item", DEP, "--json").json["path"]
    assert [(p["fiscal_year"], p["stage"]) for p in path] == [(2018, "sen")]


@pytest.mark.usefixtures("sqlite_store")
def test_a_dry_run_says_what_would_change_and_changes_nothing(run: Run, budget_file: Path) -> None:
    room.foundation()
    before = room.dump()

    done = run("import", budget_file, "--dry-run")

    assert done.code == 0
    assert "3 rows: 2 new, 0 changed, 0 the same, 0 skipped, 1 rejected." in done.out
    assert "Nothing was changed: this was a dry run." in done.out
    assert room.dump() == before


@pytest.mark.usefixtures("starter")
def test_an_ask_is_set_and_shown(run: Run) -> None:
    done = run("ask", "7010-0005", "--fiscal-year", "FY17", "--amount", "$15,000,000", "--floor", "13000000")

    assert done == Done(0, "We ask $15,000,000 for 7010-0005 in FY2017.\n", "")
    asks = run("show", "line-item", "7010-0005", "--json").json["asks"]
    assert asks == [{"fiscal_year": 2017, "ask_cents": 1500000000, "published": False}]


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize("what", ["line-item", "line-history", "line-items"])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_every_table_is_written_in_every_kind(run: Run, tmp_path: Path, what: str, kind: str) -> None:
    file = tmp_path / f"out.{kind}"

    done = run("export", what, file, "--line", "7010-0005", "--fiscal-year", "2017")

    assert (done.code, done.err) == (0, "")
    assert done.out == f"{file} is written: {file.stat().st_size:,} bytes.\n"
    assert list(tmp_path.glob("*.part")) == []
    if kind == "xlsx":
        openpyxl.load_workbook(file).close()
    elif kind == "json":
        json.loads(file.read_text(encoding="utf-8"))
    else:
        assert len(list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))) > 3


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize(("kind", "start"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_the_history_is_drawn(run: Run, tmp_path: Path, kind: str, start: bytes) -> None:
    file = tmp_path / f"history.{kind}"

    assert run("export", "line-history", file, "--line", "7010-0005").code == 0
    assert file.read_bytes().startswith(start)


@pytest.mark.usefixtures("starter")
def test_check_finds_the_record_of_changes_whole(run: Run) -> None:
    done = run("check")

    assert done.code == 0
    assert "The schema is current." in done.out
    assert "The record of changes is whole: " in done.out
    assert "Search is true: its index equals one made anew." in done.out


@pytest.mark.usefixtures("starter")
def test_changes_are_shown_and_put_back(run: Run) -> None:
    for dollars in ("500", "700"):
        run("ask", "7061-0008", "--fiscal-year", "2027", "--amount", dollars)
    shown = run("show", "changes", "--act", "set ask", "--json").json
    newest = shown["changes"][0]
    assert (newest["before"], newest["after"]) == ({"ask_cents": 50_000}, {"ask_cents": 70_000})
    assert (newest["who"], newest["called"], len(shown["head"])) == ("In the terminal", "7061-0008", 64)
    assert "Put back: 7061-0008, FY2027" in run("put-back", str(newest["entry"])).out
    told = run("show", "changes", "--limit", "1").out
    assert "Ask: $700 → $500" in told
    assert f"why: Puts back entry {newest['entry']}." in told


@pytest.mark.usefixtures("sqlite_store")
def test_the_example_comes_with_init_and_goes_by_a_command(run: Run) -> None:
    assert "every organization and contact labelled as an example" in run("init", "--empty", "--example").out
    assert "here already; nothing was added" in run("example", "load").out
    assert "example rows were removed; nothing real was touched." in run("example", "remove").out
    assert "There was no example to remove." in run("example", "remove").out


@pytest.mark.usefixtures("starter")
def test_check_names_a_line_that_search_is_wrong_about(run: Run) -> None:
    with upkeep() as connection:
        connection.exec_driver_sql("UPDATE line_search SET names = 'x' WHERE code = '7010-0012'")
    done = run("check")

    assert done.code == 2
    assert done.err == (
        "Search differs from an index made anew in 1 of the line items, first 7010-0012. "
        "Restore the last back-up and compare.\n"
    )


@pytest.mark.usefixtures("starter")
def test_search_shows_lines_with_where_each_was_found(run: Run) -> None:
    (line,) = run("show", "search", "racial", "imb", "--json").json["line_items"]

    assert (line["code"], line["found_in"], line["found"]) == ("7010-0012", "name", ["Racial", "Imbalance"])
    said = run("show", "search", "racial imb", "--jurisdiction", "ma").out
    assert said.startswith("1 line item fits “racial imb”. In Massachusetts only.\nMA  7010-0012 ")
    assert "    Name: Programs to Eliminate [Racial] [Imbalance] - METCO\n" in said
    assert run("show", "search", "zeppelin").out.startswith("No line item fits “zeppelin”. ")
    assert run("show", "search", "zeppelin", "--json").json == {"count": 0, "more": False, "line_items": []}


MISTAKES = [
    (["import", "nowhere.csv"], "There is no file nowhere.csv. Check the name and the folder."),
    (["import", "."], "There is no table in the folder .. Choose one with files that end in .csv, "),
    (["import", "BUDGET", "--unit", "bananas"], "“bananas” is not a unit."),
    (["import", "BUDGET", "--preset", "zzz"], "There is no preset “zzz”."),
    (["import", "BUDGET", "--jurisdiction", "zz"], "“zz”"),
    (["import", "BUDGET", "--stage", "zzz"], "The file has no column of the stage “zzz”"),
    (["import", "BUDGET", "--as-of", "2017-13-01"], "“2017-13-01” is not a date."),
    (["import", "BUDGET", "--fiscal-year", "next"], "“next” is not a fiscal year."),
    (["undo", "99"], "Import 99 was not found."),
    (["ask", "7010-0005", "--fiscal-year", "", "--amount", "5"], "“” is not a fiscal year."),
    (["ask", "7010-0005", "--fiscal-year", "2017", "--amount", ""], "Give --amount"),
    (["ask", "7010-0005", "--fiscal-year", "2017", "--amount", "lots"], "“lots” is not an amount in dollars."),
    (["ask", "7010-0005", "--fiscal-year", "2017", "--amount", "5", "--floor", "9"], "The floor may not be above"),
    (["ask", "nothing", "--fiscal-year", "2017", "--amount", "5"], "The line item “nothing” was not found."),
    (["show", "line-item", ""], "The line item “” was not found."),
    (["show", "line-item", "7010-0005", "--jurisdiction", "ky"], "The line item “7010-0005” was not found."),
    (["show", "line-items", "--jurisdiction", "zz"], "The jurisdiction “zz” was not found."),
    (["show", "line-items", "--fiscal-year", "0"], "“0” is not a fiscal year."),
    (["show", "line-items", "--stage", "zzz"], "There is no stage “zzz” in Massachusetts."),
    (["export", "line-item", "x.docx", "--line", "7010-0005"], "There is no export “line-item” with the ending .docx."),
    (["export", "secrets", "x.csv"], "There is no export “secrets”"),
    (["export", "line-item", "x.csv"], "The line item was not found."),
    (["export", "legislator", "x.pdf", "--where", "3"], "“3” names nothing. Write it as legislator=3."),
    (["export", "legislator", "x.pdf", "--where", "legislator=999"], "This legislator was not found."),
    (["export", "line-item", "no/folder/x.csv", "--line", "7010-0005"], "There is no folder no/folder."),
    (["export", "line-items", "x.csv"], "Say which fiscal year"),
]


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize(("words", "sentence"), MISTAKES, ids=[" ".join(words) for words, _ in MISTAKES])
def test_a_mistake_gets_its_sentence_and_changes_nothing(
    run: Run, budget_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: list[str], sentence: str
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    before = room.dump()

    done = run(*[budget_file if word == "BUDGET" else word for word in words])

    assert (done.code, done.out) == (2, "")
    assert sentence in done.err
    assert len(done.err.strip().splitlines()) == 1
    assert list(Path.cwd().iterdir()) == []
    assert room.dump() == before


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["undo", "abc"],
        ["undo", "9" * 30],
        ["undo", "-5"],
        ["undo", "0"],
        ["ask", "x"],
        ["serve", "--port", "x"],
    ],
    ids=" ".join,
)
def test_a_command_that_cannot_be_read_ends_with_its_error(run: Run, words: list[str]) -> None:
    done = run(*words)

    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[-1].startswith("Error: ")


@pytest.mark.usefixtures("sqlite_store")
def test_accounts_from_the_terminal(run: Run) -> None:
    assert "Nobody has an account yet" in run("user", "list").out
    assert "first account" in run("user", "invite", "maria@example.org").err
    code = run("user", "set-up-code").out.splitlines()[0].removeprefix("Set-up code: ")
    entry.set_up(code=code, email="sam@example.org", name="Sam", password="four unrelated kettles", sender=Sender())
    assert run("user", "set-up-code").code == 2
    token = run("user", "invite", "maria@example.org", "--role", "organizer").out.splitlines()[0].rsplit("/", 1)[1]
    entry.accept(token=token, name="Maria", password="seven quiet green lamps", sender=Sender())
    assert [(row["email"], row["role"]) for row in run("user", "list", "--json").json] == [
        ("maria@example.org", "organizer"), ("sam@example.org", "steward"),
    ]  # fmt: skip
    token = run("user", "reset", "MARIA@example.org").out.splitlines()[0].rsplit("/", 1)[1]
    entry.reset(token=token, password="nine other words for rain", sender=Sender())
    assert "signed out everywhere" in run("user", "deactivate", "maria@example.org").out
    assert "maria@example.org  Maria  organizer  not active" in run("user", "list").out
    assert run("user", "deactivate", "sam@example.org").err.startswith("This is the only steward.")
    assert run("user", "reset", "nobody@example.org").code == 2


def real_run(folder: Path, *words: str) -> Done:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMMONTABLE_")}
    environment |= {"COMMONTABLE_VAR": str(folder), "PYTHONIOENCODING": "utf-8"}
    ended = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *words], env=environment, cwd=folder, capture_output=True, timeout=60
    )
    return Done(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def test_a_process_of_its_own_makes_a_store_and_imports_into_it(tmp_path: Path, budget_file: Path) -> None:
    made = real_run(tmp_path, "init", "--empty")
    imported = real_run(tmp_path, "import", str(budget_file), "--json")

    assert (made.code, made.out) == (0, "The store is ready.\n")
    assert (imported.code, imported.err) == (0, "")
    assert imported.json["inserted"] == 2
    assert (tmp_path / "commontable.db").exists()


def test_a_process_of_its_own_ends_a_mistake_without_a_traceback(tmp_path: Path) -> None:
    done = real_run(tmp_path, "import", "nowhere.csv")

    assert done == Done(2, "", "There is no file nowhere.csv. Check the name and the folder.\n")


def test_the_terminal_knows_every_file_a_room_declares_and_names_them_all(tmp_path: Path) -> None:
    declared = {name for module in product() for name in re.findall(r'@register\("([a-z0-9-]+)"', module.source)}

    said = real_run(tmp_path, "export", "nonsense", "x.csv").err

    named = said.partition("Give one of ")[2].partition(", and a file such as")[0].split(", ")
    assert (named, len(said.splitlines())) == (sorted(declared), 1)
    assert {"comparison", "release", "lineage", "line-adjustments", "line-series", "our-money"} <= declared


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize(
    "words",
    [
        ["comparison", "x.csv", "--left", "2016:gaa", "--right", "2017:gov"],
        ["lineage", "x.json"],
        ["line-series", "x.svg", "--line", "7010-0005"],
        ["line-adjustments", "x.csv", "--line", "7010-0005"],
    ],
    ids=lambda words: words[0],
)
def test_files_of_the_other_budget_rooms_are_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    done = run("export", *words)

    assert (done.code, done.err) == (0, "")
    assert (tmp_path / words[1]).stat().st_size > 0


@pytest.mark.usefixtures("starter")
def test_a_file_with_a_restricted_list_is_readable_by_its_owner_only(run: Run, tmp_path: Path) -> None:
    for what, mode in (("contacts", 0o600), ("organizations", 0o666)):
        file = tmp_path / f"{what}.csv"
        assert run("export", what, file).code == 0
        assert file.stat().st_mode & 0o777 & ~mode == 0
    assert (tmp_path / "contacts.csv").stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("starter")
def test_a_file_left_half_written_by_a_killed_export_opens_the_next_one_to_nobody(run: Run, tmp_path: Path) -> None:
    half = tmp_path / "contacts.csv.part"
    half.touch()
    half.chmod(0o666)
    assert run("export", "contacts", tmp_path / "contacts.csv").code == 0
    assert (tmp_path / "contacts.csv").stat().st_mode & 0o077 == 0
    assert not half.exists()


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize(
    "words",
    [("show", "roll-call"), ("show", "whip-count"), ("contact", "erase"), ("undo",), ("put-back",)],
    ids=lambda words: " ".join(words),
)
def test_a_number_no_store_holds_is_refused_in_words_that_can_be_followed(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words, 10**20)
    assert (done.code, done.out) == (2, "")
    assert f"Try 'commontable {' '.join(words)} --help'" in done.err
    assert "less than or equal to" in done.err


def test_serving_a_store_of_an_older_program_brings_it_the_stages_and_places_it_lacks(
    run: Run, starter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with upkeep() as connection:
        connection.execute(text("DELETE FROM stages WHERE kind = 'spending'"))
        connection.execute(text("DELETE FROM jurisdictions WHERE code = 'oakland'"))
        figures = connection.scalar(text("SELECT count(*) FROM appropriations"))
    monkeypatch.setattr("data.upgrade.is_current", lambda: False)
    monkeypatch.setattr(os, "execve", lambda *_: sys.exit(0))
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COMMONTABLE_PORT", "8501")

    assert run("serve", "--no-browser").code == 0

    with upkeep() as connection:
        assert connection.scalar(text("SELECT count(*) FROM stages WHERE kind = 'spending'")) == 4
        assert connection.scalar(text("SELECT count(*) FROM jurisdictions WHERE code = 'oakland'")) == 1
        assert connection.scalar(text("SELECT count(*) FROM appropriations")) == figures
