"""The manifest of anchors: heads of all streams, signed, outside of the machine."""

import kairan.anchors.model
from kairan.anchors.evidence import evidence
from kairan.anchors.jobs import anchoring, register_jobs
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.people.evidence import EVIDENCE


def jobs(jobs: Jobs, parts: Parts) -> None:
    """Make anchors, stamp them, bring them where they are kept."""
    register_jobs(jobs, parts.store, anchoring(parts.settings))


CONCERN = Concern(
    package="kairan.anchors",
    tables=tables_in(kairan.anchors.model),
    jobs=jobs,
    extensions=(EVIDENCE.by((75, evidence)),),
    settings=("anchor_key", "anchor_to", "anchor_tsa", "anchor_tsa_ca", "anchor_token_file", "anchor_every_h"),
)
