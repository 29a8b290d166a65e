"""Each setting is taken, or refused in words that name it: in both languages, with what to write instead."""

import json
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest

from kairan.commands.setting_rules import RULES, require_sound
from kairan.core.setting_reading import SettingsWrong, load_settings, read_settings
from kairan.core.settings import BESIDES, PREFIX, Settings

BAD: Mapping[str, tuple[str, ...]] = {
    "data": ("", "file"),
    "database": ("nonsense", "mysql://kairan@db/kairan", "postgresql://kairan@db/kairan", "sqlite://", "oracle+x://:p@"),
    "files": ("ftp://store/kairan", "s3://", "memory:///", "file://relative"),
    "secret_key_file": ("no/such/folder/secret.key", "."),
    "redis": ("127.0.0.1:6379", "http://127.0.0.1:6379", "redis://", "redis://127.0.0.1:port"),
    "host": ("127.0.0.1:8000", "http://localhost", "10.0.0.300", "", "two words"),
    "port": ("", "eight", "99999", "-1", "80.5", "tcp://10.0.0.1:8000"),
    "drain_s": ("-1", "301", "long"),
    "url": ("kairan.example.lg.jp", "ftp://x", "https://", "https://a.example/path", "https://u:p@a.jp", "https:/a"),
    "secure_cookies": ("maybe", "はい"),
    "trusted_proxies": ("10.0.0.1", '["10.0.0.300"]', '["10.0.0.1/8"]', '{"a": "10.0.0.1"}', "[1]", '["proxy.jp"]'),
    "faces": ("{lgwan}", '["lgwan"]', '{"https://a.jp": "lgwan"}', '{"a.example": ""}', '{"a.example:8": "lgwan"}'),
    "face_proxies": ('{"lgwan": ["10.0.0.5"]}', '{"lgwan": "10.0.0.5"}', "lgwan=10.0.0.5"),
    "session_hours": ("0", "1000000000000", "a day"),
    "session_idle_hours": ("0", "87601", "24h"),
    "mail_url": ("mail.example.lg.jp", "smtp://mail.example.lg.jp", "http://mail", "smtps://u:secret@mail", "smtps://m:x"),
    "mail_user": ("a\nb",),
    "mail_password": ("two\nlines",),
    "mail_password_file": ("no/such/file", "."),
    "mail_from": ("回覧", "kairan@example.lg.jp"),
    "guest_url": ("guest.example.lg.jp", "//guest.example.lg.jp"),
    "issued_password_days": ("0", "366", "two weeks"),
    "oidc_loopback": ("perhaps",),
    "file_bytes": ("0", "-5", "100MB", "99999999999999999999"),
    "clamd": ("127.0.0.1:3310", "tcp://", "http://127.0.0.1:3310", "unix://run/clamd.ctl", "unix:///", "tcp://a:0"),
    "unchecked_faces": ("internet", '["lgwan"]', '["outside"]'),
    "rate_limits": ("off?",),
    "rates": ('{"posting": [1, 2]}', '{"posting.acount": [1, 2]}', '{"posting.account": [0, 2]}', "[]"),
    "one_core": ("2",),
    "reader_process": ("two",),
    "selfaudit_s": ("-1", "86401", "often"),
    "anchor_every_h": ("-1", "169", "daily"),
    "anchor_key": ("no/such/folder/anchor.key", ".", "file", "var/anchor.key"),
    "anchor_to": ("/mnt", '["relative"]', '["ftp://a.jp/"]', '["mailto:nobody"]', '["mailto:a@example.jp"]', "[1]"),
    "anchor_token_file": ("no/such/file", "."),
    "anchor_tsa": ("tsa.example", "ftp://tsa.example", "https://"),
    "anchor_tsa_ca": ("no/such/file", "."),
    "backup_to_key": ("age1x", '["age1nothing"]', '["no/such/file"]', '["file"]', '["."]'),
    "metrics_from": ("127.0.0.1", '["127.0.0.1/8"]', '["localhost"]'),
    "operator_faces": ("lgwan", '["lgwan"]'),
    "push_faces": ("internet", '["lgwan"]'),
    "push_services": ("usual", '["https://fcm.googleapis.com/"]', '["*"]', '["a b"]'),
    "payment_providers": ("https://a.jp", '["api.stripe.com"]', '["http://api.stripe.com"]', '["https://a.jp/v1"]'),
    "identity_providers": ("https://a.jp", '["a.jp"]', '["http://a.jp/"]', '["https://u:p@a.jp/"]', '["https://a.jp/?q"]'),
    "signing_trust": ("no/such/folder", "file"),
    "webhook_hosts": ("a.example", '["https://a.example/"]', '["a b"]', "[1]"),
    "hazard_folder": ("no/such/folder", "file"),
    "hazard_drop_key_file": ("no/such/file", "."),
    "hazard_feeds": ("usual", '["ftp://a.jp/feed.xml"]', '["https://u:p@a.jp/"]', '["feed.xml"]', "[1]"),
    "sms_gateway": ("gateway.example", "ftp://a.jp/sms", "https://u:p@a.jp/sms", "https://a.jp/a b"),
    "voice_gateway": ("gateway.example", "https://"),
    "gateway_key_file": ("no/such/file", "."),
    "map_tiles": ("https://a.jp/{z}/{x}/{y}.png", "//a.jp/{z}/{x}/{y}.png", "/tiles/{z}/{x}.png", "/api/{z}/{x}/{y}"),
    "map_credit": ("x" * 201, "a\nb"),
    "resident_map": ("true", "perhaps"),
    "api_from": ("10.1.0.0/24", '["10.1.0.5/24"]'),
    "operator_from": ("10.1.0.0/24", '["10.1.0.5/24"]'),
    "log": ("verbose", "INFO", ""),
}  # fmt: skip


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be in a folder with a file in it."""
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("x", "utf-8")


def refused(environment: Mapping[str, str], config: Path | None = None) -> SettingsWrong:
    with pytest.raises(SettingsWrong) as caught:
        require_sound(read_settings(config, environment))
    return caught.value


def test_every_setting_has_values_that_are_refused() -> None:
    assert set(BAD) == set(Settings.__struct_fields__), "a new setting needs a row here"
    assert set(RULES) <= set(BAD)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in BAD.items() for value in values])
def test_a_bad_value_is_refused_with_the_name_of_its_variable(name: str, value: str) -> None:
    variable = f"{PREFIX}{name.upper()}"
    faults = [one for one in refused({variable: value}).faults if one.ja.startswith(f"{variable}: ")]
    assert faults, f"{variable} is not named"
    for ja, en in faults:
        assert en.startswith(f"{variable}: ")
        assert ja.endswith(("。", "』", ")", "）")) or "例: " in ja or "次のどれか" in ja
        assert ja != en
        assert "\n" not in ja + en
        assert not any(word in en for word in ("Traceback", "Expected `", "object has no"))


@pytest.mark.parametrize("name", sorted(set(BAD) - {"data"}))
def test_a_bad_value_in_the_file_is_refused_with_file_and_key(name: str) -> None:
    config = Path("kairan.toml")
    config.write_text(f"{name} = [[1979-05-27]]\n", "utf-8")
    (fault,) = refused({}, config).faults
    assert fault.ja.startswith(f"{config} の {name}: ")
    assert fault.en.startswith(f"{name} in {config}: ")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("mail_password", "Hi-mitsu\n"),
        ("mail_url", "smtps://u:Hi-mitsu@mail.example"),
        ("database", "mysql://kairan:Hi-mitsu@db/kairan"),
        ("redis", "http://:Hi-mitsu@127.0.0.1"),
        ("files", "ftp://u:Hi-mitsu@store"),
        ("anchor_to", '["https://u:Hi-mitsu@keep.example/"]'),
        ("anchor_tsa", "ftp://u:Hi-mitsu@tsa.example"),
        ("backup_to_key", '["AGE-SECRET-KEY-1Hi-mitsu"]'),  # the wrong one of the two
    ],
)
def test_a_refusal_never_shows_a_secret(name: str, value: str) -> None:
    for ja, en in refused({f"{PREFIX}{name.upper()}": value}).faults:
        assert "mitsu" not in ja + en


def test_every_default_is_good() -> None:
    assert require_sound(read_settings(None, {})) == Settings()


def test_all_that_is_wrong_is_told_at_once() -> None:
    wrong = refused({"KAIRAN_URL": "x", "KAIRAN_REDIS": "y", "KAIRAN_TRUSTED_PROXIES": '["z"]'})
    assert [one.en.partition(":")[0] for one in wrong.faults] == [
        "KAIRAN_REDIS", "KAIRAN_URL", "KAIRAN_TRUSTED_PROXIES"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("variable", "meant"),
    [
        ("KAIRAN_FACE", "KAIRAN_FACES"),
        ("KAIRAN_faces", "KAIRAN_FACES"),
        ("KAIRANFACES", "KAIRAN_FACES"),
        ("Kairan_Url", "KAIRAN_URL"),
        ("KARIAN_TRUSTED_PROXIES", "KAIRAN_TRUSTED_PROXIES"),
        ("KAIRAN_TRUSTED_PROXYS", "KAIRAN_TRUSTED_PROXIES"),
        ("KAIRAN_SECURE_COOKIE", "KAIRAN_SECURE_COOKIES"),
        ("KAIRAN_FACE_PROXY", "KAIRAN_FACE_PROXIES"),
    ],
)
def test_a_misspelt_variable_is_refused_with_the_nearest_name(variable: str, meant: str) -> None:
    (fault,) = refused({variable: "{}"}).faults
    assert fault.en == f"{variable}: There is no setting of this name. Did you mean {meant}?"
    assert f"{meant} ではありませんか。" in fault.ja


def test_a_variable_like_no_other_is_refused_and_other_peoples_are_not_looked_at() -> None:
    assert "KAIRAN_FOO" in str(refused({"KAIRAN_FOO": "1"}))
    others = {"PATH": "/bin", "AWS_REGION": "x", "IRAN": "1", "POSTGRES_URL": "x", "MAIL_FROM": "y", "DATA": "z"}
    assert load_settings(None, others) == Settings()
    assert load_settings(None, {f"{PREFIX}{name}": "" for name in BESIDES}) == Settings()


def test_an_unknown_key_of_the_file_is_refused_with_the_file_and_the_nearest_key() -> None:
    config = Path("kairan.toml")
    config.write_text('prot = 8000\n[face]\n"a.example" = "lgwan"\n', "utf-8")
    told = [one.en for one in refused({}, config).faults]
    assert told == [
        f"prot in {config}: There is no setting of this name. Did you mean port?",
        f"face in {config}: There is no setting of this name. Did you mean faces?",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "読み取れません"), (b"port 8000\n", "1 行目"), (b"\n\nurl = \n", "3 行目"), (b"\xff\xfe", "UTF-8")],
)
def test_a_file_that_cannot_be_read_is_named(content: bytes | None, said: str) -> None:
    config = Path("kairan.toml")
    if content is not None:
        config.write_bytes(content)
    (fault,) = refused({"KAIRAN_CONFIG": str(config)}).faults
    assert fault.ja.startswith(f"{config}: ")
    assert said in fault.ja


def test_settings_that_belong_together_are_not_lost_one_by_one() -> None:
    """A face's proxies without faces, operators' faces without faces, a sender without a server."""
    faces, proxies = json.dumps({"a.example": "lgwan"}), json.dumps({"lgwan": ["10.1.0.5"]})
    both = {"KAIRAN_FACES": faces, "KAIRAN_FACE_PROXIES": proxies, "KAIRAN_OPERATOR_FACES": '["lgwan"]'}
    assert require_sound(read_settings(None, both)).operator_faces == ("lgwan",)
    del both["KAIRAN_FACES"]
    assert {one.en.partition(":")[0] for one in refused(both).faults} == {
        "KAIRAN_FACE_PROXIES",
        "KAIRAN_OPERATOR_FACES",
    }
    mail = {"KAIRAN_MAIL_URL": "smtps://mail.example", "KAIRAN_MAIL_FROM": "a@example.jp", "KAIRAN_URL": "https://a.jp"}
    assert require_sound(read_settings(None, mail)).mail_from == "a@example.jp"
    for lost, named in (("KAIRAN_MAIL_URL", "KAIRAN_MAIL_FROM"), ("KAIRAN_URL", "KAIRAN_MAIL_URL")):
        (fault,) = refused({name: value for name, value in mail.items() if name != lost}).faults
        assert fault.en.startswith(f"{named}: ")


def test_a_key_that_is_not_made_yet_is_no_fault() -> None:
    """`kairan anchors key` makes it, under these settings."""
    assert require_sound(read_settings(None, {"KAIRAN_ANCHOR_KEY": "anchor.key"})).anchor_key == "anchor.key"


def test_an_option_wins_and_is_named_as_an_option() -> None:
    assert read_settings(None, {"KAIRAN_PORT": "1"}, {"port": 2, "host": None}).settings.port == 2
    with pytest.raises(SettingsWrong, match="--port"):
        read_settings(None, {}, {"port": 99_999})


def test_both_languages_are_told_apart_by_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Please write a number" in str(refused({"KAIRAN_PORT": "x"}))
    monkeypatch.setenv("KAIRAN_LANG", "ja")
    assert "整数で書いてください" in str(refused({"KAIRAN_PORT": "x"}))


def test_the_settings_of_the_guide_are_taken() -> None:
    given = {
        "KAIRAN_URL": "https://kairan.example.lg.jp/",
        "KAIRAN_TRUSTED_PROXIES": '["127.0.0.1", "2001:db8::/32"]',
        "KAIRAN_FACES": '{"kairan.lgwan.example": "lgwan", "Kairan.example.lg.jp": "internet"}',
        "KAIRAN_FILES": "s3://bucket/prefix",
        "KAIRAN_DATABASE": "postgresql+psycopg://kairan@/kairan",
        "KAIRAN_REDIS": "unix:///run/valkey.sock",
        "KAIRAN_HOST": "::1",
        "KAIRAN_RATES": '{"posting.account": [20, 600]}',
        "KAIRAN_ANCHOR_TO": '["/mnt/auditor/kairan", "https://keep.example.lg.jp/drop/"]',
        "KAIRAN_ANCHOR_TSA": "https://tsa.example.jp/",
        "KAIRAN_BACKUP_TO_KEY": '["age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"]',
    }
    assert msgspec.structs.asdict(require_sound(read_settings(None, given)))["host"] == "::1"
