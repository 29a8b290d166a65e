"""Notifications (通知): whoever wants to tell something says what, to whom, how urgent; here it is decided how."""

from kairan.notifications.model import URGENT_LIMIT, Content, DueNotice, NewNotice, NoticeKind, Unread
from kairan.notifications.mornings import Mornings, mornings_of
from kairan.notifications.notifying import Prepared, keep_notices, notify, prepare_notices
from kairan.notifications.queries import Reach, among_told, choices_of, is_anybody_told, reaches_of
from kairan.notifications.quiet_hours import instant_of, is_working_day
from kairan.notifications.subjects import SUBJECTS, Asked, Subject
from kairan.notifications.urgent import (
    ToldAsUrgent,
    may_tell_urgently,
    note_urgent,
    tell_urgently,
    urgent_entries,
    urgent_of,
)

__all__ = [
    "SUBJECTS",
    "URGENT_LIMIT",
    "Asked",
    "Content",
    "DueNotice",
    "Mornings",
    "NewNotice",
    "NoticeKind",
    "Prepared",
    "Reach",
    "Subject",
    "ToldAsUrgent",
    "Unread",
    "among_told",
    "choices_of",
    "instant_of",
    "is_anybody_told",
    "is_working_day",
    "keep_notices",
    "may_tell_urgently",
    "mornings_of",
    "note_urgent",
    "notify",
    "prepare_notices",
    "reaches_of",
    "tell_urgently",
    "urgent_entries",
    "urgent_of",
]
