"""Ways to ask for contacts, opt-outs and consents: through the ORM one’s own rows, past it a refusal, on both databases."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import (
    column,
    delete,
    exists,
    func,
    insert,
    literal,
    literal_column,
    or_,
    table,
    text,
    union_all,
    update,
)
from sqlalchemy import select as core_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from coalition.organizations.models import Organization
from coalition.people import models, opting_out
from coalition.people.rules import Draft, Scope
from data.access import Permission, requires
from data.errors import NotAllowed
from data.store import open_session
from tests import stores
from tests.coalition.people import room
from tests.coalition.people.room import THEIRS, TODAY
from tests.support import ORGANIZER, PUBLIC

# fmt: off
# ruff: noqa: E501 - a table reads best with one statement a line
Form = Callable[[Any], Any]
P: Any = models.Person
O: Any = models.OptOut  # noqa: E741 - a table of statements
C: Any = models.Consent
S: Any = models.PersonSource
Org: Any = Organization
people, opt_outs, consents = P.__table__, O.__table__, C.__table__
a, b = aliased(P), aliased(P)
sub = select(P).subquery()
cte = select(P.given_name).cte()


def values(rows: Any) -> list[Any]:
    return sorted(rows, key=str)


def raw(sql: str) -> Form:
    return lambda s: s.connection().exec_driver_sql(sql).all()


FILTERED: dict[str, tuple[Form, Any]] = {
    "entity": (lambda s: [p.given_name for p in s.exec(select(P))], ["Ours"]),
    "column": (lambda s: values(s.exec(select(P.email))), ["ours@example.org"]),
    "core select of entity columns": (lambda s: values(s.scalars(core_select(P.email))), ["ours@example.org"]),
    "get": (lambda s: [s.get(P, 1) is not None, s.get(P, 2)], [True, None]),
    "alias": (lambda s: [p.given_name for p in s.exec(select(a))], ["Ours"]),
    "two aliases": (lambda s: len(s.exec(select(a.id, b.id)).all()), 1),
    "by the other's e-mail": (lambda s: list(s.exec(select(P.id).where(P.email_key == "theirs@example.org"))), []),
    "by the other's hash": (lambda s: list(s.exec(select(P.id).where(P.email_hash != "", P.organization_id == 2))), []),
    "count": (lambda s: s.exec(select(func.count()).select_from(P)).one(), 1),
    "largest number": (lambda s: s.exec(select(func.max(P.id))).one(), 1),
    "scalar subquery": (lambda s: values(s.exec(select(select(func.count()).select_from(P).scalar_subquery()))), [1]),
    "correlated subquery": (lambda s: values(s.exec(select(Org.id, select(func.count()).where(P.organization_id == Org.id).select_from(P).scalar_subquery()))), [(1, 1), (2, 0)]),
    "exists": (lambda s: values(s.exec(select(Org.id).where(exists().where(P.organization_id == Org.id)))), [1]),
    "join to a table everybody sees": (lambda s: values(s.exec(select(Org.id, P.given_name).join(P, P.organization_id == Org.id))), [(1, "Ours")]),
    "outer join": (lambda s: values(s.exec(select(Org.id, P.given_name).outerjoin(P, P.organization_id == Org.id))), [(1, "Ours"), (2, None)]),
    "or beside an outer join": (lambda s: values(s.exec(select(Org.id, P.given_name).outerjoin(P, or_(P.organization_id == Org.id, P.id == 2)).where(or_(Org.id == 1, Org.id == 2)))), [(1, "Ours"), (2, None)]),
    "in select": (lambda s: values(s.exec(select(Org.id).where(Org.id.in_(select(P.organization_id))))), [1]),
    "subquery": (lambda s: values(s.scalars(core_select(sub.c.email))), ["ours@example.org"]),
    "cte": (lambda s: values(s.scalars(core_select(cte.c.given_name))), ["Ours"]),
    "union": (lambda s: values(s.scalars(union_all(select(P.given_name), select(O.told), select(C.purpose)))), ["Ours", "ours agreed", "ours said no"]),
    "group by": (lambda s: values(s.exec(select(P.organization_id, func.count()).group_by(P.organization_id))), [(1, 1)]),
    "window": (lambda s: values(s.exec(select(func.count().over()).select_from(P))), [1]),
    "opt-outs": (lambda s: [o.told for o in s.exec(select(O))], ["ours said no"]),
    "opt-out by number": (lambda s: [s.get(O, 1).told, s.get(O, 2)], ["ours said no", None]),
    "opt-outs joined to people": (lambda s: values(s.exec(select(O.told, P.given_name).join(P, P.id == O.person_id))), [("ours said no", "Ours")]),
    "opt-outs of a number": (lambda s: list(s.exec(select(O.told).where(O.person_id == 2))), []),
    "consents": (lambda s: [c.purpose for c in s.exec(select(C))], ["ours agreed"]),
    "count of consents": (lambda s: s.exec(select(func.count()).select_from(C)).one(), 1),
    "source numbers": (lambda s: values(s.exec(select(S.number).where(S.system == "van"))), ["100"]),
    "source number of the other": (lambda s: s.get(S, (2, "van", "200")), None),
    "for update": (lambda s: [p.given_name for p in s.exec(select(P).with_for_update())], ["Ours"]),
    "upkeep asked of a statement": (lambda s: [p.given_name for p in s.exec(select(P).execution_options(store_upkeep=True))], ["Ours"]),
    "refreshed": (lambda s: [(s.refresh(p), p.given_name)[1] for p in [s.get(P, 1)] if p], ["Ours"]),
}

REFUSED: dict[str, Form] = {
    "full join": lambda s: s.execute(select(P.email, Org.id).join(Org, P.organization_id == Org.id, full=True)).all(),
    "OR in a text fragment": lambda s: s.exec(select(P.email).where(text("1=1 OR 1=1"))).all(),
    "OR in a literal column": lambda s: s.exec(select(O.told).where(literal_column("1=1 or 1=1"))).all(),
    "text": lambda s: s.execute(text("SELECT email FROM people")).all(),
    "text with the marker in it": lambda s: s.execute(text("SELECT email FROM people WHERE 1 /*seen people*/ = 1")).all(),
    "from statement": lambda s: s.scalars(select(P).from_statement(text("SELECT * FROM people"))).all(),
    "literal column": lambda s: s.execute(core_select(literal_column("(SELECT email FROM people LIMIT 1)"))).all(),
    "fragment beside an entity": lambda s: s.execute(select(P.email).where(text("1 IN (SELECT 1 FROM opt_outs)"))).all(),
    "core table": lambda s: s.execute(core_select(people)).all(),
    "core child": lambda s: s.execute(core_select(opt_outs.c.told)).all(),
    "core consents": lambda s: s.execute(core_select(consents)).all(),
    "core table joined to entity": lambda s: s.execute(core_select(P.email, opt_outs.c.told).join(opt_outs, literal(True))).all(),
    "core table beside its entity": lambda s: s.execute(core_select(aliased(P).email, people.c.email)).all(),
    "core subquery in order by": lambda s: s.execute(select(Org.name).order_by(core_select(people.c.email).where(people.c.id == 2).scalar_subquery())).all(),
    "core subquery in where": lambda s: s.execute(select(Org.name).where(Org.id.in_(core_select(people.c.organization_id)))).all(),
    "table made on the spot": lambda s: s.execute(core_select(table("people", column("email")))).all(),
    "entity by connection": lambda s: s.connection().execute(core_select(P.email)).all(),
    "driver sql": raw("SELECT told FROM opt_outs"),
    "pandas": lambda s: pd.read_sql("SELECT * FROM consents", s.connection()),
    "pandas with a table": lambda s: pd.read_sql_table("people", s.connection()),
    "quoted": raw('SELECT email FROM "people"'),
    "upper case": raw("SELECT EMAIL FROM PEOPLE"),
    "comment before the name": raw("SELECT email FROM /* x */ people"),
    "comma join": raw("SELECT p.email FROM organizations, people p"),
    "source numbers": raw("SELECT number FROM person_sources"),
    "the list of those left alone": raw("SELECT hash FROM left_alone"),
    "counts told": raw("SELECT contacts FROM shared_counts"),
    "upkeep put on the connection": lambda s: s.connection().execution_options(store_upkeep=True).execute(core_select(people)).all(),
}

WRITTEN: dict[str, Form] = {
    "update of theirs": lambda s: s.execute(update(P).where(P.id == 2).values(note="taken")),
    "update of all": lambda s: s.execute(update(O).values(told="taken")),
    "delete of their opt-out": lambda s: s.execute(delete(O).where(O.person_id == 2)),
    "delete of their consent": lambda s: s.execute(delete(C).where(C.id == 2)),
    "moving ours to them": lambda s: s.execute(update(P).values(organization_id=2)),
    "a contact for them": lambda s: (s.add(P(organization_id=2, name_key="x", made=room.NOW)), s.flush()),
    "an opt-out of theirs": lambda s: (s.add(O(person_id=2, scope="everyone", since=TODAY)), s.flush()),
    "a consent of theirs": lambda s: (s.add(C(person_id=2, purpose="x", given_on=TODAY)), s.flush()),
    "core update": lambda s: s.execute(people.update().values(note="taken")),
    "core insert from theirs": lambda s: s.execute(insert(opt_outs).from_select(["person_id", "scope", "campaign", "campaign_key", "since", "told"], core_select(people.c.id, literal("x"), literal(""), literal(""), literal(date(2026, 1, 1)), literal("")))),
    "text update": lambda s: s.execute(text("UPDATE people SET note = 'taken'")),
}
# fmt: on

pytestmark = pytest.mark.filterwarnings("ignore:SELECT statement has a cartesian product")


def _lay() -> None:
    room.second_organization()
    for viewer, word, number in ((ORGANIZER, "ours", "100"), (THEIRS, "theirs", "200")):
        draft = Draft(word.title(), email=f"{word}@example.org", note=word, sources=(("van", number),))
        person = room.add(draft, viewer)
        with open_session(viewer, writing=True) as session:
            opting_out.opt_out(session, person_id=person, scope=Scope.CAMPAIGN, campaign="A", told=f"{word} said no", today=TODAY)  # fmt: skip
            opting_out.give_consent(session, person_id=person, purpose=f"{word} agreed", given_on=TODAY)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"], autouse=True)
def people_once(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One store on each database for all the forms: none of them changes what is theirs."""
    folder = tmp_path_factory.mktemp("people")
    with ExitStack() as stack:
        if request.param == "sqlite":
            stack.enter_context(stores.sqlite_copy(request.getfixturevalue("sqlite_template"), folder))
        else:
            server, template = map(request.getfixturevalue, ("postgresql_server", "postgresql_template"))
            stack.enter_context(stores.postgresql_clone(server, template, folder))
        _lay()
        yield


