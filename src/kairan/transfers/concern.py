"""The manifest of transfers: lists of moves."""

import kairan.transfers.model
from kairan.administration.model import PostWanted
from kairan.administration.planned import EARLIER_CHANGES
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.core.viewer import MemberId
from kairan.people.evidence import EVIDENCE
from kairan.people.model import DepartmentId
from kairan.transfers.evidence import evidence
from kairan.transfers.execution import lists_come_first
from kairan.transfers.http import ListChange, MovesPut, NewList, Sheet, router
from kairan.transfers.jobs import register_jobs
from kairan.transfers.model import Move

_SATO, _TANAKA = MemberId("0k3w9f2m7xq1s"), MemberId("0k3w9f2m8bd4t")


def jobs(jobs: Jobs, _parts: Parts) -> None:
    """Carry out lists at their hour."""
    register_jobs(jobs)


CONCERN = Concern(
    package="kairan.transfers",
    tables=tables_in(kairan.transfers.model),
    routers=(router,),
    jobs=jobs,
    extensions=(EVIDENCE.by((55, evidence)), EARLIER_CHANGES.by(lists_come_first)),
    examples=(
        NewList(name="令和9年4月1日付け定期異動", effective_at=1806505200000),
        ListChange(effective_at=1806507000000),
        MovesPut(
            moves={
                _TANAKA: Move(
                    main=PostWanted(DepartmentId("0k3w9f2m6wc8h"), "係長"), extension="321", predecessor_id=_SATO
                )
            }
        ),
        Sheet(table="6IG35ZOh55Wq5Y+3LOaWsOaJgOWxng=="),
    ),
    tags={"Transfers": "Lists of moves (人事異動): prepared, previewed, set for an hour, carried out, taken back."},
)
