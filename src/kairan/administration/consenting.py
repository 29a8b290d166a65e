"""The acts on those who have powers, as a second person is asked for them."""

from kairan.administration.actions import give_role, hold_resettable, hold_role_fit
from kairan.administration.bulk import BulkWanted, do_bulk, look_at_bulk
from kairan.administration.powers import FactorsWanted, PasswordWanted, RoleWanted, subject_of
from kairan.administration.sign_in import hold_clearable, reset_factors
from kairan.consents.acts import Act, Subject
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer


def _look_at_role(db: Db, viewer: Viewer, wanted: RoleWanted) -> Subject:
    return subject_of([hold_role_fit(db, viewer, wanted.member_id)], role=wanted.role)


def _run_role(db: Db, viewer: Viewer, wanted: RoleWanted) -> None:
    give_role(db, viewer, wanted.member_id, wanted.role)


def _look_at_password(db: Db, viewer: Viewer, wanted: PasswordWanted) -> Subject:
    return subject_of([hold_resettable(db, viewer, wanted.member_id)])


def _look_at_factors(db: Db, viewer: Viewer, wanted: FactorsWanted) -> Subject:
    return subject_of([hold_clearable(db, viewer, wanted.member_id)])


def _run_factors(db: Db, viewer: Viewer, wanted: FactorsWanted) -> None:
    reset_factors(db, viewer, wanted.member_id, wanted.reason)


def _run_bulk(db: Db, viewer: Viewer, wanted: BulkWanted) -> None:
    do_bulk(db, viewer, wanted)


ACTS_ON_POWERS = (
    Act(name="role", wanted=RoleWanted, look=_look_at_role, run=_run_role, by_subject=True),
    Act(name="password", wanted=PasswordWanted, look=_look_at_password, run=None),
    Act(name="factors", wanted=FactorsWanted, look=_look_at_factors, run=_run_factors),
    Act(name="bulk", wanted=BulkWanted, look=look_at_bulk, run=_run_bulk),
)
