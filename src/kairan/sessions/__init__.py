"""The entrance: faces, sign-in, sessions, and the policy of what is allowed where."""

from kairan.core.edge.authentication import SessionRules
from kairan.core.viewer import Entrance
from kairan.policy import Act, may, require, upto_of
from kairan.sessions.actions import end_sessions, issue_password
from kairan.sessions.model import Limits, Me
from kairan.sessions.passwords import hash_drawn_password, hash_later, hash_password
from kairan.sessions.queries import Holder, ended_sessions, last_seen, told_by_sessions

__all__ = [
    "Act",
    "Entrance",
    "Holder",
    "Limits",
    "Me",
    "SessionRules",
    "end_sessions",
    "ended_sessions",
    "hash_drawn_password",
    "hash_later",
    "hash_password",
    "issue_password",
    "last_seen",
    "may",
    "require",
    "told_by_sessions",
    "upto_of",
]
