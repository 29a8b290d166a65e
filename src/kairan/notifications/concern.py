"""The manifest of notifications: who is told what, when, and how."""

import kairan.notifications.model
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.notifications.evidence import evidence
from kairan.notifications.http import PushSettings, console, mine
from kairan.notifications.jobs import register_jobs
from kairan.notifications.model import (
    Choice,
    Leave,
    NotificationRules,
    QuietHours,
    Subscribing,
    notice_delivery_table,
    notice_table,
    notification_choice_table,
    presence_table,
    push_subscription_table,
)
from kairan.notifications.web_push import services_named
from kairan.people.evidence import EVIDENCE
from kairan.sessions.rules import session_rules

NOBODY = "https://localhost/"
"""Named to push services where the installation has no address of its own."""


def provides(parts: Parts) -> dict[str, object]:
    """Give what the operator set for push."""
    settings = parts.settings
    push = PushSettings(
        faces=settings.push_faces,
        services=services_named(settings.push_services),
        is_mail_sent=bool(settings.mail_url),
        contact=settings.url or NOBODY,
    )
    return {"push": push}


def jobs(jobs: Jobs, parts: Parts) -> None:
    """Tell what is due, write the letters of the day, put away what is over."""
    settings = parts.settings
    register_jobs(jobs, parts.store, parts.box, session_rules(settings), settings.url or NOBODY)


CONCERN = Concern(
    package="kairan.notifications",
    tables=tables_in(kairan.notifications.model),
    passing=(push_subscription_table, presence_table, notice_table, notice_delivery_table),
    personal=(push_subscription_table, notification_choice_table, presence_table, notice_table),
    routers=(mine, console),
    provides=provides,
    jobs=jobs,
    extensions=(EVIDENCE.by((55, evidence)),),
    examples=(
        Choice(quiet=QuietHours(start=1200, end=510), leaves=[Leave(first="2026-08-13", last="2026-08-16")]),
        NotificationRules(),
        Subscribing(
            endpoint="https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
            p256dh="BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM",
            auth="tBHItJI5svbpez7KI4CCXg",
        ),
    ),
    tags={"Notifications": "How people are told, on which devices, and when not."},
    settings=("push_faces", "push_services"),
)
