"""What the talk remembers of telling people: how far a room was told of, and when people were reminded."""

from sqlalchemy import BigInteger, Column, Integer, String, Table

from kairan.core.kit.database import metadata

# Up to which entry people were told of what was said in a room.
room_told_table = Table(
    "room_told",
    metadata,
    Column("room_no", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
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
