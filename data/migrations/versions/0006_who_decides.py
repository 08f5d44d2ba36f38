"""Who decides: legislators, seats and committees; bills, roll calls and votes; positions and whip counts."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WORDS = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        "position_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fewest", sa.Integer(), nullable=False),
        sa.Column("share_of", sa.Integer(), nullable=False),
        sa.Column("share_in", sa.Integer(), nullable=False),
        sa.Column("most_opposed", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_position_rules")),
    )
    op.create_table(
        "legislature_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", WORDS(length=24), nullable=False),
        sa.Column("file_sha256", WORDS(length=64), nullable=False),
        sa.Column("file_name", WORDS(length=160), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("inserted", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("rejections", sa.JSON(), nullable=False),
        sa.Column("checks", sa.JSON(), nullable=False),
        sa.Column("applied_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("applied_by", WORDS(length=160), nullable=False),
        sa.Column("undone_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_legislature_imports_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legislature_imports")),
    )
    with op.batch_alter_table("legislature_imports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_legislature_imports_file_sha256"), ["file_sha256"], unique=False)

    op.create_table(
        "organization_positions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", WORDS(length=24), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("stance", WORDS(length=24), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("reason", WORDS(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_organization_positions_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_positions")),
    )
    with op.batch_alter_table("organization_positions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organization_positions_organization_id"), ["organization_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_organization_positions_subject_kind_subject_id"),
            ["subject_kind", "subject_id"],
            unique=False,
        )

    op.create_table(
        "ballot_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction_id", sa.Integer(), nullable=False),
        sa.Column("election_on", sa.Date(), nullable=False),
        sa.Column("number", WORDS(length=24), nullable=False),
        sa.Column("title", WORDS(length=160), nullable=False),
        sa.Column("address", WORDS(length=400), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdictions.id"], name=op.f("fk_ballot_questions_jurisdiction_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_questions")),
        sa.UniqueConstraint(
            "jurisdiction_id",
            "election_on",
            "number",
            name=op.f("uq_ballot_questions_jurisdiction_id_election_on_number"),
        ),
    )
    op.create_table(
        "chambers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction_id", sa.Integer(), nullable=False),
        sa.Column("kind", WORDS(length=24), nullable=False),
        sa.Column("name", WORDS(length=160), nullable=False),
        sa.Column("member_title", WORDS(length=24), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["jurisdiction_id"], ["jurisdictions.id"], name=op.f("fk_chambers_jurisdiction_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_chambers_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chambers")),
        sa.UniqueConstraint("jurisdiction_id", "kind", name=op.f("uq_chambers_jurisdiction_id_kind")),
    )
    op.create_table(
        "committees",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction_id", sa.Integer(), nullable=False),
        sa.Column("chamber", WORDS(length=24), nullable=False),
        sa.Column("name", WORDS(length=400), nullable=False),
        sa.Column("name_key", WORDS(length=400), nullable=False),
        sa.Column("external_id", WORDS(length=80), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["legislature_imports.id"], name=op.f("fk_committees_import_id")),
        sa.ForeignKeyConstraint(["jurisdiction_id"], ["jurisdictions.id"], name=op.f("fk_committees_jurisdiction_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["committees.id"], name=op.f("fk_committees_parent_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_committees_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committees")),
        sa.UniqueConstraint("jurisdiction_id", "external_id", name=op.f("uq_committees_jurisdiction_id_external_id")),
    )
    with op.batch_alter_table("committees", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_committees_import_id"), ["import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_committees_name_key"), ["name_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_committees_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "legislative_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction_id", sa.Integer(), nullable=False),
        sa.Column("code", WORDS(length=24), nullable=False),
        sa.Column("name", WORDS(length=160), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdictions.id"], name=op.f("fk_legislative_sessions_jurisdiction_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legislative_sessions")),
        sa.UniqueConstraint("jurisdiction_id", "code", name=op.f("uq_legislative_sessions_jurisdiction_id_code")),
    )
    op.create_table(
        "legislators",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction_id", sa.Integer(), nullable=False),
        sa.Column("name", WORDS(length=160), nullable=False),
        sa.Column("given_name", WORDS(length=160), nullable=False),
        sa.Column("family_name", WORDS(length=160), nullable=False),
        sa.Column("name_key", WORDS(length=160), nullable=False),
        sa.Column("email", WORDS(length=160), nullable=False),
        sa.Column("website", WORDS(length=400), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["legislature_imports.id"], name=op.f("fk_legislators_import_id")),
        sa.ForeignKeyConstraint(["jurisdiction_id"], ["jurisdictions.id"], name=op.f("fk_legislators_jurisdiction_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_legislators_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legislators")),
    )
    with op.batch_alter_table("legislators", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_legislators_import_id"), ["import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_legislators_jurisdiction_id"), ["jurisdiction_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_legislators_name_key"), ["name_key"], unique=False)

    op.create_table(
        "legislature_befores",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("table_name", WORDS(length=63), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["legislature_imports.id"], name=op.f("fk_legislature_befores_import_id")
        ),
        sa.PrimaryKeyConstraint("import_id", "table_name", "row_id", name=op.f("pk_legislature_befores")),
    )
    op.create_table(
        "measures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction_id", sa.Integer(), nullable=False),
        sa.Column("joined_to", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["legislature_imports.id"], name=op.f("fk_measures_import_id")),
        sa.ForeignKeyConstraint(["joined_to"], ["measures.id"], name=op.f("fk_measures_joined_to")),
        sa.ForeignKeyConstraint(["jurisdiction_id"], ["jurisdictions.id"], name=op.f("fk_measures_jurisdiction_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures")),
    )
    with op.batch_alter_table("measures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measures_import_id"), ["import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_measures_joined_to"), ["joined_to"], unique=False)
        batch_op.create_index(batch_op.f("ix_measures_jurisdiction_id"), ["jurisdiction_id"], unique=False)

    op.create_table(
        "source_syncs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", WORDS(length=24), nullable=False),
        sa.Column("state", WORDS(length=24), nullable=False),
        sa.Column("session", WORDS(length=24), nullable=False),
        sa.Column("part", WORDS(length=24), nullable=False),
        sa.Column("cursor", sa.JSON(), nullable=False),
        sa.Column("waiting", sa.JSON(), nullable=False),
        sa.Column("started", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("tried", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ended", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("finished", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("brought", sa.Integer(), nullable=False),
        sa.Column("inserted", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("problem", WORDS(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["legislature_imports.id"], name=op.f("fk_source_syncs_import_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_syncs")),
        sa.UniqueConstraint(
            "source", "state", "session", "part", name=op.f("uq_source_syncs_source_state_session_part")
        ),
    )
    with op.batch_alter_table("source_syncs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_syncs_import_id"), ["import_id"], unique=False)

    op.create_table(
        "amendment_sponsors",
        sa.Column("amendment_id", sa.Integer(), nullable=False),
        sa.Column("name", WORDS(length=160), nullable=False),
        sa.Column("legislator_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["amendment_id"], ["amendments.id"], name=op.f("fk_amendment_sponsors_amendment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["legislator_id"], ["legislators.id"], name=op.f("fk_amendment_sponsors_legislator_id")
        ),
        sa.PrimaryKeyConstraint("amendment_id", "name", name=op.f("pk_amendment_sponsors")),
    )
    with op.batch_alter_table("amendment_sponsors", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_amendment_sponsors_legislator_id"), ["legislator_id"], unique=False)

    op.create_table(
        "bills",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("number", WORDS(length=24), nullable=False),
        sa.Column("number_key", WORDS(length=24), nullable=False),
        sa.Column("chamber", WORDS(length=24), nullable=False),
        sa.Column("kind", WORDS(length=24), nullable=False),
        sa.Column("title", WORDS(), nullable=False),
        sa.Column("summary", WORDS(), nullable=False),
        sa.Column("step", WORDS(length=24), nullable=False),
        sa.Column("stepped_on", sa.Date(), nullable=True),
        sa.Column("introduced", sa.Date(), nullable=True),
        sa.Column("address", WORDS(length=400), nullable=False),
        sa.Column("change_hash", WORDS(length=80), nullable=False),
        sa.Column("gone_since", sa.Date(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["legislature_imports.id"], name=op.f("fk_bills_import_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["measures.id"], name=op.f("fk_bills_measure_id")),
        sa.ForeignKeyConstraint(["session_id"], ["legislative_sessions.id"], name=op.f("fk_bills_session_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_bills_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bills")),
        sa.UniqueConstraint("session_id", "number_key", name=op.f("uq_bills_session_id_number_key")),
    )
    with op.batch_alter_table("bills", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bills_import_id"), ["import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bills_measure_id"), ["measure_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bills_number_key"), ["number_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_bills_stepped_on_id"), ["stepped_on", "id"], unique=False)

    op.create_table(
        "committee_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("legislator_id", sa.Integer(), nullable=True),
        sa.Column("name", WORDS(length=160), nullable=False),
        sa.Column("role", WORDS(length=160), nullable=False),
        sa.ForeignKeyConstraint(["committee_id"], ["committees.id"], name=op.f("fk_committee_members_committee_id")),
        sa.ForeignKeyConstraint(["legislator_id"], ["legislators.id"], name=op.f("fk_committee_members_legislator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_members")),
        sa.UniqueConstraint("committee_id", "name", name=op.f("uq_committee_members_committee_id_name")),
    )
    with op.batch_alter_table("committee_members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_committee_members_legislator_id"), ["legislator_id"], unique=False)

    op.create_table(
        "legislator_identifiers",
        sa.Column("scheme", WORDS(length=24), nullable=False),
        sa.Column("value", WORDS(length=80), nullable=False),
        sa.Column("legislator_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["legislator_id"], ["legislators.id"], name=op.f("fk_legislator_identifiers_legislator_id")
        ),
        sa.PrimaryKeyConstraint("scheme", "value", name=op.f("pk_legislator_identifiers")),
    )
    with op.batch_alter_table("legislator_identifiers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_legislator_identifiers_legislator_id"), ["legislator_id"], unique=False)

    op.create_table(
        "legislator_names",
        sa.Column("legislator_id", sa.Integer(), nullable=False),
        sa.Column("name_key", WORDS(length=160), nullable=False),
        sa.Column("name", WORDS(length=160), nullable=False),
        sa.ForeignKeyConstraint(["legislator_id"], ["legislators.id"], name=op.f("fk_legislator_names_legislator_id")),
        sa.PrimaryKeyConstraint("legislator_id", "name_key", name=op.f("pk_legislator_names")),
    )
    with op.batch_alter_table("legislator_names", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_legislator_names_name_key"), ["name_key"], unique=False)

    op.create_table(
        "legislator_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("legislator_id", sa.Integer(), nullable=False),
        sa.Column("note", WORDS(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["legislator_id"], ["legislators.id"], name=op.f("fk_legislator_notes_legislator_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_legislator_notes_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legislator_notes")),
        sa.UniqueConstraint(
            "organization_id", "legislator_id", name=op.f("uq_legislator_notes_organization_id_legislator_id")
        ),
    )
    with op.batch_alter_table("legislator_notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_legislator_notes_legislator_id"), ["legislator_id"], unique=False)

    op.create_table(
        "legislator_offices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("legislator_id", sa.Integer(), nullable=False),
        sa.Column("kind", WORDS(length=24), nullable=False),
        sa.Column("address", WORDS(length=400), nullable=False),
        sa.Column("voice", WORDS(length=48), nullable=False),
        sa.ForeignKeyConstraint(
            ["legislator_id"], ["legislators.id"], name=op.f("fk_legislator_offices_legislator_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legislator_offices")),
    )
    with op.batch_alter_table("legislator_offices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_legislator_offices_legislator_id"), ["legislator_id"], unique=False)

    op.create_table(
        "legislator_parties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("legislator_id", sa.Integer(), nullable=False),
        sa.Column("party", WORDS(length=160), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["legislator_id"], ["legislators.id"], name=op.f("fk_legislator_parties_legislator_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legislator_parties")),
    )
    with op.batch_alter_table("legislator_parties", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_legislator_parties_legislator_id"), ["legislator_id"], unique=False)

    op.create_table(
        "legislator_ties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("legislator_id", sa.Integer(), nullable=False),
        sa.Column("kind", WORDS(length=24), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["legislator_id"], ["legislators.id"], name=op.f("fk_legislator_ties_legislator_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_legislator_ties_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legislator_ties")),
        sa.UniqueConstraint(
            "organization_id",
            "legislator_id",
            "kind",
            name=op.f("uq_legislator_ties_organization_id_legislator_id_kind"),
        ),
    )
    with op.batch_alter_table("legislator_ties", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_legislator_ties_legislator_id"), ["legislator_id"], unique=False)

    op.create_table(
        "scorecards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("chamber", WORDS(length=24), nullable=False),
        sa.Column("name", WORDS(length=160), nullable=False),
        sa.Column("absence", WORDS(length=24), nullable=False),
        sa.Column("fewest", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["legislative_sessions.id"], name=op.f("fk_scorecards_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scorecards")),
        sa.UniqueConstraint("session_id", "chamber", "name", name=op.f("uq_scorecards_session_id_chamber_name")),
    )
    op.create_table(
        "seats",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("legislator_id", sa.Integer(), nullable=False),
        sa.Column("chamber_id", sa.Integer(), nullable=False),
        sa.Column("district", WORDS(length=160), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["chamber_id"], ["chambers.id"], name=op.f("fk_seats_chamber_id")),
        sa.ForeignKeyConstraint(["legislator_id"], ["legislators.id"], name=op.f("fk_seats_legislator_id")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_seats_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seats")),
        sa.UniqueConstraint(
            "legislator_id",
            "chamber_id",
            "district",
            "since",
            name=op.f("uq_seats_legislator_id_chamber_id_district_since"),
        ),
    )
    with op.batch_alter_table("seats", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seats_chamber_id_until"), ["chamber_id", "until"], unique=False)
        batch_op.create_index(batch_op.f("ix_seats_place_id"), ["place_id"], unique=False)

    op.create_table(
        "synced_items",
        sa.Column("sync_id", sa.Integer(), nullable=False),
        sa.Column("key", WORDS(length=80), nullable=False),
        sa.Column("mark", WORDS(length=80), nullable=False),
        sa.Column("number", WORDS(length=24), nullable=False),
        sa.Column("brought", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sync_id"], ["source_syncs.id"], name=op.f("fk_synced_items_sync_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sync_id", "key", name=op.f("pk_synced_items")),
    )
    op.create_table(
        "tracked_measures",
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("priority", WORDS(length=24), nullable=False),
        sa.Column("called", WORDS(length=160), nullable=False),
        sa.Column("note", WORDS(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_tracked_measures_campaign_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["measures.id"], name=op.f("fk_tracked_measures_measure_id")),
        sa.PrimaryKeyConstraint("measure_id", name=op.f("pk_tracked_measures")),
    )
    with op.batch_alter_table("tracked_measures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tracked_measures_campaign_id"), ["campaign_id"], unique=False)

    op.create_table(
        "whip_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("legislator_id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=True),
        sa.Column("amendment_id", sa.Integer(), nullable=True),
        sa.Column("line_item_id", sa.Integer(), nullable=True),
        sa.Column("fiscal_year", sa.Integer(), nullable=True),
        sa.Column("kind", WORDS(length=24), nullable=False),
        sa.Column("stance", WORDS(length=24), nullable=False),
        sa.Column("first_hand", sa.Boolean(), nullable=False),
        sa.Column("confidence", WORDS(length=24), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("address", WORDS(length=400), nullable=False),
        sa.Column("note", WORDS(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("form_key", WORDS(length=64), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["amendment_id"], ["amendments.id"], name=op.f("fk_whip_evidence_amendment_id")),
        sa.ForeignKeyConstraint(["legislator_id"], ["legislators.id"], name=op.f("fk_whip_evidence_legislator_id")),
        sa.ForeignKeyConstraint(["line_item_id"], ["line_items.id"], name=op.f("fk_whip_evidence_line_item_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["measures.id"], name=op.f("fk_whip_evidence_measure_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_whip_evidence_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_whip_evidence")),
    )
    with op.batch_alter_table("whip_evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_whip_evidence_amendment_id"), ["amendment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_whip_evidence_legislator_id"), ["legislator_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_whip_evidence_line_item_id_fiscal_year"), ["line_item_id", "fiscal_year"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_whip_evidence_measure_id"), ["measure_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_whip_evidence_organization_id_form_key"), ["organization_id", "form_key"], unique=True
        )

    op.create_table(
        "bill_actions",
        sa.Column("bill_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=True),
        sa.Column("chamber", WORDS(length=24), nullable=False),
        sa.Column("text", WORDS(), nullable=False),
        sa.Column("step", WORDS(length=24), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["bill_id"], ["bills.id"], name=op.f("fk_bill_actions_bill_id")),
        sa.ForeignKeyConstraint(["import_id"], ["legislature_imports.id"], name=op.f("fk_bill_actions_import_id")),
        sa.PrimaryKeyConstraint("bill_id", "position", name=op.f("pk_bill_actions")),
    )
    op.create_table(
        "bill_identifiers",
        sa.Column("scheme", WORDS(length=24), nullable=False),
        sa.Column("value", WORDS(length=80), nullable=False),
        sa.Column("bill_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["bill_id"], ["bills.id"], name=op.f("fk_bill_identifiers_bill_id")),
        sa.PrimaryKeyConstraint("scheme", "value", name=op.f("pk_bill_identifiers")),
    )
    with op.batch_alter_table("bill_identifiers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bill_identifiers_bill_id"), ["bill_id"], unique=False)

    op.create_table(
        "bill_links",
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("kind", WORDS(length=24), nullable=False),
        sa.Column("said_in", WORDS(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["from_id"], ["bills.id"], name=op.f("fk_bill_links_from_id")),
        sa.ForeignKeyConstraint(["import_id"], ["legislature_imports.id"], name=op.f("fk_bill_links_import_id")),
        sa.ForeignKeyConstraint(["to_id"], ["bills.id"], name=op.f("fk_bill_links_to_id")),
        sa.PrimaryKeyConstraint("from_id", "to_id", "kind", name=op.f("pk_bill_links")),
    )
    with op.batch_alter_table("bill_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bill_links_import_id"), ["import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bill_links_to_id"), ["to_id"], unique=False)

    op.create_table(
        "bill_mentions",
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("number_key", WORDS(length=24), nullable=False),
        sa.Column("kind", WORDS(length=24), nullable=False),
        sa.Column("said_in", WORDS(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["from_id"], ["bills.id"], name=op.f("fk_bill_mentions_from_id")),
        sa.ForeignKeyConstraint(["import_id"], ["legislature_imports.id"], name=op.f("fk_bill_mentions_import_id")),
        sa.ForeignKeyConstraint(["session_id"], ["legislative_sessions.id"], name=op.f("fk_bill_mentions_session_id")),
        sa.PrimaryKeyConstraint("from_id", "session_id", "number_key", "kind", name=op.f("pk_bill_mentions")),
    )
    with op.batch_alter_table("bill_mentions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bill_mentions_import_id"), ["import_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_bill_mentions_session_id_number_key"), ["session_id", "number_key"], unique=False
        )

    op.create_table(
        "bill_sponsors",
        sa.Column("bill_id", sa.Integer(), nullable=False),
        sa.Column("name", WORDS(length=160), nullable=False),
        sa.Column("kind", WORDS(length=24), nullable=False),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column("legislator_id", sa.Integer(), nullable=True),
        sa.Column("committee_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["bill_id"], ["bills.id"], name=op.f("fk_bill_sponsors_bill_id")),
        sa.ForeignKeyConstraint(["committee_id"], ["committees.id"], name=op.f("fk_bill_sponsors_committee_id")),
        sa.ForeignKeyConstraint(["legislator_id"], ["legislators.id"], name=op.f("fk_bill_sponsors_legislator_id")),
        sa.PrimaryKeyConstraint("bill_id", "name", name=op.f("pk_bill_sponsors")),
    )
    with op.batch_alter_table("bill_sponsors", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bill_sponsors_committee_id"), ["committee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bill_sponsors_legislator_id"), ["legislator_id"], unique=False)

    op.create_table(
        "bill_subjects",
        sa.Column("bill_id", sa.Integer(), nullable=False),
        sa.Column("subject", WORDS(length=160), nullable=False),
        sa.ForeignKeyConstraint(["bill_id"], ["bills.id"], name=op.f("fk_bill_subjects_bill_id")),
        sa.PrimaryKeyConstraint("bill_id", "subject", name=op.f("pk_bill_subjects")),
    )
    with op.batch_alter_table("bill_subjects", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bill_subjects_subject"), ["subject"], unique=False)

    op.create_table(
        "bill_versions",
        sa.Column("bill_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", WORDS(length=160), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=True),
        sa.Column("address", WORDS(length=400), nullable=False),
        sa.ForeignKeyConstraint(["bill_id"], ["bills.id"], name=op.f("fk_bill_versions_bill_id")),
        sa.PrimaryKeyConstraint("bill_id", "position", name=op.f("pk_bill_versions")),
    )
    op.create_table(
        "roll_calls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bill_id", sa.Integer(), nullable=False),
        sa.Column("chamber", WORDS(length=24), nullable=False),
        sa.Column("kind", WORDS(length=24), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=True),
        sa.Column("motion", WORDS(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("yes", sa.Integer(), nullable=True),
        sa.Column("no", sa.Integer(), nullable=True),
        sa.Column("not_voting", sa.Integer(), nullable=True),
        sa.Column("absent", sa.Integer(), nullable=True),
        sa.Column("external_key", WORDS(length=80), nullable=False),
        sa.Column("address", WORDS(length=400), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["bill_id"], ["bills.id"], name=op.f("fk_roll_calls_bill_id")),
        sa.ForeignKeyConstraint(["import_id"], ["legislature_imports.id"], name=op.f("fk_roll_calls_import_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_roll_calls_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll_calls")),
        sa.UniqueConstraint("bill_id", "external_key", name=op.f("uq_roll_calls_bill_id_external_key")),
    )
    with op.batch_alter_table("roll_calls", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roll_calls_import_id"), ["import_id"], unique=False)

    op.create_table(
        "scorecard_editions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scorecard_id", sa.Integer(), nullable=False),
        sa.Column("title", WORDS(length=160), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("checks", sa.JSON(), nullable=False),
        sa.Column("sha256", WORDS(length=64), nullable=False),
        sa.Column("withdrawn", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["scorecard_id"], ["scorecards.id"], name=op.f("fk_scorecard_editions_scorecard_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scorecard_editions")),
    )
    with op.batch_alter_table("scorecard_editions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scorecard_editions_scorecard_id"), ["scorecard_id"], unique=False)

    op.create_table(
        "whip_evidence_taken_back",
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("reason", WORDS(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["whip_evidence.id"], name=op.f("fk_whip_evidence_taken_back_evidence_id")
        ),
        sa.PrimaryKeyConstraint("evidence_id", name=op.f("pk_whip_evidence_taken_back")),
    )
    op.create_table(
        "whip_evidence_witnesses",
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("heard_by", WORDS(length=160), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["whip_evidence.id"], name=op.f("fk_whip_evidence_witnesses_evidence_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_whip_evidence_witnesses_organization_id")
        ),
        sa.PrimaryKeyConstraint("evidence_id", name=op.f("pk_whip_evidence_witnesses")),
    )
    with op.batch_alter_table("whip_evidence_witnesses", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_whip_evidence_witnesses_organization_id"), ["organization_id"], unique=False
        )

    op.create_table(
        "scored_votes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scorecard_id", sa.Integer(), nullable=False),
        sa.Column("roll_call_id", sa.Integer(), nullable=True),
        sa.Column("sponsored_bill_id", sa.Integer(), nullable=True),
        sa.Column("ours", WORDS(length=24), nullable=False),
        sa.Column("why", WORDS(), nullable=False),
        sa.ForeignKeyConstraint(["roll_call_id"], ["roll_calls.id"], name=op.f("fk_scored_votes_roll_call_id")),
        sa.ForeignKeyConstraint(["scorecard_id"], ["scorecards.id"], name=op.f("fk_scored_votes_scorecard_id")),
        sa.ForeignKeyConstraint(["sponsored_bill_id"], ["bills.id"], name=op.f("fk_scored_votes_sponsored_bill_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scored_votes")),
        sa.UniqueConstraint("scorecard_id", "roll_call_id", name=op.f("uq_scored_votes_scorecard_id_roll_call_id")),
        sa.UniqueConstraint(
            "scorecard_id", "sponsored_bill_id", name=op.f("uq_scored_votes_scorecard_id_sponsored_bill_id")
        ),
    )
    with op.batch_alter_table("scored_votes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scored_votes_roll_call_id"), ["roll_call_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_scored_votes_sponsored_bill_id"), ["sponsored_bill_id"], unique=False)

    op.create_table(
        "votes",
        sa.Column("roll_call_id", sa.Integer(), nullable=False),
        sa.Column("name", WORDS(length=160), nullable=False),
        sa.Column("option", WORDS(length=24), nullable=False),
        sa.Column("said", WORDS(length=24), nullable=False),
        sa.Column("legislator_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["legislator_id"], ["legislators.id"], name=op.f("fk_votes_legislator_id")),
        sa.ForeignKeyConstraint(["roll_call_id"], ["roll_calls.id"], name=op.f("fk_votes_roll_call_id")),
        sa.PrimaryKeyConstraint("roll_call_id", "name", name=op.f("pk_votes")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("votes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_votes_legislator_id"), ["legislator_id"], unique=False)

    op.create_table(
        "whip_counts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", WORDS(length=160), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=True),
        sa.Column("amendment_id", sa.Integer(), nullable=True),
        sa.Column("line_item_id", sa.Integer(), nullable=True),
        sa.Column("fiscal_year", sa.Integer(), nullable=True),
        sa.Column("chamber_id", sa.Integer(), nullable=True),
        sa.Column("committee_id", sa.Integer(), nullable=True),
        sa.Column("question", WORDS(length=24), nullable=False),
        sa.Column("aim", WORDS(length=24), nullable=False),
        sa.Column("majority", WORDS(length=32), nullable=False),
        sa.Column("needed_by_hand", sa.Integer(), nullable=True),
        sa.Column("away", sa.Integer(), nullable=False),
        sa.Column("decision_on", sa.Date(), nullable=True),
        sa.Column("stale_after", sa.Integer(), nullable=False),
        sa.Column("roll_call_id", sa.Integer(), nullable=True),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("watched", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["amendment_id"], ["amendments.id"], name=op.f("fk_whip_counts_amendment_id")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_whip_counts_campaign_id")),
        sa.ForeignKeyConstraint(["chamber_id"], ["chambers.id"], name=op.f("fk_whip_counts_chamber_id")),
        sa.ForeignKeyConstraint(["committee_id"], ["committees.id"], name=op.f("fk_whip_counts_committee_id")),
        sa.ForeignKeyConstraint(["line_item_id"], ["line_items.id"], name=op.f("fk_whip_counts_line_item_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["measures.id"], name=op.f("fk_whip_counts_measure_id")),
        sa.ForeignKeyConstraint(["roll_call_id"], ["roll_calls.id"], name=op.f("fk_whip_counts_roll_call_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_whip_counts")),
    )
    with op.batch_alter_table("whip_counts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_whip_counts_amendment_id"), ["amendment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_whip_counts_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_whip_counts_chamber_id"), ["chamber_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_whip_counts_committee_id"), ["committee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_whip_counts_line_item_id"), ["line_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_whip_counts_measure_id"), ["measure_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_whip_counts_roll_call_id"), ["roll_call_id"], unique=False)

    op.create_table(
        "whip_owners",
        sa.Column("whip_count_id", sa.Integer(), nullable=False),
        sa.Column("legislator_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["legislator_id"], ["legislators.id"], name=op.f("fk_whip_owners_legislator_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_whip_owners_organization_id")),
        sa.ForeignKeyConstraint(["whip_count_id"], ["whip_counts.id"], name=op.f("fk_whip_owners_whip_count_id")),
        sa.PrimaryKeyConstraint("whip_count_id", "legislator_id", name=op.f("pk_whip_owners")),
    )
    with op.batch_alter_table("whip_owners", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_whip_owners_organization_id"), ["organization_id"], unique=False)

    with op.batch_alter_table("action_subjects", schema=None) as batch_op:
        batch_op.add_column(sa.Column("legislator_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("measure_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            "ix_action_subjects_legislator_id",
            ["legislator_id"],
            unique=False,
            sqlite_where=sa.text("legislator_id IS NOT NULL"),
            postgresql_where=sa.text("legislator_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_action_subjects_measure_id",
            ["measure_id"],
            unique=False,
            sqlite_where=sa.text("measure_id IS NOT NULL"),
            postgresql_where=sa.text("measure_id IS NOT NULL"),
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_action_subjects_legislator_id"), "legislators", ["legislator_id"], ["id"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_action_subjects_measure_id"), "measures", ["measure_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("action_subjects", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_action_subjects_measure_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_action_subjects_legislator_id"), type_="foreignkey")
        batch_op.drop_index(
            "ix_action_subjects_measure_id",
            sqlite_where=sa.text("measure_id IS NOT NULL"),
            postgresql_where=sa.text("measure_id IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_action_subjects_legislator_id",
            sqlite_where=sa.text("legislator_id IS NOT NULL"),
            postgresql_where=sa.text("legislator_id IS NOT NULL"),
        )
        batch_op.drop_column("measure_id")
        batch_op.drop_column("legislator_id")

    with op.batch_alter_table("whip_owners", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_whip_owners_organization_id"))

    op.drop_table("whip_owners")
    with op.batch_alter_table("whip_counts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_whip_counts_roll_call_id"))
        batch_op.drop_index(batch_op.f("ix_whip_counts_measure_id"))
        batch_op.drop_index(batch_op.f("ix_whip_counts_line_item_id"))
        batch_op.drop_index(batch_op.f("ix_whip_counts_committee_id"))
        batch_op.drop_index(batch_op.f("ix_whip_counts_chamber_id"))
        batch_op.drop_index(batch_op.f("ix_whip_counts_campaign_id"))
        batch_op.drop_index(batch_op.f("ix_whip_counts_amendment_id"))

    op.drop_table("whip_counts")
    with op.batch_alter_table("votes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_votes_legislator_id"))

    op.drop_table("votes")
    with op.batch_alter_table("scored_votes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scored_votes_sponsored_bill_id"))
        batch_op.drop_index(batch_op.f("ix_scored_votes_roll_call_id"))

    op.drop_table("scored_votes")
    with op.batch_alter_table("whip_evidence_witnesses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_whip_evidence_witnesses_organization_id"))

    op.drop_table("whip_evidence_witnesses")
    op.drop_table("whip_evidence_taken_back")
    with op.batch_alter_table("scorecard_editions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scorecard_editions_scorecard_id"))

    op.drop_table("scorecard_editions")
    with op.batch_alter_table("roll_calls", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_roll_calls_import_id"))

    op.drop_table("roll_calls")
    op.drop_table("bill_versions")
    with op.batch_alter_table("bill_subjects", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bill_subjects_subject"))

    op.drop_table("bill_subjects")
    with op.batch_alter_table("bill_sponsors", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bill_sponsors_legislator_id"))
        batch_op.drop_index(batch_op.f("ix_bill_sponsors_committee_id"))

    op.drop_table("bill_sponsors")
    with op.batch_alter_table("bill_mentions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bill_mentions_session_id_number_key"))
        batch_op.drop_index(batch_op.f("ix_bill_mentions_import_id"))

    op.drop_table("bill_mentions")
    with op.batch_alter_table("bill_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bill_links_to_id"))
        batch_op.drop_index(batch_op.f("ix_bill_links_import_id"))

    op.drop_table("bill_links")
    with op.batch_alter_table("bill_identifiers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bill_identifiers_bill_id"))

    op.drop_table("bill_identifiers")
    op.drop_table("bill_actions")
    with op.batch_alter_table("whip_evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_whip_evidence_organization_id_form_key"))
        batch_op.drop_index(batch_op.f("ix_whip_evidence_measure_id"))
        batch_op.drop_index(batch_op.f("ix_whip_evidence_line_item_id_fiscal_year"))
        batch_op.drop_index(batch_op.f("ix_whip_evidence_legislator_id"))
        batch_op.drop_index(batch_op.f("ix_whip_evidence_amendment_id"))

    op.drop_table("whip_evidence")
    with op.batch_alter_table("tracked_measures", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tracked_measures_campaign_id"))

    op.drop_table("tracked_measures")
    op.drop_table("synced_items")
    with op.batch_alter_table("seats", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seats_place_id"))
        batch_op.drop_index(batch_op.f("ix_seats_chamber_id_until"))

    op.drop_table("seats")
    op.drop_table("scorecards")
    with op.batch_alter_table("legislator_ties", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_legislator_ties_legislator_id"))

    op.drop_table("legislator_ties")
    with op.batch_alter_table("legislator_parties", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_legislator_parties_legislator_id"))

    op.drop_table("legislator_parties")
    with op.batch_alter_table("legislator_offices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_legislator_offices_legislator_id"))

    op.drop_table("legislator_offices")
    with op.batch_alter_table("legislator_notes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_legislator_notes_legislator_id"))

    op.drop_table("legislator_notes")
    with op.batch_alter_table("legislator_names", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_legislator_names_name_key"))

    op.drop_table("legislator_names")
    with op.batch_alter_table("legislator_identifiers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_legislator_identifiers_legislator_id"))

    op.drop_table("legislator_identifiers")
    with op.batch_alter_table("committee_members", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_committee_members_legislator_id"))

    op.drop_table("committee_members")
    with op.batch_alter_table("bills", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bills_stepped_on_id"))
        batch_op.drop_index(batch_op.f("ix_bills_number_key"))
        batch_op.drop_index(batch_op.f("ix_bills_measure_id"))
        batch_op.drop_index(batch_op.f("ix_bills_import_id"))

    op.drop_table("bills")
    with op.batch_alter_table("amendment_sponsors", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_amendment_sponsors_legislator_id"))

    op.drop_table("amendment_sponsors")
    with op.batch_alter_table("source_syncs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_syncs_import_id"))

    op.drop_table("source_syncs")
    with op.batch_alter_table("measures", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measures_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_measures_joined_to"))
        batch_op.drop_index(batch_op.f("ix_measures_import_id"))

    op.drop_table("measures")
    op.drop_table("legislature_befores")
    with op.batch_alter_table("legislators", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_legislators_name_key"))
        batch_op.drop_index(batch_op.f("ix_legislators_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_legislators_import_id"))

    op.drop_table("legislators")
    op.drop_table("legislative_sessions")
    with op.batch_alter_table("committees", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_committees_parent_id"))
        batch_op.drop_index(batch_op.f("ix_committees_name_key"))
        batch_op.drop_index(batch_op.f("ix_committees_import_id"))

    op.drop_table("committees")
    op.drop_table("chambers")
    op.drop_table("ballot_questions")
    with op.batch_alter_table("organization_positions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organization_positions_subject_kind_subject_id"))
        batch_op.drop_index(batch_op.f("ix_organization_positions_organization_id"))

    op.drop_table("organization_positions")
    with op.batch_alter_table("legislature_imports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_legislature_imports_file_sha256"))

    op.drop_table("legislature_imports")
    op.drop_table("position_rules")
