"""The gate over the store: what is masked, that it is said of nobody, and the attack on the real files."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from budget.districts.figure_queries import FigureRow, added_up, figures, units
from budget.districts.gating import hide_small, suppressible_measures
from budget.districts.import_file import import_figure_file
from budget.districts.models import Figure, FigureGroup, SchoolMeasure, UnitLevel
from budget.districts.undoing import undo_figures
from data.access import Permission, requires
from data.missing import MissingReason
from data.records import columns
from data.store import open_session
from data.suppression import IN_FORCE
from tests.budget.districts.room import NOW, district, foundation, keep_figures, said, school
from tests.data.suppression_attack import Attack
from tests.support import ORGANIZER, PUBLIC

SHARED = Path(__file__).resolve().parents[4] / "shared/data/districts"
Key = tuple[int, str, str]  # unit, measure, group
EVENTS_TOTAL = "discipline_events"


def shown(state: str, measures: Iterable[str], year: int) -> list[FigureRow]:
    """What anybody is answered of districts and the state."""
    with open_session(PUBLIC) as session:
        return [
            row
            for level in (UnitLevel.DISTRICT, UnitLevel.STATE)
            for row in figures(session, state=state, measures=set(measures), years={year}, level=level)
        ]


def attack_on(
    rows: list[FigureRow], truth: dict[Key, int | None], whole: set[int], families: dict[str, list[str]]
) -> Attack[Key]:
    """Everything a reader can add up: groups, districts, kinds of events; students are at most events and enrolled."""
    known: dict[Key, float | None] = {
        (row.unit_id, row.measure, row.group): None if row.value is None else float(row.value)
        for row in rows
        if row.value is not None or row.missing == MissingReason.SUPPRESSED
    }
    attack = Attack(known)
    by_place: dict[tuple[int, str], list[str]] = defaultdict(list)
    for unit, measure, group in known:
        by_place[unit, measure].append(group)
    for (unit, measure), groups in by_place.items():
        for family in families.values():
            parts = [(unit, measure, group) for group in groups if group in family]
            if len(parts) > 1 and "all" in groups:
                attack.sums.append(((unit, measure, "all"), parts))
    for unit in whole:
        for _, measure, group in [key for key in known if key[0] == unit]:
            parts = [key for key in known if key[1:] == (measure, group) and key[0] != unit]
            if parts:
                attack.sums.append(((unit, measure, group), parts))
    for unit, measure, group in known:
        if measure == EVENTS_TOTAL:
            parts = [key for key in known if key[0] == unit and key[2] == group and key[1].endswith("_events")]
            attack.sums.append(((unit, measure, group), [key for key in parts if key[1] != measure]))
        for larger in larger_measures(measure):
            if (unit, larger, group) in known:
                attack.at_most.append(((unit, measure, group), (unit, larger, group)))
    attack.sums = [(total, parts) for total, parts in attack.sums if consistent(truth, total, parts)]
    attack.at_most = [(one, other) for one, other in attack.at_most if (truth[one] or 0) <= (truth[other] or 10**9)]
    return attack


def larger_measures(measure: str) -> list[str]:
    """What a reader knows to be at least as many."""
    if measure == "discipline_students":
        return ["discipline_events", "enrollment"]
    if measure.endswith("_students"):
        return [measure.replace("_students", "_events"), "enrollment", "discipline_students"]
    return ["membership"] if measure == "disadvantaged" else []


def consistent(truth: dict[Key, int | None], total: Key, parts: list[Key]) -> bool:
    """Whether the figures as kept do add up: some documents' do not, and no reader can use those."""
    values, whole = [truth[part] for part in parts], truth[total]
    together = sum(value or 0 for value in values)
    return whole is None or (together <= whole if None in values else together == whole)


