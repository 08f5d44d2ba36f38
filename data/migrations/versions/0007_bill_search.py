"""The search index of bills, kept true by the database itself.

On SQLite `bill_search` is an FTS5 table over the text of `bills` (it keeps the words, not the text again), on
PostgreSQL a table of weighted words with a GIN index; its `rowid` is the bill's id. Numbers are found by
`bills.number_key`. A bill without a title and a summary is in neither, so that a list of actions is imported at the
speed of its rows. A later migration that rebuilds `bills` must call `downgrade()` of this one before and `upgrade()`
after.
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

HAS_TEXT = "({row}.title <> '' OR {row}.summary <> '')"
ENTER = "INSERT INTO bill_search (rowid, title, summary) VALUES (new.id, new.title, new.summary);"
LEAVE = (
    "INSERT INTO bill_search (bill_search, rowid, title, summary) VALUES ('delete', old.id, old.title, old.summary);"
)
CHANGED = "new.title <> old.title OR new.summary <> old.summary"

SQLITE = (
    "CREATE VIRTUAL TABLE bill_search USING fts5(title, summary, content = 'bills', content_rowid = 'id', "
    "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
    "INSERT INTO bill_search (rowid, title, summary) "
    "SELECT id, title, summary FROM bills AS b WHERE " + HAS_TEXT.format(row="b"),
    f"CREATE TRIGGER bill_search_new AFTER INSERT ON bills WHEN {HAS_TEXT.format(row='new')} BEGIN {ENTER} END",
    f"CREATE TRIGGER bill_search_gone AFTER DELETE ON bills WHEN {HAS_TEXT.format(row='old')} BEGIN {LEAVE} END",
    # one trigger for both, as the order of two is not said
    f"CREATE TRIGGER bill_search_said AFTER UPDATE OF title, summary ON bills WHEN {CHANGED} BEGIN "
    "INSERT INTO bill_search (bill_search, rowid, title, summary) SELECT 'delete', old.id, old.title, old.summary "
    f"WHERE {HAS_TEXT.format(row='old')}; "
    "INSERT INTO bill_search (rowid, title, summary) SELECT new.id, new.title, new.summary "
    f"WHERE {HAS_TEXT.format(row='new')}; END",
)

POSTGRESQL = (
    # letters and digits only, without accents and in one case, so that the parser finds the words FTS5 finds
    r"""CREATE FUNCTION bill_search_plain(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT regexp_replace(
            lower(regexp_replace(normalize(said, NFKD), '[\u0300-\u036f]', '', 'g')),
            '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g')
    $$""",
    # a lexeme nobody can type stands between the parts, so that no phrase spans both
    """CREATE FUNCTION bill_search_words(title text, summary text) RETURNS tsvector
        LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT setweight(to_tsvector('simple', bill_search_plain(title)), 'A') || '|:1'::tsvector
            || setweight(to_tsvector('simple', left(bill_search_plain(summary), 200000)), 'C')
    $$""",
    "CREATE TABLE bill_search (rowid integer PRIMARY KEY REFERENCES bills (id) ON DELETE CASCADE, "
    "words tsvector NOT NULL)",
    "INSERT INTO bill_search (rowid, words) SELECT id, bill_search_words(title, summary) FROM bills AS b WHERE "
    + HAS_TEXT.format(row="b"),
    "CREATE INDEX ix_bill_search_words ON bill_search USING gin (words)",
    f"""CREATE FUNCTION bill_search_bill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        DELETE FROM bill_search WHERE rowid = NEW.id AND TG_OP = 'UPDATE';
        IF {HAS_TEXT.format(row="NEW")} THEN
            INSERT INTO bill_search (rowid, words) VALUES (NEW.id, bill_search_words(NEW.title, NEW.summary));
        END IF;
        RETURN NULL;
    END $$""",
    "CREATE TRIGGER bill_search_new AFTER INSERT ON bills FOR EACH ROW "
    f"WHEN ({HAS_TEXT.format(row='NEW')}) EXECUTE FUNCTION bill_search_bill()",
    "CREATE TRIGGER bill_search_said AFTER UPDATE OF title, summary ON bills FOR EACH ROW "
    "WHEN (NEW.title <> OLD.title OR NEW.summary <> OLD.summary) EXECUTE FUNCTION bill_search_bill()",
)


def upgrade() -> None:
    connection = op.get_bind()
    for statement in SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL:
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        gone = [f"DROP TRIGGER bill_search_{name}" for name in ("new", "gone", "said")]
        gone.append("DROP TABLE bill_search")
    else:
        gone = ["DROP TRIGGER bill_search_new ON bills", "DROP TRIGGER bill_search_said ON bills"]
        gone += ["DROP TABLE bill_search", "DROP FUNCTION bill_search_bill()"]
        gone += ["DROP FUNCTION bill_search_words(text, text)", "DROP FUNCTION bill_search_plain(text)"]
    for statement in gone:
        connection.exec_driver_sql(statement)
