"""The stamps that come with Kairan: what an office says many times a day. Their pictures are the client's."""

from typing import NamedTuple


class BuiltIn(NamedTuple):
    """A stamp of the set: its id for good, what it says, and that in English."""

    id: str
    words: str
    en: str


CATALOGUE: tuple[BuiltIn, ...] = (
    BuiltIn("ryokai", "了解しました", "Understood"),
    BuiltIn("shochi", "承知しました", "Certainly"),
    BuiltIn("kakunin", "確認しました", "Checked"),
    BuiltIn("kakuninchu", "確認中です", "Checking"),
    BuiltIn("taiochu", "対応中です", "Working on it"),
    BuiltIn("taiozumi", "対応済みです", "Done"),
    BuiltIn("otsukare", "お疲れさまです", "Thank you for your hard work"),
    BuiltIn("arigato", "ありがとうございます", "Thank you very much"),
    BuiltIn("tasukaru", "助かりました", "That helped a lot"),
    BuiltIn("onegai", "よろしくお願いします", "Thank you in advance"),
    BuiltIn("shikyu", "至急お願いします", "Urgent, please"),
    BuiltIn("omachi", "少しお待ちください", "One moment, please"),
    BuiltIn("atode", "あとで確認します", "I will look at it later"),
    BuiltIn("renraku", "ご連絡ください", "Please contact me"),
    BuiltIn("denwa", "お電話します", "I will phone you"),
    BuiltIn("denwachu", "電話中です", "On the phone"),
    BuiltIn("kaigichu", "会議中です", "In a meeting"),
    BuiltIn("seki", "席を外しています", "Away from my desk"),
    BuiltIn("gaishutsu", "外出しています", "Out of the office"),
    BuiltIn("zaitaku", "在宅勤務です", "Working from home"),
    BuiltIn("kyukei", "休憩中です", "On a break"),
    BuiltIn("mukau", "向かっています", "On my way"),
    BuiltIn("tochaku", "到着しました", "Arrived"),
    BuiltIn("genba", "現場にいます", "On site"),
    BuiltIn("buji", "無事です", "I am safe"),
    BuiltIn("kessai", "決裁をお願いします", "Please approve"),
    BuiltIn("shiryo", "資料を送りました", "I sent the papers"),
    BuiltIn("shitsumon", "質問があります", "I have a question"),
    BuiltIn("daijobu", "大丈夫です", "That is fine"),
    BuiltIn("sumimasen", "申し訳ありません", "I am sorry"),
    BuiltIn("ohayo", "おはようございます", "Good morning"),
    BuiltIn("osaki", "お先に失礼します", "I am leaving for today"),
)
BUILT_IN = {stamp.id: stamp for stamp in CATALOGUE}
