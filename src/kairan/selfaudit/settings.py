"""What a body decided, recounted: policy, rules and state of devices, requests to read records, the tree, the body."""

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Table, select

from kairan.core.journal import Body
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import OrganizationId
from kairan.devices.entries import (
    DeviceApplied,
    DeviceApproved,
    DeviceCutOff,
    DeviceLostTold,
    DeviceRefused,
    DeviceRulesChanged,
)
from kairan.installation.entries import (
    OrganizationReopened,
    OrganizationSettingsChanged,
    OrganizationSuspended,
    OrganizationTermsChanged,
)
from kairan.people import department_table, organization_table
from kairan.people.entries import (
    DepartmentClosed,
    DepartmentCreated,
    DepartmentMerged,
    DepartmentMoved,
    DepartmentRenamed,
    OrganizationCreated,
)
from kairan.policy.differing import differences, without
from kairan.policy.entries import PolicyChanged, PolicyDifference
from kairan.policy.lost_faces import at_faces, elsewhere_of
from kairan.policy.model import Policy
from kairan.policy.queries import elsewhere_kept, policy_of
from kairan.records.entries import (
    RecordRulesChanged,
    RecordsAsked,
    RecordsConsented,
    RecordsRefused,
    RecordsWithdrawn,
)
from kairan.records.model import request_table, rule_table
from kairan.selfaudit.people import about
from kairan.sessions.device_model import DeviceRules, device_rule_table, device_table, read_device_rules

DEVICE: dict[type[Body], str] = {
    DeviceApplied: "waiting",
    DeviceApproved: "approved",
    DeviceRefused: "refused",
    DeviceCutOff: "cut_off",
    DeviceLostTold: "lost",
}
RECORDS = (RecordsAsked, RecordsConsented, RecordsRefused, RecordsWithdrawn)
DEPARTMENTS = (DepartmentCreated, DepartmentRenamed, DepartmentMoved, DepartmentClosed, DepartmentMerged)
BODY = (
    OrganizationCreated,
    OrganizationSuspended,
    OrganizationReopened,
    OrganizationTermsChanged,
    OrganizationSettingsChanged,
)
KINDS: tuple[type[Body], ...] = (
    *DEVICE,
    *RECORDS,
    *DEPARTMENTS,
    *BODY,
    PolicyChanged,
    DeviceRulesChanged,
    RecordRulesChanged,
)
POLICY_WRONG = "policy not as recorded / ポリシーが記録と異なります"
DEVICE_WRONG = "device not as recorded / 端末の状態が記録と異なります"
DEVICE_RULES_WRONG = "rules of devices not as recorded / 端末の決まりが記録と異なります"
REQUEST_WRONG = "request to read records not as recorded / 記録の閲覧の申請が記録と異なります"
RECORD_RULES_WRONG = "rules of reading records not as recorded / 記録の閲覧の決まりが記録と異なります"
DEPARTMENT_WRONG = "department not as recorded / 所属が記録と異なります"
BODY_WRONG = "organisation not as recorded / 団体の設定が記録と異なります"

Found = Iterator[tuple[int, str]]


class Request(msgspec.Struct):
    """A request as the record tells."""

    asked: tuple[object, ...]
    decided_by: str | None = None
    consented: bool = False
    refused: bool = False
    withdrawn: bool = False
    ends_at: int | None = None


