"""Rules of the settings by which applicants prove who they are, and sign."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from kairan.commands.setting_checks import CONTROL, Rule, is_url
from kairan.core.setting_examples import EXAMPLES
from kairan.core.setting_reading import Said
from kairan.core.settings import Settings

_HERE = frozenset({"127.0.0.1", "localhost", "::1"})


def _identity_providers(settings: Settings) -> Iterator[Said]:
    for number, one in enumerate(settings.identity_providers, 1):
        if not _is_issuer(one):
            yield Said(
                f"{number} 番目は、https:// で始まる発行者（issuer）のアドレスではありません。"
                f"例: {EXAMPLES['identity_providers']}",
                f"Number {number} is no address of an issuer, with https://. Example: {EXAMPLES['identity_providers']}",
            )


def _is_issuer(address: str) -> bool:
    """Over TLS, or on this machine for trials and tests; nothing beside the path (OpenID Connect Discovery 1.0)."""
    if not is_url(address, ("https", "http")) or CONTROL.search(address) or " " in address:
        return False
    parts = urlsplit(address)
    is_safe = parts.scheme == "https" or parts.hostname in _HERE
    return is_safe and parts.username is None and not parts.query and not parts.fragment


def _signing_trust(settings: Settings) -> Iterator[Said]:
    folder = settings.signing_trust
    if folder and not Path(folder).is_dir():
        yield Said(
            f"フォルダー {folder} がありません。認証局の証明書を置くフォルダーを作ってから書いてください。",
            f"There is no folder {folder}. Please make the folder for the certificates of authorities first.",
        )


RULES: Mapping[str, Rule] = {"identity_providers": _identity_providers, "signing_trust": _signing_trust}