def kept(year: int) -> dict[Key, int | None]:
    """What the store keeps, masked or not: to tell which sums hold, never to attack with."""
    with open_session(ORGANIZER) as session:
        f = Figure
        statement = columns(f.unit_id, SchoolMeasure.code, FigureGroup.code, f.value)
        statement = statement.join(SchoolMeasure, col(SchoolMeasure.id) == f.measure_id)
        statement = statement.join(FigureGroup, col(FigureGroup.id) == f.group_id).where(col(f.school_year) == year)
        return {(row[0], row[1], row[2]): row[3] for row in session.execute(statement)}


def families_of(session: Session) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for group in session.exec(select(FigureGroup).where(FigureGroup.part)):
        if group.code != "all":
            found[group.family].append(group.code)
    return found


def pinned(attack: Attack[Key], wanted: set[Key] | None = None) -> list[tuple[Key, float, float]]:
    return [
        (key, low, high) for key, (low, high) in attack.ranges(wanted).items() if high - low < IN_FORCE.least - 1e-6
    ]


@requires(Permission.IMPORT_FIGURES)
def weigh(session: Session, state: str) -> int:
    return hide_small(session, state=state)


RACES = ("white", "black", "hispanic", "asian")
ADAMS = dict(zip(RACES, (150, 46, 12, 4), strict=True))
BAKER = dict(zip(RACES, (900, 300, 80, 25), strict=True))
ENROLLED = dict(zip(RACES, (1_500, 400, 90, 30), strict=True))


def keep_two_districts() -> int | None:
    foundation()
    rows = []
    for code, of in (("001", ADAMS), ("005", BAKER)):
        for measure, counts in (("oss_events", of), ("enrollment", ENROLLED)):
            rows += [said(code, measure, 2017, group, count) for group, count in counts.items()]
            rows.append(said(code, measure, 2017, "all", sum(counts.values())))
    return keep_figures([district("001", "Adams"), district("005", "Baker")], rows).batch_id


def test_a_small_count_and_the_one_that_would_give_it_away_are_answered_to_nobody(store: str) -> None:
    keep_two_districts()
    adams = {row.group: row for row in shown("ky", ["oss_events"], 2017) if row.unit_id == min_unit()}
    assert {group for group, row in adams.items() if row.value is None} == {"asian", "hispanic"}
    assert {row.missing for row in adams.values() if row.value is None} == {"suppressed"}
    with open_session(ORGANIZER, writing=True) as session:
        assert weigh(session, "ky") == 0  # weighing again changes nothing


def min_unit() -> int:
    with open_session(PUBLIC) as session:
        return min(units(session, state="ky"))


def test_what_an_import_masked_is_shown_again_when_it_is_undone(sqlite_store: str) -> None:
    keep_two_districts()
    fewer = [said("005", "oss_events", 2017, "asian", 3)]
    newer = keep_figures([district("005", "Baker")], fewer, title="Newer", published_on=NOW.date())
    baker = [row for row in shown("ky", ["oss_events"], 2017) if row.unit_id != min_unit()]
    assert {row.group for row in baker if row.value is None} == {"asian", "hispanic"}
    with open_session(ORGANIZER, writing=True) as session:
        undo_figures(session, batch_id=newer.batch_id or 0, now=NOW)
    assert all(row.value for row in shown("ky", ["oss_events"], 2017) if row.unit_id != min_unit())


def test_a_count_the_source_masks_is_no_secret_the_others_tell(sqlite_store: str) -> None:
    foundation()
    counts = {"white": 150, "black": 46, "hispanic": 12, "asian": None}
    rows = [said("001", "oss_events", 2017, group, count) for group, count in counts.items()]
    rows += [said("001", "oss_events", 2017, "all", 208), said("001", "enrollment", 2017, "all", 2_000)]
    keep_figures([district("001", "Adams")], rows)
    answered = {row.group: row.value for row in shown("ky", ["oss_events"], 2017)}
    assert answered == {"all": 208, "white": 150, "black": 46, "hispanic": None, "asian": None}