class Decided:
    """What a body decided, folded from entries."""

    def __init__(self) -> None:
        self.policy = Policy()
        self.devices: dict[str, tuple[str, str]] = {}  # member and status
        self.device_rules = DeviceRules()
        self.requests: dict[str, Request] = {}
        self.record_rules: tuple[int, str] | None = None
        self.departments: dict[str, dict[str, Any]] = {}
        self.body: dict[str, str | None] = {}
        self.is_suspended = False
        self.is_old = False  # created by a version that did not put the first administrator's role on record

    def take(self, row: Record, body: Body, organization_id: str) -> None:
        """Take in an entry."""
        if type(body) in DEVICE:
            told: Any = body
            self.devices[told.device_id] = (told.member_id, DEVICE[type(body)])
        elif isinstance(body, RECORDS):
            self._take_request(row, body)
        elif isinstance(body, DEPARTMENTS):
            self._take_department(body)
        elif isinstance(body, BODY):
            self._take_body(body, organization_id)
        elif isinstance(body, PolicyChanged):
            self.policy = msgspec.structs.replace(_after(self.policy, body.changes), revision=body.revision)
        elif isinstance(body, DeviceRulesChanged):
            self.device_rules = read_device_rules(body.after)
        elif isinstance(body, RecordRulesChanged):
            self.record_rules = (body.hours, body.tell)

    def _take_request(self, row: Record, body: Body) -> None:
        if isinstance(body, RecordsAsked):
            asked = (body.reason, body.room_ids, body.person_ids, body.first_at, body.last_at, row.actor_id)
            self.requests[body.request_id] = Request(asked)
            return
        request = self.requests[getattr(body, "request_id", "")]
        if isinstance(body, RecordsWithdrawn):
            request.withdrawn = True
            return
        request.decided_by = row.actor_id
        if isinstance(body, RecordsConsented):
            request.consented, request.ends_at = True, body.ends_at
        else:
            request.refused = True

    def _take_department(self, body: Body) -> None:
        if isinstance(body, DepartmentCreated):
            self.departments[body.id] = {"name": body.name, "parent_id": body.parent_id, "closed": False}
        elif isinstance(body, DepartmentRenamed):
            self.departments[body.id]["name"] = body.name
        elif isinstance(body, DepartmentMoved):
            self.departments[body.id]["parent_id"] = body.parent_id
        elif isinstance(body, (DepartmentClosed, DepartmentMerged)):
            self.departments[body.id]["closed"] = True

    def _take_body(self, body: Body, organization_id: str) -> None:
        if isinstance(body, (OrganizationTermsChanged, OrganizationSettingsChanged)):
            if getattr(body, "id", organization_id) == organization_id:
                self.body |= {change.field: change.after for change in body.changes}
        elif getattr(body, "id", "") != organization_id:
            return  # told to the installation as well
        elif isinstance(body, OrganizationCreated):
            self.body |= {"name": body.name, "code": body.code}
            self.is_old = body.body_kind is msgspec.UNSET
            if body.body_kind is not msgspec.UNSET:
                self.body["kind"] = body.body_kind
        else:
            self.is_suspended = isinstance(body, OrganizationSuspended)

    def faults(self, db: Db, organization_id: str, deleted: set[str]) -> Found:
        """Compare with the tables; devices of deleted accounts are gone with them."""
        yield from self._of_policy(db, OrganizationId(organization_id))
        yield from self._of_devices(db, organization_id, deleted)
        yield from self._of_requests(db, organization_id)
        yield from self._of_departments(db, organization_id)
        yield from self._of_body(db, organization_id)

    def _of_policy(self, db: Db, organization_id: OrganizationId) -> Found:
        """What holds at an entrance that came later is not on record: it follows from the rest."""
        held, elsewhere = policy_of(db, organization_id), elsewhere_kept(db, organization_id)
        is_so = elsewhere is None or elsewhere == elsewhere_of(held, elsewhere.faces)
        if differences(self.policy, held) or not is_so:
            yield 0, POLICY_WRONG

    def _of_devices(self, db: Db, organization_id: str, deleted: set[str]) -> Found:
        held = {row.id: (row.member_id, row.status) for row in _rows(db, device_table, organization_id)}
        held = {one: state for one, state in held.items() if state[1] != "known" or one in self.devices}
        told = {one: state for one, state in self.devices.items() if state[0] not in deleted}
        yield from _unlike(told, held, DEVICE_WRONG)
        rules = db.scalar(_of(device_rule_table, organization_id).with_only_columns(device_rule_table.c.rules))
        if read_device_rules(rules) != self.device_rules:
            yield 0, DEVICE_RULES_WRONG

    def _of_requests(self, db: Db, organization_id: str) -> Found:
        held = {row.id: _request_of(row) for row in _rows(db, request_table, organization_id)}
        yield from _unlike(self.requests, held, REQUEST_WRONG)
        rules = [(row.hours, row.tell) for row in _rows(db, rule_table, organization_id)]
        if rules != ([] if self.record_rules is None else [self.record_rules]):
            yield 0, RECORD_RULES_WRONG

    def _of_departments(self, db: Db, organization_id: str) -> Found:
        held = {
            row.id: {"name": row.name, "parent_id": row.parent_id, "closed": row.closed_at is not None}
            for row in _rows(db, department_table, organization_id)
        }
        yield from _unlike(self.departments, held, DEPARTMENT_WRONG)

    def _of_body(self, db: Db, organization_id: str) -> Found:
        row = db.first(select(organization_table).where(organization_table.c.id == organization_id))
        is_so = row is not None and (row.suspended_at is not None) == self.is_suspended
        if row is None or not is_so or any(_told(getattr(row, field)) != value for field, value in self.body.items()):
            yield 0, about(BODY_WRONG, organization_id)


def _after(policy: Policy, changes: list[PolicyDifference]) -> Policy:
    """Return the policy after these changes: taking back what leads from after to before.

    Set for more entrances, it is first spelled out for them, as whoever set it was shown it.
    """
    for change in changes:
        if change.what == "faces":
            policy = at_faces(policy, change.before.split(", "), change.after.split(", "))
    turned = [msgspec.structs.replace(one, before=one.after, after=one.before) for one in changes]
    return without(policy, turned)


def _request_of(row: Record) -> Request:
    ids = (msgspec.json.decode(row.room_ids, type=list[str]), msgspec.json.decode(row.person_ids, type=list[str]))
    return Request(
        (row.reason, *ids, row.first_at, row.last_at, row.asked_by),
        row.decided_by,
        consented=row.consented_at is not None,
        refused=row.refused_at is not None,
        withdrawn=row.withdrawn_at is not None,
        ends_at=row.ends_at,
    )


def _unlike(told: dict[str, Any], held: dict[str, Any], what: str) -> Found:
    for one in sorted({*told, *held}):
        if told.get(one) != held.get(one):
            yield 0, about(what, one)


def _of(table: Table, organization_id: str) -> Any:  # noqa: ANN401  (a SELECT)
    return select(table).where(table.c.organization_id == organization_id)


def _rows(db: Db, table: Table, organization_id: str) -> Iterator[Record]:
    return iter(db.all(_of(table, organization_id)))


def _told(value: object) -> str | None:
    """Write a value as entries do."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)
