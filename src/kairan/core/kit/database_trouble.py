"""A database in trouble, told in words: what is full, gone, too slow, or cannot be held is a Problem, not a fault."""

from sqlalchemy.exc import DataError, DBAPIError, OperationalError

from kairan.core.kit.budget import QueryTooLong
from kairan.core.kit.problems import Malformed, StorageFull, StorageUnavailable

_RETRIED_SQLSTATES = frozenset({"40001", "40P01"})  # serialization failure, deadlock
_STOPPED_SQLSTATES = frozenset({"57014"})  # statement_timeout
_FULL_SQLSTATES = frozenset({"53100"})


def _sqlstate(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlstate", None) or "")


def may_be_retried(error: DBAPIError) -> bool:
    """Whether a transaction lost a race, and may be run again."""
    return _sqlstate(error) in _RETRIED_SQLSTATES


def as_refusal(error: Exception) -> Exception:
    """Turn a database in trouble, or a value it cannot hold (a NUL), into a Problem; leave other errors as they are."""
    if isinstance(error, DataError):
        return Malformed()
    if not isinstance(error, OperationalError):
        return error
    said = str(error.orig)
    if said == "interrupted" or _sqlstate(error) in _STOPPED_SQLSTATES:
        return QueryTooLong(retry_after_s=2)
    if "disk is full" in said or "disk I/O error" in said or _sqlstate(error) in _FULL_SQLSTATES:
        return StorageFull()
    return StorageUnavailable(retry_after_s=2)
