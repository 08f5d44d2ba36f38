"""The coordinator's page among 500 programmes, 50,000 scholars and 2,000,000 sessions, against SQL by hand."""

import sqlite3
import tempfile
from datetime import date
from pathlib import Path

from sqlalchemy import text

from benchmarks.visibility_speed import ON_BOTH, Driver, best, by_driver
from coalition.programs.measures import coordinator
from data.access import Role, Viewer
from data.row_security import ORGANIZATION, UPKEEP
from data.store import open_session
from tests.notes import upkeep

PROGRAMS, SCHOLARS, EACH, MENTEES, MEETINGS = 500, 50_000, 100, 4, 40
TODAY = date(2026, 11, 22)
OURS = 250
STAFF = Viewer(Role.PROGRAMME_STAFF, "benchmark", OURS)
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {most}) "
MADE = "'2026-01-01 00:00:00'"
ROWS = (
    (
        PROGRAMS,
        "INSERT INTO programs (id, organization_id, name, about, cost_said_in, grant_opens, grant_closes, published, "
        "version, made) {n} SELECT i, i, 'Programme ' || i, '', '', '04-01', '06-01', FALSE, 1, {made} FROM n",
    ),
    (
        PROGRAMS,
        "INSERT INTO cohorts (id, organization_id, program_id, name, starts, version) {n} "
        "SELECT i, i, i, '2023', '2023-09-01', 1 FROM n",
    ),
    (
        SCHOLARS,
        "INSERT INTO scholars (id, organization_id, program_id, cohort_id, given_name, family_name, email, phone, "
        "district, school, group_code, status, status_since, version, made) {n} SELECT i, 1 + (i - 1) / 100, "
        "1 + (i - 1) / 100, 1 + (i - 1) / 100, 'Given', 'Family ' || i, '', '', 'District ' || i % 5, 'School', '', "
        "'active', '2023-09-01', 1, {made} FROM n",
    ),
    (
        SCHOLARS // MENTEES,
        "INSERT INTO mentors (id, organization_id, program_id, given_name, family_name, email, capacity, since, "
        "version, made) {n} SELECT i, 1 + (i - 1) / 25, 1 + (i - 1) / 25, 'Mentor', 'Family ' || i, '', 4, "
        "'2023-09-01', 1, {made} FROM n",
    ),
    (
        SCHOLARS,
        "INSERT INTO pairs (id, mentor_id, scholar_id, starts, version) {n} "
        "SELECT i, 1 + (i - 1) / 4, i, '2023-09-01', 1 FROM n",
    ),
    (
        SCHOLARS,
        "INSERT INTO goals (scholar_id, category, words, set_on, status, status_on, version) {n} "
        "SELECT i, 'personal', 'A goal', '2024-01-01', 'met', '2024-02-01', 1 FROM n",
    ),
    (
        SCHOLARS,
        "INSERT INTO milestones (scholar_id, kind, on_date, note) {n} "
        "SELECT i, 'enrolled in college', '2024-01-01', '' FROM n",
    ),
    (
        SCHOLARS,
        "INSERT INTO term_enrollments (scholar_id, term, completed) {n} SELECT i, '2026-1', FALSE FROM n",
    ),
)
SESSIONS = (
    "INSERT INTO mentoring_sessions (organization_id, program_id, pair_id, kind, on_date, minutes, topic, next_step, "
    "private_note, by_link, form_key, version, made) {n} SELECT 1 + (i - 1) / 100, 1 + (i - 1) / 100, i, 'one to one', "
    "'{day}', 45, '', '', '', FALSE, 'k{month} ' || i, 1, {made} FROM n"
)
BY_PERSON = "JOIN scholars s ON s.id = x.scholar_id WHERE s.program_id = {p}"
BARE = (
    "SELECT p.*, o.name FROM programs p LEFT JOIN organizations o ON o.id = p.organization_id WHERE p.id = {p}",
    "SELECT * FROM scholars WHERE program_id = {p} ORDER BY family_name, given_name, id",
    "SELECT p.id, p.mentor_id, p.scholar_id, m.given_name, m.family_name, s.given_name, s.family_name, p.starts, "
    "p.ends, p.version FROM pairs p JOIN mentors m ON m.id = p.mentor_id JOIN scholars s ON s.id = p.scholar_id "
    "WHERE m.program_id = {p} ORDER BY p.starts, p.id",
    "SELECT pair, {gather}(month, ' '), max(last) FROM (SELECT pair_id AS pair, "
    "substr(CAST(on_date AS varchar), 1, 7) AS month, max(CAST(on_date AS varchar)) AS last FROM mentoring_sessions "
    "WHERE program_id = {p} AND pair_id IS NOT NULL GROUP BY 1, 2) AS each GROUP BY pair",
    "SELECT q.* FROM pair_pauses q JOIN pairs p ON p.id = q.pair_id JOIN mentors m ON m.id = p.mentor_id "
    "WHERE m.program_id = {p}",
    "SELECT * FROM cohorts WHERE program_id = {p} ORDER BY starts DESC, name",
    "SELECT * FROM mentors WHERE program_id = {p} ORDER BY family_name, given_name, id",
    "SELECT t.*, s.given_name, s.family_name FROM mentoring_sessions t LEFT JOIN pairs p ON p.id = t.pair_id LEFT JOIN "
    "scholars s ON s.id = p.scholar_id WHERE t.program_id = {p} AND t.on_date >= '2026-11-01' ORDER BY t.on_date DESC, "
    "t.id DESC LIMIT 50",
    "SELECT a.scholar_id, max(t.on_date) FROM session_attendances a JOIN mentoring_sessions t ON t.id = a.session_id "
    "WHERE t.program_id = {p} AND t.cohort_id IS NOT NULL GROUP BY a.scholar_id",
    f"SELECT x.scholar_id, x.school_year FROM scholar_tracks x {BY_PERSON} AND x.school_year = 2027",
    f"SELECT x.scholar_id, x.kind, x.on_date FROM milestones x {BY_PERSON}",
    f"SELECT x.category, x.status, count(*) FROM goals x {BY_PERSON} GROUP BY x.category, x.status",
    f"SELECT x.scholar_id, x.term, x.completed FROM term_enrollments x {BY_PERSON}",
)


