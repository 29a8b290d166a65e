"""Days of Japan: when they begin, and which one an instant lies in."""

from datetime import UTC, date, datetime, timedelta, timezone

JAPAN = timezone(timedelta(hours=9))
DAY_MS = 86_400_000


def midnight(day: str, days_later: int = 0) -> int | None:
    """Return the instant (ms) at which a day written 2026-04-01 begins in Japan, or None when it is no day."""
    try:
        begins = datetime.combine(date.fromisoformat(day), datetime.min.time(), JAPAN) + timedelta(days=days_later)
        return int(begins.astimezone(UTC).timestamp() * 1000)
    except (ValueError, OverflowError):
        return None


def day_of(at: int) -> str:
    """Return the day of Japan, written 2026-04-01, in which an instant (ms) lies."""
    return datetime.fromtimestamp(at / 1000, JAPAN).date().isoformat()
