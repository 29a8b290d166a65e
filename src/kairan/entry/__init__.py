"""The entrance: faces, sign-in, sessions, and the policy of what is allowed where."""

from kairan.entry.model import Entrance, Limits, Me
from kairan.entry.passwords import hash_password
from kairan.entry.policy import Act, may, require

__all__ = ["Act", "Entrance", "Limits", "Me", "hash_password", "may", "require"]
