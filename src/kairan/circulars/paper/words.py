"""What stands on the record of a circular around what people wrote, in Japanese and English."""

from collections.abc import Mapping

_WORDS: Mapping[str, tuple[str, str]] = {
    "record": ("回覧の記録", "Record of a circular"),
    "sender": ("発信者", "Sent by"),
    "sent_at": ("発信日時", "Sent"),
    "manner": ("回し方", "Manner"),
    "in_order": ("順に回す", "In order"),
    "at_once": ("一斉に回す", "To all at once"),
    "due_on": ("期日", "Last day"),
    "no_due": ("なし", "None"),
    "status": ("状態", "State"),
    "is_going": ("回覧中", "Going round"),
    "is_done": ("回覧完了", "Done"),
    "is_ended": ("期日により終了", "Ended with its last day"),
    "is_withdrawn": ("取下げ", "Withdrawn"),
    "confirmed": ("確認", "Confirmed"),
    "numbers": (
        "{confirmed} / {people} 人（飛ばした人 {passed} 人）",
        "{confirmed} of {people} people ({passed} passed over)",
    ),
    "numbers_of_version": ("確認 {confirmed} / {people} 人", "Confirmed by {confirmed} of {people}"),
    "printed": ("出力", "Printed"),
    "version": ("第{number}版", "Version {number}"),
    "version_about": ("{at}　{by}", "{at}　{by}"),
    "reason": ("変更の理由: {reason}", "Changed since: {reason}"),
    "text": ("本文", "Text"),
    "files": ("添付", "Files"),
    "stop": ("順", "Stop"),
    "name": ("氏名", "Name"),
    "outcome": ("結果", "Result"),
    "when": ("日時", "When"),
    "comment": ("コメント・理由", "Comment or reason"),
    "outcome_confirmed": ("確認", "Confirmed"),
    "outcome_passed": ("飛ばした", "Passed over"),
    "outcome_gone": ("退職・転出", "Left"),
    "outcome_dropped": ("未確認（内容の変更により改めて回覧）", "Not confirmed (changed, and sent anew)"),
    "outcome_waiting": ("未確認", "Not confirmed"),
    "outcome_later": ("順番前", "Not asked yet"),
    "by_deputy": ("（代理 {who}）", " (by {who})"),
    "replaced": ("この書面で表せない文字", "Characters that cannot be printed here"),
    "replaced_text": (
        "次の文字は、別の字形または「〓」で印刷しています。データには、入力されたとおりに保存されています。",
        "These are printed in another shape, or as 〓. They are kept as they were entered.",
    ),
}


def said(name: str, language: str, **detail: str | int) -> str:
    """Return what is printed for a name."""
    return _WORDS[name][language == "en"].format(**detail)


def words_of(language: str, *names: str, **called: str) -> dict[str, str]:
    """Return what the template is given: by the same names, and by others (`kind="record"`)."""
    return {name: said(name, language) for name in names} | {name: said(of, language) for name, of in called.items()}
