"""Saved presets, notes beside lines, adjustments, decision dates; revenue summed apart."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


ITEMS_BY_STAGE = """
    SELECT l.jurisdiction_id, a.fiscal_year, a.stage_id, l.agency, {kind}
        count(CASE WHEN l.kind = 'item' THEN a.amount_cents END),
        CAST(coalesce(sum(CASE WHEN l.kind = 'item' THEN a.amount_cents END), 0) AS BIGINT)
    FROM appropriations AS a JOIN line_items AS l ON l.id = a.line_item_id
    WHERE a.preferred AND l.kind <> 'revenue'
    GROUP BY l.jurisdiction_id, a.fiscal_year, a.stage_id, l.agency
"""


def _make_stage_totals(*, with_kind: bool) -> None:
    kind = [sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False)] if with_kind else []
    keys = ["jurisdiction_id", "fiscal_year", "stage_id", "agency", *(column.name for column in kind)]
    op.create_table(
        "stage_totals",
        sa.Column("jurisdiction_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("agency", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        *kind,
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdictions.id"], name=op.f("fk_stage_totals_jurisdiction_id")
        ),
        sa.ForeignKeyConstraint(["stage_id"], ["stages.id"], name=op.f("fk_stage_totals_stage_id")),
        sa.PrimaryKeyConstraint(*keys, name=op.f("pk_stage_totals")),
    )
    columns = "'item'," if with_kind else ""
    op.execute("INSERT INTO stage_totals " + ITEMS_BY_STAGE.format(kind=columns))


def upgrade() -> None:
    op.create_table(
        "saved_presets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("saved_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("saved_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_presets")),
        sa.UniqueConstraint("key", name=op.f("uq_saved_presets_key")),
    )
    op.create_table(
        "decision_dates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdictions.id"], name=op.f("fk_decision_dates_jurisdiction_id")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_decision_dates_source_id")),
        sa.ForeignKeyConstraint(["stage_id"], ["stages.id"], name=op.f("fk_decision_dates_stage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_dates")),
        sa.UniqueConstraint(
            "jurisdiction_id",
            "fiscal_year",
            "stage_id",
            name=op.f("uq_decision_dates_jurisdiction_id_fiscal_year_stage_id"),
        ),
    )
    op.create_table(
        "adjustments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_item_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("transfer_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["line_item_id"], ["line_items.id"], name=op.f("fk_adjustments_line_item_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_adjustments_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjustments")),
    )
    with op.batch_alter_table("adjustments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adjustments_line_item_id"), ["line_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adjustments_transfer_id"), ["transfer_id"], unique=False)

    op.create_table(
        "line_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_item_id", sa.Integer(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["line_item_id"], ["line_items.id"], name=op.f("fk_line_notes_line_item_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_line_notes_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_notes")),
    )
    with op.batch_alter_table("line_notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_line_notes_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_line_notes_line_item_id"), ["line_item_id"], unique=False)

    with op.batch_alter_table("import_batches", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sheet", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column("reading", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("header_row", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("mapping", sa.JSON(), nullable=False, server_default="{}"))

    op.drop_table("stage_totals")
    _make_stage_totals(with_kind=True)


def downgrade() -> None:
    op.drop_table("stage_totals")
    _make_stage_totals(with_kind=False)

    with op.batch_alter_table("import_batches", schema=None) as batch_op:
        batch_op.drop_column("mapping")
        batch_op.drop_column("header_row")
        batch_op.drop_column("reading")
        batch_op.drop_column("sheet")

    with op.batch_alter_table("line_notes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_line_notes_line_item_id"))
        batch_op.drop_index(batch_op.f("ix_line_notes_batch_id"))

    op.drop_table("line_notes")
    with op.batch_alter_table("adjustments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_adjustments_transfer_id"))
        batch_op.drop_index(batch_op.f("ix_adjustments_line_item_id"))

    op.drop_table("adjustments")
    op.drop_table("decision_dates")
    op.drop_table("saved_presets")
