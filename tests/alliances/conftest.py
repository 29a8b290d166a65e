"""A prefecture, its city and its town, with who decides for each, and one alliance of all three."""

import msgspec
import pytest

from kairan.alliances.consent import act_on_body
from kairan.alliances.founding import found_alliance
from kairan.alliances.model import AllianceSending, BodyAct, NewAlliance, NewAllianceRoom, Sent
from kairan.alliances.queries import alliance
from kairan.alliances.rooms import open_room
from kairan.alliances.sending import set_sending
from kairan.alliances.states import BodyState, ConsentAct
from kairan.core.kit.database import Db
from kairan.core.viewer import OrganizationId, Viewer
from kairan.people import create_organization
from kairan.talk.model import AllianceId, RoomId
from tests.administration.conftest import Office, office_of, with_role
from tests.cast import person

TERMS = "1. 業務に関することだけを書く。\n2. 個人情報は書かない。"


class Region(msgspec.Struct, frozen=True):
    """The prefecture (host), the city of 佐藤, the town of 隣, and their administrators."""

    office: Office
    prefecture: OrganizationId
    city: OrganizationId
    town: OrganizationId
    governor: Viewer  # decides for the prefecture
    mayor: Viewer  # decides for the city
    reeve: Viewer  # decides for the town
    kondo: Viewer  # a clerk of the prefecture
    alliance: AllianceId

    @property
    def sato(self) -> Viewer:
        return self.office.cast.sato

    @property
    def tonari(self) -> Viewer:
        return self.office.cast.neighbour


def region_of(db: Db) -> Region:
    """Found the alliance; nobody has joined yet but its host."""
    office = office_of(db)
    prefecture = create_organization(db, None, "みさき県", "prefecture")
    governor = with_role(db, prefecture, "kento", "県頭 司", "administrator")
    return Region(
        office=office,
        prefecture=prefecture,
        city=office.cast.city,
        town=office.cast.neighbour.organization_id,
        governor=governor,
        mayor=office.yoshida,
        reeve=office.townsman,
        kondo=person(db, prefecture, "kondo", "近藤 渚", "こんどう なぎさ", None),
        alliance=found_alliance(db, governor, NewAlliance(name="県内市町連携", terms=TERMS)),
    )


def act(
    db: Db,
    region: Region,
    who: Viewer,
    body: OrganizationId,
    what: ConsentAct,
    *,
    terms: int | None = 1,
    reason: str = "約束に反したため",
) -> None:
    """Let somebody act on a body's part."""
    act_on_body(db, who, region.alliance, body, BodyAct(act=what, terms_version=terms, reason=reason))


def join(db: Db, region: Region, body: OrganizationId, decider: Viewer) -> None:
    act(db, region, region.governor, body, "invite")
    act(db, region, decider, body, "accept")


def send(db: Db, region: Region, decider: Viewer, *sent: Sent, **allowed: object) -> None:
    """Let a body decide whom it sends."""
    own = alliance(db, decider, region.alliance).own
    assert own is not None
    wanted = AllianceSending(revision=own.revision, sent=list(sent))
    set_sending(db, decider, region.alliance, msgspec.structs.replace(wanted, **allowed))


def state_of(db: Db, region: Region, body: OrganizationId) -> BodyState:
    return next(one.state for one in alliance(db, region.governor, region.alliance).bodies if one.body_id == body)


def room(db: Db, region: Region, who: Viewer, *others: Viewer, name: str = "空き家", **more: object) -> RoomId:
    new = NewAllianceRoom(name=name, member_ids=[one.member_id for one in others])
    return open_room(db, who, region.alliance, msgspec.structs.replace(new, **more))


EVERYBODY = Sent("everybody")


def gathered(db: Db) -> Region:
    """Let all three bodies take part with everybody they have."""
    region = region_of(db)
    join(db, region, region.city, region.mayor)
    join(db, region, region.town, region.reeve)
    for decider in (region.governor, region.mayor, region.reeve):
        send(db, region, decider, EVERYBODY)
    return region


@pytest.fixture
def region(db: Db) -> Region:
    return region_of(db)


@pytest.fixture
def all_in(db: Db) -> Region:
    return gathered(db)
