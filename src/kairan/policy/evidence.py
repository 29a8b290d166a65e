"""What the page of evidence says of the policy: what is not allowed, where, and from which networks one may come."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from kairan.core.kit.database import Db
from kairan.core.viewer import Screen, Viewer
from kairan.people.evidence import Fact, Section
from kairan.policy.lost_faces import at_faces, lost_of
from kairan.policy.model import ACTS, Act, Policy, Rule
from kairan.policy.presets import PresetName, presets_for
from kairan.policy.queries import faces_known, policy_of

ACT_NAMES: Mapping[Act, str] = {
    "sign_in": "サインイン", "administer": "管理の操作", "read": "読む", "write": "書く",
    "react": "リアクション", "stamp": "スタンプ", "attach": "添付する",
    "view_file": "添付を見る", "download": "ダウンロード", "copy": "文字のコピー", "forward": "転送", "search": "検索",
    "create_room": "ルームの作成", "join_room": "公開ルームへの参加", "invite": "職員の招待",
    "invite_guest": "ゲストの招待",
    "see_directory": "連絡先", "notify": "通知", "notify_content": "通知に内容を表示",
    "build_forms": "フォームの作成", "publish_forms": "フォームの公開", "read_answers": "申請の閲覧",
    "export_answers": "申請の書き出し",
}  # fmt: skip
FACES = {"lgwan": "LGWAN側", "internet": "インターネット側", "single": "すべての接続"}
_PRESETS: Mapping[PresetName, str] = {
    "open": "制限なし",
    "separation": "三層分離（αモデル）",
    "own_phones": "私物のスマートフォン",
    "reading_outside": "庁外は閲覧だけ",
}
_DEVICES = {"pc": "PC", "phone": "スマートフォン"}
_KINDS = {"staff": "職員", "guest": "ゲスト"}


def face_name(face: str) -> str:
    """Return how a face is called on paper."""
    return FACES.get(face, face)


def policy_section(db: Db, viewer: Viewer, faces: Sequence[str]) -> Section:
    """Write what holds at the faces there are, and what was set for faces that are gone as what it is: not in force."""
    policy = policy_of(db, viewer.organization_id)
    known = faces_known(db, viewer.organization_id)
    lost = lost_of(policy, faces)
    held = at_faces(policy, known, faces)
    held = msgspec.structs.replace(
        held,
        rules=[rule for rule in held.rules if rule.face in faces],
        networks={face: those for face, those in held.networks.items() if face in faces},
    )
    return Section(
        "ポリシー（入口・端末・機密性による制限）",
        "Policy by entrance, device and class of room",
        [
            Fact("改定の番号", "Revision", f"{policy.revision}"),
            *_of_faces(lost, [] if known is None else [face for face in faces if face not in known]),
            Fact("一致するひな形", "Preset it equals", preset_of(held, faces)),
            Fact("新しいルームの機密性", "Class of new rooms", f"機密性{policy.default_class}"),
            *_networks(held),
            *(one for rule in held.rules for one in _rule(rule)),
        ],
    )


def _of_faces(lost: Sequence[str], undecided: Sequence[str]) -> Iterator[Fact]:
    if lost:
        told = "、".join(map(face_name, lost))
        yield Fact(
            "今の設定にない入口（ポリシーの決まりは働いていません）",
            "Entrances the server no longer has (what is set for them is not in force)",
            f"{told}。サーバーの設定 faces が失われていないか、設置者に確かめてください。",
        )
    if undecided:
        yield Fact(
            "ポリシーを決めたあとに加わった入口（最も厳しい決まりが働いています）",
            "Entrances that came after the policy was set (the strictest of it holds there)",
            "、".join(map(face_name, undecided)),
        )


def preset_of(policy: Policy, present: Sequence[str] = ()) -> str:
    """Name the preset that a policy equals at the faces there are, as far as it sets anything."""
    if not any(rule.upto or rule.screen != Screen() for rule in policy.rules):
        return _PRESETS["open"]
    faces = sorted(present or {rule.face for rule in policy.rules})
    for preset in presets_for(faces):
        if all(_same(policy.rule_at(rule.position), rule) for rule in preset.rules):
            return _PRESETS[preset.name]
    return "なし（団体で設定）"


def _same(one: Rule, other: Rule) -> bool:
    return one.upto == other.upto and one.screen == other.screen


def _networks(policy: Policy) -> Iterator[Fact]:
    if not any(policy.networks.values()):
        yield Fact("接続元のネットワーク", "Networks", "限定しない")
    for face, networks in sorted(policy.networks.items()):
        if networks:
            name = face_name(face)
            yield Fact(f"接続元のネットワーク（{name}）", f"Networks ({face})", "、".join(networks))


def _rule(rule: Rule) -> Iterator[Fact]:
    """Yield what is not allowed at one place, and how the screen is protected there."""
    told = [f"{ACT_NAMES[act]}: {_level(rule.upto[act])}" for act in ACTS if rule.upto.get(act, 3) < 3]
    told += list(_screen(rule.screen))
    if told:
        place = f"{face_name(rule.face)}・{_DEVICES[rule.device]}・{_KINDS[rule.kind]}"
        yield Fact(place, f"{rule.face}, {rule.device}, {rule.kind}", "、".join(told))


def _level(upto: int) -> str:
    return "不可" if upto == 0 else f"機密性{upto}まで"


def _screen(screen: Screen) -> Iterator[str]:
    if screen.watermark:
        yield "透かし"
    if screen.blank:
        yield "離れたら画面を隠す"
    if not screen.print:
        yield "印刷しない"
    if not screen.screenshots:
        yield "画面の撮影を禁止（専用アプリ）"


POLICY_AT = 40  # its place on the page
