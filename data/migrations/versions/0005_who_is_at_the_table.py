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
        "left_alone",
        sa.Column("hash", WORDS(length=64), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_left_alone")),
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
        "objectives",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", WORDS(), nullable=False),
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
        batch_op.create_index("ix_actions_shared_day", ["shared", "on_date"], unique=False)

    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("given_name", WORDS(length=120), nullable=False),
        sa.Column("family_name", WORDS(length=120), nullable=False),
        sa.Column("name_key", WORDS(length=240), nullable=False),
        sa.Column("email", WORDS(length=254), nullable=False),
        sa.Column("email_key", WORDS(length=254), nullable=True),
        sa.Column("phone", WORDS(length=40), nullable=False),
        sa.Column("postal_code", WORDS(length=16), nullable=False),
        sa.Column("town", WORDS(length=120), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("title", WORDS(length=120), nullable=False),
        sa.Column("note", WORDS(), nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_people_organization_id")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_people_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("organization_id", "email_key", name=op.f("uq_people_organization_id_email_key")),
    )
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_people_keep_until"), ["keep_until"], unique=False)
        batch_op.create_index(batch_op.f("ix_people_name_key"), ["name_key"], unique=False)
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
        "tactics",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("objective_id", sa.Integer(), nullable=False),
        sa.Column("words", WORDS(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
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
        sa.Column("reached", sa.BigInteger(), nullable=True),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("source", WORDS(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
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

    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entries_subject"), ["subject"], unique=False)

    op.bulk_insert(ORGANIZATIONS, [HOST])
    for table, column, parent in ADDED:
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT fk_{table}_{column} REFERENCES {parent} (id)"
        )
    op.create_index("ix_accounts_organization_id", "accounts", ["organization_id"])
    op.add_column("sign_ins", sa.Column("viewed_role", WORDS(length=24), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("sign_ins", "viewed_role")
    op.drop_index("ix_accounts_organization_id", table_name="accounts")
    for table, column, _ in ADDED:
        op.drop_column(table, column)

    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entries_subject"))

    op.drop_table("tasks")
    op.drop_table("person_sources")
    op.drop_table("opt_outs")
    op.drop_table("consents")
    op.drop_table("action_subjects")
    op.drop_table("targets")
    op.drop_table("tactics")
    op.drop_table("reaches")
    op.drop_table("provider_tries")
    op.drop_table("people")
    op.drop_table("actions")
    op.drop_table("places")
    op.drop_table("objectives")
    op.drop_table("identities")
    op.drop_table("campaign_parts")
    op.drop_table("standing_changes")
    op.drop_table("organizations_told_apart")
    op.drop_table("organization_names")
    op.drop_table("organization_merges")
    op.drop_table("organization_areas")
    op.drop_table("campaigns")
    op.drop_table("agreements")
    op.drop_table("organizations")
    op.drop_table("left_alone")
