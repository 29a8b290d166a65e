"""Talking (トークルーム): rooms, messages, read marks, reactions, threads, search."""

from kairan.talk.access import keeps_reading
from kairan.talk.entries import RoomReclassified
from kairan.talk.model import FILES_LIMIT, TEXT_LIMIT

__all__ = ["FILES_LIMIT", "TEXT_LIMIT", "RoomReclassified", "keeps_reading"]
