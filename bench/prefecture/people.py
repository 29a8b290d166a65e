"""The body, its departments, people and rooms: made by the product's own actions."""

import random

from sqlalchemy import select

from bench.prefecture.life import Plan, RoomPlan, Size, workdays
from kairan.core.journal.model import stream_table
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.people import DepartmentId, NewMember, create_department, create_member, create_organization
from kairan.talk.model import NewRoom, room_stream
from kairan.talk.rooms import create_room

DIVISIONS, SECTIONS = 12, 10
FAMILIES = (
    *("佐藤", "鈴木", "高橋", "田中", "渡邉", "伊藤", "山本", "中村", "小林", "加藤"),
    *("吉田", "山﨑", "佐々木", "髙田", "斎藤", "松本", "井上", "木村", "林", "清水"),
)
GIVEN = (
    *("翔太", "美咲", "健一", "陽子", "大輔", "由美", "直樹", "恵", "拓也", "千尋"),
    *("隆", "裕子", "誠", "香織", "剛", "真理", "修", "明美", "徹", "彩"),
)
MATTERS = (
    *("災害対応", "予算要求", "議会答弁", "給付金", "道路維持", "広報", "選挙事務", "人事異動"),
    *("庁舎管理", "福祉相談", "情報政策", "観光振興"),
)
LARGEST = 400  # people in a room, but for the one that holds everybody
BUSY = 0  # the person who is in hundreds of rooms


def build_plan(db: Db, size: Size) -> Plan:
    """Create everything that is there before the first word."""
    chance = random.Random(size.people)
    organization = create_organization(db, None, "青嶺県", "prefecture")
    sections = _departments(db, organization, max(1, size.people // 24))
    names = [f"{chance.choice(FAMILIES)} {chance.choice(GIVEN)}" for _ in range(size.people)]
    ids = [
        create_member(
            db,
            None,
            organization,
            NewMember(
                login=f"p{number:05}",
                name=name,
                kana="けいそく",
                department_id=sections[number % len(sections)],
                post="主事",
            ),
        )
        for number, name in enumerate(names)
    ]
    began = workdays()[0]
    places = _places(chance, size)
    rooms = [_room(db, organization, ids, members, number, began) for number, members in enumerate(places)]
    heads = {row.no: row for row in db.all(select(stream_table))}
    for room in rooms:
        room.seq, room.digest = heads[room.no].seq, bytes(heads[room.no].digest)
    return Plan(list(ids), names, rooms)


def _departments(db: Db, organization: OrganizationId, most: int) -> list[DepartmentId]:
    made: list[DepartmentId] = []
    for division in range(DIVISIONS):
        above = create_department(db, None, organization, f"第{division + 1}部")
        for section in range(SECTIONS):
            if len(made) < most:
                made.append(create_department(db, None, organization, f"第{section + 1}課", above))
    return made


def _places(chance: random.Random, size: Size) -> list[list[int]]:
    """Decide who is in which room: the first holds everybody, the others a few or hundreds; one person is in many."""
    sizes = [min(LARGEST, 2 + int(chance.paretovariate(1.1) * 3)) for _ in range(size.rooms - 1)]
    scale = (size.places - size.people) / sum(sizes)
    busy = set(chance.sample(range(size.rooms - 1), min(size.busy_rooms, size.rooms) - 1))
    places = [chance.sample(range(size.people), size.people)]
    for number, wanted in enumerate(sizes):
        count = max(2, min(LARGEST, size.people - 1, round(wanted * scale)))
        members = chance.sample(range(1, size.people), count)
        if number in busy:
            members.insert(chance.randrange(len(members)), BUSY)
        places.append(members)
    return places


def _room(
    db: Db, organization: OrganizationId, ids: list[MemberId], members: list[int], number: int, at: int
) -> RoomPlan:
    master = Viewer(member_id=ids[members[0]], organization_id=organization)
    new = NewRoom(
        name=f"{MATTERS[number % len(MATTERS)]} {number + 1}" if number else "全庁連絡",
        open=number % 7 == 0,
        member_ids=[ids[member] for member in members],
    )
    room_id = create_room(db, master, new, at)
    no = db.scalar(select(stream_table.c.no).where(stream_table.c.name == room_stream(room_id)))
    return RoomPlan(no, room_id, members, 0, b"")