def test_no_school_says_what_befell_its_students_and_a_tiny_district_is_masked_whole(
    sqlite_store: str,
) -> None:
    foundation()
    places = [district("00010000", "Able", "ma"), district("00020000", "Tiny", "ma"), district("00030000", "Mid", "ma")]
    places += [school(f"000{n}0001", f"School {n}", f"000{n}0000", "ma") for n in (1, 2, 3)]
    rows = [said(f"000{n}0001", "enrollment", 2015, "all", count) for n, count in ((1, 800), (2, 6), (3, 60))]
    rows += [said(f"000{n}0001", "disciplined_students", 2015, "all", 40) for n in (1, 3)]
    keep_figures(places, rows)
    with open_session(PUBLIC) as session:
        of_schools = figures(session, state="ma", measures={"enrollment", "disciplined_students"}, level="school")
        sums = added_up(session, state="ma", measures={"enrollment"}, years={2015})
        one = added_up(session, state="ma", measures={"enrollment"}, years={2015}, of=sums[0].unit_id)
    assert {row.value for row in of_schools if row.measure == "disciplined_students"} == {None}
    assert sorted(row.value or 0 for row in sums) == [0, 0, 800]  # the next smallest goes with the tiny one
    assert one == [row for row in sums if row.unit_id == one[0].unit_id]


def test_a_district_that_prints_its_count_itself_does_not_open_what_schools_say_of_others(sqlite_store: str) -> None:
    foundation()
    places = [district(f"000{n}0000", f"Town {n}", "ma") for n in (1, 2, 3, 4)]
    places += [school(f"000{n}0001", f"School {n}", f"000{n}0000", "ma") for n in (1, 2, 3, 4)]
    keep_figures(
        places, [said(f"000{n}0001", "enrollment", 2015, value=v) for n, v in ((1, 4), (2, 60), (3, 300), (4, 500))]
    )
    keep_figures([], [said("00040000", "enrollment", 2015, value=500)], state="ma", title="Town 4's own (example)")
    with open_session(PUBLIC) as session:
        sums = {row.unit_id: row.value for row in added_up(
            session, state="ma", measures={"enrollment"}, years={2015}, groups={"all"}
        )}  # fmt: skip
        names = {head.id: head.name for head in units(session, state="ma").values()}
    told = {names[number]: value for number, value in sums.items()}
    assert (told["Town 1"], told["Town 2"]) == (None, None), "the small one, and the one it could be found from"
    assert told["Town 3"] == 300


def test_the_attack_fails_on_kentuckys_real_files(sqlite_store: str) -> None:
    """Discipline of 2016-17 in Jefferson County and one district in forty-five; membership and poverty in 2023-24."""
    names = ["ky_district_student_race.csv", "ky_district_discipline.csv.gz", "KYRC24_OVW_Student_Membership.csv",
             "KYRC24_OVW_Economically_Disadvantaged.csv"]  # fmt: skip
    for name in names:
        if not (SHARED / name).exists():
            pytest.skip(f"There is no ../shared/data/districts/{name} beside the checkout.")
    foundation()
    with open_session(ORGANIZER, writing=True) as session:
        for name in names:
            import_figure_file(session, path=SHARED / name, file_name=name, now=NOW)
        families = families_of(session)
        measures = [kind.code for kind in suppressible_measures(session).values() if not kind.share]
        heads, whole = units(session, state="ky"), set(units(session, state="ky", level="state"))
    chosen = {unit for unit, head in heads.items() if head.code == "275"} | set(sorted(heads)[::45])
    rows = [row for row in shown("ky", measures, 2017) if row.unit_id in chosen]
    jefferson = {(row.measure, row.group): row.value for row in rows if heads[row.unit_id].code == "275"}
    assert (jefferson["oss_events", "black"], jefferson["oss_events", "all"]) == (14_727, 21_822)
    attack = attack_on(rows, kept(2017), set(), families)
    assert sum(value is None for value in attack.shown.values()) > 100
    assert pinned(attack) == []
    attack = attack_on(shown("ky", measures, 2024), kept(2024), whole, families)
    masked = sorted(key for key, value in attack.shown.items() if value is None)
    assert len(masked) > 1_000
    assert pinned(attack, set(masked[::60])) == []
