"""The first schema: sources, line items and their figures, asks, imports, audit."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("actor", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("act", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("detail", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("before", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("publisher", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("address", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("page", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("retrieved_on", sa.Date(), nullable=True),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("key", name=op.f("uq_sources_key")),
    )
    op.create_table(
        "stages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage_list", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("short_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("is_change", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stages")),
        sa.UniqueConstraint("stage_list", "code", name=op.f("uq_stages_stage_list_code")),
    )
    op.create_table(
        "jurisdictions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("fiscal_year_starts_month", sa.Integer(), nullable=False),
        sa.Column("budget_cycle", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("biennium_starts", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("stage_list", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("mark", sqlmodel.sql.sqltypes.AutoString(length=2), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_jurisdictions_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jurisdictions")),
        sa.UniqueConstraint("code", name=op.f("uq_jurisdictions_code")),
    )
    op.create_table(
        "price_months",
        sa.Column("series", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("value_thousandths", sa.Integer(), nullable=True),
        sa.Column("missing_reason", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_price_months_source_id")),
        sa.PrimaryKeyConstraint("series", "year", "month", name=op.f("pk_price_months")),
    )
    op.create_table(
        "amendments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("identifier", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("chamber", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("bill", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sponsors", sa.JSON(), nullable=True),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("replaces", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("fiscal_note_cents", sa.BigInteger(), nullable=True),
        sa.Column("folds", sa.JSON(), nullable=True),
        sa.Column("unread", sa.JSON(), nullable=True),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("outcome_note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["jurisdiction_id"], ["jurisdictions.id"], name=op.f("fk_amendments_jurisdiction_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_amendments_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendments")),
        sa.UniqueConstraint("jurisdiction_id", "identifier", name=op.f("uq_amendments_jurisdiction_id_identifier")),
    )
    with op.batch_alter_table("amendments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_amendments_fiscal_year"), ["fiscal_year"], unique=False)

    op.create_table(
        "import_batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("file_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("preset", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("unit", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("jurisdiction_id", sa.Integer(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("inserted", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("rejections", sa.JSON(), nullable=True),
        sa.Column("checks", sa.JSON(), nullable=True),
        sa.Column("applied_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("applied_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("undone_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdictions.id"], name=op.f("fk_import_batches_jurisdiction_id")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_import_batches_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batches")),
    )
    with op.batch_alter_table("import_batches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_batches_file_sha256"), ["file_sha256"], unique=False)

    op.create_table(
        "line_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction_id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("set_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdictions.id"], name=op.f("fk_line_changes_jurisdiction_id")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_line_changes_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_changes")),
    )
    with op.batch_alter_table("line_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_line_changes_jurisdiction_id"), ["jurisdiction_id"], unique=False)

    op.create_table(
        "line_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction_id", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=True),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("agency", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["jurisdiction_id"], ["jurisdictions.id"], name=op.f("fk_line_items_jurisdiction_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_items")),
        sa.UniqueConstraint("jurisdiction_id", "code", name=op.f("uq_line_items_jurisdiction_id_code")),
    )
    with op.batch_alter_table("line_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_line_items_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_line_items_name_key"), ["name_key"], unique=False)
        batch_op.create_index(
            "uq_line_items_uncoded_name",
            ["jurisdiction_id", "agency", "name_key"],
            unique=True,
            sqlite_where=sa.text("code IS NULL"),
            postgresql_where=sa.text("code IS NULL"),
        )

    op.create_table(
        "printed_totals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction_id", sa.Integer(), nullable=False),
        sa.Column("agency", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("label", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("unit_cents", sa.BigInteger(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=True),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdictions.id"], name=op.f("fk_printed_totals_jurisdiction_id")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_printed_totals_source_id")),
        sa.ForeignKeyConstraint(["stage_id"], ["stages.id"], name=op.f("fk_printed_totals_stage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printed_totals")),
        sa.UniqueConstraint(
            "source_id",
            "fiscal_year",
            "stage_id",
            "label",
            name=op.f("uq_printed_totals_source_id_fiscal_year_stage_id_label"),
        ),
    )
    with op.batch_alter_table("printed_totals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_printed_totals_batch_id"), ["batch_id"], unique=False)

    op.create_table(
        "stage_totals",
        sa.Column("jurisdiction_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("agency", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdictions.id"], name=op.f("fk_stage_totals_jurisdiction_id")
        ),
        sa.ForeignKeyConstraint(["stage_id"], ["stages.id"], name=op.f("fk_stage_totals_stage_id")),
        sa.PrimaryKeyConstraint("jurisdiction_id", "fiscal_year", "stage_id", "agency", name=op.f("pk_stage_totals")),
    )
    op.create_table(
        "amendment_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("amendment_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("item_code", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("line_item_id", sa.Integer(), nullable=True),
        sa.Column("struck_cents", sa.BigInteger(), nullable=True),
        sa.Column("inserted_cents", sa.BigInteger(), nullable=True),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("after_item", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["amendment_id"], ["amendments.id"], name=op.f("fk_amendment_changes_amendment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["line_item_id"], ["line_items.id"], name=op.f("fk_amendment_changes_line_item_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment_changes")),
    )
    with op.batch_alter_table("amendment_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_amendment_changes_amendment_id"), ["amendment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendment_changes_line_item_id"), ["line_item_id"], unique=False)

    op.create_table(
        "appropriations",
        sa.Column("line_item_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=True),
        sa.Column("missing_reason", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=True),
        sa.Column("row_number", sa.Integer(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("preferred", sa.Boolean(), nullable=False),
        sa.Column("preferred_because", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("mark", sqlmodel.sql.sqltypes.AutoString(length=2), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["line_item_id"], ["line_items.id"], name=op.f("fk_appropriations_line_item_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_appropriations_source_id")),
        sa.ForeignKeyConstraint(["stage_id"], ["stages.id"], name=op.f("fk_appropriations_stage_id")),
        sa.PrimaryKeyConstraint("line_item_id", "fiscal_year", "stage_id", "source_id", name=op.f("pk_appropriations")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("appropriations", schema=None) as batch_op:
        batch_op.create_index(
            "ix_appropriations_replaced",
            ["line_item_id"],
            unique=False,
            sqlite_where=sa.text("preferred = 0"),
            postgresql_where=sa.text("NOT preferred"),
        )
        batch_op.create_index("ix_appropriations_year_stage", ["fiscal_year", "stage_id"], unique=False)

    op.create_table(
        "asks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_item_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("ask_cents", sa.BigInteger(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("set_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["line_item_id"], ["line_items.id"], name=op.f("fk_asks_line_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asks")),
        sa.UniqueConstraint("line_item_id", "fiscal_year", name=op.f("uq_asks_line_item_id_fiscal_year")),
    )
    op.create_table(
        "earmarks",
        sa.Column("line_item_id", sa.Integer(), nullable=False),
        sa.Column("inside_id", sa.Integer(), nullable=True),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inside_id"], ["line_items.id"], name=op.f("fk_earmarks_inside_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["line_item_id"], ["line_items.id"], name=op.f("fk_earmarks_line_item_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("line_item_id", name=op.f("pk_earmarks")),
    )
    with op.batch_alter_table("earmarks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_earmarks_inside_id"), ["inside_id"], unique=False)

    op.create_table(
        "line_change_ends",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("line_item_id", sa.Integer(), nullable=False),
        sa.Column("side", sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
        sa.Column("share_hundredths", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["change_id"], ["line_changes.id"], name=op.f("fk_line_change_ends_change_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["line_item_id"], ["line_items.id"], name=op.f("fk_line_change_ends_line_item_id")),
        sa.PrimaryKeyConstraint("change_id", "line_item_id", "side", name=op.f("pk_line_change_ends")),
    )
    with op.batch_alter_table("line_change_ends", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_line_change_ends_line_item_id"), ["line_item_id"], unique=False)

    op.create_table(
        "line_item_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_item_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["line_item_id"], ["line_items.id"], name=op.f("fk_line_item_names_line_item_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_line_item_names_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_item_names")),
        sa.UniqueConstraint("line_item_id", "name_key", name=op.f("uq_line_item_names_line_item_id_name_key")),
    )
    with op.batch_alter_table("line_item_names", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_line_item_names_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_line_item_names_name_key"), ["name_key"], unique=False)

    op.create_table(
        "line_language",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_item_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_item_id"], ["line_items.id"], name=op.f("fk_line_language_line_item_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_line_language_source_id")),
        sa.ForeignKeyConstraint(["stage_id"], ["stages.id"], name=op.f("fk_line_language_stage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_language")),
        sa.UniqueConstraint(
            "line_item_id", "fiscal_year", "stage_id", name=op.f("uq_line_language_line_item_id_fiscal_year_stage_id")
        ),
    )
    op.create_table(
        "lines_not_the_same",
        sa.Column("line_item_id", sa.Integer(), nullable=False),
        sa.Column("other_line_id", sa.Integer(), nullable=False),
        sa.Column("set_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_item_id"], ["line_items.id"], name=op.f("fk_lines_not_the_same_line_item_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_line_id"], ["line_items.id"], name=op.f("fk_lines_not_the_same_other_line_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("line_item_id", "other_line_id", name=op.f("pk_lines_not_the_same")),
    )
    op.create_table(
        "replaced_figures",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("line_item_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=True),
        sa.Column("missing_reason", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=True),
        sa.Column("row_number", sa.Integer(), nullable=True),
        sa.Column("before_batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["line_item_id"], ["line_items.id"], name=op.f("fk_replaced_figures_line_item_id")),
        sa.PrimaryKeyConstraint(
            "batch_id", "line_item_id", "fiscal_year", "stage_id", "source_id", name=op.f("pk_replaced_figures")
        ),
    )
    op.create_table(
        "reported_figures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction_id", sa.Integer(), nullable=False),
        sa.Column("line_item_id", sa.Integer(), nullable=True),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("item_code", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("as_reported", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdictions.id"], name=op.f("fk_reported_figures_jurisdiction_id")
        ),
        sa.ForeignKeyConstraint(["line_item_id"], ["line_items.id"], name=op.f("fk_reported_figures_line_item_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_reported_figures_source_id")),
        sa.ForeignKeyConstraint(["stage_id"], ["stages.id"], name=op.f("fk_reported_figures_stage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reported_figures")),
    )
    with op.batch_alter_table("reported_figures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reported_figures_line_item_id"), ["line_item_id"], unique=False)

    op.create_table(
        "watched_lines",
        sa.Column("line_item_id", sa.Integer(), nullable=False),
        sa.Column("since", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_item_id"], ["line_items.id"], name=op.f("fk_watched_lines_line_item_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("line_item_id", name=op.f("pk_watched_lines")),
    )
    op.create_table(
        "amendment_earmarks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["amendment_changes.id"], name=op.f("fk_amendment_earmarks_change_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment_earmarks")),
    )
    with op.batch_alter_table("amendment_earmarks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_amendment_earmarks_change_id"), ["change_id"], unique=False)

    op.create_table(
        "ask_limits",
        sa.Column("ask_id", sa.Integer(), nullable=False),
        sa.Column("acceptable_cents", sa.BigInteger(), nullable=True),
        sa.Column("floor_cents", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["ask_id"], ["asks.id"], name=op.f("fk_ask_limits_ask_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("ask_id", name=op.f("pk_ask_limits")),
    )


def downgrade() -> None:
    op.drop_table("ask_limits")
    with op.batch_alter_table("amendment_earmarks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_amendment_earmarks_change_id"))

    op.drop_table("amendment_earmarks")
    op.drop_table("watched_lines")
    with op.batch_alter_table("reported_figures", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reported_figures_line_item_id"))

    op.drop_table("reported_figures")
    op.drop_table("replaced_figures")
    op.drop_table("lines_not_the_same")
    op.drop_table("line_language")
    with op.batch_alter_table("line_item_names", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_line_item_names_name_key"))
        batch_op.drop_index(batch_op.f("ix_line_item_names_batch_id"))

    op.drop_table("line_item_names")
    with op.batch_alter_table("line_change_ends", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_line_change_ends_line_item_id"))

    op.drop_table("line_change_ends")
    with op.batch_alter_table("earmarks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_earmarks_inside_id"))

    op.drop_table("earmarks")
    op.drop_table("asks")
    with op.batch_alter_table("appropriations", schema=None) as batch_op:
        batch_op.drop_index("ix_appropriations_year_stage")
        batch_op.drop_index(
            "ix_appropriations_replaced",
            sqlite_where=sa.text("preferred = 0"),
            postgresql_where=sa.text("NOT preferred"),
        )

    op.drop_table("appropriations")
    with op.batch_alter_table("amendment_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_amendment_changes_line_item_id"))
        batch_op.drop_index(batch_op.f("ix_amendment_changes_amendment_id"))

    op.drop_table("amendment_changes")
    op.drop_table("stage_totals")
    with op.batch_alter_table("printed_totals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_printed_totals_batch_id"))

    op.drop_table("printed_totals")
    with op.batch_alter_table("line_items", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_line_items_uncoded_name", sqlite_where=sa.text("code IS NULL"), postgresql_where=sa.text("code IS NULL")
        )
        batch_op.drop_index(batch_op.f("ix_line_items_name_key"))
        batch_op.drop_index(batch_op.f("ix_line_items_batch_id"))

    op.drop_table("line_items")
    with op.batch_alter_table("line_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_line_changes_jurisdiction_id"))

    op.drop_table("line_changes")
    with op.batch_alter_table("import_batches", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_batches_file_sha256"))

    op.drop_table("import_batches")
    with op.batch_alter_table("amendments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_amendments_fiscal_year"))

    op.drop_table("amendments")
    op.drop_table("price_months")
    op.drop_table("jurisdictions")
    op.drop_table("stages")
    op.drop_table("sources")
    op.drop_table("audit_head")
    op.drop_table("audit_entries")
