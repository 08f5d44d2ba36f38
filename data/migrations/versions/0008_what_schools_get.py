"""What schools get: districts, schools and their figures; kept scenarios."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WORDS = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        "figure_groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", WORDS(length=24), nullable=False),
        sa.Column("name", WORDS(length=80), nullable=False),
        sa.Column("family", WORDS(length=12), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("part", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_groups")),
        sa.UniqueConstraint("code", name=op.f("uq_figure_groups_code")),
    )
    op.create_table(
        "scenarios",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("calculator", WORDS(length=20), nullable=False),
        sa.Column("name", WORDS(length=120), nullable=False),
        sa.Column("about", WORDS(), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("rules", WORDS(length=40), nullable=False),
        sa.Column("outcome", WORDS(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kept_by", WORDS(length=160), nullable=False),
        sa.Column("kept_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenarios")),
    )
    with op.batch_alter_table("scenarios", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scenarios_calculator"), ["calculator"], unique=False)

    op.create_table(
        "school_measures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", WORDS(length=40), nullable=False),
        sa.Column("name", WORDS(length=120), nullable=False),
        sa.Column("area", WORDS(length=12), nullable=False),
        sa.Column("subject", WORDS(length=12), nullable=False),
        sa.Column("counted", WORDS(length=40), nullable=False),
        sa.Column("unit", WORDS(length=8), nullable=False),
        sa.Column("numerator", WORDS(), nullable=False),
        sa.Column("denominator", WORDS(), nullable=False),
        sa.Column("denominator_code", WORDS(length=40), nullable=False),
        sa.Column("year_means", WORDS(), nullable=False),
        sa.Column("breaks", WORDS(), nullable=False),
        sa.Column("universe", WORDS(), nullable=False),
        sa.Column("direction", WORDS(length=12), nullable=False),
        sa.Column("sums", sa.Boolean(), nullable=False),
        sa.Column("suppressible", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_measures")),
        sa.UniqueConstraint("code", name=op.f("uq_school_measures_code")),
    )
    op.create_table(
        "school_units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction_id", sa.Integer(), nullable=False),
        sa.Column("code", WORDS(length=16), nullable=False),
        sa.Column("level", WORDS(length=12), nullable=False),
        sa.Column("name", WORDS(length=160), nullable=False),
        sa.Column("name_key", WORDS(length=160), nullable=False),
        sa.Column("kind", WORDS(length=40), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("county_id", sa.Integer(), nullable=True),
        sa.Column("nces_id", WORDS(length=12), nullable=False),
        sa.Column("longitude_e6", sa.Integer(), nullable=True),
        sa.Column("latitude_e6", sa.Integer(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["county_id"], ["places.id"], name=op.f("fk_school_units_county_id")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdictions.id"], name=op.f("fk_school_units_jurisdiction_id")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["school_units.id"], name=op.f("fk_school_units_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_units")),
        sa.UniqueConstraint("jurisdiction_id", "code", name=op.f("uq_school_units_jurisdiction_id_code")),
    )
    with op.batch_alter_table("school_units", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_school_units_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_school_units_county_id"), ["county_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_school_units_name_key"), ["name_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_school_units_nces_id"), ["nces_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_school_units_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "figures",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("missing_reason", WORDS(length=16), nullable=True),
        sa.Column("margin", sa.BigInteger(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("hidden", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["figure_groups.id"], name=op.f("fk_figures_group_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["school_measures.id"], name=op.f("fk_figures_measure_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_figures_source_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["school_units.id"], name=op.f("fk_figures_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", "measure_id", "school_year", "group_id", name=op.f("pk_figures")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "other_figures",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("missing_reason", WORDS(length=16), nullable=True),
        sa.Column("margin", sa.BigInteger(), nullable=True),
        sa.Column("row_number", sa.Integer(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["figure_groups.id"], name=op.f("fk_other_figures_group_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["school_measures.id"], name=op.f("fk_other_figures_measure_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_other_figures_source_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["school_units.id"], name=op.f("fk_other_figures_unit_id")),
        sa.PrimaryKeyConstraint(
            "unit_id", "measure_id", "school_year", "group_id", "source_id", name=op.f("pk_other_figures")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "school_unit_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=True),
        sa.Column("kind", WORDS(length=12), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("reason", WORDS(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["into_id"], ["school_units.id"], name=op.f("fk_school_unit_changes_into_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_school_unit_changes_source_id")),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["school_units.id"], name=op.f("fk_school_unit_changes_unit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_unit_changes")),
        sa.UniqueConstraint(
            "unit_id", "kind", "school_year", name=op.f("uq_school_unit_changes_unit_id_kind_school_year")
        ),
    )
    with op.batch_alter_table("school_unit_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_school_unit_changes_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_school_unit_changes_into_id"), ["into_id"], unique=False)

    op.create_table(
        "school_unit_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", WORDS(length=160), nullable=False),
        sa.Column("name_key", WORDS(length=160), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_school_unit_names_source_id")),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["school_units.id"], name=op.f("fk_school_unit_names_unit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_unit_names")),
        sa.UniqueConstraint("unit_id", "name_key", name=op.f("uq_school_unit_names_unit_id_name_key")),
    )
    with op.batch_alter_table("school_unit_names", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_school_unit_names_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_school_unit_names_name_key"), ["name_key"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("school_unit_names", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_school_unit_names_name_key"))
        batch_op.drop_index(batch_op.f("ix_school_unit_names_batch_id"))

    op.drop_table("school_unit_names")
    with op.batch_alter_table("school_unit_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_school_unit_changes_into_id"))
        batch_op.drop_index(batch_op.f("ix_school_unit_changes_batch_id"))

    op.drop_table("school_unit_changes")
    op.drop_table("other_figures")
    op.drop_table("figures")
    with op.batch_alter_table("school_units", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_school_units_parent_id"))
        batch_op.drop_index(batch_op.f("ix_school_units_nces_id"))
        batch_op.drop_index(batch_op.f("ix_school_units_name_key"))
        batch_op.drop_index(batch_op.f("ix_school_units_county_id"))
        batch_op.drop_index(batch_op.f("ix_school_units_batch_id"))

    op.drop_table("school_units")
    op.drop_table("school_measures")
    with op.batch_alter_table("scenarios", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scenarios_calculator"))

    op.drop_table("scenarios")
    op.drop_table("figure_groups")
