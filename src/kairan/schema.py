"""Every table of every concern, in one place for migrations and their test."""

import kairan.entry.model
import kairan.files.model
import kairan.journal.model
import kairan.kit.jobs
import kairan.kit.mail
import kairan.people.model
import kairan.talk.model
import kairan.talk.search
from kairan.kit.database import metadata

CONCERNS = (
    kairan.entry.model,
    kairan.files.model,
    kairan.journal.model,
    kairan.kit.jobs,
    kairan.kit.mail,
    kairan.people.model,
    kairan.talk.model,
    kairan.talk.search,
)

__all__ = ["CONCERNS", "metadata"]
