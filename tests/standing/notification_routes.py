"""How an outsider tries the routes of notifications."""

from tests.standing.attempts import NO_ROLE, OPEN, Try

NOTIFICATIONS: dict[tuple[str, str], Try] = {
    ("GET", "/api/me/notifications"): OPEN,
    ("PUT", "/api/me/notifications"): Try({}, names_secret=False),
    ("POST", "/api/me/notifications/key"): OPEN,
    ("PUT", "/api/me/notifications/device"): Try(
        {"endpoint": "https://169.254.169.254/", "p256dh": "x", "auth": "x"}, names_secret=False
    ),
    ("DELETE", "/api/me/notifications/device"): OPEN,
    ("POST", "/api/me/notifications/device/trial"): OPEN,
    ("POST", "/api/me/notifications/mail/trial"): OPEN,
    ("GET", "/api/administration/notifications"): Try(refused=NO_ROLE),
    ("PUT", "/api/administration/notifications"): Try({}, refused=NO_ROLE),
}
