"""PostgreSQL's own belt: an organization's rows, which even a statement of raw SQL sees only as that organization."""

from sqlalchemy import ColumnElement, Connection
from sqlalchemy.dialects import postgresql

from data.access import RESTRICTED_TABLES, Restricted, is_owned
from data.records import Record

ORGANIZATION = "ct.organization"
POLICY = "own_rows"
SHARED_POLICY = "shared_rows"
PUBLISHED_POLICY = "published_rows"
UPKEEP = "upkeep"
_SAID = f"current_setting('{ORGANIZATION}', true)"
_ASKING = f"CASE WHEN {_SAID} ~ '^[0-9]+$' THEN {_SAID}::integer END"


def owned_tables() -> dict[str, Restricted]:
    """Every table whose rows belong to organizations, by its name, parents before their children."""
    found = {str(model.__tablename__): rule for model, rule in RESTRICTED_TABLES.items() if is_owned(model)}
    order = [str(table.name) for table in Record.metadata.sorted_tables]
    return dict(sorted(found.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order)))


def _own(table: str, rule: Restricted, *, changing: bool = False) -> str:
    """The condition of an organization's own rows; a child follows its parent, whose policies decide what is seen.

    What is only shared with an organization is not its own to change.
    """
    if rule.parent is None:
        return f"{_SAID} = '{UPKEEP}' OR {rule.owner} = ({_ASKING})"
    parent = str(rule.parent.__tablename__)
    more = f" AND ({_own(parent, RESTRICTED_TABLES[rule.parent], changing=True)})" if changing else ""
    # the parent of this row alone, by its key: a list of every parent would be made for each statement
    return f"EXISTS (SELECT 1 FROM {parent} WHERE {parent}.id = {table}.{rule.key}{more})"  # noqa: S608 - our own names


def _statements(table: str, rule: Restricted) -> list[str]:
    made = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"DROP POLICY IF EXISTS {POLICY} ON {table}",
        f"DROP POLICY IF EXISTS {SHARED_POLICY} ON {table}",
        f"DROP POLICY IF EXISTS {PUBLISHED_POLICY} ON {table}",
        f"CREATE POLICY {POLICY} ON {table} USING ({_own(table, rule, changing=True)})",
    ]
    seen = _own(table, rule) if rule.parent is not None else _shared(rule)
    if seen:
        made.append(f"CREATE POLICY {SHARED_POLICY} ON {table} FOR SELECT USING ({seen})")
    if rule.published is not None:
        made.append(f"CREATE POLICY {PUBLISHED_POLICY} ON {table} FOR SELECT USING ({_spelled(rule.published())})")
    return made


def _shared(rule: Restricted) -> str:
    """What other organizations may read of an owned table, as its declaration says; nothing is the rule."""
    if rule.shared is None:
        return ""
    return f"coalesce({_SAID}, '') <> '' AND ({_spelled(rule.shared())})"


def _spelled(condition: ColumnElement[bool]) -> str:
    """A condition of a declaration as PostgreSQL reads it in a policy."""
    return str(condition.compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True}))  # type: ignore[no-untyped-call]


def fasten_rows(connection: Connection) -> None:
    """Give every owned table its policies anew, from the declarations beside the models; repeatable."""
    for table, rule in owned_tables().items():
        for statement in _statements(table, rule):
            connection.exec_driver_sql(statement)


def is_bypassed(connection: Connection) -> bool:
    """Whether the store is reached as somebody whom PostgreSQL's policies do not hold, such as a superuser."""
    question = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    return bool(connection.exec_driver_sql(question).scalar())


def said_of(connection: Connection) -> str:
    """One sentence on what holds the way a store is reached, for `check`; empty on SQLite, which has no policies."""
    if connection.dialect.name != "postgresql":
        return ""
    if is_bypassed(connection):
        return (
            "PostgreSQL’s row policies do not hold the role of COMMONTABLE_DATABASE_URL, because it is a superuser: "
            "reach the store as a plain role that owns the tables."
        )
    return "PostgreSQL’s row policies hold the role of COMMONTABLE_DATABASE_URL."


def act_for(connection: Connection, organization_id: int | None) -> None:
    """Say, for this transaction, which organization asks; without one PostgreSQL shows no owned row."""
    named = "" if organization_id is None else str(organization_id)
    connection.exec_driver_sql("SELECT set_config(%s, %s, true)", (ORGANIZATION, named))
