"""What voters should know: the community, contests and ballot questions, guides and editions, home visits."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WORDS = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        "codes_of_conduct",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("words", WORDS(), nullable=False),
        sa.Column("words_es", WORDS(), nullable=False),
        sa.Column("since", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codes_of_conduct")),
    )
    op.create_table(
        "translations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("english_sha256", WORDS(length=64), nullable=False),
        sa.Column("language", WORDS(length=5), nullable=False),
        sa.Column("english", WORDS(), nullable=False),
        sa.Column("words", WORDS(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translations")),
        sa.UniqueConstraint("english_sha256", "language", name=op.f("uq_translations_english_sha256_language")),
    )
    op.create_table(
        "community_authors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", WORDS(length=160), nullable=False),
        sa.Column("name_key", WORDS(length=160), nullable=False),
        sa.Column("is_pseudonym", sa.Boolean(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("post_count", sa.Integer(), nullable=False),
        sa.Column("silenced_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("made", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_community_authors_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_community_authors")),
    )
    with op.batch_alter_table("community_authors", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_community_authors_name_key"), ["name_key"], unique=False)

    op.create_table(
        "author_accounts",
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_author_accounts_account_id")),
        sa.ForeignKeyConstraint(["author_id"], ["community_authors.id"], name=op.f("fk_author_accounts_author_id")),
        sa.PrimaryKeyConstraint("author_id", name=op.f("pk_author_accounts")),
    )
    with op.batch_alter_table("author_accounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_author_accounts_account_id"), ["account_id"], unique=False)

    op.create_table(
        "conduct_agreements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("code_id", sa.Integer(), nullable=True),
        sa.Column("agreed", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_conduct_agreements_account_id")),
        sa.ForeignKeyConstraint(["code_id"], ["codes_of_conduct.id"], name=op.f("fk_conduct_agreements_code_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conduct_agreements")),
    )
    with op.batch_alter_table("conduct_agreements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conduct_agreements_account_id"), ["account_id"], unique=False)

    op.create_table(
        "contests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction_id", sa.Integer(), nullable=False),
        sa.Column("election_on", sa.Date(), nullable=False),
        sa.Column("office", WORDS(length=160), nullable=False),
        sa.Column("district", WORDS(length=160), nullable=False),
        sa.Column("county_fips", WORDS(length=5), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("on_ballot", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["jurisdiction_id"], ["jurisdictions.id"], name=op.f("fk_contests_jurisdiction_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_contests_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contests")),
        sa.UniqueConstraint(
            "jurisdiction_id",
            "election_on",
            "office",
            "district",
            name=op.f("uq_contests_jurisdiction_id_election_on_office_district"),
        ),
    )
    op.create_table(
        "correction_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about_kind", WORDS(length=24), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("figure", WORDS(length=160), nullable=False),
        sa.Column("shown", WORDS(length=160), nullable=False),
        sa.Column("should_be", WORDS(length=160), nullable=False),
        sa.Column("because", WORDS(), nullable=False),
        sa.Column("address", WORDS(length=400), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("status", WORDS(length=24), nullable=False),
        sa.Column("answer", WORDS(), nullable=False),
        sa.Column("answered_by", WORDS(length=160), nullable=False),
        sa.Column("answered", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["community_authors.id"], name=op.f("fk_correction_requests_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction_requests")),
    )
    with op.batch_alter_table("correction_requests", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_correction_requests_about_kind_about_id"), ["about_kind", "about_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_correction_requests_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_correction_requests_status"), ["status"], unique=False)

    op.create_table(
        "guides",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", WORDS(length=160), nullable=False),
        sa.Column("jurisdiction_id", sa.Integer(), nullable=False),
        sa.Column("county_fips", WORDS(length=5), nullable=False),
        sa.Column("place", WORDS(length=160), nullable=False),
        sa.Column("unit_ids", sa.JSON(), nullable=False),
        sa.Column("election_on", sa.Date(), nullable=True),
        sa.Column("batch", WORDS(length=160), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["jurisdiction_id"], ["jurisdictions.id"], name=op.f("fk_guides_jurisdiction_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guides")),
    )
    with op.batch_alter_table("guides", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guides_batch"), ["batch"], unique=False)
        batch_op.create_index(batch_op.f("ix_guides_jurisdiction_id"), ["jurisdiction_id"], unique=False)

    op.create_table(
        "home_visits",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("began", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("last_look", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("before", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_home_visits_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_home_visits")),
    )
    op.create_table(
        "name_keepers",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("since", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_name_keepers_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_name_keepers")),
    )
    op.create_table(
        "resources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", WORDS(length=160), nullable=False),
        sa.Column("words", WORDS(), nullable=False),
        sa.Column("helped", WORDS(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("tag_words", WORDS(), nullable=False),
        sa.Column("address", WORDS(length=400), nullable=False),
        sa.Column("file_name", WORDS(length=160), nullable=False),
        sa.Column("file_sha256", WORDS(length=64), nullable=False),
        sa.Column("file_bytes", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("hidden", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("hidden_because", WORDS(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["community_authors.id"], name=op.f("fk_resources_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resources")),
    )
    with op.batch_alter_table("resources", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resources_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_resources_made"), ["made"], unique=False)

    op.create_table(
        "threads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", WORDS(length=24), nullable=False),
        sa.Column("title", WORDS(length=160), nullable=False),
        sa.Column("about_kind", WORDS(length=24), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("answer_post_id", sa.Integer(), nullable=True),
        sa.Column("post_count", sa.Integer(), nullable=False),
        sa.Column("last_post", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("closed", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("hidden", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["community_authors.id"], name=op.f("fk_threads_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threads")),
    )
    with op.batch_alter_table("threads", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_threads_about_kind_about_id"), ["about_kind", "about_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_threads_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_threads_last_post"), ["last_post"], unique=False)

    op.create_table(
        "candidates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", WORDS(length=160), nullable=False),
        sa.Column("party", WORDS(length=160), nullable=False),
        sa.Column("withdrew", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contests.id"], name=op.f("fk_candidates_contest_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidates")),
        sa.UniqueConstraint("contest_id", "name", name=op.f("uq_candidates_contest_id_name")),
    )
    op.create_table(
        "follows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("read_to", sa.Integer(), nullable=False),
        sa.Column("muted", sa.Boolean(), nullable=False),
        sa.Column("since", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_follows_account_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_follows_thread_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follows")),
        sa.UniqueConstraint("account_id", "thread_id", name=op.f("uq_follows_account_id_thread_id")),
    )
    with op.batch_alter_table("follows", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follows_thread_id"), ["thread_id"], unique=False)

    op.create_table(
        "guide_editions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guide_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("slug", WORDS(length=60), nullable=False),
        sa.Column("title", WORDS(length=160), nullable=False),
        sa.Column("place", WORDS(length=160), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("checks", sa.JSON(), nullable=False),
        sa.Column("sha256", WORDS(length=64), nullable=False),
        sa.Column("withdrawn", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("withdrawn_because", WORDS(), nullable=False),
        sa.ForeignKeyConstraint(["guide_id"], ["guides.id"], name=op.f("fk_guide_editions_guide_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide_editions")),
        sa.UniqueConstraint("guide_id", "number", name=op.f("uq_guide_editions_guide_id_number")),
    )
    with op.batch_alter_table("guide_editions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guide_editions_published_on"), ["published_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_guide_editions_slug"), ["slug"], unique=False)

    op.create_table(
        "guide_overrides",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guide_id", sa.Integer(), nullable=False),
        sa.Column("check", WORDS(length=24), nullable=False),
        sa.Column("finding_key", WORDS(length=64), nullable=False),
        sa.Column("name", WORDS(length=160), nullable=False),
        sa.Column("reason", WORDS(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["guide_id"], ["guides.id"], name=op.f("fk_guide_overrides_guide_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide_overrides")),
        sa.UniqueConstraint("guide_id", "finding_key", name=op.f("uq_guide_overrides_guide_id_finding_key")),
    )
    op.create_table(
        "guide_sections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guide_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", WORDS(length=24), nullable=False),
        sa.Column("heading", WORDS(length=160), nullable=False),
        sa.Column("words", WORDS(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["guide_id"], ["guides.id"], name=op.f("fk_guide_sections_guide_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_guide_sections_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide_sections")),
    )
    with op.batch_alter_table("guide_sections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guide_sections_guide_id"), ["guide_id"], unique=False)

    op.create_table(
        "posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("words", WORDS(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("edited", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("hidden", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("hidden_because", WORDS(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["community_authors.id"], name=op.f("fk_posts_author_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_posts_thread_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint("thread_id", "number", name=op.f("uq_posts_thread_id_number")),
    )
    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_posts_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_posts_made"), ["made"], unique=False)

    op.create_table(
        "question_sheets",
        sa.Column("ballot_question_id", sa.Integer(), nullable=False),
        sa.Column("official_id", WORDS(length=24), nullable=False),
        sa.Column("bill_number", WORDS(length=24), nullable=False),
        sa.Column("kind", WORDS(length=160), nullable=False),
        sa.Column("outcome", WORDS(length=24), nullable=False),
        sa.Column("yes_means", WORDS(), nullable=True),
        sa.Column("no_means", WORDS(), nullable=True),
        sa.Column("money_effect", WORDS(), nullable=True),
        sa.Column("arguments_for", WORDS(), nullable=True),
        sa.Column("arguments_against", WORDS(), nullable=True),
        sa.Column("committee_for", WORDS(), nullable=True),
        sa.Column("committee_against", WORDS(), nullable=True),
        sa.Column("summary", WORDS(), nullable=True),
        sa.Column("finances", sa.JSON(), nullable=True),
        sa.Column("scenario_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_question_id"], ["ballot_questions.id"], name=op.f("fk_question_sheets_ballot_question_id")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batches.id"], name=op.f("fk_question_sheets_batch_id")),
        sa.ForeignKeyConstraint(["scenario_id"], ["scenarios.id"], name=op.f("fk_question_sheets_scenario_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_question_sheets_source_id")),
        sa.PrimaryKeyConstraint("ballot_question_id", name=op.f("pk_question_sheets")),
    )
    with op.batch_alter_table("question_sheets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_sheets_batch_id"), ["batch_id"], unique=False)

    op.create_table(
        "questionnaires",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("most_words", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contests.id"], name=op.f("fk_questionnaires_contest_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaires")),
        sa.UniqueConstraint("contest_id", name=op.f("uq_questionnaires_contest_id")),
    )
    op.create_table(
        "asked_candidates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("how", WORDS(length=160), nullable=False),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidates.id"], name=op.f("fk_asked_candidates_candidate_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_candidates")),
    )
    with op.batch_alter_table("asked_candidates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_asked_candidates_candidate_id"), ["candidate_id"], unique=False)

    op.create_table(
        "edition_corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("words", WORDS(), nullable=False),
        sa.Column("words_es", WORDS(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["guide_editions.id"], name=op.f("fk_edition_corrections_edition_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_corrections")),
    )
    with op.batch_alter_table("edition_corrections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_edition_corrections_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "mentions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("seen", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["community_authors.id"], name=op.f("fk_mentions_author_id")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_mentions_post_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentions")),
        sa.UniqueConstraint("post_id", "author_id", name=op.f("uq_mentions_post_id_author_id")),
    )
    with op.batch_alter_table("mentions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mentions_author_id"), ["author_id"], unique=False)

    op.create_table(
        "moderation_cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("resource_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("reporter_id", sa.Integer(), nullable=True),
        sa.Column("reason", WORDS(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("outcome", WORDS(length=24), nullable=False),
        sa.Column("outcome_reason", WORDS(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("appeal", WORDS(), nullable=False),
        sa.Column("appealed", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("appeal_outcome", WORDS(length=24), nullable=False),
        sa.Column("appeal_reason", WORDS(), nullable=False),
        sa.Column("appeal_decided_by", sa.Integer(), nullable=True),
        sa.Column("appeal_decided", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appeal_decided_by"], ["accounts.id"], name=op.f("fk_moderation_cases_appeal_decided_by")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["community_authors.id"], name=op.f("fk_moderation_cases_author_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["accounts.id"], name=op.f("fk_moderation_cases_decided_by")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_moderation_cases_post_id")),
        sa.ForeignKeyConstraint(
            ["reporter_id"], ["community_authors.id"], name=op.f("fk_moderation_cases_reporter_id")
        ),
        sa.ForeignKeyConstraint(["resource_id"], ["resources.id"], name=op.f("fk_moderation_cases_resource_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_cases")),
    )
    with op.batch_alter_table("moderation_cases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_moderation_cases_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_moderation_cases_post_id"), ["post_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_moderation_cases_resource_id"), ["resource_id"], unique=False)

    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("topic", WORDS(length=160), nullable=False),
        sa.Column("words", WORDS(), nullable=False),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"], ["questionnaires.id"], name=op.f("fk_questions_questionnaire_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_questions_questionnaire_id"), ["questionnaire_id"], unique=False)

    op.create_table(
        "candidate_answers",
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("words", WORDS(), nullable=False),
        sa.Column("language", WORDS(length=5), nullable=False),
        sa.Column("received", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidates.id"], name=op.f("fk_candidate_answers_candidate_id")),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name=op.f("fk_candidate_answers_question_id")),
        sa.PrimaryKeyConstraint("candidate_id", "question_id", name=op.f("pk_candidate_answers")),
    )


def downgrade() -> None:
    op.drop_table("candidate_answers")
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_questions_questionnaire_id"))

    op.drop_table("questions")
    with op.batch_alter_table("moderation_cases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_moderation_cases_resource_id"))
        batch_op.drop_index(batch_op.f("ix_moderation_cases_post_id"))
        batch_op.drop_index(batch_op.f("ix_moderation_cases_author_id"))

    op.drop_table("moderation_cases")
    with op.batch_alter_table("mentions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mentions_author_id"))

    op.drop_table("mentions")
    with op.batch_alter_table("edition_corrections", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_edition_corrections_edition_id"))

    op.drop_table("edition_corrections")
    with op.batch_alter_table("asked_candidates", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_asked_candidates_candidate_id"))

    op.drop_table("asked_candidates")
    op.drop_table("questionnaires")
    with op.batch_alter_table("question_sheets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_sheets_batch_id"))

    op.drop_table("question_sheets")
    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_posts_made"))
        batch_op.drop_index(batch_op.f("ix_posts_author_id"))

    op.drop_table("posts")
    with op.batch_alter_table("guide_sections", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_guide_sections_guide_id"))

    op.drop_table("guide_sections")
    op.drop_table("guide_overrides")
    with op.batch_alter_table("guide_editions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_guide_editions_slug"))
        batch_op.drop_index(batch_op.f("ix_guide_editions_published_on"))

    op.drop_table("guide_editions")
    with op.batch_alter_table("follows", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follows_thread_id"))

    op.drop_table("follows")
    op.drop_table("candidates")
    with op.batch_alter_table("threads", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_threads_last_post"))
        batch_op.drop_index(batch_op.f("ix_threads_author_id"))
        batch_op.drop_index(batch_op.f("ix_threads_about_kind_about_id"))

    op.drop_table("threads")
    with op.batch_alter_table("resources", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_resources_made"))
        batch_op.drop_index(batch_op.f("ix_resources_author_id"))

    op.drop_table("resources")
    op.drop_table("name_keepers")
    op.drop_table("home_visits")
    with op.batch_alter_table("guides", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_guides_jurisdiction_id"))
        batch_op.drop_index(batch_op.f("ix_guides_batch"))

    op.drop_table("guides")
    with op.batch_alter_table("correction_requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_correction_requests_status"))
        batch_op.drop_index(batch_op.f("ix_correction_requests_author_id"))
        batch_op.drop_index(batch_op.f("ix_correction_requests_about_kind_about_id"))

    op.drop_table("correction_requests")
    op.drop_table("contests")
    with op.batch_alter_table("conduct_agreements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conduct_agreements_account_id"))

    op.drop_table("conduct_agreements")
    with op.batch_alter_table("author_accounts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_author_accounts_account_id"))

    op.drop_table("author_accounts")
    with op.batch_alter_table("community_authors", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_community_authors_name_key"))

    op.drop_table("community_authors")
    op.drop_table("translations")
    op.drop_table("codes_of_conduct")
