"""Notifications (通知): whoever wants to tell something says what, to whom, how urgent; here it is decided how."""

from kairan.notifications.model import URGENT_LIMIT, Content, DueNotice, NewNotice, NoticeKind
from kairan.notifications.mornings import Mornings, mornings_of
from kairan.notifications.notifying import Prepared, keep_notices, notify, prepare_notices
from kairan.notifications.queries import among_told, choices_of, is_anybody_told, told_since
from kairan.notifications.subjects import SUBJECTS, Asked, Subject
from kairan.notifications.urgent import ToldAsUrgent, may_tell_urgently, tell_urgently, urgent_entries, urgent_of

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
    "Subject",
    "ToldAsUrgent",
    "among_told",
    "choices_of",
    "is_anybody_told",
    "keep_notices",
    "may_tell_urgently",
    "mornings_of",
    "notify",
    "prepare_notices",
    "tell_urgently",
    "told_since",
    "urgent_entries",
    "urgent_of",
]
