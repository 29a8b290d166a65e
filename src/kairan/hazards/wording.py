"""What is posted of a warning: the Agency's own words, so that nothing is said that it did not say."""

from collections.abc import Iterator
from datetime import UTC, datetime

from kairan.core.kit.clock import JAPAN
from kairan.emergency.broadcasts.drills import MARK
from kairan.hazards.deciding import Decision
from kairan.hazards.model import Outcome, WarningMatch
from kairan.hazards.telegrams import Telegram
from kairan.hazards.telegrams.value import HazardKind

TEXT_MOST = 1_500
AREAS_MOST = 200
_BEGINS: dict[Outcome, str] = {
    "told": "【気象庁】",
    "corrected": "【気象庁・訂正】",
    "recalled": "【気象庁・取消】",
    "lifted": "【気象庁・解除】",
}
KINDS: dict[HazardKind, str] = {
    "earthquake": "地震",
    "early_warning": "緊急地震速報",
    "long_period": "長周期地震動",
    "tsunami": "津波",
    "trough": "南海トラフ・後発地震",
    "rain": "大雨",
    "landslide": "土砂災害",
    "flood": "洪水・河川",
    "surge": "高潮",
    "storm": "暴風・強風",
    "snow": "大雪",
    "waves": "波浪",
    "weather": "その他の警報・注意報",
    "tornado": "竜巻",
    "record_rain": "記録的短時間大雨",
    "typhoon": "台風",
    "volcano": "噴火警報",
    "eruption": "噴火速報",
    "ashfall": "降灰",
    "heat": "熱中症",
    "information": "そのほかの情報",
}
_ROUGHLY = {"prefecture": "（県内の区域）", "nation": "", "here": ""}


def text_of(telegram: Telegram, decision: Decision, rule: str) -> str:
    """Return the message."""
    return "\n".join(_lines(telegram, decision, rule))


def _lines(telegram: Telegram, decision: Decision, rule: str) -> Iterator[str]:
    is_drill = telegram.status == "drill"
    yield f"{MARK if is_drill else ''}{_BEGINS.get(decision.outcome, '')}{telegram.title}"
    if is_drill:
        yield "これは訓練です。"
    if decision.outcome == "recalled":
        yield "先にお知らせした情報は、取り消されました。"
    if decision.outcome == "corrected":
        yield "先にお知らせした情報が、次のとおり訂正されました。"
    yield from (_line(one) for one in decision.matches)
    for kind in decision.lifted:
        yield f"・{KINDS[kind]}：お知らせしていた段階ではなくなりました。"
    if telegram.headline:
        yield ""
        yield telegram.headline[:TEXT_MOST]
    yield ""
    yield f"{_when(telegram.reported_at)}　{telegram.office}発表"
    yield f"（ルール「{rule}」による自動の投稿です。）"


def _line(match: WarningMatch) -> str:
    level = f"【警戒レベル{match.alert_level}相当】" if match.alert_level and "レベル" not in match.name else ""
    areas = "、".join(match.areas)[:AREAS_MOST]
    return f"・{areas}{_ROUGHLY[match.nearness]}：{match.name}{level}"


def incident_day(at: int) -> str:
    """Return the day by which an incident is called: 8月6日."""
    moment = datetime.fromtimestamp(at / 1000, UTC).astimezone(JAPAN)
    return f"{moment.month}月{moment.day}日"


def _when(at: int) -> str:
    moment = datetime.fromtimestamp(at / 1000, UTC).astimezone(JAPAN)
    return f"{moment.month}月{moment.day}日 {moment.hour}時{moment.minute:02}分"
