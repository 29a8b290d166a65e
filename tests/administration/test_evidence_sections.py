"""Each concern adds its part to the page of evidence, as it stands now."""

import kairan.app  # noqa: F401  (every concern adds its section when the application is put together)
from kairan.administration.evidence import gather
from kairan.core.edge.authentication import SessionRules
from kairan.core.kit.database import Db
from kairan.core.kit.upkeep import note_upkeep
from tests.administration.conftest import Office


def facts(db: Db, office: Office, section: str) -> dict[str, str]:
    found = gather(db, office.auditor, SessionRules(), ("lgwan", "internet")).sections
    return {fact.ja: fact.value for one in found if one.ja == section for fact in one.facts}


def test_every_part_of_security_is_on_the_page(db: Db, office: Office) -> None:
    headings = [one.ja for one in gather(db, office.auditor, SessionRules(), ("lgwan", "internet")).sections]
    assert headings == [
        "ソフトウェア",
        "アカウントと権限",
        "サインイン",
        "統合認証",
        "ポリシー（入口・端末・機密性による制限）",
        "端末",
        "ゲスト",
        "通知",
        "人事異動",
        "記録の閲覧",
        "運用",
        "記録の錨",
    ]
    for one in gather(db, office.auditor, SessionRules(), ("lgwan", "internet")).sections:
        assert one.facts
        assert all(fact.value for fact in one.facts)


def test_it_says_when_the_record_was_verified_and_backed_up_and_with_what_result(db: Db, office: Office) -> None:
    assert facts(db, office, "運用")["控え（kairan backup）"] == "まだ行っていません"
    note_upkeep(db, "backup", 1_234, 0)
    note_upkeep(db, "verify", 10, 0)
    note_upkeep(db, "verify", 99, 2)
    told = facts(db, office, "運用")
    assert told["控え（kairan backup）"].endswith("1,234行を保存　異常なし")
    assert told["すべての記録の検証（kairan verify）"].endswith("99件を検証　異常2件")
