"""The search indexes of the community: posts with their threads' titles, and shared resources.

On SQLite `post_search` and `resource_search` are FTS5 tables that keep the words and no text, on PostgreSQL tables of
weighted words with a GIN index; `rowid` is the post's or the resource's id. A thread's title stands with its first
post. What is hidden, or stands in a hidden thread, is in neither. A later migration that rebuilds `posts`, `threads`
or `resources` must call `downgrade()` of this one before and `upgrade()` after.
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

FTS5 = "content = '', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'"
TITLE = "CASE {post}.number WHEN 1 THEN {thread}.title ELSE '' END"
NEW_TITLE, OLD_TITLE = TITLE.format(post="new", thread="t"), TITLE.format(post="old", thread="t")
SHOWN_THREAD = "FROM threads AS t WHERE t.id = {row}.thread_id AND t.hidden IS NULL AND {row}.hidden IS NULL"
ENTER_POST = (
    f"INSERT INTO post_search (rowid, title, words) SELECT new.id, {NEW_TITLE}, new.words "
    f"{SHOWN_THREAD.format(row='new')};"
)
LEAVE_POST = (
    f"INSERT INTO post_search (post_search, rowid, title, words) SELECT 'delete', old.id, {OLD_TITLE}, old.words "
    f"{SHOWN_THREAD.format(row='old')};"
)
PARTS = ("title", "words", "helped", "tag_words")
RESOURCE = ", ".join(PARTS)
NEW_PARTS, OLD_PARTS = (", ".join(f"{row}.{part}" for part in PARTS) for row in ("new", "old"))
ENTER_RESOURCE = f"INSERT INTO resource_search (rowid, {RESOURCE}) SELECT new.id, {NEW_PARTS} WHERE new.hidden IS NULL;"
LEAVE_RESOURCE = (
    f"INSERT INTO resource_search (resource_search, rowid, {RESOURCE}) SELECT 'delete', old.id, {OLD_PARTS} "
    "WHERE old.hidden IS NULL;"
)
POSTS = f"SELECT p.id, {TITLE.format(post='p', thread='t')}, p.words {SHOWN_THREAD.format(row='p')}".replace(
    "FROM threads AS t WHERE", "FROM posts AS p, threads AS t WHERE"
)

SQLITE = (
    f"CREATE VIRTUAL TABLE post_search USING fts5(title, words, {FTS5})",
    f"INSERT INTO post_search (rowid, title, words) {POSTS}",
    f"CREATE TRIGGER post_search_new AFTER INSERT ON posts BEGIN {ENTER_POST} END",
    f"CREATE TRIGGER post_search_gone BEFORE DELETE ON posts BEGIN {LEAVE_POST} END",
    f"CREATE TRIGGER post_search_said AFTER UPDATE OF words, hidden ON posts BEGIN {LEAVE_POST} {ENTER_POST} END",
    "CREATE TRIGGER post_search_thread AFTER UPDATE OF title, hidden ON threads "
    "WHEN old.title IS NOT new.title OR (old.hidden IS NULL) <> (new.hidden IS NULL) BEGIN "
    "INSERT INTO post_search (post_search, rowid, title, words) "
    "SELECT 'delete', p.id, CASE p.number WHEN 1 THEN old.title ELSE '' END, p.words FROM posts AS p "
    "WHERE p.thread_id = old.id AND p.hidden IS NULL AND old.hidden IS NULL; "
    "INSERT INTO post_search (rowid, title, words) "
    "SELECT p.id, CASE p.number WHEN 1 THEN new.title ELSE '' END, p.words FROM posts AS p "
    "WHERE p.thread_id = new.id AND p.hidden IS NULL AND new.hidden IS NULL; END",
    f"CREATE VIRTUAL TABLE resource_search USING fts5({RESOURCE}, {FTS5})",
    "INSERT INTO resource_search (rowid, title, words, helped, tag_words) "
    "SELECT id, title, words, helped, tag_words FROM resources WHERE hidden IS NULL",
    f"CREATE TRIGGER resource_search_new AFTER INSERT ON resources BEGIN {ENTER_RESOURCE} END",
    f"CREATE TRIGGER resource_search_gone AFTER DELETE ON resources BEGIN {LEAVE_RESOURCE} END",
    f"CREATE TRIGGER resource_search_said AFTER UPDATE OF {RESOURCE}, hidden ON resources BEGIN "
    f"{LEAVE_RESOURCE} {ENTER_RESOURCE} END",
)

POSTGRESQL = (
    # a lexeme nobody can type stands between the parts, so that no phrase spans both
    """CREATE FUNCTION post_search_words(title text, words text) RETURNS tsvector
        LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT setweight(to_tsvector('simple', bill_search_plain(title)), 'A') || '|:1'::tsvector
            || setweight(to_tsvector('simple', left(bill_search_plain(words), 200000)), 'C')
    $$""",
    """CREATE FUNCTION resource_search_words(title text, words text, helped text, tag_words text) RETURNS tsvector
        LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT setweight(to_tsvector('simple', bill_search_plain(title)), 'A') || '|:1'::tsvector
            || setweight(to_tsvector('simple', bill_search_plain(tag_words)), 'B') || '|:1'::tsvector
            || setweight(to_tsvector('simple', left(bill_search_plain(words), 200000)), 'C') || '|:1'::tsvector
            || setweight(to_tsvector('simple', bill_search_plain(helped)), 'D')
    $$""",
    "CREATE TABLE post_search (rowid integer PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE, "
    "words tsvector NOT NULL)",
    "CREATE TABLE resource_search (rowid integer PRIMARY KEY REFERENCES resources (id) ON DELETE CASCADE, "
    "words tsvector NOT NULL)",
    """CREATE FUNCTION post_search_again(numbers integer[]) RETURNS void LANGUAGE sql AS $$
        DELETE FROM post_search WHERE rowid = ANY (numbers);
        INSERT INTO post_search (rowid, words)
            SELECT p.id, post_search_words(CASE p.number WHEN 1 THEN t.title ELSE '' END, p.words)
            FROM posts AS p JOIN threads AS t ON t.id = p.thread_id
            WHERE p.id = ANY (numbers) AND p.hidden IS NULL AND t.hidden IS NULL;
    $$""",
    "SELECT post_search_again(ARRAY(SELECT id FROM posts))",
    "INSERT INTO resource_search (rowid, words) "
    "SELECT id, resource_search_words(title, words, helped, tag_words) FROM resources WHERE hidden IS NULL",
    "CREATE INDEX ix_post_search_words ON post_search USING gin (words)",
    "CREATE INDEX ix_resource_search_words ON resource_search USING gin (words)",
    """CREATE FUNCTION post_search_post() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM post_search_again(ARRAY[NEW.id]);
        RETURN NULL;
    END $$""",
    """CREATE FUNCTION post_search_retitled() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM post_search_again(ARRAY(SELECT id FROM posts WHERE thread_id = NEW.id));
        RETURN NULL;
    END $$""",
    """CREATE FUNCTION resource_search_resource() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        DELETE FROM resource_search WHERE rowid = NEW.id AND TG_OP = 'UPDATE';
        IF NEW.hidden IS NULL THEN
            INSERT INTO resource_search (rowid, words)
                VALUES (NEW.id, resource_search_words(NEW.title, NEW.words, NEW.helped, NEW.tag_words));
        END IF;
        RETURN NULL;
    END $$""",
    "CREATE TRIGGER post_search_new AFTER INSERT ON posts FOR EACH ROW EXECUTE FUNCTION post_search_post()",
    "CREATE TRIGGER post_search_said AFTER UPDATE ON posts FOR EACH ROW "
    "WHEN (NEW.words <> OLD.words OR (NEW.hidden IS NULL) <> (OLD.hidden IS NULL)) "
    "EXECUTE FUNCTION post_search_post()",
    "CREATE TRIGGER post_search_thread AFTER UPDATE ON threads FOR EACH ROW "
    "WHEN (NEW.title <> OLD.title OR (NEW.hidden IS NULL) <> (OLD.hidden IS NULL)) "
    "EXECUTE FUNCTION post_search_retitled()",
    "CREATE TRIGGER resource_search_new AFTER INSERT ON resources FOR EACH ROW "
    "EXECUTE FUNCTION resource_search_resource()",
    "CREATE TRIGGER resource_search_said AFTER UPDATE ON resources FOR EACH ROW "
    f"WHEN (({NEW_PARTS}, new.hidden IS NULL) IS DISTINCT FROM ({OLD_PARTS}, old.hidden IS NULL)) "
    "EXECUTE FUNCTION resource_search_resource()",
)

POST_TRIGGERS, RESOURCE_TRIGGERS = ("new", "said"), ("new", "said")
FUNCTIONS = (
    "resource_search_resource()", "post_search_retitled()", "post_search_post()", "post_search_again(integer[])",
    "resource_search_words(text, text, text, text)", "post_search_words(text, text)",
)  # fmt: skip


def upgrade() -> None:
    connection = op.get_bind()
    for statement in SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL:
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        gone = [f"DROP TRIGGER post_search_{name}" for name in ("new", "gone", "said", "thread")]
        gone += [f"DROP TRIGGER resource_search_{name}" for name in ("new", "gone", "said")]
    else:
        gone = [f"DROP TRIGGER post_search_{name} ON posts" for name in POST_TRIGGERS]
        gone += ["DROP TRIGGER post_search_thread ON threads"]
        gone += [f"DROP TRIGGER resource_search_{name} ON resources" for name in RESOURCE_TRIGGERS]
    gone += ["DROP TABLE post_search", "DROP TABLE resource_search"]
    if connection.dialect.name != "sqlite":
        gone += [f"DROP FUNCTION {name}" for name in FUNCTIONS]
    for statement in gone:
        connection.exec_driver_sql(statement)
