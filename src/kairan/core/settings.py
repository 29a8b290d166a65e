"""One settings class. Values come from a TOML file (`--config`, KAIRAN_CONFIG) and from KAIRAN_… variables."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, get_origin

import msgspec

PREFIX = "KAIRAN_"


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything an operator can set. Paths are relative to where the command runs."""

    data: Path = Path("var")
    """Folder of the embedded database and of files."""
    database: str = ""
    """URL of the database; empty: SQLite inside `data`. Example: postgresql+psycopg://kairan@/kairan"""
    files: str = ""
    """Where files lie; empty: a folder inside `data`. Example: s3://bucket/prefix"""
    secret_key_file: str = ""
    """File with the key that seals secrets in the database; made when missing; empty: secret.key inside `data`.
    With several nodes all need the same."""
    redis: str = ""
    """URL of Valkey / Redis for several nodes; empty: one node. Example: redis://127.0.0.1:6379/0"""
    host: str = "127.0.0.1"
    """Address to listen on."""
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 8000
    """Port to listen on."""
    drain_s: Annotated[int, msgspec.Meta(ge=0, le=300)] = 0
    """Told to stop, be unready but answer for so many seconds, until proxies have turned to other nodes."""
    url: str = ""
    """Address people use, for links and the same-origin check behind a proxy. Example: https://kairan.example.lg.jp"""
    secure_cookies: bool = False
    """Send cookies over TLS only; set it wherever there is TLS (also on when `url` begins with https)."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses or networks of proxies whose X-Forwarded headers are believed."""
    faces: dict[str, str] = {}
    """Host name to entrance. Example: {"kairan.lgwan.example" = "lgwan", "kairan.example" = "internet"}"""
    face_proxies: dict[str, tuple[str, ...]] = {}
    """Which proxies speak for an entrance, by address or network; none named: any, and who connects directly.
    Example: {lgwan = ["10.1.0.5"], internet = ["192.0.2.10"]}"""
    session_hours: Annotated[int, msgspec.Meta(ge=1)] = 720
    """A session ends so many hours after signing in, however much it is used."""
    session_idle_hours: Annotated[int, msgspec.Meta(ge=1)] = 336
    """A session ends after so many hours without use."""
    mail_url: str = ""
    """Server that takes letters; empty: no mail is sent. Example: smtp+starttls://mail.example.lg.jp:587"""
    mail_user: str = ""
    """User at the mail server; empty: without signing in."""
    mail_password: str = ""
    """Password at the mail server."""
    mail_password_file: str = ""
    """File that holds the password at the mail server, instead of `mail_password`."""
    mail_from: str = ""
    """Sender of letters. Example: 回覧 <kairan@example.lg.jp>"""
    guest_url: str = ""
    """Address in links to guests, where they use another entrance than `url`; empty: `url`."""
    issued_password_days: Annotated[int, msgspec.Meta(ge=1, le=365)] = 14
    """A password issued by an administrator lets its person in for so many days, unless she changes it."""
    oidc_loopback: bool = False
    """Accept OpenID Connect providers on this machine, also without TLS: for trials and tests."""
    file_bytes: int = 100 * 1024 * 1024
    """Largest file, in bytes."""
    rate_limits: bool = True
    """Refuse what one account, address or body asks for faster than people do; the limits: docs/reference/bounds.md"""
    rates: dict[str, tuple[float, int]] = {}
    """Limits that differ from the built-in ones: a second in the long run, and at once.
    Example: {"posting.account" = [20, 600]}"""
    one_core: bool = True
    """With SQLite, keep what computes in turns on one core, the one the others need least; Linux. Password checks and
    long searches use them all."""
    reader_process: bool = True
    """With SQLite, a process of its own reads pages while the server reads others; on another core, where there is
    one."""
    selfaudit_s: Annotated[int, msgspec.Meta(ge=0, le=86_400)] = 60
    """Samples are recounted against the journal once in so many seconds; 0: never."""
    metrics_from: tuple[str, ...] = ("127.0.0.0/8", "::1/128")
    """Networks that may ask for /metrics directly; what comes through a proxy never may."""
    log: str = "info"
    """Least level that is logged: debug, info, warning or error."""

    @property
    def database_url(self) -> str:
        """The URL of the database."""
        return self.database or f"sqlite:///{self.data.absolute() / 'kairan.db'}"

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a file of our own."""
        return self.database_url.startswith("sqlite")

    @property
    def files_url(self) -> str:
        """The URL of the folder or bucket for files."""
        return self.files or (self.data.absolute() / "files").as_uri()

    @property
    def secret_key_path(self) -> Path:
        """The file with the key that seals secrets."""
        return Path(self.secret_key_file) if self.secret_key_file else self.data / "secret.key"

    @property
    def is_secure(self) -> bool:
        """Whether cookies are for TLS only."""
        return self.secure_cookies or self.url.startswith("https://")


def load_settings(config: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; a variable wins over the file. Raises msgspec.ValidationError for what is not valid."""
    config = config or (Path(environment[f"{PREFIX}CONFIG"]) if f"{PREFIX}CONFIG" in environment else None)
    values: dict[str, object] = tomllib.loads(config.read_text("utf-8")) if config else {}
    for field in msgspec.structs.fields(Settings):
        given = environment.get(f"{PREFIX}{field.name.upper()}")
        if given is not None:
            values[field.name] = _parsed(given, field.type)
    return msgspec.convert(values, Settings, strict=False, dec_hook=_path)


def _parsed(given: str, wanted: object) -> object:
    """Read lists and tables from a variable as JSON, everything else as it stands."""
    return msgspec.json.decode(given) if get_origin(wanted) in {tuple, dict} else given


def _path(wanted: type, value: object) -> object:
    if wanted is Path:
        return Path(str(value))
    raise NotImplementedError(wanted)
