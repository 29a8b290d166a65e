"""Every table of every concern, in one place for migrations and their test."""

import kairan.announcements.model
import kairan.entry.devices.model
import kairan.entry.factors.model
import kairan.entry.model
import kairan.entry.oidc.model
import kairan.entry.policy.model
import kairan.entry.rules
import kairan.figures.model
import kairan.files.model
import kairan.guests.model
import kairan.handovers.model
import kairan.installation.findings
import kairan.journal.model
import kairan.kit.jobs
import kairan.kit.mail
import kairan.kit.upkeep
import kairan.people.model
import kairan.records.model
import kairan.talk.model
import kairan.talk.search
import kairan.transfers.model
from kairan.kit.database import metadata

CONCERNS = (
    kairan.announcements.model,
    kairan.entry.devices.model,
    kairan.entry.factors.model,
    kairan.entry.model,
    kairan.entry.rules,
    kairan.entry.policy.model,
    kairan.entry.oidc.model,
    kairan.figures.model,
    kairan.files.model,
    kairan.guests.model,
    kairan.installation.findings,
    kairan.handovers.model,
    kairan.journal.model,
    kairan.kit.jobs,
    kairan.kit.mail,
    kairan.kit.upkeep,
    kairan.people.model,
    kairan.records.model,
    kairan.talk.model,
    kairan.talk.search,
    kairan.transfers.model,
)

__all__ = ["CONCERNS", "metadata"]
