"""The concerns (担当範囲) of Kairan, from the lowest to the highest. Adding one is its folder and a line here."""

import kairan.administration.concern
import kairan.alliances.concern
import kairan.anchors.concern
import kairan.announcements.concern
import kairan.api_keys.concern
import kairan.applications.concern
import kairan.attendance.concern
import kairan.circulars.concern
import kairan.consents.concern
import kairan.core.manifest
import kairan.counter.concern
import kairan.devices.concern
import kairan.emergency.concern
import kairan.erasure.concern
import kairan.factors.concern
import kairan.figures.concern
import kairan.files.concern
import kairan.forms.concern
import kairan.guests.concern
import kairan.handovers.concern
import kairan.hazards.concern
import kairan.identity.concern
import kairan.installation.concern
import kairan.meetings.concern
import kairan.notes.concern
import kairan.notifications.concern
import kairan.payments.concern
import kairan.people.concern
import kairan.policy.concern
import kairan.polls.concern
import kairan.records.concern
import kairan.roster.concern
import kairan.selfaudit.concern
import kairan.sessions.concern
import kairan.sign_in.concern
import kairan.single_sign_on.concern
import kairan.talk.concern
import kairan.tasks.concern
import kairan.transfers.concern
import kairan.webhooks.concern
from kairan.core.concern import Concern, install_concerns, tables_of

CONCERNS: tuple[Concern, ...] = (
    kairan.core.manifest.CONCERN,
    kairan.people.concern.CONCERN,
    kairan.policy.concern.CONCERN,
    kairan.consents.concern.CONCERN,
    kairan.sessions.concern.CONCERN,
    kairan.factors.concern.CONCERN,
    kairan.devices.concern.CONCERN,
    kairan.single_sign_on.concern.CONCERN,
    kairan.sign_in.concern.CONCERN,
    kairan.administration.concern.CONCERN,
    kairan.roster.concern.CONCERN,
    kairan.files.concern.CONCERN,
    kairan.installation.concern.CONCERN,
    kairan.notifications.concern.CONCERN,
    kairan.talk.concern.CONCERN,
    kairan.forms.concern.CONCERN,
    kairan.applications.concern.CONCERN,
    kairan.counter.concern.CONCERN,
    kairan.payments.concern.CONCERN,
    kairan.identity.concern.CONCERN,
    kairan.webhooks.concern.CONCERN,
    kairan.api_keys.concern.CONCERN,
    kairan.guests.concern.CONCERN,
    kairan.alliances.concern.CONCERN,
    kairan.anchors.concern.CONCERN,
    kairan.announcements.concern.CONCERN,
    kairan.emergency.concern.CONCERN,
    kairan.figures.concern.CONCERN,
    kairan.hazards.concern.CONCERN,
    kairan.records.concern.CONCERN,
    kairan.selfaudit.concern.CONCERN,
    kairan.transfers.concern.CONCERN,
    kairan.handovers.concern.CONCERN,
    kairan.circulars.concern.CONCERN,
    kairan.tasks.concern.CONCERN,
    kairan.polls.concern.CONCERN,
    kairan.attendance.concern.CONCERN,
    kairan.notes.concern.CONCERN,
    kairan.meetings.concern.CONCERN,
    kairan.erasure.concern.CONCERN,
)
TABLES = tables_of(CONCERNS)
"""Every table, each after those it refers to."""


def install_all() -> None:
    """Tell the lower concerns what the upper ones give; what runs any part of Kairan does this first."""
    install_concerns(CONCERNS)
