"""The calendar's table: a row for every stage, a source for every row, and every rule readable."""

from budget.calendar.parsing import DaysAfter
from budget.calendar.reference import deciders
from budget.calendar.rules import decided_stages
from budget.line_items.rules import StageOf
from budget.line_items.stages import StageKind
from data.reference_tables import rows_of


def stage_lists() -> dict[str, list[StageOf]]:
    found: dict[str, list[StageOf]] = {}
    for _, row in rows_of("stages"):
        stage = StageOf(
            row["code"], int(row["position"]), row["name"], row["short_name"], StageKind(row["kind"]),
            row["is_change"] == "yes",
        )  # fmt: skip
        found.setdefault(row["stage_list"], []).append(stage)
    return found


def test_every_stage_has_one_row() -> None:
    keys = [(row["stage_list"], row["code"]) for _, row in rows_of("decisions")]
    assert len(keys) == len(set(keys))
    assert set(keys) == {(name, stage.code) for name, stages in stage_lists().items() for stage in stages}


def test_every_decision_says_who_decides_what_they_do_and_what_to_ask() -> None:
    for name, stages in stage_lists().items():
        for stage in decided_stages(stages):
            row = deciders()[name, stage.code]
            wanted = {StageKind.EXECUTIVE: "{latest}", StageKind.OVERRIDE: "{vetoed}"}.get(stage.kind, "{ask}")
            assert row.who, (name, stage.code)
            assert row.does, (name, stage.code)
            assert wanted in row.asks, (name, stage.code)
            assert not row.asks.endswith("."), (name, stage.code)


def test_a_day_that_is_not_established_is_left_empty_and_any_other_names_how_sure_it_is() -> None:
    for key, row in deciders().items():
        assert row.mark in {"C", "D", "G", "?"}, key
        assert (row.day is None) == (row.mark == "?"), key


def test_a_day_is_counted_from_a_decision_of_the_same_list() -> None:
    for (name, code), row in deciders().items():
        if isinstance(row.day, DaysAfter):
            assert row.day.stage_code in {s.code for s in decided_stages(stage_lists()[name])}, (name, code)


def test_the_decisions_of_massachusetts_and_kentucky_in_order() -> None:
    decided = {name: [stage.code for stage in decided_stages(stages)] for name, stages in stage_lists().items()}
    assert decided["ma"] == ["gov", "hwm", "hou", "swm", "sen", "leg", "veto", "override"]
    assert decided["ky"] == ["gov", "hcs", "house", "scs", "senate", "fccr", "enacted", "veto", "override"]
    assert decided["city"] == ["proposed", "adopted"]


def test_the_majorities_that_override_a_veto() -> None:
    assert "two-thirds of each chamber" in deciders()["ma", "override"].does
    assert "majority of all members elected" in deciders()["ky", "override"].does
    assert deciders()["ky", "override"].mark == "G"
