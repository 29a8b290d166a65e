"""What the page of evidence says of anchors: the last one, who signed it, and whether it has left the machine."""

from kairan.anchors.letters import ABOUT
from kairan.anchors.model import OutletState
from kairan.anchors.notes import NoteMalformed, read_note
from kairan.anchors.queries import anchors, outlets
from kairan.core.kit.database import Db
from kairan.core.kit.mail import states_of_letters
from kairan.core.viewer import Viewer
from kairan.people.evidence import Fact, Section, written


def evidence(db: Db, _viewer: Viewer) -> Section:
    last = next(iter(anchors(db, most=1)), None)
    facts = [
        Fact("最後の錨", "Last anchor", "まだありません" if last is None else f"第{last.no}号　{written(last.at)}")
    ]
    if last is not None:
        facts += [
            Fact("署名した鍵", "Signed by", _signers(last.note)),
            Fact("タイムスタンプ", "Time stamp", "なし" if last.stamp is None else "あり"),
        ]
    kept = outlets(db)
    facts += [Fact(f"書き出し先 {one.outlet}", f"Kept at {one.outlet}", _told(db, one)) for one in kept]
    if not kept:
        facts.append(Fact("書き出し先", "Kept at", "なし（このサーバーの外に控えがありません）"))
    return Section("記録の錨", "Anchors of the record", facts)


def _signers(note: str) -> str:
    try:
        signatures = read_note(note).signatures
    except NoteMalformed:
        return "読み取れません"
    return "、".join(f"{one.name}+{one.key_id.hex()}" for one in signatures) or "なし"


def _told(db: Db, one: OutletState) -> str:
    if one.error is not None:
        return f"書き出せていません（{one.error}）"
    if one.outlet.startswith("mailto:") and one.written_no is not None:
        letter = states_of_letters(db, ABOUT, [str(one.written_no)]).get(str(one.written_no))
        if letter is not None and letter.status in {"refused", "failed"}:
            return f"メールが届いていません（{letter.error or ''}）"
    return f"第{one.written_no}号　{written(one.written_at)}"
