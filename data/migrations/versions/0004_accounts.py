"""Accounts, open sign-ins, one-time links and the tries that count towards a pause."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WORDS = sqlmodel.sql.sqltypes.AutoString
MOMENT = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", WORDS(length=254), nullable=False),
        sa.Column("email_key", WORDS(length=254), nullable=False),
        sa.Column("name", WORDS(length=80), nullable=False),
        sa.Column("role", WORDS(length=24), nullable=False),
        sa.Column("password_hash", WORDS(length=256), nullable=False),
        sa.Column("second_factor", WORDS(length=64), nullable=False),
        sa.Column("code_step", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", MOMENT(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("email_key", name=op.f("uq_accounts_email_key")),
    )
    op.create_table(
        "sign_ins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", WORDS(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("browser", WORDS(length=60), nullable=False),
        sa.Column("made", MOMENT(), nullable=False),
        sa.Column("seen", MOMENT(), nullable=False),
        sa.Column("rotated", MOMENT(), nullable=False),
        sa.Column("expires", MOMENT(), nullable=False),
        sa.Column("ended", MOMENT(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_sign_ins_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_ins_token_hash")),
    )
    op.create_index(op.f("ix_sign_ins_account_id"), "sign_ins", ["account_id"])
    op.create_table(
        "one_time_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", WORDS(length=24), nullable=False),
        sa.Column("token_hash", WORDS(length=64), nullable=False),
        sa.Column("email", WORDS(length=254), nullable=False),
        sa.Column("email_key", WORDS(length=254), nullable=False),
        sa.Column("role", WORDS(length=24), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("without_code", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made", MOMENT(), nullable=False),
        sa.Column("expires", MOMENT(), nullable=False),
        sa.Column("used", MOMENT(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_one_time_links_account_id")),
        sa.ForeignKeyConstraint(["made_by"], ["accounts.id"], name=op.f("fk_one_time_links_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_one_time_links_token_hash")),
    )
    op.create_index(op.f("ix_one_time_links_email_key"), "one_time_links", ["email_key"])
    op.create_table(
        "sign_in_attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", WORDS(length=64), nullable=False),
        sa.Column("at", MOMENT(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempts")),
    )
    op.create_index(op.f("ix_sign_in_attempts_at"), "sign_in_attempts", ["at"])
    op.create_index(op.f("ix_sign_in_attempts_key"), "sign_in_attempts", ["key"])


def downgrade() -> None:
    for table in ("sign_in_attempts", "one_time_links", "sign_ins", "accounts"):
        op.drop_table(table)
