"""What the page of evidence says of devices: what is asked of them, and how many stand how."""

from sqlalchemy import func, select

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.people.evidence import Fact, Section
from kairan.policy.evidence import face_name
from kairan.sessions.browsers import device_rules
from kairan.sessions.device_model import DeviceStatus, device_table

_STATES: dict[DeviceStatus, str] = {
    "waiting": "承認待ち",
    "approved": "承認済み",
    "known": "承認を求めない端末",
    "refused": "承認しなかった端末",
    "cut_off": "利用を止めた端末",
    "lost": "紛失",
}
_KEEPING = {"approved": "承認した端末", "any": "共用でない端末"}
_d = device_table.c


def evidence(db: Db, viewer: Viewer) -> Section:
    rules = device_rules(db, viewer.organization_id)
    own = _d.organization_id == viewer.organization_id
    rows = db.execute(select(_d.status, func.count()).where(own).group_by(_d.status))
    counted: dict[str, int] = {row[0]: row[1] for row in rows}
    unwiped = db.scalar(select(func.count()).where(own, _d.status == "lost", _d.wiped_at.is_(None)))
    kinds = {"pc": "PC", "phone": "スマートフォン"}
    asked = "、".join(f"{face_name(one.face)}の{kinds[one.device]}" for one in rules.demanded)
    by_rule = ["貸与した端末"] if rules.approve_lent else []
    by_rule += [f"一人につき{rules.approve_first}台まで"] if rules.approve_first else []
    kept_at = "、".join(face_name(face) for face in rules.offline_at)
    kept = "残さない" if rules.offline == "never" or not kept_at else f"{kept_at}の{_KEEPING[rules.offline]}"
    return Section(
        "端末",
        "Devices",
        [
            Fact("承認が要る入口と端末", "Where only approved devices come in", asked or "なし"),
            Fact("申請だけで承認する端末", "Approved when applied for", "、".join(by_rule) or "なし"),
            Fact("最近のメッセージを残す端末", "Devices that keep what was last read", kept),
            Fact("同意の版", "Version of the consent", f"{rules.version}"),
            *(Fact(ja, state, f"{counted.get(state, 0):,}") for state, ja in _STATES.items()),
            Fact("紛失のうち消去の確認待ち", "Lost and not yet cleared", f"{unwiped:,}"),
        ],
    )
