"""Notifications (通知): whoever wants to tell something says what, to whom, how urgent; here it is decided how."""

from kairan.notifications.model import Content, DueNotice, NewNotice, NoticeKind
from kairan.notifications.notifying import Prepared, keep_notices, notify, prepare_notices
from kairan.notifications.queries import among_told, choices_of, is_anybody_told, told_since
from kairan.notifications.subjects import SUBJECTS, Asked, Subject

__all__ = [
    "SUBJECTS",
    "Asked",
    "Content",
    "DueNotice",
    "NewNotice",
    "NoticeKind",
    "Prepared",
    "Subject",
    "among_told",
    "choices_of",
    "is_anybody_told",
    "keep_notices",
    "notify",
    "prepare_notices",
    "told_since",
]
