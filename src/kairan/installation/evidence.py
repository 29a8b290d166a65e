"""What the page of evidence says of the installation: who operates it, and how its record is kept."""

from sqlalchemy import select

from kairan.core.kit.database import Db
from kairan.core.kit.upkeep import Upkeep, upkeeps
from kairan.core.viewer import INSTALLATION, Viewer
from kairan.people import member_table, terms_of
from kairan.people.evidence import Fact, Section, register_evidence, written

_PLANS = {"trial": "試用", "free": "無料", "full": "本契約"}
_m = member_table.c


def _operation(db: Db, viewer: Viewer) -> Section:
    terms = terms_of(db, viewer.organization_id)
    operators = select(_m.name).where(_m.organization_id == INSTALLATION, _m.status == "active")
    plan = _PLANS[terms.plan] + (f"（{terms.trial_ends_on}まで）" if terms.trial_ends_on else "")
    kept = upkeeps(db)
    return Section(
        "運用",
        "Operation",
        [
            Fact("契約", "Plan", plan),
            Fact(
                "設置者（トークは読めません）",
                "Operators, who cannot read talk",
                "、".join(db.scalars(operators.order_by(_m.kana, _m.id))) or "なし（サーバーの操作だけ）",
            ),
            Fact("すべての記録の検証（kairan verify）", "Last verification of every chain", _told(kept.get("verify"))),
            Fact("控え（kairan backup）", "Last backup", _told(kept.get("backup"))),
        ],
    )


def _told(one: Upkeep | None) -> str:
    if one is None:
        return "まだ行っていません"
    amount = f"{one.amount:,}件を検証" if one.kind == "verify" else f"{one.amount:,}行を保存"
    return f"{written(one.at)}　{amount}　{'異常なし' if one.is_good else f'異常{one.faults:,}件'}"


register_evidence(70, _operation)
