"""Who is at the table: organizations, places, contacts, identities; then campaigns, actions and tasks."""

from datetime import UTC, datetime

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WORDS = sqlmodel.sql.sqltypes.AutoString
# one by one, because SQLite would rebuild a table that others point at
ADDED = (
    ("accounts", "organization_id", "organizations"),
    ("one_time_links", "organization_id", "organizations"),
    ("sign_ins", "identity_id", "identities"),
)
COOKIES = ("cookie_hash", "previous_hash")

ORGANIZATIONS = sa.table(
    "organizations",
    *(sa.column(name, sa.String()) for name in ("name", "name_key", "kind", "about", "website")),
    *(sa.column(name, sa.Boolean()) for name in ("published", "is_host")),
    sa.column("version", sa.Integer()),
    sa.column("made", sa.DateTime()),
)
# whoever runs this table; renamed on its page
HOST = {
    "name": "Our coalition", "name_key": "our coalition", "kind": "coalition", "about": "", "website": "",
    "published": False, "is_host": True, "version": 1, "made": datetime.now(UTC).replace(tzinfo=None),
}  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "directory_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_sha256", WORDS(length=64), nullable=False),
        sa.Column("file_name", WORDS(length=160), nullable=False),
        sa.Column("title", WORDS(length=160), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("repeated", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("rejections", sa.JSON(), nullable=False),
        sa.Column("applied_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("applied_by", WORDS(length=160), nullable=False),
        sa.Column("undone_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_imports")),
    )
    op.create_table(
        "example_rows",
        sa.Column("table_name", WORDS(length=63), nullable=False),
        sa.Column("row_key", WORDS(length=400), nullable=False),
        sa.PrimaryKeyConstraint("table_name", "row_key", name=op.f("pk_example_rows")),
    )
    op.create_table(
        "left_alone",
        sa.Column("hash", WORDS(length=64), nullable=False),
        sa.Column("said_by", WORDS(length=64), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("hash", "said_by", name=op.f("pk_left_alone")),
    )
    op.create_table(
        "organizations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", WORDS(length=160), nullable=False),
        sa.Column("name_key", WORDS(length=160), nullable=False),
        sa.Column("kind", WORDS(length=24), nullable=False),
        sa.Column("about", WORDS(), nullable=False),
        sa.Column("website", WORDS(length=400), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("is_host", sa.Boolean(), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["merged_into_id"], ["organizations.id"], name=op.f("fk_organizations_merged_into_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organizations")),
    )
    with op.batch_alter_table("organizations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organizations_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_organizations_name_key"), ["name_key"], unique=False)

    op.create_table(
        "agreements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("title", WORDS(length=160), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", WORDS(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_agreements_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
    )
    with op.batch_alter_table("agreements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreements_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "campaigns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", WORDS(length=160), nullable=False),
        sa.Column("area", WORDS(length=24), nullable=False),
        sa.Column("about", WORDS(), nullable=False),
        sa.Column("lead_organization_id", sa.Integer(), nullable=True),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("status", WORDS(length=24), nullable=False),
        sa.Column("result", WORDS(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_organization_id"], ["organizations.id"], name=op.f("fk_campaigns_lead_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
    )
    with op.batch_alter_table("campaigns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaigns_lead_organization_id"), ["lead_organization_id"], unique=False)

    op.create_table(
        "chosen_columns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("headers_key", WORDS(length=64), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_chosen_columns_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chosen_columns")),
        sa.UniqueConstraint(
            "organization_id", "headers_key", name=op.f("uq_chosen_columns_organization_id_headers_key")
        ),
    )
    op.create_table(
        "contact_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("file_sha256", WORDS(length=64), nullable=False),
        sa.Column("file_name", WORDS(length=120), nullable=False),
        sa.Column("title", WORDS(length=120), nullable=False),
        sa.Column("system", WORDS(length=40), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("repeated", sa.Integer(), nullable=False),
        sa.Column("opted_out", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("rejections", sa.JSON(), nullable=False),
        sa.Column("applied_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("applied_by", WORDS(length=120), nullable=False),
        sa.Column("undone_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_contact_imports_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_imports")),
    )
    with op.batch_alter_table("contact_imports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_imports_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "directory_statements",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("made", sa.Boolean(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("took", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["directory_imports.id"], name=op.f("fk_directory_statements_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_directory_statements_organization_id")
        ),
        sa.PrimaryKeyConstraint("import_id", "organization_id", name=op.f("pk_directory_statements")),
    )
    with op.batch_alter_table("directory_statements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_directory_statements_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("uid", WORDS(length=80), nullable=False),
        sa.Column("kind", WORDS(length=24), nullable=False),
        sa.Column("title", WORDS(length=160), nullable=False),
        sa.Column("about", WORDS(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.Column("time_zone", WORDS(length=64), nullable=False),
        sa.Column("place", WORDS(length=240), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("source_title", WORDS(length=160), nullable=False),
        sa.Column("source_address", WORDS(length=400), nullable=False),
        sa.Column("template", WORDS(length=24), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("cancelled", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("changed", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_events_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("uid", name=op.f("uq_events_uid")),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index("ix_events_day", ["organization_id", "starts_on"], unique=False)
        batch_op.create_index("ix_events_published_day", ["published", "starts_on"], unique=False)

    op.create_table(
        "funders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", WORDS(length=160), nullable=False),
        sa.Column("name_key", WORDS(length=160), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_funders_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funders")),
        sa.UniqueConstraint("name_key", name=op.f("uq_funders_name_key")),
    )
    with op.batch_alter_table("funders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_funders_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "lobbying_elections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("revoked_from", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_lobbying_elections_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lobbying_elections")),
        sa.UniqueConstraint(
            "organization_id", "first_year", name=op.f("uq_lobbying_elections_organization_id_first_year")
        ),
    )
    op.create_table(
        "lobbying_organizations",
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("starts_month", sa.Integer(), nullable=False),
        sa.Column("may_elect", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_lobbying_organizations_organization_id")
        ),
        sa.PrimaryKeyConstraint("organization_id", name=op.f("pk_lobbying_organizations")),
    )
    op.create_table(
        "lobbying_years",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("tax_year", sa.Integer(), nullable=False),
        sa.Column("exempt_purpose_cents", sa.BigInteger(), nullable=False),
        sa.Column("is_estimate", sa.Boolean(), nullable=False),
        sa.Column("source", WORDS(length=160), nullable=False),
        sa.Column("filed_total_cents", sa.BigInteger(), nullable=True),
        sa.Column("filed_grass_roots_cents", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_lobbying_years_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lobbying_years")),
        sa.UniqueConstraint("organization_id", "tax_year", name=op.f("uq_lobbying_years_organization_id_tax_year")),
    )
    op.create_table(
        "organization_areas",
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("area", WORDS(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_organization_areas_organization_id")
        ),
        sa.PrimaryKeyConstraint("organization_id", "area", name=op.f("pk_organization_areas")),
    )
    op.create_table(
        "organization_merges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("merged_id", sa.Integer(), nullable=False),
        sa.Column("reason", WORDS(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("undone", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["kept_id"], ["organizations.id"], name=op.f("fk_organization_merges_kept_id")),
        sa.ForeignKeyConstraint(["merged_id"], ["organizations.id"], name=op.f("fk_organization_merges_merged_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_merges")),
    )
    with op.batch_alter_table("organization_merges", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organization_merges_kept_id"), ["kept_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_organization_merges_merged_id"), ["merged_id"], unique=False)

    op.create_table(
        "organization_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("name", WORDS(length=160), nullable=False),
        sa.Column("name_key", WORDS(length=160), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_organization_names_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_names")),
        sa.UniqueConstraint("organization_id", "name_key", name=op.f("uq_organization_names_organization_id_name_key")),
    )
    with op.batch_alter_table("organization_names", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organization_names_name_key"), ["name_key"], unique=False)

    op.create_table(
        "organizations_told_apart",
        sa.Column("low_id", sa.Integer(), nullable=False),
        sa.Column("high_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["high_id"], ["organizations.id"], name=op.f("fk_organizations_told_apart_high_id")),
        sa.ForeignKeyConstraint(["low_id"], ["organizations.id"], name=op.f("fk_organizations_told_apart_low_id")),
        sa.PrimaryKeyConstraint("low_id", "high_id", name=op.f("pk_organizations_told_apart")),
    )
    op.create_table(
        "staff_rates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("role", WORDS(length=48), nullable=False),
        sa.Column("cents_an_hour", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_staff_rates_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_rates")),
        sa.UniqueConstraint("organization_id", "role", "since", name=op.f("uq_staff_rates_organization_id_role_since")),
    )
    op.create_table(
        "standing_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("standing", WORDS(length=24), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("note", WORDS(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_standing_changes_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_changes")),
        sa.UniqueConstraint("organization_id", "since", name=op.f("uq_standing_changes_organization_id_since")),
    )
    op.create_table(
        "action_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("by_account_id", sa.Integer(), nullable=True),
        sa.Column("form_key", WORDS(length=64), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("changed", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_account_id"], ["accounts.id"], name=op.f("fk_action_drafts_by_account_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_action_drafts_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_drafts")),
    )
    with op.batch_alter_table("action_drafts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_drafts_by_account_id"), ["by_account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_drafts_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "campaign_parts",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("part", WORDS(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_campaign_parts_campaign_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_campaign_parts_organization_id")
        ),
        sa.PrimaryKeyConstraint("campaign_id", "organization_id", name=op.f("pk_campaign_parts")),
    )
    op.create_table(
        "identities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("issuer", WORDS(length=400), nullable=False),
        sa.Column("subject", WORDS(length=255), nullable=False),
        sa.Column("linked", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_identities_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identities")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_identities_issuer_subject")),
    )
    with op.batch_alter_table("identities", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_identities_account_id"), ["account_id"], unique=False)

    op.create_table(
        "income_totals",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("received_cents", sa.BigInteger(), nullable=False),
        sa.Column("promised_cents", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_income_totals_campaign_id")),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_income_totals")),
    )
    op.create_table(
        "money_income",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("funder_id", sa.Integer(), nullable=False),
        sa.Column("kind", WORDS(length=24), nullable=False),
        sa.Column("title", WORDS(length=160), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("category", WORDS(length=24), nullable=False),
        sa.Column("pays_from", sa.Date(), nullable=True),
        sa.Column("pays_until", sa.Date(), nullable=True),
        sa.Column("pays_lobbying", sa.Boolean(), nullable=False),
        sa.Column("purpose", WORDS(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_money_income_campaign_id")),
        sa.ForeignKeyConstraint(["funder_id"], ["funders.id"], name=op.f("fk_money_income_funder_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_money_income")),
    )
    with op.batch_alter_table("money_income", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_money_income_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_money_income_funder_id"), ["funder_id"], unique=False)

    op.create_table(
        "money_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("name", WORDS(length=160), nullable=False),
        sa.Column("name_key", WORDS(length=160), nullable=False),
        sa.Column("category", WORDS(length=24), nullable=False),
        sa.Column("account", WORDS(length=160), nullable=False),
        sa.Column("planned_cents", sa.BigInteger(), nullable=False),
        sa.Column("committed_cents", sa.BigInteger(), nullable=False),
        sa.Column("spent_cents", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_money_lines_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_money_lines")),
        sa.UniqueConstraint("campaign_id", "name_key", name=op.f("uq_money_lines_campaign_id_name_key")),
    )
    op.create_table(
        "nonpartisan_overrides",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("piece", WORDS(length=160), nullable=False),
        sa.Column("finding_key", WORDS(length=64), nullable=False),
        sa.Column("rule", WORDS(length=24), nullable=False),
        sa.Column("excerpt", WORDS(), nullable=False),
        sa.Column("answered_by", WORDS(length=160), nullable=False),
        sa.Column("reason", WORDS(), nullable=False),
        sa.Column("by_account_id", sa.Integer(), nullable=True),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_account_id"], ["accounts.id"], name=op.f("fk_nonpartisan_overrides_by_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_nonpartisan_overrides_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nonpartisan_overrides")),
        sa.UniqueConstraint(
            "organization_id",
            "piece",
            "finding_key",
            name=op.f("uq_nonpartisan_overrides_organization_id_piece_finding_key"),
        ),
    )
    with op.batch_alter_table("nonpartisan_overrides", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nonpartisan_overrides_by_account_id"), ["by_account_id"], unique=False)

    op.create_table(
        "objectives",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", WORDS(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_objectives_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objectives")),
    )
    with op.batch_alter_table("objectives", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_objectives_campaign_id"), ["campaign_id"], unique=False)

    op.create_table(
        "places",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction_id", sa.Integer(), nullable=False),
        sa.Column("kind", WORDS(length=12), nullable=False),
        sa.Column("code", WORDS(length=60), nullable=False),
        sa.Column("name", WORDS(length=120), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["jurisdiction_id"], ["jurisdictions.id"], name=op.f("fk_places_jurisdiction_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_places_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
        sa.UniqueConstraint("jurisdiction_id", "kind", "code", name=op.f("uq_places_jurisdiction_id_kind_code")),
    )
    op.create_table(
        "actions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("kind", WORDS(length=24), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("title", WORDS(length=160), nullable=False),
        sa.Column("said", WORDS(), nullable=False),
        sa.Column("outcome", WORDS(), nullable=False),
        sa.Column("attempted", sa.Integer(), nullable=True),
        sa.Column("reached", sa.Integer(), nullable=True),
        sa.Column("moved", sa.Integer(), nullable=True),
        sa.Column("took_part", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("cost_cents", sa.BigInteger(), nullable=True),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("by_account_id", sa.Integer(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("form_key", WORDS(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("deleted", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batches.id"], name=op.f("fk_actions_batch_id")),
        sa.ForeignKeyConstraint(["by_account_id"], ["accounts.id"], name=op.f("fk_actions_by_account_id")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_actions_campaign_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_actions_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
        sa.UniqueConstraint("organization_id", "form_key", name=op.f("uq_actions_organization_id_form_key")),
    )
    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_actions_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_actions_by_account_id"), ["by_account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_actions_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index("ix_actions_day", ["organization_id", "on_date"], unique=False)
        batch_op.create_index(batch_op.f("ix_actions_on_date_id"), ["on_date", "id"], unique=False)

    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("given_name", WORDS(length=120), nullable=False),
        sa.Column("family_name", WORDS(length=120), nullable=False),
        sa.Column("name_key", WORDS(length=240), nullable=False),
        sa.Column("email", WORDS(length=254), nullable=False),
        sa.Column("email_key", WORDS(length=254), nullable=True),
        sa.Column("email_hash", WORDS(length=64), nullable=False),
        sa.Column("phone_hash", WORDS(length=64), nullable=False),
        sa.Column("phone", WORDS(length=40), nullable=False),
        sa.Column("postal_code", WORDS(length=16), nullable=False),
        sa.Column("town", WORDS(length=120), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("title", WORDS(length=120), nullable=False),
        sa.Column("note", WORDS(), nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=True),
        sa.Column("erased_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_people_organization_id")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_people_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("organization_id", "email_key", name=op.f("uq_people_organization_id_email_key")),
    )
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_people_organization_id_keep_until"), ["organization_id", "keep_until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_people_organization_id_name_key_id"), ["organization_id", "name_key", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_people_place_id"), ["place_id"], unique=False)

    op.create_table(
        "provider_tries",
        sa.Column("state_hash", WORDS(length=64), nullable=False),
        sa.Column("browser_hash", WORDS(length=64), nullable=False),
        sa.Column("nonce", WORDS(length=64), nullable=False),
        sa.Column("verifier", WORDS(length=128), nullable=False),
        sa.Column("next_path", WORDS(length=400), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["one_time_links.id"], name=op.f("fk_provider_tries_link_id")),
        sa.PrimaryKeyConstraint("state_hash", name=op.f("pk_provider_tries")),
    )
    with op.batch_alter_table("provider_tries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_provider_tries_made"), ["made"], unique=False)

    op.create_table(
        "reaches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("said_in", WORDS(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_reaches_organization_id")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_reaches_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reaches")),
        sa.UniqueConstraint("organization_id", "place_id", name=op.f("uq_reaches_organization_id_place_id")),
    )
    with op.batch_alter_table("reaches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reaches_place_id"), ["place_id"], unique=False)

    op.create_table(
        "shared_counts",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("said_by", WORDS(length=64), nullable=False),
        sa.Column("contacts", sa.Integer(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_shared_counts_place_id")),
        sa.PrimaryKeyConstraint("place_id", "said_by", name=op.f("pk_shared_counts")),
    )
    op.create_table(
        "tactics",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("objective_id", sa.Integer(), nullable=False),
        sa.Column("words", WORDS(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["objective_id"], ["objectives.id"], name=op.f("fk_tactics_objective_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_tactics_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tactics")),
    )
    with op.batch_alter_table("tactics", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tactics_objective_id"), ["objective_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tactics_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "targets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("objective_id", sa.Integer(), nullable=False),
        sa.Column("measure", WORDS(length=24), nullable=False),
        sa.Column("words", WORDS(), nullable=False),
        sa.Column("unit", WORDS(length=24), nullable=False),
        sa.Column("line_item_id", sa.Integer(), nullable=True),
        sa.Column("fiscal_year", sa.Integer(), nullable=True),
        sa.Column("baseline", sa.BigInteger(), nullable=True),
        sa.Column("goal", sa.BigInteger(), nullable=False),
        sa.Column("less_is_better", sa.Boolean(), nullable=False),
        sa.Column("reached", sa.BigInteger(), nullable=True),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("source", WORDS(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["line_item_id"], ["line_items.id"], name=op.f("fk_targets_line_item_id")),
        sa.ForeignKeyConstraint(["objective_id"], ["objectives.id"], name=op.f("fk_targets_objective_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_targets")),
    )
    with op.batch_alter_table("targets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_targets_line_item_id"), ["line_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_targets_objective_id"), ["objective_id"], unique=False)

    op.create_table(
        "action_subjects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("kind", WORDS(length=24), nullable=False),
        sa.Column("label", WORDS(length=160), nullable=False),
        sa.Column("label_key", WORDS(length=160), nullable=False),
        sa.Column("line_item_id", sa.Integer(), nullable=True),
        sa.Column("stance", WORDS(length=24), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_action_subjects_action_id")),
        sa.ForeignKeyConstraint(["line_item_id"], ["line_items.id"], name=op.f("fk_action_subjects_line_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_subjects")),
        sa.UniqueConstraint("action_id", "kind", "label_key", name=op.f("uq_action_subjects_action_id_kind_label_key")),
    )
    with op.batch_alter_table("action_subjects", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_subjects_label_key"), ["label_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_subjects_line_item_id"), ["line_item_id"], unique=False)

    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("purpose", WORDS(length=120), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("told", WORDS(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_consents_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consents_person_id"), ["person_id"], unique=False)

    op.create_table(
        "contact_statements",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("made", sa.Boolean(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("took", sa.JSON(), nullable=False),
        sa.Column("said_key", WORDS(length=32), nullable=False),
        sa.Column("email_key", WORDS(length=254), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["contact_imports.id"], name=op.f("fk_contact_statements_import_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_contact_statements_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("import_id", "person_id", name=op.f("pk_contact_statements")),
    )
    with op.batch_alter_table("contact_statements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_statements_email_key"), ["email_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_statements_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_statements_said_key"), ["said_key"], unique=False)

    op.create_table(
        "costs_in_ledger",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_costs_in_ledger_action_id")),
        sa.PrimaryKeyConstraint("action_id", name=op.f("pk_costs_in_ledger")),
    )
    op.create_table(
        "lobbying_answers",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("said_to", WORDS(length=24), nullable=True),
        sa.Column("legislation", sa.Boolean(), nullable=True),
        sa.Column("view", sa.Boolean(), nullable=True),
        sa.Column("calls", WORDS(), nullable=True),
        sa.Column("direct_interest", sa.Boolean(), nullable=True),
        sa.Column("asked", WORDS(length=48), nullable=True),
        sa.Column("exception", WORDS(length=24), nullable=True),
        sa.Column("exception_reason", WORDS(), nullable=False),
        sa.Column("staff_role", WORDS(length=48), nullable=True),
        sa.Column("paid_minutes", sa.Integer(), nullable=True),
        sa.Column("cost_cents", sa.BigInteger(), nullable=True),
        sa.Column("direct_share", sa.Integer(), nullable=True),
        sa.Column("grass_roots_share", sa.Integer(), nullable=True),
        sa.Column("none_share", sa.Integer(), nullable=True),
        sa.Column("share_reason", WORDS(), nullable=False),
        sa.Column("by_account_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_lobbying_answers_action_id")),
        sa.ForeignKeyConstraint(["by_account_id"], ["accounts.id"], name=op.f("fk_lobbying_answers_by_account_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_lobbying_answers_organization_id")
        ),
        sa.PrimaryKeyConstraint("action_id", name=op.f("pk_lobbying_answers")),
    )
    with op.batch_alter_table("lobbying_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lobbying_answers_by_account_id"), ["by_account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lobbying_answers_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "money_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("state", WORDS(length=24), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("memo", WORDS(length=400), nullable=False),
        sa.Column("income_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("is_lobbying", sa.Boolean(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("row_number", sa.Integer(), nullable=True),
        sa.Column("row_key", WORDS(length=64), nullable=True),
        sa.Column("form_key", WORDS(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_money_entries_action_id")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batches.id"], name=op.f("fk_money_entries_batch_id")),
        sa.ForeignKeyConstraint(["income_id"], ["money_income.id"], name=op.f("fk_money_entries_income_id")),
        sa.ForeignKeyConstraint(["line_id"], ["money_lines.id"], name=op.f("fk_money_entries_line_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_money_entries")),
        sa.UniqueConstraint("form_key", name=op.f("uq_money_entries_form_key")),
        sa.UniqueConstraint("row_key", name=op.f("uq_money_entries_row_key")),
    )
    with op.batch_alter_table("money_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_money_entries_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_money_entries_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_money_entries_income_id"), ["income_id"], unique=False)
        batch_op.create_index("ix_money_entries_line_state", ["line_id", "state", "on_date"], unique=False)

    op.create_table(
        "opt_outs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("scope", WORDS(length=24), nullable=False),
        sa.Column("campaign", WORDS(length=120), nullable=False),
        sa.Column("campaign_key", WORDS(length=120), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("told", WORDS(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_opt_outs_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opt_outs")),
        sa.UniqueConstraint(
            "person_id", "scope", "campaign_key", name=op.f("uq_opt_outs_person_id_scope_campaign_key")
        ),
    )
    op.create_table(
        "person_sources",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("system", WORDS(length=24), nullable=False),
        sa.Column("number", WORDS(length=80), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_person_sources_person_id")),
        sa.PrimaryKeyConstraint("person_id", "system", "number", name=op.f("pk_person_sources")),
    )
    with op.batch_alter_table("person_sources", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_sources_number"), ["number"], unique=False)

    op.create_table(
        "tasks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("title", WORDS(length=160), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("for_account_id", sa.Integer(), nullable=True),
        sa.Column("done", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_tasks_action_id")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_tasks_campaign_id")),
        sa.ForeignKeyConstraint(["for_account_id"], ["accounts.id"], name=op.f("fk_tasks_for_account_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_tasks_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
    )
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tasks_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tasks_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tasks_for_account_id"), ["for_account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tasks_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "event_tasks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("key", WORDS(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("planned", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_tasks_event_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_event_tasks_organization_id")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_event_tasks_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_tasks")),
        sa.UniqueConstraint("event_id", "key", "position", name=op.f("uq_event_tasks_event_id_key_position")),
        sa.UniqueConstraint("task_id", name=op.f("uq_event_tasks_task_id")),
    )
    with op.batch_alter_table("event_tasks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_tasks_organization_id"), ["organization_id"], unique=False)

    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entries_act"), ["act"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entries_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entries_subject"), ["subject"], unique=False)

    op.bulk_insert(ORGANIZATIONS, [HOST])
    for table, column, parent in ADDED:
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT fk_{table}_{column} REFERENCES {parent} (id)"
        )
    op.create_index("ix_accounts_organization_id", "accounts", ["organization_id"])
    op.add_column("sign_ins", sa.Column("viewed_role", WORDS(length=24), nullable=False, server_default=""))
    op.add_column("accounts", sa.Column("suspended", sa.Boolean(), nullable=False, server_default=sa.false()))
    for column in COOKIES:
        op.add_column("sign_ins", sa.Column(column, WORDS(length=64), nullable=False, server_default=""))
        op.create_index(f"ix_sign_ins_{column}", "sign_ins", [column])
    op.execute("UPDATE sign_ins SET cookie_hash = token_hash")


def downgrade() -> None:
    op.drop_column("sign_ins", "viewed_role")
    for column in COOKIES:
        op.drop_index(f"ix_sign_ins_{column}", table_name="sign_ins")
        op.drop_column("sign_ins", column)
    op.drop_column("accounts", "suspended")
    op.drop_index("ix_accounts_organization_id", table_name="accounts")
    for table, column, _ in ADDED:
        op.drop_column(table, column)

    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entries_subject"))
        batch_op.drop_index(batch_op.f("ix_audit_entries_at"))
        batch_op.drop_index(batch_op.f("ix_audit_entries_act"))

    op.drop_table("event_tasks")
    op.drop_table("tasks")
    op.drop_table("person_sources")
    op.drop_table("opt_outs")
    op.drop_table("money_entries")
    op.drop_table("lobbying_answers")
    op.drop_table("costs_in_ledger")
    op.drop_table("contact_statements")
    op.drop_table("consents")
    op.drop_table("action_subjects")
    op.drop_table("targets")
    op.drop_table("tactics")
    op.drop_table("shared_counts")
    op.drop_table("reaches")
    op.drop_table("provider_tries")
    op.drop_table("people")
    op.drop_table("actions")
    op.drop_table("places")
    op.drop_table("objectives")
    op.drop_table("nonpartisan_overrides")
    op.drop_table("money_lines")
    op.drop_table("money_income")
    op.drop_table("income_totals")
    op.drop_table("identities")
    op.drop_table("campaign_parts")
    op.drop_table("action_drafts")
    op.drop_table("standing_changes")
    op.drop_table("staff_rates")
    op.drop_table("organizations_told_apart")
    op.drop_table("organization_names")
    op.drop_table("organization_merges")
    op.drop_table("organization_areas")
    op.drop_table("lobbying_years")
    op.drop_table("lobbying_organizations")
    op.drop_table("lobbying_elections")
    op.drop_table("funders")
    op.drop_table("events")
    op.drop_table("directory_statements")
    op.drop_table("contact_imports")
    op.drop_table("chosen_columns")
    op.drop_table("campaigns")
    op.drop_table("agreements")
    op.drop_table("organizations")
    op.drop_table("left_alone")
    op.drop_table("example_rows")
    op.drop_table("directory_imports")
