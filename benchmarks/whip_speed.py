"""One whip count beside 100,000 other bills with their votes and evidence, and beside none; against SQL by hand."""

import tempfile
from pathlib import Path

from sqlalchemy import event, text

from benchmarks.visibility_speed import ON_BOTH, Driver, best, by_driver
from campaigns.whip_counts.standings import whip
from data.store import database_url, engines, open_session
from tests.campaigns.whip_counts import room
from tests.notes import upkeep
from tests.support import MEMBER

SEATS, BILLS, ACTIONS, VOTES, EVIDENCE = 160, 100_000, 2_000_000, 5_000_000, 200_000
FIRST = 1_000  # numbers below it are the measured count's own
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {most}) "
OTHERS = (
    (BILLS, "INSERT INTO measures (id, jurisdiction_id) {n} SELECT {first} + i, 1 FROM n"),
    (
        BILLS,
        "INSERT INTO bills (id, session_id, measure_id, number, number_key, chamber, kind, title, summary, step, "
        "address, change_hash) {n} SELECT {first} + i, 1, {first} + i, 'H ' || i, 'H' || i, '', '', 'Example', '', '', "
        "'', '' FROM n",
    ),
    (
        ACTIONS,
        "INSERT INTO bill_actions (bill_id, position, chamber, text) {n} "
        "SELECT {first} + 1 + i / 20 % {bills}, i % 20 + 100 * (i / (20 * {bills})), '', 'Referred' FROM n",
    ),
    (
        BILLS,
        "INSERT INTO bill_sponsors (bill_id, name, kind, is_primary, legislator_id) {n} "
        "SELECT {first} + i, 'Sponsor', '', TRUE, 1 + i % {seats} FROM n",
    ),
    (
        VOTES // SEATS,
        "INSERT INTO roll_calls (id, bill_id, chamber, kind, motion, external_key, address) {n} "
        "SELECT {first} + i, {first} + i, 'lower', 'roll call', 'Third reading', 'k', '' FROM n",
    ),
    (
        VOTES - VOTES % SEATS,
        "INSERT INTO votes (roll_call_id, name, option, said, legislator_id) {n} "
        "SELECT {first} + 1 + (i - 1) / {seats}, 'Voter ' || (i % {seats}), 'yes', '', 1 + i % {seats} FROM n",
    ),
    (
        EVIDENCE,
        "INSERT INTO whip_evidence (organization_id, legislator_id, measure_id, kind, stance, first_hand, confidence, "
        "on_date, address, note, shared, form_key, made) {n} SELECT 1, 1 + i % {seats}, {first} + 1 + i % {bills}, "
        "'contact', 'undecided', TRUE, 'medium', '2026-03-01', '', '', TRUE, 'k' || i, '2026-03-01' FROM n",
    ),
)
LINKED = f"UPDATE action_subjects SET legislator_id = 1 + id % {SEATS} WHERE kind = 'legislator' AND id % 20 = 1"
BARE = (
    "SELECT * FROM whip_counts w JOIN chambers c ON c.id = w.chamber_id WHERE w.id = 1",
    "SELECT l.id, l.name, l.family_name, s.district, s.place_id FROM seats s JOIN legislators l ON "
    "l.id = s.legislator_id WHERE s.chamber_id = {room} AND s.until IS NULL ORDER BY l.name_key",
    "SELECT e.*, o.name, x.heard_by, b.reason FROM whip_evidence e JOIN organizations o ON o.id = e.organization_id "
    "LEFT JOIN whip_evidence_witnesses x ON x.evidence_id = e.id AND x.organization_id = 1 LEFT JOIN "
    "whip_evidence_taken_back b ON b.evidence_id = e.id WHERE e.measure_id = {measure} AND "
    "(e.organization_id = 1 OR e.shared)",
    "SELECT s.legislator_id, s.stance, a.on_date FROM action_subjects t JOIN actions a ON a.id = t.action_id JOIN "
    "action_subjects s ON s.action_id = a.id WHERE t.measure_id = {measure} AND s.legislator_id IS NOT NULL",
    "SELECT b.id, p.legislator_id FROM bills b JOIN bill_sponsors p ON p.bill_id = b.id WHERE b.measure_id = {measure}",
    "SELECT r.on_date, r.motion, v.legislator_id, v.option FROM bills b JOIN roll_calls r ON r.bill_id = b.id JOIN "
    "votes v ON v.roll_call_id = r.id WHERE b.measure_id = {measure} AND v.option IN ('yes', 'no')",
    "SELECT t.legislator_id, t.kind, o.name FROM legislator_ties t JOIN organizations o ON o.id = t.organization_id",
    "SELECT legislator_id, voice FROM legislator_offices WHERE legislator_id <= {seats}",
    "SELECT s.legislator_id, max(a.on_date) FROM action_subjects s JOIN actions a ON a.id = s.action_id WHERE "
    "s.legislator_id <= {seats} GROUP BY s.legislator_id",
)


def own_count() -> tuple[int, int]:
    """A count on one bill, with evidence of each of 160 members; answers its measure and chamber."""
    house = room.chamber(SEATS, code="ma")
    measure = room.bill("S 1", "ma", sponsors=range(1, 60))
    room.counted(measure, house)
    room.roll_call(measure, dict.fromkeys(range(20, 150), "yes"), room.TODAY)
    for number in range(1, SEATS + 1, 2):
        room.heard(measure, number, room.LEANS)
    return measure, house


def add_others() -> None:
    """The other bills of a state with their actions, votes and evidence."""
    with upkeep() as connection:
        for most, statement in OTHERS:
            numbers = NUMBERS.format(most=most)
            made = statement.format(n=numbers, first=FIRST, bills=BILLS, seats=SEATS)
            connection.execute(text(made))
        connection.execute(text(LINKED))
        connection.execute(text("ANALYZE"))


def asked_of() -> int:
    """How many statements one count asks."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    engine = engines(database_url()).reading
    event.listen(engine, "before_cursor_execute", note)
    once()
    event.remove(engine, "before_cursor_execute", note)
    return len(asked)


def once() -> None:
    """One count as its page asks it."""
    with open_session(MEMBER) as session:
        whip(session, 1, day=room.TODAY)


def by_hand(bare: Driver, measure: int, house: int) -> None:
    """The same questions in the shortest SQL we know, by the driver."""
    for statement in BARE:
        by_driver(bare, statement.format(measure=measure, room=house, seats=SEATS))


def measure() -> None:
    """Print, for both databases, the count alone and among the others, and against SQL by hand."""
    for name, opened in ON_BOTH.items():
        with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as bare:
            about, house = own_count()
            (alone,) = best(once)
            add_others()
            among, hand = best(once, lambda b=bare, a=about, h=house: by_hand(b, a, h))  # type: ignore[misc]
            print(
                f"{name}: {asked_of()} statements; {among / alone:.2f} times as long among {BILLS:,} bills, "
                f"{ACTIONS:,} actions, {VOTES:,} votes and {EVIDENCE:,} pieces of evidence as alone; "
                f"{among / hand:.1f} times the bare SQL ({among:.0f} ms, {hand:.1f} ms)"
            )
