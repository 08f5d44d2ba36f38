"""The killing of imports notices a torn store, whichever way it is torn."""

import random
from pathlib import Path

import pytest
from sqlalchemy import text

from data.store import var_folder
from tests.budget.line_items import killing, room
from tests.budget.line_items.killing import Campaign, End, Terminal
from tests.notes import upkeep

TEARS = {
    "a figure is missing": "DELETE FROM appropriations WHERE line_item_id = (SELECT max(id) FROM line_items)",
    "a figure is changed": "UPDATE appropriations SET amount_cents = amount_cents + 1",
    "a total is false": "UPDATE stage_totals SET amount_cents = amount_cents + 1",
    "an act is not in the record": "DELETE FROM audit_entries WHERE id = 1",
    "the record was changed": "UPDATE audit_entries SET detail = '{}'",
    "a batch has no figures": "INSERT INTO import_batches (file_sha256, file_name, sheet, reading, preset, unit, rows, "
    "inserted, updated, unchanged, skipped, rejected, applied_at, applied_by) "
    "VALUES ('x', '', '', '', '', '', 0, 0, 0, 0, 0, 0, '2027-01-01', '')",
}


class TornTerminal(Terminal):
    """Runs a command whole in this process; one that should be killed tears the store instead."""

    def __init__(self, tear: str) -> None:
        self._tear = tear

    def run(self, *arguments: str, killed_after: float | None = None) -> End:
        if killed_after is not None:
            with upkeep() as connection:
                connection.execute(text(self._tear))
        elif arguments[0] == "import":
            room.take(Path(arguments[1]))
        else:
            room.take_back(int(arguments[1]))
        return End(killed=killed_after is not None, code=0, seconds=1, began=0.1, committing=0.9)


def campaign(folder: Path, tear: str) -> Campaign:
    room.take(killing.table_of(folder / "older_2017-08.csv", 3, dollars=7))
    newer = killing.table_of(folder / "newer_2019-03.csv", 5)
    return Campaign(TornTerminal(tear), newer, random.Random(1))


@pytest.mark.usefixtures("sqlite_empty")
@pytest.mark.parametrize("tear", TEARS.values(), ids=TEARS)
def test_a_torn_store_is_noticed(tear: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError) as noticed:
        campaign(tmp_path, tear).run(1)
    assert any("import killed after" in note for note in noticed.value.__notes__)


@pytest.mark.usefixtures("sqlite_empty")
def test_a_file_left_over_that_is_not_a_part_is_noticed(tmp_path: Path) -> None:
    whole = campaign(tmp_path, "SELECT 1")
    whole.run(2)
    assert whole.deaths == {("import", "during"): 2, ("undo", "during"): 4}
    (var_folder() / "files" / f"{'0' * 64}.77.part").write_bytes(b"half")
    whole.run(3)
    (var_folder() / "files" / ("0" * 64)).write_bytes(b"half")
    with pytest.raises(AssertionError):
        whole.run(4)
