"""first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# The search index; each database has its own.
INDEX_TABLES = {
    "sqlite": (
        "CREATE VIRTUAL TABLE message_gram USING fts5(grams, content='', columnsize=0, detail=none, tokenize='ascii')",
    ),
    "postgresql": (
        "CREATE TABLE message_gram (room_no BIGINT NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL,"
        " keys BIGINT[] NOT NULL, CONSTRAINT pk_message_gram PRIMARY KEY (room_no, seq))",
        "CREATE INDEX ix_message_gram_keys ON message_gram USING gin (keys) WITH (gin_pending_list_limit = 512)",
    ),
}


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "entry",
        sa.Column("stream_no", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", sa.String(length=13), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=True),
        sa.Column("body_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("stream_no", "seq", name=op.f("pk_entry")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "file",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("uploader_id", sa.String(length=13), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.String(length=127), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("refusal", sa.String(length=60), nullable=True),
        sa.Column("blob_key", sa.String(length=40), nullable=False),
        sa.Column("thumbnail_key", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("attached_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file")),
    )
    op.create_index("ix_file_attached_at_created_at", "file", ["attached_at", "created_at"], unique=False)
    op.create_index("ix_file_organization_id", "file", ["organization_id"], unique=False)
    op.create_table(
        "job",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease", sa.String(length=13), nullable=True),
        sa.Column("leased_until", sa.BigInteger(), nullable=True),
        sa.Column("again_at", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("failed_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index(
        "ix_job_due_at",
        "job",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("failed_at IS NULL"),
        postgresql_where=sa.text("failed_at IS NULL"),
    )
    op.create_index(
        "ix_job_failed_at",
        "job",
        ["failed_at"],
        unique=False,
        sqlite_where=sa.text("failed_at IS NOT NULL"),
        postgresql_where=sa.text("failed_at IS NOT NULL"),
    )
    op.create_index(
        "uq_job_kind_key",
        "job",
        ["kind", "key"],
        unique=True,
        sqlite_where=sa.text("failed_at IS NULL"),
        postgresql_where=sa.text("failed_at IS NULL"),
    )
    op.create_table(
        "membership",
        sa.Column("room_no", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.String(length=13), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("to_seq", sa.BigInteger(), nullable=True),
        sa.Column("sees_from", sa.BigInteger(), nullable=False),
        sa.Column("from_n", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("room_no", "member_id", "from_seq", name=op.f("pk_membership")),
    )
    op.create_index("ix_membership_member", "membership", ["member_id", "to_seq", "room_no"], unique=False)
    op.create_index(
        "uq_membership_present",
        "membership",
        ["room_no", "member_id"],
        unique=True,
        sqlite_where=sa.text("to_seq IS NULL"),
        postgresql_where=sa.text("to_seq IS NULL"),
    )
    op.create_table(
        "mention",
        sa.Column("room_no", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("target_id", sa.String(length=13), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("root_seq", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("room_no", "seq", "kind", "target_id", name=op.f("pk_mention")),
    )
    op.create_index("ix_mention_target", "mention", ["target_id", "room_no", "seq"], unique=False)
    op.create_table(
        "message",
        sa.Column("room_no", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("room_id", sa.String(length=13), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("root_seq", sa.BigInteger(), nullable=True),
        sa.Column("root_id", sa.String(length=13), nullable=True),
        sa.Column("author_id", sa.String(length=13), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("files", sa.Text(), nullable=True),
        sa.Column("mentions", sa.Text(), nullable=True),
        sa.Column("edited_at", sa.BigInteger(), nullable=True),
        sa.Column("edits", sa.Text(), nullable=True),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.Column("removed_by", sa.String(length=13), nullable=True),
        sa.Column("client_key", sa.String(length=64), nullable=False),
        sa.Column("reply_count", sa.Integer(), nullable=False),
        sa.Column("last_reply_at", sa.BigInteger(), nullable=True),
        sa.Column("repliers", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("room_no", "seq", name=op.f("pk_message")),
        sa.UniqueConstraint("author_id", "client_key", name=op.f("uq_message_author_id_client_key")),
        sa.UniqueConstraint("id", name=op.f("uq_message_id")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_message_at", "message", ["room_no", "at"], unique=False)
    op.create_index("ix_message_thread", "message", ["room_no", "root_seq", "n"], unique=False)
    op.create_table(
        "organization",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
        sa.UniqueConstraint("code", name=op.f("uq_organization_code")),
    )
    op.create_table(
        "reaction",
        sa.Column("room_no", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("emoji", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=13), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("room_no", "seq", "emoji", "member_id", name=op.f("pk_reaction")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "read_mark",
        sa.Column("room_no", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.String(length=13), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("read_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("room_no", "member_id", name=op.f("pk_read_mark")),
    )
    op.create_index("ix_read_mark_n", "read_mark", ["room_no", "n"], unique=False)
    op.create_table(
        "redaction",
        sa.Column("stream_no", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("stream_no", "seq", name=op.f("pk_redaction")),
    )
    op.create_table(
        "room",
        sa.Column("no", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("history", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("archived_at", sa.BigInteger(), nullable=True),
        sa.Column("message_n", sa.BigInteger(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=True),
        sa.Column("direct_key", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_room")),
        sa.UniqueConstraint("direct_key", name=op.f("uq_room_direct_key")),
        sa.UniqueConstraint("id", name=op.f("uq_room_id")),
    )
    op.create_index("ix_room_open", "room", ["organization_id", "open"], unique=False)
    op.create_table(
        "room_kept",
        sa.Column("room_no", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.String(length=13), nullable=False),
        sa.Column("favourite", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("notify", sa.String(length=10), server_default="all", nullable=False),
        sa.PrimaryKeyConstraint("room_no", "member_id", name=op.f("pk_room_kept")),
    )
    op.create_table(
        "stream",
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_stream")),
        sa.UniqueConstraint("name", name=op.f("uq_stream_name")),
    )
    op.create_table(
        "thread_mark",
        sa.Column("room_no", sa.BigInteger(), nullable=False),
        sa.Column("root_seq", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.String(length=13), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("room_no", "root_seq", "member_id", name=op.f("pk_thread_mark")),
    )
    op.create_index("ix_thread_mark_member", "thread_mark", ["member_id", "room_no"], unique=False)
    op.create_table(
        "department",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("parent_id", sa.String(length=13), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_department_organization_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["department.id"], name=op.f("fk_department_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
    )
    op.create_index(op.f("ix_department_organization_id"), "department", ["organization_id"], unique=False)
    op.create_table(
        "file_use",
        sa.Column("file_id", sa.String(length=13), nullable=False),
        sa.Column("stream", sa.String(length=80), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"], name=op.f("fk_file_use_file_id")),
        sa.PrimaryKeyConstraint("file_id", "stream", "seq", name=op.f("pk_file_use")),
    )
    op.create_index("ix_file_use_stream_seq", "file_use", ["stream", "seq"], unique=False)
    op.create_table(
        "member",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("kana", sa.String(length=400), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("mail", sa.String(length=254), nullable=True),
        sa.Column("extension", sa.String(length=40), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("sought", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_member_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("organization_id", "login", name=op.f("uq_member_organization_id_login")),
    )
    op.create_table(
        "post",
        sa.Column("member_id", sa.String(length=13), nullable=False),
        sa.Column("department_id", sa.String(length=13), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_post_department_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_post_member_id")),
        sa.PrimaryKeyConstraint("member_id", "department_id", name=op.f("pk_post")),
    )
    op.create_index("ix_post_department", "post", ["department_id"], unique=False)
    op.create_table(
        "session",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("member_id", sa.String(length=13), nullable=False),
        sa.Column("face", sa.String(length=20), nullable=False),
        sa.Column("device", sa.String(length=10), nullable=False),
        sa.Column("agent", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_session_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_session_token_digest")),
    )
    op.create_index("ix_session_member", "session", ["member_id"], unique=False)
    for statement in INDEX_TABLES[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