def add_programs() -> None:
    """Every programme with its people and their sessions: one a month for forty months, this one for half of them."""
    with upkeep() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT set_config('{ORGANIZATION}', '{UPKEEP}', true)"))
        for most, statement in ROWS:
            connection.execute(text(statement.format(n=NUMBERS.format(most=most), made=MADE)))
        for month in range(MEETINGS):
            at = TODAY.year * 12 + TODAY.month - 1 - month
            day = date(at // 12, at % 12 + 1, 3).isoformat()
            numbers = NUMBERS.format(most=SCHOLARS)
            connection.execute(text(SESSIONS.format(n=numbers, day=day, month=month, made=MADE)))
        connection.execute(text("ANALYZE"))


def page() -> None:
    """What the coordinator's page asks."""
    with open_session(STAFF) as session:
        coordinator(session, OURS, today=TODAY)


def by_hand(bare: Driver) -> None:
    """The same questions in the shortest SQL we know, by the driver."""
    for statement in BARE:
        gather = "group_concat" if isinstance(bare, sqlite3.Connection) else "string_agg"
        by_driver(bare, statement.format(p=OURS, gather=gather))


def measure() -> None:
    """Print, for both databases, the coordinator's page against SQL by hand on the same store."""
    for name, opened in ON_BOTH.items():
        with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as bare:
            add_programs()
            ours, hand = best(page, lambda b=bare: by_hand(b))  # type: ignore[misc]
            print(
                f"{name}: {ours / hand:.2f} times the bare SQL ({ours:.1f} ms, {hand:.1f} ms) among {PROGRAMS} "
                f"programmes, {SCHOLARS:,} scholars and {SCHOLARS * MEETINGS:,} sessions"
            )