@requires(Permission.KEEP_CONTACTS)
def keeping(session: Session, *, how: Form) -> Any:
    return how(session)


@pytest.mark.parametrize("form", FILTERED)
def test_a_statement_of_the_orm_answers_with_our_contacts(form: str) -> None:
    read, expected = FILTERED[form]
    with open_session(ORGANIZER, writing=True) as session:
        assert read(session) == expected
        assert keeping(session, how=read) == expected
    with open_session(PUBLIC, writing=True) as session:
        assert "Ours" not in str(_answer(read, session))


def _answer(read: Form, session: Session) -> Any:
    try:
        return read(session)
    except AttributeError:  # nothing was found to take a value of
        return None


@pytest.mark.parametrize("form", REFUSED)
def test_a_statement_past_the_orm_is_refused(form: str) -> None:
    for viewer in (ORGANIZER, PUBLIC):
        with pytest.raises(NotAllowed), open_session(viewer, writing=True) as session:
            REFUSED[form](session)


@pytest.mark.parametrize("form", WRITTEN)
def test_nothing_of_another_organization_is_written(form: str) -> None:
    before = _theirs()
    try:
        with open_session(ORGANIZER, writing=True) as session:
            keeping(session, how=WRITTEN[form])
            session.rollback()
    except NotAllowed:
        pass
    with pytest.raises(NotAllowed), open_session(ORGANIZER, writing=True) as session:
        WRITTEN[form](session)

    assert _theirs() == before


def _theirs() -> list[Any]:
    with open_session(THEIRS) as session:
        return [
            row.model_dump() for model in (P, O, C, S) for row in session.exec(select(model).order_by(*_keys(model)))
        ]


def _keys(model: Any) -> list[Any]:
    return [col(getattr(model, key.name)) for key in model.__table__.primary_key]
