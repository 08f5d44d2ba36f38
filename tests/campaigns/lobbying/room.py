"""A year of made-up actions of the host organization, and a second organization beside it."""

from datetime import UTC, date, datetime

from sqlmodel import Session

from campaigns.actions.models import Action
from campaigns.lobbying.commands import classify_action, record_election, set_exempt_purpose, set_staff_rate
from campaigns.lobbying.ledger import Ledger
from campaigns.lobbying.queries import ledger
from campaigns.lobbying.recognising import Answers, Call, SaidTo
from campaigns.lobbying.rows import Said
from coalition.organizations.models import Organization
from data.access import Permission, Role, Viewer, requires
from data.schema import every_table
from data.store import open_session
from tests.support import ORGANIZER

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
THEIRS = Viewer(Role.STEWARD, "Teresa of theirs", 2)
DIRECT = Answers(SaidTo.LEGISLATURE, True, True)
GRASS = Answers(SaidTo.PUBLIC, True, True, frozenset({Call.CONTACT, Call.PETITION}))
BOARD = Answers(SaidTo.SCHOOL_BOARD)


@requires(Permission.KEEP_DIRECTORY)
def _organization(session: Session) -> None:
    session.add(Organization(id=2, name="Example Union", name_key="example union", kind="union", made=NOW))


def second_organization() -> None:
    every_table()
    with open_session(ORGANIZER, writing=True) as session:
        _organization(session)


@requires(Permission.LOG_ACTIONS)
def _action(session: Session, action: Action) -> int:
    session.add(action)
    session.flush()
    return action.id or 0


def did(
    cents: int | None = 0,
    on: date = TODAY,
    *,
    viewer: Viewer = ORGANIZER,
    minutes: int | None = None,
    title: str = "Example action",
    shared: bool = True,
    deleted: bool = False,
) -> int:
    """Log an action and return its number; `cents` None says that nobody said what it cost."""
    every_table()
    with open_session(viewer, writing=True) as session:
        action = Action(
            organization_id=viewer.organization_id or 0, kind="meeting", on_date=on, title=title, cost_cents=cents,
            minutes=minutes, shared=shared, form_key=f"{title}{on}{cents}{datetime.now(UTC).isoformat()}", made=NOW,
            deleted=NOW if deleted else None,
        )  # fmt: skip
        return _action(session, action)


def classify(action_id: int, said: Said, *, version: int = 0, viewer: Viewer = ORGANIZER, why: str = "") -> None:
    with open_session(viewer, writing=True) as session:
        classify_action(session, action_id=action_id, said=said, version=version, now=NOW, share_reason=why)


def spent(
    year: int,
    dollars: int,
    *,
    filed: tuple[int, int] | None = None,
    version: int = 0,
    viewer: Viewer = ORGANIZER,
    estimate: bool = False,
) -> None:
    """A year's exempt-purpose spending in dollars, and where a return was filed, all lobbying and grass roots."""
    total, grass = filed or (None, None)
    with open_session(viewer, writing=True) as session:
        set_exempt_purpose(
            session, tax_year=year, exempt_purpose_cents=dollars * 100, is_estimate=estimate, source="Example budget",
            version=version, now=NOW,
            filed_total_cents=None if total is None else total * 100,
            filed_grass_roots_cents=None if grass is None else grass * 100,
        )  # fmt: skip


def elect(on: date = date(2026, 3, 1), viewer: Viewer = ORGANIZER) -> int:
    with open_session(viewer, writing=True) as session:
        return record_election(session, filed_on=on, now=NOW)


def rate(role: str, cents: int, since: date, viewer: Viewer = ORGANIZER) -> None:
    with open_session(viewer, writing=True) as session:
        set_staff_rate(session, role=role, cents_an_hour=cents, since=since, now=NOW)


def seen(year: int = 2026, viewer: Viewer = ORGANIZER, today: date = TODAY) -> Ledger:
    with open_session(viewer) as session:
        return ledger(session, year, today=today)


def treasurers_year() -> list[int]:
    """Job 11: $14,200 of $60,000, grass roots $2,100 of $15,000, four not yet classified."""
    elect()
    spent(2026, 300_000)
    rate("organizer", 4_000, date(2026, 1, 1))
    counted = [
        (did(1_200_000, date(2026, 4, 2), minutes=150), Said(DIRECT, "organizer", 150)),  # $12,000 + $100
        (did(210_000, date(2026, 5, 2)), Said(GRASS, "")),
        (did(77_700, date(2026, 6, 2)), Said(BOARD)),
    ]
    for action_id, said in counted:
        classify(action_id, said)
    waiting = [did(10_000, date(2026, 10, day)) for day in (1, 2, 3)]
    return [*waiting, did(None, date(2026, 10, 4))]
