"""What the talk remembers of telling people: how far a room was told of, when people were reminded, or asked to be."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, text

from kairan.core.kit.database import metadata

# Up to which entry people were told of what was said in a room; of the next one, up to whom, in the order of their ids.
room_told_table = Table(
    "room_told",
    metadata,
    Column("room_no", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("part_seq", BigInteger),
    Column("part_member", String(13)),
)


# When people were last reminded of a message they had not read.
message_reminder_table = Table(
    "message_reminder",
    metadata,
    Column("room_no", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("by_id", String(13), nullable=False),
    Column("people", Integer, nullable=False),
    Column("reached", Integer, nullable=False),  # of them: who can be told at all
)


# When somebody asked to be told of a message again (あとで知らせる); once told it stays open until they are done.
own_reminder_table = Table(
    "own_reminder",
    metadata,
    Column("member_id", String(13), primary_key=True),
    Column("room_no", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("due_at", BigInteger, nullable=False),
    Column("told_at", BigInteger),
    Column("done_at", BigInteger),
    Index("ix_own_reminder_message", "room_no", "seq"),
    Index(
        "ix_own_reminder_due_at",
        "due_at",
        sqlite_where=text("told_at IS NULL AND done_at IS NULL"),
        postgresql_where=text("told_at IS NULL AND done_at IS NULL"),
    ),
)
