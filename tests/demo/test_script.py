"""The demo's content: it holds together, names nobody real, and is enough to understand the product by."""

import re
from collections import Counter

import msgspec
import pytest

from kairan.demo.script import CONTENT, RoomScript, Script, ScriptError, calls, check, read_script

# fmt: off
REAL_PREFECTURES = (
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県",
    "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県",
    "岐阜県", "静岡県", "愛知県", "三重県", "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県",
    "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県",
    "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
)
# fmt: on
LAST_PREFECTURE = 47


@pytest.fixture(scope="module")
def script() -> Script:
    """The content as it is shipped."""
    return read_script()


def room(script: Script, key: str) -> RoomScript:
    """Return a room by its key."""
    return next(room for room in script.rooms if room.key == key)


def with_room(script: Script, changed: RoomScript) -> Script:
    """Return the script with one room written differently."""
    rooms = [changed if room.key == changed.key else room for room in script.rooms]
    return Script(script.bodies, script.doors, rooms, script.file_names)


def test_there_is_enough_to_scroll_and_to_choose_from(script: Script) -> None:
    messages = Counter({room.key: sum(1 for _, say in room.says if not say.re) for room in script.rooms})
    assert messages.total() >= 700
    assert [count for _, count in messages.most_common(2)] >= [150, 150]
    assert sum(1 for room in script.rooms if room.kind == "group" and room.body == "city") >= 24
    assert len(script.people) >= 60
    assert 3 <= sum(1 for authentication in script.doors if script.people[authentication.person][0].key == "city") <= 9


def test_every_kind_of_thing_a_message_can_be_occurs(script: Script) -> None:
    says = [say for room in script.rooms for _, say in room.says]
    assert any(say.re for say in says)
    assert any(say.first for say in says)
    assert any(say.removed for say in says)
    assert any(say.links for say in says)
    assert any("```" in say.text for say in says)
    assert any(say.text.startswith("> ") or "\n> " in say.text for say in says)
    assert any("https://" in say.text for say in says)
    kinds = {kind for room in script.rooms for _, say in room.says for kind, *_ in calls(script, room, say.text)}
    assert {"person", "all"} <= kinds
    assert {file.rsplit(".", 1)[1] for say in says for file in say.files} == {"png", "jpg", "pdf", "csv", "xlsx"}


def test_names_are_hard_where_real_names_are(script: Script) -> None:
    names = "".join(person.name for _, person in script.people.values())
    for hard in ("髙", "﨑", "邉", "濵", "葛\U000e0100"):
        assert hard in names
    assert all(re.fullmatch(r"[ァ-ヺー]+ [ァ-ヺー]+", person.kana) for _, person in script.people.values())


def test_guests_have_no_section_and_staff_all_have_one(script: Script) -> None:
    for _, person in script.people.values():
        assert (person.department is None) == person.guest
        assert (person.extension is None) == person.guest


def test_no_body_of_the_demo_exists(script: Script) -> None:
    """Codes begin with a number that no prefecture has, so no list of real bodies can hold one of them."""
    for body in script.bodies:
        assert int(body.code[:2]) > LAST_PREFECTURE
        assert body.name not in REAL_PREFECTURES
        assert not any(body.name.startswith(name) for name in REAL_PREFECTURES)
        assert _check_digit(body.code) == int(body.code[5])


def _check_digit(code: str) -> int:
    total = sum(int(digit) * weight for digit, weight in zip(code[:5], (6, 5, 4, 3, 2), strict=True))
    return (11 - total % 11) % 10


def test_links_lead_to_names_reserved_for_examples(script: Script) -> None:
    for room in script.rooms:
        for _, say in room.says:
            for host in re.findall(r"https?://([^/\s]+)", say.text):
                assert host.endswith(".example")


def test_the_meteorological_agency_is_named_where_it_is_quoted(script: Script) -> None:
    weather = room(script, "weather")
    assert any(say.text.startswith("> ") for _, say in weather.says)
    assert "気象庁" in weather.purpose
    for file in ("rooms/weather.toml", "README.md"):
        assert "出典: 気象庁ホームページ" in (CONTENT / file).read_text("utf-8")


def test_every_file_is_attached_and_together_they_are_small(script: Script) -> None:
    there = {file.name: len(file.read_bytes()) for file in (CONTENT / "files").iterdir()}
    attached = {file for room in script.rooms for _, say in room.says for file in say.files}
    assert set(there) == attached == set(script.file_names)
    assert sum(there.values()) < 1_500_000


def test_who_signs_in_has_neither_written_nor_reacted_after_what_is_unread(script: Script) -> None:
    for room in script.rooms:
        main = [say for _, say in sorted(room.says, key=_when) if not say.re]
        for key, unread in room.unread.items():
            touched = {who for say in main[len(main) - unread :] for who in (say.by, *(by for _, by in say.reactions))}
            assert key not in touched, f"{room.key}: {key}"


def _when(said: tuple[int, object]) -> tuple[int, int]:
    on, say = said
    hours, minutes = str(getattr(say, "at")).split(":")  # noqa: B009
    return on, int(hours) * 60 + int(minutes)


def test_a_call_of_somebody_outside_the_room_is_refused(script: Script) -> None:
    executives = room(script, "executives")
    (day, *rest) = executives.days
    called = msgspec.structs.replace(day.says[0], text="@佐藤 美咲 さん")
    changed = msgspec.structs.replace(executives, days=[msgspec.structs.replace(day, says=[called]), *rest])
    with pytest.raises(ScriptError, match="executives"):
        check(with_room(script, changed))


def test_a_reaction_from_outside_the_room_is_refused(script: Script) -> None:
    executives = room(script, "executives")
    (day, *rest) = executives.days
    liked = msgspec.structs.replace(day.says[0], react="👍 sato")
    changed = msgspec.structs.replace(executives, days=[msgspec.structs.replace(day, says=[liked]), *rest])
    with pytest.raises(ScriptError, match="sato"):
        check(with_room(script, changed))


def test_positions_of_calls_count_as_browsers_do(script: Script) -> None:
    welfare = room(script, "welfare")
    text = "😀 @佐藤 美咲 さん"
    assert list(calls(script, welfare, text)) == [("person", "sato", 3, 6)]
    assert list(calls(script, welfare, "sato@city.example")) == []
