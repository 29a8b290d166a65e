"""What stands in a situation report, item by item, whatever it is written on."""

from collections.abc import Iterator

from kairan.emergency.situation.forms import SituationItem
from kairan.emergency.situation.model import SituationView
from kairan.emergency.situation.writing import SituationTakenOut
from kairan.people.evidence import written

UNCONFIRMED = "未確認"
DRILL = "これは訓練です"
DRAFT = "下書き（確定前）"
NOTE = "確認がとれていない事項は「未確認」と記載しています。"
ORDER_HEAD = ("発令の区分", "対象地区", "発令日時", "解除日時", "対象世帯数", "対象人数")
ORDER_WORDS = {
    "elderly": "高齢者等避難（警戒レベル3）",
    "evacuate": "避難指示（警戒レベル4）",
    "emergency": "緊急安全確保（警戒レベル5）",
}


def heading(out: SituationTakenOut) -> str:
    """Return what a report is called: 第4号様式（その1） 災害概況即報."""
    return f"{out.view.title}　{out.view.name}"


def marks(out: SituationTakenOut) -> list[str]:
    """Return what must not be overlooked: that it is a drill, that it is not issued."""
    return [*([DRILL] if out.is_drill else []), *([DRAFT] if out.view.issued_at is None else [])]


def facts(out: SituationTakenOut) -> list[tuple[str, str]]:
    """Return what stands above the items."""
    return [
        ("災害名", f"{out.incident}　（第{out.view.number}報）"),
        ("報告日時", "" if out.view.issued_at is None else written(out.view.issued_at)),
        ("現在の日時", f"{written(out.view.document.as_of)} 現在"),
        ("発生日時", written(out.begun_at)),
    ]


def said(view: SituationView, item: SituationItem) -> int | float | str:
    """Return what is said of an item; of what is not confirmed, that it is not. An empty line stays empty."""
    value = view.document.values.get(item.code)
    if value is not None:
        return value
    return "" if item.type == "line" else UNCONFIRMED


def order_rows(view: SituationView) -> Iterator[list[int | str]]:
    """Return the orders to evacuate as rows below `ORDER_HEAD`."""
    for one in view.document.orders:
        yield [
            ORDER_WORDS[one.order],
            one.area,
            UNCONFIRMED if one.issued_at is None else written(one.issued_at),
            "" if one.lifted_at is None else written(one.lifted_at),
            UNCONFIRMED if one.households is None else one.households,
            UNCONFIRMED if one.people is None else one.people,
        ]
