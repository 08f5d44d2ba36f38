"""The search index of line items, kept true by the database itself.

On SQLite `line_search` is an FTS5 table, on PostgreSQL a table of weighted words with a GIN index; its `rowid` is
the line's id. `line_search_text` says what is indexed of a line, once: the triggers, the filling and
`commontable check` all read it. A later migration that rebuilds line_items, line_item_names or line_language
(SQLite's batch mode drops a table's triggers and refuses to rename beneath a view) must call `downgrade()` of
this one before and `upgrade()` after.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SQLITE_TEXT = """
    CREATE VIEW line_search_text AS
    SELECT l.id AS id, coalesce(l.code, '') AS code,
        l.name_key || coalesce(char(10) || (
            SELECT group_concat(former.name_key, char(10)) FROM (
                SELECT n.name_key FROM line_item_names AS n
                WHERE n.line_item_id = l.id AND n.name_key <> l.name_key ORDER BY n.name_key
            ) AS former
        ), '') AS names,
        l.agency AS agency,
        coalesce((
            SELECT group_concat(said.text, char(10)) FROM (
                SELECT DISTINCT w.text FROM line_language AS w WHERE w.line_item_id = l.id ORDER BY w.text
            ) AS said
        ), '') AS wording
    FROM line_items AS l
"""
# the import makes new lines by the ten thousand, and a new line has no other name and no wording yet
SQLITE_TRIGGERS = (
    """CREATE TRIGGER line_search_line_new AFTER INSERT ON line_items BEGIN
        INSERT INTO line_search (rowid, code, names, agency, wording)
        VALUES (new.id, coalesce(new.code, ''), new.name_key, new.agency, '');
    END""",
    """CREATE TRIGGER line_search_line_changed AFTER UPDATE OF code, name_key, agency ON line_items BEGIN
        UPDATE line_search SET (code, names, agency) = (
            SELECT code, names, agency FROM line_search_text WHERE id = new.id
        ) WHERE rowid = new.id;
    END""",
    """CREATE TRIGGER line_search_line_gone AFTER DELETE ON line_items BEGIN
        DELETE FROM line_search WHERE rowid = old.id;
    END""",
)
PARTS = {
    "line_item_names": ("names", "line_item_id, name_key"),
    "line_language": ("wording", "line_item_id, text"),
}
EVENTS = {"new": ("INSERT", ("new",)), "changed": ("UPDATE OF {of}", ("old", "new")), "gone": ("DELETE", ("old",))}


def _sqlite_triggers() -> list[str]:
    made = list(SQLITE_TRIGGERS)
    for table, (part, of) in PARTS.items():
        for name, (event, rows) in EVENTS.items():
            again = " ".join(
                f"UPDATE line_search SET {part} = (SELECT {part} FROM line_search_text WHERE id = {row}.line_item_id) "  # noqa: S608 - names of our own
                f"WHERE rowid = {row}.line_item_id;"
                for row in rows
            )
            made.append(
                f"CREATE TRIGGER {table}_{name}_line_search AFTER {event.format(of=of)} ON {table} BEGIN {again} END"
            )
    return made


SQLITE = (
    "CREATE VIRTUAL TABLE line_search USING fts5("
    "code, names, agency, wording, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
    SQLITE_TEXT,
    "INSERT INTO line_search (rowid, code, names, agency, wording) "
    "SELECT id, code, names, agency, wording FROM line_search_text",
    *_sqlite_triggers(),
)

POSTGRESQL = (
    # letters and digits only, without accents and in one case, so that the parser finds the words FTS5 finds:
    # by itself it takes "7061-0008" for 7061 and minus 8, and a hyphened word for three
    r"""CREATE FUNCTION line_search_plain(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT regexp_replace(
            lower(regexp_replace(normalize(said, NFKD), '[\u0300-\u036f]', '', 'g')),
            '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g')
    $$""",
    # a lexeme nobody can type stands between the parts, so that no phrase spans two of them
    """CREATE FUNCTION line_search_words(code text, names text, agency text, wording text) RETURNS tsvector
        LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT setweight(to_tsvector('simple', line_search_plain(code)), 'A') || '|:1'::tsvector
            || setweight(to_tsvector('simple', line_search_plain(names)), 'B') || '|:1'::tsvector
            || setweight(to_tsvector('simple', line_search_plain(agency)), 'C') || '|:1'::tsvector
            || setweight(to_tsvector('simple', line_search_plain(wording)), 'D')
    $$""",
    "CREATE TABLE line_search (rowid integer PRIMARY KEY REFERENCES line_items (id) ON DELETE CASCADE, "
    "words tsvector NOT NULL)",
    """CREATE VIEW line_search_text AS
        SELECT l.id AS id, coalesce(l.code, '') AS code,
            concat_ws(' ', l.name_key, (
                SELECT string_agg(n.name_key, ' ' ORDER BY n.name_key) FROM line_item_names AS n
                WHERE n.line_item_id = l.id AND n.name_key <> l.name_key
            )) AS names,
            l.agency AS agency,
            coalesce((
                SELECT string_agg(DISTINCT w.text, ' ' ORDER BY w.text) FROM line_language AS w
                WHERE w.line_item_id = l.id
            ), '') AS wording
        FROM line_items AS l""",
    "INSERT INTO line_search (rowid, words) "
    "SELECT id, line_search_words(code, names, agency, wording) FROM line_search_text",
    "CREATE INDEX ix_line_search_words ON line_search USING gin (words)",
    # the row is locked first, so that of two writers the second reads what the first has kept
    """CREATE FUNCTION line_search_again(line integer) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
        PERFORM 1 FROM line_search WHERE rowid = line FOR UPDATE;
        UPDATE line_search SET words = line_search_words(t.code, t.names, t.agency, t.wording)
        FROM line_search_text AS t WHERE t.id = line AND rowid = line;
    END $$""",
    """CREATE FUNCTION line_search_line() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'INSERT' THEN
            INSERT INTO line_search (rowid, words)
            VALUES (NEW.id, line_search_words(coalesce(NEW.code, ''), NEW.name_key, NEW.agency, ''));
        ELSE
            PERFORM line_search_again(NEW.id);
        END IF;
        RETURN NULL;
    END $$""",
    """CREATE FUNCTION line_search_part() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP <> 'INSERT' THEN
            PERFORM line_search_again(OLD.line_item_id);
        END IF;
        IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.line_item_id <> OLD.line_item_id) THEN
            PERFORM line_search_again(NEW.line_item_id);
        END IF;
        RETURN NULL;
    END $$""",
    "CREATE TRIGGER line_search_line AFTER INSERT OR UPDATE OF code, name_key, agency ON line_items "
    "FOR EACH ROW EXECUTE FUNCTION line_search_line()",
    *(
        f"CREATE TRIGGER {table}_line_search AFTER INSERT OR DELETE OR UPDATE OF {of} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION line_search_part()"
        for table, (_part, of) in PARTS.items()
    ),
)


def upgrade() -> None:
    connection = op.get_bind()
    for statement in SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL:
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        names = [f"line_search_line_{name}" for name in EVENTS]
        names += [f"{table}_{name}_line_search" for table in PARTS for name in EVENTS]
        gone = [f"DROP TRIGGER {name}" for name in names]
        gone += ["DROP VIEW line_search_text", "DROP TABLE line_search"]
    else:
        gone = [f"DROP TRIGGER {table}_line_search ON {table}" for table in PARTS]
        gone += ["DROP TRIGGER line_search_line ON line_items", "DROP VIEW line_search_text", "DROP TABLE line_search"]
        functions = ("part()", "line()", "again(integer)", "words(text, text, text, text)", "plain(text)")
        gone += [f"DROP FUNCTION line_search_{name}" for name in functions]
    for statement in gone:
        connection.exec_driver_sql(statement)
