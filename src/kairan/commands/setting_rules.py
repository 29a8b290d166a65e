"""What a setting's value must be beyond its type, one rule a setting, each with a sentence that says what to write.

Checked by every command before it does anything.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from kairan.commands import (
    gateway_setting_rules,
    hazard_setting_rules,
    identity_setting_rules,
    map_setting_rules,
    record_setting_rules,
)
from kairan.commands.setting_checks import CONTROL, Rule, is_url, misplaced, unreadable
from kairan.core.edge.rate_limits import RATES, rates_with
from kairan.core.kit.mail import mail_server
from kairan.core.setting_examples import EXAMPLES
from kairan.core.setting_reading import Loaded, Said, SettingsWrong
from kairan.core.settings import Settings
from kairan.files.clamd import is_scanner_address

BUCKETS = ("s3", "s3a", "gs", "az", "azure", "adl", "abfs", "abfss")
BROKERS = ("redis", "rediss", "unix")
_HOST_NAME = re.compile(r"(?=.{1,253}\Z)[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,62}))*")
_FACE = re.compile(r"[\w-]{1,20}")


def require_sound(loaded: Loaded) -> Settings:
    """Return the settings, or refuse all that is wrong with them at once."""
    faults = [loaded.fault(name, wrong) for name, rule in RULES.items() for wrong in rule(loaded.settings)]
    if faults:
        raise SettingsWrong(faults)
    return loaded.settings


def _data(settings: Settings) -> Iterator[Said]:
    if settings.data.exists() and not settings.data.is_dir():
        yield Said(
            f"{settings.data} はフォルダーではありません。データを置くフォルダーを書いてください。",
            f"{settings.data} is not a folder. Please name the folder for the data.",
        )


def _database(settings: Settings) -> Iterator[Said]:
    """Say nothing of the value itself: it may hold a password."""
    if settings.database and not _is_database(settings.database):
        yield Said(
            "使えるデータベースではありません。postgresql+psycopg://利用者@サーバー/名前、または sqlite:////フォルダー/kairan.db"
            " の形で書いてください。",
            "Not a database that can be used. Please write postgresql+psycopg://user@host/name or "
            "sqlite:////folder/kairan.db.",
        )


def _is_database(url: str) -> bool:
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError):
        return False
    if parts.drivername in {"sqlite", "sqlite+pysqlite"}:
        return bool(parts.database) and parts.database != ":memory:" and not parts.host
    return parts.drivername == "postgresql+psycopg"


def _files(settings: Settings) -> Iterator[Said]:
    place = settings.files
    scheme, found, rest = place.partition("://")
    is_good = not CONTROL.search(place) and (
        not found or (scheme == "file" and rest.startswith("/")) or (scheme in BUCKETS and rest.strip("/") != "")
    )
    if not is_good:
        yield Said(
            "使える置き場ではありません。フォルダーの名前、または s3://バケット/前置き の形で書いてください。",
            "Not a place that can be used. Please write a folder, or s3://bucket/prefix.",
        )


def _secret_key_file(settings: Settings) -> Iterator[Said]:
    yield from misplaced(settings.secret_key_file)


def _redis(settings: Settings) -> Iterator[Said]:
    if settings.redis and not is_url(settings.redis, BROKERS):
        yield Said(
            "Valkey・Redis の接続先ではありません。例: redis://127.0.0.1:6379/0",
            "Not the address of Valkey / Redis. Example: redis://127.0.0.1:6379/0",
        )


def _host(settings: Settings) -> Iterator[Said]:
    if not _is_address(settings.host) and not _is_host_name(settings.host):
        yield Said(
            f"「{settings.host}」は待ち受けるアドレスではありません。ポートは port に書きます。例: 127.0.0.1",
            f"“{settings.host}” is not an address to listen on. The port belongs into port. Example: 127.0.0.1",
        )


def _is_host_name(name: str) -> bool:
    last = name.rpartition(".")[2]
    return _HOST_NAME.fullmatch(name) is not None and not last.isdigit()  # 10.0.0.300 is no name


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _url(settings: Settings) -> Iterator[Said]:
    yield from _web_address(settings.url, "https://kairan.example.lg.jp")


def _guest_url(settings: Settings) -> Iterator[Said]:
    yield from _web_address(settings.guest_url, "https://guest.example.lg.jp")


def _web_address(address: str, example: str) -> Iterator[Said]:
    if not address:
        return
    if not is_url(address, ("https", "http")) or CONTROL.search(address) or " " in address:
        yield Said(
            f"「{address}」は https:// か http:// で始まるアドレスではありません。例: {example}",
            f"“{address}” is not an address that begins with https:// or http://. Example: {example}",
        )
        return
    parts = urlsplit(address)
    if parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
        yield Said(
            f"「{address}」は、ホスト名（とポート）までを書いてください。例: {example}",
            f"“{address}”: please write up to the host name (and port) only. Example: {example}",
        )


def _trusted_proxies(settings: Settings) -> Iterator[Said]:
    yield from _networks(settings.trusted_proxies)


def _metrics_from(settings: Settings) -> Iterator[Said]:
    yield from _networks(settings.metrics_from)


def _api_from(settings: Settings) -> Iterator[Said]:
    yield from _networks(settings.api_from)


def _operator_from(settings: Settings) -> Iterator[Said]:
    yield from _networks(settings.operator_from)


def _networks(named: Iterable[str]) -> Iterator[Said]:
    for one in named:
        try:
            ip_network(one)
        except ValueError:
            hint = _with_host_bits(one)
            yield Said(
                f"「{one}」は IP アドレスやネットワークではありません。{hint and f'{hint} ではありませんか。'}",
                f"“{one}” is not an address or a network.{hint and f' Did you mean {hint}?'}",
            )


def _with_host_bits(named: str) -> str:
    try:
        return str(ip_network(named, strict=False))
    except ValueError:
        return ""


def _faces(settings: Settings) -> Iterator[Said]:
    for host, face in settings.faces.items():
        if not _is_host_name(host):
            yield Said(
                f"「{host}」はホスト名ではありません。https:// やポートを付けずに書いてください。"
                f"例: {EXAMPLES['faces']}",
                f"“{host}” is not a host name. Please write it without https:// and port. Example: {EXAMPLES['faces']}",
            )
        if not _FACE.fullmatch(face):
            yield Said(
                f"入口の名前「{face}」は、20 文字までの文字・数字・-・_ で書いてください。例: lgwan",
                f"The entrance “{face}”: please use up to 20 letters, digits, - and _. Example: lgwan",
            )


def _face_proxies(settings: Settings) -> Iterator[Said]:
    yield from _known_faces(settings.face_proxies, settings)
    for networks in settings.face_proxies.values():
        yield from _networks(networks)


def _operator_faces(settings: Settings) -> Iterator[Said]:
    yield from _known_faces(settings.operator_faces, settings)


def _push_faces(settings: Settings) -> Iterator[Said]:
    """Those that are named at first need not be there."""
    ready = {"single", "internet"}
    yield from _known_faces((one for one in settings.push_faces if one not in ready), settings)


def _unchecked_faces(settings: Settings) -> Iterator[Said]:
    """Those that are named at first need not be there; into the LGWAN side nothing comes unseen."""
    if "lgwan" in settings.unchecked_faces:
        yield Said(
            "LGWAN側（lgwan）は指定できません。安全の確認が済んでいないファイルは、LGWAN側では開けません。",
            "The LGWAN side (lgwan) cannot be named: files that no checker has seen are not opened there.",
        )
    ready = {"single", "internet", "lgwan"}
    yield from _known_faces((one for one in settings.unchecked_faces if one not in ready), settings)


def _clamd(settings: Settings) -> Iterator[Said]:
    if settings.clamd and not is_scanner_address(settings.clamd):
        yield Said(
            "clamd の場所ではありません。unix:///run/clamav/clamd.ctl か tcp://127.0.0.1:3310 の形で書いてください。",
            "Not a place of clamd. Please write unix:///run/clamav/clamd.ctl or tcp://127.0.0.1:3310.",
        )


def _payment_providers(settings: Settings) -> Iterator[Said]:
    """Keys go there, and money: over TLS, or on this machine for trials and tests."""
    for one in settings.payment_providers:
        parts = urlsplit(one)
        is_inside = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"}
        if not parts.hostname or parts.path.strip("/") or parts.query or not (parts.scheme == "https" or is_inside):
            yield Said(
                f"「{one}」は決済サービスのアドレスではありません。https:// とホスト名だけを書いてください。"
                "例: https://api.stripe.com",
                f"“{one}” is no address of a provider. Write https:// and a host. Example: https://api.stripe.com",
            )


_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:\*\.)?(?:{_LABEL}\.)*{_LABEL}", re.ASCII)


def _webhook_hosts(settings: Settings) -> Iterator[Said]:
    for one in settings.webhook_hosts:
        if one != "*" and not _HOST.fullmatch(one.lower()):
            yield Said(
                f"「{one}」はホスト名ではありません。https:// を付けずに書いてください。例: kikan.example.lg.jp",
                f"“{one}” is no host name. Write a host alone, without https://. Example: kikan.example.lg.jp",
            )


def _push_services(settings: Settings) -> Iterator[Said]:
    for one in settings.push_services:
        if not _HOST.fullmatch(one.lower()):
            yield Said(
                f"「{one}」はホスト名ではありません。usual か、ホスト名だけを書いてください。例: fcm.googleapis.com",
                f"“{one}” is no host name. Write usual, or a host alone. Example: fcm.googleapis.com",
            )


def _known_faces(named: Iterable[str], settings: Settings) -> Iterator[Said]:
    """Refuse entrances that no host name leads to: the setting `faces` was lost, or a name is misspelt."""
    known = sorted(set(settings.faces.values()))
    for face in named:
        if face not in known:
            there = "、".join(known) or "なし"
            yield Said(
                f"入口「{face}」は faces にありません（faces の入口: {there}）。"
                "faces の設定が失われていないか確かめてください。",
                f"The entrance “{face}” is not in faces (there: {', '.join(known) or 'none'}). Was faces lost?",
            )


def _mail_url(settings: Settings) -> Iterator[Said]:
    if _mail_fault(settings) == "mail_url":
        yield Said(
            "smtp+starttls://サーバー:587、smtps://サーバー:465、または smtp://127.0.0.1:25（このサーバー自身だけ）の形で"
            "書いてください。パスワードは mail_password_file に書きます。",
            "Please write smtp+starttls://host:587, smtps://host:465, or smtp://127.0.0.1:25 (this machine only). "
            "The password belongs into mail_password_file.",
        )
    if settings.mail_url and not settings.url:
        yield Said(
            "メールを送るには url も必要です（メールの中のリンクに使います）。",
            "To send mail, url is needed too: for the links in letters.",
        )


def _mail_from(settings: Settings) -> Iterator[Said]:
    if _mail_fault(settings) == "mail_from":
        yield Said(
            "差出人を書いてください。例: 回覧 <kairan@example.lg.jp>",
            "Please write the sender. Example: 回覧 <kairan@example.lg.jp>",
        )
    if settings.mail_from and not settings.mail_url:
        yield Said(
            "差出人がありますが mail_url がありません。このままではメールが送られません。",
            "There is a sender, but no mail_url: no mail would be sent.",
        )


def _mail_fault(settings: Settings) -> str:
    """Return the name of the setting by which the mail server cannot be used."""
    if not settings.mail_url:
        return ""
    try:
        mail_server(settings.mail_url, settings.mail_from)
    except ValueError as error:
        return "mail_from" if str(error).startswith("mail_from") else "mail_url"
    return ""


def _mail_user(settings: Settings) -> Iterator[Said]:
    yield from _one_line(settings.mail_user)


def _mail_password(settings: Settings) -> Iterator[Said]:
    yield from _one_line(settings.mail_password)
    if settings.mail_password and settings.mail_password_file:
        yield Said(
            "mail_password_file と両方にあります。どちらか一つにしてください。",
            "There is mail_password_file as well. Please keep one of the two.",
        )


def _one_line(text: str) -> Iterator[Said]:
    if CONTROL.search(text):
        yield Said("改行などの制御文字は使えません。", "Line ends and other control characters cannot be used.")


def _mail_password_file(settings: Settings) -> Iterator[Said]:
    yield from unreadable(settings.mail_password_file)


def _rates(settings: Settings) -> Iterator[Said]:
    known = [f"{work}.{whose}" for work, of in RATES.items() for whose in of]
    for name, rate in settings.rates.items():
        try:
            rates_with({name: rate})
        except ValueError:
            near = "".join(difflib.get_close_matches(name, known, 1))
            ja = f"{near} ではありませんか。" if near and near != name else ""
            en = f" Did you mean {near}?" if near and near != name else ""
            yield Said(
                f"「{name}」の上限を使えません。{ja}例: {EXAMPLES['rates']}（1 秒あたりの回数と、一度に許す回数）",
                f"The limit of “{name}” cannot be used.{en} Example: {EXAMPLES['rates']} (a second, and at once)",
            )


RULES: Mapping[str, Rule] = {
    "data": _data,
    "database": _database,
    "files": _files,
    "secret_key_file": _secret_key_file,
    "redis": _redis,
    "host": _host,
    "url": _url,
    "trusted_proxies": _trusted_proxies,
    "faces": _faces,
    "face_proxies": _face_proxies,
    "mail_url": _mail_url,
    "mail_user": _mail_user,
    "mail_password": _mail_password,
    "mail_password_file": _mail_password_file,
    "mail_from": _mail_from,
    "guest_url": _guest_url,
    "rates": _rates,
    "metrics_from": _metrics_from,
    "operator_faces": _operator_faces,
    "push_faces": _push_faces,
    "push_services": _push_services,
    "clamd": _clamd,
    "unchecked_faces": _unchecked_faces,
    "payment_providers": _payment_providers,
    "webhook_hosts": _webhook_hosts,
    "operator_from": _operator_from,
    "api_from": _api_from,
    **record_setting_rules.RULES,
    **gateway_setting_rules.RULES,
    **hazard_setting_rules.RULES,
    **identity_setting_rules.RULES,
    **map_setting_rules.RULES,
}
"""The settings whose type alone does not say what may be written."""
