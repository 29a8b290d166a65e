"""Every table of every concern, in one place for migrations and their test."""

import kairan.announcements.model
import kairan.core.journal.model
import kairan.core.kit.jobs
import kairan.core.kit.mail
import kairan.core.kit.upkeep
import kairan.figures.model
import kairan.files.model
import kairan.guests.model
import kairan.handovers.model
import kairan.installation.findings
import kairan.people.model
import kairan.policy.model
import kairan.records.model
import kairan.sessions.device_model
import kairan.sessions.factor_model
import kairan.sessions.model
import kairan.sessions.rules
import kairan.single_sign_on.model
import kairan.talk.model
import kairan.talk.search
import kairan.transfers.model
from kairan.core.kit.database import metadata

CONCERNS = (
    kairan.announcements.model,
    kairan.sessions.device_model,
    kairan.sessions.factor_model,
    kairan.sessions.model,
    kairan.sessions.rules,
    kairan.policy.model,
    kairan.single_sign_on.model,
    kairan.figures.model,
    kairan.files.model,
    kairan.guests.model,
    kairan.installation.findings,
    kairan.handovers.model,
    kairan.core.journal.model,
    kairan.core.kit.jobs,
    kairan.core.kit.mail,
    kairan.core.kit.upkeep,
    kairan.people.model,
    kairan.records.model,
    kairan.talk.model,
    kairan.talk.search,
    kairan.transfers.model,
)

__all__ = ["CONCERNS", "metadata"]
