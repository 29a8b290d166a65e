"""Rules of the settings by which short messages and calls go out."""

from collections.abc import Iterator, Mapping

from kairan.commands.setting_checks import CONTROL, Rule, is_url, unreadable
from kairan.core.setting_reading import Said
from kairan.core.settings import Settings


def _sms_gateway(settings: Settings) -> Iterator[Said]:
    yield from _address(settings, settings.sms_gateway)


def _voice_gateway(settings: Settings) -> Iterator[Said]:
    yield from _address(settings, settings.voice_gateway)


def _address(settings: Settings, address: str) -> Iterator[Said]:
    if not address:
        return
    if not is_url(address, ("https", "http")) or CONTROL.search(address) or " " in address or "@" in address:
        yield Said(
            "中継サービスのアドレスではありません。例: https://gateway.example.lg.jp/sms",
            "Not the address of a gateway. Example: https://gateway.example.lg.jp/sms",
        )
    elif not settings.url:
        yield Said(
            "メッセージに回答用のリンクを入れるため、url も設定してください。",
            "Messages hold a link by which people answer: please set url, too.",
        )


def _gateway_key_file(settings: Settings) -> Iterator[Said]:
    yield from unreadable(settings.gateway_key_file)


RULES: Mapping[str, Rule] = {
    "sms_gateway": _sms_gateway,
    "voice_gateway": _voice_gateway,
    "gateway_key_file": _gateway_key_file,
}
