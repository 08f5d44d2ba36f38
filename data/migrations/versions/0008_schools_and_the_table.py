"""Schools and the table: districts and their figures, kept scenarios; programmes, decisions and letters."""

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
        "decision_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("quorum_kind", WORDS(length=24), nullable=False),
        sa.Column("quorum_count", sa.Integer(), nullable=True),
        sa.Column("quorum_numerator", sa.Integer(), nullable=False),
        sa.Column("quorum_denominator", sa.Integer(), nullable=False),
        sa.Column("quorum_is_more_than", sa.Boolean(), nullable=False),
        sa.Column("fallback_numerator", sa.Integer(), nullable=False),
        sa.Column("fallback_denominator", sa.Integer(), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("notice_hours", sa.Integer(), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("block_needs_principle", sa.Boolean(), nullable=False),
        sa.Column("time_zone", WORDS(length=48), nullable=False),
        sa.Column("reason", WORDS(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_rules")),
        sa.UniqueConstraint("since", name=op.f("uq_decision_rules_since")),
    )
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
        "meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", WORDS(length=160), nullable=False),
        sa.Column("starts", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("place", WORDS(length=160), nullable=False),
        sa.Column("notice_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("agenda", WORDS(), nullable=False),
        sa.Column("minutes", WORDS(), nullable=False),
        sa.Column("closed", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
    )
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meetings_starts"), ["starts"], unique=False)

    op.create_table(
        "principles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", WORDS(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_principles")),
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
        "letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", WORDS(length=160), nullable=False),
        sa.Column("addressed_to", WORDS(length=160), nullable=False),
        sa.Column("about", WORDS(length=160), nullable=False),
        sa.Column("specific", sa.Boolean(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("by_organization_id", sa.Integer(), nullable=True),
        sa.Column("closed", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("printed", sa.JSON(), nullable=True),
        sa.Column("sent", sa.Date(), nullable=True),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_organization_id"], ["organizations.id"], name=op.f("fk_letters_by_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letters_by_organization_id"), ["by_organization_id"], unique=False)

    op.create_table(
        "meeting_attendances",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("came", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("left", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_attendances_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_meeting_attendances_organization_id")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "organization_id", name=op.f("pk_meeting_attendances")),
    )
    op.create_table(
        "motions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("title", WORDS(length=160), nullable=False),
        sa.Column("text", WORDS(), nullable=False),
        sa.Column("text_hash", WORDS(length=64), nullable=False),
        sa.Column("campaign_name", WORDS(length=160), nullable=False),
        sa.Column("by_organization_id", sa.Integer(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("by_vote", sa.Boolean(), nullable=False),
        sa.Column("opened", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("closes", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("status", WORDS(length=24), nullable=False),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("result_hash", WORDS(length=64), nullable=False),
        sa.Column("closed", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_organization_id"], ["organizations.id"], name=op.f("fk_motions_by_organization_id")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_motions_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motions")),
    )
    with op.batch_alter_table("motions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_motions_by_organization_id"), ["by_organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_motions_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_motions_status"), ["status"], unique=False)

    op.create_table(
        "programs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("name", WORDS(length=120), nullable=False),
        sa.Column("about", WORDS(), nullable=False),
        sa.Column("cost_cents", sa.BigInteger(), nullable=True),
        sa.Column("cost_said_in", WORDS(), nullable=False),
        sa.Column("grant_opens", WORDS(length=5), nullable=False),
        sa.Column("grant_closes", WORDS(length=5), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_programs_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programs")),
    )
    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_programs_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "cohorts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("program_id", sa.Integer(), nullable=False),
        sa.Column("name", WORDS(length=120), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_cohorts_organization_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_cohorts_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohorts")),
        sa.UniqueConstraint("program_id", "name", name=op.f("uq_cohorts_program_id_name")),
    )
    with op.batch_alter_table("cohorts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cohorts_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cohorts_program_id"), ["program_id"], unique=False)

    op.create_table(
        "demands",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=True),
        sa.Column("official", WORDS(length=160), nullable=False),
        sa.Column("office", WORDS(length=160), nullable=False),
        sa.Column("words", WORDS(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("answer_due", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["motion_id"], ["motions.id"], name=op.f("fk_demands_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demands")),
    )
    with op.batch_alter_table("demands", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_demands_motion_id"), ["motion_id"], unique=False)

    op.create_table(
        "letter_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", WORDS(), nullable=False),
        sa.Column("text_hash", WORDS(length=64), nullable=False),
        sa.Column("what_changed", WORDS(), nullable=False),
        sa.Column("by_account_id", sa.Integer(), nullable=True),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_account_id"], ["accounts.id"], name=op.f("fk_letter_versions_by_account_id")),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_letter_versions_letter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_versions")),
        sa.UniqueConstraint("letter_id", "number", name=op.f("uq_letter_versions_letter_id_number")),
    )
    op.create_table(
        "mentors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("program_id", sa.Integer(), nullable=False),
        sa.Column("given_name", WORDS(length=120), nullable=False),
        sa.Column("family_name", WORDS(length=120), nullable=False),
        sa.Column("email", WORDS(length=254), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_mentors_organization_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_mentors_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentors")),
    )
    with op.batch_alter_table("mentors", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mentors_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mentors_program_id"), ["program_id"], unique=False)

    op.create_table(
        "motion_conditions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("words", WORDS(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("kept", sa.Boolean(), nullable=True),
        sa.Column("checked", sa.Date(), nullable=True),
        sa.Column("note", WORDS(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["motion_id"], ["motions.id"], name=op.f("fk_motion_conditions_motion_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_motion_conditions_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motion_conditions")),
    )
    with op.batch_alter_table("motion_conditions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_motion_conditions_motion_id"), ["motion_id"], unique=False)

    op.create_table(
        "motion_opt_outs",
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("reason", WORDS(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["motion_id"], ["motions.id"], name=op.f("fk_motion_opt_outs_motion_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_motion_opt_outs_organization_id")
        ),
        sa.PrimaryKeyConstraint("motion_id", "organization_id", name=op.f("pk_motion_opt_outs")),
    )
    op.create_table(
        "motion_positions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("stand", WORDS(length=24), nullable=False),
        sa.Column("principle_id", sa.Integer(), nullable=True),
        sa.Column("reason", WORDS(), nullable=False),
        sa.Column("by_account_id", sa.Integer(), nullable=True),
        sa.Column("by_organization_id", sa.Integer(), nullable=True),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_account_id"], ["accounts.id"], name=op.f("fk_motion_positions_by_account_id")),
        sa.ForeignKeyConstraint(
            ["by_organization_id"], ["organizations.id"], name=op.f("fk_motion_positions_by_organization_id")
        ),
        sa.ForeignKeyConstraint(["motion_id"], ["motions.id"], name=op.f("fk_motion_positions_motion_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_motion_positions_organization_id")
        ),
        sa.ForeignKeyConstraint(["principle_id"], ["principles.id"], name=op.f("fk_motion_positions_principle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motion_positions")),
    )
    with op.batch_alter_table("motion_positions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_motion_positions_motion_id_round_organization_id"),
            ["motion_id", "round", "organization_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_motion_positions_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "program_figures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("program_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("measure", WORDS(length=40), nullable=False),
        sa.Column("part", WORDS(length=120), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("unit", WORDS(length=24), nullable=False),
        sa.Column("out_of", sa.Integer(), nullable=True),
        sa.Column("missing_reason", WORDS(length=16), nullable=True),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_program_figures_organization_id")
        ),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_program_figures_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_program_figures")),
        sa.UniqueConstraint(
            "program_id", "as_of", "measure", "part", name=op.f("uq_program_figures_program_id_as_of_measure_part")
        ),
    )
    with op.batch_alter_table("program_figures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_program_figures_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "program_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("program_id", sa.Integer(), nullable=False),
        sa.Column("file_sha256", WORDS(length=64), nullable=False),
        sa.Column("file_name", WORDS(length=120), nullable=False),
        sa.Column("title", WORDS(length=120), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("repeated", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("rejections", sa.JSON(), nullable=False),
        sa.Column("made_rows", sa.JSON(), nullable=False),
        sa.Column("applied_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("applied_by", WORDS(length=120), nullable=False),
        sa.Column("undone_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_program_imports_organization_id")
        ),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_program_imports_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_program_imports")),
    )
    with op.batch_alter_table("program_imports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_program_imports_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_program_imports_program_id"), ["program_id"], unique=False)

    op.create_table(
        "published_decisions",
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("title", WORDS(length=160), nullable=False),
        sa.Column("text", WORDS(), nullable=False),
        sa.Column("status", WORDS(length=24), nullable=False),
        sa.Column("decided", sa.Date(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("organization_ids", sa.JSON(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("result_hash", WORDS(length=64), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["motion_id"], ["motions.id"], name=op.f("fk_published_decisions_motion_id")),
        sa.PrimaryKeyConstraint("motion_id", name=op.f("pk_published_decisions")),
    )
    op.create_table(
        "sign_on_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", WORDS(length=64), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("organization", WORDS(length=160), nullable=False),
        sa.Column("expires", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("revoked", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_sign_on_links_letter_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_sign_on_links_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_on_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_on_links_token_hash")),
    )
    with op.batch_alter_table("sign_on_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_on_links_letter_id"), ["letter_id"], unique=False)

    op.create_table(
        "demand_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("demand_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("words", WORDS(), nullable=False),
        sa.Column("evidence", WORDS(), nullable=False),
        sa.Column("address", WORDS(length=400), nullable=False),
        sa.Column("outcome", WORDS(length=24), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["demand_id"], ["demands.id"], name=op.f("fk_demand_answers_demand_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand_answers")),
        sa.UniqueConstraint("demand_id", "on_date", "words", name=op.f("uq_demand_answers_demand_id_on_date_words")),
    )
    with op.batch_alter_table("demand_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_demand_answers_demand_id"), ["demand_id"], unique=False)

    op.create_table(
        "letter_comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("words", WORDS(), nullable=False),
        sa.Column("stays_off", sa.Boolean(), nullable=False),
        sa.Column("by_account_id", sa.Integer(), nullable=True),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_account_id"], ["accounts.id"], name=op.f("fk_letter_comments_by_account_id")),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_letter_comments_letter_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_letter_comments_organization_id")
        ),
        sa.ForeignKeyConstraint(["version_id"], ["letter_versions.id"], name=op.f("fk_letter_comments_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_comments")),
    )
    with op.batch_alter_table("letter_comments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_comments_letter_id"), ["letter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_comments_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "scholars",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("program_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("given_name", WORDS(length=120), nullable=False),
        sa.Column("family_name", WORDS(length=120), nullable=False),
        sa.Column("email", WORDS(length=254), nullable=False),
        sa.Column("phone", WORDS(length=40), nullable=False),
        sa.Column("district", WORDS(length=120), nullable=False),
        sa.Column("school", WORDS(length=120), nullable=False),
        sa.Column("house_place_id", sa.Integer(), nullable=True),
        sa.Column("senate_place_id", sa.Integer(), nullable=True),
        sa.Column("group_code", WORDS(length=24), nullable=False),
        sa.Column("status", WORDS(length=24), nullable=False),
        sa.Column("status_since", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_scholars_cohort_id")),
        sa.ForeignKeyConstraint(["house_place_id"], ["places.id"], name=op.f("fk_scholars_house_place_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_scholars_organization_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_scholars_program_id")),
        sa.ForeignKeyConstraint(["senate_place_id"], ["places.id"], name=op.f("fk_scholars_senate_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scholars")),
    )
    with op.batch_alter_table("scholars", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scholars_cohort_id"), ["cohort_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_scholars_house_place_id"), ["house_place_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_scholars_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_scholars_program_id_status_family_name"),
            ["program_id", "status", "family_name"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_scholars_senate_place_id"), ["senate_place_id"], unique=False)

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
        "signatures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("text_hash", WORDS(length=64), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("organization", WORDS(length=160), nullable=False),
        sa.Column("signer", WORDS(length=160), nullable=False),
        sa.Column("signer_title", WORDS(length=160), nullable=False),
        sa.Column("is_individual", sa.Boolean(), nullable=False),
        sa.Column("may_use_logo", sa.Boolean(), nullable=False),
        sa.Column("signed", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("confirmed", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("withdrawn", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("withdrawn_because", WORDS(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.Column("by_account_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_account_id"], ["accounts.id"], name=op.f("fk_signatures_by_account_id")),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_signatures_letter_id")),
        sa.ForeignKeyConstraint(["link_id"], ["sign_on_links.id"], name=op.f("fk_signatures_link_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_signatures_organization_id")),
        sa.ForeignKeyConstraint(["version_id"], ["letter_versions.id"], name=op.f("fk_signatures_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatures")),
    )
    with op.batch_alter_table("signatures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signatures_letter_id"), ["letter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signatures_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_signatures_version_id_organization_id"), ["version_id", "organization_id"], unique=False
        )

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
        "goals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scholar_id", sa.Integer(), nullable=False),
        sa.Column("category", WORDS(length=24), nullable=False),
        sa.Column("words", WORDS(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("status", WORDS(length=24), nullable=False),
        sa.Column("status_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["scholar_id"], ["scholars.id"], name=op.f("fk_goals_scholar_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goals")),
    )
    with op.batch_alter_table("goals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goals_scholar_id"), ["scholar_id"], unique=False)

    op.create_table(
        "milestones",
        sa.Column("scholar_id", sa.Integer(), nullable=False),
        sa.Column("kind", WORDS(length=40), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("note", WORDS(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scholar_id"], ["scholars.id"], name=op.f("fk_milestones_scholar_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("scholar_id", "kind", name=op.f("pk_milestones")),
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
        "pairs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("scholar_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentors.id"], name=op.f("fk_pairs_mentor_id")),
        sa.ForeignKeyConstraint(["scholar_id"], ["scholars.id"], name=op.f("fk_pairs_scholar_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairs")),
    )
    with op.batch_alter_table("pairs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pairs_mentor_id"), ["mentor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pairs_scholar_id"), ["scholar_id"], unique=False)

    op.create_table(
        "personal_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", WORDS(length=64), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=True),
        sa.Column("scholar_id", sa.Integer(), nullable=True),
        sa.Column("expires", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("revoked", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("used_on", sa.Date(), nullable=True),
        sa.Column("uses_that_day", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentors.id"], name=op.f("fk_personal_links_mentor_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_personal_links_organization_id")
        ),
        sa.ForeignKeyConstraint(["scholar_id"], ["scholars.id"], name=op.f("fk_personal_links_scholar_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_personal_links_token_hash")),
    )
    with op.batch_alter_table("personal_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_personal_links_mentor_id"), ["mentor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_personal_links_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_personal_links_scholar_id"), ["scholar_id"], unique=False)

    op.create_table(
        "scholar_tracks",
        sa.Column("scholar_id", sa.Integer(), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("track", WORDS(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["scholar_id"], ["scholars.id"], name=op.f("fk_scholar_tracks_scholar_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("scholar_id", "school_year", "track", name=op.f("pk_scholar_tracks")),
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

    op.create_table(
        "stories",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scholar_id", sa.Integer(), nullable=False),
        sa.Column("words", WORDS(), nullable=False),
        sa.Column("shown_as", WORDS(length=120), nullable=False),
        sa.Column("use", WORDS(length=120), nullable=False),
        sa.Column("consented_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scholar_id"], ["scholars.id"], name=op.f("fk_stories_scholar_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
    )
    with op.batch_alter_table("stories", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stories_scholar_id"), ["scholar_id"], unique=False)

    op.create_table(
        "term_enrollments",
        sa.Column("scholar_id", sa.Integer(), nullable=False),
        sa.Column("term", WORDS(length=8), nullable=False),
        sa.Column("completed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scholar_id"], ["scholars.id"], name=op.f("fk_term_enrollments_scholar_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("scholar_id", "term", name=op.f("pk_term_enrollments")),
    )
    op.create_table(
        "goal_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("status", WORDS(length=24), nullable=False),
        sa.Column("words", WORDS(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("by_link", sa.Boolean(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goals.id"], name=op.f("fk_goal_changes_goal_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_changes")),
    )
    with op.batch_alter_table("goal_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_changes_goal_id"), ["goal_id"], unique=False)

    op.create_table(
        "mentoring_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("program_id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=True),
        sa.Column("cohort_id", sa.Integer(), nullable=True),
        sa.Column("kind", WORDS(length=24), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("topic", WORDS(length=120), nullable=False),
        sa.Column("next_step", WORDS(), nullable=False),
        sa.Column("private_note", WORDS(), nullable=False),
        sa.Column("by_link", sa.Boolean(), nullable=False),
        sa.Column("form_key", WORDS(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_mentoring_sessions_cohort_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_mentoring_sessions_organization_id")
        ),
        sa.ForeignKeyConstraint(["pair_id"], ["pairs.id"], name=op.f("fk_mentoring_sessions_pair_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_mentoring_sessions_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentoring_sessions")),
        sa.UniqueConstraint("organization_id", "form_key", name=op.f("uq_mentoring_sessions_organization_id_form_key")),
    )
    with op.batch_alter_table("mentoring_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mentoring_sessions_cohort_id"), ["cohort_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mentoring_sessions_pair_id_on_date"), ["pair_id", "on_date"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_mentoring_sessions_program_id_on_date"), ["program_id", "on_date"], unique=False
        )

    op.create_table(
        "pair_pauses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["pair_id"], ["pairs.id"], name=op.f("fk_pair_pauses_pair_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair_pauses")),
    )
    with op.batch_alter_table("pair_pauses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pair_pauses_pair_id"), ["pair_id"], unique=False)

    op.create_table(
        "session_attendances",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("scholar_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["scholar_id"], ["scholars.id"], name=op.f("fk_session_attendances_scholar_id")),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["mentoring_sessions.id"],
            name=op.f("fk_session_attendances_session_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("session_id", "scholar_id", name=op.f("pk_session_attendances")),
    )
    with op.batch_alter_table("source_syncs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("batches", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("notes", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("source_syncs", schema=None) as batch_op:
        batch_op.drop_column("notes")
        batch_op.drop_column("batches")

    op.drop_table("session_attendances")
    with op.batch_alter_table("pair_pauses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pair_pauses_pair_id"))

    op.drop_table("pair_pauses")
    with op.batch_alter_table("mentoring_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mentoring_sessions_program_id_on_date"))
        batch_op.drop_index(batch_op.f("ix_mentoring_sessions_pair_id_on_date"))
        batch_op.drop_index(batch_op.f("ix_mentoring_sessions_cohort_id"))

    op.drop_table("mentoring_sessions")
    with op.batch_alter_table("goal_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_changes_goal_id"))

    op.drop_table("goal_changes")
    op.drop_table("term_enrollments")
    with op.batch_alter_table("stories", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stories_scholar_id"))

    op.drop_table("stories")
    with op.batch_alter_table("school_unit_names", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_school_unit_names_name_key"))
        batch_op.drop_index(batch_op.f("ix_school_unit_names_batch_id"))

    op.drop_table("school_unit_names")
    with op.batch_alter_table("school_unit_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_school_unit_changes_into_id"))

    op.drop_table("school_unit_changes")
    op.drop_table("scholar_tracks")
    with op.batch_alter_table("personal_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_personal_links_scholar_id"))
        batch_op.drop_index(batch_op.f("ix_personal_links_organization_id"))
        batch_op.drop_index(batch_op.f("ix_personal_links_mentor_id"))

    op.drop_table("personal_links")
    with op.batch_alter_table("pairs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pairs_scholar_id"))
        batch_op.drop_index(batch_op.f("ix_pairs_mentor_id"))

    op.drop_table("pairs")
    op.drop_table("other_figures")
    op.drop_table("milestones")
    with op.batch_alter_table("goals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goals_scholar_id"))

    op.drop_table("goals")
    op.drop_table("figures")
    with op.batch_alter_table("signatures", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signatures_version_id_organization_id"))
        batch_op.drop_index(batch_op.f("ix_signatures_organization_id"))
        batch_op.drop_index(batch_op.f("ix_signatures_letter_id"))

    op.drop_table("signatures")
    with op.batch_alter_table("school_units", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_school_units_parent_id"))
        batch_op.drop_index(batch_op.f("ix_school_units_nces_id"))
        batch_op.drop_index(batch_op.f("ix_school_units_name_key"))
        batch_op.drop_index(batch_op.f("ix_school_units_county_id"))
        batch_op.drop_index(batch_op.f("ix_school_units_batch_id"))

    op.drop_table("school_units")
    with op.batch_alter_table("scholars", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scholars_senate_place_id"))
        batch_op.drop_index(batch_op.f("ix_scholars_program_id_status_family_name"))
        batch_op.drop_index(batch_op.f("ix_scholars_organization_id"))
        batch_op.drop_index(batch_op.f("ix_scholars_house_place_id"))
        batch_op.drop_index(batch_op.f("ix_scholars_cohort_id"))

    op.drop_table("scholars")
    with op.batch_alter_table("letter_comments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_comments_organization_id"))
        batch_op.drop_index(batch_op.f("ix_letter_comments_letter_id"))

    op.drop_table("letter_comments")
    with op.batch_alter_table("demand_answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_demand_answers_demand_id"))

    op.drop_table("demand_answers")
    with op.batch_alter_table("sign_on_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_on_links_letter_id"))

    op.drop_table("sign_on_links")
    op.drop_table("published_decisions")
    with op.batch_alter_table("program_imports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_program_imports_program_id"))
        batch_op.drop_index(batch_op.f("ix_program_imports_organization_id"))

    op.drop_table("program_imports")
    with op.batch_alter_table("program_figures", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_program_figures_organization_id"))

    op.drop_table("program_figures")
    with op.batch_alter_table("motion_positions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_motion_positions_organization_id"))
        batch_op.drop_index(batch_op.f("ix_motion_positions_motion_id_round_organization_id"))

    op.drop_table("motion_positions")
    op.drop_table("motion_opt_outs")
    with op.batch_alter_table("motion_conditions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_motion_conditions_motion_id"))

    op.drop_table("motion_conditions")
    with op.batch_alter_table("mentors", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mentors_program_id"))
        batch_op.drop_index(batch_op.f("ix_mentors_organization_id"))

    op.drop_table("mentors")
    op.drop_table("letter_versions")
    with op.batch_alter_table("demands", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_demands_motion_id"))

    op.drop_table("demands")
    with op.batch_alter_table("cohorts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cohorts_program_id"))
        batch_op.drop_index(batch_op.f("ix_cohorts_organization_id"))

    op.drop_table("cohorts")
    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programs_organization_id"))

    op.drop_table("programs")
    with op.batch_alter_table("motions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_motions_status"))
        batch_op.drop_index(batch_op.f("ix_motions_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_motions_by_organization_id"))

    op.drop_table("motions")
    op.drop_table("meeting_attendances")
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letters_by_organization_id"))

    op.drop_table("letters")
    op.drop_table("school_measures")
    with op.batch_alter_table("scenarios", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scenarios_calculator"))

    op.drop_table("scenarios")
    op.drop_table("principles")
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meetings_starts"))

    op.drop_table("meetings")
    op.drop_table("figure_groups")
    op.drop_table("decision_rules")
